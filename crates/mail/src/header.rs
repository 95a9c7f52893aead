//! Header text made safe, and headers found by name.

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
    let bytes = message
        .raw_message
        .get(header.offset_start as usize..header.offset_end as usize)?;
    // Only the whole header section of a message is checked to be UTF-8; this is a part of it.
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.trim()),
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok().map(str::trim),
    }
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
    fn a_line_is_folded_and_safe() {
        assert_eq!(one_line("  a\r\n\tb\u{202e}c\0 ", 99), "a bc");
        assert_eq!(one_line("abc def", 4), "abc");
    }
}
