//! Reading lists, bold and italic letters and the words of links. Pure.

use serde::Serialize;

/// Letters that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Bold.
    pub is_strong: bool,
    /// Italic.
    pub is_emphasised: bool,
}

/// A paragraph, or a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "runs", rename_all = "snake_case")]
pub enum Piece {
    /// Lines of text.
    Paragraph(Vec<Run>),
    /// Points, each with its letters.
    Points(Vec<Vec<Run>>),
}

/// A text as its pieces. Anything is a text: what is no markup is as it was typed.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let close = |open: &mut Vec<&str>, all: &mut Vec<Piece>| {
        if !open.is_empty() {
            all.push(Piece::Paragraph(runs(&open.join("\n"))));
            open.clear();
        }
    };
    for line in text.lines().map(str::trim) {
        match point(line) {
            Some(words) => {
                close(&mut open, &mut all);
                match all.last_mut() {
                    Some(Piece::Points(points)) => points.push(runs(words)),
                    _ => all.push(Piece::Points(vec![runs(words)])),
                }
            }
            None if line.is_empty() => close(&mut open, &mut all),
            None => open.push(line.trim_start_matches(['#', '>']).trim_start()),
        }
    }
    close(&mut open, &mut all);
    all
}

/// What stands behind the mark of a point.
fn point(line: &str) -> Option<&str> {
    let marked = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
    let counted = || {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(". ").filter(|_| rest.len() < line.len())
    };
    marked.or_else(counted).map(str::trim).filter(|words| !words.is_empty())
}

/// A line as letters that look alike.
fn runs(line: &str) -> Vec<Run> {
    let mut all = Vec::new();
    write(line, (false, false), &mut all);
    all
}

fn write(text: &str, (is_strong, is_emphasised): (bool, bool), all: &mut Vec<Run>) {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = marked(rest, plain.chars().last());
        if let Some((inner, more, after)) = found {
            push(&mut plain, (is_strong, is_emphasised), all);
            match more {
                Mark::Strong => write(inner, (true, is_emphasised), all),
                Mark::Emphasis => write(inner, (is_strong, true), all),
                Mark::Link => write(inner, (is_strong, is_emphasised), all),
            }
            rest = after;
            continue;
        }
        plain.push(first);
        rest = &rest[first.len_utf8()..];
    }
    push(&mut plain, (is_strong, is_emphasised), all);
}

fn push(plain: &mut String, (is_strong, is_emphasised): (bool, bool), all: &mut Vec<Run>) {
    if !plain.is_empty() {
        all.push(Run { text: std::mem::take(plain), is_strong, is_emphasised });
    }
}

enum Mark {
    Strong,
    Emphasis,
    Link,
}

/// What begins here: its inside, what it is, and what comes after it.
fn marked(text: &str, before: Option<char>) -> Option<(&str, Mark, &str)> {
    if let Some(inside) = text.strip_prefix('[') {
        let (words, after) = inside.split_once("](")?;
        let (_, after) = after.split_once(')')?;
        return Some((words, Mark::Link, after)).filter(|(words, ..)| !words.contains('['));
    }
    // within a word `_` is a letter
    let is_word = before.is_some_and(char::is_alphanumeric);
    for (mark, is_strong) in [("**", true), ("__", true), ("*", false), ("_", false)] {
        let Some(inside) = text.strip_prefix(mark).filter(|_| !is_word) else { continue };
        let Some((words, after)) = inside.split_once(mark) else { continue };
        if words.is_empty() || words.starts_with(' ') || words.ends_with(' ') {
            continue;
        }
        return Some((words, if is_strong { Mark::Strong } else { Mark::Emphasis }, after));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, is_strong: bool, is_emphasised: bool) -> Run {
        Run { text: text.into(), is_strong, is_emphasised }
    }

    #[test]
    fn lists_bold_italic_and_links_are_read() {
        let text = "Come *before* you buy it.\n- **Anything** about [the wiki](https://x.example)\n- More\n\n1. One";
        assert_eq!(
            pieces(text),
            [
                Piece::Paragraph(vec![
                    run("Come ", false, false),
                    run("before", false, true),
                    run(" you buy it.", false, false),
                ]),
                Piece::Points(vec![
                    vec![
                        run("Anything", true, false),
                        run(" about ", false, false),
                        run("the wiki", false, false),
                    ],
                    vec![run("More", false, false)],
                    vec![run("One", false, false)],
                ]),
            ]
        );
    }

    #[test]
    fn what_is_no_markup_is_as_typed() {
        for text in ["2 * 3 * 4", "snake_case_name", "*", "**", "[a] (b)", "-", "5 * 3"] {
            let Some(Piece::Paragraph(all)) = pieces(text).into_iter().next() else {
                panic!("{text}");
            };
            assert_eq!(all.iter().map(|run| run.text.as_str()).collect::<String>(), text);
        }
        assert!(pieces(" \n\n").is_empty());
    }
}
