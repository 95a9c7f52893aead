//! The forms for followers; they live on the ticket's page.

use super::actions::{self, Whom};
use crate::tickets::show_with;
use base::{PersonId, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/followers", post(add))
        .route("/tickets/{id}/followers/{person}/removal", post(remove))
}

async fn add(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let whom = Whom::Typed(fields.get("follower").to_owned());
    let outcome = actions::add(&visit.app, &visit.actor, TicketId(id), whom).await.map(drop);
    show_with(&visit, id, outcome, "follower-added", "follower", fields).await
}

/// Whoever leaves a ticket that is not theirs may see it no longer.
async fn remove(visit: Visit, Path((id, person)): Path<(i64, i64)>) -> Result<Response> {
    let (ticket, person) = (TicketId(id), PersonId(person));
    if visit.actor.id == Some(person) {
        return match actions::leave(&visit.app, &visit.actor, ticket).await? {
            true => go(format!("/tickets/{id}?said=not-watching")),
            false => go("/requests?of=followed&said=not-watching"),
        };
    }
    let outcome = actions::remove(&visit.app, &visit.actor, ticket, person).await;
    show_with(&visit, id, outcome, "follower-removed", "follower", Fields::default()).await
}
