//! Finding names in a message. Pure.

/// Somebody who is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mention {
    /// `@first.last`: as in the e-mail address, or the name with dots between.
    Dotted(String),
    /// `@[Whole Name]`.
    Named(String),
}

/// More than this in one message are no longer calls to somebody.
const MOST: usize = 20;

/// The names in a message, each once, in order; none from code and none from e-mail addresses.
pub fn mentions(body: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for piece in prose(body) {
        for (_, _, mention) in places(piece) {
            if !found.contains(&mention) && found.len() < MOST {
                found.push(mention);
            }
        }
    }
    found
}

/// The message as it is shown: `@[Whole Name]` as `@Whole Name`.
pub fn without_brackets(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut at = 0;
    for piece in prose(body) {
        let start = piece.as_ptr() as usize - body.as_ptr() as usize;
        for (from, to, mention) in places(piece) {
            if let Mention::Named(name) = mention {
                out.push_str(&body[at..start + from]);
                out.push('@');
                out.push_str(&name);
                at = start + to;
            }
        }
    }
    out.push_str(&body[at..]);
    out
}

/// The parts of a message that are not code: outside fences, ticks and indented lines.
fn prose(body: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut fence: Option<&str> = None;
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) if line.starts_with("    ") || line.starts_with('\t') => {}
            (None, None) => pieces.extend(outside_ticks(line)),
        }
    }
    pieces
}

/// A line without what stands between ticks; a tick without its other half is a tick.
fn outside_ticks(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find('`') {
        let ticks = rest[open..].bytes().take_while(|b| *b == b'`').count();
        let (mark, after) = rest[open..].split_at(ticks);
        let Some(close) = after.find(mark) else { break };
        pieces.push(&rest[..open]);
        rest = &after[close + ticks..];
    }
    pieces.push(rest);
    pieces
}

/// Where names stand in a piece of prose: from, to, and who.
fn places(piece: &str) -> Vec<(usize, usize, Mention)> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in piece.char_indices() {
        let may_begin = before.is_none_or(|b| b.is_whitespace() || "([{\"'“‘,;:>*—–".contains(b));
        before = Some(c);
        if c != '@' || !may_begin {
            continue;
        }
        let rest = &piece[at + 1..];
        if let Some(name) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            let name = name.0;
            let is_name = !name.trim().is_empty() && name.chars().count() <= 100;
            if is_name && !name.contains(['\n', '[', '@']) {
                found.push((at, at + 1 + name.len() + 2, Mention::Named(name.trim().to_owned())));
            }
            continue;
        }
        let is_part = |c: char| c.is_alphanumeric() || "._-".contains(c);
        let word = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let is_address = rest[word.len()..].starts_with('@');
        let word = word.trim_end_matches(['.', '-', '_']);
        if word.chars().count() >= 2 && word.chars().count() <= 100 && !is_address {
            found.push((at, at + 1 + word.len(), Mention::Dotted(word.to_lowercase())));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dotted(words: &[&str]) -> Vec<Mention> {
        words.iter().map(|word| Mention::Dotted((*word).to_owned())).collect()
    }

    #[test]
    fn names_are_found_where_people_write_them() {
        assert_eq!(mentions("@ann.lee, can you look?"), dotted(&["ann.lee"]));
        assert_eq!(mentions("Thank you (@Ann.Lee)."), dotted(&["ann.lee"]));
        assert_eq!(mentions("@ann.lee and @ann.lee"), dotted(&["ann.lee"]));
        let named = Mention::Named("Ann Lee-Ølsen".into());
        assert_eq!(mentions("Ask @[Ann Lee-Ølsen]!"), [named]);
    }

    #[test]
    fn addresses_and_code_name_nobody() {
        for text in [
            "write to ann.lee@library.example",
            "at https://x.example/@ann.lee",
            "see `@ann.lee` there",
            "```\n@ann.lee\n```\n",
            "    @ann.lee in an indented line",
            "@ann.lee@social.example",
            "@",
            "@ ann",
            "@[]",
            "@[ ]",
            "@[ann",
            "@a",
        ] {
            assert_eq!(mentions(text), [], "{text}");
        }
        assert_eq!(mentions("`a` @ann.lee `b`"), dotted(&["ann.lee"]));
        assert_eq!(mentions("one ` tick @ann.lee"), dotted(&["ann.lee"]));
    }

    #[test]
    fn brackets_are_not_shown() {
        assert_eq!(without_brackets("Hi @[Ann Lee], see `@[x]`"), "Hi @Ann Lee, see `@[x]`");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "\\PC*") {
            prop_assert!(mentions(&text).len() <= MOST);
            let shown = without_brackets(&text);
            prop_assert!(shown.len() <= text.len());
        }

        #[test]
        fn odd_marks_are_read_without_harm(text in "[@\\[\\]` a-c.\n~é]{0,60}") {
            let found = mentions(&text);
            prop_assert!(found.len() <= MOST);
            without_brackets(&text);
        }

        #[test]
        fn a_name_is_found_wherever_it_stands(
            before in "[a-z ]{0,20}", name in "[A-Z][a-z]{1,8} [A-Z][a-zé]{1,8}", after in "[a-z ]{0,20}",
        ) {
            // four blanks at the beginning would make it code
            let before = format!("x{before}");
            let text = format!("{before} @[{name}] {after}");
            prop_assert_eq!(mentions(&text), vec![Mention::Named(name.clone())]);
            prop_assert_eq!(without_brackets(&text), format!("{before} @{name} {after}"));
            let code = format!("{before}\n```\n@[{name}]\n```\n{after}");
            prop_assert_eq!(mentions(&code), vec![]);
            let address = format!("{}@{}", before.trim().replace(' ', "x") + "x", after);
            prop_assert_eq!(mentions(&address), vec![]);
        }
    }
}
