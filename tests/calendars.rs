//! When help is there: calendars with public holidays and days that differ, who keeps to them, and
//! what people are promised by them.

use crate::tickets::{house, report};
use testing::{TestApp, Visitor, each_db};

async fn admin(t: &TestApp) -> Visitor {
    let person = t.person("admin@it.example", None).await;
    t.grant(person, "administrator", None, None).await;
    t.visitor(person).await
}

const SUPPORT: [(&str, &str); 5] = [
    ("name", "IT support"),
    ("time_zone", "Australia/Melbourne"),
    ("hours", "mon-fri 9-17"),
    ("country", "AU"),
    ("region", "VIC"),
];
const HOME: &str = "/administration/calendars";

fn with(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let others = SUPPORT.iter().copied().filter(|(other, _)| *other != name);
    others.chain([(name, value)]).collect()
}

/// One of everything a route could be about.
pub async fn one_of_each(t: &TestApp) {
    let system = base::Actor::system();
    let new = people::calendars::NewCalendar {
        name: "Support".to_owned(),
        time_zone: "Australia/Melbourne".to_owned(),
        hours: "Mon-Fri 09:00-17:00".to_owned(),
        ..Default::default()
    };
    people::calendars::create(&t.app, &system, new).await.unwrap();
    let day = people::calendar_days::NewDay {
        name: "Stocktake".to_owned(),
        starts_on: "2027-06-30".to_owned(),
        ..Default::default()
    };
    people::calendar_days::add(&t.app, &system, 1, day).await.unwrap();
}

#[test]
fn a_public_holiday_does_not_count_and_says_so() {
    each_db(async |t| {
        let house = house(t).await;
        let person = t.person("admin@it.example", None).await;
        t.grant(person, "administrator", None, None).await;
        let admin = t.visitor(person).await;
        admin.get("/administration").await.shows("Calendars");
        let none = admin.get(HOME).await;
        none.shows("No calendar yet").shows("on public holidays too");
        let made = admin.submit(HOME, &SUPPORT).await;
        made.shows("Open until today 17:00")
            .shows("Boxing Day")
            .shows("This is the usual calendar");
        made.shows("Friday 25 December").shows("public holiday").hides("Reconciliation Day");
        admin.get(HOME).await.shows("Mon-Fri 09:00-17:00").shows("holidays of Victoria, Australia");
        // Christmas Eve, four in the afternoon: an hour is left, and the next day of work is Tuesday
        t.later(31 * 86_400 + 6 * 3600);
        let ann = t.visitor(house.ann).await;
        ann.get(&report(&ann).await).await.shows("Expect news Tuesday 10:00");
        let admin = t.visitor(person).await;
        t.later(10 * 3600);
        let shown = admin.get(&format!("{HOME}/1")).await;
        shown.shows("Closed, opens Tuesday 09:00");
    });
}

#[test]
fn days_are_noted_and_count_before_holidays() {
    each_db(async |t| {
        house(t).await;
        let admin = admin(t).await;
        admin.post(HOME, &SUPPORT).await.is(303);
        let days = format!("{HOME}/1/days");
        admin.get(&format!("{days}/new")).await.is(200).shows("Note a day that differs");
        let summer = [
            ("name", "Summer hours"),
            ("starts_on", "2026-12-22"),
            ("ends_on", "2027-01-08"),
            ("hours", "mon-fri 10-15"),
        ];
        let seen = admin.submit(&days, &summer).await;
        seen.shows("Summer hours")
            .shows("Mon-Fri 10:00-15:00")
            .shows("22 December \u{2060}2026 to 8 January");
        admin.post(&days, &summer).await.is(303);
        let api = admin.get("/api/v1/calendars/1/days").await.json();
        assert_eq!(api.as_array().unwrap().len(), 1, "pressed twice it is one");
        let open = [("name", "Open on the Day"), ("starts_on", "2027-01-26"), ("hours", "10-12")];
        admin.submit(&days, &open).await.shows("Open on the Day").shows("daily 10:00-12:00");
        // another on the same days is refused, and nothing that was typed is lost
        let over = [("name", "Stocktake"), ("starts_on", "2027-01-08"), ("ends_on", "")];
        let refused = admin.post(&days, &over).await;
        refused.is(422).shows("Summer hours is on those days already");
        assert!(refused.body.contains("value=\"Stocktake\""));
        for (name, value, said) in [
            ("name", "", "Please fill this in"),
            ("starts_on", "Christmas", "Write the date"),
            ("ends_on", "2027-02-01", "The last day is before the first one"),
            ("ends_on", "2037-02-01", "more than 400 days"),
            ("hours", "25-99", "value=\"25-99\""),
        ] {
            let mut form = vec![("name", "Party"), ("starts_on", "2027-02-03")];
            form.retain(|(other, _)| *other != name);
            form.push((name, value));
            let refused = admin.post(&days, &form).await;
            refused.is(422);
            assert!(refused.body.contains(said), "{name} {value}: {}", refused.body);
        }
        admin.submit("/administration/calendar-days/1/removal", &[]).await.hides("Summer hours");
        admin.post("/administration/calendar-days/1/removal", &[]).await.is(404);
        let audit = admin.get("/administration/audit").await;
        audit.shows("noted a day that differs").shows("took away a day that differs");
    });
}

