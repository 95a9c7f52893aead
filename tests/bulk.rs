//! One thing for many tickets: changing the priority with a reason, and answers that can be taken back.

use crate::tickets::{House, house};
use serde_json::{Value, json};
use testing::{TestApp, Visitor, each_db};

/// Some small requests of Ann's; gives their numbers.
async fn requests(t: &TestApp, ann: &Visitor, how_many: usize) -> Vec<String> {
    let mut numbers = Vec::new();
    for n in 0..how_many {
        t.later(60);
        let words = format!("The lamp at desk {n} is dark");
        let form = [
            ("kind", "incident"),
            ("words", words.as_str()),
            ("service", "1"),
            ("location", "1"),
            ("scope", "one"),
            ("who", "staff"),
            ("workaround", "slow"),
            ("hurts", "later"),
            ("send", "yes"),
        ];
        let to = ann.post("/report", &form).await.location();
        let path = to.split('?').next().unwrap().to_owned();
        numbers.push(path.rsplit('/').next().unwrap().to_owned());
    }
    numbers
}

async fn ticket(who: &Visitor, number: &str) -> Value {
    who.get(&format!("/api/v1/tickets/{number}")).await.is(200).json()
}

async fn desk(t: &TestApp, how_many: usize) -> (House, Visitor, Visitor, Vec<String>) {
    let house = house(t).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let numbers = requests(t, &ann, how_many).await;
    (house, ann, yusuf, numbers)
}

#[test]
fn the_priority_of_many_tickets_changes_with_the_reason_and_can_be_undone() {
    each_db(async |t| {
        let (_, ann, yusuf, numbers) = desk(t, 3).await;
        let before = ticket(&yusuf, &numbers[0]).await;
        assert_eq!(before["priority"], 4);
        let page = yusuf.get("/bulk/new?ticket=1&ticket=2&deed=priority").await;
        page.shows("Change the priority").shows("What changed?").shows("As it is on each");
        // nothing chosen, no reason given: it says so beside each
        let all = numbers.join(" ");
        let form = [("deed", "priority"), ("tickets", all.as_str()), ("scope", ""), ("hurts", "")];
        let refused = yusuf.post("/bulk", &form).await;
        refused.is(422).shows("Say who is stopped, or when it hurts");
        let form = [
            ("deed", "priority"),
            ("tickets", all.as_str()),
            ("changed", "Exams start tomorrow"),
            ("scope", "everyone"),
            ("hurts", ""),
        ];
        let done = yusuf.submit("/bulk", &form).await;
        done.shows("Priority worked out again: 3.").shows("Undo");
        for number in &numbers {
            let now = ticket(&yusuf, number).await;
            assert_eq!((&now["impact"], &now["urgency"]), (&json!(2), &json!(3)), "{now}");
            // whoever asked reads why
            ann.get(&format!("/tickets/{number}")).await.shows("Exams start tomorrow");
        }
        // sooner, too: as each ticket has it otherwise
        t.later(120);
        let form = [
            ("deed", "priority"),
            ("tickets", all.as_str()),
            ("changed", "It is today"),
            ("scope", ""),
            ("hurts", "now"),
        ];
        let bulk = yusuf.post("/bulk", &form).await.location();
        let now = ticket(&yusuf, &numbers[2]).await;
        assert_eq!((&now["impact"], &now["urgency"]), (&json!(2), &json!(1)), "{now}");
        // what somebody says about one of them since stays
        let said = [("changed", "It works"), ("now_scope", "one"), ("now_hurts", "later")];
        ann.post(&format!("/tickets/{}/worsening", numbers[1]), &said).await.is(303);
        yusuf.submit(&format!("{bulk}/undoing"), &[]).await.shows("Ann changed it since");
        for (at, expected) in [(0, [2, 3]), (1, [3, 3]), (2, [2, 3])] {
            let now = ticket(&yusuf, &numbers[at]).await;
            let weight = [now["impact"].as_i64().unwrap(), now["urgency"].as_i64().unwrap()];
            assert_eq!(weight, expected, "{at}: {now}");
        }
        ann.get(&format!("/tickets/{}", numbers[0])).await.hides("since today");
        // who may not work on one is told for each
        let other = json!({"deed": {"kind": "priority", "changed": "x", "hurts": "now"},
            "tickets": [1]});
        let ben = json!({"deed": {"kind": "priority", "changed": "x"}, "tickets": [1]});
        yusuf.json("POST", "/api/v1/bulk-deeds", ben).await.is(422).shows("\"scope\"");
        ann.json("POST", "/api/v1/bulk-deeds", other).await.is(403);
    });
}

