//! The text and the HTML of a message.

use std::collections::HashSet;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use crate::uuencode::{self, Unpacked};
use crate::{Attachment, html};

/// What is shown, and which parts it was made of.
#[derive(Default)]
pub(crate) struct Body {
    pub(crate) text: String,
    pub(crate) html: Option<String>,
    /// Files that stood uuencoded in the text.
    pub(crate) files: Vec<Attachment>,
    /// Numbers of the parts that are shown.
    pub(crate) shown: HashSet<u32>,
}

/// Reads the parts that the message wants shown.
pub(crate) fn read(message: &Message<'_>) -> Body {
    let mut body = Body::default();
    let mut plain = Vec::new();
    let mut rich = Vec::new();
    for id in message.text_body.iter().chain(&message.html_body) {
        let Some(part) = message.part(*id).filter(|_| !body.shown.contains(id)) else { continue };
        match &part.body {
            PartType::Text(text) => {
                body.shown.insert(*id);
                let Unpacked { text, files } =
                    uuencode::unpack(&tidy(&decoded(message, part, text)));
                body.files.extend(files);
                plain.push(text);
            }
            PartType::Html(text) => {
                body.shown.insert(*id);
                rich.push(decoded(message, part, text));
            }
            _ => {}
        }
    }
    body.text = plain.join("\n\n").trim_matches('\n').trim_end().to_owned();
    if plain.is_empty() && rich.is_empty() {
        show_broken_part(message, &mut body);
    }
    if !rich.is_empty() {
        let all = rich.join("\n<br>\n");
        // Mixed messages have text in either form only: show both.
        let only_rich = message.text_body.iter().any(|id| {
            matches!(message.part(*id), Some(MessagePart { body: PartType::Html(_), .. }))
        });
        if body.text.trim().is_empty() {
            body.text = html::html_to_text(&all);
        } else if only_rich {
            body.text = in_order(message, &body.text);
        }
        body.html = Some(html::clean_html(&all)).filter(|h| !h.trim().is_empty());
    }
    body
}

/// A container whose boundary never comes is text to the parser, and nothing to show.
fn show_broken_part(message: &Message<'_>, body: &mut Body) {
    let broken = message.attachments.iter().find_map(|id| {
        let part = message.part(*id)?;
        let is_multipart = part.content_type().is_some_and(|ct| ct.ctype() == "multipart");
        match &part.body {
            PartType::Text(text) if is_multipart => Some((*id, tidy(text))),
            PartType::Binary(bytes) if is_multipart => {
                Some((*id, tidy(&String::from_utf8_lossy(bytes))))
            }
            _ => None,
        }
    });
    if let Some((id, text)) = broken {
        body.shown.insert(id);
        body.text = text.trim().to_owned();
    }
}

/// Plain and HTML parts that follow each other outside of an alternative, each as text.
fn in_order(message: &Message<'_>, plain: &str) -> String {
    let mut texts = vec![];
    for part in message.text_body.iter().filter_map(|id| message.part(*id)) {
        match &part.body {
            PartType::Text(text) => {
                texts.push(uuencode::unpack(&tidy(&decoded(message, part, text))).text)
            }
            PartType::Html(text) => texts.push(html::html_to_text(&decoded(message, part, text))),
            _ => {}
        }
    }
    let all = texts.join("\n\n").trim().to_owned();
    if all.is_empty() { plain.to_owned() } else { all }
}

/// The parser's text, or a second try where the declared character set is absent, unknown or wrong.
pub(crate) fn decoded(message: &Message<'_>, part: &MessagePart<'_>, text: &str) -> String {
    let charset = part.content_type().and_then(|ct| ct.attribute("charset"));
    let known = charset.and_then(|c| charset_decoder(c.as_bytes()));
    let is_ascii = charset.is_none_or(|c| c.eq_ignore_ascii_case("us-ascii"));
    let suspicious =
        text.contains('\u{fffd}') || is_ascii && !text.is_ascii() || looks_doubled(text);
    if !suspicious {
        return text.to_owned();
    }
    let Some(bytes) = undecoded(message, part) else { return text.to_owned() };
    if let Ok(text) = std::str::from_utf8(&bytes) {
        return text.to_owned();
    }
    let declared_utf8 =
        charset.is_some_and(|c| c.eq_ignore_ascii_case("utf-8") || c.eq_ignore_ascii_case("utf8"));
    match charset_decoder(b"windows-1252") {
        // A broken letter or two in UTF-8 must not turn all others into two letters.
        Some(decode) if known.is_none() && !mostly_utf8(&bytes) => decode(&bytes),
        Some(decode) if declared_utf8 && !mostly_utf8(&bytes) => decode(&bytes),
        _ => text.to_owned(),
    }
}

/// UTF-8 that was declared, and so read, as a single-byte set.
fn looks_doubled(text: &str) -> bool {
    text.contains('Ã') || text.contains('Â') || text.contains("â€")
}

fn mostly_utf8(bytes: &[u8]) -> bool {
    let mut good = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// The bytes of a part after its transfer encoding and before its character set.
fn undecoded(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
    }
}

/// LF line ends, no NUL or other control characters but tab.
pub(crate) fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_tidied() {
        assert_eq!(tidy("\u{feff}a\r\nb\rc\0\td"), "a\nb\nc\td");
    }

    #[test]
    fn a_few_broken_letters_stay_utf8() {
        assert!(mostly_utf8("žluťoučký \u{11b}".as_bytes()));
        assert!(!mostly_utf8(b"Gr\xfc\xdfe"));
    }
}
