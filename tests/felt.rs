//! What becomes of how it felt: talks that are owed, what is kept from those who helped, low marks that
//! come again, and what was expected beside what came.
// tidy: allow sql because a suggestion and a talk are put where other stories look for one

use crate::{
    felt_asked::{put_right, set},
    meetings::{Both, both, plan},
    notices::letters,
    tickets::{house, report},
};
use base::{DepartmentId, PersonId, TeamId, TicketId};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

const DAY: i64 = 86_400;
const KEPT: [(&str, &str); 3] =
    [("score", "2"), ("feedback", "He was rude to us"), ("is_kept", "yes")];

/// A talk about ticket 1 and low marks about its service, for stories about every form and route.
pub async fn one_of_each(t: &TestApp) {
    let rows = "insert into task (id, ticket_id, position, title, due_at, is_shown, by_id,
          created_at, team_id, is_call_back)
          values (900, 1, 900, 'Talk to Ann about how it went', 1, true, 2, 1, 1, true);
        insert into felt_repeat (id, service_id, found_at) values (1, 1, 1);
        insert into felt_repeat_ticket (repeat_id, ticket_id) values (1, 1);
        insert into feedback (ticket_id, person_id, score, at)
          select 1, requester_id, 7, 1 from ticket where id = 1";
    t.app.db.write(|tx| tx.batch(rows)).await.unwrap();
}

/// The link of a question about ticket 1, which is closed then, for the page behind it.
pub async fn question(t: &TestApp, asker: PersonId) -> String {
    let now = t.app.now().micros();
    let rows = format!(
        "update ticket set state = 'closed', is_open = false where id = 1;
         insert into resolution (id, ticket_id, by_id, cause, words, at)
           select 900, 1, requester_id, 'software', 'Done', {now} from ticket where id = 1;
         insert into felt_question (id, ticket_id, person_id, resolution_id, sent_at)
           select 900, 1, requester_id, 900, {now} from ticket where id = 1"
    );
    t.app.db.write(move |tx| tx.batch(&rows)).await.unwrap();
    let token = desk::felt_questions::token(&t.app.secret, 900, (TicketId(1), asker));
    format!("/how/{token}")
}

async fn low(t: &TestApp, it: &Both, fields: &[(&str, &str)]) -> String {
    let ticket = put_right(t, it.house.ann, it.house.yusuf).await;
    let ann = t.visitor(it.house.ann).await;
    ann.post(&format!("{ticket}/feedback"), fields).await.is(303);
    ticket
}

