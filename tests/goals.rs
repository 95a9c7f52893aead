//! Goals that both sides own: set, agreed on, measured, changed and closed.
// tidy: allow sql because somebody has to leave

use crate::{
    reviews::agree,
    tickets::{House, house},
};
use axum::{
    body::Body,
    http::{Request, header},
};
use base::{Actor, DepartmentId};
use bridge::relationships::{NewRelationship, create};
use serde_json::json;
use testing::{Seen, TestApp, Visitor, each_db};

/// Two departments begin to work together, if they have not.
pub async fn relate(t: &TestApp, customer: DepartmentId, provider: DepartmentId) {
    let new = NewRelationship {
        customer: Some(customer),
        provider: Some(provider),
        purpose: "Working machines, and people who talk.".into(),
    };
    create(&t.app, &Actor::system(), new).await.ok();
}

pub const GOAL: [(&str, &str); 9] = [
    ("relationship", "1"),
    ("statement", "Nobody waits"),
    ("measure", "by_hand"),
    ("unit", "people"),
    ("from", "10"),
    ("to", "2.5"),
    ("by", "2027-06-30"),
    ("owner_customer", ""),
    ("owner_provider", ""),
];

/// For the cast: a relationship and a goal with a reading.
pub async fn one_of_each(t: &TestApp) {
    relate(t, DepartmentId(1), DepartmentId(2)).await;
    let find = |tx: &mut db::Tx| -> db::Result<(i64,)> {
        tx.one(db::sql!("select id from person where email = 'chief@it.example'"), &[])
    };
    let (chief,) = t.app.db.write(find).await.unwrap();
    let chief = t.visitor(base::PersonId(chief)).await;
    chief.post("/goals", &GOAL).await.is(303);
    let read = [("on", "2026-06-01"), ("value", "9"), ("note", "")];
    chief.post("/goals/1/readings", &read).await.is(303);
}

/// The house, with a liaison of the library and a manager of IT.
pub async fn pair(t: &TestApp) -> (House, Visitor, Visitor) {
    let house = house(t).await;
    relate(t, DepartmentId(1), DepartmentId(3)).await;
    let priya = t.person("priya@library.example", Some(DepartmentId(1))).await;
    t.grant(priya, "liaison", Some(DepartmentId(1)), None).await;
    let kerryn = t.person("kerryn@it.example", Some(DepartmentId(3))).await;
    t.grant(kerryn, "it_manager", Some(DepartmentId(3)), None).await;
    (house, t.visitor(priya).await, t.visitor(kerryn).await)
}

fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut form = GOAL.to_vec();
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push((name, value));
    }
    form
}

#[test]
fn a_goal_is_set_by_one_side_owned_by_both_and_reached() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let ann = t.visitor(house.ann).await;
        ann.get("/goals").await.is(200).shows("One is plenty to begin with").hides("Set a goal");
        let to = priya.post("/goals", &GOAL).await.location();
        assert_eq!(to, "/goals/1?said=goal-set");
        // sent twice it is one goal
        assert_eq!(priya.post("/goals", &GOAL).await.location(), to);
        let seen = priya.get("/goals/1").await;
        seen.shows("No data yet").shows("Not agreed yet").shows("Nothing was read yet");
        agree(&priya, "/goals/1", "version").await.is(303);
        priya.get("/goals/1").await.shows("Agreed by Priya");
        let first = [("version", "1")];
        kerryn.submit("/goals/1/agreement", &first).await.shows("Agreed by Kerryn");
        kerryn.post("/goals/1/agreement", &first).await.is(303);
        let read = [("on", "2026-11-01"), ("value", "6,5"), ("note", "Counted at the door")];
        let seen = kerryn.submit("/goals/1/readings", &read).await;
        seen.shows("6.5 people").shows("Counted at the door").shows("On the way");
        kerryn.post("/goals/1/readings", &read).await.is(303);
        let seen = ann.get("/goals/1").await;
        seen.is(200).shows("6.5 people now").hides("Write it down").hides("Close the goal");
        assert_eq!(seen.body.matches("Counted at the door").count(), 1);
        let close = [("ending", "reached"), ("ending_words", "Thank you all"), ("next", "")];
        priya.submit("/goals/1/closing", &close).await.shows("Reached").shows("Thank you all");
        priya.post("/goals/1/readings", &read).await.is(409);
        kerryn.get("/goals").await.shows("Goals that are closed");
    });
}

