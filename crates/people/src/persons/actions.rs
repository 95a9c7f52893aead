//! The verbs of administering people.

use super::{
    model::{ListedPerson, NewGrant, NewPerson, PersonPage, is_address, pattern},
    store,
};
use crate::{
    Named,
    administration::{changed_meanwhile, changes},
    audit, departments, departures, locations, teams,
};
use base::{
    Act, Actor, App, DepartmentId, Error, Event, PersonId, Problems, Result, Right, Role, Tx, Who,
};

/// Everybody by name, whose name or address holds `search`, after the person `after` (0: from the
/// start).
pub async fn list(
    app: &App,
    actor: &Actor,
    search: &str,
    after: i64,
    most: i64,
) -> Result<Vec<ListedPerson>> {
    actor.may(Right::ManagePeople)?;
    let search = pattern(search);
    app.read(move |tx| {
        let place = match after {
            0 => String::new(),
            _ => store::find_place(tx, after)?.map(|(name,)| name).unwrap_or_default(),
        };
        Ok(store::list_by_name(tx, (&place, after), &search, most)?)
    })
    .await
}

/// A page of the directory: active people by id. Addresses are for agents and administrators, and
/// one's own.
pub async fn page(
    app: &App,
    actor: &Actor,
    search: &str,
    department: Option<DepartmentId>,
    (after, most): (i64, i64),
) -> Result<Vec<ListedPerson>> {
    actor.may(Right::SeeDirectory)?;
    let sees_addresses = actor.has(Right::Work) || actor.has(Right::ManagePeople);
    let (search, own) = (pattern(search), actor.id);
    app.read(move |tx| {
        let mut people = store::list(tx, after, &search, department, most)?;
        for person in people.iter_mut().filter(|p| !sees_addresses && Some(p.id) != own) {
            person.email.clear();
        }
        Ok(people)
    })
    .await
}

/// One person with everything an administrator sees.
pub async fn show(app: &App, actor: &Actor, id: PersonId) -> Result<PersonPage> {
    actor.may(Right::ManagePeople)?;
    let now = app.now();
    app.read(move |tx| {
        Ok(PersonPage {
            person: store::get(tx, id)?,
            grants: store::list_grants(tx, id)?,
            sessions: store::count_sessions(tx, id, now)?,
            deeds: audit::lately(tx, id, 20)?,
        })
    })
    .await
}

/// The person with this address, whatever the case.
pub async fn find_by_email(app: &App, actor: &Actor, email: &str) -> Result<Option<PersonId>> {
    if !actor.has(Right::Work) {
        actor.may(Right::ManagePeople)?;
    }
    let email = email.trim().to_lowercase();
    app.read(move |tx| Ok(store::find_by_email(tx, &email)?.map(|(id,)| id))).await
}

/// The departments, locations and teams to choose from in a person's forms.
pub(crate) async fn choices(
    app: &App,
    actor: &Actor,
    department: Option<DepartmentId>,
    location: Option<base::LocationId>,
) -> Result<[Vec<Named>; 3]> {
    actor.may(Right::ManagePeople)?;
    app.read(move |tx| {
        let departments = departments::names(tx, department)?;
        Ok([departments, locations::names(tx, location)?, teams::names(tx)?])
    })
    .await
}

/// Adds a person. They get in with a one-time link.
pub async fn create(app: &App, actor: &Actor, new: NewPerson) -> Result<PersonId> {
    actor.may(Right::ManagePeople)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        check_places(act, &new)?;
        add(act, &new)?.ok_or_else(|| Error::invalid("email", "problem-email-taken"))
    })
    .await
}

/// The person with this address; somebody unknown becomes a requester, who can ask for a sign-in
/// link but has no password. For mail from strangers and for reports on behalf of somebody; the
/// name is cut to 200 characters.
pub fn find_or_create_requester(act: &mut Act<'_>, email: &str, name: &str) -> Result<PersonId> {
    if act.actor.who == Who::Person {
        act.actor.may(Right::Work)?;
    }
    let email = email.trim().to_lowercase();
    if email.chars().count() > 320 || !is_address(&email) {
        return Err(Error::invalid("email", "problem-email"));
    }
    if let Some(id) = find_by_address(act.tx, &email)? {
        return Ok(id);
    }
    let name = if name.trim().is_empty() { email.split('@').next().unwrap_or("?") } else { name };
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    let new = NewPerson { name, email, ..NewPerson::default() };
    match add(act, &new)? {
        Some(id) => Ok(id),
        // another process was quicker
        None => Ok(store::find_by_email(act.tx, &new.email)?.ok_or(Error::Conflict)?.0),
    }
}

/// The person with this lower-case address, now or before their account went into another.
// tidy: allow actor because mail asks it before there is an actor
pub fn find_by_address(tx: &mut Tx, email: &str) -> Result<Option<PersonId>> {
    let found = match store::find_by_email(tx, email)? {
        Some(found) => Some(found),
        None => departures::find_by_former_email(tx, email)?,
    };
    Ok(found.map(|(id,)| id))
}

fn add(act: &mut Act<'_>, new: &NewPerson) -> Result<Option<PersonId>> {
    let Some((id,)) = store::insert(act.tx, new, act.now)? else { return Ok(None) };
    let (before, after) = changes(&Vec::new(), &store::get(act.tx, id)?.shown());
    act.record(&Event { before, after, ..about("person.added", id) })?;
    Ok(Some(id))
}

