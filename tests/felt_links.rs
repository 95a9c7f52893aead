//! Answering the question by its link, without signing in.

use crate::{
    felt_asked::{link, put_right, questions},
    notices::letters,
    tickets::{House, house, report},
};
use axum::{body::Body, http::Request};
use testing::{TestApp, Visitor, each_db};

const DAY: i64 = 86_400;

/// Ann's ticket was put right by Yusuf, and she has the question: its path, and its link.
pub async fn asked(t: &TestApp, house: &House) -> (String, String) {
    let ticket = put_right(t, house.ann, house.yusuf).await;
    t.later(DAY + 60);
    let [(_, letter)] = questions(t).await.try_into().unwrap();
    (ticket, link(&letter))
}

async fn marks(ann: &Visitor, ticket: &str) -> serde_json::Value {
    ann.get(&format!("/api/v1{ticket}/feedback")).await.json()
}

#[test]
fn programs_that_open_every_link_do_not_vote() {
    each_db(async |t| {
        let house = house(t).await;
        let (ticket, link) = asked(t, &house).await;
        let scanner = t.stranger();
        for mark in [10, 8, 5, 3, 0, 0, 10] {
            scanner.get(&format!("{link}?mark={mark}")).await.is(200);
            let head = Request::head(format!("{link}?mark={mark}")).body(Body::empty()).unwrap();
            scanner.send(head).await;
            // one that pretends that it was sent
            scanner.get(&format!("{link}?mark={mark}&sent=yes")).await.is(200).hides("We have");
        }
        let ann = t.visitor(house.ann).await;
        ann.get(&format!("/api/v1{ticket}/feedback")).await.is(404);
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.get(&ticket).await.hides("said how it went").hides("call-back");
    });
}

#[test]
fn one_click_and_one_button_answer_without_signing_in() {
    each_db(async |t| {
        let house = house(t).await;
        let (ticket, link) = asked(t, &house).await;
        let anybody = t.stranger();
        let page = anybody.get(&format!("{link}?mark=8")).await;
        page.shows("You chose 8 of 10: Good").shows("Send my mark").shows("Nothing is sent until");
        assert!(page.body.contains("value=\"8\" checked"), "the mark is chosen");
        let seen = anybody.submit(&link, &[("score", "8")]).await;
        seen.shows("Thank you").shows("We have your mark: 8 of 10, Good").shows("tell us more");
        let ann = t.visitor(house.ann).await;
        assert_eq!(marks(&ann, &ticket).await["score"], 8);
        t.visitor(house.yusuf).await.get(&ticket).await.shows("8/10");
        // what there is to add: an hour and a half, words
        let more = [
            ("more", "yes"),
            ("score", "8"),
            ("lost_minutes", "1,5"),
            ("lost_unit", "hours"),
            ("feedback", "Kind and quick"),
        ];
        anybody.submit(&link, &more).await.is(200).shows("Thank you");
        let given = marks(&ann, &ticket).await;
        assert_eq!(
            (&given["lost_minutes"], &given["words"]),
            (&90.into(), &"Kind and quick".into())
        );
        assert_eq!(given["person"], "Ann");
        // changed by the same link: the mark alone leaves the rest, and nobody is shown what it was
        let page = anybody.get(&link).await;
        page.shows("You have answered this before").hides("Kind and quick").hides("checked");
        anybody.submit(&link, &[("score", "6")]).await.hides("Kind and quick");
        let given = marks(&ann, &ticket).await;
        assert_eq!((&given["score"], &given["words"]), (&6.into(), &"Kind and quick".into()));
        // sent twice it is said once
        let count = async || {
            let seen = t.visitor(house.yusuf).await.get(&ticket).await;
            seen.text().matches("said how it went").count()
        };
        let before = count().await;
        anybody.submit(&link, &[("score", "6")]).await.is(200);
        assert_eq!(count().await, before);
    });
}

