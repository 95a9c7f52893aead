//! Thanks: said, private, shared and taken back, on the slide, and joined up with help on tickets.
// tidy: allow sql because what is stored is looked at behind the application's back

use crate::{
    notices::letters,
    tickets::{House, house, report},
};
use base::{Actor, DepartmentId};
use bridge::relationships::{NewRelationship, create, list_mine};
use serde_json::json;
use testing::{Seen, TestApp, Visitor, each_db};

/// Two departments that have something together, unless they have it already.
pub async fn relate(t: &TestApp, customer: DepartmentId, provider: DepartmentId) {
    let system = Actor::system();
    let actor = system.clone();
    let there = t.app.read(move |tx| list_mine(tx, &actor)).await.unwrap();
    if there.iter().any(|(one, _)| one.customer_id == customer && one.provider_id == provider) {
        return;
    }
    let new = NewRelationship {
        customer: Some(customer),
        provider: Some(provider),
        purpose: "To lend books".into(),
    };
    create(&t.app, &system, new).await.unwrap();
}

/// One of each that the forms are about: thanks to the agent, a tour, a placement and an idea of the
/// agent's.
pub async fn one_of_each(t: &TestApp, ann: &Visitor, agent: &Visitor) {
    relate(t, DepartmentId(1), DepartmentId(2)).await;
    ann.post("/praise", &thanks("agent@it.example")).await.is(303);
    agent.post("/ideas", &[("words", "Two keys for the server room")]).await.is(303);
    let adopted = [("state", "adopted"), ("reason", "There are two now")];
    agent.post("/ideas/1/outcome", &adopted).await.is(303);
    let tour = [
        ("host", "provider"),
        ("title", "Where the wires end"),
        ("stops", "The rack: it hums\nThe fan"),
        ("questions", "What is the red light?"),
        ("minutes", "45"),
        ("most_people", "4"),
        ("starts", "2026-12-01T09:00"),
    ];
    agent.post("/tours", &tour).await.is(303);
    let placement = [
        ("person", "ann@library.example"),
        ("host", "agent@it.example"),
        ("aims", "See how calls come in"),
        ("starts_on", "2026-12-01"),
        ("ends_on", "2027-01-29"),
        ("weekday", "2"),
        ("begins", "09:00"),
        ("hours", "2.5"),
    ];
    agent.post("/placements", &placement).await.is(303);
    agent.post("/placements/1/diary", &[("entry", "She asked good questions")]).await.is(303);
}

const WORDS: &str = "You came down two floors to hold a cable.";

fn thanks(person: &'static str) -> [(&'static str, &'static str); 3] {
    [("person", person), ("attribute", "helped"), ("words", WORDS)]
}

async fn set_up(t: &TestApp) -> (House, Visitor, Visitor) {
    let house = house(t).await;
    relate(t, DepartmentId(1), DepartmentId(3)).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    (house, ann, yusuf)
}

async fn share(visitor: &Visitor, way: &str) -> Seen {
    visitor.submit("/praise/1/sharing", &[("sharing", way)]).await
}

#[test]
fn thanks_are_read_by_the_one_they_are_for_who_decides_who_else_does() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        ann.submit("/praise", &thanks("yusuf@it.example"))
            .await
            .shows(WORDS)
            .shows("between you two");
        yusuf.get("/praise").await.shows("Somebody thanked you").shows(WORDS);
        yusuf.get("/notifications").await.shows("thanked you").hides(WORDS);
        let ben = t.visitor(house.ben).await;
        let thuy = t.visitor(house.other_agent).await;
        ben.get("/praise/1").await.is(404);
        // for the team: those who work in it
        let mate = t.person("amira@it.example", Some(DepartmentId(3))).await;
        t.grant(mate, "agent", None, Some(base::TeamId(1))).await;
        let mate = t.visitor(mate).await;
        mate.get("/praise/1").await.is(404);
        share(&yusuf, "team").await.shows("The team may read this");
        mate.get("/praise/1").await.is(200).shows(WORDS).hides("Decide");
        mate.get("/praise/mine").await.shows(WORDS);
        thuy.get("/praise/1").await.is(404);
        ben.get("/praise").await.hides(WORDS);
        // for everybody
        share(&yusuf, "everybody").await.shows("Everybody on both sides may read this");
        ann.get("/notifications").await.shows("glad of your thanks");
        for reader in [&ben, &thuy, &mate, &ann] {
            reader.get("/praise").await.is(200).shows(WORDS).shows("Ann to Yusuf");
            reader.get("/praise/slide").await.shows(WORDS);
        }
        // and taken back everywhere
        share(&yusuf, "private").await.shows("Only the two sides of it");
        for reader in [&ben, &thuy, &mate] {
            reader.get("/praise").await.hides(WORDS);
            reader.get("/praise/slide").await.hides(WORDS);
            reader.get("/praise/1").await.is(404);
        }
        ann.get("/praise/1").await.is(200).shows(WORDS);
    });
}

