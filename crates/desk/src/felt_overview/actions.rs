//! Reading everything on the page, as far as its reader may.

use super::{
    model::{Service, by_service},
    store,
};
use crate::{
    call_backs::{self, Owed},
    felt,
    felt_repeats::{self, Repeat},
    tickets,
};
use base::{Actor, App, Result, Right, TicketId, Time};
use std::collections::HashSet;

/// How far back answers are told, in days.
const BACK: i64 = 90;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Talks that are owed, what is due first.
    pub owed: Vec<Owed>,
    /// Talks that were had of late.
    pub had: Vec<Owed>,
    /// Low marks that come again.
    pub repeats: Vec<Repeat>,
    /// How it felt by service.
    pub services: Vec<Service>,
}

/// Everything, for whoever hears of it.
pub async fn load(app: &App, actor: &Actor) -> Result<Overview> {
    actor.may(Right::HearFelt)?;
    let (owed, had) = call_backs::list(app, actor).await?;
    let repeats = felt_repeats::list(app, actor).await?;
    let since = app.now().plus_seconds(-BACK * 86_400);
    let actor = actor.clone();
    let services = app.read(move |tx| {
        let (departments, teams) = actor.hears();
        let rows = store::list_answers(tx, &departments, &teams, since)?;
        // nobody reads how it felt where they helped and it is kept from those who did
        let kept: Vec<_> =
            rows.iter().filter(|row| row.kept_at.is_some()).map(|row| row.ticket_id).collect();
        let mut heard: HashSet<TicketId> = HashSet::new();
        for ticket in tickets::list(tx, &kept)? {
            if felt::hears(tx, &actor, &ticket)? {
                heard.insert(ticket.id);
            }
        }
        Ok(by_service(&rows, |row| row.kept_at.is_none() || heard.contains(&row.ticket_id)))
    });
    Ok(Overview { owed, had, repeats, services: services.await? })
}

/// What waits for somebody: how many talks, since when the first is due, and how many suggestions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Open {
    /// Talks that are owed.
    pub talks: usize,
    /// When the first of them is due.
    pub due_at: Option<Time>,
    /// Suggestions that nobody has answered.
    pub repeats: usize,
}

impl Open {
    /// Whether anything waits.
    pub fn is_any(&self) -> bool {
        self.talks + self.repeats > 0
    }
}

/// What waits for the actor; nothing for those who do not hear of it.
pub async fn open(app: &App, actor: &Actor) -> Result<Open> {
    if !actor.has(Right::HearFelt) {
        return Ok(Open::default());
    }
    let (talks, due_at) = call_backs::count_open(app, actor).await?;
    let repeats = felt_repeats::list(app, actor).await?;
    let repeats = repeats.iter().filter(|one| one.row.settled_at.is_none()).count();
    Ok(Open { talks, due_at, repeats })
}
