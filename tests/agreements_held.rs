//! Agreements that hold: which counts, where two clash or none does, reviews, endings, suppliers and
//! teams; on paper and by program.
// tidy: allow sql because a department becomes a supplier

use crate::agreements::{Both, Pairs, agreed, both, form, say_yes};
use axum::{
    body::Body,
    http::{Request, header},
};
use base::{Actor, DepartmentId, ServiceId};
use jiff::civil::date;
use levels::{
    agreements::Kind,
    coverage::{Asked, in_force},
    sides::Party,
};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

const DAY: i64 = 86_400;

/// Of which agreement and version numbers count for the library on a day.
async fn counting(t: &TestApp, on: jiff::civil::Date, service: Option<i64>) -> Option<(i64, i64)> {
    let party = |id| Party { department: DepartmentId(id), team: None };
    let find = move |tx: &mut base::Tx| {
        let asked = Asked {
            on,
            kind: Kind::Sla,
            provider: party(3),
            customer: party(1),
            service: service.map(ServiceId),
            ticket_kind: "incident",
        };
        in_force(tx, &Actor::system(), &asked)
    };
    t.app.read(find).await.unwrap().map(|found| (found.agreement, found.number))
}

async fn second(
    t: &TestApp,
    it: &Both,
    changes: &[(&'static str, &'static str)],
) -> (String, Visitor) {
    let mut new = form("d3", &[("name", "The second")]);
    for (name, value) in changes {
        new.retain(|(known, _)| known != name);
        new.push((name, value));
    }
    let priya = t.visitor(it.priya).await;
    let to = priya.post("/agreements", &new).await.location();
    let path = to.split('?').next().unwrap().to_owned();
    priya.post(&format!("{path}/offer"), &[]).await.is(303);
    (path, priya)
}

#[test]
fn two_for_the_same_services_are_noted_in_a_draft_and_refused_when_they_are_agreed() {
    each_db(async |t| {
        let it = both(t).await;
        agreed(t, &it, &form("d3", &[])).await;
        let (helen, kerryn) = (t.visitor(it.helen).await, t.visitor(it.kerryn).await);
        let (path, priya) = second(t, &it, &[]).await;
        let page = priya.get(&path).await;
        assert!(page.shows("would be covered twice").body.contains("href=\"/agreements/1\""));
        say_yes(&helen, &path).await.is(303);
        let page = say_yes(&kerryn, &path).await;
        page.is(422).shows("already covered by “Library and IT”");
        assert!(page.body.contains("href=\"/agreements/1\""));
        kerryn.get(&path).await.shows("Say yes for IT");
        assert_eq!(counting(t, date(2026, 7, 1), None).await, Some((1, 1)));
        // one that names a service goes before it, and does not clash
        let (path, _) = second(t, &it, &[("name", "Self-check"), ("service", "1")]).await;
        say_yes(&helen, &path).await.is(303);
        say_yes(&kerryn, &path).await.is(303);
        assert_eq!(counting(t, date(2026, 7, 1), Some(1)).await, Some((3, 1)));
        assert_eq!(counting(t, date(2026, 7, 1), Some(2)).await, Some((1, 1)));
        assert_eq!(counting(t, date(2026, 5, 31), None).await, None);
    });
}

#[test]
fn days_on_which_nothing_counts_are_said_and_told_to_both() {
    each_db(async |t| {
        let it = both(t).await;
        let first = form("d3", &[("ends_on", "2026-12-31"), ("review_on", "")]);
        agreed(t, &it, &first).await;
        let (helen, kerryn) = (t.visitor(it.helen).await, t.visitor(it.kerryn).await);
        let (path, priya) = second(t, &it, &[("starts_on", "2027-02-01")]).await;
        let said = "Nothing is agreed from 1 January \u{2060}2027 to 31 January \u{2060}2027";
        priya.get(&path).await.shows(said);
        say_yes(&helen, &path).await.is(303);
        say_yes(&kerryn, &path).await.is(303);
        helen.get(&path).await.shows("It does not count today").shows(said);
        for keeper in [&helen, &priya] {
            keeper.get("/notifications").await.shows("there are days on which nothing is agreed");
        }
        assert_eq!(counting(t, date(2026, 12, 31), None).await, Some((1, 1)));
        assert_eq!(counting(t, date(2027, 1, 15), None).await, None);
        assert_eq!(counting(t, date(2027, 2, 1), None).await, Some((2, 1)));
    });
}

