//! Patron details: what is marked is for few, goes in time, and is asked for.
// tidy: allow sql because what is stored is looked at behind the application's back

use crate::{
    drafts::editor,
    goals::pair,
    tickets::{House, house, report},
};
use base::{DepartmentId, TicketId, sql};
use desk::intake::{Delivered, deliver};
use footbridge::backup;
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

const MARKED: &str = "The card of ||Mrs Secret 2100012345678|| is refused.";

/// A ticket of Ann's with a patron detail in its words.
async fn secret_report(ann: &Visitor) -> String {
    let form = [
        ("kind", "incident"),
        ("words", MARKED),
        ("scope", "one"),
        ("who", "patrons"),
        ("workaround", "slow"),
        ("hurts", "now"),
        ("send", "yes"),
    ];
    let to = ann.post("/report", &form).await.location();
    to.split('?').next().unwrap_or_default().to_owned()
}

async fn confidant(t: &TestApp, email: &'static str) -> Visitor {
    let library = Some(DepartmentId(1));
    let person = t.person(email, library).await;
    t.grant(person, "department_contact", library, None).await;
    t.grant(person, "patron_confidant", library, None).await;
    t.visitor(person).await
}

async fn close(t: &TestApp, house: &House, ticket: &str) {
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let done = [("cause", "network"), ("words", "Done.")];
    yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
    ann.post(&format!("{ticket}/confirmation"), &[]).await.is(303);
}

async fn words_kept(t: &TestApp) -> Vec<(String,)> {
    let sql = sql!("select words from patron_detail order by id");
    t.app.db.read(move |tx| tx.all(sql, &[])).await.unwrap()
}

#[test]
fn complaint_30_patron_details_stay_with_the_library_in_a_shared_queue() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let helen = t.visitor(house.contact).await;
        let ticket = secret_report(&ann).await;
        let show = format!("{ticket}/patron-details");
        for visitor in [&ann, &yusuf, &helen] {
            let page = visitor.get(&ticket).await;
            page.is(200).shows("patron detail withheld").hides("Secret").hides("21000");
            page.shows("is refused");
        }
        // whoever works on it, speaks for the department or runs Footbridge may not
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        yusuf.post(&show, &[]).await.is(403).hides("Secret");
        helen.post(&show, &[]).await.is(403).hides("Secret");
        t.visitor(admin).await.post(&show, &[]).await.is(404);
        // the person it is for, and who was named
        ann.post(&show, &[]).await.is(200).shows("Mrs Secret 2100012345678");
        let nora = confidant(t, "nora@library.example").await;
        nora.get(&ticket).await.shows("Show patron detail").hides("Secret");
        let seen = nora.post(&show, &[]).await;
        seen.is(200).shows("Mrs Secret 2100012345678").shows("is refused");
        assert_eq!(seen.headers["cache-control"], "no-store");
        yusuf.get(&ticket).await.hides("Show patron detail");
        // named for another department, or seeing no ticket: nothing
        let parks = t.person("pia@parks.example", Some(DepartmentId(2))).await;
        t.grant(parks, "patron_confidant", Some(DepartmentId(2)), None).await;
        t.visitor(parks).await.post(&show, &[]).await.is(404);
    });
}

#[test]
fn an_agent_named_for_the_team_may_see_and_whoever_wrote_it() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let show = format!("{ticket}/patron-details");
        yusuf.post(&format!("{ticket}/notes"), &[("body", "it is ||Mr Inner||")]).await.is(303);
        yusuf.post(&show, &[]).await.is(200).shows("Mr Inner");
        // a note of those who help: not for the person who asked, either
        ann.get(&ticket).await.hides("withheld");
        ann.post(&show, &[]).await.is(200).hides("Mr Inner");
        ann.post(&format!("{ticket}/replies"), &[("body", "and ||Mrs Outer||")]).await.is(303);
        yusuf.post(&show, &[]).await.is(200).hides("Mrs Outer");
        t.grant(house.yusuf, "patron_confidant", None, Some(base::TeamId(1))).await;
        yusuf.post(&show, &[]).await.is(200).shows("Mrs Outer");
    });
}

