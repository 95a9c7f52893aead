//! What each person is told, the way they chose, when they chose, and never what they may not see.
// tidy: allow sql because a summary is asked for twice, as two nodes would

use crate::{
    notices::{letters, say},
    tickets::{House, house, report},
};
use base::{Actor, PersonId, TicketId};
use desk::{
    assignment::{Assignment, assign},
    conversation::{NewMessage, add_note},
    tickets::{Channel, watch},
};
use serde_json::{Value, json};
use testing::{TestApp, Visitor, each_db};

const DAY: i64 = 86_400;

pub fn choices() -> Value {
    json!({"is_critical_let_through": true, "digest_at": "08:00",
        "digest_days": [1, 2, 3, 4, 5, 6, 7]})
}

async fn choose(t: &TestApp, person: PersonId, changes: &[(&str, &str)]) {
    let mut body = choices();
    for (name, value) in changes {
        body[*name] = json!(value);
    }
    let call = "/api/v1/me/notification-choices";
    t.visitor(person).await.json("PUT", call, body).await.is(200);
}

/// Quiet from an hour ago until two hours from now, by the person's clock.
async fn be_quiet(t: &TestApp, person: PersonId) {
    let zone = t.actor(person).await.zone;
    let at = |seconds| {
        let there = zone.to_datetime(t.app.now().plus_seconds(seconds).timestamp());
        format!("{:02}:{:02}", there.hour(), there.minute())
    };
    let (from, until) = (at(-3600), at(2 * 3600));
    choose(t, person, &[("quiet_from", &from), ("quiet_until", &until)]).await;
}

async fn count(visitor: &Visitor) -> usize {
    let seen = visitor.get("/api/v1/notifications").await.json();
    let all = seen.as_array().unwrap();
    all.iter().filter(|one| one["read_at"].is_null()).count()
}

pub async fn set_up(t: &TestApp) -> (House, Visitor, TicketId) {
    let house = house(t).await;
    let ann = t.visitor(house.ann).await;
    let path = report(&ann).await;
    let ticket = path.rsplit('/').next().unwrap().parse().unwrap();
    letters(t).await;
    (house, ann, ticket)
}

#[test]
fn news_in_footbridge_is_counted_in_the_bar_and_read_by_opening_it() {
    each_db(async |t| {
        let (house, ann, ticket) = set_up(t).await;
        choose(t, house.ann, &[("request", "app")]).await;
        say(t, &house, ticket, "We found it.").await;
        say(t, &house, ticket, "It works now.").await;
        assert_eq!(letters(t).await.len(), 0, "she chose no mail");
        ann.get("/").await.shows("New for you: 2");
        let list = ann.get("/notifications").await;
        list.shows("Yusuf").shows("answered your request").shows("It works now.").shows("Unread");
        let rows = ann.get("/api/v1/notifications").await.json();
        assert_eq!(rows[0]["said"], "It works now.");
        let id = rows[0]["id"].as_i64().unwrap();
        let to = ann.post(&format!("/notifications/{id}/reading"), &[]).await.location();
        assert_eq!(to, format!("/tickets/{ticket}"));
        ann.get("/").await.hides("New for you: ");
        ann.get("/notifications").await.hides("Unread").shows("Open ticket");
        ann.post(&format!("/notifications/{id}/reading"), &[]).await.is(303);
        let ben = t.visitor(house.ben).await;
        ben.post(&format!("/notifications/{id}/reading"), &[]).await.is(404);
        assert_eq!(count(&ben).await, 0);
    });
}

#[test]
fn everything_can_be_marked_as_read_at_once_and_what_came_later_stays_unread() {
    each_db(async |t| {
        let (house, ann, ticket) = set_up(t).await;
        choose(t, house.ann, &[("request", "app")]).await;
        say(t, &house, ticket, "One.").await;
        ann.get("/notifications").await.shows("Mark all as read");
        let newest = ann.get("/api/v1/notifications").await.json()[0]["id"].to_string();
        say(t, &house, ticket, "Two.").await;
        ann.post("/notifications/reading", &[("newest", &newest)]).await.is(303);
        assert_eq!(count(&ann).await, 1);
        ann.json("POST", "/api/v1/notifications/reading", json!({})).await.is(204);
        assert_eq!(count(&ann).await, 0);
    });
}

