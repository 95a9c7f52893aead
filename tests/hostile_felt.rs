//! The forms about how it felt, for `hostile`. Those behind a link are attacked with links that are
//! right in `felt_links`.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{Form, Is::Text, attack_as, form};

/// Asked by the head of IT.
pub const FELT: &[Form] = &[
    form("/tickets/1/talk", "closed", &[("done_words", "We talked", Text)]),
    form("/felt/repeats/1/problem", "closed", &[]),
    form("/felt/repeats/1/refusal", "closed", &[("reason", "It was the heat", Text)]),
    form("/how/1", "closed", &[]),
];

/// Brings back what they changed.
pub const AGAIN: &str = "
    update task set done_at = null, done_by_id = null, done_words = '' where id = 900;
    delete from task where is_call_back and id <> 900;
    update felt_repeat set settled_at = null, settled_by = null, ending = '', reason = '',
      problem_id = null, review_id = null where id = 1;
    delete from feedback where ticket_id = 1;
";

#[test]
fn the_forms_of_how_it_felt_lose_no_word() {
    attack_as("it_manager", &[FELT]);
}
