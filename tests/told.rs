//! Choosing how to be told on two pages at once, letters that say why they come, and what is told that
//! is about no ticket.
// tidy: allow sql because who asked about a word must be kept nowhere

use crate::{
    goals::{GOAL, pair},
    meetings::{both, plan},
    notices::{letters, say},
    notifications::{choices, set_up},
    reviews::agree,
};
use axum::{
    body::Body,
    http::{Request, header},
};
use base::{DepartmentId, PersonId};
use desk::{
    assignment::{Assignment, assign},
    tickets::watch,
};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

const DAY: i64 = 86_400;

/// What somebody was told that is about no ticket, the newest first.
async fn told(visitor: &Visitor) -> Vec<String> {
    let all = visitor.get("/api/v1/me/tidings").await.json();
    all.as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

/// So many of what somebody was told say this.
async fn count(visitor: &Visitor, part: &str) -> usize {
    told(visitor).await.iter().filter(|text| text.contains(part)).count()
}

async fn choose(visitor: &Visitor, changes: &[(&str, &str)]) {
    let mut body = choices();
    for (kind, way) in changes {
        body[*kind] = json!(way);
    }
    visitor.json("PUT", "/api/v1/me/notification-choices", body).await.is(200);
}

/// Everybody who has no part in what is told.
async fn others(t: &TestApp, house: &crate::tickets::House) -> Vec<Visitor> {
    let admin = t.person("admin@it.example", Some(DepartmentId(3))).await;
    t.grant(admin, "administrator", None, None).await;
    let mut all = Vec::new();
    for person in [house.ben, house.stranger, house.other_agent, admin] {
        all.push(t.visitor(person).await);
    }
    all
}

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

#[test]
fn whoever_looks_after_words_hears_once_that_one_waits_and_not_from_whom() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        ann.post("/glossary/asked", &[("word", "stanza")]).await.is(303);
        ben.post("/glossary/asked", &[("word", "Stanza")]).await.is(303);
        assert_eq!(told(&priya).await, ["Somebody asks what a word means: stanza"]);
        let seen = priya.get("/notifications").await;
        seen.hides("Ann").hides("Ben");
        let named = "select count(*) from tiding where who <> ''";
        let named: (i64,) =
            t.app.read(move |tx| Ok(tx.one(&db::Sql::built(named.into()), &[])?)).await.unwrap();
        assert_eq!(named.0, 0, "who asked is kept nowhere");
        for other in [&ann, &ben, &kerryn] {
            assert_eq!(told(other).await, Vec::<String>::new());
        }
        // the list of words that wait is what it leads to
        priya.get("/").await.shows("New for you: 1");
        priya.get("/glossary/asked").await.shows("2 people asked");
        priya.get("/").await.hides("New for you: ");
        priya.post("/glossary/asked/1", &[("why", "It is a typing mistake")]).await.is(303);
        for asker in [&ann, &ben] {
            asker.get("/notifications").await.shows("Priya answered").shows("a typing mistake");
        }
        // whoever asks about a word that they look after themselves knows
        priya.post("/glossary/asked", &[("word", "flange")]).await.is(303);
        assert_eq!(count(&priya, "flange").await, 0);
    });
}

#[test]
fn whoever_promised_and_whoever_wrote_it_down_hear_what_becomes_of_it() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, yusuf) = (t.visitor(it.liaison).await, t.visitor(it.house.yusuf).await);
        let ann = t.visitor(it.house.ann).await;
        let promise = |owner: PersonId, day: &str| json!({"words": "Order rolls", "owner": owner.0, "due_on": day});
        let path = "/api/v1/relationships/1/actions";
        priya.json("POST", path, promise(it.house.yusuf, "2026-11-26")).await.is(201);
        assert_eq!(count(&yusuf, "Priya wrote down that you will do this: Order rolls").await, 1);
        yusuf.get("/notifications").await.shows("By 26 November");
        let sent = letters(t).await;
        assert_eq!((sent.len(), sent[0].0.as_str()), (1, "yusuf@it.example"));
        let text = &sent[0].1.text;
        assert!(text.contains("Order rolls") && text.contains("By 26 November"), "{text}");
        assert!(text.contains("/actions/1") && text.contains("/account/notifications"), "{text}");
        // he moves the day: she wrote it down, and hears of it; he did it, and does not
        yusuf.json("PUT", "/api/v1/actions/1", promise(it.house.yusuf, "2026-11-30")).await.is(200);
        assert_eq!(count(&priya, "Yusuf changed what was promised").await, 1);
        assert_eq!(told(&yusuf).await.len(), 1);
        // it becomes somebody else's
        priya.json("PUT", "/api/v1/actions/1", promise(it.house.ann, "2026-11-30")).await.is(200);
        assert_eq!(count(&yusuf, "gave to somebody else what you had promised").await, 1);
        assert_eq!(count(&ann, "you will do this: Order rolls").await, 1);
        ann.post("/actions/1/completion", &[("done_words", "Here they are")]).await.is(303);
        assert_eq!(count(&priya, "Ann says that it is done: Order rolls").await, 1);
        for other in others(t, &it.house).await {
            assert_eq!(told(&other).await, Vec::<String>::new());
        }
    });
}

