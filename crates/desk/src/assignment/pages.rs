//! The forms for giving a ticket to somebody; they live on the ticket's page.

use super::actions::{self, Assignment};
use crate::tickets::{self, show_with};
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
    let said = match &new {
        _ if fields.has("take") => "taken",
        Assignment { assignee: Some(_), .. } => "assigned",
        Assignment { team: Some(_), .. } => "handed-over",
        _ => "unassigned",
    };
    let outcome = actions::assign(&visit.app, &visit.actor, TicketId(id), new).await;
    if outcome.is_ok() && !may_see(&visit, TicketId(id)).await? {
        return go(format!("/queue?said={said}"));
    }
    show_with(&visit, id, outcome, said, "assignment", fields).await
}

/// Whoever hands a ticket to a team they are not in sees it no longer.
async fn may_see(visit: &Visit, id: TicketId) -> base::Result<bool> {
    match tickets::load(&visit.app, &visit.actor, id).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound | Error::Forbidden) => Ok(false),
        Err(error) => Err(error),
    }
}
