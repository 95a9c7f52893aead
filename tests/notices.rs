//! What people are told by mail, and what they are not.

use crate::tickets::{House, house, report};
use base::{Actor, TicketId};
use desk::{
    assignment::{Assignment, assign},
    conversation::{NewMessage, add_note, reply},
    intake::{Delivered, deliver},
    resolution::{Cause, reopen, resolve},
    tickets::{Channel, cancel, watch},
    waiting::promise,
};
use people::{
    persons,
    teams::{self, NewTeam},
};
use testing::{TestApp, each_db};

async fn by_mail(t: &TestApp, header: &str, text: &str) -> TicketId {
    let raw = format!("{header}\nContent-Type: text/plain\n\n{text}\n").into_bytes();
    match deliver(&t.app, raw, None).await.unwrap() {
        Delivered::Opened(ticket) | Delivered::Replied(ticket) => ticket,
        other => panic!("{other:?}"),
    }
}

async fn anns(t: &TestApp) -> TicketId {
    let header = "From: Ann <ann@library.example>\nMessage-ID: <first@x>\nSubject: No printing";
    by_mail(t, header, "Nobody can print.").await
}

/// Whom the new letters went to, and what they say.
pub async fn letters(t: &TestApp) -> Vec<(String, mail::Incoming)> {
    let folder = t.app.config.data.join("outbox");
    std::fs::remove_dir_all(&folder).ok();
    t.run_jobs().await;
    let all = t.outbox().into_iter().map(|raw| mail::parse(raw.as_bytes()).unwrap());
    all.map(|letter| (letter.to[0].address.clone(), letter)).collect()
}

fn only<'a>(letters: &'a [(String, mail::Incoming)], to: &str) -> &'a mail::Incoming {
    let addresses: Vec<_> = letters.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(addresses, [to]);
    &letters[0].1
}

async fn team_address(t: &TestApp) {
    let system = Actor::system();
    let id = teams::find_by_name(&t.app, &system, "Network").await.unwrap().unwrap();
    let team = teams::get(&t.app, &system, id).await.unwrap();
    let new = NewTeam { email: "network@it.example".into(), ..team.as_new() };
    teams::update(&t.app, &system, id, team.version, new).await.unwrap();
}

pub async fn say(t: &TestApp, house: &House, ticket: TicketId, text: &str) {
    let yusuf = t.actor(house.yusuf).await;
    let text = NewMessage::text(text, Channel::Web);
    reply(&t.app, &yusuf, ticket, text).await.unwrap();
}

#[test]
fn news_reaches_the_requester_and_never_the_one_who_did_it() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        assert_eq!(t.run_jobs().await, 0, "she saw it on the page");
        yusuf.post(&format!("{ticket}/notes"), &[("body", "zebrafish")]).await.is(303);
        yusuf.post(&format!("{ticket}/replies"), &[("body", "We found it.")]).await.is(303);
        let all = letters(t).await;
        let answer = only(&all, "ann@library.example");
        assert!(answer.subject.as_deref().unwrap().starts_with("[Footbridge #1] "));
        assert!(answer.text.contains("We found it.") && !answer.text.contains("zebrafish"));
        let id = answer.message_id.clone().unwrap();
        let header = format!("From: ann@library.example\nIn-Reply-To: <{id}>\nSubject: x");
        assert_eq!(by_mail(t, &header, "Thank you").await, TicketId(1));
        yusuf.get(&ticket).await.shows("Thank you");
    });
}

#[test]
fn who_follows_a_ticket_is_told_in_other_words_than_who_asked() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = anns(t).await;
        letters(t).await;
        let (yusuf, contact) = (t.actor(house.yusuf).await, t.actor(house.contact).await);
        watch(&t.app, &contact, ticket, true).await.unwrap();
        promise(&t.app, &yusuf, ticket, t.app.now().plus_seconds(3600)).await.unwrap();
        resolve(&t.app, &yusuf, ticket, Some(Cause::Hardware), "It has power now.").await.unwrap();
        let all = letters(t).await;
        let of = |to: &str| -> String {
            all.iter().filter(|(one, _)| one == to).map(|(_, l)| l.text.as_str()).collect()
        };
        let (asked, followed) = (of("ann@library.example"), of(&contact.email));
        assert_eq!(all.len(), 4, "{all:?}");
        assert!(
            asked.contains("your request") && asked.contains("Is it right for you?"),
            "{asked}"
        );
        assert!(followed.contains("which you follow") && !followed.contains("your"), "{followed}");
        assert!(followed.contains("It has power now."), "{followed}");
    });
}

