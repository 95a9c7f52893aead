//! Keeping recurrences, and opening what is due.

use super::{
    model::{Choice, Plan, rule_of},
    store::{self, Facts, RecurrenceRow, RunRow},
};
use crate::{
    answers::{keeps, may_keep},
    assignment::list_agents,
    notices::remind_person,
    templates::{self, Filled, TemplateRow},
    tickets::{self, Heading, record},
};
use base::{
    Act, Actor, App, Error, Event, LocationId, PersonId, Problems, Result, Right, TicketId, Time,
    Tx, language,
};
use jiff::tz::TimeZone;

/// A recurrence as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewRecurrence {
    /// What is opened.
    pub template: i64,
    /// How often.
    pub choice: Option<Choice>,
    /// A rule of one's own (RFC 5545).
    pub rule: String,
    /// Local, `YYYY-MM-DDTHH:MM`.
    pub starts_at: String,
    /// Local, `YYYY-MM-DD`; empty: for ever.
    pub ends_on: String,
    /// Where; its clock counts.
    pub location: Option<LocationId>,
    /// Who gets the tickets.
    pub assignee: Option<PersonId>,
}

fn read(app: &App, tx: &mut Tx, new: &NewRecurrence, now: Time) -> Result<(Facts, Plan)> {
    let mut problems = Problems::default();
    let choice = problems.word("choice", new.choice).unwrap_or(Choice::Own);
    let rule = rule_of(choice, &new.rule).unwrap_or_else(|| {
        problems.add("rule", "problem-recurring-rule");
        String::new()
    });
    let starts_at: Option<jiff::civil::DateTime> = new.starts_at.trim().parse().ok();
    if starts_at.is_none() {
        problems.add("starts_at", "problem-time");
    }
    let starts_at = starts_at.unwrap_or_default();
    let ends_on: Option<jiff::civil::Date> = new.ends_on.trim().parse().ok();
    if !new.ends_on.trim().is_empty() && ends_on.is_none() {
        problems.add("ends_on", "problem-date");
    }
    let mut time_zone = app.config.time_zone().iana_name().unwrap_or("UTC").to_owned();
    if let Some(location) = new.location {
        match store::find_place(tx, location)? {
            Some((zone, _)) => time_zone = zone,
            None => problems.add("location", "problem-choose"),
        }
    }
    let zone = TimeZone::get(&time_zone).unwrap_or(TimeZone::UTC);
    let plan = Plan { rule: rule.clone(), starts_at, ends_on, zone };
    let next_at = plan.after(now, 1).first().copied();
    if problems.0.is_empty() && next_at.is_none() {
        problems.add("rule", "problem-recurring-never");
    }
    problems.check()?;
    let facts = Facts {
        template: new.template,
        choice,
        rule,
        starts_at: starts_at.strftime("%Y-%m-%dT%H:%M").to_string(),
        ends_on: ends_on.map(|date| date.to_string()).unwrap_or_default(),
        location: new.location,
        time_zone,
        assignee: new.assignee,
        next_at,
    };
    Ok((facts, plan))
}

fn may_look(actor: &Actor) -> Result<()> {
    if actor.has(Right::ManageOrganisation) { Ok(()) } else { actor.may(Right::Work) }
}

/// Everybody who could get a ticket.
pub async fn agents(app: &App, actor: &Actor) -> Result<Vec<Heading>> {
    may_look(actor)?;
    app.read(|tx| Ok(list_agents(tx, None)?)).await
}

/// The next five dates, and the time zone they are in; to look at before saving.
pub async fn dates(app: &App, actor: &Actor, new: NewRecurrence) -> Result<(Vec<Time>, TimeZone)> {
    may_look(actor)?;
    let (own, now) = (app.clone(), app.now());
    app.read(move |tx| {
        let (_, plan) = read(&own, tx, &new, now)?;
        Ok((plan.after(now, 5), plan.zone))
    })
    .await
}

