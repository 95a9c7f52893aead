//! Reading lists on behalf of somebody.

use super::{
    model::{Cursor, Filters, Whose},
    store::{self, Line},
};
use crate::{
    services,
    tickets::{self, Heading},
};
use base::{Actor, App, Error, Result, Right, Scope, ServiceId, TicketId, Tx};

/// A page of a list.
pub struct Listed {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page starts, if there is one.
    pub next: Option<Cursor>,
}

/// Refuses to list what the actor may not see; every list is made of parts that are checked here.
fn check(actor: &Actor, filters: &Filters) -> Result<()> {
    actor.may(Right::Report)?;
    let may = |whose: &Whose| match whose {
        Whose::Assignee(person) => actor.id == Some(*person) && actor.has(Right::Work),
        Whose::Requester(person) | Whose::Watcher(person) => actor.id == Some(*person),
        Whose::Teams(teams) | Whose::Referred(teams) => {
            teams.iter().all(|team| actor.teams().has(team))
        }
        Whose::Departments(some) => some.iter().all(|d| actor.departments().has(d)),
    };
    if filters.whose.iter().all(may) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Everything an actor may see, as parts of a list.
pub fn everything(actor: &Actor) -> Vec<Whose> {
    let mut whose = Vec::new();
    if let Scope::Only(teams) = actor.teams()
        && !teams.is_empty()
    {
        whose.extend([Whose::Teams(teams.clone()), Whose::Referred(teams)]);
    }
    if let Scope::Only(departments) = actor.departments()
        && !departments.is_empty()
    {
        whose.push(Whose::Departments(departments));
    }
    if let Some(me) = actor.id {
        whose.extend([Whose::Requester(me), Whose::Watcher(me)]);
    }
    whose
}

/// A page of tickets.
pub async fn list(app: &App, actor: &Actor, filters: Filters) -> Result<Listed> {
    check(actor, &filters)?;
    let filters = Filters { now: app.now(), ..filters };
    app.read(move |tx| page(tx, &filters)).await
}

/// The same as numbers only, and where the next page starts.
pub async fn list_ids(
    app: &App,
    actor: &Actor,
    filters: Filters,
) -> Result<(Vec<TicketId>, Option<i64>)> {
    check(actor, &filters)?;
    let filters = Filters { now: app.now(), ..filters };
    app.read(move |tx| {
        let mut ids = store::list_ids(tx, &filters)?;
        let has_more = cut(&mut ids, filters.limit);
        let next = ids.last().filter(|_| has_more).map(|id| id.0);
        Ok((ids, next))
    })
    .await
}

/// Shortens a list to what was asked; whether there was more.
pub(crate) fn cut<T>(rows: &mut Vec<T>, limit: i64) -> bool {
    let limit = usize::try_from(limit).unwrap_or(50);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    has_more
}

fn page(tx: &mut Tx, filters: &Filters) -> Result<Listed> {
    let mut lines = store::list(tx, filters)?;
    let has_more = cut(&mut lines, filters.limit);
    let next = lines.last().filter(|_| has_more);
    let next = next.map(|line| Cursor { priority: line.priority, id: line.id.0 });
    Ok(Listed { lines, next })
}

/// Everything the queue's page shows.
pub struct Opened {
    /// The lines.
    pub listed: Listed,
    /// How many there are in each list that was to be counted, counted no further than 100.
    pub counts: Vec<i64>,
    /// What the filters offer.
    pub services: Vec<(ServiceId, String)>,
    /// What the filters offer.
    pub teams: Vec<Heading>,
    /// What the filters offer.
    pub places: Vec<Heading>,
}

/// The queue in one reading: each further one would cost a page a change of threads.
pub async fn open(
    app: &App,
    actor: &Actor,
    mut filters: Filters,
    mut counted: Vec<Filters>,
) -> Result<Opened> {
    counted.iter_mut().chain([&mut filters]).for_each(|one| one.now = app.now());
    actor.may(Right::Work)?;
    check(actor, &filters)?;
    counted.iter().try_for_each(|filters| check(actor, filters))?;
    app.read(move |tx| {
        Ok(Opened {
            listed: page(tx, &filters)?,
            counts: counted
                .iter()
                .map(|filters| store::count(tx, filters, 100))
                .collect::<db::Result<_>>()?,
            services: services::list_names(tx)?,
            teams: tickets::list_teams(tx)?,
            places: tickets::list_locations(tx)?,
        })
    })
    .await
}
