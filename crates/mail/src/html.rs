//! HTML from strangers: cleaned for a page, or turned into text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use html2text::config;
use html2text::render::{TaggedLine, TextDecorator};

/// HTML looked at, in bytes; a message with more is cut there. Mail programs show far less.
const LONGEST_HTML: usize = 2 * 1024 * 1024;
/// Levels of elements; what nests deeper is shown as text.
const DEEPEST: usize = 200;
/// Width in characters that text from HTML is laid out to: wide, because pages wrap it again.
const WIDTH: usize = 400;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .add_clean_content_tags([
            "title", "iframe", "object", "noscript", "template", "textarea", "select",
        ])
        .add_tags(["font", "u", "big"])
        .add_generic_attributes(["align", "dir"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid", "data", "ftp"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .attribute_filter(keep_address);
    cleaner
});

/// Images come from the message itself or not at all: a remote one tells its owner who reads.
fn keep_address<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let lower = value.trim().get(..11).unwrap_or(value.trim()).to_ascii_lowercase();
    let kept = match (element, attribute) {
        ("img", "src") => lower.starts_with("cid:") || lower.starts_with("data:image/"),
        (_, "src" | "background" | "longdesc" | "poster") => false,
        (_, "href") => !lower.starts_with("data:") && !lower.starts_with("cid:"),
        _ => !lower.starts_with("data:"),
    };
    kept.then_some(Cow::Borrowed(value))
}

/// HTML that can be put into a page: no script, style, form, frame or event handler, no address
/// but http, https, mailto, tel and ftp. Remote images lose their address and keep their
/// alternative text; `cid:` and embedded images stay. At most 2 MiB are read.
pub fn clean_html(html: &str) -> String {
    let html = readable(html);
    if is_too_deep(html) {
        return ammonia::clean_text(&flat(html));
    }
    CLEANER.clean(html).to_string()
}

/// HTML as plain text: links as `text <address>`, quotes behind `> `, tables as lines of cells.
/// At most 2 MiB are read.
pub fn html_to_text(html: &str) -> String {
    let html = readable(html);
    if is_too_deep(html) {
        return flat(html);
    }
    // Style and hidden parts go first; the layout then only sees sound HTML.
    let clean = CLEANER.clean(html).to_string();
    let text = config::with_decorator(Plain::default())
        .no_table_borders()
        .allow_width_overflow()
        .no_link_wrapping()
        .link_footnotes(false)
        .string_from_read(clean.as_bytes(), WIDTH)
        .unwrap_or_else(|_| flat(&clean));
    tidy(&text)
}

fn readable(html: &str) -> &str {
    let mut end = html.len().min(LONGEST_HTML);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    &html[..end]
}

