//! Rows of codes.

use crate::devices::DeviceKind;
use base::{DepartmentId, DeviceId, LocationId, PersonId, ServiceId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A code with what it is on.
    #[derive(Clone, Debug)]
    pub struct CodeRow {
        pub id: i64,
        pub token: String,
        pub device_id: Option<DeviceId>,
        pub device: Option<String>,
        pub kind: Option<DeviceKind>,
        pub service_id: Option<ServiceId>,
        pub location_id: Option<LocationId>,
        pub location: Option<String>,
        pub department_id: Option<DepartmentId>,
        pub is_active: bool,
        pub made_at: Time,
        pub replaced_at: Option<Time>,
    }
}

pub fn find(tx: &mut Tx, token: &str) -> Result<Option<CodeRow>> {
    tx.find(
        sql!(
            "select c.id, c.token, c.device_id, d.name as device, d.kind, d.service_id,
              l.id as location_id, l.name as location,
              coalesce(l.department_id, p.department_id) as department_id,
              coalesce(d.is_active, l.is_active, false) as is_active, c.made_at, c.replaced_at
              from scan_code c left join device d on d.id = c.device_id
              left join location l on l.id = coalesce(c.location_id, d.location_id)
              left join location p on p.id = l.parent_id
              where c.token = $1"
        ),
        args![token],
    )
}

pub fn find_of_device(tx: &mut Tx, id: DeviceId) -> Result<Option<(String,)>> {
    tx.find(
        sql!("select token from scan_code where device_id = $1 and replaced_at is null"),
        args![id],
    )
}

pub fn find_of_place(tx: &mut Tx, id: LocationId) -> Result<Option<(String,)>> {
    tx.find(
        sql!("select token from scan_code where location_id = $1 and replaced_at is null"),
        args![id],
    )
}

pub fn insert(
    tx: &mut Tx,
    token: &str,
    (device, location): (Option<DeviceId>, Option<LocationId>),
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into scan_code (token, device_id, location_id, made_by, made_at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![token, device, location, by, now],
    )?;
    Ok(())
}

pub fn replace(tx: &mut Tx, token: &str, now: Time) -> Result<()> {
    tx.run(sql!("update scan_code set replaced_at = $2 where token = $1"), args![token, now])?;
    Ok(())
}
