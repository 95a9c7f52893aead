//! Asking each other: another team, a colleague, somebody who is named; and a message that turns
//! out to be about something else.

use crate::tickets::{house, report};
use desk::intake::deliver;
use testing::{TestApp, Visitor, each_db};

/// A colleague and a team that are asked about ticket 1.
pub async fn one_of_each(agent: &Visitor) {
    let ask = [("helper", "somebody@library.example"), ("assist-words", "Have you seen it?")];
    agent.post("/tickets/1/assists", &ask).await.is(303);
    let ask = [("refer-team", "2"), ("refer-words", "Is it the printer?")];
    agent.post("/tickets/1/referrals", &ask).await.is(303);
}

/// The letters since the last look: to whom, and what they say.
async fn letters(t: &TestApp) -> Vec<(String, String)> {
    let folder = t.app.config.data.join("outbox");
    std::fs::remove_dir_all(&folder).ok();
    t.run_jobs().await;
    let all = t.outbox().into_iter().map(|raw| mail::parse(raw.as_bytes()).unwrap());
    all.map(|letter| (letter.to[0].address.clone(), letter.text)).collect()
}

fn to(all: &[(String, String)], address: &str) -> String {
    all.iter().filter(|(to, _)| to == address).map(|(_, text)| text.as_str()).collect()
}

fn message_of(page: &testing::Seen, words: &str) -> String {
    let mut pieces = page.body.split("id=\"message-").skip(1);
    let piece = pieces.find(|piece| piece.contains(words)).unwrap();
    piece.split('"').next().unwrap().to_owned()
}

#[test]
fn a_message_about_something_else_becomes_a_ticket_of_its_own() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        report(&ann).await;
        let words = "And the wi-fi is slow in the reading room.";
        ann.post_file("/tickets/1/replies", &[("body", words)], "slow.png", b"\x89PNG\0")
            .await
            .is(303);
        letters(t).await;
        let id = message_of(&yusuf.get("/tickets/1").await, words);
        let path = format!("/messages/{id}/splitting");
        yusuf.get(&path).await.shows("Make this message a ticket").shows(words);
        let new = yusuf.submit(&path, &[("subject", "Slow wi-fi"), ("kind", "incident")]).await;
        new.shows("Slow wi-fi").shows(words).shows("slow.png").shows("Came from #1");
        let old = ann.get("/tickets/1").await;
        old.shows(words).shows("Became #2").shows("A message became #2 Slow wi-fi");
        let mine = ann.get("/tickets/2").await;
        mine.shows("slow.png").shows("Asked by Ann");
        let file = mine.body.split("/attachments/").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(ann.get(&format!("/attachments/{file}")).await.bytes, b"\x89PNG\0");
        let told = letters(t).await;
        assert!(
            to(&told, "ann@library.example").contains("Part of what you wrote on request #1"),
            "{told:?}"
        );
        yusuf.post(&path, &[]).await.is(422).shows("ticket #2 already");
        t.visitor(house.ben).await.get(&path).await.is(404);
        ann.get(&path).await.is(403);
    });
}

#[test]
fn a_split_of_the_only_message_is_refused_and_so_is_one_of_a_note() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        report(&ann).await;
        yusuf.post("/tickets/1/notes", &[("body", "zebrafish")]).await.is(303);
        let page = yusuf.get("/tickets/1").await;
        let first = message_of(&page, "There is a queue.");
        let note = message_of(&page, "zebrafish");
        let refused = yusuf.post(&format!("/messages/{first}/splitting"), &[]).await;
        refused.is(422).shows("nothing would stay behind").shows("hand it to another team");
        let api = format!("/api/v1/tickets/1/messages/{note}/splitting");
        let refused = yusuf.json("POST", &api, serde_json::json!({})).await;
        refused.is(422).shows("internal note");
        ann.json("POST", &api, serde_json::json!({})).await.is(403);
        yusuf
            .json("POST", "/api/v1/tickets/1/messages/99/splitting", serde_json::json!({}))
            .await
            .is(404);
    });
}

