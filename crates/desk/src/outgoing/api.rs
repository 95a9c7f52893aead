//! What waits to leave, as JSON.

use super::{
    OutgoingRow,
    actions::{self, Sent},
    model::NewOutgoing,
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, Error, TicketId, Time};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_outgoing)).routes(routes!(withdraw_outgoing))
}

/// Something that can still be taken back.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OutgoingJson {
    id: i64,
    author: String,
    /// reply, resolution
    kind: &'static str,
    /// Markdown; left out where only its author may read it yet.
    body: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    leaves_at: Time,
}

fn shown(panel: &super::Panel, row: &OutgoingRow) -> OutgoingJson {
    OutgoingJson {
        id: row.id,
        author: row.author.clone(),
        kind: row.kind.as_str(),
        body: panel.is_shown(row).then(|| row.body.clone()),
        leaves_at: row.leaves_at,
    }
}

/// Sends what can be taken back, and says what waits (202); none where it left at once.
pub(crate) async fn hold_back(
    visit: &ApiVisit,
    ticket: TicketId,
    new: NewOutgoing,
) -> Result<(Sent, Option<Response>)> {
    let sent = actions::hold_back(&visit.app, &visit.actor, ticket, new).await?;
    let Sent::Waiting(id) = sent else { return Ok((sent, None)) };
    let panel = actions::waiting(&visit.app, &visit.actor, ticket).await?;
    let row = panel.rows.iter().find(|row| row.id == id).ok_or(Error::NotFound)?;
    let answer = (StatusCode::ACCEPTED, Json(shown(&panel, row))).into_response();
    Ok((sent, Some(answer)))
}

/// Answers that have not left yet, for those who work on the ticket.
#[utoipa::path(get, path = "/tickets/{number}/outgoing", operation_id = "list_outgoing",
    params(("number" = i64, Path)),
    responses((status = 200, body = Vec<OutgoingJson>), (status = 404, body = web::ProblemJson)))]
async fn list_outgoing(visit: ApiVisit, Path(number): Path<i64>) -> Result<Response> {
    let panel = actions::waiting(&visit.app, &visit.actor, TicketId(number)).await?;
    let rows: Vec<_> = panel.rows.iter().map(|row| shown(&panel, row)).collect();
    Ok(Json(rows).into_response())
}

/// Takes one back; 409 where it has left. Its words are a draft again.
#[utoipa::path(delete, path = "/outgoing/{id}", operation_id = "withdraw_outgoing",
    params(("id" = i64, Path)), responses((status = 204), (status = 409, body = web::ProblemJson)))]
async fn withdraw_outgoing(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::withdraw(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
