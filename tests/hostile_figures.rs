//! The forms of relationships and goals, for `hostile`; and the rows that they are about.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Form,
    Is::{Choice, Text, Unseen},
    attack_as, form,
};

/// Asked by the IT manager, who looks after the relationship.
pub const FIGURES: &[Form] = &[
    form(
        "/relationships",
        "open",
        &[("customer", "3", Choice), ("provider", "2", Choice), ("purpose", "Maps for all", Text)],
    ),
    form(
        "/relationships/1/edit",
        "open",
        &[("version", "1", Unseen), ("purpose", "Words for all", Text)],
    ),
    form("/relationships/1/ending", "open", &[]),
    form(
        "/goals",
        "open",
        &[
            ("relationship", "1", Unseen),
            ("statement", "Sooner", Text),
            ("measure", "by_hand", Choice),
            ("unit", "people", Text),
            ("from", "1", Text),
            ("to", "2", Text),
            ("by", "2027-03-31", Text),
            ("owner_customer", "", Unseen),
            ("owner_provider", "", Unseen),
        ],
    ),
    form(
        "/goals/1/edit",
        "open",
        &[
            ("version", "1", Unseen),
            ("statement", "Sooner", Text),
            ("measure", "by_hand", Choice),
            ("unit", "people", Text),
            ("from", "1", Text),
            ("to", "2", Text),
            ("by", "2027-03-31", Text),
            ("owner_customer", "", Unseen),
            ("owner_provider", "", Unseen),
        ],
    ),
    form("/goals/1/agreement", "open", &[("version", "1", Unseen)]),
    form(
        "/goals/1/closing",
        "open",
        &[("ending", "given_up", Choice), ("ending_words", "Not now", Text), ("next", "", Unseen)],
    ),
    form(
        "/goals/1/readings",
        "open",
        &[("on", "2026-11-01", Text), ("value", "1.5", Text), ("note", "In July", Text)],
    ),
    form("/goals/1/readings/1/removal", "open", &[]),
    // none of the attacks names a department that it could go into
    form("/administration/departments/1/merger", "", &[("into", "", Unseen)]),
];

/// Brings back what they are about.
pub const AGAIN: &str = "
    update relationship set purpose = '', ended_by = null, ended_at = null, version = 1
      where id = 1;
    delete from relationship where id > 1;
    delete from goal_agreement;
    delete from goal_successor;
    delete from goal_reading where id > 1 or goal_id > 1;
    update goal_reading set removed_by = null, removed_at = null where id = 1;
    delete from goal where id > 1;
    update goal set statement = 'Nobody waits', measure = 'by_hand', unit = 'people', terms = 1,
      ending = null, ending_words = '', closed_by = null, closed_at = null, version = 1
      where id = 1;";

#[test]
fn the_forms_of_relationships_and_goals_lose_no_word() {
    attack_as("it_manager", &[FIGURES]);
    // the last one is the administrator's
    attack_as("administrator", &[&FIGURES[FIGURES.len() - 1..]]);
}
