//! Finding, beginning and ending relationships.

use super::{
    model::{Relationship, Sides, Standing, standing},
    store,
};
use base::{Actor, App, DepartmentId, Error, Event, Problems, Result, Right, Scope, Tx};

/// Departments of the teams somebody works in.
fn team_departments(tx: &mut Tx, actor: &Actor) -> Result<Vec<DepartmentId>> {
    let teams = match actor.teams() {
        Scope::Only(teams) if !teams.is_empty() => teams,
        _ => return Ok(Vec::new()),
    };
    let all = store::list_teams(tx)?;
    Ok(all.into_iter().filter(|(team, _)| teams.contains(team)).map(|(_, of)| of).collect())
}

/// What tells who stands on which side.
pub(crate) fn load_sides(tx: &mut Tx) -> Result<Sides> {
    let pairs = store::list(tx)?.into_iter().map(|one| (one.customer_id, one.provider_id));
    let pairs = pairs.collect();
    Ok(Sides { parents: store::list_parents(tx)?, teams: store::list_teams(tx)?, pairs })
}

/// A relationship, and where the actor stands in it. Whoever has no part in it is told that there
/// is none.
pub fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Relationship, Standing)> {
    actor.may(Right::Report)?;
    let found = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let (parents, teams) = (store::list_parents(tx)?, team_departments(tx, actor)?);
    let pair = (found.customer_id, found.provider_id);
    let standing = standing(&parents, actor, &teams, pair).ok_or(Error::NotFound)?;
    Ok((found, standing))
}

/// The same for whoever looks after it; the others are refused.
pub fn see_kept(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Relationship> {
    let (found, standing) = see(tx, actor, id)?;
    if standing.is_keeper { Ok(found) } else { Err(Error::Forbidden) }
}

/// Every relationship that lasts and that the actor has a part in, by name.
pub fn list_mine(tx: &mut Tx, actor: &Actor) -> Result<Vec<(Relationship, Standing)>> {
    actor.may(Right::Report)?;
    let (parents, teams) = (store::list_parents(tx)?, team_departments(tx, actor)?);
    let mine = store::list(tx)?.into_iter().filter_map(|one| {
        let standing = standing(&parents, actor, &teams, (one.customer_id, one.provider_id))?;
        Some((one, standing))
    });
    Ok(mine.collect())
}

/// Between whom, and what for.
#[derive(Clone, Debug)]
pub struct NewRelationship {
    /// The department that is helped.
    pub customer: Option<DepartmentId>,
    /// The department that helps: one that gives help to others.
    pub provider: Option<DepartmentId>,
    /// What the two want of each other: at most 500 characters.
    pub purpose: String,
}

/// Begins a relationship, or takes up an ended one: whoever would look after it, or whoever looks
/// after the organisation.
pub async fn create(app: &App, actor: &Actor, new: NewRelationship) -> Result<i64> {
    if !actor.has(Right::LookAfter) {
        actor.may(Right::ManageOrganisation)?;
    }
    let mut problems = Problems::default();
    let purpose = problems.optional_text("purpose", &new.purpose, 500);
    for (field, given) in [("customer", new.customer), ("provider", new.provider)] {
        if given.is_none() {
            problems.add(field, "problem-choose");
        }
    }
    problems.check()?;
    let (Some(customer), Some(provider)) = (new.customer, new.provider) else {
        return Err(Error::Conflict);
    };
    app.act(actor, move |act| {
        let mut problems = Problems::default();
        match store::find_department(act.tx, customer)? {
            Some((true, _)) => {}
            _ => problems.add("customer", "problem-choose"),
        }
        match store::find_department(act.tx, provider)? {
            Some((true, true)) => {}
            _ => problems.add("provider", "problem-choose"),
        }
        if customer == provider {
            problems.add("provider", "problem-same-department");
        }
        problems.check()?;
        let (parents, teams) = (store::list_parents(act.tx)?, team_departments(act.tx, act.actor)?);
        let found = standing(&parents, act.actor, &teams, (customer, provider));
        if !found.is_some_and(|one| one.is_keeper) {
            act.actor.may(Right::ManageOrganisation)?;
        }
        let id = match store::find_pair(act.tx, customer, provider)? {
            Some((_, None)) => {
                let mut problems = Problems::default();
                problems.add("provider", "problem-relationship-there");
                return Err(Error::Invalid(problems));
            }
            Some((id, Some(_))) => {
                store::update_begun_again(act.tx, id, &purpose)?;
                id
            }
            None => {
                let by = act.actor.id;
                store::insert(act.tx, (customer, provider), &purpose, by, act.now)?
            }
        };
        act.record(&Event {
            kind: "relationship.begun",
            subject: format!("relationship {id}"),
            ..Event::default()
        })?;
        Ok(id)
    })
    .await
}

/// Ends it: what was done stays, nothing new begins.
pub async fn end(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        if !act.actor.has(Right::ManageOrganisation) {
            see_kept(act.tx, act.actor, id)?;
        }
        if !store::update_ended(act.tx, id, act.actor.id, act.now)? {
            return Err(Error::Conflict);
        }
        let subject = format!("relationship {id}");
        act.record(&Event { kind: "relationship.ended", subject, ..Event::default() })
    })
    .await
}
