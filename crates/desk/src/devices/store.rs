//! Rows of devices.

use super::model::DeviceKind;
use base::{DeviceId, Error, LocationId, Result, ServiceId, Tx, args, row, sql};

row! {
    /// A device with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct DeviceRow {
        pub id: DeviceId,
        pub name: String,
        pub kind: DeviceKind,
        pub location_id: Option<LocationId>,
        pub location: Option<String>,
        pub service_id: Option<ServiceId>,
        pub service: Option<String>,
        pub asset_tag: String,
        pub is_active: bool,
        pub version: i64,
    }
}

/// Every device, by place and name.
pub fn list(tx: &mut Tx, with_inactive: bool) -> Result<Vec<DeviceRow>> {
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

/// A device that a report is about; refused where it is not in use.
pub fn find_about(tx: &mut Tx, id: Option<DeviceId>) -> Result<Option<DeviceRow>> {
    let Some(id) = id else { return Ok(None) };
    let found = tx.find(
        sql!(
            "select d.id, d.name, d.kind, d.location_id, l.name as location, d.service_id,
              s.name as service, d.asset_tag, d.is_active, d.version from device d
              left join location l on l.id = d.location_id
              left join service s on s.id = d.service_id
              where d.id = $1 and d.is_active"
        ),
        args![id],
    )?;
    found.map(Some).ok_or_else(|| Error::invalid("device", "problem-choose"))
}

/// What a device is called, in use or not.
pub fn find_name(tx: &mut Tx, id: DeviceId) -> Result<Option<String>> {
    let found: Option<(String,)> =
        tx.find(sql!("select name from device where id = $1"), args![id])?;
    Ok(found.map(|(name,)| name))
}
