//! The queue of people who work in it all day: their keys' deeds, views, snoozes, many at once.
// tidy: allow sql because it counts what was recorded, and lets somebody leave

use crate::tickets::{house, report};
use base::TeamId;
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

/// So many reports of Ann's, by number.
async fn reports(t: &TestApp, ann: &Visitor, n: usize) -> Vec<String> {
    let mut found = Vec::new();
    for _ in 0..n {
        let path = report(ann).await;
        found.push(path.rsplit('/').next().unwrap().to_owned());
    }
    let _ = t;
    found
}

fn has_row(page: &testing::Seen, number: &str) -> bool {
    page.body.contains(&format!("id=\"line-{number}\""))
}

#[test]
fn complaint_23_giving_a_ticket_to_somebody_is_one_key_and_enter() {
    each_db(async |t| {
        let house = house(t).await;
        t.grant(house.other_agent, "agent", None, Some(TeamId(1))).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let number = &reports(t, &ann, 1).await[0];
        // what the key `a`, a few letters and Enter send: one request, from the list
        let typed = [("deed", "assign"), ("who", "thu"), ("tickets", number), ("key", "k1")];
        yusuf.submit("/bulk", &typed).await.shows("Given: 1.");
        yusuf.get("/queue").await.shows("Thuy");
        // and what the key `m` sends: nothing else to say
        let taken = [("deed", "assign"), ("take", "yes"), ("tickets", number), ("key", "k2")];
        yusuf.submit("/bulk", &taken).await.shows("Given: 1.");
        assert!(has_row(&yusuf.get("/queue?whose=mine").await, number));
        let nobody = [("deed", "assign"), ("who", "zz"), ("tickets", number)];
        yusuf.post("/bulk", &nobody).await.is(422).shows("Nobody in your teams is called that.");
    });
}

#[test]
fn a_snooze_is_mine_alone_ends_by_itself_and_wakes_today() {
    each_db(async |t| {
        let house = house(t).await;
        t.grant(house.other_agent, "agent", None, Some(TeamId(1))).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let thuy = t.visitor(house.other_agent).await;
        let number = &reports(t, &ann, 1).await[0];
        let path = format!("/tickets/{number}");
        yusuf.get(&path).await.shows("A snooze only keeps a ticket out of your own lists");
        yusuf
            .submit(&format!("{path}/snooze"), &[("quick", "two_hours")])
            .await
            .shows("It comes back into your lists by itself")
            .shows("Out of your lists until");
        assert!(!has_row(&yusuf.get("/queue").await, number));
        assert!(has_row(&yusuf.get("/queue?phase=snoozed").await, number));
        assert!(has_row(&yusuf.get("/queue?phase=waking").await, number), "due today");
        assert!(has_row(&thuy.get("/queue").await, number), "nobody else notices");
        // the requester sees an open ticket, not a hold
        ann.get(&path).await.hides("Out of your lists");
        t.later(2 * 3600 + 1);
        assert!(has_row(&yusuf.get("/queue").await, number));
        assert!(has_row(&yusuf.get("/queue?phase=waking").await, number));
        assert!(!has_row(&yusuf.get("/queue?phase=snoozed").await, number));
        for wrong in ["", "1999-01-01T09:00", "2999-01-01T09:00", "soon"] {
            yusuf.post(&format!("{path}/snooze"), &[("until", wrong)]).await.is(422);
        }
    });
}

#[test]
fn a_message_from_whoever_asked_ends_every_snooze_at_once() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let number = &reports(t, &ann, 1).await[0];
        let path = format!("/tickets/{number}");
        yusuf.post(&format!("{path}/snooze"), &[("quick", "week")]).await.is(303);
        assert!(!has_row(&yusuf.get("/queue").await, number));
        yusuf.post(&format!("{path}/replies"), &[("body", "We look at it")]).await.is(303);
        assert!(!has_row(&yusuf.get("/queue").await, number), "our own answer does not wake it");
        ann.post(&format!("{path}/replies"), &[("body", "Now it smokes")]).await.is(303);
        assert!(has_row(&yusuf.get("/queue").await, number));
        assert!(has_row(&yusuf.get("/queue?phase=waking").await, number));
        yusuf.post(&format!("{path}/snooze"), &[("quick", "week")]).await.is(303);
        yusuf.submit(&format!("{path}/snooze/end"), &[]).await.shows("It is back in your lists.");
        assert!(has_row(&yusuf.get("/queue").await, number));
    });
}

