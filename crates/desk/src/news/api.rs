//! The rules as JSON.

use super::{
    RuleRow,
    actions::{self, NewRules},
    model::{About, Rules},
};
use crate::impact::Priority;
use axum::Json;
use base::{App, ServiceId, TeamId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_news_rules, set_news_rules))
}

/// How soon news is due for one priority.
#[derive(Serialize, utoipa::ToSchema)]
struct NewsRuleJson {
    /// Only for this team's tickets.
    team: Option<i64>,
    /// Only for tickets about this service.
    service: Option<i64>,
    /// 1 (critical) to 4 (low)
    priority: i64,
    /// Of support hours.
    minutes: i64,
}

fn answer(rules: Rules) -> Json<Vec<NewsRuleJson>> {
    let one = |rule: RuleRow| NewsRuleJson {
        team: rule.team_id.map(|id| id.0),
        service: rule.service_id.map(|id| id.0),
        priority: rule.priority,
        minutes: rule.minutes,
    };
    Json(rules.0.into_iter().map(one).collect())
}

/// How soon news is due. Where a priority is not listed, 30, 120, 480 and 960 minutes.
#[utoipa::path(get, path = "/news-rules", operation_id = "list_news_rules",
    responses((status = 200, body = Vec<NewsRuleJson>)))]
async fn list_news_rules(visit: ApiVisit) -> Result<Json<Vec<NewsRuleJson>>> {
    Ok(answer(actions::list(&visit.app, &visit.actor).await?))
}

/// Rules of one team or service, or of everything, in place of those there are.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewNewsRulesJson {
    team: Option<i64>,
    service: Option<i64>,
    /// Minutes of support hours; left out: no rule of its own.
    critical: Option<i64>,
    high: Option<i64>,
    moderate: Option<i64>,
    low: Option<i64>,
}

/// Sets how soon news is due. Only for those who look after the organisation.
#[utoipa::path(post, path = "/news-rules", operation_id = "set_news_rules",
    request_body = NewNewsRulesJson,
    responses((status = 200, body = Vec<NewsRuleJson>), (status = 422, body = web::ProblemJson)))]
async fn set_news_rules(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewNewsRulesJson>,
) -> Result<Json<Vec<NewsRuleJson>>> {
    let about = match (new.team, new.service) {
        (None, None) => Some(About::Everything),
        (Some(id), None) => Some(About::Team(TeamId(id))),
        (None, Some(id)) => Some(About::Service(ServiceId(id))),
        (Some(_), Some(_)) => None,
    };
    let minutes = [new.critical, new.high, new.moderate, new.low];
    debug_assert_eq!(minutes.len(), Priority::ALL.len());
    actions::set(&visit.app, &visit.actor, NewRules { about, minutes }).await?;
    Ok(answer(actions::list(&visit.app, &visit.actor).await?))
}
