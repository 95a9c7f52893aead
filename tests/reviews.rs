//! Looking back together, without blaming anybody.

use crate::{
    ladder::relate,
    notices::letters,
    tickets::{House, house, report},
};
use base::{Actor, DepartmentId};
use testing::{Seen, TestApp, Visitor, each_db};

const BEGUN: [(&str, &str); 4] = [
    ("relationship", "1"),
    ("title", "The Monday when nobody could borrow"),
    ("words", "The self-check machines said out of service until noon."),
    ("tickets", "1"),
];

const CHANGE: [(&str, &str); 4] = [
    ("kind", "change"),
    ("words", "A note goes to the branches before each update."),
    ("owner", "5"),
    ("due_on", "2026-12-01"),
];

/// For the cast: review 1 of the agent, with one of each thing in it.
pub async fn one_of_each(agent: &Visitor) {
    agent.post("/reviews", &BEGUN).await.is(303);
    for (kind, sort) in [("factor", "process"), ("change", ""), ("own", ""), ("helped", "")] {
        let part = [("kind", kind), ("sort", sort), ("words", "Nobody was told")];
        agent.post("/reviews/1/parts", &part).await.is(303);
    }
}

/// Presses the button that agrees to what a page says; `name` is what it calls what was read.
pub async fn agree(who: &Visitor, path: &str, name: &str) -> Seen {
    let page = who.get(path).await;
    let hidden = format!("name=\"{name}\" value=\"");
    let rest = page.body.split_once(&hidden).map(|(_, rest)| rest).unwrap_or_default();
    let read = rest.split('"').next().unwrap_or_default();
    who.post(&format!("{path}/agreement"), &[(name, read)]).await
}

/// Ann reported it, Yusuf put it right and looks back with Ann.
pub async fn set_up(t: &TestApp) -> (House, Visitor, Visitor) {
    let house = house(t).await;
    relate(t, DepartmentId(1), DepartmentId(3)).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    report(&ann).await;
    yusuf.post("/tickets/1/notes", &[("body", "Only for us: the vendor again")]).await.is(303);
    yusuf.post("/tickets/1/replies", &[("body", "We look at it")]).await.is(303);
    let done = [("cause", "network"), ("words", "A rule was wrong.")];
    yusuf.post("/tickets/1/resolution", &done).await.is(303);
    yusuf.get("/tickets/1").await.shows("something to learn from it");
    ann.get("/tickets/1").await.hides("something to learn from it");
    yusuf.get("/reviews/new?ticket=1").await.shows("What happened?");
    let made = yusuf.post("/reviews", &BEGUN).await.location();
    assert!(made.starts_with("/reviews/1?"), "{made}");
    yusuf.post("/reviews", &BEGUN).await.is(303);
    letters(t).await;
    let asked = yusuf.submit("/reviews/1/people", &[("person", "ann@library.example")]).await;
    asked.is(200).shows("They take part");
    (house, ann, yusuf)
}

#[test]
fn an_open_review_hears_that_somebody_wrote_in_it_and_nobody_else_does() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let mut stream = ann.listen("/live?review=1").await;
        let part = [("kind", "helped"), ("words", "Somebody rang at once")];
        yusuf.post("/reviews/1/parts", &part).await.is(303);
        let said = stream.next().await.unwrap();
        assert_eq!((said.event.as_str(), said.data.as_str()), ("review", "review"));
        t.visitor(house.ben).await.get("/live?review=1").await.is(404);
        t.visitor(house.stranger).await.get("/live?review=1").await.is(404);
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        t.visitor(admin).await.get("/live?review=1").await.is(404);
        t.run_jobs().await;
    });
}