#[test]
fn what_woke_from_its_hold_today_is_in_waking_up_today() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let number = &reports(t, &ann, 1).await[0];
        let wakes = t.app.now().plus_seconds(86_400);
        let zone = t.app.config.time_zone();
        let typed = zone.to_datetime(wakes.timestamp()).strftime("%Y-%m-%dT%H:%M").to_string();
        let hold =
            [("reason", "awaiting_supplier"), ("because", "A part comes"), ("wakes", &typed)];
        yusuf.post(&format!("/tickets/{number}/hold"), &hold).await.is(303);
        assert!(!has_row(&yusuf.get("/queue?phase=waking").await, number), "not today");
        t.later(86_400 - 60);
        assert!(has_row(&yusuf.get("/queue?phase=waking").await, number), "today");
        t.later(120);
        desk::tickets::tidy(&t.app).await.unwrap();
        yusuf.get(&format!("/tickets/{number}")).await.shows("took it off hold");
        assert!(has_row(&yusuf.get("/queue?phase=waking").await, number), "still today");
    });
}

#[test]
fn overdue_news_is_a_list_the_longest_overdue_first() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let numbers = reports(t, &ann, 2).await;
        assert!(!has_row(&yusuf.get("/queue?phase=overdue").await, &numbers[0]));
        t.later(10 * 86_400);
        report(&ann).await;
        let page = yusuf.get("/queue?phase=overdue").await;
        assert!(numbers.iter().all(|number| has_row(&page, number)));
        assert!(!has_row(&page, "3"), "news of the third is not due yet");
        let news = yusuf.get("/queue?order=news").await;
        let at = |n: &str| news.body.find(&format!("id=\"line-{n}\"")).unwrap();
        assert!(at("1") < at("2") && at("2") < at("3"));
    });
}

#[test]
fn tags_make_lists_and_follow_the_ticket() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let numbers = reports(t, &ann, 2).await;
        let all = numbers.join(" ");
        let tag = [("deed", "add_tag"), ("tag", "exam-week"), ("tickets", all.as_str())];
        yusuf.submit("/bulk", &tag).await.shows("Tagged: 2.");
        let json = yusuf.get("/api/v1/tags").await.is(200).json();
        assert_eq!(json, json!(["exam-week"]));
        let page = yusuf.get("/queue?tag=exam-week").await;
        assert!(numbers.iter().all(|number| has_row(&page, number)));
        assert!(!has_row(&yusuf.get("/queue?tag=exam").await, &numbers[0]));
        let away = [("deed", "remove_tag"), ("tag", "exam-week"), ("tickets", &numbers[0])];
        yusuf.submit("/bulk", &away).await.shows("Tag taken away: 1.");
        assert!(!has_row(&yusuf.get("/queue?tag=exam-week").await, &numbers[0]));
        // closed: out of the open ones, still with its tag
        let off = [("deed", "cancel"), ("why", "It was the plug"), ("tickets", &numbers[1])];
        yusuf.submit("/bulk", &off).await.shows("Called off: 1.");
        assert!(!has_row(&yusuf.get("/queue?tag=exam-week").await, &numbers[1]));
        assert!(has_row(&yusuf.get("/queue?tag=exam-week&phase=closed").await, &numbers[1]));
        let two = [("deed", "add_tag"), ("tag", "two words"), ("tickets", all.as_str())];
        yusuf.post("/bulk", &two).await.is(422).shows("A tag is one word.");
    });
}

