//! Keeping a year.

use super::{
    model::{Coming, Days, Period, check_days},
    store::{self, NewRow},
};
use crate::directory::{Owner, organisation};
use base::{
    Act, Actor, App, DepartmentId, Error, Event, Problems, Result, Right, Tx, jiff_tz::TimeZone,
};

/// A period as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewPeriod {
    /// 1 to 120 characters.
    pub name: String,
    /// What it means for the other side: at most 300 characters.
    pub means: String,
    /// The first day.
    pub starts_on: String,
    /// The last day; empty: the same.
    pub ends_on: String,
    /// Whether it comes every year.
    pub is_yearly: bool,
}

/// A period that was checked.
struct Checked {
    name: String,
    means: String,
    starts_on: String,
    ends_on: String,
    is_yearly: bool,
}

impl NewPeriod {
    fn check(&self) -> Result<Checked> {
        let mut problems = Problems::default();
        let name = problems.line("name", &self.name, 120);
        let means = problems.optional_line("means", &self.means, 300);
        let typed = Days { first: self.starts_on.clone(), last: self.ends_on.clone() };
        let days = check_days(&mut problems, &typed);
        problems.check()?;
        let (first, last) = days.ok_or(Error::Conflict)?;
        let (starts_on, ends_on) = (first.to_string(), last.to_string());
        Ok(Checked { name, means, starts_on, ends_on, is_yearly: self.is_yearly })
    }
}

impl Checked {
    fn row(&self) -> NewRow<'_> {
        NewRow {
            name: &self.name,
            means: &self.means,
            starts_on: &self.starts_on,
            ends_on: &self.ends_on,
            is_yearly: self.is_yearly,
        }
    }
}

/// Every period of a department or a team, also those that are over.
pub fn list(tx: &mut Tx, actor: &Actor, owner: Owner) -> Result<Vec<Period>> {
    actor.may(Right::SeeDirectory)?;
    let (department, team) = owner.ids();
    Ok(store::list(tx, department, team)?)
}

/// What is on or to come, the next first; of a department also what was noted as an occasion.
pub fn list_coming(tx: &mut Tx, app: &App, actor: &Actor, owner: Owner) -> Result<Vec<Coming>> {
    let zone = app.config.time_zone();
    let today = zone.to_datetime(app.now().timestamp()).date();
    let all = list(tx, actor, owner)?;
    let mut coming: Vec<Coming> = all.iter().filter_map(|one| one.coming(today)).collect();
    if let Owner::Department(id) = owner {
        coming.extend(occasions(tx, app, &zone, id)?);
    }
    coming.sort_by(|a, b| (a.from, &a.name).cmp(&(b.from, &b.name)));
    Ok(coming)
}

fn occasions(tx: &mut Tx, app: &App, zone: &TimeZone, id: DepartmentId) -> Result<Vec<Coming>> {
    let all = store::list_occasions(tx, id, app.now())?;
    let coming = all.into_iter().map(|(name, means, from, until)| Coming {
        id: None,
        name,
        means,
        from: zone.to_datetime(from.timestamp()).date(),
        // what ends at midnight is over on the day before
        until: zone.to_datetime(until.plus_seconds(-1).timestamp()).date(),
        is_yearly: false,
    });
    Ok(coming.collect())
}

fn may_keep(act: &mut Act<'_>, owner: Owner) -> Result<()> {
    let organisation = organisation(act.tx, act.actor)?;
    let is_there = match owner {
        Owner::Department(id) => organisation.department(id).is_some(),
        Owner::Team(id) => organisation.team(id).is_some(),
    };
    match is_there {
        false => Err(Error::NotFound),
        true if organisation.may_edit(act.actor, owner) => Ok(()),
        true => Err(Error::Forbidden),
    }
}

/// The period, which must be this owner's.
fn kept(act: &mut Act<'_>, owner: Owner, id: i64) -> Result<Period> {
    may_keep(act, owner)?;
    let found = store::find(act.tx, id)?.filter(|one| one.owner() == Some(owner));
    found.ok_or(Error::NotFound)
}

fn record(
    act: &mut Act<'_>,
    kind: &'static str,
    owner: Owner,
    (was, is): (&str, &str),
) -> Result<()> {
    let (before, after) = (was.to_owned(), is.to_owned());
    act.record(&Event { kind, subject: owner.subject(), before, after, ..Event::default() })
}

/// Adds a period. The same one twice is one.
pub async fn add(app: &App, actor: &Actor, owner: Owner, new: NewPeriod) -> Result<i64> {
    actor.may(Right::SeeDirectory)?;
    let new = new.check();
    app.act(actor, move |act| {
        may_keep(act, owner)?;
        let new = new?;
        let ids = owner.ids();
        let is_same = |one: &&Period| {
            one.name == new.name && one.starts_on == new.starts_on && one.ends_on == new.ends_on
        };
        if let Some(known) = store::list(act.tx, ids.0, ids.1)?.iter().find(is_same) {
            return Ok(known.id);
        }
        let id = store::insert(act.tx, ids, &new.row(), act.actor.id, act.now)?;
        record(act, "period.added", owner, ("", &new.name))?;
        Ok(id)
    })
    .await
}

/// Changes a period that was read at `version`.
pub async fn change(
    app: &App,
    actor: &Actor,
    owner: Owner,
    (id, version): (i64, i64),
    new: NewPeriod,
) -> Result<()> {
    actor.may(Right::SeeDirectory)?;
    let new = new.check();
    app.act(actor, move |act| {
        let old = kept(act, owner, id)?;
        let new = new?;
        if !store::update(act.tx, id, version, &new.row())? {
            return Err(Error::Conflict);
        }
        let was = format!("{}, {} to {}", old.name, old.starts_on, old.ends_on);
        let is = format!("{}, {} to {}", new.name, new.starts_on, new.ends_on);
        record(act, "period.changed", owner, (&was, &is))
    })
    .await
}

/// Takes a period away.
pub async fn remove(app: &App, actor: &Actor, owner: Owner, id: i64) -> Result<()> {
    actor.may(Right::SeeDirectory)?;
    app.act(actor, move |act| {
        let old = kept(act, owner, id)?;
        store::update_removed(act.tx, id, act.actor.id, act.now)?;
        record(act, "period.removed", owner, (&old.name, ""))
    })
    .await
}
