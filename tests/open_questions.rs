//! Questions of a service where nobody could be asked at first: at the desk, by a code, by mail; and
//! answers that are given later.
// tidy: allow sql because a device gets its service, and a mail its service's team

use crate::{
    notices::letters,
    tickets::{House, house},
};
use base::LocationId;
use desk::intake::deliver;
use serde_json::{Value, json};
use testing::{Seen, TestApp, Visitor, each_db};

/// Printing asks which tray it is, and for tray 2 how many sheets; there is a printer with a code.
async fn start(t: &TestApp) -> (House, Visitor, Visitor) {
    let house = house(t).await;
    let (ann, thuy) = (t.visitor(house.ann).await, t.visitor(house.other_agent).await);
    let device = t.device("Printer by the door", "printer", LocationId(1)).await;
    t.code("k7m29xq4tz8w", device).await;
    let sql = "update device set service_id = 2; update location set department_id = 1;
        update person set location_id = 1 where email like '%library%';
        update service set keywords = 'printing, tray' where id = 2";
    t.app.db.write(move |tx| tx.batch(sql)).await.unwrap();
    let tray = json!({"label": "Which tray?", "key": "tray", "service": 2, "type": "choice",
        "choices": ["Tray 1", "Tray 2"], "required_at": "report", "position": 1});
    thuy.json("POST", "/api/v1/fields", tray).await.is(201);
    let sheets = json!({"label": "How many sheets?", "key": "sheets", "service": 2,
        "type": "number", "position": 2, "required_at": "report",
        "shown_if": {"field": "tray", "value": "Tray 2"}});
    thuy.json("POST", "/api/v1/fields", sheets).await.is(201);
    let name = json!({"label": "Whose job?", "key": "job", "service": 2, "type": "text",
        "position": 3});
    thuy.json("POST", "/api/v1/fields", name).await.is(201);
    (house, ann, thuy)
}

async fn at_desk(ann: &Visitor, more: &[(&str, &str)]) -> Seen {
    let work = [("device", "1"), ("own", "Prints nothing"), ("whom", "patron")];
    let form: Vec<_> = work.iter().copied().chain(more.iter().copied()).collect();
    ann.post("/desk/work", &form).await
}

async fn fields_of(thuy: &Visitor, ticket: &str) -> Value {
    thuy.get(&format!("/api/v1{ticket}")).await.json()["fields"].clone()
}

fn path(seen: &Seen) -> String {
    seen.is(303).location().split('?').next().unwrap_or_default().to_owned()
}

#[test]
fn at_the_desk_the_same_is_asked_on_behalf_of_a_patron_and_without_a_script_what_hangs_on_it() {
    each_db(async |t| {
        let (_, ann, thuy) = start(t).await;
        ann.get("/desk?device=1").await.shows("Which tray?").hides("How many sheets?");
        at_desk(&ann, &[("send", "yes")]).await.is(422).shows("Please answer: Which tray?");
        let refused = at_desk(&ann, &[("send", "yes"), ("field_tray", "Tray 2")]).await;
        refused.is(422).shows("Please answer: How many sheets?");
        assert!(refused.body.contains("value=\"Prints nothing\""), "what was typed is there");
        assert!(refused.body.contains("name=\"field_sheets\""), "it can be answered there");
        let both = [("send", "yes"), ("field_tray", "Tray 2"), ("field_sheets", "40")];
        let ticket = path(&at_desk(&ann, &both).await);
        assert_eq!(fields_of(&thuy, &ticket).await, json!({"tray": "Tray 2", "sheets": 40.0}));
        // what was put right there is asked nothing
        at_desk(&ann, &[("fixed", "other"), ("fixed_by", "New paper")]).await.is(303);
        // by telephone, and for programs
        let phone = [("send", "yes"), ("channel", "phone"), ("field_tray", "Tray 1")];
        assert_eq!(fields_of(&thuy, &path(&at_desk(&ann, &phone).await)).await["tray"], "Tray 1");
        let work = json!({"device": 1, "symptom": "Prints nothing", "fields": {"tray": "Tray 1"}});
        ann.json("POST", "/api/v1/desk-work", work.clone()).await.is(201);
        // what is asked of those who help is not answered by anybody else
        let code = json!({"label": "Fault code", "key": "code", "service": 2, "type": "text",
            "asked_of": "agents", "position": 4});
        thuy.json("POST", "/api/v1/fields", code).await.is(201);
        let sly = [("send", "yes"), ("field_tray", "Tray 1"), ("field_code", "E7")];
        let ticket = path(&at_desk(&ann, &sly).await);
        assert_eq!(fields_of(&thuy, &ticket).await, json!({"tray": "Tray 1"}));
        let mut odd = work;
        odd["fields"] = json!({"tray": "Tray 9"});
        let refused = ann.json("POST", "/api/v1/desk-work", odd).await;
        assert_eq!(refused.is(422).json()["errors"][0]["field"], "fields.tray");
    });
}

#[test]
fn without_a_script_a_question_that_hangs_on_an_answer_comes_once_with_the_form() {
    each_db(async |t| {
        let (_, ann, thuy) = start(t).await;
        let change = json!({"label": "How many sheets?", "service": 2, "type": "number",
            "position": 2, "required_at": "never", "shown_if": {"field": "tray", "value": "Tray 2"}});
        thuy.json("PUT", "/api/v1/fields/2", change).await.is(200);
        let form = [("send", "yes"), ("field_tray", "Tray 2")];
        at_desk(&ann, &form).await.is(422).shows("One more question").shows("How many sheets?");
        // left empty it is left out
        let form = [("send", "yes"), ("field_tray", "Tray 2"), ("field_sheets", "")];
        at_desk(&ann, &form).await.is(303);
    });
}