#[test]
fn who_wants_to_hear_nothing_hears_nothing_and_the_others_still_do() {
    each_db(async |t| {
        let (house, ann, ticket) = set_up(t).await;
        let contact = t.actor(house.contact).await;
        watch(&t.app, &contact, ticket, true).await.unwrap();
        choose(t, house.ann, &[("request", "none")]).await;
        say(t, &house, ticket, "We found it.").await;
        let to: Vec<_> = letters(t).await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(to, [contact.email]);
        assert_eq!(count(&ann).await, 0);
    });
}

#[test]
fn a_summary_says_everything_since_the_last_one_ticket_by_ticket_and_comes_once() {
    each_db(async |t| {
        let (house, ann, first) = set_up(t).await;
        let second = report(&ann).await;
        let second: TicketId = second.rsplit('/').next().unwrap().parse().unwrap();
        choose(t, house.ann, &[("request", "digest")]).await;
        say(t, &house, first, "One.").await;
        say(t, &house, second, "Two.").await;
        say(t, &house, first, "Three.").await;
        assert_eq!(letters(t).await.len(), 0, "not yet");
        assert_eq!(count(&ann).await, 0, "it is not in two places");
        // another node runs the same job, and the time is moved meanwhile
        choose(t, house.ann, &[("digest_at", "09:00")]).await;
        t.later(2 * DAY);
        let all = letters(t).await;
        let [(to, letter)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(to, "ann@library.example");
        assert!(letter.subject.as_deref().unwrap().contains("News on 2 tickets"));
        let text = &letter.text;
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} in {text}"));
        assert!(at("One.") < at("Three.") && at("Three.") < at("Two."), "{text}");
        assert!(text.contains("/account/notifications"), "{text}");
        assert_ne!(letter.automatic, mail::Automatic::No);
        t.later(2 * DAY);
        assert_eq!(letters(t).await.len(), 0, "nothing where there is nothing");
        say(t, &house, first, "Four.").await;
        t.later(2 * DAY);
        let all = letters(t).await;
        assert_eq!(all.len(), 1);
        assert!(all[0].1.text.contains("Four.") && !all[0].1.text.contains("Three."));
    });
}

#[test]
fn a_summary_written_by_two_nodes_is_one_letter() {
    each_db(async |t| {
        let (house, _, ticket) = set_up(t).await;
        choose(t, house.ann, &[("request", "digest")]).await;
        say(t, &house, ticket, "One.").await;
        t.later(2 * DAY);
        let now = t.app.now();
        let due = t.app.read(move |tx| {
            let sql = db::sql!("select digest_due from notification_person");
            let (due,): (base::Time,) = tx.one(sql, &[])?;
            Ok(due)
        });
        let due = due.await.unwrap();
        assert!(due < now);
        let payload = json!({"person": house.ann.0, "due": due}).to_string();
        desk::notifications::write_digest(t.app.clone(), payload.clone()).await.unwrap();
        desk::notifications::write_digest(t.other_node().await, payload).await.unwrap();
        assert_eq!(letters(t).await.len(), 1);
    });
}

#[test]
fn mail_waits_for_the_end_of_quiet_hours_in_its_order_and_the_list_does_not() {
    each_db(async |t| {
        let (house, ann, ticket) = set_up(t).await;
        be_quiet(t, house.ann).await;
        say(t, &house, ticket, "One.").await;
        t.later(600);
        say(t, &house, ticket, "Two.").await;
        assert_eq!(letters(t).await.len(), 0);
        t.later(2 * 3600);
        let all = letters(t).await;
        let texts: Vec<_> = all.iter().map(|(_, letter)| letter.text.as_str()).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert!(texts[0].contains("One.") && texts[1].contains("Two."), "{texts:?}");
        t.later(DAY);
        assert_eq!(letters(t).await.len(), 0, "each once");
        be_quiet(t, house.ann).await;
        choose(t, house.ann, &[("request", "app")]).await;
        be_quiet(t, house.ann).await;
        say(t, &house, ticket, "Three.").await;
        assert_eq!(count(&ann).await, 1);
    });
}

