//! The forms of work that has steps and comes again, of what a service asks, of playing back and of
//! closing, for `hostile`.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Field, Form,
    Is::{Choice, Text, Unseen},
    form,
};

const CHECKLIST: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "New starter", Text),
    ("lines", "Account\nBadge", Text),
    ("kind", "service_request", Choice),
    ("service", "1", Choice),
    ("team", "1", Choice),
    ("is_shown", "yes", Choice),
    ("is_active", "yes", Choice),
];

const ASKED: &[Field] = &[
    ("version", "1", Unseen),
    ("label", "Which one?", Text),
    ("key", "which_one", Text),
    ("help", "The one at the door", Text),
    ("service", "1", Choice),
    ("type", "choice", Choice),
    ("unit", "", Text),
    ("choices", "Left\nRight", Text),
    ("asked_of", "both", Choice),
    ("required_at", "never", Choice),
    ("kind", "incident", Choice),
    ("position", "10", Text),
    ("other", "", Choice),
    ("value", "", Text),
    ("is_active", "yes", Choice),
];

/// The key of a field is asked once, when it is made, and is not in the form that changes it.
const ASKED_AGAIN: &[Field] = &[
    ("version", "1", Unseen),
    ("label", "Which one?", Text),
    ("help", "The one at the door", Text),
    ("service", "1", Choice),
    ("type", "choice", Choice),
    ("unit", "", Text),
    ("choices", "Left\nRight", Text),
    ("asked_of", "both", Choice),
    ("required_at", "never", Choice),
    ("kind", "incident", Choice),
    ("position", "10", Text),
    ("other", "", Choice),
    ("value", "", Text),
    ("is_active", "yes", Choice),
];

const TEMPLATE: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "New starter", Text),
    ("about", "Somebody new", Text),
    ("kind", "service_request", Choice),
    ("subject", "New starter", Text),
    ("words", "Somebody new starts", Text),
    ("service", "1", Choice),
    ("location", "1", Choice),
    ("team", "1", Choice),
    ("tags", "new", Text),
    ("scope", "one", Choice),
    ("who", "staff", Choice),
    ("workaround", "none", Choice),
    ("hurts", "later", Choice),
    ("tasks", "Make the account (2 days)", Text),
    ("values", "", Text),
    ("is_public", "yes", Choice),
    ("is_active", "yes", Choice),
];

const RECURRENCE: &[Field] = &[
    ("version", "1", Unseen),
    ("template", "1", Choice),
    ("choice", "own", Choice),
    ("rule", "FREQ=MONTHLY;BYDAY=MO", Text),
    ("starts_at", "2027-01-04T09:00", Text),
    ("ends_on", "2028-01-04", Text),
    ("location", "1", Choice),
    ("assignee", "", Choice),
    ("save", "yes", Unseen),
];

const OCCASION: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "Exam week", Text),
    ("matters", "The rooms are full", Text),
    ("location", "1", Choice),
    ("department", "1", Choice),
    ("starts", "2026-12-01T09:00", Text),
    ("ends", "2026-12-05T17:00", Text),
    ("closed", "yes", Choice),
];

