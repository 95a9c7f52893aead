//! Meetings of the library and IT: planned, moved, held, and what was promised there.
// tidy: allow sql because a department is retired without the people who would have to be moved

use crate::tickets::{House, house, report};
use base::{Actor, DepartmentId, PersonId};
use bridge::relationships::{self, NewRelationship};
use testing::{TestApp, Visitor, each_db};

/// The library and IT with a liaison, a manager of IT, and a relationship (number 1).
pub struct Both {
    pub house: House,
    pub liaison: PersonId,
    pub chief: PersonId,
}

pub async fn both(t: &TestApp) -> Both {
    let house = house(t).await;
    let (library, it) = (DepartmentId(1), DepartmentId(3));
    let liaison = t.person("priya@library.example", Some(library)).await;
    t.grant(liaison, "liaison", Some(library), None).await;
    let chief = t.person("kerryn@it.example", Some(it)).await;
    t.grant(chief, "it_manager", Some(it), None).await;
    let new =
        NewRelationship { customer: Some(library), provider: Some(it), purpose: String::new() };
    relationships::create(&t.app, &Actor::system(), new).await.unwrap();
    Both { house, liaison, chief }
}

/// A series with a meeting that everybody of the cast but the stranger has a part in or may not see.
pub async fn one_of_each(t: &TestApp, cast: &[(&'static str, Option<PersonId>)]) {
    let (library, it) = (DepartmentId(1), DepartmentId(2));
    let new =
        NewRelationship { customer: Some(library), provider: Some(it), purpose: String::new() };
    // another part of the house may have made it
    relationships::create(&t.app, &Actor::system(), new).await.ok();
    let liaison = cast.iter().find(|(role, _)| *role == "liaison").and_then(|(_, id)| *id).unwrap();
    let liaison = t.visitor(liaison).await;
    let fields = with(&[
        ("chair", "liaison@library.example"),
        ("guests", "agent@it.example"),
        ("recurs", "monthly"),
    ]);
    liaison.post("/meetings/new", &fields).await.is(303);
    let promise = [("action", "Order rolls"), ("owner", "agent@it.example")];
    liaison.post("/meetings/1/actions", &promise).await.is(303);
    liaison.post("/meetings/1/decisions", &[("decision", "Yes")]).await.is(303);
}

const PLAN: [(&str, &str); 11] = [
    ("relationship", "1"),
    ("title", "Library and IT"),
    ("starts", "2026-11-24T10:00"),
    ("time_zone", "Australia/Melbourne"),
    ("minutes", "60"),
    ("place", "Central, Room 2"),
    ("recurs", "fortnightly"),
    ("skipping", "move"),
    ("chair", "priya@library.example"),
    ("minute_taker", "ann@library.example"),
    ("guests", "kerryn@it.example\nyusuf@it.example"),
];

/// The plan with some fields changed.
pub fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let changed = |(name, value)| {
        let found = changes.iter().find(|(other, _)| *other == name);
        (name, found.map_or(value, |(_, value)| *value))
    };
    let added = changes.iter().filter(|(name, _)| PLAN.iter().all(|(other, _)| other != name));
    PLAN.into_iter().map(changed).chain(added.copied()).collect()
}

pub async fn plan(visitor: &Visitor, changes: &[(&str, &str)]) -> String {
    let to = visitor.post("/meetings/new", &with(changes)).await.location();
    to.split('?').next().unwrap_or_default().to_owned()
}

/// The letters since the last look: to whom, and the whole of them.
pub async fn letters(t: &TestApp) -> Vec<(String, String)> {
    let folder = t.app.config.data.join("outbox");
    std::fs::remove_dir_all(&folder).ok();
    t.run_jobs().await;
    let all = t.outbox().into_iter();
    all.map(|raw| {
        let to = mail::parse(raw.as_bytes()).unwrap().to[0].address.clone();
        (to, raw.replace("\r\n ", "").replace("=3D", "=").replace("=\r\n", ""))
    })
    .collect()
}

#[test]
fn a_liaison_plans_meetings_that_recur_and_everybody_is_invited() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        priya.get("/meetings").await.shows("Nothing is planned yet").shows("Plan a meeting");
        priya.get("/meetings/new?relationship=1").await.shows("Plan it and invite them");
        let seen = priya.submit("/meetings/new", &with(&[])).await;
        seen.shows("Tuesday 24 November \u{2060}2026, 10:00 to 11:00");
        seen.shows("Central, Room 2").shows("Leads").shows("Minutes");
        let list = priya.get("/meetings").await;
        list.shows("Every second week").shows("Tuesday 8 December").shows("Tuesday 2 February");
        let told = letters(t).await;
        let mut to: Vec<_> = told.iter().map(|(to, _)| to.as_str()).collect();
        to.sort_unstable();
        let all = [
            "ann@library.example",
            "kerryn@it.example",
            "priya@library.example",
            "yusuf@it.example",
        ];
        assert_eq!(to, all);
        let raw = &told[0].1;
        for line in [
            "method=REQUEST",
            "RRULE:FREQ=WEEKLY;INTERVAL=2",
            "DTSTART;TZID=Australia/Melbourne:20261124T100000",
        ] {
            assert!(raw.contains(line), "{line}\n{raw}");
        }
        // sent twice it is one
        priya.post("/meetings/new", &with(&[])).await.is(303);
        assert!(letters(t).await.is_empty());
    });
}

