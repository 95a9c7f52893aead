//! What is counted: how a relationship is doing, what people did, whether all are served alike.

use crate::{
    goals::pair,
    tickets::{House, report},
};
use base::{DepartmentId, PersonId};
use testing::{TestApp, Visitor, each_db};

/// Ann reports, Yusuf answers after so many minutes and puts it right, and she says how it felt.
async fn done(t: &TestApp, ann: &Visitor, yusuf: &Visitor, minutes: i64, score: &str) -> String {
    let ticket = report(ann).await;
    t.later(minutes * 60);
    yusuf.post(&format!("{ticket}/replies"), &[("body", "Looking.")]).await.is(303);
    t.later(3600);
    let fixed = [("words", "Done."), ("cause", "network")];
    yusuf.post(&format!("{ticket}/resolution"), &fixed).await.is(303);
    if !score.is_empty() {
        let felt = [("score", score), ("lost_minutes", "30"), ("feedback", "")];
        ann.post(&format!("{ticket}/feedback"), &felt).await.is(303);
    }
    ticket
}

fn measure<'a>(all: &'a serde_json::Value, name: &str) -> &'a serde_json::Value {
    all.as_array().unwrap().iter().find(|one| one["measure"] == name).unwrap()
}

#[test]
fn how_the_two_are_doing_is_told_month_by_month_and_honestly() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        priya.get("/relationships/1/health").await.is(200).shows("Nothing has been put right");
        done(t, &ann, &yusuf, 60, "4").await;
        done(t, &ann, &yusuf, 120, "8").await;
        let seen = priya.get("/relationships/1/health").await;
        seen.is(200).shows("How it feels: too few answers to say more").shows("6 of 10");
        seen.shows("The numbers behind it").shows("so far");
        let all = priya.get("/api/v1/relationships/1/health").await.json();
        let last = |name: &str| measure(&all, name)["months"][11].clone();
        assert_eq!(last("felt")["amount"], 6.0);
        assert_eq!(last("felt")["count"], 2);
        assert_eq!(last("first")["amount"], 1.5);
        assert_eq!(last("lost")["amount"], 1.0);
        assert_eq!(last("news")["amount"], 100.0);
        assert_eq!(last("reopened")["amount"], 0.0);
        assert_eq!(last("waits")["amount"], 100.0);
        assert_eq!(measure(&all, "felt")["months"][0]["count"], 0);
        // everybody on either side may know it
        ann.get("/relationships/1/health").await.is(200);
    });
}

#[test]
fn waits_follow_who_had_the_next_step() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        t.later(3600);
        let ask = |reason: &'static str| {
            [("reason", reason), ("because", "Which?"), ("wakes", "2027-06-01T09:00")]
        };
        yusuf.post(&format!("{ticket}/hold"), &ask("awaiting_requester")).await.is(303);
        t.later(2 * 3600);
        ann.post(&format!("{ticket}/replies"), &[("body", "The left one.")]).await.is(303);
        t.later(3600);
        yusuf.post(&format!("{ticket}/hold"), &ask("awaiting_supplier")).await.is(303);
        // a word of hers does not end a wait for the supplier
        t.later(3600);
        ann.post(&format!("{ticket}/replies"), &[("body", "Any news?")]).await.is(303);
        t.later(3 * 3600);
        yusuf.post(&format!("{ticket}/waking"), &[]).await.is(303);
        t.later(2 * 3600);
        let fixed = [("words", "Done."), ("cause", "network")];
        yusuf.post(&format!("{ticket}/resolution"), &fixed).await.is(303);
        // 1 + 1 + 2 of 10 hours with IT, 2 with the library, 4 with the supplier
        let seen = priya.get("/relationships/1/health").await;
        seen.shows("40%").shows("20%");
        let all = priya.get("/api/v1/relationships/1/health").await.json();
        assert_eq!(measure(&all, "waits")["months"][11]["amount"], 40.0);
        // the supplier is waited for at night, too, and nobody promised news meanwhile
        assert_eq!(measure(&all, "news")["months"][11]["count"], 1);
    });
}

