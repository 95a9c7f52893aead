//! The forms for calls for help, on the ticket's page, and the page of help given and received.

use super::{
    actions::{self, Helped, NewAssist},
    model::Answer,
};
use crate::{
    drafts,
    editors::{Editor, Form},
    following::Whom,
    tickets::show_with,
};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/account/assists", get(index))
        .route("/tickets/{id}/assists", post(ask))
        .route("/tickets/{id}/assists/{assist}/answer", post(answer))
        .route("/tickets/{id}/assists/{assist}/thanks", post(thank))
}

#[derive(Template)]
#[template(path = "assists/index.html")]
struct AssistsPage {
    page: Page,
    it: Helped,
}

async fn index(visit: Visit) -> Result<Response> {
    let it = actions::helped(&visit.app, &visit.actor).await?;
    html(&AssistsPage { page: visit.page_t("assists-title"), it })
}

async fn ask(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let new = NewAssist {
        helper: Whom::Typed(fields.get("helper").to_owned()),
        words: fields.get("assist-words").to_owned(),
    };
    let outcome = actions::ask(&visit.app, &visit.actor, TicketId(id), new).await.map(drop);
    show_with(&visit, id, outcome, "assist-asked", "assist", fields).await
}

async fn answer(
    visit: Visit,
    Path((id, assist)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let said = Answer::parse(fields.get("helped"));
    let (ticket, words) = (TicketId(id), fields.get("assist-answer-words"));
    let outcome = actions::answer(&visit.app, &visit.actor, ticket, assist, said, words).await;
    if outcome.is_ok() && !actions::still_sees(&visit.app, &visit.actor, ticket).await? {
        let editor = Editor::Row(ticket, Form::AssistAnswer, assist);
        drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
        return go("/account/assists?said=assist-answered");
    }
    // in the right one of several
    let form = format!("assist-answer/{assist}");
    show_with(&visit, id, outcome, "assist-answered", &form, fields).await
}

async fn thank(
    visit: Visit,
    Path((id, assist)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let words = fields.get("assist-thanks");
    let outcome = actions::thank(&visit.app, &visit.actor, TicketId(id), assist, words).await;
    let form = format!("assist-thanks/{assist}");
    show_with(&visit, id, outcome, "assist-thanked", &form, fields).await
}
