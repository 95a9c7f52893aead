//! People who are gone: what stays is their tickets and the facts, never their name.

// tidy: allow sql because what is stored is looked at behind the application's back

use crate::{
    goals::pair,
    ladder::begin,
    tickets::{house, report},
};
use base::{DepartmentId, sql};
use testing::{TestApp, Visitor, each_db};

async fn administrator(t: &TestApp) -> Visitor {
    let admin = t.person("rajiv@it.example", None).await;
    t.grant(admin, "administrator", None, None).await;
    t.visitor(admin).await
}

#[test]
fn complaint_28_whoever_leaves_loses_their_name_and_no_ticket() {
    each_db(async |t| {
        let house = house(t).await;
        let rajiv = administrator(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let page = format!("/administration/people/{}", house.ann);
        rajiv.get(&page).await.shows("Here twice, or has left?");
        rajiv.post(&format!("{page}/anonymity"), &[]).await.is(422).shows("Say that you know it");
        rajiv
            .submit(&format!("{page}/anonymity"), &[("sure", "yes")])
            .await
            .shows("The name is gone");
        let seen = yusuf.get(&ticket).await;
        seen.shows("Former colleague").shows("out of service").hides("ann@library.example");
        assert!(!seen.text().contains("Ann"), "{}", seen.text());
        ann.get("/").await.is(303);
        t.run_jobs().await;
        yusuf.get("/search?q=Ann").await.hides("out of service");
        yusuf.get("/search?q=Former+colleague").await.shows("out of service");
        let trail = rajiv.get("/administration/audit").await;
        trail.hides("ann@library.example").shows("Took a person's name away");
        rajiv
            .post(&format!("{page}/anonymity"), &[("sure", "yes")])
            .await
            .is(422)
            .shows("gone already");
    });
}

#[test]
fn two_accounts_of_one_person_become_one() {
    each_db(async |t| {
        let house = house(t).await;
        let rajiv = administrator(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let ticket = report(&ann).await;
        ben.get(&ticket).await.is(404);
        // both follow something of the other's team: once is enough afterwards
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.submit(&format!("{ticket}/watching"), &[]).await.is(200);
        let merger = format!("/administration/people/{}/merger", house.ann);
        rajiv
            .post(&merger, &[("into", "nobody@x.org")])
            .await
            .is(422)
            .shows("Nobody has that address");
        rajiv.post(&merger, &[("into", "ann@library.example")]).await.is(422).shows("same account");
        rajiv
            .submit(&merger, &[("into", "ben@library.example")])
            .await
            .shows("Two accounts are one now");
        // posted again for whoever is gone by now: it says so, and what was typed is not lost
        let late = rajiv.post(&merger, &[("into", "thuy@it.example")]).await;
        late.is(422).shows("gone already");
        assert!(late.body.contains("value=\"thuy@it.example\""), "{}", late.text());
        ben.get(&ticket).await.is(200).shows("IT has it");
        ben.get("/requests").await.shows("out of service");
        let merger = format!("/administration/people/{}/merger", house.yusuf);
        rajiv.submit(&merger, &[("into", "thuy@it.example")]).await.is(200);
        let raw = "From: Ann <ann@library.example>\r\nTo: desk@localhost\r\nSubject: Still me\r\n\r\nAgain.\r\n";
        desk::intake::deliver(&t.app, raw.as_bytes().to_vec(), None).await.unwrap();
        ben.get("/requests").await.shows("Still me");
    });
}

/// Whoever looks after accounts must not read what is somebody's own by making it theirs.
#[test]
fn what_was_for_somebody_alone_does_not_go_along_into_another_account() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let admin = t.person("rajiv@it.example", Some(DepartmentId(3))).await;
        t.grant(admin, "administrator", None, None).await;
        let rajiv = t.visitor(admin).await;
        report(&priya).await;
        let ladder = begin(&priya).await;
        let ben = t.visitor(house.ben).await;
        let thanks = [
            ("person", "priya@library.example"),
            ("attribute", "cooperated"),
            ("words", "For your ears alone."),
            ("only", "yes"),
        ];
        let thanked = ben.post("/praise", &thanks).await.is(303).location();
        let thanked = thanked.split('?').next().unwrap().to_owned();
        priya.get(&ladder).await.is(200);
        priya.submit("/account/calendar", &[]).await.is(200);
        let (id,): (i64,) = t
            .app
            .db
            .read(|tx| tx.one(sql!("select person_id from calendar_feed"), &[]))
            .await
            .unwrap();
        let merger = format!("/administration/people/{id}/merger");
        rajiv.submit(&merger, &[("into", "rajiv@it.example")]).await.is(200);
        for page in [ladder, thanked] {
            rajiv.get(&page).await.is(404);
        }
        let feeds: Vec<(i64,)> = t
            .app
            .db
            .read(|tx| tx.all(sql!("select person_id from calendar_feed"), &[]))
            .await
            .unwrap();
        assert_eq!(feeds, []);
    });
}

#[test]
fn nobody_takes_their_own_name_away_nor_the_last_administrators() {
    each_db(async |t| {
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let rajiv = t.visitor(admin).await;
        let own = format!("/administration/people/{admin}/anonymity");
        rajiv.post(&own, &[("sure", "yes")]).await.is(422);
        rajiv.get("/").await.is(200);
        let ann = t.person("ann@library.example", None).await;
        t.visitor(ann).await.post(&own, &[("sure", "yes")]).await.is(403);
    });
}
