//! How the two are doing, as JSON.

use super::{actions, model::Measure};
use axum::{Json, extract::Path};
use base::App;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_relationship_health))
}

/// What one month says.
#[derive(Serialize, utoipa::ToSchema)]
struct MonthJson {
    /// 2026-03
    month: String,
    /// None: there was nothing to count.
    amount: Option<f64>,
    /// Of how many; fewer than five are too few to say anything.
    count: i64,
    /// Whether the month is not over.
    is_running: bool,
}

/// One question over the last twelve months.
#[derive(Serialize, utoipa::ToSchema)]
struct HealthFigureJson {
    /// felt, lost, news, first, reopened, repeats, waits, shared, actions
    measure: &'static str,
    /// The answer in words.
    title: String,
    /// What it counts and what it does not.
    definition: String,
    /// The last three months beside the three before, in words.
    changed: String,
    months: Vec<MonthJson>,
}

/// How a relationship is doing, by month.
#[utoipa::path(get, path = "/relationships/{id}/health", operation_id = "get_relationship_health",
    params(("id" = i64, Path)),
    responses((status = 200, body = [HealthFigureJson]), (status = 404, body = ProblemJson)))]
async fn get_relationship_health(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<Json<Vec<HealthFigureJson>>> {
    let seen = actions::load(&visit.app, &visit.actor, id).await?;
    let months = &seen.months;
    let json = |(measure, figure): (&Measure, crate::figures::Figure)| HealthFigureJson {
        measure: figure.id,
        title: figure.title,
        definition: figure.definition,
        changed: figure.changed,
        months: months
            .iter()
            .map(|month| {
                let reading = month.counts.read(*measure);
                MonthJson {
                    month: actions::month_name(&month.first),
                    amount: reading.amount.map(|amount| amount.0 as f64 / 100.0),
                    count: reading.count,
                    is_running: month.is_running,
                }
            })
            .collect(),
    };
    Ok(Json(Measure::ALL.iter().zip(seen.figures).map(json).collect()))
}
