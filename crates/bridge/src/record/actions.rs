//! Collecting what requests say. Whoever calls it has made sure that its reader may see them.

use super::{
    model::{Deed, Fact, Record, Usual, count, promises, usual, waits},
    store,
};
use base::{App, Result, TicketId, Time, Tx};
use calendar::Calendar;
use desk::{
    hours, impact,
    tickets::{Kind, Ticket},
};

/// The most requests that are read one by one.
const MOST: usize = 120;
/// How far back requests like these are looked for, in days.
const YEAR: i64 = 366;

/// What some requests say; they come the newest first.
pub(crate) fn collect(tx: &mut Tx, app: &App, tickets: &[Ticket]) -> Result<Record> {
    let mut facts = Vec::new();
    for ticket in tickets.iter().take(MOST) {
        facts.push(fact(tx, app, ticket)?);
    }
    facts.sort_by_key(|fact| (fact.created_at, fact.id));
    Ok(Record { facts })
}

fn open_hours(tx: &mut Tx, app: &App, ticket: &Ticket) -> Result<Calendar> {
    if let Some(location) = ticket.location_id
        && let Some(open) = hours::of_place(tx, app, location)?
        && !open.calendar.hours().is_never_open()
    {
        return Ok(open.calendar);
    }
    Ok(hours::of_team(tx, app, ticket.team_id)?.calendar)
}

fn fact(tx: &mut Tx, app: &App, ticket: &Ticket) -> Result<Fact> {
    let now = app.now();
    let deeds = store::list_deeds(tx, ticket.id)?.into_iter();
    let deeds: Vec<_> = deeds.map(|(kind, at, after)| Deed { kind, at, after }).collect();
    let until = ticket.resolved_at.or(ticket.closed_at).unwrap_or(now);
    let open = open_hours(tx, app, ticket)?;
    let stood_still = open.between(ticket.created_at.timestamp(), until.timestamp()).as_secs();
    let statement = impact::find_statement(tx, ticket.id)?;
    let (statement, risks) = statement.map_or((None, Vec::new()), |(one, all)| (Some(one), all));
    let asked_back = deeds
        .iter()
        .filter(|deed| {
            deed.kind == "ticket.held" && deed.after.starts_with("awaiting_requester")
                || deed.kind == "ticket.playback_corrected"
        })
        .count();
    Ok(Fact {
        id: ticket.id,
        subject: ticket.subject.clone(),
        created_at: ticket.created_at,
        resolved_at: ticket.resolved_at,
        first_response_at: ticket.first_response_at,
        is_open: ticket.state.is_open(),
        is_incident: ticket.kind == Kind::Incident,
        place: ticket.location.clone(),
        device: ticket.device.clone(),
        reopened: count(&deeds, "ticket.reopened"),
        stood_still: i64::try_from(stood_still).unwrap_or_default(),
        promises: promises(&deeds, now),
        waits: waits(&deeds, now),
        words: statement.as_ref().map(|one| one.words.clone()).unwrap_or_default(),
        scope: statement.as_ref().map(|one| one.scope),
        who: statement.as_ref().map(|one| one.who),
        needed: statement.as_ref().map(|one| one.hurts_note.clone()).unwrap_or_default(),
        hurts: statement.as_ref().map(|one| one.hurts.to_string()).unwrap_or_default(),
        risks,
        others: store::count_affected(tx, ticket.id)?,
        lost_minutes: store::find_lost(tx, ticket.id)?.and_then(|(minutes,)| minutes),
        workaround: store::find_workaround(tx, ticket.id)?.map(|(w,)| w).unwrap_or_default(),
        has_file: store::find_first_file(tx, ticket.id)?.is_some(),
        asked_back,
    })
}

/// What is usual for other requests like one: about the same service, or of the same kind and
/// priority. `own` are those that they are put beside.
pub(crate) fn similar(tx: &mut Tx, app: &App, like: &Ticket, own: &[TicketId]) -> Result<Usual> {
    let since = app.now().plus_seconds(-YEAR * 86_400);
    let all = match like.service_id {
        Some(service) => store::list_of_service(tx, service, since)?,
        None => store::list_of_kind(tx, (like.kind.as_str(), like.priority), since)?,
    };
    let rows: Vec<_> = all.into_iter().filter(|(id, ..)| !own.contains(id)).collect();
    let length = |from: Time, to: Option<Time>| to.map(|to| to.seconds_since(from));
    Ok(Usual {
        answer: usual(rows.iter().filter_map(|(_, from, to, _)| length(*from, *to)).collect()),
        repair: usual(rows.iter().filter_map(|(_, from, _, to)| length(*from, *to)).collect()),
    })
}
