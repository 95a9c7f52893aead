//! Taking a report by code.
// tidy: allow actor because whoever holds the label is nobody we know, and may look and send

use super::{
    model::{LONGEST, NewScan, ReportRow, State, Symptom, answers, body, read_answers, subject},
    store::{self, NewRow},
};
use crate::{
    codes::{self, CodeRow},
    conversation::NewMessage,
    custom_fields::{Asked, Typed},
    details::without_details,
    devices, hours,
    open_questions::{keep_scanned, offered, scanned},
    scan_rules::{Reason, Seen, load_in},
    tickets::{self, Channel, Kind, NewTicket},
};
use base::{
    Act, Actor, App, Error, Event, Problems, Result, ServiceId, TicketId, Time, Tx, keyed_hash,
    language,
};

/// How far back reports from one network address count, in seconds.
const WINDOW: i64 = 600;
/// Reports from one network address in that time; a branch shares one.
const MOST_OF_NETWORK: i64 = 20;
/// Reports by one code within an hour: beyond the rules, which only make them wait.
const MOST_OF_CODE: i64 = 60;

/// The network address as it is kept for an hour: nobody can read it back.
pub fn network_key(app: &App, network: &str) -> String {
    format!("from {}", keyed_hash(&app.secret, network.as_bytes()))
}

/// Takes a report by a code, from anybody: opens a ticket, counts it on the open one, or lets it
/// wait. Gives what it became; sent again with its key, what it became then.
pub async fn send(app: &App, actor: &Actor, typed: &str, new: NewScan) -> Result<ReportRow> {
    let mut problems = Problems::default();
    let words = problems.optional_text("words", &new.words, LONGEST);
    if new.symptom.is_none() && words.is_empty() {
        problems.add("symptom", "problem-scan-nothing");
    }
    // a form without its key cannot be told from another, and is a report all the same
    let key = Some(new.key.trim()).filter(|key| (10..=100).contains(&key.len()));
    let key = key.map_or_else(base::token, str::to_owned);
    problems.check()?;
    let typed = typed.to_owned();
    let mark = actor.language.t("scan-taken-out");
    app.act(actor, move |act| {
        let code = codes::find_in(act.tx, &typed)?;
        if let Some((id,)) = store::find_by_key(act.tx, code.id, &key)? {
            return Ok(store::get(act.tx, id)?);
        }
        let rules = load_in(act.tx)?;
        if code.replaced_at.is_some() || !code.is_active || !rules.is_on {
            return Err(Error::Conflict);
        }
        let hour = act.now.plus_seconds(-3600);
        let in_the_hour = store::count_since(act.tx, code.id, hour)?;
        if new.by.is_none() {
            count_try(act, &new.network, in_the_hour)?;
        }
        let answers = match service_of(act.tx, &code)? {
            None => Vec::new(),
            service => scanned(act.tx, service, &new.fields)?,
        };
        let answers = serde_json::to_string(&answers).unwrap_or_default();
        let (words, is_cut) = without_details(&words, mark);
        let is_open = is_open(act, &code)?;
        let seen = Seen { words: &words, in_the_hour, is_open };
        let reason = rules.reason(&seen).filter(|_| new.by.is_none());
        let id = insert(act, &code, (&key, &answers), &new, (&words, is_cut), reason)?;
        if reason.is_some() {
            let subject = format!("scan report {id}");
            act.record(&Event { kind: "scan.held", subject, ..Event::default() })?;
        } else {
            settle(act, id)?;
        }
        Ok(store::get(act.tx, id)?)
    })
    .await
}

fn insert(
    act: &mut Act<'_>,
    code: &CodeRow,
    (key, answers): (&str, &str),
    new: &NewScan,
    (words, is_cut): (&str, bool),
    reason: Option<Reason>,
) -> Result<i64> {
    let row = NewRow {
        key,
        code: code.id,
        device: code.device_id,
        location: code.location_id,
        symptom: new.symptom.unwrap_or(Symptom::Other),
        words,
        is_cut,
        answers,
        reason,
        by: new.by,
        now: act.now,
    };
    Ok(store::insert(act.tx, &row)?)
}

/// Counts a report from a network address; refuses after too many, and too many by one code.
fn count_try(act: &mut Act<'_>, network: &str, in_the_hour: i64) -> Result<()> {
    if in_the_hour >= MOST_OF_CODE {
        return Err(Error::TooMany(3600));
    }
    let since = act.now.plus_seconds(-WINDOW);
    if store::count_tries(act.tx, network, since)? >= MOST_OF_NETWORK {
        return Err(Error::TooMany(WINDOW.unsigned_abs()));
    }
    Ok(store::insert_try(act.tx, network, act.now, act.now.plus_seconds(-3600))?)
}

