//! What somebody without an account reports by the code on a device.
// tidy: allow sql because what must not be kept is looked for in every place it could be

use crate::tickets::{House, house};
use axum::{body::Body, extract::ConnectInfo, http::Request};
use base::{DepartmentId, DeviceId, LocationId};
use std::net::SocketAddr;
use testing::{Seen, TestApp, Visitor, each_db};

const KEYS: [&str; 12] = [
    "key-0000000001",
    "key-0000000002",
    "key-0000000003",
    "key-0000000004",
    "key-0000000005",
    "key-0000000006",
    "key-0000000007",
    "key-0000000008",
    "key-0000000009",
    "key-0000000010",
    "key-0000000011",
    "key-0000000012",
];

/// The house, with a public computer at Northside, which is the library's, and its code.
async fn labelled(t: &TestApp) -> (House, DeviceId) {
    let house = house(t).await;
    t.app
        .db
        .write(|tx| -> db::Result<()> {
            tx.run(db::sql!("update location set department_id = 1"), &[]).map(drop)
        })
        .await
        .unwrap();
    let device = t.device("Public PC 4", "public_pc", LocationId(1)).await;
    t.code("k7m29xq4tz8w", device).await;
    (house, device)
}

async fn scan(visitor: &Visitor, key: &str, more: &[(&str, &str)]) -> Seen {
    let form: Vec<_> = [("key", key)].into_iter().chain(more.iter().copied()).collect();
    visitor.submit("/scan/k7m2-9xq4-tz8w", &form).await
}

async fn administrator(t: &TestApp) -> Visitor {
    let admin = t.person("admin@it.example", None).await;
    t.grant(admin, "administrator", None, None).await;
    t.visitor(admin).await
}

async fn rules(t: &TestApp, admin: &Visitor, change: &str, value: serde_json::Value) {
    let _ = t;
    let mut rules = admin.get("/api/v1/scan-rules").await.json();
    rules[change] = value;
    admin.json("PUT", "/api/v1/scan-rules", rules).await.is(200);
}

#[test]
fn a_patron_reports_a_broken_computer_in_two_taps() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        let patron = t.stranger();
        let form = patron.get("/scan/k7m2-9xq4-tz8w").await;
        form.is(200).shows("Public PC 4").shows("Northside").shows("I can't sign in");
        form.shows("We don't ask who you are");
        assert!(form.headers.get("set-cookie").is_none());
        let seen = scan(&patron, KEYS[0], &[("symptom", "wont_start")]).await;
        seen.is(200).shows("Thank you").shows("with the people who can fix it");
        assert!(seen.headers.get("set-cookie").is_none());
        // typed from the label, with the letters that look alike
        patron.get("/scan/K7M2%209XQ4tz8w").await.is(200);
        let yusuf = t.visitor(house.yusuf).await;
        let ticket = yusuf.get("/api/v1/tickets/1").await.json();
        assert_eq!(ticket["channel"], "qr");
        assert_eq!(ticket["asset"]["name"], "Public PC 4");
        assert_eq!(ticket["location"]["name"], "Northside");
        assert_eq!(ticket["department"]["name"], "Library");
        assert_eq!(ticket["subject"], "Public PC 4: It won't start, or the screen is black");
        let page = yusuf.get("/tickets/1").await;
        page.shows("A patron, by code").shows("cannot be written to").hides("mailto:patrons");
    });
}

#[test]
fn the_second_report_of_the_same_device_is_counted_and_says_since_when_we_know() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        scan(&t.stranger(), KEYS[0], &[("words", "Secret words of the first")]).await.is(200);
        t.later(3600);
        let seen = scan(&t.stranger(), KEYS[1], &[("symptom", "slow"), ("words", "It hums")]).await;
        seen.shows("We know already, since").shows("We have counted your report");
        seen.hides("Secret words").hides("/tickets/");
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get("/api/v1/tickets/2").await.is(404);
        yusuf.get("/tickets/1").await.shows("Reported by code: 2").shows("It hums");
        // what is put right and reported again is a new ticket
        let done = [("words", "Put right"), ("cause", "hardware")];
        yusuf.post("/tickets/1/resolution", &done).await.is(303);
        scan(&t.stranger(), KEYS[2], &[("symptom", "slow")]).await.hides("We know already");
        yusuf.get("/api/v1/tickets/2").await.is(200);
    });
}

