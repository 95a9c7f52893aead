//! Handing a ticket over to a supplier by mail, and what comes back.
// tidy: allow sql because the team and the supplier are rows that other stories make by hand

use crate::{
    profiles::council,
    tickets::{House, report},
};
use base::TicketId;
use desk::intake::{Delivered, deliver};
use testing::{TestApp, Visitor, each_db};

async fn run(t: &TestApp, text: String) {
    t.app.db.write(move |tx| tx.batch(&text)).await.unwrap();
}

/// A ticket of the library with IT, and a supplier with a case desk.
async fn set_up(t: &TestApp) -> (House, String, Visitor) {
    let (house, _) = council(t).await;
    let supplier = t.department("Larkfield", true).await;
    run(t, format!("update department set kind = 'outsourced' where id = {supplier}")).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let page = format!("/departments/{supplier}");
    let contact = [("name", "Case desk"), ("email", "cases@larkfield.example")];
    yusuf.post(&format!("{page}/contacts"), &contact).await.is(303);
    let facts = [("version", "0"), ("portal", "https://help.larkfield.example/{number}")];
    yusuf.post(&format!("{page}/supplier"), &facts).await.is(303);
    let ticket = report(&ann).await;
    run(t, "update ticket set team_id = 1, service_id = 1".into()).await;
    (house, ticket, yusuf)
}

fn number(ticket: &str) -> i64 {
    ticket.rsplit('/').next().unwrap().parse().unwrap()
}

const LETTER: [(&str, &str); 3] =
    [("contact", "1"), ("subject", "Self-check is down"), ("words", "Please look at the line.")];

fn header(mail: &str, name: &str) -> String {
    let head = mail.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
    let found = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    found.unwrap_or_else(|| panic!("no {name} in\n{head}")).to_owned()
}

async fn sent(t: &TestApp, head: &str, text: &str) -> Delivered {
    let raw = format!("{head}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n");
    deliver(&t.app, raw.into_bytes(), None).await.unwrap()
}

