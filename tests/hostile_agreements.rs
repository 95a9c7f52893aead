//! The forms of agreements, for `hostile`; and the rows that they are about.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Field, Form,
    Is::{Choice, Text, Unseen},
    attack_as, form,
};

/// A few of the numbers: the others are read the same way.
const WRITTEN: &[Field] = &[
    ("version", "3", Unseen),
    ("kind", "sla", Unseen),
    ("provider", "d2", Unseen),
    ("customer", "d1", Unseen),
    ("name", "Maps", Text),
    ("first_response_1", "1", Text),
    ("first_response_1_unit", "hours", Choice),
    ("next_update_2", "2", Text),
    ("next_update_2_unit", "hours", Choice),
    ("resolution_1", "4", Text),
    ("resolution_1_unit", "days", Choice),
    ("requests_resolution_4", "5", Text),
    ("requests_resolution_4_unit", "days", Choice),
    ("service", "1", Choice),
    ("calendar", "", Choice),
    ("provider_promises", "We draw", Text),
    ("customer_promises", "We fold", Text),
    ("excluded", "Globes", Text),
    ("other", "Tea", Text),
    ("starts_on", "2026-06-01", Text),
    ("ends_on", "", Text),
    ("review_on", "", Text),
];

/// Asked by the IT manager, who says yes for one side of it.
pub const AGREEMENTS: &[Form] = &[
    form("/agreements", "open", WRITTEN),
    form("/agreements/1/edit", "open", WRITTEN),
    form("/agreements/1/offer", "open", &[]),
    form("/agreements/1/reading", "open", &[]),
    form(
        "/agreements/1/approval",
        "open",
        &[("version", "3", Unseen), ("side", "provider", Unseen), ("signatory", "", Unseen)],
    ),
    form("/agreements/1/approval/withdrawal", "open", &[("side", "provider", Unseen)]),
    form(
        "/agreements/1/comments",
        "open",
        &[("clause", "", Choice), ("words", "Which maps?", Text)],
    ),
    form("/agreements/comments/1/settlement", "open", &[]),
    form("/agreements/1/review", "open", &[("review_words", "It grew", Text)]),
    form("/agreements/1/review/closing", "open", &[("next_review", "2027-06-01", Text)]),
    form(
        "/agreements/1/ending",
        "open",
        &[("ending_words", "It is over", Text), ("last_on", "2027-06-30", Text)],
    ),
    form("/agreements/1/dropping", "open", &[]),
];

/// Brings back what they are about: the first is agreed, the second worked on, the third looked at
/// again.
pub const AGAIN: &str = "
    delete from agreement_look;
    delete from agreement_approval where version_id = 2 or version_id > 3;
    delete from agreement_comment where id > 1;
    update agreement_comment set clause_id = null, settled_by = null, settled_at = null;
    delete from agreement_target where version_id > 3;
    delete from agreement_service where version_id > 3;
    delete from agreement_clause where version_id > 3;
    delete from agreement_version where id > 3;
    update agreement_version set agreed_at = null, dropped_at = null, dropped_by = null
      where id = 2;
    delete from agreement where id > 3;
    update agreement set name = 'Library and IT', state_words = '', ended_on = '', version = 3,
      state = case id when 1 then 'agreed' when 2 then 'negotiated' else 'under_review' end;";

#[test]
fn the_forms_of_agreements_lose_no_word() {
    attack_as("it_manager", &[AGREEMENTS]);
}
