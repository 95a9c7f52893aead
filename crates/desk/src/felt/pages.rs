//! The form at the end of a ticket's page.

use super::{
    actions,
    model::{NewFeedback, Unit, lost_minutes},
};
use crate::tickets::show_with;
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/feedback", post(give))
}

/// An answer as a form has it.
pub fn read(form: &Fields) -> NewFeedback {
    let unit = Unit::parse(form.get("lost_unit")).unwrap_or(Unit::Minutes);
    NewFeedback {
        score: form.number("score"),
        lost_minutes: lost_minutes(form.get("lost_minutes"), unit),
        words: Some(form.get("feedback").to_owned()),
        is_kept: Some(form.has("is_kept")),
        is_partial: false,
    }
}

async fn give(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::give(&visit.app, &visit.actor, TicketId(id), read(&fields)).await;
    show_with(&visit, id, outcome, "thanks", "feedback", fields).await
}
