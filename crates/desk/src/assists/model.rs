//! What becomes of a call for help. Pure.

use super::store::AssistRow;
use crate::tickets::Access;
use base::PersonId;

db::words! {
    /// What the colleague says.
    pub enum Answer {
        /// They helped.
        Gave = "gave",
        /// Not now, and why.
        Cannot = "cannot",
    }
}

/// Whether somebody may read what was asked and answered: whoever works on the ticket, and the two
/// between whom it was.
pub fn may_read(access: Access, reader: Option<PersonId>, row: &AssistRow) -> bool {
    access == Access::Work || reader == Some(row.asked_by) || reader == Some(row.helper_id)
}

/// Help given and received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Both {
    /// How often help was given.
    pub given: i64,
    /// How often it was received.
    pub received: i64,
}
