//! Reading what hangs together, without what the reader may not see.

use super::{
    model::{Panel, Part, PartOf, Tie, What},
    store,
};
use crate::{
    assists,
    conversation::list_messages,
    links::{Kind, Relation},
    mentions,
    merging::{self, MergeRow},
    referral,
    tickets::{self, Access, Ticket},
};
use base::{Actor, App, Result, Scope, TicketId, Tx};
use std::collections::HashMap;

/// How much of a part is shown with the ticket it is part of; the rest is on its own page.
const SHOWN: i64 = 20;

/// The panel of a ticket that the actor sees with this access.
pub(crate) fn load(tx: &mut Tx, actor: &Actor, id: TicketId, access: Access) -> Result<Panel> {
    let is_agent = access == Access::Work;
    let mut assists = assists::list(tx, id)?;
    assists.retain(|row| assists::may_read(access, actor.id, row));
    let asked = Panel {
        referrals: if is_agent { referral::list(tx, id)? } else { Vec::new() },
        untold: if is_agent { mentions::list_untold(tx, id)? } else { Vec::new() },
        assists,
        reader: actor.id,
        teams: match actor.teams() {
            Scope::Only(teams) => teams,
            Scope::All => Vec::new(),
        },
        ..Panel::default()
    };
    let rows = store::list_ties(tx, id)?;
    if rows.is_empty() {
        return Ok(asked);
    }
    let mut numbers: Vec<_> = rows.iter().map(|row| row.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut others = HashMap::new();
    for ticket in tickets::list(tx, &numbers)? {
        let is_visible = tickets::access(tx, actor, &ticket)? > Access::None;
        others.insert(ticket.id, (ticket, is_visible));
    }
    let is_part = |first| rows.iter().any(|row| row.what == What::Merge && row.is_first == first);
    let part_of = if is_part(true) { merging::find_of(tx, id)? } else { None };
    let parts = if is_part(false) { merging::list_into(tx, id)? } else { Vec::new() };
    let mut panel = Panel { part_of: part_of.and_then(|row| part_of_row(row, &others)), ..asked };
    for row in parts.into_iter().filter(|row| row.is_shared || access == Access::Work) {
        panel.parts.extend(part(tx, row, &others)?);
    }
    let ties = rows.into_iter().filter(|row| row.what != What::Merge);
    panel.ties = ties
        .map(|row| Tie {
            id: row.id,
            what: row.what,
            relation: Kind::parse(&row.kind).map(|kind| Relation::of(kind, row.is_first)),
            is_first: row.is_first,
            message: row.message,
            number: row.number,
            ticket: others.get(&row.number).filter(|other| other.1).map(|other| other.0.clone()),
        })
        .collect();
    Ok(panel)
}

fn part_of_row(row: MergeRow, others: &HashMap<TicketId, (Ticket, bool)>) -> Option<PartOf> {
    let (whole, is_visible) = others.get(&row.into_ticket)?;
    Some(PartOf {
        state: whole.state,
        ball: whole.ball,
        news_by: whole.news_by,
        is_visible: *is_visible,
        row,
    })
}

fn part(
    tx: &mut Tx,
    row: MergeRow,
    others: &HashMap<TicketId, (Ticket, bool)>,
) -> Result<Option<Part>> {
    let Some((ticket, is_visible)) = others.get(&row.from_ticket) else { return Ok(None) };
    let messages = list_messages(tx, row.from_ticket, false, 0, SHOWN)?;
    Ok(Some(Part {
        subject: ticket.subject.clone(),
        requester: ticket.requester.clone(),
        messages,
        is_visible: *is_visible,
        row,
    }))
}

/// The same for programs.
pub(crate) async fn panel(app: &App, actor: &Actor, id: TicketId) -> Result<Panel> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (_, access) = tickets::see(tx, &actor, id)?;
        load(tx, &actor, id, access)
    })
    .await
}
