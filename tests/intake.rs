//! Mail that comes in, from delivery to the page.

use crate::tickets::house;
use base::TicketId;
use desk::{
    intake::{Delivered, deliver},
    resolution::{Cause, resolve},
};
use testing::{TestApp, each_db};

/// A message with these header lines and this text.
fn mail(header: &str, text: &str) -> Vec<u8> {
    format!("{header}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n").into_bytes()
}

async fn sent(t: &TestApp, raw: &[u8]) -> Delivered {
    deliver(&t.app, raw.to_vec(), None).await.unwrap()
}

async fn opened(t: &TestApp, header: &str, text: &str) -> TicketId {
    match sent(t, &mail(header, text)).await {
        Delivered::Opened(ticket) => ticket,
        other => panic!("{other:?}"),
    }
}

/// The value of a header in a message of ours, on one line.
fn header(mail: &str, name: &str) -> String {
    let head = mail.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
    let found = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    found.unwrap_or_else(|| panic!("no {name} in\n{head}")).to_owned()
}

const ANN: &str = "From: Ann <Ann@Library.example>\nMessage-ID: <first@library.example>\nSubject: Self-check is down";

#[test]
fn a_message_opens_a_ticket_that_is_seen_in_the_browser() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.\n\n-- \nAnn, Northside").await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let page = ann.get(&format!("/tickets/{ticket}")).await;
        page.is(200).shows("Self-check is down").shows("Nobody can borrow books.");
        yusuf.get(&format!("/tickets/{ticket}")).await.is(200).shows("Self-check is down");
        let source = page.body.split("href=\"/messages/").nth(1).unwrap();
        let source = format!("/messages/{}", source.split('"').next().unwrap());
        let raw = mail(ANN, "Nobody can borrow books.\n\n-- \nAnn, Northside");
        assert_eq!(ann.get(&source).await.bytes, raw);
        let stranger = t.visitor(house.stranger).await;
        stranger.get(&source).await.is(404);
        stranger.get(&format!("/tickets/{ticket}")).await.is(404);
    });
}

#[test]
fn somebody_unknown_becomes_a_requester_of_the_department_with_their_mail_domain() {
    each_db(async |t| {
        let house = house(t).await;
        let new = "From: Nia <nia@library.example>\nSubject: No sound";
        let ticket = opened(t, new, "The speakers are silent.").await;
        let contact = t.visitor(house.contact).await;
        contact.get(&format!("/tickets/{ticket}")).await.is(200).shows("Nia").shows("Library");
        let rajiv = t.person("rajiv@it.example", None).await;
        t.grant(rajiv, "administrator", None, None).await;
        let audit = t.visitor(rajiv).await.get("/administration/audit").await;
        audit.is(200).shows("added a person").shows("Nia");
        let elsewhere = "From: Zoe <zoe@library.example.org>\nSubject: Hello";
        let ticket = opened(t, elsewhere, "Hi.").await;
        contact.get(&format!("/tickets/{ticket}")).await.is(404);
    });
}

#[test]
fn a_reply_finds_its_ticket_by_message_id_and_by_tag_from_those_who_may_see_it() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.").await;
        let later = "From: ben@library.example\nMessage-ID: <2@x>\nIn-Reply-To: <first@library.example>\nSubject: Re: anything";
        assert_eq!(sent(t, &mail(later, "Here too.")).await, Delivered::Replied(ticket));
        let tagged = format!("From: ann@library.example\nSubject: AW: [footbridge #{ticket}] x");
        assert_eq!(sent(t, &mail(&tagged, "By tag.")).await, Delivered::Replied(ticket));
        let forged = format!("From: marco@parks.example\nSubject: [Footbridge #{ticket}] x");
        let own = opened(t, &forged, "Let me in.").await;
        assert_ne!(own, ticket);
        let same_subject =
            "From: ann@library.example\nMessage-ID: <3@x>\nSubject: Re: Self-check is down";
        assert_ne!(opened(t, same_subject, "Another matter.").await, ticket);
        let yusuf = t.visitor(house.yusuf).await;
        let page = yusuf.get(&format!("/tickets/{ticket}")).await;
        page.shows("Here too.").shows("By tag.").hides("Let me in.").hides("Another matter.");
    });
}

