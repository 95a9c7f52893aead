//! The page on which somebody adds themselves to a ticket, or sees how it goes.

use super::{
    actions::{self, NewAffected, look},
    model::Look,
};
use crate::{
    conversation, drafts,
    editors::{Editor, Form},
    impact::{Hurts, Scope, Stopped},
    tickets::{self, Heading},
};
use base::{LocationId, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/affected", get(show).post(create))
        .route("/tickets/{id}/affected/new", post(new))
        .route("/tickets/{id}/affected/removal", post(remove))
}

/// The page.
#[derive(Template)]
#[template(path = "affected/show.html")]
pub struct AffectedPage {
    page: Page,
    form: Fields,
    problems: Problems,
    locations: Vec<Heading>,
    /// Whether it is over, so that nobody can be added.
    is_over: bool,
    /// Where a report that was being typed goes on; empty: there was none.
    back: String,
    seen: Look,
    drafts: drafts::Panel,
}

/// Fields that the page itself asks for, or that belong to a button.
const OWN: [&str; 12] = [
    "location",
    "scope",
    "who",
    "words",
    "join",
    "send",
    "preview",
    "back",
    "from",
    "draft",
    "draft-version",
    "draft-tab",
];

impl AffectedPage {
    fn scopes(&self) -> &'static [Scope] {
        Scope::ALL
    }
    fn whos(&self) -> &'static [Stopped] {
        Stopped::ALL
    }
    /// What was typed elsewhere and goes back with it.
    fn carried(&self) -> Vec<&(String, String)> {
        self.form.pairs().iter().filter(|(name, _)| !OWN.contains(&name.as_str())).collect()
    }
}

fn editor(id: i64) -> Editor {
    Editor::Ticket(TicketId(id), Form::Affected)
}

async fn page(visit: &Visit, id: i64, form: Fields, problems: Problems) -> Result<AffectedPage> {
    let seen = look(&visit.app, &visit.actor, TicketId(id)).await?;
    let typed = Some(form).filter(|form| !form.pairs().is_empty());
    let (mut form, drafts) =
        drafts::open(&visit.app, &visit.actor, editor(id), typed, Fields::default()).await?;
    let (_, locations) = tickets::choices(&visit.app, &visit.actor).await?;
    let back = match form.get("from") {
        "report" => "/report",
        "desk" => "/desk/work",
        _ => "",
    };
    if let Some(own) = &seen.own
        && !form.has("scope")
    {
        form.set("scope", own.scope.as_str());
        form.set("who", own.who.as_str());
        form.set("words", own.words.clone());
        form.set("location", own.location_id.map(|id| id.to_string()).unwrap_or_default());
    }
    if !form.has("location")
        && let Some(place) = tickets::home_of(&visit.app, &visit.actor).await?
    {
        form.set("location", place.to_string());
    }
    let defaults = [("scope", "one"), ("who", "both")];
    for (name, word) in defaults {
        if form.get(name).is_empty() {
            form.set(name, word);
        }
    }
    let title = visit.actor.language.with("affected-page", &[("number", &id.to_string())]);
    let is_over = !seen.known.state.is_open();
    let page = visit.page(title);
    let back = back.to_owned();
    Ok(AffectedPage { page, form, problems, locations, is_over, back, seen, drafts })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&page(&visit, id, Fields::default(), Problems::default()).await?)
}

/// From a report that is being typed: everything in it comes along and goes back again.
async fn new(visit: Visit, Path(id): Path<i64>, posted: Posted) -> Result<Response> {
    let mut form = posted.fields;
    for id in conversation::stage(&visit.app, &visit.actor, posted.files).await? {
        form.push("attachment", id.to_string());
    }
    html(&page(&visit, id, form, Problems::default()).await?)
}

async fn create(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let new = NewAffected {
        location: fields.number("location").map(LocationId),
        scope: Scope::parse(fields.get("scope")),
        who: Stopped::parse(fields.get("who")),
        hurts: Hurts::parse(fields.get("hurts")),
        words: fields.get("words").to_owned(),
    };
    match actions::add(&visit.app, &visit.actor, TicketId(id), new).await {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go(format!("/tickets/{id}/affected?said=affected"))
        }
        Err(Error::Invalid(problems)) => refused_form(&page(&visit, id, fields, problems).await?),
        // it was put right or called off meanwhile
        Err(Error::Conflict) => {
            let shown = page(&visit, id, fields, Problems::default()).await?;
            let mut response = html(&AffectedPage { is_over: true, ..shown })?;
            *response.status_mut() = axum::http::StatusCode::CONFLICT;
            Ok(response)
        }
        // once it is over, whoever is not on it may not know more of it: what they typed is theirs
        Err(Error::NotFound) if fields.has("from") => over(&visit, id, fields),
        Err(error) => Err(error.into()),
    }
}

/// Nothing of the ticket, and everything of what was typed.
fn over(visit: &Visit, id: i64, form: Fields) -> Result<Response> {
    let back = if form.get("from") == "desk" { "/desk/work" } else { "/report" };
    let title = visit.actor.language.with("affected-page", &[("number", &id.to_string())]);
    let over = OverPage { page: visit.page(title), form, back };
    let mut response = html(&over)?;
    *response.status_mut() = axum::http::StatusCode::CONFLICT;
    Ok(response)
}

/// It is over: nobody can be added, and nothing that was typed is lost.
#[derive(Template)]
#[template(path = "affected/over.html")]
struct OverPage {
    page: Page,
    form: Fields,
    back: &'static str,
}

impl OverPage {
    fn carried(&self) -> Vec<&(String, String)> {
        let buttons = ["join", "send", "preview", "back", "from"];
        self.form.pairs().iter().filter(|(name, _)| !buttons.contains(&name.as_str())).collect()
    }
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::remove(&visit.app, &visit.actor, TicketId(id)).await?;
    go("/requests?of=followed&said=unaffected")
}
