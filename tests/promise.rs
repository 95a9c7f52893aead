//! When people hear next: by rule, by hand, and when it did not come in time; and what happens when
//! it gets worse.

use crate::tickets::{house, report};
use testing::{TestApp, Visitor, each_db};

async fn admin(t: &TestApp) -> Visitor {
    let person = t.person("admin@it.example", None).await;
    t.grant(person, "administrator", None, None).await;
    t.visitor(person).await
}

#[test]
fn administrators_set_how_soon_news_is_due_and_see_what_it_comes_to() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, admin) = (t.visitor(house.ann).await, admin(t).await);
        admin.get("/administration").await.shows("How soon news is due");
        let page = admin.get("/administration/news").await;
        page.shows("Only support hours count").shows("expect news today 12:00.");
        // high: two hours by default
        let usual = report(&ann).await;
        ann.get(&usual).await.shows("Expect news today 12:00");
        let general = [
            ("about", ""),
            ("amount_1", "10"),
            ("unit_1", "minutes"),
            ("amount_2", "3"),
            ("unit_2", "hours"),
        ];
        admin.submit("/administration/news", &general).await.shows("expect news today 13:00.");
        ann.get(&usual).await.shows("Expect news today 12:00");
        let later = report(&ann).await;
        ann.get(&later).await.shows("Expect news today 13:00");
        // a team's own times count before those for everything, a service's before a team's
        let team = [("about", "team-1"), ("amount_2", "45"), ("unit_2", "minutes")];
        admin.submit("/administration/news", &team).await.shows("Network");
        ann.get(&report(&ann).await).await.shows("Expect news today 10:45");
        let service = [("about", "service-1"), ("amount_2", "1"), ("unit_2", "days")];
        admin.submit("/administration/news", &service).await.shows("Self-check");
        ann.get(&report(&ann).await).await.shows("Expect news tomorrow 09:00");
        // the form says beforehand what the page says afterwards
        let typed = [
            ("words", "The self-check is out"),
            ("scope", "everyone"),
            ("hurts", "now"),
            ("location", "1"),
            ("who", "patrons"),
            ("workaround", "none"),
        ];
        ann.post("/report/statement", &typed).await.shows("Expect news tomorrow 09:00");
        // emptied, it is as it was before
        admin.submit("/administration/news", &[("about", "service-1")]).await.is(200);
        ann.get(&report(&ann).await).await.shows("Expect news today 10:45");
        admin.get("/administration/audit").await.shows("news rules");
    });
}

#[test]
fn a_time_that_makes_no_sense_is_not_a_rule() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = admin(t).await;
        for amount in ["0", "-3", "soon", "1.5", "99999999999999999999", "126"] {
            let form = [("about", ""), ("amount_1", amount), ("unit_1", "days")];
            let seen = admin.post("/administration/news", &form).await;
            seen.is(422).shows("Write a whole number above 0");
            assert!(seen.body.contains(&format!("value=\"{amount}\"")), "{amount}");
        }
        for about in ["team-99", "service-99", "person-1"] {
            let form = [("about", about), ("amount_1", "1"), ("unit_1", "hours")];
            admin.post("/administration/news", &form).await.is(422).shows("Please choose one");
        }
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get("/administration/news").await.is(403);
        yusuf.post("/administration/news", &[("about", ""), ("amount_1", "1")]).await.is(403);
        let rules = serde_json::json!({"team": 1, "critical": 5});
        yusuf.json("POST", "/api/v1/news-rules", rules.clone()).await.is(403);
        let set = admin.json("POST", "/api/v1/news-rules", rules).await.json();
        assert_eq!((&set[0]["minutes"], &set[0]["priority"]), (&5.into(), &1.into()));
        let both = serde_json::json!({"team": 1, "service": 1, "critical": 5});
        admin.json("POST", "/api/v1/news-rules", both).await.is(422);
        yusuf.get("/api/v1/news-rules").await.is(200);
    });
}

#[test]
fn news_is_promised_quickly_and_said_in_words() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let seen = yusuf.get(&ticket).await;
        seen.shows("Within the hour").shows("By the end of today").shows("Tomorrow before noon");
        let to = format!("{ticket}/news");
        for (quick, when) in
            [("hour", "today 11:00"), ("today", "today 17:30"), ("tomorrow", "tomorrow 12:00")]
        {
            yusuf.submit(&to, &[("quick", quick)]).await.shows("Promised. They see it.");
            ann.get(&ticket).await.shows(&format!("Expect news {when}"));
        }
        ann.get("/").await.shows("Expect news tomorrow 12:00");
        ann.get("/requests").await.shows("Expect news tomorrow 12:00");
        yusuf.get("/queue").await.shows("news tomorrow 12:00");
        yusuf.post(&to, &[("news_by", "2026-11-20T09:00")]).await.is(422).shows("has passed");
        yusuf.post(&to, &[("quick", "yesterday")]).await.is(422).shows("Choose a date and a time");
        ann.post(&to, &[("quick", "hour")]).await.is(403);
        let api = format!("/api/v1{ticket}/news");
        let told = yusuf.json("POST", &api, serde_json::json!({"quick": "hour"})).await.json();
        assert_eq!(told["news_by"], "2026-11-23T00:00:00Z");
        yusuf.json("POST", &api, serde_json::json!({"quick": "never"})).await.is(422);
        yusuf.json("POST", &api, serde_json::json!({})).await.is(422);
        let past = serde_json::json!({"news_by": "2026-01-01T00:00:00Z"});
        yusuf.json("POST", &api, past).await.is(422);
        // what is over has no news to promise
        t.later(10 * 3600);
        yusuf.get(&ticket).await.hides("By the end of today");
    });
}

