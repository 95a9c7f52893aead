//! Reading lists on behalf of somebody.

use super::{
    model::{Cursor, Filters, Whose},
    store::{self, Line},
};
use base::{Actor, App, Error, Result, Right, Scope};

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
        Whose::Teams(teams) => teams.iter().all(|team| actor.teams().has(team)),
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
        whose.push(Whose::Teams(teams));
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
    let limit = usize::try_from(filters.limit).unwrap_or(50);
    let mut lines = app.read(move |tx| Ok(store::list(tx, &filters)?)).await?;
    let has_more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| has_more);
    let next = next.map(|line| Cursor { priority: line.priority, id: line.id.0 });
    Ok(Listed { lines, next })
}

/// How many there are, counted no further than 100.
pub async fn count(app: &App, actor: &Actor, all: Vec<Filters>) -> Result<Vec<i64>> {
    all.iter().try_for_each(|filters| check(actor, filters))?;
    app.read(move |tx| all.iter().map(|filters| Ok(store::count(tx, filters, 100)?)).collect())
        .await
}
