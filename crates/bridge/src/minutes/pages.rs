//! The forms of minutes, on the meeting's page.

use super::actions::{self, NewDecision};
use crate::{action_items, meeting_boxes, meetings};
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meetings/{id}/decisions", post(decide))
        .route("/decisions/{id}/removal", post(undecide))
        .route("/meetings/{id}/actions", post(promise))
        .route("/meetings/{id}/holding", post(hold))
        .route("/meetings/{id}/confirmation", post(confirm))
        .route("/meetings/{id}/amendments", post(amend))
}

async fn decide(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let new = NewDecision {
        words: fields.get("decision").to_owned(),
        agreed: fields.get("agreed").to_owned(),
    };
    let outcome = actions::decide(&visit.app, &visit.actor, id, new).await.map(drop);
    if outcome.is_ok() {
        meeting_boxes::sent(&visit, Sheet::Decision, id, &fields).await;
    }
    meetings::show_with(&visit, id, outcome, ("decision", "decided"), fields).await
}

async fn undecide(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let meeting = actions::undecide(&visit.app, &visit.actor, id).await?;
    go(format!("/meetings/{meeting}?said=undecided#decisions"))
}

async fn promise(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let place = action_items::Place::Meeting(id);
    let new = action_items::read(&fields);
    let outcome = action_items::promise(&visit.app, &visit.actor, place, new).await.map(drop);
    if outcome.is_ok() {
        meeting_boxes::sent(&visit, Sheet::Promise, id, &fields).await;
    }
    meetings::show_with(&visit, id, outcome, ("action", "action-promised"), fields).await
}

async fn hold(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::hold(&visit.app, &visit.actor, id).await?;
    go(format!("/meetings/{id}?said=meeting-held"))
}

async fn confirm(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::confirm(&visit.app, &visit.actor, id).await?;
    go(format!("/meetings/{id}?said=minutes-confirmed"))
}

async fn amend(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::amend(&visit.app, &visit.actor, id, fields.get("amendment")).await;
    if outcome.is_ok() {
        let editor = Editor::Page(Sheet::Minutes, id);
        drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
    }
    meetings::show_with(&visit, id, outcome, ("amendment", "amended"), fields).await
}
