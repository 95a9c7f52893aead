//! The verbs of projects.

use super::{
    model::{NewProject, Project, ProjectState, Taking},
    store,
};
use crate::{
    agenda::Line,
    milestones,
    relationships::{self, Relationship},
};
use base::{Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, TicketId, Time, Tx};
use desk::{
    following::Whom,
    tickets,
    tidings::{Tiding, tell},
};
use people::{
    Named,
    administration::{changed_meanwhile, changes},
};

/// A project and how the actor takes part; whoever does not is told that there is none.
pub(crate) fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Project, Taking)> {
    actor.may(Right::Report)?;
    let project = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let standing = match relationships::see(tx, actor, project.relationship_id) {
        Ok((_, standing)) => Some(standing),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let is_member = match actor.id {
        Some(person) => store::is_member(tx, id, person)?,
        None => false,
    };
    let taking = project.taking(actor.id, standing, is_member).ok_or(Error::NotFound)?;
    Ok((project, taking))
}

/// The same for whoever may change it.
pub(crate) fn see_changeable(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Project> {
    let (project, taking) = see(tx, actor, id)?;
    if taking.may_change { Ok(project) } else { Err(Error::Forbidden) }
}

/// Every project the actor takes part in, the newest first, with its relationship's id.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Project>> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let mut all = Vec::new();
        for (one, _) in relationships::list_mine(tx, &actor)? {
            all.extend(store::list_by_relationship(tx, one.id)?);
        }
        if let Some(person) = actor.id {
            all.extend(store::list_by_member(tx, person)?);
        }
        all.sort_by_key(|project| -project.id);
        all.dedup_by_key(|project| project.id);
        Ok(all)
    })
    .await
}

/// Everything a project's page shows besides its milestones and its conversation.
pub struct Whole {
    /// The project.
    pub project: Project,
    /// How the reader takes part.
    pub taking: Taking,
    /// Between whom.
    pub of: Relationship,
    /// Who was asked in.
    pub people: Vec<Named>,
    /// Its tickets that the reader may see.
    pub tickets: Vec<(TicketId, String)>,
    /// How many more there are.
    pub hidden: usize,
}

/// Reads one whole, without tickets that the actor may not see.
pub(crate) fn load(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Whole> {
    let (project, taking) = see(tx, actor, id)?;
    // whoever was asked in reads whose project it is, and nothing else of the relationship
    let (of, _) = relationships::see(tx, &Actor::system(), project.relationship_id)?;
    let all = store::list_tickets(tx, id)?;
    let ids: Vec<_> = all.iter().map(|(ticket,)| *ticket).collect();
    let seen = tickets::seen(tx, actor, &ids)?;
    let hidden = all.len() - seen.len();
    let tickets = seen.into_iter().map(|ticket| (ticket.id, ticket.subject)).collect();
    Ok(Whole { people: store::list_people(tx, id)?, project, taking, of, tickets, hidden })
}

/// Reads one whole.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Whole> {
    let actor = actor.clone();
    app.read(move |tx| load(tx, &actor, id)).await
}

/// Whoever may stand for a project on each side, and whoever does now.
pub(crate) fn sponsors(
    tx: &mut Tx,
    of: &Relationship,
    now: Option<&Project>,
) -> Result<(Vec<Named>, Vec<Named>)> {
    let id = |one: Option<PersonId>| one.map_or(0, |id| id.0);
    let (customer, provider) =
        now.map_or((0, 0), |it| (id(it.customer_sponsor_id), id(it.provider_sponsor_id)));
    Ok((
        store::list_of_department(tx, of.customer_id.0, customer)?,
        store::list_of_department(tx, of.provider_id.0, provider)?,
    ))
}

fn check_sponsors(
    tx: &mut Tx,
    of: &Relationship,
    new: &NewProject,
    now: Option<&Project>,
) -> Result<()> {
    let (customers, providers) = sponsors(tx, of, now)?;
    let mut problems = Problems::default();
    let sides = [
        ("customer_sponsor", new.customer_sponsor, customers),
        ("provider_sponsor", new.provider_sponsor, providers),
    ];
    for (field, chosen, among) in sides {
        if chosen.is_some_and(|id| !among.iter().any(|one| one.id == id.0)) {
            problems.add(field, "problem-choose");
        }
    }
    problems.check()
}

fn record(act: &mut Act<'_>, kind: &'static str, id: i64, was: String, is: String) -> Result<()> {
    let subject = format!("project {id}");
    act.record(&Event { kind, subject, before: was, after: is, ..Event::default() })
}

/// Begins a project of a relationship. Whoever works on tickets, speaks for a department or looks
/// after the relationship may, where they have a part in it.
pub async fn create(app: &App, actor: &Actor, relationship: i64, new: NewProject) -> Result<i64> {
    may_begin(actor)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let (of, _) = relationships::see(act.tx, act.actor, relationship)?;
        if of.ended_at.is_some() {
            return Err(Error::invalid("relationship", "problem-relationship-ended"));
        }
        check_sponsors(act.tx, &of, &new, None)?;
        // pressed twice it is one
        let since = act.now.plus_seconds(-60);
        if let Some((same,)) =
            store::find_same(act.tx, relationship, &new.name, act.actor.id, since)?
        {
            return Ok(same);
        }
        let id = store::insert(act.tx, relationship, &new, act.actor.id, act.now)?;
        record(act, "project.begun", id, String::new(), new.name.clone())?;
        tell_others(act, id, "project-begun", &new.name)?;
        Ok(id)
    })
    .await
}

