//! How wide Helvetica is, which every reader of PDF has, and which Arial and its free copies match.

use crate::letters::letters;

/// Widths of the characters from blank to tilde in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The bold face is wider than the plain one by at most this, letter by letter for words.
const BOLD: f32 = 1.1;

/// Millimetres in a point.
pub const POINT: f32 = 25.4 / 72.0;

/// The letters that the bold face has other widths for, from A and from a on.
const BOLD_CAPITALS: [u16; 26] = [
    722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667,
    611, 722, 667, 944, 667, 667, 611,
];
const BOLD_SMALL: [u16; 26] = [
    556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500,
];

/// How wide the glyph of a code is in thousandths of the size; about, where nothing stands over it.
pub fn advance(code: u8, is_bold: bool) -> f32 {
    let from = |table: &[u16], first: u8| table.get(usize::from(code - first)).copied();
    let width = match code {
        // marks that stand alone are all of one width
        4..=8 | 14 | 0x88 | 0x98 | 0xa8 | 0xaf | 0xb4 | 0xb8 | b'`' => Some(333),
        1 => Some(if is_bold { 611 } else { 556 }),
        2 => Some(if is_bold { 278 } else { 222 }),
        3 => Some(278),
        0x92 => Some(if is_bold { 278 } else { 222 }),
        b'A'..=b'Z' if is_bold => from(&BOLD_CAPITALS, b'A'),
        b'a'..=b'z' if is_bold => from(&BOLD_SMALL, b'a'),
        b' '..=b'~' => from(&WIDTHS, b' '),
        _ => None,
    };
    f32::from(width.unwrap_or(700))
}

/// How wide a text is at a size in points; a little more where the letter is not known.
pub fn width(text: &str, size: f32, is_bold: bool) -> f32 {
    let units: f32 = letters(text).iter().map(|letter| advance(letter.code, false)).sum();
    units / 1000.0 * size * POINT * if is_bold { BOLD } else { 1.0 }
}

/// The text in lines no wider than that; a word that is wider is broken where an address may be, or
/// anywhere.
pub fn wrap(text: &str, most: f32, size: f32, is_bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size, is_bold) <= most {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for piece in pieces(word) {
            let longer = format!("{line}{piece}");
            if line.is_empty() || width(&longer, size, is_bold) <= most {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, piece.to_owned()));
            }
            while width(&line, size, is_bold) > most && line.chars().count() > 1 {
                let kept = fitting(&line, most, size, is_bold);
                let rest = line.split_off(kept);
                lines.push(std::mem::replace(&mut line, rest));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A long word in pieces that end where it may be broken.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['/', '.'])
}

/// How many bytes of it fit; at least one character.
fn fitting(text: &str, most: f32, size: f32, is_bold: bool) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let ends = text.char_indices().map(|(at, _)| at).skip(1);
    ends.take_while(|end| width(&text[..*end], size, is_bold) <= most).last().unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_they_may_be() {
        let text = "Something wrong with this? Scan to tell us. https://desk.library.example/scan/k7m2-9xq4-tz8w";
        for most in [8.0, 17.0, 40.0] {
            let lines = wrap(text, most, 7.0, true);
            assert!(lines.iter().all(|line| width(line, 7.0, true) <= most), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
