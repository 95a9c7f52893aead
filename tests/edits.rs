//! Two people at the same thing: the second is told who did what, is shown both, and can go on.

use crate::{
    html::controls,
    tickets::{house, report},
};
use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use testing::{Seen, TestApp, Visitor, each_db};

/// What the forms of a page would send for these fields.
fn filled(page: &Seen, names: &[&str]) -> Vec<(String, String)> {
    let all = controls(&page.body);
    let one = |name: &&str| all.iter().find(|c| c.name == *name).map(|c| c.value.clone());
    names.iter().map(|n| ((*n).to_owned(), one(n).unwrap_or_default())).collect()
}

async fn send(who: &Visitor, path: &str, fields: &[(String, String)]) -> Seen {
    let pairs: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    who.post(path, &pairs).await
}

fn with(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let mut fields = fields.to_vec();
    for field in fields.iter_mut().filter(|(n, _)| n == name) {
        value.clone_into(&mut field.1);
    }
    fields
}

/// Two people open the same form; the first saves; the second is told, shown both, and can go on.
async fn meet(
    (first, second): (&Visitor, &Visitor),
    (page, action): (&str, &str),
    names: &[&str],
    changed: &str,
) {
    let (one, two) = (first.get(page).await, second.get(page).await);
    let mine = with(&filled(&one, names), changed, "First of two");
    send(first, action, &mine).await.is(303);
    let theirs = with(&filled(&two, names), changed, "Second of two");
    let told = send(second, action, &theirs).await;
    assert!([409, 422].contains(&told.status.as_u16()), "{action}: {}", told.status);
    told.shows("Somebody changed this meanwhile").shows("First of two");
    assert!(told.body.contains("Second of two"), "{action}: {}", told.text());
    let again = with(&filled(&told, names), changed, "Second of two");
    send(second, action, &again).await.is(303);
    let now = second.get(page).await;
    assert!(now.body.contains("Second of two"), "{action}: {}", now.text());
}

#[test]
fn two_people_who_edit_the_same_thing_are_both_heard() {
    each_db(async |t| {
        let house = house(t).await;
        let (lee, kim) =
            (t.person("lee@it.example", None).await, t.person("kim@it.example", None).await);
        t.grant(lee, "administrator", None, None).await;
        t.grant(kim, "administrator", None, None).await;
        let both = (&t.visitor(lee).await, &t.visitor(kim).await);
        let department = ["version", "name", "kind", "is_provider", "parent", "mission"];
        let at = "/administration/departments/1";
        meet(both, (at, at), &department, "mission").await;
        let location = ["version", "name", "department", "parent", "address", "time_zone", "hours"];
        let at = "/administration/locations/1";
        meet(both, (at, at), &location, "address").await;
        let at = "/administration/teams/1";
        meet(both, (at, at), &["version", "name", "department", "email"], "name").await;
        let service = ["version", "name", "description", "team", "keywords", "is_active"];
        let at = "/administration/services/1";
        meet(both, (at, at), &service, "description").await;
        let person = ["version", "name", "email", "title", "department", "location", "locale"];
        let at = format!("/administration/people/{}", house.ann);
        meet(both, (&format!("{at}/edit"), &at), &person, "title").await;
        let own = (&t.visitor(lee).await, &t.visitor(lee).await);
        let account = ["version", "name", "time_zone", "locale"];
        meet(own, ("/account", "/account"), &account, "name").await;
        report(&t.visitor(house.ann).await).await;
        let agents = (&t.visitor(house.yusuf).await, &t.visitor(house.yusuf).await);
        let facts = ["version", "subject", "kind", "service", "location", "tags"];
        let at = "/tickets/1/edit";
        meet(agents, (at, at), &facts, "subject").await;
    });
}

async fn colleague(t: &TestApp) -> Visitor {
    let lena = t.person("lena@it.example", None).await;
    t.grant(lena, "agent", None, Some(base::TeamId(1))).await;
    t.visitor(lena).await
}

