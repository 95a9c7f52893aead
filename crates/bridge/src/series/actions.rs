//! Planning, going on, changing and ending.

use crate::{
    attendees::{self, Guest, Named, Role},
    invitations::{self, News},
    meetings::{
        self, AHEAD, Closure, Meeting, NewMeeting, NewRow, NewSeries, Placed, Recurs, Series,
        Skipping, Slot, about, announce, place, read_facts, read_until, rule_of, slots,
    },
    relationships::{self, Relationship},
};
use base::{
    Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, Time, Tx, jiff_tz::TimeZone,
    token,
};
use desk::{occasions, recurring::Plan};

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
    match is_over(tx, actor, &of)? {
        true => Err(Error::invalid("relationship", "problem-department-retired")),
        false => Ok(of),
    }
}

fn is_over(tx: &mut Tx, actor: &Actor, of: &Relationship) -> Result<bool> {
    let both = [of.customer_id, of.provider_id];
    let here = relationships::are_here(tx, actor, &both)?;
    Ok(of.ended_at.is_some() || !here)
}

/// When either side is closed.
fn closures(tx: &mut Tx, actor: &Actor, of: &Relationship, from: Time) -> Result<Vec<Closure>> {
    let sides = relationships::both_sides(tx, actor, of)?;
    let mut all = Vec::new();
    for department in sides.and_above() {
        let found = occasions::closures(tx, actor, department, from)?;
        all.extend(found.into_iter().map(|(from, until, title)| Closure { from, until, title }));
    }
    Ok(all)
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
    let made = extend(act, &series, of, people)?;
    let Some(first) = made.first().copied() else {
        return Err(Error::invalid("rule", "problem-recurring-never"));
    };
    announce(act, "meeting.planned", first, ("", &format!("{}: {}", row.title, how.rule)))?;
    invitations::tell_series(act, id, "planned")?;
    Ok(first)
}

fn plan_of(series: &Series) -> Plan {
    Plan {
        rule: series.rule.clone(),
        starts_at: series.starts_at.parse().unwrap_or_default(),
        ends_on: series.until_on.parse().ok(),
        zone: TimeZone::get(&series.time_zone).unwrap_or(TimeZone::UTC),
    }
}

/// Writes the next dates of a series, up to those that should be there. Gives the new meetings,
/// without those that are left out.
fn extend(
    act: &mut Act<'_>,
    series: &Series,
    of: &Relationship,
    people: &[(PersonId, Role)],
) -> Result<Vec<i64>> {
    let there = meetings::list_by_series(act.tx, series.id)?;
    let is_ahead = |one: &&Meeting| one.starts_at > act.now && one.cancelled_at.is_none();
    let wanted = AHEAD.saturating_sub(there.iter().filter(is_ahead).count());
    let plan = plan_of(series);
    let after = series.planned_until.max(act.now.plus_seconds(-1));
    let dates = slots(&plan, after, wanted * 2 + AHEAD);
    let closed = closures(act.tx, act.actor, of, act.now)?;
    let row = NewRow {
        relationship: series.relationship_id,
        title: &series.title,
        minutes: series.minutes,
        time_zone: &series.time_zone,
        place: &series.place,
        link: &series.link,
        uid: &series.uid,
        by: series.created_by,
        now: act.now,
    };
    let mut made = Vec::new();
    let mut last = series.planned_until;
    for date in dates {
        if made.len() == wanted {
            break;
        }
        last = date;
        let slot = Slot { series: Some(series.id), at: Some(date), ..Slot::default() };
        let placed = place(date, series.minutes, &plan.zone, (series.skipping, &closed));
        let inserted = match &placed {
            Placed::At(at, why) => {
                let moved_why = why.as_deref().unwrap_or_default();
                meetings::insert(act.tx, &row, *at, Slot { moved_why, ..slot })?
            }
            Placed::LeftOut(why) => {
                meetings::insert(act.tx, &row, date, Slot { left_out: Some(why), ..slot })?
            }
        };
        let Some(id) = inserted else { continue };
        meetings::begin(act, id, people)?;
        if matches!(placed, Placed::At(..)) {
            made.push(id);
        }
    }
    meetings::advance(act.tx, series.id, series.planned_until, last)?;
    Ok(made)
}

