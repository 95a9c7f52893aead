//! Making somebody anonymous, and making two accounts one.

use super::{
    model::{Departure, ENDED, PRIVATE, nowhere},
    store,
};
use crate::persons::{self, Person};
use base::{Act, Actor, App, Error, Event, PersonId, Result, Right, Time};
use db::pointing;

/// What there is to know before somebody's name goes: why it went already, and in how many places
/// they are named.
pub async fn look(app: &App, actor: &Actor, id: PersonId) -> Result<(Option<Departure>, i64)> {
    actor.may(Right::ManagePeople)?;
    app.read(move |tx| {
        let named = pointing::count(tx, "person", id.0, &ENDED)?;
        Ok((store::find(tx, id)?, named))
    })
    .await
}

/// Takes a person's name, address and everything else about them away, for good. Tickets, messages
/// and facts stay, under a name that says nobody.
pub async fn anonymise(app: &App, actor: &Actor, id: PersonId) -> Result<()> {
    actor.may(Right::ManagePeople)?;
    app.act(actor, move |act| {
        let person = may_go(act, id)?;
        let name = base::language("en").with("departures-name", &[("n", &id.to_string())]);
        empty(act, &person, &name)?;
        store::insert(act.tx, id, (None, ""), act.actor.id, act.now)?;
        act.record(&about("person.anonymised", id, ""))
    })
    .await
}

/// Finds that two accounts are one person's: everything of the first becomes the second's, and mail
/// from the first one's address is theirs, too. Roles are not taken along, nor what was for the first
/// one's eyes alone.
pub async fn merge(app: &App, actor: &Actor, from: PersonId, into_email: &str) -> Result<PersonId> {
    actor.may(Right::ManagePeople)?;
    let email = into_email.trim().to_lowercase();
    app.act(actor, move |act| {
        let found = persons::find_by_address(act.tx, &email)?;
        let into = found.ok_or_else(|| Error::invalid("into", "problem-nobody"))?;
        if into == from {
            return Err(Error::invalid("into", "problem-same-person"));
        }
        if store::find(act.tx, into)?.is_some() {
            return Err(Error::invalid("into", "problem-gone"));
        }
        let person = may_go(act, from)?;
        let other = persons::get(act.tx, into)?;
        let stays = [&ENDED[..], &PRIVATE].concat();
        pointing::repoint(act.tx, "person", (from.0, into.0), &stays)?;
        store::update_same_as(act.tx, from, into)?;
        let name = base::language("en").with("departures-double", &[("name", &other.name)]);
        empty(act, &person, &name)?;
        store::insert(act.tx, from, (Some(into), &person.email), act.actor.id, act.now)?;
        act.record(&about("person.merged", from, &format!("person {into}")))?;
        act.record(&about("person.took_over", into, &format!("person {from}")))?;
        Ok(into)
    })
    .await
}

/// Makes people anonymous who were out of use before a time, a few at once; how many.
// tidy: allow actor because only the daily rule can reach it
pub async fn tidy(app: &App, before: Time, most: i64) -> Result<i64> {
    let gone = app.read(move |tx| Ok(store::list_gone_before(tx, before, most)?)).await?;
    for (id,) in &gone {
        anonymise(app, &Actor::system(), *id).await?;
    }
    Ok(gone.len() as i64)
}

/// How many people [`tidy`] would make anonymous, up to `most`.
pub async fn count_due(app: &App, actor: &Actor, before: Time, most: i64) -> Result<i64> {
    actor.may(Right::ManagePeople)?;
    Ok(app.read(move |tx| Ok(store::list_gone_before(tx, before, most)?)).await?.len() as i64)
}

/// Not oneself, not the last administrator, and only once.
fn may_go(act: &mut Act<'_>, id: PersonId) -> Result<Person> {
    let person = persons::get(act.tx, id)?;
    if act.actor.id == Some(id) {
        return Err(Error::invalid("person", "problem-own-account"));
    }
    if store::find(act.tx, id)?.is_some() {
        return Err(Error::invalid("person", "problem-gone"));
    }
    persons::keep_an_administrator(act, id, None)?;
    Ok(person)
}

fn empty(act: &mut Act<'_>, person: &Person, name: &str) -> Result<()> {
    store::end_access(act.tx, person.id, &person.email, act.now)?;
    store::empty_person(act.tx, person.id, name, &nowhere(person.id))?;
    store::empty_events(act.tx, person.id, name, &format!("person {}", person.id))?;
    store::empty_news(act.tx, &person.name, name)?;
    Ok(())
}

fn about(kind: &'static str, id: PersonId, after: &str) -> Event {
    Event { kind, subject: format!("person {id}"), after: after.to_owned(), ..Event::default() }
}