#[test]
fn a_month_that_is_over_is_counted_once() {
    each_db(async |t| {
        let (house, ..) = pair(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        done(t, &ann, &yusuf, 60, "9").await;
        t.later(70 * 86_400);
        let kerryn = t.person("later@it.example", Some(DepartmentId(3))).await;
        let (ann, priya) = (t.visitor(house.ann).await, t.visitor(kerryn).await);
        bridge::health::count_due(&t.app).await.unwrap();
        bridge::health::count_due(&t.app).await.unwrap();
        let before = priya.get("/api/v1/relationships/1/health").await.json();
        let felt = measure(&before, "felt")["months"].as_array().unwrap().clone();
        assert_eq!(felt.iter().filter(|month| month["count"] == 1).count(), 1);
        // what people say later of what is long over changes nothing that was counted
        let ticket = "/tickets/1/feedback";
        let felt = [("score", "1"), ("lost_minutes", ""), ("feedback", "")];
        ann.post(ticket, &felt).await.is(303);
        let after = priya.get("/api/v1/relationships/1/health").await.json();
        assert_eq!(measure(&before, "felt")["months"], measure(&after, "felt")["months"]);
    });
}

async fn manager(t: &TestApp, email: &'static str, of: i64, role: &'static str) -> PersonId {
    let person = t.person(email, Some(DepartmentId(of))).await;
    t.grant(person, role, Some(DepartmentId(of)), None).await;
    person
}

#[test]
fn what_somebody_did_is_for_them_and_their_manager_alone() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let helen = manager(t, "manager@library.example", 1, "manager").await;
        let jessica = manager(t, "jessica@parks.example", 2, "manager").await;
        let admin = t.person("admin@library.example", Some(DepartmentId(1))).await;
        t.grant(admin, "administrator", None, None).await;
        let ann = t.visitor(house.ann).await;
        report(&ann).await;
        ann.get("/contributions/me").await.is(200).shows("1 report");
        let account = ann.get("/account").await;
        account.is(200).shows("Your card");
        assert!(account.body.contains("href=\"/contributions/me\""));
        let path = format!("/contributions/people/{}", house.ann);
        let call = format!("/api/v1/people/{}/contributions", house.ann);
        ann.get(&path).await.is(200).shows("What I did");
        let helen = t.visitor(helen).await;
        helen.get(&path).await.is(200).shows("1 report").shows("as their manager");
        helen.get(&call).await.is(200).shows("reported");
        // colleagues, speakers, liaisons, other managers, those who help, and the administrator
        let mut others = vec![priya, kerryn];
        for person in [
            house.ben,
            house.contact,
            house.stranger,
            house.yusuf,
            house.other_agent,
            jessica,
            admin,
        ] {
            others.push(t.visitor(person).await);
        }
        for other in &others {
            other.get(&path).await.is(404);
            other.get(&call).await.is(404);
        }
        helen.get(&format!("{path}?period=year")).await.is(200);
        helen.get(&format!("{call}?period=odd")).await.is(422);
        // their manager finds it from the side's page and from their card, and others do not
        let card = format!("/people/{}", house.ann);
        for (page, own) in [("/contributions/departments/1", "One by one"), (&card, "Ann")] {
            let (seen, other) = (helen.get(page).await, others[0].get(page).await);
            assert!(seen.is(200).shows(own).body.contains(&format!("href=\"{path}")));
            assert!(!other.is(200).body.contains(&path));
        }
        // in IT it is the same
        let path = format!("/contributions/people/{}", house.yusuf);
        others[1].get(&path).await.is(200);
        helen.get(&path).await.is(404);
    });
}

#[test]
fn a_side_is_shown_together_and_a_small_one_not_at_all() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let ann = t.visitor(house.ann).await;
        report(&ann).await;
        // four people of the library, three of IT
        priya.get("/contributions/departments/1").await.is(200).shows("Fewer than five people");
        t.person("wei@library.example", Some(DepartmentId(1))).await;
        for reader in [&priya, &kerryn, &ann] {
            let seen = reader.get("/contributions/departments/1").await;
            seen.is(200).shows("1 report").hides("Wei");
        }
        ann.get("/contributions/departments/3").await.is(200).shows("Fewer than five people");
        ann.get("/contributions/departments/2").await.is(404);
        t.visitor(house.stranger).await.get("/contributions/departments/1").await.is(404);
        let call = "/api/v1/departments/1/contributions";
        kerryn.get(call).await.is(200).shows("reported");
    });
}

async fn many(t: &TestApp, house: &House) {
    let yusuf = t.visitor(house.yusuf).await;
    for (person, count) in [(house.ann, 4), (house.ben, 3), (house.stranger, 2)] {
        let visitor = t.visitor(person).await;
        for n in 0..count {
            done(t, &visitor, &yusuf, 30 + 10 * n, "").await;
        }
    }
}

#[test]
fn whether_all_are_served_alike_is_told_in_groups_and_never_of_few() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        many(t, &house).await;
        for keeper in [&priya, &kerryn] {
            let seen = keeper.get("/relationships/1/parity").await;
            seen.is(200).shows("Are all served alike?").shows("9 requests that were put right");
            // two of Parks are too few; and the library's seven would say what they were
            seen.shows("Too few to show").shows("What this cannot tell");
        }
        let seen = priya.get("/api/v1/relationships/1/parity").await.json();
        let part = |by: &str| {
            let parts = seen["parts"].as_array().unwrap().clone();
            parts.into_iter().find(|part| part["by"] == by).unwrap()["groups"].clone()
        };
        let departments = part("department");
        assert!(departments.as_array().unwrap().iter().all(|one| one["requests"].is_null()));
        let roles = part("role");
        assert_eq!(roles[0]["requests"], 7);
        assert_eq!(roles[0]["estimates"][0]["count"], 7);
        priya.get("/parity").await.is(303);
        // those who do not look after it
        for person in [house.ann, house.yusuf] {
            let visitor = t.visitor(person).await;
            visitor.get("/relationships/1/parity").await.is(403);
            visitor.get("/api/v1/relationships/1/parity").await.is(403);
            visitor.get("/parity").await.is(404);
        }
    });
}
