//! Words of a glossary, found in text and marked in HTML, in time linear in the text. Pure.

use aho_corasick::AhoCorasick;
use std::collections::{BTreeSet, HashMap};

/// A word of the glossary as it may stand in a text.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its row.
    pub id: i64,
    /// Each way to write it, and whether capitals matter in it.
    pub forms: Vec<(String, bool)>,
}

/// A place in a text where an entry stands: bytes from and to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The position of the entry.
    pub entry: usize,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// How one pattern may be meant: capitals that must be so, and the entry.
struct Meaning {
    exact: Option<String>,
    entry: usize,
}

/// Entries made ready once for many texts.
pub struct Glossary {
    finder: Option<AhoCorasick>,
    /// For each pattern of the finder, in the order of the entries.
    meanings: Vec<Vec<Meaning>>,
    ids: Vec<i64>,
}

/// Elements in which nothing is marked: a link or a button cannot hold another, code is no prose,
/// a quoted mail is somebody else's, and a heading is what links within a page lead to.
const LEFT_ALONE: [&str; 19] = [
    "a",
    "button",
    "code",
    "pre",
    "kbd",
    "samp",
    "tt",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "script",
    "style",
    "textarea",
    "select",
    "svg",
];

/// Elements within a line: a word that begins in one may go on behind it.
const IN_LINE: [&str; 26] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

impl Glossary {
    /// Makes entries ready. What cannot be told apart from punctuation is left out.
    pub fn new(entries: &[Entry]) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut meanings: Vec<Vec<Meaning>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (entry, of) in entries.iter().enumerate() {
            for (form, is_exact) in &of.forms {
                let form = escape(&form.split_whitespace().collect::<Vec<_>>().join(" "));
                if !form.chars().any(char::is_alphanumeric) {
                    continue;
                }
                let pattern = fold(&form);
                let at = *known.entry(pattern.clone()).or_insert_with(|| {
                    patterns.push(pattern);
                    meanings.push(Vec::new());
                    patterns.len() - 1
                });
                meanings[at].push(Meaning { exact: is_exact.then_some(form), entry });
            }
        }
        // more patterns than fit are more than a glossary has: then nothing is marked
        let finder = AhoCorasick::new(&patterns).ok().filter(|_| !patterns.is_empty());
        Glossary { finder, meanings, ids: entries.iter().map(|entry| entry.id).collect() }
    }

    /// Every place in a plain text where an entry stands that is wanted, the longest where several
    /// would do, from left to right.
    pub fn find(&self, text: &str, is_wanted: impl Fn(usize) -> bool) -> Vec<Found> {
        let escaped = escape(text);
        let mut scan = Scan::default();
        scan.text(&escaped, 0, false);
        // back from where it stands in the escaped text
        let mut moved = Vec::new();
        let (mut shift, mut at) = (0, 0);
        for (from, c) in text.char_indices() {
            moved.push((from + shift, from));
            shift += escape(c.encode_utf8(&mut [0; 4])).len() - c.len_utf8();
            at = from + c.len_utf8();
        }
        moved.push((at + shift, at));
        let back = |place: usize| {
            moved.binary_search_by_key(&place, |(there, _)| *there).ok().map(|i| moved[i].1)
        };
        let found = self.chosen(&scan, &escaped, &is_wanted).into_iter().filter_map(|one| {
            let (from, to) = (back(one.from)?, back(one.to)?);
            Some(Found { entry: one.entry, from, to })
        });
        found.collect()
    }

    /// The HTML with the first place of each wanted entry as a link to its page. Only the first: a
    /// text in which every line is underlined cannot be read, and whoever knows a word after its
    /// first place knows it at the second.
    pub fn mark(&self, html: &str, is_wanted: impl Fn(usize) -> bool) -> String {
        if self.finder.is_none() {
            return html.to_owned();
        }
        let scan = Scan::html(html);
        let mut seen = scan.marked.clone();
        let mut out = String::with_capacity(html.len() + 256);
        let mut at = 0;
        for found in self.chosen(&scan, html, &is_wanted) {
            let id = self.ids[found.entry];
            if !is_wanted(found.entry) || !seen.insert(id) {
                continue;
            }
            out.push_str(&html[at..found.from]);
            out.push_str(&format!("<a class=\"term\" href=\"/glossary/{id}\" data-term=\"{id}\">"));
            out.push_str(&html[found.from..found.to]);
            out.push_str("</a>");
            at = found.to;
        }
        out.push_str(&html[at..]);
        out
    }

    /// Places that do not overlap: the leftmost first, and of those the longest. The finder gives
    /// every match, because one that is longer but ends inside a word must not hide a shorter one
    /// ("hold on" in "hold online"). At no place do more end than the longest pattern has letters.
    fn chosen(&self, scan: &Scan, source: &str, is_wanted: &impl Fn(usize) -> bool) -> Vec<Found> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut places = Vec::new();
        // what stands for a patron detail is no prose, and must be found again as it is
        let withheld = base::withheld::tokens(&scan.folded);
        for found in finder.find_overlapping_iter(&scan.folded) {
            let Some(from) = scan.source(found.start(), found.end()) else { continue };
            if withheld.iter().any(|(token, _)| token.contains(&found.start())) {
                continue;
            }
            let to = from + (found.end() - found.start());
            let written = &source[from..to];
            let means = |one: &&Meaning| {
                let is_same = one.exact.as_ref().is_none_or(|exact| exact == written);
                is_same && is_whole(&scan.folded, found.start(), found.end(), one.exact.is_some())
            };
            let fitting = self.meanings[found.pattern().as_usize()].iter().filter(means);
            // what both sides write the same is shown with the meaning this reader may not know
            let Some(first) = fitting.clone().next() else { continue };
            let one = fitting.clone().find(|one| is_wanted(one.entry)).unwrap_or(first);
            places.push(Found { entry: one.entry, from, to });
        }
        places.sort_by_key(|place| (place.from, usize::MAX - place.to));
        let mut end = 0;
        places.retain(|place| {
            let is_free = place.from >= end;
            if is_free {
                end = place.to;
            }
            is_free
        });
        places
    }
}

