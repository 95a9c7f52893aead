//! Whether people come, said with a press in their own calendar.

use crate::meetings::{both, letters, plan, with};
use desk::intake::{Delivered, deliver};
use testing::{TestApp, Visitor, each_db};

/// What a calendar sends back, as Outlook, Google and others do.
#[derive(Clone, Copy)]
struct Answer<'a> {
    from: &'a str,
    attendee: &'a str,
    uid: &'a str,
    state: &'a str,
    /// Further lines of the event.
    more: &'a str,
    words: &'a str,
}

impl Answer<'_> {
    async fn send(&self, t: &TestApp) -> Delivered {
        let Answer { from, attendee, uid, state, more, words } = self;
        let mail = format!(
            "From: {from}\nTo: desk@library.example\nSubject: Accepted: Library and IT\n\
             MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n\n\
             --b\nContent-Type: text/plain; charset=utf-8\n\n{words}\n\
             --b\nContent-Type: text/html; charset=utf-8\n\n<p>{words}</p>\n\
             --b\nContent-Type: text/calendar; charset=utf-8; method=REPLY\n\n\
             BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:{uid}\n\
             ATTENDEE;PARTSTAT={state};CN=\"Somebody\":mailto:{attendee}\n{more}\
             DTSTAMP:20261122T230000Z\nEND:VEVENT\nEND:VCALENDAR\n\
             --b--\n"
        );
        deliver(&t.app, mail.into_bytes(), None).await.unwrap()
    }
}

const YUSUF: Answer<'static> = Answer {
    from: "Yusuf <yusuf@it.example>",
    attendee: "yusuf@it.example",
    uid: "",
    state: "ACCEPTED",
    more: "SEQUENCE:0\n",
    words: "",
};

/// The series, and the name by which calendars know it.
async fn invited(t: &TestApp) -> (Visitor, Visitor, String) {
    let it = both(t).await;
    let priya = t.visitor(it.liaison).await;
    plan(&priya, &[]).await;
    let told = letters(t).await;
    assert!(told[0].1.contains("RSVP=TRUE"), "calendars are asked to answer");
    let uid = told[0].1.split("UID:").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
    (priya, t.visitor(it.house.yusuf).await, uid)
}

async fn tickets(visitor: &Visitor) -> usize {
    visitor.get("/api/v1/tickets").await.json()["tickets"].as_array().map_or(0, Vec::len)
}

#[test]
fn an_answer_from_a_calendar_counts_as_if_it_was_said_on_the_page() {
    each_db(async |t| {
        let (priya, yusuf, uid) = invited(t).await;
        let answer = Answer { uid: &uid, ..YUSUF };
        assert_eq!(answer.send(t).await, Delivered::Answered(6), "all that are to come");
        for meeting in ["/meetings/1", "/meetings/4"] {
            priya.get(meeting).await.shows("Coming");
        }
        assert_eq!(answer.send(t).await, Delivered::Answered(6), "twice is once");
        // one date of them, said in their own time
        let once = Answer {
            state: "DECLINED",
            more: "RECURRENCE-ID:20261207T230000Z\nSEQUENCE:0\nCOMMENT:I am on leave\\, sorry\n",
            ..answer
        };
        assert_eq!(once.send(t).await, Delivered::Answered(2));
        priya.get("/meetings/2").await.shows("Cannot come: I am on leave, sorry");
        priya.get("/meetings/1").await.shows("Coming").hides("on leave");
        let perhaps = Answer {
            state: "TENTATIVE",
            more: "RECURRENCE-ID;TZID=Australia/Melbourne:20261222T100000\n",
            words: "Depends on the delivery",
            ..once
        };
        assert_eq!(perhaps.send(t).await, Delivered::Answered(3));
        priya.get("/meetings/3").await.shows("Perhaps coming: Depends on the delivery");
        // and on the page itself
        yusuf
            .submit("/meetings/3/attendance", &[("answer", "maybe")])
            .await
            .shows("Perhaps coming");
        assert_eq!(tickets(&yusuf).await, 0, "no ticket was opened");
        assert!(letters(t).await.is_empty(), "nobody gets a letter for it");
    });
}

#[test]
fn nobody_answers_for_somebody_else_or_for_a_meeting_of_others() {
    each_db(async |t| {
        let (priya, _, uid) = invited(t).await;
        let it = Answer { uid: &uid, ..YUSUF };
        for forged in [
            // from elsewhere, in Yusuf's name
            Answer { from: "Mallory <mallory@elsewhere.example>", ..it },
            // a guest, in another guest's name
            Answer { from: "Kerryn <kerryn@it.example>", ..it },
            // somebody to whom it was passed on
            Answer { from: "Ben <ben@library.example>", attendee: "ben@library.example", ..it },
            // an invitation that is not ours
            Answer { uid: "abc@elsewhere.example", ..it },
            Answer { state: "NEEDS-ACTION", ..it },
        ] {
            let delivered = forged.send(t).await;
            assert!(matches!(delivered, Delivered::Opened(_)), "{} {delivered:?}", forged.from);
        }
        priya.get("/meetings/1").await.hides("Coming");
        t.run_jobs().await;
    });
}

#[test]
fn an_answer_about_a_time_that_is_no_more_does_not_count() {
    each_db(async |t| {
        let (priya, _, uid) = invited(t).await;
        let moved = with(&[("starts", "2026-11-25T14:30"), ("version", "1")]);
        priya.post("/meetings/1", &moved).await.is(303);
        let late = Answer {
            uid: &uid,
            more: "RECURRENCE-ID;TZID=Australia/Melbourne:20261124T100000\n\
                DTSTART;TZID=Australia/Melbourne:20261124T100000\nSEQUENCE:0\n",
            ..YUSUF
        };
        assert_eq!(late.send(t).await, Delivered::Answered(1), "it opens no ticket either");
        priya.get("/meetings/1").await.hides("Coming");
        let now = Answer {
            more: "RECURRENCE-ID;TZID=Australia/Melbourne:20261124T100000\n\
                DTSTART;TZID=Australia/Melbourne:20261125T143000\nSEQUENCE:2\n",
            ..late
        };
        now.send(t).await;
        priya.get("/meetings/1").await.shows("Coming");
        // what is cancelled or was held takes no answer
        let why = [("cancel_why", "Strike")];
        priya.post("/meetings/1/cancellation", &why).await.is(303);
        let no = Answer { state: "DECLINED", ..now };
        assert_eq!(no.send(t).await, Delivered::Answered(1));
        priya.get("/meetings/1").await.hides("Cannot come");
        letters(t).await;
    });
}
