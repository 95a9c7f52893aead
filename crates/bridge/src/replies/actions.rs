//! Taking an answer.

use super::{
    model::{Reply, read},
    store,
};
use crate::{
    attendees,
    meetings::{self, Meeting, Series},
};
use base::{Act, CalendarAnswer, Result, jiff_tz::TimeZone};
use people::persons::find_by_address;

/// Longest words that are kept with an answer, in characters.
const LONGEST: usize = 200;

/// Takes the answer of whoever wrote the letter. It counts for themselves alone: the letter must come
/// from an address of the person whose answer it brings, and they must be invited. Everything else is
/// a letter like others.
pub fn take(act: &mut Act<'_>, answer: CalendarAnswer<'_>) -> Result<Option<i64>> {
    let person = act.actor.person()?;
    let Some(reply) = read(answer.calendar) else { return Ok(None) };
    if find_by_address(act.tx, &reply.attendee)? != Some(person) {
        return Ok(None);
    }
    let rows = store::list_invited(act.tx, &reply.uid, person)?;
    let mut all = Vec::new();
    for (id,) in rows {
        all.push(meetings::see(act.tx, act.actor, id)?.0);
    }
    let Some(first) = all.first() else { return Ok(None) };
    let series = match first.series_id {
        Some(id) => meetings::find_series(act.tx, id)?,
        None => None,
    };
    let meant: Vec<&Meeting> = all.iter().filter(|one| is_meant(act, &reply, one)).collect();
    let taken = meant.first().copied().unwrap_or(first).id;
    let words = words_of(&reply, answer.words);
    for one in meant {
        let is_over = one.held_at.is_some() || one.cancelled_at.is_some();
        if !is_over && !is_stale(&reply, (one, series.as_ref())) {
            attendees::note_answer(act, one.id, reply.answer, &words)?;
        }
    }
    Ok(Some(taken))
}

/// Whether an answer is about a meeting: the one it names, or all that are to come.
fn is_meant(act: &Act<'_>, reply: &Reply, one: &Meeting) -> bool {
    let zone = TimeZone::get(&one.time_zone).unwrap_or(TimeZone::UTC);
    match (&reply.date, one.series_id) {
        (_, None) => true,
        (Some(date), Some(_)) => one.slot_at.is_some_and(|slot| date.is(slot, &zone)),
        (None, Some(_)) => one.starts_at > act.now,
    }
}

/// Whether it answers an earlier letter, about another time.
fn is_stale(reply: &Reply, (one, series): (&Meeting, Option<&Series>)) -> bool {
    let told = series.map_or(0, |series| series.sequence);
    let now = if reply.date.is_some() || series.is_none() { told + one.sequence } else { told };
    if reply.sequence.is_none_or(|sequence| sequence >= now) {
        return false;
    }
    let zone = TimeZone::get(&one.time_zone).unwrap_or(TimeZone::UTC);
    let is_same = |at| reply.starts.as_ref().is_some_and(|starts| starts.is(at, &zone));
    match series.filter(|_| reply.date.is_none()) {
        // the whole of it is said by its first date
        Some(series) => {
            let first: Option<jiff::civil::DateTime> = series.starts_at.parse().ok();
            let zone = TimeZone::get(&series.time_zone).unwrap_or(TimeZone::UTC);
            let first = first.and_then(|first| zone.to_timestamp(first).ok());
            !first.is_some_and(|first| is_same(first.into()))
        }
        None => !is_same(one.starts_at),
    }
}

/// What they said with it, in a line; a longer letter stays in their own calendar's words.
fn words_of(reply: &Reply, letter: &str) -> String {
    let words = if reply.comment.is_empty() { letter } else { &reply.comment };
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = line.chars().count() <= LONGEST && !line.contains("://");
    if fits { line } else { String::new() }
}
