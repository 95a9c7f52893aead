//! The first page of the bridge, and the page of each relationship.

use super::{
    actions,
    model::{Item, Overview, Which},
};
use crate::relationships::{self, Relationship, Standing};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bridge", get(index))
        .route("/relationships/{id}", get(show))
        .route("/relationships/{id}/requests", get(requests))
}

#[derive(Template)]
#[template(path = "overview/index.html")]
struct BridgePage {
    page: Page,
    mine: Vec<Overview>,
    may_begin: bool,
    /// Address, name, and what it is for.
    parts: &'static [(&'static str, &'static str, &'static str)],
}

const PARTS: &[(&str, &str, &str)] = &[
    ("/meetings", "bridge-nav-meetings", "bridge-what-meetings"),
    ("/projects", "bridge-nav-projects", "bridge-what-projects"),
    ("/goals", "bridge-nav-goals", "bridge-what-goals"),
    ("/glossary", "bridge-nav-glossary", "bridge-what-glossary"),
    ("/who-we-are", "bridge-nav-who", "bridge-what-who"),
    ("/praise", "bridge-nav-praise", "bridge-what-praise"),
    ("/tours", "bridge-nav-tours", "bridge-what-tours"),
    ("/ideas", "bridge-nav-ideas", "bridge-what-ideas"),
    ("/reviews", "bridge-nav-reviews", "bridge-what-reviews"),
    ("/ladders", "bridge-nav-ladders", "bridge-what-ladders"),
    ("/contributions/me", "contributions-mine", "bridge-what-contributions"),
];

async fn index(visit: Visit) -> Result<Response> {
    let mine = actions::list_mine(&visit.app, &visit.actor).await?;
    let may_begin = relationships::may_begin(&visit.actor);
    html(&BridgePage { page: visit.page_t("bridge-title"), mine, may_begin, parts: PARTS })
}

#[derive(Template)]
#[template(path = "overview/show.html")]
struct RelationshipPage {
    page: Page,
    it: Overview,
    now: Time,
}

/// The page; where the two became part of others, those lead on.
async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    if let Some(next) = relationships::successor(&visit.app, &visit.actor, id).await? {
        return go(format!("/relationships/{next}"));
    }
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let title =
        format!("{} {} {}", it.of.customer, visit.actor.language.t("bridge-and"), it.of.provider);
    html(&RelationshipPage { page: visit.page(title), it, now: visit.app.now() })
}

#[derive(Template)]
#[template(path = "overview/requests.html")]
struct RequestsPage {
    page: Page,
    of: Relationship,
    standing: Standing,
    which: Which,
    items: Vec<Item>,
    counts: Vec<(Which, usize)>,
    /// What narrows it, for the links between the lists.
    narrowed: String,
    now: Time,
}

async fn requests(
    visit: Visit,
    Path(id): Path<i64>,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Result<Response> {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let which = Which::parse(fields.get("show")).unwrap_or(Which::Worst);
    let (service, location) = (fields.number("service"), fields.number("location"));
    let by = (service, location);
    let found = actions::requests(&visit.app, &visit.actor, id, which, by).await?;
    let part = |(name, id): (&str, Option<i64>)| id.map(|id| format!("&{name}={id}"));
    let narrowed =
        [("service", service), ("location", location)].into_iter().filter_map(part).collect();
    html(&RequestsPage {
        page: visit.page_t("overview-requests"),
        of: found.of,
        standing: found.standing,
        which,
        items: found.items,
        counts: found.counts,
        narrowed,
        now: found.now,
    })
}
