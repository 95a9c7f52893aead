//! Text that people wrote, as safe HTML.

use comrak::nodes::NodeValue;
use std::sync::LazyLock;

static OPTIONS: LazyLock<comrak::Options<'static>> = LazyLock::new(|| {
    let mut options = comrak::Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
});

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner.rm_tags(["img"]).link_rel(Some("noopener noreferrer nofollow"));
    // headings in a message must not compete with the page's own
    cleaner.rm_tags(["h1", "h2", "h3", "h4", "h5", "h6"]);
    cleaner
});

/// Markdown as safe HTML; raw HTML in it shows as typed, line breaks stay.
pub fn markdown(text: &str) -> String {
    if is_plain(text) {
        return paragraphs(text);
    }
    CLEANER.clean(&comrak::markdown_to_html(text, &OPTIONS)).to_string()
}

/// Markdown as one line of plain words, for a list or a letter's subject: without marks, and of a
/// link its words.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    if is_plain(text) {
        out.push_str(text);
    } else {
        let arena = comrak::Arena::new();
        for node in comrak::parse_document(&arena, text, &OPTIONS).descendants() {
            match &node.data.borrow().value {
                NodeValue::Text(words) => out.push_str(words),
                NodeValue::Code(code) => out.push_str(&code.literal),
                NodeValue::CodeBlock(code) => out.push_str(&code.literal),
                NodeValue::HtmlInline(html) => out.push_str(html),
                NodeValue::HtmlBlock(html) => out.push_str(&html.literal),
                value
                    if value.block()
                        || matches!(value, NodeValue::LineBreak | NodeValue::SoftBreak) =>
                {
                    out.push(' ');
                }
                _ => {}
            }
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Most messages are plain sentences; these need no parser.
fn is_plain(text: &str) -> bool {
    !text.bytes().any(|b| b"*_`#[]<>|~\\&@1-+:=".contains(&b)) && !text.contains("    ")
}

/// Plain text as paragraphs, line breaks kept.
pub fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for paragraph in text.replace("\r\n", "\n").split("\n\n").filter(|p| !p.trim().is_empty()) {
        out.push_str("<p>");
        for (i, line) in paragraph.trim_matches('\n').lines().enumerate() {
            out.push_str(if i > 0 { "<br>" } else { "" });
            escape(&mut out, line);
        }
        out.push_str("</p>");
    }
    out
}

/// The text as HTML with every found word marked. `words` are folded (see `db::dialect::fold`);
/// a text word is marked when its folded form begins like one of them, which also catches stems.
pub fn highlight(text: &str, fold: impl Fn(&str) -> String, words: &[String]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let folded = fold(word);
        if !word.is_empty() && words.iter().any(|wanted| is_same_stem(&folded, wanted)) {
            out.push_str("<mark>");
            escape(&mut out, word);
            out.push_str("</mark>");
            escape(&mut out, &piece[word.len()..]);
        } else {
            escape(&mut out, piece);
        }
    }
    out
}

/// Both engines stem English words; the beginning of a word is near enough for showing.
fn is_same_stem(word: &str, wanted: &str) -> bool {
    let shared = word.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    let (long, short) = (word.chars().count(), wanted.chars().count());
    shared == short.min(long) && shared >= 2 && long.abs_diff(short) <= 3
        || (shared >= 4 && long.max(short) - shared <= 3)
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_line_there_are_words_and_no_marks() {
        let text = "We called **all three**.\n\n- [SIP2](/glossary/42) is `up`\n- a < b & *c*\n\n<b>no</b>";
        assert_eq!(plain(text), "We called all three. SIP2 is up a < b & c <b>no</b>");
        assert_eq!(plain(" just  words\nhere "), "just words here");
        assert_eq!(plain("(patron detail withheld: kjhgf)"), "(patron detail withheld: kjhgf)");
    }

    #[test]
    fn what_people_type_cannot_become_markup() {
        assert_eq!(paragraphs("a <b>\nc\n\nd"), "<p>a &lt;b&gt;<br>c</p><p>d</p>");
        let html = markdown("**bold** <script>alert(1)</script> [x](javascript:alert(1))");
        assert!(html.contains("<strong>bold</strong>"), "{html}");
        assert!(!html.contains("<script") && !html.contains("javascript:"), "{html}");
    }

    #[test]
    fn found_words_are_marked_in_all_their_forms() {
        let words = ["print".to_owned()];
        let html = highlight("The printer <prints>.", str::to_lowercase, &words);
        assert_eq!(html, "The <mark>printer</mark> &lt;<mark>prints</mark>&gt;.");
    }
}