#[test]
fn a_review_comes_on_its_day_once_and_what_was_agreed_goes_on() {
    each_db(async |t| {
        let it = both(t).await;
        let path = agreed(t, &it, &form("d3", &[("review_on", "2027-01-01")])).await;
        let helen = t.visitor(it.helen).await;
        levels::run_due(&t.app).await.unwrap();
        helen.get(&path).await.shows("It counts today");
        t.later(60 * DAY);
        for _ in 0..3 {
            levels::run_due(&t.app).await.unwrap();
        }
        let (helen, kerryn) = (t.visitor(it.helen).await, t.visitor(it.kerryn).await);
        for keeper in [&helen, &kerryn] {
            let news = keeper.get("/notifications").await;
            let told = news.body.matches("Time to see whether an agreement still fits").count();
            assert_eq!(told, 1, "{}", news.text());
        }
        let page = helen.get(&path).await;
        page.shows("Does it still fit?").shows("It counts, and both sides");
        assert_eq!(counting(t, date(2027, 1, 20), None).await, Some((1, 1)));
        let closing = format!("{path}/review/closing");
        let past = helen.post(&closing, &[("next_review", "2027-01-01")]).await;
        past.is(422).shows("Choose a day that is still to come");
        assert!(past.body.contains("value=\"2027-01-01\""));
        helen.post(&closing, &[("next_review", "soon")]).await.is(422).shows("Write a day");
        helen.submit(&closing, &[("next_review", "2028-01-01")]).await.shows("It counts today");
        levels::run_due(&t.app).await.unwrap();
        // somebody may ask before that
        let review = format!("{path}/review");
        kerryn.post(&review, &[("review_words", "")]).await.is(422);
        let page = kerryn.submit(&review, &[("review_words", "Twice as many machines")]).await;
        page.shows("Twice as many machines").shows("Does it still fit?");
        kerryn.post(&review, &[("review_words", "Again")]).await.is(303);
        helen.get(&path).await.shows("Twice as many machines").hides("Again");
    });
}

#[test]
fn an_agreement_ends_by_hand_with_a_reason_or_on_its_last_day() {
    each_db(async |t| {
        let it = both(t).await;
        let path = agreed(t, &it, &form("d3", &[])).await;
        let (helen, priya) = (t.visitor(it.helen).await, t.visitor(it.priya).await);
        let ending = format!("{path}/ending");
        let new = |words, last| [("ending_words", words), ("last_on", last)];
        priya.post(&ending, &new("Over", "")).await.is(403);
        let refused = helen.post(&ending, &new("", "2026-12-31")).await;
        assert!(refused.is(422).body.contains("value=\"2026-12-31\""));
        helen.post(&ending, &new("Over", "2020-01-01")).await.is(422).shows("Choose today");
        let page = helen.submit(&ending, &new("We move house", "2027-01-31")).await;
        page.shows("Ends on").shows("We move house");
        assert_eq!(counting(t, date(2027, 1, 31), None).await, Some((1, 1)));
        assert_eq!(counting(t, date(2027, 2, 1), None).await, None);
        t.later(120 * DAY);
        levels::run_due(&t.app).await.unwrap();
        levels::run_due(&t.app).await.unwrap();
        let helen = t.visitor(it.helen).await;
        let page = helen.get(&path).await;
        page.shows("Ended. We move house").hides("Write the next version").hides("End it");
        helen.get(&format!("{path}/edit")).await.is(409);
        let kerryn = t.visitor(it.kerryn).await;
        kerryn.get("/notifications").await.shows("An agreement has ended, as it said it would");
        kerryn.get("/agreements").await.shows("Ended");
        // a draft that nobody agreed to is given up by whoever keeps it
        let (path, priya) = second(t, &it, &[]).await;
        let page = priya.submit(&format!("{path}/ending"), &[("ending_words", "Not now")]).await;
        page.shows("Ended. Not now");
    });
}

