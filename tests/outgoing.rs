//! Answers that can be taken back for some seconds, and leave exactly once.

use crate::tickets::{House, house, report};
use base::{Config, TicketId};
use testing::{TestApp, Visitor, each_db};

/// The desk with the usual fifteen seconds.
async fn desk(t: &TestApp) -> (House, String) {
    let fifteen = Config::default().desk.undo_seconds;
    assert_eq!(fifteen, 15);
    t.app.config.choose(&[("desk.undo_seconds".to_owned(), fifteen.to_string())]);
    let house = house(t).await;
    let ticket = report(&t.visitor(house.ann).await).await;
    t.run_jobs().await;
    (house, ticket)
}

fn number(ticket: &str) -> TicketId {
    TicketId(ticket.rsplit('/').next().unwrap().parse().unwrap())
}

/// The letters that have gone out, as one text.
async fn letters(t: &TestApp) -> String {
    t.run_jobs().await;
    t.outbox().concat()
}

async fn undo(who: &Visitor, ticket: &str) -> testing::Seen {
    let page = who.get(ticket).await;
    let action = format!("{ticket}/outgoing/");
    let rest = page.body.split(&format!("action=\"{action}")).nth(1).expect("something to undo");
    let id = rest.split('/').next().unwrap().to_owned();
    who.submit(&format!("{action}{id}/withdrawal"), &[]).await
}

const WORDS: &str = "Please switch it off and on again.";

#[test]
fn an_answer_waits_fifteen_seconds_and_then_leaves_once() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let sent = yusuf.submit(&format!("{ticket}/replies"), &[("body", WORDS)]).await;
        sent.shows("Your answer leaves in a moment").shows("Sending in 15 seconds.").shows("Undo");
        sent.shows("Leaves at 10:00:15").shows(WORDS);
        // nothing of it shows outside, nor counts
        ann.get(&ticket).await.hides("switch it off").shows("New");
        ann.get("/search?q=switch").await.hides("switch it off");
        ann.get(&format!("/api/v1{ticket}/messages")).await.hides("switch it off");
        ann.get(&format!("/api/v1{ticket}/outgoing")).await.is(403);
        yusuf.get("/queue").await.hides("switch it off");
        let json = yusuf.get(&format!("/api/v1{ticket}")).await.json();
        assert!(json["first_response_at"].is_null(), "{json}");
        t.later(14);
        assert!(!letters(t).await.contains("switch it off"));
        ann.get(&ticket).await.hides("switch it off");
        t.later(1);
        let sent = letters(t).await;
        assert_eq!(sent.matches("switch it off").count(), 2, "{sent}");
        ann.get(&ticket).await.shows(WORDS).shows("Open");
        let json = yusuf.get(&format!("/api/v1{ticket}")).await.json();
        assert_eq!(json["first_response_at"], "2026-11-22T23:00:15Z");
        t.later(60);
        assert_eq!(letters(t).await.matches("To: Ann").count(), 1);
        let page = ann.get(&ticket).await;
        assert_eq!(page.body.matches("id=\"message-").count(), 2);
        yusuf.get(&ticket).await.hides("Undo");
    });
}

#[test]
fn undo_takes_it_back_whole_and_gives_the_words_back() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let before = yusuf.get(&format!("/api/v1{ticket}")).await.json();
        let fields = [("body", WORDS), ("wait", "yes")];
        let sent =
            yusuf.post_file(&format!("{ticket}/replies"), &fields, "plan.txt", b"plan").await;
        sent.is(303);
        t.later(10);
        let page = undo(&yusuf, &ticket).await;
        page.shows("Taken back. Nothing was sent").shows("Draft from");
        assert!(page.body.contains(WORDS) && page.body.contains("name=\"attachment\""));
        t.later(60);
        assert!(!letters(t).await.contains("switch it off"));
        ann.get(&ticket).await.hides("switch it off").hides("plan.txt");
        assert_eq!(yusuf.get(&format!("/api/v1{ticket}")).await.json(), before);
        // sent again, the file goes along
        let page = yusuf.get(&ticket).await;
        let file = page.body.split("name=\"attachment\" value=\"").nth(1).unwrap();
        let file = file.split('"').next().unwrap().to_owned();
        let again = [("body", WORDS), ("attachment", file.as_str())];
        yusuf.post(&format!("{ticket}/replies"), &again).await.is(303);
        t.later(15);
        t.run_jobs().await;
        ann.get(&ticket).await.shows(WORDS).shows("plan.txt");
    });
}

#[test]
fn once_it_has_left_it_has_left() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        yusuf.post(&format!("{ticket}/replies"), &[("body", WORDS)]).await.is(303);
        t.later(15);
        t.run_jobs().await;
        let late = yusuf.submit(&format!("{ticket}/outgoing/1/withdrawal"), &[]).await;
        late.shows("It has already left.").shows(WORDS);
        ann.get(&ticket).await.shows(WORDS);
        // nobody takes back what somebody else wrote
        yusuf.post(&format!("{ticket}/replies"), &[("body", "And the other one.")]).await.is(303);
        let mei = t.person("mei@it.example", None).await;
        t.grant(mei, "agent", None, Some(base::TeamId(1))).await;
        let mei = t.visitor(mei).await;
        mei.get(&ticket).await.shows("And the other one.").shows("Leaves at").hides("Undo");
        mei.post(&format!("{ticket}/outgoing/2/withdrawal"), &[]).await.is(403);
        t.visitor(house.stranger)
            .await
            .post(&format!("{ticket}/outgoing/2/withdrawal"), &[])
            .await
            .is(404);
    });
}

