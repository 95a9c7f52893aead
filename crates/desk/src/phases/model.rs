//! What a phase is.

use crate::tickets::{Ball, HoldReason, Kind, State};
use base::{DepartmentId, ServiceId, TeamId, Time, row};

row! {
    /// A stretch in which none of this changed; it lasts until the next one begins.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Phase {
        /// From when.
        pub at: Time,
        /// What kind of ticket it was.
        pub kind: Kind,
        /// How it stood.
        pub state: State,
        /// What it waited for.
        pub on_hold_reason: Option<HoldReason>,
        /// Who had it.
        pub ball: Ball,
        /// 1 to 4.
        pub priority: i64,
        /// What it was about.
        pub service_id: Option<ServiceId>,
        /// Who worked on it.
        pub team_id: Option<TeamId>,
        /// Of those who asked.
        pub department_id: Option<DepartmentId>,
    }
}

impl Phase {
    /// Whether everything but the moment is the same.
    pub fn is_like(&self, other: &Phase) -> bool {
        Phase { at: other.at, ..self.clone() } == *other
    }
}