#[test]
fn a_deed_on_many_does_what_it_can_and_says_what_it_could_not() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let numbers = reports(t, &ann, 4).await;
        let path = |at: usize| format!("/tickets/{}", numbers[at]);
        yusuf.post(&format!("{}/cancellation", path(2)), &[("why", "x")]).await.is(303);
        yusuf.post(&format!("{}/assignment", path(3)), &[("team", "2")]).await.is(303);
        let all = numbers.join(" ");
        let form = [("deed", "assign"), ("take", "yes"), ("tickets", all.as_str()), ("key", "k")];
        let seen = yusuf.submit("/bulk", &form).await;
        seen.shows("Given: 2. 2 could not be done.").shows("It is cancelled.");
        seen.shows("You do not work on this ticket.").shows("Undo");
        // the subject of a ticket that is not theirs stays with its team
        let foreign = seen.body.split("You do not work on").next().unwrap().to_owned();
        let row = foreign.rsplit("<li").next().unwrap().to_owned();
        assert!(row.contains(&format!("#{}", numbers[3])) && !row.contains("self-check"), "{row}");
        // each ticket tells it
        yusuf.get(&path(0)).await.shows("Yusuf took it");
        // sent twice: the same deed
        let again = yusuf.post("/bulk", &form).await.location();
        assert_eq!(again, yusuf.post("/bulk", &form).await.location());
        let events = t.app.read(|tx| {
            Ok(tx.one::<(i64,)>(
                &db::Sql::new("select count(*) from event where kind = 'ticket.assigned'"),
                &[],
            )?)
        });
        assert_eq!(events.await.unwrap().0, 2);
    });
}

#[test]
fn undoing_puts_back_what_nobody_changed_since_and_names_the_rest() {
    each_db(async |t| {
        let house = house(t).await;
        t.grant(house.other_agent, "agent", None, Some(TeamId(1))).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let thuy = t.visitor(house.other_agent).await;
        let numbers = reports(t, &ann, 3).await;
        let all = numbers.join(" ");
        let form = [("deed", "assign"), ("take", "yes"), ("tickets", all.as_str())];
        let bulk = yusuf.post("/bulk", &form).await.location();
        thuy.post(&format!("/tickets/{}/assignment", numbers[2]), &[("take", "y")]).await.is(303);
        // a tag that came since is nothing the deed changed: it stays, and the rest goes back
        let tag = [("deed", "add_tag"), ("tag", "vip"), ("tickets", numbers[0].as_str())];
        yusuf.post("/bulk", &tag).await.is(303);
        let seen = yusuf.submit(&format!("{bulk}/undoing"), &[]).await;
        seen.shows("Undone: 2 tickets are as they were. One was changed since and stays.");
        seen.shows("Thuy changed it since.").hides("/undoing");
        let json = yusuf.get(&format!("/api/v1/tickets/{}", numbers[0])).await.json();
        assert_eq!(json["assignee"], json!(null));
        assert_eq!((&json["state"], &json["tags"]), (&json!("new"), &json!(["vip"])));
        let json = yusuf.get(&format!("/api/v1/tickets/{}", numbers[2])).await.json();
        assert_eq!(json["assignee"]["name"], "Thuy");
        yusuf.get(&format!("/tickets/{}", numbers[0])).await.shows("undid what was done");
        // undone once; nobody else's to undo
        yusuf.submit(&format!("{bulk}/undoing"), &[]).await.shows("Undone: 2 tickets");
        thuy.post(&format!("{bulk}/undoing"), &[]).await.is(404);
    });
}

