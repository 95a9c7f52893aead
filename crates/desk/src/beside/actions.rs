//! Gathering what helps.

use super::{
    model::{self, Open},
    store::{self, PutRightRow},
};
use crate::{
    hours,
    occasions::{self, Occasion},
    queue::Line,
    search,
    tickets::{self, Access, State, Ticket},
};
use base::{Actor, App, DepartmentId, Result, TicketId, Time, Tx, jiff_tz::TimeZone};
use std::collections::HashMap;

/// How many solved tickets are shown.
const SIMILAR: usize = 5;
/// How many are looked at for each search.
const LOOKED_AT: i64 = 20;
/// How many other tickets of the person are shown.
const OTHERS: i64 = 5;
/// How far a department's open tickets are counted.
pub const COUNTED: i64 = 100;

/// A ticket like this one, and how it was put right.
pub struct Similar {
    /// The ticket.
    pub line: Line,
    /// What helped.
    pub right: PutRightRow,
}

/// Whether the place is open.
pub struct Hours {
    /// Its name.
    pub place: String,
    /// None: nobody has said when it is.
    pub open: Option<Open>,
    /// Why it is closed though most weeks it is open now.
    pub why: String,
    /// Where its clock hangs.
    pub zone: TimeZone,
}

/// Who the person's department is.
pub struct Card {
    /// Its name.
    pub name: String,
    /// What it is there for.
    pub mission: String,
    /// Who speaks for it: name and address.
    pub contacts: Vec<(String, String)>,
    /// Its open tickets, counted up to [`COUNTED`].
    pub open: i64,
    /// When it has most to do.
    pub busy: Vec<Occasion>,
}

/// What helps right now.
pub struct Beside {
    /// The ticket it is about.
    pub ticket: Ticket,
    /// Solved before.
    pub similar: Vec<Similar>,
    /// None where it is about no place.
    pub hours: Option<Hours>,
    /// On now or within two weeks, there or in the department.
    pub occasions: Vec<Occasion>,
    /// What else the person waits for, as far as the reader may see it.
    pub others: Vec<Ticket>,
    /// Only for those who help.
    pub department: Option<Card>,
}

/// Everything beside a ticket, as far as the actor may see it.
pub async fn load(app: &App, actor: &Actor, id: TicketId) -> Result<Beside> {
    let (own, actor, now) = (app.clone(), actor.clone(), app.now());
    app.read(move |tx| {
        let (ticket, access) = tickets::see(tx, &actor, id)?;
        let is_agent = access == Access::Work;
        let department = match (is_agent, ticket.department_id) {
            (true, Some(department)) => card(tx, department, now)?,
            _ => None,
        };
        Ok(Beside {
            similar: similar(tx, &actor, &ticket)?,
            hours: place_hours(tx, &own, &ticket)?,
            occasions: occasions::near(tx, ticket.location_id, ticket.department_id, now)?,
            others: others(tx, &actor, &ticket)?,
            department,
            ticket,
        })
    })
    .await
}

/// Solved tickets in whose words this one's telling words stand. Each search gives the newest and
/// stops at twenty, and they end as soon as there are enough.
fn similar(tx: &mut Tx, actor: &Actor, ticket: &Ticket) -> Result<Vec<Similar>> {
    let words = model::telling(&ticket.subject, actor.language.t("beside-common-words"));
    let mut lines: Vec<Line> = Vec::new();
    let mut found: Vec<Similar> = Vec::new();
    for wanted in model::searches(&words) {
        let some = search::with_words(tx, actor, &wanted, LOOKED_AT)?;
        let is_new = |line: &Line| {
            line.id != ticket.id
                && matches!(line.state, State::Resolved | State::Closed)
                && lines.iter().all(|known| known.id != line.id)
        };
        let new: Vec<Line> = some.into_iter().filter(is_new).collect();
        let ids: Vec<_> = new.iter().map(|line| line.id).collect();
        let mut right: HashMap<_, _> = store::list_resolutions(tx, &ids)?
            .into_iter()
            .map(|row| (row.ticket_id, row))
            .collect();
        for line in new {
            if let Some(right) = right.remove(&line.id) {
                found.push(Similar { line: line.clone(), right });
            }
            lines.push(line);
        }
        if found.len() >= SIMILAR {
            break;
        }
    }
    found.sort_by_key(|one| {
        let shared = model::shared(&words, &one.line.subject);
        (std::cmp::Reverse(shared), std::cmp::Reverse(one.line.id))
    });
    found.truncate(SIMILAR);
    Ok(found)
}

fn place_hours(tx: &mut Tx, app: &App, ticket: &Ticket) -> Result<Option<Hours>> {
    let Some(location) = ticket.location_id else { return Ok(None) };
    let Some(place) = ticket.location.clone() else { return Ok(None) };
    let found = hours::of_place(tx, app, location)?;
    let (open, why, zone) = match &found {
        None => (None, "", TimeZone::UTC),
        Some(found) => (
            Some(model::open(&found.calendar, app.now())),
            found.why_closed(app.now()).unwrap_or_default(),
            found.calendar.zone().clone(),
        ),
    };
    Ok(Some(Hours { place, open, why: why.to_owned(), zone }))
}

fn others(tx: &mut Tx, actor: &Actor, ticket: &Ticket) -> Result<Vec<Ticket>> {
    let ids = store::list_other_open(tx, ticket.requester_id, ticket.id, OTHERS)?;
    let mut seen = Vec::with_capacity(ids.len());
    for (id,) in ids {
        match tickets::see(tx, actor, id) {
            Ok((other, _)) => seen.push(other),
            Err(base::Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(seen)
}

fn card(tx: &mut Tx, id: DepartmentId, now: Time) -> Result<Option<Card>> {
    let Some((name, mission)) = store::find_department(tx, id)? else { return Ok(None) };
    let contacts = store::list_contacts(tx, id)?;
    Ok(Some(Card {
        name,
        mission,
        contacts: contacts.into_iter().map(|(_, name, email)| (name, email)).collect(),
        open: store::count_open(tx, id, COUNTED)?,
        busy: occasions::of_department(tx, id, now)?,
    }))
}
