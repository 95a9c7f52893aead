//! Patron details on their way in and back: every text field of every form and document is gone
//! through here, before any feature sees it, so that a form written later is covered too.

use crate::{Fields, Upload};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::Response,
};
use base::{
    Actor, App,
    withheld::{Withheld, cards, mark_cards, may_have_cards, unmarked_cards},
};
use serde_json::Value;
use std::sync::Arc;

/// The field of a form that says what digits are: `keep` or `not`.
pub const ANSWER: &str = "patron_card";

/// Secrets are not for us to change; and what says itself which words to withhold is not withheld
/// on its way.
///
/// By whole name, because parts of names may be somebody else's words: a question about a service
/// is called what its writer calls it.
fn is_left_alone(field: &str) -> bool {
    ["password", "new_password", "patron_words", "patron_days", "patron_cards", ANSWER]
        .contains(&field)
}

/// What makes the tokens of a request the same when it is sent again: who sends it, where to, and
/// the key that says it is the same.
pub struct Sender {
    person: String,
    path: String,
    key: String,
}

impl Sender {
    pub fn of(parts: &Parts) -> Self {
        let actor = parts.extensions.get::<Arc<Actor>>();
        Sender {
            person: actor.and_then(|actor| actor.id).map(|id| id.to_string()).unwrap_or_default(),
            path: parts.uri.path().to_owned(),
            key: header_key(&parts.headers),
        }
    }

    fn seed(&self, key: &str) -> Option<String> {
        let key = if key.is_empty() { self.key.as_str() } else { key };
        let Sender { person, path, .. } = self;
        (!key.is_empty()).then(|| format!("{person} {path} {key}"))
    }
}

fn header_key(headers: &HeaderMap) -> String {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    key.unwrap_or_default().trim().to_owned()
}

/// Takes out what is marked in a form and in the names of its files. Digits that look like a card
/// number are marked where the form says so, and asked about where it says nothing.
pub async fn form(app: &App, sender: &Sender, fields: &mut Fields, files: &mut [Upload]) {
    // what is reported by a code is not marked but taken out, by its own action, and kept nowhere
    if sender.path.starts_with("/scan/") {
        return;
    }
    let Some(withheld) = Withheld::here() else { return };
    // a draft is saved every few seconds: the same words on the same open page
    let key = match sender.path.as_str() {
        "/drafts" => format!("{} {}", fields.get("draft-editor"), fields.get("draft-tab")),
        // the same words from the same open page, pressed twice
        _ if fields.get("key").is_empty() => fields.get("draft-tab").to_owned(),
        _ => fields.get("key").to_owned(),
    };
    let seed = sender.seed(&key);
    let answer = fields.get(ANSWER).to_owned();
    let is_asked = |(name, text): &(String, String)| {
        !is_left_alone(name) && Fields::is_written(name) && may_have_cards(text)
    };
    if answer != "not" && fields.pairs().iter().any(is_asked) {
        // where the settings cannot be read, nothing can be stored either
        if let Ok(cards) = cards(app).await {
            for (name, text) in fields.pairs_mut().iter_mut().filter(|pair| is_asked(pair)) {
                match answer.as_str() {
                    "keep" => *text = mark_cards(&cards, text).unwrap_or(std::mem::take(text)),
                    _ => {
                        let first = unmarked_cards(&cards, text).into_iter().next();
                        first.into_iter().for_each(|range| withheld.ask(name, &text[range]));
                    }
                }
            }
        }
    }
    let seed = seed.as_deref();
    for (_, text) in fields.pairs_mut().iter_mut().filter(|(name, _)| !is_left_alone(name)) {
        if let Some(out) = withheld.take_out(&app.secret, seed, text) {
            *text = out;
        }
    }
    for file in files {
        if let Some(out) = withheld.take_out(&app.secret, seed, &file.name) {
            file.name = out;
        }
    }
}

/// Takes out what is marked anywhere in a JSON document. None where nothing can be.
pub fn document(app: &App, sender: &Sender, body: &[u8]) -> Option<Value> {
    let withheld = Withheld::here()?;
    let has = |piece: &[u8]| body.windows(piece.len()).any(|w| w.eq_ignore_ascii_case(piece));
    // a bar may be written as its number, and a token may stand in it
    if !has(b"||") && !has(b"u007c") && !has(b"patron detail withheld") {
        return None;
    }
    let mut value = serde_json::from_slice(body).ok()?;
    let seed = sender.seed("");
    let mut take_out = |text: &mut String| {
        if let Some(out) = withheld.take_out(&app.secret, seed.as_deref(), text) {
            *text = out;
        }
    };
    match &mut value {
        // only the document's own fields are left alone, not those inside
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(name, _)| !is_left_alone(name))
            .for_each(|(_, value)| texts(value, &mut take_out)),
        other => texts(other, &mut take_out),
    }
    Some(value)
}

fn texts(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| texts(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|value| texts(value, change)),
        _ => {}
    }
}

/// A page that answers a form shows it as it was typed. Nobody else ever gets this page.
pub async fn give_back(withheld: &Withheld, response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if withheld.is_empty() || !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        parts.status = StatusCode::INTERNAL_SERVER_ERROR;
        return Response::from_parts(parts, Body::empty());
    };
    let text = String::from_utf8_lossy(&bytes);
    parts.headers.remove(header::CONTENT_LENGTH);
    let body = withheld.give_back(&text).map_or_else(|| Body::from(bytes.clone()), Body::from);
    Response::from_parts(parts, body)
}
