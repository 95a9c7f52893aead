//! Letting people in on a ladder, and taking that back.

use super::store;
use crate::{
    ladders::{self, Part},
    reminders::{self, News},
};
use base::{Actor, App, Error, Problems, Result};
use desk::following::{Whom, find_one};

/// Lets somebody in, by its owner, and tells them. Somebody who is in may read or write from then on
/// as it says now.
pub async fn invite(
    app: &App,
    actor: &Actor,
    id: i64,
    (whom, words, may_write): (Whom, String, bool),
) -> Result<()> {
    let mut problems = Problems::default();
    let words = problems.line("why", &words, 300);
    let problems = problems.check().err();
    app.act(actor, move |act| {
        let ladder = ladders::see_own(act.tx, act.actor, id)?;
        let found = find_one(act.tx, "person", &whom);
        let guest = match (found, problems) {
            (Ok(guest), None) => guest,
            (Err(Error::Invalid(mut first)), Some(Error::Invalid(then))) => {
                first.0.extend(then.0);
                return Err(Error::Invalid(first));
            }
            (Err(error), _) | (Ok(_), Some(error)) => return Err(error),
        };
        if guest.id == ladder.owner_id {
            return Err(Error::invalid("person", "problem-ladder-self"));
        }
        let words = words.as_str();
        match store::find(act.tx, id, guest.id)? {
            Some((row, was)) => {
                store::update(act.tx, row, (may_write, words))?;
                if was == may_write {
                    return Ok(());
                }
            }
            None => {
                store::insert(act.tx, (id, guest.id), (may_write, words), act.now)?;
                reminders::tell(act, guest.id, News::Invited)?;
            }
        }
        let kind = if may_write { "ladder.invited_to_write" } else { "ladder.invited" };
        ladders::note_deed(act, id, kind, &guest.name)
    })
    .await
}

/// Takes an invitation back, by the owner; or leaves, by whoever was let in.
pub async fn uninvite(app: &App, actor: &Actor, id: i64, guest: i64) -> Result<()> {
    app.act(actor, move |act| {
        let (_, part) = ladders::see(act.tx, act.actor, id)?;
        let all = store::list(act.tx, id)?;
        let Some(row) = all.into_iter().find(|row| row.id == guest) else {
            return match part {
                // sent twice
                Part::Owns => Ok(()),
                _ => Err(Error::Forbidden),
            };
        };
        let is_own = act.actor.id == Some(row.person_id);
        if part != Part::Owns && !is_own {
            return Err(Error::Forbidden);
        }
        if !store::update_ended(act.tx, guest, act.now)? {
            return Ok(());
        }
        let kind = if is_own { "ladder.left" } else { "ladder.uninvited" };
        ladders::note_deed(act, id, kind, &row.name)
    })
    .await
}
