//! Reviews and endings on the page of an agreement.

use super::actions::{self, Ending};
use crate::agreements;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/agreements/{id}/review", post(open))
        .route("/agreements/{id}/review/closing", post(close))
        .route("/agreements/{id}/ending", post(end))
        .route("/agreements/{id}/dropping", post(drop_version))
}

async fn after(
    visit: &Visit,
    (id, said): (i64, &str),
    fields: Fields,
    done: base::Result<()>,
) -> Result<Response> {
    match done {
        Ok(()) => go(format!("/agreements/{id}?said={said}")),
        Err(error) => agreements::refused(visit, id, fields, error).await,
    }
}

async fn open(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let words = fields.get("review_words").to_owned();
    let done = actions::open_review(&visit.app, &visit.actor, id, &words).await;
    after(&visit, (id, "agreement-review"), fields, done).await
}

async fn close(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let next = fields.get("next_review").to_owned();
    let done = actions::close_review(&visit.app, &visit.actor, id, &next).await;
    after(&visit, (id, "agreement-reviewed"), fields, done).await
}

async fn end(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let ending = Ending {
        words: fields.get("ending_words").to_owned(),
        last_on: fields.get("last_on").to_owned(),
    };
    let done = actions::end(&visit.app, &visit.actor, id, ending).await;
    after(&visit, (id, "agreement-ended"), fields, done).await
}

async fn drop_version(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let done = actions::drop_version(&visit.app, &visit.actor, id).await;
    after(&visit, (id, "agreement-dropped"), Fields::default(), done).await
}