#[test]
fn reminders_of_promises_follow_what_somebody_chose_also_in_the_library() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, ann) = (t.visitor(it.liaison).await, t.visitor(it.house.ann).await);
        ann.get("/account/notifications").await.shows("Something of mine is due");
        choose(&ann, &[("reminder", "app"), ("asked", "none")]).await;
        let new = json!({"words": "Order rolls", "owner": it.house.ann.0, "due_on": "2026-11-26"});
        priya.json("POST", "/api/v1/relationships/1/actions", new).await.is(201);
        assert_eq!(told(&ann).await, Vec::<String>::new(), "she chose not to hear that");
        t.later(4 * DAY);
        let ann = t.visitor(it.house.ann).await;
        for _ in 0..2 {
            bridge::run_due(&t.app).await.unwrap();
        }
        assert_eq!(
            told(&ann).await,
            ["Its day has passed, and it was promised by you: Order rolls"]
        );
        assert_eq!(letters(t).await.len(), 0, "she chose no mail");
        // looking at it is reading it
        ann.get("/").await.shows("New for you: 1");
        ann.get("/actions/1").await.is(200);
        ann.get("/").await.hides("New for you: ");
        ann.get("/notifications").await.hides("Unread").shows("Its day has passed");
    });
}

#[test]
fn a_summary_has_what_is_about_tickets_and_what_is_not_in_one_letter() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, ann) = (t.visitor(it.liaison).await, t.visitor(it.house.ann).await);
        let path = crate::tickets::report(&ann).await;
        let ticket = path.rsplit('/').next().unwrap().parse().unwrap();
        letters(t).await;
        choose(&ann, &[("request", "digest"), ("asked", "digest"), ("reminder", "digest")]).await;
        say(t, &it.house, ticket, "We found it.").await;
        for (words, day) in [("Order rolls", "2026-12-24"), ("Ring the supplier", "")] {
            let new = json!({"words": words, "owner": it.house.ann.0, "due_on": day});
            priya.json("POST", "/api/v1/relationships/1/actions", new).await.is(201);
        }
        // one of them she reads before that
        ann.get("/actions/2").await.is(200);
        assert_eq!(letters(t).await.len(), 0, "not yet");
        t.later(2 * DAY);
        let all = letters(t).await;
        let [(to, letter)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(to, "ann@library.example");
        assert!(letter.subject.as_deref().unwrap().contains("2 things are new"), "{letter:?}");
        let text = &letter.text;
        for part in ["We found it.", "Order rolls", "By 24 December", "/actions/1"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("Ring the supplier"), "{text}");
        t.later(2 * DAY);
        assert_eq!(letters(t).await.len(), 0, "once");
        // and what is about no ticket is enough for one
        let new = json!({"words": "Paint the door", "owner": it.house.ann.0, "due_on": ""});
        let priya = t.visitor(it.liaison).await;
        priya.json("POST", "/api/v1/relationships/1/actions", new).await.is(201);
        t.later(2 * DAY);
        let all = letters(t).await;
        assert_eq!(all.len(), 1);
        assert!(all[0].1.text.contains("Paint the door"), "{}", all[0].1.text);
        assert!(!all[0].1.text.contains("Order rolls"), "{}", all[0].1.text);
    });
}

#[test]
fn whoever_is_invited_to_a_meeting_finds_it_in_their_list_and_gets_one_letter() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, yusuf) = (t.visitor(it.liaison).await, t.visitor(it.house.yusuf).await);
        let kerryn = t.visitor(it.chief).await;
        choose(&yusuf, &[("asked", "app")]).await;
        choose(&kerryn, &[("asked", "digest")]).await;
        let meeting = plan(&priya, &[("recurs", "once")]).await;
        for guest in [&yusuf, &kerryn] {
            assert_eq!(told(guest).await, ["Priya invites you to a meeting: Library and IT"]);
            guest.get("/notifications").await.shows("Tuesday 24 November");
        }
        assert_eq!(told(&priya).await, Vec::<String>::new(), "she did it");
        for other in others(t, &it.house).await {
            assert_eq!(told(&other).await, Vec::<String>::new());
        }
        priya
            .post(&format!("{meeting}/cancellation"), &[("cancel_why", "The hall is wet")])
            .await
            .is(303);
        yusuf.get("/notifications").await.shows("cancelled a meeting").shows("The hall is wet");
        t.later(3 * DAY);
        let sent = letters(t).await;
        let to = |name: &str| sent.iter().filter(|(to, _)| to.starts_with(name)).count();
        assert_eq!((to("yusuf"), to("ann")), (0, 2), "{sent:?}");
        // the appointment and its end, each in a letter of its own, and no summary beside them
        assert_eq!(to("kerryn"), 2, "{sent:?}");
    });
}

