//! Letting people follow, and letting them go.

use super::{
    model::{Reason, may_add},
    store::{self, Candidate, Follow, Follower},
};
use crate::{
    notices::{Notice, tell_person},
    tickets::{self, Access, Ticket, record},
};
use base::{Act, Actor, App, Error, PersonId, Problems, Result, TicketId, Tx};

/// Somebody, by number or as typed.
#[derive(Clone, Debug)]
pub enum Whom {
    /// A row of the directory.
    Id(PersonId),
    /// A name, the beginning of one, or an e-mail address.
    Typed(String),
}

/// Lets somebody follow a ticket, and tells them. By those who work on it; by whose ticket it is, for
/// people of their own department. Adding somebody twice changes nothing.
pub async fn add(app: &App, actor: &Actor, id: TicketId, whom: Whom) -> Result<PersonId> {
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see_own(act.tx, act.actor, id)?;
        let person = find_one(act.tx, "follower", &whom)?;
        add_in(act, &ticket, access, &person, Reason::Added)?;
        Ok(person.id)
    })
    .await
}

/// The same within a transaction, for somebody who was found already.
pub(crate) fn add_in(
    act: &mut Act<'_>,
    ticket: &Ticket,
    access: Access,
    person: &Candidate,
    reason: Reason,
) -> Result<()> {
    if person.id == ticket.requester_id {
        return Err(problem("problem-follower-asks", &person.name));
    }
    let own = act.actor.department.or(ticket.department_id);
    if !may_add(access, own, person.department_id) {
        return Err(problem("problem-follower-elsewhere", &person.name));
    }
    let follow = Follow {
        ticket: ticket.id,
        person: person.id,
        reason,
        by: act.actor.id.filter(|id| *id != person.id),
        merge: None,
    };
    if !store::insert(act.tx, &follow, act.now)? {
        return Ok(());
    }
    record(act, "ticket.follower_added", ticket.id, "", &person.name, false)?;
    if reason == Reason::Added {
        tell_person(act, ticket, person.id, &Notice { key: "follower", ..Notice::default() })?;
    }
    Ok(())
}

fn problem(key: &'static str, name: &str) -> Error {
    let mut problems = Problems::default();
    problems.add_with("follower", key, vec![("name", name.to_owned())]);
    Error::Invalid(problems)
}

/// The one person who is meant; the problem at `field` names those it could be.
// tidy: allow actor because it only finds whom an action means that asked for its right first
pub fn find_one(tx: &mut Tx, field: &'static str, whom: &Whom) -> Result<Candidate> {
    let mut found = match whom {
        Whom::Id(id) => store::find_candidate(tx, *id)?.into_iter().collect(),
        Whom::Typed(text) => {
            let text = text.trim().trim_start_matches('@');
            if text.is_empty() {
                return Err(Error::invalid(field, "problem-empty"));
            }
            match store::list_called(tx, text)? {
                none if none.is_empty() => store::list_beginning(tx, text)?,
                some => some,
            }
        }
    };
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::invalid(field, "problem-no-such-person")),
        _ => {
            let named = |one: &Candidate| match &one.department {
                Some(department) => format!("{} ({department})", one.name),
                None => one.name.clone(),
            };
            let names = found.iter().map(named).collect::<Vec<_>>().join(", ");
            let mut problems = Problems::default();
            problems.add_with(field, "problem-several-people", vec![("names", names)]);
            Err(Error::Invalid(problems))
        }
    }
}

/// Stops somebody following: oneself always, others by those who work on it or whose ticket it is.
/// Who does not follow stays as they are.
pub async fn remove(app: &App, actor: &Actor, id: TicketId, person: PersonId) -> Result<()> {
    app.act(actor, move |act| {
        let (_, access) = tickets::see(act.tx, act.actor, id)?;
        let is_own = act.actor.id == Some(person);
        if !is_own && access < Access::Own {
            return Err(Error::Forbidden);
        }
        let followers = store::list(act.tx, id)?;
        let Some(gone) = followers.into_iter().find(|one| one.id == person) else { return Ok(()) };
        store::delete(act.tx, id, person)?;
        match is_own {
            true => record(act, "ticket.unfollowed", id, "", "", false),
            false => record(act, "ticket.follower_removed", id, "", &gone.name, false),
        }
    })
    .await
}

/// Stops following, in one step; gives whether they may still see the ticket.
pub async fn leave(app: &App, actor: &Actor, id: TicketId) -> Result<bool> {
    remove(app, actor, id, actor.person()?).await?;
    match tickets::load(app, actor, id).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Follows by one's own choice: also where a merge or somebody else brought one.
pub(crate) fn choose(act: &mut Act<'_>, ticket: TicketId, person: PersonId) -> Result<()> {
    let follow = Follow { ticket, person, reason: Reason::Chosen, by: None, merge: None };
    if !store::insert(act.tx, &follow, act.now)? {
        store::update_chosen(act.tx, ticket, person)?;
    }
    Ok(())
}

/// Everybody who follows a ticket.
pub(crate) async fn followers(app: &App, actor: &Actor, id: TicketId) -> Result<Vec<Follower>> {
    let actor = actor.clone();
    app.read(move |tx| {
        tickets::see(tx, &actor, id)?;
        Ok(store::list(tx, id)?)
    })
    .await
}
