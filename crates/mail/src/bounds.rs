//! Bounds the work and the depth that a message can ask of the parser.

use std::borrow::Cow;

use mail_parser::{Message, PartType};

use crate::source::find;

/// Containers (multipart and attached messages) taken apart, whatever the size. The parser frees
/// nested messages by recursion, so that this also bounds the stack.
const MOST_CONTAINERS: usize = 500;
/// The parser may look through the whole message once for every container that names a boundary
/// which never comes: containers times bytes stays below this.
const MOST_WORK: usize = 1_500_000_000;
/// RFC 2046 allows 70 characters; long ones are only used to make the search slow.
const LONGEST_BOUNDARY_LINE: usize = 2_000;

/// An attached message inside base64 would be unpacked by the parser with a copy for every level
/// in it. RFC 2046 forbids the encoding; such a part is renamed, so that it stays a plain file.
pub(crate) fn hide_encoded_messages(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let mut found = Vec::new();
    let mut has_bare_encoding = false;
    let mut start = 0;
    while start < bytes.len() {
        let end = block_end(&bytes, start);
        let block: Vec<u8> = letters(&bytes[start..end]);
        if has(&block, b"transferencoding")
            && (has(&block, b"base64") || has(&block, b"quotedprintable"))
        {
            has_bare_encoding |= !has(&block, b"contenttype");
            if has(&block, b"rfc822") || has(&block, b"global") {
                found.push((start, end));
            }
        }
        start = end + 1;
    }
    if found.is_empty() && !has_bare_encoding {
        return bytes;
    }
    let mut owned = bytes.into_owned();
    for (start, end) in found {
        rename(&mut owned[start..end], b"rfc822", b"x-mail");
        rename(&mut owned[start..end], b"global", b"x-mail");
    }
    if has_bare_encoding {
        // Parts of a digest are messages even without a type.
        rename(&mut owned, b"multipart/digest", b"multipart/mixed ");
    }
    owned.into()
}
/// End of the run of lines that begins at `start`: the next line with nothing in it.
fn block_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(n) = bytes[at..].iter().position(|b| *b == b'\n') {
        at += n + 1;
        let blank = bytes[at..].iter().take_while(|b| matches!(b, b'\r' | 0x0b | 0x0c)).count();
        if bytes.get(at + blank) == Some(&b'\n') {
            return at;
        }
    }
    bytes.len()
}

/// Lower case letters and digits only, so that no folding, blank or dash hides a word.
fn letters(block: &[u8]) -> Vec<u8> {
    // A header is short; the text of a message may be one endless block.
    let most = block.len().min(64 * 1024);
    block[..most].iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect()
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    find(bytes, what, 0).is_some()
}

/// Replaces every `from`, whatever its case, by `to` of the same length.
fn rename(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let mut at = 0;
    while at + from.len() <= bytes.len() {
        let here = &mut bytes[at..at + from.len()];
        if here.eq_ignore_ascii_case(from) {
            here.copy_from_slice(to);
            at += from.len();
        } else {
            at += 1;
        }
    }
}

/// Where to stop, so that the containers before stay within the bounds.
pub(crate) fn containers_end(bytes: &[u8]) -> usize {
    let most = (MOST_WORK / bytes.len().max(1)).clamp(20, MOST_CONTAINERS);
    let mut seen = 0;
    let mut at = 0;
    while let Some(slash) = bytes[at..].iter().position(|b| *b == b'/').map(|n| at + n) {
        at = slash + 1;
        let before = &bytes[slash.saturating_sub(9)..slash];
        let is_multipart = ends_with(before, b"multipart");
        if !is_multipart && !ends_with(before, b"message") {
            continue;
        }
        seen += 1;
        if seen > most || is_multipart && header_length(&bytes[slash..]) > LONGEST_BOUNDARY_LINE {
            return slash;
        }
    }
    bytes.len()
}

fn ends_with(bytes: &[u8], lower: &[u8]) -> bool {
    bytes.len() >= lower.len() && bytes[bytes.len() - lower.len()..].eq_ignore_ascii_case(lower)
}

/// Length of a header from here on, its continuation lines counted.
fn header_length(bytes: &[u8]) -> usize {
    let bytes = &bytes[..bytes.len().min(LONGEST_BOUNDARY_LINE + 2)];
    let mut lines = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n');
    lines
        .find(|(n, _)| !matches!(bytes.get(n + 1), Some(b' ' | b'\t')))
        .map_or(bytes.len(), |(n, _)| n)
}

/// Frees a message level by level: the parser's own way of freeing is recursive.
pub(crate) fn dismantle(message: Message<'_>) {
    let mut left = vec![message];
    while let Some(message) = left.pop() {
        left.extend(message.parts.into_iter().filter_map(|part| match part.body {
            PartType::Message(inner) => Some(inner),
            _ => None,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_containers_are_cut() {
        let raw = b"Content-Type: message/rfc822\n\n".repeat(5_000);
        assert!(containers_end(&raw) < 20_000);
    }
}
