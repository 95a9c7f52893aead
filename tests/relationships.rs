//! What there is to know of a relationship, and who may know it.
// tidy: allow sql because departments are put one below the other

use crate::{
    goals::{GOAL, pair},
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
        t.later(20 * 86_400);
        let seen = priya.get("/relationships/1").await;
        seen.shows("promises of news have passed").hides("Every promise of news is kept");
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

#[test]
fn a_department_that_becomes_part_of_another_takes_everything_along() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let ann = t.visitor(house.ann).await;
        report(&ann).await;
        let admin = t.person("admin@council.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let admin = t.visitor(admin).await;
        let culture = t.department("Culture", false).await;
        priya.post("/goals", &GOAL).await.is(303);
        let path = "/administration/departments/1/merger";
        for other in [&priya, &kerryn, &ann] {
            other.get(path).await.is(403);
            other.post(path, &[("into", "4")]).await.is(403);
        }
        let seen = admin.get(path).await;
        seen.is(200)
            .shows("Everything that belongs to Library moves")
            .shows("This cannot be taken back");
        admin.post(path, &[("into", "1")]).await.is(422).shows("the department itself");
        admin.post(path, &[("into", "")]).await.is(422);
        admin.post(path, &[("into", "99")]).await.is(422);
        // IT helps the library: the two are not one
        let seen = admin.post(path, &[("into", "3")]).await;
        seen.is(422).shows("End their working relationship first");
        admin.get("/administration/departments/1").await.hides("Put it back");
        admin.submit(path, &[("into", "4")]).await.shows("Library is part of Culture now");
        admin.post(path, &[("into", "4")]).await.is(303);
        admin
            .post(path, &[("into", "2")])
            .await
            .is(422)
            .shows("part of another department already");
        t.run_jobs().await;
        assert_eq!(culture.0, 4);
        // people, their roles, their requests and what they have with IT moved along
        let seen = priya.get("/relationships/1").await;
        seen.is(200).shows("Culture and IT").shows(WORDS).shows("Nobody waits");
        ann.get("/requests").await.is(200).shows(WORDS);
        t.visitor(house.contact).await.get("/requests?of=department").await.shows(WORDS);
        t.visitor(house.contact).await.get("/search?q=self-check").await.shows("#1");
        let to = ann.get("/contributions/departments/1").await.location();
        assert_eq!(to, "/contributions/departments/4");
        admin.get("/administration/audit").await.shows("Made a department part of another");
    });
}

#[test]
fn two_relationships_with_the_same_department_become_one() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let admin = t.person("admin@council.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let admin = t.visitor(admin).await;
        crate::goals::relate(t, DepartmentId(2), DepartmentId(3)).await;
        priya.post("/goals", &GOAL).await.is(303);
        let into = json!({"into": 2});
        priya.json("POST", "/api/v1/departments/1/merger", into.clone()).await.is(403);
        admin.json("POST", "/api/v1/departments/1/merger", into).await.is(204);
        // what the first had is in the second, and its page leads there
        let marco = t.visitor(house.stranger).await;
        marco.get("/relationships/2").await.is(200).shows("Nobody waits");
        assert_eq!(marco.get("/relationships/1").await.location(), "/relationships/2");
        let to = marco.get("/relationships/1/health").await.location();
        assert_eq!(to, "/relationships/2/health");
        assert_eq!(
            marco.get("/api/v1/relationships").await.json().as_array().map(Vec::len),
            Some(1)
        );
    });
}

#[test]
fn a_department_is_not_made_part_of_what_is_inside_it() {
    each_db(async |t| {
        pair(t).await;
        t.department("Branch", false).await;
        let below = |tx: &mut db::Tx| {
            tx.run(db::sql!("update department set parent_id = 1 where id = 4"), &[]).map(drop)
        };
        t.app.db.write(below).await.unwrap();
        let admin = t.person("admin@council.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let admin = t.visitor(admin).await;
        let seen = admin.post("/administration/departments/1/merger", &[("into", "4")]).await;
        seen.is(422).shows("Branch is inside this department");
        // the other way round it is fine
        let path = "/administration/departments/4/merger";
        admin.submit(path, &[("into", "1")]).await.shows("Branch is part of Library now");
    });
}
