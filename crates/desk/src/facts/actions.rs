//! Changing what kind of thing a ticket is, about what, and where.

use super::store;
use crate::custom_fields;
use crate::tickets::{self, Kind, Ticket, record, reindex};
use crate::{devices, open_questions, services};
use base::{
    Act, Actor, App, DeviceId, Error, LocationId, Problems, Result, Right, ServiceId, TicketId, Tx,
};

/// Facts to change; whatever is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct TicketChange {
    /// The row's version the change was made from.
    pub version: i64,
    /// A short line.
    pub subject: Option<String>,
    /// What kind of thing it is.
    pub kind: Option<Kind>,
    /// Another service, or none.
    pub service: Option<Option<ServiceId>>,
    /// Another place, or none.
    pub location: Option<Option<LocationId>>,
    /// Another device, or none.
    pub device: Option<Option<DeviceId>>,
    /// Words with blanks between.
    pub tags: Option<String>,
    /// Answers to the fields of its service; those that are left out stay.
    pub fields: Option<custom_fields::Typed>,
    /// Whether fields nobody knows are refused.
    pub is_strict: bool,
}

/// Changes facts; [`Error::Conflict`] when somebody else did meanwhile.
pub async fn change(app: &App, actor: &Actor, id: TicketId, change: TicketChange) -> Result<()> {
    app.act(actor, move |act| change_in(act, id, &change)).await
}

/// The same within a transaction.
pub(crate) fn change_in(act: &mut Act<'_>, id: TicketId, change: &TicketChange) -> Result<()> {
    act.actor.may(Right::Work)?;
    let mut problems = Problems::default();
    let subject = change.subject.as_ref().map(|s| problems.line("subject", s, 200));
    let tags = change.tags.as_ref().map(|t| problems.optional_text("tags", t, 200));
    problems.check()?;
    let old = tickets::work(act.tx, act.actor, id)?;
    let subject = subject.unwrap_or_else(|| old.subject.clone());
    let kind = change.kind.unwrap_or(old.kind);
    let service = change.service.unwrap_or(old.service_id);
    let location = change.location.unwrap_or(old.location_id);
    let device = change.device.unwrap_or(old.device_id);
    let tags = tags.map_or_else(|| old.tags.clone(), |t| tidy_tags(&t));
    check_about(act.tx, &old, service, location)?;
    check_device(act.tx, &old, device, location)?;
    let facts = (subject.as_str(), kind, tags.as_str());
    let about = (service, location, device);
    let is_saved = store::update(act.tx, id, change.version, facts, about, act.now)?;
    if !is_saved {
        return Err(Error::Conflict);
    }
    let (new, _) = tickets::see(act.tx, act.actor, id)?;
    if let Some(typed) = &change.fields {
        let fields = custom_fields::fields_for_work(act.tx, new.service_id, new.kind)?;
        open_questions::change_of(act, &new, &fields, typed, change.is_strict)?;
    }
    let (before, after) = differences(&old, &new);
    if after != before {
        record(act, "ticket.changed", id, &before, &after, false)?;
        reindex(act.tx, id);
    }
    Ok(())
}

/// What the ticket has stays allowed, even out of use.
fn check_about(
    tx: &mut Tx,
    old: &Ticket,
    service: Option<ServiceId>,
    location: Option<LocationId>,
) -> Result<()> {
    let mut problems = Problems::default();
    if let Some(service) = service.filter(|id| Some(*id) != old.service_id)
        && !services::exists(tx, service)?
    {
        problems.add("service", "problem-choose");
    }
    if let Some(location) = location.filter(|id| Some(*id) != old.location_id)
        && !tickets::has_location(tx, location)?
    {
        problems.add("location", "problem-choose");
    }
    problems.check()
}

/// A device that is new to the ticket must be in use; wherever device or place changed, they must
/// fit each other.
fn check_device(
    tx: &mut Tx,
    old: &Ticket,
    device: Option<DeviceId>,
    location: Option<LocationId>,
) -> Result<()> {
    let Some(id) = device else { return Ok(()) };
    if device != old.device_id {
        return devices::check_about(tx, device, location).map(drop);
    }
    if location != old.location_id {
        let kept = devices::get_in(tx, id)?;
        devices::check_fits(tx, &kept, location)?;
    }
    Ok(())
}

pub(crate) fn tidy_tags(typed: &str) -> String {
    let blank = |c: char| c == ',' || c.is_whitespace();
    let mut tags: Vec<_> = typed.split(blank).filter(|t| !t.is_empty()).collect();
    tags.sort_unstable();
    tags.dedup();
    if tags.is_empty() { String::new() } else { format!(" {} ", tags.join(" ")) }
}

/// Only what changed, before and after.
fn differences(old: &Ticket, new: &Ticket) -> (String, String) {
    let text = |v: &Option<String>| v.clone().unwrap_or_else(|| "–".into());
    let pairs = [
        (old.subject.clone(), new.subject.clone()),
        (old.kind.to_string(), new.kind.to_string()),
        (text(&old.service), text(&new.service)),
        (text(&old.location), text(&new.location)),
        (text(&old.device), text(&new.device)),
        (old.tags.trim().to_owned(), new.tags.trim().to_owned()),
    ];
    let changed: Vec<_> = pairs.into_iter().filter(|(a, b)| a != b).collect();
    let join = |side: fn(&(String, String)) -> &String| {
        changed.iter().map(|pair| side(pair).as_str()).collect::<Vec<_>>().join(", ")
    };
    (join(|p| &p.0), join(|p| &p.1))
}
