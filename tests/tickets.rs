//! The main job, end to end, through HTTP.

use base::PersonId;
use testing::{TestApp, Visitor, each_db};

/// A library, an IT team, and the people of these stories.
pub struct House {
    pub ann: PersonId,
    pub ben: PersonId,
    pub contact: PersonId,
    pub stranger: PersonId,
    pub yusuf: PersonId,
    pub other_agent: PersonId,
}

pub async fn house(t: &TestApp) -> House {
    let library = t.department("Library", false).await;
    let parks = t.department("Parks", false).await;
    let it = t.department("IT", true).await;
    let network = t.team("Network", it).await;
    let print = t.team("Print", it).await;
    t.location("Northside").await;
    t.service("Self-check", it, network).await;
    t.service("Printing", it, print).await;
    let house = House {
        ann: t.person("ann@library.example", Some(library)).await,
        ben: t.person("ben@library.example", Some(library)).await,
        contact: t.person("helen@library.example", Some(library)).await,
        stranger: t.person("marco@parks.example", Some(parks)).await,
        yusuf: t.person("yusuf@it.example", Some(it)).await,
        other_agent: t.person("thuy@it.example", Some(it)).await,
    };
    t.grant(house.contact, "department_contact", Some(library), None).await;
    t.grant(house.yusuf, "agent", None, Some(network)).await;
    t.grant(house.other_agent, "agent", None, Some(print)).await;
    house
}

const REPORT: [(&str, &str); 7] = [
    ("kind", "incident"),
    ("words", "The self-check machines all say out of service. There is a queue."),
    ("location", "1"),
    ("scope", "everyone"),
    ("who", "patrons"),
    ("workaround", "slow"),
    ("hurts", "now"),
];

pub async fn report(ann: &Visitor) -> String {
    let sent: Vec<_> = REPORT.iter().copied().chain([("send", "yes")]).collect();
    let to = ann.post("/report", &sent).await.location();
    to.split('?').next().unwrap_or_default().to_owned()
}

#[test]
fn only_whoever_may_have_a_ticket_is_offered_to_take_it() {
    each_db(async |t| {
        let house = house(t).await;
        let chief = t.person("chief@it.example", Some(base::DepartmentId(3))).await;
        t.grant(chief, "it_manager", Some(base::DepartmentId(3)), None).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        t.visitor(house.yusuf).await.get(&ticket).await.shows("I'll take it");
        // an IT manager works on it, too, but is in no team: they give it to somebody who is
        let seen = t.visitor(chief).await.get(&ticket).await;
        seen.shows("Give it to").hides("I'll take it");
    });
}

#[test]
fn a_problem_at_the_desk_becomes_a_case_is_put_right_and_felt() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        ann.get(&ticket).await.shows("IT has it").shows("All patrons who need it");
        let queue = yusuf.get("/queue").await;
        queue.shows("High").shows("All patrons, Northside").shows("We have it");
        yusuf
            .submit(&format!("{ticket}/assignment"), &[("take", "yes")])
            .await
            .shows("Yusuf took it");
        yusuf
            .submit(&format!("{ticket}/notes"), &[("body", "Port 6001 is shut")])
            .await
            .shows("Only the helping teams see this");
        yusuf
            .submit(&format!("{ticket}/replies"), &[("body", "We found it.")])
            .await
            .shows("We found it.");
        ann.get(&ticket).await.shows("We found it.").hides("6001");
        let done = [("words", "A rule was wrong. **We** put it back."), ("cause", "our_mistake")];
        yusuf.submit(&format!("{ticket}/resolution"), &done).await.shows("Put right");
        ann.get(&ticket).await.shows("We think it is put right. Is it?").shows("we got this wrong");
        ann.submit(&format!("{ticket}/confirmation"), &[]).await.shows("Closed");
        let felt = [("score", "9"), ("lost_minutes", "45"), ("feedback", "Kind and quick")];
        ann.submit(&format!("{ticket}/feedback"), &felt).await.shows("You gave it 9 out of 10");
        yusuf.get(&ticket).await.shows("Kind and quick").shows("45 minutes of work lost");
    });
}

