//! Asking on the ticket's page, and taking the answers.

use super::model::{Panel, for_strangers};
use crate::{
    custom_fields::{
        self, Asked, AskedOf, Field, FieldRow, Read, RequiredAt, Typed, ValueRow, as_asked,
        delete_values, fields_of, insert_all, list_values, over, read_field, refill, shown,
        stored_typed, unknown,
    },
    tickets::{self, Access, Kind, Ticket, record},
};
use base::{Act, Actor, App, Error, Problems, Result, Right, ServiceId, TicketId, Tx};

/// Whether somebody is asked: whoever asked for the ticket, or may do what they may, while it is
/// open.
fn is_asked(actor: &Actor, ticket: &Ticket, access: Access) -> bool {
    ticket.state.is_open() && ticket.belongs().is_asked_by(actor, access)
}

/// The questions of a ticket, as far as they concern the reader.
pub(crate) fn panel(tx: &mut Tx, actor: &Actor, ticket: &Ticket, access: Access) -> Result<Panel> {
    let is_asked = is_asked(actor, ticket, access);
    if !ticket.state.is_open() || (!is_asked && access < Access::Work) {
        return Ok(Panel::default());
    }
    let fields = fields_of(tx, ticket.service_id, ticket.kind, false)?;
    if fields.is_empty() {
        return Ok(Panel::default());
    }
    let mut panel = load(tx, ticket.id, &fields, None)?;
    if !is_asked {
        panel.asked.clear();
    }
    Ok(panel)
}

fn load(tx: &mut Tx, id: TicketId, fields: &[Field], typed: Option<&Typed>) -> Result<Panel> {
    let values = list_values(tx, &[id])?;
    let stored = stored_typed(fields, &values);
    let now = typed.map_or_else(|| stored.clone(), |typed| over(&stored, typed));
    let mut panel = Panel::default();
    for field in shown(fields, &now) {
        let own: Vec<_> = values.iter().filter(|v| v.field_id == field.row.id).collect();
        let (_, was) = refill(field, &own);
        let is_required = field.row.required_at == RequiredAt::Report;
        if is_required && own.is_empty() {
            panel.missing.push(field.row.label.clone());
        }
        let values = now.get(&field.row.key).unwrap_or_default().to_vec();
        panel.asked.push(Asked { is_required, ..as_asked(tx, field, values, was)? });
    }
    Ok(panel)
}

/// What the actor is asked about a ticket; `typed`: what they have typed so far.
pub async fn list(app: &App, actor: &Actor, id: TicketId, typed: Option<Typed>) -> Result<Panel> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (ticket, access) = tickets::see(tx, &actor, id)?;
        if !is_asked(&actor, &ticket, access) {
            return panel(tx, &actor, &ticket, access);
        }
        let fields = fields_of(tx, ticket.service_id, ticket.kind, false)?;
        load(tx, id, &fields, typed.as_ref())
    })
    .await
}

/// Answers, or answers anew, while the ticket is open. What had to be answered cannot be taken back.
/// Gives whether the answers lead to something else that is to be answered.
pub async fn answer(
    app: &App,
    actor: &Actor,
    id: TicketId,
    typed: Typed,
    is_strict: bool,
) -> Result<bool> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
        if !ticket.belongs().is_asked_by(act.actor, access) {
            return Err(Error::Forbidden);
        }
        if !ticket.state.is_open() {
            return Err(Error::Conflict);
        }
        let fields = fields_of(act.tx, ticket.service_id, ticket.kind, false)?;
        let before = load(act.tx, id, &fields, None)?;
        let now = load(act.tx, id, &fields, Some(&typed))?;
        check(&fields, (&before, &now), &typed)?;
        change_of(act, &ticket, &fields, &typed, is_strict)?;
        let after = load(act.tx, id, &fields, None)?;
        tell(act, &ticket, &before, &after)?;
        Ok(after.missing.iter().any(|label| !before.missing.contains(label)))
    })
    .await
}

/// What had to be answered to send a report, and was, stays answered.
fn check(fields: &[Field], (before, now): (&Panel, &Panel), typed: &Typed) -> Result<()> {
    let mut problems = Problems::default();
    for field in fields.iter().filter(|field| field.row.required_at == RequiredAt::Report) {
        let label = &field.row.label;
        let is_emptied = typed.get(&field.row.key).is_some_and(<[String]>::is_empty);
        let name = format!("field_{}", field.row.key);
        let is_in = |panel: &Panel| panel.asked.iter().any(|asked| asked.name == name);
        if is_emptied && is_in(before) && is_in(now) && !before.missing.contains(label) {
            problems.add_with(name, "problem-field-needed", vec![("label", label.clone())]);
        }
    }
    problems.check()
}

