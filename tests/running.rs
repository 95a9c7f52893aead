//! Running it: tables brought in, how long things are kept, rights explained.

use crate::tickets::{house, report};
use testing::{TestApp, Visitor, each_db};

async fn administrator(t: &TestApp) -> Visitor {
    let admin = t.person("rajiv@it.example", None).await;
    t.grant(admin, "administrator", None, None).await;
    t.visitor(admin).await
}

const IMPORTS: &str = "/administration/imports";
const DAY: i64 = 86_400;

#[test]
fn a_table_of_people_is_shown_first_and_then_brought_in() {
    each_db(async |t| {
        t.department("Library", false).await;
        t.location("Northside").await;
        let rajiv = administrator(t).await;
        let table = "Name;E-mail;Email;Department;Location;Shoe size\n\
            Ann Lee;x;ann@library.example;Library;northside;7\n\
            Ben;x;not an address;Library;;7\n\
            Eve;x;eve@library.example;Archives;;7\n\
            Ann again;x;ANN@library.example;Library;;7\n";
        let form = [("kind", "people"), ("text", table)];
        let look = rajiv.post(IMPORTS, &form).await;
        look.is(200).shows("This would happen").shows("1 new").shows("3 cannot be brought in");
        look.shows("There is nothing here called Archives").shows("Stands here twice");
        look.shows("left alone: e-mail, shoe_size").shows("Bring in 1 lines");
        rajiv.get("/administration/people").await.hides("ann@library.example");
        let form = [("kind", "people"), ("text", table), ("bring_in", "yes")];
        rajiv.post(IMPORTS, &form).await.is(200).shows("This happened");
        rajiv.get("/administration/people").await.shows("ann@library.example");
        // again: nothing more; with another title: changed, and the rest stays as it is
        rajiv.post(IMPORTS, &form).await.shows("0 new");
        let table = "name,email,title\nAnn Lee,ann@library.example,Librarian\n";
        let form = [("kind", "people"), ("text", table), ("bring_in", "yes")];
        rajiv.post(IMPORTS, &form).await.shows("1 changed").shows("title: → Librarian");
        rajiv.get("/administration/audit").await.shows("Ann Lee").hides("500");
    });
}

#[test]
fn places_and_services_come_in_by_table_too() {
    each_db(async |t| {
        let it = t.department("IT", true).await;
        t.team("Network", it).await;
        let rajiv = administrator(t).await;
        let table = "name,part_of,hours,time_zone\nCentral,,Mon-Fri 9-18,\nCafe,Central,whenever,\n\
            Lab,Central,,Mars/Base\nHall,Central,,\n";
        let form = [("kind", "locations"), ("text", table), ("bring_in", "yes")];
        let done = rajiv.post(IMPORTS, &form).await;
        done.is(200).shows("2 new").shows("2 cannot be brought in").shows("not a time zone");
        rajiv.get("/administration/locations").await.shows("Central").shows("Hall").hides("Cafe");
        let table = "name,team,keywords\nWi-Fi,network,\"wifi, wireless\"\nPhones,Telecoms,\n";
        let form = [("kind", "services"), ("text", table), ("bring_in", "yes")];
        rajiv.post(IMPORTS, &form).await.shows("1 new").shows("nothing here called Telecoms");
        rajiv.get("/administration/services").await.shows("Wi-Fi");
        rajiv.get("/administration/imports/services/example").await.is(200).shows("Self-check");
    });
}

#[test]
fn a_table_that_cannot_be_read_comes_back_with_its_words() {
    each_db(async |t| {
        let rajiv = administrator(t).await;
        for (table, said) in
            [("title\nLibrarian\n", "a column called name"), ("", "Please fill this in")]
        {
            let refused = rajiv.post(IMPORTS, &[("kind", "people"), ("text", table)]).await;
            refused.is(422);
            assert!(refused.body.contains(table.trim()), "{said}: {}", refused.text());
        }
        let long = format!("name,email\n{}", "a,a@x.org\n".repeat(5001));
        rajiv
            .post(IMPORTS, &[("kind", "people"), ("text", &long)])
            .await
            .is(422)
            .shows("5000 lines");
        let ann = t.person("ann@library.example", None).await;
        t.visitor(ann).await.post(IMPORTS, &[("kind", "people"), ("text", "x")]).await.is(403);
        let dry = serde_json::json!({"kind": "people", "text": "name,email\nZoe,zoe@x.org", "dry_run": true});
        let planned = rajiv.json("POST", "/api/v1/imports", dry).await;
        assert_eq!(planned.json()["lines"][0]["outcome"], "new");
        rajiv.get("/administration/people").await.hides("zoe@x.org");
    });
}

