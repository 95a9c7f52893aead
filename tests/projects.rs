//! Joint projects: what both sides do together beyond single requests.

use axum::{
    body::Body,
    http::{Request, header},
};
use base::{Actor, DepartmentId, PersonId};
use bridge::relationships::{NewRelationship, create};
use serde_json::json;
use testing::{Seen, TestApp, Visitor, each_db};

/// The library, IT, who looks after the two, and their relationship.
pub struct Pair {
    pub library: DepartmentId,
    pub liaison: PersonId,
    pub ann: PersonId,
    pub yusuf: PersonId,
    pub relationship: i64,
}

pub async fn pair(t: &TestApp) -> Pair {
    let library = t.department("Library", false).await;
    let it = t.department("IT", true).await;
    let network = t.team("Network", it).await;
    let liaison = t.person("nadia@library.example", Some(library)).await;
    t.grant(liaison, "liaison", Some(library), None).await;
    let ann = t.person("ann@library.example", Some(library)).await;
    let yusuf = t.person("yusuf@it.example", Some(it)).await;
    t.grant(yusuf, "agent", None, Some(network)).await;
    let new = NewRelationship {
        customer: Some(library),
        provider: Some(it),
        purpose: "Patrons served without a queue".into(),
    };
    let relationship = create(&t.app, &t.actor(liaison).await, new).await.unwrap();
    Pair { library, liaison, ann, yusuf, relationship }
}

const FORM: [(&str, &str); 4] = [
    ("relationship", "1"),
    ("name", "New self-checks"),
    ("aim", "Nobody queues at noon"),
    ("provider_gives", "Two days a week"),
];

async fn begun(liaison: &Visitor) -> String {
    let sent = liaison.post("/projects", &FORM).await;
    sent.is(303);
    sent.location().split('?').next().unwrap().to_owned()
}

#[test]
fn both_sides_begin_a_project_and_see_how_far_it_is() {
    each_db(async |t| {
        let pair = pair(t).await;
        let (nadia, yusuf) = (t.visitor(pair.liaison).await, t.visitor(pair.yusuf).await);
        nadia.get("/projects/new").await.is(200).shows("Library and IT");
        let path = begun(&nadia).await;
        yusuf.get(&path).await.is(200).shows("Nobody queues at noon").shows("Two days a week");
        let step = [("milestone", "The machines are chosen"), ("due_on", "2026-12-01")];
        let steps = format!("{path}/milestones");
        nadia.post(&steps, &step).await.is(303);
        // sent twice it is one step
        nadia.post(&steps, &step).await.is(303);
        let seen = yusuf.get(&path).await;
        assert_eq!(seen.body.matches("<strong>The machines are chosen").count(), 1);
        seen.shows("1 December");
        nadia.post(&format!("{path}/state"), &[("state", "running")]).await.is(303);
        yusuf.get("/projects").await.shows("Next: The machines are chosen");
        yusuf.post("/milestones/1/reaching", &[("reached_words", "Two of each")]).await.is(303);
        nadia.get(&path).await.shows("Two of each").shows("Reached");
        nadia.post("/milestones/1/reopening", &[]).await.is(303);
        nadia.get(&path).await.hides("Two of each");
    });
}

#[test]
fn people_talk_in_a_project_and_what_was_decided_stands_out() {
    each_db(async |t| {
        let pair = pair(t).await;
        let (nadia, yusuf) = (t.visitor(pair.liaison).await, t.visitor(pair.yusuf).await);
        let path = begun(&nadia).await;
        let say = format!("{path}/messages");
        yusuf.post(&say, &[("words", "Hello from **IT**")]).await.is(303);
        yusuf.post(&say, &[("words", "Hello from **IT**")]).await.is(303);
        nadia
            .post(&say, &[("words", "We take the tall ones"), ("is_decision", "yes")])
            .await
            .is(303);
        let seen = yusuf.get(&path).await;
        assert_eq!(seen.body.matches("Hello from <strong>IT").count(), 1, "sent twice, said once");
        seen.shows("What was decided");
        assert_eq!(seen.body.matches("We take the tall ones").count(), 2, "in the talk and above");
        // whoever began it is told, whoever said it is not
        nadia.get("/notifications").await.shows("wrote in a project: New self-checks");
        yusuf.get("/notifications").await.hides("yusuf wrote");
        nadia.post(&say, &[("words", " ")]).await.is(422).shows("What was decided");
        let hostile = "<script>alert(1)</script> [x](javascript:alert(1))";
        nadia.post(&say, &[("words", hostile)]).await.is(303);
        let seen = yusuf.get(&path).await;
        assert!(!seen.body.contains("<script>alert") && !seen.body.contains("href=\"javascript"));
    });
}

