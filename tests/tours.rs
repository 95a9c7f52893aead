//! Tours, placements and ideas, from the first word to what was learnt.

use crate::{
    praise::relate,
    reviews::agree,
    tickets::{House, house, report},
};
use axum::{body::Body, http::Request};
use base::DepartmentId;
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

/// Ann of the library, Yusuf of IT, Helen and the chief who look after things.
async fn set_up(t: &TestApp) -> (House, Visitor, Visitor, Visitor, Visitor) {
    let house = house(t).await;
    relate(t, DepartmentId(1), DepartmentId(3)).await;
    t.grant(house.contact, "liaison", Some(DepartmentId(1)), None).await;
    let chief = t.person("chief@it.example", Some(DepartmentId(3))).await;
    t.grant(chief, "it_manager", Some(DepartmentId(3)), None).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let (helen, chief) = (t.visitor(house.contact).await, t.visitor(chief).await);
    (house, ann, yusuf, helen, chief)
}

const TOUR: [(&str, &str); 8] = [
    ("host", "customer"),
    ("title", "Where a returned book goes"),
    ("stops", "The slot: listen\nThe sorter"),
    ("questions", "Why is bin 4 always full?"),
    ("place", "Returns room"),
    ("minutes", "45"),
    ("most_people", "2"),
    ("starts", "2026-12-01T09:30"),
];

#[test]
fn a_tour_is_offered_agreed_on_by_both_sides_and_written_down() {
    each_db(async |t| {
        let (house, ann, yusuf, ..) = set_up(t).await;
        let to = ann.post("/tours", &TOUR).await.location();
        assert_eq!(to, "/tours/1?said=tour-offered");
        assert_eq!(ann.post("/tours", &TOUR).await.location(), to, "sent twice it is one");
        ann.get("/tours/1").await.shows("Ann offers it").shows("It waits for a yes");
        // one's own proposal is not an agreement, nor is that of the same side
        ann.post("/tours/1/dates/1/acceptance", &[]).await.is(403);
        t.visitor(house.ben).await.post("/tours/1/dates/1/acceptance", &[]).await.is(403);
        yusuf.get("/tours/1.ics").await.is(404);
        // another time, and a yes to that
        let other = [("starts", "2026-12-02T14:00")];
        yusuf.submit("/tours/1/dates", &other).await.shows("Yusuf proposes this");
        ann.post("/tours/1/dates/1/acceptance", &[]).await.is(409);
        ann.submit("/tours/1/dates/2/acceptance", &[]).await.shows("It is agreed");
        yusuf.get("/notifications").await.shows("there is a time for the tour");
        yusuf.submit("/tours/1/guests", &[]).await.shows("1 of 2");
        let diary = [("saw", "Four bins and a very loud fan"), ("surprised", "The fan")];
        yusuf.post("/tours/1/diary", &diary).await.is(422).shows("It has not been yet");
        t.later(20 * 86_400);
        yusuf.post("/tours/1/diary", &[]).await.is(422);
        yusuf.submit("/tours/1/diary", &diary).await.shows("a very loud fan").shows("Say thanks");
        let idea = [("tour", "1"), ("back", "yes"), ("words", "A cover for the fan")];
        yusuf.submit("/ideas", &idea).await.shows("A cover for the fan");
        ann.get("/ideas").await.shows("A cover for the fan");
        ann.get("/tours").await.shows("Been there");
        // what is over cannot be called off, and comes to nobody
        ann.post("/tours/1/withdrawal", &[("reason", "Rain")]).await.is(409);
        yusuf.post("/tours/1/guests", &[]).await.is(409);
    });
}

