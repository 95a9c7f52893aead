//! Letters that bring an appointment, change it, or take it back, and the line in the list of news.

use super::{actions, model::calendar};
use crate::{
    attendees::{self, Guest},
    meetings::{self, Meeting, Series},
    relationships,
};
use base::{Act, Actor, Error, Language, Result, Time, jiff_tz::TimeZone, moment_there};
use desk::tidings::{Tiding, When, enlist};
use jobs::{Appointment, Letter, SEND_MAIL, enqueue_at};
use web::paragraphs;

/// What happened to a meeting.
pub(crate) struct News<'a> {
    /// `planned`, `moved`, `changed`, `rhythm`, `back`, `cancelled` or `ended`.
    pub kind: &'static str,
    /// Why; may be empty.
    pub why: &'a str,
    /// When it was before.
    pub was: Option<Time>,
}

/// Writes to everybody who is invited to one meeting and has not left.
pub(crate) fn tell(act: &mut Act<'_>, meeting: &Meeting, news: &News<'_>) -> Result<()> {
    let all = attendees::list(act.tx, act.actor, meeting.id)?;
    let series = series_of(act, meeting)?;
    let entry = actions::entry(act, (meeting, series.as_ref()), &all);
    let method = if news.kind == "cancelled" { "CANCEL" } else { "REQUEST" };
    let text = calendar(method, "", &[entry], &actions::sender(act));
    write_all(act, meeting, news, (&all, method, &text))
}

fn series_of(act: &mut Act<'_>, meeting: &Meeting) -> Result<Option<Series>> {
    match meeting.series_id {
        Some(id) => Ok(meetings::find_series(act.tx, id)?),
        None => Ok(None),
    }
}

/// Takes an appointment back from those who are not invited any more.
pub(crate) fn take_back(act: &mut Act<'_>, meeting: &Meeting, gone: Vec<Guest>) -> Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let series = series_of(act, meeting)?;
    let mut entry = actions::entry(act, (meeting, series.as_ref()), &gone);
    entry.is_cancelled = true;
    let text = calendar("CANCEL", "", &[entry], &actions::sender(act));
    let news = News { kind: "uninvited", why: "", was: None };
    write_all(act, meeting, &news, (&gone, "CANCEL", &text))
}

/// The next date of a series, or the last one.
fn next_of(act: &mut Act<'_>, series: i64) -> Result<(Vec<Meeting>, Option<Meeting>)> {
    let dates = meetings::list_by_series(act.tx, series)?;
    let next = dates.iter().find(|one| one.starts_at > act.now && one.cancelled_at.is_none());
    let next = next.or(dates.last()).cloned();
    Ok((dates, next))
}

/// Takes every date of a series back from those who are not invited any more.
pub(crate) fn take_all_back(act: &mut Act<'_>, id: i64, gone: Vec<Guest>) -> Result<()> {
    let series = meetings::find_series(act.tx, id)?.ok_or(Error::NotFound)?;
    let (dates, next) = next_of(act, id)?;
    let Some(next) = next.filter(|_| !gone.is_empty()) else { return Ok(()) };
    let mut entries = actions::entries(act, &series, &dates, &gone);
    entries.truncate(1);
    entries.iter_mut().for_each(|one| one.is_cancelled = true);
    let text = calendar("CANCEL", "", &entries, &actions::sender(act));
    let news = News { kind: "uninvited", why: "", was: None };
    write_all(act, &next, &news, (&gone, "CANCEL", &text))
}

/// Writes about all dates of a series to those who are invited to the next one. One that ends before
/// it began is cancelled.
pub(crate) fn tell_series(act: &mut Act<'_>, id: i64, kind: &'static str) -> Result<()> {
    let series = meetings::find_series(act.tx, id)?.ok_or(Error::NotFound)?;
    let (dates, next) = next_of(act, id)?;
    let Some(next) = next else { return Ok(()) };
    let all = attendees::list(act.tx, act.actor, next.id)?;
    let mut entries = actions::entries(act, &series, &dates, &all);
    let has_been =
        dates.iter().any(|one| one.starts_at <= act.now && actions::is_of_rhythm(&series, one));
    let method = match series.ended_at.is_some() && !has_been {
        true => "CANCEL",
        false => "REQUEST",
    };
    if method == "CANCEL" {
        entries.truncate(1);
        for one in &mut entries {
            one.is_cancelled = true;
            one.rule.clone_from(&series.rule);
        }
    }
    let text = calendar(method, "", &entries, &actions::sender(act));
    let news = News { kind, why: "", was: None };
    write_all(act, &next, &news, (&all, method, &text))
}

