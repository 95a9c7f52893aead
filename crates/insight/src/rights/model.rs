//! What an explanation is made of.

use base::{Right, TicketId};
use desk::tickets::{Access, Why};
use people::persons::PersonPage;

/// Why one person may do what they may.
pub struct Explained {
    /// Who, with their roles.
    pub person: PersonPage,
    /// Everything their roles add up to.
    pub rights: Vec<Right>,
    /// For one ticket.
    pub ticket: Option<OnTicket>,
}

/// What they may do with one ticket, and why. Nothing that the ticket says is in here: explaining is
/// no right to read.
pub struct OnTicket {
    /// Which.
    pub id: TicketId,
    /// All in all.
    pub access: Access,
    /// Every reason that holds.
    pub reasons: Vec<(Why, Access)>,
}

/// The last part of a message about an access.
pub fn access_word(access: Access) -> &'static str {
    match access {
        Access::None => "none",
        Access::Read => "read",
        Access::Own => "own",
        Access::Work => "work",
    }
}

/// The last part of a message about a right.
pub fn right_word(right: Right) -> String {
    let name = format!("{right:?}");
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_has_a_word() {
        assert_eq!(right_word(Right::SeeDepartment), "see-department");
        assert_eq!(right_word(Right::Work), "work");
    }
}