#[test]
fn times_that_have_passed_and_tours_that_are_full_are_refused_with_a_word() {
    each_db(async |t| {
        let (house, ann, yusuf, helen, _) = set_up(t).await;
        let mut past = TOUR;
        past[7] = ("starts", "2026-11-01T09:30");
        ann.post("/tours", &past).await.is(422).shows("That time has passed").shows("The sorter");
        past[7] = ("starts", "soon");
        ann.post("/tours", &past).await.is(422).shows("Where a returned book goes");
        ann.post("/tours", &TOUR).await.is(303);
        for time in ["2026-11-01T09:30", "2031-11-01T09:30", "never", ""] {
            let seen = yusuf.post("/tours/1/dates", &[("starts", time)]).await;
            seen.is(422);
        }
        for guest in [&ann, &yusuf] {
            guest.post("/tours/1/guests", &[]).await.is(303);
            guest.post("/tours/1/guests", &[]).await.is(303);
        }
        helen.post("/tours/1/guests", &[]).await.is(422).shows("no room left");
        ann.submit("/tours/1/guests", &[("stop", "yes")]).await.shows("1 of 2");
        helen.post("/tours/1/guests", &[]).await.is(303);
        // a time that passed while it waited is no agreement
        t.later(20 * 86_400);
        yusuf.post("/tours/1/dates/1/acceptance", &[]).await.is(422).shows("has passed");
        // called off with a reason, by whoever offered it or looks after things
        t.visitor(house.ben).await.post("/tours/1/withdrawal", &[("reason", "No")]).await.is(403);
        ann.post("/tours/1/withdrawal", &[]).await.is(422);
        ann.submit("/tours/1/withdrawal", &[("reason", "The fan broke")])
            .await
            .shows("The fan broke");
        yusuf.get("/notifications").await.shows("called off the tour");
    });
}

#[test]
fn a_tour_asked_for_goes_to_the_calendar_and_into_the_pocket() {
    each_db(async |t| {
        let (house, ann, yusuf, ..) = set_up(t).await;
        let mut asked = TOUR;
        asked[0] = ("host", "provider");
        ann.post("/tours", &asked).await.is(303);
        ann.get("/tours/1").await.shows("Ann asks for it");
        yusuf.post("/tours/1/dates/1/acceptance", &[]).await.is(303);
        let file = yusuf.get("/tours/1.ics").await;
        assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
        for line in [
            "BEGIN:VEVENT\r\n",
            "DTSTART:20261130T223000Z\r\n",
            "SUMMARY:Where a returned book goes\r\n",
        ] {
            assert!(file.body.contains(line), "{}", file.body);
        }
        ann.get("/tours/1/stops").await.shows("The slot listen").shows("Why is bin 4 always full?");
        for path in
            ["/tours/1", "/tours/1.ics", "/tours/1/stops", "/api/v1/tours/1", "/tours/1/edit"]
        {
            t.visitor(house.stranger).await.get(path).await.is(404).hides("returned book");
        }
        t.visitor(house.stranger).await.get("/tours").await.hides("returned book");
        // changed by whoever wrote it down; the other page is told
        yusuf.get("/tours/1/edit").await.is(403);
        let version = ann.get("/api/v1/tours/1").await.json();
        assert_eq!(version["state"], "agreed");
        let mut change = TOUR.to_vec();
        change.pop();
        change[1] = ("title", "Where the wires end");
        change.push(("version", "1"));
        ann.post("/tours/1", &change).await.is(422).shows("It says now");
        change.pop();
        ann.submit("/tours/1", &change).await.shows("Where the wires end");
    });
}

#[test]
fn what_waits_for_my_yes_is_said_where_i_look_and_names_who_is_missing() {
    each_db(async |t| {
        let (_, ann, yusuf, helen, _) = set_up(t).await;
        ann.post("/tours", &TOUR).await.is(303);
        yusuf.get("/bridge").await.shows("Waits for your yes").shows("a time is proposed");
        yusuf.get("/tours").await.shows("Waits for your yes");
        ann.get("/bridge").await.hides("Waits for your yes");
        ann.get("/tours").await.hides("Waits for your yes");
        let known = yusuf.get("/api/v1/relationships/1").await.json();
        assert_eq!(known["awaited"][0]["href"], "/tours/1");
        // whoever asks to see something comes to see it, and hears who will show it
        let mut asked = TOUR;
        asked[0] = ("host", "provider");
        asked[1] = ("title", "The room that hums");
        ann.submit("/tours", &asked).await.shows("Ann asks for it and proposes").shows("1 of 2");
        yusuf.submit("/tours/2/dates/2/acceptance", &[]).await.shows("Who shows it Yusuf");
        yusuf.post("/placements", &PLACEMENT).await.is(303);
        ann.get("/").await.shows("Waits for your yes").shows("Yusuf with Ann");
        helen.get("/relationships/1").await.shows("a placement to agree to");
        let seen = yusuf.get("/placements/1").await;
        seen.shows("It waits for Ann, somebody for Library, somebody for IT");
        // what is missing is said at once, each with the name it has on the form
        let empty = yusuf.post("/placements", &[("aims", "See it")]).await;
        empty.is(422).shows("With whom: Please fill this in").shows("First day:");
    });
}

