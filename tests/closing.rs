//! What the person who asked does with their own ticket: close it, open it again; and the simple
//! view is whole.

use crate::tickets::{house, report};
use testing::each_db;

#[test]
fn complaint_18_the_person_who_asked_closes_and_reopens_their_own_ticket() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        yusuf.post(&format!("{ticket}/assignment"), &[("take", "yes")]).await.is(303);
        t.run_jobs().await;
        let before = t.outbox().len();
        t.later(60);
        ann.get(&ticket).await.shows("It's fine now: close it").shows("It fixed itself: close it");
        let to = format!("{ticket}/closing");
        let fine = [("how", "fine_now"), ("fine_words", "The queue is gone")];
        let seen = ann.submit(&to, &fine).await;
        seen.shows("Closed.").shows("thank you for saying so").shows("The queue is gone");
        seen.shows("Ann said it is fine now, and closed it").shows("How did it go for you?");
        t.run_jobs().await;
        let letters = t.outbox();
        assert_eq!(letters.len(), before + 1, "IT is told");
        assert!(letters[before].contains("yusuf@it.example"));
        assert!(letters[before].contains("it is fine now"), "{}", letters[before]);
        // pressed twice, it is closed once
        ann.post(&to, &fine).await.is(303);
        // and opened again by the same person, from the same page
        let why = [("why", "It is back")];
        let seen = ann.submit(&format!("{ticket}/reopening"), &why).await;
        seen.shows("Opened again. IT has it.").shows("Ann opened it again").shows("It is back");
        t.later(60);
        let seen = ann.submit(&to, &[("how", "fixed_itself"), ("fine_words", "")]).await;
        seen.shows("it was right to report it").shows("Ann said it fixed itself, and closed it");
        let api = ann.get(&format!("/api/v1{ticket}")).await.json();
        assert_eq!(api["state"], "closed");
    });
}

#[test]
fn what_it_put_right_is_confirmed_by_closing_it() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let done = [("words", "Restarted it"), ("cause", "software")];
        yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
        let told = serde_json::json!({"how": "fine_now"});
        let now = ann.json("POST", &format!("/api/v1{ticket}/closing"), told).await.json();
        assert_eq!(now["state"], "closed");
        ann.get(&ticket).await.shows("Restarted it").shows("Ann closed it");
    });
}

#[test]
fn what_is_closed_already_says_so_and_only_those_who_asked_close_it_like_this() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let to = format!("{ticket}/closing");
        let fine = [("how", "fine_now")];
        yusuf.post(&to, &fine).await.is(403);
        t.visitor(house.contact).await.post(&to, &fine).await.is(403);
        t.visitor(house.ben).await.post(&to, &fine).await.is(404);
        ann.post(&to, &[("how", "because"), ("fine_words", "kept")]).await.is(422).shows("kept");
        let long = "x".repeat(3000);
        ann.post(&to, &[("how", "fine_now"), ("fine_words", &long)]).await.is(422);
        // nobody else's reason is put into their mouth
        let theirs = [("words", "x"), ("cause", "fine_now")];
        yusuf.post(&format!("{ticket}/resolution"), &theirs).await.is(422);
        ann.post(&format!("{ticket}/cancellation"), &[("why", "a mistake")]).await.is(303);
        let seen = ann.post(&to, &[("how", "fine_now"), ("fine_words", "my words")]).await;
        seen.is(409).shows("this page shows how it is now").shows("my words");
        let api = format!("/api/v1{to}");
        ann.json("POST", &api, serde_json::json!({"how": "fine_now"})).await.is(409);
        ann.get(&ticket).await.hides("It's fine now: close it");
    });
}

#[test]
fn whoever_wrote_it_down_for_somebody_else_closes_it_too() {
    each_db(async |t| {
        let house = house(t).await;
        let contact = t.visitor(house.contact).await;
        let new = serde_json::json!({"description": "The gate beeps", "requester": house.ann,
            "department": 1});
        let made = contact.json("POST", "/api/v1/tickets", new).await;
        let ticket = made.location().replace("/api/v1", "");
        let seen = contact.submit(&format!("{ticket}/closing"), &[("how", "fixed_itself")]).await;
        seen.shows("it was right to report it");
        t.run_jobs().await;
        assert!(
            t.outbox().pop().unwrap().contains("ann@library.example"),
            "whom it is for is told"
        );
    });
}

