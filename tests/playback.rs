//! IT says back what it understood; whoever asked says whether that is it.

use crate::tickets::{house, report};
use testing::{Visitor, each_db};

async fn say_back(yusuf: &Visitor, ticket: &str, words: &str) {
    yusuf
        .submit(&format!("{ticket}/playback"), &[("understood", words)])
        .await
        .shows("They are asked whether that is it");
}

/// The id of the playback that a page asks about.
fn asked(page: &testing::Seen) -> String {
    let (_, rest) = page.body.split_once("name=\"playback\" value=\"").expect("a question");
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn it_says_back_what_it_understood_and_it_is_confirmed_with_one_click() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        t.run_jobs().await;
        let seen = yusuf.get(&ticket).await;
        seen.shows("Say back what you understood").shows("Ann, this is what I understood:");
        seen.shows("All patrons who need it are stopped at Northside.");
        seen.shows("It has been like this since today 10:00.").shows("It hurts now.");
        seen.shows("There is a way round it, but it is slow.");
        t.later(12 * 60);
        say_back(&yusuf, &ticket, "All three machines, **since opening**. Is that it?").await;
        yusuf.get(&ticket).await.shows("They have it").shows("Not answered yet");
        // the letter leads there, and says why
        t.run_jobs().await;
        let letter = t.outbox().pop().unwrap();
        assert!(letter.contains("ann@library.example") && letter.contains("since opening"));
        assert!(letter.contains("Say with one click whether that is it"), "{letter}");
        let page = ann.get(&ticket).await;
        page.shows("Yusuf says back what they understood. Is that it?").shows("Waiting for you");
        ann.get("/requests").await.shows("Waiting for you");
        assert!(page.body.contains("<strong>since opening</strong>"));
        let playback = asked(&page);
        let yes = [("playback", playback.as_str())];
        let seen = ann.submit(&format!("{ticket}/playback/confirmation"), &yes).await;
        seen.shows("They know that they understood you")
            .hides("Is that it? </h2>")
            .shows("IT has it");
        let seen = yusuf.get(&ticket).await;
        seen.shows("Confirmed by Ann, today 10:12").shows("Ann said: yes, that's it");
        seen.shows("We have it");
        // pressing it twice says it once
        ann.submit(&format!("{ticket}/playback/confirmation"), &yes).await.is(200);
        let api = ann.get(&format!("/api/v1{ticket}/playback")).await.json();
        let api = &api[0];
        assert_eq!((&api["answer"], &api["answered_by"]), (&"confirmed".into(), &"Ann".into()));
    });
}

#[test]
fn a_correction_is_a_message_puts_the_ball_with_it_and_offers_to_change_the_impact() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        say_back(&yusuf, &ticket, "All three machines are out.").await;
        let page = ann.get(&ticket).await;
        // the box to correct in holds the words already
        page.shows("Not quite").shows("All three machines are out.");
        let playback = asked(&page);
        let to = format!("{ticket}/playback/correction");
        let same = [("playback", playback.as_str()), ("correction", "All three machines are out.")];
        ann.post(&to, &same).await.is(422).shows("These are the same words");
        ann.post(&to, &[("playback", playback.as_str()), ("correction", " ")])
            .await
            .is(422)
            .shows("Please fill this in");
        let right = [("playback", playback.as_str()), ("correction", "Two of the three are out.")];
        t.later(60);
        let seen = ann.submit(&to, &right).await;
        seen.shows("IT has it, in your words").shows("Two of the three are out.");
        seen.shows("Ann corrected what was understood").shows("IT has it");
        ann.submit(&to, &right).await.is(200);
        let talk = ann.get(&format!("/api/v1{ticket}/messages")).await.json();
        let said = talk.as_array().unwrap().iter();
        assert_eq!(said.filter(|m| m["body"] == "Two of the three are out.").count(), 1);
        let seen = yusuf.get(&ticket).await;
        seen.shows("Ann corrected what we understood, today 10:01.");
        seen.shows("Change the impact from it");
        let form = yusuf.get(&format!("{ticket}/impact?from=correction")).await;
        form.shows("Two of the three are out.");
        t.later(60);
        let impact = [
            ("words", "Two of the three are out."),
            ("scope", "several"),
            ("who", "patrons"),
            ("workaround", "slow"),
            ("hurts", "now"),
        ];
        yusuf.submit(&format!("{ticket}/impact"), &impact).await.hides("Change the impact from it");
    });
}

