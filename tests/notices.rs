//! News by mail.

use crate::tickets::{house, report};
use testing::each_db;

#[test]
fn news_reaches_the_requester_and_never_the_one_who_did_it() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        assert_eq!(t.run_jobs().await, 0, "she saw it on the page");
        yusuf.post(&format!("{ticket}/notes"), &[("body", "zebrafish")]).await.is(303);
        yusuf.post(&format!("{ticket}/replies"), &[("body", "We found it.")]).await.is(303);
        assert_eq!(t.run_jobs().await, 1);
        let mail = t.outbox().concat();
        assert!(mail.contains("To: Ann <ann@library.example>"), "{mail}");
        assert!(mail.contains("[Footbridge #1]") && mail.contains("We found it."), "{mail}");
        assert!(mail.contains("Auto-Submitted: auto-generated"), "{mail}");
        assert!(!mail.contains("zebrafish"), "an internal note left the desk");
        let id = mail.split("Message-ID: <").nth(1).unwrap().split('>').next().unwrap();
        let answer = format!(
            "From: ann@library.example\r\nIn-Reply-To: <{id}>\r\nSubject: x\r\n\r\nThank you\r\n"
        );
        let filed = desk::intake::deliver(&t.app, answer.into_bytes(), None).await.unwrap();
        assert_eq!(filed, desk::intake::Delivered::Replied(base::TicketId(1)));
        yusuf.get(&ticket).await.shows("Thank you");
    });
}