#[test]
fn a_talk_is_not_ticked_off_without_what_came_of_it() {
    each_db(async |t| {
        let it = both(t).await;
        let ticket = low(t, &it, &[("score", "2"), ("feedback", "Nobody rang")]).await;
        let (yusuf, chief) = (t.visitor(it.house.yusuf).await, t.visitor(it.chief).await);
        // the team lead sees it at home and in the queue, and so does the liaison at home
        for (visitor, path) in [(&chief, "/"), (&chief, "/queue")] {
            visitor.get(path).await.shows("One talk is owed").shows("The first is due");
        }
        let priya = t.visitor(it.liaison).await;
        priya.get("/").await.shows("One talk is owed");
        yusuf.get("/").await.hides("talk is owed");
        yusuf.get("/felt").await.is(403);
        chief.get("/felt").await.shows("Nobody rang").shows("A talk is owed");
        // due when somebody works
        let owed = yusuf.get("/api/v1/team-tasks").await.json();
        let due: jiff::Timestamp = owed[0]["due_at"].as_str().unwrap().parse().unwrap();
        let system = base::Actor::system();
        let hours = desk::hours::of_team_now(&t.app, &system, Some(TeamId(1))).await.unwrap();
        assert!(hours.calendar.is_open(due - jiff::SignedDuration::from_secs(60)), "{due}");
        // not without a sentence: the old button, the page, the API, and not by taking it off
        let id = owed[0]["id"].as_i64().unwrap();
        let seen = yusuf.submit(&format!("{ticket}/tasks/{id}/completion"), &[]).await;
        seen.shows("What came of it?").shows("2 of 10").shows("Nobody rang");
        let talk = format!("{ticket}/talk");
        yusuf.post(&talk, &[("done_words", " ")]).await.is(422).shows("What came of it?");
        yusuf.post(&format!("{ticket}/tasks/{id}/removal"), &[("sure", "yes")]).await.is(303);
        let call = format!("/api/v1{ticket}/tasks/{id}");
        yusuf.json("PATCH", &call, json!({"is_done": true})).await.is(422).shows("done_words");
        yusuf.json("PATCH", &call, json!({"is_removed": true})).await.is(422);
        assert_eq!(yusuf.get("/api/v1/team-tasks").await.json().as_array().unwrap().len(), 1);
        // others have nothing to do with it
        t.visitor(it.house.ann).await.get(&talk).await.is(404);
        t.visitor(it.house.stranger).await.get(&talk).await.is(404);
        priya.post(&talk, &[("done_words", "Said so")]).await.is(403);
        let said = [("done_words", "We ring before we come now")];
        yusuf.submit(&talk, &said).await.shows("We ring before we come now").shows("Talked");
        yusuf.post(&talk, &said).await.is(303);
        yusuf.get("/queue?phase=any&tag=call-back").await.hides("out of service");
        chief
            .get("/felt")
            .await
            .shows("Nobody waits for a talk")
            .shows("We ring before we come now");
        chief.get("/").await.hides("talk is owed");
        yusuf.get(&ticket).await.shows("What came of it: We ring before we come now");
    });
}

#[test]
fn what_is_kept_from_those_who_helped_reaches_those_who_can_do_something() {
    each_db(async |t| {
        let it = both(t).await;
        let ticket = low(t, &it, &KEPT).await;
        let told = letters(t).await;
        let about =
            |to: &str| told.iter().any(|(a, l)| a == to && l.text.contains("keeps that from"));
        assert!(about("kerryn@it.example"), "the head of IT is to talk to her");
        assert!(told.iter().all(|(_, letter)| !letter.text.contains("rude")), "not by mail");
        for (_, letter) in &told {
            assert!(!letter.text.contains("Please talk to them: "), "the team is not told");
        }
        let words = "He was rude to us";
        // everybody on the desk: those who helped, their colleagues, those who only see the ticket
        let print = it.house.other_agent;
        t.grant(print, "agent", None, Some(TeamId(1))).await;
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let manager = t.person("lib.manager@library.example", Some(DepartmentId(1))).await;
        t.grant(manager, "manager", Some(DepartmentId(1)), None).await;
        let number = ticket.rsplit('/').next().unwrap();
        for person in [
            it.house.yusuf,
            print,
            it.house.contact,
            it.house.ben,
            manager,
            admin,
            it.house.stranger,
        ] {
            let who = t.visitor(person).await;
            for path in [
                ticket.clone(),
                format!("{ticket}/talk"),
                format!("/api/v1{ticket}"),
                format!("/api/v1{ticket}/tasks"),
                format!("/api/v1{ticket}/feedback"),
                format!("/api/v1{ticket}/timeline"),
                "/tasks".into(),
                "/api/v1/team-tasks".into(),
                "/queue?phase=any&tag=call-back".into(),
                "/felt".into(),
                "/api/v1/felt".into(),
                "/api/v1/felt/repeats".into(),
                "/search?q=rude".into(),
                format!("{ticket}/patron-details"),
                "/notifications".into(),
                "/administration/audit".into(),
                "/relationships/1".into(),
            ] {
                let seen = who.get(&path).await;
                seen.hides(words).hides("Talk to Ann").hides("2/10").hides("2 out of 10");
                let is_own = ["feedback", "talk"].iter().any(|word| path.ends_with(word));
                assert!(!is_own || seen.status != 200, "{path}");
            }
            // nor can it be found out by trying which words are there
            let mark = [("patron_words", "was rude to")];
            let tried = who.post(&format!("{ticket}/patron-details/marks"), &mark).await;
            assert_ne!(tried.status, 303, "{number}");
            who.get(&ticket).await.hides("said how it went").hides("call-back");
        }
        // she herself, who looks after the team, and the liaison
        let ann = t.visitor(it.house.ann).await;
        ann.get(&ticket).await.shows("You gave it 2 out of 10").shows(words);
        for person in [it.chief, it.liaison] {
            let who = t.visitor(person).await;
            who.get(&ticket).await.shows(words).shows("This is kept from those who worked on it");
            who.get("/felt").await.shows(words).shows("kept from those who helped");
            who.get(&format!("{ticket}/talk"))
                .await
                .shows(words)
                .shows("Please keep it to yourself");
            assert_eq!(who.get(&format!("/api/v1{ticket}/feedback")).await.json()["is_kept"], true);
        }
        // the liaison may have had the talk, too
        let said = [("done_words", "We will not send him alone")];
        t.visitor(it.liaison).await.submit(&format!("{ticket}/talk"), &said).await.shows("Talked");
        t.visitor(it.house.yusuf).await.get(&ticket).await.hides("send him alone").hides("Talk to");
        t.visitor(it.chief).await.get("/felt").await.shows("We will not send him alone");
    });
}

