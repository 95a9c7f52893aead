//! Finding them.

use super::store::{self, Named};
use crate::{
    praise::{PraiseRow, Reader, To},
    relationships::{self, Relationship, Side, Standing, above, list_parents},
};
use base::{
    Actor, App, DepartmentId, Error, PersonId, Problems, Result, Role, TeamId, TicketId, Tx,
};

/// The actor as a reader, with the relationships they have a part in.
pub fn reader_of(tx: &mut Tx, actor: &Actor) -> Result<(Reader, Vec<(Relationship, Standing)>)> {
    let mine = relationships::list_mine(tx, actor)?;
    let departments = match actor.department {
        Some(own) => above(&list_parents(tx)?, own),
        None => Vec::new(),
    };
    let own = actor.grants.iter().filter(|grant| grant.role == Role::Agent);
    let reader = Reader {
        id: actor.id,
        teams: own.flat_map(|grant| grant.teams.clone()).collect(),
        departments,
        relationships: mine.iter().map(|(one, _)| one.id).collect(),
    };
    Ok((reader, mine))
}

/// Whether the reader works with whoever was thanked: in a team of theirs, or, where they are in
/// none, in the same department.
// tidy: allow actor because the reader is one
pub fn works_with(tx: &mut Tx, row: &PraiseRow, reader: &Reader) -> Result<bool> {
    let Some(receiver) = row.receiver_id else { return Ok(false) };
    let teams = store::list_teams_of(tx, receiver)?;
    if !teams.is_empty() {
        return Ok(teams.iter().any(|(team,)| reader.teams.contains(team)));
    }
    let found = store::find_person(tx, receiver)?;
    let department = found.and_then(|one| one.department_id);
    Ok(department.is_some() && department == reader.departments.first().copied())
}

/// Whom it is for, where they are, and who is told.
#[derive(Clone, Debug)]
pub struct Found {
    /// Whom.
    pub to: To,
    /// What they are called.
    pub name: String,
    /// Between whom.
    pub relationship: Relationship,
    /// On which side they are.
    pub side: Side,
    /// Each person of it.
    pub people: Vec<PersonId>,
}

fn told(field: &'static str, key: &'static str, name: &str) -> Error {
    let mut problems = Problems::default();
    problems.add_with(field, key, vec![("name", name.to_owned())]);
    Error::Invalid(problems)
}

/// Somebody as typed: the one of this name or address, or the only one whose name begins so.
pub fn named_person(tx: &mut Tx, field: &'static str, text: &str) -> Result<Named> {
    let text = text.trim().trim_start_matches('@').replace('\0', "");
    if text.is_empty() {
        return Err(Error::invalid(field, "problem-empty"));
    }
    let mut found = store::list_called(tx, &text)?;
    let is_whole = |one: &Named| one.name.to_lowercase() == text.to_lowercase();
    if found.iter().any(is_whole) {
        found.retain(is_whole);
    }
    if found.iter().any(|one| one.is_active) {
        found.retain(|one| one.is_active);
    }
    match found.as_slice() {
        [] => Err(Error::invalid(field, "problem-no-such-person")),
        [one] => Ok(one.clone()),
        several => {
            let named = |one: &Named| match &one.department {
                Some(department) => format!("{} ({department})", one.name),
                None => one.name.clone(),
            };
            let names = several.iter().map(named).collect::<Vec<_>>().join(", ");
            let mut problems = Problems::default();
            problems.add_with(field, "problem-several-people", vec![("names", names)]);
            Err(Error::Invalid(problems))
        }
    }
}

/// Whom thanks are for, in a relationship both have a part in: of several, the one in which they
/// stand on the other side. Problems are told at `field`.
pub fn find(tx: &mut Tx, app: &App, actor: &Actor, field: &'static str, to: To) -> Result<Found> {
    let mine = relationships::list_mine(tx, actor)?;
    let parents = list_parents(tx)?;
    let (name, departments, people) = match to {
        To::Person(id) => {
            let one = store::find_person(tx, id)?;
            let one = one.ok_or_else(|| Error::invalid(field, "problem-no-such-person"))?;
            if !one.is_active {
                return Err(told(field, "problem-praise-left", &one.name));
            }
            return of_person(tx, app, (actor, mine), field, &one);
        }
        To::Team(id) => {
            let found = store::find_team(tx, id)?;
            let (name, of) = found.ok_or_else(|| Error::invalid(field, "problem-choose"))?;
            let people = store::list_members(tx, id)?;
            (name, of, people)
        }
        To::Department(id) => {
            let found = store::find_department(tx, id)?;
            let (name,) = found.ok_or_else(|| Error::invalid(field, "problem-choose"))?;
            (name, id, store::list_staff(tx, id)?)
        }
    };
    let sides = mine.into_iter().filter_map(|(one, standing)| {
        let side = one.side_of(&parents, departments)?;
        Some((one, standing, side))
    });
    let (relationship, side) =
        nearest(sides.collect()).ok_or_else(|| told(field, "problem-praise-elsewhere", &name))?;
    let people = people.into_iter().map(|(id,)| id).collect();
    Ok(Found { to, name, relationship, side, people })
}

