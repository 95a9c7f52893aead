//! Answers from the ticket's page.

use super::{actions, model::Panel};
use crate::{
    custom_fields::{Asked, Typed},
    tickets::show_with,
};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/questions", post(answer))
        .route("/tickets/{id}/questions/fields", post(part))
}

async fn answer(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let typed = Typed::from_form(&fields);
    let outcome = actions::answer(&visit.app, &visit.actor, TicketId(id), typed, false).await;
    let said = if matches!(outcome, Ok(true)) { "questions-more" } else { "questions-answered" };
    show_with(&visit, id, outcome.map(drop), said, "questions", fields).await
}

#[derive(Template)]
#[template(path = "open_questions/inputs.html")]
struct QuestionsPart {
    page: Page,
    problems: Problems,
    asked: Vec<Asked>,
}

/// The questions again, for the script that shows what hangs on an answer.
async fn part(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let typed = Some(Typed::from_form(&fields));
    let Panel { asked, .. } = actions::list(&visit.app, &visit.actor, TicketId(id), typed).await?;
    html(&QuestionsPart { page: visit.page(""), problems: Problems::default(), asked })
}