#[test]
fn a_ticket_given_away_while_somebody_looked_is_told() {
    each_db(async |t| {
        let house = house(t).await;
        let (yusuf, lena) = (t.visitor(house.yusuf).await, colleague(t).await);
        let ticket = report(&t.visitor(house.ann).await).await;
        let to = format!("{ticket}/assignment");
        let (one, two) = (yusuf.get(&ticket).await, lena.get(&ticket).await);
        let take = |page: &Seen| {
            let mut fields = filled(page, &["seen"]);
            fields.push(("take".into(), "yes".into()));
            fields
        };
        send(&yusuf, &to, &take(&one)).await.is(303);
        let told = send(&lena, &to, &take(&two)).await;
        told.is(422).shows("Yusuf changed who has it while you looked");
        told.shows("Now: Yusuf (Network).").shows("You chose: Lena (Network).");
        // what was chosen is still chosen, and sending it again is enough
        let again = filled(&told, &["seen", "assignee"]);
        send(&lena, &to, &again).await.is(303);
        lena.get(&ticket).await.shows("With Lena");
        // who gives it to where it is already changes nothing and clashes with nobody
        let stale = vec![("seen".to_owned(), "0".to_owned()), again[1].clone()];
        send(&yusuf, &to, &stale).await.is(303);
        // handing over: the same
        let late = yusuf.get(&ticket).await;
        let hand = [filled(&lena.get(&ticket).await, &["seen"]), vec![("team".into(), "2".into())]];
        let thuy = t.visitor(house.other_agent).await;
        send(&lena, &to, &hand.concat()).await.is(303);
        thuy.post(&format!("{ticket}/assignment"), &[("take", "yes")]).await.is(303);
        let lost = send(&yusuf, &to, &filled(&late, &["seen", "assignee"])).await;
        assert!([403, 404].contains(&lost.status.as_u16()), "it is another team's now");
    });
}

#[test]
fn impact_that_somebody_else_answered_meanwhile_is_told() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let at = format!("{ticket}/impact");
        let names = ["seen", "words", "scope", "who", "workaround", "hurts", "hurts_note"];
        let (one, two) = (ann.get(&at).await, yusuf.get(&at).await);
        let worse = with(&filled(&one, &names), "hurts_note", "story time at ten");
        send(&ann, &at, &worse).await.is(303);
        let milder = with(&filled(&two, &names), "hurts", "later");
        let told = send(&yusuf, &at, &milder).await;
        told.is(422).shows("Ann answered this while you looked").shows("story time at ten");
        let kept = filled(&told, &names);
        assert_eq!(kept[5].1, "later", "what was chosen is still chosen");
        send(&yusuf, &at, &kept).await.is(303);
        // whoever answers twice is not told of themselves
        send(&yusuf, &at, &milder).await.is(303);
    });
}

#[test]
fn words_for_a_ticket_that_moved_on_are_shown_again() {
    each_db(async |t| {
        let house = house(t).await;
        let (yusuf, lena) = (t.visitor(house.yusuf).await, colleague(t).await);
        let ticket = report(&t.visitor(house.ann).await).await;
        let done = [("words", "Opened the port."), ("cause", "network")];
        yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
        let mine = [("words", "It was port 6001 all along."), ("cause", "software")];
        let told = lena.post(&format!("{ticket}/resolution"), &mine).await;
        told.is(409).shows("Somebody was quicker").shows("It was port 6001 all along.");
        let held = [("reason", "scheduled"), ("because", "A part comes on Friday")];
        let wakes = [held[0], held[1], ("wakes", "2026-12-01T09:00")];
        let told = lena.post(&format!("{ticket}/hold"), &wakes).await;
        told.is(409).shows("A part comes on Friday");
        // and where it went to somebody else altogether, the error page gives the words back
        yusuf.post(&format!("{ticket}/reopening"), &[]).await.is(303);
        yusuf.post(&format!("{ticket}/assignment"), &[("team", "2")]).await.is(303);
        let told = lena.post(&format!("{ticket}/notes"), &[("body", "The key is in room 4")]).await;
        assert!([403, 404].contains(&told.status.as_u16()));
        told.shows("What you typed").shows("The key is in room 4");
        // a form sent, gone back to, changed and sent again is not lost either
        let ann = t.visitor(house.ann).await;
        let mut form =
            vec![("kind", "question"), ("hurts", "later"), ("key", "k1"), ("send", "yes")];
        form.push(("words", "Where is the key?"));
        ann.post("/report", &form).await.is(303);
        form[4].1 = "Where is the other key?";
        let told = ann.post("/report", &form).await;
        told.is(422).shows("You have sent this form already").shows("Where is the other key?");
        let key = filled(&told, &["key"]);
        form[2].1 = &key[0].1;
        ann.post("/report", &form).await.is(303);
    });
}

