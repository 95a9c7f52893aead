//! The page.

use super::{
    Service,
    actions::{self, Overview},
};
use crate::felt_repeats::Repeat;
use people::tables::download;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/felt", get(show)).route("/felt/answers.csv", get(table))
}

#[derive(Template)]
#[template(path = "felt_overview/show.html")]
struct FeltPage {
    page: Page,
    it: Overview,
    form: Fields,
    problems: Problems,
    /// Whose form came back.
    refused: Option<i64>,
}

impl FeltPage {
    fn open(&self) -> Vec<&Repeat> {
        self.it.repeats.iter().filter(|one| one.row.settled_at.is_none()).collect()
    }
    fn settled(&self) -> Vec<&Repeat> {
        self.it.repeats.iter().filter(|one| one.row.settled_at.is_some()).collect()
    }
    /// Services of which there is anything to say.
    fn told(&self) -> Vec<&Service> {
        let has = |one: &&Service| !one.words.is_empty() || one.mean.is_some();
        self.it.services.iter().filter(has).collect()
    }
    fn is_refused(&self, id: &i64) -> bool {
        self.refused == Some(*id)
    }
    fn typed(&self, id: &i64) -> &str {
        if self.is_refused(id) { self.form.get("reason") } else { "" }
    }
}

async fn page(visit: &Visit) -> Result<FeltPage> {
    let it = actions::load(&visit.app, &visit.actor).await?;
    let page = visit.page_t("felt-page-title");
    Ok(FeltPage { page, it, form: Fields::default(), problems: Problems::default(), refused: None })
}

async fn show(visit: Visit) -> Result<Response> {
    html(&page(&visit).await?)
}

async fn table(visit: Visit) -> Result<Response> {
    Ok(download("answers.csv", actions::table(&visit.app, &visit.actor).await?))
}

/// The page with a form that was not accepted.
pub(crate) async fn refused(
    visit: &Visit,
    id: i64,
    form: Fields,
    problems: Problems,
) -> Result<Response> {
    let shown = page(visit).await?;
    refused_form(&FeltPage { form, problems, refused: Some(id), ..shown })
}
