//! The files of a message, under names that are safe to save and offer.

use std::collections::HashSet;

use mail_parser::{ContentType, Encoding, HeaderName, Message, MessagePart, MimeHeaders, PartType};

use crate::{Attachment, body, header};

/// Longest file name in characters; what is longer loses its middle, never its extension.
const LONGEST_NAME: usize = 180;
const LONGEST_EXTENSION: usize = 20;

/// Every part that is not in `shown` and not a mere container.
pub(crate) fn read(message: &Message<'_>, shown: &HashSet<u32>) -> Vec<Attachment> {
    let mut seen = HashSet::new();
    message
        .attachments
        .iter()
        .filter(|id| !shown.contains(id))
        // A text that names its file is shown and kept as the file too.
        .chain(message.text_body.iter().filter(|id| message.part(**id).is_some_and(is_named_file)))
        .filter(|id| seen.insert(**id))
        .filter_map(|id| message.part(*id))
        .filter_map(|part| one(message, part))
        .collect()
}

fn is_named_file(part: &MessagePart<'_>) -> bool {
    let name = part.content_disposition().and_then(|d| d.attribute("filename"));
    matches!(part.body, PartType::Text(_)) && name.is_some_and(|n| !n.trim().is_empty())
}

fn one(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Attachment> {
    let (mut media_type, bytes) = match &part.body {
        PartType::Text(text) => {
            ("text/plain".to_owned(), body::decoded(message, part, text).into_bytes())
        }
        PartType::Html(text) => {
            ("text/html".to_owned(), body::decoded(message, part, text).into_bytes())
        }
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            ("application/octet-stream".to_owned(), bytes.to_vec())
        }
        PartType::Message(inner) => {
            ("message/rfc822".to_owned(), message_bytes(message, part, inner))
        }
        PartType::Multipart(_) => return None,
    };
    if let Some(claimed) = part.content_type().and_then(type_name) {
        media_type = claimed;
    }
    if media_type == "message/x-mail" {
        media_type = "message/rfc822".to_owned();
    }
    let inner_subject = part.message().and_then(Message::subject).map(|s| format!("{s}.eml"));
    let claimed = claimed_name(part).or_else(|| folded_name(message, part)).or(inner_subject);
    let content_id = part
        .content_id()
        .map(|id| header::one_line(id, 250).trim_matches(['<', '>']).to_owned())
        .filter(|id| !id.is_empty());
    let disposed = part.content_disposition().map(ContentType::is_attachment);
    Some(Attachment {
        name: safe_name(claimed.as_deref().unwrap_or(""), &media_type),
        is_inline: disposed == Some(false) || disposed.is_none() && content_id.is_some(),
        media_type,
        content_id,
        bytes,
    })
}

/// A name on the line below its `filename=`, as Outlook folds it and the parser misses it.
fn folded_name(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let wanted = [HeaderName::ContentDisposition, HeaderName::ContentType];
    part.headers.iter().filter(|h| wanted.contains(&h.name)).find_map(|h| {
        let range = h.offset_start as usize..h.offset_end as usize;
        let value = String::from_utf8_lossy(message.raw_message.get(range)?).into_owned();
        let after = value.split_once("name=")?.1.trim_start();
        let quoted = after.strip_prefix('"')?.split('"').next()?;
        Some(header::words(quoted)).filter(|n| !n.trim().is_empty())
    })
}

/// The file name of the disposition, or of the type where that one is damaged.
fn claimed_name(part: &MessagePart<'_>) -> Option<String> {
    let disposition = part.content_disposition().and_then(|d| d.attribute("filename"));
    let content_type = part.content_type().and_then(|t| t.attribute("name"));
    let mut names = disposition
        .into_iter()
        .chain(content_type)
        .map(|n| if n.contains("=?") { header::words(n) } else { n.to_owned() });
    let first = names.next()?;
    if first.contains('\u{fffd}') {
        return names.find(|n| !n.contains('\u{fffd}')).or(Some(first));
    }
    Some(first)
}

/// An attached message byte for byte.
fn message_bytes(message: &Message<'_>, part: &MessagePart<'_>, inner: &Message<'_>) -> Vec<u8> {
    if part.encoding != Encoding::None {
        return inner.raw_message.to_vec();
    }
    let range = part.offset_body as usize..part.offset_end as usize;
    message.raw_message.get(range).unwrap_or_default().to_vec()
}

fn type_name(claimed: &ContentType<'_>) -> Option<String> {
    let token = |t: &str| {
        !t.is_empty()
            && t.len() <= 80
            && t.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    let (kind, sub) = (claimed.ctype(), claimed.subtype()?);
    (token(kind) && token(sub)).then(|| format!("{kind}/{sub}").to_ascii_lowercase())
}

/// A file name that names a file and nothing else. An empty one is made up from the media type.
pub(crate) fn safe_name(claimed: &str, media_type: &str) -> String {
    let base = claimed.rsplit(['/', '\\']).next().unwrap_or("");
    let base = if media_type == "message/rfc822" { claimed } else { base };
    let mut name: String = header::one_line(base, 4 * LONGEST_NAME + base.len().min(4096))
        .chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*') { '_' } else { c }
        })
        .collect();
    name = name.trim_matches([' ', '.']).to_owned();
    if name.is_empty() || name == "_" {
        return format!("attachment{}", extension(media_type));
    }
    if media_type == "message/rfc822" && !name.contains('.') {
        name.push_str(".eml");
    }
    shortened(&name)
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ext)) if ext.chars().count() <= LONGEST_EXTENSION => (stem, format!(".{ext}")),
        _ => (name, String::new()),
    };
    let room = LONGEST_NAME - ending.chars().count();
    stem.chars().take(room).chain(ending.chars()).collect()
}

fn extension(media_type: &str) -> &'static str {
    match media_type {
        "message/rfc822" | "message/global" => ".eml",
        "text/plain" => ".txt",
        "text/html" => ".html",
        "text/calendar" => ".ics",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "application/pdf" => ".pdf",
        "application/zip" => ".zip",
        "application/pgp-signature" => ".asc",
        _ if media_type.starts_with("message/") || media_type.starts_with("text/") => ".txt",
        _ => ".bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe() {
        let name = |n: &str| safe_name(n, "application/pdf");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("C:\\Users\\x\\report.doc"), "report.doc");
        assert_eq!(name("report\u{202e}fdp.exe"), "reportfdp.exe");
        assert_eq!(name("a\r\nSet-Cookie: b"), "a Set-Cookie_ b");
        assert_eq!(name(".."), "attachment.pdf");
        assert_eq!(name(""), "attachment.pdf");
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = safe_name(&format!("{}.pdf", "ä".repeat(500)), "application/pdf");
        assert!(name.ends_with(".pdf"));
        assert_eq!(name.chars().count(), 180);
    }
}