#[test]
fn both_sides_look_back_and_agree_that_others_may_read_it() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let told = letters(t).await;
        assert_eq!(told.len(), 1, "asked once");
        assert!(!told[0].1.text.contains("Monday"), "{}", told[0].1.text);
        let news = ann.get("/notifications").await;
        news.shows("Yusuf asks you to look back together").hides("The Monday");
        ann.get("/reviews").await.shows("Waits for you");
        let page = ann.get("/reviews/1").await;
        page.shows("Library reported it").shows("IT answered").shows("IT put it right");
        // nobody is named, and what only IT may read is not there
        let (moments, _) = page
            .text()
            .split_once("What helped")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        assert!(!moments.contains("Yusuf") && !moments.contains("vendor"), "{moments}");
        ann.get("/reviews").await.hides("Waits for you");
        ann.get("/notifications").await.hides("Unread");
        for part in [
            [("kind", "factor"), ("sort", "information"), ("words", "Nobody told the branches")],
            [("kind", "factor"), ("sort", "tool"), ("words", "The test line is shared")],
            [("kind", "helped"), ("sort", ""), ("words", "The paper slips")],
            [("kind", "own"), ("sort", ""), ("words", "We did not look at the notice")],
        ] {
            ann.post("/reviews/1/parts", &part).await.is(303);
            ann.post("/reviews/1/parts", &part).await.is(303);
        }
        let moment = [
            ("kind", "moment"),
            ("happened", "2026-11-23T09:30"),
            ("words", "The desk telephoned"),
        ];
        ann.post("/reviews/1/parts", &moment).await.is(303);
        let page = yusuf.get("/reviews/1").await;
        page.shows("Nobody told the branches").shows("The test line").shows("The desk telephoned");
        page.shows("We did not look at the notice").shows("stays among those who take part");
        assert_eq!(page.text().matches("The paper slips").count(), 1, "sent twice it is one");
        // agreeing: one of a side is not enough, and a change asks again
        agree(&yusuf, "/reviews/1", "reading").await.is(303);
        t.later(5);
        let more = [("kind", "helped"), ("words", "A quick answer")];
        ann.post("/reviews/1/parts", &more).await.is(303);
        agree(&ann, "/reviews/1", "reading").await.is(303);
        let ben = t.visitor(house.ben).await;
        ben.get("/reviews/1").await.is(404);
        yusuf.post("/reviews/1/withdrawal", &[]).await.is(303);
        agree(&yusuf, "/reviews/1", "reading").await.is(303);
        yusuf.get("/reviews/1").await.shows("Published on");
        // both departments read it, without what its writers keep at the table
        let page = ben.get("/reviews/1").await;
        page.is(200).shows("Nobody told the branches").hides("We did not look at the notice");
        ben.get("/reviews").await.shows("The Monday when nobody could borrow");
        assert!(ben.get("/reviews/1/pdf").await.bytes.starts_with(b"%PDF"));
        t.visitor(house.stranger).await.get("/reviews/1").await.is(404);
        // consent is each writer's own, also later
        yusuf.post("/reviews/parts/5/consent", &[("consent", "yes")]).await.is(403);
        ann.post("/reviews/parts/5/consent", &[("consent", "yes")]).await.is(303);
        ben.get("/reviews/1").await.shows("We did not look at the notice");
        ann.post("/reviews/parts/5/consent", &[]).await.is(303);
        ben.get("/reviews/1").await.hides("We did not look at the notice");
        // what was agreed to stays as it is
        ann.post("/reviews/1/parts", &more).await.is(409);
        ann.post("/reviews/parts/1", &[("version", "1"), ("words", "x")]).await.is(409);
        ben.post("/reviews/1/parts", &CHANGE).await.is(403);
    });
}

#[test]
fn nobody_else_can_tell_that_there_is_an_unpublished_review() {
    each_db(async |t| {
        let (house, ann, _) = set_up(t).await;
        let own = [("kind", "own"), ("words", "We were asleep")];
        ann.post("/reviews/1/parts", &own).await.is(303);
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let manager = t.person("manager@library.example", Some(DepartmentId(1))).await;
        t.grant(manager, "manager", Some(DepartmentId(1)), None).await;
        let chief = t.person("chief@it.example", Some(DepartmentId(3))).await;
        t.grant(chief, "it_manager", Some(DepartmentId(3)), None).await;
        for person in
            [house.ben, house.contact, house.other_agent, house.stranger, manager, chief, admin]
        {
            let visitor = t.visitor(person).await;
            for path in [
                "/reviews/1",
                "/reviews/1/pdf",
                "/reviews/parts/1",
                "/reviews/parts/2",
                "/reviews/1/parts/new?kind=own",
                "/api/v1/reviews/1",
                "/api/v1/reviews/1/document.pdf",
            ] {
                visitor.get(path).await.is(404);
            }
            assert_eq!(visitor.get("/api/v1/reviews").await.json(), serde_json::json!([]));
            for path in ["/reviews", "/search?q=asleep", "/search?q=Monday", "/"] {
                visitor.get(path).await.hides("nobody could borrow").hides("We were asleep");
            }
            for path in ["people", "agreement", "withdrawal", "parts"] {
                visitor.post(&format!("/reviews/1/{path}"), &own).await.is(404);
            }
            visitor.post("/reviews/parts/2/consent", &[("consent", "yes")]).await.is(404);
        }
        t.visitor(chief).await.get("/tickets/1").await.hides("nobody could borrow");
        t.visitor(admin).await.get("/administration/audit").await.hides("review");
    });
}

