//! Doors that were once open, each with the story of whoever came through.
// tidy: allow sql because what is stored is looked at behind the application's back

use crate::tickets::{House, house, report};
use axum::{body::Body, extract::ConnectInfo, http::Request};
use base::{DepartmentId, LocationId};
use people::sign_in::{Password, set_password};
use serde_json::json;
use std::net::SocketAddr;
use testing::{Seen, TestApp, Visitor, each_db};

async fn told(t: &TestApp) -> (House, Visitor, Visitor, Visitor) {
    let house = house(t).await;
    let ann = t.visitor(house.ann).await;
    let yusuf = t.visitor(house.yusuf).await;
    let thuy = t.visitor(house.other_agent).await;
    report(&ann).await;
    (house, ann, yusuf, thuy)
}

#[test]
fn a_question_cannot_be_called_so_that_its_answers_are_not_withheld() {
    each_db(async |t| {
        let (_, ann, yusuf, _) = told(t).await;
        for key in ["patron_card", "password"] {
            let field = json!({"label": "Whose?", "key": key, "service": 1, "type": "text"});
            yusuf.json("POST", "/api/v1/fields", field).await.is(201);
            let new = json!({"description": "Nothing works", "service": 1,
                "fields": {key: "It is ||Mrs Secret||"}});
            let number =
                ann.json("POST", "/api/v1/tickets", new).await.is(201).json()["number"].clone();
            let seen = yusuf.get(&format!("/tickets/{number}")).await;
            seen.shows("patron detail withheld").hides("Secret");
            let form = format!("field_{key}");
            let typed = [
                ("kind", "incident"),
                ("words", "Nothing works here"),
                ("service", "1"),
                ("scope", "one"),
                ("who", "patrons"),
                ("workaround", "slow"),
                ("hurts", "now"),
                (form.as_str(), "It is ||Mrs Secret||"),
                ("send", "yes"),
            ];
            let to = ann.post("/report", &typed).await.location();
            yusuf.get(&to).await.shows("patron detail withheld").hides("Secret");
        }
    });
}

#[test]
fn words_that_are_hidden_are_hidden_in_what_was_made_of_them() {
    each_db(async |t| {
        let (house, ann, yusuf, _) = told(t).await;
        let words = [("body", "Also: Mrs Secret cannot print.")];
        ann.post("/tickets/1/replies", &words).await.is(303);
        let page = yusuf.get("/tickets/1").await;
        let last = page.body.rsplit("href=\"/messages/").next().unwrap();
        let message = last.split('/').next().unwrap().to_owned();
        let split = [("subject", "Mrs Secret and the printer")];
        yusuf.post(&format!("/messages/{message}/splitting"), &split).await.is(303);
        let tags = json!({"tags": ["mrs-secret", "wifi"]});
        let seen = yusuf.get("/api/v1/tickets/1").await;
        let etag = seen.headers["etag"].to_str().unwrap().to_owned();
        let change = Request::patch("/api/v1/tickets/1")
            .header("content-type", "application/json")
            .header("sec-fetch-site", "same-origin")
            .header("if-match", etag);
        yusuf.send(change.body(Body::from(tags.to_string())).unwrap()).await.is(200);
        yusuf.get("/tickets/2").await.shows("Mrs Secret");
        let hide = [("patron_words", "Mrs Secret")];
        t.visitor(house.ann).await.submit("/tickets/1/patron-details/marks", &hide).await.is(200);
        yusuf.get("/tickets/1").await.hides("Secret").hides("mrs-secret").shows("wifi");
        yusuf.get("/tickets/2").await.hides("Secret").shows("patron detail withheld");
        yusuf.get("/search?q=secret").await.hides("/tickets/1\"").hides("/tickets/2\"");
    });
}

#[test]
fn whoever_is_asked_to_help_does_not_give_the_ticket_away() {
    each_db(async |t| {
        let (_, _, yusuf, thuy) = told(t).await;
        let ask = [("helper", "thuy@it.example"), ("assist-words", "Is it the print server?")];
        yusuf.post("/tickets/1/assists", &ask).await.is(303);
        thuy.get("/tickets/1").await.is(200).hides("Who takes it?").hides("Ask another team");
        thuy.post("/tickets/1/notes", &[("body", "It is not.")]).await.is(303);
        thuy.post("/tickets/1/assignment", &[("team", "2")]).await.is(403);
        let refer = [("refer-team", "2"), ("refer-words", "Please look.")];
        thuy.post("/tickets/1/referrals", &refer).await.is(403);
        thuy.post("/tickets/1/followers", &[("follower", "marco@parks.example")]).await.is(403);
        let further = [("helper", "marco@parks.example"), ("assist-words", "And you?")];
        thuy.post("/tickets/1/assists", &further).await.is(403);
        yusuf.get("/tickets/1").await.is(200).shows("Who takes it?");
    });
}

#[test]
fn whoever_asks_for_something_shows_a_colleague_only_what_they_see_themselves() {
    each_db(async |t| {
        let house = house(t).await;
        let it = Some(DepartmentId(3));
        // somebody in IT asks for help like anybody else, of a colleague who works in another team
        let hamish = t.visitor(t.person("hamish@it.example", it).await).await;
        let yusuf = t.visitor(house.yusuf).await;
        let thuy = t.visitor(house.other_agent).await;
        report(&hamish).await;
        yusuf.post("/tickets/1/notes", &[("body", "Hamish again.")]).await.is(303);
        let ask = [("helper", "thuy@it.example"), ("assist-words", "Can you look?")];
        hamish.post("/tickets/1/assists", &ask).await.is(303);
        thuy.get("/tickets/1").await.is(200).hides("Hamish again.");
        thuy.post("/tickets/1/assignment", &[("team", "2")]).await.is(403);
    });
}

