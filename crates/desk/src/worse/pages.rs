//! The short form; it lives on the ticket's page.

use super::actions::{self, NewWorsening};
use crate::{
    impact::{Hurts, Scope},
    tickets::show_with,
};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/worsening", post(worsen))
}

async fn worsen(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let typed = fields.get("since").trim();
    let since = match typed.parse::<jiff::civil::DateTime>() {
        Ok(at) => visit.actor.zone.to_timestamp(at).ok().map(Time::from),
        Err(_) => None,
    };
    let new = NewWorsening {
        words: fields.get("changed").to_owned(),
        scope: Scope::parse(fields.get("now_scope")),
        hurts: Hurts::parse(fields.get("now_hurts")),
        since,
    };
    let outcome = match since.is_none() && !typed.is_empty() {
        true => Err(Error::invalid("since", "problem-time")),
        false => actions::worsen(&visit.app, &visit.actor, TicketId(id), new).await,
    };
    show_with(&visit, id, outcome, "worsened", "worsening", fields).await
}
