//! The page that connects two tickets: found by number or by words, then linked or made one.

use super::{
    actions::{self, Connecting},
    model::Relation,
};
use crate::{
    queue::{self, Filters, Line},
    search,
    tickets::show_with,
};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/links", post(link))
        .route("/tickets/{id}/links/new", get(new))
        .route("/tickets/{id}/links/{link}/removal", post(unlink))
}

#[derive(Template)]
#[template(path = "links/new.html")]
struct ConnectPage {
    page: Page,
    it: Connecting,
    found: Vec<Line>,
    is_search: bool,
    /// The form that came back: `links` or `merging`; empty: neither was sent.
    open: &'static str,
    relations: Vec<(String, String)>,
    form: Fields,
    problems: Problems,
}

impl ConnectPage {
    /// " #12", where the other ticket is known.
    fn other_number(&self) -> String {
        self.it.other.as_ref().map(|other| format!(" #{}", other.id)).unwrap_or_default()
    }
    /// Whether their people may read each other, as chosen or as it is safe.
    fn shares(&self) -> bool {
        match self.form.get("share") {
            "yes" => true,
            "no" => false,
            _ => self.it.may_share,
        }
    }
}

/// The same page again with what was wrong in one of its forms, `links` or `merging`; `into` is the
/// ticket that was chosen.
pub(crate) async fn show_connecting(
    visit: &Visit,
    id: i64,
    open: &'static str,
    form: Fields,
    problems: Problems,
) -> Result<Response> {
    let page = page_of(visit, id, form, problems).await?;
    refused_form(&ConnectPage { open, ..page })
}

async fn page_of(
    visit: &Visit,
    id: i64,
    mut form: Fields,
    mut problems: Problems,
) -> Result<ConnectPage> {
    let q = form.get("q").trim().trim_start_matches('#').to_owned();
    // a number is that ticket
    if form.get("into").is_empty() && q.parse::<i64>().is_ok() {
        form.set("into", q.clone());
    }
    let other = form.number("into").map(TicketId);
    let it = actions::connecting(&visit.app, &visit.actor, TicketId(id), other).await?;
    if other.is_some() && it.other.is_none() && problems.0.is_empty() {
        let args = vec![("number", form.get("into").to_owned())];
        problems.add_with("q", "problem-merge-not-there", args);
    }
    let is_search = !q.is_empty() && q.parse::<i64>().is_err();
    let mut found = Vec::new();
    if it.other.is_none() {
        found = match is_search {
            true => matching(visit, &q, &mut problems).await?,
            false => near(visit, &it).await?,
        };
        found.retain(|line| line.id.0 != id);
    }
    let language = visit.actor.language;
    let named = |r: &Relation| (r.to_string(), language.t(&format!("relation-{r}")).to_owned());
    Ok(ConnectPage {
        page: visit.page(format!("#{id} {}", language.t("connect-title"))),
        it,
        found,
        is_search,
        open: "",
        relations: Relation::ALL.iter().map(named).collect(),
        form,
        problems,
    })
}

async fn matching(visit: &Visit, q: &str, problems: &mut Problems) -> Result<Vec<Line>> {
    let query = match search::parse(q) {
        Ok(query) => query,
        Err(Error::Invalid(wrong)) => {
            problems.0.extend(wrong.0);
            return Ok(Vec::new());
        }
        Err(error) => return Err(error.into()),
    };
    let filters = Filters { limit: 20, ..Filters::new(Vec::new()) };
    let (found, _) = search::search(&visit.app, &visit.actor, query, filters).await?;
    Ok(found.into_iter().map(|one| one.line).collect())
}

/// Open tickets about the same service: what one is most likely looking for.
async fn near(visit: &Visit, it: &Connecting) -> Result<Vec<Line>> {
    if it.ticket.service_id.is_none() {
        return Ok(Vec::new());
    }
    let whose = queue::everything(&visit.actor);
    let filters = Filters { service: it.ticket.service_id, limit: 10, ..Filters::new(whose) };
    Ok(queue::list(&visit.app, &visit.actor, filters).await?.lines)
}

async fn new(visit: Visit, Path(id): Path<i64>, form: Fields) -> Result<Response> {
    html(&page_of(&visit, id, form, Problems::default()).await?)
}

async fn link(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let mut problems = Problems::default();
    let relation = problems.word("relation", Relation::parse(fields.get("relation")));
    let other = problems.word("into", fields.number("into"));
    let outcome = match (relation, other) {
        (Some(relation), Some(other)) => {
            let (ticket, other) = (TicketId(id), TicketId(other));
            actions::link(&visit.app, &visit.actor, ticket, relation, other).await
        }
        _ => problems.check(),
    };
    match outcome {
        Ok(()) => go(format!("/tickets/{id}?said=linked")),
        Err(Error::Invalid(problems)) => {
            show_connecting(&visit, id, "links", fields, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn unlink(visit: Visit, Path((id, link)): Path<(i64, i64)>) -> Result<Response> {
    let outcome = actions::unlink(&visit.app, &visit.actor, TicketId(id), link).await;
    show_with(&visit, id, outcome, "unlinked", "", Fields::default()).await
}
