//! Drafts as JSON: what an app of one's own needs to go on where a browser stopped.

use super::{
    actions::{self, Kept},
    model::{Draft, Save},
};
use crate::editors::Editor;
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, Error, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Fields, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_drafts, save_draft)).routes(routes!(delete_draft))
}

/// Words that are not sent yet.
#[derive(Serialize, utoipa::ToSchema)]
struct DraftJson {
    id: i64,
    /// Where they are written: `report`, `ticket/7/reply` (`note`, `resolution`, ...),
    /// `ticket/7/assist-answer/3`, `answer/5` (`answer/0`: a new one), ...
    editor: String,
    /// The form's fields.
    fields: BTreeMap<String, String>,
    version: i64,
    is_shared: bool,
    #[schema(value_type = String, format = DateTime)]
    saved_at: Time,
}

impl From<Draft> for DraftJson {
    fn from(draft: Draft) -> Self {
        DraftJson {
            id: draft.id,
            editor: draft.editor.to_string(),
            version: draft.version,
            is_shared: draft.shared_at.is_some(),
            saved_at: draft.saved_at,
            fields: draft.fields.pairs().iter().cloned().collect(),
        }
    }
}

/// The caller's own drafts, the newest first.
#[utoipa::path(get, path = "/drafts", operation_id = "list_drafts",
    responses((status = 200, body = Vec<DraftJson>)))]
async fn list_drafts(visit: ApiVisit) -> Result<Response> {
    let drafts = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(drafts.into_iter().map(DraftJson::from).collect::<Vec<_>>()).into_response())
}

/// Words to keep.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SaveJson {
    editor: String,
    fields: BTreeMap<String, String>,
    /// The draft this goes on from; a new one when left out.
    draft: Option<i64>,
    /// Its version as the caller knows it. Where it has another by now, both texts are kept.
    version: Option<i64>,
    /// Whether those who work on the ticket see it and may continue it; as it was when left out.
    is_shared: Option<bool>,
}

/// Keeps words. Empty ones remove the draft (204).
#[utoipa::path(post, path = "/drafts", operation_id = "save_draft", request_body = SaveJson,
    responses((status = 200, body = DraftJson), (status = 204), (status = 422, body = web::ProblemJson)))]
async fn save_draft(visit: ApiVisit, JsonBody(new): JsonBody<SaveJson>) -> Result<Response> {
    let editor = Editor::parse(&new.editor);
    let editor = editor.ok_or_else(|| Error::invalid("editor", "problem-choose"))?;
    let save = Save {
        editor,
        draft: new.draft,
        version: new.version.unwrap_or_default(),
        tab: String::new(),
        fields: Fields::new(new.fields),
    };
    match actions::save(&visit.app, &visit.actor, save).await? {
        Kept::Nothing => Ok(StatusCode::NO_CONTENT.into_response()),
        Kept::In(id, _) => {
            if let Some(is_shared) = new.is_shared {
                actions::share(&visit.app, &visit.actor, id, is_shared).await?;
            }
            let draft = actions::mine(&visit.app, &visit.actor, id).await?;
            Ok(Json(DraftJson::from(draft)).into_response())
        }
    }
}

/// Drops a draft.
#[utoipa::path(delete, path = "/drafts/{id}", operation_id = "delete_draft",
    params(("id" = i64, Path)), responses((status = 204), (status = 404, body = web::ProblemJson)))]
async fn delete_draft(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::discard(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
