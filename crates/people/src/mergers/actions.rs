//! Making two departments one.

use super::store;
use crate::departments::{self, Department, is_circle};
use base::{Actor, App, DepartmentId, Error, Event, Problems, Result, Right};

/// A department, what it became part of, and what would move: people, places, teams.
pub(super) struct Before {
    pub department: Department,
    pub successor: Option<(DepartmentId, String)>,
    pub moves: (i64, i64, i64),
    pub others: Vec<Department>,
}

/// What there is to know before two departments become one.
pub(super) async fn look(app: &App, actor: &Actor, id: DepartmentId) -> Result<Before> {
    actor.may(Right::ManageOrganisation)?;
    let department = departments::get(app, actor, id).await?;
    let mut others = departments::list_all(app, actor).await?;
    others.retain(|one| one.is_active && one.id != id);
    app.read(move |tx| {
        let (successor, moves) = (store::find(tx, id)?, store::count(tx, id)?);
        Ok(Before { department, successor, moves, others })
    })
    .await
}

/// Makes a department part of another: its people, places, teams, roles, requests and what it has
/// with others move in one act, which cannot be undone. Whatever listens may refuse it. Sent twice
/// it is done once.
pub async fn merge(
    app: &App,
    actor: &Actor,
    from: DepartmentId,
    into: Option<DepartmentId>,
) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let into = into.ok_or_else(|| Error::invalid("into", "problem-choose"))?;
    app.act(actor, move |act| {
        let all = departments::list_in(act.tx)?;
        let old = all.iter().find(|one| one.id == from).ok_or(Error::NotFound)?;
        if let Some((successor, _)) = store::find(act.tx, from)? {
            return if successor == into {
                Ok(())
            } else {
                Err(Error::invalid("into", "problem-merger-already"))
            };
        }
        let target = all.iter().find(|one| one.id == into && one.is_active);
        let Some(target) = target else { return Err(Error::invalid("into", "problem-choose")) };
        let parents: Vec<(i64, i64)> =
            all.iter().filter_map(|one| Some((one.id.0, one.parent_id?.0))).collect();
        if from == into {
            return Err(Error::invalid("into", "problem-merger-itself"));
        }
        if is_circle(&parents, from.0, into.0) {
            let mut problems = Problems::default();
            let args = vec![("name", target.name.clone())];
            problems.add_with("into", "problem-merger-inside", args);
            return Err(Error::Invalid(problems));
        }
        // those who listen see everything as it was, and may refuse
        act.record(&Event {
            kind: "department.merged",
            subject: format!("department {from}"),
            before: old.name.clone(),
            after: format!("department {into}"),
            ..Event::default()
        })?;
        store::delete_double_grants(act.tx, from, into)?;
        store::move_all(act.tx, from, into)?;
        store::update_both(act.tx, from, into)?;
        Ok(store::insert(act.tx, from, into, act.actor.id, act.now)?)
    })
    .await
}