/// What a page's form for `action` holds: name and value of each field that can be edited.
fn fields(page: &str, action: &str) -> Vec<String> {
    let (_, rest) = page.split_once(&format!("action=\"{action}\"")).expect(action);
    let form = rest.split("</form>").next().unwrap();
    let names = form.split(" name=\"").skip(1);
    let mut names: Vec<_> = names.map(|n| n.split('"').next().unwrap().to_owned()).collect();
    names.dedup();
    // what it carries along for its draft nobody edits
    names.retain(|name| !name.starts_with("draft"));
    names
}

#[test]
fn complaint_19_the_simple_view_is_the_product_attachments_and_every_field_saves() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let form = [
            ("kind", "incident"),
            ("words", "The screen is blue"),
            ("location", "1"),
            ("scope", "one"),
            ("who", "staff"),
            ("workaround", "slow"),
            ("hurts", "this_week"),
            ("send", "yes"),
        ];
        // a file with the report, a file with an answer; both are there and can be fetched
        let ticket = ann.post_file("/report", &form, "screen.txt", b"blue").await.location();
        let ticket = ticket.split('?').next().unwrap();
        let to = format!("{ticket}/replies");
        ann.post_file(&to, &[("body", "Again")], "second.txt", b"still blue").await.is(303);
        let page = ann.get(ticket).await;
        page.shows("screen.txt").shows("second.txt");
        let links: Vec<_> = page.body.split("href=\"/attachments/").skip(1).collect();
        assert_eq!(links.len(), 2);
        for link in links {
            let id = link.split('"').next().unwrap();
            ann.get(&format!("/attachments/{id}")).await.is(200).shows("blue");
        }
        // every form on the page is for something, and what is typed into it is kept
        let worse = format!("{ticket}/worsening");
        assert_eq!(fields(&page.body, &worse), ["changed", "now_scope", "now_hurts", "since"]);
        t.later(3600);
        let typed = [
            ("changed", "All screens are blue"),
            ("now_scope", "everyone"),
            ("now_hurts", "now"),
            ("since", "2026-11-23T10:15"),
        ];
        let seen = ann.submit(&worse, &typed).await;
        seen.shows("All screens are blue").shows("All colleagues are stopped at Northside.");
        seen.shows("It hurts now");
        yusuf.get(ticket).await.shows("since today 10:15");
        let impact = ann.get(&format!("{ticket}/impact")).await;
        let names = fields(&impact.body, &format!("{ticket}/impact"));
        let first = ["seen", "words", "scope", "who", "workaround", "hurts"];
        assert_eq!(names, [&first[..], &["hurts_note", "good_enough"]].concat());
        t.later(60);
        let typed = [
            ("words", "The screens flicker"),
            ("scope", "several"),
            ("who", "both"),
            ("workaround", "easy"),
            ("hurts", "today"),
            ("hurts_note", "the bus tour at two"),
        ];
        ann.submit(&format!("{ticket}/impact"), &typed).await.is(200);
        let again = ann.get(&format!("{ticket}/impact")).await;
        again.shows("The screens flicker");
        for (name, value) in &typed[1..5] {
            let checked = format!("name=\"{name}\" value=\"{value}\" checked");
            assert!(again.body.contains(&checked), "{checked}");
        }
        assert!(again.body.contains("the bus tour at two"));
        let done = [("words", "New cable"), ("cause", "hardware")];
        yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
        let page = ann.get(ticket).await;
        let felt = format!("{ticket}/feedback");
        assert_eq!(
            fields(&page.body, &felt),
            ["score", "lost_minutes", "lost_unit", "feedback", "is_kept"]
        );
        let typed = [("score", "3"), ("lost_minutes", "25"), ("feedback", "Slow but kind")];
        let seen = ann.submit(&felt, &typed).await;
        seen.shows("You gave it 3 out of 10").shows("Slow but kind");
        assert!(seen.body.contains("value=\"25\"") && seen.body.contains("value=\"3\" checked"));
    });
}
