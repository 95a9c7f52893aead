//! Hand-overs to suppliers, as JSON. For those who work on the ticket.

use super::{
    actions::{self, HandOverRow, NewHandOver},
    model::link,
};
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, TicketId, Time};
use people::Named;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Fields, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_hand_overs, create_hand_over))
        .routes(routes!(suggest_hand_over))
        .routes(routes!(keep_hand_over_reference))
}

/// A ticket that a supplier was asked to look at.
#[derive(Serialize, utoipa::ToSchema)]
struct HandOverJson {
    id: i64,
    supplier: Named,
    /// mail, phone
    way: &'static str,
    /// Where the letter went; of a call empty.
    email: String,
    subject: String,
    /// What the letter said; of a call what they said.
    words: String,
    by: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// What the supplier calls it.
    reference: String,
    /// Where that leads.
    link: String,
    /// What looks like their number in their answer, and is not kept yet.
    found_reference: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Time>,
}

impl From<HandOverRow> for HandOverJson {
    fn from(it: HandOverRow) -> Self {
        HandOverJson {
            id: it.id,
            link: link(&it.portal, &it.reference),
            supplier: Named { id: it.department_id.0, name: it.department },
            way: it.way.as_str(),
            email: it.email,
            subject: it.subject,
            words: it.words,
            by: it.by,
            at: it.at,
            reference: it.reference,
            found_reference: it.found_reference,
            answered_at: it.answered_at,
        }
    }
}

/// What was handed over to suppliers, the first first.
#[utoipa::path(get, path = "/tickets/{number}/hand-overs", operation_id = "list_hand_overs",
    params(("number" = i64, Path)), responses((status = 200, body = Vec<HandOverJson>)))]
async fn list_hand_overs(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Json<Vec<HandOverJson>>> {
    let all = actions::list(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(all.into_iter().map(HandOverJson::from).collect()))
}

/// A file of the ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct LetterFileJson {
    id: i64,
    name: String,
}

/// A letter from the record, to be changed and sent.
#[derive(Serialize, utoipa::ToSchema)]
struct SuggestedHandOverJson {
    /// The contact that it is written to.
    contact: Option<i64>,
    subject: String,
    words: String,
    /// Everybody whom it may be sent to, with their supplier.
    contacts: Vec<Named>,
    /// The files that may go with it.
    files: Vec<LetterFileJson>,
}

/// Writes a letter from the record; sends nothing.
#[utoipa::path(get, path = "/tickets/{number}/hand-overs/letter",
    operation_id = "suggest_hand_over",
    params(("number" = i64, Path), ("contact" = Option<i64>, Query)),
    responses((status = 200, body = SuggestedHandOverJson)))]
async fn suggest_hand_over(
    visit: ApiVisit,
    Path(number): Path<i64>,
    query: Fields,
) -> Result<Json<SuggestedHandOverJson>> {
    let id = TicketId(number);
    let it = actions::suggest(&visit.app, &visit.actor, id, query.number("contact")).await?;
    let name = |department: &str, name: &str| format!("{department}: {name}");
    let contacts = it.contacts.iter();
    let contacts = contacts.map(|one| Named { id: one.id, name: name(&one.department, &one.name) });
    let files = it.files.iter();
    Ok(Json(SuggestedHandOverJson {
        contact: it.contact,
        contacts: contacts.collect(),
        files: files.map(|one| LetterFileJson { id: one.id, name: one.name.clone() }).collect(),
        subject: it.suggestion.subject,
        words: it.suggestion.words,
    }))
}

/// What is handed over, to whom.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewHandOverJson {
    /// A supplier's contact: nobody else can be written to.
    contact: Option<i64>,
    subject: String,
    words: String,
    files: Vec<i64>,
    reference: String,
    /// Whether the ticket waits for the supplier.
    is_on_hold: bool,
    /// Until when; left out: until news is promised, a week at most.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Time>,
}

/// Its number.
#[derive(Serialize, utoipa::ToSchema)]
struct MadeHandOverJson {
    id: i64,
}

/// Hands a ticket over to a supplier by mail.
#[utoipa::path(post, path = "/tickets/{number}/hand-overs", operation_id = "create_hand_over",
    params(("number" = i64, Path)), request_body = NewHandOverJson,
    responses((status = 201, body = MadeHandOverJson), (status = 422, body = web::ProblemJson)))]
async fn create_hand_over(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewHandOverJson>,
) -> Result<(StatusCode, Json<MadeHandOverJson>)> {
    let new = NewHandOver {
        contact: new.contact,
        subject: new.subject,
        words: new.words,
        files: new.files,
        reference: new.reference,
        is_on_hold: new.is_on_hold,
        until: new.until,
    };
    let id = actions::send(&visit.app, &visit.actor, TicketId(number), new).await?;
    Ok((StatusCode::CREATED, Json(MadeHandOverJson { id })))
}

/// What the supplier calls it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ReferenceJson {
    /// Empty: not known after all.
    reference: String,
}

/// Keeps what the supplier calls it.
#[utoipa::path(put, path = "/tickets/{number}/hand-overs/{hand_over}/reference",
    operation_id = "keep_hand_over_reference",
    params(("number" = i64, Path), ("hand_over" = i64, Path)), request_body = ReferenceJson,
    responses((status = 204), (status = 404, body = web::ProblemJson)))]
async fn keep_hand_over_reference(
    visit: ApiVisit,
    Path((number, hand_over)): Path<(i64, i64)>,
    JsonBody(new): JsonBody<ReferenceJson>,
) -> Result<StatusCode> {
    let id = TicketId(number);
    actions::keep_reference(&visit.app, &visit.actor, id, hand_over, &new.reference).await?;
    Ok(StatusCode::NO_CONTENT)
}