#[test]
fn somebody_who_writes_second_in_a_review_is_told_and_shown_both() {
    each_db(async |t| {
        let (_, ann, yusuf) = set_up(t).await;
        ann.post("/reviews/parts/1", &[("version", "1"), ("words", "Ann’s story")]).await.is(303);
        let mine = [("version", "1"), ("words", "Yusuf’s story")];
        let seen = yusuf.post("/reviews/parts/1", &mine).await;
        seen.is(422).shows("Ann’s story").shows("Yusuf’s story");
        let mine = [("version", "2"), ("words", "Yusuf’s story")];
        yusuf.post("/reviews/parts/1", &mine).await.is(303);
        ann.get("/reviews/1").await.shows("Yusuf’s story");
        // of a moment, too
        let whole = ann.get("/api/v1/reviews/1").await.json();
        let event = &whole["moments"][0]["event"];
        let path = format!("/reviews/1/moments/{event}");
        ann.get(&path).await.shows("About this moment");
        ann.post(&path, &[("version", "0"), ("note", "It was before opening")]).await.is(303);
        let seen = yusuf.post(&path, &[("version", "0"), ("is_aside", "yes")]).await;
        seen.is(422).shows("It was before opening");
        yusuf.post(&path, &[("version", "1"), ("is_aside", "yes")]).await.is(303);
        ann.get("/reviews/1").await.shows("put aside");
        // what somebody says of their own side is theirs
        ann.post("/reviews/1/parts", &[("kind", "own"), ("words", "Ours")]).await.is(303);
        let theirs = [("version", "1"), ("words", "Not theirs")];
        yusuf.post("/reviews/parts/2", &theirs).await.is(403);
        yusuf.post("/reviews/parts/2/removal", &[]).await.is(403);
        ann.post("/reviews/parts/2/removal", &[]).await.is(303);
        ann.get("/reviews/1").await.hides("Ours");
        ann.post("/reviews/parts/1/removal", &[]).await.is(409);
    });
}

#[test]
fn a_change_is_owned_reminds_once_and_comes_to_meetings_until_it_is_done() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let owner = house.yusuf.to_string();
        let mut change = CHANGE.to_vec();
        change[2] = ("owner", "9999");
        ann.post("/reviews/1/parts", &change).await.is(422).shows("A note goes to the branches");
        change[2] = ("owner", &owner);
        ann.post("/reviews/1/parts", &change).await.is(303);
        let mut late = change.clone();
        late[3] = ("due_on", "2026-11-01");
        ann.post("/reviews/1/parts", &late).await.is(422).shows("That day has passed");
        ann.get("/reviews/1").await.shows("Yusuf has it").shows("due 1 December");
        let lines = async || {
            let (app, actor) = (t.app.clone(), t.actor(house.ann).await);
            let read = t.app.read(move |tx| {
                let (of, _) = bridge::relationships::see(tx, &actor, 1)?;
                bridge::reviews::for_agenda(tx, &app, &actor, &of, app.now())
            });
            read.await.unwrap()
        };
        assert!(lines().await.is_empty(), "not while it is private");
        for visitor in [&ann, &yusuf] {
            agree(visitor, "/reviews/1", "reading").await.is(303);
        }
        let found = lines().await;
        assert_eq!(found[0].text, "A note goes to the branches before each update.");
        assert!(found[0].note.starts_with("Yusuf, by 1 December"), "{}", found[0].note);
        letters(t).await;
        t.later(9 * 86_400);
        bridge::run_due(&t.app).await.unwrap();
        bridge::run_due(&t.app).await.unwrap();
        let told = letters(t).await;
        assert_eq!(
            told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(),
            ["yusuf@it.example"]
        );
        let news = yusuf.get("/notifications").await;
        news.shows("A change that you took on is due").hides("A note");
        yusuf.get("/reviews").await.shows("Waits for you");
        let path = "/reviews/parts/2";
        yusuf.get(path).await.shows("It is done");
        yusuf.post(&format!("{path}/completion"), &[("done_words", "")]).await.is(422);
        people::persons::deactivate(&t.app, &Actor::system(), house.yusuf).await.unwrap();
        ann.get("/reviews/1").await.shows("Yusuf had it, and has left");
        assert!(lines().await[0].note.contains("has left"));
        ann.get("/reviews/1/pdf").await.is(200);
        ann.post(&format!("{path}/completion"), &[("done_words", "In the calendar")]).await.is(303);
        ann.post(&format!("{path}/completion"), &[("done_words", "In the calendar")]).await.is(303);
        ann.get("/reviews/1").await.shows("In the calendar").shows("Done on");
        assert!(lines().await.is_empty());
    });
}