#[test]
fn what_was_said_anew_meanwhile_is_not_confirmed_by_mistake() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let confirm = format!("{ticket}/playback/confirmation");
        ann.post(&confirm, &[("playback", "1")]).await.is(409);
        say_back(&yusuf, &ticket, "The printer").await;
        let old = asked(&ann.get(&ticket).await);
        say_back(&yusuf, &ticket, "The self-check").await;
        let seen = ann.post(&confirm, &[("playback", &old)]).await;
        seen.is(422).shows("It was said anew while you looked").shows("The self-check");
        let new = asked(&ann.get(&ticket).await);
        assert_ne!(old, new);
        ann.post(&confirm, &[("playback", &new)]).await.is(303);
        let late = [("playback", new.as_str()), ("correction", "No, the sorter")];
        let seen = ann.post(&format!("{ticket}/playback/correction"), &late).await;
        seen.is(422).shows("Ann has answered this already").shows("No, the sorter");
    });
}

#[test]
fn only_those_who_work_on_it_say_it_back_and_only_those_who_asked_answer() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let to = format!("{ticket}/playback");
        ann.post(&to, &[("understood", "x")]).await.is(403);
        t.visitor(house.contact).await.post(&to, &[("understood", "x")]).await.is(403);
        t.visitor(house.other_agent).await.post(&to, &[("understood", "x")]).await.is(404);
        yusuf.post(&to, &[("understood", "")]).await.is(422).shows("Please fill this in");
        let long = "x".repeat(6000);
        yusuf.post(&to, &[("understood", &long)]).await.is(422).shows("Too long");
        say_back(&yusuf, &ticket, "The self-check").await;
        let playback = asked(&ann.get(&ticket).await);
        let answer = [("playback", playback.as_str()), ("correction", "No")];
        for verb in ["confirmation", "correction"] {
            let to = format!("{ticket}/playback/{verb}");
            yusuf.post(&to, &answer).await.is(403);
            t.visitor(house.contact).await.post(&to, &answer).await.is(403);
            t.visitor(house.stranger).await.post(&to, &answer).await.is(404);
        }
        t.visitor(house.contact).await.get(&ticket).await.hides("Yes, that's it");
    });
}

#[test]
fn nothing_is_said_back_once_it_is_put_right() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        say_back(&yusuf, &ticket, "The self-check").await;
        let playback = asked(&ann.get(&ticket).await);
        let done = [("words", "Restarted"), ("cause", "software")];
        yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
        ann.get(&ticket).await.hides("Yes, that's it");
        let yes = [("playback", playback.as_str())];
        ann.post(&format!("{ticket}/playback/confirmation"), &yes).await.is(409);
        yusuf.post(&format!("{ticket}/playback"), &[("understood", "x")]).await.is(409);
    });
}

#[test]
fn an_answer_in_words_is_an_answer_too() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        say_back(&yusuf, &ticket, "The self-check").await;
        yusuf.get(&ticket).await.shows("They have it");
        ann.post(&format!("{ticket}/replies"), &[("body", "Yes, and the gate")]).await.is(303);
        yusuf.get(&ticket).await.shows("We have it");
    });
}

#[test]
fn programs_say_it_back_and_answer() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let path = format!("/api/v1{ticket}/playback");
        assert_eq!(ann.get(&path).await.json(), serde_json::json!([]));
        let made = yusuf.json("POST", &path, serde_json::json!({})).await;
        made.is(200);
        let made = made.json();
        assert!(made["words"].as_str().unwrap().contains("stopped at Northside"), "{made}");
        let wrong = serde_json::json!({"playback": made["id"], "correction": "At Harbour"});
        yusuf.json("POST", &format!("{path}/correction"), wrong.clone()).await.is(403);
        let told = ann.json("POST", &format!("{path}/correction"), wrong).await.json();
        assert_eq!(
            (&told["answer"], &told["correction"]),
            (&"corrected".into(), &"At Harbour".into())
        );
        let again = yusuf.json("POST", &path, serde_json::json!({"understood": "Harbour"})).await;
        let yes = serde_json::json!({"playback": again.json()["id"]});
        let told = ann.json("POST", &format!("{path}/confirmation"), yes).await.json();
        assert_eq!(told["answer"], "confirmed");
    });
}
