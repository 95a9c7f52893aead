//! The bridge's first page.

use super::{
    actions,
    model::{Relationship, Standing},
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/bridge", get(index))
}

#[derive(Template)]
#[template(path = "relationships/index.html")]
struct IndexPage {
    page: Page,
    mine: Vec<(Relationship, Standing)>,
}

async fn index(visit: Visit) -> Result<Response> {
    let actor = visit.actor.clone();
    let mine = visit.app.read(move |tx| actions::list_mine(tx, &actor)).await?;
    html(&IndexPage { page: visit.page_t("bridge-title"), mine })
}