/// Whether what stands between is whole words: no letter or digit touches it, not by way of an
/// apostrophe, a full stop or an underscore either. A hyphen makes another word of an everyday word
/// ("on-hold"), but not of an abbreviation ("SIP2-based"). Addresses are no prose.
fn is_whole(text: &str, from: usize, to: usize, is_exact: bool) -> bool {
    let (before, inside, after) = (&text[..from], &text[from..to], &text[to..]);
    !is_touched(before.chars().rev(), inside.chars().next(), is_exact)
        && !is_touched(after.chars(), inside.chars().next_back(), is_exact)
        && !is_in_address(before, after)
}

fn is_touched(mut side: impl Iterator<Item = char>, own: Option<char>, is_exact: bool) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let is_joint = |c: char| matches!(c, '\'' | '’' | '.') || (c == '-' && !is_exact);
    own.is_some_and(char::is_alphanumeric)
        && match side.next() {
            Some(next) if is_part(next) => true,
            Some(next) if is_joint(next) => side.next().is_some_and(is_part),
            _ => false,
        }
}

/// Whether the run of letters and signs around a place is an address of the web or of mail. As far
/// as it is looked at, so that a text without blanks takes no longer.
fn is_in_address(before: &str, after: &str) -> bool {
    let is_end = |c: &char| c.is_whitespace() || *c < ' ';
    let left: String = before.chars().rev().take(80).take_while(|c| !is_end(c)).collect();
    let right: String = after.chars().take(80).take_while(|c| !is_end(c)).collect();
    left.contains("//:") || left.contains(".www") || left.contains('@') || right.contains('@')
}