#[test]
fn every_look_is_written_down_without_the_words() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = secret_report(&ann).await;
        ann.post(&format!("{ticket}/patron-details"), &[]).await.is(200);
        yusuf.get(&ticket).await.shows("Ann looked at patron details");
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let audit = t.visitor(admin).await.get("/administration/audit").await;
        audit.shows("looked at patron details").shows("ticket 1").hides("Secret");
    });
}

#[test]
fn the_api_shows_them_to_the_same_people_and_writes_it_down() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        secret_report(&ann).await;
        let path = "/api/v1/tickets/1/patron-details";
        yusuf.get(path).await.is(403).hides("Secret");
        t.visitor(house.stranger).await.get(path).await.is(404);
        let details = ann.get(path).await;
        details.is(200);
        assert_eq!(details.json()[0]["words"], "Mrs Secret 2100012345678");
        let key = details.json()[0]["key"].as_str().unwrap().to_owned();
        let messages = yusuf.get("/api/v1/tickets/1/messages").await;
        messages.shows(&format!("(patron detail withheld: {key})")).hides("Secret");
        yusuf.get("/tickets/1").await.shows("Ann looked at patron details");
    });
}

#[test]
fn a_refused_form_comes_back_as_it_was_typed() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let form = [("kind", "incident"), ("words", "||Mrs \"S\" <b>|| || x"), ("send", "yes")];
        let seen = ann.post("/report", &form).await;
        seen.is(422).hides("withheld");
        assert!(seen.body.contains("||Mrs &#34;S&#34; &#60;b&#62;|| || x"), "{}", seen.body);
        assert!(words_kept(t).await.is_empty(), "nothing is kept of what was not sent");
    });
}

#[test]
fn a_shell_command_stays_as_it_is() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let body = "Run `ping desk || echo no`, a||b||c, || and so on.";
        ann.post(&format!("{ticket}/replies"), &[("body", body)]).await.is(303);
        ann.get(&ticket).await.shows("ping desk || echo no").shows("a||b||c").hides("withheld");
    });
}

#[test]
fn the_same_report_with_a_patron_detail_sent_twice_is_one_ticket() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let form = [
            ("kind", "incident"),
            ("words", MARKED),
            ("scope", "one"),
            ("who", "patrons"),
            ("workaround", "slow"),
            ("hurts", "now"),
            ("key", "k1"),
            ("send", "yes"),
        ];
        let first = ann.post("/report", &form).await.location();
        assert_eq!(ann.post("/report", &form).await.location(), first);
        assert_eq!(words_kept(t).await.len(), 1);
    });
}

#[test]
fn digits_like_a_card_number_are_asked_about_once() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let replies = format!("{ticket}/replies");
        let body = ("body", "She has 2 1000 1234 5678 and ISBN 9780141036137.");
        let seen = ann.post(&replies, &[body]).await;
        seen.is(422).shows("This looks like a card number: 2 1000 1234 5678");
        seen.shows("Keep it for the library only").shows("It is not a card number");
        assert!(seen.body.contains(body.1), "what was typed comes back");
        yusuf.get(&ticket).await.hides("1234");
        ann.post(&replies, &[body, ("patron_card", "keep")]).await.is(303);
        yusuf.get(&ticket).await.hides("5678").shows("9780141036137");
        assert_eq!(words_kept(t).await, [("2 1000 1234 5678".to_owned(),)]);
        let other = ("body", "The part is 2100087654321.");
        ann.post(&replies, &[other, ("patron_card", "not")]).await.is(303);
        yusuf.get(&ticket).await.shows("The part is 2100087654321");
        ann.post(&replies, &[("body", "Marked: ||2100011112222||")]).await.is(303);
    });
}

