//! Saying what one knows, what a colleague knows, and finding who knows.

pub use super::store::{PersonSkill, TeamSkill};

use super::{
    model::{Found, MOST, Question, Solved, Why, tidy},
    store::{self, SolvedRow},
};
use crate::directory::{Organisation, Owner, organisation, show_person};
use base::{
    Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, ServiceId, TeamId, TicketId,
    Tx,
};

/// What somebody knows, as the reader may see it.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Whose.
    pub person: Option<PersonId>,
    /// What they say they know.
    pub known: Vec<PersonSkill>,
    /// What colleagues think: all of it for the person, of others what the reader suggested.
    pub suggested: Vec<PersonSkill>,
    /// Words to choose from.
    pub names: Vec<String>,
    /// Whether it is the reader.
    pub is_me: bool,
}

/// What somebody knows.
pub fn of_person(tx: &mut Tx, actor: &Actor, id: PersonId) -> Result<Known> {
    actor.may(Right::SeeDirectory)?;
    let is_me = actor.id == Some(id);
    let all = store::list_of_person(tx, id)?;
    let (known, mut suggested): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| one.accepted_at.is_some());
    suggested.retain(|one| is_me || one.suggested_by == actor.id);
    Ok(Known { person: Some(id), known, suggested, names: names(tx, actor)?, is_me })
}

/// What a team knows.
pub fn of_team(tx: &mut Tx, actor: &Actor, id: TeamId) -> Result<Vec<TeamSkill>> {
    actor.may(Right::SeeDirectory)?;
    Ok(store::list_of_team(tx, id)?)
}

/// What everybody who is here says they know.
pub fn list_known(tx: &mut Tx, actor: &Actor) -> Result<Vec<(PersonId, String)>> {
    actor.may(Right::SeeDirectory)?;
    Ok(store::list_known(tx)?)
}

/// The words there are.
pub fn names(tx: &mut Tx, actor: &Actor) -> Result<Vec<String>> {
    actor.may(Right::SeeDirectory)?;
    Ok(store::list_names(tx)?.into_iter().map(|(name,)| name).collect())
}

fn check(raw: &str) -> Result<Vec<String>> {
    let mut problems = Problems::default();
    let raw = problems.text("skill", raw, 600);
    let all = tidy(&raw);
    if all.iter().any(|name| name.chars().count() > 60) {
        problems.add("skill", "problem-skill-long");
    }
    if all.is_empty() {
        problems.add("skill", "problem-empty");
    }
    problems.check()?;
    Ok(all)
}

fn check_room(known: usize, new: usize) -> Result<()> {
    match known + new > MOST {
        true => {
            let mut problems = Problems::default();
            problems.add_with("skill", "problem-skills-many", vec![("most", MOST.to_string())]);
            Err(Error::Invalid(problems))
        }
        false => Ok(()),
    }
}

fn find_or_insert(act: &mut Act<'_>, name: &str) -> Result<i64> {
    match store::find(act.tx, name)? {
        Some((id,)) => Ok(id),
        None => match store::insert(act.tx, name) {
            // two at once: the later one tries again
            Err(db::Error::Unique(_)) => Err(Error::Conflict),
            made => Ok(made?),
        },
    }
}

fn record(act: &mut Act<'_>, kind: &'static str, subject: String, name: &str) -> Result<()> {
    act.record(&Event { kind, subject, after: name.to_owned(), ..Event::default() })
}