#[test]
fn the_form_behind_a_code_asks_little_and_nothing_about_anybody() {
    each_db(async |t| {
        let (_, ann, thuy) = start(t).await;
        let stranger = t.stranger();
        let form = "/scan/k7m2-9xq4-tz8w";
        let page = stranger.get(form).await;
        page.is(200).shows("Which tray?").hides("How many sheets?").hides("Whose job?");
        let sent = |key: &'static str, tray: &'static str| {
            [("key", key), ("symptom", "no_print"), ("field_tray", tray), ("field_job", "Jo Doe")]
        };
        stranger.post(form, &sent("key-0000000001", "Tray 9")).await.is(422).shows("Tray");
        stranger.submit(form, &sent("key-0000000001", "Tray 2")).await.is(200);
        let ticket = "/tickets/1";
        assert_eq!(fields_of(&thuy, ticket).await, json!({"tray": "Tray 2"}));
        // another one says another tray: it is counted, and both stand there
        stranger.submit(form, &sent("key-0000000002", "Tray 1")).await.is(200);
        thuy.get(ticket).await.shows("Which tray? Tray 1").hides("Jo Doe");
        // nobody has to answer; those who work on it see that it was not asked
        thuy.get(ticket).await.shows("not asked yet");
        let plain = [("key", "key-0000000003"), ("symptom", "other"), ("words", "It smokes")];
        stranger.submit(form, &plain).await.is(200);
        ann.get("/desk?kind=printer").await.hides("Which tray?");
    });
}

#[test]
fn what_a_mail_could_not_ask_is_open_on_the_ticket_until_it_is_answered() {
    each_db(async |t| {
        let (house, ann, thuy) = start(t).await;
        let raw = "From: Ann <ann@library.example>\nMessage-ID: <a@x>\nSubject: Printing\n\nPrinting: the tray is stuck.\n";
        deliver(&t.app, raw.as_bytes().to_vec(), None).await.unwrap();
        letters(t).await;
        let ticket = "/tickets/1";
        thuy.get(ticket).await.shows("Which tray? not asked yet");
        ann.get(ticket).await.shows("We still need to ask you this").shows("Which tray?");
        let to = format!("{ticket}/questions");
        // for the script that shows what hangs on an answer
        let part = ann.post(&format!("{to}/fields"), &[("field_tray", "Tray 2")]).await;
        part.is(200).shows("How many sheets?");
        ann.post(&to, &[("field_tray", "Tray 9")]).await.is(422).shows("Please choose one.");
        let more = ann.submit(&to, &[("field_tray", "Tray 2"), ("field_job", "")]).await;
        more.shows("One more question comes with that answer").shows("How many sheets?");
        thuy.get(ticket)
            .await
            .shows("Ann answered: Which tray?")
            .shows("How many sheets? not asked");
        let told = letters(t).await;
        assert!(told.is_empty(), "her team sees it in Footbridge: {told:?}");
        thuy.get("/notifications").await.shows("Ann answered on ticket 1");
        let more = [("field_tray", "Tray 2"), ("field_sheets", "12"), ("field_job", "")];
        ann.submit(&to, &more).await.shows("Thank you. IT sees it.").hides("We still need to ask");
        thuy.get(ticket).await.hides("not asked yet").shows("12");
        // sent twice it is said once
        ann.submit(&to, &more).await.is(200);
        // later she knows better, and whoever works on it sees what it was
        let better = [("field_tray", "Tray 1"), ("field_sheets", ""), ("field_job", "")];
        ann.submit(&to, &better).await.is(200);
        thuy.get(ticket).await.shows("Ann changed Which tray?: Tray 1");
        assert_eq!(fields_of(&thuy, ticket).await, json!({"tray": "Tray 1"}));
        let emptied = ann.post(&to, &[("field_tray", "")]).await;
        emptied.is(422).shows("Please answer: Which tray?");
        // nobody else is asked, and nobody once it is over
        thuy.post(&to, &[("field_tray", "Tray 2")]).await.is(403);
        t.visitor(house.stranger).await.post(&to, &[("field_tray", "Tray 2")]).await.is(404);
        ann.submit(&format!("{ticket}/closing"), &[("how", "fine_now")]).await.is(200);
        ann.post(&to, &better).await.is(409);
        ann.get(ticket).await.hides("What we asked you about it");
    });
}

#[test]
fn programs_ask_and_answer_too() {
    each_db(async |t| {
        let (_, ann, thuy) = start(t).await;
        let raw = "From: Ann <ann@library.example>\nMessage-ID: <a@x>\nSubject: Printing\n\nPrinting: the tray is stuck.\n";
        deliver(&t.app, raw.as_bytes().to_vec(), None).await.unwrap();
        let call = "/api/v1/tickets/1/questions";
        let asked = ann.get(call).await.json();
        assert_eq!(asked["not_asked_yet"], json!(["Which tray?"]));
        assert_eq!(asked["questions"][0]["choices"], json!(["Tray 1", "Tray 2"]));
        let agent = thuy.get(call).await.json();
        assert_eq!(
            (&agent["questions"], &agent["not_asked_yet"]),
            (&json!([]), &asked["not_asked_yet"])
        );
        let odd = json!({"fields": {"tray": "Tray 1", "colour": "red"}});
        ann.json("PUT", call, odd).await.is(422);
        let now = ann.json("PUT", call, json!({"fields": {"tray": "Tray 1"}})).await;
        assert_eq!(now.is(200).json()["not_asked_yet"], json!([]));
        thuy.json("PUT", call, json!({"fields": {"tray": "Tray 2"}})).await.is(403);
    });
}