#[test]
fn who_plans_and_who_reads() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &[("guests", "kerryn@it.example\nmarco@parks.example")]).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let (ann, ben) = (t.visitor(it.house.ann).await, t.visitor(it.house.ben).await);
        let (yusuf, admin) = (t.visitor(it.house.yusuf).await, t.visitor(admin).await);
        let elsewhere = t.person("sunita@parks.example", Some(DepartmentId(2))).await;
        let stranger = t.visitor(elsewhere).await;
        // both sides read, and an invited person of neither
        for reader in [&ann, &ben, &yusuf, &t.visitor(it.house.stranger).await] {
            reader.get(&meeting).await.shows("Library and IT");
            reader.get(&format!("{meeting}/pack")).await.is(200);
        }
        for path in ["", "/pack", "/pack.pdf", "/calendar.ics", "/edit"] {
            for nobody in [&stranger, &admin] {
                nobody.get(&format!("{meeting}{path}")).await.is(404);
                nobody.get(&format!("/api/v1{meeting}")).await.is(404);
            }
        }
        // only those who look after it plan; whoever is not invited does not write the minutes
        for nobody in [&ann, &ben, &yusuf] {
            nobody.post("/meetings/new", &with(&[])).await.is(403);
            nobody.get(&format!("{meeting}/edit")).await.is(403);
            nobody.post(&format!("{meeting}/cancellation"), &[("cancel_why", "x")]).await.is(403);
        }
        ben.post(&format!("{meeting}/decisions"), &[("decision", "x")]).await.is(403);
        stranger.post("/meetings/new", &with(&[])).await.is(403);
        // but may put something on the agenda
        let item = [("item", "Loan receipts"), ("item_why", "Patrons ask every day")];
        ben.submit(&format!("{meeting}/agenda"), &item)
            .await
            .shows("Loan receipts")
            .shows("Patrons ask");
        stranger.post(&format!("{meeting}/agenda"), &item).await.is(404);
    });
}

#[test]
fn what_makes_no_sense_is_said_beside_its_field() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        for (changes, said) in [
            (&[("starts", "2026-11-20T10:00")][..], "That is over already"),
            (&[("starts", "soon")], "Choose a date and a time"),
            (&[("starts", "9999-12-31T23:59")], "Choose a date and a time"),
            (&[("starts", "2040-01-01T10:00")], "too far away"),
            (&[("minutes", "0")], "between 5 and 480"),
            (&[("until", "2026-11-01")], "before the first meeting"),
            (&[("time_zone", "Mars/Base")], "Please choose"),
            (&[("link", "javascript:alert(1)")], "Begin with https://"),
            (&[("guests", "Nobody At All")], "Nobody here is called “Nobody At All”"),
            (&[("recurs", "own"), ("rule", "every day")], "rule"),
            (
                &[("recurs", "own"), ("rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")],
                "no date from now on",
            ),
        ] {
            let seen = priya.post("/meetings/new", &with(changes)).await;
            seen.is(422).shows(said).shows("Plan it and invite them");
            assert!(seen.body.contains("Central, Room 2"), "what was typed stays");
        }
        priya.get("/meetings").await.shows("Nothing is planned yet");
    });
}