#[test]
fn a_message_can_be_split_off_for_somebody_else_by_programs_too() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        report(&ann).await;
        yusuf.post("/tickets/1/replies", &[("body", "Ben's screen is dark, too.")]).await.is(303);
        let id = message_of(&yusuf.get("/tickets/1").await, "screen is dark");
        let path = format!("/api/v1/tickets/1/messages/{id}/splitting");
        let new = serde_json::json!({"requester": house.ben.0});
        let made = yusuf.json("POST", &path, new).await;
        assert_eq!(made.is(201).json()["requester"]["name"], "Ben");
        assert_eq!(made.json()["subject"], "Ben's screen is dark, too", "not who said it");
        assert_eq!(made.location(), "/api/v1/tickets/2");
        let told = to(&letters(t).await, "ben@library.example");
        assert!(told.contains("A request was written down for you: #2"), "{told}");
        t.visitor(house.ben).await.get("/tickets/2").await.shows("Yusuf:").shows("screen is dark");
    });
}

#[test]
fn another_team_does_its_part_and_hands_back_while_the_ticket_stays() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let thuy = t.visitor(house.other_agent).await;
        report(&ann).await;
        thuy.get("/tickets/1").await.is(404);
        let ask = [
            ("refer-team", "2"),
            ("refer-words", "Is the printer on this switch?"),
            ("refer-by", "2026-11-24"),
        ];
        let page = yusuf.submit("/tickets/1/referrals", &ask).await;
        page.shows("It stays yours")
            .shows("Print is asked to do its part")
            .shows("wanted tomorrow 17:00");
        // the other team finds it and works on it; the own team keeps it
        thuy.get("/queue?whose=referred").await.shows("self-check machines");
        thuy.get("/search?q=machines").await.shows("self-check machines");
        thuy.get("/tickets/1").await.is(200).shows("Is the printer on this switch?");
        thuy.submit("/tickets/1/notes", &[("body", "Looked at port 4.")]).await.shows("port 4");
        yusuf.get("/queue").await.shows("self-check machines");
        ann.get("/tickets/1")
            .await
            .shows("Yusuf asked Print to do its part")
            .hides("Is the printer");
        thuy.post("/tickets/1/referrals/1/answer", &[]).await.is(422);
        yusuf.post("/tickets/1/referrals/1/answer", &[("refer-answer", "x")]).await.is(403);
        letters(t).await;
        let back = thuy
            .submit("/tickets/1/referrals/1/answer", &[("refer-answer", "Port 4 is fine.")])
            .await;
        back.is(200).shows("Handed back");
        thuy.get("/tickets/1").await.is(404);
        thuy.get("/search?q=machines").await.shows("Nothing found");
        thuy.get("/queue?whose=referred").await.hides("self-check machines");
        let page = yusuf.get("/tickets/1").await;
        page.shows("Port 4 is fine.").shows("Thuy handed back for Print");
        assert!(to(&letters(t).await, "yusuf@it.example").contains("Port 4 is fine."));
        assert!(!to(&letters(t).await, "ann@library.example").contains("Port 4"));
    });
}