/// Says what somebody knows: of oneself it is so; of a colleague it waits until they say so, too.
pub async fn say(app: &App, actor: &Actor, person: PersonId, raw: &str) -> Result<()> {
    actor.may(Right::SeeDirectory)?;
    let all = check(raw);
    app.act(actor, move |act| {
        let shown = show_person(act.tx, act.actor, person)?;
        if !shown.is_here() {
            return Err(Error::Conflict);
        }
        // whoever is in no department knows nobody here
        let by = act.actor.person()?;
        if !shown.is_me && act.actor.department.is_none() {
            return Err(Error::Forbidden);
        }
        let all = all?;
        let has = store::list_of_person(act.tx, person)?;
        let is_known =
            |name: &str| has.iter().find(|one| one.name.to_lowercase() == name.to_lowercase());
        check_room(has.len(), all.iter().filter(|name| is_known(name).is_none()).count())?;
        let subject = || format!("person {person}");
        for name in &all {
            match is_known(name) {
                Some(one) if shown.is_me && one.accepted_at.is_none() => {
                    store::update_accepted(act.tx, person, one.id, act.now)?;
                    record(act, "skill.accepted", subject(), &one.name)?;
                }
                Some(_) => {}
                None => {
                    let skill = find_or_insert(act, name)?;
                    let suggested_by = (!shown.is_me).then_some(by);
                    store::insert_of_person(act.tx, (person, skill), suggested_by, act.now)?;
                    let kind = if shown.is_me { "skill.added" } else { "skill.suggested" };
                    record(act, kind, subject(), name)?;
                }
            }
        }
        Ok(())
    })
    .await
}

fn find(act: &mut Act<'_>, person: PersonId, skill: i64) -> Result<PersonSkill> {
    act.actor.may(Right::SeeDirectory)?;
    let all = store::list_of_person(act.tx, person)?;
    all.into_iter().find(|one| one.id == skill).ok_or(Error::NotFound)
}

/// Says that a colleague is right: only the person it is about. Twice is once.
pub async fn accept(app: &App, actor: &Actor, person: PersonId, skill: i64) -> Result<()> {
    app.act(actor, move |act| {
        if act.actor.id != Some(person) {
            return Err(Error::Forbidden);
        }
        let found = find(act, person, skill)?;
        if store::update_accepted(act.tx, person, skill, act.now)? {
            record(act, "skill.accepted", format!("person {person}"), &found.name)?;
        }
        Ok(())
    })
    .await
}

/// Takes a skill away, or says no to a suggestion: the person it is about, or who suggested it, as
/// long as it waits.
pub async fn remove(app: &App, actor: &Actor, person: PersonId, skill: i64) -> Result<()> {
    app.act(actor, move |act| {
        let is_me = act.actor.id == Some(person);
        let found = find(act, person, skill)?;
        let is_own = found.accepted_at.is_none() && found.suggested_by == act.actor.id;
        match (is_me, found.accepted_at) {
            (true, _) => {}
            (false, None) if is_own => {}
            // what others think is between them and the person
            (false, None) => return Err(Error::NotFound),
            (false, Some(_)) => return Err(Error::Forbidden),
        }
        store::delete_of_person(act.tx, person, skill)?;
        record(act, "skill.removed", format!("person {person}"), &found.name)
    })
    .await
}

fn kept(act: &mut Act<'_>, team: TeamId) -> Result<Organisation> {
    let organisation = organisation(act.tx, act.actor)?;
    organisation.team(team).ok_or(Error::NotFound)?;
    match organisation.may_edit(act.actor, Owner::Team(team)) {
        true => Ok(organisation),
        false => Err(Error::Forbidden),
    }
}

/// Says what a team knows: its agents, and those who look after its department.
pub async fn say_of_team(app: &App, actor: &Actor, team: TeamId, raw: &str) -> Result<()> {
    let all = check(raw);
    app.act(actor, move |act| {
        kept(act, team)?;
        let all = all?;
        let has = store::list_of_team(act.tx, team)?;
        let is_known =
            |name: &String| has.iter().any(|one| one.name.to_lowercase() == name.to_lowercase());
        let new: Vec<_> = all.iter().filter(|name| !is_known(name)).collect();
        check_room(has.len(), new.len())?;
        for name in new {
            let skill = find_or_insert(act, name)?;
            store::insert_of_team(act.tx, (team, skill), act.actor.id, act.now)?;
            record(act, "skill.added", format!("team {team}"), name)?;
        }
        Ok(())
    })
    .await
}

