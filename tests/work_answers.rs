//! Answers: found by people asking, put into replies by those who help.

use crate::tickets::{House, house, report};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

const HELLO: [(&str, &str); 4] = [
    ("title", "Resetting a self-check"),
    (
        "words",
        "Hello {{requester.first_name}}, about {{ticket.number}} at {{place}}: switch the self-check off and on. {{agent.first_name}}",
    ),
    ("team", "1"),
    ("is_active", "yes"),
];

/// Yusuf writes an answer down; gives its address.
async fn write(yusuf: &Visitor, more: &[(&str, &str)]) -> String {
    let mut form: Vec<_> =
        HELLO.iter().copied().filter(|(n, _)| more.iter().all(|(m, _)| m != n)).collect();
    form.extend_from_slice(more);
    let to = yusuf.post("/answers", &form).await.is(303).location();
    to.split('?').next().unwrap_or_default().to_owned()
}

async fn start(t: &TestApp) -> (House, Visitor, Visitor, String) {
    let house = house(t).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let ticket = report(&ann).await;
    (house, ann, yusuf, ticket)
}

/// What an agent keeps, one of each kind, for the tests that ask every route.
pub async fn one_of_each(t: &TestApp, agent: base::PersonId) {
    use desk::time_spent::{Where, choose};
    let (system, everywhere) = (base::Actor::system(), Some(Where::Everywhere));
    choose(&t.app, &system, everywhere, Vec::new()).await.unwrap();
    let agent = t.visitor(agent).await;
    write(&agent, &[]).await;
    let list = [("name", "New starter"), ("lines", "Account"), ("team", "1"), ("is_active", "yes")];
    agent.post("/checklists", &list).await.is(303);
    let template = [
        ("name", "New starter"),
        ("subject", "New starter"),
        ("words", "Somebody new starts"),
        ("kind", "service_request"),
        ("team", "1"),
        ("is_active", "yes"),
    ];
    agent.post("/templates", &template).await.is(303);
    let yearly = [
        ("template", "1"),
        ("choice", "yearly"),
        ("starts_at", "2027-01-04T09:00"),
        ("save", "yes"),
    ];
    agent.post("/recurring", &yearly).await.is(303);
    let field = [("label", "Which one?"), ("type", "text"), ("service", "1"), ("is_active", "yes")];
    agent.post("/fields", &field).await.is(303);
    agent.post("/tickets/1/tasks", &[("lines", "Look at it"), ("is_shown", "yes")]).await.is(303);
    agent.post("/tickets/1/time", &[("minutes", "5")]).await.is(303);
}

#[test]
fn an_answer_is_put_into_the_reply_without_sending_it() {
    each_db(async |t| {
        let (_, ann, yusuf, ticket) = start(t).await;
        write(&yusuf, &[]).await;
        yusuf.get(&ticket).await.shows("Resetting a self-check");
        let form = [("body", "Good morning."), ("answer", "1"), ("insert", "yes")];
        let seen = yusuf.post(&format!("{ticket}/answers"), &form).await;
        seen.is(200).shows("Good morning.").shows("Hello Ann, about #1 at Northside");
        seen.shows("Yusuf");
        ann.get(&ticket).await.hides("Good morning.");
        yusuf.get("/answers/1").await.shows("Used 1 time");
        let part = [("answer", "1"), ("part", "yes")];
        let words = yusuf.post(&format!("{ticket}/answers"), &part).await;
        assert!(words.body.starts_with("Hello Ann"), "{}", words.body);
    });
}

#[test]
fn answers_are_found_by_words_while_what_was_typed_stays() {
    each_db(async |t| {
        let (_, _, yusuf, ticket) = start(t).await;
        write(&yusuf, &[]).await;
        write(&yusuf, &[("title", "Cleaning a scanner"), ("words", "With a soft cloth.")]).await;
        let form = [("body", "My words"), ("find_answer", "scanners"), ("find", "yes")];
        let seen = yusuf.post(&format!("{ticket}/answers"), &form).await;
        seen.is(200).shows("My words").shows("Cleaning a scanner").hides("Resetting a self-check");
        let typing = yusuf.get(&format!("{ticket}/answers?find_answer=scan")).await;
        typing.is(200).shows("Cleaning a scanner");
        let none = [("body", "My words"), ("insert", "yes")];
        yusuf.post(&format!("{ticket}/answers"), &none).await.is(422).shows("My words");
    });
}

#[test]
fn an_unknown_placeholder_is_refused_by_name_when_the_answer_is_saved() {
    each_db(async |t| {
        let (_, _, yusuf, _) = start(t).await;
        let form = [("title", "Shoes"), ("words", "Dear {{requester.shoe_size}}"), ("team", "1")];
        let seen = yusuf.post("/answers", &form).await;
        seen.is(422).shows("{{requester.shoe_size}} is no placeholder");
        assert!(seen.body.contains("id=\"words-problem\""));
        assert!(seen.body.contains("Dear "), "what was typed is still there");
    });
}

