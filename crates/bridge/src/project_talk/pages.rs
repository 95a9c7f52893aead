//! The box below a project.

use super::actions;
use crate::projects::show_again;
use desk::{
    drafts,
    editors::{Editor, Sheet},
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/projects/{id}/messages", post(create))
}

async fn create(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let is_decision = fields.is("is_decision", "yes");
    let said = actions::say(&visit.app, &visit.actor, id, fields.get("words"), is_decision).await;
    match said {
        Ok(made) => {
            let editor = Editor::Page(Sheet::ProjectTalk, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/projects/{id}?said=project-said#said-{made}"))
        }
        Err(error) => show_again(&visit, id, "talk", fields, error).await,
    }
}
