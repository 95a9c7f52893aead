//! The forms for giving a ticket to somebody; they live on the ticket's page.

use super::actions::{self, Assignment};
use crate::tickets::show_with;
use base::{PersonId, TeamId, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/assignment", post(assign))
}

async fn assign(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    if fields.has("take") {
        let me = visit.actor.person()?;
        fields.set("assignee", me.to_string());
    }
    let new = Assignment {
        team: fields.number("team").map(TeamId),
        assignee: fields.number("assignee").map(PersonId),
        seen: fields.number("seen"),
    };
    let outcome = actions::assign(&visit.app, &visit.actor, TicketId(id), new).await;
    show_with(&visit, id, outcome, "assigned", "assignment", fields).await
}