/// Until when a form says that it waits.
fn until_of(form: &str) -> String {
    let field = form.split("name=\"until\"").nth(1).expect("a field");
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

/// The letter that went to the supplier.
async fn letter(t: &TestApp) -> String {
    t.run_jobs().await;
    let mut all = t.outbox();
    all.retain(|mail| header(mail, "To").contains("cases@larkfield.example"));
    assert_eq!(all.len(), 1, "one letter");
    all.remove(0)
}

#[test]
fn a_letter_is_written_from_the_record_and_leaves_only_for_a_contact() {
    each_db(async |t| {
        let (house, ticket, yusuf) = set_up(t).await;
        let page = format!("{ticket}/hand-over");
        yusuf.get(&ticket).await.shows("Hand over to a supplier");
        let form = yusuf.get(&page).await;
        form.is(200).shows("Hello Case desk,").shows("all say out of service");
        form.shows("What it means for us").shows("Northside").shows("Self-check");
        // not for those who asked, nor for another team
        t.visitor(house.ann).await.get(&page).await.is(403);
        t.visitor(house.other_agent).await.get(&page).await.is(404);
        t.visitor(house.ann).await.get(&ticket).await.hides("Hand over to a supplier");
        let mut odd = LETTER.to_vec();
        odd[0] = ("contact", "99");
        let refused = yusuf.post(&page, &odd).await;
        refused.is(422).shows("Please look at the line.");
        odd[0] = ("contact", "mallory@elsewhere.example");
        yusuf.post(&page, &odd).await.is(422);
        yusuf.post(&page, &[("contact", "1"), ("subject", ""), ("words", "")]).await.is(422);
        let mut late = LETTER.to_vec();
        late.extend([("hold", "yes"), ("until", "2001-01-01T09:00")]);
        yusuf.post(&page, &late).await.is(422);
        t.run_jobs().await;
        assert!(t.outbox().iter().all(|mail| !mail.contains("larkfield.example")), "nothing left");
    });
}

#[test]
fn handing_over_waits_for_the_supplier_whose_answer_is_filed_for_it_alone() {
    each_db(async |t| {
        let (house, ticket, yusuf) = set_up(t).await;
        let ann = t.visitor(house.ann).await;
        let page = format!("{ticket}/hand-over");
        let mut fields = LETTER.to_vec();
        fields.push(("hold", "yes"));
        let own = format!("/api/v1{ticket}");
        let promised = yusuf.get(&own).await.json()["news_by"].clone();
        // the form says the hour that was promised, not three working days
        let kept = until_of(&yusuf.get(&page).await.body);
        assert_eq!(kept, until_of(&yusuf.get(&format!("{ticket}/call")).await.body));
        assert!(
            promised.as_str().unwrap().starts_with("2026-") && kept.ends_with("12:00"),
            "{kept}"
        );
        yusuf.post(&page, &fields).await.is(303);
        // the supplier has time, and what we promised stays promised
        assert_eq!(yusuf.get(&own).await.json()["news_by"], promised);
        // pressed twice it is sent once
        yusuf.post(&page, &fields).await.is(303);
        let seen = yusuf.get(&ticket).await;
        seen.shows("Please look at the line.").shows("Yusuf asked Larkfield for help by mail");
        let asking = ann.get(&ticket).await;
        asking.shows("We asked Larkfield").shows("Yusuf asked Larkfield for help by mail");
        asking.hides("Please look at the line.").hides("cases@larkfield.example");
        let out = letter(t).await;
        let id = number(&ticket);
        assert!(header(&out, "Subject").starts_with(&format!("[Footbridge #{id}] Self-check")));
        assert!(!out.contains("Auto-Submitted"), "a person wrote it");
        let parent = header(&out, "Message-ID");
        // somebody else of theirs answers, by the thread
        let answer = format!(
            "From: Anil <anil@larkfield.example>\nMessage-ID: <a1@larkfield.example>\nIn-Reply-To: {parent}\nSubject: RE: [Footbridge #{id}] Self-check is down [CAS-4711]"
        );
        let delivered = sent(t, &answer, "The licence ran out. We renew it tonight.").await;
        assert_eq!(delivered, Delivered::Noted(TicketId(id)));
        assert_eq!(sent(t, &answer, "The licence ran out. We renew it tonight.").await, delivered);
        let seen = yusuf.get(&ticket).await;
        seen.shows("The licence ran out.").shows("Larkfield answered").hides("hold-note");
        seen.shows("Their answer calls it CAS-4711.").hides("On hold.");
        let asking = ann.get(&ticket).await;
        asking.hides("The licence ran out.").hides("CAS-4711").shows("Larkfield answered");
        // their number is kept with one press
        let keep = format!("{page}/1/reference");
        ann.post(&keep, &[("reference", "CAS-4711")]).await.is(403);
        yusuf.post(&keep, &[("reference", "CAS-4711")]).await.is(303);
        let kept = yusuf.get(&ticket).await;
        assert!(kept.body.contains("href=\"https://help.larkfield.example/CAS-4711\""));
        ann.get(&ticket).await.hides("CAS-4711");
        let call = format!("/api/v1/tickets/{id}/hand-overs");
        assert_eq!(yusuf.get(&call).await.json()[0]["reference"], "CAS-4711");
        ann.get(&call).await.is(403);
        t.run_jobs().await;
        let told = t.outbox().into_iter().filter(|mail| mail.contains("The licence ran out."));
        assert!(
            told.clone().count() == 0 || told.clone().all(|m| !m.contains("To: ann@")),
            "IT only"
        );
    });
}

#[test]
fn a_tag_alone_counts_from_the_address_that_was_written_to_and_from_nobody_else_outside() {
    each_db(async |t| {
        let (_, ticket, yusuf) = set_up(t).await;
        yusuf.post(&format!("{ticket}/hand-over"), &LETTER).await.is(303);
        letter(t).await;
        let id = number(&ticket);
        let tagged = |from: &str| {
            format!("From: {from}\nSubject: [Footbridge #{id}] Case number 20931 opened")
        };
        let known = sent(t, &tagged("cases@larkfield.example"), "We look.").await;
        assert_eq!(known, Delivered::Noted(TicketId(id)));
        yusuf.get(&ticket).await.shows("Keep 20931 as their number");
        for stranger in ["anil@larkfield.example", "eve@elsewhere.example"] {
            let opened = sent(t, &tagged(stranger), "Let me in.").await;
            assert!(matches!(opened, Delivered::Opened(_)), "{stranger}: {opened:?}");
        }
        yusuf.get(&ticket).await.hides("Let me in.");
        // a program's receipt is a note, and its number is found, too
        let receipt = format!(
            "From: cases@larkfield.example\nAuto-Submitted: auto-replied\nSubject: [Footbridge #{id}] we have it (INC0012345)"
        );
        assert_eq!(sent(t, &receipt, "Thank you.").await, Delivered::Noted(TicketId(id)));
        yusuf.get(&ticket).await.shows("INC0012345");
    });
}

#[test]
fn the_files_that_are_ticked_go_with_the_letter_and_notes_do_not() {
    each_db(async |t| {
        let (house, ticket, yusuf) = set_up(t).await;
        let ann = t.visitor(house.ann).await;
        let (replies, notes) = (format!("{ticket}/replies"), format!("{ticket}/notes"));
        ann.post_file(&replies, &[("body", "A photo")], "photo.png", b"a photo").await.is(303);
        yusuf.post_file(&notes, &[("body", "x")], "secret.txt", b"the password").await.is(303);
        t.later(60);
        t.run_jobs().await;
        let form = yusuf.get(&format!("{ticket}/hand-over")).await;
        form.shows("photo.png").hides("secret.txt");
        let mut fields = LETTER.to_vec();
        // the note's file is not for the form to send, whoever asks for it
        fields.extend([("file", "1"), ("file", "2")]);
        yusuf.post(&format!("{ticket}/hand-over"), &fields).await.is(303);
        let out = letter(t).await;
        assert!(out.contains("photo.png") && !out.contains("secret.txt"), "{out}");
    });
}

#[test]
fn what_was_withheld_stays_withheld_in_the_letter() {
    each_db(async |t| {
        let (_, ticket, yusuf) = set_up(t).await;
        let mut fields = LETTER.to_vec();
        fields[2] = ("words", "The card ||29876543210001|| is refused.");
        yusuf.post(&format!("{ticket}/hand-over"), &fields).await.is(303);
        let out = letter(t).await;
        assert!(!out.contains("29876543210001") && out.contains("patron detail withheld"), "{out}");
    });
}

const CALL: [(&str, &str); 3] =
    [("contact", "1"), ("words", "Anil will look at the line by noon"), ("reference", "CAS-9001")];

#[test]
fn a_call_to_a_supplier_stands_on_the_ticket_with_what_they_said() {
    each_db(async |t| {
        let (house, ticket, yusuf) = set_up(t).await;
        let page = format!("{ticket}/call");
        yusuf.get(&ticket).await.shows("I called them");
        yusuf.get(&page).await.is(200).shows("What did they say?").shows("Case desk");
        let ann = t.visitor(house.ann).await;
        ann.get(&page).await.is(403);
        t.visitor(house.other_agent).await.get(&page).await.is(404);
        let mut call = CALL.to_vec();
        call.push(("hold", "yes"));
        for (changed, said) in [
            (("words", " "), "Whom did you call?"),
            (("contact", "99"), "Please choose"),
            (("at", "2027-01-01T09:00"), "still to come"),
            (("at", "2025-01-01T09:00"), "more than 30 days"),
            (("at", "soon"), "Choose a date and a time"),
            (("until", "2001-01-01T09:00"), "CAS-9001"),
        ] {
            let mut odd: Vec<_> = call.iter().copied().filter(|one| one.0 != changed.0).collect();
            odd.push(changed);
            let refused = yusuf.post(&page, &odd).await;
            refused.is(422);
            assert!(refused.body.contains(said), "{changed:?}");
            assert!(refused.body.contains("value=\"CAS-9001\""), "what was typed stays");
        }
        yusuf.post(&page, &call).await.is(303);
        yusuf.post(&page, &call).await.is(303);
        let seen = yusuf.get(&ticket).await;
        seen.shows("Call to Larkfield, Case desk:").shows("Anil will look at the line by noon");
        seen.shows("has it since a call").shows("Yusuf called Case desk").shows("CAS-9001");
        // whoever asked knows that they were called, and not what was said
        let asking = ann.get(&ticket).await;
        asking.shows("Yusuf called Larkfield for help").shows("We asked Larkfield");
        asking.hides("Anil will look").hides("CAS-9001");
        let api = format!("/api/v1/tickets/{}", number(&ticket));
        let all = yusuf.get(&format!("{api}/hand-overs")).await.json();
        assert_eq!(all.as_array().unwrap().len(), 1, "pressed twice it is one call");
        assert_eq!(all[0]["way"], "phone");
        assert_eq!(all[0]["reference"], "CAS-9001");
        let again = serde_json::json!({"contact": 1, "words": "Anil asks for a day more"});
        yusuf.json("POST", &format!("{api}/calls"), again.clone()).await.is(201);
        ann.json("POST", &format!("{api}/calls"), again).await.is(403);
        // nobody was written to: a letter from there is no answer to the call by its tag alone
        let tagged = format!(
            "From: cases@larkfield.example\nSubject: [Footbridge #{}] Case opened",
            number(&ticket)
        );
        assert!(matches!(sent(t, &tagged, "We look.").await, Delivered::Opened(_)));
        t.run_jobs().await;
        let outside = "To: cases@larkfield.example";
        assert!(t.outbox().iter().all(|mail| !mail.contains(outside) || mail.contains("Auto-")));
    });
}

#[test]
fn what_a_supplier_has_waits_since_they_were_asked() {
    each_db(async |t| {
        let (house, ticket, yusuf) = set_up(t).await;
        let mut call = CALL.to_vec();
        call.push(("hold", "yes"));
        call.push(("until", "2027-03-01T09:00"));
        yusuf.post(&format!("{ticket}/call"), &call).await.is(303);
        run(t, "update ticket set department_id = 1".into()).await;
        let liaison = t.person("lee@library.example", Some(base::DepartmentId(1))).await;
        t.grant(liaison, "liaison", Some(base::DepartmentId(1)), None).await;
        t.later(5 * 86_400);
        // a word on the ticket is no answer of theirs
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.post(&format!("{ticket}/notes"), &[("body", "Still nothing")]).await.is(303);
        t.later(86_400);
        let lee = t.visitor(liaison).await;
        let seen = lee.get("/relationships/1/requests?show=supplier").await;
        seen.shows("with the supplier for 6");
        t.run_jobs().await;
    });
}
