//! Choosing how to be told on two pages at once, and letters that say why they come.

use crate::{
    notices::{letters, say},
    notifications::{choices, set_up},
};
use axum::{
    body::Body,
    http::{Request, header},
};
use desk::{
    assignment::{Assignment, assign},
    tickets::watch,
};
use serde_json::json;
use testing::each_db;

#[test]
fn what_was_chosen_on_another_page_meanwhile_is_shown_and_nothing_typed_is_lost() {
    each_db(async |t| {
        let (_, ann, _) = set_up(t).await;
        let path = "/account/notifications";
        let typed = |request: &'static str, version: &'static str| {
            [
                ("version", version),
                ("request", request),
                ("asked", "mail"),
                ("following", "none"),
                ("quiet_from", "20:00"),
                ("quiet_until", "07:15"),
                ("digest_at", "07:30"),
                ("day", "2"),
            ]
        };
        let has = |seen: &testing::Seen, part: &str| assert!(seen.body.contains(part), "{part}");
        has(&ann.get(path).await, "name=\"version\" value=\"0\"");
        ann.post(path, &typed("app", "0")).await.is(303);
        // the other page was opened before that
        let seen = ann.post(path, &typed("digest", "0")).await;
        seen.is(422).shows("You chose something else meanwhile").shows("20:00 to 07:15");
        has(&seen, "<option value=\"digest\" selected>");
        has(&seen, "name=\"version\" value=\"1\"");
        // sent twice it is what they wanted
        ann.post(path, &typed("app", "0")).await.is(303);
        ann.post(path, &typed("digest", "1")).await.is(303);
        let call = "/api/v1/me/notification-choices";
        let now = ann.get(call).await;
        assert_eq!(now.json()["request"], "digest");
        assert_eq!(now.headers["etag"], "\"2\"");
        let mut body = choices();
        body["request"] = json!("mail");
        for (tag, status) in [("\"1\"", 409), ("\"2\"", 200)] {
            let request = Request::put(call)
                .header(header::CONTENT_TYPE, "application/json")
                .header(header::IF_MATCH, tag)
                .body(Body::from(body.to_string()))
                .unwrap();
            ann.send(request).await.is(status);
        }
    });
}

#[test]
fn a_letter_says_why_it_comes_and_where_to_choose_that_it_does_not() {
    each_db(async |t| {
        let (house, _, ticket) = set_up(t).await;
        let contact = t.actor(house.contact).await;
        watch(&t.app, &contact, ticket, true).await.unwrap();
        say(t, &house, ticket, "We found it.").await;
        for (to, letter) in letters(t).await {
            let why = match to.starts_with("ann") {
                true => "because this is your request",
                false => "because you follow this request",
            };
            let end = letter.text.rsplit("\n-- \n").next().unwrap();
            assert!(end.contains(why) && end.contains("/account/notifications"), "{to}: {end}");
        }
        // a team's own address has nobody who could choose
        let mine = Assignment { team: Some(base::TeamId(2)), assignee: None, seen: None };
        assign(&t.app, &t.actor(house.yusuf).await, ticket, mine).await.unwrap();
        for (to, letter) in letters(t).await.iter().filter(|(to, _)| !to.starts_with("ann")) {
            assert!(letter.text.contains("the address of a team"), "{to}: {}", letter.text);
            assert!(!letter.text.contains("/account/notifications"), "{}", letter.text);
        }
    });
}
