//! Meetings that recur and change: another rhythm, another time, other people, closed days noted later.

use crate::meetings::{Both, both, letters, plan, with};
use testing::{TestApp, Visitor, each_db};

const SERIES: &str = "/meetings/series/1";
const DAY: i64 = 86_400;

/// The form of the series as the plan left it, with some fields changed.
fn changed<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = with(changes);
    fields.retain(|(name, _)| *name != "relationship");
    if changes.iter().all(|(name, _)| *name != "version") {
        fields.push(("version", "1"));
    }
    fields
}

/// When its meetings are, from now on.
async fn ahead(t: &TestApp, visitor: &Visitor) -> Vec<(i64, String, String)> {
    let all = visitor.get("/api/v1/meeting-series/1").await.json();
    let now = t.app.now().to_string();
    let text = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap_or("").to_owned();
    let all = all["meetings"].as_array().unwrap().iter();
    let all = all.filter(|one| one["starts_at"].as_str().unwrap() > now.as_str());
    let state = |one: &serde_json::Value| match one["cancelled_at"].is_null() {
        true => String::new(),
        false => format!("off {}", text(one, "cancelled_because")),
    };
    all.map(|one| (one["id"].as_i64().unwrap(), text(one, "starts_at"), state(one))).collect()
}

async fn planned(t: &TestApp) -> (Both, Visitor) {
    let it = both(t).await;
    let priya = t.visitor(it.liaison).await;
    plan(&priya, &[]).await;
    letters(t).await;
    (it, priya)
}

#[test]
fn from_now_on_we_meet_at_another_time_and_what_stands_on_agendas_comes_along() {
    each_db(async |t| {
        let (it, priya) = planned(t).await;
        let item = [("item", "New cards"), ("item_why", "")];
        priya.post("/meetings/1/agenda", &item).await.is(303);
        let yusuf = t.visitor(it.house.yusuf).await;
        yusuf.post("/meetings/1/attendance", &[("answer", "coming")]).await.is(303);
        let page = priya.get(SERIES).await;
        page.shows("Change all of them from now on");
        assert!(page.body.contains("value=\"2026-11-24T10:00\""), "the next date is in the form");
        let later =
            changed(&[("starts", "2026-11-26T15:30"), ("minutes", "45"), ("recurs", "weekly")]);
        let seen = priya.submit(SERIES, &later).await;
        seen.shows("Thursday 26 November \u{2060}2026, 15:30").shows("Thursday 3 December");
        seen.hides("Tuesday 8 December").shows("Every week");
        let dates = ahead(t, &priya).await;
        assert_eq!(dates.len(), 6, "{dates:?}");
        assert_eq!((dates[0].0, dates[0].1.as_str()), (1, "2026-11-26T04:30:00Z"));
        assert_eq!(dates[1].1, "2026-12-03T04:30:00Z");
        // the agenda came along; who comes at the new time is another question
        priya.get("/meetings/1").await.shows("New cards").shows("15:30 to 16:15").hides("Coming");
        let told = letters(t).await;
        assert_eq!(told.len(), 4, "each is told once");
        let raw = &told[0].1;
        for line in [
            "method=REQUEST",
            "SEQUENCE:1",
            "RRULE:FREQ=WEEKLY",
            "DTSTART;TZID=Australia/Melbourne:20261126T153000",
            "DTEND;TZID=Australia/Melbourne:20261126T161500",
            "meets at other times from now on",
        ] {
            assert!(raw.contains(line), "{line}\n{raw}");
        }
        let uid =
            |raw: &str| raw.split("UID:").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
        let feed = address(&yusuf).await;
        let kept = t.stranger().get(&feed).await.body.replace("\r\n ", "");
        assert!(kept.contains("20261126T153000") && !kept.contains("20261124"), "{kept}");
        assert_eq!(uid(raw), uid(&kept), "the same appointment");
        // sent again from the old page it is refused, and shows how it is now
        priya.post(SERIES, &later).await.is(422);
    });
}

