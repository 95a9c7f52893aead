//! The buttons that make two tickets one, and two again.

use super::actions::{self, NewMerge};
use crate::{links::show_connecting, tickets::show_with};
use base::{Right, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/merging", post(merge))
        .route("/tickets/{id}/unmerging", post(unmerge))
}

async fn merge(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    visit.actor.may(Right::Work)?;
    let is_shared = match fields.get("share") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let outcome = match fields.number("into").map(TicketId) {
        Some(into) => {
            let new = NewMerge { into, is_shared };
            actions::merge(&visit.app, &visit.actor, TicketId(id), new).await.map(|()| into)
        }
        None => Err(Error::invalid("into", "problem-number")),
    };
    match outcome {
        Ok(into) => go(format!("/tickets/{into}?said=merged")),
        Err(Error::Invalid(problems)) => {
            show_connecting(&visit, id, "merging", fields, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn unmerge(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let outcome = actions::unmerge(&visit.app, &visit.actor, TicketId(id)).await.map(drop);
    show_with(&visit, id, outcome, "unmerged", "unmerging", Fields::default()).await
}
