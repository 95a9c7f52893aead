//! The verbs of devices.

use super::{
    model::{Device, Group, NewDevice, chain, groups},
    store,
};
use crate::{services, tickets};
use base::{Actor, App, DeviceId, Error, Event, LocationId, Problems, Result, Right, Tx};
use people::administration::{changed_meanwhile, changes};

/// All of them, by place and name; for those who look after the organisation.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Device>> {
    actor.may(Right::ManageOrganisation)?;
    app.read(|tx| store::list(tx, true)).await
}

/// What a form offers: devices in use, by place.
pub async fn choices(app: &App, actor: &Actor) -> Result<Vec<Group>> {
    choices_with(app, actor, None).await
}

/// The same with the one that is chosen now, even if it is out of use.
pub async fn choices_with(app: &App, actor: &Actor, now: Option<DeviceId>) -> Result<Vec<Group>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| {
        let mut all = store::list(tx, now.is_some())?;
        all.retain(|device| device.is_active || Some(device.id) == now);
        Ok(groups(&all, &store::list_parents(tx)?))
    })
    .await
}

/// A page of the directory, by id; at one place or at all.
pub async fn page(
    app: &App,
    actor: &Actor,
    place: Option<LocationId>,
    after: i64,
    most: i64,
) -> Result<Vec<Device>> {
    actor.may(Right::SeeDirectory)?;
    let place = place.map_or(0, |id| id.0);
    app.read(move |tx| Ok(store::page(tx, place, after, most)?)).await
}

/// One of them.
pub async fn get(app: &App, actor: &Actor, id: DeviceId) -> Result<Device> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::get(tx, id)?)).await
}

/// Adds a device.
pub async fn create(app: &App, actor: &Actor, new: NewDevice) -> Result<DeviceId> {
    actor.may(Right::ManageOrganisation)?;
    let (new, kind) = new.check()?;
    app.act(actor, move |act| {
        check_parts(act.tx, &new)?;
        let id = store::insert(act.tx, &new, kind)
            .map_err(Error::taken("name", "problem-device-name-taken"))?;
        let (before, after) = changes(&Vec::new(), &store::get(act.tx, id)?.shown());
        let subject = format!("device {id}");
        act.record(&Event { kind: "device.added", subject, before, after, ..Event::default() })?;
        Ok(id)
    })
    .await
}

/// Changes a device that was read at `version`. When somebody was quicker, the problems say what
/// is there now.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: DeviceId,
    version: i64,
    new: NewDevice,
) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let (new, kind) = new.check()?;
    app.act(actor, move |act| {
        let before = store::get(act.tx, id)?;
        check_parts(act.tx, &new)?;
        if !store::update(act.tx, id, version, &new, kind)
            .map_err(Error::taken("name", "problem-device-name-taken"))?
        {
            let now = store::get(act.tx, id)?;
            let (stored, shown) = (now.as_new().pairs(), now.shown());
            return Err(changed_meanwhile(now.version, &new.pairs(), &stored, &shown));
        }
        let (before, after) = changes(&before.shown(), &store::get(act.tx, id)?.shown());
        let subject = format!("device {id}");
        act.record(&Event { kind: "device.changed", subject, before, after, ..Event::default() })
    })
    .await
}

/// Takes it out of the lists to choose from. Tickets about it stay.
pub async fn deactivate(app: &App, actor: &Actor, id: DeviceId) -> Result<()> {
    set_active(app, actor, id, false).await
}

/// Puts it back into the lists.
pub async fn reactivate(app: &App, actor: &Actor, id: DeviceId) -> Result<()> {
    set_active(app, actor, id, true).await
}

async fn set_active(app: &App, actor: &Actor, id: DeviceId, is_active: bool) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        if !store::update_active(act.tx, id, is_active)? {
            return Ok(());
        }
        let kind = if is_active { "device.reactivated" } else { "device.deactivated" };
        act.record(&Event { kind, subject: format!("device {id}"), ..Event::default() })
    })
    .await
}

fn check_parts(tx: &mut Tx, new: &NewDevice) -> Result<()> {
    let mut problems = Problems::default();
    if let Some(location) = new.location
        && !tickets::has_location(tx, location)?
    {
        problems.add("location", "problem-choose");
    }
    if let Some(service) = new.service
        && !services::exists(tx, service)?
    {
        problems.add("service", "problem-choose");
    }
    problems.check()
}

/// The device that a report or an edit is about, at the place it names; refused where it is out of
/// use or stands somewhere else.
pub(crate) fn check_about(
    tx: &mut Tx,
    id: Option<DeviceId>,
    place: Option<LocationId>,
) -> Result<Option<Device>> {
    let device = store::find_about(tx, id)?;
    if let Some(device) = &device {
        check_fits(tx, device, place)?;
    }
    Ok(device)
}

/// Whether a device stands at a place or in a room of it; says where it stands if not.
pub(crate) fn check_fits(tx: &mut Tx, device: &Device, place: Option<LocationId>) -> Result<()> {
    let (Some(at), Some(place)) = (device.location_id, place) else { return Ok(()) };
    let is_near = |inner: i64, outer: i64, tx: &mut Tx| -> Result<bool> {
        Ok(inner == outer || chain(&store::list_parents(tx)?, inner).contains(&outer))
    };
    // a room named for a device that its branch has is no contradiction either
    if is_near(at.0, place.0, tx)? || is_near(place.0, at.0, tx)? {
        return Ok(());
    }
    let name = store::find_place_name(tx, at)?.map(|(name,)| name).unwrap_or_default();
    let mut problems = Problems::default();
    problems.add_with("device", "problem-device-elsewhere", vec![("place", name)]);
    Err(Error::Invalid(problems))
}
