//! Files that stand uuencoded within a text (POSIX uuencode), as old programs still send them.

use crate::{Attachment, attachment};

/// A text without its uuencoded files, and the files.
#[derive(Debug, Default)]
pub(crate) struct Unpacked {
    pub(crate) text: String,
    pub(crate) files: Vec<Attachment>,
}

/// Takes `begin MODE NAME` to `end` out of the text; what does not decode stays as it is.
pub(crate) fn unpack(text: &str) -> Unpacked {
    if !text.contains("begin ") {
        return Unpacked { text: text.to_owned(), files: Vec::new() };
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut unpacked = Unpacked::default();
    let mut kept = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let file = file_name(lines[at]).and_then(|name| Some((name, decode(&lines[at + 1..])?)));
        let Some((name, (bytes, used))) = file else {
            kept.push(lines[at]);
            at += 1;
            continue;
        };
        unpacked.files.push(Attachment {
            name: attachment::safe_name(name, "application/octet-stream"),
            media_type: "application/octet-stream".to_owned(),
            content_id: None,
            is_inline: false,
            bytes,
        });
        at += 1 + used;
    }
    unpacked.text = kept.join("\n");
    unpacked
}

fn file_name(line: &str) -> Option<&str> {
    let (mode, name) = line.strip_prefix("begin ")?.trim_end().split_once(' ')?;
    let is_mode = (3..=4).contains(&mode.len()) && mode.bytes().all(|b| (b'0'..=b'7').contains(&b));
    is_mode.then_some(name)
}

/// The bytes of the lines up to `end`, and how many lines these were with it.
///
/// Stops at the first line that is not uuencoded, so that a text full of `begin` lines is still
/// read in linear time.
fn decode(lines: &[&str]) -> Option<(Vec<u8>, usize)> {
    let mut bytes = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let line = line.trim_end_matches('\r');
        if line == "end" {
            return (n > 0).then_some((bytes, n + 1));
        }
        let mut codes = line.bytes();
        let length = match codes.next() {
            None => 0,
            Some(b @ b' '..=b'`') => usize::from(b.wrapping_sub(b' ') & 63),
            Some(_) => return None,
        };
        let codes: Vec<u8> = codes.map(|b| b.wrapping_sub(b' ') & 63).collect();
        if length > 0 && codes.len() < (length * 4).div_ceil(3).saturating_sub(2) {
            return None;
        }
        let decoded = codes.chunks(4).flat_map(|four| {
            let code = |n: usize| four.get(n).copied().unwrap_or(0);
            [code(0) << 2 | code(1) >> 4, code(1) << 4 | code(2) >> 2, code(2) << 6 | code(3)]
        });
        bytes.extend(decoded.take(length));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_out() {
        let u = unpack("Hi\nbegin 644 ../cat.txt\n#0V%T\n`\nend\nBye");
        assert_eq!(u.text, "Hi\nBye");
        assert_eq!(
            (u.files[0].name.as_str(), u.files[0].bytes.as_slice()),
            ("cat.txt", b"Cat".as_slice())
        );
    }

    #[test]
    fn a_sentence_is_no_file() {
        let text = "begin 100 things\nthen end";
        assert_eq!(unpack(text).text, text);
    }
}
