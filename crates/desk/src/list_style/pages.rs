//! The page on which somebody chooses how their lists look.

use super::{
    actions,
    model::{Density, ListStyle},
};
use crate::queue::Fact;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/queue/style", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "list_style/edit.html")]
struct EditPage {
    page: Page,
    style: ListStyle,
    densities: &'static [Density],
    facts: &'static [Fact],
    /// Where the person came from.
    next: String,
}

/// Only back into the queue.
fn way_back(form: &Fields) -> String {
    match form.get("next").trim_start_matches('?') {
        "" => "/queue".to_owned(),
        // longer than any list's address is
        query if query.len() > 2000 => "/queue".to_owned(),
        // taken apart and written anew, so that it is an address whatever was sent
        query => format!("/queue?{}", Fields::parse(query.as_bytes()).encode()),
    }
}

async fn edit(visit: Visit, form: Fields) -> Result<Response> {
    html(&EditPage {
        style: actions::load(&visit.app, &visit.actor).await?,
        page: visit.page_t("style-title"),
        densities: Density::ALL,
        facts: Fact::ALL,
        next: form.get("next").to_owned(),
    })
}

async fn update(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let style = ListStyle::read(fields.get("density"), &fields.all("fact").join(" "));
    actions::choose(&visit.app, &visit.actor, style).await?;
    go(way_back(&fields))
}
