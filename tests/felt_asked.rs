//! The one question by mail how it felt: when it comes, and when it does not.
// tidy: allow sql because somebody is taken out of use, and a note of mail that came back is put there

use crate::{
    notices::letters,
    tickets::{house, report},
};
use base::{PersonId, args, sql};
use mail::Incoming;
use testing::{TestApp, each_db};

const DAY: i64 = 86_400;
const DONE: [(&str, &str); 2] = [("words", "Restarted it"), ("cause", "software")];

/// Says how the settings are.
pub fn set(t: &TestApp, chosen: &[(&str, &str)]) {
    let all: Vec<_> = chosen.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    t.app.config.choose(&all);
}

/// Reports something as one person and puts it right as another; gives its path.
pub async fn put_right(t: &TestApp, asks: PersonId, helps: PersonId) -> String {
    let ticket = report(&t.visitor(asks).await).await;
    t.visitor(helps).await.post(&format!("{ticket}/resolution"), &DONE).await.is(303);
    ticket
}

/// The minute's work, and the questions that went out with it.
pub async fn questions(t: &TestApp) -> Vec<(String, Incoming)> {
    desk::tickets::tidy(&t.app).await.unwrap();
    let mut all = letters(t).await;
    all.retain(|(_, letter)| letter.text.contains("/how/"));
    all
}

/// The part of a question's links that is the same for each mark.
pub fn link(letter: &Incoming) -> String {
    let at = letter.text.find("/how/").expect("a link");
    let rest = &letter.text[at..];
    rest[..rest.find(['?', ' ', '\n', '\r']).unwrap_or(rest.len())].to_owned()
}

#[test]
fn the_question_comes_once_a_day_after_it_was_put_right() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = put_right(t, house.ann, house.yusuf).await;
        let told = letters(t).await;
        assert!(told.iter().all(|(_, letter)| !letter.text.contains("/how/")), "not with it");
        t.later(23 * 3600);
        assert!(questions(t).await.is_empty());
        t.later(2 * 3600);
        let [(to, letter)] = questions(t).await.try_into().unwrap();
        assert_eq!(to, "ann@library.example");
        let number = ticket.rsplit('/').next().unwrap();
        assert!(letter.subject.unwrap().starts_with(&format!("[Footbridge #{number}]")));
        let (text, html) = (letter.text, letter.html.unwrap());
        assert!(
            text.contains("was put right. We would like to know how that was for you."),
            "{text}"
        );
        assert!(text.contains("Nothing is sent until you say so"), "{text}");
        for (mark, word) in
            [(10, "Very good"), (8, "Good"), (5, "So-so"), (3, "Bad"), (0, "Very bad")]
        {
            let begins = format!("{word}: http://localhost/how/");
            assert!(text.contains(&begins) && text.contains(&format!("?mark={mark}")), "{text}");
            assert!(html.contains(&format!("?mark={mark}\"")), "{html}");
        }
        assert!(text.contains("We ask once, and not often."), "{text}");
        assert!(letter.automatic != mail::Automatic::No, "it says that no person wrote it");
        // and never again
        t.later(30 * DAY);
        assert!(questions(t).await.is_empty());
    });
}

#[test]
fn what_was_opened_again_is_asked_about_when_it_is_right() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = put_right(t, house.ann, house.yusuf).await;
        let ann = t.visitor(house.ann).await;
        ann.post(&format!("{ticket}/reopening"), &[("why", "It stopped again")]).await.is(303);
        t.later(2 * DAY);
        assert!(questions(t).await.is_empty());
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.post(&format!("{ticket}/resolution"), &DONE).await.is(303);
        letters(t).await;
        t.later(2 * DAY);
        assert_eq!(questions(t).await.len(), 1);
    });
}

#[test]
fn nobody_is_asked_twice_within_a_fortnight() {
    each_db(async |t| {
        let house = house(t).await;
        put_right(t, house.ann, house.yusuf).await;
        put_right(t, house.ann, house.yusuf).await;
        put_right(t, house.ben, house.yusuf).await;
        t.later(2 * DAY);
        let mut to: Vec<_> = questions(t).await.into_iter().map(|(to, _)| to).collect();
        to.sort();
        assert_eq!(to, ["ann@library.example", "ben@library.example"], "each once");
        t.later(5 * DAY);
        put_right(t, house.ann, house.yusuf).await;
        t.later(2 * DAY);
        assert!(questions(t).await.is_empty(), "a week is no fortnight");
        t.later(8 * DAY);
        put_right(t, house.ann, house.yusuf).await;
        t.later(2 * DAY);
        assert_eq!(questions(t).await.len(), 1);
    });
}

#[test]
fn whoever_does_not_want_the_question_does_not_get_it() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        ann.get("/account/notifications").await.shows("You ask me how it went");
        let choices = [
            ("felt", "none"),
            ("request", "mail"),
            ("asked", "mail"),
            ("following", "mail"),
            ("reminder", "mail"),
            ("digest_at", "08:00"),
            ("day", "1"),
        ];
        ann.post("/account/notifications", &choices).await.is(303);
        let odd = choices.map(|(n, v)| if n == "felt" { (n, "digest") } else { (n, v) });
        ann.post("/account/notifications", &odd).await.is(422);
        put_right(t, house.ann, house.yusuf).await;
        t.later(2 * DAY);
        assert!(questions(t).await.is_empty());
        // the question on the page is there for everybody
        ann.get("/tickets/1").await.shows("How did it go for you?");
    });
}

