//! Planning, changing and ending.

use super::model::{SeriesChange, read_rhythm};
use crate::{
    attendees::{self, Guest, Named, Role},
    dates,
    invitations::{self, News},
    meetings::{
        self, Meeting, NewMeeting, NewRow, NewSeries, Recurs, Series, Skipping, Slot, about,
        announce, read_facts, read_until, rule_of,
    },
    relationships::{self, Relationship},
};
use base::{
    Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, Time, Tx, jiff_tz::TimeZone,
    token,
};

/// One meeting or many, as somebody plans them.
#[derive(Clone, Debug, Default)]
pub struct NewPlan {
    /// The first one.
    pub first: NewMeeting,
    /// How often; none: once.
    pub recurs: Option<Recurs>,
    /// A rule of one's own (RFC 5545).
    pub rule: String,
    /// The last day, `YYYY-MM-DD`; empty: until somebody ends it.
    pub until: String,
    /// What becomes of a date on which one side is closed.
    pub skipping: Option<Skipping>,
}

/// The relationship, where the actor plans its meetings and both sides are there.
fn kept(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Relationship> {
    let of = relationships::see_kept(tx, actor, id)?;
    match dates::is_over(tx, actor, &of)? {
        true => Err(Error::invalid("relationship", "problem-department-retired")),
        false => Ok(of),
    }
}

/// What a form for a new plan begins with: the relationship, who is usually there, and whose clocks.
pub(crate) async fn begin(
    app: &App,
    actor: &Actor,
    id: i64,
) -> Result<(Relationship, Named, Vec<String>)> {
    let (own, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let of = relationships::see_kept(tx, &actor, id)?;
        let named = attendees::usual(tx, &actor, &of)?;
        let zones = meetings::zones(tx, &own, &actor, &of)?;
        Ok((of, named, zones))
    })
    .await
}

/// Plans a meeting, or those of a series that are near. Gives the first. Only those who look after
/// the relationship.
pub async fn plan(app: &App, actor: &Actor, relationship: i64, new: NewPlan) -> Result<i64> {
    actor.may(Right::LookAfter)?;
    app.act(actor, move |act| plan_in(act, relationship, &new)).await
}

fn plan_in(act: &mut Act<'_>, relationship: i64, new: &NewPlan) -> Result<i64> {
    let of = kept(act.tx, act.actor, relationship)?;
    let mut problems = Problems::default();
    let facts = read_facts(act, &mut problems, &new.first)?;
    let until = match new.recurs {
        Some(_) => read_until(&mut problems, &new.until, facts.when.as_ref()),
        None => None,
    };
    let rule = match (new.recurs, &facts.when) {
        (Some(recurs), Some(when)) => {
            let rule = rule_of(recurs, when.local, &new.rule);
            if rule.is_none() {
                problems.add("rule", "problem-recurring-rule");
            }
            rule
        }
        _ => None,
    };
    problems.check()?;
    let when = facts.when.ok_or(Error::Conflict)?;
    let host = act.app.config.link("").split("://").nth(1).unwrap_or_default().replace('/', "");
    let uid = format!("{}@{host}", &token()[..20]);
    let row = NewRow {
        relationship: of.id,
        title: &facts.title,
        minutes: when.minutes,
        time_zone: &when.zone_name,
        place: &facts.place,
        link: &facts.link,
        uid: &uid,
        by: act.actor.id,
        now: act.now,
    };
    if let Some((same,)) = meetings::find_same(act.tx, &row, when.at, act.now.plus_seconds(-60))? {
        return Ok(same);
    }
    match new.recurs.zip(rule) {
        None => plan_once(act, &row, when.at, &facts.people),
        Some((recurs, rule)) => {
            let how = NewSeries {
                recurs,
                rule: &rule,
                starts_at: &when.local.strftime("%Y-%m-%dT%H:%M").to_string(),
                until_on: &until.map(|date| date.to_string()).unwrap_or_default(),
                skipping: new.skipping.unwrap_or(Skipping::Move),
            };
            plan_series(act, &of, (&row, &how), &facts.people)
        }
    }
}