/// Takes a skill of a team away.
pub async fn remove_of_team(app: &App, actor: &Actor, team: TeamId, skill: i64) -> Result<()> {
    app.act(actor, move |act| {
        kept(act, team)?;
        let all = store::list_of_team(act.tx, team)?;
        let found = all.into_iter().find(|one| one.id == skill).ok_or(Error::NotFound)?;
        store::delete_of_team(act.tx, team, skill)?;
        record(act, "skill.removed", format!("team {team}"), &found.name)
    })
    .await
}

/// How many of the newest things that were put right are looked through.
const LOOKED_THROUGH: i64 = 2000;
/// The same for a line beside a ticket.
const LOOKED_THROUGH_FIRST: i64 = 400;

/// What was put right, as far as the reader may know what it was about: others count by their
/// service only, whose name everybody knows.
fn read(rows: Vec<SolvedRow>, actor: &Actor) -> Vec<Solved> {
    let teams = actor.teams();
    let may_know = |team: Option<TeamId>| match team {
        Some(team) => teams.has(&team),
        None => !teams.is_empty(),
    };
    let one = |row: SolvedRow| Solved {
        by: row.by_id,
        at: row.at,
        subject: may_know(row.team_id).then_some(row.subject),
        service: row.service_id,
    };
    rows.into_iter().map(one).collect()
}

/// Who and which teams know about something, and where they are. Nobody who left, and nobody who
/// would rather not be named.
pub fn who_knows(tx: &mut Tx, actor: &Actor, asked: &str) -> Result<(Found, Organisation)> {
    let organisation = organisation(tx, actor)?;
    let question = Question::new(asked, &store::list_services(tx)?);
    if question.is_empty() {
        return Ok((Found::default(), organisation));
    }
    let left_out = store::list_left_out(tx)?;
    let people = organisation.people.iter().map(|one| one.id);
    let people: Vec<_> = people.filter(|id| left_out.iter().all(|(out,)| out != id)).collect();
    let skills = store::list_known(tx)?;
    let solved = read(store::list_solved(tx, LOOKED_THROUGH)?, actor);
    let mut found = question.ask(&people, &skills, &solved, &store::list_known_of_teams(tx)?);
    found.people.truncate(20);
    Ok((found, organisation))
}

/// Somebody who may be given a ticket, and why them.
pub type Named = (PersonId, String, Why);

/// Up to three people who may be given a ticket and know about it, each with the first reason; and
/// what it is about.
pub fn for_assignment(tx: &mut Tx, actor: &Actor, id: TicketId) -> Result<(String, Vec<Named>)> {
    actor.may(Right::Work)?;
    let ticket = store::find_ticket(tx, id)?.ok_or(Error::NotFound)?;
    let about = ticket.service_id.zip(ticket.service);
    let services: Vec<(ServiceId, String)> = about.into_iter().collect();
    let question = Question { services, ..Question::new(&ticket.subject, &[]) };
    let agents = store::list_agents(tx, ticket.team_id)?;
    let people: Vec<_> =
        agents.iter().map(|(id, _)| *id).filter(|id| ticket.assignee_id != Some(*id)).collect();
    let solved = read(store::list_solved(tx, LOOKED_THROUGH_FIRST)?, actor);
    let found = question.ask(&people, &store::list_known(tx)?, &solved, &[]);
    let named = found.people.into_iter().filter_map(|one| {
        let (_, name) = agents.iter().find(|(id, _)| *id == one.id)?;
        Some((one.id, name.clone(), one.why.into_iter().next()?))
    });
    Ok((ticket.subject, named.take(3).collect()))
}

/// What colleagues think that the reader knows, and the reader has not answered.
pub fn waiting(tx: &mut Tx, actor: &Actor) -> Result<Vec<PersonSkill>> {
    let Some(me) = actor.id else { return Ok(Vec::new()) };
    let mut all = store::list_of_person(tx, me)?;
    all.retain(|one| one.accepted_at.is_none());
    Ok(all)
}