#[test]
fn sent_twice_is_one_report() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        for _ in 0..2 {
            let seen = scan(&t.stranger(), KEYS[0], &[("symptom", "slow")]).await;
            seen.shows("with the people who can fix it").hides("We know already");
        }
        t.visitor(house.yusuf).await.get("/tickets/1").await.shows("Reported by code: 1");
    });
}

#[test]
fn what_looks_personal_is_taken_out_before_it_is_kept() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        let words = "Mail jo@home.example or ring 0412 345 678, card 2 1234 00056 7890. <script>alert(1)</script> **bold** [x](javascript:alert(1))";
        let seen = scan(&t.stranger(), KEYS[0], &[("words", words)]).await;
        seen.shows("We took out what looked like an address or a number");
        let yusuf = t.visitor(house.yusuf).await;
        let page = yusuf.get("/tickets/1").await;
        page.hides("jo@home").hides("0412").hides("1234 0005").shows("[taken out]");
        // a patron's words are shown as typed: neither markup nor a link
        page.hides("<script>alert").hides("<strong>bold").hides("href=\"javascript");
        page.shows("something personal was taken out");
        for table in ["scan_report", "message", "ticket", "impact_statement"] {
            let text: Vec<(String,)> = t
                .app
                .db
                .read(move |tx| match table {
                    "scan_report" => tx.all(db::sql!("select words from scan_report"), &[]),
                    "message" => tx.all(db::sql!("select body from message"), &[]),
                    "ticket" => tx.all(db::sql!("select subject || excerpt from ticket"), &[]),
                    _ => tx.all(db::sql!("select words from impact_statement"), &[]),
                })
                .await
                .unwrap_or_else(|e: db::Error| panic!("{e}"));
            assert!(text.iter().all(|(t,)| !t.contains("jo@") && !t.contains("345")), "{text:?}");
        }
    });
}

#[test]
fn an_empty_report_and_a_very_long_one_come_back() {
    each_db(async |t| {
        labelled(t).await;
        let patron = t.stranger();
        let seen = scan(&patron, KEYS[0], &[]).await;
        seen.is(422).shows("Choose one, or write what you see.");
        let long = "x".repeat(2001);
        let seen = scan(&patron, KEYS[0], &[("words", &long)]).await;
        seen.is(422).shows("Too long");
        assert!(seen.body.contains(&long), "what was typed comes back");
        // without the form's key it is a report all the same
        scan(&patron, "short", &[("symptom", "slow")]).await.is(200).shows("Thank you");
    });
}

#[test]
fn an_unknown_code_an_old_label_and_a_device_out_of_use_say_so_kindly() {
    each_db(async |t| {
        labelled(t).await;
        let (patron, admin) = (t.stranger(), administrator(t).await);
        patron.get("/scan/nothing-here").await.is(404).shows("This code is not one of ours");
        patron.post("/scan/nothing-here", &[("key", KEYS[0]), ("symptom", "slow")]).await.is(404);
        let made = admin
            .json("POST", "/api/v1/devices/1/code", serde_json::json!({"renew": true}))
            .await
            .json();
        let new = made["address"].as_str().unwrap().replace("http://localhost", "");
        let seen = patron.get("/scan/k7m2-9xq4-tz8w").await;
        seen.is(410).shows("This label is an old one").shows("tell somebody at the desk");
        let seen = scan(&patron, KEYS[1], &[("symptom", "slow")]).await;
        seen.is(410).shows("This label is an old one");
        patron.get(&new).await.is(200).shows("Public PC 4");
        // asked again without renewing, it is the same
        let again = admin.json("POST", "/api/v1/devices/1/code", serde_json::json!({})).await;
        assert_eq!(again.json()["address"], made["address"]);
        admin.post("/administration/devices/1/deactivation", &[]).await.is(303);
        patron.get(&new).await.is(410).shows("This is out of use");
        let gone = patron.post(&new, &[("key", KEYS[2]), ("symptom", "slow")]).await;
        gone.is(410).shows("This is out of use");
        admin.get("/administration/audit").await.shows("replaced the code on a label");
    });
}

async fn from(visitor: &Visitor, key: &str, address: &str) -> Seen {
    let body = web::Fields::new([("key", key), ("symptom", "slow")]).encode();
    let peer: SocketAddr = "127.0.0.1:9".parse().unwrap();
    let request = Request::post("/scan/k7m29xq4tz8w")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-forwarded-for", address)
        .extension(ConnectInfo(peer))
        .body(Body::from(body));
    visitor.send(request.unwrap()).await
}