#[test]
fn a_form_that_is_refused_comes_back_with_everything_typed() {
    each_db(async |t| {
        let house = house(t).await;
        let (_, link) = asked(t, &house).await;
        let anybody = t.stranger();
        let long = "x".repeat(5001);
        for (field, value) in [
            ("score", "11"),
            ("score", "-1"),
            ("score", ""),
            ("score", "eight"),
            ("lost_minutes", "soon"),
            ("lost_minutes", "-5"),
            ("feedback", long.as_str()),
        ] {
            let mut sent =
                vec![("more", "yes"), ("score", "3"), ("lost_minutes", "20"), ("feedback", "Slow")];
            sent.retain(|(name, _)| *name != field);
            sent.push((field, value));
            let seen = anybody.post(&link, &sent).await;
            seen.is(422);
            let id = format!("{field}-problem");
            assert!(seen.body.contains(&id), "no message beside {field}");
            if field != "feedback" {
                assert!(seen.body.contains("Slow"), "the words come back");
            }
        }
        for value in crate::hostile_values::values() {
            let sent = [("more", "yes"), ("score", "3"), ("feedback", value.as_str())];
            let seen = anybody.post(&link, &sent).await;
            assert!(seen.status.as_u16() < 500, "{value:?}");
            assert!(!seen.body.contains("<script>alert(1)"), "{value:?}");
            t.later(601);
        }
        anybody.post(&link, &[]).await.is(422);
    });
}

#[test]
fn a_forged_link_says_nothing_of_what_it_names() {
    each_db(async |t| {
        let house = house(t).await;
        let (_, link) = asked(t, &house).await;
        let (path, hash) = link.split_once('-').unwrap();
        let number: i64 = path.rsplit('/').next().unwrap().parse().unwrap();
        let flipped: String = hash.chars().rev().collect();
        let anybody = t.stranger();
        let nothing = anybody.get("/how/999999-aaaaaaaaaaaaaaaaaaaaaa").await.is(404).body.clone();
        for forged in [
            format!("/how/{number}-{flipped}"),
            format!("/how/{}-{hash}", number + 1),
            format!("/how/0{number}-{hash}"),
            format!("/how/{number}"),
            format!("/how/{number}-"),
            format!("{link}x"),
            "/how/x".to_owned(),
            "/how/%00".to_owned(),
        ] {
            let seen = anybody.get(&forged).await;
            assert_eq!((seen.status.as_u16(), &seen.body), (404, &nothing), "{forged}");
            anybody.post(&forged, &[("score", "0")]).await.is(404).hides("self-check");
        }
    });
}

#[test]
fn a_question_that_was_planned_and_not_sent_has_no_link() {
    each_db(async |t| {
        let house = house(t).await;
        put_right(t, house.ann, house.yusuf).await;
        let token = desk::felt_questions::token(&t.app.secret, 1, (base::TicketId(1), house.ann));
        t.stranger().get(&format!("/how/{token}")).await.is(404);
    });
}

#[test]
fn a_link_ends_kindly_and_shows_the_way_in() {
    each_db(async |t| {
        let house = house(t).await;
        let (ticket, link) = asked(t, &house).await;
        t.later(29 * DAY);
        t.stranger().get(&link).await.is(200);
        t.later(2 * DAY);
        let seen = t.stranger().get(&format!("{link}?mark=8")).await;
        seen.is(410).shows("The time for this question is over").shows("Sign in and say it there");
        assert!(seen.body.contains(&format!("href=\"{ticket}\"")));
        t.stranger().post(&link, &[("score", "0")]).await.is(410);
        let ann = t.visitor(house.ann).await;
        ann.get(&format!("/api/v1{ticket}/feedback")).await.is(404);
        ann.post(&format!("{ticket}/feedback"), &[("score", "8")]).await.is(303);
    });
}

