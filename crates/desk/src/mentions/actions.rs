//! Who is named, whether they may read it, and telling them.

use super::{
    model::{Mention, mentions},
    store,
};
use crate::{
    conversation::Visibility,
    following::{Reason, Whom, add_in, find_one, list},
    notices::{Notice, Words, tell_person},
    tickets::{self, Access, Ticket},
};
use base::{Act, Error, PersonId, Problems, Result};

/// Somebody who is named, and whether they are told.
pub(crate) struct Called {
    person: PersonId,
    is_told: bool,
}

/// Finds out who is named in a message that is about to be kept. A public reply that names somebody
/// who may not read the ticket is refused, unless its writer says that they are to follow it.
pub(crate) fn check(
    act: &mut Act<'_>,
    ticket: &Ticket,
    visibility: Visibility,
    (body, is_adding): (&str, bool),
) -> Result<Vec<Called>> {
    let (mut called, mut strangers) = (Vec::new(), Vec::new());
    for mention in mentions(body) {
        let Some((person, name)) = find(act, &mention)? else { continue };
        if Some(person) == act.actor.id {
            continue;
        }
        let theirs = access_of(act, person, ticket)?;
        match visibility {
            Visibility::Internal => called.push(Called { person, is_told: theirs == Access::Work }),
            Visibility::Public if theirs > Access::None => {
                called.push(Called { person, is_told: true });
            }
            Visibility::Public => strangers.push((person, name)),
        }
    }
    if !strangers.is_empty() && !is_adding {
        let names = strangers.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
        let mut problems = Problems::default();
        problems.add_with("add_mentioned", "problem-mention-reads", vec![("names", names)]);
        return Err(Error::Invalid(problems));
    }
    for (person, _) in strangers {
        let found = find_one(act.tx, "add_mentioned", &Whom::Id(person))?;
        let access = tickets::by_right(act.actor, &ticket.belongs());
        add_in(act, ticket, access, &found, Reason::Mentioned).map_err(beside)?;
        called.push(Called { person, is_told: true });
    }
    Ok(called)
}

fn beside(error: Error) -> Error {
    match error {
        Error::Invalid(mut problems) => {
            problems.0.iter_mut().for_each(|problem| problem.field = "add_mentioned".into());
            Error::Invalid(problems)
        }
        other => other,
    }
}

/// The one person who is meant. A word that is nobody's name is a word.
fn find(act: &mut Act<'_>, mention: &Mention) -> Result<Option<(PersonId, String)>> {
    let found = match mention {
        Mention::Dotted(word) => match store::list_dotted(act.tx, word)?.as_slice() {
            [] => return Ok(None),
            [(one,)] => find_one(act.tx, "body", &Whom::Id(*one))?,
            _ => return Err(ambiguous(word)),
        },
        Mention::Named(name) => find_one(act.tx, "body", &Whom::Typed(name.clone()))?,
    };
    Ok(Some((found.id, found.name)))
}

fn ambiguous(word: &str) -> Error {
    let mut problems = Problems::default();
    problems.add_with("body", "problem-mention-several", vec![("word", word.to_owned())]);
    Error::Invalid(problems)
}

/// What somebody else may do with the ticket; nothing for those who cannot sign in.
fn access_of(act: &mut Act<'_>, person: PersonId, ticket: &Ticket) -> Result<Access> {
    let zone = act.app.config.time_zone();
    match people::sign_in::actor_of(act.tx, person, &zone)? {
        Some(actor) => tickets::access(act.tx, &actor, ticket),
        None => Ok(Access::None),
    }
}

/// Keeps who was named in a message, and tells those who hear of it in no other way. Of a note, a
/// letter says only that there is one.
pub(crate) fn keep(
    act: &mut Act<'_>,
    ticket: &Ticket,
    message: i64,
    visibility: Visibility,
    body: &str,
    called: &[Called],
) -> Result<()> {
    if called.is_empty() {
        return Ok(());
    }
    let followers = list(act.tx, ticket.id)?;
    for Called { person, is_told } in called {
        store::insert(act.tx, (ticket.id, message), *person, *is_told, act.now)?;
        if !is_told {
            continue;
        }
        let notice = match visibility {
            Visibility::Internal => Notice { key: "mentioned-note", ..Notice::default() },
            Visibility::Public => {
                let words = Some(Words::new(body, false));
                Notice { key: "mentioned", words, is_personal: true, ..Notice::default() }
            }
        };
        // whoever gets the message itself needs no second letter about it
        let came_along =
            followers.iter().any(|one| one.id == *person && one.reason == Reason::Mentioned);
        let is_following = followers.iter().any(|one| one.id == *person) && !came_along;
        let hears = *person == ticket.requester_id || is_following;
        let has_it =
            visibility == Visibility::Public && (hears || Some(*person) == ticket.assignee_id);
        if !has_it {
            tell_person(act, ticket, *person, &notice)?;
        }
    }
    Ok(())
}
