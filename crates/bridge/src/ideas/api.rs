//! Ideas as JSON.

use super::{
    IdeaRow,
    actions::{self, Wanted},
    model::{NewIdea, Origin, Outcome, State},
};
use crate::relationships::Side;
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, Error, PersonId, Problem, Problems, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Next, Paging, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_ideas, note_idea))
        .routes(routes!(get_idea))
        .routes(routes!(decide_idea))
        .routes(routes!(own_idea))
        .routes(routes!(support_idea, unsupport_idea))
}

/// Something that could be better.
#[derive(Serialize, utoipa::ToSchema)]
struct IdeaJson {
    id: i64,
    words: String,
    /// Where it came from: customer, provider, both
    #[schema(value_type = String)]
    side: Side,
    noted_by: String,
    #[schema(value_type = String, format = DateTime)]
    noted_at: Time,
    ticket: Option<i64>,
    tour: Option<i64>,
    placement: Option<i64>,
    /// Who looks after it; none: nobody yet.
    owner: Option<String>,
    /// noted, tried, adopted, declined
    #[schema(value_type = String)]
    state: State,
    /// Who said so.
    state_by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    state_at: Option<Time>,
    /// How, or why not.
    reason: String,
    /// How many say that it would help them, too.
    support: i64,
}

impl From<IdeaRow> for IdeaJson {
    fn from(it: IdeaRow) -> Self {
        IdeaJson {
            id: it.id,
            words: it.words,
            side: it.side,
            noted_by: it.noter,
            noted_at: it.noted_at,
            ticket: it.ticket_id.map(|id| id.0),
            tour: it.tour_id,
            placement: it.placement_id,
            owner: it.owner,
            state: it.state,
            state_by: it.decider,
            state_at: it.state_at,
            reason: it.reason,
            support: it.support,
        }
    }
}

/// A look back on a decision.
#[derive(Serialize, utoipa::ToSchema)]
struct LookJson {
    id: i64,
    /// After so many days.
    days: i64,
    #[schema(value_type = String, format = DateTime)]
    due_at: Time,
    /// held, partly, not; none while nobody has said.
    answer: Option<&'static str>,
    words: String,
}

/// An idea with its looks back.
#[derive(Serialize, utoipa::ToSchema)]
struct SeenIdeaJson {
    #[serde(flatten)]
    idea: IdeaJson,
    looks: Vec<LookJson>,
}

/// The improvement register, the newest first.
#[utoipa::path(get, path = "/ideas", operation_id = "list_ideas",
    params(("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out"),
        ("state" = Option<String>, Query, description = "noted, tried, adopted, declined"),
        ("side" = Option<String>, Query, description = "customer, provider"),
        ("owner" = Option<String>, Query, description = "mine, nobody, or a person's id")),
    responses((status = 200, body = [IdeaJson]), (status = 422, body = web::ProblemJson)))]
async fn list_ideas(visit: ApiVisit) -> Result<Listing<IdeaJson>> {
    let paging = Paging::read(&visit.query)?;
    let owner = match (visit.query.get("owner"), visit.actor.id) {
        ("mine", Some(me)) => me.0,
        ("nobody", _) => -1,
        (other, _) => other.parse().unwrap_or_default(),
    };
    let wanted = Wanted {
        state: State::parse(visit.query.get("state")),
        side: Side::parse(visit.query.get("side")),
        owner,
        before: paging.after,
        most: paging.most_and_one(),
    };
    let mut found = actions::list(&visit.app, &visit.actor, wanted).await?.rows;
    let most = usize::try_from(paging.most).unwrap_or(usize::MAX);
    let is_more = found.len() > most;
    found.truncate(most);
    let cursor = found.last().filter(|_| is_more).map(|last| last.id.to_string());
    let kept = visit.query.encode_with(&[("cursor", "")]);
    let path = match kept.as_str() {
        "" => "/api/v1/ideas".to_owned(),
        kept => format!("/api/v1/ideas?{kept}"),
    };
    let items = found.into_iter().map(IdeaJson::from).collect();
    Ok(Listing { items, next: Next { path, cursor } })
}