#[test]
fn what_is_delivered_twice_is_filed_once() {
    each_db(async |t| {
        house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.").await;
        let again = Delivered::Opened(ticket);
        assert_eq!(sent(t, &mail(ANN, "Nobody can borrow books.")).await, again);
        let other_way = format!("Received: from a by b; Mon, 23 Nov 2026 10:00:00 +1100\n{ANN}");
        assert_eq!(sent(t, &mail(&other_way, "Nobody can borrow books.")).await, again);
        // the same id on another message is another message
        assert_ne!(opened(t, ANN, "Something else.").await, ticket);
        let bare = mail("From: ann@library.example\nSubject: No id", "Twice.");
        assert_eq!(sent(t, &bare).await, sent(t, &bare).await);
        let raw = mail("From: new@far.example\nMessage-ID: <race@x>\nSubject: Race", "Now.");
        let (one, two) =
            tokio::join!(deliver(&t.app, raw.clone(), None), deliver(&t.app, raw.clone(), None));
        assert_eq!(one.unwrap(), two.unwrap());
        // two copies that came different ways, at once
        let raw = mail("From: old@far.example\nMessage-ID: <ways@x>\nSubject: Ways", "Now.");
        let other_way = [b"Received: from a by b\n".as_slice(), &raw].concat();
        let (one, two) = tokio::join!(deliver(&t.app, raw, None), deliver(&t.app, other_way, None));
        assert_eq!(one.unwrap(), two.unwrap());
    });
}

/// The letter that told Ann that hers arrived; everything else has been sent, too.
async fn receipt(t: &TestApp) -> String {
    t.run_jobs().await;
    t.outbox().into_iter().find(|m| header(m, "To").contains("ann@")).unwrap()
}

/// A mail server's report about a letter to Ann, with this part of the letter.
fn bounce(about: &str) -> Vec<u8> {
    format!("From: MAILER-DAEMON@mx.example\nMessage-ID: <b@mx.example>\nReturn-Path: <>\nSubject: Undelivered Mail\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\n\nIt could not be delivered.\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@library.example\nAction: failed\nStatus: 5.1.1\n\n--B\nContent-Type: message/rfc822\n\n{about}\nFrom: desk@localhost\nSubject: x\n\nx\n--B--\n").into_bytes()
}

/// State and ball of a ticket, and whether it is open.
async fn standing(t: &TestApp, id: TicketId) -> String {
    let found = desk::tickets::load(&t.app, &base::Actor::system(), id).await.unwrap().0;
    format!("{:?} {:?} {:?} {:?}", found.state, found.ball, found.news_by, found.on_hold_reason)
}

#[test]
fn a_program_s_message_is_a_quiet_note_and_our_own_is_dropped() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.").await;
        let notice = receipt(t).await;
        let before = t.outbox().len();
        let yusuf = t.actor(house.yusuf).await;
        let resolved = resolve(&t.app, &yusuf, ticket, Some(Cause::Hardware), "It has power.");
        resolved.await.unwrap();
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), before + 1);
        let (before, stood) = (before + 1, standing(t, ticket).await);
        let id = header(&notice, "Message-ID");
        let away = format!(
            "From: ann@library.example\nMessage-ID: <away@x>\nIn-Reply-To: {id}\nAuto-Submitted: auto-replied\nSubject: Out of office"
        );
        assert_eq!(sent(t, &mail(&away, "Back on Monday.")).await, Delivered::Noted(ticket));
        assert_eq!(standing(t, ticket).await, stood, "a person's answer would open it again");
        let own = mail("From: desk@localhost\nSubject: [Footbridge #1] x", "Me.");
        assert!(matches!(sent(t, &own).await, Delivered::Dropped(why) if why.contains("own")));
        assert!(matches!(sent(t, notice.as_bytes()).await, Delivered::Dropped(_)));
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), before, "nobody is told");
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        yusuf.get(&format!("/tickets/{ticket}")).await.shows("Back on Monday.");
        ann.get(&format!("/tickets/{ticket}")).await.hides("Back on Monday.");
    });
}

#[test]
fn a_program_gets_no_receipt_and_only_what_a_person_writes() {
    each_db(async |t| {
        let house = house(t).await;
        let header = "From: robot@far.example\nAuto-Submitted: auto-generated\nSubject: Toner low";
        let ticket = opened(t, header, "Toner at 5 %.").await;
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), 0, "no receipt (RFC 3834)");
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get(&format!("/tickets/{ticket}")).await.is(200).shows("automatic");
        let path = format!("/tickets/{ticket}/replies");
        yusuf.post(&path, &[("body", "Which printer?")]).await.is(303);
        t.run_jobs().await;
        let [answer] = t.outbox().try_into().unwrap();
        assert!(answer.contains("robot@far.example") && answer.contains("Which printer?"));
        assert!(!answer.contains("Auto-Submitted"), "a person wrote it");
    });
}

#[test]
fn a_bounce_of_our_notice_is_kept_with_its_ticket() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.").await;
        let notice = receipt(t).await;
        let (before, stood) = (t.outbox().len(), standing(t, ticket).await);
        let by_id = bounce(&format!("Message-ID: {}", header(&notice, "Message-ID")));
        assert_eq!(sent(t, &by_id).await, Delivered::Noted(ticket));
        // the relay gave our letter another id, and returned what it had made of it
        let thread = header(&notice, "References");
        let by_thread = bounce(&format!("Message-ID: <new@relay.example>\nReferences: {thread}"));
        assert_eq!(sent(t, &by_thread).await, Delivered::Noted(ticket));
        assert_eq!(standing(t, ticket).await, stood);
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), before, "nobody is told");
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let says = "Our mail to ann@library.example could not be delivered (5.1.1)";
        yusuf.get(&format!("/tickets/{ticket}")).await.shows(says);
        ann.get(&format!("/tickets/{ticket}")).await.hides("could not be delivered");
    });
}

