//! Asking fields and keeping what was answered.

use super::{
    model::{Asked, AskedOf, Field, Read, RequiredAt, Type, Typed, read, refill, shown},
    store::{self, FieldRow, ValueRow},
};
use crate::{
    devices,
    tickets::{self, Access, Kind, NewTicket, Then, Ticket},
};
use base::{Act, Actor, App, DeviceId, Problems, Result, Right, ServiceId, TicketId, Tx};

pub(crate) fn with_parts(tx: &mut Tx, rows: Vec<FieldRow>) -> Result<Vec<Field>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (choices, conditions) = (store::list_choices(tx)?, store::list_conditions(tx)?);
    let field = |row: FieldRow| Field {
        choices: choices.iter().filter(|c| c.field_id == row.id).cloned().collect(),
        condition: conditions.iter().find(|c| c.field_id == row.id).cloned(),
        row,
    };
    Ok(rows.into_iter().map(field).collect())
}

/// The fields asked about a service and kind, of those who help or of whoever reports.
pub(crate) fn fields_of(
    tx: &mut Tx,
    service: Option<ServiceId>,
    kind: Kind,
    of_agent: bool,
) -> Result<Vec<Field>> {
    let rows = store::list_of(tx, service)?;
    let mut fields = with_parts(tx, rows)?;
    fields.retain(|field| field.is_asked(kind, of_agent));
    Ok(fields)
}

pub(crate) fn as_asked(
    tx: &mut Tx,
    field: &Field,
    values: Vec<String>,
    was: String,
) -> Result<Asked> {
    let mut choices: Vec<_> = field
        .choices
        .iter()
        .filter(|c| c.is_active || values.contains(&c.id.to_string()))
        .map(|c| (c.id.to_string(), c.label.clone()))
        .collect();
    if field.row.takes == Type::Device {
        let place = |d: &devices::Device| match &d.location {
            Some(place) => format!("{}, {place}", d.name),
            None => d.name.clone(),
        };
        choices =
            devices::list_in(tx, false)?.iter().map(|d| (d.id.to_string(), place(d))).collect();
    }
    let mut values = values;
    if field.row.takes == Type::Person {
        for value in &mut values {
            if let Some((address,)) = store::find_address(tx, value)? {
                *value = address;
            }
        }
    }
    // a form that came back from a program's words has labels in it
    if matches!(field.row.takes, Type::Choice | Type::Choices) {
        for value in &mut values {
            if let Some(choice) = field.choice(value) {
                *value = choice.id.to_string();
            }
        }
    }
    Ok(Asked {
        name: format!("field_{}", field.row.key),
        label: field.row.label.clone(),
        help: field.row.help.clone(),
        takes: field.row.takes.as_str(),
        unit: field.row.unit.clone(),
        choices,
        values,
        is_required: field.row.required_at == RequiredAt::Report,
        was,
    })
}

/// What the report form asks besides, once a service is chosen, given what was typed so far.
pub(crate) async fn asked(
    app: &App,
    actor: &Actor,
    (service, kind): (Option<ServiceId>, Kind),
    typed: Typed,
) -> Result<Vec<Asked>> {
    actor.may(Right::Report)?;
    app.read(move |tx| {
        let fields = fields_of(tx, service, kind, false)?;
        let mut asked = Vec::new();
        for field in shown(&fields, &typed) {
            let values = typed.get(&field.row.key).unwrap_or_default().to_vec();
            asked.push(as_asked(tx, field, values, String::new())?);
        }
        Ok(asked)
    })
    .await
}

/// What is asked of those who work on a ticket: with what is stored, or what they have typed.
/// Service and kind may be about to change.
pub(crate) async fn asked_on(
    app: &App,
    actor: &Actor,
    id: TicketId,
    about: Option<(Option<ServiceId>, Kind)>,
    typed: Option<Typed>,
) -> Result<Vec<Asked>> {
    let actor = actor.clone();
    app.read(move |tx| {
        let ticket = tickets::work(tx, &actor, id)?;
        let (service, kind) = about.unwrap_or((ticket.service_id, ticket.kind));
        let fields = fields_for_work(tx, service, kind)?;
        let values = store::list_values(tx, &[id])?;
        let stored = stored_typed(&fields, &values);
        let now = typed.as_ref().map_or_else(|| stored.clone(), |typed| over(&stored, typed));
        let mut asked = Vec::new();
        for field in shown(&fields, &now) {
            let own: Vec<_> = values.iter().filter(|v| v.field_id == field.row.id).collect();
            let (_, was) = refill(field, &own);
            let values = now.get(&field.row.key).unwrap_or_default().to_vec();
            asked.push(Asked { is_required: false, ..as_asked(tx, field, values, was)? });
        }
        Ok(asked)
    })
    .await
}

