//! Making cards.

pub use super::store::SidesRow;

use super::{model::Card, store};
use crate::{
    directory::Owner,
    profiles::{self, Hours, WayRow, first_sentence, hours_at},
    years::{self, Coming, span_in_words},
};
use base::{Actor, App, Error, Result, Right, TicketId, Tx};
use desk::tickets::{Access, Belongs, by_right};

/// How far ahead a card looks, in days.
const AHEAD_DAYS: i32 = 42;

/// The card of a department or a team, for whoever may see the directory; for a meeting pack.
pub fn card(tx: &mut Tx, app: &App, actor: &Actor, owner: Owner) -> Result<Card> {
    let it = profiles::show(tx, app, actor, owner)?;
    let places = it.places.iter().filter_map(|place| {
        let zone = base::jiff_tz::TimeZone::get(&place.time_zone).ok()?;
        let at = (&actor.zone, app.now());
        let hours = hours_at(actor.language, at, place.name.clone(), (&place.hours, zone));
        (!hours.week.is_empty()).then(|| format!("{}: {}", hours.place, hours.week))
    });
    let own = Some(it.profile.hours.clone()).filter(|hours| !hours.is_empty());
    Ok(Card {
        hours: own.into_iter().chain(places).collect(),
        busy: busy(app, actor, it.coming),
        name: it.name,
        href: owner.href(),
        mission: first_sentence(&it.profile.mission),
        come_for: it.profile.come_for,
        worried_by: it.profile.worried_by,
        judged_on: it.profile.judged_on,
        ways: it.ways,
    })
}

/// What is on or to come soon, and what it means.
fn busy(app: &App, actor: &Actor, coming: Vec<Coming>) -> Vec<(String, String)> {
    let today = app.config.time_zone().to_datetime(app.now().timestamp()).date();
    let near = coming.into_iter().filter(|one| one.is_within(today, AHEAD_DAYS)).take(4);
    let said = |one: Coming| {
        let when = span_in_words(actor.language, one.from, one.until);
        (format!("{}, {when}", one.name), one.means)
    };
    near.map(said).collect()
}

/// What somebody who reads a ticket is shown of the other side.
pub enum Beside {
    /// Those who work on it: who asked, when they are there, and what is on.
    Asking {
        /// The department.
        owner: Owner,
        /// What its people say of it.
        row: SidesRow,
        /// When the place that it is about is open.
        hours: Hours,
        /// What is on or to come.
        busy: Vec<(String, String)>,
    },
    /// Those who asked: who has it, when they are there, and how to reach them.
    Helping {
        /// The team.
        owner: Owner,
        /// What its people say of it.
        row: SidesRow,
        /// When help is there.
        hours: Hours,
        /// How they are reached.
        ways: Vec<WayRow>,
    },
}

/// The other side of a ticket that the actor may see: a wide row by its number, and the year of the
/// one side or the ways to the other. Nobody is shown their own department.
pub fn beside(tx: &mut Tx, app: &App, actor: &Actor, id: TicketId) -> Result<Option<Beside>> {
    if !actor.has(Right::SeeDirectory) {
        return Ok(None);
    }
    let row = store::find_sides(tx, id)?.ok_or(Error::NotFound)?;
    let belongs = Belongs {
        requester: row.requester_id,
        reporter: row.reporter_id,
        is_patrons: false,
        department: row.department_id,
        team: row.team_id,
        assignee: row.assignee_id,
    };
    let is_asking = belongs.is_of(actor);
    match by_right(actor, &belongs) {
        Access::Work if !is_asking => asking(tx, app, actor, row),
        _ => helping(tx, app, actor, row),
    }
}

fn asking(tx: &mut Tx, app: &App, actor: &Actor, row: SidesRow) -> Result<Option<Beside>> {
    let Some(id) = row.department_id.filter(|id| actor.department != Some(*id)) else {
        return Ok(None);
    };
    let owner = Owner::Department(id);
    let coming = years::list_coming(tx, app, actor, owner)?;
    let zone = row.place_zone.as_deref().unwrap_or_default();
    let zone = base::jiff_tz::TimeZone::get(zone).unwrap_or_else(|_| app.config.time_zone());
    let place = row.place.clone().unwrap_or_default();
    let week = row.place_hours.as_deref().unwrap_or_default();
    let hours = hours_at(actor.language, (&actor.zone, app.now()), place, (week, zone));
    Ok(Some(Beside::Asking { owner, hours, busy: busy(app, actor, coming), row }))
}

fn helping(tx: &mut Tx, app: &App, actor: &Actor, row: SidesRow) -> Result<Option<Beside>> {
    let Some(id) = row.team_id.filter(|_| row.helper_id != actor.department) else {
        return Ok(None);
    };
    let owner = Owner::Team(id);
    let ways = match row.team_profile.or(row.helper_profile) {
        Some(profile) => profiles::ways(tx, actor, profile)?,
        None => Vec::new(),
    };
    let own = row.team_hours.clone().filter(|hours| !hours.is_empty());
    let week = own.unwrap_or_else(|| app.config.desk.support_hours.clone());
    let zone = app.config.time_zone();
    let place = row.team.clone().unwrap_or_default();
    let hours = hours_at(actor.language, (&actor.zone, app.now()), place, (&week, zone));
    Ok(Some(Beside::Helping { owner, hours, ways, row }))
}
