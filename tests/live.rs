//! Pages that stay up to date by themselves, and what their streams never say.
// tidy: allow sql because connections are cut from outside

use crate::tickets::{house, report};
use base::TicketId;
use desk::{
    conversation::{NewMessage, add_note, reply},
    live::note_writing,
    tickets::Channel,
};
use testing::{Stream, TestApp, each_db};

fn number(ticket: &str) -> TicketId {
    TicketId(ticket.rsplit('/').next().unwrap().parse().unwrap())
}

async fn say(t: &TestApp, who: base::PersonId, ticket: &str, text: &str) {
    let actor = t.actor(who).await;
    reply(&t.app, &actor, number(ticket), NewMessage::text(text, Channel::Web)).await.unwrap();
}

async fn note(t: &TestApp, who: base::PersonId, ticket: &str, text: &str) {
    let actor = t.actor(who).await;
    add_note(&t.app, &actor, number(ticket), NewMessage::text(text, Channel::Web)).await.unwrap();
}

/// What comes next, after everything committed was told.
async fn next(t: &TestApp, stream: &mut Stream) -> (String, String) {
    t.feed().await;
    let heard = stream.next().await.expect("the stream goes on");
    (heard.event, heard.data)
}

fn kind(event: &str, data: &str) -> (String, String) {
    (event.to_owned(), data.to_owned())
}

async fn last_event(t: &TestApp, ticket: &str) -> i64 {
    let id = number(ticket).0;
    let events = desk::timeline::view(&t.app, &base::Actor::system(), TicketId(id)).await.unwrap();
    events.events.last().unwrap().id
}

#[test]
fn a_new_message_is_told_to_everybody_who_has_the_ticket_open() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let address = format!("/live?ticket={}", number(&ticket));
        let mut hers = ann.listen(&address).await;
        let mut his = yusuf.listen(&address).await;
        say(t, house.yusuf, &ticket, "Have you tried the other switch?").await;
        let told = kind("ticket", &number(&ticket).to_string());
        assert_eq!(next(t, &mut hers).await, told);
        assert_eq!(next(t, &mut his).await, told);
        // state, assignment, news: the same word, and the page asks for the rest
        yusuf.post(&format!("{ticket}/assignment"), &[("take", "yes")]).await.is(303);
        assert_eq!(next(t, &mut hers).await, told);
        assert_eq!(hers.headers["x-accel-buffering"], "no");
        assert!(!hers.headers.contains_key("content-encoding"));
    });
}

#[test]
fn a_note_is_not_even_hinted_at_on_the_page_of_the_person_asking() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let address = format!("/live?ticket={}", number(&ticket));
        let (mut hers, mut requests) =
            (ann.listen(&address).await, ann.listen("/live?requests=yes").await);
        let mut his = t.visitor(house.yusuf).await.listen(&address).await;
        note(t, house.yusuf, &ticket, "The switch is from 2009, do not tell anybody.").await;
        assert_eq!(next(t, &mut his).await.0, "ticket");
        let noted = last_event(t, &ticket).await;
        say(t, house.yusuf, &ticket, "We are on it.").await;
        t.feed().await;
        // the first thing that she hears is the answer
        let heard = hers.next().await.unwrap();
        assert!(heard.id.parse::<i64>().unwrap() > noted, "{heard:?}");
        assert!(requests.next().await.unwrap().id.parse::<i64>().unwrap() > noted);
        // nor when she comes back and asks what she missed
        let answered = last_event(t, &ticket).await;
        note(t, house.yusuf, &ticket, "Still do not tell.").await;
        let mut again = ann.listen(&format!("{address}&since={answered}")).await;
        say(t, house.yusuf, &ticket, "It works again.").await;
        t.feed().await;
        assert!(again.next().await.unwrap().id.parse::<i64>().unwrap() > answered + 1);
    });
}

#[test]
fn whoever_comes_back_is_told_what_was_missed() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let seen = last_event(t, &ticket).await;
        say(t, house.yusuf, &ticket, "While you were away.").await;
        let missed = last_event(t, &ticket).await;
        let mut stream =
            ann.listen(&format!("/live?ticket={}&since={seen}", number(&ticket))).await;
        assert_eq!(stream.next().await.unwrap().id, missed.to_string());
        // who has seen everything is not told again
        let mut stream =
            ann.listen(&format!("/live?ticket={}&since={missed}", number(&ticket))).await;
        say(t, house.yusuf, &ticket, "And now you are here.").await;
        t.feed().await;
        assert_eq!(stream.next().await.unwrap().id, last_event(t, &ticket).await.to_string());
    });
}

#[test]
fn nobody_opens_a_stream_of_what_they_may_not_see() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let address = format!("/live?ticket={}", number(&ticket));
        t.visitor(house.stranger).await.get(&address).await.is(404);
        t.visitor(house.other_agent).await.get(&address).await.is(404);
        t.visitor(house.stranger).await.get(&format!("{ticket}/writers")).await.is(404);
        ann.get("/live?queue=yes").await.is(403);
        assert_eq!(t.stranger().get(&address).await.status, 303);
    });
}

