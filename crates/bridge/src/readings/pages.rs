//! The forms for what was read, on the page of a goal.

use super::actions::{self, NewReading};
use crate::goals::show;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/goals/{id}/readings", post(create))
        .route("/goals/{id}/readings/{reading}/removal", post(remove))
}

async fn create(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let new = NewReading {
        on: fields.get("on").to_owned(),
        value: fields.get("value").to_owned(),
        note: fields.get("note").to_owned(),
    };
    match actions::measure(&visit.app, &visit.actor, id, new).await {
        Ok(_) => go(format!("/goals/{id}?said=goal-measured")),
        Err(Error::Invalid(problems)) => show(&visit, id, (fields, problems)).await,
        Err(error) => Err(error.into()),
    }
}

async fn remove(visit: Visit, Path((id, reading)): Path<(i64, i64)>) -> Result<Response> {
    actions::unmeasure(&visit.app, &visit.actor, id, reading).await?;
    go(format!("/goals/{id}?said=goal-reading-removed"))
}