#[test]
fn a_tour_is_told_to_whoever_looks_after_the_other_side_and_to_nobody_else() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let tour = [
            ("host", "customer"),
            ("title", "The sorter"),
            ("stops", "The slot"),
            ("minutes", "45"),
            ("most_people", "2"),
            ("starts", "2026-12-01T09:30"),
        ];
        ann.post("/tours", &tour).await.is(303);
        ann.post("/tours", &tour).await.is(303);
        assert_eq!(told(&kerryn).await, ["Ann offers your side a tour: The sorter"]);
        kerryn.get("/notifications").await.shows("1 December");
        assert_eq!(told(&priya).await, Vec::<String>::new(), "it is her own side");
        yusuf.post("/tours/1/dates/1/acceptance", &[]).await.is(303);
        assert_eq!(count(&ann, "Yusuf agrees: there is a time").await, 1);
        assert_eq!(count(&priya, "Yusuf agrees: there is a time").await, 1);
        assert_eq!(told(&kerryn).await.len(), 1, "it is her own side");
        ann.post("/tours/1/withdrawal", &[("reason", "The sorter is out")]).await.is(303);
        assert_eq!(count(&kerryn, "Ann called off the tour").await, 1);
        // asked for from the other side
        let mut asked = tour.to_vec();
        asked[0] = ("host", "provider");
        asked[1] = ("title", "The server room");
        ann.post("/tours", &asked).await.is(303);
        assert_eq!(count(&kerryn, "Ann asks your side for a tour: The server room").await, 1);
        for other in others(t, &house).await {
            assert_eq!(told(&other).await, Vec::<String>::new());
        }
    });
}

#[test]
fn hours_with_the_other_side_are_told_to_whoever_is_in_them_and_has_to_agree() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let new = [
            ("host", "ann@library.example"),
            ("aims", "See what a queue feels like"),
            ("starts_on", "2026-12-01"),
            ("ends_on", "2027-05-28"),
            ("weekday", "2"),
            ("begins", "09:30"),
            ("hours", "2.5"),
        ];
        yusuf.post("/placements", &new).await.is(303);
        for reader in [&ann, &priya, &kerryn] {
            assert_eq!(count(reader, "proposes a few hours a week").await, 1);
        }
        assert_eq!(told(&yusuf).await, Vec::<String>::new());
        agree(&ann, "/placements/1", "version").await.is(303);
        ann.post("/placements/1/agreement", &[("version", "1")]).await.is(303);
        assert_eq!(count(&yusuf, "Ann agrees that Yusuf spends").await, 1);
        agree(&priya, "/placements/1", "version").await.is(303);
        agree(&kerryn, "/placements/1", "version").await.is(303);
        for reader in [&ann, &yusuf, &priya] {
            assert_eq!(count(reader, "All have agreed").await, 1);
        }
        ann.post("/placements/1/withdrawal", &[("reason", "Secret")]).await.is(303);
        for reader in [&yusuf, &priya, &kerryn] {
            assert_eq!(count(reader, "Ann called off the hours").await, 1);
            reader.get("/notifications").await.hides("Secret").hides("feels like");
        }
        for other in others(t, &house).await {
            assert_eq!(told(&other).await, Vec::<String>::new());
        }
    });
}

#[test]
fn a_goal_is_told_to_whoever_owns_it_and_to_the_other_side() {
    each_db(async |t| {
        let (house, priya, kerryn) = pair(t).await;
        let ann = t.visitor(house.ann).await;
        let owner = house.ann.to_string();
        let mut goal = GOAL.to_vec();
        goal[7] = ("owner_customer", &owner);
        priya.post("/goals", &goal).await.is(303);
        priya.post("/goals", &goal).await.is(303);
        for reader in [&ann, &kerryn] {
            assert_eq!(told(reader).await, ["Priya set a goal for both sides: Nobody waits"]);
        }
        kerryn.get("/notifications").await.shows("By 30 June");
        agree(&kerryn, "/goals/1", "version").await.is(303);
        kerryn.post("/goals/1/agreement", &[("version", "1")]).await.is(303);
        for reader in [&ann, &priya] {
            assert_eq!(count(reader, "Kerryn agrees to a goal").await, 1);
        }
        goal.push(("version", "1"));
        goal[5] = ("to", "1");
        kerryn.post("/goals/1/edit", &goal).await.is(303);
        assert_eq!(count(&priya, "Kerryn changed a goal of both sides").await, 1);
        let close = [("ending", "reached"), ("ending_words", "Thank you"), ("next", "")];
        ann.post("/goals/1/closing", &close).await.is(303);
        assert_eq!(count(&kerryn, "Ann closed a goal").await, 1);
        for other in others(t, &house).await {
            assert_eq!(told(&other).await, Vec::<String>::new());
        }
    });
}