/// Those that the actor keeps: of the templates of their teams; administrators all.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<RecurrenceRow>> {
    may_look(actor)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let mut all = store::list(tx)?;
        all.retain(|row| keeps(&actor, row.team_id));
        Ok(all)
    })
    .await
}

/// One of them, with what it opened and its next dates.
pub async fn get(
    app: &App,
    actor: &Actor,
    id: i64,
) -> Result<(RecurrenceRow, Vec<RunRow>, Vec<Time>)> {
    let found = list(app, actor).await?.into_iter().find(|row| row.id == id);
    let row = found.ok_or(Error::NotFound)?;
    let runs = app.read(move |tx| Ok(store::list_runs(tx, id)?)).await?;
    let due = row.next_at.filter(|_| !row.is_paused);
    let dates = due.map(|at| plan_of(&row).after(at.plus_seconds(-1), 5)).unwrap_or_default();
    Ok((row, runs, dates))
}

/// The template, if the actor keeps it, and whether whoever is to get the tickets can.
async fn check(app: &App, actor: &Actor, new: &NewRecurrence) -> Result<TemplateRow> {
    may_look(actor)?;
    let all = templates::list(app, actor).await?;
    let found = all.into_iter().find(|one| one.id == new.template && one.is_active);
    let one = found.ok_or_else(|| Error::invalid("template", "problem-choose"))?;
    may_keep(actor, one.team_id)?;
    if let Some(person) = new.assignee {
        let team = one.team_id;
        if !app.read(move |tx| Ok(store::is_agent(tx, person, team)?)).await? {
            return Err(Error::invalid("assignee", "problem-choose"));
        }
    }
    Ok(one)
}

fn announce(act: &mut Act<'_>, kind: &'static str, id: i64, was: &str, is: &str) -> Result<()> {
    let (before, after) = (was.to_owned(), is.to_owned());
    act.record(&Event {
        kind,
        subject: format!("recurrence {id}"),
        before,
        after,
        ..Event::default()
    })
}

/// Writes a recurrence down; whoever does so owns it.
pub async fn create(app: &App, actor: &Actor, new: NewRecurrence) -> Result<i64> {
    let one = check(app, actor, &new).await?;
    app.act(actor, move |act| {
        let (facts, _) = read(act.app, act.tx, &new, act.now)?;
        let owner = act.actor.person()?;
        let id = store::insert(act.tx, &facts, owner)?;
        announce(act, "recurrence.created", id, "", &format!("{}: {}", one.name, facts.rule))?;
        Ok(id)
    })
    .await
}

/// Changes a recurrence; whoever does so owns it from then on.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: i64,
    version: Option<i64>,
    new: NewRecurrence,
) -> Result<()> {
    let (old, ..) = get(app, actor, id).await?;
    check(app, actor, &new).await?;
    app.act(actor, move |act| {
        let (facts, _) = read(act.app, act.tx, &new, act.now)?;
        let owner = act.actor.person()?;
        if !store::update(act.tx, id, version.unwrap_or(old.version), &facts, owner)? {
            return Err(Error::Conflict);
        }
        announce(act, "recurrence.changed", id, &old.rule, &facts.rule)
    })
    .await
}

fn plan_of(row: &RecurrenceRow) -> Plan {
    Plan {
        rule: row.rule.clone(),
        starts_at: row.starts_at.parse().unwrap_or_default(),
        ends_on: row.ends_on.parse().ok(),
        zone: TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC),
    }
}

/// Pauses it, or lets it go on. What would have opened meanwhile is not made up for.
pub async fn pause(app: &App, actor: &Actor, id: i64, is_paused: bool) -> Result<()> {
    let (row, ..) = get(app, actor, id).await?;
    app.act(actor, move |act| {
        let next = plan_of(&row).after(act.now, 1).first().copied();
        store::update_paused(act.tx, id, is_paused, next)?;
        let kind = if is_paused { "recurrence.paused" } else { "recurrence.resumed" };
        announce(act, kind, id, "", &row.template)
    })
    .await
}