#[test]
fn it_leaves_once_after_a_crash_and_after_a_job_that_ran_twice() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        // sent twice by an impatient finger
        for _ in 0..2 {
            yusuf.post(&format!("{ticket}/replies"), &[("body", WORDS)]).await.is(303);
        }
        t.later(15);
        // another process starts on the same rows, and both run what is due
        let other = t.other_node().await;
        let worker = footbridge::wiring::worker();
        let (one, two) =
            tokio::join!(jobs::run_due(&worker, &t.app), jobs::run_due(&worker, &other));
        one.unwrap();
        two.unwrap();
        // a process that died after it had sent, before it said so
        desk::outgoing::release(t.app.clone(), "1".to_owned()).await.unwrap();
        let page = ann.get(&ticket).await;
        assert_eq!(page.body.matches("id=\"message-").count(), 2, "{}", page.text());
        assert_eq!(letters(t).await.matches("To: Ann").count(), 1);
        std::thread::spawn(move || other.db.close()).join().unwrap();
    });
}

#[test]
fn a_resolution_can_be_taken_back_too() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let right = [("words", "A new cable."), ("cause", "hardware")];
        yusuf.submit(&format!("{ticket}/resolution"), &right).await.shows("Sending in 15 seconds.");
        ann.get(&ticket).await.hides("A new cable").hides("Put right");
        let page = undo(&yusuf, &ticket).await;
        page.shows("Taken back.");
        assert!(page.body.contains("A new cable."));
        t.later(60);
        t.run_jobs().await;
        ann.get(&ticket).await.hides("A new cable");
        yusuf.post(&format!("{ticket}/resolution"), &right).await.is(303);
        t.later(15);
        assert!(letters(t).await.contains("A new cable."));
        ann.get(&ticket).await.shows("A new cable.").shows("Put right");
        // what cannot be sent is said at once, and not in fifteen seconds
        yusuf.post(&format!("{ticket}/resolution"), &[("words", "x")]).await.is(422);
        yusuf.post(&format!("{ticket}/resolution"), &right).await.is(409);
    });
}

#[test]
fn a_question_waits_for_its_answer_once_it_has_left() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let asked = [("body", "Which desk is it?"), ("wait", "yes")];
        yusuf.post(&format!("{ticket}/replies"), &asked).await.is(303);
        ann.get(&ticket).await.hides("Waiting for you");
        t.later(15);
        t.run_jobs().await;
        ann.get(&ticket).await.shows("Which desk is it?").shows("Waiting for you");
        // the question and the wait are one thing to tell
        assert_eq!(t.outbox().concat().matches("To: Ann").count(), 1);
    });
}

#[test]
fn what_cannot_leave_any_more_goes_back_to_its_author() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        yusuf.post(&format!("{ticket}/replies"), &[("body", WORDS)]).await.is(303);
        // given away meanwhile, to a team that he is not in
        yusuf.post(&format!("{ticket}/assignment"), &[("team", "2")]).await.is(303);
        t.later(15);
        t.run_jobs().await;
        ann.get(&ticket).await.hides("switch it off");
        let id = number(&ticket);
        let drafts = desk::drafts::list(&t.app, &t.actor(house.yusuf).await).await.unwrap();
        assert_eq!(drafts[0].fields.get("body"), WORDS);
        assert_eq!((drafts[0].reason.as_str(), drafts[0].editor.ticket()), ("refused", Some(id)));
        assert_eq!(t.run_jobs().await, 0);
    });
}

#[test]
fn whoever_asks_for_help_and_programs_are_heard_at_once() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        ann.submit(&format!("{ticket}/replies"), &[("body", "It beeps now.")]).await.hides("Undo");
        yusuf.get(&ticket).await.shows("It beeps now.");
        let say = |text: &str, more: bool| {
            let mut body = serde_json::json!({"body": text});
            if more {
                body["can_be_undone"] = true.into();
            }
            body
        };
        let path = format!("/api/v1{ticket}/messages");
        yusuf.json("POST", &path, say("By a program.", false)).await.is(201);
        ann.get(&ticket).await.shows("By a program.");
        // unless they ask for it
        let waits = yusuf.json("POST", &path, say("Not so fast.", true)).await;
        waits.is(202);
        let id = waits.json()["id"].as_i64().unwrap();
        assert_eq!(waits.json()["leaves_at"], "2026-11-22T23:00:15Z");
        ann.get(&ticket).await.hides("Not so fast.");
        let all = yusuf.get(&format!("/api/v1{ticket}/outgoing")).await.json();
        assert_eq!(all[0]["body"], "Not so fast.");
        let gone = format!("/api/v1/outgoing/{id}");
        yusuf.json("DELETE", &gone, serde_json::json!({})).await.is(204);
        yusuf.json("DELETE", &gone, serde_json::json!({})).await.is(409);
        // a note goes nowhere outside, and is there at once
        yusuf.submit(&format!("{ticket}/notes"), &[("body", "Remember.")]).await.shows("Remember.");
        // and where nobody wants to wait, nothing does
        t.app.config.choose(&[("desk.undo_seconds".to_owned(), "0".to_owned())]);
        yusuf.submit(&format!("{ticket}/replies"), &[("body", WORDS)]).await.hides("Undo");
        ann.get(&ticket).await.shows(WORDS);
    });
}

#[test]
fn marked_words_that_wait_are_their_authors_alone() {
    each_db(async |t| {
        let (house, ticket) = desk(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        let mei = t.person("mei@it.example", None).await;
        t.grant(mei, "agent", None, Some(base::TeamId(1))).await;
        let body = [("body", "The card ||2957 1234|| is open again.")];
        yusuf.submit(&format!("{ticket}/replies"), &body).await.shows("is open again");
        t.visitor(mei).await.get(&ticket).await.hides("2957");
    });
}