#[test]
fn ten_thousand_dates_cost_no_more_than_the_next_few() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let daily = [
            ("recurs", "own"),
            ("rule", "FREQ=DAILY"),
            ("until", "2054-01-01"),
            ("skipping", "keep"),
        ];
        plan(&priya, &daily).await;
        let all = priya.get("/api/v1/meetings").await.json();
        assert_eq!(all.as_array().unwrap().len(), 6);
        // a week on there are six again, once, whoever comes first
        t.later(3 * 86_400);
        let other = t.other_node().await;
        bridge::run_due(&t.app).await.unwrap();
        bridge::run_due(&other).await.unwrap();
        std::thread::spawn(move || other.db.close()).join().unwrap();
        let all = priya.get("/api/v1/meeting-series/1").await.json();
        let (dates, now) = (all["meetings"].as_array().unwrap(), t.app.now().to_string());
        let ahead = dates.iter().filter(|one| one["starts_at"].as_str().unwrap() > now.as_str());
        assert_eq!(ahead.count(), 6, "{all}");
        assert_eq!(dates.len(), 9, "{all}");
    });
}

#[test]
fn a_holiday_moves_a_meeting_and_the_calendar_says_so() {
    each_db(async |t| {
        let it = both(t).await;
        let closed = [
            ("name", "Christmas break"),
            ("department", "1"),
            ("starts", "2026-12-22T00:00"),
            ("ends", "2026-12-23T00:00"),
            ("closed", "yes"),
        ];
        t.visitor(it.house.contact).await.post("/occasions", &closed).await.is(303);
        let priya = t.visitor(it.liaison).await;
        plan(&priya, &[]).await;
        let list = priya.get("/meetings").await;
        list.shows("Wednesday 23 December \u{2060}2026, 10:00")
            .shows("Christmas break")
            .shows("Moved");
        let raw = &letters(t).await[0].1;
        assert!(raw.contains("RECURRENCE-ID;TZID=Australia/Melbourne:20261222T100000"), "{raw}");
        // the other way: there is none that time
        let title =
            [("title", "Short ones"), ("skipping", "leave_out"), ("starts", "2026-12-22T09:00")];
        plan(&priya, &title).await;
        priya.get("/meetings").await.shows("Left out");
        let raw = &letters(t).await[0].1;
        assert!(raw.contains("EXDATE;TZID=Australia/Melbourne:20261222T090000"), "{raw}");
    });
}

#[test]
fn one_meeting_moves_or_is_cancelled_and_the_others_stay() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &[]).await;
        letters(t).await;
        let page = priya.get(&format!("{meeting}/edit")).await;
        page.shows("Only this one changes");
        let moved =
            with(&[("starts", "2026-11-25T14:30"), ("why", "The room is taken"), ("version", "1")]);
        let seen = priya.submit(&meeting, &moved).await;
        seen.shows("Wednesday 25 November \u{2060}2026, 14:30").shows("The room is taken");
        let told = letters(t).await;
        assert_eq!(told.len(), 4);
        let raw = &told[0].1;
        assert!(raw.contains("DTSTART;TZID=Australia/Melbourne:20261125T143000"), "{raw}");
        assert!(raw.contains("RECURRENCE-ID;TZID=Australia/Melbourne:20261124T100000"), "{raw}");
        assert!(raw.contains("SEQUENCE:2"), "{raw}");
        // made from an old page it is refused, and shows how it is now
        priya.post(&meeting, &moved).await.is(422).shows("14:30");
        priya.post(&format!("{meeting}/cancellation"), &[("cancel_why", " ")]).await.is(422);
        let why = [("cancel_why", "Everybody is ill")];
        priya.submit(&format!("{meeting}/cancellation"), &why).await.shows("Everybody is ill");
        let raw = &letters(t).await[0].1;
        assert!(raw.contains("METHOD:CANCEL") && raw.contains("STATUS:CANCELLED"), "{raw}");
        priya.post(&format!("{meeting}/cancellation"), &why).await.is(409);
        priya.get("/meetings").await.shows("Tuesday 8 December \u{2060}2026, 10:00");
        // and in the end all of them; as none has been, calendars are told to forget them
        priya
            .submit("/meetings/series/1/end", &[("end_why", "")])
            .await
            .shows("Ended. They are told");
        priya.get("/meetings").await.hides("Every second week");
        let raw = &letters(t).await[0].1;
        assert!(raw.contains("METHOD:CANCEL") && !raw.contains("RECURRENCE-ID"), "{raw}");
    });
}