#[test]
fn bad_input_in_a_review_is_said_beside_it() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let mut wrong = BEGUN.to_vec();
        wrong[1] = ("title", "");
        wrong[3] = ("tickets", "1 x");
        yusuf.post("/reviews", &wrong).await.is(422).shows("no request x").shows("until noon");
        wrong = BEGUN.to_vec();
        wrong[1] = ("title", "Another");
        wrong[3] = ("tickets", "99");
        yusuf.post("/reviews", &wrong).await.is(422).shows("no request 99");
        // whoever only asked does not begin, but takes part
        ann.post("/reviews", &BEGUN).await.is(403);
        for (fields, said) in [
            ([("kind", "factor"), ("sort", "blame"), ("words", "kept")], "Please choose one"),
            ([("kind", "moment"), ("happened", "soon"), ("words", "kept")], "the day and the time"),
            ([("kind", "change"), ("due_on", "soon"), ("words", "kept")], "year-month-day"),
            ([("kind", "helped"), ("sort", ""), ("words", "")], "Please fill this in"),
            ([("kind", "verdict"), ("sort", ""), ("words", "kept")], "Something that contributed"),
        ] {
            ann.post("/reviews/1/parts", &fields).await.is(422).shows(said);
        }
        for (person, said) in [("marco@parks.example", "neither of the two"), ("", "fill this in")]
        {
            ann.post("/reviews/1/people", &[("person", person)]).await.is(422).shows(said);
        }
        ann.get("/reviews/1/moments/99999").await.is(404);
        let stranger = t.visitor(house.stranger).await;
        stranger.get("/reviews").await.shows("Nothing to look back on yet");
    });
}

#[test]
fn programs_can_look_back_too() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let body = serde_json::json!({"relationship": 1, "title": "Again", "words": "It fell over",
            "tickets": [1]});
        let made = yusuf.json("POST", "/api/v1/reviews", body).await.is(201).json();
        let path = format!("/api/v1/reviews/{}", made["id"]);
        let asked = serde_json::json!({"person": house.ann.0});
        yusuf.json("POST", &format!("{path}/people"), asked).await.is(204);
        let part = serde_json::json!({"kind": "own", "words": "Ours"});
        let added = ann.json("POST", &format!("{path}/parts"), part).await.is(201).json();
        let part = format!("/api/v1/review-parts/{}", added["id"]);
        ann.json("PUT", &part, serde_json::json!({"words": "Ours, too"})).await.is(204);
        let yes = serde_json::json!({"is_consented": true});
        ann.json("PUT", &format!("{part}/consent"), yes).await.is(204);
        let change =
            serde_json::json!({"kind": "change", "words": "Ask first", "owner": house.ann.0});
        let added = ann.json("POST", &format!("{path}/parts"), change).await.is(201).json();
        let change = format!("/api/v1/review-parts/{}", added["id"]);
        let done = serde_json::json!({"words": "Done"});
        ann.json("POST", &format!("{change}/completion"), done).await.is(204);
        let event = yusuf.get(&path).await.json()["moments"][0]["event"].clone();
        let mark = serde_json::json!({"is_aside": true, "note": "n"});
        ann.json("PUT", &format!("{path}/moments/{event}"), mark).await.is(204);
        let (none, agreement) = (serde_json::json!({}), format!("{path}/agreement"));
        let read = ann.get(&path).await.json()["reading"].clone();
        let read = serde_json::json!({ "reading": read });
        ann.json("POST", &agreement, read.clone()).await.is(204);
        ann.json("DELETE", &agreement, none.clone()).await.is(204);
        ann.json("DELETE", &part, none.clone()).await.is(204);
        assert_eq!(
            yusuf.json("POST", &agreement, read).await.is(422).json()["errors"][0]["field"],
            "reading"
        );
        for one in [&ann, &yusuf] {
            let read = one.get(&path).await.json()["reading"].clone();
            one.json("POST", &agreement, serde_json::json!({ "reading": read })).await.is(204);
        }
        let whole = ann.get(&path).await.json();
        assert!(whole["published_at"].is_string() && whole["seat"] == "customer", "{whole}");
        assert!(ann.get(&format!("{path}/document.pdf")).await.bytes.starts_with(b"%PDF"));
    });
}