#[test]
fn many_reports_from_one_network_address_are_asked_to_wait() {
    each_db(async |t| {
        labelled(t).await;
        let patron = t.stranger();
        for n in 0..20 {
            from(&patron, &format!("key-of-number-{n}"), "203.0.113.7").await.is(303);
        }
        let seen = from(&patron, "one-too-many-1", "203.0.113.7").await;
        seen.is(429).shows("Please wait 10 minutes").shows("Public PC 4");
        assert!(seen.headers.contains_key("retry-after"));
        // somebody else is not held up, and neither is the first one after a while
        from(&patron, "from-elsewhere-1", "203.0.113.8").await.is(303);
        t.later(601);
        from(&patron, "one-too-many-1", "203.0.113.7").await.is(303);
        let kept: Vec<(String,)> = t
            .app
            .db
            .read(|tx| tx.all(db::sql!("select distinct subject from scan_try"), &[]))
            .await
            .unwrap_or_else(|e: db::Error| panic!("{e}"));
        assert!(kept.iter().all(|(subject,)| !subject.contains("203.0.113")), "{kept:?}");
        // by one code there is an end, too, from wherever it comes
        for n in 0..38 {
            from(&patron, &format!("key-of-crowd-{n}"), &format!("198.51.100.{n}")).await.is(303);
        }
        from(&patron, "one-of-a-crowd", "198.51.100.99").await.is(429);
    });
}

#[test]
fn a_rule_lets_a_report_wait_until_somebody_has_looked() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        let link = [("words", "See https://spam.example/win")];
        let seen = scan(&t.stranger(), KEYS[0], &link).await;
        seen.shows("Somebody reads it first");
        scan(&t.stranger(), KEYS[1], &[("words", "www.spam.example")]).await.is(200);
        let (yusuf, ann) = (t.visitor(house.yusuf).await, t.visitor(house.ann).await);
        yusuf.get("/api/v1/tickets/1").await.is(404);
        yusuf.get("/queue").await.shows("Reports by code: 2");
        ann.get("/").await.hides("Reports by code:");
        ann.get("/scan-reports").await.is(403);
        let list = yusuf.get("/scan-reports").await;
        list.shows("See https://spam.example/win").shows("there is a link in it");
        yusuf.submit("/scan-reports/2/dismissal", &[]).await.shows("Dropped.");
        // the contact of the place's department may, too; one of another department may not
        let contact = t.visitor(house.contact).await;
        contact.get("/requests").await.shows("Reports by code: 1");
        t.grant(house.stranger, "department_contact", Some(DepartmentId(2)), None).await;
        let parks = t.visitor(house.stranger).await;
        parks.get("/scan-reports").await.is(200).hides("spam.example");
        parks.post("/scan-reports/1/approval", &[]).await.is(404);
        contact.submit("/scan-reports/1/approval", &[]).await.shows("Let through.");
        // twice is once
        contact.post("/scan-reports/1/approval", &[]).await.is(303);
        yusuf.get("/tickets/1").await.shows("A patron, by code");
        yusuf.get("/api/v1/tickets/2").await.is(404);
        yusuf.post("/scan-reports/1/dismissal", &[]).await.is(409);
        // dropped by mistake: counted on the open ticket
        yusuf.post("/scan-reports/2/approval", &[]).await.is(303);
        yusuf.get("/tickets/1").await.shows("Reported by code: 2");
        yusuf.get("/queue").await.hides("Reports by code:");
    });
}