#[test]
fn private_thanks_reach_nobody_by_any_way_whatever_their_role() {
    each_db(async |t| {
        let (house, ann, _) = set_up(t).await;
        let ticket = report(&ann).await;
        let mut said = thanks("yusuf@it.example").to_vec();
        said.push(("ticket", "1"));
        ann.post("/praise", &said).await.is(303);
        let library = Some(DepartmentId(1));
        let it = Some(DepartmentId(3));
        let mut readers = vec![house.ben, house.contact, house.other_agent, house.stranger];
        for (email, role, department) in [
            ("chief@it.example", "it_manager", it),
            ("manager@library.example", "manager", library),
            ("liaison@library.example", "liaison", library),
            ("confidant@library.example", "patron_confidant", library),
            ("admin@it.example", "administrator", None),
        ] {
            let person = t.person(email, department.or(it)).await;
            t.grant(person, role, department, None).await;
            readers.push(person);
        }
        for person in readers {
            let reader = t.visitor(person).await;
            for path in [
                "/praise",
                "/praise/1",
                "/praise/mine",
                "/praise/slide",
                "/praise/slide.pdf",
                "/notifications",
                "/account/assists",
                "/search?q=cable",
                "/search?q=floors",
                "/",
                "/queue",
                ticket.as_str(),
                "/administration/audit",
                "/administration/audit?kind=praise.given",
                "/administration/jobs",
                "/api/v1/praise",
                "/api/v1/praise/1",
                "/api/v1/me/praise",
                "/api/v1/me/tidings",
                "/api/v1/audit",
                "/api/v1/audit?format=csv",
                "/api/v1/tickets/1",
            ] {
                reader.get(path).await.hides("two floors");
            }
            reader.get("/praise/1").await.is(404);
            reader.get("/api/v1/praise/1").await.is(404);
            share(&reader, "everybody").await.is(404);
            let call = reader.json("PUT", "/api/v1/praise/1/sharing", json!({"sharing": "team"}));
            call.await.is(404);
        }
        // the trail says that something kind was said, and nothing more
        let count = |text: &'static str| async move {
            let found: (i64,) = t
                .app
                .db
                .read(move |tx| {
                    let like = format!("%{text}%");
                    tx.one(
                        db::sql!(
                            "select count(*) from event where before like $1 or after like $1
                              or subject like $1"
                        ),
                        db::args![&like],
                    )
                })
                .await
                .unwrap();
            found.0
        };
        assert_eq!(count("two floors").await, 0);
        // not even whom it was for, where they decide that it stays between the two
        share(&t.visitor(house.yusuf).await, "private").await.is(200);
        assert_eq!(count("praise 1").await, 1);
        let letters = letters(t).await;
        assert!(letters.iter().all(|(_, letter)| !letter.text.contains("two floors")));
    });
}

#[test]
fn only_for_you_stays_so() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let mut said = thanks("yusuf@it.example").to_vec();
        said.push(("only", "yes"));
        ann.post("/praise", &said).await.is(303);
        yusuf.get("/praise/1").await.shows("only for the two of you").hides("Decide");
        share(&yusuf, "everybody").await.is(403);
        t.visitor(house.ben).await.get("/praise").await.hides(WORDS);
    });
}

#[test]
fn anybody_of_a_team_that_was_thanked_may_decide_and_it_is_written_down_who() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let said = [("team", "t1"), ("attribute", "process"), ("words", WORDS)];
        ann.post("/praise", &said).await.is(303);
        // whoever answers for the team is not in it
        let chief = t.person("chief@it.example", Some(DepartmentId(3))).await;
        t.grant(chief, "it_manager", Some(DepartmentId(3)), None).await;
        t.visitor(chief).await.get("/praise/1").await.is(404);
        t.visitor(house.other_agent).await.get("/praise/1").await.is(404);
        yusuf.get("/praise").await.shows("Ann to Network");
        share(&yusuf, "everybody").await.shows("Yusuf said so");
        t.visitor(house.ben).await.get("/praise").await.shows("Ann to Network");
        // a mate who looked at it before that is told how it stands
        let mate = t.person("amira@it.example", Some(DepartmentId(3))).await;
        t.grant(mate, "agent", None, Some(base::TeamId(1))).await;
        let old = [("sharing", "private"), ("version", "1")];
        let seen = t.visitor(mate).await.post("/praise/1/sharing", &old).await;
        seen.is(422).shows("decided meanwhile");
        yusuf.get("/praise/1").await.shows("Everybody on both sides");
    });
}

