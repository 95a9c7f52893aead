//! What is published of a review is what was read and agreed to, and tells nobody of requests they
//! may not open.

use crate::{
    reviews::{agree, set_up},
    tickets::report,
};
use base::DepartmentId;
use testing::{Seen, Visitor, each_db};

const PATH: &str = "/reviews/1";

/// That neither the page nor the document for programs tells what was typed into the request.
async fn sees_no_words(visitor: &Visitor) -> Seen {
    let page = visitor.get(PATH).await;
    page.is(200).shows("Library reported it").shows("a request you cannot open");
    let json = visitor.get("/api/v1/reviews/1").await;
    for seen in [&page, &json] {
        seen.hides("all say out of service").hides("A rule was wrong").hides("We look at it");
    }
    page
}

#[test]
fn somebody_who_cannot_open_a_request_reads_that_something_happened_and_not_what_was_said() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let thuy = t.visitor(house.other_agent).await;
        thuy.get("/tickets/1").await.is(404);
        yusuf.post("/reviews/1/people", &[("person", "thuy@it.example")]).await.is(303);
        for one in [&ann, &yusuf] {
            one.get(PATH).await.shows("We look at it").shows("A rule was wrong");
        }
        sees_no_words(&thuy).await;
        let whole = yusuf.get("/api/v1/reviews/1").await.json();
        let answered = whole["moments"].as_array().unwrap().iter();
        let mut answered = answered.filter(|one| one["said"] == "We look at it");
        let event = &answered.next().unwrap()["event"];
        thuy.get(&format!("{PATH}/moments/{event}")).await.is(200).hides("We look at it");
        for one in [&ann, &yusuf] {
            agree(one, PATH, "reading").await.is(303);
        }
        thuy.get(PATH).await.shows("Published on");
        sees_no_words(&thuy).await;
        let parker = t.person("quiet@library.example", Some(DepartmentId(1))).await;
        let parker = t.visitor(parker).await;
        let is_open = parker.get("/tickets/1").await.status == 200;
        if !is_open {
            sees_no_words(&parker).await;
        }
        assert!(thuy.get("/reviews/1/pdf").await.bytes.starts_with(b"%PDF"));
    });
}

#[test]
fn only_requests_between_the_two_departments_can_be_looked_back_on() {
    each_db(async |t| {
        let (house, _, yusuf) = set_up(t).await;
        let marco = t.visitor(house.stranger).await;
        assert_eq!(report(&marco).await, "/tickets/2");
        yusuf.get("/tickets/2").await.is(200);
        let new = [
            ("relationship", "1"),
            ("title", "Theirs"),
            ("words", "It stopped"),
            ("tickets", "1, 2"),
        ];
        yusuf.post("/reviews", &new).await.is(422).shows("Request 2 is not between the two");
        yusuf.get("/reviews").await.hides("Theirs");
        let program = serde_json::json!({"relationship": 1, "title": "Theirs", "words": "It",
            "tickets": [2]});
        yusuf.json("POST", "/api/v1/reviews", program).await.is(422);
    });
}

#[test]
fn nobody_agrees_to_words_they_have_not_read() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let read = ann.get("/api/v1/reviews/1").await.json()["reading"].to_string();
        let sneaked = [("kind", "helped"), ("words", "Sneaked in")];
        yusuf.post("/reviews/1/parts", &sneaked).await.is(303);
        agree(&yusuf, PATH, "reading").await.is(303);
        let stale = ann.post("/reviews/1/agreement", &[("reading", &read)]).await;
        stale.is(422).shows("It has changed since you opened this page").shows("Sneaked in");
        ann.post("/reviews/1/agreement", &[]).await.is(422);
        let ben = t.visitor(house.ben).await;
        ben.get(PATH).await.is(404);
        // a word about a moment is something else to read, too
        let whole = ann.get("/api/v1/reviews/1").await.json();
        let event = &whole["moments"][0]["event"];
        let mark = [("version", "0"), ("note", "Before opening")];
        yusuf.post(&format!("{PATH}/moments/{event}"), &mark).await.is(303);
        let read = whole["reading"].to_string();
        ann.post("/reviews/1/agreement", &[("reading", &read)]).await.is(422);
        ann.get(PATH).await.shows("Nobody has agreed yet").shows("Only the 2 of you");
        agree(&ann, PATH, "reading").await.is(303);
        ben.get(PATH).await.is(404);
        let seen = agree(&yusuf, PATH, "reading").await;
        assert!(seen.location().contains("said=review-published"), "{}", seen.location());
        ben.get(PATH).await.is(200);
    });
}