/// In small letters where that does not change how many bytes a letter has, so that a place in the
/// one is a place in the other; blanks are all alike.
fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    if c == '\n' || c == '\t' {
        return ' ';
    }
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What a text says without its tags, folded, and where each piece of it stands.
#[derive(Default)]
struct Scan {
    folded: String,
    /// Where pieces begin in `folded` and in the source, and whether they are left alone.
    pieces: Vec<(usize, usize, bool)>,
    /// Entries that are marked in it already.
    marked: BTreeSet<i64>,
}

impl Scan {
    /// Adds a piece of text. An entity stays as long as it is, and is no word: `&amp;` begins with
    /// its sign, so that "R&D" can be found.
    fn text(&mut self, text: &str, source: usize, is_left_alone: bool) {
        self.pieces.push((self.folded.len(), source, is_left_alone));
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c == '&'
                && let Some(end) = rest.bytes().take(12).position(|b| b == b';')
                && rest[1..end].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
            {
                self.folded.push_str(&rest[..=end]);
                rest = &rest[end + 1..];
                continue;
            }
            self.folded.push(fold_char(c));
            rest = &rest[c.len_utf8()..];
        }
    }

    fn html(html: &str) -> Self {
        let mut scan = Scan { folded: String::with_capacity(html.len()), ..Scan::default() };
        let mut open = [0_usize; LEFT_ALONE.len()];
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            if let Some(length) = tag(rest) {
                scan.tag(&rest[..length], &mut open);
                at += length;
                continue;
            }
            // a `<` that opens nothing is text like any other
            let end =
                rest.bytes().skip(1).position(|b| b == b'<').map_or(rest.len(), |end| end + 1);
            scan.text(&rest[..end], at, open.iter().any(|count| *count > 0));
            at += end;
        }
        scan
    }

    fn tag(&mut self, tag: &str, open: &mut [usize; LEFT_ALONE.len()]) {
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let is_end = inside.starts_with('/');
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if !IN_LINE.contains(&name.as_str()) {
            // another paragraph, cell or line
            self.folded.push('\u{1}');
        }
        if let Some(i) = LEFT_ALONE.iter().position(|one| *one == name) {
            match is_end {
                true => open[i] = open[i].saturating_sub(1),
                false => open[i] += 1,
            }
        }
        if name == "a"
            && let Some((_, rest)) = tag.split_once(" data-term=\"")
        {
            self.marked.extend(rest.split('"').next().and_then(|id| id.parse::<i64>().ok()));
        }
    }

    /// Where something in the folded text begins in the source: only if it lies within one piece
    /// that may be marked, and neither begins nor ends inside an entity.
    fn source(&self, from: usize, to: usize) -> Option<usize> {
        let i = self.pieces.partition_point(|(start, ..)| *start <= from).checked_sub(1)?;
        let (start, source, is_left_alone) = self.pieces[i];
        let end = self.pieces.get(i + 1).map_or(self.folded.len(), |(next, ..)| *next);
        if is_left_alone || to > end || cuts(&self.folded, from) || cuts(&self.folded, to) {
            return None;
        }
        Some(source + from - start)
    }
}

/// Whether a place lies inside an entity.
fn cuts(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[at.saturating_sub(12)..at];
    let Some(sign) = before.iter().rposition(|b| *b == b'&') else { return false };
    let name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
    let after = text.as_bytes()[at..].iter().take(12).position(|b| !name(b));
    before[sign + 1..].iter().all(name)
        && after.is_some_and(|end| text.as_bytes()[at + end] == b';')
}

/// How long the tag or comment is that a text begins with, if it does.
fn tag(text: &str) -> Option<usize> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return Some(comment.find("-->").map_or(text.len(), |end| end + 7));
    }
    let second = text.strip_prefix('<')?.bytes().next()?;
    if !(second.is_ascii_alphabetic() || matches!(second, b'/' | b'!' | b'?')) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    Some(text.len())
}
