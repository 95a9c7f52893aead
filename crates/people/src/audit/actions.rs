//! Reading the audit trail.

use super::{
    model::{Deed, Wanted},
    store,
};
use crate::tables::Writer;
use base::{Actor, App, Error, Event, Result, Right, Time};

/// Up to `most` events, the newest first. What only agents may read is taken out.
pub async fn list(app: &App, actor: &Actor, wanted: Wanted, most: i64) -> Result<Vec<Deed>> {
    actor.may(Right::SeeAudit)?;
    app.read(move |tx| {
        let email = wanted.email.trim().to_lowercase();
        let person = match email.as_str() {
            "" => None,
            email => match store::find_person(tx, email)? {
                Some((person,)) => Some(person),
                None => return Err(Error::invalid("who", "problem-nobody")),
            },
        };
        let from = wanted.from.unwrap_or(Time::from_micros(i64::MIN));
        let to = wanted.to.unwrap_or(Time::from_micros(i64::MAX));
        let before = if wanted.before > 0 { wanted.before } else { i64::MAX };
        let about = (wanted.kind.as_str(), wanted.subject.trim());
        let found = store::list_between(tx, person, about, (from, to), (before, most))?;
        Ok(found.into_iter().map(Deed::without_inner_words).collect())
    })
    .await
}

/// How many events one file holds at most.
pub const MOST_EXPORTED: usize = 50_000;

/// The events as a table, the newest first, at most [`MOST_EXPORTED`]; and the id of the last one
/// where there are more. Taking them along is itself written down.
pub async fn export(app: &App, actor: &Actor, mut wanted: Wanted) -> Result<(String, Option<i64>)> {
    let mut table = Writer::new(&COLUMNS);
    let mut rows = 0;
    let mut last = None;
    while rows < MOST_EXPORTED {
        let some = list(app, actor, wanted.clone(), 1000).await?;
        let Some(end) = some.last() else { break };
        wanted.before = end.id;
        rows += some.len();
        last = (rows >= MOST_EXPORTED).then_some(end.id);
        some.iter().for_each(|deed| table.row(&deed.cells()));
    }
    let after = format!("{rows}");
    let taken =
        Event { kind: "audit.exported", subject: "audit".into(), after, ..Event::default() };
    app.act(actor, move |act| act.record(&taken)).await?;
    Ok((table.finish(), last))
}

const COLUMNS: [&str; 9] =
    ["id", "at", "actor_id", "actor", "kind", "subject", "before", "after", "request"];

/// The kinds of events there are.
pub async fn kinds(app: &App, actor: &Actor) -> Result<Vec<String>> {
    actor.may(Right::SeeAudit)?;
    app.read(|tx| Ok(store::list_kinds(tx)?.into_iter().map(|(kind,)| kind).collect())).await
}

/// How many deeds before a time there still are, tickets' left out, up to `most`.
pub async fn count_old(app: &App, actor: &Actor, before: Time, most: i64) -> Result<i64> {
    actor.may(Right::SeeAudit)?;
    app.read(move |tx| Ok(store::list_old(tx, before, most)?.len() as i64)).await
}

/// Removes a few of them; how many.
// tidy: allow actor because only the daily rule can reach it
pub async fn forget_old(app: &App, before: Time, most: i64) -> Result<i64> {
    app.act(&Actor::system(), move |act| {
        let old = store::list_old(act.tx, before, most)?;
        old.iter().try_for_each(|(id,)| store::delete(act.tx, *id))?;
        Ok(old.len() as i64)
    })
    .await
}
