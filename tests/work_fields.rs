//! Custom fields: asked where they change the answer, and readable for ever.

use crate::tickets::{House, house, report};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

const REPORT: [(&str, &str); 9] = [
    ("kind", "incident"),
    ("words", "It jams."),
    ("location", "1"),
    ("service", "2"),
    ("scope", "one"),
    ("who", "patrons"),
    ("workaround", "slow"),
    ("hurts", "today"),
    ("send", "yes"),
];

/// Thuy's team asks about printing which tray it is, and for tray 2 how many sheets.
async fn start(t: &TestApp) -> (House, Visitor, Visitor) {
    let house = house(t).await;
    let (ann, thuy) = (t.visitor(house.ann).await, t.visitor(house.other_agent).await);
    let tray = json!({"label": "Which tray?", "key": "tray", "service": 2, "type": "choice",
        "choices": ["Tray 1", "Tray 2"], "required_at": "report", "kind": "incident", "position": 1});
    thuy.json("POST", "/api/v1/fields", tray).await.is(201);
    let sheets = json!({"label": "How many sheets?", "service": 2, "type": "number", "unit": "sheets",
        "help": "A guess will do.", "position": 2, "shown_if": {"field": "tray", "value": "Tray 2"}});
    let made = thuy.json("POST", "/api/v1/fields", sheets).await.is(201).json();
    assert_eq!(made["key"], "how_many_sheets");
    let code = json!({"label": "Fault code", "key": "code", "service": 2, "type": "text",
        "asked_of": "agents", "required_at": "resolution", "position": 3});
    thuy.json("POST", "/api/v1/fields", code).await.is(201);
    (house, ann, thuy)
}

async fn send(ann: &Visitor, more: &[(&str, &str)]) -> testing::Seen {
    let form: Vec<_> = REPORT.iter().copied().chain(more.iter().copied()).collect();
    ann.post("/report", &form).await
}

#[test]
fn fields_appear_when_the_service_is_chosen_and_are_asked_on_the_preview_without_a_script() {
    each_db(async |t| {
        let (_, ann, _) = start(t).await;
        ann.get("/report").await.hides("Which tray?");
        ann.get("/report?service=2").await.shows("Which tray?").hides("How many sheets?");
        let part = ann.post("/report/fields", &[("service", "2"), ("field_tray", "Tray 2")]).await;
        part.is(200)
            .shows("How many sheets? (sheets)")
            .shows("A guess will do.")
            .hides("Fault code");
        ann.post("/report/fields", &[("service", "1")]).await.is(200).hides("Which tray?");
        let question = [("service", "2"), ("kind", "question")];
        ann.post("/report/fields", &question).await.is(200).hides("Which tray?");
        let mut form = REPORT.to_vec();
        form[8] = ("preview", "yes");
        ann.post("/report", &form).await.is(200).shows("Which tray?");
    });
}

#[test]
fn what_must_be_answered_is_asked_for_beside_the_field() {
    each_db(async |t| {
        let (_, ann, _) = start(t).await;
        let asked = send(&ann, &[]).await;
        asked.is(422).shows("Please answer: Which tray?");
        let odd = [("field_tray", "Tray 2"), ("field_how_many_sheets", "a lot")];
        let asked = send(&ann, &odd).await;
        asked.is(422).shows("Write a number, for example 2.5.");
        assert!(asked.body.contains("value=\"a lot\""), "what was typed is still there");
        send(&ann, &[("field_tray", "Tray 9")]).await.is(422).shows("Please choose one.");
        let right = [("field_tray", "Tray 2"), ("field_how_many_sheets", "40")];
        let ticket = send(&ann, &right).await.is(303).location();
        ann.get(&ticket).await.shows("Which tray? Tray 2").shows("40 sheets");
    });
}

