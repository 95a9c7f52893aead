//! Making codes, renewing them, finding what they are on.

use super::{
    model::{fresh, shown, tidy},
    store::{self, CodeRow},
};
use crate::{devices, tickets};
use base::{Actor, App, DeviceId, Error, Event, LocationId, Result, Right, Tx};

/// What a code is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One device.
    Device(DeviceId),
    /// A place, for whatever has no code of its own there.
    Location(LocationId),
}

impl Place {
    fn parts(self) -> (Option<DeviceId>, Option<LocationId>) {
        match self {
            Place::Device(id) => (Some(id), None),
            Place::Location(id) => (None, Some(id)),
        }
    }

    fn subject(self) -> String {
        match self {
            Place::Device(id) => format!("device {id}"),
            Place::Location(id) => format!("location {id}"),
        }
    }

    fn check(self, tx: &mut Tx) -> Result<()> {
        match self {
            Place::Device(id) => Ok(devices::get_in(tx, id).map(drop)?),
            Place::Location(id) if tickets::has_location(tx, id)? => Ok(()),
            Place::Location(_) => Err(Error::NotFound),
        }
    }

    fn find(self, tx: &mut Tx) -> Result<Option<String>> {
        let found = match self {
            Place::Device(id) => store::find_of_device(tx, id)?,
            Place::Location(id) => store::find_of_place(tx, id)?,
        };
        Ok(found.map(|(token,)| token))
    }
}

/// The address that a label shows and its code opens.
pub fn address(app: &App, token: &str) -> String {
    app.config.link(&format!("/scan/{}", shown(token)))
}

/// The code that is good now, made if there is none yet.
pub async fn ensure(app: &App, actor: &Actor, place: Place) -> Result<String> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        place.check(act.tx)?;
        if let Some(token) = place.find(act.tx)? {
            return Ok(token);
        }
        let token = fresh();
        store::insert(act.tx, &token, place.parts(), act.actor.id, act.now)?;
        act.record(&Event { kind: "code.made", subject: place.subject(), ..Event::default() })?;
        Ok(token)
    })
    .await
}

/// Makes a new code. Labels with the old one say so from now on.
pub async fn renew(app: &App, actor: &Actor, place: Place) -> Result<String> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        place.check(act.tx)?;
        if let Some(old) = place.find(act.tx)? {
            store::replace(act.tx, &old, act.now)?;
        }
        let token = fresh();
        store::insert(act.tx, &token, place.parts(), act.actor.id, act.now)?;
        act.record(&Event { kind: "code.renewed", subject: place.subject(), ..Event::default() })?;
        Ok(token)
    })
    .await
}

/// What a code is on, in whatever way it was typed; it may be replaced or out of use.
// tidy: allow actor because whoever holds the label may know what it is on
pub(crate) fn find_in(tx: &mut Tx, typed: &str) -> Result<CodeRow> {
    store::find(tx, &tidy(typed))?.ok_or(Error::NotFound)
}

/// The same by itself.
pub async fn find(app: &App, typed: &str) -> Result<CodeRow> {
    let typed = typed.to_owned();
    app.read(move |tx| find_in(tx, &typed)).await
}
