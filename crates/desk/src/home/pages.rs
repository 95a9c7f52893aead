//! The front page.

use crate::queue::{Filters, Listed, Order, Phase, Whose, list};
use base::Scope;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

#[derive(Template)]
#[template(path = "home/show.html")]
struct HomePage {
    page: Page,
    open: Listed,
    resolved: Listed,
    /// Put right for somebody else, and waiting for the reader's word.
    others: Listed,
}

async fn show(visit: Visit) -> Result<Response> {
    let me = visit.actor.person()?;
    let mut filters = Filters::new(vec![Whose::Requester(me)]);
    filters.order = Order::Newest;
    filters.limit = 10;
    let open = list(&visit.app, &visit.actor, filters.clone()).await?;
    filters.phase = Phase::Resolved;
    let resolved = list(&visit.app, &visit.actor, filters.clone()).await?;
    filters.whose = vec![Whose::Reported(me)];
    if let Scope::Only(departments) = visit.actor.departments()
        && !departments.is_empty()
    {
        filters.whose.push(Whose::Patrons(departments));
    }
    let others = list(&visit.app, &visit.actor, filters).await?;
    html(&HomePage { page: visit.page_t("home-title"), open, resolved, others })
}