#[test]
fn who_looks_after_a_team_and_helped_themselves_does_not_read_what_is_kept() {
    each_db(async |t| {
        let it = both(t).await;
        let ticket = report(&t.visitor(it.house.ann).await).await;
        let chief = t.visitor(it.chief).await;
        let done = [("words", "I did it"), ("cause", "software")];
        chief.post(&format!("{ticket}/resolution"), &done).await.is(303);
        t.visitor(it.house.ann).await.post(&format!("{ticket}/feedback"), &KEPT).await.is(303);
        for path in [ticket.clone(), "/felt".into(), "/".into(), "/api/v1/felt".into()] {
            chief.get(&path).await.hides("rude").hides("talk is owed").hides("Talk to Ann");
        }
        chief.get(&format!("{ticket}/talk")).await.is(404);
        chief.get(&format!("/api/v1{ticket}/feedback")).await.is(404);
        // the talk went to the liaison
        t.visitor(it.liaison).await.get("/").await.shows("One talk is owed");
        let told = letters(t).await;
        assert!(
            told.iter()
                .any(|(to, l)| to == "priya@library.example" && l.text.contains("keeps that"))
        );
    });
}

#[test]
fn words_can_be_kept_afterwards_and_given_free_again() {
    each_db(async |t| {
        let it = both(t).await;
        let ticket = low(t, &it, &[("score", "3"), ("feedback", "Slow")]).await;
        let (ann, yusuf) = (t.visitor(it.house.ann).await, t.visitor(it.house.yusuf).await);
        yusuf.get(&ticket).await.shows("3 out of 10").shows("Talk to Ann").shows("Slow");
        let kept = [("score", "3"), ("feedback", "Slow"), ("is_kept", "yes")];
        ann.post(&format!("{ticket}/feedback"), &kept).await.is(303);
        yusuf
            .get(&ticket)
            .await
            .hides("out of 10")
            .hides("Talk to Ann")
            .hides("Slow")
            .hides("call-back");
        assert_eq!(yusuf.get("/api/v1/team-tasks").await.json(), json!([]));
        ann.get(&ticket).await.shows("Talk to Ann");
        ann.post(&format!("{ticket}/feedback"), &kept[..2]).await.is(303);
        yusuf.get(&ticket).await.shows("Talk to Ann").shows("Slow");
        // the API says the same
        let put = json!({"score": 3, "words": "Slow", "is_kept": true});
        ann.json("PUT", &format!("/api/v1{ticket}/feedback"), put).await.is(200);
        yusuf.get(&format!("/api/v1{ticket}/feedback")).await.is(404);
        let bad = json!({"score": 11, "words": "x".repeat(5001), "lost_minutes": -1});
        let refused = ann.json("PUT", &format!("/api/v1{ticket}/feedback"), bad).await;
        refused.is(422).shows("\"score\"").shows("\"words\"").shows("\"lost_minutes\"");
        yusuf.json("PUT", &format!("/api/v1{ticket}/feedback"), json!({"score": 1})).await.is(403);
    });
}

