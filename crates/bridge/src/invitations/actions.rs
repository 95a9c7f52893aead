//! Calendar files and addresses.

use super::{
    model::{Attendee, Entry, Sender, calendar, ending},
    store,
};
use crate::{
    attendees::{self, Answer, Guest, Role},
    meetings::{self, Meeting, Series},
};
use base::{
    Act, Actor, App, Error, Event, Result, Right, Time, hex, jiff_tz::TimeZone, sha256, token,
};

/// How long a meeting that is over stays in somebody's calendar, in seconds.
const KEPT: i64 = 90 * 86_400;

/// Who sends appointments: the desk. `stamp` is now.
pub(super) fn sender<'a>(act: &'a Act<'_>) -> Sender<'a> {
    Sender { name: &act.app.config.name, email: desk_address(act.app, act.actor), stamp: act.now }
}

fn desk_address<'a>(app: &'a App, _for: &Actor) -> &'a str {
    let from = app.config.mail.from.as_str();
    let inside = from.rsplit_once('<').map(|(_, rest)| rest.trim_end_matches('>'));
    inside.unwrap_or(from).trim()
}

fn attendee(guest: &Guest) -> Attendee {
    Attendee {
        name: guest.name.clone(),
        email: guest.email.clone(),
        is_chair: guest.part == Role::Chair,
        stands: match guest.answer {
            Some(Answer::Coming) => "ACCEPTED",
            Some(Answer::Maybe) => "TENTATIVE",
            Some(Answer::Cannot) => "DECLINED",
            None => "NEEDS-ACTION",
        },
    }
}

/// One meeting as an entry of a calendar. A date of a series counts on from what calendars were told
/// of the whole of it.
pub(super) fn entry(
    act: &Act<'_>,
    (meeting, series): (&Meeting, Option<&Series>),
    to: &[Guest],
) -> Entry {
    let mut entry = entry_of(act.app, act.actor, meeting, to);
    entry.sequence += series.map_or(0, |series| series.sequence);
    entry
}

fn entry_of(app: &App, actor: &Actor, meeting: &Meeting, to: &[Guest]) -> Entry {
    let url = app.config.link(&format!("/meetings/{}", meeting.id));
    Entry {
        uid: meeting.uid.clone(),
        sequence: meeting.sequence,
        title: meeting.title.clone(),
        starts_at: meeting.starts_at,
        minutes: meeting.minutes,
        zone: meeting.time_zone.clone(),
        place: meeting.place.clone(),
        link: meeting.link.clone(),
        words: format!("{}\n{url}", actor.language.t("meeting-mail-link")),
        url,
        rule: String::new(),
        without: Vec::new(),
        instead_of: meeting.slot_at,
        is_cancelled: meeting.cancelled_at.is_some(),
        attendees: to.iter().filter(|one| one.is_here).map(attendee).collect(),
    }
}

/// A series as entries: its rule with the dates on which there is none, and each date that is not as
/// the rule says.
pub(super) fn entries(
    act: &Act<'_>,
    series: &Series,
    dates: &[Meeting],
    to: &[Guest],
) -> Vec<Entry> {
    entries_of(act.app, act.actor, series, (dates, &|_| true), to)
}

type IsInvited<'a> = &'a dyn Fn(&Meeting) -> bool;

/// Whether a date is one of the rhythm as it is now: before it there may have been another.
pub(super) fn is_of_rhythm(series: &Series, one: &Meeting) -> bool {
    let zone = TimeZone::get(&series.time_zone).unwrap_or(TimeZone::UTC);
    let since: Option<jiff::civil::DateTime> = series.starts_at.parse().ok();
    let since = since.and_then(|since| zone.to_timestamp(since).ok()).map(Time::from);
    one.slot_at.is_some_and(|slot| since.is_none_or(|since| slot >= since))
}

