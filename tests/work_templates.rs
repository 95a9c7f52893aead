//! Tickets from templates, and tickets that open by themselves.
// tidy: allow sql because no page takes a service out of use in one step

use crate::tickets::{House, house};
use base::PersonId;
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

const STARTER: [(&str, &str); 10] = [
    ("name", "New starter"),
    ("about", "Somebody begins next week"),
    ("kind", "service_request"),
    ("subject", "New starter"),
    ("words", "Please prepare everything for a new colleague."),
    ("service", "2"),
    ("team", "1"),
    ("tags", "starter onboarding"),
    ("tasks", "Make the account (2 days)\n+ Order a badge"),
    ("is_active", "yes"),
];

async fn start(t: &TestApp, more: &[(&str, &str)]) -> (House, Visitor, Visitor) {
    let house = house(t).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let form: Vec<_> = STARTER.iter().chain(more).copied().collect();
    yusuf.post("/templates", &form).await.is(303);
    (house, ann, yusuf)
}

/// Deactivates somebody, as an administrator would.
async fn leave(t: &TestApp, person: PersonId) {
    people::persons::deactivate(&t.app, &base::Actor::system(), person).await.unwrap();
}

#[test]
fn a_template_becomes_a_ticket_with_its_team_tags_and_tasks() {
    each_db(async |t| {
        let (_, ann, yusuf) = start(t, &[]).await;
        yusuf.get("/templates").await.shows("Somebody begins next week");
        let form = [
            ("requester", "ann@library.example"),
            ("words", "Her name is Mei."),
            ("location", "1"),
            ("key", "k1"),
        ];
        let to = yusuf.post("/templates/1/tickets", &form).await.is(303).location();
        let seen = yusuf.get(&to).await;
        seen.shows("New starter").shows("Her name is Mei.").shows("0 of 2 done").shows("Network");
        seen.shows("onboarding").shows("Make the account").shows("Northside");
        ann.get(&to).await.shows("Order a badge").hides("Make the account");
        // sent twice, opened once
        let again = yusuf.post("/templates/1/tickets", &form).await.is(303).location();
        assert_eq!(again, to);
        yusuf.get(&to).await.shows("0 of 2 done");
        let nobody = [("requester", "nobody@x.example"), ("words", "Kept words")];
        let refused = yusuf.post("/templates/1/tickets", &nobody).await;
        refused.is(422).shows("Nobody here has this e-mail address").shows("Kept words");
    });
}

#[test]
fn public_templates_can_be_ordered_from_the_report_page() {
    each_db(async |t| {
        let (_, ann, yusuf) = start(t, &[]).await;
        ann.get("/templates/1").await.is(404);
        ann.get("/report").await.hides("New starter");
        let more = [("name", "Branch move"), ("is_public", "yes")];
        let form: Vec<_> = STARTER.iter().skip(1).chain(&more).copied().collect();
        yusuf.post("/templates", &form).await.is(303);
        ann.get("/report").await.shows("Branch move").hides("New starter");
        let to = ann.post("/templates/2/tickets", &[("words", "In May")]).await.is(303).location();
        ann.get(&to).await.shows("In May").shows("Steps 0 of 1 done");
        ann.post("/templates/1/tickets", &[]).await.is(404);
        ann.get("/templates/2/edit").await.is(403);
    });
}

#[test]
fn templates_that_make_no_sense_are_refused_and_strangers_keep_off() {
    each_db(async |t| {
        let (house, _, yusuf) = start(t, &[]).await;
        let thuy = t.visitor(house.other_agent).await;
        yusuf.post("/templates", &STARTER).await.is(422).shows("There is one with this name");
        let odd = [
            ("name", "x"),
            ("subject", "x"),
            ("words", "x"),
            ("kind", "question"),
            ("team", "1"),
            ("values", "no_such_field: 1"),
            ("service", "99"),
        ];
        yusuf.post("/templates", &odd).await.is(422).shows("Write one answer on each line");
        thuy.get("/templates").await.hides("New starter");
        thuy.post("/templates/1", &STARTER).await.is(404);
        let stale: Vec<_> = STARTER.iter().copied().chain([("version", "9")]).collect();
        yusuf.post("/templates/1", &stale).await.is(422).shows("Somebody else changed this");
        // out of use: kept, not opened
        let out: Vec<_> = STARTER[..9].iter().copied().chain([("version", "1")]).collect();
        yusuf.post("/templates/1", &out).await.is(303);
        yusuf.post("/templates/1/tickets", &[]).await.is(409);
    });
}