#[test]
fn a_good_mark_that_is_kept_does_not_show_by_closing_the_ticket() {
    each_db(async |t| {
        let it = both(t).await;
        let ticket = low(t, &it, &[("score", "9"), ("is_kept", "yes")]).await;
        let state = async |path: &str| {
            t.visitor(it.house.yusuf).await.get(&format!("/api/v1{path}")).await.json()["state"]
                .clone()
        };
        assert_eq!(state(&ticket).await, "resolved");
        let other = low(t, &it, &[("score", "9")]).await;
        assert_eq!(state(&other).await, "closed");
    });
}

/// Three low marks about the self-check service: of Ann twice, and once of Ben, who keeps his.
async fn three(t: &TestApp, it: &Both) {
    low(t, it, &[("score", "2"), ("feedback", "Out again")]).await;
    low(t, it, &[("score", "3")]).await;
    let ticket = put_right(t, it.house.ben, it.house.yusuf).await;
    let kept = [("score", "1"), ("is_kept", "yes")];
    t.visitor(it.house.ben).await.post(&format!("{ticket}/feedback"), &kept).await.is(303);
}

#[test]
fn low_marks_that_come_again_ask_for_what_is_behind_them() {
    each_db(async |t| {
        let it = both(t).await;
        low(t, &it, &[("score", "4")]).await;
        // what is long ago does not count
        t.later(31 * DAY);
        let chief = t.visitor(it.chief).await;
        low(t, &it, &[("score", "2")]).await;
        low(t, &it, &[("score", "3")]).await;
        chief.get("/felt").await.shows("Nothing comes again and again");
        letters(t).await;
        let ticket = put_right(t, it.house.ben, it.house.yusuf).await;
        let kept = [("score", "1"), ("is_kept", "yes")];
        t.visitor(it.house.ben).await.post(&format!("{ticket}/feedback"), &kept).await.is(303);
        let told = letters(t).await;
        for to in ["kerryn@it.example", "priya@library.example"] {
            let found = told
                .iter()
                .any(|(a, l)| a == to && l.text.contains("Low marks come again: Self-check"));
            assert!(found, "{to}");
        }
        chief.get("/felt").await.shows("Self-check: 3 low marks within 30 days");
        chief.get("/").await.shows("Low marks come again about one service");
        for other in [it.house.yusuf, it.house.ann, it.house.contact, it.house.stranger] {
            let visitor = t.visitor(other).await;
            for way in ["problem", "refusal"] {
                let path = format!("/felt/repeats/1/{way}");
                visitor.post(&path, &[("reason", "No")]).await.is(403);
                visitor
                    .json("POST", &format!("/api/v1{path}"), json!({"reason": "No"}))
                    .await
                    .is(403);
            }
        }
        // a problem record with those tickets, but for the one that is kept; asked twice it is one
        let made = chief.submit("/felt/repeats/1/problem", &[]).await;
        made.shows("Low marks about Self-check again and again").shows("#2").shows("#3");
        made.hides(&format!("#{}", ticket.rsplit('/').next().unwrap()));
        let again = chief.post("/felt/repeats/1/problem", &[]).await.location();
        let problem = again.split('?').next().unwrap().to_owned();
        assert_eq!(chief.get(&format!("/api/v1{problem}")).await.json()["kind"], "problem");
        t.visitor(it.house.yusuf).await.get(&ticket).await.hides("Low marks");
        chief.get("/felt").await.shows("A problem record looks for the reason");
        chief.get("/").await.hides("Low marks come again");
        // one more low mark does not begin it all again
        low(t, &it, &[("score", "2")]).await;
        chief.get("/felt").await.shows("Nothing comes again and again");
    });
}