/// Changes a person that was read at `version`. When somebody was quicker, the problems say what is
/// there now.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: PersonId,
    version: i64,
    new: NewPerson,
) -> Result<()> {
    actor.may(Right::ManagePeople)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let before = store::get(act.tx, id)?;
        check_places(act, &new)?;
        if !store::update(act.tx, id, version, &new)
            .map_err(Error::taken("email", "problem-email-taken"))?
        {
            let now = store::get(act.tx, id)?;
            let (stored, shown) = (now.as_new().pairs(), now.shown());
            return Err(changed_meanwhile(now.version, &new.pairs(), &stored, &shown));
        }
        let (before, after) = changes(&before.shown(), &store::get(act.tx, id)?.shown());
        act.record(&Event { before, after, ..about("person.changed", id) })
    })
    .await
}

/// Keeps a person out: sessions, unused links, tokens and the calendar address end at once and for good, what they wrote
/// stays.
pub async fn deactivate(app: &App, actor: &Actor, id: PersonId) -> Result<()> {
    actor.may(Right::ManagePeople)?;
    if actor.id == Some(id) {
        return Err(Error::invalid("person", "problem-own-account"));
    }
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        keep_an_administrator(act, id, None)?;
        store::delete_sessions(act.tx, id)?;
        store::expire_links(act.tx, id, act.now)?;
        store::revoke_tokens(act.tx, id, act.now)?;
        store::delete_feed(act.tx, id)?;
        if !store::update_active(act.tx, id, false)? {
            return Ok(());
        }
        act.record(&about("person.deactivated", id))
    })
    .await
}

/// Lets a person in again.
pub async fn reactivate(app: &App, actor: &Actor, id: PersonId) -> Result<()> {
    actor.may(Right::ManagePeople)?;
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        if !store::update_active(act.tx, id, true)? {
            return Ok(());
        }
        act.record(&about("person.reactivated", id))
    })
    .await
}

/// Gives a role.
pub async fn grant(app: &App, actor: &Actor, id: PersonId, new: NewGrant) -> Result<()> {
    actor.may(Right::ManagePeople)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        check_scope(act, &new)?;
        if store::has_grant(act.tx, id, &new)? {
            return Err(Error::invalid("role", "problem-role-twice"));
        }
        store::insert_grant(act.tx, id, &new, act.actor.id, act.now)?;
        let grants = store::list_grants(act.tx, id)?;
        let after = grants.last().map(super::GrantRow::words).unwrap_or_default();
        act.record(&Event { after, ..about("role.granted", id) })
    })
    .await
}

/// Takes a role away; not the last administrator's.
pub async fn revoke(app: &App, actor: &Actor, id: PersonId, grant: i64) -> Result<()> {
    actor.may(Right::ManagePeople)?;
    app.act(actor, move |act| {
        let grants = store::list_grants(act.tx, id)?;
        let is_gone = || Error::NotFound;
        let found = grants.iter().find(|g| g.id == grant).ok_or_else(is_gone)?;
        if found.role == Role::Administrator {
            keep_an_administrator(act, id, Some(grant))?;
        }
        store::delete_grant(act.tx, id, grant)?;
        act.record(&Event { before: found.words(), ..about("role.revoked", id) })
    })
    .await
}

/// Signs a person out everywhere.
pub async fn end_sessions(app: &App, actor: &Actor, id: PersonId) -> Result<()> {
    actor.may(Right::ManagePeople)?;
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        let count = store::delete_sessions(act.tx, id)?;
        act.record(&Event { before: count.to_string(), ..about("person.sessions_ended", id) })
    })
    .await
}

/// Makes a one-time sign-in link for somebody who may get in, and gives its whole address.
/// Links made before stop working.
pub async fn issue_link(app: &App, actor: &Actor, id: PersonId) -> Result<String> {
    actor.may(Right::ManagePeople)?;
    let person = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    if !person.is_active {
        return Err(Error::invalid("person", "problem-inactive"));
    }
    app.act(actor, move |act| Ok(store::expire_links(act.tx, id, act.now)?)).await?;
    let path = crate::sign_in::issue_link(app, actor, id).await?;
    Ok(app.config.link(&path))
}

fn about(kind: &'static str, id: PersonId) -> Event {
    Event { kind, subject: format!("person {id}"), ..Event::default() }
}

/// Refuses when nobody else would run Footbridge: without this person (`grant` is none) or without
/// this role of theirs. Those who ask at the same time wait for each other.
pub(crate) fn keep_an_administrator(
    act: &mut Act<'_>,
    id: PersonId,
    grant: Option<i64>,
) -> Result<()> {
    store::lock_administrators(act.tx)?;
    let all = store::list_administrators(act.tx)?;
    let is_left = |(person, row): &(PersonId, i64)| match grant {
        Some(grant) => *row != grant,
        None => *person != id,
    };
    if all.iter().any(|(person, _)| *person == id) && !all.iter().any(is_left) {
        let field = if grant.is_some() { "grant" } else { "person" };
        return Err(Error::invalid(field, "problem-last-administrator"));
    }
    Ok(())
}

fn check_places(act: &mut Act<'_>, new: &NewPerson) -> Result<()> {
    let mut problems = Problems::default();
    if let Some(department) = new.department
        && !departments::exists(act.tx, department)?
    {
        problems.add("department", "problem-choose");
    }
    if let Some(location) = new.location
        && !locations::exists(act.tx, location)?
    {
        problems.add("location", "problem-choose");
    }
    problems.check()
}

fn check_scope(act: &mut Act<'_>, new: &NewGrant) -> Result<()> {
    if let Some(department) = new.department
        && !departments::exists(act.tx, department)?
    {
        return Err(Error::invalid("department", "problem-choose"));
    }
    if let Some(team) = new.team
        && !teams::exists(act.tx, team)?
    {
        return Err(Error::invalid("team", "problem-choose"));
    }
    Ok(())
}