#[test]
fn everybody_reads_the_time_by_their_own_clock() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let kerryn = t.visitor(it.chief).await;
        let account = [
            ("version", "1"),
            ("name", "Kerryn"),
            ("time_zone", "Australia/Perth"),
            ("locale", "en"),
        ];
        kerryn.post("/account", &account).await.is(303);
        // half past two on this night comes twice; the first counts
        let night = [("recurs", ""), ("starts", "2027-04-04T02:30")];
        let meeting = plan(&priya, &night).await;
        priya.get(&meeting).await.shows("Sunday 4 April \u{2060}2027, 02:30");
        kerryn
            .get(&meeting)
            .await
            .shows("Saturday 3 April \u{2060}2027, 23:30")
            .shows("(02:30 in Melbourne)");
        // and this one never comes: it is an hour later
        let gap = [("recurs", ""), ("title", "Early"), ("starts", "2027-10-03T02:30")];
        let meeting = plan(&priya, &gap).await;
        priya.get(&meeting).await.shows("Sunday 3 October \u{2060}2027, 03:30");
    });
}

#[test]
fn whoever_left_is_skipped_and_the_page_says_so() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &[]).await;
        letters(t).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let path = format!("/administration/people/{}/deactivation", it.house.yusuf);
        t.visitor(admin).await.post(&path, &[]).await.is(303);
        priya.get(&meeting).await.shows("has left and is not invited any more");
        let why = [("cancel_why", "Strike")];
        priya.post(&format!("{meeting}/cancellation"), &why).await.is(303);
        assert!(letters(t).await.iter().all(|(to, _)| to != "yusuf@it.example"));
    });
}

#[test]
fn a_department_that_is_retired_meets_no_more() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        plan(&priya, &[]).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let gone = "update department set is_active = false where id = 3";
        t.app.db.write(move |tx| tx.batch(gone)).await.unwrap();
        priya.post("/meetings/new", &with(&[])).await.is(422).shows("no longer in use");
        t.later(20 * 86_400);
        bridge::run_due(&t.app).await.unwrap();
        priya.get("/meetings/series/1").await.shows("These meetings ended");
    });
}

#[test]
fn whoever_is_invited_says_whether_they_come() {
    each_db(async |t| {
        let it = both(t).await;
        let meeting = plan(&t.visitor(it.liaison).await, &[]).await;
        let yusuf = t.visitor(it.house.yusuf).await;
        let path = format!("{meeting}/attendance");
        yusuf.post(&path, &[("answer", "cannot"), ("because", "")]).await.is(422);
        let no = [("answer", "cannot"), ("because", "I am on leave")];
        yusuf.submit(&path, &no).await.shows("Thank you").shows("Cannot come: I am on leave");
        yusuf.submit(&path, &[("answer", "coming")]).await.hides("I am on leave");
        t.visitor(it.house.ben).await.post(&path, &[("answer", "coming")]).await.is(403);
    });
}

#[test]
fn a_calendar_of_ones_own_needs_no_session_and_its_address_is_said_once() {
    each_db(async |t| {
        let it = both(t).await;
        plan(&t.visitor(it.liaison).await, &[]).await;
        let yusuf = t.visitor(it.house.yusuf).await;
        let seen = yusuf.post("/account/calendar", &[]).await;
        let address =
            seen.body.split("http://localhost").nth(1).unwrap().split('"').next().unwrap();
        yusuf.get("/account/calendar").await.hides(address);
        let nobody = t.stranger();
        let feed = nobody.get(address).await;
        feed.is(200);
        assert!(feed.body.contains("RRULE:FREQ=WEEKLY;INTERVAL=2"), "{}", feed.body);
        let tag = feed.headers["etag"].to_str().unwrap().to_owned();
        let again = axum::http::Request::get(address).header("if-none-match", &tag);
        nobody.send(again.body(axum::body::Body::empty()).unwrap()).await.is(304);
        nobody.get("/calendar/wrong.ics").await.is(404);
        nobody.get("/calendar/wrong").await.is(404);
        // a new one ends the old one
        yusuf.post("/account/calendar", &[]).await.is(200);
        nobody.get(address).await.is(404);
    });
}

#[test]
fn what_is_next_and_what_one_promised_stand_on_the_home_page() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &[]).await;
        let promise =
            [("action", "Order new rolls"), ("owner", "yusuf@it.example"), ("due", "2026-11-27")];
        priya.submit(&format!("{meeting}/actions"), &promise).await.shows("Order new rolls");
        let yusuf = t.visitor(it.house.yusuf).await;
        yusuf.get("/").await.shows("Library and IT").shows("Order new rolls");
        t.visitor(it.house.stranger).await.get("/").await.hides("Meetings with the other side");
        report(&t.visitor(it.house.ann).await).await;
    });
}