#[test]
fn a_project_is_nobody_elses_until_they_are_asked_in() {
    each_db(async |t| {
        let pair = pair(t).await;
        let parks = t.department("Parks", false).await;
        let marco = t.person("marco@parks.example", Some(parks)).await;
        let chief = t.person("admin@it.example", None).await;
        t.grant(chief, "administrator", None, None).await;
        let (nadia, ann) = (t.visitor(pair.liaison).await, t.visitor(pair.ann).await);
        let (marco, chief) = (t.visitor(marco).await, t.visitor(chief).await);
        let path = begun(&nadia).await;
        for other in [&marco, &chief] {
            other.get(&path).await.is(404);
            other.get(&format!("/api/v1{path}")).await.is(404);
            other.get(&format!("/api/v1{path}/messages")).await.is(404);
            other.post(&format!("{path}/messages"), &[("words", "Hi")]).await.is(404);
            other.get("/projects").await.is(200).hides("New self-checks");
        }
        // of a side, and no more: reads and speaks, does not change
        ann.get(&path).await.is(200).hides("Change the project");
        ann.get(&format!("{path}/edit")).await.is(403);
        ann.post(&path, &FORM).await.is(403);
        ann.post(&format!("{path}/state"), &[("state", "done"), ("state_words", "x")])
            .await
            .is(403);
        ann.post(&format!("{path}/people"), &[("person", "marco@parks.example")]).await.is(403);
        ann.post("/projects", &FORM).await.is(403);
        nadia.post(&format!("{path}/people"), &[("person", "marco@parks.example")]).await.is(303);
        marco.get(&path).await.is(200).shows("Nobody queues at noon");
        marco.get("/projects").await.shows("New self-checks");
        marco.get("/bridge").await.hides("Patrons served without a queue");
        let me = marco.get("/api/v1/me").await.json()["id"].to_string();
        marco.post(&format!("{path}/people/{me}/removal"), &[]).await.is(303);
        marco.get(&path).await.is(404);
    });
}

#[test]
fn a_project_shows_only_tickets_that_its_reader_may_see() {
    each_db(async |t| {
        let pair = pair(t).await;
        let (nadia, ann) = (t.visitor(pair.liaison).await, t.visitor(pair.ann).await);
        let ben = t.visitor(t.person("ben@library.example", Some(pair.library)).await).await;
        let path = begun(&nadia).await;
        let report = [
            ("kind", "incident"),
            ("words", "The receipt printer hums"),
            ("scope", "one"),
            ("who", "staff"),
            ("workaround", "none"),
            ("hurts", "now"),
            ("send", "yes"),
        ];
        ann.post("/report", &report).await.is(303);
        let tickets = format!("{path}/tickets");
        ben.post(&tickets, &[("ticket", "1")]).await.is(422).shows("There is no ticket");
        ann.post(&tickets, &[("ticket", "#1")]).await.is(303);
        ann.get(&path).await.shows("The receipt printer hums");
        ann.get("/tickets/1").await.shows("Part of").shows("New self-checks");
        ben.get(&path).await.hides("The receipt printer hums").shows("one that you cannot see");
        ben.post(&format!("{tickets}/1/removal"), &[]).await.is(404);
        ann.post(&format!("{tickets}/1/removal"), &[]).await.is(303);
        ben.get(&path).await.hides("one that you cannot see");
    });
}

#[test]
fn what_is_not_right_comes_back_with_what_was_typed() {
    each_db(async |t| {
        let pair = pair(t).await;
        let nadia = t.visitor(pair.liaison).await;
        let refused = nadia.post("/projects", &[("relationship", "1"), ("name", "Kiosks")]).await;
        refused.is(422);
        assert!(refused.body.contains("value=\"Kiosks\""));
        nadia
            .post("/projects", &[("relationship", "77"), ("name", "x"), ("aim", "y")])
            .await
            .is(404);
        let path = begun(&nadia).await;
        let late = [("milestone", "Chosen"), ("due_on", "2026-02-30")];
        nadia.post(&format!("{path}/milestones"), &late).await.is(422).shows("year, month and day");
        // an end needs words
        let stopped = nadia.post(&format!("{path}/state"), &[("state", "stopped")]).await;
        stopped.is(422);
        let words = [("state", "stopped"), ("state_words", "No money this year")];
        nadia.post(&format!("{path}/state"), &words).await.is(303);
        nadia.get("/projects").await.shows("No money this year");
        // somebody of the wrong side cannot stand for it
        let yusuf = pair.yusuf.to_string();
        let wrong =
            [("relationship", "1"), ("name", "x"), ("aim", "y"), ("customer_sponsor", &yusuf)];
        nadia.post("/projects", &wrong).await.is(422);
    });
}