#[test]
fn a_missed_promise_is_seen_by_both_and_noted_once() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        yusuf.post(&format!("{ticket}/assignment"), &[("take", "yes")]).await.is(303);
        desk::tickets::tidy(&t.app).await.unwrap();
        yusuf.get("/queue?phase=overdue").await.shows("Nothing here").shows("News overdue");
        t.later(3 * 3600);
        t.run_jobs().await;
        let before = t.outbox().len();
        desk::tickets::tidy(&t.app).await.unwrap();
        desk::tickets::tidy(&t.app).await.unwrap();
        let page = ann.get(&ticket).await;
        page.shows("News was due today 12:00");
        assert_eq!(page.body.matches("The promised news did not come in time").count(), 1);
        ann.get("/requests").await.shows("News was due today 12:00");
        ann.get("/").await.shows("News was due today 12:00");
        yusuf.get(&ticket).await.shows("News was due today 12:00");
        yusuf.get("/queue").await.shows("News was due today 12:00");
        yusuf.get("/queue?phase=overdue").await.shows("self-check machines");
        t.visitor(house.other_agent).await.get("/queue?phase=overdue").await.shows("Nothing here");
        t.run_jobs().await;
        let letters = t.outbox();
        assert_eq!(letters.len(), before + 1);
        assert!(letters[before].contains("yusuf@it.example"));
        assert!(letters[before].contains("That time has passed"));
        // a new promise, missed again, is noted again
        yusuf.post(&format!("{ticket}/news"), &[("quick", "hour")]).await.is(303);
        yusuf.get("/queue?phase=overdue").await.shows("Nothing here");
        t.later(2 * 3600);
        desk::tickets::tidy(&t.app).await.unwrap();
        let page = ann.get(&ticket).await;
        assert_eq!(page.body.matches("The promised news did not come in time").count(), 2);
        let api = ann.get(&format!("/api/v1{ticket}")).await.json();
        assert_eq!(api["is_news_overdue"], true);
        // what is put right owes no news
        let done = [("words", "Restarted"), ("cause", "software")];
        yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
        yusuf.get("/queue?phase=overdue").await.shows("Nothing here");
        t.later(86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        let page = ann.get(&ticket).await;
        assert_eq!(page.body.matches("The promised news did not come in time").count(), 2);
    });
}

#[test]
fn it_is_worse_now_weighs_anew_says_why_and_tells_the_team() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let form = [
            ("kind", "incident"),
            ("words", "One self-check is slow."),
            ("location", "1"),
            ("scope", "one"),
            ("who", "patrons"),
            ("workaround", "slow"),
            ("hurts", "this_week"),
            ("send", "yes"),
        ];
        let ticket = ann.post("/report", &form).await.location();
        let ticket = ticket.split('?').next().unwrap();
        yusuf.post(&format!("{ticket}/assignment"), &[("take", "yes")]).await.is(303);
        t.run_jobs().await;
        let before = t.outbox().len();
        t.later(3600);
        let to = format!("{ticket}/worsening");
        let worse = [
            ("changed", "Exams start on Monday"),
            ("now_scope", "several"),
            ("now_hurts", "today"),
            ("since", "2026-11-23T10:30"),
        ];
        let seen = ann.submit(&to, &worse).await;
        seen.shows("The priority was worked out again").shows("Moderate");
        seen.shows("Ann said what changed").shows("Exams start on Monday").shows("Low → Moderate");
        seen.shows("Impact 2 × urgency 2 = priority 3, moderate, because several people");
        seen.shows("It starts to hurt today: Exams start on Monday.");
        t.run_jobs().await;
        let letters = t.outbox();
        assert_eq!(letters.len(), before + 1);
        assert!(letters[before].contains("is more urgent now"), "{}", letters[before]);
        assert!(letters[before].contains("Exams start on Monday"));
        // sent twice is said once
        ann.submit(&to, &worse).await.is(200);
        let page = ann.get(ticket).await;
        assert_eq!(page.body.matches("Ann said what changed").count(), 1);
        // what is said back knows since when
        yusuf.get(ticket).await.shows("It has been like this since today 10:30.");
        // better again: nobody is rung for that
        t.later(3600);
        let better = [("changed", "Exams are over"), ("now_scope", "one"), ("now_hurts", "later")];
        ann.submit(&to, &better).await.shows("Moderate → Low");
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), before + 1);
    });
}

#[test]
fn what_is_said_to_be_worse_must_make_sense() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let to = format!("{ticket}/worsening");
        ann.post(&to, &[("changed", "")]).await.is(422).shows("Please fill this in");
        let tomorrow = [("changed", "Exams"), ("since", "2026-11-24T10:00")];
        ann.post(&to, &tomorrow).await.is(422).shows("That is still to come").shows("Exams");
        let odd = [("changed", "Exams"), ("since", "yesterday")];
        ann.post(&to, &odd).await.is(422).shows("Choose a date and a time");
        t.visitor(house.contact).await.post(&to, &[("changed", "x")]).await.is(403);
        t.visitor(house.stranger).await.post(&to, &[("changed", "x")]).await.is(404);
        let api = format!("/api/v1{to}");
        let told = serde_json::json!({"changed": "All branches now", "scope": "everyone"});
        ann.json("POST", &api, told).await.is(200);
        ann.json("POST", &api, serde_json::json!({"changed": "x", "scope": "all"})).await.is(422);
        yusuf.post(&format!("{ticket}/resolution"), &[("words", "x"), ("cause", "network")]).await;
        ann.post(&to, &[("changed", "Exams")]).await.is(409);
    });
}