/// Those who work on a ticket may change what whoever reported it said, too.
pub(crate) fn fields_for_work(
    tx: &mut Tx,
    service: Option<ServiceId>,
    kind: Kind,
) -> Result<Vec<Field>> {
    let rows = store::list_of(tx, service)?;
    let mut fields = with_parts(tx, rows)?;
    fields.retain(|field| field.is_asked(kind, true) || field.is_asked(kind, false));
    Ok(fields)
}

pub(crate) fn stored_typed(fields: &[Field], values: &[ValueRow]) -> Typed {
    let mut typed = Typed::default();
    for field in fields {
        let own: Vec<_> = values.iter().filter(|v| v.field_id == field.row.id).collect();
        typed.push(&field.row.key, "");
        for value in refill(field, &own).0 {
            typed.push(&field.row.key, &value);
        }
    }
    typed
}

/// What is stored, and over it what was typed.
pub(crate) fn over(stored: &Typed, typed: &Typed) -> Typed {
    let stays = stored.0.iter().filter(|(key, _)| typed.get(key).is_none());
    let mut now = Typed(stays.cloned().collect(), typed.1);
    now.0.extend(typed.0.iter().cloned());
    now
}

fn read_value(tx: &mut Tx, field: &Field, typed: &str) -> Result<Result<Read, &'static str>> {
    Ok(match field.row.takes {
        Type::Person => match store::find_person(tx, typed)? {
            Some((id, name)) => Ok((id.to_string(), name)),
            None => Err("problem-field-person"),
        },
        Type::Device => {
            let id = typed.parse().map(DeviceId).unwrap_or(DeviceId(0));
            match store::find_device(tx, id)? {
                Some((name,)) => Ok((id.to_string(), name)),
                None => Err("problem-choose"),
            }
        }
        _ => read(field, typed),
    })
}

/// Reads what was typed into one field; problems stand beside it.
pub(crate) fn read_field(
    tx: &mut Tx,
    field: &Field,
    typed: &[String],
    problems: &mut Problems,
) -> Result<Vec<Read>> {
    let mut values = Vec::new();
    let most = if field.row.takes == Type::Choices { 100 } else { 1 };
    for one in typed.iter().take(most) {
        match read_value(tx, field, one)? {
            Ok(value) if values.contains(&value) => {}
            Ok(value) => values.push(value),
            Err(key) => problems.add(format!("field_{}", field.row.key), key),
        }
    }
    Ok(values)
}

/// Opens a ticket with what was answered to the fields of its service. `is_strict`: fields nobody
/// knows are refused. What is asked of those who help is not answered by anybody else.
pub async fn open(
    app: &App,
    actor: &Actor,
    new: NewTicket,
    mut typed: Typed,
    is_strict: bool,
) -> Result<TicketId> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        only_asked(act, (new.service, new.kind), &mut typed, is_strict)?;
        open_in(act, &new, &typed, is_strict, &mut |_, _| Ok(()))
    })
    .await
}

/// Takes out what is asked of those who help, unless the actor is one of them.
pub(crate) fn only_asked(
    act: &mut Act<'_>,
    (service, kind): (Option<ServiceId>, Kind),
    typed: &mut Typed,
    is_strict: bool,
) -> Result<()> {
    if act.actor.has(Right::Work) {
        return Ok(());
    }
    let asked = fields_of(act.tx, service, kind, false)?;
    let mut problems = Problems::default();
    if is_strict {
        unknown(&asked, typed, &mut problems);
    }
    problems.check()?;
    typed.0.retain(|(key, _)| asked.iter().any(|field| field.row.key == *key));
    Ok(())
}

/// Opens a ticket with what was answered about it. What must be answered to send a report is asked
/// for; a field that nobody knows is refused by its name.
pub(crate) fn open_in(
    act: &mut Act<'_>,
    new: &NewTicket,
    typed: &Typed,
    is_strict: bool,
    then: Then<'_>,
) -> Result<TicketId> {
    let answered = read_all(act, (new.service, new.kind), typed, is_strict)?;
    tickets::open_then(act, new, &mut |act, id| {
        keep(act, id, &answered)?;
        then(act, id)
    })
}

