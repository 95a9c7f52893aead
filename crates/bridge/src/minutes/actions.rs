//! Deciding, ending a meeting, confirming its minutes, and adding to them afterwards.

use super::{
    mail,
    store::{self, Amendment, Decision},
};
use crate::{
    agenda,
    meetings::{self, announce},
};
use base::{Actor, App, Error, Problems, Result, Tx};

/// What was decided at a meeting that the actor may see, and what was said afterwards.
pub(crate) fn load(
    tx: &mut Tx,
    _actor: &Actor,
    meeting: i64,
) -> Result<(Vec<Decision>, Vec<Amendment>)> {
    Ok((store::list_decisions(tx, meeting)?, store::list_amendments(tx, meeting)?))
}

/// A decision as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewDecision {
    /// What: 1 to 500 characters.
    pub words: String,
    /// Who agreed; may be empty.
    pub agreed: String,
}

/// Writes a decision down.
pub async fn decide(app: &App, actor: &Actor, meeting: i64, new: NewDecision) -> Result<i64> {
    let mut problems = Problems::default();
    let words = problems.line("decision", &new.words, 500);
    let agreed = problems.optional_line("agreed", &new.agreed, 200);
    problems.check()?;
    app.act(actor, move |act| {
        meetings::write(act.tx, act.actor, meeting)?;
        let there = store::list_decisions(act.tx, meeting)?;
        if let Some(same) = there.iter().find(|one| one.words == words && one.agreed == agreed) {
            return Ok(same.id);
        }
        if there.len() >= 100 {
            return Err(Error::invalid("decision", "problem-agenda-full"));
        }
        let by = act.actor.person()?;
        let id = store::insert_decision(act.tx, meeting, (&words, &agreed), by, act.now)?;
        announce(act, "decision.recorded", meeting, ("", &words))?;
        Ok(id)
    })
    .await
}

/// Takes a decision back, while the minutes are not confirmed.
pub async fn undecide(app: &App, actor: &Actor, id: i64) -> Result<i64> {
    app.act(actor, move |act| {
        let found = store::find_decision(act.tx, id)?.ok_or(Error::NotFound)?;
        meetings::write(act.tx, act.actor, found.meeting_id)?;
        store::update_removed(act.tx, id, act.actor.id, act.now)?;
        announce(act, "decision.removed", found.meeting_id, (&found.words, ""))?;
        Ok(found.meeting_id)
    })
    .await
}

/// Says that the meeting was held: what had written itself stays as it was then, so that the minutes
/// can be read for good. Not before it begins.
pub async fn hold(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        let meeting = meetings::write(act.tx, act.actor, id)?;
        if meeting.held_at.is_some() {
            return Ok(());
        }
        if meeting.starts_at > act.now {
            return Err(Error::Conflict);
        }
        let kept = agenda::written(act.tx, act.app, act.actor, &meeting)?;
        let kept: Vec<_> = kept.into_iter().map(agenda::Kept::for_keeping).collect();
        let text = serde_json::to_string(&kept).map_err(|e| Error::Internal(e.to_string()))?;
        store::update_held(act.tx, id, act.actor.id, &text, act.now)?;
        announce(act, "meeting.held", id, ("", &meeting.title))
    })
    .await
}

/// Says that the minutes are right: from then on they stay as they are, and whoever was invited gets
/// them.
pub async fn confirm(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        let (meeting, part) = meetings::see(act.tx, act.actor, id)?;
        if !part.may_write {
            return Err(Error::Forbidden);
        }
        if meeting.held_at.is_none() {
            return Err(Error::Conflict);
        }
        if !store::update_confirmed(act.tx, id, act.actor.id, act.now)? {
            return Ok(());
        }
        announce(act, "minutes.confirmed", id, ("", &meeting.title))?;
        mail::send(act, &meeting)
    })
    .await
}

/// Adds a word to confirmed minutes, with who and when. What they say stays.
pub async fn amend(app: &App, actor: &Actor, id: i64, words: &str) -> Result<()> {
    let words = words.to_owned();
    app.act(actor, move |act| {
        let (meeting, part) = meetings::see(act.tx, act.actor, id)?;
        if !part.may_write {
            return Err(Error::Forbidden);
        }
        if meeting.confirmed_at.is_none() {
            return Err(Error::Conflict);
        }
        let mut problems = Problems::default();
        let words = problems.text("amendment", &words, 2000);
        problems.check()?;
        let there = store::list_amendments(act.tx, id)?;
        if there.last().is_some_and(|last| last.words == words) {
            return Ok(());
        }
        if there.len() >= 100 {
            return Err(Error::invalid("amendment", "problem-agenda-full"));
        }
        let by = act.actor.person()?;
        store::insert_amendment(act.tx, id, &words, by, act.now)?;
        announce(act, "minutes.amended", id, ("", &words))
    })
    .await
}
