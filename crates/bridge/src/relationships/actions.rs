//! Finding, beginning and ending relationships.

use super::{
    model::{BothSides, Relationship, Side, Sides, Standing, above, standing},
    store,
};
use base::{Actor, App, DepartmentId, Error, Event, PersonId, Problems, Result, Right, Scope, Tx};
use people::{administration::changed_meanwhile, departments::Named};

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

/// Which departments are on which side of a relationship the actor has to do with.
pub fn both_sides(tx: &mut Tx, _actor: &Actor, of: &Relationship) -> Result<BothSides> {
    let parents = store::list_parents(tx)?;
    Ok(BothSides::new(parents, (of.customer_id, of.provider_id)))
}

/// A relationship by its row, for what has found by itself that the actor may see something of it:
/// whoever is invited to a meeting need not work on either side.
pub(crate) fn find(tx: &mut Tx, _actor: &Actor, id: i64) -> Result<Relationship> {
    store::find(tx, id)?.ok_or(Error::NotFound)
}

/// Whoever looks after one side of a relationship: liaisons and managers of its department, or of the
/// nearest above it that has any, without those of the other side.
pub(crate) fn keepers(tx: &mut Tx, _actor: &Actor, id: i64, side: Side) -> Result<Vec<PersonId>> {
    let of = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let (own, other) = match side {
        Side::Provider => (of.provider_id, of.customer_id),
        Side::Customer | Side::Both => (of.customer_id, of.provider_id),
    };
    for department in above(&store::list_parents(tx)?, own) {
        if department == other {
            break;
        }
        let found = store::list_keepers(tx, department)?;
        if !found.is_empty() {
            return Ok(found.into_iter().map(|(person,)| person).collect());
        }
    }
    Ok(Vec::new())
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

/// Whether somebody may begin a relationship at all; of which departments is asked then.
pub fn may_begin(actor: &Actor) -> bool {
    actor.has(Right::LookAfter) || actor.has(Right::ManageOrganisation)
}

/// The relationship that this one became part of, for whoever has a part in that.
pub async fn successor(app: &App, actor: &Actor, id: i64) -> Result<Option<i64>> {
    let actor = actor.clone();
    app.read(move |tx| {
        let Some((next,)) = store::find_successor(tx, id)? else { return Ok(None) };
        see(tx, &actor, next)?;
        Ok(Some(next))
    })
    .await
}

/// One of them, for whoever looks after it or after the organisation.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Relationship> {
    let actor = actor.clone();
    app.read(move |tx| may_change(tx, &actor, id)).await
}

fn may_change(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Relationship> {
    if actor.has(Right::ManageOrganisation) {
        return store::find(tx, id)?.ok_or(Error::NotFound);
    }
    see_kept(tx, actor, id)
}

/// Says anew what the two want of each other, as read at `version`.
pub async fn update(app: &App, actor: &Actor, id: i64, version: i64, purpose: &str) -> Result<()> {
    let mut problems = Problems::default();
    let purpose = problems.optional_text("purpose", purpose, 500);
    problems.check()?;
    app.act(actor, move |act| {
        let old = may_change(act.tx, act.actor, id)?;
        if old.purpose == purpose {
            return Ok(());
        }
        if !store::update_purpose(act.tx, id, version, &purpose)? {
            let typed = vec![("purpose", purpose.clone())];
            let now = vec![("purpose", old.purpose.clone())];
            return Err(changed_meanwhile(old.version, &typed, &now, &now));
        }
        act.record(&Event {
            kind: "relationship.changed",
            subject: format!("relationship {id}"),
            before: old.purpose,
            after: purpose,
            ..Event::default()
        })
    })
    .await
}

/// The departments to choose from: all, and those that give help.
pub async fn choices(app: &App, actor: &Actor) -> Result<(Vec<Named>, Vec<Named>)> {
    if !may_begin(actor) {
        return Err(Error::Forbidden);
    }
    app.read(|tx| {
        let all = store::list_departments(tx)?;
        let named = |(id, name, _): &(i64, String, bool)| Named { id: *id, name: name.clone() };
        let helping = all.iter().filter(|(.., is_provider)| *is_provider).map(named).collect();
        Ok((all.iter().map(named).collect(), helping))
    })
    .await
}

/// Ends it: what was done stays, nothing new begins.
pub async fn end(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        may_change(act.tx, act.actor, id)?;
        if !store::update_ended(act.tx, id, act.actor.id, act.now)? {
            // sent twice it is ended once
            return Ok(());
        }
        let subject = format!("relationship {id}");
        act.record(&Event { kind: "relationship.ended", subject, ..Event::default() })
    })
    .await
}

/// Whether all of these departments are in use.
pub(crate) fn are_here(tx: &mut Tx, _actor: &Actor, all: &[DepartmentId]) -> Result<bool> {
    for id in all {
        if !store::find_department(tx, *id)?.is_some_and(|(is_active, _)| is_active) {
            return Ok(false);
        }
    }
    Ok(true)
}
