//! Making cards.

pub use super::store::SidesRow;

use super::{model::Card, store};
use crate::{
    directory::Owner,
    profiles::{self, Hours, WayRow, first_sentence, hours_at},
    years::{self, Coming, span_in_words},
};
use base::{Actor, App, Error, Result, Right, TicketId, Tx};
use desk::{
    hours,
    tickets::{Access, Belongs, by_right},
};

/// How far ahead a card looks, in days.
const AHEAD_DAYS: i32 = 42;

/// The card of a department or a team, for whoever may see the directory; for a meeting pack.
pub fn card(tx: &mut Tx, app: &App, actor: &Actor, owner: Owner) -> Result<Card> {
    let it = profiles::show(tx, app, actor, owner)?;
    let places = it.places.iter().filter_map(|(name, open)| {
        let week = open.calendar.hours();
        (!week.is_never_open()).then(|| format!("{name}: {week}"))
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
    let place = row.place.clone().unwrap_or_default();
    let open = match row.place_id {
        Some(id) => hours::of_place(tx, app, id)?,
        None => None,
    };
    let hours = hours_at(actor.language, (&actor.zone, app.now()), place, open.as_ref());
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
    let place = row.team.clone().unwrap_or_default();
    let open = hours::of_team(tx, app, Some(id))?;
    let hours = hours_at(actor.language, (&actor.zone, app.now()), place, Some(&open));
    Ok(Some(Beside::Helping { owner, hours, ways, row }))
}