#[test]
fn a_requester_hears_that_the_request_arrived_and_what_happens_next() {
    each_db(async |t| {
        let house = house(t).await;
        team_address(t).await;
        let ticket = anns(t).await;
        let all = letters(t).await;
        let [(one, _), (two, _)] = all.as_slice() else { panic!("{all:?}") };
        assert_ne!(one, two);
        let ann = &all.iter().find(|(to, _)| to == "ann@library.example").unwrap().1;
        assert_eq!(ann.subject.as_deref(), Some(&*format!("[Footbridge #{ticket}] No printing")));
        for part in [
            &*format!("Its number is {ticket}."),
            "Network looks at it",
            "When to expect news: ",
            "Nobody can print.",
            &*format!("http://localhost/tickets/{ticket}"),
        ] {
            assert!(ann.text.contains(part), "{part} in {}", ann.text);
        }
        assert_eq!(ann.in_reply_to, ["first@x"]);
        assert!(ann.references.len() == 2 && ann.html.is_some());
        assert_ne!(ann.automatic, mail::Automatic::No);
        let team = &all.iter().find(|(to, _)| to == "network@it.example").unwrap().1;
        assert!(team.text.contains("Ann needs help"), "{}", team.text);
        // an agent who writes it down for somebody gets no letter about it
        let yusuf = t.visitor(house.yusuf).await;
        let new = serde_json::json!({"kind": "incident", "subject": "Phone", "description": "Dead.", "requester": house.ben.0});
        yusuf.json("POST", "/api/v1/tickets", new).await;
        let all = letters(t).await;
        assert!(all.iter().all(|(to, _)| to != "yusuf@it.example"), "{all:?}");
    });
}

#[test]
fn a_team_that_is_handed_a_ticket_is_told_and_so_is_a_person_who_is_given_one() {
    each_db(async |t| {
        let house = house(t).await;
        team_address(t).await;
        let ticket = anns(t).await;
        letters(t).await;
        let yusuf = t.actor(house.yusuf).await;
        let to = |team, assignee| Assignment { team: Some(team), assignee, seen: None };
        let (network, print) = (base::TeamId(1), base::TeamId(2));
        assign(&t.app, &yusuf, ticket, to(print, None)).await.unwrap();
        assert_eq!(letters(t).await.len(), 0, "that team has no address");
        let thuy = t.actor(house.other_agent).await;
        assign(&t.app, &thuy, ticket, to(network, None)).await.unwrap();
        let all = letters(t).await;
        let told = only(&all, "network@it.example");
        assert!(told.text.starts_with("New for Network"), "{}", told.text);
        assign(&t.app, &yusuf, ticket, to(print, Some(house.other_agent))).await.unwrap();
        only(&letters(t).await, "thuy@it.example");
    });
}

#[test]
fn an_answer_goes_to_the_requester_and_their_reply_to_whoever_works_on_it() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = anns(t).await;
        letters(t).await;
        let yusuf = t.actor(house.yusuf).await;
        let to_yusuf = Assignment { assignee: Some(house.yusuf), ..Assignment::default() };
        assign(&t.app, &yusuf, ticket, to_yusuf).await.unwrap();
        assert_eq!(letters(t).await.len(), 0, "nobody is told what they did themselves");
        say(t, &house, ticket, "Is the **light** on?").await;
        let all = letters(t).await;
        let answer = only(&all, "ann@library.example");
        assert!(answer.text.starts_with("Yusuf answered your request"), "{}", answer.text);
        assert!(answer.html.as_deref().unwrap().contains("<strong>light</strong>"));
        assert_eq!(answer.automatic, mail::Automatic::No, "a person wrote it");
        let id = answer.message_id.clone().unwrap();
        let header = format!(
            "From: ann@library.example\nMessage-ID: <2@x>\nIn-Reply-To: <{id}>\nSubject: Re: x"
        );
        assert_eq!(by_mail(t, &header, "It is green.").await, ticket);
        let all = letters(t).await;
        let told = only(&all, "yusuf@it.example");
        assert!(told.text.contains("It is green."), "{}", told.text);
        // the agent answers by mail, too
        let id = told.message_id.clone().unwrap();
        let header = format!(
            "From: yusuf@it.example\nMessage-ID: <3@x>\nIn-Reply-To: <{id}>\nSubject: Re: x"
        );
        assert_eq!(by_mail(t, &header, "Then it works.").await, ticket);
        let all = letters(t).await;
        assert_eq!(only(&all, "ann@library.example").in_reply_to, ["3@x"]);
        // whose relay has changed our id still finds the ticket
        let thread = all[0].1.references[0].clone();
        let header = format!(
            "From: ann@home.example\nMessage-ID: <4@x>\nReferences: <{thread}>\nSubject: x"
        );
        assert_eq!(by_mail(t, &header, "From home.").await, ticket);
    });
}

