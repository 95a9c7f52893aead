//! Asking whose hours count.
// tidy: allow actor because everybody is told when somebody is there

use crate::{occasions, services};
use base::{Actor, App, DepartmentId, LocationId, Result, Right, TeamId, Time, Tx};
use people::calendars::{self, OpenHours};

/// How far back closed hours are looked for, in seconds: as long as a clock may have been running.
const BACK: i64 = 800 * 86_400;
/// The most closed hours that are taken out.
const MOST: i64 = 500;

/// When a team is there; no team: when help is there where nobody says otherwise.
pub fn of_team(tx: &mut Tx, app: &App, team: Option<TeamId>) -> Result<OpenHours> {
    let hours = calendars::of_team(tx, app, team)?;
    let department = match team {
        Some(id) => services::find_department_of(tx, id)?,
        None => None,
    };
    let Some((department,)) = department else { return Ok(hours) };
    Ok(hours.shut(&occasions::list_closures(tx, department, since(app), MOST)?))
}

/// When a department is there.
pub fn of_department(tx: &mut Tx, app: &App, id: DepartmentId) -> Result<OpenHours> {
    let hours = calendars::of_department(tx, app, id)?;
    Ok(hours.shut(&occasions::list_closures(tx, id, since(app), MOST)?))
}

/// When a place is open, by the clock on its wall; none where nobody has said.
pub fn of_place(tx: &mut Tx, app: &App, id: LocationId) -> Result<Option<OpenHours>> {
    let Some(hours) = calendars::of_place(tx, app, id)? else { return Ok(None) };
    Ok(Some(hours.shut(&occasions::list_closures_of_place(tx, id, since(app), MOST)?)))
}

/// When a team is there, for a page.
pub async fn of_team_now(app: &App, actor: &Actor, team: Option<TeamId>) -> Result<OpenHours> {
    actor.may(Right::Report)?;
    let own = app.clone();
    app.read(move |tx| of_team(tx, &own, team)).await
}

fn since(app: &App) -> Time {
    app.now().plus_seconds(-BACK)
}
