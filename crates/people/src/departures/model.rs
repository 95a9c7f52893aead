//! What becomes of somebody who is gone.

use base::{PersonId, Time, row};

/// Tables whose rows a person does not take along into another account: rights are given on
/// purpose, and ways of getting in end.
pub const ENDED: [&str; 5] = ["session", "sign_in_link", "token", "role_grant", "departure"];

row! {
    /// Why a person's name is gone.
    #[derive(Clone, Debug)]
    pub struct Departure {
        /// Who it was.
        pub person_id: PersonId,
        /// The person they turned out to be.
        pub same_as_id: Option<PersonId>,
        /// That person's name.
        pub same_as: Option<String>,
        /// Since when.
        pub at: Time,
    }
}

/// An address that leads nowhere and that no two people have (RFC 2606).
pub fn nowhere(id: PersonId) -> String {
    format!("person-{id}@gone.invalid")
}