/// Whether the place is open; where nobody has said when it is, it counts as open.
fn is_open(act: &mut Act<'_>, code: &CodeRow) -> Result<bool> {
    let Some(location) = code.location_id else { return Ok(true) };
    let hours = hours::of_place(act.tx, act.app, location)?;
    Ok(hours.is_none_or(|hours| hours.calendar.is_open(act.now.timestamp())))
}

/// Counts a waiting report on the ticket that is open about the same, or opens one. Staff who gave
/// their name ask themselves; for anybody else a person that stands for patrons does.
pub(crate) fn settle(act: &mut Act<'_>, id: i64) -> Result<TicketId> {
    let report = store::get(act.tx, id)?;
    let decided_by = act.actor.id;
    if let Some((ticket, _)) = find_open(act.tx, &report)? {
        let state = (State::Counted, Some(ticket));
        store::update_decision(act.tx, id, state, decided_by, act.now)?;
        let on = on_of(&report);
        tickets::record(act, "ticket.reported_again", ticket, "", &on, true)?;
        return Ok(ticket);
    }
    let ticket = open(act, &report)?;
    store::update_decision(act.tx, id, (State::Opened, Some(ticket)), decided_by, act.now)?;
    Ok(ticket)
}

fn find_open(tx: &mut Tx, report: &ReportRow) -> Result<Option<(TicketId, Time)>> {
    Ok(match report.device_id {
        Some(device) => store::find_open_about(tx, device)?,
        None => store::find_open_at(tx, report.scan_code_id, report.symptom)?,
    })
}

fn on_of(report: &ReportRow) -> String {
    report.device.clone().or_else(|| report.location.clone()).unwrap_or_default()
}

fn open(act: &mut Act<'_>, report: &ReportRow) -> Result<TicketId> {
    let tongue = language("en");
    let name = tongue.t("scan-patrons");
    let by = match report.by_id {
        Some(person) => person,
        None => store::ensure_patrons(act.tx, name, act.now)?,
    };
    let name = match report.by_id {
        Some(_) => act.actor.name.clone(),
        None => name.to_owned(),
    };
    let on = on_of(report);
    let text = body(tongue, &on, report.symptom, &report.words);
    let new = NewTicket {
        kind: Kind::Incident,
        subject: subject(tongue, &on, report.symptom),
        answers: answers(text.clone(), report.location_id.is_some()),
        requester: None,
        department: report.department_id.filter(|_| report.by_id.is_none()),
        location: report.location_id,
        service: report.service_id,
        device: report.device_id,
        channel: Channel::Qr,
        message: NewMessage::text(text, Channel::Qr),
        key: None,
    };
    // opened for whoever scanned, not by whoever let it through
    let actor = Actor { id: Some(by), name, request: act.actor.request.clone(), ..Actor::system() };
    let mut act = act.as_other(&actor);
    let id = tickets::open_in(&mut act, &new)?;
    keep_scanned(&mut act, id, &read_answers(&report.answers))?;
    Ok(id)
}

/// What became of the report with this key.
pub async fn outcome(app: &App, typed: &str, key: &str) -> Result<ReportRow> {
    let (typed, key) = (typed.to_owned(), key.to_owned());
    app.read(move |tx| {
        let code = codes::find_in(tx, &typed)?;
        let (id,) = store::find_by_key(tx, code.id, &key)?.ok_or(Error::NotFound)?;
        Ok(store::get(tx, id)?)
    })
    .await
}

/// The service of the device that a code is on.
fn service_of(tx: &mut Tx, code: &CodeRow) -> Result<Option<ServiceId>> {
    let device = code.device_id.map(|id| devices::get_in(tx, id)).transpose()?;
    Ok(device.and_then(|device| device.service_id))
}

/// What a code is on, whether reports are taken, and what is asked besides.
pub async fn look(app: &App, typed: &str, fields: Typed) -> Result<(CodeRow, bool, Vec<Asked>)> {
    let typed = typed.to_owned();
    app.read(move |tx| {
        let code = codes::find_in(tx, &typed)?;
        let service = service_of(tx, &code)?;
        // a place has no service: what is asked about everything is not asked of strangers
        let asked = match service {
            Some(_) => offered(tx, service, &fields)?,
            None => Vec::new(),
        };
        Ok((code, load_in(tx)?.is_on, asked))
    })
    .await
}