#[test]
fn the_words_of_an_internal_note_leave_in_no_letter() {
    each_db(async |t| {
        let house = house(t).await;
        team_address(t).await;
        let ticket = anns(t).await;
        let yusuf = t.actor(house.yusuf).await;
        let note = NewMessage::text("She forgot the plug again", Channel::Web);
        add_note(&t.app, &yusuf, ticket, note).await.unwrap();
        say(t, &house, ticket, "We look at it.").await;
        resolve(&t.app, &yusuf, ticket, Some(Cause::Hardware), "It has power now.").await.unwrap();
        let all = letters(t).await;
        assert!(all.len() >= 4, "{all:?}");
        for (_, letter) in &all {
            assert!(
                !letter.text.contains("plug") && !letter.html.as_deref().unwrap().contains("plug")
            );
        }
        let last = all.iter().find(|(_, l)| l.text.contains("put right")).unwrap();
        assert!(last.0 == "ann@library.example" && last.1.text.contains("It has power now."));
        let ann = t.actor(house.ann).await;
        reopen(&t.app, &ann, ticket, "Still dark.").await.unwrap();
        let all = letters(t).await;
        assert!(only(&all, "network@it.example").text.contains("Still dark."));
        cancel(&t.app, &ann, ticket, "We bought another.").await.unwrap();
        let all = letters(t).await;
        assert!(only(&all, "network@it.example").text.contains("We bought another."));
    });
}

#[test]
fn who_has_left_is_not_written_to_and_nobody_gets_more_than_twenty_an_hour() {
    each_db(async |t| {
        let house = house(t).await;
        for n in 0..25 {
            let header =
                format!("From: ann@library.example\nMessage-ID: <many-{n}@x>\nSubject: n{n}");
            by_mail(t, &header, "Again.").await;
        }
        assert_eq!(letters(t).await.len(), 20);
        let ticket = TicketId(25);
        say(t, &house, ticket, "A person's answer is never held back.").await;
        assert_eq!(letters(t).await.len(), 1);
        t.later(3601);
        by_mail(t, "From: ann@library.example\nSubject: later", "Again.").await;
        assert_eq!(letters(t).await.len(), 1);
        persons::deactivate(&t.app, &Actor::system(), house.ann).await.unwrap();
        say(t, &house, ticket, "Hello?").await;
        assert_eq!(letters(t).await.len(), 0);
        // who has left may still write, and it is filed
        by_mail(t, "From: ann@library.example\nSubject: gone", "From outside.").await;
    });
}

#[test]
fn a_letter_that_can_never_be_written_becomes_a_dead_job() {
    each_db(async |t| {
        let now = t.app.now();
        let letter = jobs::Letter { to: "nobody".into(), ..jobs::Letter::default() };
        t.app.db.write(move |tx| jobs::enqueue(tx, now, jobs::SEND_MAIL, &letter)).await.unwrap();
        for _ in 0..8 {
            t.run_jobs().await;
            t.later(4 * 3600);
        }
        let dead = t.app.db.read(|tx| jobs::list_dead(tx, 10)).await.unwrap();
        assert!(dead[0].last_error.contains("not an address"), "{}", dead[0].last_error);
        assert!(t.outbox().is_empty());
    });
}
