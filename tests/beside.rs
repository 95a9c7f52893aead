//! What helps right now, beside a ticket, and what is on.

use crate::tickets::{House, house, report};
use testing::{TestApp, Visitor, each_db};

const EXAMS: [(&str, &str); 5] = [
    ("name", "Exam week"),
    ("matters", "Every computer is taken"),
    ("location", "1"),
    ("starts", "2026-11-27T09:00"),
    ("ends", "2026-12-04T17:00"),
];

/// Northside belongs to the library.
async fn own_northside(t: &TestApp) -> House {
    let house = house(t).await;
    let system = base::Actor::system();
    let all = people::locations::list_all(&t.app, &system).await.unwrap();
    let place = &all[0];
    let mut new = place.as_new();
    new.department = Some(base::DepartmentId(1));
    people::locations::update(&t.app, &system, place.id, place.version, new).await.unwrap();
    house
}

async fn admin(t: &TestApp) -> Visitor {
    let person = t.person("admin@it.example", None).await;
    t.grant(person, "administrator", None, None).await;
    t.visitor(person).await
}

#[test]
fn what_is_on_shows_where_somebody_decides_what_comes_first() {
    each_db(async |t| {
        let house = own_northside(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let contact = t.visitor(house.contact).await;
        let ticket = report(&ann).await;
        contact.get("/requests?of=department").await.shows("Keep what is on");
        contact.get("/occasions").await.shows("Nothing noted");
        contact.get("/occasions/new").await.shows("Northside");
        contact.submit("/occasions", &EXAMS).await.shows("Exam week starts Friday 09:00.");
        // on the ticket, beside it, and in what is said back; for those who asked as well
        for one in [&yusuf, &ann] {
            let seen = one.get(&ticket).await;
            seen.shows("Exam week starts Friday 09:00.").shows("Every computer is taken");
            one.get(&format!("{ticket}/beside")).await.shows("Exam week starts Friday 09:00.");
        }
        let api = format!("/api/v1{ticket}/playback");
        let draft = yusuf.json("POST", &api, serde_json::json!({})).await.json();
        assert!(draft["words"].as_str().unwrap().contains("- Exam week starts Friday 09:00."));
        t.later(9 * 86_400);
        yusuf.get(&ticket).await.shows("Exam week is on until Friday 17:00.");
        t.later(7 * 86_400);
        yusuf.get(&ticket).await.hides("Exam week is on");
        yusuf.get(&format!("{ticket}/beside")).await.hides("Exam week");
        contact.get("/occasions").await.shows("Nothing noted");
        // too far off to matter yet
        let far = [
            ("name", "Book fair"),
            ("department", "1"),
            ("starts", "2027-03-01T09:00"),
            ("ends", "2027-03-02T17:00"),
        ];
        contact.submit("/occasions", &far).await.shows("Book fair starts");
        yusuf.get(&ticket).await.hides("Book fair");
        // but the department's card knows its year
        yusuf.get(&format!("{ticket}/beside")).await.shows("Book fair starts");
    });
}

#[test]
fn what_is_on_must_make_sense_and_is_kept_by_those_it_belongs_to() {
    each_db(async |t| {
        let house = own_northside(t).await;
        let contact = t.visitor(house.contact).await;
        let ann = t.visitor(house.ann).await;
        ann.get("/occasions").await.is(403);
        ann.post("/occasions", &EXAMS).await.is(403);
        t.visitor(house.yusuf).await.post("/occasions", &EXAMS).await.is(403);
        let with = |name: &'static str, value: &'static str| {
            let mut form = EXAMS.to_vec();
            form.retain(|(n, _)| *n != name);
            form.push((name, value));
            form
        };
        let backwards = contact.post("/occasions", &with("ends", "2026-11-26T09:00")).await;
        backwards.is(422).shows("It ends before it starts").shows("Exam week");
        assert!(backwards.body.contains("value=\"2026-11-26T09:00\""), "what was typed stays");
        let over = [
            ("name", "x"),
            ("location", "1"),
            ("starts", "2026-01-01T09:00"),
            ("ends", "2026-01-02T09:00"),
        ];
        contact.post("/occasions", &over).await.is(422).shows("That is over already");
        contact.post("/occasions", &with("location", "")).await.is(422).shows("Choose a place or");
        contact
            .post("/occasions", &with("location", "99"))
            .await
            .is(422)
            .shows("Please choose one");
        contact.post("/occasions", &with("starts", "soon")).await.is(422).shows("Choose a date");
        contact.post("/occasions", &with("name", " ")).await.is(422).shows("Please fill this in");
        // another department's
        let theirs = [
            ("name", "Fair"),
            ("department", "2"),
            ("starts", "2026-12-01T09:00"),
            ("ends", "2026-12-02T09:00"),
        ];
        contact.post("/occasions", &theirs).await.is(403);
        let admin = admin(t).await;
        admin.get("/administration").await.shows("What is on");
        admin.submit("/occasions", &theirs).await.shows("Fair starts");
        contact.get("/occasions").await.hides("Fair starts");
        contact.get("/occasions/1").await.is(403);
        contact.post("/occasions/1/removal", &[]).await.is(403);
        contact.post("/occasions", &EXAMS).await.is(303);
        // two who edit at once are both told
        let form = with("name", "Exams");
        let of_first: Vec<_> = form.iter().copied().chain([("version", "1")]).collect();
        contact.submit("/occasions/2", &of_first).await.shows("Exams starts");
        let late = contact.post("/occasions/2", &of_first).await;
        late.is(422).shows("Exams starts Friday");
        contact.submit("/occasions/2/removal", &[]).await.shows("Nothing noted");
        contact.get("/occasions/2").await.is(404);
        admin.get("/administration/audit").await.shows("took off what was on");
        let api = serde_json::json!({"name": "Fair", "department": 1,
            "starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-12-01T00:00:00Z"});
        contact.json("POST", "/api/v1/occasions", api).await.is(422);
        let api = serde_json::json!({"name": "Fair", "department": 1,
            "starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-12-02T00:00:00Z"});
        let made = contact.json("POST", "/api/v1/occasions", api.clone()).await;
        made.is(201);
        let path = format!("/api/v1/occasions/{}", made.json()["id"]);
        ann.json("PUT", &path, api.clone()).await.is(403);
        contact.json("PUT", &path, api).await.is(200);
        assert_eq!(ann.get("/api/v1/occasions").await.json().as_array().unwrap().len(), 2);
        contact.json("DELETE", &path, serde_json::json!({})).await.is(204);
        contact.json("DELETE", &path, serde_json::json!({})).await.is(404);
    });
}

#[test]
fn beside_a_ticket_stands_how_something_like_it_was_put_right() {
    each_db(async |t| {
        let house = own_northside(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let yusuf = t.visitor(house.yusuf).await;
        let old = report(&ben).await;
        let done = [("words", "Port 6001 was shut. We opened it."), ("cause", "network")];
        yusuf.post(&format!("{old}/resolution"), &done).await.is(303);
        let same = report(&ben).await;
        let ticket = report(&ann).await;
        let other = [
            ("kind", "question"),
            ("words", "When does the self-check learn French?"),
            ("hurts", "later"),
            ("send", "yes"),
        ];
        ann.post("/report", &other).await.is(303);
        let seen = yusuf.get(&format!("{ticket}/beside")).await;
        seen.shows("Solved before").shows("Port 6001 was shut. We opened it.");
        seen.shows("The network").shows("Northside: open until 18:00");
        seen.shows("Ann also waits for").shows("learn French");
        seen.shows("3 open requests").hides("Ben also waits").shows("Helen");
        assert_eq!(seen.body.matches("href=\"/tickets/1\"").count(), 1, "each once: {}", seen.body);
        assert!(!seen.body.contains(&format!("href=\"{same}\"")), "it is not solved");
        // the ticket's page leads there without a script
        yusuf.get(&ticket).await.shows("What helps right now");
        // what was opened again did not help
        ben.post(&format!("{old}/reopening"), &[("why", "again")]).await.is(303);
        yusuf.get(&format!("{ticket}/beside")).await.hides("Port 6001");
        t.later(9 * 3600);
        yusuf.get(&format!("{ticket}/beside")).await.shows("closed now, opens tomorrow 09:00");
    });
}

#[test]
fn beside_their_own_ticket_people_see_only_what_is_theirs() {
    each_db(async |t| {
        let house = own_northside(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let yusuf = t.visitor(house.yusuf).await;
        let bens = report(&ben).await;
        let done = [("words", "Port 6001 was shut."), ("cause", "network")];
        yusuf.post(&format!("{bens}/resolution"), &done).await.is(303);
        let first = report(&ann).await;
        let done = [("words", "Restarted the machine."), ("cause", "software")];
        yusuf.post(&format!("{first}/resolution"), &done).await.is(303);
        let ticket = report(&ann).await;
        let seen = ann.get(&format!("{ticket}/beside")).await;
        seen.shows("Restarted the machine.").hides("Port 6001").hides("open requests");
        seen.shows("Northside: open until 18:00").hides("Speaks for them");
        ben.get(&format!("{ticket}/beside")).await.is(404);
        // an agent of another team does not come by it sideways
        t.visitor(house.other_agent).await.get(&format!("{ticket}/beside")).await.is(404);
        let api = ann.get(&format!("/api/v1{ticket}/beside")).await.json();
        assert_eq!(api["similar"][0]["words"], "Restarted the machine.");
        assert_eq!(api["similar"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&api["opening"]["is_open"], &api["department_card"]),
            (&true.into(), &serde_json::Value::Null)
        );
        // the person's other tickets that are another team's are not shown to this one
        let printing = [
            ("kind", "incident"),
            ("words", "Nothing prints"),
            ("service", "2"),
            ("scope", "one"),
            ("who", "staff"),
            ("workaround", "slow"),
            ("hurts", "now"),
            ("send", "yes"),
        ];
        ann.post("/report", &printing).await.is(303);
        ann.get(&format!("{ticket}/beside")).await.shows("Nothing prints");
        yusuf.get(&format!("{ticket}/beside")).await.hides("Nothing prints");
    });
}
