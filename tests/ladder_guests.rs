//! What somebody who was let in on a ladder may read and change: never more than its owner shows.

use crate::{
    ladder::{BEGUN, let_in, rung, set_up},
    tickets::report,
};
use testing::each_db;

#[test]
fn somebody_who_was_let_in_to_write_cannot_say_what_the_ladder_is_about() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        report(&ann).await;
        let_in(&ann, "helen@library.example", true).await.is(303);
        let helen = t.visitor(house.contact).await;
        let page = helen.get("/ladders/1/edit").await;
        page.is(200).hides("A service").shows("is said by whoever it belongs to");
        let words = [BEGUN[1], ("words", "Helen’s words"), BEGUN[3], BEGUN[4], ("version", "1")];
        for (field, value) in [("service", "1"), ("location", "1"), ("tickets", "1, 2")] {
            let sent: Vec<_> = words.iter().copied().chain([(field, value)]).collect();
            helen.post("/ladders/1", &sent).await.is(403);
        }
        let more = serde_json::json!({"title": "T", "words": "W", "service": 1, "tickets": []});
        helen.json("PUT", "/api/v1/ladders/1", more).await.is(403);
        helen.post("/ladders/1", &words).await.is(303);
        let now = ann.get("/api/v1/ladders/1").await.json();
        assert_eq!((&now["words"], &now["tickets"][0]), (&"Helen’s words".into(), &1.into()));
        assert!(now["service"].is_null() && now["location"].is_null(), "{now}");
        // its owner does say so
        let sent: Vec<_> =
            BEGUN.iter().copied().chain([("service", "1"), ("version", "2")]).collect();
        ann.post("/ladders/1", &sent).await.is(303);
        assert_eq!(ann.get("/api/v1/ladders/1").await.json()["service"]["id"], 1);
    });
}

#[test]
fn a_briefing_from_the_record_tells_a_guest_only_of_requests_they_may_open() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        let_in(&ann, "thuy@it.example", true).await.is(303);
        let thuy = t.visitor(house.other_agent).await;
        thuy.get("/tickets/1").await.is(404);
        let first = rung(&ann, "own_manager").await;
        let sheet = format!("{}/worksheet", rung(&ann, "expectations").await);
        let told = "all say out of service";
        for path in [format!("{first}/briefing"), sheet.clone()] {
            ann.get(&path).await.shows(told);
            thuy.get(&path).await.is(200).hides(told);
        }
        let api = first.replace("/ladders/rungs", "/api/v1/rungs");
        thuy.get(&format!("{api}/briefing")).await.is(200).hides(told);
        thuy.get("/api/v1/ladders/1/expectations").await.is(200).hides(told);
        // only its owner writes it anew, and shows it by that
        thuy.post(&format!("{first}/briefing/anew"), &[]).await.is(403);
        thuy.json("POST", &format!("{api}/briefing/anew"), serde_json::json!({})).await.is(403);
        ann.post(&format!("{first}/briefing/anew"), &[]).await.is(303);
        thuy.get(&format!("{first}/briefing")).await.shows(told).hides("Write it anew");
    });
}

#[test]
fn what_became_part_of_another_request_is_told_there_and_counted_once() {
    each_db(async |t| {
        let (house, ann) = set_up(t).await;
        report(&ann).await;
        let sent: Vec<_> =
            BEGUN[..5].iter().copied().chain([("tickets", "1, 2"), ("version", "1")]).collect();
        ann.post("/ladders/1", &sent).await.is(303);
        let path = format!("{}/briefing", rung(&ann, "impact").await);
        ann.get(&path).await.shows("2 since").shows("(#2)");
        let yusuf = t.visitor(house.yusuf).await;
        let into = [("into", "1"), ("share", "yes")];
        yusuf.post("/tickets/2/merging", &into).await.is(303);
        ann.get(&path).await.shows("1 since").hides("(#2)");
    });
}

#[test]
fn a_briefing_says_what_is_at_risk_before_it_tells_what_happened() {
    each_db(async |t| {
        let (_, ann) = set_up(t).await;
        let page = ann.get(&format!("{}/briefing", rung(&ann, "own_manager").await)).await;
        page.shows("What happened: the longest, and the newest").shows("(#1)");
        let pdf = ann.get(&format!("{}/briefing/pdf", rung(&ann, "own_manager").await)).await;
        let name = pdf.headers["content-disposition"].to_str().unwrap();
        assert!(name.contains("briefing-receipt-printers-stop-every-week.pdf"), "{name}");
        let sheet = ann.get(&format!("{}/worksheet", rung(&ann, "expectations").await)).await;
        // compared with others, never with itself; and the Wi-Fi has no device to name
        sheet.shows("nothing else to compare these with").hides("named the device");
    });
}
