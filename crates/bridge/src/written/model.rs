//! Reading lists, bold and italic letters and the words of links. Pure.

use comrak::{
    Arena, Options,
    arena_tree::NodeEdge,
    nodes::{AstNode, NodeValue},
    parse_document,
};
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

/// A text as its pieces, read by the same library as for pages. Anything is a text: what is no markup
/// is as it was typed.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut all = Vec::new();
    let arena = Arena::new();
    for node in parse_document(&arena, text, &Options::default()).children() {
        block(node, text, &mut all);
    }
    all
}

fn block<'a>(node: &'a AstNode<'a>, text: &str, all: &mut Vec<Piece>) {
    match &node.data.borrow().value {
        NodeValue::List(_) => {
            let points = node.children().map(runs).filter(|point| !point.is_empty());
            let points: Vec<_> = points.collect();
            match all.last_mut() {
                // a mark with nothing behind it is a letter
                _ if points.is_empty() => all.push(Piece::Paragraph(plain(text.trim()))),
                Some(Piece::Points(before)) => before.extend(points),
                _ => all.push(Piece::Points(points)),
            }
        }
        NodeValue::BlockQuote => node.children().for_each(|one| block(one, text, all)),
        _ => {
            let runs = runs(node);
            if !runs.is_empty() {
                all.push(Piece::Paragraph(runs));
            }
        }
    }
}

fn plain(text: &str) -> Vec<Run> {
    vec![Run { text: text.to_owned(), ..Run::default() }]
}

/// What stands in a block, as letters that look alike.
fn runs<'a>(node: &'a AstNode<'a>) -> Vec<Run> {
    let mut all = Vec::new();
    let mut look = Run::default();
    for edge in node.traverse() {
        let (node, is_start) = match &edge {
            NodeEdge::Start(node) => (node, true),
            NodeEdge::End(node) => (node, false),
        };
        match &node.data.borrow().value {
            NodeValue::Strong => turn(&mut look, &mut all, |look| look.is_strong = is_start),
            NodeValue::Emph => turn(&mut look, &mut all, |look| look.is_emphasised = is_start),
            NodeValue::Link(_) | NodeValue::Paragraph => turn(&mut look, &mut all, |_| {}),
            NodeValue::Text(words) if is_start => look.text.push_str(words),
            NodeValue::Code(code) if is_start => look.text.push_str(&code.literal),
            NodeValue::CodeBlock(code) if is_start => look.text.push_str(code.literal.trim_end()),
            NodeValue::HtmlInline(html) if is_start => look.text.push_str(html),
            NodeValue::HtmlBlock(html) if is_start => look.text.push_str(html.literal.trim_end()),
            NodeValue::SoftBreak | NodeValue::LineBreak if is_start => look.text.push('\n'),
            _ => {}
        }
    }
    turn(&mut look, &mut all, |_| {});
    all
}

/// From here on letters look another way.
fn turn(look: &mut Run, all: &mut Vec<Run>, change: impl Fn(&mut Run)) {
    if !look.text.is_empty() {
        all.push(look.clone());
        look.text.clear();
    }
    change(look);
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
