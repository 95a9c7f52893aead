//! Explaining.

use super::model::{Explained, OnTicket};
use base::{Actor, App, Error, Result, Right, TicketId};
use people::{persons, sign_in::actor_of};

/// Why the person with this address may do what they may; with a ticket, also there.
pub async fn explain(
    app: &App,
    actor: &Actor,
    email: &str,
    ticket: Option<TicketId>,
) -> Result<Explained> {
    actor.may(Right::ManagePeople)?;
    let id = persons::find_by_email(app, actor, email).await?;
    let id = id.ok_or_else(|| Error::invalid("who", "problem-nobody"))?;
    let person = persons::show(app, actor, id).await?;
    let zone = app.config.time_zone();
    let whose = app.read(move |tx| Ok(actor_of(tx, id, &zone)?)).await?;
    let rights = whose.as_ref().map(Actor::rights).unwrap_or_default();
    let ticket = match (ticket, whose) {
        (Some(ticket), Some(whose)) => {
            let found = desk::tickets::explain(app, actor, &whose, ticket).await?;
            let (access, reasons) =
                found.ok_or_else(|| Error::invalid("ticket", "problem-no-ticket"))?;
            Some(OnTicket { id: ticket, access, reasons })
        }
        (Some(ticket), None) => {
            Some(OnTicket { id: ticket, access: desk::tickets::Access::None, reasons: Vec::new() })
        }
        _ => None,
    };
    Ok(Explained { person, rights, ticket })
}
