//! Rules as JSON.

use super::{
    actions,
    model::{Kind, Rule, read_days},
};
use axum::{Json, extract::Path};
use base::{App, Error, Problems, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_retention)).routes(routes!(change_retention))
}

/// How long a kind of thing is kept.
#[derive(Serialize, utoipa::ToSchema)]
struct RuleJson {
    /// sign_ins, audit, people, raw_mail, attachments, conversations
    kind: String,
    /// Nothing: for good.
    days: Option<i64>,
    /// How much it would remove now; 10000 where it is that or more.
    due: i64,
    #[schema(value_type = Option<String>, format = DateTime)]
    ran_at: Option<Time>,
    /// How much it has removed so far.
    removed: i64,
}

async fn json(visit: &ApiVisit, rule: Rule) -> Result<RuleJson> {
    let due = match rule.days {
        Some(days) => actions::preview(&visit.app, &visit.actor, rule.kind, days).await?,
        None => 0,
    };
    let Rule { kind, days, ran_at, removed } = rule;
    Ok(RuleJson { kind: kind.to_string(), days, due, ran_at, removed })
}

/// Every rule. With a token this needs the scope `admin`.
#[utoipa::path(get, path = "/retention", operation_id = "list_retention",
    responses((status = 200, body = Vec<RuleJson>)))]
async fn list_retention(visit: ApiVisit) -> Result<Json<Vec<RuleJson>>> {
    let mut all = Vec::new();
    for rule in actions::list(&visit.app, &visit.actor).await? {
        all.push(json(&visit, rule).await?);
    }
    Ok(Json(all))
}

/// For how long.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct DaysJson {
    /// Left out: for good.
    days: Option<i64>,
}

/// Changes one rule.
#[utoipa::path(patch, path = "/retention/{kind}", operation_id = "change_retention",
    params(("kind" = String, Path)), request_body = DaysJson,
    responses((status = 200, body = RuleJson), (status = 422, body = web::ProblemJson)))]
async fn change_retention(
    visit: ApiVisit,
    Path(kind): Path<String>,
    JsonBody(new): JsonBody<DaysJson>,
) -> Result<Json<RuleJson>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    let kind = Kind::parse(&kind).ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    let typed = new.days.map(|days| days.to_string()).unwrap_or_default();
    let days = read_days(kind, &typed, &mut problems);
    problems.check()?;
    actions::change(&visit.app, &visit.actor, kind, days).await?;
    let rule = all.into_iter().find(|rule| rule.kind == kind).ok_or(Error::NotFound)?;
    Ok(Json(json(&visit, Rule { days, ..rule }).await?))
}
