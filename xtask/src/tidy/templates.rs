//! What a template may hold: structure, but no style, no script and no words of its own.

use super::{File, Finding};

/// Attributes whose value people read or hear.
const READ_ATTRIBUTES: [&str; 6] =
    ["alt", "aria-description", "aria-label", "label", "placeholder", "title"];

/// Elements whose content is not language.
const WORDLESS: [&str; 6] = ["code", "kbd", "pre", "samp", "script", "style"];

/// Stands for what the template engine fills in.
const FILLED: char = '\u{1}';

/// Checks one template.
pub fn check(file: &File) -> Vec<Finding> {
    let (masked, problem) = mask(file.text);
    let mut findings = Vec::new();
    findings.extend(problem.map(|line| file.finding(line, "template", "close what opens here")));
    let mut silent: Option<String> = None;
    for piece in pieces(&masked) {
        match piece {
            Piece::Text { text, line } if silent.is_none() => {
                findings.extend(words(file, text, line));
            }
            Piece::Text { .. } => {}
            Piece::Tag { text, line } => {
                let tag = Tag::read(text, line);
                if silent.as_deref() == tag.name.strip_prefix('/') {
                    silent = None;
                }
                if silent.is_none() && WORDLESS.contains(&tag.name.as_str()) {
                    silent = Some(tag.name.clone());
                }
                findings.extend(tag_findings(file, &tag));
            }
        }
    }
    findings
}

fn tag_findings(file: &File, tag: &Tag) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |line, rule, advice: &str| findings.push(file.finding(line, rule, advice));
    if tag.name == "script" && tag.attributes.iter().all(|attribute| attribute.name != "src") {
        find(tag.line, "inline-script", "put it into a module under assets/ and name it in src");
    }
    if tag.name == "style" {
        find(tag.line, "inline-style", "put it into the style sheet under assets/");
    }
    for Attribute { name, value, line } in &tag.attributes {
        let is_handler =
            name.len() > 2 && name.starts_with("on") && name.chars().all(char::is_alphanumeric);
        if name == "style" {
            find(*line, "inline-style", "name a class after what the element is, and style that");
        } else if is_handler {
            find(*line, "inline-handler", "listen to the event in a module under assets/");
        } else if value.trim_start().to_lowercase().starts_with("javascript:") {
            find(
                *line,
                "inline-script",
                "give it a real address, and listen to the click in a module",
            );
        }
    }
    for Attribute { name, value, line } in &tag.attributes {
        if READ_ATTRIBUTES.contains(&name.as_str()) {
            findings.extend(words(file, value, *line));
        }
    }
    findings
}

/// Finds plain words that stand together outside of what the engine fills in; only the first
/// place in a text, as the rest goes with it.
fn words(file: &File, text: &str, line: usize) -> Option<Finding> {
    let mut before: Option<&str> = None;
    for (index, row) in text.split('\n').enumerate() {
        // Marks of their own keep the words on both sides apart.
        let row = row.split_inclusive(FILLED).flat_map(str::split_whitespace);
        for word in row {
            let plain = word.trim_matches(|letter: char| {
                letter.is_ascii_punctuation() || "…–“”‘’".contains(letter)
            });
            let is_word = plain != "Footbridge" && !is_entity(word) && is_plain(plain);
            if let (true, Some(first)) = (is_word, before)
                && first.len().max(plain.len()) > 2
            {
                let advice =
                    format!("`{first} {plain}` belongs into locales/: ask for it by its key");
                return Some(file.finding(line + index, "fluent", advice));
            }
            before = is_word.then_some(plain);
        }
    }
    None
}

fn is_plain(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
        && word.chars().all(|letter| letter.is_alphabetic() || "'’-".contains(letter))
}

fn is_entity(word: &str) -> bool {
    word.starts_with('&') && word.ends_with(';')
}