/// A form, what is sent, and the id of the box that is asked about.
type Refused<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[test]
fn every_form_that_is_refused_for_a_card_number_asks_beside_the_box() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let card = "card 2100012345678";
        let base = [
            ("kind", "incident"),
            ("words", "It stopped"),
            ("scope", "one"),
            ("who", "patrons"),
            ("workaround", "slow"),
            ("hurts", "now"),
            ("risk_financial", "yes"),
            ("risk_financial_likelihood", "likely"),
            ("send", "yes"),
        ];
        for field in ["words", "hurts_note", "risk_financial_consequence"] {
            let mut form: Vec<_> =
                base.iter().copied().filter(|(name, _)| *name != field).collect();
            form.push((field, card));
            let seen = ann.post("/report", &form).await;
            seen.is(422).shows("Keep it for the library only");
            assert!(seen.body.contains(&format!("id=\"{field}-problem\"")), "{field}");
        }
        let ticket = report(&ann).await;
        let wakes = ("wakes", "2026-12-01T09:00");
        let forms: [Refused<'_>; 6] = [
            ("replies", &[("body", card)], "body"),
            ("notes", &[("body", card)], "note-body"),
            ("resolution", &[("words", card), ("cause", "network")], "resolve-words"),
            ("hold", &[("because", card), ("reason", "scheduled"), wakes], "because"),
            ("cancellation", &[("why", card)], "cancel-why"),
            ("edit", &[("subject", card), ("kind", "incident"), ("version", "1")], "subject"),
        ];
        for (form, fields, id) in forms {
            let seen = yusuf.post(&format!("{ticket}/{form}"), fields).await;
            seen.is(422).shows("Keep it for the library only");
            assert!(seen.body.contains(&format!("id=\"{id}-problem\"")), "{form}");
        }
        close(t, &house, &ticket).await;
        ann.post(&format!("{ticket}/reopening"), &[("why", card)]).await.is(422);
        let felt = [("score", "7"), ("feedback", card)];
        ann.post(&format!("{ticket}/feedback"), &felt).await.is(422);
        assert!(words_kept(t).await.is_empty());
    });
}

#[test]
fn a_library_can_say_what_its_cards_look_like() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let admin = t.visitor(admin).await;
        let settings = "/administration/patron-details";
        admin.get("/administration").await.shows("Patron details");
        admin.get(settings).await.is(200).shows("2############");
        let bad = [("patron_days", "0"), ("patron_cards", "12")];
        admin.post(settings, &bad).await.is(422).shows("1 to 3650").shows("8 to 16 signs");
        let own = [("patron_days", "7"), ("patron_cards", "5########")];
        admin.submit(settings, &own).await.shows("Saved").shows("5########");
        let replies = format!("{}/replies", report(&ann).await);
        ann.post(&replies, &[("body", "2100012345678")]).await.is(303);
        ann.post(&replies, &[("body", "is it 512345678?")]).await.is(422);
        ann.get(settings).await.is(403);
    });
}

const MAIL: &str = "From: ann@library.example\nMessage-ID: <m1@x>\nSubject: ||Mrs Secret|| cannot borrow\nContent-Type: text/plain; charset=utf-8\n\nHer card ||Mrs Secret 2100012345678|| and 2 1000 8765 4321 fail.\n";

async fn mailed(t: &TestApp, raw: &str) -> TicketId {
    match deliver(&t.app, raw.as_bytes().to_vec(), None).await.unwrap() {
        Delivered::Opened(ticket) | Delivered::Replied(ticket) => ticket,
        other => panic!("{other:?}"),
    }
}

#[test]
fn mail_is_filed_without_them_and_its_source_is_for_those_who_may_see() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = mailed(t, MAIL).await;
        assert_eq!(mailed(t, MAIL).await, ticket, "delivered twice, filed once");
        let path = format!("/tickets/{ticket}");
        let page = yusuf.get(&path).await;
        page.is(200).shows("patron detail withheld").hides("Secret").hides("4321").hides("5678");
        t.run_jobs().await;
        assert!(t.outbox().iter().all(|letter| !letter.contains("Secret")));
        yusuf.get("/messages/1/source").await.is(403);
        ann.get("/messages/1/source").await.is(200).shows("Mrs Secret");
        yusuf.get(&path).await.shows("Ann looked at patron details");
        let plain =
            "From: ann@library.example\nMessage-ID: <m2@x>\nSubject: Toner\n\nNothing prints.\n";
        mailed(t, plain).await;
        yusuf.get("/messages/2/source").await.is(200);
    });
}

