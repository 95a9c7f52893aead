//! Where open pages send their drafts, and the line under an editor that says what is kept.

use super::{
    actions::{self, Kept},
    model::{Panel, Save},
};
use crate::editors::Editor;
use axum::http::{HeaderValue, StatusCode};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/drafts", post(save))
        .route("/drafts/{id}/removal", post(discard))
        .route("/drafts/{id}/choice", post(prefer))
        .route("/drafts/{id}/sharing", post(share))
        .route("/drafts/{id}/continuation", post(take_over))
}

/// What is kept of one editor, with what else there is of it.
#[derive(Template)]
#[template(path = "drafts/part.html")]
struct DraftPart {
    page: Page,
    drafts: Panel,
    form: String,
}

/// Keeps what stands in a form. Answers with the line under it: the same that the whole page would
/// have. 410 where the draft is gone because its words were sent or dropped.
async fn save(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let editor = Editor::parse(fields.get("draft-editor")).ok_or(Error::NotFound)?;
    let save = Save {
        editor,
        draft: fields.number("draft"),
        version: fields.number("draft-version").unwrap_or_default(),
        tab: fields.get("draft-tab").chars().take(40).collect(),
        fields,
    };
    let outcome = actions::save(&visit.app, &visit.actor, save).await;
    let kept = match outcome {
        Err(Error::NotFound) => {
            let gone = actions::load(&visit.app, &visit.actor, editor).await;
            return gone.map(|_| StatusCode::GONE.into_response()).map_err(Into::into);
        }
        kept => kept?,
    };
    let drafts = actions::load(&visit.app, &visit.actor, editor).await?;
    let form = editor.name();
    let mut response = html(&DraftPart { page: visit.page(""), drafts, form })?;
    if let Kept::In(id, version) = kept {
        for (name, number) in [("x-draft", id), ("x-draft-version", version)] {
            response.headers_mut().insert(name, HeaderValue::from(number));
        }
    }
    Ok(response)
}

/// Back to where the words were written, with what was done.
fn back(editor: Editor, said: &str) -> Result<Response> {
    go(format!("{}?said={said}", editor.page()))
}

async fn discard(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    back(actions::discard(&visit.app, &visit.actor, id).await?, "draft-dropped")
}

async fn prefer(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    back(actions::prefer(&visit.app, &visit.actor, id).await?, "draft-chosen")
}

async fn share(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let is_on = !fields.has("stop");
    let editor = actions::share(&visit.app, &visit.actor, id, is_on).await?;
    back(editor, if is_on { "draft-shared" } else { "draft-kept" })
}

async fn take_over(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    let ticket = Editor::parse(fields.get("draft-editor"));
    match actions::take_over(&visit.app, &visit.actor, id, version).await {
        Ok(editor) => back(editor, "draft-taken"),
        // they wrote on meanwhile, dropped it or sent it: the page shows how it is now
        Err(Error::Conflict | Error::NotFound) if ticket.is_some() => {
            back(ticket.unwrap_or(Editor::Report), "draft-moved")
        }
        Err(error) => Err(error.into()),
    }
}
