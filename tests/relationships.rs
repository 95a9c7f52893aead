//! What there is to know of a relationship, and who may know it.
// tidy: allow sql because departments are put one below the other

use crate::{
    goals::pair,
    tickets::{house, report},
};
use base::DepartmentId;
use serde_json::json;
use testing::each_db;

const WORDS: &str = "The self-check machines all say out of service";

#[test]
fn those_who_look_after_it_know_every_line_and_the_others_what_they_may_open() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let ann = t.visitor(house.ann).await;
        report(&ann).await;
        let call = "/api/v1/relationships/1/requests";
        for keeper in [&priya, &kerryn] {
            keeper.get("/relationships/1").await.is(200).shows(WORDS);
            keeper.get("/relationships/1/requests").await.is(200).shows(WORDS);
            keeper.get("/bridge").await.is(200).shows(WORDS).shows("You look after this");
            keeper.get(call).await.is(200).shows(WORDS);
        }
        // whose it is, and who works on it
        for own in [house.ann, house.yusuf] {
            t.visitor(own).await.get("/relationships/1").await.is(200).shows(WORDS);
        }
        // people of either side without a right to it
        for other in [house.ben, house.other_agent] {
            let visitor = t.visitor(other).await;
            let seen = visitor.get("/relationships/1").await;
            seen.is(200).hides(WORDS).shows("You see the requests here that you may open");
            visitor.get("/relationships/1/requests").await.is(200).hides(WORDS);
            visitor.get("/bridge").await.is(200).hides(WORDS);
            visitor.get(call).await.is(200).hides(WORDS);
        }
        // other departments, and whoever runs Footbridge
        let admin = t.person("admin@council.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let parks = t.person("jessica@parks.example", Some(DepartmentId(2))).await;
        t.grant(parks, "manager", Some(DepartmentId(2)), None).await;
        let print = t.person("agent@parks.example", Some(DepartmentId(2))).await;
        for outside in [admin, parks, print, house.stranger] {
            let visitor = t.visitor(outside).await;
            for path in ["", "/requests", "/health", "/parity", "/edit"] {
                let seen = visitor.get(&format!("/relationships/1{path}")).await;
                let may_edit = outside == admin && path == "/edit";
                seen.is(if may_edit { 200 } else { 404 }).hides(WORDS);
            }
            visitor.get("/api/v1/relationships/1").await.is(404);
            visitor.get("/api/v1/relationships/1/health").await.is(404);
            visitor.get(call).await.is(404);
            visitor.get("/bridge").await.is(200).hides(WORDS);
        }
    });
}

#[test]
fn a_line_that_the_keeper_may_not_open_is_no_link() {
    each_db(async |t| {
        let (house, ..) = pair(t).await;
        let branch = t.department("Northside branch", false).await;
        let below = move |tx: &mut db::Tx| {
            let sql = db::sql!("update department set parent_id = 1 where id = $1");
            tx.run(sql, db::args![branch]).map(drop)
        };
        t.app.db.write(below).await.unwrap();
        let grace = t.person("grace@library.example", Some(branch)).await;
        report(&t.visitor(grace).await).await;
        // the liaison speaks for the library, not for the branch's requests one by one
        let priya = t.person("liaison@library.example", Some(DepartmentId(1))).await;
        t.grant(priya, "liaison", Some(DepartmentId(1)), None).await;
        let priya = t.visitor(priya).await;
        let seen = priya.get("/relationships/1").await;
        seen.is(200).shows(WORDS);
        assert!(!seen.body.contains("href=\"/tickets/1\""), "she may not open it");
        priya.get("/tickets/1").await.is(404);
        let seen = t.visitor(house.yusuf).await.get("/relationships/1").await;
        assert!(seen.body.contains("href=\"/tickets/1\""), "he works on it");
    });
}

