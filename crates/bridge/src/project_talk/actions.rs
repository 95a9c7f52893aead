//! Saying something in a project.

use super::{model::ProjectMessage, store};
use crate::projects;
use base::{Actor, App, Event, Problems, Result, Right, Tx};

/// So many are on one page.
pub(crate) const PAGE: i64 = 50;

/// The same words from the same person within so many seconds are one message sent twice.
const TWICE: i64 = 300;

/// What was said before a row, the newest first, one more than a page at most.
pub(crate) fn list(
    tx: &mut Tx,
    actor: &Actor,
    project: i64,
    before: Option<i64>,
) -> Result<Vec<ProjectMessage>> {
    projects::see(tx, actor, project)?;
    Ok(store::list(tx, project, before.unwrap_or(i64::MAX), PAGE + 1)?)
}

/// What was decided, the newest first.
pub(crate) fn decided(tx: &mut Tx, actor: &Actor, project: i64) -> Result<Vec<ProjectMessage>> {
    projects::see(tx, actor, project)?;
    Ok(store::list_decisions(tx, project)?)
}

/// Says something to everybody who takes part, or writes down what was decided. They are told.
pub async fn say(
    app: &App,
    actor: &Actor,
    project: i64,
    words: &str,
    is_decision: bool,
) -> Result<i64> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let body = problems.text("words", words, 10_000);
    app.act(actor, move |act| {
        let (it, _) = projects::see(act.tx, act.actor, project)?;
        problems.check()?;
        let by = act.actor.id;
        let since = act.now.plus_seconds(-TWICE);
        if let Some((id,)) = store::find_same(act.tx, project, by, &body, since)? {
            return Ok(id);
        }
        let id = store::insert(act.tx, project, by, &body, is_decision, act.now)?;
        let kind = if is_decision { "project.decided" } else { "project.said" };
        act.record(&Event { kind, subject: format!("project {project}"), ..Event::default() })?;
        let words = if is_decision { "project-decided" } else { "project-said" };
        projects::tell_others(act, project, words, &it.name)?;
        Ok(id)
    })
    .await
}