/// The relationship in which the two stand on different sides, or else the first.
fn nearest(mut all: Vec<(Relationship, Standing, Side)>) -> Option<(Relationship, Side)> {
    all.sort_by_key(|(_, mine, theirs)| mine.side == *theirs);
    all.into_iter().next().map(|(one, _, side)| (one, side))
}

fn of_person(
    tx: &mut Tx,
    app: &App,
    (actor, mine): (&Actor, Vec<(Relationship, Standing)>),
    field: &'static str,
    one: &Named,
) -> Result<Found> {
    if actor.id == Some(one.id) {
        return Err(told(field, "problem-praise-self", &one.name));
    }
    let zone = app.config.time_zone();
    let theirs = match people::sign_in::actor_of(tx, one.id, &zone)? {
        Some(theirs) => relationships::list_mine(tx, &theirs)?,
        None => Vec::new(),
    };
    let both = mine.into_iter().filter_map(|(relationship, standing)| {
        let side = theirs.iter().find(|(other, _)| other.id == relationship.id)?.1.side;
        Some((relationship, standing, side))
    });
    let (relationship, side) = nearest(both.collect())
        .ok_or_else(|| told(field, "problem-praise-elsewhere", &one.name))?;
    let (to, name) = (To::Person(one.id), one.name.clone());
    Ok(Found { to, name, relationship, side, people: vec![one.id] })
}

/// The one relationship somebody means: the named one, or the only one, or the first.
pub fn only_one(
    tx: &mut Tx,
    actor: &Actor,
    named: Option<i64>,
) -> Result<(Relationship, Standing)> {
    match named {
        Some(id) => {
            let (found, standing) = relationships::see(tx, actor, id)?;
            if found.ended_at.is_some() { Err(Error::Conflict) } else { Ok((found, standing)) }
        }
        None => relationships::list_mine(tx, actor)?.into_iter().next().ok_or(Error::NotFound),
    }
}

/// Whether somebody who has not left has a part in a relationship, and where they stand.
pub fn is_in(tx: &mut Tx, app: &App, person: PersonId, of: i64) -> Result<Option<Standing>> {
    let zone = app.config.time_zone();
    let Some(theirs) = people::sign_in::actor_of(tx, person, &zone)? else { return Ok(None) };
    let mine = relationships::list_mine(tx, &theirs)?;
    Ok(mine.into_iter().find(|(one, _)| one.id == of).map(|(_, standing)| standing))
}

/// Values and names to choose from.
pub type Choices = Vec<(String, String)>;

/// The teams and departments that the actor could thank, by name.
pub fn choices(tx: &mut Tx, actor: &Actor) -> Result<Choices> {
    let mine = relationships::list_mine(tx, actor)?;
    let parents = list_parents(tx)?;
    let is_near =
        |of: DepartmentId| mine.iter().any(|(one, _)| one.side_of(&parents, of).is_some());
    let teams = store::list_teams(tx)?;
    let teams = teams.into_iter().filter(|(_, _, of)| is_near(*of));
    let mut all: Choices =
        teams.map(|(id, name, _): (TeamId, _, _)| (To::Team(id).to_string(), name)).collect();
    let departments = store::list_departments(tx)?;
    let departments = departments.into_iter().filter(|(id, _)| is_near(*id));
    all.extend(departments.map(|(id, name)| (To::Department(id).to_string(), name)));
    all.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(all)
}

/// Who had a hand in a ticket that everybody on it may know of, but for the actor.
pub fn hands(tx: &mut Tx, actor: &Actor, ticket: TicketId) -> Result<Vec<(PersonId, String)>> {
    let mut all = store::list_hands(tx, ticket)?;
    all.retain(|(id, _)| Some(*id) != actor.id);
    Ok(all)
}

/// Help that the actor was given on a ticket and gave thanks for, and that is no praise yet: its
/// number, who helped, and the words.
pub fn thanked(tx: &mut Tx, actor: &Actor, ticket: TicketId) -> Result<Vec<(i64, String, String)>> {
    match actor.id {
        Some(person) => Ok(store::list_thanked(tx, ticket, person)?),
        None => Ok(Vec::new()),
    }
}

/// What somebody is called.
pub fn named(tx: &mut Tx, id: PersonId) -> Result<String> {
    store::find_person(tx, id)?.map(|one| one.name).ok_or(Error::NotFound)
}
