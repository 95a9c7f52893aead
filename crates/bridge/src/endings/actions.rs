//! Ending a ladder and taking it up again.

use super::store;
use crate::ladders::{self, LONGEST, State};
use base::{Actor, App, Error, Problems, Result, Time};
use jiff::civil::Date;

/// How a ladder ends.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// Resolved, accepted or coexisting.
    pub state: Option<State>,
    /// What there is to say: 1 to 10,000 characters.
    pub words: String,
    /// When the question is asked again, YYYY-MM-DD; where it coexists there must be one.
    pub review_on: String,
}

impl Ending {
    fn check(&self, today: Date) -> Result<(State, String, Option<Date>)> {
        let mut problems = Problems::default();
        let state = self.state.filter(|state| *state != State::Climbing);
        let state = problems.word("state", state);
        let words = problems.text("ending_words", &self.words, LONGEST);
        let on = ladders::date(&mut problems, "review_on", &self.review_on).parse::<Date>().ok();
        match on {
            None if state == Some(State::Coexisting) => problems.add("review_on", "problem-empty"),
            Some(on) if on <= today => problems.add("review_on", "problem-ladder-past"),
            _ => {}
        }
        problems.check()?;
        Ok((state.unwrap_or(State::Accepted), words, on))
    }
}

/// Ends it, by its owner.
pub async fn end(app: &App, actor: &Actor, id: i64, ending: Ending) -> Result<()> {
    let zone = actor.zone.clone();
    let today = zone.to_datetime(app.now().timestamp()).date();
    let checked = ending.check(today);
    let by = actor.person()?;
    app.act(actor, move |act| {
        let ladder = ladders::see_own(act.tx, act.actor, id)?;
        let (state, words, on) = checked?;
        if ladder.state == state && ladder.ended_words == words {
            return Ok(());
        }
        let review: Option<Time> = on.and_then(|on| ladders::morning(&zone, on));
        if !store::update_ended(act.tx, id, (state, &words, review), by, act.now)? {
            return Err(Error::Conflict);
        }
        ladders::note_deed(act, id, "ladder.ended", state.as_str())
    })
    .await
}

/// Takes it up again, by its owner.
pub async fn resume(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        ladders::see_own(act.tx, act.actor, id)?;
        match store::update_resumed(act.tx, id)? {
            true => ladders::note_deed(act, id, "ladder.resumed", ""),
            false => Ok(()),
        }
    })
    .await
}