#[test]
fn a_question_to_a_team_that_makes_no_sense_is_answered_and_one_can_be_taken_back() {
    each_db(async |t| {
        let house = house(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        report(&t.visitor(house.ann).await).await;
        let ask = async |team: &str, words: &str, by: &str| {
            let form = [("refer-team", team), ("refer-words", words), ("refer-by", by)];
            yusuf.post("/tickets/1/referrals", &form).await
        };
        ask("1", "x", "").await.is(422).shows("own ticket already");
        ask("99", "x", "").await.is(422).shows("Please choose");
        ask("", "words that stay", "").await.is(422).shows("words that stay");
        ask("2", "", "").await.is(422);
        ask("2", "x", "soon").await.is(422).shows("year-month-day");
        ask("2", "x", "2020-01-01").await.is(422).shows("has passed");
        ask("2", "x", "").await.is(303);
        ask("2", "again", "").await.is(422).shows("asked already");
        let listed = yusuf.get("/api/v1/tickets/1/referrals").await.json();
        assert_eq!(
            (&listed[0]["team_name"], &listed[0]["state"]),
            (&"Print".into(), &"open".into())
        );
        let thuy = t.visitor(house.other_agent).await;
        thuy.post("/tickets/1/referrals/1/withdrawal", &[]).await.is(403);
        yusuf.submit("/tickets/1/referrals/1/withdrawal", &[]).await.shows("Taken back");
        yusuf.post("/tickets/1/referrals/1/withdrawal", &[]).await.is(409);
        thuy.get("/tickets/1").await.is(404);
        let new = serde_json::json!({"team": 2, "words": "Once more"});
        yusuf.json("POST", "/api/v1/tickets/1/referrals", new).await.is(201);
        let words = serde_json::json!({"words": "Done."});
        thuy.json("POST", "/api/v1/tickets/1/referrals/2/answer", words).await.is(204);
    });
}

#[test]
fn help_is_asked_for_across_the_house_given_thanked_and_counted_both_ways() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let yusuf = t.visitor(house.yusuf).await;
        report(&ann).await;
        yusuf.post("/tickets/1/notes", &[("body", "zebrafish")]).await.is(303);
        letters(t).await;
        ben.get("/tickets/1").await.is(404);
        let ask = [("helper", "Ben"), ("assist-words", "Which machine did you see beep?")];
        yusuf.submit("/tickets/1/assists", &ask).await.shows("They are told, and can read this");
        let told = to(&letters(t).await, "ben@library.example");
        assert!(
            told.contains("Yusuf asks for your help") && told.contains("Which machine"),
            "{told}"
        );
        // library side: the public parts only
        let page = ben.get("/tickets/1").await;
        page.is(200).shows("Yusuf asks for your help").hides("zebrafish");
        ann.get("/tickets/1")
            .await
            .shows("Yusuf asked Ben for help")
            .hides("Which machine did you see");
        ben.get("/account/assists")
            .await
            .shows("Which machine did you see beep?")
            .shows("Not answered yet");
        let gave = [("helped", "gave"), ("assist-answer-words", "The left one, at ten.")];
        ben.submit("/tickets/1/assists/1/answer", &gave).await.shows("Thank you. They are told.");
        ben.post("/tickets/1/assists/1/answer", &gave).await.is(409);
        let page = yusuf.get("/tickets/1").await;
        page.shows("The left one, at ten.").shows("Thank Ben");
        ann.post("/tickets/1/assists/1/thanks", &[]).await.is(403);
        yusuf
            .submit("/tickets/1/assists/1/thanks", &[("assist-thanks", "Quick eyes!")])
            .await
            .shows("Thanked: Quick eyes!");
        yusuf.post("/tickets/1/assists/1/thanks", &[]).await.is(409);
        assert!(to(&letters(t).await, "ben@library.example").contains("thanks you for your help"));
        ben.get("/account/assists")
            .await
            .shows("You gave help 1 times, received it 0 times")
            .shows("Quick eyes!");
        yusuf.get("/account/assists").await.shows("You gave help 0 times, received it 1 times");
        let api = ann.get("/api/v1/me/assists").await.json();
        assert_eq!(api["department"]["given"], 1, "Ann and Ben work in one department");
        assert_eq!(api["mine"]["given"], 0);
        ben.get("/tickets/1").await.is(200);
    });
}

#[test]
fn not_now_is_an_answer_and_who_may_not_be_asked_is_said() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let thuy = t.visitor(house.other_agent).await;
        report(&ann).await;
        let ask = async |who: &Visitor, helper: &str| {
            who.post("/tickets/1/assists", &[("helper", helper), ("assist-words", "Please?")]).await
        };
        ask(&yusuf, "Thuy").await.is(303);
        ask(&yusuf, "Thuy").await.is(422).shows("Thuy is asked already");
        ask(&yusuf, "Yusuf").await.is(422).shows("That is you");
        ask(&yusuf, "Ann").await.is(422).shows("Ask them in a reply");
        ask(&yusuf, "Zed").await.is(422).shows("Nobody is called that");
        ask(&ann, "Marco").await.is(422).shows("neither in your department nor in IT");
        // a colleague of either side
        ask(&ann, "Ben").await.is(303);
        ask(&ann, "Yusuf").await.is(303);
        ask(&t.visitor(house.stranger).await, "Ben").await.is(404);
        // who helps by trade works on it while they are asked
        thuy.submit("/tickets/1/notes", &[("body", "Looked.")]).await.shows("Looked.");
        let no = [("helped", "cannot"), ("assist-answer-words", "")];
        thuy.post("/tickets/1/assists/1/answer", &no).await.is(422);
        let no = serde_json::json!({"answer": "cannot", "words": "I am away until Monday."});
        thuy.json("POST", "/api/v1/tickets/1/assists/1/answer", no).await.is(204);
        thuy.get("/tickets/1").await.is(404);
        yusuf.get("/tickets/1").await.shows("I am away until Monday.").shows("Could not just then");
        thuy.get("/account/assists").await.shows("You gave help 0 times");
        let new = serde_json::json!({"person": house.other_agent.0, "words": "And on Monday?"});
        yusuf.json("POST", "/api/v1/tickets/1/assists", new).await.is(201);
    });
}