/// A rough count that is never far too low: an end tag only counts when its element is open.
fn is_too_deep(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut open: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut depth: usize = 0;
    for (n, _) in bytes.iter().enumerate().filter(|(_, b)| **b == b'<') {
        let is_end = bytes.get(n + 1) == Some(&b'/');
        let name = tag_name(&bytes[n + 1 + usize::from(is_end)..]);
        if name.is_empty() || is_void(&name) {
            continue;
        }
        let count = open.entry(name).or_default();
        if !is_end {
            *count += 1;
            depth += 1;
        } else if *count > 0 {
            *count -= 1;
            depth -= 1;
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// Lower case; empty when no tag begins here. Long made-up names are cut.
fn tag_name(tag: &[u8]) -> Vec<u8> {
    let name = tag.iter().take(16).take_while(|b| b.is_ascii_alphanumeric());
    name.map(u8::to_ascii_lowercase).collect()
}

/// Elements without an end tag, and those whose end tag people leave out.
fn is_void(name: &[u8]) -> bool {
    let names: [&[u8]; 15] = [
        b"br", b"img", b"hr", b"meta", b"link", b"input", b"col", b"area", b"base", b"wbr", b"p",
        b"li", b"tr", b"td", b"th",
    ];
    names.contains(&name)
}

/// The parser's own simple conversion: no layout, no recursion.
fn flat(html: &str) -> String {
    tidy(&mail_parser::decoders::html::html_to_text(html))
}

/// At most two line ends in a row, short rules, no blanks at line ends.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        let line = line.trim_end();
        if line.trim_matches(['\u{a0}', ' ']).is_empty() {
            blank += 1;
            continue;
        }
        if !tidied.is_empty() {
            tidied.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        let is_rule = line.chars().count() > 40 && line.chars().all(|c| c == '─');
        tidied.push_str(if is_rule { "----------" } else { line });
    }
    tidied
}

/// Text without marks, except for what would be lost: addresses of links and words for images.
#[derive(Debug, Clone, Default)]
struct Plain {
    links: Vec<String>,
}

impl TextDecorator for Plain {
    type Annotation = ();

    fn decorate_link_start(&mut self, url: &str) -> (String, ()) {
        self.links.push(url.to_owned());
        (String::new(), ())
    }
    fn decorate_link_end(&mut self) -> String {
        match self.links.pop() {
            Some(url) if url.starts_with("http") => format!(" <{url}>"),
            _ => String::new(),
        }
    }
    fn decorate_em_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_em_end(&self) -> String {
        String::new()
    }
    fn decorate_strong_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_strong_end(&self) -> String {
        String::new()
    }
    fn decorate_strikeout_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }
    fn decorate_code_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_code_end(&self) -> String {
        String::new()
    }
    fn decorate_preformat_first(&self) {}
    fn decorate_preformat_cont(&self) {}
    fn decorate_image(&mut self, _src: &str, title: &str) -> (String, ()) {
        (if title.is_empty() { String::new() } else { format!("[{title}]") }, ())
    }
    fn header_prefix(&self, _level: usize) -> String {
        String::new()
    }
    fn quote_prefix(&self) -> String {
        "> ".to_owned()
    }
    fn unordered_item_prefix(&self) -> String {
        "- ".to_owned()
    }
    fn ordered_item_prefix(&self, i: i64) -> String {
        format!("{i}. ")
    }
    fn make_subblock_decorator(&self) -> Self {
        Self::default()
    }
    fn decorate_superscript_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_superscript_end(&self) -> String {
        String::new()
    }
    fn finalise(&mut self, _urls: Vec<String>) -> Vec<TaggedLine<()>> {
        Vec::new()
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a generous bound against runaway time")]
mod tests {
    use super::*;

    #[test]
    fn hostile_html_is_disarmed() {
        let clean = clean_html(concat!(
            "<p onclick=x()>Hi</p><script>a</script><style>b</style><form><input></form>",
            "<a href=' javascript:x()'>l</a><img src=http://t.example/p.gif alt=Logo>",
            "<img src=cid:a@b><a href='data:text/html,x'>d</a><iframe src=x>f</iframe>",
        ));
        for bad in ["onclick", "script", "style", "form", "input", "http://", "data:", "iframe"] {
            assert!(!clean.contains(bad), "{bad} in {clean}");
        }
        assert!(clean.contains("alt=\"Logo\"") && clean.contains("cid:a@b"));
    }

    #[test]
    fn nested_tables_are_laid_out_in_time() {
        let started = std::time::Instant::now();
        let open = "<table><tr><td>a</td><td>b</td><td>".repeat(60);
        html_to_text(&format!("{open}{}", "</td></tr></table>".repeat(60)));
        html_to_text(&format!("<table>{}</table>", "<tr><td>a<td>b".repeat(20_000)));
        html_to_text(&format!("<table><tr>{}</table>", "<td>a".repeat(20_000)));
        // what goes over it again and again takes many minutes; a busy machine does not
        assert!(started.elapsed().as_secs() < 90, "{:?}", started.elapsed());
    }

    #[test]
    fn text_keeps_links_quotes_and_lines() {
        let text = html_to_text(
            "<p>One<br>two</p><blockquote>old</blockquote><a href='https://x.example/'>x</a>",
        );
        assert_eq!(text, "One\ntwo\n\n> old\n\nx <https://x.example/>");
    }

    #[test]
    fn deep_and_unclosed_html_does_not_hurt() {
        let started = std::time::Instant::now();
        for tag in [
            "<div>",
            "<b>",
            "<table><tr><td>",
            "<a href=x>",
            "<blockquote>",
            "<p><font>",
            "<!--",
            "<ul><li>",
            "<p><b>",
            "<div></x>",
            "<span><p></span>",
            "<b><div></b>",
            "<li><p>",
            "<p>a",
        ] {
            let html = tag.repeat(100_000);
            html_to_text(&html);
            clean_html(&html);
        }
        // what goes over it again and again takes many minutes; a busy machine does not
        assert!(started.elapsed().as_secs() < 90, "{:?}", started.elapsed());
    }
}
