//! What streams are told, and what they are not.

use super::*;

const SEVEN: TicketId = TicketId(7);

fn news_of(listening: &Listening) -> News {
    std::mem::take(&mut *lock(&listening.slot.news))
}

fn on_seven(event: i64, is_internal: bool) -> Happened {
    Happened { event, topics: vec![Topic::Ticket(SEVEN)], is_internal, moves: false }
}

#[test]
fn a_note_is_told_to_those_who_work_on_it_only() {
    let live = OpenPages::default();
    let open =
        |who, inner| live.listen(PersonId(who), vec![Topic::Ticket(SEVEN)], inner, 10).unwrap();
    let (asker, agent) = (open(1, false), open(2, true));
    live.tell(&on_seven(5, true));
    assert_eq!(news_of(&asker), News::default());
    assert_eq!(news_of(&agent), News { event: 5, ticket: true, ..News::default() });
    live.tell(&on_seven(6, false));
    live.tell(&on_seven(6, false));
    assert_eq!(news_of(&asker).event, 6);
}

#[test]
fn many_news_are_one_look_and_one_event_is_told_once() {
    let live = OpenPages::default();
    let one = live.listen(PersonId(1), vec![Topic::Ticket(SEVEN)], true, 10).unwrap();
    for event in 1..1000 {
        live.tell(&on_seven(event, false));
    }
    assert_eq!(news_of(&one).event, 999);
    live.tell(&on_seven(999, false));
    assert_eq!(news_of(&one), News::default());
    drop(one);
    assert_eq!((live.count(), lock(&live.0.open).by_topic.len()), (0, 0));
}

#[test]
fn somebody_with_many_tabs_loses_the_oldest_and_the_process_has_a_limit() {
    let live = OpenPages::default();
    let open = |most| live.listen(PersonId(1), Vec::new(), false, most);
    let streams: Vec<_> = (0..=PER_PERSON).map(|_| open(100).unwrap()).collect();
    assert!(news_of(&streams[0]).over && !news_of(&streams[1]).over);
    assert!(open(streams.len()).is_none());
    live.close();
    assert!(news_of(&streams[1]).over && open(100).is_none());
}

#[test]
fn writing_is_told_once_and_ends_by_itself() {
    let (live, now) = (OpenPages::default(), Time::from_micros(0));
    let listen =
        |who, inner| live.listen(PersonId(who), vec![Topic::Ticket(SEVEN)], inner, 10).unwrap();
    let (asker, agent, same) = (listen(1, false), listen(2, true), listen(3, true));
    let writer = |is_public, until| Writer {
        person: PersonId(3),
        is_public,
        until: now.plus_seconds(until),
    };
    assert!(live.note_writing(SEVEN, writer(false, 20), now));
    assert!(!live.note_writing(SEVEN, writer(false, 25), now));
    assert!(news_of(&agent).writing && !news_of(&asker).writing && !news_of(&same).writing);
    assert!(live.note_writing(SEVEN, writer(true, 20), now));
    assert!(news_of(&asker).writing);
    assert_eq!(live.writers(SEVEN, now.plus_seconds(19)).len(), 1);
    assert_eq!(live.writers(SEVEN, now.plus_seconds(21)).len(), 0);
    assert!(live.note_writing(SEVEN, writer(true, 0), now));
    assert!(!live.note_writing(SEVEN, writer(true, 0), now));
}

#[test]
fn what_somebody_was_told_is_passed_on_to_their_own_pages_once() {
    let live = OpenPages::default();
    let listen = |who| live.listen(PersonId(who), vec![Topic::Told(PersonId(who))], false, 10);
    let (hers, his) = (listen(1).unwrap(), listen(2).unwrap());
    live.pass_on_told(Rows::Tidings, 5, PersonId(1));
    assert!(news_of(&hers).told);
    live.pass_on_told(Rows::Tidings, 5, PersonId(1));
    assert_eq!((news_of(&hers), news_of(&his)), (News::default(), News::default()));
    live.tell_reader(PersonId(1));
    assert!(news_of(&hers).told, "read elsewhere");
}