async fn address(visitor: &Visitor) -> String {
    let seen = visitor.post("/account/calendar", &[]).await;
    seen.body.split("http://localhost").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn what_was_held_stays_as_it_was_when_the_rhythm_changes() {
    each_db(async |t| {
        let (it, priya) = planned(t).await;
        t.later(DAY + 3600);
        priya.post("/meetings/1/decisions", &[("decision", "Two scanners")]).await.is(303);
        priya.post("/meetings/1/holding", &[]).await.is(303);
        let before = priya.get("/api/v1/meetings/1").await.json();
        let monthly = changed(&[
            ("starts", "2026-12-10T09:00"),
            ("recurs", "nth_weekday"),
            ("time_zone", "Australia/Perth"),
            ("title", "Library with IT"),
        ]);
        priya.submit(SERIES, &monthly).await.shows("Library with IT");
        assert_eq!(priya.get("/api/v1/meetings/1").await.json(), before);
        let dates = ahead(t, &priya).await;
        assert_eq!(dates[0].1, "2026-12-10T01:00:00Z", "nine in Perth");
        assert_eq!(dates[1].1, "2027-01-14T01:00:00Z");
        let raw = &letters(t).await[0].1;
        assert!(raw.contains("RRULE:FREQ=MONTHLY;BYDAY=2TH"), "{raw}");
        // in the calendar that follows, what was stands alone
        let kerryn = t.visitor(it.chief).await;
        let feed = t.stranger().get(&address(&kerryn).await).await.body.replace("\r\n ", "");
        assert!(feed.contains("UID:1-") && feed.contains("20261124T100000"), "{feed}");
    });
}

#[test]
fn what_somebody_moved_or_cancelled_stays_so_while_its_day_is_a_meeting_day() {
    each_db(async |t| {
        let (_, priya) = planned(t).await;
        let why = [("cancel_why", "Everybody is away")];
        priya.post("/meetings/2/cancellation", &why).await.is(303);
        let moved = with(&[("starts", "2026-12-23T14:00"), ("why", "Room"), ("version", "1")]);
        priya.post("/meetings/3", &moved).await.is(303);
        letters(t).await;
        priya.post(SERIES, &changed(&[("starts", "2026-11-24T11:00")])).await.is(303);
        let dates = ahead(t, &priya).await;
        let of = |id: i64| dates.iter().find(|one| one.0 == id).unwrap().clone();
        assert_eq!(of(1).1, "2026-11-24T00:00:00Z");
        assert_eq!(of(2).2, "off Everybody is away");
        assert_eq!(of(3).1, "2026-12-23T03:00:00Z");
        let raw = &letters(t).await[0].1;
        for line in [
            "EXDATE;TZID=Australia/Melbourne:20261208T110000",
            "RECURRENCE-ID;TZID=Australia/Melbourne:20261222T110000",
            "DTSTART;TZID=Australia/Melbourne:20261223T140000",
        ] {
            assert!(raw.contains(line), "{line}\n{raw}");
        }
        // another day altogether: all of them go with it
        let days = changed(&[("starts", "2026-11-27T10:00"), ("version", "2")]);
        priya.post(SERIES, &days).await.is(303);
        let dates = ahead(t, &priya).await;
        let live: Vec<_> = dates.iter().filter(|one| one.2.is_empty()).collect();
        assert_eq!(live.len(), 6, "{dates:?}");
        assert!(live.iter().all(|one| one.1.ends_with("T23:00:00Z")), "{dates:?}");
    });
}

#[test]
fn whoever_is_not_asked_any_more_is_told_so_and_whoever_was_asked_once_stays_asked() {
    each_db(async |t| {
        let (_, priya) = planned(t).await;
        let guests = "kerryn@it.example\nyusuf@it.example\nben@library.example";
        let once = with(&[("guests", guests), ("starts", "2026-12-08T10:00"), ("version", "1")]);
        priya.post("/meetings/2", &once).await.is(303);
        letters(t).await;
        priya.post(SERIES, &changed(&[("guests", "kerryn@it.example")])).await.is(303);
        let told = letters(t).await;
        let yusuf = told.iter().find(|(to, _)| to == "yusuf@it.example").unwrap();
        assert!(
            yusuf.1.contains("METHOD:CANCEL") && !yusuf.1.contains("RECURRENCE-ID"),
            "{}",
            yusuf.1
        );
        assert!(told.iter().all(|(to, _)| to != "ben@library.example"));
        priya.get("/meetings/2").await.shows("Ben").hides("Yusuf");
        priya.get("/meetings/1").await.hides("Ben");
    });
}

#[test]
fn a_new_rhythm_that_makes_no_sense_is_said_beside_its_field() {
    each_db(async |t| {
        let (it, priya) = planned(t).await;
        for (changes, said) in [
            (&[("starts", "2026-11-20T10:00")][..], "That is over already"),
            (&[("starts", "")], "Choose a date and a time"),
            (&[("minutes", "0")], "between 5 and 480"),
            (&[("time_zone", "Mars/Base")], "Please choose"),
            (&[("recurs", "own"), ("rule", "every day")], "rule"),
            (&[("until", "2026-11-01")], "before the first meeting"),
            (
                &[("recurs", "own"), ("rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")],
                "no date from now on",
            ),
        ] {
            let seen = priya.post(SERIES, &changed(changes)).await;
            seen.is(422).shows(said);
            assert!(seen.body.contains("value=\"Central, Room 2\""), "what was typed stays");
        }
        assert_eq!(ahead(t, &priya).await[0].1, "2026-11-23T23:00:00Z", "nothing has moved");
        assert!(letters(t).await.is_empty());
        let (yusuf, ann) = (t.visitor(it.house.yusuf).await, t.visitor(it.house.ann).await);
        for nobody in [yusuf, ann] {
            nobody.post(SERIES, &changed(&[])).await.is(403);
            nobody.get(SERIES).await.hides("Change all of them from now on");
        }
        t.visitor(it.house.stranger).await.post(SERIES, &changed(&[])).await.is(404);
        // by the API the same, and what is left out stays
        let change = serde_json::json!({"title": "We", "chair": "priya@library.example",
            "starts": "2026-11-25T10:00"});
        priya.json("PUT", "/api/v1/meeting-series/1", change).await.is(200);
        assert_eq!(ahead(t, &priya).await[0].1, "2026-11-24T23:00:00Z");
        let wrong = serde_json::json!({"title": "We", "chair": "priya@library.example",
            "recurs": "sometimes"});
        priya.json("PUT", "/api/v1/meeting-series/1", wrong).await.is(422);
    });
}

#[test]
fn a_series_that_ends_sooner_or_later_than_it_should_have() {
    each_db(async |t| {
        let (_, priya) = planned(t).await;
        priya.post(SERIES, &changed(&[("until", "2026-12-09")])).await.is(303);
        let live = async || {
            let all = ahead(t, &priya).await.into_iter();
            all.filter(|one| one.2.is_empty()).count()
        };
        assert_eq!(live().await, 2);
        assert!(letters(t).await[0].1.contains(";UNTIL=20261209T125959Z"));
        priya.post(SERIES, &changed(&[("until", ""), ("version", "2")])).await.is(303);
        assert_eq!(live().await, 6);
        letters(t).await;
    });
}

const CLOSED: [(&str, &str); 5] = [
    ("name", "Christmas break"),
    ("department", "1"),
    ("starts", "2026-12-22T00:00"),
    ("ends", "2026-12-23T00:00"),
    ("closed", "yes"),
];

#[test]
fn a_closed_day_noted_later_moves_the_meeting_and_taken_away_moves_it_back() {
    each_db(async |t| {
        let (it, priya) = planned(t).await;
        let contact = t.visitor(it.house.contact).await;
        contact.post("/occasions", &CLOSED).await.is(303);
        let told = letters(t).await;
        assert_eq!(told.len(), 4, "everybody who is invited is told");
        let raw = &told[0].1;
        for line in [
            "has moved from Tuesday 22 December",
            "Christmas break",
            "RECURRENCE-ID;TZID=Australia/Melbourne:20261222T100000",
            "DTSTART;TZID=Australia/Melbourne:20261223T100000",
        ] {
            assert!(raw.contains(line), "{line}\n{raw}");
        }
        priya.get("/meetings/3").await.shows("Wednesday 23 December").shows("Christmas break");
        // nothing happens twice
        t.later(60);
        bridge::run_due(&t.app).await.unwrap();
        assert!(letters(t).await.is_empty());
        contact.post("/occasions/1/removal", &[]).await.is(303);
        assert!(letters(t).await[0].1.contains("DTSTART;TZID=Australia/Melbourne:20261222T100000"));
        priya.get("/meetings/3").await.shows("Tuesday 22 December").hides("Christmas break");
    });
}

#[test]
fn a_closed_day_noted_later_leaves_the_meeting_out_where_the_series_says_so() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        plan(&priya, &[("skipping", "leave_out")]).await;
        letters(t).await;
        let contact = t.visitor(it.house.contact).await;
        contact.post("/occasions", &CLOSED).await.is(303);
        let raw = &letters(t).await[0].1;
        assert!(raw.contains("METHOD:CANCEL") && raw.contains("RECURRENCE-ID"), "{raw}");
        priya.get("/meetings").await.shows("Left out").shows("Christmas break");
        contact.post("/occasions/1/removal", &[]).await.is(303);
        assert!(letters(t).await[0].1.contains("takes place after all"));
        priya.get("/meetings/3").await.shows("Tuesday 22 December").hides("Left out");
        // where they meet all the same, nothing happens
        let keep = changed(&[("skipping", "keep")]);
        priya.post(SERIES, &keep).await.is(303);
        letters(t).await;
        contact.post("/occasions", &CLOSED).await.is(303);
        assert!(letters(t).await.is_empty());
    });
}

