//! When it is not working: a private ladder, its steps, its briefings and its endings.

use crate::{
    notices::letters,
    tickets::{House, house, report},
};
use base::{Actor, DepartmentId};
use bridge::relationships::{NewRelationship, create};
use testing::{Seen, TestApp, Visitor, each_db};

/// The library (row 1) and IT begin to work together; gives the number of that.
pub async fn relate(t: &TestApp, customer: DepartmentId, provider: DepartmentId) -> i64 {
    let new = NewRelationship {
        customer: Some(customer),
        provider: Some(provider),
        purpose: "Machines that work and people who know each other".into(),
    };
    create(&t.app, &Actor::system(), new).await.expect("a relationship")
}

pub const BEGUN: [(&str, &str); 6] = [
    ("relationship", "1"),
    ("title", "Receipt printers stop every week"),
    ("words", "We mend it, and on Monday it is back. I dread Mondays."),
    ("wants", "Find out why, once, and tell us."),
    ("wants_on", "2027-01-29"),
    ("tickets", "#1"),
];

/// Ladder 1 of whoever it is, about request 1.
pub async fn begin(visitor: &Visitor) -> String {
    let to = visitor.post("/ladders", &BEGUN).await.location();
    to.split('?').next().unwrap_or_default().to_owned()
}

/// For the cast, whose library and IT work together: a ladder of the agent, with somebody let in who
/// left again.
pub async fn one_of_each(agent: &Visitor) {
    begin(agent).await;
    let guest = [("person", "confidant@library.example"), ("why", "You know it")];
    agent.post("/ladders/1/guests", &guest).await.is(303);
    agent.post("/ladders/1/guests/1/removal", &[]).await.is(303);
}

pub async fn set_up(t: &TestApp) -> (House, Visitor) {
    let house = house(t).await;
    relate(t, DepartmentId(1), DepartmentId(3)).await;
    let ann = t.visitor(house.ann).await;
    report(&ann).await;
    assert_eq!(begin(&ann).await, "/ladders/1");
    (house, ann)
}

/// The address of a step of ladder 1.
pub async fn rung(visitor: &Visitor, kind: &str) -> String {
    let steps = visitor.get("/api/v1/ladders/1").await.json()["steps"].clone();
    let steps = steps.as_array().unwrap().iter();
    let found = steps.clone().find(|step| step["kind"] == kind).unwrap()["id"].clone();
    format!("/ladders/rungs/{found}")
}

/// What a page says, without the number of the request.
fn said(seen: &Seen) -> String {
    let text = seen.text();
    text.split("give them this:").next().unwrap_or_default().to_owned()
}

pub async fn let_in(owner: &Visitor, whom: &str, writes: bool) -> Seen {
    let mut fields = vec![("person", whom), ("why", "You offered to come along")];
    if writes {
        fields.push(("may_write", "yes"));
    }
    owner.post("/ladders/1/guests", &fields).await
}

#[test]
fn somebody_begins_a_ladder_and_sees_what_to_do_next() {
    each_db(async |t| {
        let (_, ann) = set_up(t).await;
        let page = ann.get("/ladders/1").await;
        page.shows("Receipt printers stop every week").shows("I dread Mondays");
        page.shows("Only you can see this").shows("Talk to your own manager");
        page.shows("next, perhaps").shows("Accept that it may not change").shows("#1");
        ann.get("/ladders").await.shows("Receipt printers stop every week").shows("under way");
        // sent twice it is one
        assert_eq!(begin(&ann).await, "/ladders/1");
    });
}