#[test]
fn a_calendar_that_makes_no_sense_is_refused_beside_its_field() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = admin(t).await;
        for (name, value, said) in [
            ("name", "", "Please fill this in"),
            ("hours", "", "It is never open like this"),
            ("hours", "closed", "It is never open like this"),
            ("hours", "Mon-Fri 18-9", "Mon-Fri 18-9"),
            ("time_zone", "Atlantis", "not a time zone we know"),
            ("country", "XX", "Please choose one"),
            ("region", "BY", "Please choose one"),
        ] {
            let refused = admin.post(HOME, &with(name, value)).await;
            refused.is(422);
            assert!(refused.body.contains(said), "{name} {value}");
            let kept = if name == "name" { "mon-fri 9-17" } else { "value=\"IT support\"" };
            assert!(refused.body.contains(kept), "{name}: what was typed stays");
        }
        // another country was chosen: its regions are offered, and nothing is saved
        let mut form = with("country", "DE");
        form.push(("regions", "yes"));
        let offered = admin.post(HOME, &form).await;
        offered.is(200).shows("Bayern").hides("Tasmania");
        assert!(offered.body.contains("value=\"IT support\""));
        admin.get(HOME).await.shows("No calendar yet");
        admin.post(HOME, &SUPPORT).await.is(303);
        admin.post(HOME, &SUPPORT).await.is(422).shows("There is one with this name");
        let ann = t.visitor(house.ann).await;
        ann.get(HOME).await.is(403);
        ann.post(HOME, &SUPPORT).await.is(403);
        ann.post(&format!("{HOME}/1/days"), &[("name", "Day off")]).await.is(403);
        ann.get("/api/v1/calendars").await.is(200);
        ann.json("POST", "/api/v1/calendars", serde_json::json!({})).await.is(403);
    });
}

#[test]
fn two_who_change_a_calendar_at_once_are_both_told() {
    each_db(async |t| {
        house(t).await;
        let admin = admin(t).await;
        admin.post(HOME, &SUPPORT).await.is(303);
        let first: Vec<_> =
            with("hours", "mon-fri 8-16").into_iter().chain([("version", "1")]).collect();
        let at = format!("{HOME}/1");
        admin.submit(&at, &first).await.shows("Open until today 16:00");
        let second: Vec<_> =
            with("hours", "mon-fri 10-18").into_iter().chain([("version", "1")]).collect();
        let told = admin.post(&at, &second).await;
        told.is(422).shows("It says now: Mon-Fri 08:00-16:00");
        assert!(told.body.contains("mon-fri 10-18"), "what was typed stays");
    });
}

