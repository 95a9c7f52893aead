//! Which message may become a ticket of its own. Pure.

use crate::conversation::Visibility;

/// Why a message stays where it is: a Fluent key. `others` counts the public messages that would
/// stay behind it.
pub fn refusal(visibility: Visibility, others: i64) -> Option<&'static str> {
    match visibility {
        // whoever the new ticket is for would read what was not meant for them
        Visibility::Internal => Some("problem-split-note"),
        Visibility::Public if others < 1 => Some("problem-split-only"),
        Visibility::Public => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_and_the_only_message_stay_where_they_are() {
        assert_eq!(refusal(Visibility::Public, 1), None);
        assert_eq!(refusal(Visibility::Public, 0), Some("problem-split-only"));
        assert_eq!(refusal(Visibility::Internal, 5), Some("problem-split-note"));
    }
}