#[test]
fn a_supplier_signs_on_paper_and_it_is_written_down_who() {
    each_db(async |t| {
        let it = both(t).await;
        let larkfield = t.department("Larkfield", true).await;
        t.app
            .db
            .write(move |tx| {
                let text = "update department set kind = 'outsourced' where name = 'Larkfield'";
                tx.batch(text)
            })
            .await
            .unwrap();
        let provider: &'static str = format!("d{larkfield}").leak();
        let kerryn = t.visitor(it.kerryn).await;
        let new = form(provider, &[("kind", "contract"), ("customer", "d3"), ("name", "Support")]);
        let to = kerryn.post("/agreements", &new).await.location();
        let path = to.split('?').next().unwrap().to_owned();
        kerryn.post(&format!("{path}/offer"), &[]).await.is(303);
        let page = kerryn.get(&path).await;
        page.shows("Who signed for the supplier?").shows("Say yes for IT");
        say_yes(&kerryn, &path).await.is(303);
        let read = "2";
        let yes = |who| [("version", read), ("side", "provider"), ("signatory", who)];
        let refused = kerryn.post(&format!("{path}/approval"), &yes("")).await;
        refused.is(422).shows("Who signed for the supplier?");
        let page = kerryn.submit(&format!("{path}/approval"), &yes("Dana Whitlock")).await;
        page.shows("Dana Whitlock").shows("(noted by Kerryn)").shows("It counts today");
        // nobody does so for a department of our own
        let priya = t.visitor(it.priya).await;
        priya.post("/agreements", &form("d3", &[])).await.is(303);
        priya.post("/agreements/2/offer", &[]).await.is(303);
        let helen = t.visitor(it.helen).await;
        helen.post("/agreements/2/approval", &yes("Kerryn")).await.is(403);
    });
}

#[test]
fn teams_agree_between_themselves_and_their_manager_says_yes_for_both() {
    each_db(async |t| {
        let it = both(t).await;
        let yusuf = t.visitor(it.house.yusuf).await;
        yusuf.get("/agreements").await.shows("Write an agreement");
        let new = form("t1", &[("kind", "ola"), ("customer", "t2"), ("name", "Network for Print")]);
        let to = yusuf.post("/agreements", &new).await.location();
        let path = to.split('?').next().unwrap().to_owned();
        let thuy = t.visitor(it.house.other_agent).await;
        thuy.get(&path).await.is(404);
        yusuf.post(&format!("{path}/offer"), &[]).await.is(303);
        thuy.get(&path).await.is(200).shows("Talk it over").hides("Say yes for");
        let kerryn = t.visitor(it.kerryn).await;
        let page = kerryn.get(&path).await;
        page.shows("Say yes for Network").shows("Say yes for Print");
        for side in ["customer", "provider"] {
            let yes = [("version", "2"), ("side", side)];
            kerryn.post(&format!("{path}/approval"), &yes).await.is(303);
        }
        thuy.get(&path).await.shows("It counts today").shows("IT · Network");
        t.visitor(it.house.ann).await.get(&path).await.is(404);
    });
}

#[test]
fn it_is_read_on_paper_and_in_plain_words() {
    each_db(async |t| {
        let it = both(t).await;
        let hostile = [
            ("excluded", "#panic(\"no\") *stars* <b>"),
            ("requests_resolution_2", "3"),
            ("requests_resolution_2_unit", "days"),
        ];
        let path = agreed(t, &it, &form("d3", &hostile)).await;
        let ann = t.visitor(it.house.ann).await;
        let page = ann.get(&format!("{path}/plain")).await;
        page.is(200).shows("Library and IT, in plain words").shows("Somebody answers within");
        page.shows("30 minutes").shows("IT promises").shows("Library promises").shows("*stars*");
        page.shows("things that are ordered").hides("This is not agreed yet");
        for name in ["agreement.pdf", "plain.pdf", "agreement.pdf?version=1"] {
            let paper = ann.get(&format!("{path}/{name}")).await;
            paper.is(200);
            assert!(paper.body.starts_with("%PDF-1."), "{name}");
        }
        ann.get(&format!("{path}/agreement.pdf?version=2")).await.is(404);
    });
}

async fn put(who: &Visitor, path: &str, read: &str, body: serde_json::Value) -> testing::Seen {
    let request = Request::put(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::IF_MATCH, read)
        .body(Body::from(body.to_string()))
        .unwrap();
    who.send(request).await
}