#[test]
fn nobody_else_can_tell_that_there_is_a_ladder() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let manager = t.person("manager@library.example", Some(DepartmentId(1))).await;
        t.grant(manager, "manager", Some(DepartmentId(1)), None).await;
        let chief = t.person("chief@it.example", Some(DepartmentId(3))).await;
        t.grant(chief, "it_manager", Some(DepartmentId(3)), None).await;
        let first = rung(&ann, "own_manager").await;
        ann.post(&format!("{first}/notes"), &[("note", "We talked long")]).await.is(303);
        ann.post(&format!("{first}/briefing/anew"), &[]).await.is(303);
        let number = first.rsplit('/').next().unwrap().to_owned();
        for person in [house.ben, house.contact, house.yusuf, house.stranger, manager, chief, admin]
        {
            let visitor = t.visitor(person).await;
            for path in ["", "/edit", "/ending"] {
                visitor.get(&format!("/ladders/1{path}")).await.is(404);
            }
            for path in ["", "/briefing", "/briefing/edit", "/briefing/pdf", "/worksheet"] {
                let seen = visitor.get(&format!("{first}{path}")).await;
                // the same answer as where there is nothing
                let nothing = visitor.get(&format!("/ladders/rungs/9999{path}")).await;
                assert_eq!(said(seen.is(404)), said(nothing.is(404)));
            }
            for path in [
                "ladders/1".to_owned(),
                "ladders/1/expectations".to_owned(),
                format!("rungs/{number}"),
                format!("rungs/{number}/briefing"),
                format!("rungs/{number}/briefing.pdf"),
                format!("rungs/{number}/worksheet"),
            ] {
                visitor.get(&format!("/api/v1/{path}")).await.is(404);
            }
            assert_eq!(visitor.get("/api/v1/ladders").await.json(), serde_json::json!([]));
            visitor.post(&format!("{first}/notes"), &[("note", "x")]).await.is(404);
            visitor.post("/ladders/1/guests", &[("person", "ben"), ("why", "x")]).await.is(404);
            visitor.post("/ladders/1/ending", &[("state", "accepted")]).await.is(404);
            for path in ["/ladders", "/search?q=dread", "/search?q=receipt", "/notifications", "/"]
            {
                visitor.get(path).await.hides("dread Mondays").hides("Receipt printers stop");
            }
        }
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get("/tickets/1").await.hides("ladder").hides("Receipt printers stop");
        let audit = t.visitor(admin).await.get("/administration/audit").await;
        audit.hides("ladder").hides("Receipt printers");
        // tidy: allow sql because what is in no page must be in no row of it either
        let rows: i64 = t
            .app
            .read(|tx| {
                let sql = base::sql!(
                    "select count(*) from event where kind like 'ladder%' or kind like 'rung%'
                      or subject like 'ladder%' or after like '%dread%'"
                );
                let (count,): (i64,) = tx.one(sql, &[])?;
                Ok(count)
            })
            .await
            .unwrap();
        assert_eq!(rows, 0, "the common trail knows nothing of it");
    });
}

#[test]
fn letting_somebody_in_is_noted_and_told_and_can_be_taken_back() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        letters(t).await;
        let_in(&ann, "helen@library.example", false).await.is(303);
        let helen = t.visitor(house.contact).await;
        let news = helen.get("/notifications").await;
        news.shows("Ann has let you in on something private").hides("Receipt");
        helen.get("/").await.shows("New for you: 1");
        let told = letters(t).await;
        let (to, letter) = &told[0];
        assert_eq!(to, "helen@library.example");
        let said = format!("{:?} {}", letter.subject, letter.text);
        assert!(said.contains("something private") && said.contains("/ladders\n"), "{said}");
        assert!(!said.contains("Receipt") && !said.contains("/ladders/1"), "{said}");
        let list = helen.get("/ladders").await;
        list.shows("You were let in").shows("Receipt printers").shows("Waits for you");
        helen.get("/notifications").await.hides("Unread");
        let page = helen.get("/ladders/1").await;
        page.shows("Only Ann").hides("Let them in").shows("You offered to come along");
        helen.get("/ladders").await.hides("Waits for you");
        ann.get("/ladders/1").await.shows("has looked").shows("let Helen in, to read");
        // reading is not writing
        let first = rung(&helen, "own_manager").await;
        helen.get(&format!("{first}/briefing")).await.is(200);
        helen.post(&format!("{first}/notes"), &[("note", "mine")]).await.is(403);
        helen.post(&format!("{first}/briefing"), &[("words", "mine")]).await.is(403);
        helen.get("/ladders/1/edit").await.is(403);
        let_in(&helen, "ben@library.example", true).await.is(403);
        let_in(&ann, "helen@library.example", true).await.is(303);
        assert_eq!(letters(t).await.len(), 0, "told once");
        helen.post(&format!("{first}/notes"), &[("note", "We talked")]).await.is(303);
        ann.post("/ladders/1/guests/1/removal", &[]).await.is(303);
        ann.post("/ladders/1/guests/1/removal", &[]).await.is(303);
        ann.get("/ladders/1").await.shows("took the invitation of Helen back").shows("Nobody else");
        helen.get("/ladders/1").await.is(404);
        helen.get("/ladders").await.hides("Receipt printers");
    });
}

