//! Writing dates, and putting them elsewhere.

use super::{
    model::{Before, Stands, To, lay},
    store,
};
use crate::{
    attendees::{self, Role},
    invitations::{self, News},
    meetings::{
        self, AHEAD, Closure, Meeting, NewRow, Placed, Series, Skipping, Slot, announce, place,
        slots,
    },
    relationships::{self, Relationship},
};
use base::{Act, Actor, Error, PersonId, Result, Time, Tx, jiff_tz::TimeZone};
use desk::{occasions, recurring::Plan};

/// Whether the two sides of a relationship do not meet any more.
pub(crate) fn is_over(tx: &mut Tx, actor: &Actor, of: &Relationship) -> Result<bool> {
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

fn zone_of(series: &Series) -> TimeZone {
    TimeZone::get(&series.time_zone).unwrap_or(TimeZone::UTC)
}

fn plan_of(series: &Series) -> Plan {
    Plan {
        rule: series.rule.clone(),
        starts_at: series.starts_at.parse().unwrap_or_default(),
        ends_on: series.until_on.parse().ok(),
        zone: zone_of(series),
    }
}

fn row_of(series: &Series, now: Time) -> NewRow<'_> {
    NewRow {
        relationship: series.relationship_id,
        title: &series.title,
        minutes: series.minutes,
        time_zone: &series.time_zone,
        place: &series.place,
        link: &series.link,
        uid: &series.uid,
        by: series.created_by,
        now,
    }
}

/// Writes one date; none where it is there already.
fn write(
    act: &mut Act<'_>,
    series: &Series,
    (date, placed): (Time, &Placed),
    people: &[(PersonId, Role)],
) -> Result<Option<i64>> {
    let row = row_of(series, act.now);
    let slot = Slot { series: Some(series.id), at: Some(date), ..Slot::default() };
    let inserted = match placed {
        Placed::At(at, why) => {
            let moved_why = why.as_deref().unwrap_or_default();
            meetings::insert(act.tx, &row, *at, Slot { moved_why, ..slot })?
        }
        Placed::LeftOut(why) => {
            meetings::insert(act.tx, &row, date, Slot { left_out: Some(why), ..slot })?
        }
    };
    if let Some(id) = inserted {
        meetings::begin(act, id, people)?;
    }
    Ok(inserted)
}