fn entries_of(
    app: &App,
    actor: &Actor,
    series: &Series,
    (dates, is_invited): (&[Meeting], IsInvited<'_>),
    to: &[Guest],
) -> Vec<Entry> {
    let dates: Vec<&Meeting> = dates.iter().filter(|one| is_of_rhythm(series, one)).collect();
    let Some(first) = dates.first() else { return Vec::new() };
    let zone = TimeZone::get(&series.time_zone).unwrap_or(TimeZone::UTC);
    let last_day: Option<jiff::civil::Date> = series.until_on.parse().ok();
    let last = last_day.and_then(|day| zone.to_timestamp(day.at(23, 59, 59, 0)).ok());
    let until = series.ended_at.or(last.map(Time::from));
    let is_off = |one: &Meeting| one.cancelled_at.is_some() || !is_invited(one);
    let mut master = entry_of(app, actor, first, to);
    master.sequence = series.sequence;
    master.title.clone_from(&series.title);
    master.starts_at = first.slot_at.unwrap_or(first.starts_at);
    master.minutes = series.minutes;
    master.zone.clone_from(&series.time_zone);
    master.place.clone_from(&series.place);
    master.link.clone_from(&series.link);
    master.rule = ending(&series.rule, until);
    master.without = dates.iter().filter(|one| is_off(one)).filter_map(|one| one.slot_at).collect();
    master.instead_of = None;
    master.is_cancelled = false;
    let others = dates.iter().filter(|one| !is_off(one) && !is_as_ruled(series, one));
    let others = others.map(|one| Entry {
        sequence: series.sequence + one.sequence,
        ..entry_of(app, actor, one, to)
    });
    std::iter::once(master).chain(others.collect::<Vec<_>>()).collect()
}

/// Whether a date is just what the rule of its series says of it.
fn is_as_ruled(series: &Series, one: &Meeting) -> bool {
    Some(one.starts_at) == one.slot_at
        && one.minutes == series.minutes
        && (&one.title, &one.place, &one.link) == (&series.title, &series.place, &series.link)
}

/// Alone it is no date of many.
fn alone(entry: Entry, meeting: &Meeting) -> Entry {
    Entry { instead_of: None, uid: format!("{}-{}", meeting.id, meeting.uid), ..entry }
}

/// One meeting as a file, for whoever may see it.
pub async fn file(app: &App, actor: &Actor, id: i64) -> Result<String> {
    let (own, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let (meeting, _) = meetings::see(tx, &actor, id)?;
        let all = attendees::list(tx, &actor, id)?;
        let entry = alone(entry_of(&own, &actor, &meeting, &all), &meeting);
        let email = desk_address(&own, &actor);
        let sender = Sender { name: &own.config.name, email, stamp: own.now() };
        Ok(calendar("", &meeting.title, &[entry], &sender))
    })
    .await
}

/// When one's own address was made; none: there is none.
pub async fn made(app: &App, actor: &Actor) -> Result<Option<Time>> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    app.read(move |tx| Ok(store::find_made(tx, person)?.map(|(at,)| at))).await
}

/// Makes a new address for one's own calendar. It is said once; the one before leads nowhere.
pub async fn renew(app: &App, actor: &Actor) -> Result<String> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    let secret: String = token();
    let hash = hex(&sha256(secret.as_bytes()));
    app.act(actor, move |act| {
        store::upsert(act.tx, person, &hash, act.now)?;
        act.record(&Event {
            kind: "calendar.renewed",
            subject: format!("person {person}"),
            ..Event::default()
        })
    })
    .await?;
    Ok(app.config.link(&format!("/calendar/{secret}.ics")))
}

/// Takes one's own address away.
pub async fn remove(app: &App, actor: &Actor) -> Result<()> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    app.act(actor, move |act| {
        if !store::delete(act.tx, person)? {
            return Ok(());
        }
        act.record(&Event {
            kind: "calendar.removed",
            subject: format!("person {person}"),
            ..Event::default()
        })
    })
    .await
}

/// Somebody's calendar, for a program that knows its address, and what it hashes to as long as it
/// stays the same. [`Error::NotFound`] where nobody has this address, or has left.
pub async fn feed(app: &App, actor: &Actor, secret: &str) -> Result<(String, String)> {
    let hash = hex(&sha256(secret.as_bytes()));
    let (own, system) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let (person,) = store::find_person(tx, &hash)?.ok_or(Error::NotFound)?;
        let zone = own.config.time_zone();
        let actor = people::sign_in::actor_of(tx, person, &zone)?.ok_or(Error::NotFound)?;
        let from = own.now().plus_seconds(-KEPT);
        let all = meetings::list_invited(tx, person, from, &system)?;
        let mut entries = Vec::new();
        let mut done = Vec::new();
        for meeting in &all {
            match meeting.series_id {
                None => entries.push(entry_of(&own, &actor, meeting, &[])),
                Some(id) if !done.contains(&id) => {
                    done.push(id);
                    let Some(series) = meetings::find_series(tx, id)? else { continue };
                    let dates = meetings::list_by_series(tx, id)?;
                    let is_invited = |one: &Meeting| {
                        one.starts_at < from || all.iter().any(|mine| mine.id == one.id)
                    };
                    let coming = dates.iter().filter(|one| one.starts_at >= own.now());
                    // the rule would tell a guest of one date of all the others, for good
                    if !coming.clone().all(is_invited) {
                        let single = all.iter().filter(|one| one.series_id == Some(id));
                        entries
                            .extend(single.map(|one| alone(entry_of(&own, &actor, one, &[]), one)));
                        continue;
                    }
                    entries.extend(entries_of(&own, &actor, &series, (&dates, &is_invited), &[]));
                    // what was before the rhythm changed stands alone
                    let earlier = all.iter().filter(|one| one.series_id == Some(id));
                    let earlier = earlier.filter(|one| !is_of_rhythm(&series, one));
                    entries.extend(earlier.map(|one| alone(entry_of(&own, &actor, one, &[]), one)));
                }
                Some(_) => {}
            }
        }
        let email = desk_address(&own, &actor);
        let name = format!("{} · Footbridge", own.config.name);
        let text =
            |stamp| calendar("", &name, &entries, &Sender { name: &own.config.name, email, stamp });
        let same = hex(&sha256(text(Time::default()).as_bytes())[..12]);
        Ok((text(own.now()), same))
    })
    .await
}
