//! Makes received bytes fit for the parser, which is strict where mail is not, and bounds the
//! work that it can be made to do.

use std::borrow::Cow;

use mail_parser::decoders::charsets::map::charset_decoder;

use crate::bounds;

/// Bytes looked at. Offsets in the parser are 32 bits wide.
const LONGEST: usize = 1 << 30;
/// Bytes ready for the parser.
pub(crate) struct Source<'r> {
    pub(crate) bytes: Cow<'r, [u8]>,
    pub(crate) cut_short: bool,
}

/// Line ends, a missing blank line below the header, an mbox line above it and undeclared 8-bit
/// headers are mended; None when there is nothing at all.
pub(crate) fn prepare(raw: &[u8]) -> Option<Source<'_>> {
    let raw = &raw[..raw.len().min(LONGEST)];
    let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    let start = raw.iter().position(|b| !b.is_ascii_whitespace() && *b != 0)?;
    // The first line may begin with a blank; only whole empty lines go.
    let start = raw[..start].iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |n| n + 1);
    let mut bytes: Cow<'_, [u8]> = Cow::Borrowed(&raw[start..]);
    if !bytes.contains(&b'\n') && bytes.contains(&b'\r') {
        bytes =
            bytes.iter().map(|b| if *b == b'\r' { b'\n' } else { *b }).collect::<Vec<_>>().into();
    }
    let bytes = bounds::hide_encoded_messages(mend_header(bytes));
    let end = bounds::containers_end(&bytes);
    let cut_short = end < bytes.len();
    let bytes = match bytes {
        Cow::Borrowed(b) => Cow::Borrowed(&b[..end]),
        Cow::Owned(mut b) => {
            b.truncate(end);
            Cow::Owned(b)
        }
    };
    Some(Source { bytes, cut_short })
}

/// Header lines end at the first line that cannot be one: a blank line goes there if it is absent.
fn mend_header(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let skip = if bytes.starts_with(b"From ") || bytes.starts_with(b">From ") {
        next_line(&bytes, 0)
    } else {
        0
    };
    let mut at = skip;
    let mut needs_blank = false;
    while at < bytes.len() {
        let end = next_line(&bytes, at);
        let line = &bytes[at..end];
        if line.iter().all(u8::is_ascii_whitespace)
            && !line.starts_with(b" ")
            && !line.starts_with(b"\t")
        {
            break;
        }
        let continues = at > skip && matches!(line.first(), Some(b' ' | b'\t'));
        if !is_header_line(line) && !continues {
            needs_blank = true;
            break;
        }
        at = end;
    }
    let header = &bytes[skip..at];
    let is_utf8 = std::str::from_utf8(header).is_ok();
    if skip == 0 && is_utf8 && !needs_blank && at < bytes.len() {
        return bytes;
    }
    let mut mended = Vec::with_capacity(bytes.len() + 16);
    if is_utf8 {
        mended.extend_from_slice(header);
    } else {
        mended.extend_from_slice(guess_header_text(header).as_bytes());
    }
    if needs_blank || at >= bytes.len() {
        if !mended.is_empty() && !mended.ends_with(b"\n") {
            mended.push(b'\n');
        }
        if mended.is_empty() {
            // The parser wants at least one header.
            mended.extend_from_slice(b"X-Headerless: yes\n");
        }
        mended.push(b'\n');
    }
    mended.extend_from_slice(&bytes[at..]);
    mended.into()
}

fn next_line(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n + 1)
}

/// A name of printable characters, a colon.
fn is_header_line(line: &[u8]) -> bool {
    let Some(colon) = line.iter().position(|b| *b == b':') else { return false };
    let name = line[..colon].trim_ascii_end();
    !name.is_empty() && name.len() <= 120 && name.iter().all(|b| b.is_ascii_graphic())
}

/// Raw 8-bit headers most likely use the character set that the message declares for its text.
fn guess_header_text(header: &[u8]) -> String {
    let lower: Vec<u8> = header.to_ascii_lowercase();
    let declared = find(&lower, b"charset=", 0).map(|at| &lower[at + 8..]).and_then(|rest| {
        let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
        let end = rest.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_.:".contains(b));
        let name = &rest[..end.unwrap_or(rest.len())];
        if name == b"utf-8" || name == b"us-ascii" { None } else { charset_decoder(name) }
    });
    let fallback = charset_decoder(b"windows-1252");
    let lines = header.split_inclusive(|b| *b == b'\n');
    lines
        .map(|line| match (std::str::from_utf8(line), declared.or(fallback)) {
            (Ok(text), _) => text.to_owned(),
            (Err(_), Some(decode)) if find(line, b"=?", 0).is_some() => decode(&escape_words(line)),
            (Err(_), Some(decode)) => decode(line),
            (Err(_), None) => String::from_utf8_lossy(line).into_owned(),
        })
        .collect()
}

/// Raw bytes inside an encoded word are meant in its own character set: written as `=XX`, so that
/// only the word's own decoding touches them.
fn escape_words(line: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(line.len());
    let mut inside = false;
    for (n, b) in line.iter().enumerate() {
        if line[n..].starts_with(b"=?") && !line[..n].ends_with(b"?") {
            inside = true;
        } else if line[..n].ends_with(b"?=") {
            inside = false;
        }
        if inside && !b.is_ascii() {
            escaped.extend_from_slice(format!("={b:02X}").as_bytes());
        } else {
            escaped.push(*b);
        }
    }
    escaped
}

/// First place of `what` at or after `from`.
pub(crate) fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|w| w == what).map(|n| from + n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_carriage_returns_end_lines() {
        let s = prepare(b"Subject: a\r\rb").unwrap();
        assert_eq!(&*s.bytes, b"Subject: a\n\nb");
    }

    #[test]
    fn a_missing_blank_line_is_put_in() {
        let s = prepare(b"Subject: a\nhello world\n").unwrap();
        assert_eq!(&*s.bytes, b"Subject: a\n\nhello world\n");
        let s = prepare(b"just text").unwrap();
        assert_eq!(&*s.bytes, b"X-Headerless: yes\n\njust text");
    }

    #[test]
    fn nothing_is_none() {
        assert!(prepare(b" \r\n\0\n").is_none());
    }
}