#[test]
fn whoever_sees_no_problem_says_why_and_the_reason_is_kept() {
    each_db(async |t| {
        let it = both(t).await;
        set(t, &[("felt.low_marks", "3")]);
        three(t, &it).await;
        let (chief, priya) = (t.visitor(it.chief).await, t.visitor(it.liaison).await);
        chief.post("/felt/repeats/1/refusal", &[("reason", "")]).await.is(422).shows("Why not?");
        let long = "x".repeat(501);
        let refused = chief.post("/felt/repeats/1/refusal", &[("reason", &long)]).await;
        assert!(refused.is(422).body.contains(&long), "it comes back");
        let why = [("reason", "The new machines come on Monday")];
        priya.submit("/felt/repeats/1/refusal", &why).await.shows("Your reason is kept");
        priya.post("/felt/repeats/1/refusal", &why).await.is(303);
        let seen = chief.submit("/felt/repeats/1/refusal", &[("reason", "Other")]).await;
        seen.shows("Nothing comes of it").shows("The new machines come on Monday").shows("Priya");
        seen.hides("Other");
        chief.submit("/felt/repeats/1/problem", &[]).await.shows("The new machines come on Monday");
        let found = chief.get("/api/v1/felt/repeats").await.json();
        assert_eq!(found[0]["ending"], "not");
        let call = "/api/v1/felt/repeats/1/problem";
        chief.json("POST", call, json!({})).await.is(409);
    });
}

#[test]
fn looking_back_together_settles_low_marks_too() {
    each_db(async |t| {
        let it = both(t).await;
        three(t, &it).await;
        let priya = t.visitor(it.liaison).await;
        let form = priya.get("/reviews/new?repeat=1").await;
        form.is(200);
        assert!(form.body.contains("value=\"1, 2\""), "without the one that is kept");
        let review = [
            ("repeat", "1"),
            ("relationship", "1"),
            ("title", "Self-check, again"),
            ("tickets", "1, 2"),
            ("service", "1"),
            ("words", "They stop each Monday"),
        ];
        priya.submit("/reviews", &review).await.is(200).shows("Self-check, again");
        priya.get("/felt").await.shows("Both sides look back together");
        t.visitor(it.house.contact).await.get("/reviews/new?repeat=1").await.is(403);
    });
}

#[test]
fn the_agenda_tells_of_low_marks_and_names_nobody() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &[]).await;
        low(t, &it, &[("score", "2"), ("feedback", "Nobody rang")]).await;
        let agenda = |path: &str| format!("{path}/agenda");
        let look = async |visitor: &Visitor| {
            let seen =
                visitor.get(&meeting).await.body + &visitor.get(&agenda(&meeting)).await.body;
            seen.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        // four people work in the library: nobody is told apart
        let seen = look(&priya).await;
        assert!(seen.contains("Some low marks are not told apart here"), "{seen}");
        assert!(!seen.contains("Self-check: one low mark"));
        t.person("fifth@library.example", Some(DepartmentId(1))).await;
        let yusuf = t.visitor(it.house.yusuf).await;
        let seen = look(&yusuf).await;
        assert!(seen.contains("Self-check: one low mark") && seen.contains("One talk is owed"));
        assert!(!seen.contains("Nobody rang"));
        low(t, &it, &KEPT).await;
        let seen = look(&yusuf).await;
        assert!(seen.contains("Self-check: one low mark") && !seen.contains("rude"));
        assert!(seen.contains("Some low marks are not told apart here"));
    });
}

