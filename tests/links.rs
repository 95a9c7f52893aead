//! Tickets that belong together, and who follows them.

use crate::tickets::{house, report};
use testing::{TestApp, Visitor, each_db};

async fn three(t: &TestApp, ann: &Visitor) {
    for _ in 0..3 {
        report(ann).await;
    }
    t.run_jobs().await;
}

async fn link(agent: &Visitor, id: i64, relation: &str, other: i64) -> testing::Seen {
    let form = [("relation", relation), ("into", &other.to_string())];
    agent.submit(&format!("/tickets/{id}/links"), &form).await
}

#[test]
fn a_link_shows_on_both_tickets_and_goes_away_from_either() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        three(t, &ann).await;
        link(&yusuf, 1, "caused_by", 2).await.shows("Linked.").shows("is caused by #2");
        yusuf.get("/tickets/2").await.shows("causes #1");
        ann.get("/tickets/2").await.shows("causes #1").hides("removal\"");
        link(&yusuf, 1, "caused_by", 2).await.is(422).shows("linked like this already");
        link(&yusuf, 1, "caused_by", 1).await.is(422).shows("That is this ticket");
        link(&yusuf, 1, "related", 77).await.is(422).shows("no ticket #77");
        link(&yusuf, 1, "cousin", 2).await.is(422).shows("Please choose");
        yusuf.submit("/tickets/2/links/1/removal", &[]).await.shows("The link is gone");
        yusuf.submit("/tickets/2/links/1/removal", &[]).await.is(200);
        yusuf.get("/tickets/1").await.hides("connected-title");
        // once more, as programs do it
        let new = serde_json::json!({"relation": "related", "ticket": 3});
        yusuf.json("POST", "/api/v1/tickets/1/links", new.clone()).await.is(200);
        yusuf
            .json(
                "POST",
                "/api/v1/tickets/3/links",
                serde_json::json!({"relation": "related", "ticket": 1}),
            )
            .await
            .is(422);
        let tied = yusuf.get("/api/v1/tickets/3/connections").await.json();
        assert_eq!(
            (&tied["links"][0]["number"], &tied["links"][0]["relation"]),
            (&1.into(), &"related".into())
        );
        let id = tied["links"][0]["id"].as_i64().unwrap();
        yusuf
            .json("DELETE", &format!("/api/v1/tickets/3/links/{id}"), serde_json::json!({}))
            .await
            .is(204);
        ann.json("POST", "/api/v1/tickets/1/links", new).await.is(403);
    });
}

#[test]
fn parts_and_waiting_never_go_round_in_a_circle() {
    each_db(async |t| {
        let house = house(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        three(t, &t.visitor(house.ann).await).await;
        for (one, back) in [("parent_of", "child_of"), ("blocks", "blocked_by")] {
            link(&yusuf, 1, one, 2).await.is(200);
            link(&yusuf, 2, one, 3).await.is(200);
            link(&yusuf, 3, one, 1).await.is(422).shows("round in a circle");
            link(&yusuf, 1, back, 3).await.is(422).shows("round in a circle");
            link(&yusuf, 2, back, 1).await.is(422).shows("linked like this already");
        }
    });
}

#[test]
fn people_see_links_only_to_tickets_they_may_see() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, marco) = (t.visitor(house.ann).await, t.visitor(house.stranger).await);
        let yusuf = t.visitor(house.yusuf).await;
        report(&ann).await;
        report(&marco).await;
        link(&yusuf, 1, "duplicate_of", 2).await.is(200);
        let page = ann.get("/tickets/1").await;
        page.shows("is the same as another request").hides("/tickets/2").hides("#2");
        ann.get("/api/v1/tickets/1/connections").await.hides("\"number\":2");
        marco.get("/tickets/2").await.shows("is told again in another request");
    });
}

