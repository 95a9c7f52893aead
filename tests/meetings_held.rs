//! The agenda that writes itself, minutes that several people write, and promises that are kept.
// tidy: allow sql because years later every request has long been closed

use crate::{
    meetings::{both, plan},
    tickets::report,
};
use testing::{Seen, TestApp, each_db};

/// The number of a topic by its heading.
fn topic(page: &Seen, heading: &str) -> String {
    let before = page.body.split(&format!("<h3>{heading}</h3>")).next().unwrap();
    let id = before.rsplit("id=\"topic-").next().unwrap().split('"').next().unwrap();
    id.to_owned()
}

async fn letters(t: &TestApp) -> Vec<(String, String)> {
    let folder = t.app.config.data.join("outbox");
    std::fs::remove_dir_all(&folder).ok();
    t.run_jobs().await;
    let all = t.outbox().into_iter().map(|raw| mail::parse(raw.as_bytes()).unwrap());
    all.map(|letter| (letter.to[0].address.clone(), letter.text)).collect()
}

const ONCE: [(&str, &str); 1] = [("recurs", "")];
const DAY: i64 = 86_400;

#[test]
fn an_agenda_is_readable_before_anybody_wrote_a_word() {
    each_db(async |t| {
        let it = both(t).await;
        report(&t.visitor(it.house.ann).await).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &ONCE).await;
        let seen = priya.get(&meeting).await;
        seen.shows("What hurts most now").shows("Self-check · Northside").shows("High, open since");
        seen.shows("What has waited longest").shows("IT has it");
        seen.hides("What keeps coming back").hides("How we are doing");
        // a subject is for whoever may see the ticket
        t.visitor(it.house.ann).await.get(&meeting).await.shows("self-check machines all say");
        t.visitor(it.house.ben).await.get(&meeting).await.hides("machines all say").shows("#1");
        for _ in 0..2 {
            report(&t.visitor(it.house.ann).await).await;
            t.later(60);
        }
        priya.get(&meeting).await.shows("What keeps coming back").shows("Reported 3 times");
    });
}

#[test]
fn topics_are_put_in_order_and_put_aside() {
    each_db(async |t| {
        let it = both(t).await;
        report(&t.visitor(it.house.ann).await).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &ONCE).await;
        let item = [("item", "New cards"), ("item_why", "")];
        priya.submit(&format!("{meeting}/agenda"), &item).await.shows("New cards");
        let page = priya.get(&meeting).await;
        let cards = topic(&page, "New cards");
        let hurts = topic(&page, "What hurts most now");
        for _ in 0..2 {
            priya.post(&format!("/agenda/{cards}/moves"), &[("way", "up")]).await.is(303);
        }
        let text = priya.get(&meeting).await.text();
        assert!(text.find("New cards") < text.find("What hurts most now"), "{text}");
        priya.post(&format!("/agenda/{cards}/moves"), &[("way", "down")]).await.is(303);
        let text = priya.get(&meeting).await.text();
        assert!(text.find("New cards") > text.find("What hurts most now"), "{text}");
        priya.post(&format!("/agenda/{hurts}/aside"), &[]).await.is(303);
        priya.get(&meeting).await.shows("Take it up again").hides("High, open since");
        priya.post(&format!("/agenda/{hurts}/taking-up"), &[]).await.is(303);
        let page = priya.get(&meeting).await;
        let line = page.body.split("/lines/").nth(1).unwrap().split('/').next().unwrap();
        priya.post(&format!("{meeting}/lines/{line}/aside"), &[]).await.is(303);
        priya.get(&meeting).await.shows("Not this time: 1").hides("High, open since");
        priya.post(&format!("{meeting}/lines/nonsense/aside"), &[]).await.is(404);
        // whoever only reads does neither
        let ben = t.visitor(it.house.ben).await;
        ben.post(&format!("/agenda/{cards}/moves"), &[("way", "up")]).await.is(403);
        ben.post(&format!("/agenda/{cards}/removal"), &[]).await.is(403);
    });
}

#[test]
fn two_people_never_write_over_each_other_without_knowing() {
    each_db(async |t| {
        let it = both(t).await;
        report(&t.visitor(it.house.ann).await).await;
        let (priya, kerryn) = (t.visitor(it.liaison).await, t.visitor(it.chief).await);
        let meeting = plan(&priya, &ONCE).await;
        let id = topic(&priya.get(&meeting).await, "What hurts most now");
        let path = format!("/agenda/{id}/notes");
        priya.get(&format!("{meeting}?note={id}")).await.shows("Save the notes");
        let mine = [("notes", "It is the **server**"), ("version", "1")];
        priya.submit(&path, &mine).await.shows("It is the server").shows("Noted");
        let theirs = [("notes", "It is the cable"), ("version", "1")];
        let refused = kerryn.post(&path, &theirs).await;
        refused.is(422).shows("It is the **server**").shows("It is the cable");
        // with both before them they decide
        let both = [("notes", "It is the server, not the cable"), ("version", "2")];
        kerryn.submit(&path, &both).await.shows("not the cable");
        let api = format!("/api/v1/agenda/{id}/notes");
        priya.json("PUT", &api, serde_json::json!({"notes": "x".repeat(10_001)})).await.is(422);
    });
}

