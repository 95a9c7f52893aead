//! The forms of an agenda, on the meeting's page.

use super::{
    actions::{self, NewItem},
    model::Way,
};
use crate::{meeting_boxes, meetings};
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meetings/{id}/agenda", post(add))
        .route("/meetings/{id}/lines/{line}/aside", post(put_line_aside))
        .route("/meetings/{id}/lines/{line}/taking-up", post(take_line_up))
        .route("/agenda/{id}", get(find))
        .route("/agenda/{id}/removal", post(remove))
        .route("/agenda/{id}/moves", post(shift))
        .route("/agenda/{id}/notes", post(note))
        .route("/agenda/{id}/aside", post(put_aside))
        .route("/agenda/{id}/taking-up", post(take_up))
}

async fn add(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let new =
        NewItem { title: fields.get("item").to_owned(), why: fields.get("item_why").to_owned() };
    let outcome = actions::add(&visit.app, &visit.actor, id, new).await.map(drop);
    if outcome.is_ok() {
        meeting_boxes::sent(&visit, Sheet::AgendaItem, id, &fields).await;
    }
    meetings::show_with(&visit, id, outcome, ("item", "agenda-added"), fields).await
}

async fn find(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let meeting = actions::meeting_of(&visit.app, &visit.actor, id).await?;
    go(format!("/meetings/{meeting}?note={id}#topic-{id}"))
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let meeting = actions::remove(&visit.app, &visit.actor, id).await?;
    go(format!("/meetings/{meeting}?said=agenda-removed"))
}

async fn shift(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let way = match fields.get("way") {
        "up" => Some(Way::Up),
        "down" => Some(Way::Down),
        _ => None,
    };
    match actions::shift(&visit.app, &visit.actor, id, way).await {
        Ok(meeting) => go(format!("/meetings/{meeting}#topic-{id}")),
        Err(Error::Invalid(_)) => find(visit, Path(id)).await,
        Err(error) => Err(error.into()),
    }
}

/// Keeps what was noted. Where a colleague noted something else meanwhile, both are shown.
async fn note(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    let at = (id, version);
    let form = format!("notes/{id}");
    match actions::note(&visit.app, &visit.actor, at, fields.get("notes")).await {
        Ok(meeting) => {
            let editor = Editor::Page(Sheet::Topic, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/meetings/{meeting}?said=topic-noted#topic-{id}"))
        }
        Err(Error::Conflict) => {
            let now = actions::get(&visit.app, &visit.actor, id).await?;
            if now.version == version {
                return Err(Error::Conflict.into());
            }
            let mut problems = Problems::default();
            problems.add_with("notes", "problem-changed-field", vec![("now", now.notes)]);
            fields.set("version", now.version.to_string());
            let refused = Err(Error::Invalid(problems));
            meetings::show_with(&visit, now.meeting_id, refused, (&form, "topic-noted"), fields)
                .await
        }
        Err(Error::Invalid(problems)) => {
            let meeting = actions::meeting_of(&visit.app, &visit.actor, id).await?;
            let refused = Err(Error::Invalid(problems));
            meetings::show_with(&visit, meeting, refused, (&form, "topic-noted"), fields).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn aside(visit: &Visit, id: i64, is_aside: bool) -> Result<Response> {
    let meeting = actions::put_aside(&visit.app, &visit.actor, id, is_aside).await?;
    go(format!("/meetings/{meeting}#topic-{id}"))
}

async fn put_aside(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    aside(&visit, id, true).await
}

async fn take_up(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    aside(&visit, id, false).await
}

async fn line_aside(visit: &Visit, at: (i64, String), is_aside: bool) -> Result<Response> {
    let meeting = at.0;
    actions::put_line_aside(&visit.app, &visit.actor, at, is_aside).await?;
    go(format!("/meetings/{meeting}#agenda"))
}

async fn put_line_aside(visit: Visit, Path(at): Path<(i64, String)>) -> Result<Response> {
    line_aside(&visit, at, true).await
}

async fn take_line_up(visit: Visit, Path(at): Path<(i64, String)>) -> Result<Response> {
    line_aside(&visit, at, false).await
}