#[test]
fn a_rule_shows_what_it_would_remove_and_then_removes_only_that() {
    each_db(async |t| {
        let house = house(t).await;
        let rajiv = administrator(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let words = "/administration/retention/conversations";
        rajiv.get("/administration/retention").await.shows("kept for good").shows("after 90 days");
        yusuf
            .submit(&format!("{ticket}/replies"), &[("body", "Unplugged the tram line")])
            .await
            .is(200);
        let done = [("words", "A plug was out"), ("cause", "hardware")];
        yusuf.submit(&format!("{ticket}/resolution"), &done).await.is(200);
        ann.submit(&format!("{ticket}/confirmation"), &[]).await.is(200);
        t.later(40 * DAY);
        // sessions are older than a month by now
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let rajiv_again = t.person("second@it.example", None).await;
        t.grant(rajiv_again, "administrator", None, None).await;
        let rajiv = t.visitor(rajiv_again).await;
        rajiv.post(words, &[("days", "3")]).await.is(422).shows("30 or more");
        let look = rajiv.post(words, &[("days", "30"), ("look", "yes")]).await;
        look.is(200).shows("Kept for 30 days, 1 would go today");
        rajiv.get("/administration/retention").await.hides("after 30 days");
        yusuf.get(&ticket).await.shows("Unplugged the tram line");
        rajiv.submit(words, &[("days", "30")]).await.shows("The rule runs within a day");
        insight::retention::run_due(&t.app).await.unwrap();
        let seen = ann.get(&ticket).await;
        seen.is(200)
            .hides("Unplugged")
            .shows("Removed by the rule")
            .shows("Closed")
            .shows("Self-check");
        yusuf.get("/search?q=tram").await.hides(&ticket);
        rajiv.get("/administration/retention").await.shows("1 removed so far");
        // once a day, and nothing twice
        insight::retention::run_due(&t.app).await.unwrap();
        t.later(2 * DAY);
        insight::retention::run_due(&t.app).await.unwrap();
        rajiv.get("/administration/retention").await.shows("1 removed so far");
    });
}

#[test]
fn mail_and_files_of_closed_tickets_go_when_a_rule_says_so_and_shared_bytes_stay() {
    each_db(async |t| {
        let house = house(t).await;
        let rajiv = administrator(t).await;
        let ben = t.visitor(house.ben).await;
        let raw = |subject: &str| {
            format!("From: ben@library.example\r\nTo: desk@localhost\r\nMessage-ID: <{subject}@x>\r\nSubject: {subject}\r\n\r\nIt hums.\r\n").into_bytes()
        };
        desk::intake::deliver(&t.app, raw("Humming"), None).await.unwrap();
        ben.get("/messages/1/source").await.is(200);
        ben.submit("/tickets/1/cancellation", &[("why", "It stopped")]).await.is(200);
        rajiv.submit("/administration/retention/raw_mail", &[("days", "30")]).await.is(200);
        rajiv.submit("/administration/retention/attachments", &[("days", "30")]).await.is(200);
        t.later(31 * DAY);
        desk::intake::deliver(&t.app, raw("Rattling"), None).await.unwrap();
        insight::retention::run_due(&t.app).await.unwrap();
        let ben = t.visitor(house.ben).await;
        ben.get("/messages/1/source").await.is(404);
        ben.get("/tickets/1").await.shows("It hums");
        ben.get("/messages/2/source").await.is(200);
    });
}

#[test]
fn rights_are_explained_by_the_reasons_that_decide() {
    each_db(async |t| {
        let house = house(t).await;
        let rajiv = administrator(t).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        let number = ticket.rsplit('/').next().unwrap();
        let ask = async |who: &str| {
            let who = who.replace('@', "%40");
            rajiv.get(&format!("/administration/rights?who={who}&ticket={number}")).await
        };
        ask("ann@library.example")
            .await
            .shows("may read, confirm, reopen and cancel it")
            .shows("It is for them");
        ask("helen@library.example")
            .await
            .shows("They speak for its department")
            .hides("out of service");
        ask("yusuf@it.example")
            .await
            .shows("They work in its team")
            .shows("Network")
            .hides("out of service");
        ask("marco@parks.example").await.shows("cannot see it").shows("There is no reason");
        ask("nobody@x.org").await.is(422).shows("Nobody has that address");
        rajiv.get("/administration/rights?who=ann%40library.example&ticket=999").await.is(422);
        let found = rajiv
            .get(&format!("/api/v1/rights?person=yusuf@it.example&ticket={number}"))
            .await
            .json();
        assert_eq!(
            (found["access"].as_str(), found["reasons"][0].as_str()),
            (Some("work"), Some("team"))
        );
        // explaining is no right to read
        rajiv.get(&ticket).await.is(404);
    });
}

#[test]
fn complaint_17_a_bad_mark_asks_for_a_talk_and_does_not_vanish_in_a_report() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        yusuf.submit(&format!("{ticket}/assignment"), &[("take", "yes")]).await.is(200);
        let done = [("words", "Restarted it"), ("cause", "software")];
        yusuf.submit(&format!("{ticket}/resolution"), &done).await.is(200);
        let felt = [("score", "2"), ("feedback", "Nobody told me anything for a day")];
        ann.submit(&format!("{ticket}/feedback"), &felt).await.shows("2 out of 10");
        t.run_jobs().await;
        let told = t.outbox().join("\n");
        assert!(told.contains("Please talk to them") && told.contains("for a day"), "{told}");
        // it stays in the way until somebody has talked to her: a task of the team, on the ticket that
        // is over, and among the team's tasks
        yusuf.get("/queue?phase=any&tag=call-back").await.shows("out of service");
        yusuf.get(&ticket).await.shows("call-back").shows("Nobody told me anything");
        yusuf.get(&ticket).await.shows("Talk to Ann about how it went");
        ann.get(&ticket).await.shows("Talk to Ann about how it went").shows("is planned for");
        yusuf
            .get("/tasks")
            .await
            .shows("Nobody in my team has taken these yet")
            .shows("Talk to Ann");
        t.visitor(house.other_agent).await.get("/tasks").await.hides("Talk to Ann");
        ann.get("/tasks").await.is(403);
        let owed = yusuf.get("/api/v1/team-tasks").await.json();
        let (id, due) = (owed[0]["id"].clone(), owed[0]["due_at"].as_str().unwrap().to_owned());
        let due: jiff::Timestamp = due.parse().unwrap();
        let zone = t.app.config.time_zone();
        let day = |at| zone.to_datetime(at).date();
        let days = (day(due) - day(t.app.now().timestamp())).get_days();
        assert!((1..=3).contains(&days), "{days}");
        assert!(!matches!(day(due).weekday().to_monday_one_offset(), 6 | 7), "{due}");
        // another bad mark is no second alarm, and a good one never was
        ann.submit(&format!("{ticket}/feedback"), &[("score", "1")]).await.is(200);
        t.run_jobs().await;
        let again = t.outbox().join("\n");
        assert_eq!(
            told.matches("Please talk to them").count(),
            again.matches("Please talk to them").count()
        );
        assert_eq!(yusuf.get("/api/v1/team-tasks").await.json().as_array().unwrap().len(), 1);
        // the day comes: the team hears of it once more
        t.later(4 * 86_400);
        t.run_jobs().await;
        desk::tickets::tidy(&t.app).await.unwrap();
        t.run_jobs().await;
        let told = t.outbox().join("\n");
        assert!(told.contains("Your team owes somebody a talk"), "{told}");
        // whoever takes it has it among their own, and saying that it is done ends it
        let call = format!("/api/v1{ticket}/tasks/{id}");
        let mine = serde_json::json!({"owner": house.yusuf.0});
        yusuf.json("PATCH", &call, mine).await.is(200);
        yusuf.get("/tasks").await.shows("Talk to Ann").hides("Nobody in my team has taken");
        let said = [("done_words", "We ring at noon from now on")];
        yusuf.submit(&format!("{ticket}/talk"), &said).await.shows("We ring at noon");
        yusuf.get("/tasks").await.hides("Talk to Ann");
        yusuf.get("/queue?phase=any&tag=call-back").await.hides("out of service");
    });
}
