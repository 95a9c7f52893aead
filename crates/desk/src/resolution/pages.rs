//! The forms at a ticket's end; they live on the ticket's page.

use super::{actions, model::Cause};
use crate::{
    drafts::Carried,
    links::Connected,
    outgoing::{NewOutgoing, What, hold_back},
    tickets::{Channel, show_with},
};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/resolution", post(resolve))
        .route("/tickets/{id}/confirmation", post(confirm))
        .route("/tickets/{id}/reopening", post(reopen))
}

async fn resolve(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let cause = Cause::parse(fields.get("cause"));
    let (ticket, is_sure) = (TicketId(id), fields.has("despite_tasks"));
    if let Err(error) = actions::check_ready(&visit.app, &visit.actor, ticket, is_sure).await {
        return show_with(&visit, id, Err(error), "", "resolution", fields).await;
    }
    let new = NewOutgoing {
        what: What::Resolution,
        body: fields.get("words").trim().to_owned(),
        cause,
        is_asking: false,
        files: Vec::new(),
        is_adding_named: false,
        connected: Connected {
            is_even_so: fields.has("even_so") || is_sure,
            tells_caused: fields.has("tell_caused"),
        },
        channel: Channel::Web,
        draft: Carried::read(&fields),
    };
    let outcome = hold_back(&visit.app, &visit.actor, TicketId(id), new).await;
    let said = outcome.as_ref().map_or("resolved".into(), |sent| sent.said("resolved"));
    show_with(&visit, id, outcome.map(drop), &said, "resolution", fields).await
}

async fn confirm(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let outcome = actions::confirm(&visit.app, &visit.actor, TicketId(id)).await;
    show_with(&visit, id, outcome, "confirmed", "feedback", Fields::default()).await
}

async fn reopen(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::reopen(&visit.app, &visit.actor, TicketId(id), fields.get("why")).await;
    show_with(&visit, id, outcome, "reopened", "reopening", fields).await
}
