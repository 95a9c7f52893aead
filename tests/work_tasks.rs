//! Tasks and checklists: the steps of a ticket.

use crate::tickets::{House, house, report};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

async fn start(t: &TestApp) -> (House, Visitor, Visitor, String) {
    let house = house(t).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let ticket = report(&ann).await;
    (house, ann, yusuf, ticket)
}

#[test]
fn a_pasted_list_becomes_tasks_in_order() {
    each_db(async |t| {
        let (_, _, yusuf, ticket) = start(t).await;
        let lines = [("lines", "- Ring the supplier\r\n- Swap the fuse\r\n\r\n3. Test it")];
        let seen = yusuf.submit(&format!("{ticket}/tasks"), &lines).await;
        seen.shows("0 of 3 done").shows("Ring the supplier").shows("Test it");
        yusuf.post(&format!("{ticket}/tasks/3/place"), &[("up", "yes")]).await.is(303);
        let order = yusuf.get(&format!("/api/v1{ticket}/tasks")).await.json();
        let titles: Vec<_> = order.as_array().unwrap().iter().map(|t| &t["title"]).collect();
        assert_eq!(titles, ["Ring the supplier", "Test it", "Swap the fuse"]);
        // at the top it stays
        yusuf.post(&format!("{ticket}/tasks/1/place"), &[("up", "yes")]).await.is(303);
        let seen = yusuf.submit(&format!("{ticket}/tasks/1/completion"), &[]).await;
        seen.shows("1 of 3 done").shows("Yusuf did: Ring the supplier");
        // done twice is done once
        yusuf.submit(&format!("{ticket}/tasks/1/completion"), &[]).await.shows("1 of 3 done");
        yusuf
            .submit(&format!("{ticket}/tasks/1/completion"), &[("undo", "yes")])
            .await
            .shows("0 of 3");
        yusuf
            .submit(&format!("{ticket}/tasks/2/removal"), &[("sure", "yes")])
            .await
            .shows("0 of 2 done");
    });
}

#[test]
fn tasks_that_make_no_sense_are_refused_with_every_word() {
    each_db(async |t| {
        let (house, ann, yusuf, ticket) = start(t).await;
        let to = format!("{ticket}/tasks");
        yusuf.post(&to, &[("lines", " \n- \n")]).await.is(422).shows("Please fill this in");
        yusuf.post(&to, &[("lines", &"one\n".repeat(51))]).await.is(422).shows("more than 50");
        let late = [("lines", "Kept words"), ("due_at", "whenever")];
        yusuf.post(&to, &late).await.is(422).shows("Kept words");
        // somebody who could not open the ticket
        let stranger = house.other_agent.to_string();
        yusuf.post(&to, &[("lines", "x"), ("owner", &stranger)]).await.is(422);
        yusuf.post(&to, &[("checklist", "99")]).await.is(422);
        ann.post(&to, &[("lines", "x")]).await.is(403);
        yusuf.get(&format!("{ticket}/tasks/99")).await.is(404);
    });
}

#[test]
fn the_requester_sees_only_the_steps_that_are_shown() {
    each_db(async |t| {
        let (_, ann, yusuf, ticket) = start(t).await;
        let to = format!("{ticket}/tasks");
        yusuf.post(&to, &[("lines", "Ask the boss"), ("due_at", "2026-11-24T09:00")]).await;
        ann.get(&ticket).await.hides("Ask the boss").hides("Steps");
        yusuf.post(&to, &[("lines", "Order\nFit"), ("is_shown", "yes")]).await;
        yusuf.post(&format!("{to}/2/completion"), &[]).await;
        let seen = ann.get(&ticket).await;
        seen.shows("Steps 1 of 2 done").shows("Order").hides("Ask the boss");
        let tasks = ann.get(&format!("/api/v1{to}")).await.json();
        assert_eq!(tasks.as_array().unwrap().len(), 2);
        ann.post(&format!("{to}/3/completion"), &[]).await.is(403);
    });
}

#[test]
fn putting_right_with_open_tasks_asks_first() {
    each_db(async |t| {
        let (_, _, yusuf, ticket) = start(t).await;
        yusuf.post(&format!("{ticket}/tasks"), &[("lines", "One\nTwo")]).await;
        let done = [("words", "Swapped the fuse"), ("cause", "hardware")];
        let asked = yusuf.post(&format!("{ticket}/resolution"), &done).await;
        asked.is(422).shows("2 tasks are still open").shows("Swapped the fuse");
        let api = json!({"words": "Swapped", "cause": "hardware"});
        let refused = yusuf.json("POST", &format!("/api/v1{ticket}/resolution"), api).await;
        assert_eq!(refused.is(422).json()["errors"][0]["field"], "despite_tasks");
        let sure = [done[0], done[1], ("despite_tasks", "yes")];
        yusuf.submit(&format!("{ticket}/resolution"), &sure).await.shows("Put right");
    });
}