/// An idea, and where it came from.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewIdeaJson {
    words: String,
    /// Between whom; where left out, the only relationship the caller has a part in.
    relationship: Option<i64>,
    ticket: Option<i64>,
    tour: Option<i64>,
    placement: Option<i64>,
}

/// The number of what was made.
#[derive(Serialize, utoipa::ToSchema)]
struct NotedJson {
    id: i64,
}

/// Notes an idea.
#[utoipa::path(post, path = "/ideas", operation_id = "note_idea", request_body = NewIdeaJson,
    responses((status = 201, body = NotedJson), (status = 422, body = web::ProblemJson)))]
async fn note_idea(visit: ApiVisit, JsonBody(new): JsonBody<NewIdeaJson>) -> Result<Response> {
    let origin =
        Origin { ticket: new.ticket.map(TicketId), tour: new.tour, placement: new.placement };
    let new = NewIdea { words: new.words, relationship: new.relationship, origin };
    let id = actions::note(&visit.app, &visit.actor, new).await?;
    Ok((StatusCode::CREATED, Json(NotedJson { id })).into_response())
}

/// One idea.
#[utoipa::path(get, path = "/ideas/{id}", operation_id = "get_idea",
    params(("id" = i64, Path)), responses((status = 200, body = SeenIdeaJson)))]
async fn get_idea(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    let version = it.row.version;
    let looks = it.looks.into_iter().map(|look| LookJson {
        id: look.id,
        days: look.days,
        due_at: look.due_at,
        answer: look.answer.map(crate::follow_ups::Held::as_str),
        words: look.words,
    });
    let idea = IdeaJson::from(it.row);
    Ok((etag(version), Json(SeenIdeaJson { idea, looks: looks.collect() })).into_response())
}

/// What became of it.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct OutcomeJson {
    /// tried, adopted, declined
    state: String,
    /// How, or why not.
    words: String,
}

/// Says what became of an idea.
#[utoipa::path(put, path = "/ideas/{id}/outcome", operation_id = "decide_idea",
    params(("id" = i64, Path)), request_body = OutcomeJson,
    responses((status = 204), (status = 409, body = web::ProblemJson),
        (status = 422, body = web::ProblemJson)))]
async fn decide_idea(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<OutcomeJson>,
) -> Result<StatusCode> {
    let row = actions::get(&visit.app, &visit.actor, id).await?.row;
    let version = if_match(&headers, row.version);
    let outcome = Outcome { state: State::parse(&new.state), words: new.words };
    let named = |error: Error| match error {
        Error::Invalid(problems) => {
            let plain = |problem: Problem| match problem.field.as_str() {
                "reason" => Problem { field: "words".into(), ..problem },
                _ => problem,
            };
            Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
        }
        error => error,
    };
    let decided = actions::decide(&visit.app, &visit.actor, (id, Some(version)), outcome).await;
    decided.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who looks after it.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct OwnerJson {
    /// A person's id; left out: nobody.
    person: Option<i64>,
}

/// Gives an idea to somebody to look after.
#[utoipa::path(put, path = "/ideas/{id}/owner", operation_id = "own_idea",
    params(("id" = i64, Path)), request_body = OwnerJson,
    responses((status = 204), (status = 409, body = web::ProblemJson),
        (status = 422, body = web::ProblemJson)))]
async fn own_idea(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<OwnerJson>,
) -> Result<StatusCode> {
    let row = actions::get(&visit.app, &visit.actor, id).await?.row;
    let version = if_match(&headers, row.version);
    let owner = new.person.map(PersonId);
    actions::own(&visit.app, &visit.actor, (id, Some(version)), owner).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that it would help the caller, too.
#[utoipa::path(put, path = "/ideas/{id}/support", operation_id = "support_idea",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn support_idea(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::support(&visit.app, &visit.actor, id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes that back.
#[utoipa::path(delete, path = "/ideas/{id}/support", operation_id = "unsupport_idea",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn unsupport_idea(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::support(&visit.app, &visit.actor, id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}