/// Writes the first dates of a new series. Gives the first meeting; none: it never comes.
pub(crate) fn begin(
    act: &mut Act<'_>,
    series: &Series,
    of: &Relationship,
    people: &[(PersonId, Role)],
) -> Result<Option<i64>> {
    Ok(extend(act, series, of, people)?.first().copied())
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
    let mut made = Vec::new();
    let mut last = series.planned_until;
    for date in dates {
        if made.len() == wanted {
            break;
        }
        last = date;
        let placed = place(date, series.minutes, &plan.zone, (series.skipping, &closed));
        let inserted = write(act, series, (date, &placed), people)?;
        made.extend(inserted.filter(|_| matches!(placed, Placed::At(..))));
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
        return crate::series::end_in(act, &series, "");
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
    if is_done { crate::series::end_in(act, &series, "") } else { Ok(()) }
}

/// How a date that is to come stands; none: it is not one of the rhythm's, or was held.
fn stands(one: &Meeting, now: Time) -> Option<Stands> {
    if one.held_at.is_some() || one.slot_at.is_none_or(|slot| slot <= now) {
        return None;
    }
    Some(match () {
        () if one.cancelled_at.is_some() && one.cancelled_by.is_none() => Stands::LeftOut,
        () if one.cancelled_at.is_some() => Stands::Cancelled,
        () if one.starts_at <= now => Stands::Been,
        () if one.moved_at.is_some() => Stands::Moved,
        () => Stands::Ruled,
    })
}

/// Lays every date to come anew, after the rhythm, the last day or the way round closed days has
/// changed. Meetings keep their order, their agenda and their notes; what was held stays as it was.
pub(crate) fn lay_anew(
    act: &mut Act<'_>,
    (id, of): (i64, &Relationship),
    people: &[(PersonId, Role)],
) -> Result<()> {
    let series = meetings::find_series(act.tx, id)?.ok_or(Error::NotFound)?;
    let (plan, now) = (plan_of(&series), act.now);
    let there = meetings::list_by_series(act.tx, id)?;
    let before: Vec<_> = there.iter().filter_map(|one| Some((one, stands(one, now)?))).collect();
    let is_further = |one: &&Meeting| {
        one.starts_at > now && one.cancelled_at.is_none() && stands(one, now).is_none()
    };
    let wanted = AHEAD.saturating_sub(there.iter().filter(is_further).count());
    let on = |at: Time| plan.zone.to_datetime(at.timestamp()).date();
    let rows: Vec<_> = before
        .iter()
        .map(|(one, stands)| Before {
            id: one.id,
            on: on(one.slot_at.unwrap_or(one.starts_at)),
            stands: *stands,
        })
        .collect();
    let dates = slots(&plan, now, AHEAD * 3 + rows.len());
    if dates.is_empty() && series.until_on.is_empty() {
        return Err(Error::invalid("rule", "problem-recurring-never"));
    }
    let dates: Vec<_> = dates.into_iter().map(|at| (at, on(at))).collect();
    let closed = closures(act.tx, act.actor, of, now)?;
    let put = |at| place(at, series.minutes, &plan.zone, (series.skipping, &closed));
    let (laid, over) = lay(&rows, &dates, wanted, put);
    for row in &rows {
        store::clear_slot(act.tx, row.id)?;
    }
    let mut last = now;
    for one in laid {
        last = one.slot;
        let known = one.row.and_then(|id| there.iter().find(|it| it.id == id));
        match (known, one.to) {
            (Some(row), To::Stays) => store::update_slot(act.tx, row.id, one.slot)?,
            (Some(row), To::Put(placed)) => move_to(act, &series, row, (one.slot, &placed))?,
            (None, To::Put(placed)) => {
                write(act, &series, (one.slot, &placed), people)?;
            }
            (None, To::Stays) => {}
        }
    }
    for id in over {
        meetings::update_cancelled(act.tx, id, act.actor.id, ("", now))?;
    }
    Ok(store::update_planned(act.tx, id, last)?)
}

/// Puts a meeting on a date of its series; what people answered counts only for the time it was.
fn move_to(
    act: &mut Act<'_>,
    series: &Series,
    row: &Meeting,
    (slot, placed): (Time, &Placed),
) -> Result<()> {
    match placed {
        Placed::LeftOut(why) => {
            store::update_left_out(act.tx, (row.id, Some(slot)), (why, act.now))?;
        }
        Placed::At(at, why) => {
            let why = why.as_deref().unwrap_or_default();
            let time = (*at, series.minutes, series.time_zone.as_str());
            store::update_put(act.tx, (row.id, Some(slot)), time, why)?;
            if *at != row.starts_at {
                store::clear_answers(act.tx, row.id)?;
            }
        }
    }
    Ok(())
}

/// Puts the dates to come of one series where its rule has them, round the closed days as they are
/// now, and tells whoever is invited. What somebody moved or cancelled stays as they left it.
pub(super) fn settle(act: &mut Act<'_>, id: i64) -> Result<()> {
    let Some(series) = meetings::find_series(act.tx, id)?.filter(|one| one.ended_at.is_none())
    else {
        return Ok(());
    };
    if series.skipping == Skipping::Keep {
        return Ok(());
    }
    let of = relationships::find(act.tx, act.actor, series.relationship_id)?;
    let closed = closures(act.tx, act.actor, &of, act.now)?;
    let zone = zone_of(&series);
    for row in meetings::list_by_series(act.tx, id)? {
        let Some(slot) = row.slot_at else { continue };
        let is_out = match stands(&row, act.now) {
            Some(Stands::Ruled) => false,
            Some(Stands::LeftOut) => true,
            _ => continue,
        };
        let placed = place(slot, row.minutes, &zone, (series.skipping, &closed));
        let is_so = match &placed {
            Placed::At(at, _) => !is_out && *at == row.starts_at,
            Placed::LeftOut(_) => is_out,
        };
        if is_so || matches!(&placed, Placed::At(at, _) if *at <= act.now) {
            continue;
        }
        settle_one(act, &series, &row, (slot, &placed), is_out)?;
    }
    Ok(())
}

fn settle_one(
    act: &mut Act<'_>,
    series: &Series,
    row: &Meeting,
    (slot, placed): (Time, &Placed),
    was_out: bool,
) -> Result<()> {
    move_to(act, series, row, (slot, placed))?;
    let (now, _) = meetings::see(act.tx, act.actor, row.id)?;
    let was = row.starts_at.to_string();
    match placed {
        Placed::LeftOut(why) => {
            announce(act, "meeting.left_out", row.id, (&was, why))?;
            invitations::tell(act, &now, &News { kind: "cancelled", why, was: None })
        }
        Placed::At(at, why) => {
            announce(act, "meeting.moved", row.id, (&was, &at.to_string()))?;
            let why = why.as_deref().unwrap_or_default();
            let kind = if was_out { "back" } else { "moved" };
            let was = Some(row.starts_at);
            invitations::tell(act, &now, &News { kind, why, was })
        }
    }
}

/// Takes what people answered back, where a single meeting has moved.
pub(crate) fn take_out(act: &mut Act<'_>, meeting: i64) -> Result<()> {
    Ok(store::clear_answers(act.tx, meeting)?)
}