#[test]
fn what_cannot_be_thanked_is_told_kindly_and_nothing_typed_is_lost() {
    each_db(async |t| {
        let (_, ann, yusuf) = set_up(t).await;
        let gone = t.person("lee@it.example", Some(DepartmentId(3))).await;
        t.app
            .db
            .write(move |tx| {
                tx.run(
                    db::sql!("update person set is_active = false where id = $1"),
                    db::args![gone],
                )
            })
            .await
            .unwrap();
        for (person, told) in [
            ("ann@library.example", "kind to yourself, Ann"),
            ("lee@it.example", "does not work here any more"),
            ("marco@parks.example", "has no part in what your two departments share"),
            ("nobody at all", "Nobody is called that here"),
            ("", "Choose somebody, or write a name"),
        ] {
            let seen = ann.post("/praise", &thanks(person)).await;
            seen.is(422).shows(told).shows(WORDS);
        }
        let short = [("person", "yusuf@it.example"), ("attribute", "knew"), ("words", "ok")];
        ann.post("/praise", &short).await.is(422).shows("A few words more");
        let none = [("person", "yusuf@it.example"), ("words", WORDS)];
        ann.post("/praise", &none).await.is(422).shows("Please choose one");
        yusuf.get("/praise/mine").await.hides(WORDS);
        // somebody who has no part in it sees the page, and nothing on it
        let stranger = t.visitor(base::PersonId(4)).await;
        stranger.post("/praise", &thanks("yusuf@it.example")).await.is(422);
    });
}

#[test]
fn thanks_sent_twice_are_said_once() {
    each_db(async |t| {
        let (_, ann, yusuf) = set_up(t).await;
        let first = ann.post("/praise", &thanks("yusuf@it.example")).await.location();
        assert_eq!(ann.post("/praise", &thanks("yusuf@it.example")).await.location(), first);
        let body = json!({"person": 5, "attribute": "helped", "words": WORDS});
        let made = ann.json("POST", "/api/v1/praise", body).await;
        assert_eq!(made.is(201).json()["id"], 1);
        let mine = yusuf.get("/api/v1/me/praise").await.json();
        assert_eq!(mine["received"].as_array().unwrap().len(), 1, "{mine}");
        assert_eq!(yusuf.get("/notifications").await.text().matches("thanked you").count(), 1);
    });
}

#[test]
fn thanks_begin_at_the_ticket_with_those_who_had_a_hand_in_it() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let ticket = report(&ann).await;
        yusuf.post(&format!("{ticket}/assignment"), &[("take", "yes")]).await.is(303);
        let seen = ann.get(&ticket).await;
        seen.shows("Say thanks to Yusuf");
        yusuf.get(&ticket).await.shows("Say thanks to Ann");
        let form = ann.get("/praise/new?ticket=1&whom=p5").await;
        assert!(form.body.contains("value=\"p5\" checked"), "{}", form.body);
        let said = [("ticket", "1"), ("whom", "p5"), ("attribute", "helped"), ("words", WORDS)];
        ann.post("/praise", &said).await.is(303);
        ann.get(&ticket).await.shows(WORDS);
        yusuf.get(&ticket).await.shows(WORDS);
        t.visitor(house.contact).await.get(&ticket).await.is(200).hides("two floors");
        share(&yusuf, "everybody").await.is(200);
        t.visitor(house.contact).await.get(&ticket).await.shows(WORDS);
        // of a ticket one may not see nothing is said
        let stranger = t.visitor(house.stranger).await;
        stranger.get("/praise/new?ticket=1").await.is(200).hides("Yusuf");
        stranger.post("/praise", &said).await.is(404);
    });
}

