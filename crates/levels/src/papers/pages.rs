//! An agreement in plain words, and on paper.

use super::{actions, model::Paper};
use axum::http::header;
use serde_json::json;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/agreements/{id}/plain", get(plain))
        .route("/agreements/{id}/plain.pdf", get(plain_document))
        .route("/agreements/{id}/agreement.pdf", get(document))
}

const WHOLE: &str = include_str!("agreement.typ");
const PLAIN: &str = include_str!("plain.typ");

#[derive(Template)]
#[template(path = "papers/plain.html")]
struct PlainPage {
    page: Page,
    it: Paper,
    /// The version that was asked for.
    number: Option<i64>,
}

async fn plain(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let number = query.number("version");
    let it = actions::load(&visit.app, &visit.actor, id, number).await?;
    let title = visit.actor.language.with("agreement-plain-title", &[("name", &it.title)]);
    html(&PlainPage { page: visit.page(title), it, number })
}

/// Which of the two is set.
#[derive(Clone, Copy)]
pub(super) enum Which {
    Whole,
    Plain,
}

/// A tagged PDF. What people wrote is data in it, never markup.
pub(super) async fn pdf(
    app: &App,
    actor: &Actor,
    id: i64,
    (number, which): (Option<i64>, Which),
) -> base::Result<Vec<u8>> {
    let it = actions::load(app, actor, id, number).await?;
    let tongue = actor.language;
    let t = |key: &str| tongue.t(key).to_owned();
    let words = json!({
        "between": t("agreement-between-label"), "covers": t("agreement-services"),
        "hours": t("agreement-hours"), "days": t("agreement-days-label"),
        "numbers": t("agreement-numbers"), "requests": t("agreement-requests"),
        "priority": t("agreement-priority"), "answer": t("agreement-measure-first_response"),
        "news": t("agreement-measure-next_update"), "works": t("agreement-measure-resolution"),
        "signed": t("agreement-signed"), "not_signed": t("agreement-not-signed"),
        "open_hours": t("agreement-open-hours"), "draft": t("agreement-paper-not-agreed"),
        "customer": t("agreement-customer"), "provider": t("agreement-provider"),
        "answer_in": t("agreement-plain-first_response"),
        "news_in": t("agreement-plain-next_update"),
        "works_in": t("agreement-plain-resolution"), "done_in": t("agreement-plain-request-done"),
    });
    let plain = tongue.with("agreement-plain-title", &[("name", &it.title)]);
    let foot = format!("{} · {} · {}", app.config.name, it.title, it.state);
    let data = json!({
        "it": it, "t": words, "foot": foot, "language": tongue.tag, "plain": plain,
    });
    let template = match which {
        Which::Whole => WHOLE,
        Which::Plain => PLAIN,
    };
    let set = tokio::task::spawn_blocking(move || press::pdf(template, &data, Vec::new())).await;
    set.map_err(|e| Error::Internal(e.to_string()))?.map_err(|e| Error::Internal(e.to_string()))
}

fn inline(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}

async fn document(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let which = (query.number("version"), Which::Whole);
    let bytes = pdf(&visit.app, &visit.actor, id, which).await?;
    Ok(inline(&format!("agreement-{id}.pdf"), bytes))
}

async fn plain_document(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let which = (query.number("version"), Which::Plain);
    let bytes = pdf(&visit.app, &visit.actor, id, which).await?;
    Ok(inline(&format!("agreement-{id}-in-plain-words.pdf"), bytes))
}