/// Opens what is due; a job of Footbridge itself. Safe to run twice and from several processes: who
/// moves a recurrence on to its next date opens the ticket, in the same transaction. One that cannot
/// be opened does not keep the others.
pub async fn open_due(app: &App, actor: &Actor) -> Result<()> {
    actor.may(Right::Work)?;
    let now = app.now();
    for (id, owner) in app.read(move |tx| Ok(store::list_due(tx, now)?)).await? {
        // Footbridge does it for whoever owns it
        let system = Actor { id: Some(owner), ..Actor::system() };
        if let Err(error) = app.act(&system, move |act| open_one(act, id)).await {
            tracing::warn!(%error, recurrence = id, "a recurring ticket cannot be opened");
        }
    }
    Ok(())
}

fn open_one(act: &mut Act<'_>, id: i64) -> Result<()> {
    let found = store::list(act.tx)?.into_iter().find(|row| row.id == id);
    let Some(row) = found else { return Ok(()) };
    let Some(due) = row.next_at.filter(|at| *at <= act.now) else { return Ok(()) };
    let plan = plan_of(&row);
    let next = plan.after(act.now, 1).first().copied();
    if !store::advance(act.tx, id, due, next)? {
        return Ok(());
    }
    if !row.is_in_use {
        store::update_paused(act.tx, id, true, None)?;
        return announce(act, "recurrence.paused", id, "", &row.template);
    }
    let (latest, missed) = plan.latest(due, act.now);
    let (template, mut said, assignee, location) = find_about(act, &row)?;
    let filled = Filled { location, ..Filled::default() };
    let ticket = templates::open_for(act, &template, &filled, Some(row.owner_id), assignee)?;
    store::insert_run(act.tx, id, (latest, missed), ticket, act.now)?;
    if missed > 0 {
        said.push(language("en").count("recurring-missed", missed));
    }
    record(act, "ticket.recurred", ticket, "", &said.join(" "), true)?;
    if said.is_empty() { Ok(()) } else { tell(act, &row, ticket, &said.join("\n\n")) }
}

type About = (TemplateRow, Vec<String>, Option<PersonId>, Option<LocationId>);

/// The template, what is amiss with it in words, and who gets the ticket and where it is, as far as
/// they are in use.
fn find_about(act: &mut Act<'_>, row: &RecurrenceRow) -> Result<About> {
    let template = templates::find(act, row.template_id)?;
    let (has_service, has_location, has_team) = templates::in_use(act.tx, row.template_id)?;
    let mut amiss = Vec::new();
    let mut note = |is_fine: bool, key: &'static str, name: &Option<String>| {
        if !is_fine {
            let name = name.as_deref().unwrap_or_default();
            amiss.push(language("en").with(key, &[("name", name)]));
        }
    };
    note(has_service, "recurring-no-service", &template.service);
    note(has_location, "recurring-no-place", &template.location);
    note(has_team, "recurring-no-team", &template.team);
    let mut assignee = row.assignee_id;
    if let Some(person) = assignee
        && !store::is_agent(act.tx, person, template.team_id)?
    {
        note(false, "recurring-no-assignee", &row.assignee);
        assignee = None;
    }
    let mut location = row.location_id;
    if let Some(place) = location
        && store::find_place(act.tx, place)?.is_none_or(|(_, is_active)| !is_active)
    {
        note(false, "recurring-no-place", &None);
        location = None;
    }
    Ok((template, amiss, assignee, location))
}

/// Tells whoever owns it; administrators where they have left.
fn tell(act: &mut Act<'_>, row: &RecurrenceRow, ticket: TicketId, said: &str) -> Result<()> {
    let Some(ticket) = tickets::find(act.tx, ticket)? else { return Ok(()) };
    let to = match store::is_here(act.tx, row.owner_id)? {
        true => vec![(row.owner_id,)],
        false => store::list_administrators(act.tx)?,
    };
    to.into_iter().try_for_each(|(person,)| remind_person(act, &ticket, person, "recurring", said))
}