#[test]
fn a_template_answers_the_fields_of_its_service() {
    each_db(async |t| {
        let (house, _, yusuf) = start(t, &[]).await;
        let thuy = t.visitor(house.other_agent).await;
        let field = json!({"label": "Laptop?", "key": "laptop", "service": 2, "type": "yes_no",
            "required_at": "report"});
        thuy.json("POST", "/api/v1/fields", field).await.is(201);
        yusuf.post("/templates/1/tickets", &[]).await.is(422).shows("Please answer: Laptop?");
        let given: Vec<_> =
            STARTER.iter().copied().chain([("values", "laptop: yes"), ("version", "1")]).collect();
        yusuf.post("/templates/1", &given).await.is(303);
        let to = yusuf.post("/templates/1/tickets", &[]).await.is(303).location();
        yusuf.get(&to).await.shows("Laptop? Yes");
        let api =
            yusuf.json("POST", "/api/v1/templates/1/tickets", json!({"fields": {"laptop": false}}));
        let made = api.await.is(201).json();
        assert_eq!(made["fields"]["laptop"], false);
        assert_eq!(made["team"]["name"], "Network");
    });
}

const MONDAYS: [(&str, &str); 4] =
    [("template", "1"), ("choice", "weekly"), ("starts_at", "2026-11-30T09:00"), ("location", "1")];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = MONDAYS.iter().filter(|(n, _)| more.iter().all(|(m, _)| m != n));
    own.chain(more).copied().collect()
}

async fn tick(t: &TestApp) {
    desk::tickets::tidy(&t.app).await.unwrap();
    t.run_jobs().await;
}

#[test]
fn the_next_dates_are_shown_in_words_before_saving() {
    each_db(async |t| {
        let (_, _, yusuf) = start(t, &[]).await;
        let seen = yusuf.post("/recurring", &with(&[])).await;
        seen.is(200).shows("Monday 30 November").shows("09:00").shows("Yes, save it");
        yusuf.get("/recurring").await.hides("New starter");
        yusuf.post("/recurring", &with(&[("save", "yes")])).await.is(303);
        yusuf.get("/recurring").await.shows("New starter").shows("Every week");
        for (own, said) in [
            ("every day", "Write a rule such as"),
            ("FREQ=MINUTELY", "Write a rule such as"),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "This rule has no date"),
        ] {
            let form = with(&[("choice", "own"), ("rule", own), ("save", "yes")]);
            yusuf.post("/recurring", &form).await.is(422).shows(said);
        }
        yusuf.post("/recurring", &with(&[("starts_at", "soon")])).await.is(422);
        yusuf.post("/recurring", &with(&[("template", "9"), ("save", "yes")])).await.is(422);
        let over = with(&[("ends_on", "2026-11-01"), ("save", "yes")]);
        yusuf.post("/recurring", &over).await.is(422).shows("This rule has no date");
    });
}

#[test]
fn each_date_opens_one_ticket_however_many_look() {
    each_db(async |t| {
        let (house, _, yusuf) = start(t, &[]).await;
        let me = house.yusuf.to_string();
        yusuf.post("/recurring", &with(&[("assignee", &me), ("save", "yes")])).await.is(303);
        tick(t).await;
        assert_eq!(yusuf.get("/api/v1/tickets").await.json(), json!([]));
        t.later(7 * 86_400);
        let (one, two) = (t.app.clone(), t.app.clone());
        let both = tokio::join!(desk::tickets::tidy(&one), desk::tickets::tidy(&two));
        both.0.unwrap();
        both.1.unwrap();
        tick(t).await;
        let all = yusuf.get("/api/v1/tickets").await.json();
        assert_eq!(all.as_array().unwrap().len(), 1);
        assert_eq!(all[0]["assignee"]["name"], "Yusuf");
        assert_eq!(all[0]["requester"]["name"], "Yusuf");
        let seen = yusuf.get("/recurring/1").await;
        seen.shows("What it opened").shows("Monday 7 December");
        // paused, nothing opens; afterwards it goes on with what is next
        yusuf.post("/recurring/1/pause", &[]).await.is(303);
        t.later(15 * 86_400);
        tick(t).await;
        yusuf.post("/recurring/1/resumption", &[]).await.is(303);
        tick(t).await;
        assert_eq!(yusuf.get("/api/v1/tickets").await.json().as_array().unwrap().len(), 1);
    });
}

