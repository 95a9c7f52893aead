//! The forms for holding, waking and promising; they live on the ticket's page.

use super::{
    actions::{self, HoldForm},
    model::Quick,
};
use crate::{
    snooze::local_time,
    tickets::{HoldReason, show_with},
};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/hold", post(hold))
        .route("/tickets/{id}/waking", post(wake))
        .route("/tickets/{id}/news", post(news))
}

async fn hold(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let form = HoldForm {
        reason: HoldReason::parse(fields.get("reason")),
        note: fields.get("because").to_owned(),
        wakes_at: local_time(&visit.actor, fields.get("wakes")),
    };
    let outcome = actions::hold(&visit.app, &visit.actor, TicketId(id), form).await;
    show_with(&visit, id, outcome, "held", "hold", fields).await
}

async fn wake(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let outcome = actions::wake(&visit.app, &visit.actor, TicketId(id)).await;
    show_with(&visit, id, outcome, "woken", "hold", Fields::default()).await
}

async fn news(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let wanted = Quick::parse(fields.get("quick"));
    let times = actions::quick_for(&visit.app, &visit.actor, TicketId(id)).await?;
    let found = times.iter().find(|(quick, _)| Some(*quick) == wanted).map(|(_, at)| *at);
    let typed = || local_time(&visit.actor, fields.get("news_by"));
    let outcome = match found.or_else(typed) {
        Some(at) => actions::promise(&visit.app, &visit.actor, TicketId(id), at).await,
        None => Err(Error::invalid("news_by", "problem-time")),
    };
    show_with(&visit, id, outcome, "promised", "news", fields).await
}
