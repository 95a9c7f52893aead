//! Time spent: optional, never required, and a correction keeps how it was.

use crate::tickets::{house, report};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

async fn start(t: &TestApp, place: &str) -> (Visitor, Visitor, Visitor, String) {
    let house = house(t).await;
    let admin = t.person("admin@it.example", None).await;
    t.grant(admin, "administrator", None, None).await;
    let admin = t.visitor(admin).await;
    let form = [("where", place), ("team", "1")];
    admin.post("/administration/time-spent", &form).await.is(303);
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let ticket = report(&ann).await;
    (admin, ann, yusuf, ticket)
}

#[test]
fn minutes_are_added_beside_a_reply_and_summed() {
    each_db(async |t| {
        let (_, ann, yusuf, ticket) = start(t, "everywhere").await;
        let reply = [("body", "We found it."), ("minutes", "1:15")];
        yusuf.submit(&format!("{ticket}/replies"), &reply).await.shows("Time spent: 75 min");
        let note = [("body", "Port 6001"), ("minutes", "15")];
        yusuf.submit(&format!("{ticket}/notes"), &note).await.shows("Time spent: 90 min");
        let more = [("minutes", "10"), ("note", "On the phone")];
        let seen = yusuf.submit(&format!("{ticket}/time"), &more).await;
        seen.shows("Time spent: 100 min").shows("On the phone");
        ann.get(&ticket).await.hides("Time spent").hides("On the phone");
        // without minutes everything goes as ever
        yusuf.submit(&format!("{ticket}/replies"), &[("body", "Done.")]).await.shows("100 min");
    });
}

#[test]
fn minutes_that_cannot_be_read_stop_the_reply_with_every_word() {
    each_db(async |t| {
        let (_, ann, yusuf, ticket) = start(t, "everywhere").await;
        let reply = [("body", "Kept words"), ("minutes", "a while")];
        let seen = yusuf.post(&format!("{ticket}/replies"), &reply).await;
        seen.is(422).shows("Kept words").shows("Write minutes, for example");
        ann.get(&ticket).await.hides("Kept words");
        yusuf.post(&format!("{ticket}/time"), &[("minutes", "-1")]).await.is(422);
        ann.post(&format!("{ticket}/time"), &[("minutes", "5")]).await.is(403);
    });
}

#[test]
fn a_correction_keeps_how_it_was() {
    each_db(async |t| {
        let (_, _, yusuf, ticket) = start(t, "everywhere").await;
        yusuf.post(&format!("{ticket}/time"), &[("minutes", "60"), ("note", "Cabling")]).await;
        let right = [("minutes", "30"), ("note", "Cabling, half of it")];
        yusuf.post(&format!("{ticket}/time/1"), &right).await.is(303);
        yusuf.get(&ticket).await.shows("Time spent: 30 min").shows("corrected");
        yusuf.get(&format!("{ticket}/time/1")).await.shows("How it was before").shows("60 min");
        yusuf.post(&format!("{ticket}/time/1"), &[("minutes", "x")]).await.is(422);
        // only one's own
        let colleague = t.person("omar@it.example", None).await;
        t.grant(colleague, "agent", None, Some(base::TeamId(1))).await;
        let colleague = t.visitor(colleague).await;
        colleague.post(&format!("{ticket}/time/1"), &right).await.is(403);
        colleague.get(&format!("{ticket}/time/1")).await.is(200);
    });
}

#[test]
fn time_is_noted_only_where_it_is_turned_on() {
    each_db(async |t| {
        let (admin, ann, yusuf, ticket) = start(t, "nowhere").await;
        yusuf.get(&ticket).await.hides("Time spent").hides("Minutes it took you");
        yusuf.post(&format!("{ticket}/time"), &[("minutes", "5")]).await.is(422);
        let two = [("where", "teams"), ("team", "2")];
        admin.post("/administration/time-spent", &two).await.is(303);
        yusuf.get(&ticket).await.hides("Time spent");
        let one = [("where", "teams"), ("team", "1")];
        admin.post("/administration/time-spent", &one).await.is(303);
        yusuf.get(&ticket).await.shows("Time spent").shows("Minutes it took you");
        yusuf.post(&format!("{ticket}/time"), &[("minutes", "5")]).await.is(303);
        // what was noted stays when it is turned off
        admin.post("/administration/time-spent", &[("where", "nowhere")]).await.is(303);
        yusuf.get(&ticket).await.shows("Time spent: 5 min").hides("Minutes it took you");
        admin.post("/administration/time-spent", &[("where", "moon")]).await.is(422);
        let odd = [("where", "teams"), ("team", "99")];
        admin.post("/administration/time-spent", &odd).await.is(422);
        ann.get("/administration/time-spent").await.is(403);
    });
}

#[test]
fn programs_note_time_too() {
    each_db(async |t| {
        let (admin, _, yusuf, ticket) = start(t, "nowhere").await;
        let on = json!({"where": "teams", "teams": [1]});
        admin.json("PUT", "/api/v1/time-setting", on.clone()).await.is(200);
        assert_eq!(admin.get("/api/v1/time-setting").await.json(), on);
        let api = format!("/api/v1{ticket}/time");
        let made =
            yusuf.json("POST", &api, json!({"minutes": 5, "note": "n"})).await.is(201).json();
        let one = format!("{api}/{}", made["id"]);
        let now = yusuf.json("PUT", &one, json!({"minutes": 6})).await.is(200).json();
        assert_eq!((&now["minutes"], &now["corrections"]), (&json!(6), &json!(1)));
        assert_eq!(yusuf.get(&api).await.json()[0]["minutes"], 6);
        yusuf.json("POST", &api, json!({"minutes": 0})).await.is(422);
    });
}
