//! The form for closing one's own ticket; it lives on the ticket's page.

use super::{actions, model::How};
use crate::tickets::show_with;
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/closing", post(close))
}

async fn close(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (how, words) = (How::parse(fields.get("how")), fields.get("fine_words"));
    let outcome = actions::close(&visit.app, &visit.actor, TicketId(id), how, words).await;
    let said = match how {
        Some(How::FixedItself) => "fixed-itself",
        _ => "fine-now",
    };
    show_with(&visit, id, outcome, said, "closing", fields).await
}
