//! Replying, noting, and the files of a conversation.

use super::{
    AttachmentRow, MessageRow, NewMessage,
    actions::{self, stage},
    model::safe_media_type,
};
use crate::{
    drafts::Carried,
    links::Connected,
    mentions::without_brackets,
    outgoing::{NewOutgoing, What, hold_back},
    tickets::{Channel, show_with},
    time_spent::note_with_message,
};
use axum::http::{HeaderValue, header};
use base::TicketId;
use web::{markdown, paragraphs, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/replies", post(reply))
        .route("/tickets/{id}/notes", post(note))
        .route("/attachments/{id}", get(attachment))
        .route("/messages/{id}/source", get(source))
}

/// A message's text as safe HTML. Mail keeps its own look, sanitised when it came in; pictures
/// inside it are shown from the ticket's files.
pub fn body_html(message: &MessageRow, attachments: &[AttachmentRow]) -> String {
    // the HTML of an answer repeats what it answers; its text is what was new
    if message.html.is_empty() || !message.cut.is_empty() {
        return match message.channel {
            Channel::Email | Channel::Qr => paragraphs(&message.body),
            _ => markdown(&without_brackets(&message.body)),
        };
    }
    let mut html = message.html.clone();
    for file in attachments.iter().filter(|f| f.message_id == Some(message.id)) {
        if !file.content_id.is_empty() && safe_media_type(&file.media_type).1 {
            // with its quote marks, so that `cid:a1` is not found in `cid:a10`
            let from = format!("\"cid:{}\"", file.content_id.replace('&', "&amp;"));
            html = html.replace(&from, &format!("\"/attachments/{}\"", file.id));
        }
    }
    html
}

async fn message(visit: &Visit, posted: &mut Posted) -> Result<NewMessage> {
    let files = std::mem::take(&mut posted.files);
    for id in stage(&visit.app, &visit.actor, files).await? {
        posted.fields.push("attachment", id.to_string());
    }
    let ids = posted.fields.all("attachment").iter().filter_map(|id| id.parse().ok()).collect();
    let new = NewMessage::text(posted.fields.get("body"), Channel::Web).with_staged(ids);
    Ok(NewMessage { is_adding_named: posted.fields.has("add_mentioned"), ..new })
}

/// A public reply; agents may in the same step wait for the answer.
async fn reply(visit: Visit, Path(id): Path<i64>, mut posted: Posted) -> Result<Response> {
    let message = message(&visit, &mut posted).await?;
    let ticket = TicketId(id);
    let time = match note_with_message(&visit.actor, posted.fields.get("minutes")) {
        Ok(time) => time,
        Err(error) => {
            return show_with(&visit, id, Err(error), "", "reply", posted.fields).await;
        }
    };
    let new = NewOutgoing {
        what: What::Reply,
        body: message.body,
        cause: None,
        is_asking: posted.fields.has("wait"),
        files: message.staged,
        is_adding_named: message.is_adding_named,
        connected: Connected::default(),
        channel: message.channel,
        draft: Carried::read(&posted.fields),
    };
    let outcome = hold_back(&visit.app, &visit.actor, ticket, new).await;
    if outcome.is_ok() {
        time.note(&visit.app, &visit.actor, ticket).await?;
    }
    let said = outcome.as_ref().map_or("replied".into(), |sent| sent.said("replied"));
    show_with(&visit, id, outcome.map(drop), &said, "reply", posted.fields).await
}

/// An internal note: another form, another address, no shared text.
async fn note(visit: Visit, Path(id): Path<i64>, mut posted: Posted) -> Result<Response> {
    let new = message(&visit, &mut posted).await?;
    let ticket = TicketId(id);
    let time = match note_with_message(&visit.actor, posted.fields.get("minutes")) {
        Ok(time) => time,
        Err(error) => {
            return show_with(&visit, id, Err(error), "", "note", posted.fields).await;
        }
    };
    let outcome = actions::add_note(&visit.app, &visit.actor, ticket, new).await.map(drop);
    if outcome.is_ok() {
        time.note(&visit.app, &visit.actor, ticket).await?;
    }
    show_with(&visit, id, outcome, "noted", "note", posted.fields).await
}

/// Pictures and plain text may show in place; everything else is saved, never run.
async fn attachment(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let (name, media_type, bytes) = actions::attachment(&visit.app, &visit.actor, id).await?;
    let (media_type, is_shown) = safe_media_type(&media_type);
    let way = if is_shown { "inline" } else { "attachment" };
    download(way, &name, media_type, bytes)
}

async fn source(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let bytes = actions::raw_message(&visit.app, &visit.actor, id).await?;
    download("attachment", &format!("message-{id}.eml"), "application/octet-stream", bytes)
}

fn download(way: &str, name: &str, media_type: &str, bytes: base::Bytes) -> Result<Response> {
    let ascii: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' })
        .collect();
    let encoded: String = name.bytes().map(percent).collect();
    let disposition = format!("{way}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let type_ = HeaderValue::from_str(media_type);
    headers.insert(
        header::CONTENT_TYPE,
        type_.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// RFC 8187.
fn percent(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    }
}