#[test]
fn a_program_does_all_that_a_page_does() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, helen) = (t.visitor(it.priya).await, t.visitor(it.helen).await);
        let kerryn = t.visitor(it.kerryn).await;
        let new = |minutes: i64| {
            json!({
                "kind": "sla", "provider": 3, "customer": 1, "name": "By program",
                "starts_on": "2026-06-01", "review_on": "2027-06-01", "services": [1],
                "targets": [{"measure": "first_response", "priority": 1, "minutes": minutes},
                    {"measure": "resolution", "priority": 1, "minutes": 480,
                        "ticket_kind": "service_request"}],
                "points": [{"kind": "excluded", "words": "Own laptops"}],
            })
        };
        let api = "/api/v1/agreements";
        let made = priya.json("POST", api, new(45)).await;
        let made = made.is(201).json();
        assert_eq!((&made["state"], &made["version"]), (&json!("draft"), &json!(1)));
        assert_eq!(made["targets"][0]["minutes"], 45);
        assert_eq!(priya.json("POST", api, new(45)).await.json()["id"], made["id"]);
        let zero = priya.json("POST", api, new(0)).await;
        assert_eq!(zero.is(422).json()["errors"][0]["field"], "first_response_1");
        let odd = json!({"name": "x", "kind": "sla", "provider": 3, "customer": 1,
            "starts_on": "2026-06-01",
            "targets": [{"measure": "first_response", "priority": 9, "minutes": 5}]});
        assert_eq!(
            priya.json("POST", api, odd).await.is(422).json()["errors"][0]["field"],
            "targets"
        );
        kerryn.json("PUT", &format!("{api}/1"), new(50)).await.is(404);
        let path = |rest: &str| format!("{api}/1/{rest}");
        priya.json("POST", &path("offer"), json!({})).await.is(204);
        let root = made["points"][0]["root"].clone();
        let said = json!({"clause": root, "words": "Which ones?"});
        kerryn.json("POST", &path("comments"), said).await.is(201);
        let comments = priya.get(&path("comments")).await.json();
        assert_eq!(comments[0]["words"], "Which ones?");
        let settle = format!("{api}/comments/1/settlement");
        priya.json("POST", &settle, json!({})).await.is(204);
        kerryn.get(&format!("{api}/1")).await.is(200);
        // version 2: it was offered since
        let changed = put(&priya, &format!("{api}/1"), "\"2\"", new(60)).await;
        assert_eq!(changed.is(200).json()["targets"][0]["minutes"], 60);
        let stale = put(&priya, &format!("{api}/1"), "\"2\"", new(90)).await;
        stale.is(422);
        let seen = kerryn.get(&format!("{api}/1")).await.json();
        assert_eq!(seen["unread"][0]["line"], "target|first_response|1|");
        kerryn.json("POST", &path("reading"), json!({})).await.is(204);
        let seen = kerryn.get(&format!("{api}/1")).await.json();
        assert_eq!(seen["unread"], json!([]));
        let yes = json!({"version": seen["version"]});
        helen.json("POST", &path("approval"), yes.clone()).await.is(204);
        helen.json("POST", &path("approval/withdrawal"), json!({})).await.is(204);
        helen.json("POST", &path("approval"), yes.clone()).await.is(204);
        kerryn.json("POST", &path("approval"), json!({})).await.is(422);
        kerryn.json("POST", &path("approval"), yes).await.is(204);
        let found = helen.get(&format!("{api}/in-force?provider=3&customer=1&service=1")).await;
        assert_eq!(found.is(200).json()["targets"][0]["minutes"], 60);
        let none = helen.get(&format!("{api}/in-force?provider=3&customer=1&service=2")).await;
        none.is(404);
        let stranger = t.visitor(it.house.stranger).await;
        stranger.get(&format!("{api}/in-force?provider=3&customer=1&service=1")).await.is(404);
        helen.json("POST", &path("review"), json!({"review_words": "New machines"})).await.is(204);
        let next = json!({"next_review": "2028-01-01"});
        helen.json("POST", &path("review/closing"), next).await.is(204);
        helen.json("POST", &path("dropping"), json!({})).await.is(204);
        let over = json!({"ending_words": "Done"});
        helen.json("POST", &path("ending"), over).await.is(204);
        assert_eq!(helen.get(&format!("{api}/1")).await.json()["state"], "ended");
        assert_eq!(helen.get(&path("plain")).await.json()["title"], "By program");
    });
}

#[test]
fn what_somebody_else_changed_meanwhile_is_shown_and_nothing_typed_is_lost() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, helen) = (t.visitor(it.priya).await, t.visitor(it.helen).await);
        priya.post("/agreements", &form("d3", &[])).await.is(303);
        let with = |changes: &[(&'static str, &'static str)]| -> Pairs {
            let mut all = form("d3", changes);
            all.push(("version", "1"));
            all
        };
        helen.post("/agreements/1/edit", &with(&[("other", "Tea at noon")])).await.is(303);
        let page = priya.post("/agreements/1/edit", &with(&[("other", "Coffee at ten")])).await;
        page.is(422).shows("Coffee at ten").shows("Tea at noon");
        assert!(page.body.contains("name=\"version\" value=\"2\""));
        // the same again changes nothing
        let mut same = form("d3", &[("other", "Tea at noon")]);
        same.push(("version", "2"));
        helen.post("/agreements/1/edit", &same).await.is(303);
        helen.get("/agreements/1").await.hides("Version 2");
    });
}