#[test]
fn an_open_page_hears_what_the_others_write() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, kerryn) = (t.visitor(it.liaison).await, t.visitor(it.chief).await);
        let meeting = plan(&priya, &ONCE).await;
        let number = meeting.rsplit('/').next().unwrap();
        let mut stream = kerryn.listen(&format!("/live?meeting={number}")).await;
        priya.post(&format!("{meeting}/decisions"), &[("decision", "Yes")]).await.is(303);
        t.feed().await;
        assert_eq!(stream.next().await.unwrap().event, "meeting");
        let stranger = t.visitor(it.house.stranger).await;
        stranger.get(&format!("/live?meeting={number}")).await.is(404);
    });
}

#[test]
fn a_meeting_is_held_confirmed_and_stays_as_it_was() {
    each_db(async |t| {
        let it = both(t).await;
        report(&t.visitor(it.house.ann).await).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &ONCE).await;
        let hold = format!("{meeting}/holding");
        priya.post(&hold, &[]).await.is(409);
        t.later(DAY + 3600);
        priya.get(&meeting).await.shows("We have met");
        let decision = [("decision", "We buy two spare scanners"), ("agreed", "Priya, Kerryn")];
        priya.submit(&format!("{meeting}/decisions"), &decision).await.shows("Agreed by Priya");
        let promise =
            [("action", "Order them"), ("owner", "kerryn@it.example"), ("due", "2026-12-04")];
        priya.submit(&format!("{meeting}/actions"), &promise).await.shows("Order them");
        priya.submit(&hold, &[]).await.shows("Now finish the minutes");
        letters(t).await;
        let done = priya.submit(&format!("{meeting}/confirmation"), &[]).await;
        done.shows("Minutes confirmed").shows("We buy two spare scanners").hides("Write notes");
        let told = letters(t).await;
        assert_eq!(told.len(), 4);
        assert!(told[0].1.contains("- We buy two spare scanners"), "{}", told[0].1);
        assert!(told[0].1.contains("Order them (Kerryn, 4 December"), "{}", told[0].1);
        // from now on it only grows
        priya.post(&format!("{meeting}/decisions"), &[("decision", "More")]).await.is(409);
        priya.post(&format!("{meeting}/agenda"), &[("item", "More")]).await.is(409);
        priya.post(&format!("{meeting}/amendments"), &[("amendment", " ")]).await.is(422);
        let word = [("amendment", "It was three scanners")];
        priya.submit(&format!("{meeting}/amendments"), &word).await.shows("It was three scanners");
        // years later the agenda still says what it said
        let close = "update ticket set state = 'closed', is_open = false";
        t.app.db.write(move |tx| tx.batch(close)).await.unwrap();
        t.later(300 * DAY);
        let priya = t.visitor(it.liaison).await;
        priya.get(&meeting).await.shows("What hurts most now").shows("We buy two spare scanners");
    });
}

#[test]
fn thanks_that_were_taken_back_are_gone_from_the_minutes_and_no_guest_reads_them() {
    each_db(async |t| {
        let it = both(t).await;
        let (priya, kerryn) = (t.visitor(it.liaison).await, t.visitor(it.chief).await);
        let thanks = [
            ("person", "kerryn@it.example"),
            ("attribute", "knew"),
            ("words", "You stayed on the line until it rang."),
        ];
        let thanked = priya.post("/praise", &thanks).await.is(303).location();
        let thanked = thanked.split('?').next().unwrap().to_owned();
        let sharing = format!("{thanked}/sharing");
        kerryn.submit(&sharing, &[("sharing", "everybody")]).await.shows("Everybody on both sides");
        let guest = t.person("mia@parks.example", Some(base::DepartmentId(2))).await;
        let meeting = plan(&priya, &[("recurs", ""), ("guests", "mia@parks.example")]).await;
        let mia = t.visitor(guest).await;
        priya.get(&meeting).await.shows("until it rang");
        mia.get(&meeting).await.is(200).hides("until it rang");
        t.later(DAY + 3600);
        let (priya, kerryn) = (t.visitor(it.liaison).await, t.visitor(it.chief).await);
        priya.submit(&format!("{meeting}/holding"), &[]).await.is(200);
        for page in [meeting.clone(), format!("{meeting}/pack")] {
            priya.get(&page).await.is(200).shows("until it rang");
        }
        kerryn.submit(&sharing, &[("sharing", "private")]).await.is(200);
        for page in [meeting.clone(), format!("{meeting}/pack"), format!("/api/v1{meeting}")] {
            priya.get(&page).await.is(200).hides("until it rang");
        }
    });
}