#[test]
fn the_statement_speaks_in_two_voices_before_it_is_sent() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let mut form: Vec<_> = REPORT.to_vec();
        form.push(("risk_reputation", "yes"));
        form.push(("risk_reputation_likelihood", "likely"));
        form.push(("risk_reputation_consequence", "people turned away"));
        form.push(("preview", "yes"));
        let seen = ann.post("/report", &form).await;
        seen.is(200).shows("All patrons who need it are stopped at Northside.");
        seen.shows("Incident.").shows("Self-check, Northside.");
        seen.shows("Impact 2 × urgency 1 = priority 2, high, because a whole place is affected");
        seen.shows("Reputation risk, likely: people turned away.");
    });
}

#[test]
fn a_report_with_gaps_comes_back_with_every_word() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let seen =
            ann.post("/report", &[("kind", "incident"), ("words", "<b>Odd</b> \"words\"")]).await;
        seen.is(422).shows("Please choose one.");
        assert!(
            seen.body.contains("&#60;b&#62;Odd") || seen.body.contains("&lt;b&gt;Odd"),
            "{}",
            seen.body
        );
        let long = "x".repeat(30_000);
        ann.post("/report", &[("words", &long), ("send", "yes")]).await.is(422).shows("Too long");
        ann.post("/report", &[("words", "a\0b"), ("service", "999"), ("location", "x")])
            .await
            .is(422);
        ann.post_file("/report", &[("words", "with a photo")], "../x.png", b"not a png")
            .await
            .is(422)
            .shows("x.png");
    });
}

#[test]
fn each_part_sees_its_own_and_nobody_elses() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        for (person, status) in [
            (house.ann, 200),
            (house.contact, 200),
            (house.yusuf, 200),
            (house.ben, 404),
            (house.stranger, 404),
            (house.other_agent, 404),
        ] {
            t.visitor(person).await.get(&ticket).await.is(status);
        }
        let ben = t.visitor(house.ben).await;
        for verb in [
            "replies",
            "notes",
            "assignment",
            "hold",
            "resolution",
            "confirmation",
            "reopening",
            "feedback",
            "cancellation",
            "watching",
            "news",
            "waking",
            "edit",
            "impact",
        ] {
            let seen = ben
                .post(
                    &format!("{ticket}/{verb}"),
                    &[
                        ("body", "x"),
                        ("words", "x"),
                        ("cause", "network"),
                        ("score", "3"),
                        ("reason", "scheduled"),
                        ("because", "x"),
                        ("wakes", "2027-01-01T09:00"),
                        ("news_by", "2027-01-01T09:00"),
                        ("scope", "one"),
                        ("who", "staff"),
                        ("workaround", "none"),
                        ("hurts", "now"),
                        ("subject", "x"),
                        ("kind", "incident"),
                    ],
                )
                .await;
            assert!([403, 404].contains(&seen.status.as_u16()), "{verb}: {}", seen.status);
        }
        let contact = t.visitor(house.contact).await;
        contact.post(&format!("{ticket}/notes"), &[("body", "x")]).await.is(403);
        contact.get("/requests?of=department").await.shows("self-check machines");
        t.visitor(house.stranger).await.get("/search?q=machines").await.shows("Nothing found");
    });
}

#[test]
fn an_internal_note_is_found_only_by_the_team() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let yusuf = t.visitor(house.yusuf).await;
        let ticket = report(&ann).await;
        yusuf.post(&format!("{ticket}/notes"), &[("body", "zebrafish")]).await.is(303);
        yusuf.get("/search?q=zebrafish").await.shows("zebrafish");
        ann.get("/search?q=zebrafish").await.shows("Nothing found");
        ann.get("/search?q=machine").await.shows("self-check machines");
        ann.get("/search?q=%22study").await.is(422).shows("Close it");
        let api = ann.get(&format!("/api/v1{ticket}/messages")).await;
        api.is(200).hides("zebrafish");
    });
}

#[test]
fn a_ticket_handed_to_another_team_is_found_by_that_team() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let (thuy, contact) = (t.visitor(house.other_agent).await, t.visitor(house.contact).await);
        let ticket = report(&ann).await;
        yusuf.post(&format!("{ticket}/notes"), &[("body", "zebrafish")]).await.is(303);
        thuy.get("/search?q=zebrafish").await.shows("Nothing found");
        // who is not in that team is taken to their queue, and not to a page they may not see
        let seen = yusuf.submit(&format!("{ticket}/assignment"), &[("team", "2")]).await;
        seen.is(200).shows("Handed over. The ticket is in the other team's queue now.");
        thuy.get("/search?q=zebrafish").await.shows("self-check machines");
        yusuf.get("/search?q=machines").await.shows("Nothing found");
        contact.get("/search?q=machines").await.shows("self-check machines");
        contact.get("/search?q=zebrafish").await.shows("Nothing found");
    });
}