#[test]
fn what_was_asked_of_those_who_help_stays_with_them_and_is_needed_to_put_it_right() {
    each_db(async |t| {
        let (_, ann, thuy) = start(t).await;
        let ticket = send(&ann, &[("field_tray", "Tray 1")]).await.location();
        let ticket = ticket.split('?').next().unwrap();
        let done = [("words", "Cleaned the rollers"), ("cause", "hardware")];
        let asked = thuy.post(&format!("{ticket}/resolution"), &done).await;
        asked.is(422).shows("First answer this").shows("Fault code");
        thuy.get(&format!("{ticket}/edit")).await.shows("Fault code").shows("Which tray?");
        let edit = [
            ("subject", "It jams"),
            ("kind", "incident"),
            ("service", "2"),
            ("version", "1"),
            ("field_code", "E-42"),
            ("field_tray", "Tray 1"),
        ];
        thuy.post(&format!("{ticket}/edit"), &edit).await.is(303);
        thuy.get(ticket).await.shows("Fault code E-42").shows("Thuy changed Fault code: E-42");
        ann.get(ticket).await.hides("E-42").hides("Fault code");
        let api = ann.get(&format!("/api/v1{ticket}")).await.json();
        assert_eq!(api["fields"], json!({"tray": "Tray 1"}));
        thuy.get("/search?q=e-42").await.shows("It jams");
        ann.get("/search?q=e-42").await.hides("It jams");
        ann.get("/search?q=%22tray+1%22").await.shows("It jams");
        thuy.submit(&format!("{ticket}/resolution"), &done).await.shows("Put right");
    });
}

#[test]
fn old_answers_stay_readable_when_the_field_changes() {
    each_db(async |t| {
        let (_, ann, thuy) = start(t).await;
        let sent = [("field_tray", "Tray 2"), ("field_how_many_sheets", "")];
        let ticket = send(&ann, &sent).await.location();
        let ticket = ticket.split('?').next().unwrap();
        // the choice goes
        let tray = json!({"label": "Which tray?", "service": 2, "type": "choice",
            "choices": ["Tray 1", "Tray 3"], "required_at": "report"});
        thuy.json("PUT", "/api/v1/fields/1", tray).await.is(200);
        ann.get(ticket).await.shows("Tray 2");
        thuy.get(&format!("{ticket}/edit")).await.shows("Tray 2");
        ann.get("/report?service=2").await.hides("Tray 2").shows("Tray 3");
        // the type changes
        let date = json!({"label": "Since when?", "service": 2, "type": "date"});
        thuy.json("PUT", "/api/v1/fields/1", date).await.is(200);
        ann.get(ticket).await.shows("Since when? Tray 2");
        thuy.get(&format!("{ticket}/edit")).await.shows("It was: Tray 2");
        // saving the facts without an answer leaves it
        let edit = [
            ("subject", "It jams"),
            ("kind", "incident"),
            ("service", "2"),
            ("version", "1"),
            ("field_tray", ""),
        ];
        thuy.post(&format!("{ticket}/edit"), &edit).await.is(303);
        ann.get(ticket).await.shows("Tray 2");
        let edit = [
            ("subject", "It jams"),
            ("kind", "incident"),
            ("service", "2"),
            ("version", "2"),
            ("field_tray", "2026-11-20"),
        ];
        thuy.post(&format!("{ticket}/edit"), &edit).await.is(303);
        ann.get(ticket).await.shows("Since when? 20 November 2026");
    });
}

#[test]
fn programs_answer_by_key_and_hear_what_is_wrong_by_key() {
    each_db(async |t| {
        let (_, ann, thuy) = start(t).await;
        let new = |fields| json!({"description": "It jams", "service": 2, "fields": fields});
        let made = ann
            .json(
                "POST",
                "/api/v1/tickets",
                new(json!({"tray": "tray 2",
            "how_many_sheets": 2.5})),
            )
            .await
            .is(201)
            .json();
        assert_eq!(made["fields"], json!({"tray": "Tray 2", "how_many_sheets": 2.5}));
        let field = |seen: &testing::Seen| seen.is(422).json()["errors"][0]["field"].clone();
        let missing = ann.json("POST", "/api/v1/tickets", new(json!({}))).await;
        assert_eq!(field(&missing), "fields.tray");
        let odd = ann.json("POST", "/api/v1/tickets", new(json!({"tray": "Tray 1", "x": 1}))).await;
        assert_eq!(field(&odd), "fields.x");
        let one = format!("/api/v1/tickets/{}", made["number"]);
        let now =
            thuy.json("PATCH", &one, json!({"fields": {"tray": "Tray 1"}})).await.is(200).json();
        assert_eq!(now["fields"]["tray"], "Tray 1");
        thuy.json("PATCH", &one, json!({"fields": {"tray": 7}})).await.is(422);
        let all = thuy.get("/api/v1/tickets").await.json();
        assert_eq!(all[0]["fields"]["tray"], "Tray 1");
    });
}

