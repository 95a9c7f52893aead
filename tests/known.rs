//! Known already? What is open is said while somebody types, and they add themselves.
// tidy: allow sql because places and thousands of rows come from one statement each

use crate::tickets::{House, house, report};
use base::PersonId;
use serde_json::json;
use std::fmt::Write;
use testing::{TestApp, Visitor, each_db};

const TYPED: &str = "The borrowing machine says out of service again";

/// Ann, Ben and the contact work at Northside; a colleague of the same library at Central.
pub async fn at_work(t: &TestApp) -> (House, PersonId) {
    let house = house(t).await;
    t.location("Central").await;
    t.location("Harbour").await;
    let cora = t.person("cora@library.example", Some(base::DepartmentId(1))).await;
    let people = [(house.ann, 1), (house.ben, 1), (cora, 2), (house.stranger, 3)];
    t.app
        .db
        .write(move |tx| {
            for (person, place) in people {
                tx.batch(&format!("update person set location_id = {place} where id = {person}"))?;
            }
            tx.batch("update service set keywords = 'self-check, borrowing machine' where id = 1")
        })
        .await
        .unwrap();
    (house, cora)
}

async fn suggested(visitor: &Visitor, words: &str) -> testing::Seen {
    visitor.post("/report/known", &[("words", words)]).await
}

#[test]
fn while_somebody_types_they_see_that_it_is_known() {
    each_db(async |t| {
        let (house, _) = at_work(t).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        t.visitor(house.yusuf)
            .await
            .post(&format!("{ticket}/news"), &[("news_by", "2026-11-24T15:00")])
            .await
            .is(303);
        let ben = t.visitor(house.ben).await;
        let seen = suggested(&ben, TYPED).await;
        seen.is(200).shows("Is it one of these?").shows("The self-check machines all say");
        seen.shows("Northside")
            .shows("New, IT has it")
            .shows("news tomorrow")
            .shows("This stops me too");
        suggested(&ben, "").await.hides("self-check");
        suggested(&ben, "The lift smells of fish").await.hides("self-check");
        // the same without JavaScript: with the preview, and with a form that comes back
        let form = [("kind", "incident"), ("words", TYPED)];
        ben.post("/report", &form).await.is(422).shows("Is it one of these?").shows(TYPED);
        let all = [("scope", "one"), ("who", "patrons"), ("workaround", "slow"), ("hurts", "now")];
        let preview: Vec<_> = form.into_iter().chain(all).chain([("preview", "yes")]).collect();
        ben.post("/report", &preview)
            .await
            .is(200)
            .shows("Is it one of these?")
            .shows("How IT will");
        // one's own is not joined but followed
        suggested(&t.visitor(house.ann).await, TYPED)
            .await
            .shows("You reported this")
            .hides("stops me");
        let found = ben.get("/api/v1/known?q=borrowing+machine").await.json();
        assert_eq!(found[0]["number"], 1, "{found}");
        assert_eq!(found[0]["state_in_words"], "New, IT has it");
    });
}

