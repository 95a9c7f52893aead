//! Rows of checklists.

use crate::tickets::Kind;
use base::{ServiceId, TeamId, Tx, args, row, sql};
use db::Result;

row! {
    /// A checklist with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct ChecklistRow {
        pub id: i64,
        pub name: String,
        pub lines: String,
        pub kind: Option<Kind>,
        pub service_id: Option<ServiceId>,
        pub service: Option<String>,
        pub team_id: Option<TeamId>,
        pub team: Option<String>,
        pub is_shown: bool,
        pub is_active: bool,
        pub version: i64,
    }
}

/// All, by name; a handful for each team.
pub fn list(tx: &mut Tx) -> Result<Vec<ChecklistRow>> {
    tx.all(
        sql!(
            "select c.id, c.name, c.lines, c.kind, c.service_id, s.name as service, c.team_id,
              t.name as team, c.is_shown, c.is_active, c.version from checklist c
              left join service s on s.id = c.service_id left join team t on t.id = c.team_id
              order by lower(c.name), c.id"
        ),
        &[],
    )
}

/// Those in use that fit a ticket's kind and service.
pub fn list_fitting(
    tx: &mut Tx,
    kind: Kind,
    service: Option<ServiceId>,
) -> Result<Vec<ChecklistRow>> {
    tx.all(
        sql!(
            "select c.id, c.name, c.lines, c.kind, c.service_id, s.name as service, c.team_id,
              t.name as team, c.is_shown, c.is_active, c.version from checklist c
              left join service s on s.id = c.service_id left join team t on t.id = c.team_id
              where c.is_active and (c.kind is null or c.kind = $1)
              and (c.service_id is null or c.service_id = $2) order by lower(c.name), c.id"
        ),
        args![kind, service],
    )
}

pub struct Facts {
    pub name: String,
    pub lines: String,
    pub kind: Option<Kind>,
    pub service: Option<ServiceId>,
    pub team: Option<TeamId>,
    pub is_shown: bool,
    pub is_active: bool,
}

pub fn insert(tx: &mut Tx, f: &Facts) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into checklist (name, lines, kind, service_id, team_id, is_shown, is_active)
              values ($1, $2, $3, $4, $5, $6, $7) returning id"
        ),
        args![&f.name, &f.lines, f.kind, f.service, f.team, f.is_shown, f.is_active],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: i64, version: i64, f: &Facts) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update checklist set name = $3, lines = $4, kind = $5, service_id = $6, team_id = $7,
              is_shown = $8, is_active = $9, version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, &f.name, &f.lines, f.kind, f.service, f.team, f.is_shown, f.is_active],
    )?;
    Ok(changed > 0)
}