/// Goes on with a series whose dates have become few; a job of Footbridge itself. Whoever moves the
/// series on writes the dates, however many servers there are. One whose sides are no more ends.
pub(super) fn go_on(act: &mut Act<'_>, id: i64) -> Result<()> {
    let Some(series) = meetings::find_series(act.tx, id)?.filter(|one| one.ended_at.is_none())
    else {
        return Ok(());
    };
    let of = relationships::find(act.tx, act.actor, series.relationship_id)?;
    if is_over(act.tx, act.actor, &of)? {
        return end_in(act, &series, "");
    }
    let there = meetings::list_by_series(act.tx, id)?;
    let people = match there.last() {
        Some(last) => {
            let all = attendees::list(act.tx, act.actor, last.id)?;
            all.iter().map(|one| (one.person_id, one.part)).collect()
        }
        None => Vec::new(),
    };
    let made = extend(act, &series, &of, &people)?;
    // what lies elsewhere than the rule says is told; the rest is in the invitation already
    for meeting in made {
        let (meeting, _) = meetings::see(act.tx, act.actor, meeting)?;
        if !meeting.moved_why.is_empty() {
            let why = meeting.moved_why.clone();
            let was = meeting.slot_at;
            invitations::tell(act, &meeting, &News { kind: "moved", why: &why, was })?;
        }
    }
    let rest = meetings::list_by_series(act.tx, id)?;
    let is_done = rest.iter().all(|one| one.starts_at <= act.now);
    if is_done { end_in(act, &series, "") } else { Ok(()) }
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

/// A series as somebody changes it: its rhythm stays. Another rhythm is another series.
#[derive(Clone, Debug, Default)]
pub struct SeriesChange {
    /// What it is called.
    pub title: String,
    /// Where.
    pub place: String,
    /// A room on the net.
    pub link: String,
    /// The last day; empty: until somebody ends it.
    pub until: String,
    /// What becomes of a date on which one side is closed.
    pub skipping: Option<Skipping>,
    /// Who is invited.
    pub named: Named,
}

/// Changes every date that is to come; [`Error::Conflict`] when somebody else did meanwhile.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    new: SeriesChange,
) -> Result<()> {
    app.act(actor, move |act| {
        let series = meetings::find_series(act.tx, id)?.ok_or(Error::NotFound)?;
        kept(act.tx, act.actor, series.relationship_id)?;
        let mut problems = Problems::default();
        let (title, place, link) =
            about(act.actor, &mut problems, (&new.title, &new.place, &new.link));
        let until = read_until(&mut problems, &new.until, None);
        let people = attendees::read(act.tx, act.actor, &mut problems, &new.named)?;
        problems.check()?;
        let skipping = new.skipping.unwrap_or(series.skipping);
        let until = until.map(|date| date.to_string()).unwrap_or_default();
        let about = (title.as_str(), place.as_str(), link.as_str());
        if !meetings::update_series(act.tx, (id, version), about, (skipping, &until))? {
            return Err(Error::Conflict);
        }
        let zone = TimeZone::get(&series.time_zone).unwrap_or(TimeZone::UTC);
        for one in meetings::list_by_series(act.tx, id)? {
            if one.starts_at <= act.now || one.cancelled_at.is_some() || one.held_at.is_some() {
                continue;
            }
            let on = zone.to_datetime(one.starts_at.timestamp()).date().to_string();
            if !until.is_empty() && on > until {
                meetings::update_cancelled(act.tx, one.id, act.actor.id, ("", act.now))?;
                continue;
            }
            meetings::update_about(act.tx, (one.id, one.version), about)?;
            attendees::set(act, one.id, &people)?;
        }
        act.record(&Event {
            kind: "meeting.series_changed",
            subject: format!("meeting_series {id}"),
            before: series.title,
            after: title.clone(),
            ..Event::default()
        })?;
        invitations::tell_series(act, id, "changed")
    })
    .await
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

fn end_in(act: &mut Act<'_>, series: &Series, why: &str) -> Result<()> {
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