#[test]
fn who_is_asked_for_help_sees_it_at_home_and_the_thanks_can_become_praise() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        let ticket = report(&ann).await;
        let ben = t.visitor(house.ben).await;
        let ask = [("helper", "ben@library.example"), ("assist-words", "Do cards work on yours?")];
        yusuf.post(&format!("{ticket}/assists"), &ask).await.is(303);
        ben.get("/")
            .await
            .shows("Somebody asks for your help")
            .shows("Yusuf asks for your help with");
        let gave = [("helped", "gave"), ("assist-answer-words", "They do.")];
        ben.post(&format!("{ticket}/assists/1/answer"), &gave).await.is(303);
        ben.get("/").await.hides("asks for your help");
        // before it was thanked for there is nothing to make praise of
        yusuf.post("/praise/assists/1", &[]).await.is(409);
        let kind = [("assist-thanks", "That saved me an hour of looking.")];
        yusuf.post(&format!("{ticket}/assists/1/thanks"), &kind).await.is(303);
        yusuf.get(&ticket).await.shows("Make it thanks they can share");
        ben.post("/praise/assists/1", &[]).await.is(404);
        let to = yusuf.post("/praise/assists/1", &[]).await.location();
        assert_eq!(yusuf.post("/praise/assists/1", &[]).await.location(), to, "once");
        yusuf.get(&ticket).await.hides("Make it thanks they can share");
        ben.get("/praise").await.shows("That saved me an hour of looking.").shows("gave help");
        ben.get("/account/assists").await.shows("Thanks, both ways");
    });
}

#[test]
fn the_letter_says_who_thanked_and_where_to_read_it_as_they_chose() {
    each_db(async |t| {
        let (house, ann, yusuf) = set_up(t).await;
        yusuf.post("/praise", &thanks("ann@library.example")).await.is(303);
        let sent = letters(t).await;
        let (to, letter) = &sent[0];
        assert_eq!((sent.len(), to.as_str()), (1, "ann@library.example"));
        assert!(letter.text.contains("Yusuf thanked you"), "{}", letter.text);
        assert!(letter.text.contains("/praise/1") && !letter.text.contains("two floors"));
        assert!(letter.text.contains("/account/notifications"), "{}", letter.text);
        ann.get("/").await.shows("New for you: 1");
        let seen = ann.submit("/tidings/1/reading", &[]).await;
        seen.shows(WORDS);
        t.visitor(house.ben).await.post("/tidings/1/reading", &[]).await.is(404);
    });
}

#[test]
fn the_slide_is_one_page_however_much_was_said() {
    each_db(async |t| {
        let (_, ann, yusuf) = set_up(t).await;
        let empty = ann.get("/praise/slide.pdf").await;
        assert!(empty.bytes.starts_with(b"%PDF-1."), "{}", empty.text());
        for n in 1..=9 {
            let words = format!(
                "Number {n}: {}",
                "you stayed until it worked, and told us why. ".repeat(n)
            );
            let said = [("person", "yusuf@it.example"), ("attribute", "knew"), ("words", &words)];
            ann.post("/praise", &said).await.is(303);
            let share = [("sharing", "everybody")];
            yusuf.post(&format!("/praise/{n}/sharing"), &share).await.is(303);
        }
        let page = ann.get("/praise/slide").await;
        page.shows("more on the page of thanks");
        let pdf = ann.get("/praise/slide.pdf?since=2026-11-01").await;
        pdf.is(200);
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        let text = String::from_utf8_lossy(&pdf.bytes);
        assert!(
            text.contains("/Count 1") || text.matches("/Type /Page\n").count() <= 1,
            "one page"
        );
        // from a day on: nothing before it
        ann.get("/praise/slide?since=2026-11-24").await.shows("Nothing to read out");
        ann.get("/praise/slide?since=rubbish").await.is(200);
        ann.get("/praise/slide?relationship=99").await.is(404);
        t.visitor(base::PersonId(4)).await.get("/praise/slide").await.is(404);
    });
}

#[test]
fn a_person_who_left_takes_their_private_thanks_along() {
    each_db(async |t| {
        let (house, ann, _) = set_up(t).await;
        ann.post("/praise", &thanks("yusuf@it.example")).await.is(303);
        let yusuf = house.yusuf;
        t.app
            .db
            .write(move |tx| {
                tx.run(
                    db::sql!("update person set is_active = false where id = $1"),
                    db::args![yusuf],
                )
            })
            .await
            .unwrap();
        t.visitor(house.other_agent).await.get("/praise/1").await.is(404);
        ann.get("/praise/1").await.is(200).shows(WORDS);
        ann.get("/praise/new?whom=p5").await.is(200);
        let again = [("whom", "p5"), ("attribute", "knew"), ("words", "And thank you again!")];
        ann.post("/praise", &again).await.is(422).shows("would reach nobody");
    });
}

#[test]
fn whoever_looks_for_the_internet_finds_it() {
    each_db(async |t| {
        let (_, ann, _) = set_up(t).await;
        ann.get("/search?q=the+internet").await.shows("Did you mean ours?");
        ann.get("/the-internet").await.is(200).shows("On loan to this library");
        ann.get("/search?q=printer").await.hides("/the-internet");
        t.stranger().get("/the-internet").await.is(303);
    });
}