fn plan_once(
    act: &mut Act<'_>,
    row: &NewRow<'_>,
    at: Time,
    people: &[(PersonId, Role)],
) -> Result<i64> {
    let id = meetings::insert(act.tx, row, at, Slot::default())?.ok_or(Error::Conflict)?;
    meetings::begin(act, id, people)?;
    announce(act, "meeting.planned", id, ("", row.title))?;
    let (made, _) = meetings::see(act.tx, act.actor, id)?;
    invitations::tell(act, &made, &News { kind: "planned", why: "", was: None })?;
    Ok(id)
}

fn plan_series(
    act: &mut Act<'_>,
    of: &Relationship,
    (row, how): (&NewRow<'_>, &NewSeries<'_>),
    people: &[(PersonId, Role)],
) -> Result<i64> {
    let id = meetings::insert_series(act.tx, row, how)?;
    let series = meetings::find_series(act.tx, id)?.ok_or(Error::NotFound)?;
    let Some(first) = dates::begin(act, &series, of, people)? else {
        return Err(Error::invalid("rule", "problem-recurring-never"));
    };
    announce(act, "meeting.planned", first, ("", &format!("{}: {}", row.title, how.rule)))?;
    invitations::tell_series(act, id, "planned")?;
    Ok(first)
}

/// A series with its dates and who is invited to the next one.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<(Series, Vec<Meeting>, Vec<Guest>)> {
    let (actor, now) = (actor.clone(), app.now());
    app.read(move |tx| {
        let series = meetings::find_series(tx, id)?.ok_or(Error::NotFound)?;
        relationships::see(tx, &actor, series.relationship_id)?;
        let all = meetings::list_by_series(tx, id)?;
        let next = all.iter().find(|one| one.starts_at > now).or(all.last());
        let guests = match next {
            Some(next) => attendees::list(tx, &actor, next.id)?,
            None => Vec::new(),
        };
        Ok((series, all, guests))
    })
    .await
}

/// What of a series can be read from its rows: when its next date is by the rule, by its own clock.
pub(crate) fn next_date(series: &Series, all: &[Meeting], now: Time) -> Option<String> {
    let zone = TimeZone::get(&series.time_zone).unwrap_or(TimeZone::UTC);
    let is_next =
        |one: &&Meeting| one.slot_at.is_some_and(|slot| slot > now) && one.cancelled_at.is_none();
    let next = all.iter().find(is_next).and_then(|one| one.slot_at)?;
    Some(zone.to_datetime(next.timestamp()).strftime("%Y-%m-%dT%H:%M").to_string())
}

/// Changes every date that is to come, the rhythm as well; [`Error::Conflict`] when somebody else did
/// meanwhile. What was held stays as it was.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    new: SeriesChange,
) -> Result<()> {
    app.act(actor, move |act| update_in(act, (id, version), &new)).await
}

fn update_in(act: &mut Act<'_>, (id, version): (i64, i64), new: &SeriesChange) -> Result<()> {
    let old = meetings::find_series(act.tx, id)?.ok_or(Error::NotFound)?;
    let of = kept(act.tx, act.actor, old.relationship_id)?;
    let all = meetings::list_by_series(act.tx, id)?;
    let mut problems = Problems::default();
    let (title, place, link) = about(act.actor, &mut problems, (&new.title, &new.place, &new.link));
    let next = next_date(&old, &all, act.now);
    let rhythm = read_rhythm(&mut problems, (new, &old, next.as_deref()), act.now);
    let first = rhythm.as_ref().and_then(|one| one.first.as_ref());
    let until = read_until(&mut problems, &new.until, first);
    let people = attendees::read(act.tx, act.actor, &mut problems, &new.named)?;
    problems.check()?;
    let rhythm = rhythm.ok_or(Error::Conflict)?;
    let skipping = new.skipping.unwrap_or(old.skipping);
    let until = until.map(|date| date.to_string()).unwrap_or_default();
    let facts = (title.as_str(), place.as_str(), link.as_str());
    let how = rhythm.stored(&until, skipping);
    if !meetings::update_series(act.tx, (id, version), facts, (&how, rhythm.time()))? {
        return Err(Error::Conflict);
    }
    let shown = next_guests(act, &all)?;
    let is_other = rhythm.differs(&old);
    if is_other || until != old.until_on || skipping != old.skipping {
        dates::lay_anew(act, (id, &of), &people)?;
    }
    let gone = follow(act, &old, facts, (&shown, &people))?;
    let rule = |title: &str, rule: &str, at: &str| format!("{title}: {rule} {at}");
    act.record(&Event {
        kind: "meeting.series_changed",
        subject: format!("meeting_series {id}"),
        before: rule(&old.title, &old.rule, &old.starts_at),
        after: rule(&title, &rhythm.rule, &rhythm.starts_at),
        ..Event::default()
    })?;
    invitations::tell_series(act, id, if is_other { "rhythm" } else { "changed" })?;
    invitations::take_all_back(act, id, gone)
}