#[test]
fn a_suggestion_tells_nothing_that_was_written_on_the_ticket() {
    each_db(async |t| {
        let (house, _) = at_work(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        ann.post(&format!("{ticket}/replies"), &[("body", "zebrafish of Mrs Smith")]).await.is(303);
        yusuf
            .post(&format!("{ticket}/notes"), &[("body", "antelope behind port 6001")])
            .await
            .is(303);
        let ben = t.visitor(house.ben).await;
        for words in [TYPED, "zebrafish Smith", "antelope port", "queue people"] {
            let seen = suggested(&ben, words).await;
            seen.hides("zebrafish").hides("antelope").hides("queue").hides("Ann");
        }
        assert_eq!(ben.get("/api/v1/known?q=zebrafish+antelope").await.json(), json!([]));
        // who neither works there nor in that department knows nothing of it
        let marco = t.visitor(house.stranger).await;
        suggested(&marco, TYPED).await.hides("self-check");
        marco.get("/tickets/1/affected").await.is(404);
        let body = json!({"scope": "everyone", "who": "staff"});
        marco.json("POST", "/api/v1/tickets/1/affected", body).await.is(404);
        // what somebody asked for, or asked, is nobody else's business
        let question = [
            ("kind", "question"),
            ("words", "May the self-check machine sing?"),
            ("hurts", "later"),
            ("send", "yes"),
        ];
        ann.post("/report", &question).await.is(303);
        suggested(&ben, "self-check machine sing").await.hides("sing?");
    });
}

#[test]
fn what_is_over_is_not_suggested_and_what_comes_back_is() {
    each_db(async |t| {
        let (house, _) = at_work(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let yusuf = t.visitor(house.yusuf).await;
        let ticket = report(&ann).await;
        let done = [("words", "Done."), ("cause", "network")];
        yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
        suggested(&ben, TYPED).await.hides("self-check");
        ann.post(&format!("{ticket}/reopening"), &[("why", "no")]).await.is(303);
        suggested(&ben, TYPED).await.shows("self-check");
        // another name for it is found by that name
        let change = json!({"subject": "Kiosk hums"});
        yusuf.json("PATCH", "/api/v1/tickets/1", change).await.is(200);
        suggested(&ben, "kiosk hums loudly").await.shows("Kiosk hums");
        ann.post(&format!("{ticket}/cancellation"), &[]).await.is(303);
        suggested(&ben, "kiosk hums loudly").await.hides("Kiosk hums");
        // made anew, it is the same
        ann.post(&format!("{ticket}/reopening"), &[("why", "no")]).await.is(303);
        t.app.act(&base::Actor::system(), |act| desk::tickets::reindex_all(act.tx)).await.ok();
        suggested(&ben, "kiosk hums loudly").await.shows("Kiosk hums");
    });
}

#[test]
fn a_known_problem_comes_with_how_to_get_by() {
    each_db(async |t| {
        let (house, _) = at_work(t).await;
        let (yusuf, marco) = (t.visitor(house.yusuf).await, t.visitor(house.stranger).await);
        let problem = json!({"kind": "problem", "subject": "Borrowing machines freeze on Mondays",
            "description": "Sessions run out", "service": 1});
        yusuf.json("POST", "/api/v1/tickets", problem).await.is(201);
        let said = json!({"words": "Switch the machine off and on once."});
        yusuf.json("PUT", "/api/v1/tickets/1/workaround", said.clone()).await.is(200);
        marco.json("PUT", "/api/v1/tickets/1/workaround", said).await.is(403);
        let seen = suggested(&marco, "The borrowing machine froze").await;
        seen.shows("freeze on Mondays").shows("How to get by: Switch the machine off and on once.");
        seen.hides("Sessions run out");
        let seen = yusuf.submit("/tickets/1/workaround", &[("workaround_words", "")]).await;
        seen.hides("How to get by:");
        suggested(&marco, "The borrowing machine froze").await.hides("Switch");
    });
}

#[test]
fn adding_oneself_counts_and_taking_it_back_does_too() {
    each_db(async |t| {
        let (house, cora) = at_work(t).await;
        let ann = t.visitor(house.ann).await;
        let small = [
            ("kind", "incident"),
            ("words", "The self-check printer prints no receipts."),
            ("location", "1"),
            ("scope", "one"),
            ("who", "patrons"),
            ("workaround", "slow"),
            ("hurts", "today"),
            ("send", "yes"),
        ];
        ann.post("/report", &small).await.is(303);
        let (ben, yusuf) = (t.visitor(house.ben).await, t.visitor(house.yusuf).await);
        let priority = async || yusuf.get("/api/v1/tickets/1").await.json()["priority"].clone();
        assert_eq!(priority().await, 4);
        // everything that was typed comes along, and goes back with whoever changes their mind
        let typed = [
            ("words", "No receipts at ours too"),
            ("from", "report"),
            ("key", "k1"),
            ("kind", "incident"),
            ("hurts", "now"),
            ("risk_reputation", "yes"),
            ("join", "1"),
        ];
        let seen = ben.post("/tickets/1/affected/new", &typed).await;
        seen.is(200)
            .shows("Does this stop you too?")
            .shows("No receipts at ours too")
            .shows("Back to my report");
        assert!(seen.body.contains("name=\"risk_reputation\" value=\"yes\""), "{}", seen.body);
        assert!(seen.body.contains("<option value=\"1\" selected>Northside"), "{}", seen.body);
        let back: Vec<_> = typed.into_iter().chain([("back", "yes")]).collect();
        let seen = ben.post("/report", &back).await;
        seen.is(200).shows("No receipts at ours too");
        assert!(
            seen.body.contains("name=\"risk_reputation\" value=\"yes\" checked"),
            "{}",
            seen.body
        );
        let mine = [
            ("location", "1"),
            ("scope", "several"),
            ("who", "patrons"),
            ("hurts", "now"),
            ("words", "No receipts at ours too"),
        ];
        let seen = ben.submit("/tickets/1/affected", &mine).await;
        seen.is(200).shows("Added. IT sees").shows("Who it stops: two people at one place");
        assert_eq!(priority().await, 2, "several people, and it hurts now");
        // twice is harmless
        ben.post("/tickets/1/affected", &mine).await.is(303);
        let cora = t.visitor(cora).await;
        let far = json!({"location": 2, "scope": "one", "who": "staff", "words": "at Central"});
        cora.json("POST", "/api/v1/tickets/1/affected", far.clone()).await.is(200);
        cora.json("POST", "/api/v1/tickets/1/affected", far).await.is(200);
        let contact = t.visitor(house.contact).await;
        let third = json!({"location": 3, "scope": "one", "who": "staff"});
        let seen = contact.json("POST", "/api/v1/tickets/1/affected", third).await.json();
        assert_eq!((&seen["people"], &seen["places"]), (&json!(4), &json!(3)), "{seen}");
        assert!(seen.get("persons").is_none(), "names are for those who work on it: {seen}");
        assert_eq!(priority().await, 1);
        // both voices say so; names only to those who work on it
        let seen = yusuf.get("/tickets/1").await;
        seen.shows("four people at three places said so")
            .shows("Multiple reports: four people at three places.");
        seen.shows("Northside: Some patrons")
            .shows("No receipts at ours too")
            .shows("Ben says that it stops them too");
        let seen = ann.get("/tickets/1").await;
        seen.shows("four people at three places said so")
            .shows("All told, four people at three places said so.");
        seen.shows("Central: one more person").hides("Ben").hides("No receipts at ours too");
        yusuf.get("/queue").await.shows("and 3 other reports");
        // who was added hears how it goes, and reads nothing that was written
        ann.post("/tickets/1/replies", &[("body", "zebrafish")]).await.is(303);
        t.run_jobs().await;
        let letters = t.outbox().len();
        yusuf.post("/tickets/1/news", &[("news_by", "2026-12-24T15:00")]).await.is(303);
        t.run_jobs().await;
        let letters: String = t.outbox()[letters..].concat();
        assert!(
            letters.contains("ben@library.example") && letters.contains("which stops you too"),
            "{letters}"
        );
        let seen = ben.get("/tickets/1").await.location();
        assert_eq!(seen, "/tickets/1/affected");
        ben.get(&seen).await.hides("zebrafish").hides("Ann").shows("It stops you too");
        ben.get("/requests?of=followed").await.shows("The self-check printer prints no receipts");
        ben.get("/search?q=zebrafish").await.shows("Nothing found");
        ben.get("/api/v1/tickets/1/messages").await.is(404);
        // taken back, it no longer counts
        cora.json("DELETE", "/api/v1/tickets/1/affected", json!({})).await.is(204);
        cora.json("DELETE", "/api/v1/tickets/1/affected", json!({})).await.is(204);
        ben.submit("/tickets/1/affected/removal", &[]).await.is(200).shows("Taken back.");
        assert_eq!(priority().await, 3);
        ben.get("/tickets/1").await.is(404);
    });
}

#[test]
fn adding_oneself_to_what_was_closed_meanwhile_says_so_and_keeps_what_was_typed() {
    each_db(async |t| {
        let (house, _) = at_work(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let ticket = report(&ann).await;
        ann.post(&format!("{ticket}/cancellation"), &[]).await.is(303);
        let mine = [
            ("from", "report"),
            ("location", "1"),
            ("scope", "one"),
            ("who", "staff"),
            ("words", "The machine is dead"),
            ("hurts", "today"),
        ];
        let seen = ben.post(&format!("{ticket}/affected"), &mine).await;
        seen.is(409)
            .shows("put right or called off meanwhile")
            .shows("The machine is dead")
            .shows("Back to my report");
        assert!(seen.body.contains("name=\"hurts\" value=\"today\""), "{}", seen.body);
        // the same for somebody who may read it
        let contact = t.visitor(house.contact).await;
        let seen = contact.post(&format!("{ticket}/affected"), &mine).await;
        seen.is(409).shows("put right or called off meanwhile").shows("The machine is dead");
        let body = json!({"scope": "one", "who": "staff"});
        contact.json("POST", "/api/v1/tickets/1/affected", body).await.is(409);
        let odd = json!({"scope": "all", "who": "staff"});
        ben.json("POST", "/api/v1/tickets/1/affected", odd).await.is(422);
        let nowhere = json!({"scope": "one", "who": "staff", "location": 99});
        ann.post(&format!("{ticket}/reopening"), &[]).await.is(303);
        ben.json("POST", "/api/v1/tickets/1/affected", nowhere).await.is(422);
    });
}

#[test]
fn suggestions_read_a_bounded_number_of_rows_however_many_are_open() {
    const OPEN: i64 = 20_000;
    let all = std::sync::Mutex::new(String::new());
    each_db(async |t| {
        let (house, _) = at_work(t).await;
        report(&t.visitor(house.ann).await).await;
        let steps = [
            format!("insert into ticket (id, kind, subject, state, is_open, ball, impact, urgency, priority,
              requester_id, reporter_id, department_id, location_id, service_id, channel, created_at, updated_at)
              with recursive n (i) as (select 10 union all select i + 1 from n where i < {OPEN})
              select i, 'incident', 'The borrowing machine says out of service', 'open', true, 'provider', 2, 2, 1 + i % 4,
              1, 1, 1, 1 + i % 3, 1, 'web', i, i from n"),
        ];
        t.app
            .db
            .write(move |tx| {
                steps.iter().try_for_each(|step| tx.batch(step))?;
                tx.batch("delete from setting where name = 'known_words'")?;
                desk::prepare(tx, base::Time::from_micros(1))?;
                db::dialect::analyze(tx).map_err(base::Error::from)
            })
            .await
            .unwrap();
        let ben = t.visitor(house.ben).await;
        let plans = db::plans_of(async {
            suggested(&ben, TYPED).await.shows("borrowing machine");
        })
        .await;
        let mut wrong = String::new();
        let mut asked = 0;
        for (sql, plan) in &plans {
            asked += i32::from(sql.contains("known_word"));
            let walks = ["SCAN known", "Seq Scan on known", "SCAN t\n", "Seq Scan on ticket"];
            if walks.iter().any(|walk| plan.contains(walk)) {
                writeln!(wrong, "{sql}\n{plan}").unwrap();
            }
        }
        assert!(asked > 0, "the index was not asked");
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}