/// Puts a mark where `{{ }}` and `{% %}` stand and nothing where `{# #}` and `<!-- -->` do,
/// keeping the lines. Also tells the line of one that is not closed.
fn mask(text: &str) -> (String, Option<usize>) {
    const ENGINE: [(&str, &str, bool); 4] =
        [("{{", "}}", true), ("{%", "%}", true), ("{#", "#}", false), ("<!--", "-->", false)];
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let Some((opening, closing, is_filled)) =
            ENGINE.iter().find(|(opening, ..)| rest.starts_with(opening))
        else {
            masked.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        };
        let Some(end) = rest[opening.len()..].find(closing) else {
            let line = text[..text.len() - rest.len()].matches('\n').count() + 1;
            return (masked, Some(line));
        };
        let length = opening.len() + end + closing.len();
        if *is_filled {
            masked.push(FILLED);
        }
        masked.extend(rest[..length].matches('\n'));
        rest = &rest[length..];
    }
    (masked, None)
}

enum Piece<'a> {
    Text {
        text: &'a str,
        line: usize,
    },
    /// From `<` to before `>`.
    Tag {
        text: &'a str,
        line: usize,
    },
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    let mut line = 1;
    while !rest.is_empty() {
        let is_tag = starts_tag(rest);
        let length = if is_tag { tag_length(rest) } else { text_length(rest) };
        let text = &rest[..length];
        pieces.push(if is_tag {
            Piece::Tag { text: text.trim_end_matches('>'), line }
        } else {
            Piece::Text { text, line }
        });
        line += text.matches('\n').count();
        rest = &rest[length..];
    }
    pieces
}

fn starts_tag(rest: &str) -> bool {
    let next = rest.strip_prefix('<').and_then(|rest| rest.chars().next());
    next.is_some_and(|letter| {
        letter.is_ascii_alphabetic() || "/!".contains(letter) || letter == FILLED
    })
}

fn text_length(rest: &str) -> usize {
    let mut places = rest.char_indices().skip(1).map(|(at, _)| at);
    places.find(|at| starts_tag(&rest[*at..])).unwrap_or(rest.len())
}

fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (at, letter) in rest.char_indices() {
        match quote {
            Some(open) if open == letter => quote = None,
            Some(_) => {}
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None if letter == '>' => return at + 1,
            None => {}
        }
    }
    rest.len()
}

struct Tag {
    /// In small letters, with the `/` of a closing tag.
    name: String,
    line: usize,
    attributes: Vec<Attribute>,
}

struct Attribute {
    name: String,
    value: String,
    line: usize,
}

impl Tag {
    /// Reads `<name a b="c"`.
    fn read(text: &str, line: usize) -> Self {
        let inside = &text[1..];
        let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let name = inside[..end].trim_end_matches('/').to_lowercase();
        let name = if name.is_empty() { "/".to_owned() } else { name };
        let mut attributes = Vec::new();
        let mut rest = &inside[end..];
        loop {
            rest = rest.trim_start_matches(|letter: char| {
                letter.is_whitespace() || letter == '/' || letter == FILLED
            });
            if rest.is_empty() {
                return Self { name, line, attributes };
            }
            let line = line + text[..text.len() - rest.len()].matches('\n').count();
            let end = rest
                .find(|letter: char| letter.is_whitespace() || letter == '=' || letter == FILLED)
                .unwrap_or(rest.len());
            let name = rest[..end].to_lowercase();
            let (value, length) = value(&rest[end..]);
            attributes.push(Attribute { name, value, line });
            // At least one letter further, so that no text can keep us here.
            let step = (end + length).max(rest.chars().next().map_or(1, char::len_utf8));
            rest = &rest[step..];
        }
    }
}

/// What follows an attribute's name: its value and how long it is with the equals sign.
fn value(rest: &str) -> (String, usize) {
    let Some(after) = rest.strip_prefix('=') else {
        return (String::new(), 0);
    };
    if let Some(quote) = after.chars().next().filter(|letter| "\"'".contains(*letter)) {
        let end = after[1..].find(quote).unwrap_or(after.len() - 1);
        return (after[1..=end].to_owned(), (end + 3).min(rest.len()));
    }
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    (after[..end].to_owned(), end + 1)
}