#[test]
fn a_team_and_a_department_keep_to_calendars_of_their_own() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = admin(t).await;
        admin.post(HOME, &SUPPORT).await.is(303);
        let early =
            [("name", "Early"), ("time_zone", "Australia/Melbourne"), ("hours", "mon-fri 7-11")];
        admin.post(HOME, &early).await.is(303);
        let ann = t.visitor(house.ann).await;
        ann.get(&report(&ann).await).await.shows("Expect news today 12:00");
        let team = |calendar: &'static str| {
            [("name", "Network"), ("department", "3"), ("calendar", calendar)]
        };
        let version = |n: &'static str| [("version", n)];
        let form: Vec<_> = team("2").into_iter().chain(version("1")).collect();
        admin.post("/administration/teams/1", &form).await.is(303);
        ann.get(&report(&ann).await).await.shows("Expect news tomorrow 08:00");
        admin.get(&format!("{HOME}/2")).await.shows("Network");
        admin.get(HOME).await.shows("Network");
        let odd: Vec<_> = team("99").into_iter().chain(version("2")).collect();
        admin.post("/administration/teams/1", &odd).await.is(422).shows("Please choose one");
        // a clock must not lose its calendar
        let refused = admin.post(&format!("{HOME}/2/deactivation"), &[]).await;
        refused.is(422).shows("Somebody keeps to this calendar");
        admin.post(&format!("{HOME}/1/deactivation"), &[]).await.is(422);
        let none: Vec<_> = team("").into_iter().chain(version("2")).collect();
        admin.post("/administration/teams/1", &none).await.is(303);
        admin.submit(&format!("{HOME}/2/deactivation"), &[]).await.shows("Put back in use");
        // without one of its own it keeps to its department's, and then to the usual one
        admin.post(&format!("{HOME}/2/reactivation"), &[]).await.is(303);
        admin.submit(&format!("{HOME}/2/usual"), &[]).await.shows("This is the usual calendar");
        ann.get(&report(&ann).await).await.shows("Expect news tomorrow 08:00");
        let it = [("name", "IT"), ("kind", "internal"), ("is_provider", "yes"), ("calendar", "1")];
        let it: Vec<_> = it.into_iter().chain(version("1")).collect();
        admin.post("/administration/departments/3", &it).await.is(303);
        ann.get(&report(&ann).await).await.shows("Expect news today 12:00");
    });
}

#[test]
fn closed_hours_that_somebody_noted_count_for_nothing() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = admin(t).await;
        admin.post(HOME, &SUPPORT).await.is(303);
        let move_day = [
            ("name", "IT moves house"),
            ("department", "3"),
            ("starts", "2026-11-23T09:00"),
            ("ends", "2026-11-24T12:00"),
            ("closed", "yes"),
        ];
        admin.post("/occasions", &move_day).await.is(303);
        let ann = t.visitor(house.ann).await;
        ann.get(&report(&ann).await).await.shows("Expect news tomorrow 14:00");
    });
}

#[test]
fn a_place_that_is_closed_today_says_why() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = admin(t).await;
        admin.post(HOME, &SUPPORT).await.is(303);
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let beside = format!("{ticket}/beside");
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get(&beside).await.shows("open until 18:00");
        let place = [
            ("version", "1"),
            ("name", "Northside"),
            ("time_zone", "Australia/Melbourne"),
            ("hours", "Mon-Fri 09:00-18:00"),
            ("calendar", "1"),
        ];
        admin.post("/administration/locations/1", &place).await.is(303);
        let day = [("name", "Stocktake"), ("starts_on", "2026-11-23")];
        admin.post(&format!("{HOME}/1/days"), &day).await.is(303);
        yusuf.get(&beside).await.shows("closed now (Stocktake), opens tomorrow 09:00");
    });
}

#[test]
fn programs_keep_calendars_too() {
    each_db(async |t| {
        house(t).await;
        let admin = admin(t).await;
        let new = serde_json::json!({"name": "Support", "time_zone": "Australia/Melbourne",
            "hours": "Mon-Fri 9-17", "country": "AU", "region": "VIC"});
        let made = admin.json("POST", "/api/v1/calendars", new.clone()).await;
        made.is(201);
        assert_eq!(made.json()["is_usual"], true);
        admin.json("POST", "/api/v1/calendars", new).await.is(422);
        let day = serde_json::json!({"name": "Stocktake", "starts_on": "2027-06-30"});
        let noted = admin.json("POST", "/api/v1/calendars/1/days", day).await;
        assert_eq!(noted.json()["ends_on"], "2027-06-30");
        admin.json("DELETE", "/api/v1/calendar-days/1", serde_json::json!({})).await.is(204);
        admin.json("DELETE", "/api/v1/calendar-days/1", serde_json::json!({})).await.is(404);
        let never = serde_json::json!({"name": "Support", "time_zone": "UTC", "hours": "closed"});
        admin.json("PUT", "/api/v1/calendars/1", never).await.is(422);
        admin.json("POST", "/api/v1/calendars/1/deactivation", serde_json::json!({})).await.is(422);
        admin.get("/api/v1/calendars/7").await.is(404);
    });
}