#[test]
fn what_was_agreed_is_agreed_anew_where_it_changes() {
    each_db(async |t| {
        let (_, priya, kerryn) = pair(t).await;
        priya.post("/goals", &GOAL).await.is(303);
        agree(&priya, "/goals/1", "version").await.is(303);
        // whose it is changes nothing of what was agreed
        let owned = with(&[("version", "1"), ("owner_customer", "1")]);
        priya.post("/goals/1/edit", &owned).await.is(303);
        kerryn.get("/goals/1").await.shows("Agreed by Priya").shows("Ann");
        let harder = with(&[("version", "2"), ("to", "1"), ("owner_customer", "1")]);
        kerryn.post("/goals/1/edit", &harder).await.is(303);
        priya.get("/goals/1").await.hides("Agreed by Priya");
        // nobody agrees to what they have not read
        let stale = priya.post("/goals/1/agreement", &[("version", "2")]).await;
        stale.is(422).shows("changed since you opened this page");
        priya.post("/goals/1/agreement", &[]).await.is(422);
        priya.get("/goals/1").await.hides("Agreed by Priya");
        // what somebody else changed meanwhile is shown, and nothing typed is lost
        let late = with(&[("version", "2"), ("statement", "Nobody waits long")]);
        let seen = priya.post("/goals/1/edit", &late).await;
        seen.is(422).shows("Nobody waits long").shows("1");
    });
}

#[test]
fn a_goal_with_an_owner_who_left_and_no_data_says_so() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let live = with(&[("measure", "felt"), ("unit", ""), ("owner_customer", "1")]);
        priya.post("/goals", &live).await.is(303);
        let leave = |tx: &mut db::Tx| {
            tx.run(db::sql!("update person set is_active = false where id = 1"), &[]).map(drop)
        };
        t.app.db.write(leave).await.unwrap();
        assert_eq!(house.ann.0, 1);
        let seen = priya.get("/goals/1").await;
        seen.is(200).shows("Has left. Choose somebody new.").shows("No data yet");
        seen.shows("from 0 (awful) to 10");
        priya.get("/goals/1/edit").await.is(200).shows("Ann (left)");
        // they may stay what they were until somebody else is named
        let later = with(&[("version", "1"), ("measure", "felt"), ("owner_customer", "1")]);
        priya.post("/goals/1/edit", &later).await.is(303);
        priya.get("/relationships/1").await.shows("Nothing was measured yet");
        // nothing is read by hand of what is counted
        let read = [("on", "2026-11-01"), ("value", "7"), ("note", "")];
        priya.post("/goals/1/readings", &read).await.is(409);
    });
}

#[test]
fn a_goal_that_cannot_be_is_refused_with_every_word_kept() {
    each_db(async |t| {
        let (_, priya, _) = pair(t).await;
        for (change, said) in [
            (("statement", ""), "This must not be empty"),
            (("unit", ""), "This must not be empty"),
            (("from", "many"), "Write a number"),
            (("to", "10"), "From and to are the same"),
            (("by", "2026-01-01"), "still to come"),
            (("by", "someday"), "Choose a day"),
            (("owner_provider", "1"), "Choose"),
        ] {
            let seen = priya.post("/goals", &with(&[change])).await;
            seen.is(422);
            assert!(seen.body.contains("problem"), "{said}");
        }
        priya.get("/goals").await.hides("Nobody waits");
        priya.post("/goals", &GOAL).await.is(303);
        for (on, value) in [("2030-01-01", "1"), ("2026-02-30", "1"), ("2026-01-01", "1e9")] {
            let read = [("on", on), ("value", value), ("note", "Kept words")];
            let seen = priya.post("/goals/1/readings", &read).await;
            assert!(seen.is(422).body.contains("value=\"Kept words\""), "{on}");
        }
        let why = [("ending", "given_up"), ("ending_words", "")];
        priya.post("/goals/1/closing", &why).await.is(422).shows("Say why");
        let next = [("ending", "replaced"), ("next", "1")];
        priya.post("/goals/1/closing", &next).await.is(422);
        priya.post("/goals", &with(&[("statement", "Everybody is heard")])).await.is(303);
        let next = [("ending", "replaced"), ("next", "2")];
        priya.submit("/goals/1/closing", &next).await.shows("The goal that took its place");
    });
}

fn tag(seen: &Seen) -> String {
    seen.headers["etag"].to_str().unwrap().to_owned()
}