/// Reads what was answered about something of this service and kind. What hangs on an answer and
/// could not come without a script is asked for once.
pub(crate) fn read_all(
    act: &mut Act<'_>,
    (service, kind): (Option<ServiceId>, Kind),
    typed: &Typed,
    is_strict: bool,
) -> Result<Vec<(FieldRow, Vec<Read>)>> {
    let fields = fields_for_work(act.tx, service, kind)?;
    let mut problems = Problems::default();
    if is_strict {
        unknown(&fields, typed, &mut problems);
    }
    let mut read = Vec::new();
    for field in shown(&fields, typed) {
        let given = typed.get(&field.row.key);
        let values = read_field(act.tx, field, given.unwrap_or_default(), &mut problems)?;
        // nobody is there to answer when Footbridge opens one by itself
        let is_asked = field.is_asked(kind, false) && act.actor.who != base::Who::System;
        let is_needed = field.row.required_at == RequiredAt::Report;
        let name = || format!("field_{}", field.row.key);
        if values.is_empty() && is_asked && is_needed {
            let args = vec![("label", field.row.label.clone())];
            problems.add_with(name(), "problem-field-needed", args);
        } else if is_asked && given.is_none() && typed.1 && field.condition.is_some() {
            let args = vec![("label", field.row.label.clone())];
            problems.add_with(name(), "problem-field-more", args);
        }
        read.push((field.row.clone(), values));
    }
    problems.check()?;
    Ok(read)
}

/// Keeps it, once the ticket is there.
pub(crate) fn keep(
    act: &mut Act<'_>,
    id: TicketId,
    answered: &[(FieldRow, Vec<Read>)],
) -> Result<()> {
    answered.iter().try_for_each(|(field, values)| insert_all(act, id, field, values))
}

pub(crate) fn unknown(fields: &[Field], typed: &Typed, problems: &mut Problems) {
    for (key, _) in &typed.0 {
        if fields.iter().all(|field| field.row.key != *key) {
            problems.add(format!("field_{key}"), "problem-field-unknown");
        }
    }
}

pub(crate) fn insert_all(
    act: &mut Act<'_>,
    id: TicketId,
    field: &FieldRow,
    values: &[Read],
) -> Result<()> {
    for (value, shown) in values {
        let about = (id, field.id, field.takes);
        store::insert_value(act.tx, about, (value, shown), act.actor.id, act.now)?;
    }
    Ok(())
}

/// Refuses to put a ticket right while something is unanswered that must not be.
pub(crate) fn check_resolvable(tx: &mut Tx, ticket: &Ticket) -> Result<()> {
    let fields = fields_for_work(tx, ticket.service_id, ticket.kind)?;
    if fields.iter().all(|field| field.row.required_at != RequiredAt::Resolution) {
        return Ok(());
    }
    let stored = store::list_values(tx, &[ticket.id])?;
    let mut problems = Problems::default();
    for field in shown(&fields, &stored_typed(&fields, &stored)) {
        let is_answered = stored.iter().any(|value| value.field_id == field.row.id);
        if field.row.required_at == RequiredAt::Resolution && !is_answered {
            let args = vec![("label", field.row.label.clone())];
            problems.add_with("fields", "problem-field-first", args);
        }
    }
    problems.check()
}

/// What was answered on a ticket, as far as the reader may know.
pub(crate) fn panel(tx: &mut Tx, id: TicketId, access: Access) -> Result<Vec<ValueRow>> {
    let mut values = store::list_values(tx, &[id])?;
    values.retain(|value| access == Access::Work || value.asked_of != AskedOf::Agents);
    // several choices of one field are one line
    values.dedup_by(|next, first| {
        let is_same = next.field_id == first.field_id;
        if is_same {
            first.shown += &format!(", {}", next.shown);
        }
        is_same
    });
    Ok(values)
}

/// What was answered on these tickets, as far as the actor may know; for programs.
pub(crate) async fn values_of(
    app: &App,
    actor: &Actor,
    ids: Vec<TicketId>,
) -> Result<Vec<ValueRow>> {
    let actor = actor.clone();
    app.read(move |tx| {
        let mut values = store::list_values(tx, &ids)?;
        let mut inner = Vec::new();
        for id in values.iter().filter(|v| v.asked_of == AskedOf::Agents).map(|v| v.ticket_id) {
            if !inner.contains(&id) && tickets::see(tx, &actor, id)?.1 == Access::Work {
                inner.push(id);
            }
        }
        values.retain(|v| v.asked_of != AskedOf::Agents || inner.contains(&v.ticket_id));
        Ok(values)
    })
    .await
}

/// What search finds of it: what everybody on the ticket may find, and what those who help may.
pub(crate) fn words(tx: &mut Tx, id: TicketId) -> db::Result<(String, String)> {
    let (mut open, mut inner) = (String::new(), String::new());
    for value in store::list_values(tx, &[id])? {
        let to = if value.asked_of == AskedOf::Agents { &mut inner } else { &mut open };
        *to += &format!(" {}", value.shown);
    }
    Ok((open, inner))
}