fn write_all(
    act: &mut Act<'_>,
    meeting: &Meeting,
    news: &News<'_>,
    (to, method, text): (&[Guest], &str, &str),
) -> Result<()> {
    let zone = act.app.config.time_zone();
    let of = relationships::find(act.tx, act.actor, meeting.relationship_id)?;
    let between = format!("{} · {}", of.customer, of.provider);
    for guest in to.iter().filter(|guest| guest.is_here) {
        let Some(reader) = people::sign_in::actor_of(act.tx, guest.person_id, &zone)? else {
            continue;
        };
        let at = enlist(act, guest.person_id, &tiding(meeting, news))?;
        let Some(at) = at.filter(|_| mail::is_reachable(&reader.email)) else {
            continue;
        };
        let calendar = Appointment { method: method.to_owned(), text: text.to_owned() };
        let mut letter = letter(act, &reader, meeting, (news, &between));
        letter.calendar = Some(calendar);
        letter.written_at = at;
        enqueue_at(act.tx, act.now, at, SEND_MAIL, &letter)?;
    }
    Ok(())
}

/// The same for the list of news.
fn tiding(meeting: &Meeting, news: &News<'_>) -> Tiding {
    let words = match news.kind {
        "planned" => "meeting-planned",
        "moved" | "rhythm" => "meeting-moved",
        "cancelled" => "meeting-cancelled",
        "uninvited" => "meeting-uninvited",
        "ended" => "meeting-ended",
        _ => "meeting-changed",
    };
    Tiding {
        said: news.why.to_owned(),
        when: Some(When::At(meeting.starts_at)).filter(|_| news.kind != "ended"),
        ..Tiding::new(words, &meeting.title, format!("/meetings/{}", meeting.id))
    }
}

fn letter(
    act: &Act<'_>,
    reader: &Actor,
    meeting: &Meeting,
    (news, between): (&News<'_>, &str),
) -> Letter {
    let tongue: &Language = reader.language;
    let when = moment_there(tongue, &reader.zone, meeting.starts_at);
    let there_zone = TimeZone::get(&meeting.time_zone).unwrap_or(TimeZone::UTC);
    let there = moment_there(tongue, &there_zone, meeting.starts_at);
    let was = news.was.map(|was| moment_there(tongue, &reader.zone, was)).unwrap_or_default();
    let who = act.actor.name.clone();
    let args = [
        ("title", meeting.title.as_str()),
        ("between", between),
        ("when", when.as_str()),
        ("was", was.as_str()),
        ("why", news.why),
        ("who", who.as_str()),
    ];
    let key = format!("meeting-mail-{}", news.kind);
    let mut parts = vec![tongue.with(&key, &args)];
    if !news.why.is_empty() {
        parts.push(news.why.to_owned());
    }
    let mut facts = Vec::new();
    if when != there {
        let place = meeting.time_zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
        let args = [("when", there.as_str()), ("place", place.as_str())];
        facts.push(tongue.with("meeting-mail-there", &args));
    }
    facts
        .extend([&meeting.place, &meeting.link].into_iter().filter(|one| !one.is_empty()).cloned());
    if !facts.is_empty() {
        parts.push(facts.join("\n"));
    }
    let link = act.app.config.link(&format!("/meetings/{}", meeting.id));
    parts.push(format!("{}: {link}", tongue.t("meeting-mail-link")));
    let text = parts.join("\n\n") + "\n";
    Letter {
        to: reader.email.clone(),
        to_name: reader.name.clone(),
        subject: format!(
            "[{}] {}",
            act.app.config.mail.tag,
            tongue.with(&format!("{key}-subject"), &args)
        ),
        html: paragraphs(&text),
        text,
        is_automatic: true,
        ..Letter::default()
    }
}