#[test]
fn a_reply_with_a_gap_is_not_sent() {
    each_db(async |t| {
        let (_, ann, yusuf, ticket) = start(t).await;
        write(&yusuf, &[("words", "Your device is {{device}}.")]).await;
        let put = [("answer", "1"), ("insert", "yes")];
        let seen = yusuf.post(&format!("{ticket}/answers"), &put).await;
        seen.shows("[[the device?]]");
        let sent = [("body", "Your device is [[the device?]].")];
        let refused = yusuf.post(&format!("{ticket}/replies"), &sent).await;
        refused.is(422).shows("There is still a gap: [[the device?]]");
        ann.get(&ticket).await.hides("Your device");
        let api = format!("/api/v1{ticket}/messages");
        yusuf.json("POST", &api, json!({"body": "[[the device?]]"})).await.is(422);
        yusuf.submit(&format!("{ticket}/replies"), &[("body", "Your device is PC 4.")]).await;
        ann.get(&ticket).await.shows("Your device is PC 4.");
    });
}

#[test]
fn people_asking_find_public_answers_and_no_others() {
    each_db(async |t| {
        let (_, ann, yusuf, ticket) = start(t).await;
        let inner = write(&yusuf, &[("title", "Inner matters")]).await;
        let more = [("title", "How do I print from my phone?"), ("is_public", "yes")];
        let open = write(&yusuf, &more).await;
        ann.get("/answers").await.shows("print from my phone").hides("Inner matters");
        ann.get("/answers?q=printing+phones").await.shows("print from my phone");
        ann.get("/answers?q=inner").await.hides("Inner matters").shows("Nothing fits");
        ann.get(&inner).await.is(404);
        let seen = ann.get(&open).await;
        seen.is(200).shows("(the place)").hides("Change this answer");
        ann.get(&format!("{open}/edit")).await.is(403);
        ann.post(&open, &HELLO).await.is(403);
        ann.post(&format!("{ticket}/answers"), &[("answer", "1")]).await.is(403);
    });
}

#[test]
fn agents_keep_those_of_their_team_and_administrators_all() {
    each_db(async |t| {
        let (house, _, yusuf, ticket) = start(t).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let (admin, thuy) = (t.visitor(admin).await, t.visitor(house.other_agent).await);
        let answer = write(&yusuf, &[]).await;
        thuy.get(&answer).await.is(404);
        thuy.post(&answer, &HELLO).await.is(404);
        let everybodys =
            [("title", "For all"), ("words", "Hello"), ("team", ""), ("is_active", "yes")];
        yusuf.post("/answers", &everybodys).await.is(422).shows("one of your teams");
        let theirs = [("title", "Theirs"), ("words", "Hello"), ("team", "2")];
        yusuf.post("/answers", &theirs).await.is(403);
        admin.post("/answers", &everybodys).await.is(303);
        thuy.get("/answers").await.shows("For all").hides("Resetting");
        yusuf.get(&ticket).await.shows("For all");
        let out = [("title", "Resetting"), ("words", "Hello"), ("team", "1"), ("version", "1")];
        admin.post(&answer, &out).await.is(303);
        yusuf.get(&ticket).await.hides("Resetting");
        yusuf.get(&answer).await.shows("out of use");
        // somebody else was quicker
        let late = yusuf
            .post(&answer, &[("title", "Mine"), ("words", "x"), ("team", "1"), ("version", "1")])
            .await;
        late.is(422).shows("Somebody else changed this meanwhile");
        assert!(late.body.contains("value=\"Mine\""));
    });
}

#[test]
fn a_report_in_the_making_brings_public_answers_up() {
    each_db(async |t| {
        let (_, _, yusuf, _) = start(t).await;
        for (title, service) in [("Print from a phone", ""), ("Printing on the big printer", "2")] {
            write(&yusuf, &[("title", title), ("service", service), ("is_public", "yes")]).await;
        }
        write(&yusuf, &[("title", "Print queue, for us only")]).await;
        let suggest = |words: &'static str, service: Option<i64>| async move {
            let service = service.map(base::ServiceId);
            let found = t.app.read(move |tx| desk::answers::suggest(tx, words, service, 3)).await;
            found.unwrap().into_iter().map(|s| s.title).collect::<Vec<_>>()
        };
        let both = ["Print from a phone", "Printing on the big printer"];
        assert_eq!(suggest("A patron cannot print from her phone", None).await, both);
        let about = ["Printing on the big printer", "Print from a phone"];
        assert_eq!(suggest("A patron cannot print from her phone", Some(2)).await, about);
        assert_eq!(suggest("The door is stuck", None).await, Vec::<String>::new());
        assert_eq!(suggest(" \0 ' \" % _ ", None).await, Vec::<String>::new());
    });
}

#[test]
fn programs_keep_and_use_answers_too() {
    each_db(async |t| {
        let (_, ann, yusuf, ticket) = start(t).await;
        let new = json!({"title": "T", "words": "At {{place}}", "team": 1, "is_public": true});
        let made = yusuf.json("POST", "/api/v1/answers", new.clone()).await;
        made.is(201);
        assert_eq!(made.json()["used"], 0);
        let api = format!("/api/v1{ticket}/answers");
        let filled = yusuf.json("POST", &api, json!({"answer": 1})).await;
        assert_eq!(filled.is(200).json()["words"], "At Northside");
        yusuf.json("POST", &api, json!({"answer": 99})).await.is(422);
        ann.json("POST", &api, json!({"answer": 1})).await.is(403);
        let bad = json!({"title": "T", "words": "{{x}}", "team": 1});
        let refused = yusuf.json("PUT", "/api/v1/answers/1", bad).await;
        assert_eq!(refused.is(422).json()["errors"][0]["field"], "words");
        yusuf.json("PUT", "/api/v1/answers/1", new).await.is(200);
        let list = ann.get("/api/v1/answers?q=place").await;
        assert_eq!(list.is(200).json().as_array().unwrap().len(), 1);
    });
}