#[test]
fn whoever_was_let_in_can_leave_by_themselves() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        let_in(&ann, "helen@library.example", false).await.is(303);
        let helen = t.visitor(house.contact).await;
        let left = helen.submit("/ladders/1/guests/1/removal", &[]).await;
        left.is(200).shows("not on that ladder any more");
        ann.get("/ladders/1").await.shows("Helen left");
    });
}

#[test]
fn a_step_that_was_taken_is_looked_at_again_and_reminds_once() {
    each_db(async |t| {
        let (_, ann) = set_up(t).await;
        let first = rung(&ann, "own_manager").await;
        let note = [
            ("whom", "Helen"),
            ("note", "She will ask Rajiv for half an hour."),
            ("wait_days", "3"),
        ];
        ann.post(&format!("{first}/notes"), &note).await.is(303);
        ann.post(&format!("{first}/notes"), &note).await.is(303);
        let page = ann.get(&first).await;
        page.shows("She will ask Rajiv").shows("Look at it again on");
        assert_eq!(page.text().matches("She will ask Rajiv").count(), 1, "noted once");
        letters(t).await;
        bridge::run_due(&t.app).await.unwrap();
        assert_eq!(letters(t).await.len(), 0, "not yet");
        t.later(4 * 86_400);
        bridge::run_due(&t.app).await.unwrap();
        bridge::run_due(&t.app).await.unwrap();
        let told = letters(t).await;
        assert_eq!(told.len(), 1);
        let said = format!("{:?} {}", told[0].1.subject, told[0].1.text);
        assert!(said.contains("asked to be reminded of") && !said.contains("Receipt"), "{said}");
        let news = ann.get("/notifications").await;
        news.shows("Something you asked to be reminded of").hides("Receipt");
        ann.get("/ladders").await.shows("Waits for you");
        ann.get("/ladders/1").await.shows("Look at it again now");
        // planned anew, it is quiet, and reminds again on that day
        ann.post(&format!("{first}/look"), &[("look_on", "2026-12-24")]).await.is(303);
        ann.get("/ladders").await.hides("Waits for you");
        ann.post(&format!("{first}/look"), &[("look_on", "")]).await.is(303);
        t.later(90 * 86_400);
        bridge::run_due(&t.app).await.unwrap();
        assert_eq!(letters(t).await.len(), 0, "no reminder was wanted");
    });
}

#[test]
fn a_step_can_be_left_out_with_a_word_and_taken_up_again() {
    each_db(async |t| {
        let (_, ann) = set_up(t).await;
        let first = rung(&ann, "expectations").await;
        ann.post(&format!("{first}/skipping"), &[("skip_words", "")]).await.is(422);
        let why = [("skip_words", "I did that last year")];
        ann.post(&format!("{first}/skipping"), &why).await.is(303);
        let page = ann.get("/ladders/1").await;
        page.shows("left out").shows("I did that last year");
        let next = ann.get("/api/v1/ladders/1").await.json();
        let step = &next["steps"][1];
        assert_eq!(next["next_step"], step["id"], "the next one is advised");
        assert_eq!(step["kind"], "own_manager");
        ann.post(&format!("{first}/return"), &[]).await.is(303);
        ann.get(&first).await.hides("This step was left out");
    });
}