#[test]
fn a_name_in_a_message_tells_whom_it_names() {
    each_db(async |t| {
        let house = house(t).await;
        let omar = t.person("omar.said@it.example", Some(base::DepartmentId(3))).await;
        t.grant(omar, "agent", None, Some(base::TeamId(1))).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        report(&ann).await;
        letters(t).await;
        let note = [("body", "@omar.said zebrafish, `@thuy` and ben@library.example")];
        yusuf.submit("/tickets/1/notes", &note).await.is(200).hides("Not told");
        let told = letters(t).await;
        let letter = to(&told, "omar.said@it.example");
        assert!(
            letter.contains("named you in a note on ticket #1") && !letter.contains("zebrafish"),
            "{told:?}"
        );
        assert_eq!(told.len(), 1, "{told:?}");
        let said = [("body", "Ask @[Omar.said] about it.")];
        ann.submit("/tickets/1/replies", &said).await.shows("Ask @Omar.said about it.");
        assert!(to(&letters(t).await, "omar.said@it.example").contains("Ann named you"));
    });
}

#[test]
fn who_may_not_read_a_note_is_not_told_and_its_writer_is() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        report(&ann).await;
        letters(t).await;
        let note = [("body", "@ann and @thuy: numbat")];
        let page = yusuf.submit("/tickets/1/notes", &note).await;
        page.shows("Not told, because only the helping teams read notes: Ann, Thuy");
        assert!(letters(t).await.is_empty());
        ann.get("/tickets/1").await.hides("numbat");
        t.visitor(house.other_agent).await.get("/tickets/1").await.is(404);
    });
}

#[test]
fn a_reply_that_names_a_stranger_asks_before_it_lets_them_read() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ben = t.visitor(house.ben).await;
        report(&ann).await;
        letters(t).await;
        let reply = [("body", "@ben and @home: have you seen this?")];
        let asked = yusuf.post("/tickets/1/replies", &reply).await;
        asked
            .is(422)
            .shows("Ben cannot read this")
            .shows("Let them follow it")
            .shows("have you seen this?");
        ben.get("/tickets/1").await.is(404);
        let sure = [reply[0], ("add_mentioned", "yes")];
        yusuf.submit("/tickets/1/replies", &sure).await.shows("Ben named by Yusuf");
        ben.get("/tickets/1").await.is(200);
        let told = letters(t).await;
        assert!(to(&told, "ben@library.example").contains("have you seen this?"), "{told:?}");
        // whose ticket it is cannot let another department in
        let far = [("body", "@marco look"), ("add_mentioned", "yes")];
        ann.post("/tickets/1/replies", &far).await.is(422).shows("not in your department");
        // two of one name
        t.person("ben@parks.example", None).await;
        yusuf
            .post("/tickets/1/replies", &reply)
            .await
            .is(422)
            .shows("@ben could be several people");
        let new = serde_json::json!({"body": "@marco look"});
        yusuf.json("POST", "/api/v1/tickets/1/messages", new).await.is(422).shows("add_mentioned");
        let new = serde_json::json!({"body": "@marco look", "add_mentioned": true});
        yusuf.json("POST", "/api/v1/tickets/1/messages", new).await.is(201);
        t.visitor(house.stranger).await.get("/tickets/1").await.is(200);
        // in a mail an @ is whatever it is
        let raw = "From: ann@library.example\nSubject: [Footbridge #1] x\n\n@thuy on the web says hello\n";
        deliver(&t.app, raw.as_bytes().to_vec(), None).await.unwrap();
        t.visitor(house.other_agent).await.get("/tickets/1").await.is(404);
    });
}