#[test]
fn a_hold_says_why_and_wakes_by_itself() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let hold = format!("{ticket}/hold");
        yusuf
            .post(&hold, &[("reason", "scheduled"), ("because", "")])
            .await
            .is(422)
            .shows("Say when it comes back");
        let form = [
            ("reason", "awaiting_supplier"),
            ("because", "They send a part"),
            ("wakes", "2026-11-25T09:00"),
        ];
        yusuf.submit(&hold, &form).await.shows("On hold");
        ann.get(&ticket).await.shows("With the supplier").shows("They send a part");
        t.later(3 * 86_400);
        desk::tickets::tidy(&t.app).await.unwrap();
        ann.get(&ticket).await.shows("IT has it").shows("Footbridge took it off hold");
        yusuf
            .submit(&format!("{ticket}/replies"), &[("body", "Which machine?"), ("wait", "yes")])
            .await
            .shows("They have it");
        ann.submit(&format!("{ticket}/replies"), &[("body", "The left one")])
            .await
            .shows("IT has it");
    });
}

#[test]
fn two_people_who_edit_at_once_are_both_told() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        let yusuf = t.visitor(house.yusuf).await;
        let form = |subject: &'static str| {
            [("version", "1"), ("subject", subject), ("kind", "incident"), ("tags", "")]
        };
        yusuf.post(&format!("{ticket}/edit"), &form("First")).await.is(303);
        let seen = yusuf.post(&format!("{ticket}/edit"), &form("Second")).await;
        seen.is(422).shows("Somebody changed this meanwhile").shows("First");
        assert!(seen.body.contains("value=\"Second\""));
    });
}

#[test]
fn programs_do_the_same_through_the_api() {
    each_db(async |t| {
        let house = house(t).await;
        let token = people::sign_in::issue_token(
            &t.app,
            &t.actor(house.yusuf).await,
            house.yusuf,
            "test",
            &["read".into(), "write".into()],
            1,
        )
        .await
        .unwrap();
        let program = Visitor::with_token(&t.app, token);
        let new = serde_json::json!({"subject": "Printer is out", "description": "No paper comes", "service": 1, "impact": {"scope": "everyone", "hurts": "now"}});
        let made = program.json("POST", "/api/v1/tickets", new.clone()).await;
        made.is(201);
        let ticket = made.json();
        assert_eq!(
            (&ticket["priority"], &ticket["state"], &ticket["channel"]),
            (&1.into(), &"new".into(), &"api".into())
        );
        let path = made.location();
        program
            .json(
                "POST",
                &format!("{path}/messages"),
                serde_json::json!({"body": "more", "visibility": "internal"}),
            )
            .await
            .is(201);
        program
            .json(
                "POST",
                &format!("{path}/assignment"),
                serde_json::json!({"assignee": house.yusuf}),
            )
            .await
            .is(200);
        program
            .json(
                "POST",
                &format!("{path}/resolution"),
                serde_json::json!({"cause": "hardware", "words": "Filled it"}),
            )
            .await
            .is(200);
        assert_eq!(program.get(&path).await.json()["state"], "resolved");
        let bad = program
            .json(
                "POST",
                "/api/v1/tickets",
                serde_json::json!({"kind": "wish", "impact": {"scope": "many"}}),
            )
            .await;
        bad.is(422);
        assert_eq!(bad.headers["content-type"], "application/problem+json");
        let fields: Vec<_> = bad.json()["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["field"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(fields, ["description", "impact.scope", "kind"]);
        program
            .json("POST", "/api/v1/tickets", serde_json::json!({"subjcet": "x"}))
            .await
            .is(422)
            .shows("subjcet");
        let list = program.get("/api/v1/tickets?limit=1&q=paper").await;
        list.is(200);
        assert_eq!(list.json().as_array().unwrap().len(), 1);
        program.get("/api/v1/tickets?limit=many").await.is(422);
        program.get("/api/v1/tickets/999").await.is(404);
        Visitor::with_token(&t.app, "fb_wrong".into()).get("/api/v1/tickets").await.is(401);
    });
}

#[test]
fn the_same_report_sent_twice_is_one_ticket() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let mut form: Vec<_> = REPORT.to_vec();
        form.extend([("key", "k1"), ("send", "yes")]);
        let first = ann.post("/report", &form).await.location();
        assert_eq!(ann.post("/report", &form).await.location(), first);
    });
}