#[test]
fn who_ends_their_quiet_hours_gets_at_once_what_waited() {
    each_db(async |t| {
        let (house, _, ticket) = set_up(t).await;
        be_quiet(t, house.ann).await;
        say(t, &house, ticket, "One.").await;
        assert_eq!(letters(t).await.len(), 0);
        choose(t, house.ann, &[]).await;
        assert_eq!(letters(t).await.len(), 1);
        say(t, &house, ticket, "Two.").await;
        assert_eq!(letters(t).await.len(), 1);
    });
}

#[test]
fn critical_news_may_break_quiet_hours_and_takes_along_what_waited_about_it() {
    each_db(async |t| {
        let (house, ann, _) = set_up(t).await;
        let critical = [
            ("kind", "incident"),
            ("words", "Nobody can borrow anything."),
            ("location", ""),
            ("scope", "everyone"),
            ("who", "patrons"),
            ("workaround", "none"),
            ("hurts", "now"),
            ("send", "yes"),
        ];
        let path = ann.post("/report", &critical).await.location();
        let path = path.split('?').next().unwrap().to_owned();
        let ticket: TicketId = path.rsplit('/').next().unwrap().parse().unwrap();
        ann.get(&path).await.shows("Critical");
        letters(t).await;
        be_quiet(t, house.ann).await;
        say(t, &house, ticket, "We come at once.").await;
        assert_eq!(letters(t).await.len(), 1);
        let zone = t.actor(house.ann).await.zone;
        let at = |seconds| {
            let there = zone.to_datetime(t.app.now().plus_seconds(seconds).timestamp());
            format!("{:02}:{:02}", there.hour(), there.minute())
        };
        let mut body = choices();
        body["is_critical_let_through"] = json!(false);
        body["quiet_from"] = json!(at(-3600));
        body["quiet_until"] = json!(at(2 * 3600));
        ann.json("PUT", "/api/v1/me/notification-choices", body.clone()).await.is(200);
        say(t, &house, ticket, "One.").await;
        assert_eq!(letters(t).await.len(), 0, "by choice");
    });
}

#[test]
fn what_somebody_may_not_see_any_more_reaches_them_in_no_way() {
    each_db(async |t| {
        let (house, _, ticket) = set_up(t).await;
        let (stranger, contact) = (t.actor(house.stranger).await, t.visitor(house.contact).await);
        let follower = format!("/api/v1/tickets/{ticket}/followers");
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.json("POST", &follower, json!({"person": house.stranger.0})).await.is(201);
        letters(t).await;
        let marco = t.visitor(house.stranger).await;
        for way in ["digest", "app", "mail"] {
            choose(t, house.stranger, &[("following", way)]).await;
            if way == "mail" {
                be_quiet(t, house.stranger).await;
            }
            say(t, &house, ticket, "zebrafish").await;
        }
        marco.get("/notifications").await.shows("zebrafish");
        letters(t).await;
        let gone = format!("{follower}/{}", stranger.id.unwrap());
        yusuf.json("DELETE", &gone, json!({})).await.is(204);
        let seen = marco.get("/notifications").await;
        seen.shows("Something on a ticket that you cannot see any more").hides("zebrafish");
        let told = marco.get("/api/v1/notifications").await;
        assert!(!told.body.contains("zebrafish") && told.json()[0]["ticket"].is_null());
        t.later(3 * DAY);
        let all = letters(t).await;
        assert!(all.iter().all(|(to, _)| *to != stranger.email), "{all:?}");
        contact.get("/notifications").await.hides("zebrafish");
    });
}

#[test]
fn a_note_reaches_no_way_of_somebody_who_may_not_read_notes() {
    each_db(async |t| {
        let (house, ann, ticket) = set_up(t).await;
        let contact = t.actor(house.contact).await;
        watch(&t.app, &contact, ticket, true).await.unwrap();
        for way in ["app", "digest", "mail"] {
            choose(t, house.ann, &[("request", way), ("asked", way)]).await;
            choose(t, house.contact, &[("following", way), ("asked", way)]).await;
            let yusuf = t.actor(house.yusuf).await;
            let note = NewMessage::text("zebrafish, @[ann]", Channel::Web);
            drop(add_note(&t.app, &yusuf, ticket, note).await);
        }
        t.later(3 * DAY);
        assert_eq!(letters(t).await.len(), 0);
        ann.get("/notifications").await.hides("zebrafish").shows("Nothing yet");
        t.visitor(house.contact).await.get("/notifications").await.shows("Nothing yet");
    });
}

