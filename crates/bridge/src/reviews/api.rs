//! Reviews as JSON, for whoever may read them.

use super::{
    Review,
    actions::{self, NewReview, Seat, View},
    model::Place,
};
use crate::{
    review_moments::Moment,
    review_papers::{as_document, set},
    review_parts::PartRow,
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, PersonId, ServiceId, Time};
use desk::following::Whom;
use people::Named;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_reviews, begin_review))
        .routes(routes!(get_review))
        .routes(routes!(get_review_pdf))
        .routes(routes!(ask_to_review))
        .routes(routes!(agree_to_review, withdraw_from_review))
}

/// A review in a list.
#[derive(Serialize, utoipa::ToSchema)]
struct ReviewJson {
    id: i64,
    title: String,
    relationship: i64,
    customer: String,
    provider: String,
    service: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
    /// Since when both departments read it.
    #[schema(value_type = Option<String>, format = DateTime)]
    published_at: Option<Time>,
    /// Something in it waits for the caller; only in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    waits: Option<bool>,
}

impl From<Review> for ReviewJson {
    fn from(it: Review) -> Self {
        ReviewJson {
            id: it.id,
            title: it.title,
            relationship: it.relationship_id,
            customer: it.customer,
            provider: it.provider,
            service: it.service,
            created_at: it.created_at,
            published_at: it.published_at,
            waits: None,
        }
    }
}

/// Somebody who takes part.
#[derive(Serialize, utoipa::ToSchema)]
struct TakerJson {
    person: Named,
    /// customer, provider
    side: &'static str,
    has_looked: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    agreed_at: Option<Time>,
}

/// A piece of a review.
#[derive(Serialize, utoipa::ToSchema)]
struct PartJson {
    id: i64,
    /// For If-Match.
    version: i64,
    /// story, helped, factor, own, change, moment
    kind: &'static str,
    /// Of a factor its kind, of somebody's own part the side.
    sort: String,
    words: String,
    by: String,
    owner: Option<Named>,
    /// Whether the owner of a change is still here.
    is_owner_here: Option<bool>,
    /// YYYY-MM-DD; may be empty
    due_on: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Time>,
    done_words: String,
    is_consented: bool,
}

impl From<PartRow> for PartJson {
    fn from(it: PartRow) -> Self {
        let named = |(id, name): (PersonId, String)| Named { id: id.0, name };
        PartJson {
            id: it.id,
            version: it.version,
            kind: it.kind.as_str(),
            sort: it.sort,
            words: it.words,
            by: it.by_name,
            owner: it.owner_id.zip(it.owner).map(named),
            is_owner_here: it.is_owner_here,
            due_on: it.due_on,
            done_at: it.done_at,
            done_words: it.done_words,
            is_consented: it.consented_at.is_some(),
        }
    }
}

/// Something that happened.
#[derive(Serialize, utoipa::ToSchema)]
struct MomentJson {
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    text: String,
    /// What was said then; empty where the caller may not open the request.
    said: String,
    ticket: Option<i64>,
    /// Names it in other calls; 0: somebody added it, and it is a part.
    event: i64,
    is_aside: bool,
    note: String,
    version: i64,
}

impl From<Moment> for MomentJson {
    fn from(it: Moment) -> Self {
        MomentJson {
            at: it.at,
            text: it.text,
            said: it.said,
            ticket: it.ticket.map(|id| id.0),
            event: it.event,
            is_aside: it.is_aside,
            note: it.note,
            version: it.version,
        }
    }
}

/// A review with everything in it that the caller may read.
#[derive(Serialize, utoipa::ToSchema)]
struct WholeReviewJson {
    #[serde(flatten)]
    review: ReviewJson,
    /// customer or provider where the caller takes part, or reads
    seat: &'static str,
    people: Vec<TakerJson>,
    tickets: Vec<i64>,
    /// Stands for everything there is to read now: whoever agrees sends it back.
    reading: i64,
    moments: Vec<MomentJson>,
    parts: Vec<PartJson>,
}

impl From<View> for WholeReviewJson {
    fn from(it: View) -> Self {
        let people = it.people.into_iter().map(|one| TakerJson {
            person: Named { id: one.person_id.0, name: one.name },
            side: one.side.as_str(),
            has_looked: one.seen_at.is_some(),
            agreed_at: one.agreed_at,
        });
        WholeReviewJson {
            seat: match it.seat {
                Seat::Takes(Place::Customer) => "customer",
                Seat::Takes(Place::Provider) => "provider",
                Seat::Reads => "reads",
            },
            people: people.collect(),
            tickets: it.tickets.iter().map(|(id, _)| id.0).collect(),
            reading: it.reading,
            moments: it.moments.into_iter().map(MomentJson::from).collect(),
            parts: it.parts.into_iter().map(PartJson::from).collect(),
            review: it.review.into(),
        }
    }
}

