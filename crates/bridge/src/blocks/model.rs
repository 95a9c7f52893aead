//! Reading headings, points and pairs out of plain text. Pure.

use serde::Serialize;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "words", rename_all = "snake_case")]
pub enum Block {
    /// Of a part.
    Heading(String),
    /// Lines of text.
    Paragraph(Vec<String>),
    /// Points.
    Points(Vec<String>),
    /// What, and how much.
    Pairs(Vec<(String, String)>),
}

/// A text as its pieces. Anything is a text: what is no heading, point or pair is a paragraph.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let mut is_new = true;
    for line in text.lines().map(str::trim_end) {
        let words = line.trim_start();
        if words.is_empty() {
            is_new = true;
            continue;
        }
        if let Some(heading) = words.strip_prefix("## ").or(words.strip_prefix("# ")) {
            all.push(Block::Heading(heading.trim().to_owned()));
            is_new = true;
            continue;
        }
        let point = words.strip_prefix("- ").or(words.strip_prefix("* "));
        let pair =
            words.strip_prefix('|').and_then(|rest| rest.trim_end_matches('|').split_once('|'));
        let last = all.last_mut().filter(|_| !is_new);
        match (point, pair, last) {
            (Some(point), _, Some(Block::Points(points))) => points.push(point.trim().to_owned()),
            (Some(point), ..) => all.push(Block::Points(vec![point.trim().to_owned()])),
            (_, Some((what, much)), last) => {
                let pair = (what.trim().to_owned(), much.trim().to_owned());
                match last {
                    Some(Block::Pairs(pairs)) => pairs.push(pair),
                    _ => all.push(Block::Pairs(vec![pair])),
                }
            }
            (.., Some(Block::Paragraph(lines))) => lines.push(words.to_owned()),
            _ => all.push(Block::Paragraph(vec![words.to_owned()])),
        }
        is_new = false;
    }
    all
}

/// One line of what somebody wrote, at most so long.
pub fn line(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_its_pieces() {
        let text = "Dear Helen,\nplease read.\n\n## In short\n| Requests | 7 |\n| Open | 2 |\n\n- one\n- two\nend";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph(vec!["Dear Helen,".into(), "please read.".into()]),
                Block::Heading("In short".into()),
                Block::Pairs(vec![("Requests".into(), "7".into()), ("Open".into(), "2".into())]),
                Block::Points(vec!["one".into(), "two".into()]),
                Block::Paragraph(vec!["end".into()]),
            ]
        );
    }

    #[test]
    fn any_text_is_a_text_and_no_word_of_it_is_lost() {
        for text in ["", "|", "||", "| a", "##", "## ", "-", "- ", "#panic()", "| a | b | c |", "*"]
        {
            for block in blocks(text) {
                assert!(!matches!(block, Block::Points(points) if points.is_empty()), "{text}");
            }
        }
        assert_eq!(blocks("| a | b | c |"), [Block::Pairs(vec![("a".into(), "b | c".into())])]);
        assert_eq!(blocks("#5 is open"), [Block::Paragraph(vec!["#5 is open".into()])]);
    }

    #[test]
    fn a_long_line_is_cut_and_says_so() {
        assert_eq!(line(" a  b\nc ", 10), "a b c");
        assert_eq!(line("abcdef", 3), "abc …");
    }
}
