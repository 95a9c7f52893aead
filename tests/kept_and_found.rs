//! Reports by code that nobody let through go after a time; what waits for a contact's word is on
//! their home; the queue narrows to a device.
// tidy: allow sql because places belong to a department, and labels are there already

use crate::tickets::{House, house};
use base::LocationId;
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

const DAY: i64 = 86_400;
const FORM: &str = "/scan/k7m2-9xq4-tz8w";

async fn labelled(t: &TestApp) -> House {
    let house = house(t).await;
    let sql = "update location set department_id = 1";
    t.app.db.write(move |tx| tx.batch(sql)).await.unwrap();
    let device = t.device("Public PC 4", "public_pc", LocationId(1)).await;
    t.code("k7m29xq4tz8w", device).await;
    house
}

async fn administrator(t: &TestApp, name: &'static str) -> Visitor {
    let admin = t.person(name, None).await;
    t.grant(admin, "administrator", None, None).await;
    t.visitor(admin).await
}

#[test]
fn reports_by_code_that_nobody_let_through_go_after_a_time_and_a_look_says_how_many() {
    each_db(async |t| {
        let house = labelled(t).await;
        let admin = administrator(t, "admin@it.example").await;
        let (yusuf, stranger) = (t.visitor(house.yusuf).await, t.stranger());
        let send = async |key: &str, words: &str| {
            let form = [("key", key), ("symptom", "other"), ("words", words)];
            stranger.submit(FORM, &form).await.is(200);
        };
        send("key-0000000001", "It is black").await;
        let mut rules = admin.get("/api/v1/scan-rules").await.json();
        rules["is_all_held"] = json!(true);
        admin.json("PUT", "/api/v1/scan-rules", rules).await.is(200);
        send("key-0000000002", "zebrafish one").await;
        send("key-0000000003", "zebrafish two").await;
        let waiting = yusuf.get("/api/v1/scan-reports").await.json();
        let id = waiting[0]["id"].as_i64().unwrap();
        yusuf.post(&format!("/scan-reports/{id}/dismissal"), &[]).await.is(303);
        t.later(20 * DAY);
        let admin = administrator(t, "second@it.example").await;
        let yusuf = t.visitor(house.yusuf).await;
        let rule = "/administration/retention/scan_reports";
        admin
            .get("/administration/retention")
            .await
            .shows("Reports by code that nobody let through");
        let look = [("days", "30"), ("look", "yes")];
        admin.post(rule, &look).await.shows("would remove nothing today");
        t.later(20 * DAY);
        let admin = administrator(t, "third@it.example").await;
        admin.post(rule, &look).await.shows("2 would go today");
        admin.submit(rule, &[("days", "30")]).await.is(200);
        insight::retention::run_due(&t.app).await.unwrap();
        let yusuf_again = t.visitor(house.yusuf).await;
        assert_eq!(yusuf_again.get("/api/v1/scan-reports").await.json(), json!([]));
        yusuf_again.get("/scan-reports").await.hides("zebrafish");
        // what became a ticket stays with it
        yusuf_again.get("/tickets/1").await.shows("It is black");
        drop(yusuf);
    });
}

#[test]
fn what_was_reported_for_patrons_and_colleagues_and_is_put_right_waits_on_the_home_page() {
    each_db(async |t| {
        let house = labelled(t).await;
        let (yusuf, contact) = (t.visitor(house.yusuf).await, t.visitor(house.contact).await);
        let scan = [("key", "key-0000000001"), ("symptom", "wont_start")];
        t.stranger().submit(FORM, &scan).await.is(200);
        let ann = t.visitor(house.ann).await;
        let work = json!({"kind": "printer", "symptom": "Prints pink", "for": "colleague",
            "colleague": house.ben.0});
        ann.json("POST", "/api/v1/desk-work", work).await.is(201);
        contact.get("/").await.hides("Put right for patrons and colleagues");
        let done = json!({"words": "It was a plug", "cause": "hardware"});
        let all = yusuf.get("/api/v1/tickets").await.json();
        for number in [1, 2] {
            let call = format!("/api/v1/tickets/{number}/resolution");
            let by = [&yusuf, &t.visitor(house.other_agent).await];
            let mut is_done = false;
            for agent in by {
                is_done |= agent.json("POST", &call, done.clone()).await.status.is_success();
            }
            assert!(is_done, "{all}");
        }
        let home = contact.get("/").await;
        home.shows("Put right for patrons and colleagues. Is it?").shows("Public PC 4");
        home.hides("prints pink");
        ann.get("/").await.shows("Put right for patrons and colleagues").shows("prints pink");
        ann.get("/").await.hides("Public PC 4");
        // whoever wrote it down may say so, too
        ann.get("/tickets/2").await.shows("prints pink").shows("Yes, it works");
        contact.post("/tickets/1/confirmation", &[]).await.is(303);
        contact.get("/").await.hides("Put right for patrons and colleagues");
        t.visitor(house.stranger).await.get("/").await.hides("Public PC 4");
    });
}

#[test]
fn the_queue_narrows_to_a_device_beside_place_and_service() {
    each_db(async |t| {
        let house = labelled(t).await;
        t.location("Central").await;
        t.device("Printer in the hall", "printer", LocationId(2)).await;
        let scan = [("key", "key-0000000001"), ("symptom", "wont_start")];
        t.stranger().submit(FORM, &scan).await.is(200);
        let ann = t.visitor(house.ann).await;
        crate::tickets::report(&ann).await;
        let yusuf = t.visitor(house.yusuf).await;
        let all = yusuf.get("/queue").await;
        all.shows("out of service").shows("any device").shows("Printer in the hall");
        let one = yusuf.get("/queue?device=1").await;
        one.shows("Public PC 4").hides("out of service");
        assert!(one.body.contains("<option value=\"1\" selected>Public PC 4"), "{}", one.body);
        // at a place, its devices
        let there = yusuf.get("/queue?location=1").await;
        there.shows("Public PC 4").hides("Printer in the hall");
        yusuf.get("/queue?device=99").await.is(200);
    });
}