#[test]
fn what_is_wrong_with_a_form_is_said_beside_it_and_nothing_is_lost() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        let mut wrong = BEGUN.to_vec();
        wrong[1] = ("title", "");
        wrong[4] = ("wants_on", "soon");
        wrong[5] = ("tickets", "1, the printer");
        let seen = ann.post("/ladders", &wrong).await;
        seen.is(422).shows("no request the").shows("year-month-day").shows("I dread Mondays");
        wrong = BEGUN.to_vec();
        wrong[5] = ("tickets", "77");
        ann.post("/ladders", &wrong).await.is(422).shows("There is no request 77");
        wrong[0] = ("relationship", "99");
        ann.post("/ladders", &wrong).await.is(422).shows("Please choose one");
        // of somebody else's request nobody learns that it is there
        let theirs = [("tickets", "1")];
        let stranger = t.visitor(house.stranger).await;
        let sent: Vec<_> = BEGUN[..5].iter().copied().chain(theirs).collect();
        stranger.post("/ladders", &sent).await.is(422);
        stranger.get("/ladders/new").await.shows("not part of a working relationship");
        let first = rung(&ann, "own_manager").await;
        for (field, value, said) in [
            ("happened_on", "2030-01-01", "still to come"),
            ("happened_on", "x", "year-month-day"),
            ("wait_days", "0", "from 1 to 365"),
        ] {
            let note = [("note", "kept words"), (field, value)];
            let seen = ann.post(&format!("{first}/notes"), &note).await;
            seen.is(422).shows(said).shows("kept words");
        }
        ann.post(&format!("{first}/look"), &[("look_on", "2020-01-01")]).await.is(422);
        for (whom, said) in [
            ("", "Please fill this in"),
            ("nobody@x.example", "no"),
            ("ann@library.example", "yours"),
        ] {
            ann.post("/ladders/1/guests", &[("person", whom), ("why", "x")])
                .await
                .is(422)
                .shows(said);
        }
        ann.get(&format!("{first}/worksheet")).await.is(404);
    });
}

#[test]
fn somebody_who_writes_second_is_told_and_shown_both() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        let_in(&ann, "helen@library.example", true).await.is(303);
        let helen = t.visitor(house.contact).await;
        let mut theirs = BEGUN.to_vec();
        theirs[2] = ("words", "Helen’s words");
        theirs.push(("version", "1"));
        helen.post("/ladders/1", &theirs).await.is(303);
        let mut mine = BEGUN.to_vec();
        mine[2] = ("words", "Ann’s words");
        mine.push(("version", "1"));
        let seen = ann.post("/ladders/1", &mine).await;
        seen.is(422).shows("Helen’s words").shows("Ann’s words");
        mine[6] = ("version", "2");
        ann.post("/ladders/1", &mine).await.is(303);
        ann.get("/ladders/1").await.shows("Ann’s words");
        let sheet = format!("{}/worksheet", rung(&ann, "agreement").await);
        ann.post(&sheet, &[("version", "0"), ("asks", "An answer by noon")]).await.is(303);
        let seen = helen.post(&sheet, &[("version", "0"), ("asks", "By ten")]).await;
        seen.is(422).shows("An answer by noon").shows("By ten");
        helen.post(&sheet, &[("version", "1"), ("asks", "By ten")]).await.is(303);
    });
}

#[test]
fn a_ladder_ends_and_is_taken_up_again() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        let end = |state, on| [("state", state), ("ending_words", "We differ."), ("review_on", on)];
        let path = "/ladders/1/ending";
        ann.get(path).await.shows("we live with it");
        ann.post(path, &end("coexisting", "")).await.is(422).shows("We differ.");
        ann.post(path, &end("coexisting", "2020-01-01")).await.is(422).shows("a day to come");
        ann.post(path, &end("climbing", "")).await.is(422);
        ann.post(path, &end("coexisting", "2026-12-24")).await.is(303);
        ann.post(path, &end("coexisting", "2026-12-24")).await.is(303);
        let page = ann.get("/ladders/1").await;
        page.shows("work side by side").shows("We differ.").shows("asked again on 24 December");
        letters(t).await;
        t.later(40 * 86_400);
        bridge::run_due(&t.app).await.unwrap();
        bridge::run_due(&t.app).await.unwrap();
        assert_eq!(letters(t).await.len(), 1, "reminded once");
        let ann = t.visitor(house.ann).await;
        ann.get("/ladders/1").await.shows("Is it still so?");
        let news = ann.get("/notifications").await;
        news.shows("Something you asked to be reminded of").hides("Receipt");
        ann.post("/ladders/1/resumption", &[]).await.is(303);
        ann.post("/ladders/1/resumption", &[]).await.is(303);
        ann.get("/ladders/1").await.shows("took it up again").hides("Is it still so?");
        ann.post(path, &end("resolved", "")).await.is(303);
        ann.get("/ladders").await.shows("resolved");
    });
}

