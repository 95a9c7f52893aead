//! The forms of meetings, minutes and promises, with what nobody should send.
// tidy: allow sql because each attack wants everything as it was before

use crate::{
    hostile::{
        Field, Form,
        Is::{Choice, Text, Unseen},
        attack, form, values,
    },
    meetings::{both, plan},
};
use std::sync::Mutex;
use testing::{TestApp, each_db};

/// One meeting that has not been held, of one series, with one promise.
pub const STATE: &str = "meeting";
const AGAIN: &str = "
    update meeting_series set ended_at = null, ended_by = null, version = 1,
      recurs = 'fortnightly', rule = 'FREQ=WEEKLY;INTERVAL=2', starts_at = '2026-11-24T10:00',
      time_zone = 'Australia/Melbourne', minutes = 60, until_on = '' where id = 1;
    update meeting set cancelled_at = null, cancelled_by = null, cancelled_why = '', version = 1
      where id = 1;
    update agenda_topic set version = 1, notes = '' where id = 1;
    update action_item set is_open = true, done_at = null, done_by = null, done_words = '',
      dropped_at = null, dropped_by = null, version = 1 where id = 1;
    delete from decision where id > 1;
    delete from job;
    delete from idempotency_key";

/// Everything as it was before.
pub async fn reset(t: &TestApp) {
    t.app.db.write(|tx| tx.batch(AGAIN)).await.unwrap();
}

const PLAN: &[Field] = &[
    ("relationship", "1", Unseen),
    ("title", "Library and IT", Text),
    ("starts", "2026-12-01T10:00", Text),
    ("minutes", "60", Text),
    ("time_zone", "Australia/Melbourne", Choice),
    ("place", "Room 2", Text),
    ("link", "https://meet.example/1", Text),
    ("recurs", "", Choice),
    ("until", "", Text),
    ("skipping", "move", Choice),
    ("rule", "", Text),
    ("chair", "priya@library.example", Text),
    ("minute_taker", "ann@library.example", Text),
    ("guests", "kerryn@it.example", Text),
];

const CHANGE: &[Field] = &[
    ("version", "1", Unseen),
    ("title", "Library and IT", Text),
    ("starts", "2026-12-01T10:00", Text),
    ("minutes", "60", Text),
    ("time_zone", "Australia/Melbourne", Choice),
    ("place", "Room 2", Text),
    ("link", "", Text),
    ("why", "The room is taken", Text),
    ("chair", "priya@library.example", Text),
    ("minute_taker", "ann@library.example", Text),
    ("guests", "kerryn@it.example", Text),
];

const SERIES: &[Field] = &[
    ("version", "1", Unseen),
    ("title", "Library and IT", Text),
    ("place", "Room 2", Text),
    ("link", "", Text),
    ("starts", "2026-12-01T10:00", Text),
    ("minutes", "60", Text),
    ("time_zone", "Australia/Melbourne", Choice),
    ("recurs", "fortnightly", Choice),
    ("rule", "", Text),
    ("until", "2027-12-01", Text),
    ("skipping", "move", Choice),
    ("chair", "priya@library.example", Text),
    ("minute_taker", "ann@library.example", Text),
    ("guests", "kerryn@it.example", Text),
];

const PROMISE: &[Field] = &[
    ("action", "Order rolls", Text),
    ("owner", "ann@library.example", Text),
    ("due", "2026-12-04", Text),
    ("ticket", "", Text),
];

/// Asked by the liaison, in an order in which each finds what it is about.
pub const MEETING: &[Form] = &[
    form("/meetings/new", STATE, PLAN),
    form(
        "/meetings/1/attendance",
        STATE,
        &[("answer", "cannot", Choice), ("because", "Ill", Text)],
    ),
    form("/meetings/1/agenda", STATE, &[("item", "Cards", Text), ("item_why", "They fade", Text)]),
    form("/meetings/1/lines/1/aside", STATE, &[]),
    form("/meetings/1/lines/1/taking-up", STATE, &[]),
    form("/agenda/1/moves", STATE, &[("way", "up", Unseen)]),
    form("/agenda/1/notes", STATE, &[("version", "1", Unseen), ("notes", "Said", Text)]),
    form("/agenda/1/aside", STATE, &[]),
    form("/agenda/1/taking-up", STATE, &[]),
    form("/agenda/1/removal", STATE, &[]),
    form("/meetings/1/decisions", STATE, &[("decision", "Yes", Text), ("agreed", "All", Text)]),
    form("/decisions/1/removal", STATE, &[]),
    form("/meetings/1/actions", STATE, PROMISE),
    form(
        "/actions",
        STATE,
        &[
            ("relationship", "1", Choice),
            ("action", "Order rolls", Text),
            ("owner", "ann@library.example", Text),
            ("due", "2026-12-04", Text),
            ("ticket", "", Text),
        ],
    ),
    form(
        "/actions/1",
        STATE,
        &[
            ("version", "1", Unseen),
            ("action", "Order rolls", Text),
            ("owner", "ann@library.example", Text),
            ("due", "2026-12-04", Text),
            ("ticket", "", Text),
        ],
    ),
    form("/actions/1/completion", STATE, &[("done_words", "Done", Text)]),
    form("/actions/1/dropping", STATE, &[("done_words", "Not needed", Text)]),
    form("/meetings/1", STATE, CHANGE),
    form("/meetings/1/holding", STATE, &[]),
    form("/meetings/1/confirmation", STATE, &[]),
    // only once minutes are confirmed, which these never are
    form("/meetings/1/amendments", STATE, &[("amendment", "", Unseen)]),
    form("/meetings/1/cancellation", STATE, &[("cancel_why", "Ill", Text)]),
    form("/meetings/series/1", STATE, SERIES),
    form("/meetings/series/1/end", STATE, &[("end_why", "Enough", Text)]),
    form("/account/calendar", STATE, &[]),
    form("/account/calendar/removal", STATE, &[]),
];

#[test]
fn the_forms_of_meetings_lose_no_word() {
    let all = Mutex::new(String::new());
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        plan(&priya, &[]).await;
        let promise = [("action", "Order rolls"), ("owner", "ann@library.example")];
        priya.post("/meetings/1/actions", &promise).await.is(303);
        let mut wrong = String::new();
        for form in MEETING {
            wrong += &attack(t, &priya, form, &values()).await;
        }
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}