#[test]
fn putting_right_asks_about_open_parts_and_tells_those_who_waited() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let contact = t.visitor(house.contact).await;
        three(t, &ann).await;
        report(&contact).await;
        link(&yusuf, 1, "parent_of", 2).await.is(200);
        link(&yusuf, 1, "blocks", 3).await.is(200);
        link(&yusuf, 1, "causes", 4).await.is(200);
        let page = yusuf.get("/tickets/1").await;
        page.shows("Parts of it are still open").shows("These wait for it and are told");
        page.shows("Say the same on the open tickets that it caused");
        let done = [("words", "The switch is new."), ("cause", "hardware")];
        let refused = yusuf.post("/tickets/1/resolution", &done).await;
        refused.is(422).shows("Still open: #2").shows("The switch is new.");
        let even_so = [done[0], done[1], ("even_so", "yes"), ("tell_caused", "yes")];
        yusuf.submit("/tickets/1/resolution", &even_so).await.shows("Put right");
        yusuf.get("/tickets/3").await.shows("What this waited for is put right");
        contact.get("/tickets/4").await.shows("The switch is new.");
        let new = serde_json::json!({"cause": "network", "words": "x"});
        link(&yusuf, 2, "parent_of", 3).await.is(200);
        yusuf.json("POST", "/api/v1/tickets/2/resolution", new).await.is(422).shows("even_so");
    });
}

#[test]
fn another_ticket_is_found_by_number_by_words_and_near_by() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        three(t, &ann).await;
        let page = yusuf.get("/tickets/1/links/new").await;
        page.shows("Open tickets about the same service").shows("#2");
        yusuf.get("/tickets/1/links/new?q=machines").await.shows("Found").shows("#3");
        yusuf.get("/tickets/1/links/new?q=%233").await.shows("Make #1 part of #3");
        yusuf.get("/tickets/1/links/new?q=99").await.shows("no ticket #99 that you can see");
        yusuf.get("/tickets/1/links/new?q=%22open").await.shows("Close it");
        yusuf.get("/tickets/1/links/new?q=zebrafish").await.shows("Nothing found");
        ann.get("/tickets/1/links/new").await.is(403);
    });
}

#[test]
fn followers_are_added_by_name_see_why_and_leave_with_one_click() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let yusuf = t.visitor(house.yusuf).await;
        report(&ann).await;
        let add = async |who: &Visitor, name: &str| {
            who.submit("/tickets/1/followers", &[("follower", name)]).await
        };
        add(&yusuf, "ben").await.shows("Added.").shows("Ben added by Yusuf");
        add(&yusuf, "ben").await.is(200);
        t.run_jobs().await;
        let letters = t.outbox();
        assert_eq!(letters.len(), 1, "told once: {letters:?}");
        assert!(letters[0].contains("Yusuf added you to request 1 of Ann"), "{letters:?}");
        ben.get("/tickets/1").await.is(200).shows("Leave");
        ben.get("/requests?of=followed").await.shows("self-check machines");
        let gone = ben.submit(&format!("/tickets/1/followers/{}/removal", house.ben), &[]).await;
        gone.is(200).shows("You no longer follow this");
        ben.get("/tickets/1").await.is(404);
        // whose ticket it is adds colleagues, and nobody else
        add(&ann, "Ben").await.shows("Added.");
        add(&ann, "marco@parks.example").await.is(422).shows("not in your department");
        add(&ann, "Ann").await.is(422).shows("hears of it anyway");
        add(&ann, "Nobody At All").await.is(422).shows("Nobody is called that here");
        add(&ann, " ").await.is(422);
        add(&ben, "Helen").await.is(403);
        t.person("bea@library.example", None).await;
        add(&yusuf, "be").await.is(422).shows("This could be Bea, Ben (Library)");
        let removed = ann.submit(&format!("/tickets/1/followers/{}/removal", house.ben), &[]).await;
        removed.shows("Taken off");
        ben.get("/tickets/1").await.is(404);
        // programs
        let new = serde_json::json!({"person": house.stranger.0});
        yusuf.json("POST", "/api/v1/tickets/1/followers", new).await.is(201).shows("added");
        t.visitor(house.stranger).await.get("/tickets/1").await.is(200);
        let path = format!("/api/v1/tickets/1/followers/{}", house.stranger);
        yusuf.json("DELETE", &path, serde_json::json!({})).await.is(204);
        t.visitor(house.stranger).await.get("/tickets/1").await.is(404);
    });
}
