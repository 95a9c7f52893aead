//! Search forgets the name of somebody who is gone, and learns whose tickets are now.

use super::store;
use crate::tickets::reindex;
use base::{Act, Actor, App, DepartmentId, Error, Event, PersonId, Result};

/// The kind of job that indexes a person's tickets anew.
pub const REINDEX_PERSON: &str = "reindex_person";

/// The kind of job that indexes a department's tickets anew.
pub const REINDEX_DEPARTMENT: &str = "reindex_department";

/// Tickets in one transaction: others write in between.
const SOME: usize = 100;

/// Whoever lost their name, or took over another account, is found by what they are called now.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    if event.kind == "department.merged" {
        // whoever may find its tickets is whoever may find those of the department they are of now
        let id = event.after.strip_prefix("department ").and_then(|id| id.parse::<i64>().ok());
        return Ok(::jobs::enqueue(act.tx, act.now, REINDEX_DEPARTMENT, &id)?);
    }
    if !["person.anonymised", "person.took_over"].contains(&event.kind) {
        return Ok(());
    }
    let id = event.subject.strip_prefix("person ").and_then(|id| id.parse::<i64>().ok());
    Ok(::jobs::enqueue(act.tx, act.now, REINDEX_PERSON, &id)?)
}

/// Indexes the tickets that name a person anew.
pub async fn reindex_person(app: App, payload: String) -> Result<()> {
    let id: Option<i64> = serde_json::from_str(&payload)
        .map_err(|e| Error::Internal(format!("this names no person: {e}")))?;
    let Some(id) = id.map(PersonId) else { return Ok(()) };
    let tickets = app.read(move |tx| Ok(store::list_naming(tx, id)?)).await?;
    for some in tickets.chunks(SOME) {
        let some = some.to_vec();
        let index = move |act: &mut Act<'_>| {
            some.iter().for_each(|(ticket,)| reindex(act.tx, *ticket));
            Ok(())
        };
        app.act(&Actor::system(), index).await?;
    }
    Ok(())
}

/// Indexes the tickets of a department anew, some at a time.
pub async fn reindex_department(app: App, payload: String) -> Result<()> {
    let id: Option<i64> = serde_json::from_str(&payload)
        .map_err(|e| Error::Internal(format!("this names no department: {e}")))?;
    let Some(id) = id.map(DepartmentId) else { return Ok(()) };
    let mut last = 0;
    loop {
        let most = i64::try_from(SOME).unwrap_or(100);
        let some = app.read(move |tx| Ok(store::list_of_department(tx, id, last, most)?)).await?;
        let Some((newest,)) = some.last() else { return Ok(()) };
        last = newest.0;
        let index = move |act: &mut Act<'_>| {
            some.iter().for_each(|(ticket,)| reindex(act.tx, *ticket));
            Ok(())
        };
        app.act(&Actor::system(), index).await?;
    }
}
