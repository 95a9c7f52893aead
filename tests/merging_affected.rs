//! Everybody whom a ticket stops comes along when it becomes part of another, and goes back.

use crate::{
    known::at_work,
    merging::{bens, join, letters, to},
    tickets::report,
};
use serde_json::{Value, json};
use testing::{Visitor, each_db};

async fn add(who: &Visitor, ticket: i64, place: i64) {
    let call = format!("/api/v1/tickets/{ticket}/affected");
    let said = json!({"location": place, "scope": "one", "who": "staff", "words": "wombat"});
    who.json("POST", &call, said).await.is(200);
}

#[test]
fn everybody_either_stops_counts_once_and_undoing_gives_each_side_its_own() {
    each_db(async |t| {
        let (house, cora) = at_work(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let (cora, contact) = (t.visitor(cora).await, t.visitor(house.contact).await);
        let yusuf = t.visitor(house.yusuf).await;
        bens(&ann).await;
        bens(&ben).await;
        add(&cora, 2, 2).await;
        add(&contact, 2, 3).await;
        add(&cora, 1, 2).await;
        let of = async |ticket: i64| -> (Value, Value, Value) {
            let all = yusuf.get(&format!("/api/v1/tickets/{ticket}/affected")).await.json();
            let it = yusuf.get(&format!("/api/v1/tickets/{ticket}")).await.json();
            (all["people"].clone(), all["places"].clone(), it["priority"].clone())
        };
        let (one, two) = (of(1).await, of(2).await);
        assert_eq!((&one.0, &two.0), (&json!(2), &json!(3)));
        join(&yusuf, "yes").await.is(200);
        assert_eq!(of(1).await, (json!(4), json!(3), json!(1)), "Ann, Ben, Cora, Helen");
        yusuf
            .get("/tickets/1")
            .await
            .shows("Ben")
            .shows("Helen")
            .shows("four people at three places");
        yusuf.post("/tickets/2/unmerging", &[]).await.is(303);
        assert_eq!((of(1).await, of(2).await), (one, two));
        // together again: whoever takes themselves off their own is off the other, too
        join(&yusuf, "yes").await.is(200);
        contact.json("DELETE", "/api/v1/tickets/2/affected", json!({})).await.is(204);
        assert_eq!(of(1).await.0, json!(3));
        letters(t).await;
        let closed = [("how", "fixed_itself"), ("fine_words", "It came back by itself.")];
        ann.post("/tickets/1/closing", &closed).await.is(303);
        let told = letters(t).await;
        assert!(to(&told, "ben@library.example").contains("fixed itself"), "{told:?}");
        let hers: Vec<_> = told.iter().filter(|(to, _)| to.starts_with("cora")).collect();
        assert_eq!(hers.len(), 1, "{told:?}");
        assert!(hers[0].1.contains("which stopped you too, is over"), "{hers:?}");
        assert!(!to(&told, "helen@library.example").contains("stopped you"), "{told:?}");
    });
}

#[test]
fn whose_ticket_was_put_into_one_they_may_not_read_hears_that_it_is_fine_now_or_fixed_itself() {
    each_db(async |t| {
        let (house, cora) = at_work(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ben = t.visitor(house.ben).await;
        let cora = t.visitor(cora).await;
        for (how, said) in [("fine_now", "it is fine now"), ("fixed_itself", "it fixed itself")] {
            let first = report(&ann).await;
            let second = bens(&ben).await;
            let number = |path: &str| path.rsplit('/').next().unwrap().to_owned();
            let (one, two) = (number(&first), number(&second));
            add(&cora, two.parse().unwrap(), 2).await;
            let into = [("into", one.as_str()), ("share", "no")];
            yusuf.submit(&format!("{second}/merging"), &into).await.is(200);
            let counted = yusuf.get(&format!("/api/v1{first}/affected")).await;
            assert_eq!(counted.json()["people"], 3);
            assert!(!counted.body.contains("wombat"), "words stay where they were written");
            cora.get("/requests?of=followed").await.hides("out of service");
            letters(t).await;
            ann.post(&format!("{first}/closing"), &[("how", how), ("fine_words", "platypus")])
                .await
                .is(303);
            let told = letters(t).await;
            let his = to(&told, "ben@library.example");
            assert!(his.contains(said) && his.contains(&format!("#{two}")), "{told:?}");
            let hers = to(&told, "cora@library.example");
            assert!(hers.contains(&format!("Ticket {two}, which stopped you too")), "{told:?}");
            assert!(!his.contains("platypus") && !hers.contains("platypus"), "{told:?}");
            ben.get(&second)
                .await
                .shows("News from the ticket this is handled with: it is said to");
        }
    });
}