#[test]
fn a_bounce_that_belongs_to_no_ticket_is_kept_for_the_team_and_never_answered() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.").await;
        receipt(t).await;
        let before = t.outbox().len();
        let lost = bounce("Message-ID: <somebody@else.example>");
        let Delivered::Opened(kept) = sent(t, &lost).await else { panic!() };
        assert_ne!(kept, ticket);
        assert_eq!(sent(t, &lost).await, Delivered::Opened(kept), "once");
        let yusuf = t.visitor(house.yusuf).await;
        let page = yusuf.get(&format!("/tickets/{kept}")).await;
        page.is(200).shows("could not be delivered (5.1.1)").shows("automatic bounce");
        let path = format!("/tickets/{kept}/replies");
        yusuf.post(&path, &[("body", "We have phoned her.")]).await.is(303);
        let done = t.actor(house.yusuf).await;
        resolve(&t.app, &done, kept, Some(Cause::Hardware), "Right address now.").await.unwrap();
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), before, "nothing goes to a mail server");
    });
}

#[test]
fn who_holds_a_message_may_add_to_its_ticket_and_not_read_it() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.").await;
        let id = header(&receipt(t).await, "Message-ID");
        let before = t.outbox().len();
        // Ann passed the letter on to somebody in another department
        let passed = format!(
            "From: marco@parks.example\nMessage-ID: <m1@parks.example>\nIn-Reply-To: {id}\nSubject: Fwd"
        );
        assert_eq!(sent(t, &mail(&passed, "Ours is down, too.")).await, Delivered::Replied(ticket));
        let (marco, yusuf) = (t.visitor(house.stranger).await, t.visitor(house.yusuf).await);
        marco.get(&format!("/tickets/{ticket}")).await.is(404);
        yusuf.get(&format!("/tickets/{ticket}")).await.shows("Ours is down, too.");
        yusuf.post(&format!("/tickets/{ticket}/replies"), &[("body", "Found it.")]).await.is(303);
        t.run_jobs().await;
        let told: Vec<_> = t.outbox().drain(before..).map(|m| header(&m, "To")).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("ann@library.example"), "{told:?}");
        // an id that only looks like ours proves nothing
        let forged = id.replacen(&format!("<{ticket}."), "<2.", 1);
        let made_up = format!(
            "From: marco@parks.example\nMessage-ID: <m2@x>\nIn-Reply-To: {forged}\nSubject: Fwd"
        );
        assert_ne!(opened(t, &made_up, "Hello.").await, ticket);
    });
}

#[test]
fn pictures_in_the_text_and_files_beside_it_are_kept() {
    each_db(async |t| {
        let house = house(t).await;
        let raw = "From: ann@library.example\nSubject: Screen\nContent-Type: multipart/mixed; boundary=M\n\n--M\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>See <img src=\"cid:a1\"> and <img src=\"cid:a10\"><script>alert(1)</script></p>\n--B\nContent-Type: image/png\nContent-ID: <a1>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--B\nContent-Type: image/png\nContent-ID: <a10>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoA\n--B--\n--M\nContent-Type: application/pdf; name=\"bill.pdf\"\nContent-Disposition: attachment; filename=\"bill.pdf\"\n\nPDF\0\n--M--\n";
        let Delivered::Opened(ticket) = sent(t, raw.as_bytes()).await else { panic!() };
        let ann = t.visitor(house.ann).await;
        let page = ann.get(&format!("/tickets/{ticket}")).await;
        page.is(200).shows("bill.pdf").hides("cid:").hides("alert(1)");
        let picture = page.body.split("<img src=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(ann.get(picture).await.bytes, b"\x89PNG\r\n\x1a\n");
    });
}

#[test]
fn odd_messages_are_filed_too() {
    each_db(async |t| {
        let house = house(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        let nul = opened(t, "From: a\0nn@library.example\nSubject: N\0UL", "A\0B").await;
        yusuf.get(&format!("/tickets/{nul}")).await.is(200);
        let empty = opened(t, "From: Ann <ann@library.example>", "").await;
        yusuf
            .get(&format!("/tickets/{empty}"))
            .await
            .is(200)
            .shows("A message from Ann without a subject");
        let long =
            opened(t, "From: ann@library.example\nSubject: Long", &"wörd ".repeat(60_000)).await;
        yusuf.get(&format!("/tickets/{long}")).await.is(200).shows("Long");
        let id =
            format!("From: ann@library.example\nMessage-ID: <{}@x>\nSubject: Id", "i".repeat(5000));
        opened(t, &id, "x").await;
        opened(t, "Subject: From nobody", "x").await;
        assert_eq!(sent(t, b"").await, Delivered::NotAMessage);
    });
}