/// Asked by the agent.
pub const STEPS: &[Form] = &[
    form("/checklists", "open", CHECKLIST),
    form("/checklists/1", "open", CHECKLIST),
    form("/fields", "open", ASKED),
    form("/fields/1", "open", ASKED_AGAIN),
    form("/templates", "open", TEMPLATE),
    form("/templates/1", "open", TEMPLATE),
    form(
        "/templates/1/tickets",
        "open",
        &[
            ("requester", "ann@library.example", Text),
            ("subject", "New starter", Text),
            ("words", "On Monday", Text),
            ("location", "1", Choice),
            ("field_which_one", "", Unseen),
            ("key", "", Unseen),
        ],
    ),
    form("/recurring", "open", RECURRENCE),
    form("/recurring/1", "open", RECURRENCE),
    form("/recurring/1/pause", "open", &[]),
    form("/recurring/1/resumption", "open", &[]),
    form(
        "/report/fields",
        "open",
        &[("kind", "incident", Unseen), ("service", "1", Unseen), ("field_which_one", "", Unseen)],
    ),
    form(
        "/tickets/1/fields",
        "open",
        &[("kind", "incident", Unseen), ("service", "1", Unseen), ("field_which_one", "", Unseen)],
    ),
    form(
        "/tickets/1/tasks",
        "open",
        &[
            ("lines", "Look at it", Text),
            ("checklist", "", Unseen),
            ("owner", "", Choice),
            ("due_at", "2026-12-01T09:00", Text),
            ("is_shown", "yes", Choice),
        ],
    ),
    form(
        "/tickets/1/tasks/1",
        "open",
        &[
            ("title", "Look at it", Text),
            ("owner", "", Choice),
            ("due_at", "2026-12-01T09:00", Text),
            ("is_shown", "yes", Choice),
        ],
    ),
    form("/tickets/1/tasks/1/completion", "open", &[("undo", "", Unseen)]),
    form("/tickets/1/tasks/1/place", "open", &[("up", "yes", Unseen)]),
    form("/tickets/1/tasks/1/removal", "open", &[("sure", "", Unseen)]),
    form("/tickets/1/time", "open", &[("minutes", "5", Text), ("note", "On the phone", Text)]),
    form("/tickets/1/time/1", "open", &[("minutes", "5", Text), ("note", "On the phone", Text)]),
    form("/tickets/1/playback", "open", &[("understood", "The machine is off", Text)]),
];

/// Asked by whoever ticket 1 is for; the other side answers what it said.
pub const ASKING: &[Form] = &[
    form("/tickets/1/playback/confirmation", "open", &[("playback", "9000", Unseen)]),
    form(
        "/tickets/1/playback/correction",
        "open",
        &[("playback", "9000", Unseen), ("correction", "It is on", Text)],
    ),
    form(
        "/tickets/1/closing",
        "open",
        &[("how", "fixed_itself", Unseen), ("fine_words", "It came back", Text)],
    ),
    form(
        "/tickets/1/worsening",
        "open",
        &[
            ("changed", "Now all of them", Text),
            ("now_scope", "one", Choice),
            ("now_hurts", "now", Choice),
            ("since", "2026-01-01T09:00", Text),
        ],
    ),
    form("/tickets/1/questions", "open", &[("field_which_one", "", Unseen)]),
    form("/tickets/1/questions/fields", "open", &[("field_which_one", "", Unseen)]),
];

const CALENDAR: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "IT support", Text),
    ("hours", "Mon-Fri 09:00-17:00", Text),
    ("time_zone", "UTC", Choice),
    ("time_zone_other", "", Text),
    ("country", "AU", Choice),
    ("region", "VIC", Choice),
];

/// Asked by an administrator.
pub const RULES: &[Form] = &[
    form("/administration/calendars", "", CALENDAR),
    form("/administration/calendars/1", "", CALENDAR),
    form(
        "/administration/calendars/1/days",
        "",
        &[
            ("name", "Stocktake", Text),
            ("starts_on", "2027-03-01", Text),
            ("ends_on", "2027-03-02", Text),
            ("hours", "10-12", Text),
        ],
    ),
    form("/administration/calendar-days/1/removal", "", &[]),
    form("/administration/calendars/1/usual", "", &[]),
    form("/administration/calendars/1/deactivation", "", &[]),
    form("/administration/calendars/1/reactivation", "", &[]),
    form("/occasions", "", OCCASION),
    form("/occasions/1", "", OCCASION),
    form("/occasions/1/removal", "", &[]),
    form(
        "/administration/news",
        "",
        &[
            ("about", "team-1", Unseen),
            ("amount_1", "2", Text),
            ("unit_1", "hours", Choice),
            ("amount_2", "", Text),
            ("unit_2", "hours", Choice),
        ],
    ),
    form(
        "/administration/time-spent",
        "",
        &[("where", "everywhere", Choice), ("team", "1", Unseen)],
    ),
];

/// Brings back what the cast made of these.
pub const AGAIN: &str = "
    delete from playback;
    insert into playback (id, ticket_id, by_id, words, at, answer)
      values (9000, 1, 1, 'It is off', 1, 'open');
    update checklist set version = 1;
    update custom_field set version = 1;
    update ticket_template set version = 1;
    update recurrence set version = 1;
    delete from worsening;
";