#[test]
fn people_devices_and_lists_are_answers_too() {
    each_db(async |t| {
        let (house, ann, thuy) = start(t).await;
        for (key, kind) in
            [("who", "person"), ("where", "url"), ("colours", "choices"), ("hot", "yes_no")]
        {
            let field = json!({"label": key, "key": key, "service": 1, "type": kind,
                "choices": ["Red", "Blue", "Green"]});
            let yusuf = t.visitor(house.yusuf).await;
            yusuf.json("POST", "/api/v1/fields", field).await.is(201);
        }
        let right = [
            ("service", "1"),
            ("field_who", "ben@library.example"),
            ("field_colours", ""),
            ("field_colours", "Red"),
            ("field_colours", "Blue"),
            ("field_hot", "yes"),
            ("field_where", "https://x.example/a"),
        ];
        let mut form: Vec<_> = REPORT.iter().copied().filter(|(n, _)| *n != "service").collect();
        form.extend(right);
        let ticket = ann.post("/report", &form).await.is(303).location();
        let seen = ann.get(&ticket).await;
        seen.shows("who Ben").shows("Red, Blue").shows("hot Yes").shows("https://x.example/a");
        for (name, value) in [
            ("field_who", "nobody@x.example"),
            ("field_where", "javascript:alert(1)"),
            ("field_colours", "Puce"),
            ("field_hot", "perhaps"),
        ] {
            let mut bad: Vec<_> = form.iter().copied().filter(|(n, _)| *n != name).collect();
            bad.push((name, value));
            ann.post("/report", &bad).await.is(422);
        }
        let _ = thuy;
    });
}

#[test]
fn those_who_look_after_a_service_keep_its_fields() {
    each_db(async |t| {
        let (house, ann, thuy) = start(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        thuy.get("/fields").await.shows("Which tray?");
        yusuf.get("/fields").await.hides("Which tray?");
        yusuf.get("/fields/1").await.is(404);
        let theirs = [("label", "x"), ("type", "text"), ("service", "2")];
        yusuf.post("/fields", &theirs).await.is(403);
        yusuf.post("/fields", &[("label", "x"), ("type", "text")]).await.is(403);
        ann.get("/fields").await.is(403);
        let none = [("label", "Pick"), ("type", "choice"), ("service", "2")];
        thuy.post("/fields", &none).await.is(422);
        let same = [("label", "Which tray?"), ("key", "tray"), ("type", "text"), ("service", "2")];
        thuy.post("/fields", &same).await.is(422).shows("Another question has this name");
        // a field that would hang on itself
        let circle = [
            ("label", "Which tray?"),
            ("type", "choice"),
            ("choices", "a"),
            ("service", "2"),
            ("other", "how_many_sheets"),
            ("value", "1"),
            ("version", "1"),
        ];
        thuy.post("/fields/1", &circle).await.is(422).shows("hang on itself");
        let stale = [("label", "Which?"), ("type", "text"), ("service", "2"), ("version", "9")];
        thuy.post("/fields/1", &stale).await.is(422).shows("Somebody else changed this");
        let ticket = report(&ann).await;
        ann.post(&format!("{ticket}/fields"), &[]).await.is(403);
    });
}

#[test]
fn complaint_15_a_service_asks_more_only_when_it_changes_the_answer() {
    each_db(async |t| {
        let (_, ann, _) = start(t).await;
        // three fields there are; one is asked
        let part = ann.post("/report/fields", &[("service", "2")]).await;
        assert_eq!(part.body.matches("class=\"field\"").count(), 1, "{}", part.body);
    });
}
