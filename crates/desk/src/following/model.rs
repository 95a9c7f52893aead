//! Why somebody follows, and whom one may add. Pure.

use crate::tickets::Access;
use base::DepartmentId;

db::words! {
    /// Why somebody follows a ticket.
    pub enum Reason {
        /// They chose to.
        Chosen = "chosen",
        /// They wrote it down for somebody else.
        Reported = "reported",
        /// Somebody added them.
        Added = "added",
        /// Somebody named them in a reply.
        Mentioned = "mentioned",
        /// Their own ticket was merged into this one.
        Merged = "merged",
    }
}

/// Whether somebody with this access may let a person of this department read along: who works on
/// the ticket may add anybody, whose ticket it is their own department's people.
pub fn may_add(access: Access, own: Option<DepartmentId>, theirs: Option<DepartmentId>) -> bool {
    match access {
        Access::Work => true,
        Access::Own => own.is_some() && own == theirs,
        Access::Read | Access::None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_ticket_it_is_adds_colleagues_and_nobody_else() {
        let (here, there) = (Some(DepartmentId(1)), Some(DepartmentId(2)));
        assert!(may_add(Access::Work, here, there));
        assert!(may_add(Access::Own, here, here));
        assert!(!may_add(Access::Own, here, there));
        assert!(!may_add(Access::Own, None, None));
        assert!(!may_add(Access::Read, here, here));
    }
}
