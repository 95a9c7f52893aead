//! Looking back, as JSON.

use super::{actions, model::Held};
use axum::{extract::Path, http::StatusCode};
use base::App;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(answer_idea_look))
}

/// Whether it held.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct HeldJson {
    /// held, partly, not
    held: String,
    words: String,
}

/// Says whether what was decided about an idea held.
#[utoipa::path(post, path = "/idea-looks/{look}/answer", operation_id = "answer_idea_look",
    params(("look" = i64, Path)), request_body = HeldJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn answer_idea_look(
    visit: ApiVisit,
    Path(look): Path<i64>,
    JsonBody(new): JsonBody<HeldJson>,
) -> Result<StatusCode> {
    let held = Held::parse(&new.held);
    actions::answer(&visit.app, &visit.actor, look, held, &new.words).await?;
    Ok(StatusCode::NO_CONTENT)
}