#[test]
fn every_deed_that_can_be_undone_is_undone_exactly() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let number = reports(t, &ann, 1).await.remove(0);
        let path = format!("/api/v1/tickets/{number}");
        let deeds = [
            json!({"kind": "assign", "assignee": house.yusuf.0}),
            json!({"kind": "add_tag", "tag": "exam"}),
            json!({"kind": "hold", "reason": "awaiting_supplier", "because": "A part comes",
                "wakes_at": t.app.now().plus_seconds(86_400).to_string()}),
            json!({"kind": "service", "service": 2}),
            json!({"kind": "location", "location": null}),
            json!({"kind": "priority", "changed": "Exams start", "scope": "everyone",
                "hurts": "now"}),
            json!({"kind": "resolve", "cause": "hardware", "words": "A new cable"}),
            json!({"kind": "cancel", "why": "Not needed"}),
            json!({"kind": "snooze", "until": t.app.now().plus_seconds(86_400).to_string()}),
            json!({"kind": "hand_over", "team": 2}),
        ];
        let facts = |mut ticket: serde_json::Value| {
            for changing in ["updated_at", "first_response_at"] {
                ticket[changing] = json!(null);
            }
            ticket
        };
        for deed in deeds {
            let before = facts(yusuf.get(&path).await.json());
            let body = json!({"deed": deed, "tickets": [number.parse::<i64>().unwrap()]});
            let made = yusuf.json("POST", "/api/v1/bulk-deeds", body).await;
            let made = made.is(201).json();
            assert_eq!(made["tickets"][0]["outcome"], "done", "{deed}: {made}");
            let undoing = format!("/api/v1/bulk-deeds/{}/undoing", made["number"]);
            let undone = yusuf.json("POST", &undoing, json!({})).await;
            assert_eq!(undone.is(200).json()["tickets"][0]["outcome"], "undone", "{deed}");
            assert_eq!(facts(yusuf.get(&path).await.json()), before, "{deed}");
            assert!(has_row(&yusuf.get("/queue").await, &number), "{deed}");
        }
    });
}

#[test]
fn a_deed_can_be_undone_for_some_minutes_and_an_answer_not_at_all() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let numbers = reports(t, &ann, 2).await;
        let all = numbers.join(" ");
        let words = "The line is cut in your street. **Tonight** it works again.";
        let form = [("deed", "reply"), ("words", words), ("tickets", all.as_str())];
        yusuf.submit("/bulk", &form).await.shows("Answered: 2.").hides("/undoing");
        ann.get(&format!("/tickets/{}", numbers[1])).await.shows("The line is cut in your street.");
        t.run_jobs().await;
        let letters = t.outbox().iter().filter(|l| l.contains("line is cut")).count();
        assert_eq!(letters, 2, "each person who asked is told on their own ticket");
        let made = yusuf.get("/api/v1/bulk-deeds/1").await.is(200).json();
        assert_eq!(made["deed"]["words"], "", "the words stand on the tickets, and only there");
        let form = [("deed", "add_tag"), ("tag", "cut"), ("tickets", all.as_str())];
        let bulk = yusuf.post("/bulk", &form).await.location();
        t.later(15 * 60 + 1);
        yusuf.get(&bulk).await.hides("/undoing");
        yusuf.submit(&format!("{bulk}/undoing"), &[]).await.shows("Tagged: 2.");
    });
}

#[test]
fn all_that_match_means_all_of_the_list_and_not_only_its_page() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        reports(t, &ann, 60).await;
        yusuf.get("/queue").await.shows("More");
        let form = yusuf.get("/bulk/new?all=yes&list=whose%3D1&deed=add_tag").await;
        form.shows("60 tickets").shows("Add a tag: 60 tickets");
        let sent = [("deed", "add_tag"), ("tag", "flood"), ("all", "yes"), ("list", "whose=1")];
        yusuf.submit("/bulk", &sent).await.shows("Tagged: 60.");
        // without JavaScript: what was ticked comes along
        yusuf.get("/bulk/new?ticket=1&ticket=2&deed=hold").await.shows("2 tickets");
        yusuf.get("/bulk/new").await.shows("Select some tickets first.");
        yusuf.post("/bulk", &[("deed", "close")]).await.is(422).shows("Select some tickets first.");
        let many: Vec<i64> = (1..=1001).collect();
        let body = json!({"deed": {"kind": "close"}, "tickets": many});
        yusuf.json("POST", "/api/v1/bulk-deeds", body).await.is(422).shows("At most 1000");
        let body = json!({"deed": {"kind": "close"}, "tickets": [9999]});
        yusuf.json("POST", "/api/v1/bulk-deeds", body).await.is(422).shows("no ticket 9999");
    });
}

