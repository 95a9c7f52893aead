//! The page of how the two are doing.

use super::{actions, model::Measure};
use crate::{
    figures::Figure,
    relationships::{self, Relationship, Standing},
};
use web::prelude::*;

/// The pages.
pub fn routes() -> Router<App> {
    Router::new().route("/relationships/{id}/health", get(show))
}

#[derive(Template)]
#[template(path = "health/show.html")]
struct HealthPage {
    page: Page,
    of: Relationship,
    standing: Standing,
    figures: Vec<Figure>,
    /// Whether there is anything to count at all.
    is_empty: bool,
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    if let Some(next) = relationships::successor(&visit.app, &visit.actor, id).await? {
        return go(format!("/relationships/{next}/health"));
    }
    let seen = actions::load(&visit.app, &visit.actor, id).await?;
    let nothing =
        |measure: &Measure| seen.months.iter().all(|month| month.counts.read(*measure).count == 0);
    let is_empty = Measure::ALL.iter().all(nothing);
    let (of, standing, figures) = (seen.of, seen.standing, seen.figures);
    html(&HealthPage { page: visit.page_t("health-title"), of, standing, figures, is_empty })
}