#[test]
fn an_idea_is_told_to_whoever_noted_it_looks_after_it_and_would_be_helped() {
    each_db(async |t| {
        let (house, priya, _) = pair(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let thuy = t.visitor(house.other_agent).await;
        ann.post("/ideas", &[("words", "A cover for the fan")]).await.is(303);
        thuy.post("/ideas/1/support", &[]).await.is(303);
        priya.post("/ideas/1/owner", &[("owner", "yusuf@it.example")]).await.is(303);
        assert_eq!(
            told(&yusuf).await,
            ["Priya asks you to look after an idea: A cover for the fan"]
        );
        assert_eq!(count(&ann, "gave an idea of yours somebody who looks after it").await, 1);
        let outcome = [("state", "adopted"), ("reason", "It is on.")];
        yusuf.post("/ideas/1/outcome", &outcome).await.is(303);
        for reader in [&ann, &thuy] {
            assert_eq!(count(reader, "Yusuf says what became of an idea").await, 1);
        }
        for other in [house.ben, house.stranger] {
            assert_eq!(told(&t.visitor(other).await).await, Vec::<String>::new());
        }
    });
}

#[test]
fn the_list_has_everything_in_its_order_goes_on_and_is_read_at_once() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, ann) = (t.visitor(it.liaison).await, t.visitor(it.house.ann).await);
        choose(&ann, &[("request", "app"), ("asked", "app")]).await;
        let path = crate::tickets::report(&ann).await;
        let ticket = path.rsplit('/').next().unwrap().parse().unwrap();
        for n in 1..=30 {
            let new =
                json!({"words": format!("Promise {n}."), "owner": it.house.ann.0, "due_on": ""});
            priya.json("POST", "/api/v1/relationships/1/actions", new).await.is(201);
            t.later(1);
            say(t, &it.house, ticket, &format!("Answer {n}.")).await;
            t.later(1);
        }
        let page = ann.get("/notifications").await;
        page.shows("Promise 30.").shows("Answer 30.").shows("Promise 6.").shows("Answer 6.");
        page.hides("Promise 5.").hides("Answer 5.");
        let text = page.text();
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} in {text}"));
        assert!(at("Answer 30.") < at("Promise 30.") && at("Promise 30.") < at("Answer 29."));
        let older =
            page.body.split("href=\"").find(|part| part.starts_with("/notifications?before"));
        let older = older.unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let page = ann.get(&older.replace("&#38;", "&")).await;
        page.shows("Promise 5.").shows("Answer 5.").shows("Answer 1.").hides("Promise 6.");
        let last = ann.get("/api/v1/me/tidings?limit=10").await;
        assert_eq!(last.json().as_array().unwrap().len(), 10);
        ann.get("/").await.shows("New for you: 60");
        ann.post("/notifications/reading", &[("newest", "0"), ("newest_tiding", "5")])
            .await
            .is(303);
        ann.get("/").await.shows("New for you: 55");
        ann.json("POST", "/api/v1/me/tidings/reading", json!({})).await.is(204);
        ann.json("POST", "/api/v1/notifications/reading", json!({})).await.is(204);
        ann.get("/").await.hides("New for you: ");
    });
}

#[test]
fn what_is_long_past_is_dropped_and_the_rest_stays() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let promise = async |visitor: &Visitor, words: &str| {
            let new = json!({"words": words, "owner": it.house.ann.0, "due_on": ""});
            visitor.json("POST", "/api/v1/relationships/1/actions", new).await.is(201);
        };
        promise(&priya, "Order rolls").await;
        t.later(80 * DAY);
        let priya = t.visitor(it.liaison).await;
        promise(&priya, "Paint the door").await;
        desk::tickets::tidy(&t.app).await.unwrap();
        assert_eq!(told(&t.visitor(it.house.ann).await).await.len(), 2);
        t.later(11 * DAY);
        desk::tickets::tidy(&t.app).await.unwrap();
        let left = told(&t.visitor(it.house.ann).await).await;
        assert!(left.len() == 1 && left[0].contains("Paint the door"), "{left:?}");
    });
}
