//! Setting and sending the document.

use crate::{
    documents,
    review_moments::folded,
    review_parts::PartKind,
    reviews::{self, Place, View},
};
use axum::http::header;
use base::day_in_words;
use serde_json::{Value, json};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/reviews/{id}/pdf", get(document))
}

/// The look of the document.
const TEMPLATE: &str = include_str!("review.typ");

/// As PDF/UA, with its title.
pub(crate) async fn set(app: &App, actor: &Actor, id: i64) -> base::Result<(String, Vec<u8>)> {
    let it = reviews::load(app, actor, id).await?;
    let data = told(app, actor, &it);
    Ok((it.review.title, documents::set(actor, TEMPLATE, data, Vec::new()).await?))
}

/// The same with a capital letter, where it begins a line.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A day, as documents say it.
fn day(actor: &Actor, at: Time) -> String {
    let date = actor.zone.to_datetime(at.timestamp()).date();
    day_in_words(actor.language, date).replace('\u{2060}', "")
}

/// The changes it asks for, with who sees to each and by when.
fn told_changes(actor: &Actor, it: &View) -> Vec<Value> {
    let tongue = actor.language;
    let changes = it.parts.iter().filter(|part| part.kind == PartKind::Change).map(|part| {
        let owner = match (&part.owner, part.is_owner_here) {
            (Some(name), Some(true)) => name.clone(),
            (Some(name), _) => tongue.with("review-owner-left", &[("name", name)]),
            (None, _) => tongue.t("review-nobody").to_owned(),
        };
        let due = |date| day_in_words(tongue, date).replace('\u{2060}', "");
        let state = match part.done_at {
            Some(at) => tongue.with("review-done-on", &[("date", &day(actor, at))]),
            None => part.due_on.parse().map_or(String::new(), due),
        };
        json!([part.words, owner, state])
    });
    changes.collect()
}

/// What happened: for each day its date, and what happened at which time.
fn told_moments(actor: &Actor, it: &View) -> Vec<Value> {
    let tongue = actor.language;
    let several = it.tickets.len() > 1;
    let kept: Vec<_> = it.moments.iter().filter(|moment| !moment.is_aside).cloned().collect();
    let clock = |at: Time| actor.zone.to_datetime(at.timestamp()).strftime("%H:%M").to_string();
    let mut days: Vec<(String, Vec<Value>)> = Vec::new();
    for span in folded(&kept) {
        let moment = span.first;
        let mut text = moment.text.clone();
        if let Some(id) = moment.ticket.filter(|_| several) {
            text.push_str(&format!(" (#{id})"));
        }
        if !moment.said.is_empty() {
            text.push_str(&format!(" “{}”", moment.said));
        }
        if !moment.note.is_empty() {
            text.push_str(&format!("\n{} {}", tongue.t("review-note"), moment.note));
        }
        let on = day(actor, moment.at);
        let (from, to) = (clock(moment.at), span.until.map(clock));
        let when = match to.filter(|to| *to != from) {
            Some(to) => tongue.with("review-from-to", &[("from", &from), ("to", &to)]),
            None => from,
        };
        match days.last_mut().filter(|(last, _)| *last == on) {
            Some((_, rows)) => rows.push(json!([when, text])),
            None => days.push((on, vec![json!([when, text])])),
        }
    }
    days.into_iter().map(|(on, rows)| json!({"on": on, "rows": rows})).collect()
}

/// What the document says, as data.
fn told(app: &App, actor: &Actor, it: &View) -> Value {
    let tongue = actor.language;
    let words = |kind: PartKind| -> Vec<_> {
        let all = it.parts.iter().filter(|part| part.kind == kind);
        all.map(|part| part.words.clone()).collect()
    };
    let factors = it.parts.iter().filter(|part| part.kind == PartKind::Factor).map(|part| {
        let sort = capital(tongue.t(&format!("review-factor-{}", part.sort)));
        json!([sort, part.words])
    });
    let own = it.parts.iter().filter(|part| part.kind == PartKind::Own).map(|part| {
        let is_provider = part.sort == Place::Provider.as_str();
        let side = if is_provider { &it.review.provider } else { &it.review.customer };
        json!([side, part.words])
    });
    let (state, draft) = match it.review.published_at {
        Some(at) => (tongue.with("review-published-on", &[("date", &day(actor, at))]), ""),
        None => (tongue.t("review-private").to_owned(), tongue.t("review-draft")),
    };
    let heads = ["story", "moments", "helped", "factors", "own", "changes", "what", "owner", "due"];
    let heads: serde_json::Map<_, _> = heads
        .iter()
        .map(|key| ((*key).to_owned(), json!(tongue.t(&format!("review-head-{key}")))))
        .collect();
    let foot = match draft.is_empty() {
        true => app.config.name.clone(),
        false => format!("{draft} · {}", app.config.name),
    };
    json!({
        "title": it.review.title,
        "language": tongue.tag,
        "foot": foot,
        "between": format!("{} · {}", it.review.customer, it.review.provider),
        "state": state,
        "draft": draft,
        "heads": heads,
        "story": words(PartKind::Story),
        "moments": told_moments(actor, it),
        "helped": words(PartKind::Helped),
        "factors": factors.collect::<Vec<_>>(),
        "own": own.collect::<Vec<_>>(),
        "changes": told_changes(actor, it),
    })
}

/// A document that nobody's browser or proxy keeps.
pub(crate) fn as_document(title: &str, bytes: Vec<u8>) -> Response {
    let sent = documents::inline(&documents::named(title), bytes);
    ([(header::CACHE_CONTROL, "no-store")], sent).into_response()
}

async fn document(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let (title, bytes) = set(&visit.app, &visit.actor, id).await?;
    Ok(as_document(&title, bytes))
}
