//! What hangs together, as JSON.

use super::{actions, model::Panel};
use axum::{Json, extract::Path};
use base::{App, TicketId};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_ticket_connections))
}

/// Everything that a ticket is tied to.
#[derive(Serialize, utoipa::ToSchema)]
struct ConnectionsJson {
    /// The ticket that this one is part of.
    part_of: Option<WholeJson>,
    /// What is part of this ticket.
    parts: Vec<PartJson>,
    /// Links and splits.
    links: Vec<LinkJson>,
}

/// The ticket that another is part of.
#[derive(Serialize, utoipa::ToSchema)]
struct WholeJson {
    number: i64,
    /// new, open, on_hold, resolved, closed, cancelled
    state: &'static str,
    /// Whether the people of each may read the other.
    is_shared: bool,
}

/// A ticket that is part of another.
#[derive(Serialize, utoipa::ToSchema)]
struct PartJson {
    number: i64,
    subject: String,
    requester: String,
    is_shared: bool,
}

/// A tie to another ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct LinkJson {
    id: i64,
    /// duplicate_of, duplicated_by, causes, caused_by, blocks, blocked_by, parent_of, child_of,
    /// related, became (a message of this became the other), came_from
    relation: &'static str,
    /// None where the caller may not see the other ticket.
    number: Option<i64>,
    subject: Option<String>,
    state: Option<&'static str>,
}

impl From<Panel> for ConnectionsJson {
    fn from(panel: Panel) -> Self {
        let links = panel.shown().into_iter().map(|tie| LinkJson {
            id: tie.id,
            relation: match tie.relation {
                Some(relation) => relation.as_str(),
                None if tie.is_first => "became",
                None => "came_from",
            },
            number: tie.ticket.as_ref().map(|other| other.id.0),
            subject: tie.ticket.as_ref().map(|other| other.subject.clone()),
            state: tie.ticket.as_ref().map(|other| other.state.as_str()),
        });
        let links = links.collect();
        let parts = panel.parts.into_iter().map(|part| PartJson {
            number: part.row.from_ticket.0,
            subject: part.subject,
            requester: part.requester,
            is_shared: part.row.is_shared,
        });
        ConnectionsJson {
            part_of: panel.part_of.map(|whole| WholeJson {
                number: whole.row.into_ticket.0,
                state: whole.state.as_str(),
                is_shared: whole.row.is_shared,
            }),
            parts: parts.collect(),
            links,
        }
    }
}

/// What a ticket is part of, what is part of it, and what it is linked to.
#[utoipa::path(get, path = "/tickets/{number}/connections", operation_id = "list_ticket_connections",
    params(("number" = i64, Path)), responses((status = 200, body = ConnectionsJson)))]
async fn list_ticket_connections(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Json<ConnectionsJson>> {
    let panel = actions::panel(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(panel.into()))
}