#[test]
fn what_the_liaison_moved_by_hand_or_was_held_is_not_moved_by_a_closed_day() {
    each_db(async |t| {
        let (it, priya) = planned(t).await;
        let moved = with(&[("starts", "2026-12-22T14:00"), ("why", "Room"), ("version", "1")]);
        priya.post("/meetings/3", &moved).await.is(303);
        t.later(DAY + 3600);
        priya.post("/meetings/1/holding", &[]).await.is(303);
        letters(t).await;
        let contact = t.visitor(it.house.contact).await;
        contact.post("/occasions", &CLOSED).await.is(303);
        assert!(letters(t).await.is_empty());
        priya.get("/meetings/3").await.shows("Tuesday 22 December \u{2060}2026, 14:00");
    });
}

#[test]
fn an_hour_that_the_clocks_leave_out_comes_as_the_one_after_it_when_a_rhythm_changes() {
    each_db(async |t| {
        let (it, _) = planned(t).await;
        t.later(308 * DAY);
        bridge::run_due(&t.app).await.unwrap();
        t.run_jobs().await;
        let night =
            changed(&[("starts", "2027-10-03T02:30"), ("recurs", "weekly"), ("skipping", "keep")]);
        let priya = t.visitor(it.liaison).await;
        priya.post(SERIES, &night).await.is(303);
        let dates = ahead(t, &priya).await;
        // half past three on the night itself, half past two a week on
        assert_eq!(dates[0].1, "2027-10-02T16:30:00Z");
        assert_eq!(dates[1].1, "2027-10-09T15:30:00Z");
        letters(t).await;
    });
}