#[test]
fn html_that_hides_a_card_number_in_its_tags_is_not_shown() {
    each_db(async |t| {
        let house = house(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        let raw = "From: ann@library.example\nMessage-ID: <h@x>\nSubject: Self-check\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n\nSee the other part.\n--B\nContent-Type: text/html\n\n<p>It is ||Mrs <b>Secret</b>|| 21000<i>12345678</i></p>\n--B--\n";
        let ticket = mailed(t, raw).await;
        let page = yusuf.get(&format!("/tickets/{ticket}")).await;
        page.is(200).hides("Secret").hides("12345678").shows("See the other part");
        yusuf.get("/messages/1/source").await.is(403);
    });
}

#[test]
fn they_are_removed_some_time_after_closing_and_the_ticket_stays() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = mailed(t, MAIL).await;
        let path = format!("/tickets/{ticket}");
        close(t, &house, &path).await;
        t.later(29 * 86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        assert!(words_kept(t).await.iter().any(|(words,)| words.contains("Secret")));
        // opened again: the clock begins anew when it closes
        t.visitor(house.ann)
            .await
            .post(&format!("{path}/reopening"), &[("why", "again")])
            .await
            .is(303);
        t.later(40 * 86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        assert!(words_kept(t).await.iter().any(|(words,)| words.contains("Secret")));
        close(t, &house, &path).await;
        t.later(29 * 86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        assert!(words_kept(t).await.iter().any(|(words,)| words.contains("Secret")));
        t.later(2 * 86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        desk::tickets::tidy(&t.app).await.unwrap();
        assert!(words_kept(t).await.iter().all(|(words,)| words.is_empty()));
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let page = yusuf.get(&path).await;
        page.is(200).shows("Patron detail removed on").shows("patron detail withheld");
        page.shows("Footbridge removed the patron details").hides("Show patron detail");
        ann.post(&format!("{path}/patron-details"), &[]).await.is(200).hides("Secret");
        ann.get("/messages/1/source").await.is(404);
        let found = footbridge::check::check(&t.app).await.unwrap();
        assert!(found.iter().all(|f| f.part != "files" || f.advice.is_none()), "{found:?}");
    });
}

#[test]
fn administration_shows_how_many_would_be_removed_before_it_is_set() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let admin = t.visitor(admin).await;
        let ticket = secret_report(&ann).await;
        close(t, &house, &ticket).await;
        t.later(10 * 86_400);
        let settings = "/administration/patron-details";
        admin.get(settings).await.shows("nothing would be removed now");
        let form = [("patron_days", "7"), ("patron_cards", ""), ("preview", "yes")];
        admin.post(settings, &form).await.is(200).shows("one patron detail in 1 ticket");
        desk::tickets::tidy(&t.app).await.unwrap();
        assert!(!words_kept(t).await[0].0.is_empty(), "looking changes nothing");
        admin.post(settings, &form[..2]).await.is(303);
        desk::tickets::tidy(&t.app).await.unwrap();
        assert!(words_kept(t).await[0].0.is_empty());
    });
}

#[test]
fn a_restore_removes_what_should_be_gone_and_an_export_never_has_it() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = mailed(t, MAIL).await;
        close(t, &house, &format!("/tickets/{ticket}")).await;
        let file = t.app.config.data.join("backup.tar");
        backup::take(&t.config(), &file, t.app.now()).await.unwrap();
        let folder = t.app.config.data.join("export");
        backup::export(&t.config(), &folder, t.app.now()).await.unwrap();
        let has = |file: &std::path::Path| {
            String::from_utf8_lossy(&std::fs::read(file).unwrap()).contains("Secret")
        };
        assert!(has(&file), "a backup has everything");
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                match entry.path() {
                    path if path.is_dir() => folders.push(path),
                    path => assert!(!has(&path), "{}", path.display()),
                }
            }
        }
        for mut target in TestApp::on_each().await {
            let now = target.app.now().plus_seconds(5 * 86_400);
            backup::restore(&target.config(), &file, None, now).await.unwrap();
            target.reopen().await;
            assert!(words_kept(&target).await.iter().any(|(words,)| words.contains("Secret")));
            let now = target.app.now().plus_seconds(31 * 86_400);
            backup::restore(&target.config(), &file, None, now).await.unwrap();
            target.reopen().await;
            assert!(words_kept(&target).await.iter().all(|(words,)| words.is_empty()));
            target.finish();
        }
    });
}