async fn whole(visit: &ApiVisit, id: i64) -> Result<Json<WholeReviewJson>> {
    Ok(Json(actions::load(&visit.app, &visit.actor, id).await?.into()))
}

/// Those the caller takes part in, and those that both departments read.
#[utoipa::path(get, path = "/reviews", operation_id = "list_reviews",
    responses((status = 200, body = Vec<ReviewJson>)))]
async fn list_reviews(visit: ApiVisit) -> Result<Json<Vec<ReviewJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?.into_iter();
    let waiting = actions::list_waiting(&visit.app, &visit.actor).await?;
    let json = all.map(|(it, _)| {
        let waits = Some(waiting.contains(&it.id));
        ReviewJson { waits, ..ReviewJson::from(it) }
    });
    Ok(Json(json.collect()))
}

/// A review as somebody begins it.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewReviewJson {
    relationship: Option<i64>,
    title: String,
    /// What happened, in a few sentences.
    words: String,
    service: Option<i64>,
    tickets: Vec<i64>,
    /// The id of low marks that come again: this is what becomes of them.
    repeat: Option<i64>,
}

/// Begins to look back.
#[utoipa::path(post, path = "/reviews", operation_id = "begin_review",
    request_body = NewReviewJson,
    responses((status = 201, body = WholeReviewJson), (status = 422, body = ProblemJson)))]
async fn begin_review(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewReviewJson>,
) -> Result<(StatusCode, Json<WholeReviewJson>)> {
    let tickets: Vec<_> = new.tickets.iter().map(i64::to_string).collect();
    let new = NewReview {
        relationship: new.relationship,
        title: new.title,
        words: new.words,
        service: new.service.map(ServiceId),
        tickets: tickets.join(" "),
        repeat: new.repeat,
    };
    let id = actions::begin(&visit.app, &visit.actor, new).await?;
    Ok((StatusCode::CREATED, whole(&visit, id).await?))
}

/// One with everything in it.
#[utoipa::path(get, path = "/reviews/{id}", operation_id = "get_review",
    params(("id" = i64, Path)),
    responses((status = 200, body = WholeReviewJson), (status = 404, body = ProblemJson)))]
async fn get_review(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<WholeReviewJson>> {
    whole(&visit, id).await
}

/// The same as PDF/UA.
#[utoipa::path(get, path = "/reviews/{id}/document.pdf", operation_id = "get_review_pdf",
    params(("id" = i64, Path)),
    responses((status = 200, description = "The document", content_type = "application/pdf"),
        (status = 404, body = ProblemJson)))]
async fn get_review_pdf(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    let (title, bytes) = set(&visit.app, &visit.actor, id).await?;
    Ok(as_document(&title, bytes).into_response())
}

/// Who is asked.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AskedJson {
    /// A person's id, of either side.
    person: i64,
}

/// Asks somebody to take part.
#[utoipa::path(post, path = "/reviews/{id}/people", operation_id = "ask_to_review",
    params(("id" = i64, Path)), request_body = AskedJson,
    responses((status = 204, description = "Asked"), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn ask_to_review(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<AskedJson>,
) -> Result<StatusCode> {
    let whom = Whom::Id(PersonId(new.person));
    actions::invite(&visit.app, &visit.actor, id, whom).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What somebody agrees to.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct AgreedJson {
    /// As it was in the review that was read; without it nothing is agreed.
    reading: Option<i64>,
}

/// Agrees that both departments may read it as it was read. With one of each side, it is published.
#[utoipa::path(post, path = "/reviews/{id}/agreement", operation_id = "agree_to_review",
    params(("id" = i64, Path)), request_body = AgreedJson,
    responses((status = 204, description = "Agreed"), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn agree_to_review(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<AgreedJson>,
) -> Result<StatusCode> {
    actions::agree(&visit.app, &visit.actor, id, new.reading).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes one's agreement back, while it is not published.
#[utoipa::path(delete, path = "/reviews/{id}/agreement", operation_id = "withdraw_from_review",
    params(("id" = i64, Path)),
    responses((status = 204, description = "Taken back"), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn withdraw_from_review(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::withdraw(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