#[test]
fn when_its_owner_has_left_those_let_in_go_on_reading_and_nobody_new_gets_in() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        let_in(&ann, "helen@library.example", true).await.is(303);
        let first = rung(&ann, "own_manager").await;
        ann.post(&format!("{first}/notes"), &[("note", "x"), ("wait_days", "1")]).await.is(303);
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        letters(t).await;
        people::persons::deactivate(&t.app, &Actor::system(), house.ann).await.unwrap();
        let helen = t.visitor(house.contact).await;
        helen.get("/ladders/1").await.is(200).shows("has left").shows("I dread Mondays");
        let_in(&helen, "ben@library.example", false).await.is(403);
        helen.post(&format!("{first}/notes"), &[("note", "We go on")]).await.is(303);
        helen.get(&format!("{first}/briefing")).await.is(200);
        t.visitor(admin).await.get("/ladders/1").await.is(404);
        t.later(9 * 86_400);
        bridge::run_due(&t.app).await.unwrap();
        assert_eq!(letters(t).await.len(), 0, "nobody is reminded");
    });
}

#[test]
fn programs_can_do_everything_that_pages_can() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        let body = serde_json::json!({"relationship": 1, "title": "Wi-Fi", "words": "It drops",
            "tickets": [1]});
        let made = ann.json("POST", "/api/v1/ladders", body.clone()).await;
        let made = made.is(201).json();
        assert_eq!((made["part"].as_str(), made["tickets"][0].as_i64()), (Some("owns"), Some(1)));
        let path = format!("/api/v1/ladders/{}", made["id"]);
        assert_eq!(ann.json("PUT", &path, body).await.is(200).headers["etag"], "\"2\"");
        let guest = serde_json::json!({"person": house.contact.0, "why": "You know it"});
        ann.json("POST", &format!("{path}/guests"), guest).await.is(204);
        let whole = ann.get(&path).await.json();
        let guest = &whole["guests"][0]["id"];
        let step = format!("/api/v1/rungs/{}", whole["steps"][0]["id"]);
        let note = serde_json::json!({"words": "Looked at it", "wait_days": 2});
        ann.json("POST", &format!("{step}/notes"), note).await.is(204);
        let look = serde_json::json!({"look_on": "2026-12-24"});
        ann.json("PUT", &format!("{step}/look"), look).await.is(204);
        let words = serde_json::json!({"words": "No need"});
        ann.json("POST", &format!("{step}/skipping"), words).await.is(204);
        ann.json("DELETE", &format!("{step}/skipping"), serde_json::json!({})).await.is(204);
        assert_eq!(ann.get(&step).await.json()["state"], "taken");
        let sheet = serde_json::json!({"asks": "a", "gives": "b", "learned": "c"});
        ann.json("PUT", &format!("{step}/worksheet"), sheet).await.is(200);
        assert_eq!(ann.get(&format!("{step}/worksheet")).await.json()["gives"], "b");
        let words = serde_json::json!({"addressee": "Helen", "words": "Facts"});
        ann.json("PUT", &format!("{step}/briefing"), words).await.is(200);
        let anew = ann.json("POST", &format!("{step}/briefing/anew"), serde_json::json!({})).await;
        assert_eq!(anew.is(200).json()["earlier"][0]["words"], "Facts");
        assert!(ann.get(&format!("{step}/briefing.pdf")).await.bytes.starts_with(b"%PDF"));
        ann.get(&format!("{path}/expectations")).await.is(200);
        let gone = format!("{path}/guests/{guest}");
        ann.json("DELETE", &gone, serde_json::json!({})).await.is(204);
        let end = serde_json::json!({"state": "accepted", "words": "So be it"});
        ann.json("POST", &format!("{path}/ending"), end).await.is(204);
        ann.json("POST", &format!("{path}/resumption"), serde_json::json!({})).await.is(204);
        assert_eq!(ann.get(&path).await.json()["state"], "climbing");
    });
}
