//! What becomes of relationships when departments become one.

use super::{model::Relationship, store};
use crate::health;
use base::{Act, DepartmentId, Error, Event, Result};
use db::pointing;

fn department(text: &str) -> Option<DepartmentId> {
    text.strip_prefix("department ").and_then(|id| id.parse().ok()).map(DepartmentId)
}

/// Reacts to departments that become one, before anything has moved.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    if event.kind != "department.merged" {
        return Ok(());
    }
    let pair = department(&event.subject).zip(department(&event.after));
    let Some((from, into)) = pair else { return Ok(()) };
    for of in store::list_of(act.tx, from)? {
        follow(act, &of, from, into)?;
    }
    for of in store::list_of(act.tx, into)? {
        health::forget(act.tx, of.id)?;
    }
    Ok(())
}

/// What the old department had with another the new one has now. Where it had something with the
/// same one already, the two become one.
fn follow(
    act: &mut Act<'_>,
    of: &Relationship,
    from: DepartmentId,
    into: DepartmentId,
) -> Result<()> {
    let other = if of.customer_id == from { of.provider_id } else { of.customer_id };
    if other == into {
        // a department is not its own provider; what they had is history
        return match of.ended_at {
            Some(_) => Ok(()),
            None => Err(Error::invalid("into", "problem-merger-both-sides")),
        };
    }
    let pair = if of.customer_id == from { (into, other) } else { (other, into) };
    let Some((same, ended_at)) = store::find_pair(act.tx, pair.0, pair.1)? else {
        return Ok(store::update_pair(act.tx, of.id, pair)?);
    };
    pointing::repoint_free(act.tx, "relationship", (of.id, same), &["relationship_month"])?;
    store::insert_merge(act.tx, of.id, same, act.now)?;
    store::update_ended(act.tx, of.id, act.actor.id, act.now)?;
    if ended_at.is_some() && of.ended_at.is_none() {
        store::update_begun_again(act.tx, same, &of.purpose)?;
    }
    act.record(&Event {
        kind: "relationship.merged",
        subject: format!("relationship {}", of.id),
        after: format!("relationship {same}"),
        ..Event::default()
    })
}
