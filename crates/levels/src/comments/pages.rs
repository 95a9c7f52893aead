//! Comments on the page of an agreement.

use super::actions::{self, NewComment};
use crate::agreements;
use desk::{
    drafts,
    editors::{Editor, Sheet},
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/agreements/{id}/comments", post(add))
        .route("/agreements/comments/{id}/settlement", post(settle))
}

async fn add(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let clause = fields.get("clause");
    let new = NewComment {
        // what is no number is no point either
        clause: (!clause.is_empty()).then(|| clause.parse().unwrap_or(0)),
        words: fields.get("words").to_owned(),
    };
    match actions::add(&visit.app, &visit.actor, id, new).await {
        Ok(_) => {
            let editor = Editor::Page(Sheet::AgreementComment, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/agreements/{id}/open?said=agreement-commented"))
        }
        Err(error) => agreements::refused(&visit, id, fields, error).await,
    }
}

async fn settle(visit: Visit, Path(comment): Path<i64>) -> Result<Response> {
    let id = actions::settle(&visit.app, &visit.actor, comment).await?;
    go(format!("/agreements/{id}/open"))
}
