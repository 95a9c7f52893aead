//! Goals as JSON.

use super::{
    actions,
    model::{Ending, NewGoal, Seen},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, Error, PersonId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_goals))
        .routes(routes!(set_goal))
        .routes(routes!(get_goal))
        .routes(routes!(update_goal))
        .routes(routes!(agree_goal))
        .routes(routes!(close_goal))
}

/// What somebody read and wrote down.
#[derive(Serialize, utoipa::ToSchema)]
struct ReadingJson {
    id: i64,
    on: String,
    value: f64,
    note: String,
    by: String,
}

/// Who agreed for a side.
#[derive(Serialize, utoipa::ToSchema)]
struct GoalAgreementJson {
    /// customer, provider
    side: String,
    by: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

/// A goal that both sides own.
#[derive(Serialize, utoipa::ToSchema)]
struct GoalJson {
    id: i64,
    /// Counts changes: whoever agrees sends it back.
    version: i64,
    relationship: i64,
    statement: String,
    /// A live figure (felt, lost, news, first, reopened, repeats, actions), or by_hand
    measure: String,
    unit: String,
    from: f64,
    to: f64,
    /// 2027-03-31
    by: String,
    owner_customer: Option<i64>,
    owner_provider: Option<i64>,
    /// What was read last; none: nothing yet.
    last: Option<f64>,
    /// nothing, reached, on_the_way, behind, overdue
    stand: String,
    agreements: Vec<GoalAgreementJson>,
    readings: Vec<ReadingJson>,
    /// reached, given_up, replaced; none: it is open
    ending: Option<&'static str>,
    ending_words: String,
    /// The goal that took its place.
    next: Option<i64>,
}

fn number(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

impl From<Seen> for GoalJson {
    fn from(it: Seen) -> Self {
        let reading = |one: crate::readings::ReadingRow| ReadingJson {
            id: one.id,
            on: one.read_on,
            value: number(one.value),
            note: one.note,
            by: one.by,
        };
        let agreement =
            |one: super::AgreementRow| GoalAgreementJson { side: one.side, by: one.by, at: one.at };
        GoalJson {
            id: it.goal.id,
            version: it.goal.version,
            relationship: it.goal.relationship_id,
            from: number(it.goal.from_value),
            to: number(it.goal.to_value),
            owner_customer: it.goal.owner_customer_id.map(|id| id.0),
            owner_provider: it.goal.owner_provider_id.map(|id| id.0),
            ending: it.goal.ending.map(Ending::as_str),
            next: it.goal.next_id,
            statement: it.goal.statement,
            measure: it.goal.measure,
            unit: it.goal.unit,
            by: it.goal.by_on,
            ending_words: it.goal.ending_words,
            last: it.last.map(|last| number(last.0)),
            stand: it.stand.to_string(),
            agreements: it.agreements.into_iter().map(agreement).collect(),
            readings: it.readings.into_iter().map(reading).collect(),
        }
    }
}

/// A goal as it is written down.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewGoalJson {
    /// Where it is set; of no matter in a change.
    #[serde(default)]
    relationship: Option<i64>,
    statement: String,
    /// A live figure (felt, lost, news, first, reopened, repeats, actions), or by_hand
    measure: String,
    /// Of what is entered by hand.
    #[serde(default)]
    unit: String,
    /// A number as people write it: 2.5
    from: String,
    to: String,
    /// 2027-03-31
    by: String,
    #[serde(default)]
    owner_customer: Option<i64>,
    #[serde(default)]
    owner_provider: Option<i64>,
}

impl From<NewGoalJson> for NewGoal {
    fn from(it: NewGoalJson) -> Self {
        NewGoal {
            relationship: it.relationship,
            statement: it.statement,
            measure: it.measure,
            unit: it.unit,
            from: it.from,
            to: it.to,
            by: it.by,
            owner_customer: it.owner_customer.map(PersonId),
            owner_provider: it.owner_provider.map(PersonId),
        }
    }
}

/// The goals of the relationships that the caller has a part in.
#[utoipa::path(get, path = "/goals", operation_id = "list_goals",
    responses((status = 200, body = [GoalJson])))]
async fn list_goals(visit: ApiVisit) -> Result<Json<Vec<GoalJson>>> {
    let mine = actions::list(&visit.app, &visit.actor).await?;
    let goals = mine.into_iter().flat_map(|(.., goals)| goals);
    Ok(Json(goals.map(GoalJson::from).collect()))
}

/// Sets a goal.
#[utoipa::path(post, path = "/goals", operation_id = "set_goal", request_body = NewGoalJson,
    responses((status = 201, body = GoalJson), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn set_goal(visit: ApiVisit, JsonBody(new): JsonBody<NewGoalJson>) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, new.into()).await?;
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let tag = etag(it.goal.version);
    Ok((StatusCode::CREATED, tag, Json(GoalJson::from(it))).into_response())
}

/// A goal.
#[utoipa::path(get, path = "/goals/{id}", operation_id = "get_goal", params(("id" = i64, Path)),
    responses((status = 200, body = GoalJson), (status = 404, body = ProblemJson)))]
async fn get_goal(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    Ok((etag(it.goal.version), Json(GoalJson::from(it))).into_response())
}

/// Changes a goal. Where what was agreed changes, both sides agree anew.
#[utoipa::path(put, path = "/goals/{id}", operation_id = "update_goal",
    params(("id" = i64, Path)), request_body = NewGoalJson,
    responses((status = 200, body = GoalJson), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn update_goal(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewGoalJson>,
) -> Result<Response> {
    let now = actions::load(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.goal.version);
    actions::update(&visit.app, &visit.actor, id, version, new.into()).await?;
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    Ok((etag(it.goal.version), Json(GoalJson::from(it))).into_response())
}

/// What somebody agrees to.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct GoalAgreedJson {
    /// As it was in the goal that was read; without it nothing is agreed.
    version: Option<i64>,
}

/// Says that the caller's side wants this, too, as it was read.
#[utoipa::path(post, path = "/goals/{id}/agreement", operation_id = "agree_goal",
    params(("id" = i64, Path)), request_body = GoalAgreedJson,
    responses((status = 204), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn agree_goal(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<GoalAgreedJson>,
) -> Result<StatusCode> {
    actions::agree(&visit.app, &visit.actor, id, new.version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How a goal ends.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ClosingJson {
    /// reached, given_up, replaced
    ending: String,
    /// Why; must be there where it is given up.
    #[serde(default)]
    words: String,
    /// The goal that takes its place.
    #[serde(default)]
    next: Option<i64>,
}

/// Closes a goal.
#[utoipa::path(post, path = "/goals/{id}/closing", operation_id = "close_goal",
    params(("id" = i64, Path)), request_body = ClosingJson,
    responses((status = 204), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn close_goal(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<ClosingJson>,
) -> Result<StatusCode> {
    let ending = Ending::parse(&new.ending);
    let closed = actions::close(&visit.app, &visit.actor, id, ending, (&new.words, new.next)).await;
    // a field here is called as in the form without what it is about
    closed.map_err(|error| match error {
        Error::Invalid(mut problems) => {
            for problem in &mut problems.0 {
                if problem.field == "ending_words" {
                    "words".clone_into(&mut problem.field);
                }
            }
            Error::Invalid(problems)
        }
        other => other,
    })?;
    Ok(StatusCode::NO_CONTENT)
}