#[test]
fn what_somebody_forgot_to_mark_can_be_hidden_afterwards() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let helen = t.visitor(house.contact).await;
        let form = [
            ("kind", "incident"),
            ("words", "Mrs Forgotten cannot borrow. Please help."),
            ("scope", "one"),
            ("who", "patrons"),
            ("workaround", "slow"),
            ("hurts", "now"),
            ("hurts_note", "mrs\nforgotten waits"),
            ("send", "yes"),
        ];
        let ticket = ann.post("/report", &form).await.location();
        let ticket = ticket.split('?').next().unwrap();
        let note = [("body", "I called Mrs Forgotten.")];
        yusuf.post(&format!("{ticket}/notes"), &note).await.is(303);
        yusuf.get("/search?q=forgotten").await.shows("cannot borrow");
        let marks = format!("{ticket}/patron-details/marks");
        helen.get(ticket).await.shows("Hide a patron detail");
        helen.get(&format!("{ticket}/patron-details")).await.is(200).shows("called back");
        helen.post(&marks, &[("patron_words", "Mrs")]).await.is(303);
        helen.post(&marks, &[("patron_words", "||Forgotten||")]).await.is(303);
        helen
            .post(&marks, &[("patron_words", "Forgotten")])
            .await
            .is(422)
            .shows("not in the ticket");
        helen.post(&marks, &[("patron_words", "..")]).await.is(422);
        for visitor in [&ann, &yusuf, &helen] {
            visitor.get(ticket).await.hides("orgotten").shows("patron detail withheld");
            visitor.get("/search?q=forgotten").await.shows("Nothing found");
        }
        yusuf.get("/queue?whose=all").await.hides("orgotten");
        t.run_jobs().await;
        assert!(t.outbox().iter().all(|letter| !letter.contains("orgotten")), "{:?}", t.outbox());
        ann.post(&format!("{ticket}/patron-details"), &[]).await.is(200).shows("Forgotten");
        t.visitor(house.stranger).await.post(&marks, &[("patron_words", "borrow")]).await.is(404);
        let left: Vec<(String,)> = t
            .app
            .db
            .read(|tx| tx.all(sql!("select before || ' ' || after from event"), &[]))
            .await
            .unwrap();
        assert!(left.iter().all(|(text,)| !text.contains("orgotten")), "{left:?}");
        yusuf
            .json("POST", "/api/v1/tickets/1/patron-details", json!({"patron_words": "please"}))
            .await
            .is(200);
        yusuf.get(ticket).await.hides("Please help");
    });
}

/// Guessing word by word must not read what is somebody's own.
#[test]
fn what_is_not_the_readers_cannot_be_found_out_by_hiding_words() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let number = ticket.rsplit('/').next().unwrap();
        let marks = format!("{ticket}/patron-details/marks");
        let thanks = [
            ("ticket", number),
            ("person", "yusuf@it.example"),
            ("attribute", "knew"),
            ("words", "Between us: you stayed calm with Mrs Emu."),
            ("only", "yes"),
        ];
        let thanked = priya.post("/praise", &thanks).await.is(303).location();
        let draft =
            json!({"editor": editor(&ticket, "note"), "fields": {"body": "An unsent thought"}});
        yusuf.json("POST", "/api/v1/drafts", draft).await.is(200);
        for guess in ["stayed calm", "stayed cross", "unsent thought", "unsent doubt"] {
            let told = ann.post(&marks, &[("patron_words", guess)]).await;
            told.is(422).shows("not in the ticket");
        }
        let thanked = thanked.split('?').next().unwrap();
        yusuf.get(thanked).await.is(200).shows("you stayed calm");
        // but what everybody reads on the ticket goes from everywhere
        ann.post(&format!("{ticket}/replies"), &[("body", "Mrs Emu waits.")]).await.is(303);
        ann.post(&marks, &[("patron_words", "Mrs Emu")]).await.is(303);
        yusuf.get(thanked).await.is(200).shows("you stayed calm").hides("Emu");
    });
}

#[test]
fn a_token_typed_by_somebody_else_gives_nothing_away() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        secret_report(&ann).await;
        let details = ann.get("/api/v1/tickets/1/patron-details").await.json();
        let token = format!("(patron detail withheld: {})", details[0]["key"].as_str().unwrap());
        let body = format!("So it is {token}?");
        yusuf.post("/tickets/1/replies", &[("body", body.as_str())]).await.is(303);
        yusuf.post("/tickets/1/patron-details", &[]).await.is(403).hides("Secret");
        let ben = t.visitor(house.ben).await;
        let own = report(&ben).await;
        ben.post(&format!("{own}/replies"), &[("body", body.as_str())]).await.is(303);
        ben.post(&format!("{own}/patron-details"), &[]).await.is(200).hides("Secret");
    });
}