/// Changes what was answered to these fields. Fields that were not there stay, and
/// so does what was answered when a field was of another type, until something else is.
pub(crate) fn change_of(
    act: &mut Act<'_>,
    ticket: &Ticket,
    fields: &[Field],
    typed: &Typed,
    is_strict: bool,
) -> Result<()> {
    let stored = list_values(act.tx, &[ticket.id])?;
    let mut problems = Problems::default();
    if is_strict {
        unknown(fields, typed, &mut problems);
    }
    let mut changes = Vec::new();
    let now = over(&stored_typed(fields, &stored), typed);
    for field in shown(fields, &now) {
        let Some(given) = typed.get(&field.row.key) else { continue };
        let values = read_field(act.tx, field, given, &mut problems)?;
        let own: Vec<_> = stored.iter().filter(|v| v.field_id == field.row.id).collect();
        let is_old = values.is_empty() && !refill(field, &own).1.is_empty();
        let before: Vec<_> = own.iter().map(|v| v.shown.clone()).collect();
        let after: Vec<_> = values.iter().map(|v| v.1.clone()).collect();
        if before != after && !is_old {
            changes.push((field.row.clone(), values, before.join(", "), after.join(", ")));
        }
    }
    problems.check()?;
    changes.extend(left_behind(fields, &stored, typed, &now));
    for (field, values, before, after) in &changes {
        delete_values(act.tx, ticket.id, field.id)?;
        insert_all(act, ticket.id, field, values)?;
        let is_internal = field.asked_of == AskedOf::Agents;
        let said =
            |text: &str| format!("{}: {}", field.label, if text.is_empty() { "–" } else { text });
        record(act, "field.changed", ticket.id, &said(before), &said(after), is_internal)?;
    }
    if !changes.is_empty() {
        tickets::reindex(act.tx, ticket.id);
    }
    Ok(())
}

/// What hung on an answer that is another one now goes with it.
fn left_behind(fields: &[Field], stored: &[ValueRow], typed: &Typed, now: &Typed) -> Vec<Change> {
    let is_shown = shown(fields, now);
    let is_left = |field: &&Field| {
        let on = field.condition.as_ref().map(|condition| condition.other_id);
        let other = fields.iter().find(|other| Some(other.row.id) == on);
        is_shown.iter().all(|shown| shown.row.id != field.row.id)
            && other.is_some_and(|other| typed.get(&other.row.key).is_some())
    };
    let gone = fields.iter().filter(is_left).filter_map(|field| {
        let own = stored.iter().filter(|v| v.field_id == field.row.id).map(|v| v.shown.clone());
        let before = own.collect::<Vec<_>>().join(", ");
        Some((field.row.clone(), Vec::new(), before, String::new())).filter(|c| !c.2.is_empty())
    });
    gone.collect()
}

/// A field, its values, and how it was and is in words.
type Change = (FieldRow, Vec<Read>, String, String);

/// Those who wait for an answer hear that it came.
fn tell(act: &mut Act<'_>, ticket: &Ticket, before: &Panel, after: &Panel) -> Result<()> {
    let answered: Vec<_> =
        before.missing.iter().filter(|label| !after.missing.contains(label)).cloned().collect();
    if answered.is_empty() {
        return Ok(());
    }
    record(act, "field.answered", ticket.id, "", &answered.join(", "), false)
}

/// What the form behind a code asks about a device's service.
pub(crate) fn offered(
    tx: &mut Tx,
    service: Option<ServiceId>,
    typed: &Typed,
) -> Result<Vec<Asked>> {
    let mut asked = Vec::new();
    for field in for_strangers(fields_of(tx, service, Kind::Incident, false)?) {
        let values = typed.get(&field.row.key).unwrap_or_default().to_vec();
        // whoever stands there with a broken machine owes nobody an answer
        asked.push(Asked { is_required: false, ..as_asked(tx, &field, values, String::new())? });
    }
    Ok(asked)
}

/// One answer on a form behind a code: the field's key, what it asks, and each value as stored and
/// as shown.
pub(crate) type Scanned = (String, String, Vec<(String, String)>);

/// Reads what was answered on the form behind a code.
pub(crate) fn scanned(
    tx: &mut Tx,
    service: Option<ServiceId>,
    typed: &Typed,
) -> Result<Vec<Scanned>> {
    let mut problems = Problems::default();
    let mut answers = Vec::new();
    for field in for_strangers(fields_of(tx, service, Kind::Incident, false)?) {
        let given = typed.get(&field.row.key).unwrap_or_default();
        let values = read_field(tx, &field, given, &mut problems)?;
        if !values.is_empty() {
            answers.push((field.row.key, field.row.label, values));
        }
    }
    problems.check()?;
    Ok(answers)
}

/// Keeps on a ticket what was answered on the form behind a code, as far as its fields are there
/// still.
pub(crate) fn keep_scanned(act: &mut Act<'_>, id: TicketId, answers: &[Scanned]) -> Result<()> {
    let Some(ticket) = tickets::find(act.tx, id)? else { return Ok(()) };
    let mut typed = Typed::default();
    for (key, _, values) in answers {
        values.iter().for_each(|(value, _)| typed.push(key, value));
    }
    let read = custom_fields::read_all(act, (ticket.service_id, ticket.kind), &typed, false);
    match read {
        Ok(kept) => custom_fields::keep(act, id, &kept),
        Err(Error::Invalid(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
