//! Header text made safe, and headers found by name.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, HeaderValue, Message};

/// Control characters, and those that reorder or hide the text around them.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// White space folded to one blank each, unsafe characters dropped, at most `longest` characters.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    let mut line = String::with_capacity(text.len().min(1024));
    let mut count = 0;
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = count > 0;
        } else if !is_unsafe(c) {
            let needed = 1 + usize::from(blank);
            if count + needed > longest {
                break;
            }
            if std::mem::take(&mut blank) {
                line.push(' ');
            }
            line.push(c);
            count += needed;
        }
    }
    line
}

/// The undecoded value of the first header of this name, folded lines as they are.
pub(crate) fn raw<'m>(message: &'m Message<'_>, name: &str) -> Option<&'m str> {
    let wanted = HeaderName::parse(name)?;
    let header = message.headers().iter().find(|h| match (&h.name, &wanted) {
        (HeaderName::Other(found), HeaderName::Other(wanted)) => found.eq_ignore_ascii_case(wanted),
        (found, wanted) => found == wanted,
    })?;
    let bytes =
        message.raw_message.get(header.offset_start as usize..header.offset_end as usize)?;
    // Only the whole header section of a message is checked to be UTF-8; this is a part of it.
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.trim()),
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok().map(str::trim),
    }
}

/// Encoded words (RFC 2047) decoded once more by us: neighbours in one character set are put
/// together before they are decoded, as some programs split a character between them.
pub(crate) fn words(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut open: Option<(String, Vec<u8>)> = None;
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let Some((charset, bytes, used)) = word(&rest[at..]) else {
            flush(&mut open, &mut decoded);
            decoded.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        let before = &rest[..at];
        let joins = open.as_ref().is_some_and(|(c, _)| *c == charset) && before.trim().is_empty();
        if !joins {
            let follows_word = open.is_some() && before.trim().is_empty();
            flush(&mut open, &mut decoded);
            decoded.push_str(if follows_word { "" } else { before });
        }
        open.get_or_insert_with(|| (charset, Vec::new())).1.extend(bytes);
        rest = &rest[at + used..];
    }
    flush(&mut open, &mut decoded);
    decoded.push_str(rest);
    decoded
}

fn flush(open: &mut Option<(String, Vec<u8>)>, decoded: &mut String) {
    let Some((charset, bytes)) = open.take() else { return };
    match charset_decoder(charset.as_bytes()) {
        Some(decode) => decoded.push_str(&decode(&bytes)),
        None => decoded.push_str(&String::from_utf8_lossy(&bytes)),
    }
}

/// Character set, bytes and length of the encoded word at the beginning of the text.
fn word(text: &str) -> Option<(String, Vec<u8>, usize)> {
    let mut parts = text.get(2..)?.splitn(3, '?');
    let (charset, encoding, rest) = (parts.next()?, parts.next()?, parts.next()?);
    // RFC 2047 allows 75 characters in all; senders go over it, but not far.
    if charset.len() > 40 || charset.contains(char::is_whitespace) || encoding.len() != 1 {
        return None;
    }
    let mut window = rest.len().min(2_000);
    while !rest.is_char_boundary(window) {
        window -= 1;
    }
    let end = rest[..window].find("?=")?;
    let content = &rest[..end];
    let bytes = match encoding {
        "B" | "b" => base64_decode(content.as_bytes())?,
        "Q" | "q" => quoted_printable_decode(content.replace('_', " ").as_bytes())?,
        _ => return None,
    };
    let used = 2 + charset.len() + 1 + 1 + 1 + end + 2;
    Some((charset.split('*').next()?.to_ascii_lowercase(), bytes, used))
}

/// Message ids of the first header of this name, without angle brackets.
pub(crate) fn ids(message: &Message<'_>, name: &HeaderName<'_>) -> Vec<String> {
    let Some(header) = message.headers().iter().find(|h| h.name == *name) else {
        return Vec::new();
    };
    let clean = |id: &str| {
        let id: String = id.chars().filter(|c| !is_unsafe(*c) && !c.is_whitespace()).collect();
        id.trim_matches(['<', '>']).to_owned()
    };
    let ids: Vec<String> = match &header.value {
        HeaderValue::Text(one) => vec![clean(one)],
        HeaderValue::TextList(many) => many.iter().map(|id| clean(id)).collect(),
        _ => Vec::new(),
    };
    ids.into_iter().filter(|id| !id.is_empty() && id.len() <= 998).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_split_between_words_is_mended() {
        assert_eq!(
            words("=?utf-8?B?QsM=?=\r\n =?utf-8?B?vGNoZXJlaQ==?= x =?utf-8?Q?a_=C3=BC?="),
            "Bücherei x a ü"
        );
        assert_eq!(words("a =? b =?x?y?"), "a =? b =?x?y?");
    }

    #[test]
    fn a_line_is_folded_and_safe() {
        assert_eq!(one_line("  a\r\n\tb\u{202e}c\0 ", 99), "a bc");
        assert_eq!(one_line("abc def", 4), "abc");
    }
}
