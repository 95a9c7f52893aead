//! A page for those who know what to look for.

use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/the-internet", get(internet))
}

#[derive(Template)]
#[template(path = "panels/internet.html")]
struct InternetPage {
    page: Page,
}

async fn internet(visit: Visit) -> Result<Response> {
    html(&InternetPage { page: visit.page_t("internet-title") })
}
