//! Devices: kept by administrators, chosen in reports, shown and found.

use crate::tickets::{House, house};
use base::LocationId;
use testing::{TestApp, Visitor, each_db};

const REPORT: [(&str, &str); 7] = [
    ("kind", "incident"),
    ("words", "The screen stays black."),
    ("scope", "one"),
    ("who", "patrons"),
    ("workaround", "slow"),
    ("hurts", "now"),
    ("send", "yes"),
];

async fn administrator(t: &TestApp) -> Visitor {
    let admin = t.person("admin@it.example", None).await;
    t.grant(admin, "administrator", None, None).await;
    t.visitor(admin).await
}

async fn add(admin: &Visitor, name: &str, place: &str, service: &str) {
    let form = [
        ("name", name),
        ("kind", "self_check"),
        ("location", place),
        ("service", service),
        ("asset_tag", "NS-0042"),
    ];
    admin.submit("/administration/devices", &form).await.shows(name);
}

async fn report(ann: &Visitor, more: &[(&str, &str)]) -> testing::Seen {
    let form: Vec<_> = REPORT.iter().chain(more).copied().collect();
    ann.post("/report", &form).await
}

#[test]
fn a_device_is_added_chosen_in_a_report_shown_and_found() {
    each_db(async |t| {
        let House { ann, yusuf, .. } = house(t).await;
        let admin = administrator(t).await;
        admin.get("/administration").await.shows("Devices");
        add(&admin, "Self-check 1", "1", "1").await;
        admin.get("/administration/devices").await.shows("Northside Self-check 1 Self-check");
        let (ann, yusuf) = (t.visitor(ann).await, t.visitor(yusuf).await);
        let form = ann.get("/report").await;
        form.shows("Which device?").shows("Self-check 1");
        assert!(form.body.contains("<optgroup label=\"Northside\" data-within=\"1\">"));
        // the device gives place and service, and with them the team
        let ticket = report(&ann, &[("device", "1")]).await.location().replace("?said=sent", "");
        ann.get(&ticket).await.shows("Device Self-check 1").shows("Where Northside");
        let seen = yusuf.get(&format!("/api/v1{ticket}")).await.json();
        assert_eq!(seen["asset"]["name"], "Self-check 1");
        assert_eq!(seen["service"]["name"], "Self-check");
        // by what is written on it, too
        yusuf.get("/search?q=NS-0042").await.shows("The screen stays black");
    });
}

#[test]
fn a_device_somewhere_else_is_said_beside_the_question() {
    each_db(async |t| {
        let house = house(t).await;
        t.location("Harbour").await;
        t.device("PC 4", "public_pc", LocationId(1)).await;
        let ann = t.visitor(house.ann).await;
        let seen = report(&ann, &[("device", "1"), ("location", "2")]).await;
        seen.is(422).shows("This device is at Northside").shows("The screen stays black");
        report(&ann, &[("device", "77")]).await.is(422).shows("Please choose one.");
    });
}

#[test]
fn a_device_out_of_use_is_not_offered_and_its_tickets_keep_it() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = administrator(t).await;
        add(&admin, "Self-check 1", "1", "1").await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        report(&ann, &[("device", "1")]).await.is(303);
        let seen = admin.submit("/administration/devices/1/deactivation", &[]).await;
        seen.shows("Put back in use");
        ann.get("/report").await.hides("Self-check 1");
        report(&ann, &[("device", "1")]).await.is(422);
        yusuf.get("/tickets/1").await.shows("Device Self-check 1");
        // saving other facts does not take it away
        yusuf.get("/tickets/1/edit").await.shows("Self-check 1");
        let facts = [
            ("version", "1"),
            ("subject", "A black screen"),
            ("kind", "incident"),
            ("service", "1"),
            ("location", "1"),
            ("device", "1"),
        ];
        yusuf.submit("/tickets/1/edit", &facts).await.shows("Device Self-check 1");
        admin.post("/administration/devices/1/reactivation", &[]).await.is(303);
        ann.get("/report").await.shows("Self-check 1");
    });
}

#[test]
fn whoever_helps_corrects_the_device() {
    each_db(async |t| {
        let house = house(t).await;
        for name in ["PC 1", "PC 2"] {
            t.device(name, "public_pc", LocationId(1)).await;
        }
        t.location("Harbour").await;
        let yusuf = t.visitor(house.yusuf).await;
        report(&t.visitor(house.ann).await, &[("device", "1"), ("service", "1")]).await.is(303);
        let facts = |version: &'static str, place: &'static str, device: &'static str| {
            [
                ("version", version),
                ("subject", "x"),
                ("kind", "incident"),
                ("service", "1"),
                ("location", place),
                ("device", device),
            ]
        };
        let seen = yusuf.post("/tickets/1/edit", &facts("1", "2", "2")).await;
        seen.is(422).shows("This device is at Northside");
        // another place with the device that stands at the first one
        yusuf.post("/tickets/1/edit", &facts("1", "2", "1")).await.is(422);
        yusuf.submit("/tickets/1/edit", &facts("1", "1", "2")).await.shows("Device PC 2");
        yusuf.submit("/tickets/1/edit", &facts("2", "2", "")).await.hides("PC 3").shows("Harbour");
    });
}

#[test]
fn two_administrators_who_change_one_device_are_both_told() {
    each_db(async |t| {
        house(t).await;
        let admin = administrator(t).await;
        add(&admin, "PC 1", "1", "").await;
        let form = |name: &'static str| {
            [("version", "1"), ("name", name), ("kind", "public_pc"), ("location", "1")]
        };
        admin.post("/administration/devices/1", &form("PC one")).await.is(303);
        let seen = admin.post("/administration/devices/1", &form("PC uno")).await;
        seen.is(422).shows("PC one");
        assert!(seen.body.contains("value=\"PC uno\"") && seen.body.contains("value=\"2\""));
        let twice = [("name", "pc ONE"), ("kind", "public_pc"), ("location", "1")];
        let seen = admin.post("/administration/devices", &twice).await;
        seen.is(422).shows("There is one of this name at this place already.");
        // a stranger to administration changes nothing
        let ann = t.person("zoe@library.example", None).await;
        t.visitor(ann).await.post("/administration/devices", &twice).await.is(403);
    });
}

#[test]
fn programs_keep_devices_too() {
    each_db(async |t| {
        house(t).await;
        let admin = administrator(t).await;
        let new = serde_json::json!({"name": "PC 1", "kind": "public_pc", "location": 1});
        let made = admin.json("POST", "/api/v1/devices", new).await;
        made.is(201);
        let path = made.location();
        assert_eq!(made.json()["location"]["name"], "Northside");
        let change = serde_json::json!({"asset_tag": "A-1", "is_active": false});
        let seen = admin.json("PATCH", &path, change).await.json();
        assert_eq!(
            (&seen["name"], &seen["asset_tag"], &seen["is_active"]),
            (&"PC 1".into(), &"A-1".into(), &false.into())
        );
        let list = admin.get("/api/v1/devices?location=1&limit=1").await.json();
        assert_eq!(list.as_array().unwrap().len(), 1);
        let bad = serde_json::json!({"name": "", "kind": "toaster"});
        let seen = admin.json("POST", "/api/v1/devices", bad).await;
        seen.is(422);
        let fields: Vec<_> =
            seen.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
        assert_eq!(fields, ["name", "kind"]);
    });
}
