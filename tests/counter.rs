//! The front desk: thirty seconds, a queue, and no questions that do not change the answer.
// tidy: allow sql because places, devices and titles come from one statement each

use crate::tickets::{House, house};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

/// Ann and Ben work at Northside, where a receipt printer and a public computer stand.
async fn at_desk(t: &TestApp) -> House {
    let house = house(t).await;
    let (ann, ben) = (house.ann, house.ben);
    t.app
        .db
        .write(move |tx| {
            tx.batch(&format!("update person set location_id = 1 where id in ({ann}, {ben})"))?;
            tx.batch("update service set keywords = 'print, receipt' where id = 2")?;
            tx.batch(
                "insert into device (name, kind, location_id, service_id) values
                 ('Desk 2 receipts', 'receipt_printer', 1, 2), ('Public PC 4', 'public_pc', 1, null)",
            )
        })
        .await
        .unwrap();
    house
}

async fn check_id(visitor: &Visitor, kind: &str, words: &str) -> String {
    let lists = visitor.get(&format!("/api/v1/first-checks/{kind}")).await.json();
    let lines = lists["checks"].as_array().unwrap().iter();
    let found = lines.clone().find(|line| line["words"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("{lists}"))["id"].to_string()
}

#[test]
fn complaint_16_a_walk_up_is_logged_with_one_choice_and_one_button() {
    each_db(async |t| {
        let house = at_desk(t).await;
        let ann = t.visitor(house.ann).await;
        // everything else has an answer already: a patron, at the desk, one person, today, here
        let seen = ann.get("/desk").await;
        seen.shows("Desk 2 receipts").shows("Public PC 4").shows("Printer or copier");
        let seen = ann.get("/desk?device=1").await;
        seen.shows("Nothing comes out").shows("Is the receipt roll empty?").shows("Send to IT");
        let sent = [
            ("device", "1"),
            ("symptom", "Nothing comes out"),
            ("whom", "patron"),
            ("channel", "desk"),
            ("send", "yes"),
        ];
        let seen = ann.submit("/desk/work", &sent).await;
        seen.is(200).shows("Your number is #1").shows("Desk 2 receipts: nothing comes out");
    });
}

#[test]
fn complaint_16_a_call_takes_as_little_and_says_so() {
    each_db(async |t| {
        let house = at_desk(t).await;
        let ann = t.visitor(house.ann).await;
        let sent = [
            ("kind", "wifi"),
            ("own", "No welcome page on phones"),
            ("whom", "patron"),
            ("channel", "phone"),
        ];
        ann.submit("/desk/work", &sent)
            .await
            .is(200)
            .shows("Wi-Fi: no welcome page on phones")
            .shows("by phone");
        let ticket = ann.get("/api/v1/tickets/1").await.json();
        assert_eq!(
            (&ticket["channel"], &ticket["location"]["name"]),
            (&json!("phone"), &json!("Northside"))
        );
        t.run_jobs().await;
    });
}

#[test]
fn complaint_14_one_box_in_plain_words_is_enough_and_we_route_it() {
    each_db(async |t| {
        let house = at_desk(t).await;
        let ann = t.visitor(house.ann).await;
        // nobody chooses a category, a team or a priority
        let page = ann.get("/desk?kind=other").await;
        for word in ["Category", "Priority", "Assign", "Urgency", "Configuration item"] {
            page.hides(word);
        }
        let sent = [
            ("kind", "other"),
            ("own", "The receipts are blank"),
            ("channel", "desk"),
            ("whom", "patron"),
        ];
        ann.submit("/desk/work", &sent).await.is(200);
        let ticket = ann.get("/api/v1/tickets/1").await.json();
        assert_eq!(ticket["service"]["name"], "Printing", "{ticket}");
        assert_eq!(ticket["team"]["name"], "Print");
    });
}

#[test]
fn complaint_15_three_things_are_asked_and_more_only_when_it_changes_the_answer() {
    each_db(async |t| {
        let house = at_desk(t).await;
        let ann = t.visitor(house.ann).await;
        let page = ann.get("/desk?device=1").await;
        // what they see, for whom, how it came: all but the first are answered before
        let before = page.body.split("<details").next().unwrap();
        let asked = before.matches("<legend>").count();
        assert!(asked <= 4, "{asked} questions: {before}");
        for chosen in
            ["name=\"whom\" value=\"patron\" checked", "name=\"channel\" value=\"desk\" checked"]
        {
            assert!(page.body.contains(chosen), "{chosen}");
        }
        // left out altogether, nothing but what they see is missed
        let seen = ann.post("/desk/work", &[("device", "1"), ("whom", "patron")]).await;
        seen.is(422).shows("What do they see? Please fill this in.");
        assert_eq!(seen.body.matches("class=\"problem\"").count(), 1, "{}", seen.text());
    });
}

#[test]
fn what_was_tried_goes_along_and_it_does_not_ask_again() {
    each_db(async |t| {
        let house = at_desk(t).await;
        let (ann, thuy) = (t.visitor(house.ann).await, t.visitor(house.other_agent).await);
        let roll = check_id(&ann, "receipt_printer", "roll empty").await;
        let lid = check_id(&ann, "receipt_printer", "lid shut").await;
        let sent = [
            ("device", "1"),
            ("symptom", "Nothing comes out"),
            ("tried", &roll),
            ("tried", &lid),
            ("tried", "99999"),
            ("whom", "patron"),
            ("channel", "desk"),
            ("words", "Since ten."),
            ("key", "k"),
        ];
        let to = ann.post("/desk/work", &sent).await.location();
        assert_eq!(ann.post("/desk/work", &sent).await.location(), to, "sent twice");
        let seen = thuy.get("/tickets/1").await;
        seen.shows("Tried already, did not help:")
            .shows("Is the receipt roll empty?")
            .shows("Is the lid shut until it clicks?");
        seen.shows("For a patron").shows("at the desk").shows("Since ten.");
        thuy.get("/tickets/2").await.is(404);
        ann.get("/desk").await.shows("Fixed here: 0, sent to IT: 1");
    });
}

#[test]
fn fixed_at_the_desk_is_counted_and_nobody_in_it_hears_of_it() {
    each_db(async |t| {
        let house = at_desk(t).await;
        t.app
            .db
            .write(|tx| tx.batch("update team set email = 'print@it.example' where id = 2"))
            .await
            .unwrap();
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let roll = check_id(&ann, "receipt_printer", "roll empty").await;
        let done = [
            ("device", "1"),
            ("symptom", "Nothing comes out"),
            ("fixed", &roll),
            ("minutes", "3"),
            ("whom", "patron"),
            ("channel", "desk"),
            ("key", "k"),
        ];
        ann.submit("/desk/work", &done)
            .await
            .is(200)
            .shows("Written down as fixed at the desk")
            .shows("Fixed here: 1, sent to IT: 0");
        ann.submit("/desk/work", &done).await.is(200).shows("Fixed here: 1, sent to IT: 0");
        let by_hand = [
            ("kind", "wifi"),
            ("own", "No page"),
            ("fixed", "other"),
            ("fixed_by", "Typed the address"),
            ("whom", "self"),
            ("channel", "phone"),
        ];
        ann.submit("/desk/work", &by_hand).await.is(200);
        t.run_jobs().await;
        assert_eq!(t.outbox(), Vec::<String>::new(), "nobody was told");
        t.visitor(house.other_agent).await.get("/queue").await.hides("Desk 2 receipts:");
        let ticket = ann.get("/api/v1/tickets/1").await.json();
        assert_eq!(
            (&ticket["state"], &ticket["channel"], &ticket["team"]),
            (&json!("closed"), &json!("desk"), &json!(null))
        );
        let seen = ann.get("/tickets/1").await;
        seen.shows("Ann fixed it at the desk")
            .shows("What fixed it: Is the receipt roll empty?")
            .shows("3 minutes")
            .hides("How did it go for you?");
        // colleagues at the same place see what was done, and by whom
        let today = ben.get("/api/v1/desk-work").await.json();
        assert_eq!(
            (&today["place"], &today["fixed"], &today["sent"]),
            (&json!("Northside"), &json!(2), &json!(0)),
            "{today}"
        );
        assert_eq!(today["work"][1]["fixed_by"], "Is the receipt roll empty?");
        t.later(86_400);
        ben.get("/desk").await.shows("Fixed here: 0, sent to IT: 0");
        // at another place they do not
        let marco = t.visitor(house.stranger).await;
        assert_eq!(marco.get("/api/v1/desk-work").await.json()["fixed"], 0);
        let odd = json!({"kind": "wifi", "symptom": "x", "minutes": 1000});
        ann.json("POST", "/api/v1/desk-work", odd).await.is(422);
        let other_kind: i64 = roll.parse().unwrap();
        let odd = json!({"kind": "wifi", "symptom": "x", "fixed_by": other_kind});
        ann.json("POST", "/api/v1/desk-work", odd).await.is(422);
    });
}

#[test]
fn a_colleague_is_found_by_name_and_hears_of_it() {
    each_db(async |t| {
        let house = at_desk(t).await;
        t.app
            .db
            .write(|tx| tx.batch("update person set name = 'Ben Adams' where name = 'Ben'"))
            .await
            .unwrap();
        t.person("benita@library.example", Some(base::DepartmentId(1))).await;
        let ann = t.visitor(house.ann).await;
        let mut form = vec![
            ("kind", "staff_pc"),
            ("symptom", "I cannot sign in"),
            ("whom", "colleague"),
            ("channel", "desk"),
        ];
        ann.post("/desk/work", &form).await.is(422).shows("Write the name of your colleague.");
        form.push(("colleague", "ben"));
        let seen = ann.post("/desk/work", &form).await;
        seen.is(422).shows("Several people fit: Ben Adams, Benita.");
        form.pop();
        form.push(("colleague", "marco"));
        ann.post("/desk/work", &form)
            .await
            .is(422)
            .shows("Nobody of this name works in your department");
        form.pop();
        form.push(("colleague", "ben adams"));
        ann.submit("/desk/work", &form).await.is(200).shows("Ben Adams").shows("written by Ann");
        let ben = t.visitor(house.ben).await;
        ben.get("/requests").await.shows("Staff computer: I cannot sign in").is(200);
        t.run_jobs().await;
        assert!(t.outbox().concat().contains("ben@library.example"));
        // nobody reports for somebody of another department
        let stranger = house.stranger.0;
        let body =
            json!({"kind": "wifi", "symptom": "x", "for": "colleague", "colleague": stranger});
        ann.json("POST", "/api/v1/desk-work", body).await.is(403);
    });
}

#[test]
fn first_checks_are_kept_by_administrators_and_department_contacts() {
    each_db(async |t| {
        let house = at_desk(t).await;
        let (ann, contact) = (t.visitor(house.ann).await, t.visitor(house.contact).await);
        ann.get("/administration/first-checks").await.is(403);
        contact.get("/administration").await.shows("First checks");
        contact
            .get("/administration/first-checks")
            .await
            .shows("Receipt printer")
            .shows("Symptoms: 5, checks: 5");
        let seen = contact.get("/administration/first-checks/printer").await;
        seen.shows("Is there paper in the tray");
        let version = seen
            .body
            .split("name=\"version\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let new = [
            ("version", version.as_str()),
            ("symptoms", "Nothing prints\nIt smells"),
            ("checks", "Is it on?"),
        ];
        contact.submit("/administration/first-checks/printer", &new).await.is(200).shows("Saved.");
        ann.get("/desk?kind=printer")
            .await
            .shows("It smells")
            .shows("Is it on?")
            .hides("Is there paper in the tray");
        // somebody else was quicker: nothing typed is lost, and what is there is said
        let late =
            [("version", version.as_str()), ("symptoms", "Nothing prints"), ("checks", "Paper?")];
        let seen = contact.post("/administration/first-checks/printer", &late).await;
        seen.is(422).shows("Paper?").shows("Is it on?");
        let long = "x".repeat(200);
        contact
            .post("/administration/first-checks/printer", &[("checks", &long)])
            .await
            .is(422)
            .shows("Too long");
        let body = json!({"symptoms": ["It hums"], "checks": []});
        ann.json("PUT", "/api/v1/first-checks/gate", body.clone()).await.is(403);
        contact.json("PUT", "/api/v1/first-checks/gate", body).await.is(200);
        ann.get("/api/v1/first-checks/teapot").await.is(404);
        // every kind comes with a set
        for kind in desk::devices::DeviceKind::ALL
            .iter()
            .filter(|k| k.as_str() != "gate" && k.as_str() != "printer")
        {
            let lists = ann.get(&format!("/api/v1/first-checks/{kind}")).await.json();
            assert!(
                lists["symptoms"].as_array().unwrap().len() >= 3
                    && lists["checks"].as_array().unwrap().len() >= 3,
                "{lists}"
            );
        }
    });
}

#[test]
fn the_counter_says_that_it_is_known_already() {
    each_db(async |t| {
        let house = at_desk(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let sent = [
            ("device", "1"),
            ("symptom", "Nothing comes out"),
            ("whom", "patron"),
            ("channel", "desk"),
        ];
        ann.submit("/desk/work", &sent).await.is(200);
        // the device alone is enough
        ben.get("/desk?device=1")
            .await
            .shows("Is it one of these?")
            .shows("Desk 2 receipts: nothing comes out");
        let typed = [
            ("device", "1"),
            ("symptom", "A red light is on"),
            ("whom", "patron"),
            ("channel", "phone"),
            ("from", "desk"),
            ("words", "blinks"),
            ("join", "1"),
        ];
        let seen = ben.post("/tickets/1/affected/new", &typed).await;
        seen.is(200).shows("Does this stop you too?").shows("Back to my report");
        let back: Vec<_> = typed.into_iter().chain([("back", "yes")]).collect();
        let seen = ben.post("/desk/work", &back).await;
        seen.is(200).shows("blinks");
        assert!(seen.body.contains("value=\"A red light is on\" checked"), "{}", seen.body);
        assert!(seen.body.contains("name=\"channel\" value=\"phone\" checked"), "{}", seen.body);
    });
}