#[test]
fn a_program_sets_changes_measures_and_closes_a_goal() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let new = json!({"relationship": 1, "statement": "Less lost", "measure": "by_hand",
            "unit": "hours", "from": "12", "to": "4", "by": "2027-03-31"});
        let made = priya.json("POST", "/api/v1/goals", new.clone()).await;
        assert_eq!(made.is(201).json()["stand"], "nothing");
        let read = json!({"on": "2026-11-02", "value": "3.5"});
        priya.json("POST", "/api/v1/goals/1/readings", read).await.is(201);
        let seen = priya.get("/api/v1/goals/1").await;
        assert_eq!(seen.json()["last"], 3.5);
        assert_eq!(seen.json()["stand"], "reached");
        let mut change = new;
        change["to"] = json!("3");
        for (version, status) in [("\"7\"", 422), (tag(&seen).as_str(), 200)] {
            let request = Request::put("/api/v1/goals/1")
                .header(header::CONTENT_TYPE, "application/json")
                .header(header::IF_MATCH, version);
            let seen = priya.send(request.body(Body::from(change.to_string())).unwrap()).await;
            seen.is(status);
        }
        let version = &priya.get("/api/v1/goals/1").await.json()["version"];
        let read = json!({ "version": version });
        priya.json("POST", "/api/v1/goals/1/agreement", read).await.is(204);
        priya.json("DELETE", "/api/v1/goals/1/readings/1", json!({})).await.is(204);
        let up = json!({"ending": "given_up"});
        let seen = priya.json("POST", "/api/v1/goals/1/closing", up).await;
        assert_eq!(seen.is(422).json()["errors"][0]["field"], "words");
        let up = json!({"ending": "given_up", "words": "Nobody counts"});
        priya.json("POST", "/api/v1/goals/1/closing", up).await.is(204);
        assert_eq!(priya.get("/api/v1/goals").await.json()[0]["ending"], "given_up");
        t.visitor(house.stranger).await.get("/api/v1/goals/1").await.is(404);
    });
}

#[test]
fn goals_are_for_both_sides_and_nobody_else() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        priya.post("/goals", &GOAL).await.is(303);
        let admin = t.person("admin@council.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        for outside in [house.stranger, admin] {
            let visitor = t.visitor(outside).await;
            visitor.get("/goals/1").await.is(404);
            visitor.get("/goals").await.hides("Nobody waits");
            visitor.post("/goals/1/agreement", &[]).await.is(404);
            visitor.post("/goals", &GOAL).await.is(404);
        }
        // those of either side read it; only those who look after it, or own it, change it
        for inside in [house.ann, house.yusuf] {
            let visitor = t.visitor(inside).await;
            visitor.get("/goals/1").await.is(200);
            visitor.post("/goals/1/agreement", &[]).await.is(403);
            visitor.post("/goals/1/edit", &with(&[("version", "1")])).await.is(403);
            visitor.post("/goals/1/closing", &[("ending", "reached")]).await.is(403);
            visitor.post("/goals", &with(&[("statement", "Mine")])).await.is(403);
        }
        let owned = with(&[("version", "1"), ("owner_provider", "5")]);
        priya.post("/goals/1/edit", &owned).await.is(303);
        assert_eq!(house.yusuf.0, 5);
        let read = [("on", "2026-11-01"), ("value", "8"), ("note", "")];
        t.visitor(house.yusuf).await.post("/goals/1/readings", &read).await.is(303);
    });
}

#[test]
fn a_figure_cannot_be_what_it_can_never_be_and_the_form_goes_on_from_the_same_draft() {
    each_db(async |t| {
        let (_, priya, _) = pair(t).await;
        for (measure, from, to, most) in
            [("felt", "11", "8", "10"), ("news", "50", "300", "100"), ("lost", "-1", "5", "0")]
        {
            let new =
                with(&[("measure", measure), ("from", from), ("to", to), ("draft-tab", "thistab")]);
            let seen = priya.post("/goals", &new).await;
            seen.is(422).shows("This figure can only be from 0").shows(most);
            // what comes back is the same page to its draft, not another place
            assert!(seen.body.contains(r#"name="draft-tab" value="thistab""#), "{}", seen.body);
        }
        let new = with(&[("measure", "felt"), ("from", "6"), ("to", "8")]);
        priya.post("/goals", &new).await.is(303);
    });
}
