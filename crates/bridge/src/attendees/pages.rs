//! Saying whether one comes, on the meeting's page.

use super::{actions, model::Answer};
use crate::meetings;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/meetings/{id}/attendance", post(answer))
}

async fn answer(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let said = Answer::parse(fields.get("answer"));
    let outcome = actions::answer(&visit.app, &visit.actor, id, said, fields.get("because")).await;
    meetings::show_with(&visit, id, outcome, ("answer", "meeting-answered"), fields).await
}
