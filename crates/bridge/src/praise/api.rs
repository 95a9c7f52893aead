//! Thanks as JSON.

use super::{
    PraiseRow, actions,
    model::{Attribute, NewPraise, Sharing, To},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, DepartmentId, PersonId, TeamId, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Next, Paging, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_praise, give_praise))
        .routes(routes!(list_my_praise))
        .routes(routes!(get_praise))
        .routes(routes!(share_praise))
        .routes(routes!(praise_assist))
}

/// Thanks for something specific.
#[derive(Serialize, utoipa::ToSchema)]
struct PraiseJson {
    id: i64,
    from: String,
    to: String,
    /// On which side they are: customer, provider.
    #[schema(value_type = String)]
    side: crate::relationships::Side,
    /// knew, process, owned, cooperated, helped, asked
    #[schema(value_type = String)]
    attribute: Attribute,
    words: String,
    ticket: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    given_at: Time,
    /// private, team, everybody
    #[schema(value_type = String)]
    sharing: Sharing,
    /// Nobody else is ever to read it.
    is_only_for_receiver: bool,
}

impl From<PraiseRow> for PraiseJson {
    fn from(it: PraiseRow) -> Self {
        PraiseJson {
            id: it.id,
            from: it.giver,
            to: it.receiver,
            side: it.side,
            attribute: it.attribute,
            words: it.words,
            ticket: it.ticket_id.map(|id| id.0),
            given_at: it.given_at,
            sharing: it.sharing,
            is_only_for_receiver: it.is_only_for_receiver,
        }
    }
}

/// Thanks that everybody may read, the newest first.
#[utoipa::path(get, path = "/praise", operation_id = "list_praise",
    params(("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out"),
        ("side" = Option<String>, Query, description = "Who is thanked: customer, provider"),
        ("attribute" = Option<String>, Query, description = "For what")),
    responses((status = 200, body = [PraiseJson]), (status = 422, body = web::ProblemJson)))]
async fn list_praise(visit: ApiVisit) -> Result<Listing<PraiseJson>> {
    let paging = Paging::read(&visit.query)?;
    let of = (visit.query.get("side").to_owned(), visit.query.get("attribute").to_owned());
    let part = (paging.after, paging.most_and_one());
    let mut found = actions::list_shared(&visit.app, &visit.actor, of, part).await?;
    let most = usize::try_from(paging.most).unwrap_or(usize::MAX);
    let is_more = found.len() > most;
    found.truncate(most);
    let cursor = found.last().filter(|_| is_more).map(|last| last.id.to_string());
    let kept = visit.query.encode_with(&[("cursor", "")]);
    let path = match kept.as_str() {
        "" => "/api/v1/praise".to_owned(),
        kept => format!("/api/v1/praise?{kept}"),
    };
    let items = found.into_iter().map(PraiseJson::from).collect();
    Ok(Listing { items, next: Next { path, cursor } })
}

/// What concerns the caller.
#[derive(Serialize, utoipa::ToSchema)]
struct MyPraiseJson {
    received: Vec<PraiseJson>,
    given: Vec<PraiseJson>,
    team: Vec<PraiseJson>,
}

/// Thanks to the caller and what they belong to, by them, and to those they work with.
#[utoipa::path(get, path = "/me/praise", operation_id = "list_my_praise",
    responses((status = 200, body = MyPraiseJson)))]
async fn list_my_praise(visit: ApiVisit) -> Result<Json<MyPraiseJson>> {
    let mine = actions::list_mine(&visit.app, &visit.actor).await?;
    let json = |rows: Vec<PraiseRow>| rows.into_iter().map(PraiseJson::from).collect();
    Ok(Json(MyPraiseJson {
        received: json(mine.received),
        given: json(mine.given),
        team: json(mine.team),
    }))
}

/// Thanks, and to whom: one of the three.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewPraiseJson {
    /// A person's id.
    person: Option<i64>,
    /// A team's id.
    team: Option<i64>,
    /// A department's id.
    department: Option<i64>,
    /// knew, process, owned, cooperated, helped, asked
    attribute: String,
    words: String,
    /// Nobody else is ever to read it.
    is_only_for_receiver: bool,
    /// What it is about.
    ticket: Option<i64>,
    /// The tour it is about.
    tour: Option<i64>,
}

/// The number of what was made.
#[derive(Serialize, utoipa::ToSchema)]
struct GivenJson {
    id: i64,
}

/// Thanks somebody.
#[utoipa::path(post, path = "/praise", operation_id = "give_praise", request_body = NewPraiseJson,
    responses((status = 201, body = GivenJson), (status = 422, body = web::ProblemJson)))]
async fn give_praise(visit: ApiVisit, JsonBody(new): JsonBody<NewPraiseJson>) -> Result<Response> {
    let to = (new.person.map(|id| To::Person(PersonId(id))))
        .or(new.team.map(|id| To::Team(TeamId(id))))
        .or(new.department.map(|id| To::Department(DepartmentId(id))));
    let new = NewPraise {
        to,
        person: String::new(),
        attribute: Attribute::parse(&new.attribute),
        words: new.words,
        is_only_for_receiver: new.is_only_for_receiver,
        ticket: new.ticket.map(TicketId),
        tour: new.tour,
    };
    let id = actions::give(&visit.app, &visit.actor, new).await?;
    Ok((StatusCode::CREATED, Json(GivenJson { id })).into_response())
}

/// Thanks that the caller may read.
#[utoipa::path(get, path = "/praise/{id}", operation_id = "get_praise",
    params(("id" = i64, Path)), responses((status = 200, body = PraiseJson)))]
async fn get_praise(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    let (row, _) = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((etag(row.version), Json(PraiseJson::from(row))).into_response())
}

/// Who may read it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SharingJson {
    /// private, team, everybody
    sharing: String,
}

/// Says who may read it: by whoever it is for.
#[utoipa::path(put, path = "/praise/{id}/sharing", operation_id = "share_praise",
    params(("id" = i64, Path)), request_body = SharingJson,
    responses((status = 204), (status = 409, body = web::ProblemJson),
        (status = 422, body = web::ProblemJson)))]
async fn share_praise(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<SharingJson>,
) -> Result<StatusCode> {
    let (row, _) = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, row.version);
    let sharing = Sharing::parse(&new.sharing);
    actions::decide(&visit.app, &visit.actor, (id, Some(version)), sharing).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes praise of the thanks for help on a ticket, with the words that were said.
#[utoipa::path(post, path = "/assists/{assist}/praise", operation_id = "praise_assist",
    params(("assist" = i64, Path)), responses((status = 201, body = GivenJson)))]
async fn praise_assist(visit: ApiVisit, Path(assist): Path<i64>) -> Result<Response> {
    let id = actions::give_for_assist(&visit.app, &visit.actor, assist).await?;
    Ok((StatusCode::CREATED, Json(GivenJson { id })).into_response())
}
