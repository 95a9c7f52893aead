//! Writing a ticket's facts.

use crate::tickets::Kind;
use base::{DeviceId, LocationId, ServiceId, TicketId, Time, Tx, args, sql};
use db::Result;

/// The facts that are edited in place, if the row still has this version.
pub fn update(
    tx: &mut Tx,
    id: TicketId,
    version: i64,
    (subject, kind, tags): (&str, Kind, &str),
    (service, location, device): (Option<ServiceId>, Option<LocationId>, Option<DeviceId>),
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update ticket set subject = $3, kind = $4, service_id = $5, location_id = $6,
              updated_at = $7, tags = $8, device_id = $9, version = version + 1
              where id = $1 and version = $2"
        ),
        args![id, version, subject, kind, service, location, now, tags, device],
    )?;
    Ok(changed > 0)
}
