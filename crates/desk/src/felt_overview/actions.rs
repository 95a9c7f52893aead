//! Reading everything on the page, as far as its reader may.

use super::{
    model::{self, Open, Service, by_service},
    store::{self, AnswerRow},
};
use crate::{
    call_backs::{self, Owed},
    felt,
    felt_repeats::{self, Repeat},
    tickets,
};
use base::{Actor, App, Result, Right, TicketId, Time, Tx};
use std::collections::HashSet;

/// How far back answers are told, in days.
const BACK: i64 = 90;
/// How far back the table goes, in days.
const YEAR: i64 = 366;

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
        let (rows, heard) = answers(tx, &actor, since)?;
        Ok(by_service(&rows, |row| is_shown(row, &heard)))
    });
    Ok(Overview { owed, had, repeats, services: services.await? })
}

/// Answers of whatever the actor hears of since a time, and the tickets of which they also hear what
/// is kept: nobody reads how it felt where they helped and it is kept from those who did.
fn answers(tx: &mut Tx, actor: &Actor, since: Time) -> Result<(Vec<AnswerRow>, HashSet<TicketId>)> {
    let (departments, teams) = actor.hears();
    let rows = store::list_answers(tx, &departments, &teams, since)?;
    let kept = rows.iter().filter(|row| row.kept_at.is_some()).map(|row| row.ticket_id);
    let kept: Vec<_> = kept.collect();
    let mut heard = HashSet::new();
    for ticket in tickets::list(tx, &kept)? {
        if felt::hears(tx, actor, &ticket)? {
            heard.insert(ticket.id);
        }
    }
    Ok((rows, heard))
}

fn is_shown(row: &AnswerRow, heard: &HashSet<TicketId>) -> bool {
    row.kept_at.is_none() || heard.contains(&row.ticket_id)
}

/// The answers of a year that the actor may read, as a table for a spreadsheet.
pub async fn table(app: &App, actor: &Actor) -> Result<String> {
    actor.may(Right::HearFelt)?;
    let since = app.now().plus_seconds(-YEAR * 86_400);
    let actor = actor.clone();
    app.read(move |tx| {
        let (rows, heard) = answers(tx, &actor, since)?;
        Ok(model::table(rows.iter().filter(|row| is_shown(row, &heard))))
    })
    .await
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