#[test]
fn whoever_stands_for_a_project_and_leaves_is_said_to_have_left() {
    each_db(async |t| {
        let pair = pair(t).await;
        let nadia = t.visitor(pair.liaison).await;
        let yusuf = pair.yusuf.to_string();
        let mut form = FORM.to_vec();
        form.push(("provider_sponsor", &yusuf));
        nadia.post("/projects", &form).await.is(303);
        let chief = t.person("admin@it.example", None).await;
        t.grant(chief, "administrator", None, None).await;
        let chief = t.visitor(chief).await;
        chief.post(&format!("/administration/people/{yusuf}/deactivation"), &[]).await.is(303);
        nadia.get("/projects/1").await.shows("has left: choose somebody new");
        // and can stay in the form until somebody new is found
        let mut again = form.clone();
        again.extend([("version", "1"), ("customer_gives", "A room")]);
        nadia.post("/projects/1", &again).await.is(303);
    });
}

/// A project with a step and something said, of the first two departments; for tests that want one of
/// everything.
pub async fn one_of_each(t: &TestApp, agent: &Visitor) {
    let new = NewRelationship {
        customer: Some(DepartmentId(1)),
        provider: Some(DepartmentId(2)),
        purpose: String::new(),
    };
    // another part may have begun it already
    create(&t.app, &Actor::system(), new).await.ok();
    agent.post("/projects", &FORM).await.is(303);
    agent.post("/projects/1/milestones", &[("milestone", "Chosen")]).await.is(303);
    agent.post("/projects/1/messages", &[("words", "Hello")]).await.is(303);
    agent.post("/projects/1/tickets", &[("ticket", "1")]).await.is(303);
}

fn tagged(seen: &Seen) -> String {
    seen.headers["etag"].to_str().unwrap().to_owned()
}

#[test]
fn two_people_change_a_project_at_once_and_the_second_sees_both() {
    each_db(async |t| {
        let pair = pair(t).await;
        let nadia = t.visitor(pair.liaison).await;
        let path = begun(&nadia).await;
        let with =
            |aim: &'static str| [("version", "1"), ("name", "New self-checks"), ("aim", aim)];
        nadia.post(&path, &with("No queue")).await.is(303);
        let second = nadia.post(&path, &with("Short queues")).await;
        second.is(422).shows("No queue").shows("Short queues");
        let call = format!("/api/v1{path}");
        let stale = nadia.get(&call).await;
        let put = async |tag: &str| {
            let body = json!({ "name": "Kiosks", "aim": "No queue" }).to_string();
            let request = Request::put(&call)
                .header(header::CONTENT_TYPE, "application/json")
                .header(header::IF_MATCH, tag)
                .body(Body::from(body))
                .unwrap();
            nadia.send(request).await
        };
        put(&tagged(&stale)).await.is(200);
        put(&tagged(&stale)).await.is(422);
    });
}

#[test]
fn a_program_runs_a_project_from_its_beginning_to_its_end() {
    each_db(async |t| {
        let pair = pair(t).await;
        let nadia = t.visitor(pair.liaison).await;
        let new = json!({ "relationship": pair.relationship, "name": "Kiosks", "aim": "No queue" });
        let made = nadia.json("POST", "/api/v1/projects", new).await;
        assert_eq!(made.is(201).json()["state"], "planned");
        let step = json!({ "milestone": "Chosen", "due_on": "2026-12-01" });
        nadia.json("POST", "/api/v1/projects/1/milestones", step).await.is(201);
        let words = json!({ "reached_words": "Done" });
        nadia.json("POST", "/api/v1/milestones/1/reaching", words).await.is(200);
        let said = json!({ "words": "We did it", "is_decision": true });
        nadia.json("POST", "/api/v1/projects/1/messages", said).await.is(201);
        let person = json!({ "person": pair.ann.0 });
        let asked = nadia.json("POST", "/api/v1/projects/1/people", person).await;
        assert_eq!(asked.is(200).json()["people"][0]["id"], pair.ann.0);
        let over = json!({ "state": "done", "state_words": "Nobody queues" });
        let done = nadia.json("POST", "/api/v1/projects/1/state", over).await;
        assert_eq!(done.is(200).json()["state"], "done");
        let gone = nadia.json("DELETE", "/api/v1/milestones/1", json!({})).await;
        gone.is(204);
        let left = nadia.get("/api/v1/projects/1/milestones").await.json();
        assert_eq!(left.as_array().unwrap().len(), 0);
    });
}
