//! Adding colleagues to a ticket, and taking them off.

use super::store;
use crate::tickets::{self, Access, delete_watcher, insert_watcher, is_watching, record};
use base::{Actor, App, Error, PersonId, Problems, Result, Right, TicketId};

/// Who follows a ticket, by name.
pub async fn list(app: &App, actor: &Actor, id: TicketId) -> Result<Vec<(PersonId, String)>> {
    let actor = actor.clone();
    app.read(move |tx| {
        tickets::see(tx, &actor, id)?;
        Ok(tickets::list_watchers(tx, id)?)
    })
    .await
}

/// Adds somebody of the directory, who then sees the ticket and is told of it: by whoever asked, or
/// those who work on it.
pub async fn add(app: &App, actor: &Actor, id: TicketId, person: Option<PersonId>) -> Result<()> {
    actor.may(Right::SeeDirectory)?;
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
        if access < Access::Own {
            return Err(Error::Forbidden);
        }
        let found = match person {
            Some(person) => store::find_person(act.tx, person)?.map(|found| (person, found)),
            None => None,
        };
        let (person, (name, is_active)) =
            found.ok_or_else(|| Error::invalid("person", "problem-choose"))?;
        let refuse = |key: &'static str| {
            let mut problems = Problems::default();
            problems.add_with("person", key, vec![("who", name.clone())]);
            Err(Error::Invalid(problems))
        };
        if !is_active {
            return refuse("problem-person-left");
        }
        if person == ticket.requester_id || is_watching(act.tx, id, person)? {
            return refuse("problem-follows-already");
        }
        insert_watcher(act.tx, id, person, act.now)?;
        record(act, "ticket.colleague_added", id, "", &name, false)
    })
    .await
}

/// Takes somebody off again: by whoever asked, those who work on it, or themselves. Whoever does
/// not follow it stays as they are.
pub async fn remove(app: &App, actor: &Actor, id: TicketId, person: PersonId) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let (_, access) = tickets::see(act.tx, act.actor, id)?;
        if access < Access::Own && act.actor.id != Some(person) {
            return Err(Error::Forbidden);
        }
        if !is_watching(act.tx, id, person)? {
            return Ok(());
        }
        let name = store::find_person(act.tx, person)?.map(|(name, _)| name).unwrap_or_default();
        delete_watcher(act.tx, id, person)?;
        record(act, "ticket.colleague_removed", id, "", &name, false)
    })
    .await
}
