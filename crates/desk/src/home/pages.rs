//! The front page.

use crate::{
    felt_overview,
    queue::{Filters, Listed, Order, Phase, Whose, list},
};
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
    /// What people said of how it felt, and waits for the reader.
    felt: felt_overview::Open,
    /// What higher features show here, as finished HTML.
    slots: Vec<String>,
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
    let (app, actor) = (visit.app.clone(), visit.actor.clone());
    let fill = move |tx: &mut base::Tx| {
        app.slots.home.iter().map(|panel| panel(tx, &app, &actor)).collect::<Result<Vec<_>, _>>()
    };
    let mut slots = visit.app.read(fill).await?;
    slots.retain(|html| !html.is_empty());
    let felt = felt_overview::open(&visit.app, &visit.actor).await?;
    html(&HomePage { page: visit.page_t("home-title"), open, resolved, others, felt, slots })
}
