//! The forms of thanks, tours, placements and ideas, for `hostile`. They are the agent's.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Field, Form,
    Is::{Choice, Text, Unseen},
    attack_as_agent, form,
};

const TOUR: &[Field] = &[
    ("host", "customer", Choice),
    ("title", "The van", Text),
    ("stops", "The van: mind the step", Text),
    ("questions", "Why?", Text),
    ("place", "Yard", Text),
    ("minutes", "30", Text),
    ("most_people", "3", Text),
    ("starts", "2026-12-01T09:00", Text),
];

const TOUR_AGAIN: &[Field] = &[
    ("version", "1", Unseen),
    ("title", "The van", Text),
    ("stops", "The van: mind the step", Text),
    ("questions", "Why?", Text),
    ("place", "Yard", Text),
    ("minutes", "30", Text),
    ("most_people", "3", Text),
];

const PLACEMENT: &[Field] = &[
    ("person", "ann@library.example", Text),
    ("host", "agent@it.example", Text),
    ("aims", "To see", Text),
    ("starts_on", "2026-12-01", Text),
    ("ends_on", "2027-01-29", Text),
    ("weekday", "2", Choice),
    ("begins", "09:00", Text),
    ("hours", "2.5", Text),
];

const PLACEMENT_AGAIN: &[Field] = &[
    ("version", "1", Unseen),
    ("aims", "To see", Text),
    ("starts_on", "2026-12-01", Text),
    ("ends_on", "2027-01-29", Text),
    ("weekday", "2", Choice),
    ("begins", "09:00", Text),
    ("hours", "2.5", Text),
];

/// Asked by the agent, who was thanked, and whose tour, placement and idea these are.
pub const THANKS: &[Form] = &[
    form(
        "/praise",
        "open",
        &[
            ("person", "ann@library.example", Text),
            ("team", "", Choice),
            ("attribute", "helped", Choice),
            ("words", "You held the cable", Text),
            ("only", "yes", Choice),
            ("ticket", "", Unseen),
            ("tour", "", Unseen),
            ("whom", "", Unseen),
        ],
    ),
    form("/praise/1/sharing", "open", &[("sharing", "team", Choice), ("version", "1", Unseen)]),
    form("/praise/assists/1", "open", &[]),
    form("/tidings/1/reading", "open", &[]),
    form(
        "/ideas",
        "open",
        &[("words", "A hook", Text), ("ticket", "", Unseen), ("tour", "", Unseen)],
    ),
    form(
        "/ideas/1/outcome",
        "open",
        &[("state", "tried", Choice), ("reason", "With a hook", Text), ("version", "2", Unseen)],
    ),
    form("/ideas/1/owner", "open", &[("owner", "", Text), ("take", "yes", Unseen)]),
    form("/ideas/1/support", "open", &[("stop", "yes", Unseen)]),
    form("/ideas/looks/1", "open", &[("held", "held", Choice), ("held-words", "It did", Text)]),
    form("/tours", "open", TOUR),
    form("/tours/1", "open", TOUR_AGAIN),
    form("/tours/1/dates", "open", &[("starts", "2026-12-01T09:00", Text)]),
    form("/tours/1/dates/1/acceptance", "open", &[]),
    form("/tours/1/guests", "open", &[("stop", "yes", Unseen)]),
    form("/tours/1/withdrawal", "open", &[("reason", "Rain", Text)]),
    form(
        "/tours/1/diary",
        "open",
        &[("saw", "A van", Text), ("surprised", "The step", Text), ("answers", "Because", Text)],
    ),
    form("/placements", "open", PLACEMENT),
    form("/placements/1", "open", PLACEMENT_AGAIN),
    form("/placements/1/agreement", "open", &[("version", "1", Unseen)]),
    form("/placements/1/diary", "open", &[("entry", "A good day", Text)]),
    form("/placements/1/diary/1/sharing", "open", &[("stop", "yes", Unseen)]),
    form("/placements/1/ending", "open", &[("learnt", "Much", Text)]),
    form("/placements/1/withdrawal", "open", &[("reason", "Exams", Text)]),
];

/// Brings back what they are about.
pub const AGAIN: &str = "
    delete from praise_decision;
    delete from praise where id > 1;
    update praise set sharing = 'private', decided_by = null, decided_at = null, version = 1;
    delete from idea_look where id > 2;
    update idea_look set answer = null, answered_by = null, answered_at = null, words = '';
    insert into idea_look (id, idea_id, days, due_at)
      select 1, id, 30, 1 from idea where id = 1 on conflict (id) do nothing;
    delete from idea_step where idea_id > 1;
    delete from idea_support;
    delete from idea where id > 1;
    update idea set state = 'adopted', owner_id = null, version = 2 where id = 1;
    delete from tour_stop where tour_id > 1;
    delete from tour_date where id > 1;
    delete from tour_guest;
    delete from tour_step;
    delete from tour where id > 1;
    update tour set state = 'agreed', starts_at = 1, version = 1 where id = 1;
    delete from placement_entry where id > 1;
    delete from placement_agreement where placement_id > 1;
    delete from placement where id > 1;
    update placement set state = 'agreed', version = 1 where id = 1;
";

#[test]
fn the_forms_of_thanks_and_tours_lose_no_word() {
    attack_as_agent(&THANKS[..THANKS.len() / 2]);
}

#[test]
fn the_forms_of_tours_and_placements_lose_no_word() {
    attack_as_agent(&THANKS[THANKS.len() / 2..]);
}
