//! What becomes of somebody who is gone.

use base::{PersonId, Time, row};

/// Tables whose rows a person does not take along into another account: rights are given on
/// purpose, and ways of getting in end.
pub const ENDED: [&str; 6] =
    ["session", "sign_in_link", "token", "role_grant", "departure", "calendar_feed"];

/// Tables of what is for somebody alone, or for few they chose: it stays with the account it was told
/// to. Whoever makes two accounts one, be it with their own, must not read it by that.
pub const PRIVATE: [&str; 18] = [
    "draft",
    "outgoing",
    "word_ask",
    "praise",
    "praise_decision",
    "placement_entry",
    "ladder",
    "ladder_guest",
    "ladder_deed",
    "rung_note",
    "briefing",
    "worksheet",
    "review_person",
    "review_part",
    "review_text",
    "review_mark",
    "review_deed",
    "tiding",
];

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