async fn patch(who: &Visitor, tag: Option<&str>, body: Value) -> Seen {
    let mut request =
        Request::patch("/api/v1/tickets/1").header(header::CONTENT_TYPE, "application/json");
    if let Some(tag) = tag {
        request = request.header(header::IF_MATCH, tag);
    }
    who.send(request.body(Body::from(body.to_string())).unwrap()).await
}

#[test]
fn a_program_that_edits_what_it_has_not_seen_is_refused() {
    each_db(async |t| {
        let house = house(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        report(&t.visitor(house.ann).await).await;
        let seen = yusuf.get("/api/v1/tickets/1").await;
        let tag = seen.headers[header::ETAG].to_str().unwrap().to_owned();
        let new = patch(&yusuf, Some(&tag), json!({"subject": "One"})).await;
        assert_ne!(new.is(200).headers[header::ETAG], tag.as_str());
        for stale in [&tag, "\"0\"", "\"x\"", "W/\"1\"", "x", "\"-1\"", ""] {
            let refused = patch(&yusuf, Some(stale), json!({"subject": "Two"})).await;
            refused.is(409);
            assert_eq!(refused.headers[header::CONTENT_TYPE], "application/problem+json");
        }
        assert_eq!(yusuf.get("/api/v1/tickets/1").await.json()["subject"], "One");
        patch(&yusuf, Some("*"), json!({"subject": "Three"})).await.is(200);
        let now = yusuf.get("/api/v1/tickets/1").await;
        let either = format!("\"77\", {}", now.headers[header::ETAG].to_str().unwrap());
        patch(&yusuf, Some(&either), json!({"subject": "Four"})).await.is(200);
        patch(&yusuf, None, json!({"subject": "Five"})).await.is(200);
    });
}

fn keyed(path: &str, key: &str, body: &Value) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key)
        .body(Body::from(body.to_string()))
        .unwrap()
}

#[test]
fn what_is_sent_twice_with_one_key_is_there_once() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let new = json!({"subject": "It stopped", "description": "All of it"});
        let first = ann.send(keyed("/api/v1/tickets", "a", &new)).await;
        let again = ann.send(keyed("/api/v1/tickets", "a", &new)).await;
        assert_eq!(first.is(201).json()["number"], again.is(201).json()["number"]);
        let other = json!({"subject": "It stopped", "description": "Half of it"});
        ann.send(keyed("/api/v1/tickets", "a", &other)).await.is(409);
        // keys are each person's own
        let bens = ben.send(keyed("/api/v1/tickets", "a", &new)).await;
        assert_ne!(first.json()["number"], bens.is(201).json()["number"]);
        let (to, hello) = ("/api/v1/tickets/1/messages", json!({"body": "Hello"}));
        let first = ann.send(keyed(to, "m", &hello)).await;
        let again = ann.send(keyed(to, "m", &hello)).await;
        assert_eq!(first.is(201).json()["id"], again.is(201).json()["id"]);
        assert_eq!(ann.get(to).await.json().as_array().unwrap().len(), 2);
        // a key that made a ticket makes no message
        ann.send(keyed(to, "a", &hello)).await.is(409);
    });
}

#[test]
fn the_same_call_eight_times_at_once_makes_one() {
    each_db(async |t| {
        let house = house(t).await;
        let new = json!({"subject": "It stopped", "description": "All of it"});
        let mut numbers = Vec::new();
        for path in ["/api/v1/tickets", "/api/v1/tickets/1/messages"] {
            let body =
                if path.ends_with("messages") { json!({"body": "Hello"}) } else { new.clone() };
            let mut calls = tokio::task::JoinSet::new();
            for _ in 0..8 {
                let (ann, request) = (t.visitor(house.ann).await, keyed(path, path, &body));
                calls.spawn(async move { ann.send(request).await });
            }
            let answers = calls.join_all().await;
            let id = |seen: &Seen| {
                let json = seen.is(201).json();
                json["number"].as_i64().or(json["id"].as_i64()).unwrap()
            };
            numbers.push(answers.iter().map(id).collect::<Vec<_>>());
        }
        for made in numbers {
            assert!(made.iter().all(|id| *id == made[0]), "{made:?}");
        }
        let ann = t.visitor(house.ann).await;
        assert_eq!(ann.get("/api/v1/tickets").await.json().as_array().unwrap().len(), 1);
        let messages = ann.get("/api/v1/tickets/1/messages").await;
        assert_eq!(messages.json().as_array().unwrap().len(), 2);
    });
}
