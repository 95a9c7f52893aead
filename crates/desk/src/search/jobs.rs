//! Search forgets the name of somebody who is gone.

use super::store;
use crate::tickets::reindex;
use base::{Act, Actor, App, Error, Event, PersonId, Result};

/// The kind of job that indexes a person's tickets anew.
pub const REINDEX_PERSON: &str = "reindex_person";

/// Tickets in one transaction: others write in between.
const SOME: usize = 100;

/// Whoever lost their name, or took over another account, is found by what they are called now.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
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