#[test]
fn a_team_hears_of_its_tickets_in_footbridge_and_nobody_of_their_own_act() {
    each_db(async |t| {
        let (house, _, ticket) = set_up(t).await;
        let (yusuf, thuy) = (t.visitor(house.yusuf).await, t.visitor(house.other_agent).await);
        assert_eq!((count(&yusuf).await, count(&thuy).await), (1, 0));
        yusuf.get("/notifications").await.shows("New for Network");
        let print = Assignment { team: Some(base::TeamId(2)), assignee: None, seen: None };
        let actor = t.actor(house.yusuf).await;
        assign(&t.app, &actor, ticket, print).await.unwrap();
        assert_eq!((count(&yusuf).await, count(&thuy).await), (1, 1));
        // what is theirs no longer is said to be so
        let there = thuy.get("/notifications").await;
        there.shows("New for Print");
        assert_eq!(letters(t).await.len(), 0);
        let mine = Assignment {
            team: Some(base::TeamId(2)),
            assignee: Some(house.other_agent),
            seen: None,
        };
        let actor = t.actor(house.other_agent).await;
        assign(&t.app, &actor, ticket, mine).await.unwrap();
        assert_eq!(letters(t).await.len(), 0, "nobody is told of their own act");
        assert_eq!(count(&thuy).await, 1);
    });
}

#[test]
fn who_has_left_gets_nothing_that_waited() {
    each_db(async |t| {
        let (house, _, ticket) = set_up(t).await;
        be_quiet(t, house.ann).await;
        say(t, &house, ticket, "One.").await;
        choose(t, house.contact, &[("following", "digest")]).await;
        let contact = t.actor(house.contact).await;
        watch(&t.app, &contact, ticket, true).await.unwrap();
        say(t, &house, ticket, "Two.").await;
        for person in [house.ann, house.contact] {
            people::persons::deactivate(&t.app, &Actor::system(), person).await.unwrap();
        }
        t.later(3 * DAY);
        assert_eq!(letters(t).await.len(), 0);
        say(t, &house, ticket, "Three.").await;
        assert_eq!(letters(t).await.len(), 0);
    });
}

#[test]
fn choices_that_make_no_sense_come_back_with_everything_typed() {
    each_db(async |t| {
        let (house, ann, _) = set_up(t).await;
        ann.get("/account").await.shows("Choose what you are told, and how");
        let page = ann.get("/account/notifications").await;
        page.shows("My request has news").hides("A ticket comes to my team");
        t.visitor(house.yusuf)
            .await
            .get("/account/notifications")
            .await
            .shows("A ticket comes to my team");
        let typed = |changes: &[(&'static str, &'static str)]| {
            let mut fields = vec![
                ("request", "app"),
                ("asked", "mail"),
                ("following", "none"),
                ("quiet_from", ""),
                ("quiet_until", ""),
                ("digest_at", "07:30"),
                ("day", "2"),
            ];
            fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
            fields.extend(changes);
            fields
        };
        let wrong = [
            (typed(&[("quiet_from", "22:00")]), "Write both times"),
            (typed(&[("quiet_from", "9"), ("quiet_until", "07:00")]), "Write a time"),
            (typed(&[("quiet_from", "07:00"), ("quiet_until", "07:00")]), "at another time"),
            (typed(&[("digest_at", "25:00")]), "Write a time"),
            (typed(&[("day", "8")]), "Choose at least one day"),
        ];
        for (fields, said) in wrong {
            let seen = ann.post("/account/notifications", &fields).await;
            seen.is(422).shows(said);
            assert!(seen.body.contains("<option value=\"none\" selected>"), "{}", seen.body);
        }
        ann.post("/account/notifications", &typed(&[])).await.is(303);
        let now = ann.get("/api/v1/me/notification-choices").await.json();
        assert_eq!(now["request"], "app");
        assert_eq!(now["digest_at"], "07:30");
        assert_eq!(now["digest_days"], json!([2]));
        assert!(now["quiet_from"].is_null() && now["team"].is_null());
    });
}
