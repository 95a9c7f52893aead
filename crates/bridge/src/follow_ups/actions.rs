//! Planning to look back, and saying what one found.

use super::{
    model::{DAYS, Held},
    store::{self, LookRow},
};
use crate::ideas::{self, State};
use base::{Act, Actor, App, Error, Event, Problems, Result, Tx};

/// The looks of an idea that the reader was found to see.
// tidy: allow actor because whoever shows an idea has asked for it
pub fn list(tx: &mut Tx, idea: i64) -> Result<Vec<LookRow>> {
    Ok(store::list(tx, idea)?)
}

/// Plans to look back on a decision; what was planned before and not answered is dropped.
pub fn plan(act: &mut Act<'_>, idea: i64, state: State) -> Result<()> {
    store::delete_open(act.tx, idea)?;
    if state.is_decided() {
        for days in DAYS {
            store::insert(act.tx, idea, days, act.now.plus_seconds(days * 86_400))?;
        }
    }
    Ok(())
}

/// Says whether it held: anybody in the relationship, once; saying it again puts it right.
pub async fn answer(
    app: &App,
    actor: &Actor,
    look: i64,
    held: Option<Held>,
    words: &str,
) -> Result<i64> {
    let mut problems = Problems::default();
    let held = problems.word("held", held);
    let words = problems.optional_text("held-words", words, 1000);
    problems.check()?;
    let Some(held) = held else { return Err(Error::Conflict) };
    app.act(actor, move |act| {
        let (idea, before, said) = store::find_idea(act.tx, look)?.ok_or(Error::NotFound)?;
        ideas::see(act.tx, act.actor, idea)?;
        if before == Some(held) && said == words {
            return Ok(idea);
        }
        let by = act.actor.person()?;
        store::update_answer(act.tx, look, (held, &words), by, act.now)?;
        let before = before.map(|held| held.to_string()).unwrap_or_default();
        act.record(&Event {
            kind: "idea.looked_back",
            subject: format!("idea {idea}"),
            before,
            after: held.to_string(),
            ..Event::default()
        })?;
        Ok(idea)
    })
    .await
}

/// The idea that a look belongs to, for its page.
pub async fn idea_of(app: &App, actor: &Actor, look: i64) -> Result<i64> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (idea, ..) = store::find_idea(tx, look)?.ok_or(Error::NotFound)?;
        ideas::see(tx, &actor, idea)?;
        Ok(idea)
    })
    .await
}