#[test]
fn a_view_is_saved_counted_sent_shared_ordered_and_deleted() {
    each_db(async |t| {
        let house = house(t).await;
        t.grant(house.other_agent, "agent", None, Some(TeamId(1))).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let thuy = t.visitor(house.other_agent).await;
        reports(t, &ann, 3).await;
        yusuf.get("/queue?priority=2").await.shows("Save this list as a view");
        let new = [("name", "Urgent ones"), ("query", "priority=2&said=x&after=1.1")];
        let address = yusuf.post("/views", &new).await.location();
        let page = yusuf.get(&address).await;
        page.shows("Urgent ones").shows("Saved. It stands with your views now.");
        page.shows("Urgent ones 3");
        yusuf.post("/views", &new).await.is(303);
        assert_eq!(yusuf.get("/api/v1/views").await.json().as_array().unwrap().len(), 1, "once");
        // its address can be sent: a colleague sees what they may see, and cannot change it
        let bare = address.split('?').next().unwrap().to_owned();
        thuy.get(&bare).await.is(200).shows("Urgent ones").hides("Change this view");
        thuy.get("/queue").await.hides("Urgent ones");
        ann.get(&bare).await.is(403);
        yusuf.get("/queue/views/nothing").await.is(404);
        let shared = [("name", "All of ours"), ("query", "phase=any"), ("team", "1")];
        yusuf.post("/views", &shared).await.is(303);
        thuy.get("/queue").await.shows("All of ours");
        let views = yusuf.get("/views").await;
        let id = |name: &str| {
            let all = views.body.clone();
            let row = all.split("<li").find(|row| row.contains(name)).unwrap().to_owned();
            row.split("/views/").nth(2).unwrap().split('/').next().unwrap().to_owned()
        };
        yusuf.post(&format!("/views/{}/place", id("Urgent ones")), &[("up", "y")]).await.is(303);
        let page = yusuf.get("/queue").await.text();
        assert!(page.find("Urgent ones").unwrap() < page.find("All of ours").unwrap(), "{page}");
        thuy.post(&format!("/views/{}/deletion", id("Urgent ones")), &[]).await.is(404);
        yusuf
            .submit(&format!("/views/{}/deletion", id("Urgent ones")), &[])
            .await
            .shows("Deleted.");
        yusuf.get("/queue").await.hides("Urgent ones");
        yusuf.get(&bare).await.is(404);
        yusuf.post("/views", &[("name", "")]).await.is(422).shows("Please fill this in.");
        let foreign = [("name", "x"), ("team", "2"), ("query", "")];
        yusuf.post("/views", &foreign).await.is(422);
    });
}

#[test]
fn a_shared_view_stays_with_the_team_when_its_maker_leaves() {
    each_db(async |t| {
        let house = house(t).await;
        t.grant(house.other_agent, "agent", None, Some(TeamId(1))).await;
        let (yusuf, thuy) = (t.visitor(house.yusuf).await, t.visitor(house.other_agent).await);
        let new = json!({"name": "Ours", "team": 1, "filters": {"phase": "on_hold"}});
        let made = yusuf.json("POST", "/api/v1/views", new).await.is(201).json();
        let gone = house.yusuf;
        t.app
            .db
            .write(move |tx| {
                tx.run(
                    &db::Sql::new("delete from role_grant where person_id = $1"),
                    db::args![gone],
                )?;
                tx.run(
                    &db::Sql::new("update person set is_active = false where id = $1"),
                    db::args![gone],
                )
            })
            .await
            .unwrap();
        thuy.get("/queue").await.shows("Ours");
        let path = format!("/api/v1/views/{}", made["number"]);
        let change = json!({"name": "Ours still", "team": 1, "filters": {"phase": "closed"}});
        let changed = thuy.json("PUT", &path, change).await.is(200).json();
        assert_eq!(changed["filters"], json!({"phase": "closed"}));
        thuy.get("/views").await.shows("Ours still").shows("made by Yusuf");
        thuy.json("DELETE", &path, json!({})).await.is(204);
        thuy.json("DELETE", &path, json!({})).await.is(404);
    });
}

