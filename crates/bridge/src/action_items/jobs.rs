//! Telling whom a promise concerns, and reminding of what is due.

use super::{
    model::{ActionItem, Reminder, reminder},
    store,
};
use crate::{across::tell_each, follow_ups::in_short};
use base::{Act, Actor, App, PersonId, Result};
use desk::{
    notifications::Kind,
    tidings::{Tiding, When, tell},
};

/// What is said of a promise: which, by when, and where it is.
fn tiding(key: &'static str, (id, words, due_on): (i64, &str, &str)) -> Tiding {
    let about = in_short(words);
    Tiding {
        said: if about == words { String::new() } else { words.to_owned() },
        when: due_on.parse().ok().map(When::By),
        ..Tiding::new(key, &about, format!("/actions/{id}"))
    }
}

/// It is somebody's now.
pub(super) fn give(act: &mut Act<'_>, to: PersonId, it: (i64, &str, &str)) -> Result<()> {
    tell(act, to, &tiding("promise-given", it))
}

/// It is another promise, or another person's: whoever has it, had it, or wrote it down.
pub(super) fn change(
    act: &mut Act<'_>,
    old: &ActionItem,
    (owner, words, due_on): (Option<PersonId>, &str, &str),
) -> Result<()> {
    let it = (old.id, words, due_on);
    if owner == old.owner_id {
        if (old.words.as_str(), old.due_on.as_str()) == (words, due_on) {
            return Ok(());
        }
        let people = owner.into_iter().chain([old.promised_by]).collect();
        return tell_each(act, people, &tiding("promise-changed", it));
    }
    if let Some(owner) = owner {
        give(act, owner, it)?;
    }
    match old.owner_id {
        Some(before) => tell(act, before, &tiding("promise-moved", it)),
        None => Ok(()),
    }
}

/// It is over: whoever had it, and whoever wrote it down.
pub(super) fn end(act: &mut Act<'_>, old: &ActionItem, key: &'static str) -> Result<()> {
    let people = old.owner_id.into_iter().chain([old.promised_by]).collect();
    tell_each(act, people, &tiding(key, (old.id, &old.words, "")))
}

/// Reminds each owner the working day before, on the day and when it has passed, each once,
/// whichever server comes first.
pub async fn remind_due(app: &App) -> Result<()> {
    let now = app.now();
    let today = app.config.time_zone().to_datetime(now.timestamp()).date();
    let ahead = today.checked_add(jiff::Span::new().days(3)).unwrap_or(today).to_string();
    for row in app.read(move |tx| Ok(store::list_due(tx, &ahead)?)).await? {
        let Ok(due) = row.due_on.parse() else { continue };
        let is_sent = (row.is_before_sent, row.is_due_sent);
        let Some(which) = reminder(due, today, is_sent) else { continue };
        app.act(&Actor::system(), move |act| {
            let (is_mine, key) = match which {
                Reminder::Before => (store::take_before(act.tx, row.id, act.now)?, "promise-soon"),
                Reminder::Due => (store::take_due(act.tx, row.id, act.now)?, "promise-due"),
                Reminder::Overdue => {
                    (store::take_overdue(act.tx, row.id, act.now)?, "promise-overdue")
                }
            };
            let tiding = tiding(key, (row.id, &row.words, &row.due_on));
            match is_mine {
                true => tell(act, row.owner_id, &Tiding { kind: Kind::Reminder, ..tiding }),
                false => Ok(()),
            }
        })
        .await?;
    }
    Ok(())
}