const PLACEMENT: [(&str, &str); 7] = [
    ("host", "ann@library.example"),
    ("aims", "See what a queue feels like"),
    ("starts_on", "2026-12-01"),
    ("ends_on", "2027-05-28"),
    ("weekday", "2"),
    ("begins", "09:30"),
    ("hours", "2.5"),
];

#[test]
fn a_placement_takes_four_to_agree_and_its_diary_is_theirs_until_they_share_it() {
    each_db(async |t| {
        let (house, ann, yusuf, helen, chief) = set_up(t).await;
        yusuf.submit("/placements", &PLACEMENT).await.shows("Yusuf with Ann").shows("Proposed");
        assert!(
            yusuf.post("/placements", &PLACEMENT).await.location().starts_with("/placements/1")
        );
        t.visitor(house.ben).await.post("/placements/1/agreement", &[]).await.is(403);
        ann.post("/placements/1/agreement", &[]).await.is(422).shows("changed since you opened");
        agree(&ann, "/placements/1", "version").await.is(303);
        agree(&helen, "/placements/1", "version").await.is(303);
        helen.get("/placements/1").await.shows("It waits for somebody for IT");
        yusuf.post("/placements/1/ending", &[("learnt", "Much")]).await.is(409);
        agree(&chief, "/placements/1", "version").await.is(303);
        chief.get("/placements/1").await.shows("agreed");
        ann.get("/notifications").await.shows("All have agreed");
        // the diary
        let day = [("entry", "The scanner beeps twice for a reason.")];
        yusuf.submit("/placements/1/diary", &day).await.shows("beeps twice");
        yusuf.post("/placements/1/diary", &day).await.is(303);
        helen.post("/placements/1/diary", &day).await.is(403);
        for reader in [&ann, &helen, &chief] {
            reader.get("/placements/1").await.shows("beeps twice");
        }
        let admin = t.person("admin@it.example", Some(DepartmentId(3))).await;
        t.grant(admin, "administrator", None, None).await;
        let confidant = t.person("confidant@library.example", Some(DepartmentId(1))).await;
        t.grant(confidant, "patron_confidant", Some(DepartmentId(1)), None).await;
        let others = [house.ben, house.other_agent, admin, confidant, house.stranger];
        for person in others {
            let reader = t.visitor(person).await;
            for path in [
                "/placements/1",
                "/tours",
                "/api/v1/placements/1",
                "/api/v1/placements",
                "/administration/audit",
                "/api/v1/audit",
                "/search?q=beeps",
                "/notifications",
                "/api/v1/me/tidings",
            ] {
                reader.get(path).await.hides("beeps twice");
            }
            let seen = reader.post("/placements/1/diary/1/sharing", &[]).await;
            seen.is(404);
        }
        ann.post("/placements/1/diary/1/sharing", &[]).await.is(403);
        yusuf.submit("/placements/1/diary/1/sharing", &[]).await.shows("shared with both sides");
        t.visitor(house.ben).await.get("/placements/1").await.shows("beeps twice");
        t.visitor(house.stranger).await.get("/placements/1").await.is(404);
        yusuf.post("/placements/1/diary/1/sharing", &[("stop", "yes")]).await.is(303);
        t.visitor(house.ben).await.get("/placements/1").await.hides("beeps twice");
        // its hours, by the clock on the wall
        let file = ann.get("/placements/1.ics").await;
        file.is(200);
        assert!(file.body.contains("RRULE:FREQ=WEEKLY;UNTIL=20270528T"), "{}", file.body);
        assert_eq!(file.body.matches("BEGIN:VEVENT").count(), 1);
        // and its end
        yusuf.post("/placements/1/ending", &[]).await.is(422);
        let end = [("learnt", "Two screens would halve the queue.")];
        yusuf.submit("/placements/1/ending", &end).await.shows("halve the queue").shows("Over");
        t.visitor(house.ben).await.get("/placements/1").await.shows("halve the queue");
    });
}