/// Refuses whoever may begin none.
pub(crate) fn may_begin(actor: &Actor) -> Result<()> {
    let is_any = [Right::Work, Right::SeeDepartment, Right::LookAfter];
    if is_any.iter().any(|right| actor.has(*right)) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Changes what was written down, as read at `version`. When somebody was quicker, the problems say
/// what is there now.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    new: NewProject,
) -> Result<()> {
    actor.may(Right::Report)?;
    let new = new.check();
    app.act(actor, move |act| {
        let old = see_changeable(act.tx, act.actor, id)?;
        let new = new?;
        let (of, _) = relationships::see(act.tx, &Actor::system(), old.relationship_id)?;
        check_sponsors(act.tx, &of, &new, Some(&old))?;
        if !store::update(act.tx, (id, version), &new)? {
            let (stored, shown) = (old.as_new().pairs(), old.shown());
            return Err(changed_meanwhile(old.version, &new.pairs(), &stored, &shown));
        }
        let now = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        let (was, is) = changes(&old.shown(), &now.shown());
        record(act, "project.changed", id, was, is)
    })
    .await
}

/// Says how far it is. Done and stopped need words; whoever takes part is told.
pub async fn change_state(
    app: &App,
    actor: &Actor,
    id: i64,
    state: Option<ProjectState>,
    words: &str,
) -> Result<()> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let state = problems.word("state", state);
    let words = match state.is_some_and(|state| !state.is_open()) {
        true => problems.text("state_words", words, 1000),
        false => problems.optional_text("state_words", words, 1000),
    };
    app.act(actor, move |act| {
        let old = see_changeable(act.tx, act.actor, id)?;
        problems.check()?;
        let Some(state) = state else { return Err(Error::Conflict) };
        if old.state == state && old.state_words == words {
            return Ok(());
        }
        store::update_state(act.tx, id, state, &words, act.actor.id, act.now)?;
        record(act, "project.moved", id, old.state.to_string(), state.to_string())?;
        tell_others(act, id, "project-moved", &old.name)
    })
    .await
}

/// Asks somebody in; people of neither department too. They read it all and may write.
pub async fn add_person(app: &App, actor: &Actor, id: i64, whom: Whom) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let project = see_changeable(act.tx, act.actor, id)?;
        let person = desk::following::find_one(act.tx, "person", &whom)?;
        if store::insert_person(act.tx, id, person.id, act.actor.id, act.now)? {
            record(act, "project.person_added", id, String::new(), person.name)?;
            tell_one(act, id, person.id, "project-asked", &project.name)?;
        }
        Ok(())
    })
    .await
}

/// Takes somebody out again: whoever may change it anybody, everybody themselves.
pub async fn remove_person(app: &App, actor: &Actor, id: i64, person: PersonId) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let (_, taking) = see(act.tx, act.actor, id)?;
        if !taking.may_change && act.actor.id != Some(person) {
            return Err(Error::Forbidden);
        }
        let name = store::list_people(act.tx, id)?.into_iter().find(|one| one.id == person.0);
        if store::delete_person(act.tx, id, person)? {
            let name = name.map(|one| one.name).unwrap_or_default();
            record(act, "project.person_removed", id, name, String::new())?;
        }
        Ok(())
    })
    .await
}

/// Names a ticket that belongs to it: one that the actor sees.
pub async fn add_ticket(app: &App, actor: &Actor, id: i64, ticket: Option<TicketId>) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        see(act.tx, act.actor, id)?;
        let unknown = || Error::invalid("ticket", "problem-no-ticket");
        let ticket = ticket.ok_or_else(unknown)?;
        if tickets::seen(act.tx, act.actor, &[ticket])?.is_empty() {
            return Err(unknown());
        }
        if store::insert_ticket(act.tx, id, ticket, act.actor.id, act.now)? {
            record(act, "project.ticket_added", id, String::new(), format!("ticket {ticket}"))?;
        }
        Ok(())
    })
    .await
}

/// Takes a ticket out of it.
pub async fn remove_ticket(app: &App, actor: &Actor, id: i64, ticket: TicketId) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        see(act.tx, act.actor, id)?;
        if tickets::seen(act.tx, act.actor, &[ticket])?.is_empty() {
            return Err(Error::NotFound);
        }
        if store::delete_ticket(act.tx, id, ticket)? {
            record(act, "project.ticket_removed", id, format!("ticket {ticket}"), String::new())?;
        }
        Ok(())
    })
    .await
}

/// Tells everybody the project is for, but whoever did it.
pub(crate) fn tell_others(
    act: &mut Act<'_>,
    id: i64,
    words: &'static str,
    about: &str,
) -> Result<()> {
    for (person,) in store::list_concerned(act.tx, id)? {
        tell_one(act, id, person, words, about)?;
    }
    Ok(())
}

fn tell_one(
    act: &mut Act<'_>,
    id: i64,
    person: PersonId,
    words: &'static str,
    about: &str,
) -> Result<()> {
    let tiding = Tiding::new(words, about, format!("/projects/{id}"));
    tell(act, person, &tiding)
}

/// The projects of a ticket that the actor takes part in.
pub(crate) fn of_ticket(tx: &mut Tx, actor: &Actor, ticket: TicketId) -> Result<Vec<Project>> {
    let mut found = Vec::new();
    for (id,) in store::list_by_ticket(tx, ticket)? {
        match see(tx, actor, id) {
            Ok((project, _)) => found.push(project),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// What projects bring to a meeting: each that goes on, with the milestone that is late or next.
pub fn for_agenda(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &Relationship,
    _since: Time,
) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for project in store::list_by_relationship(tx, of.id)? {
        if project.state == ProjectState::Running {
            let note = milestones::next_in_words(tx, app, actor, project.id)?;
            let href = format!("/projects/{}", project.id);
            lines.push(Line { text: project.name, href, note });
        }
    }
    Ok(lines)
}
