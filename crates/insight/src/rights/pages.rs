//! Why somebody can see something, as a page.

use super::{
    actions,
    model::{Explained, access_word, right_word},
};
use base::{Right, TicketId};
use web::prelude::*;

/// The route.
pub fn routes() -> Router<App> {
    Router::new().route("/administration/rights", get(index))
}

#[derive(Template)]
#[template(path = "rights/index.html")]
struct RightsPage {
    page: Page,
    form: Fields,
    problems: Problems,
    it: Option<Explained>,
}

impl RightsPage {
    fn access(&self, access: &desk::tickets::Access) -> String {
        self.page.word("rights-access-", access_word(*access))
    }
    fn right(&self, right: &Right) -> String {
        self.page.word("right-", right_word(*right))
    }
}

async fn index(visit: Visit, form: Fields) -> Result<Response> {
    visit.actor.may(Right::ManagePeople)?;
    let mut problems = Problems::default();
    let ticket = match form.get("ticket").trim().trim_start_matches('#') {
        "" => None,
        text => {
            let number = text.parse().ok().map(TicketId);
            if number.is_none() {
                problems.add("ticket", "problem-number");
            }
            number
        }
    };
    let mut it = None;
    if problems.0.is_empty() && !form.get("who").trim().is_empty() {
        match actions::explain(&visit.app, &visit.actor, form.get("who"), ticket).await {
            Ok(found) => it = Some(found),
            Err(Error::Invalid(found)) => problems = found,
            Err(error) => return Err(error.into()),
        }
    }
    let is_wrong = !problems.0.is_empty();
    let shown = RightsPage { page: visit.page_t("rights-title"), form, problems, it };
    if is_wrong { refused_form(&shown) } else { html(&shown) }
}
