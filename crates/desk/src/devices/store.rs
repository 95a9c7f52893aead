//! Rows of devices.

use super::model::{Device, DeviceKind, NewDevice};
use base::{DeviceId, Error, LocationId, Result, Tx, args, sql};
use std::collections::HashMap;

/// Every device, by place and name.
pub fn list(tx: &mut Tx, with_inactive: bool) -> Result<Vec<Device>> {
    Ok(tx.all(
        sql!(
            "select d.id, d.name, d.kind, d.location_id, l.name as location, d.service_id,
              s.name as service, d.asset_tag, d.is_active, d.version from device d
              left join location l on l.id = d.location_id
              left join service s on s.id = d.service_id
              where d.is_active or $1 order by lower(coalesce(l.name, '')), lower(d.name), d.id"
        ),
        args![with_inactive],
    )?)
}

/// A page of them, by id; 0: at every place.
pub fn page(tx: &mut Tx, place: i64, after: i64, most: i64) -> db::Result<Vec<Device>> {
    tx.all(
        sql!(
            "select d.id, d.name, d.kind, d.location_id, l.name as location, d.service_id,
              s.name as service, d.asset_tag, d.is_active, d.version from device d
              left join location l on l.id = d.location_id
              left join service s on s.id = d.service_id
              where d.id > $1 and ($3 = 0 or d.location_id = $3) order by d.id limit $2"
        ),
        args![after, most, place],
    )
}

pub fn get(tx: &mut Tx, id: DeviceId) -> db::Result<Device> {
    tx.one(
        sql!(
            "select d.id, d.name, d.kind, d.location_id, l.name as location, d.service_id,
              s.name as service, d.asset_tag, d.is_active, d.version from device d
              left join location l on l.id = d.location_id
              left join service s on s.id = d.service_id where d.id = $1"
        ),
        args![id],
    )
}

/// A device that a report is about; refused where it is not in use.
pub fn find_about(tx: &mut Tx, id: Option<DeviceId>) -> Result<Option<Device>> {
    let Some(id) = id else { return Ok(None) };
    match get(tx, id) {
        Ok(device) if device.is_active => Ok(Some(device)),
        Ok(_) | Err(db::Error::NoRow) => Err(Error::invalid("device", "problem-choose")),
        Err(error) => Err(error.into()),
    }
}

/// Which place each place is inside of.
pub fn list_parents(tx: &mut Tx) -> db::Result<HashMap<i64, i64>> {
    let all: Vec<(i64, i64)> =
        tx.all(sql!("select id, parent_id from location where parent_id is not null"), &[])?;
    Ok(all.into_iter().collect())
}

pub fn find_place_name(tx: &mut Tx, id: LocationId) -> db::Result<Option<(String,)>> {
    tx.find(sql!("select name from location where id = $1"), args![id])
}

pub fn insert(tx: &mut Tx, new: &NewDevice, kind: DeviceKind) -> db::Result<DeviceId> {
    let (id,) = tx.one(
        sql!(
            "insert into device (name, kind, location_id, service_id, asset_tag)
              values ($1, $2, $3, $4, $5) returning id"
        ),
        args![&new.name, kind, new.location, new.service, &new.asset_tag],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(
    tx: &mut Tx,
    id: DeviceId,
    version: i64,
    new: &NewDevice,
    kind: DeviceKind,
) -> db::Result<bool> {
    let changed = tx.run(
        sql!(
            "update device set name = $3, kind = $4, location_id = $5, service_id = $6,
              asset_tag = $7, version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, &new.name, kind, new.location, new.service, &new.asset_tag],
    )?;
    Ok(changed > 0)
}

/// False if it was so already.
pub fn update_active(tx: &mut Tx, id: DeviceId, is_active: bool) -> db::Result<bool> {
    let changed = tx.run(
        sql!(
            "update device set is_active = $2, version = version + 1
              where id = $1 and is_active <> $2"
        ),
        args![id, is_active],
    )?;
    Ok(changed > 0)
}

/// How many devices of no particular place a list offers.
const FEW: usize = 60;

/// The devices in use at a place, and `chosen` wherever it is; of all places only where they are few.
pub fn list_names(
    tx: &mut Tx,
    place: Option<LocationId>,
    chosen: Option<DeviceId>,
) -> Result<Vec<(DeviceId, String)>> {
    let mut names: Vec<(DeviceId, String)> = match place {
        Some(place) => tx.all(
            sql!(
                "select id, name from device where location_id = $1 and is_active
                  order by lower(name), id limit 500"
            ),
            args![place],
        )?,
        None => tx.all(
            sql!("select id, name from device where is_active order by lower(name), id limit 61"),
            &[],
        )?,
    };
    if place.is_none() && names.len() > FEW {
        names.clear();
    }
    if let Some(chosen) = chosen.filter(|chosen| names.iter().all(|(id, _)| id != chosen)) {
        let one = sql!("select id, name from device where id = $1");
        names.extend(tx.find(one, args![chosen])?);
    }
    Ok(names)
}