#[test]
fn a_placement_that_is_changed_is_agreed_to_anew() {
    each_db(async |t| {
        let (_, ann, yusuf, helen, chief) = set_up(t).await;
        yusuf.post("/placements", &PLACEMENT).await.is(303);
        for one in [&ann, &helen, &chief] {
            agree(one, "/placements/1", "version").await.is(303);
        }
        let mut change = PLACEMENT[1..].to_vec();
        change[5] = ("hours", "4");
        change.push(("version", "1"));
        yusuf.post("/placements/1", &change).await.is(422).shows("It says now");
        change.pop();
        yusuf.submit("/placements/1", &change).await.shows("4 hours a week").shows("Proposed");
        ann.get("/notifications").await.shows("agree again");
        ann.submit("/placements/1/withdrawal", &[("reason", "Exams")]).await.shows("Exams");
    });
}

#[test]
fn a_placement_that_cannot_be_comes_back_with_every_word() {
    each_db(async |t| {
        let (_, _, yusuf, ..) = set_up(t).await;
        for (at, value, told) in [
            (0, "thuy@it.example", "somebody of the same side"),
            (0, "marco@parks.example", "no part in what these two"),
            (0, "nobody", "Nobody is called that"),
            (0, "", "Please fill this in"),
            (2, "", "Choose a day"),
            (3, "2026-11-30", "comes after the first"),
            (3, "2030-01-01", "At most a year"),
            (4, "9", "Please choose one"),
            (5, "half nine", "Write a time"),
            (6, "40", "Between half an hour and 8"),
        ] {
            let mut wrong = PLACEMENT;
            wrong[at].1 = value;
            let seen = yusuf.post("/placements", &wrong).await;
            seen.is(422).shows(told).shows("See what a queue feels like");
        }
        let mut never = PLACEMENT;
        never[3].1 = "2026-12-01";
        never[4].1 = "5";
        yusuf.post("/placements", &never).await.is(422).shows("no such day");
    });
}

#[test]
fn an_idea_is_noted_in_one_box_and_followed_to_its_end() {
    each_db(async |t| {
        let (house, ann, yusuf, helen, _) = set_up(t).await;
        ann.get("/ideas").await.shows("No ideas here");
        let idea = [("words", "Print the queue number on the receipt")];
        let to = ann.post("/ideas", &idea).await.location();
        assert_eq!(ann.post("/ideas", &idea).await.location(), to, "sent twice it is one");
        ann.get("/ideas/1").await.shows("Nobody looks after it yet");
        ann.post("/ideas", &[("words", " ")]).await.is(422);
        // support, once each
        for reader in [&yusuf, &helen, &yusuf] {
            reader.post("/ideas/1/support", &[]).await.is(303);
        }
        ann.get("/ideas").await.shows("would help 2 more");
        yusuf.post("/ideas/1/support", &[("stop", "yes")]).await.is(303);
        ann.get("/ideas").await.shows("would help one more");
        // an owner: oneself, or given by who looks after things
        let give = [("owner", "yusuf@it.example")];
        t.visitor(house.ben).await.post("/ideas/1/owner", &give).await.is(403);
        let outside = [("owner", "marco@parks.example")];
        helen.post("/ideas/1/owner", &outside).await.is(422).shows("no part in what these two");
        helen.submit("/ideas/1/owner", &give).await.shows("Yusuf looks after it");
        yusuf.get("/notifications").await.shows("look after an idea");
        // a no needs its reason, and keeps it
        let no = [("state", "declined")];
        yusuf.post("/ideas/1/outcome", &no).await.is(422).shows("deserves a reason");
        let no = [("state", "declined"), ("reason", "The printer cannot.")];
        t.visitor(house.ben).await.post("/ideas/1/outcome", &no).await.is(403);
        yusuf.submit("/ideas/1/outcome", &no).await.shows("Declined");
        ann.get("/ideas?state=declined").await.shows("The printer cannot.");
        ann.get("/notifications").await.shows("what became of an idea");
        ann.get("/ideas?state=adopted").await.hides("receipt");
        ann.get("/ideas?owner=nobody").await.hides("receipt");
        yusuf.get("/ideas?owner=mine").await.shows("receipt");
        ann.get("/ideas?side=customer").await.shows("receipt");
        ann.get("/ideas?side=provider").await.hides("receipt");
        let stranger = t.visitor(house.stranger).await;
        stranger.get("/ideas").await.hides("receipt");
        stranger.get("/ideas/1").await.is(404);
        stranger.post("/ideas/1/support", &[]).await.is(404);
        stranger.post("/ideas", &idea).await.is(404);
    });
}

