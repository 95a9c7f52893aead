//! What clocks need of a ticket's past is kept, whoever changes it and by whichever way.

use crate::tickets::{house, report};
use base::{Actor, TicketId};
use testing::{TestApp, each_db};

/// State, who has it, priority and team of each phase, and its hour since the first one.
async fn phases(t: &TestApp, ticket: &str) -> Vec<String> {
    let id = TicketId(ticket.rsplit('/').next().unwrap().parse().unwrap());
    let read = t.app.db.read(move |tx| desk::phases::list(tx, &Actor::system(), id));
    let all = read.await.unwrap();
    let first = all[0].at.timestamp();
    let said = |one: &desk::phases::Phase| {
        let hour = one.at.timestamp().duration_since(first).as_hours();
        let team = one.team_id.map(|id| id.0).unwrap_or_default();
        let on = one.on_hold_reason.map(|reason| format!(" {reason}")).unwrap_or_default();
        format!("{hour} {}{on} {} P{} team {team}", one.state, one.ball, one.priority)
    };
    all.iter().map(said).collect()
}

const DONE: [(&str, &str); 2] = [("words", "Mended"), ("cause", "network")];

#[test]
fn every_turn_of_a_request_is_kept_and_nothing_twice() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let post = async |who: &testing::Visitor, what: &str, fields: &[(&str, &str)]| {
            t.later(3600);
            who.post(&format!("{ticket}/{what}"), fields).await.is(303);
        };
        // a note among those who help changes nothing that a clock counts
        post(&yusuf, "notes", &[("body", "Looks like the switch")]).await;
        post(&yusuf, "replies", &[("body", "Which one?"), ("wait", "yes")]).await;
        // undone within its seconds it never was; it leaves and the person answers
        t.later(60);
        t.run_jobs().await;
        post(&ann, "replies", &[("body", "The left one")]).await;
        let hold = [
            ("reason", "awaiting_supplier"),
            ("because", "Larkfield"),
            ("wakes", "2026-12-01T09:00"),
        ];
        post(&yusuf, "hold", &hold).await;
        post(&yusuf, "waking", &[]).await;
        post(&yusuf, "assignment", &[("team", "2")]).await;
        let other = t.visitor(house.other_agent).await;
        post(&other, "resolution", &DONE).await;
        post(&ann, "reopening", &[("why", "Still out")]).await;
        post(&other, "resolution", &DONE).await;
        post(&ann, "confirmation", &[]).await;
        let all = phases(t, &ticket).await;
        assert_eq!(
            all,
            [
                "0 new provider P2 team 1",
                // the answer leaves after its seconds, and from then on the ball is hers
                "2 open provider P2 team 1",
                "2 on_hold awaiting_requester requester P2 team 1",
                "3 open provider P2 team 1",
                "4 on_hold awaiting_supplier supplier P2 team 1",
                "5 open provider P2 team 1",
                "6 open provider P2 team 2",
                "7 resolved requester P2 team 2",
                "8 open provider P2 team 2",
                "9 resolved requester P2 team 2",
                "10 closed nobody P2 team 2",
            ]
        );
    });
}

#[test]
fn what_mail_the_night_and_many_at_once_change_is_kept_too() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let (one, two) = (report(&ann).await, report(&ann).await);
        let id = |ticket: &str| ticket.rsplit('/').next().unwrap().to_owned();
        let both = format!("{} {}", id(&one), id(&two));
        let many = [("deed", "priority"), ("tickets", both.as_str()), ("changed", "Exams start")];
        let many: Vec<_> = many.into_iter().chain([("scope", "one"), ("hurts", "later")]).collect();
        yusuf.post("/bulk", &many).await.is(303);
        let mail = format!(
            "From: ann@library.example\nTo: desk@it.example\nSubject: [Footbridge #{}] Again\n\nIt is out again.\n",
            id(&one)
        );
        desk::intake::deliver(&t.app, mail.into_bytes(), None).await.unwrap();
        t.later(3600);
        yusuf.post(&format!("{one}/resolution"), &DONE).await.is(303);
        // nobody says anything for long: it closes by itself
        t.later(40 * 86_400);
        desk::resolution::close_old(&t.app, &Actor::system()).await.unwrap();
        let all = phases(t, &one).await;
        assert!(all.last().unwrap().contains("closed nobody"), "{all:?}");
        assert!(all.iter().any(|one| one.contains("resolved requester")), "{all:?}");
    });
}
