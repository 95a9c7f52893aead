//! Mail that comes in, from delivery to the page.

use crate::tickets::house;
use base::TicketId;
use desk::intake::{Delivered, deliver};
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
        let same_subject = "From: ann@library.example\nMessage-ID: <3@x>\nSubject: Re: Self-check is down";
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
        let (one, two) = tokio::join!(
            deliver(&t.app, raw.clone(), None),
            deliver(&t.app, raw.clone(), None)
        );
        assert_eq!(one.unwrap(), two.unwrap());
    });
}

#[test]
fn a_program_s_message_is_a_quiet_note_and_our_own_is_dropped() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.").await;
        t.run_jobs().await;
        let before = t.outbox();
        let notice = before.iter().find(|m| header(m, "To").contains("ann@")).unwrap();
        let id = header(notice, "Message-ID");
        let away = format!("From: ann@library.example\nMessage-ID: <away@x>\nIn-Reply-To: {id}\nAuto-Submitted: auto-replied\nSubject: Out of office");
        assert_eq!(sent(t, &mail(&away, "Back on Monday.")).await, Delivered::Noted(ticket));
        let alone = "From: robot@far.example\nAuto-Submitted: auto-generated\nSubject: Toner low";
        let filed = opened(t, alone, "Toner at 5 %.").await;
        let own = mail("From: desk@localhost\nSubject: [Footbridge #1] x", "Me.");
        assert!(matches!(sent(t, &own).await, Delivered::Dropped(why) if why.contains("own")));
        assert!(matches!(sent(t, notice.as_bytes()).await, Delivered::Dropped(_)));
        t.run_jobs().await;
        assert_eq!(t.outbox().len(), before.len(), "nobody is told");
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        yusuf.get(&format!("/tickets/{ticket}")).await.shows("Back on Monday.");
        ann.get(&format!("/tickets/{ticket}")).await.hides("Back on Monday.");
        yusuf.get(&format!("/tickets/{filed}")).await.is(200).shows("automatic");
    });
}

#[test]
fn a_bounce_of_our_notice_is_kept_with_its_ticket() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = opened(t, ANN, "Nobody can borrow books.").await;
        t.run_jobs().await;
        let notice = t.outbox().into_iter().find(|m| header(m, "To").contains("ann@")).unwrap();
        let id = header(&notice, "Message-ID");
        let bounce = format!("From: MAILER-DAEMON@mx.example\nMessage-ID: <b@mx.example>\nSubject: Undelivered Mail\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\n\nIt could not be delivered.\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@library.example\nAction: failed\nStatus: 5.1.1\n\n--B\nContent-Type: message/rfc822\n\nMessage-ID: {id}\nFrom: desk@localhost\nSubject: x\n\nx\n--B--\n");
        assert_eq!(sent(t, bounce.as_bytes()).await, Delivered::Noted(ticket));
        let yusuf = t.visitor(house.yusuf).await;
        let page = yusuf.get(&format!("/tickets/{ticket}")).await;
        page.shows("Our mail to ann@library.example could not be delivered (5.1.1)");
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
        yusuf.get(&format!("/tickets/{empty}")).await.is(200).shows("A message from Ann without a subject");
        let long = opened(t, "From: ann@library.example\nSubject: Long", &"wörd ".repeat(60_000)).await;
        yusuf.get(&format!("/tickets/{long}")).await.is(200).shows("Long");
        let id = format!("From: ann@library.example\nMessage-ID: <{}@x>\nSubject: Id", "i".repeat(5000));
        opened(t, &id, "x").await;
        opened(t, "Subject: From nobody", "x").await;
        assert_eq!(sent(t, b"").await, Delivered::NotAMessage);
    });
}