#[test]
fn quiet_hours_hold_the_question_back() {
    each_db(async |t| {
        let house = house(t).await;
        let choices = [
            ("quiet_from", "09:00"),
            ("quiet_until", "12:00"),
            ("digest_at", "08:00"),
            ("day", "1"),
        ];
        t.visitor(house.ann).await.post("/account/notifications", &choices).await.is(303);
        put_right(t, house.ann, house.yusuf).await;
        letters(t).await;
        t.later(DAY);
        assert!(questions(t).await.is_empty(), "it is ten o'clock");
        t.later(3 * 3600);
        let told = letters(t).await;
        assert!(told.iter().any(|(_, letter)| letter.text.contains("/how/")));
    });
}

#[test]
fn only_those_are_asked_who_can_say_how_it_felt() {
    each_db(async |t| {
        let house = house(t).await;
        // whoever put it right themselves
        put_right(t, house.yusuf, house.yusuf).await;
        // whoever has said so already
        let said = put_right(t, house.ann, house.yusuf).await;
        t.visitor(house.ann)
            .await
            .post(&format!("{said}/feedback"), &[("score", "9")])
            .await
            .is(303);
        // whoever has left since
        put_right(t, house.ben, house.yusuf).await;
        let ben = house.ben;
        let gone = move |tx: &mut db::Tx| {
            tx.run(sql!("update person set is_active = false where id = $1"), args![ben])
        };
        t.app.db.write(gone).await.unwrap();
        // a program that writes mails
        let raw =
            "From: robot@far.example\nAuto-Submitted: auto-generated\nSubject: Toner low\n\nLow.";
        let raw = raw.as_bytes().to_vec();
        desk::intake::deliver(&t.app, raw, None).await.unwrap();
        let yusuf = t.visitor(house.yusuf).await;
        yusuf.post("/tickets/4/resolution", &DONE).await.is(303);
        t.later(2 * DAY);
        assert!(questions(t).await.is_empty());
    });
}

#[test]
fn an_address_from_which_mail_comes_back_is_not_asked() {
    each_db(async |t| {
        let house = house(t).await;
        put_right(t, house.ann, house.yusuf).await;
        let now = t.app.now();
        let note = move |tx: &mut db::Tx| {
            let words =
                "Our mail to ann@library.example could not be delivered (5.1.1). What came back:";
            tx.run(
                sql!(
                    "insert into message (ticket_id, author_id, visibility, is_from_provider, channel,
                      body, created_at) select 1, requester_id, 'internal', false, 'email', $1, $2
                      from ticket where id = 1"
                ),
                args![words, now],
            )
        };
        t.app.db.write(note).await.unwrap();
        t.later(2 * DAY);
        assert!(questions(t).await.is_empty());
    });
}

#[test]
fn administrators_say_whether_how_often_and_of_how_many() {
    each_db(async |t| {
        let house = house(t).await;
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let rajiv = t.visitor(admin).await;
        rajiv.get("/administration/settings").await.shows("Ask by mail how it went");
        let path = "/administration/settings/felt-percent";
        rajiv.post(path, &[("value", "0")]).await.is(422).shows("from 1 to 100");
        rajiv.post("/administration/settings/felt-low-marks", &[("value", "1")]).await.is(422);
        rajiv.post("/administration/settings/felt-after-hours", &[("value", "337")]).await.is(422);
        let off = [("value", "false"), ("seen", "true")];
        rajiv.post("/administration/settings/felt-is-asking-by-mail", &off).await.is(303);
        put_right(t, house.ann, house.yusuf).await;
        t.later(2 * DAY);
        assert!(questions(t).await.is_empty());
        // a share of tickets: of thirty, a few are asked about and the others are not
        set(t, &[("felt.percent", "50"), ("felt.days_between", "1")]);
        let mut asked = 0;
        for _ in 0..16 {
            put_right(t, house.ann, house.yusuf).await;
            t.later(2 * DAY);
            asked += questions(t).await.len();
        }
        assert!((1..16).contains(&asked), "{asked}");
    });
}

#[test]
fn asked_at_once_the_question_rides_in_the_letter_that_says_it_is_right() {
    each_db(async |t| {
        let house = house(t).await;
        set(t, &[("felt.after_hours", "0")]);
        letters(t).await;
        put_right(t, house.ann, house.yusuf).await;
        let told = letters(t).await;
        let anns: Vec<_> = told.iter().filter(|(to, _)| to == "ann@library.example").collect();
        assert_eq!(anns.len(), 1, "one letter, not two");
        let text = &anns[0].1.text;
        assert!(text.contains("Restarted it") && text.contains("Very good: http://localhost/how/"));
        t.stranger().get(&format!("{}?mark=8", link(&anns[0].1))).await.is(200);
        assert!(questions(t).await.is_empty());
        // whoever only follows it is not asked
        let ticket = report(&t.visitor(house.ben).await).await;
        t.visitor(house.contact).await.post(&format!("{ticket}/watching"), &[]).await.is(303);
        letters(t).await;
        t.visitor(house.yusuf).await.post(&format!("{ticket}/resolution"), &DONE).await.is(303);
        for (to, letter) in letters(t).await {
            assert_eq!(letter.text.contains("/how/"), to == "ben@library.example", "{to}");
        }
    });
}

#[test]
fn two_servers_ask_once() {
    each_db(async |t| {
        let house = house(t).await;
        put_right(t, house.ann, house.yusuf).await;
        put_right(t, house.ann, house.yusuf).await;
        letters(t).await;
        t.later(2 * DAY);
        let other = t.other_node().await;
        let (one, two) = tokio::join!(desk::tickets::tidy(&t.app), desk::tickets::tidy(&other));
        one.unwrap();
        two.unwrap();
        let asked = letters(t).await;
        let asked = asked.iter().filter(|(_, letter)| letter.text.contains("/how/")).count();
        assert_eq!(asked, 1);
        std::thread::spawn(move || other.db.close()).join().unwrap();
    });
}