#[test]
fn running_footbridge_is_no_right_to_read_what_a_ticket_says() {
    each_db(async |t| {
        let (_, _, yusuf, _) = told(t).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let admin = t.visitor(admin).await;
        let said = json!({"words": "Use the back door, the code is hidden words."});
        yusuf.json("PUT", "/api/v1/tickets/1/workaround", said).await.is(200);
        let trail = admin.get("/api/v1/audit").await;
        trail.is(200).shows("ticket.workaround_said").hides("back door");
        admin.get("/administration/audit.csv").await.is(200).hides("back door");
    });
}

#[test]
fn reports_by_code_are_for_the_team_that_works_on_the_device() {
    each_db(async |t| {
        let (_, _, yusuf, thuy) = told(t).await;
        let device = t.device("Public PC 4", "public_pc", LocationId(1)).await;
        let set = |tx: &mut db::Tx| -> db::Result<()> {
            tx.run(db::sql!("update device set service_id = 1"), &[])?;
            tx.run(db::sql!("update scan_report set device_id = 1"), &[]).map(drop)
        };
        let code = t.code("k7m29xq4tz8w", device).await;
        t.waiting_report(code, "key-0000000001").await;
        t.app.db.write(set).await.unwrap();
        thuy.get("/api/v1/scan-reports").await.is(200).hides("It hums");
        thuy.json("POST", "/api/v1/scan-reports/1/dismissal", json!({})).await.is(404);
        yusuf.get("/api/v1/scan-reports").await.is(200).shows("It hums");
    });
}

#[test]
fn nobody_asks_in_the_name_of_people_they_do_not_speak_for() {
    each_db(async |t| {
        let (house, ..) = told(t).await;
        let jessica = t.person("jessica@parks.example", Some(DepartmentId(2))).await;
        t.grant(jessica, "department_contact", Some(DepartmentId(2)), None).await;
        let jessica = t.visitor(jessica).await;
        let new =
            |whose: i64| json!({"description": "I confess", "requester": whose, "department": 2});
        jessica.json("POST", "/api/v1/tickets", new(house.ann.0)).await.is(403);
        jessica.json("POST", "/api/v1/tickets", new(house.stranger.0)).await.is(201);
    });
}

#[test]
fn what_is_asked_of_those_who_help_is_not_answered_by_others() {
    each_db(async |t| {
        let (_, ann, yusuf, _) = told(t).await;
        let field = json!({"label": "Fault code", "key": "code", "service": 1, "type": "text",
            "asked_of": "agents"});
        yusuf.json("POST", "/api/v1/fields", field).await.is(201);
        let new = json!({"description": "x", "service": 1, "fields": {"code": "E7"}});
        let refused = ann.json("POST", "/api/v1/tickets", new.clone()).await;
        assert_eq!(refused.is(422).json()["errors"][0]["field"], "fields.code");
        yusuf.json("POST", "/api/v1/tickets", new).await.is(201);
    });
}

async fn guess(t: &TestApp, password: &str, address: &str) -> Seen {
    let form = web::Fields::new([("email", "ann@library.example"), ("password", password)]);
    let peer: SocketAddr = format!("{address}:9").parse().unwrap();
    let request = Request::post("/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .extension(ConnectInfo(peer))
        .body(Body::from(form.encode()));
    t.stranger().send(request.unwrap()).await
}

#[test]
fn a_stranger_who_guesses_badly_keeps_nobody_out_elsewhere() {
    each_db(async |t| {
        let house = house(t).await;
        let password = Password::parse("password", "quiet reading room").unwrap();
        set_password(&t.app, &t.actor(house.ann).await, house.ann, password).await.unwrap();
        for _ in 0..8 {
            guess(t, "a wrong guess", "203.0.113.9").await.is(422);
        }
        guess(t, "quiet reading room", "203.0.113.9").await.is(429);
        guess(t, "quiet reading room", "198.51.100.7").await.is(303);
    });
}

#[test]
fn a_stranger_gets_no_large_form_back() {
    each_db(async |t| {
        let large = "<".repeat(300_000);
        let seen = t.stranger().post("/tickets/1/replies", &[("body", &large)]).await;
        assert!(seen.is(401).body.len() < 20_000, "{} bytes", seen.body.len());
    });
}

#[test]
fn tokens_end_with_the_account_and_stay_ended() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let admin = t.visitor(admin).await;
        let actor = t.actor(house.ann).await;
        let scopes = ["read".to_owned()];
        let token = people::sign_in::issue_token(&t.app, &actor, house.ann, "mine", &scopes, 30);
        let program = Visitor::with_token(&t.app, token.await.unwrap());
        program.get("/api/v1/me").await.is(200);
        let person = format!("/administration/people/{}", house.ann);
        admin.post(&format!("{person}/deactivation"), &[]).await.is(303);
        admin.post(&format!("{person}/reactivation"), &[]).await.is(303);
        program.get("/api/v1/me").await.is(401);
    });
}

#[test]
fn what_was_handed_away_says_nothing_more_in_lists_of_ones_own() {
    each_db(async |t| {
        let (house, _, yusuf, thuy) = told(t).await;
        let owner = house.yusuf.to_string();
        let task = [("lines", "Look at the cable"), ("owner", owner.as_str())];
        yusuf.post("/tickets/1/tasks", &task).await.is(303);
        yusuf.get("/tasks").await.shows("Look at the cable").shows("self-check machines");
        yusuf.post("/tickets/1/assignment", &[("team", "2")]).await.is(303);
        thuy.get("/tickets/1").await.is(200);
        yusuf.get("/tasks").await.hides("self-check machines");
    });
}