#[test]
fn a_stream_ends_with_the_right_to_it() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let address = format!("/live?ticket={}", number(&ticket));
        let mut his = yusuf.listen(&address).await;
        let mut hers = ann.listen(&address).await;
        // handed to a team that he is not in
        yusuf.post(&format!("{ticket}/assignment"), &[("team", "2")]).await.is(303);
        assert_eq!(next(t, &mut his).await.0, "over");
        assert_eq!(his.next().await, None);
        assert_eq!(next(t, &mut hers).await.0, "ticket");
        // signed out
        ann.post("/sign-out", &[]).await;
        assert_eq!(next(t, &mut hers).await.0, "over");
        assert_eq!(hers.next().await, None);
        // another browser of another session of hers goes on
        let at_home = t.visitor(house.ann).await;
        let mut at_home = at_home.listen(&address).await;
        let second = t.visitor(house.ann).await;
        second.post("/sign-out", &[]).await;
        say(t, house.other_agent, &ticket, "Here you are.").await;
        assert_eq!(next(t, &mut at_home).await.0, "ticket");
    });
}

#[test]
fn the_queue_hears_of_its_own_teams_and_of_no_others() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let mut network = t.visitor(house.yusuf).await.listen("/live?queue=yes").await;
        let mut print = t.visitor(house.other_agent).await.listen("/live?queue=yes").await;
        let ticket = report(&ann).await;
        assert_eq!(next(t, &mut network).await, kind("list", "list"));
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.post(&format!("{ticket}/assignment"), &[("team", "2")]).await.is(303);
        let handed = last_event(t, &ticket).await;
        t.feed().await;
        // the first that the other team hears is that it is theirs now
        assert_eq!(print.next().await.unwrap().id, handed.to_string());
    });
}

#[test]
fn colleagues_see_who_is_writing_and_it_passes() {
    each_db(async |t| {
        let house = house(t).await;
        let thuy = house.other_agent;
        t.grant(thuy, "agent", None, Some(base::TeamId(1))).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let address = format!("/live?ticket={}", number(&ticket));
        let yusuf = t.actor(house.yusuf).await;
        let thuys = t.visitor(thuy).await;
        let (mut theirs, mut hers) = (thuys.listen(&address).await, ann.listen(&address).await);
        let write = async |is_public, is_on| {
            note_writing(&t.app, &yusuf, number(&ticket), is_public, is_on).await.unwrap();
        };
        write(false, true).await;
        assert_eq!(theirs.next().await.unwrap().event, "writing");
        thuys.get(&format!("{ticket}/writers")).await.shows("Yusuf is writing here.");
        thuys.get(&ticket).await.shows("Yusuf is writing here.");
        // of a note the other side learns nothing, of an answer that there will be one
        ann.get(&ticket).await.hides("is writing");
        write(true, true).await;
        assert_eq!(hers.next().await.unwrap().event, "writing");
        ann.get(&format!("{ticket}/writers")).await.shows("IT is writing to you.").hides("Yusuf");
        t.visitor(house.yusuf).await.get(&ticket).await.hides("is writing");
        t.later(16);
        thuys.get(&ticket).await.hides("is writing");
        ann.get(&ticket).await.hides("is writing");
        // and nobody watches the person who asks
        let asking = t.actor(house.ann).await;
        note_writing(&t.app, &asking, number(&ticket), true, true).await.unwrap();
        thuys.get(&ticket).await.hides("is writing");
    });
}

#[test]
fn beyond_a_limit_the_page_still_works() {
    each_db(async |t| {
        let house = house(t).await;
        let mut parts = t.app.parts();
        let mut config = parts.config.at_start().clone();
        config.limits.live_pages = 1;
        parts.config = base::Live::new(config);
        let app = base::App::new(parts);
        let cookie = t.visitor(house.ann).await;
        let ticket = report(&cookie).await;
        let address = format!("/live?ticket={}", number(&ticket));
        let few = cookie.elsewhere(&app);
        let open = few.listen(&address).await;
        let refused = few.get(&address).await;
        refused.is(429);
        assert!(refused.headers.contains_key("retry-after"));
        few.get(&ticket).await.is(200);
        drop(open);
        few.listen(&address).await;
    });
}

