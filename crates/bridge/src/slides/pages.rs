//! The slide, as a page that prints and as PDF.

use super::actions::{self, Slide};
use crate::documents;
use jiff::civil::Date;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/praise/slide", get(show)).route("/praise/slide.pdf", get(pdf))
}

#[derive(Template)]
#[template(path = "slides/show.html")]
struct SlidePage {
    page: Page,
    it: Slide,
    since: String,
}

async fn chosen(visit: &Visit, query: &Fields) -> Result<Slide> {
    let since: Option<Date> = query.get("since").trim().parse().ok();
    let of = query.number("relationship");
    Ok(actions::slide(&visit.app, &visit.actor, of, since).await?)
}

async fn show(visit: Visit, query: Fields) -> Result<Response> {
    let it = chosen(&visit, &query).await?;
    let since = it.since.to_string();
    html(&SlidePage { page: visit.page_t("slide-title"), it, since })
}

async fn pdf(visit: Visit, query: Fields) -> Result<Response> {
    let it = chosen(&visit, &query).await?;
    let bytes = actions::pdf(&visit.app, &visit.actor, &it).await?;
    Ok(documents::inline(&format!("thanks-{}.pdf", it.since), bytes))
}