#[test]
fn what_was_decided_is_looked_back_on_after_thirty_and_ninety_days_once_each() {
    each_db(async |t| {
        let (house, ann, yusuf, ..) = set_up(t).await;
        ann.post("/ideas", &[("words", "Two keys for the server room")]).await.is(303);
        yusuf.post("/ideas/1/owner", &[("take", "yes")]).await.is(303);
        let adopted = [("state", "adopted"), ("reason", "There are two now.")];
        yusuf.submit("/ideas/1/outcome", &adopted).await.shows("After 30 days");
        let remind = async || bridge::follow_ups::remind_due(&t.app).await.unwrap();
        assert_eq!(remind().await, 0);
        t.later(31 * 86_400);
        // everybody signs in anew
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        assert_eq!(remind().await, 1);
        assert_eq!(remind().await, 0, "once");
        let news = yusuf.get("/notifications").await;
        news.shows("Time to look back: did it hold? Two keys for the server room");
        ann.get("/notifications").await.hides("Time to look back");
        yusuf.post("/ideas/looks/1", &[]).await.is(422);
        let held = [("held", "partly"), ("held-words", "One of them walked off.")];
        yusuf.submit("/ideas/looks/1", &held).await.shows("One of them walked off.");
        // tried anew, the second look is not asked for
        let again = [("state", "tried"), ("reason", "With a hook.")];
        yusuf.post("/ideas/1/outcome", &again).await.is(303);
        t.later(90 * 86_400);
        assert_eq!(remind().await, 0);
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get("/ideas/1").await.hides("After 90 days").shows("One of them walked off.");
    });
}

#[test]
fn programs_do_what_pages_do() {
    each_db(async |t| {
        let (_, ann, yusuf, ..) = set_up(t).await;
        report(&ann).await;
        let made = ann.json("POST", "/api/v1/ideas", json!({"words": "A hook", "ticket": 1})).await;
        assert_eq!(made.is(201).json()["id"], 1);
        let seen = yusuf.get("/api/v1/ideas/1").await;
        assert_eq!(seen.json()["ticket"], 1);
        let put = |tag: &'static str| {
            Request::put("/api/v1/ideas/1/owner")
                .header("content-type", "application/json")
                .header("if-match", tag)
                .body(Body::from(json!({"person": 5}).to_string()))
                .unwrap()
        };
        yusuf.send(put("\"9\"")).await.is(409);
        yusuf.send(put("\"1\"")).await.is(204);
        let outcome = json!({"state": "declined"});
        let refused = yusuf.json("PUT", "/api/v1/ideas/1/outcome", outcome).await;
        assert_eq!(refused.is(422).json()["errors"][0]["field"], "words");
        let tour = json!({"host": "customer", "title": "The van", "stops": "The van: mind the step",
            "minutes": 30, "most_people": 3, "starts_at": "2026-12-01T00:00:00Z"});
        let made = ann.json("POST", "/api/v1/tours", tour).await.is(201).json()["id"].clone();
        assert_eq!(made, 1);
        let call = "/api/v1/tours/1/dates/1/acceptance";
        let seen = yusuf.json("POST", call, json!({})).await.is(200).json();
        assert_eq!(
            (seen["state"].as_str(), seen["stops"][0]["note"].as_str()),
            (Some("agreed"), Some("mind the step"))
        );
        yusuf.json("PUT", "/api/v1/tours/1/guests/me", json!({})).await.is(204);
        let placement = json!({"host": 1, "aims": "To see", "starts_on": "2026-12-01",
            "ends_on": "2027-01-29", "weekday": 2, "begins": "09:00", "minutes": 120});
        yusuf.json("POST", "/api/v1/placements", placement).await.is(201);
        let entry = json!({"entry": "Day one"});
        yusuf.json("POST", "/api/v1/placements/1/diary", entry).await.is(201);
        let seen = ann.get("/api/v1/placements/1").await.json();
        assert_eq!(seen["diary"][0]["words"], "Day one");
    });
}
