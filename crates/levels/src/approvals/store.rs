//! Rows of who said yes.

use crate::sides::Side;
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Who said yes for a side.
    #[derive(Clone, Debug)]
    pub struct ApprovalRow {
        pub id: i64,
        pub side: Side,
        pub person: String,
        /// Who signed on paper; empty: the person said it here.
        pub signatory: String,
        pub at: Time,
        pub withdrawn_by: Option<String>,
        pub withdrawn_at: Option<Time>,
    }
}

/// Everybody who ever said yes to a version, the first first.
pub fn list(tx: &mut Tx, version: i64) -> Result<Vec<ApprovalRow>> {
    tx.all(
        sql!(
            "select a.id, a.side, p.name as person, a.signatory, a.at, w.name as withdrawn_by,
              a.withdrawn_at from agreement_approval a join person p on p.id = a.person_id
              left join person w on w.id = a.withdrawn_by where a.version_id = $1 order by a.id"
        ),
        args![version],
    )
}

/// False if the side said yes already.
pub fn insert(
    tx: &mut Tx,
    (version, side): (i64, Side),
    by: PersonId,
    signatory: &str,
    now: Time,
) -> Result<bool> {
    let made = tx.run(
        sql!(
            "insert into agreement_approval (version_id, side, person_id, signatory, at)
              values ($1, $2, $3, $4, $5) on conflict do nothing"
        ),
        args![version, side, by, signatory, now],
    )?;
    Ok(made > 0)
}

/// False if there is none to withdraw.
pub fn update_withdrawn(
    tx: &mut Tx,
    (version, side): (i64, Side),
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update agreement_approval set withdrawn_by = $3, withdrawn_at = $4
              where version_id = $1 and side = $2 and withdrawn_at is null"
        ),
        args![version, side, by, now],
    )?;
    Ok(changed > 0)
}
