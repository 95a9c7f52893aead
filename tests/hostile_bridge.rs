//! The forms of the bridge, for `hostile`; and the rows that they are about.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Field, Form,
    Is::{Choice, Text, Unseen},
    attack_as_agent, form,
};

const PROJECT: &[Field] = &[
    ("version", "1", Unseen),
    ("relationship", "1", Unseen),
    ("name", "Kiosks", Text),
    ("aim", "No queue", Text),
    ("customer_gives", "A room", Text),
    ("provider_gives", "Two days", Text),
    ("customer_sponsor", "", Choice),
    ("provider_sponsor", "", Choice),
];

/// Asked by the agent, who is of both departments.
pub const BRIDGE: &[Form] = &[
    form("/projects", "open", PROJECT),
    form("/projects/1", "open", PROJECT),
    form(
        "/projects/1/messages",
        "open",
        &[("words", "Hello", Text), ("is_decision", "yes", Choice)],
    ),
    form("/projects/1/state", "open", &[("state", "done", Choice), ("state_words", "It is", Text)]),
    form("/projects/1/people", "open", &[("person", "Ann", Text)]),
    form("/projects/1/people/1/removal", "open", &[]),
    form("/projects/1/tickets", "open", &[("ticket", "1", Text)]),
    form("/projects/1/tickets/1/removal", "open", &[]),
    form(
        "/projects/1/milestones",
        "open",
        &[("milestone", "Chosen", Text), ("due_on", "2026-12-01", Text)],
    ),
    form(
        "/milestones/1",
        "open",
        &[("version", "1", Unseen), ("milestone", "Chosen", Text), ("due_on", "2026-12-01", Text)],
    ),
    form("/milestones/1/reaching", "open", &[("reached_words", "Well", Text)]),
    form("/milestones/1/reopening", "open", &[]),
    form("/milestones/1/removal", "open", &[]),
];

/// Brings back what they are about.
pub const AGAIN: &str = "
    delete from project_message where id > 1;
    delete from project_person;
    delete from project_ticket;
    delete from milestone where id > 1;
    update milestone set name = 'Chosen', due_on = '', reached_words = '', reached_by = null,
      reached_at = null, removed_by = null, removed_at = null, version = 1 where id = 1;
    delete from project where id > 1;
    update project set name = 'New self-checks', state = 'running', state_words = '', version = 1
      where id = 1;";

#[test]
fn the_forms_of_the_bridge_lose_no_word() {
    attack_as_agent(BRIDGE);
}
