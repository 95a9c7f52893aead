//! Rows of what was agreed.

use crate::agreements::Kind;
use base::{DepartmentId, TeamId, Tx, row, sql};
use db::Result;

row! {
    /// A version that was agreed, with between whom it is.
    #[derive(Clone, Debug)]
    pub struct AgreedRow {
        pub agreement_id: i64,
        pub name: String,
        pub kind: Kind,
        pub provider_id: DepartmentId,
        pub provider_team_id: Option<TeamId>,
        pub customer_id: DepartmentId,
        pub customer_team_id: Option<TeamId>,
        pub ended_on: String,
        pub version_id: i64,
        pub number: i64,
        pub starts_on: String,
        pub ends_on: String,
        pub calendar_id: Option<i64>,
    }
}

/// Every version that was agreed, agreement by agreement, from the first on.
pub fn list_agreed(tx: &mut Tx) -> Result<Vec<AgreedRow>> {
    tx.all(
        sql!(
            "select a.id as agreement_id, a.name, a.kind, a.provider_id, a.provider_team_id,
              a.customer_id, a.customer_team_id, a.ended_on, v.id as version_id, v.number,
              v.starts_on, v.ends_on, v.calendar_id
              from agreement a join agreement_version v on v.agreement_id = a.id
              where v.agreed_at is not null order by a.id, v.number"
        ),
        &[],
    )
}