#[test]
fn after_a_long_outage_only_the_latest_opens_and_says_so() {
    each_db(async |t| {
        let (_, _, yusuf) = start(t, &[]).await;
        yusuf.post("/recurring", &with(&[("save", "yes")])).await.is(303);
        t.later(29 * 86_400);
        tick(t).await;
        tick(t).await;
        let all = yusuf.get("/api/v1/tickets").await.json();
        assert_eq!(all.as_array().unwrap().len(), 1);
        let ticket = format!("/tickets/{}", all[0]["number"]);
        yusuf.get(&ticket).await.shows("3 earlier dates passed without a ticket");
    });
}

#[test]
fn a_recurring_ticket_whose_assignee_left_waits_for_the_team_and_its_owner_is_told() {
    each_db(async |t| {
        let (_, _, yusuf) = start(t, &[]).await;
        let omar = t.person("omar@it.example", None).await;
        t.grant(omar, "agent", None, Some(base::TeamId(1))).await;
        let omars = omar.to_string();
        yusuf.post("/recurring", &with(&[("assignee", &omars), ("save", "yes")])).await.is(303);
        leave(t, omar).await;
        t.later(7 * 86_400);
        tick(t).await;
        let all = yusuf.get("/api/v1/tickets").await.json();
        assert_eq!(all[0]["assignee"], json!(null));
        assert_eq!(all[0]["team"]["name"], "Network");
        let told =
            t.outbox().into_iter().filter(|m| m.contains("something is amiss")).collect::<Vec<_>>();
        assert_eq!(told.len(), 1);
        assert!(
            told[0].contains("To: Yusuf") && told[0].contains("Omar does not work"),
            "{}",
            told[0]
        );
        // somebody of another team is refused from the start
        let other = with(&[("assignee", "6"), ("save", "yes")]);
        yusuf.post("/recurring", &other).await.is(422);
    });
}

#[test]
fn where_the_owner_left_administrators_are_told() {
    each_db(async |t| {
        let (house, _, yusuf) = start(t, &[]).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let me = house.yusuf.to_string();
        yusuf.post("/recurring", &with(&[("assignee", &me), ("save", "yes")])).await.is(303);
        leave(t, house.yusuf).await;
        t.later(7 * 86_400);
        tick(t).await;
        let told =
            t.outbox().into_iter().filter(|m| m.contains("something is amiss")).collect::<Vec<_>>();
        assert!(told.len() == 1 && told[0].contains("To: Admin"), "{told:?}");
    });
}

#[test]
fn a_service_out_of_use_is_left_out_and_said() {
    each_db(async |t| {
        let (_, _, yusuf) = start(t, &[]).await;
        yusuf.post("/recurring", &with(&[("save", "yes")])).await.is(303);
        let out =
            t.app.db.write(|tx| tx.batch("update service set is_active = false where id = 2"));
        out.await.unwrap();
        t.later(7 * 86_400);
        tick(t).await;
        let all = yusuf.get("/api/v1/tickets").await.json();
        assert_eq!(all[0]["service"], json!(null));
        let ticket = format!("/tickets/{}", all[0]["number"]);
        yusuf.get(&ticket).await.shows("The service Printing is out of use");
    });
}

#[test]
fn programs_keep_recurring_tickets_too() {
    each_db(async |t| {
        let (_, ann, yusuf) = start(t, &[]).await;
        let new = json!({"template": 1, "choice": "own", "rule": "FREQ=MONTHLY;BYDAY=2TU",
            "starts_at": "2026-11-24T08:00", "location": 1});
        let dates =
            yusuf.json("POST", "/api/v1/recurrence-dates", new.clone()).await.is(200).json();
        assert_eq!(dates[0], "2026-12-07T21:00:00Z");
        let made = yusuf.json("POST", "/api/v1/recurrences", new.clone()).await.is(201).json();
        assert_eq!(made["next_dates"].as_array().unwrap().len(), 5);
        yusuf.json("PUT", "/api/v1/recurrences/1", new.clone()).await.is(200);
        let paused =
            yusuf.json("POST", "/api/v1/recurrences/1/pause", json!({"is_paused": true})).await;
        assert_eq!(paused.is(200).json()["is_paused"], true);
        ann.json("POST", "/api/v1/recurrences", new).await.is(403);
        ann.get("/recurring").await.is(403);
    });
}