#[test]
fn rows_show_what_each_person_chose_in_groups_if_they_like() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        reports(t, &ann, 2).await;
        let before = yusuf.get("/queue").await;
        before.hides("rows plain compact");
        let style = [("density", "compact"), ("fact", "requester"), ("fact", "service")];
        let to = yusuf.post("/queue/style", &style).await.location();
        assert_eq!(to, "/queue");
        let after = yusuf.get("/queue").await;
        after.shows("Ann").shows("Self-check");
        assert!(after.body.contains("rows plain compact"));
        t.visitor(house.other_agent).await.get("/queue").await.hides("rows plain compact");
        let grouped = yusuf.get("/queue?group=place").await;
        assert!(grouped.body.contains("<h2 class=\"group\">Northside"), "{}", grouped.text());
        yusuf.get("/queue?group=service").await.shows("Self-check");
        let evil = yusuf.post("/queue/style", &[("next", "//evil.example")]).await.location();
        assert!(evil.starts_with("/queue?"), "{evil}");
    });
}

#[test]
fn single_letters_are_no_keys_for_whoever_turns_them_off() {
    each_db(async |t| {
        let house = house(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get("/queue").await.shows("All keys");
        let form = yusuf.get("/account").await;
        form.shows("Single letters as keys");
        let version = form.body.split("name=\"version\" value=\"").nth(1).unwrap();
        let version = version.split('"').next().unwrap();
        let off = [("version", version), ("name", "Yusuf"), ("keys", "off")];
        yusuf.post("/account", &off).await.is(303);
        let page = yusuf.get("/queue").await;
        page.hides("All keys");
        assert!(page.body.contains("data-keys=\"off\""));
    });
}

#[test]
fn programs_list_by_the_same_filters_as_people() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let numbers = reports(t, &ann, 3).await;
        let tag = [("deed", "add_tag"), ("tag", "exam"), ("tickets", numbers[0].as_str())];
        yusuf.post("/bulk", &tag).await.is(303);
        let until = t.app.now().plus_seconds(86_400).to_string();
        let snooze = format!("/api/v1/tickets/{}/snooze", numbers[1]);
        yusuf.json("POST", &snooze, json!({"until": until})).await.is(200);
        let count = async |query: &str| {
            let seen = yusuf.get(&format!("/api/v1/tickets?{query}")).await;
            seen.is(200).json().as_array().unwrap().len()
        };
        assert_eq!(count("").await, 3);
        assert_eq!(count("tag=exam").await, 1);
        assert_eq!(count("phase=snoozed").await, 1);
        assert_eq!(count("snoozed=false").await, 2);
        assert_eq!(count("whose=mine").await, 0);
        assert_eq!(count("location=1&phase=waiting_for_us").await, 3);
        let first = yusuf.get("/api/v1/tickets?order=urgent&limit=2&phase=open").await;
        let link = first.headers["link"].to_str().unwrap().to_owned();
        let next = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
        assert_eq!(yusuf.get(&next).await.is(200).json().as_array().unwrap().len(), 1);
        yusuf.get("/api/v1/tickets?phase=never").await.is(422);
        yusuf.get("/api/v1/tickets?cursor=x").await.is(422);
        yusuf.json("DELETE", &snooze, json!({})).await.is(200);
        assert_eq!(count("snoozed=false").await, 3);
    });
}
