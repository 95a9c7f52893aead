//! Noting time, putting it right, and where it is noted at all.

use super::{
    model::{Panel, Where, minutes_of},
    store::{self, CorrectionRow, EntryRow},
};
use crate::tickets::{self, Access, Heading, Ticket, record};
use base::{Actor, App, Error, Event, Problems, Result, Right, TeamId, TicketId, Tx};

fn is_on(tx: &mut Tx, team: Option<TeamId>) -> Result<bool> {
    Ok(match (store::find_where(tx)?, team) {
        (Where::Everywhere, _) => true,
        (Where::Teams, Some(team)) => store::has_team(tx, team)?,
        _ => false,
    })
}

/// What those who work on a ticket see of it. Where it was turned off, what was noted stays.
pub(crate) fn panel(tx: &mut Tx, ticket: &Ticket, access: Access) -> Result<Panel> {
    if access < Access::Work {
        return Ok(Panel::default());
    }
    Ok(Panel { is_on: is_on(tx, ticket.team_id)?, entries: store::list(tx, ticket.id)? })
}

/// The entries of a ticket, for those who work on it.
pub async fn list(app: &App, actor: &Actor, id: TicketId) -> Result<Vec<EntryRow>> {
    let actor = actor.clone();
    app.read(move |tx| {
        tickets::work(tx, &actor, id)?;
        Ok(store::list(tx, id)?)
    })
    .await
}

/// An entry with how it was before.
pub async fn get(
    app: &App,
    actor: &Actor,
    id: TicketId,
    entry: i64,
) -> Result<(Ticket, EntryRow, Vec<CorrectionRow>)> {
    let actor = actor.clone();
    app.read(move |tx| {
        let ticket = tickets::work(tx, &actor, id)?;
        let found = store::list(tx, id)?.into_iter().find(|e| e.id == entry);
        let corrections = store::list_corrections(tx, entry)?;
        Ok((ticket, found.ok_or(Error::NotFound)?, corrections))
    })
    .await
}

fn read(minutes: &str, note: &str) -> Result<(i64, String)> {
    let mut problems = Problems::default();
    let found = minutes_of(minutes);
    if found.is_none() {
        problems.add("minutes", "problem-minutes-spent");
    }
    let note = problems.optional_line("note", note, 300);
    problems.check()?;
    Ok((found.unwrap_or_default(), note))
}

/// Notes minutes of the actor's own.
pub async fn add(app: &App, actor: &Actor, id: TicketId, minutes: &str, note: &str) -> Result<i64> {
    actor.may(Right::Work)?;
    let (minutes, note) = read(minutes, note)?;
    app.act(actor, move |act| {
        let ticket = tickets::work(act.tx, act.actor, id)?;
        if !is_on(act.tx, ticket.team_id)? {
            return Err(Error::invalid("minutes", "problem-time-off"));
        }
        let person = act.actor.person()?;
        let entry = store::insert(act.tx, id, person, (minutes, &note), act.now)?;
        record(act, "time.noted", id, "", &minutes.to_string(), true)?;
        Ok(entry)
    })
    .await
}

/// What was typed beside a message: nothing is no problem, what cannot be read stops the message.
pub(crate) struct WithMessage(Option<String>);

impl WithMessage {
    /// Notes it once the message is there.
    pub(crate) async fn note(self, app: &App, actor: &Actor, id: TicketId) -> Result<()> {
        match self.0 {
            Some(minutes) => add(app, actor, id, &minutes, "").await.map(drop),
            None => Ok(()),
        }
    }
}

/// Reads minutes that were typed beside a message; only those who help have the box.
pub(crate) fn note_with_message(actor: &Actor, typed: &str) -> Result<WithMessage> {
    if typed.trim().is_empty() || !actor.has(Right::Work) {
        return Ok(WithMessage(None));
    }
    read(typed, "")?;
    Ok(WithMessage(Some(typed.to_owned())))
}

/// Puts one's own entry right; how it was is kept.
pub async fn correct(
    app: &App,
    actor: &Actor,
    id: TicketId,
    entry: i64,
    minutes: &str,
    note: &str,
) -> Result<()> {
    actor.may(Right::Work)?;
    let (minutes, note) = read(minutes, note)?;
    app.act(actor, move |act| {
        tickets::work(act.tx, act.actor, id)?;
        let found = store::list(act.tx, id)?.into_iter().find(|e| e.id == entry);
        let old = found.ok_or(Error::NotFound)?;
        let by = act.actor.person()?;
        if by != old.person_id {
            return Err(Error::Forbidden);
        }
        if (old.minutes, &old.note) == (minutes, &note) {
            return Ok(());
        }
        store::correct(act.tx, entry, (minutes, &note), by, act.now)?;
        let (before, after) = (old.minutes.to_string(), minutes.to_string());
        record(act, "time.corrected", id, &before, &after, true)
    })
    .await
}

/// Where time is noted, all teams, and those that note it.
pub async fn setting(app: &App, actor: &Actor) -> Result<(Where, Vec<Heading>, Vec<TeamId>)> {
    actor.may(Right::ManageOrganisation)?;
    app.read(|tx| {
        let chosen = store::list_teams(tx)?.into_iter().map(|(team,)| team).collect();
        Ok((store::find_where(tx)?, tickets::list_teams(tx)?, chosen))
    })
    .await
}

/// Says where time is noted.
pub async fn choose(
    app: &App,
    actor: &Actor,
    place: Option<Where>,
    teams: Vec<TeamId>,
) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let place = place.ok_or_else(|| Error::invalid("where", "problem-choose"))?;
    app.act(actor, move |act| {
        let known = tickets::list_teams(act.tx)?;
        if teams.iter().any(|team| known.iter().all(|k| k.id != team.0)) {
            return Err(Error::invalid("team", "problem-choose"));
        }
        let before = store::find_where(act.tx)?;
        let mut teams = teams.clone();
        teams.sort_unstable();
        teams.dedup();
        store::set_where(act.tx, place)?;
        store::replace_teams(act.tx, &teams, act.actor.id, act.now)?;
        act.record(&Event {
            kind: "time.setting_changed",
            subject: "setting time_spent".into(),
            before: before.to_string(),
            after: place.to_string(),
            ..Event::default()
        })
    })
    .await
}
