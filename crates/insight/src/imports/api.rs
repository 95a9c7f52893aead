//! Bringing a table in, for programs.

use super::{
    actions,
    model::{Kind, Outcome, Plan},
};
use axum::Json;
use base::{App, Problems};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(import_table))
}

/// A table.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct TableJson {
    /// people, locations, services
    kind: String,
    /// Comma-separated values with the names of the columns in the first line.
    text: String,
    /// Only says what it would do.
    #[serde(default)]
    dry_run: bool,
}

/// What became of each line.
#[derive(Serialize, utoipa::ToSchema)]
struct PlanJson {
    lines: Vec<LineJson>,
    /// Columns that were left alone.
    unknown_columns: Vec<String>,
}

/// What became of one line.
#[derive(Serialize, utoipa::ToSchema)]
struct LineJson {
    line: u64,
    name: String,
    /// new, changed, same, refused
    outcome: &'static str,
    /// The columns that changed, or that cannot be brought in.
    columns: Vec<String>,
}

impl From<Plan> for PlanJson {
    fn from(plan: Plan) -> Self {
        let lines = plan.lines.into_iter().map(|line| LineJson {
            line: line.line,
            name: line.name,
            outcome: line.outcome.word(),
            columns: match line.outcome {
                Outcome::Changed(changes) => {
                    changes.into_iter().map(|(column, ..)| column.to_owned()).collect()
                }
                Outcome::Refused(problems) => problems.0.into_iter().map(|p| p.field).collect(),
                _ => Vec::new(),
            },
        });
        PlanJson { lines: lines.collect(), unknown_columns: plan.unknown }
    }
}

/// Brings in people, places or services; a line that is refused keeps none of the others out. With
/// a token this needs the scope `admin`.
#[utoipa::path(post, path = "/imports", operation_id = "import_table", request_body = TableJson,
    responses((status = 200, body = PlanJson), (status = 422, body = web::ProblemJson)))]
async fn import_table(
    visit: ApiVisit,
    JsonBody(new): JsonBody<TableJson>,
) -> Result<Json<PlanJson>> {
    let mut problems = Problems::default();
    let kind = problems.word("kind", Kind::parse(&new.kind));
    if let Some(kind) = kind {
        visit.actor.may(kind.right())?;
    }
    problems.check()?;
    let Some(kind) = kind else { return Err(base::Error::NotFound.into()) };
    let plan = match new.dry_run {
        true => actions::plan(&visit.app, &visit.actor, kind, &new.text).await?,
        false => actions::bring_in(&visit.app, &visit.actor, kind, &new.text).await?,
    };
    Ok(Json(plan.into()))
}
