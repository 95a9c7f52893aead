//! Patron details go when their time has come; the ticket stays.

use super::{actions, store};
use base::{Actor, App, Event, Result, Right, TicketId};

/// How many tickets one run takes.
const MOST: i64 = 200;

/// Removes the details of tickets that closed long enough ago, with the sources of their mails, and
/// what was written in drafts that nobody took up. Safe to run twice, and from several processes.
/// Gives how many were removed.
pub async fn purge(app: &App, actor: &Actor) -> Result<u64> {
    actor.may(Right::Work)?;
    let days = actions::read_settings(app).await?.days;
    let before = app.now().plus_seconds(-days * 86_400);
    let due = app.read(move |tx| Ok(store::list_due(tx, before, MOST)?)).await?;
    let mut removed = 0;
    for (number, _) in due {
        removed += match number {
            0 => {
                app.act(actor, move |act| Ok(store::purge_unclaimed(act.tx, before, act.now)?))
                    .await?
            }
            number => purge_ticket(app, actor, TicketId(number), before).await?,
        };
    }
    Ok(removed)
}

async fn purge_ticket(app: &App, actor: &Actor, id: TicketId, before: base::Time) -> Result<u64> {
    // files first: where this stops half way, the rows still say that it is to be done
    let sources = app
        .read(move |tx| match store::is_due(tx, id, before)? {
            true => Ok(store::list_sources(tx, id)?),
            false => Ok(Vec::new()),
        })
        .await?;
    for (key,) in sources {
        app.files.remove(&key).await?;
    }
    app.act(actor, move |act| {
        // somebody may have opened it again since we looked
        if !store::is_due(act.tx, id, before)? {
            return Ok(0);
        }
        let count = store::purge(act.tx, id, act.now)?;
        store::forget_sources(act.tx, id)?;
        if count > 0 {
            act.record(&Event {
                kind: "ticket.patron_details_removed",
                subject: format!("ticket {id}"),
                ticket: Some(id),
                after: count.to_string(),
                ..Event::default()
            })?;
        }
        Ok(count)
    })
    .await
}