#[test]
fn a_rolled_back_change_is_told_to_nobody() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let mut stream = ann.listen(&format!("/live?ticket={}", number(&ticket))).await;
        let id = number(&ticket);
        let undone: base::Result<()> = t
            .app
            .act(&base::Actor::system(), move |act| {
                act.record(&base::Event {
                    kind: "ticket.state_changed",
                    subject: format!("ticket {id}"),
                    ticket: Some(id),
                    ..base::Event::default()
                })?;
                Err(base::Error::Conflict)
            })
            .await;
        assert!(undone.is_err());
        say(t, house.yusuf, &ticket, "This one holds.").await;
        t.feed().await;
        assert_eq!(stream.next().await.unwrap().id, last_event(t, &ticket).await.to_string());
        assert_eq!(t.app.live.count(), 1);
        drop(stream);
        assert_eq!(t.app.live.count(), 0, "a stream that nobody reads is gone");
    });
}

#[test]
fn stopping_ends_every_stream() {
    each_db(async |t| {
        let house = house(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        let mut stream = yusuf.listen("/live?queue=yes").await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let feeder = tokio::spawn(desk::live::feed(t.app.clone(), stopped));
        stop.send(true).unwrap();
        feeder.await.unwrap();
        assert_eq!(stream.next().await, None);
        yusuf.get("/live?queue=yes").await.is(429);
    });
}

#[test]
fn an_answer_on_one_server_shows_on_the_page_that_another_one_serves() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let address = format!("/live?ticket={}", number(&ticket));
        let other = t.other_node().await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let feeders = [&t.app, &other]
            .map(|app| tokio::spawn(desk::live::feed(app.clone(), stopped.clone())));
        let mut hers = ann.elsewhere(&other).listen(&address).await;
        say(t, house.yusuf, &ticket, "From the other server.").await;
        assert_eq!(hers.next().await.unwrap().event, "ticket");
        ann.elsewhere(&other).get(&ticket).await.shows("From the other server.");
        if t.app.db.settings().sqlite_file().is_none() {
            // who is writing is in no table: it goes from server to server
            let actor = t.actor(house.yusuf).await;
            note_writing(&t.app, &actor, number(&ticket), true, true).await.unwrap();
            assert_eq!(hers.next().await.unwrap().event, "writing");
            ann.elsewhere(&other).get(&ticket).await.shows("IT is writing to you.");
            // and after the connection between them was cut
            let settings = t.app.db.settings().clone();
            std::thread::spawn(move || {
                settings.snapshot(|tx| -> db::Result<()> {
                    tx.batch(
                        "select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and application_name = 'footbridge live'",
                    )
                })
            })
            .join()
            .unwrap()
            .unwrap();
            say(t, house.yusuf, &ticket, "After a cut.").await;
            assert_eq!(hers.next().await.unwrap().event, "ticket");
        }
        yusuf.get(&ticket).await.shows("From the other server.");
        stop.send(true).unwrap();
        for feeder in feeders {
            feeder.await.unwrap();
        }
        assert_eq!(hers.next().await, None);
        std::thread::spawn(move || other.db.close()).join().unwrap();
    });
}

#[test]
fn the_number_in_the_bar_changes_when_something_comes_and_when_it_is_read_elsewhere() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let mut his = yusuf.listen("/live?told=0").await;
        let mut hers = ann.listen("/live?told=0").await;
        let ticket = report(&ann).await;
        let told = kind("told", "told");
        assert_eq!(next(t, &mut his).await, told);
        yusuf.get("/notifications/waiting").await.shows("New for you: 1");
        // a page that was opened meanwhile and says less is told at once; one that knows is not
        let mut behind = yusuf.listen("/live?told=0").await;
        assert_eq!(behind.next().await.unwrap().event, "told");
        let mut knows = yusuf.listen("/live?told=1").await;
        yusuf.post("/notifications/reading", &[]).await.is(303);
        for stream in [&mut his, &mut behind, &mut knows] {
            assert_eq!(next(t, stream).await, told);
        }
        yusuf.get("/notifications/waiting").await.hides("New for you: ").shows("New for you");
        // nobody hears of what others are told
        say(t, house.yusuf, &ticket, "We are on it.").await;
        yusuf.post("/sign-out", &[]).await;
        t.feed().await;
        ann.post("/notifications/reading", &[]).await.is(303);
        assert_eq!(next(t, &mut hers).await, told, "the first thing that she hears");
    });
}

#[test]
fn the_number_in_the_bar_counts_what_is_about_no_ticket_too() {
    each_db(async |t| {
        let it = crate::meetings::both(t).await;
        let (priya, ann) = (t.visitor(it.liaison).await, t.visitor(it.house.ann).await);
        let mut hers = ann.listen("/live?told=0").await;
        let new =
            serde_json::json!({"words": "Order rolls", "owner": it.house.ann.0, "due_on": ""});
        priya.json("POST", "/api/v1/relationships/1/actions", new).await.is(201);
        assert_eq!(next(t, &mut hers).await, kind("told", "told"));
        ann.get("/notifications/waiting").await.shows("New for you: 1");
        // read by looking at what it leads to
        ann.get("/actions/1").await.is(200);
        assert_eq!(next(t, &mut hers).await, kind("told", "told"));
        ann.get("/notifications/waiting").await.hides("New for you: ");
    });
}