#[test]
fn the_rules_can_be_settled() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        let (admin, yusuf) = (administrator(t).await, t.visitor(house.yusuf).await);
        admin.get("/administration").await.shows("Reports by code");
        let page = admin.get("/administration/scan-rules").await;
        page.shows("the place is shut");
        let form = |most: &'static str| {
            [("version", "1"), ("is_on", "yes"), ("most_an_hour", most), ("longest", "30")]
        };
        admin.post("/administration/scan-rules", &form("0")).await.is(422).shows("1 to 1000");
        admin.submit("/administration/scan-rules", &form("2")).await.shows("Saved.");
        // from the version that was there before
        admin.post("/administration/scan-rules", &form("9")).await.is(422).shows("changed");
        yusuf.get("/api/v1/scan-rules").await.is(403);
        let waits = "Somebody reads it first";
        scan(&t.stranger(), KEYS[0], &[("symptom", "slow")]).await.hides(waits);
        scan(&t.stranger(), KEYS[1], &[("words", &"long ".repeat(20))]).await.shows(waits);
        scan(&t.stranger(), KEYS[2], &[("symptom", "slow")]).await.shows(waits);
        t.later(3601);
        scan(&t.stranger(), KEYS[3], &[("symptom", "slow")]).await.hides(waits);
        rules(t, &admin, "is_closed_held", true.into()).await;
        // 23 November 2026 is a Monday; at night Northside is shut
        t.later(12 * 3600);
        scan(&t.stranger(), KEYS[4], &[("symptom", "slow")]).await.shows(waits);
        rules(t, &admin, "is_all_held", true.into()).await;
        t.later(12 * 3600);
        scan(&t.stranger(), KEYS[5], &[("symptom", "slow")]).await.shows(waits);
        rules(t, &admin, "is_on", false.into()).await;
        let seen = t.stranger().get("/scan/k7m29xq4tz8w").await;
        seen.shows("switched off just now");
        scan(&t.stranger(), KEYS[6], &[("symptom", "slow")]).await.shows("switched off just now");
    });
}

#[test]
fn staff_who_scan_may_give_their_name() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        let ann = t.visitor(house.ann).await;
        ann.get("/scan/k7m29xq4tz8w").await.shows("Send it as Ann");
        let seen = scan(&ann, KEYS[0], &[("symptom", "slow"), ("named", "yes")]).await;
        seen.shows("It is your request 1");
        ann.get("/tickets/1").await.is(200).shows("Ann").hides("cannot be written to");
        // without their name it is a patron's, and not theirs
        t.device("Public PC 5", "public_pc", LocationId(1)).await;
        t.code("0000000000aa", DeviceId(2)).await;
        let form = [("key", KEYS[1]), ("symptom", "slow")];
        ann.submit("/scan/0000000000aa", &form).await.shows("We can't write to you");
        ann.get("/tickets/2").await.is(404);
    });
}

#[test]
fn nobody_is_mailed_or_asked_for_a_patron_and_the_contact_says_whether_it_is_right() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        scan(&t.stranger(), KEYS[0], &[("symptom", "wont_start")]).await.is(200);
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.post("/tickets/1/replies", &[("body", "We look at it")]).await.is(303);
        let done = [("words", "A cable"), ("cause", "hardware")];
        yusuf.post("/tickets/1/resolution", &done).await.is(303);
        t.run_jobs().await;
        assert_eq!(t.outbox(), Vec::<String>::new());
        let contact = t.visitor(house.contact).await;
        let page = contact.get("/tickets/1").await;
        page.shows("We think it is put right. Is it?").hides("How did it go for you?");
        contact.post("/tickets/1/feedback", &[("score", "9")]).await.is(403);
        contact.post("/tickets/1/confirmation", &[]).await.is(303);
        contact.get("/tickets/1").await.shows("Closed");
        // nobody signs in as the person that stands for patrons, or is taken for it
        let patrons = t.stranger();
        patrons.post("/sign-in/link", &[("email", "patrons")]).await;
        t.run_jobs().await;
        assert_eq!(t.outbox(), Vec::<String>::new());
        t.visitor(house.ben).await.get("/tickets/1").await.is(404);
    });
}

#[test]
fn a_code_at_a_place_counts_the_same_trouble_together() {
    each_db(async |t| {
        let (house, _) = labelled(t).await;
        let admin = administrator(t).await;
        let made = admin.json("POST", "/api/v1/locations/1/code", serde_json::json!({})).await;
        let to = made.json()["address"].as_str().unwrap().replace("http://localhost", "");
        let patron = t.stranger();
        patron.get(&to).await.shows("Northside").shows("It doesn't look safe");
        let form = |key, symptom| [("key", key), ("symptom", symptom)];
        patron.submit(&to, &form(KEYS[0], "broken")).await.hides("We know already");
        patron.submit(&to, &form(KEYS[1], "broken")).await.shows("We know already");
        patron.submit(&to, &form(KEYS[2], "unsafe")).await.hides("We know already");
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get("/tickets/2").await.shows("Northside: It doesn't look safe");
    });
}
