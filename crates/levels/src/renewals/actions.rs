//! Opening and closing a review, ending an agreement, and giving up a version of it.

use crate::{
    agreements::{self, State, event, say_to, see, sees, today},
    sides::Side,
    terms,
};
use base::{Actor, App, Error, Problems, Result};
use jiff::civil::Date;

/// Says that both should look whether it still fits: whoever keeps a side. It holds meanwhile.
pub async fn open_review(app: &App, actor: &Actor, id: i64, words: &str) -> Result<()> {
    let mut problems = Problems::default();
    let words = problems.line("review_words", words, 500);
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        if !found.standing.keeps(None) {
            return Err(Error::Forbidden);
        }
        if !found.agreement.is_agreed() {
            return Err(Error::Conflict);
        }
        problems.check()?;
        if found.agreement.state == State::UnderReview {
            return Ok(());
        }
        agreements::update_state(act.tx, id, State::UnderReview, &words)?;
        act.record(&event("agreement.review_opened", id, "", &words))?;
        say_to(act, &found.agreement, &found.standing.others(), "agreement-review")
    })
    .await
}

/// Says that it stays as it is until another day: whoever keeps a side.
pub async fn close_review(app: &App, actor: &Actor, id: i64, next: &str) -> Result<()> {
    let on = today(app);
    let next = next.trim().parse::<Date>().ok().filter(|day| day.year() <= 2200);
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        if !found.standing.keeps(None) {
            return Err(Error::Forbidden);
        }
        if found.agreement.state != State::UnderReview {
            return Err(Error::Conflict);
        }
        let next = match next {
            None => return Err(Error::invalid("next_review", "problem-agreement-day")),
            Some(next) if next <= on => {
                return Err(Error::invalid("next_review", "problem-agreement-next"));
            }
            Some(next) => next.to_string(),
        };
        let agreed = found.versions.iter().rev().find(|one| one.agreed_at.is_some());
        if agreed.is_some_and(|one| !one.ends_on.is_empty() && next > one.ends_on) {
            return Err(Error::invalid("next_review", "problem-agreement-review-late"));
        }
        agreements::update_state(act.tx, id, State::Agreed, "")?;
        agreements::update_reviewed(act.tx, id, &next)?;
        act.record(&event("agreement.reviewed", id, "", &next))?;
        say_to(act, &found.agreement, &found.standing.others(), "agreement-reviewed")
    })
    .await
}

/// How an agreement ends.
#[derive(Clone, Debug)]
pub struct Ending {
    /// Why: 1 to 500 characters.
    pub words: String,
    /// Its last day, YYYY-MM-DD; empty: today. Of no matter where nothing was agreed.
    pub last_on: String,
}

/// Ends it: a manager of a side what was agreed, whoever keeps a side a draft that nobody agreed to.
pub async fn end(app: &App, actor: &Actor, id: i64, ending: Ending) -> Result<()> {
    let on = today(app);
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        let was_agreed = found.was_agreed();
        let may = match was_agreed {
            true => !found.standing.decides().is_empty(),
            false => found.standing.keeps(None),
        };
        if !may {
            return Err(Error::Forbidden);
        }
        if found.agreement.state == State::Ended {
            return Ok(());
        }
        let mut problems = Problems::default();
        let words = problems.line("ending_words", &ending.words, 500);
        let last = match ending.last_on.trim() {
            // what nobody agreed to is over today
            _ if !was_agreed => Some(on),
            "" => Some(on),
            text => text.parse::<Date>().ok().filter(|day| day.year() <= 2200),
        };
        match last {
            None => problems.add("last_on", "problem-agreement-day"),
            Some(last) if last < on => {
                problems.add("last_on", "problem-agreement-last");
            }
            _ => {}
        }
        problems.check()?;
        let last = last.unwrap_or(on);
        agreements::update_ended(act.tx, id, &last.to_string())?;
        if last == on {
            agreements::update_state(act.tx, id, State::Ended, &words)?;
        } else {
            agreements::update_state(act.tx, id, found.agreement.state, &words)?;
        }
        act.record(&event("agreement.ended", id, &last.to_string(), &words))?;
        // what the other side never saw does not end for it
        let was_offered = found.versions.iter().any(|one| one.offered_at.is_some());
        match was_offered {
            true => say_to(act, &found.agreement, &found.standing.others(), "agreement-ended"),
            false => Ok(()),
        }
    })
    .await
}

/// Gives up the version that is worked on beside what was agreed: whoever keeps a side.
pub async fn drop_version(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        if !found.standing.keeps(None) {
            return Err(Error::Forbidden);
        }
        let Some(open) = found.open().filter(|one| sees(found.standing, one)) else {
            return Ok(());
        };
        if !found.was_agreed() {
            return Err(Error::Conflict);
        }
        terms::update_dropped(act.tx, open.id, act.actor.id, act.now)?;
        act.record(&event("agreement.version_dropped", id, &open.number.to_string(), ""))?;
        let told: Vec<Side> = match open.offered_at {
            Some(_) => found.standing.others(),
            None => Vec::new(),
        };
        say_to(act, &found.agreement, &told, "agreement-dropped")
    })
    .await
}