#[test]
fn what_becomes_of_a_request_asks_everybody_again_and_after_publishing_changes_nothing() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        agree(&yusuf, PATH, "reading").await.is(303);
        ann.get(PATH).await.shows("Agreed to publish it as it is: Yusuf");
        yusuf.post("/tickets/1/replies", &[("body", "Said after agreeing")]).await.is(303);
        agree(&ann, PATH, "reading").await.is(303);
        let ben = t.visitor(house.ben).await;
        ben.get(PATH).await.is(404);
        ann.get(PATH).await.shows("Said after agreeing").shows("as it is: Ann");
        agree(&yusuf, PATH, "reading").await.is(303);
        yusuf.get(PATH).await.shows("Published on").shows("Said after agreeing");
        yusuf.post("/tickets/1/replies", &[("body", "Said after publishing")]).await.is(303);
        for one in [&ann, &yusuf, &ben] {
            one.get(PATH).await.hides("Said after publishing");
            one.get("/api/v1/reviews/1").await.hides("Said after publishing");
        }
    });
}

#[test]
fn after_publishing_nobody_more_takes_part_and_a_change_can_only_be_done() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let change = [("kind", "change"), ("words", "A card at the desk")];
        ann.post("/reviews/1/parts", &change).await.is(303);
        ann.post("/reviews/1/parts", &[("kind", "own"), ("words", "We slept")]).await.is(303);
        ann.get(PATH).await.shows("stays hidden from both departments");
        for one in [&ann, &yusuf] {
            agree(one, PATH, "reading").await.is(303);
        }
        // whoever comes later reads what was published, and nothing that was said at the table
        let late = [("person", "thuy@it.example")];
        yusuf.post("/reviews/1/people", &late).await.is(422).shows("nobody more takes part");
        let thuy = t.visitor(house.other_agent).await;
        thuy.get(PATH).await.hides("We slept").shows("Nobody has shared anything here");
        let other = [("version", "1"), ("words", "Something else")];
        ann.post("/reviews/parts/2", &other).await.is(409);
        ann.post("/reviews/1/parts", &[("kind", "change"), ("words", "More")]).await.is(409);
        ann.get("/reviews/1/parts/new?kind=change").await.is(409);
        let body = serde_json::json!({"words": "Something else"});
        ann.json("PUT", "/api/v1/review-parts/2", body).await.is(409);
        ann.json("DELETE", "/api/v1/review-parts/2", serde_json::json!({})).await.is(409);
        let page = ann.get("/reviews/parts/2").await;
        page.is(200).shows("A card at the desk").shows("What was done").hides("By when?");
        let done = [("done_words", "It lies there")];
        ann.post("/reviews/parts/2/completion", &done).await.is(303);
        thuy.get(PATH).await.shows("It lies there").hides("Something else");
        // consent stays with the writer
        let said = ann.post("/reviews/parts/3/consent", &[("consent", "yes")]).await.location();
        assert!(said.contains("said=review-shared"), "{said}");
        thuy.get(PATH).await.shows("We slept");
        ann.get(PATH).await.shows("both departments read it").hides("may be published");
        let said = ann.post("/reviews/parts/3/consent", &[]).await.location();
        assert!(said.contains("said=review-kept-back"), "{said}");
        thuy.get(PATH).await.hides("We slept");
    });
}

#[test]
fn the_timeline_names_sides_and_never_people() {
    each_db(async |t| {
        let (_, ann, yusuf) = set_up(t).await;
        let task = [("lines", "Talk to Deborah about how it went")];
        yusuf.post("/tickets/1/tasks", &task).await.is(303);
        yusuf.post("/tickets/1/tasks/1", &[("state", "done")]).await;
        yusuf.post("/tickets/1/assignment", &[("take", "yes")]).await;
        yusuf.post("/tickets/1/followers", &[("person", "ben@library.example")]).await;
        let page = ann.get(PATH).await;
        let text = page.text();
        let (_, moments) = text.split_once("When it happened").unwrap();
        let (moments, _) = moments.split_once("What helped").unwrap();
        for name in ["Deborah", "Yusuf", "Ann ", "Ben"] {
            assert!(!moments.contains(name), "{name}: {moments}");
        }
        // what says nothing of what happened is left out
        assert!(!moments.contains("The state changed"), "{moments}");
    });
}
