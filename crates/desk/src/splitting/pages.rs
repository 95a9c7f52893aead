//! The form that makes a message a ticket of its own.

use super::actions::{self, NewSplit};
use crate::{
    following::Whom,
    tickets::{Kind, Ticket},
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/messages/{id}/splitting", get(new).post(create))
}

#[derive(Template)]
#[template(path = "splitting/new.html")]
struct SplitPage {
    page: Page,
    message: i64,
    ticket: Ticket,
    author: String,
    words: String,
    kinds: Vec<(String, String)>,
    form: Fields,
    problems: Problems,
}

async fn page_of(
    visit: &Visit,
    id: i64,
    form: Option<Fields>,
    problems: Problems,
) -> Result<SplitPage> {
    let (ticket, author, words) = actions::load(&visit.app, &visit.actor, id).await?;
    let language = visit.actor.language;
    let kind = |k: &Kind| (k.to_string(), language.t(&format!("kind-{k}")).to_owned());
    let form = form.unwrap_or_else(|| Fields::new([("kind", ticket.kind.to_string())]));
    Ok(SplitPage {
        page: visit.page(format!("#{} {}", ticket.id, language.t("split-title"))),
        message: id,
        kinds: Kind::ALL.iter().map(kind).collect(),
        ticket,
        author,
        words,
        form,
        problems,
    })
}

async fn new(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&page_of(&visit, id, None, Problems::default()).await?)
}

async fn create(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (ticket, ..) = actions::load(&visit.app, &visit.actor, id).await?;
    let requester = fields.get("requester").trim();
    let new = NewSplit {
        subject: fields.get("subject").to_owned(),
        requester: Some(requester).filter(|t| !t.is_empty()).map(|t| Whom::Typed(t.to_owned())),
        kind: Kind::parse(fields.get("kind")),
    };
    match actions::split(&visit.app, &visit.actor, ticket.id, id, new).await {
        Ok(made) => go(format!("/tickets/{made}?said=split")),
        Err(Error::Invalid(problems)) => {
            refused_form(&page_of(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