/// Who is invited to the next date: what the form shows.
fn next_guests(act: &mut Act<'_>, all: &[Meeting]) -> Result<Vec<Guest>> {
    let next = all.iter().find(|one| one.starts_at > act.now).or(all.last());
    match next {
        Some(next) => attendees::list(act.tx, act.actor, next.id),
        None => Ok(Vec::new()),
    }
}

/// The meetings to come take over what has changed of their series. Gives who is not invited any
/// more.
fn follow(
    act: &mut Act<'_>,
    old: &Series,
    (title, place, link): (&str, &str, &str),
    (shown, people): (&[Guest], &[(PersonId, Role)]),
) -> Result<Vec<Guest>> {
    let mut gone: Vec<Guest> = Vec::new();
    for one in meetings::list_by_series(act.tx, old.id)? {
        if one.starts_at <= act.now || one.cancelled_at.is_some() || one.held_at.is_some() {
            continue;
        }
        let kept = |was: &str, now: &str, own: &str| {
            if was == now { own.to_owned() } else { now.to_owned() }
        };
        let (title, place, link) = (
            kept(&old.title, title, &one.title),
            kept(&old.place, place, &one.place),
            kept(&old.link, link, &one.link),
        );
        if (&title, &place, &link) != (&one.title, &one.place, &one.link) {
            meetings::update_about(act.tx, (one.id, one.version), (&title, &place, &link))?;
        }
        let here = attendees::list(act.tx, act.actor, one.id)?;
        let wanted = attendees::merged(shown, people, &here);
        let left = attendees::set(act, one.id, &wanted)?;
        for guest in left {
            if gone.iter().all(|known| known.person_id != guest.person_id) {
                gone.push(guest);
            }
        }
    }
    Ok(gone)
}

/// Ends a series: what is to come is cancelled, what was stays.
pub async fn end(app: &App, actor: &Actor, id: i64, why: &str) -> Result<()> {
    let mut problems = Problems::default();
    let why = problems.optional_line("end_why", why, 200);
    problems.check()?;
    app.act(actor, move |act| {
        let series = meetings::find_series(act.tx, id)?.ok_or(Error::NotFound)?;
        relationships::see_kept(act.tx, act.actor, series.relationship_id)?;
        if series.ended_at.is_some() {
            return Err(Error::Conflict);
        }
        end_in(act, &series, &why)
    })
    .await
}

/// Ends it, whoever says so.
pub(crate) fn end_in(act: &mut Act<'_>, series: &Series, why: &str) -> Result<()> {
    if !meetings::update_ended(act.tx, series.id, act.actor.id, act.now)? {
        return Ok(());
    }
    let mut is_told = false;
    for one in meetings::list_by_series(act.tx, series.id)? {
        if one.starts_at > act.now && one.cancelled_at.is_none() {
            let by = act.actor.id;
            is_told |= meetings::update_cancelled(act.tx, one.id, by, (why, act.now))?;
        }
    }
    act.record(&Event {
        kind: "meeting.series_ended",
        subject: format!("meeting_series {}", series.id),
        before: series.title.clone(),
        after: why.to_owned(),
        ..Event::default()
    })?;
    if is_told { invitations::tell_series(act, series.id, "ended") } else { Ok(()) }
}

/// Whether the actor plans the meetings of a relationship.
pub(crate) async fn is_kept(app: &App, actor: &Actor, relationship: i64) -> Result<bool> {
    let actor = actor.clone();
    app.read(move |tx| Ok(relationships::see(tx, &actor, relationship)?.1.is_keeper)).await
}
