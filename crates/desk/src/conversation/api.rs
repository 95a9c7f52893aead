//! Conversations as JSON.

use super::{MessageRow, NewMessage, actions};
use crate::{
    once::sent_key,
    outgoing::{self, NewOutgoing},
    tickets::Channel,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, Error, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Next, Paging, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_ticket_messages, create_ticket_message))
}

/// One contribution to a conversation.
#[derive(Serialize, utoipa::ToSchema)]
struct MessageJson {
    id: i64,
    author: String,
    /// public, internal
    visibility: &'static str,
    channel: &'static str,
    /// Markdown.
    body: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
}

impl From<MessageRow> for MessageJson {
    fn from(m: MessageRow) -> Self {
        MessageJson {
            id: m.id,
            author: m.author,
            visibility: m.visibility.as_str(),
            channel: m.channel.as_str(),
            body: m.body,
            created_at: m.created_at,
        }
    }
}

/// The conversation in order, as far as the caller may read it.
#[utoipa::path(get, path = "/tickets/{number}/messages", operation_id = "list_ticket_messages",
    params(("number" = i64, Path),
        ("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = Vec<MessageJson>), (status = 404, body = web::ProblemJson)))]
async fn list_ticket_messages(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Listing<MessageJson>> {
    let paging = Paging::read(&visit.query)?;
    let id = TicketId(number);
    let (messages, next) =
        actions::list(&visit.app, &visit.actor, id, paging.after, paging.most).await?;
    let query = visit.query.encode_with(&[("cursor", "")]);
    let path = format!("/api/v1/tickets/{number}/messages?{query}");
    let next = Next { path, cursor: next.map(|id| id.to_string()) };
    Ok(Listing { items: messages.into_iter().map(MessageJson::from).collect(), next })
}

/// Something to say.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewMessageJson {
    /// Markdown.
    body: String,
    /// public (when left out), internal
    visibility: Option<String>,
    /// Whether a public answer of those who help waits for some seconds, in which it can be taken
    /// back (202). Otherwise it leaves at once.
    #[serde(default)]
    can_be_undone: bool,
    /// Lets those who are named in it, and may not read the ticket, follow it.
    #[serde(default)]
    add_mentioned: bool,
}

/// Says something on a ticket. With an `Idempotency-Key`, sending again gives the same message.
#[utoipa::path(post, path = "/tickets/{number}/messages", operation_id = "create_ticket_message",
    params(("number" = i64, Path)), request_body = NewMessageJson,
    responses((status = 201, body = MessageJson), (status = 202, body = crate::outgoing::OutgoingJson),
        (status = 422, body = web::ProblemJson)))]
async fn create_ticket_message(
    visit: ApiVisit,
    Path(number): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewMessageJson>,
) -> Result<Response> {
    let id = TicketId(number);
    let message = NewMessage {
        key: sent_key(&headers),
        is_adding_named: new.add_mentioned,
        ..NewMessage::text(new.body, Channel::Api)
    };
    let (app, actor) = (&visit.app, &visit.actor);
    if new.can_be_undone && new.visibility.as_deref() != Some("internal") {
        let is_adding_named = message.is_adding_named;
        let reply = NewOutgoing::reply(&message.body, message.channel);
        let outgoing = NewOutgoing { is_adding_named, ..reply };
        if let (_, Some(waiting)) = outgoing::hold_back_json(&visit, id, outgoing).await? {
            return Ok(waiting);
        }
    }
    let message = match new.visibility.as_deref() {
        None | Some("public") => actions::reply(app, actor, id, message).await?,
        Some("internal") => actions::add_note(app, actor, id, message).await?,
        Some(_) => return Err(Error::invalid("visibility", "problem-choose").into()),
    };
    let (messages, _) = actions::list(app, actor, id, message - 1, 1).await?;
    let stored = messages.into_iter().next().ok_or(Error::NotFound)?;
    Ok((StatusCode::CREATED, Json(MessageJson::from(stored))).into_response())
}
