//! Opening one; the list stands on the page of news.

use super::actions;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tidings/{id}/reading", post(open))
}

async fn open(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    go(actions::open(&visit.app, &visit.actor, id).await?)
}
