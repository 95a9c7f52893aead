//! Saying something about a point, and settling it: whoever keeps a side.

use super::store::{self, CommentRow};
use crate::{
    agreements::{State, event, say_to, see},
    terms,
};
use base::{Actor, App, Error, Problems, Result, Tx};

/// Everything that was said, for whoever keeps a side.
pub(crate) fn list(tx: &mut Tx, actor: &Actor, agreement: i64) -> Result<Vec<CommentRow>> {
    match see(tx, actor, agreement)?.standing.keeps(None) {
        true => Ok(store::list(tx, agreement)?),
        false => Ok(Vec::new()),
    }
}

/// What somebody says.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// The point it is about, by the row of its first words; none: the whole.
    pub clause: Option<i64>,
    /// 1 to 1000 characters.
    pub words: String,
}

/// Says something to the other side about what was offered. Sent twice it is said once.
pub async fn add(app: &App, actor: &Actor, id: i64, new: NewComment) -> Result<i64> {
    let mut problems = Problems::default();
    let words = problems.text("words", &new.words, 1000);
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        if !found.standing.keeps(None) {
            return Err(Error::Forbidden);
        }
        if found.agreement.state == State::Ended {
            return Err(Error::Conflict);
        }
        let version = found.offered()?;
        let clauses = terms::load_terms(act.tx, version)?.clauses;
        if new.clause.is_some_and(|root| clauses.iter().all(|one| one.root_id != root)) {
            problems.add("clause", "problem-choose");
        }
        problems.check()?;
        let by = act.actor.person()?;
        if let Some((last, clause, said)) = store::find_last(act.tx, id, by)?
            && (clause, said.as_str()) == (new.clause, words.as_str())
        {
            return Ok(last);
        }
        let made = store::insert(act.tx, (id, new.clause), &words, by, act.now)?;
        act.record(&event("agreement.commented", id, "", ""))?;
        say_to(act, &found.agreement, &found.standing.others(), "agreement-commented")?;
        Ok(made)
    })
    .await
}

/// Says that nothing is left to say on it. Gives the agreement.
pub async fn settle(app: &App, actor: &Actor, comment: i64) -> Result<i64> {
    app.act(actor, move |act| {
        let (id,) = store::find(act.tx, comment)?.ok_or(Error::NotFound)?;
        let found = see(act.tx, act.actor, id)?;
        if !found.standing.keeps(None) {
            return Err(Error::NotFound);
        }
        let by = act.actor.person()?;
        store::update_settled(act.tx, comment, by, act.now)?;
        Ok(id)
    })
    .await
}