#[test]
fn a_small_department_is_not_shown_apart() {
    each_db(async |t| {
        let it = both(t).await;
        low(t, &it, &[("score", "2"), ("feedback", "Nobody rang")]).await;
        let chief = t.visitor(it.chief).await;
        let words = async || chief.get("/api/v1/felt").await.json()["services"][0].clone();
        let seen = words().await;
        assert_eq!(seen["words"][0]["words"], "Nobody rang");
        assert!(seen["words"][0]["department"].is_null() && seen["words"][0]["ticket"].is_null());
        assert!(seen["mean_tenths"].is_null(), "one answer is no sum");
        t.person("fifth@library.example", Some(DepartmentId(1))).await;
        let seen = words().await;
        assert_eq!(seen["words"][0]["department"], "Library");
        assert_eq!(seen["words"][0]["ticket"], 1);
        // five answers of two people are added up, with those that are kept
        for (person, score) in
            [(it.house.ben, "1"), (it.house.ben, "9"), (it.house.ann, "9"), (it.house.ann, "9")]
        {
            let ticket = put_right(t, person, it.house.yusuf).await;
            let kept = [("score", score), ("is_kept", "yes")];
            t.visitor(person).await.post(&format!("{ticket}/feedback"), &kept).await.is(303);
        }
        assert_eq!(words().await["mean_tenths"], 60);
        chief.get("/felt").await.shows("6.0 of 10 on average, from 5 answers");
        // as a table no cell is a formula, and nobody else gets it
        let ticket = put_right(t, it.house.ann, it.house.yusuf).await;
        let odd = [("score", "8"), ("feedback", "=HYPERLINK(1)")];
        t.visitor(it.house.ann).await.post(&format!("{ticket}/feedback"), &odd).await.is(303);
        let table = chief.get("/felt/answers.csv").await;
        assert!(
            table.is(200).body.contains("Self-check,Library,6,8,,'=HYPERLINK(1),"),
            "{}",
            table.body
        );
        t.visitor(it.house.yusuf).await.get("/felt/answers.csv").await.is(403);
    });
}

#[test]
fn what_was_needed_stands_beside_what_came_and_how_it_felt() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let sent = [
            ("kind", "incident"),
            ("words", "The self-check machines are out"),
            ("scope", "several"),
            ("who", "patrons"),
            ("workaround", "slow"),
            ("hurts", "today"),
            ("hurts_note", "story time at two"),
            ("good_enough", "One working machine"),
            ("send", "yes"),
        ];
        ann.get("/report").await.shows("What would be good enough meanwhile?");
        let to = ann.post("/report", &sent).await.location();
        let ticket = to.split('?').next().unwrap().to_owned();
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get(&ticket).await.shows("Good enough meanwhile: One working machine.");
        ann.get(&ticket).await.hides("It was put right");
        t.later(5 * 3600);
        let done = [("words", "Restarted"), ("cause", "software")];
        yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
        let lines = ann.get(&ticket).await;
        lines.shows("You needed it by 23 November").shows("(story time at two)");
        lines.shows("Good enough would have been: One working machine.");
        lines.shows("It was put right today").hides("It felt:");
        ann.post(&format!("{ticket}/feedback"), &[("score", "4")]).await.is(303);
        ann.get(&ticket).await.shows("It felt: 4 of 10.");
        yusuf.get(&ticket).await.shows("They needed it by").shows("It felt: 4 of 10.");
        // kept, it is not beside it for those who helped
        let kept = [("score", "4"), ("is_kept", "yes")];
        ann.post(&format!("{ticket}/feedback"), &kept).await.is(303);
        yusuf.get(&ticket).await.shows("They needed it by").hides("It felt:");
        t.visitor(house.contact).await.get(&ticket).await.hides("needed it by");
    });
}