#[test]
fn somebody_of_neither_side_keeps_a_promise_and_does_not_hand_it_on() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let guest = t.person("mia@parks.example", Some(base::DepartmentId(2))).await;
        let meeting = plan(&priya, &[("recurs", ""), ("guests", "mia@parks.example")]).await;
        let promise = [("action", "Lend us a ladder"), ("owner", "mia@parks.example")];
        priya.post(&format!("{meeting}/actions"), &promise).await.is(303);
        let mia = t.visitor(guest).await;
        mia.get("/actions/1").await.is(200).shows("It is done").hides("Change it");
        let other = [("version", "1"), ("action", "Buy one"), ("owner", "ben@library.example")];
        mia.post("/actions/1", &other).await.is(403);
        let done = [("done_words", "It stands in the hall")];
        mia.submit("/actions/1/completion", &done).await.shows("It stands in the hall");
    });
}

#[test]
fn a_promise_without_anybody_asks_for_somebody_and_opens_the_next_agenda() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let first = plan(&priya, &[]).await;
        let path = format!("{first}/actions");
        let past = [("action", "Too late"), ("due", "2026-11-20")];
        let refused = priya.post(&path, &past).await;
        refused.is(422).shows("That day has passed");
        assert!(refused.body.contains("value=\"Too late\""), "what was typed stays");
        priya
            .post(&path, &[("action", "x"), ("ticket", "99")])
            .await
            .is(422)
            .shows("no such request");
        let owned = [("action", "Paint the door"), ("owner", "yusuf@it.example")];
        priya.submit(&path, &owned).await.shows("Paint the door");
        let seen = priya.submit(&path, &[("action", "Find the key")]).await;
        seen.shows("Nobody yet");
        priya.get("/actions?whose=all").await.shows("Find the key");
        priya.get("/actions/2").await.shows("Who takes it?");
        // it comes first next time
        let text = priya.get("/meetings/2").await.text();
        let (key, door) =
            (text.find("Find the key").unwrap(), text.find("Paint the door").unwrap());
        assert!(key < door, "{text}");
        // whoever has it says that it is done; others do not
        let yusuf = t.visitor(it.house.yusuf).await;
        yusuf.get("/actions").await.shows("Paint the door").hides("Find the key");
        let ben = t.visitor(it.house.ben).await;
        ben.post("/actions/1/completion", &[("done_words", "Me!")]).await.is(403);
        yusuf
            .submit("/actions/1/completion", &[("done_words", "It is blue now")])
            .await
            .shows("It is blue");
        yusuf.post("/actions/1/completion", &[]).await.is(409);
        priya.get("/meetings/2").await.hides("Paint the door");
        priya.get("/actions?whose=all&stand=over").await.shows("It is blue now");
        t.visitor(it.house.stranger).await.get("/actions/1").await.is(404);
    });
}

#[test]
fn whoever_promised_is_reminded_once_before_once_on_the_day_and_once_after() {
    each_db(async |t| {
        let it = both(t).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &ONCE).await;
        let promise =
            [("action", "Order rolls"), ("owner", "yusuf@it.example"), ("due", "2026-11-26")];
        priya.post(&format!("{meeting}/actions"), &promise).await.is(303);
        letters(t).await;
        let other = t.other_node().await;
        let mut told = Vec::new();
        for _ in 0..5 {
            bridge::run_due(&t.app).await.unwrap();
            bridge::run_due(&other).await.unwrap();
            told.push(letters(t).await.len());
            t.later(DAY);
        }
        std::thread::spawn(move || other.db.close()).join().unwrap();
        assert_eq!(told, [0, 0, 1, 1, 1]);
        // a new day is a new promise
        let change = serde_json::json!({"words": "Order rolls", "owner": it.house.yusuf.0, "due_on": "2026-12-01"});
        priya.json("PUT", "/api/v1/actions/1", change).await.is(200);
        assert_eq!(letters(t).await.len(), 1, "whose it is hears of the new day");
        t.later(2 * DAY);
        bridge::run_due(&t.app).await.unwrap();
        assert_eq!(letters(t).await.len(), 1);
    });
}

#[test]
fn the_pack_is_a_tagged_document_and_words_in_it_are_words() {
    each_db(async |t| {
        let it = both(t).await;
        report(&t.visitor(it.house.ann).await).await;
        let priya = t.visitor(it.liaison).await;
        let meeting = plan(&priya, &ONCE).await;
        let item = [("item", "#panic(\"no\") *x* $y$ = z <b>"), ("item_why", "\\ @here `code`")];
        priya.post(&format!("{meeting}/agenda"), &item).await.is(303);
        priya
            .get(&format!("{meeting}/pack"))
            .await
            .shows("What hurts most now")
            .shows("Who we are");
        let pdf = priya.get(&format!("{meeting}/pack.pdf")).await;
        pdf.is(200);
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        assert!(pdf.bytes.starts_with(b"%PDF-1."));
        assert!(pdf.body.contains("/MarkInfo"), "it is tagged");
        priya.get(&format!("/api/v1{meeting}/pack")).await.is(200);
        priya.get(&format!("/api/v1{meeting}/pack.pdf")).await.is(200);
    });
}