const WORDS: &str = "The line is cut in your street. Tonight it works again.";

async fn letters(t: &TestApp) -> usize {
    t.run_jobs().await;
    t.outbox().iter().filter(|letter| letter.contains("line is cut")).count()
}

#[test]
fn an_answer_to_many_waits_like_a_single_one_and_can_be_taken_back_whole() {
    each_db(async |t| {
        t.app.config.choose(&[("desk.undo_seconds".to_owned(), "15".to_owned())]);
        let (_, ann, yusuf, numbers) = desk(t, 3).await;
        t.run_jobs().await;
        let all = numbers.join(" ");
        let form = [("deed", "reply"), ("words", WORDS), ("tickets", all.as_str())];
        let bulk = yusuf.post("/bulk", &form).await.location();
        let page = yusuf.get(&bulk).await;
        page.shows("Leaving in a moment: 3.").shows("Until then you can take all of them back");
        // nothing has left
        t.later(10);
        assert_eq!(letters(t).await, 0);
        let first = format!("/tickets/{}", numbers[0]);
        ann.get(&first).await.hides("line is cut");
        yusuf.get(&first).await.shows("line is cut").shows("Undo");
        assert!(ticket(&yusuf, &numbers[0]).await["first_response_at"].is_null());
        // back, all of them, with one press, and the words once
        let undone = yusuf.submit(&format!("{bulk}/undoing"), &[]).await;
        undone.shows("Go on with your words").hides("/undoing");
        t.later(60);
        assert_eq!(letters(t).await, 0);
        ann.get(&first).await.hides("line is cut");
        let again = format!("/bulk/new?deed=reply&tickets={}", numbers.join("+"));
        let page = yusuf.get(&again).await;
        page.shows(WORDS).shows("Taken back. Nothing was sent").shows("3 tickets");
        yusuf.get(&first).await.hides("line is cut");
        // taken back twice says how it stands
        yusuf.submit(&format!("{bulk}/undoing"), &[]).await.shows("Go on with your words");
        // sent after all, one of them taken back by itself: the others leave after the seconds
        let bulk = yusuf.post("/bulk", &form).await.location();
        let page = yusuf.get(&first).await;
        let action = format!("{first}/outgoing/");
        let rest = page.body.split(&format!("action=\"{action}")).nth(1).expect("to undo");
        let row = rest.split('/').next().unwrap();
        yusuf.submit(&format!("{action}{row}/withdrawal"), &[]).await.shows("Taken back");
        t.later(15);
        assert_eq!(letters(t).await, 2);
        ann.get(&format!("/tickets/{}", numbers[1])).await.shows("line is cut");
        let page = yusuf.get(&bulk).await;
        page.shows("Answered: 3.").hides("/undoing");
        yusuf.submit(&format!("{bulk}/undoing"), &[]).await.shows("Answered: 3.");
        assert_eq!(letters(t).await, 2);
    });
}

#[test]
fn programs_answer_many_at_once_unless_they_ask_for_the_seconds() {
    each_db(async |t| {
        t.app.config.choose(&[("desk.undo_seconds".to_owned(), "15".to_owned())]);
        let (_, _, yusuf, numbers) = desk(t, 2).await;
        let tickets: Vec<i64> = numbers.iter().map(|n| n.parse().unwrap()).collect();
        let deed = json!({"kind": "reply", "words": WORDS, "can_be_undone": true});
        let body = json!({"deed": deed, "tickets": tickets});
        let made = yusuf.json("POST", "/api/v1/bulk-deeds", body).await.is(201).json();
        assert_eq!(made["may_undo"], true, "{made}");
        let undoing = format!("/api/v1/bulk-deeds/{}/undoing", made["number"]);
        let undone = yusuf.json("POST", &undoing, json!({})).await.is(200).json();
        assert_eq!(undone["tickets"][1]["outcome"], "undone", "{undone}");
        yusuf.json("POST", &undoing, json!({})).await.is(409);
        t.later(60);
        assert_eq!(letters(t).await, 0);
        let deed = json!({"kind": "reply", "words": WORDS});
        let body = json!({"deed": deed, "tickets": tickets});
        let made = yusuf.json("POST", "/api/v1/bulk-deeds", body).await.is(201).json();
        assert_eq!(made["may_undo"], false, "{made}");
        assert_eq!(letters(t).await, 2);
    });
}