#[test]
fn my_tasks_are_those_of_all_tickets_and_what_is_overdue_says_so() {
    each_db(async |t| {
        let (house, ann, yusuf, ticket) = start(t).await;
        let other = report(&ann).await;
        let me = house.yusuf.to_string();
        let new = [("lines", "Later"), ("owner", &me), ("due_at", "2026-11-25T09:00")];
        yusuf.post(&format!("{ticket}/tasks"), &new).await;
        let new = [("lines", "Sooner"), ("owner", &me), ("due_at", "2026-11-23T11:00")];
        yusuf.post(&format!("{other}/tasks"), &new).await;
        yusuf.post(&format!("{other}/tasks"), &[("lines", "Some day"), ("owner", &me)]).await;
        yusuf.post(&format!("{other}/tasks"), &[("lines", "Nobody's")]).await;
        t.later(2 * 3600);
        let seen = yusuf.get("/tasks").await;
        seen.shows("overdue").hides("Nobody's");
        let mine = yusuf.get("/api/v1/tasks?limit=2").await;
        let next = mine.headers["link"].to_str().unwrap().to_owned();
        let next = next.trim_start_matches('<').split('>').next().unwrap().to_owned();
        let titles = |page: serde_json::Value| {
            page.as_array().unwrap().iter().map(|t| t["title"].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(titles(mine.json()), ["\"Sooner\"", "\"Later\""]);
        assert_eq!(titles(yusuf.get(&next).await.json()), ["\"Some day\""]);
        ann.get("/tasks").await.is(403);
        let back =
            yusuf.post(&format!("{other}/tasks/2/completion"), &[("from_mine", "yes")]).await;
        assert!(back.location().starts_with("/tasks?"));
    });
}

#[test]
fn a_due_task_reminds_its_owner_once() {
    each_db(async |t| {
        let (house, _, yusuf, ticket) = start(t).await;
        t.run_jobs().await;
        let before = t.outbox().len();
        let me = house.yusuf.to_string();
        let new = [("lines", "Ring the supplier"), ("owner", &me), ("due_at", "2026-11-23T11:00")];
        yusuf.post(&format!("{ticket}/tasks"), &new).await;
        desk::tickets::tidy(&t.app).await.unwrap();
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), before);
        t.later(2 * 3600);
        for _ in 0..2 {
            desk::tickets::tidy(&t.app).await.unwrap();
            t.run_jobs().await;
        }
        let mail = t.outbox();
        assert_eq!(mail.len(), before + 1);
        assert!(mail[before].contains("To: Yusuf") && mail[before].contains("Ring the supplier"));
        // another date is another reminder, and what is done needs none
        let edit = [("title", "Ring them"), ("owner", &me), ("due_at", "2026-11-23T13:00")];
        yusuf.post(&format!("{ticket}/tasks/1"), &edit).await.is(303);
        yusuf.post(&format!("{ticket}/tasks/1/completion"), &[]).await;
        t.later(2 * 3600);
        desk::tickets::tidy(&t.app).await.unwrap();
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), before + 1);
    });
}

#[test]
fn a_checklist_goes_on_at_once_where_it_fits() {
    each_db(async |t| {
        let (house, _, yusuf, ticket) = start(t).await;
        let thuy = t.visitor(house.other_agent).await;
        let list = |name, service, kind| {
            [
                ("name", name),
                ("lines", "1. Unplug\n2. Wait"),
                ("team", "1"),
                ("service", service),
                ("kind", kind),
                ("is_shown", "yes"),
                ("is_active", "yes"),
            ]
        };
        yusuf.post("/checklists", &list("Restart", "1", "")).await.is(303);
        yusuf.post("/checklists", &list("Printers", "2", "")).await.is(303);
        yusuf.post("/checklists", &list("Ordinary", "", "service_request")).await.is(303);
        yusuf
            .post("/checklists", &list("Restart", "", ""))
            .await
            .is(422)
            .shows("There is one with this name");
        let seen = yusuf.get(&ticket).await;
        seen.shows("Restart").hides("Printers").hides("Ordinary");
        let put = [("checklist", "1"), ("lines", "Smile")];
        let seen = yusuf.submit(&format!("{ticket}/tasks"), &put).await;
        seen.shows("0 of 3 done").shows("Unplug").shows("Smile");
        thuy.get("/checklists").await.hides("Restart");
        thuy.post("/checklists/1", &list("Mine", "", "")).await.is(404);
        let stale = [("name", "R"), ("lines", "x"), ("team", "1"), ("version", "9")];
        yusuf.post("/checklists/1", &stale).await.is(422).shows("Somebody else changed this");
    });
}

#[test]
fn programs_do_everything_with_tasks_that_pages_do() {
    each_db(async |t| {
        let (house, _, yusuf, ticket) = start(t).await;
        let api = format!("/api/v1{ticket}/tasks");
        let new = json!({"titles": ["One", "Two"], "owner": house.yusuf.0,
            "due_at": "2026-11-24T00:00:00Z", "is_shown": true});
        let made = yusuf.json("POST", &api, new).await.is(201).json();
        assert_eq!(made[1]["title"], "Two");
        let one = format!("{api}/{}", made[0]["id"]);
        let change = json!({"title": "First", "owner": null, "is_done": true, "move": "down"});
        let now = yusuf.json("PATCH", &one, change).await.is(200).json();
        assert_eq!((&now["title"], &now["owner"]), (&json!("First"), &json!(null)));
        assert_eq!(now["due_at"], "2026-11-24T00:00:00Z");
        assert!(now["done_at"].is_string());
        yusuf.json("PATCH", &one, json!({"move": "sideways"})).await.is(422);
        yusuf.json("PATCH", &one, json!({"is_removed": true})).await.is(200);
        yusuf.json("PATCH", &one, json!({"is_removed": true})).await.is(404);
        let list = json!({"name": "L", "lines": ["a", "b"], "team": 1});
        let made = yusuf.json("POST", "/api/v1/checklists", list).await.is(201).json();
        assert_eq!(made["lines"], json!(["a", "b"]));
        let bad = json!({"name": "L", "lines": [], "team": 1, "kind": "odd"});
        yusuf.json("PUT", "/api/v1/checklists/1", bad).await.is(422);
    });
}