#[test]
fn what_waits_what_is_late_what_repeats_and_what_is_at_risk_is_told() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let empty = priya.get("/relationships/1").await;
        empty.shows("Enjoy the quiet").shows("Every promise of news is kept");
        empty.shows("Nothing came back three times").shows("There is no shared goal yet");
        for _ in 0..3 {
            let new = json!({"description": "Self-check 2 is frozen", "service": 1, "location": 1,
                "kind": "incident", "impact": {"scope": "one", "who": "patrons",
                "workaround": "slow", "hurts": "now"}});
            ann.json("POST", "/api/v1/tickets", new).await.is(201);
        }
        let risky = [
            ("kind", "incident"),
            ("words", "The gates are open all night"),
            ("service", "1"),
            ("scope", "everyone"),
            ("who", "both"),
            ("workaround", "none"),
            ("hurts", "now"),
            ("risk_financial", "yes"),
            ("risk_financial_likelihood", "likely"),
            ("risk_financial_on", "2026-12-20"),
            ("risk_financial_consequence", "Books walk out"),
            ("send", "yes"),
        ];
        ann.post("/report", &risky).await.is(303);
        let ask = [
            ("reason", "awaiting_requester"),
            ("because", "Which one is it?"),
            ("wakes", "2027-01-01T09:00"),
        ];
        yusuf.post("/tickets/1/hold", &ask).await.is(303);
        let seen = priya.get("/relationships/1").await;
        seen.shows("Waits for Library (1)").shows("Waits for IT (3)").shows("3 times");
        seen.shows("20 December").shows("Books walk out").shows("Look back at it together");
        // what hurts most is first
        let (first, then) = (seen.body.find("The gates are open"), seen.body.find("is frozen"));
        assert!(first < then, "the gates hurt more");
        t.later(30 * 86_400);
        let seen = priya.get("/relationships/1").await;
        seen.shows("News that was promised and has not come")
            .hides("Every promise of news is kept");
        let late = priya.get("/api/v1/relationships/1/requests?show=late").await;
        assert_eq!(late.json().as_array().map(Vec::len), Some(3));
        priya.get("/api/v1/relationships/1/requests?show=odd").await.is(422);
        let narrowed = priya.get("/relationships/1/requests?show=provider&service=2").await;
        narrowed.is(200).shows("Nothing stands here");
    });
}

#[test]
fn a_relationship_begins_is_changed_ends_and_is_taken_up_again() {
    each_db(async |t| {
        let house = house(t).await;
        let helen = t.person("manager@library.example", Some(DepartmentId(1))).await;
        t.grant(helen, "manager", Some(DepartmentId(1)), None).await;
        let helen = t.visitor(helen).await;
        helen.get("/bridge").await.is(200).shows("not part of a working relationship here yet");
        helen.get("/relationships/new").await.is(200);
        let new = [("customer", "1"), ("provider", "3"), ("purpose", "Machines that lend")];
        helen.submit("/relationships", &new).await.shows("Machines that lend");
        let twice = helen.post("/relationships", &new).await;
        twice.is(422).shows("These two work together already");
        for (customer, provider) in [("1", "2"), ("3", "3"), ("", "3"), ("2", "3")] {
            let odd = [("customer", customer), ("provider", provider), ("purpose", "Kept words")];
            let status = helen.post("/relationships", &odd).await.status.as_u16();
            assert!([403, 422].contains(&status), "{customer} {provider}: {status}");
        }
        let change = [("version", "1"), ("purpose", "Machines that lend, gladly")];
        helen.post("/relationships/1/edit", &change).await.is(303);
        let old = [("version", "1"), ("purpose", "Other words")];
        helen.post("/relationships/1/edit", &old).await.is(422).shows("gladly");
        let ann = t.visitor(house.ann).await;
        for path in ["/relationships/new", "/relationships/1/edit"] {
            ann.get(path).await.is(403);
        }
        ann.post("/relationships/1/ending", &[]).await.is(403);
        ann.post("/relationships", &new).await.is(403);
        helen.post("/relationships/1/ending", &[]).await.is(303);
        helen.post("/relationships/1/ending", &[]).await.is(303);
        helen.get("/relationships/1").await.is(200).shows("This working relationship ended");
        helen.get("/bridge").await.hides("gladly");
        let again = json!({"customer": 1, "provider": 3, "purpose": "Once more"});
        let made = helen.json("POST", "/api/v1/relationships", again).await;
        assert_eq!(made.is(201).json()["id"], 1);
        assert_eq!(helen.get("/api/v1/relationships").await.json()[0]["purpose"], "Once more");
    });
}
