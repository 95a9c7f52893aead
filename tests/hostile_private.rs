//! The forms of the working relationship that are private: ladders and reviews, for `hostile`. They
//! are the agent's.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Field, Form,
    Is::{Choice, Text, Unseen},
    attack_as_agent, form,
};

const LADDER: &[Field] = &[
    ("version", "1", Unseen),
    ("relationship", "1", Choice),
    ("title", "It comes back", Text),
    ("words", "Every Monday", Text),
    ("tickets", "1", Text),
    ("service", "1", Choice),
    ("location", "1", Choice),
    ("wants", "Find out why", Text),
    ("wants_on", "2027-01-29", Text),
];

/// Of one that is there, between whom it is stays.
const LADDER_AGAIN: &[Field] = &[
    ("version", "1", Unseen),
    ("title", "It comes back", Text),
    ("words", "Every Monday", Text),
    ("tickets", "1", Text),
    ("service", "1", Choice),
    ("location", "1", Choice),
    ("wants", "Find out why", Text),
    ("wants_on", "2027-01-29", Text),
];

/// Asked by the agent, whose ladder 1 is and who takes part in review 1; step 1 is what they expect,
/// part 1 what happened, part 3 a change, part 4 their own.
pub const PRIVATE: &[Form] = &[
    form("/ladders", "open", LADDER),
    form("/ladders/1", "open", LADDER_AGAIN),
    form(
        "/ladders/1/guests",
        "open",
        &[
            ("person", "contact@library.example", Text),
            ("why", "You offered", Text),
            ("may_write", "yes", Choice),
        ],
    ),
    form("/ladders/1/guests/1/removal", "open", &[]),
    form(
        "/ladders/1/ending",
        "open",
        &[
            ("state", "coexisting", Choice),
            ("ending_words", "We differ", Text),
            ("review_on", "2027-01-29", Text),
        ],
    ),
    form("/ladders/1/resumption", "open", &[]),
    form(
        "/ladders/rungs/1/notes",
        "open",
        &[
            ("whom", "Helen", Text),
            ("happened_on", "2026-11-01", Text),
            ("note", "We talked", Text),
            ("wait_days", "7", Text),
        ],
    ),
    form("/ladders/rungs/1/look", "open", &[("look_on", "2027-01-29", Text)]),
    form("/ladders/rungs/1/skipping", "open", &[("skip_words", "No need", Text)]),
    form("/ladders/rungs/1/return", "open", &[]),
    form(
        "/ladders/rungs/1/worksheet",
        "open",
        &[
            ("version", "0", Unseen),
            ("asks", "By noon", Text),
            ("gives", "A picture", Text),
            ("learned", "A day", Text),
        ],
    ),
    form(
        "/ladders/rungs/1/briefing",
        "open",
        &[("version", "0", Unseen), ("addressee", "Helen", Text), ("words", "Facts", Text)],
    ),
    form("/ladders/rungs/1/briefing/anew", "open", &[]),
    form(
        "/reviews",
        "open",
        &[
            ("ticket", "1", Unseen),
            ("repeat", "", Unseen),
            ("relationship", "1", Choice),
            ("title", "A bad Monday", Text),
            ("tickets", "1", Text),
            ("service", "1", Choice),
            ("words", "It stopped", Text),
        ],
    ),
    form("/reviews/1/people", "open", &[("person", "contact@library.example", Text)]),
    form("/reviews/1/agreement", "open", &[("reading", "1", Unseen)]),
    form("/reviews/1/withdrawal", "open", &[]),
    form(
        "/reviews/1/parts",
        "open",
        &[("kind", "factor", Unseen), ("sort", "tool", Choice), ("words", "It was old", Text)],
    ),
    form("/reviews/parts/1", "open", &[("version", "1", Unseen), ("words", "It fell", Text)]),
    form("/reviews/parts/1/removal", "open", &[]),
    form("/reviews/parts/1/consent", "open", &[("consent", "yes", Unseen)]),
    form("/reviews/parts/1/completion", "open", &[("done_words", "In the calendar", Text)]),
    form(
        "/reviews/1/moments/1",
        "open",
        &[("version", "0", Unseen), ("note", "Early", Text), ("is_aside", "yes", Choice)],
    ),
];

/// Brings back what they are about.
pub const AGAIN: &str = "
    delete from review_text;
    delete from review_mark;
    delete from review_part where id > 5;
    delete from review_deed where review_id > 1;
    delete from review_person where id > 1;
    delete from review_ticket where review_id > 1;
    delete from review where id > 1;
    update review_part set version = 1, removed_at = null, done_at = null, done_by = null,
      done_words = '', consented_at = null;
    update review_person set agreed_at = null;
    delete from briefing;
    delete from worksheet;
    delete from rung_note;
    update rung set state = 'ahead', look_at = null, reminded_at = null, skipped_words = '';
    delete from ladder_guest where id > 1;
    delete from ladder_deed where ladder_id > 1;
    delete from ladder_ticket where ladder_id > 1;
    delete from rung where ladder_id > 1;
    delete from ladder where id > 1;
    update ladder set state = 'climbing', version = 1, review_at = null, ended_at = null,
      ended_by = null, ended_words = '';
";

#[test]
fn private_forms_lose_no_word() {
    attack_as_agent(PRIVATE);
}