#[test]
fn a_link_is_for_whoever_got_it_and_for_as_long_as_they_are_there() {
    each_db(async |t| {
        let house = house(t).await;
        let (ticket, link) = asked(t, &house).await;
        // somebody else who is signed in, even the one who helped
        for other in [house.ben, house.yusuf, house.stranger] {
            let visitor = t.visitor(other).await;
            let seen = visitor.get(&format!("{link}?mark=0")).await;
            seen.is(403).shows("sent to somebody else").hides("self-check").hides("Ann");
            visitor.post(&link, &[("score", "0")]).await.is(403);
        }
        // whoever got it, signed in, sees what they said
        let ann = t.visitor(house.ann).await;
        let said = [("score", "7"), ("feedback", "Only for us")];
        ann.post(&format!("{ticket}/feedback"), &said).await.is(303);
        let more = [("more", "yes"), ("score", "7"), ("lost_minutes", "x"), ("feedback", "Mine")];
        ann.post(&link, &more).await.is(422).shows("Mine");
        ann.get(&format!("{link}?mark=7&sent=yes")).await.shows("Only for us");
        // opened again: it waits
        ann.post(&format!("{ticket}/reopening"), &[("why", "No")]).await.is(303);
        t.stranger().get(&link).await.is(409).shows("It is being looked at again");
        t.stranger().post(&link, &[("score", "0")]).await.is(409);
        let done = [("words", "Again"), ("cause", "software")];
        t.visitor(house.yusuf).await.post(&format!("{ticket}/resolution"), &done).await.is(303);
        t.stranger().get(&link).await.is(200);
        // anonymised: nobody answers
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let rajiv = t.visitor(admin).await;
        let page = format!("/administration/people/{}", house.ann);
        rajiv.post(&format!("{page}/deactivation"), &[]).await.is(303);
        t.stranger().get(&link).await.is(410).shows("Nobody can answer this any more");
        rajiv.post(&format!("{page}/anonymity"), &[("sure", "yes")]).await.is(303);
        let seen =
            t.stranger().post(&link, &[("score", "0"), ("more", "yes"), ("feedback", "Ha")]).await;
        seen.is(410).hides("self-check").hides("Ann");
        let kept =
            t.visitor(house.yusuf).await.get(&format!("/api/v1{ticket}/feedback")).await.json();
        assert_eq!(kept["score"], 7);
    });
}

#[test]
fn what_was_removed_because_its_time_was_over_gets_no_new_words() {
    each_db(async |t| {
        let house = house(t).await;
        let (ticket, link) = asked(t, &house).await;
        let ann = t.visitor(house.ann).await;
        ann.post(&format!("{ticket}/confirmation"), &[]).await.is(303);
        t.later(DAY);
        let before = t.app.now();
        assert_eq!(desk::keeping::remove_words(&t.app, before, 10).await.unwrap(), 1);
        t.stranger().get(&link).await.is(410);
        t.stranger().post(&link, &[("score", "2")]).await.is(410);
        let words = [("score", "2"), ("feedback", "New words")];
        ann.post(&format!("{ticket}/feedback"), &words).await.is(409);
        ann.post(&format!("{ticket}/feedback"), &[("score", "9")]).await.is(303);
    });
}

#[test]
fn one_place_cannot_answer_without_end() {
    each_db(async |t| {
        let house = house(t).await;
        let (_, link) = asked(t, &house).await;
        let anybody = t.stranger();
        for n in 0..40 {
            let score = (n % 11).to_string();
            anybody.post(&link, &[("score", &score)]).await.is(303);
        }
        let seen = anybody.post(&link, &[("score", "9")]).await;
        seen.is(429).shows("Try again in 10 minutes");
        assert_eq!(seen.headers["retry-after"], "600");
        t.later(601);
        anybody.post(&link, &[("score", "9")]).await.is(303);
    });
}

#[test]
fn an_answer_by_mail_does_not_pass_the_links_on() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = put_right(t, house.ann, house.yusuf).await;
        t.later(DAY + 60);
        let [(_, letter)] = questions(t).await.try_into().unwrap();
        let link = link(&letter);
        let quoted: String = letter.text.lines().map(|line| format!("> {line}\n")).collect();
        let id = letter.message_id.unwrap();
        let raw = format!(
            "From: Ann <ann@library.example>\nSubject: Re: it\nIn-Reply-To: <{id}>\nMessage-ID: <r@x>\n\nAll fine, see {link}\n\n{quoted}"
        );
        desk::intake::deliver(&t.app, raw.into_bytes(), None).await.unwrap();
        let page = t.visitor(house.yusuf).await.get(&ticket).await;
        page.shows("All fine, see /how/…").hides(&link);
        letters(t).await;
        for (_, told) in letters(t).await {
            assert!(!told.text.contains(&link));
        }
        // a report beside it is nobody's question
        report(&t.visitor(house.ben).await).await;
    });
}
