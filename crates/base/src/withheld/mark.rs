//! Finding what was marked: text between two pairs of bars, `||...||`. Linear in the text.
//!
//! Where it is not sure, it withholds. A shell's `a || b`, a Boolean `a||b||c` and a bar without a
//! partner stay as they are.

use std::ops::Range;

/// Something marked: with its bars, and what is between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// From the first bar to behind the last.
    pub whole: Range<usize>,
    /// Between the bars, without blanks at its ends.
    pub words: Range<usize>,
}

/// Two bars (or three) side by side, and what stands around them.
#[derive(Clone, Copy, Debug)]
struct Bars {
    from: usize,
    to: usize,
    before: Option<char>,
    after: Option<char>,
}

impl Bars {
    /// Words may begin behind them.
    fn may_open(self) -> bool {
        self.after.is_some_and(|c| !c.is_whitespace() && !".,;:!?)]}".contains(c))
    }

    /// Words may end before them.
    fn may_close(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
    }

    fn is_in_word(self) -> bool {
        is_word(self.before) && is_word(self.after)
    }

    /// A sentence or a line ends behind them, which nothing does behind a shell's `||`.
    fn is_at_end(self) -> bool {
        self.after.is_none_or(|c| "\r\n.,;:!?)]}".contains(c))
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Everything marked in a text, in order; the outermost where one mark is inside another.
pub fn marks(text: &str) -> Vec<Mark> {
    let bars = bars(text);
    let mut pairs = Vec::new();
    let mut opened: Vec<usize> = Vec::new();
    let mut is_paired = vec![false; bars.len()];
    for (at, bar) in bars.iter().enumerate() {
        let closes = bar.may_close() && (!bar.may_open() || !opened.is_empty());
        match opened.last() {
            Some(first) if closes && !(bars[*first].is_in_word() && bar.is_in_word()) => {
                pairs.push((*first, at));
                (is_paired[*first], is_paired[at]) = (true, true);
                opened.pop();
            }
            _ if bar.may_open() => opened.push(at),
            _ => {}
        }
    }
    // typed with blanks inside: "|| Mrs Lee ||." on one line
    let mut last: Option<usize> = None;
    for (at, bar) in bars.iter().enumerate() {
        if is_paired[at] {
            last = None;
            continue;
        }
        let ends = bar.is_at_end() || (bar.may_close() && !bar.may_open());
        match last {
            Some(first) if ends && !text[bars[first].to..bar.from].contains('\n') => {
                pairs.push((first, at));
                last = None;
            }
            _ => last = Some(at),
        }
    }
    let mut marks: Vec<Mark> = pairs
        .into_iter()
        .filter_map(|(first, second)| mark(text, bars[first], bars[second]))
        .collect();
    marks.sort_by_key(|mark| (mark.whole.start, std::cmp::Reverse(mark.whole.end)));
    let mut end = 0;
    marks.retain(|mark| {
        let is_outer = mark.whole.start >= end;
        end = end.max(mark.whole.end);
        is_outer
    });
    marks
}

/// None where there is nothing between the bars.
fn mark(text: &str, first: Bars, second: Bars) -> Option<Mark> {
    let inner = &text[first.to..second.from];
    if inner.chars().all(|c| c == '|' || c.is_whitespace()) {
        return None;
    }
    let from = first.to + (inner.len() - inner.trim_start().len());
    let to = second.from - (inner.len() - inner.trim_end().len());
    Some(Mark { whole: first.from..second.to, words: from..to })
}

/// Runs of two or three bars; four are the end of one mark and the beginning of the next, and more
/// are a line somebody drew.
fn bars(text: &str) -> Vec<Bars> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find('|') {
        let from = at + next;
        let run = bytes[from..].iter().take_while(|byte| **byte == b'|').count();
        at = from + run;
        let before = text[..from].chars().next_back();
        let after = text[at..].chars().next();
        match run {
            2 | 3 => found.push(Bars { from, to: at, before, after }),
            4 => {
                found.push(Bars { from, to: from + 2, before, after: Some('|') });
                found.push(Bars { from: from + 2, to: at, before: Some('|'), after });
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        marks(text).into_iter().map(|mark| &text[mark.words]).collect()
    }

    #[test]
    fn what_is_between_the_bars_is_marked() {
        let table: &[(&str, &[&str])] = &[
            ("||Mrs Secret 2100012345678|| cannot borrow", &["Mrs Secret 2100012345678"]),
            ("Ask ||Mrs Lee||, or ||Mr Orr||.", &["Mrs Lee", "Mr Orr"]),
            ("card||21000||", &["21000"]),
            ("(||Lee||)", &["Lee"]),
            ("\"||Lee||\"", &["Lee"]),
            ("||line one\nline two||", &["line one\nline two"]),
            ("||first\n\nparagraphs||\n", &["first\n\nparagraphs"]),
            ("|| Mrs Lee ||", &["Mrs Lee"]),
            ("it is || Mrs Lee ||.", &["Mrs Lee"]),
            ("it is || Mrs Lee|| again", &["Mrs Lee"]),
            ("|||Lee|||", &["Lee"]),
            ("||Lee||||21000||", &["Lee", "21000"]),
            ("||Lee ||21000|| Orr||", &["Lee ||21000|| Orr"]),
            ("`||Lee||` in code", &["Lee"]),
            ("```\npatron=||Lee||\n```", &["Lee"]),
            ("ls ||exit; then\n ||Mrs Lee||", &["Mrs Lee"]),
            ("||李女士||来了", &["李女士"]),
        ];
        for (text, expected) in table {
            assert_eq!(&words(text), expected, "{text}");
        }
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for text in [
            "",
            "||",
            "||||",
            "|| ||",
            "||\n||",
            "||||||||",
            "a || b",
            "a || b || c",
            "test -f x || exit 1\nls || true || false",
            "if (a||b||c) { }",
            "a||b",
            "||Mrs Lee has no end",
            "no beginning|| here",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "| a || c |",
        ] {
            assert_eq!(words(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn marks_are_in_order_apart_and_on_letters(text in "[|a \n.`é(]{0,60}") {
            let mut end = 0;
            for mark in marks(&text) {
                prop_assert!(mark.whole.start >= end);
                prop_assert!(mark.whole.start < mark.words.start);
                prop_assert!(mark.words.start < mark.words.end);
                prop_assert!(mark.words.end < mark.whole.end);
                prop_assert!(text[mark.whole.clone()].starts_with("||"));
                prop_assert!(text[mark.whole.clone()].ends_with("||"));
                prop_assert_eq!(text[mark.words.clone()].trim(), &text[mark.words]);
                end = mark.whole.end;
            }
        }

        #[test]
        fn words_between_bars_are_always_found(
            before in "[a-z .\n]{0,20}",
            secret in "[a-zA-Z0-9][a-zA-Z0-9 \n]{0,20}[a-zA-Z0-9]",
            after in "([ .,\n][a-z .\n]{0,20})?",
        ) {
            let text = format!("{before}||{secret}||{after}");
            prop_assert_eq!(words(&text), vec![secret.as_str()]);
        }

        #[test]
        fn without_two_pairs_of_bars_nothing_is_marked(a in "[^|]{0,30}", b in "[^|]{0,30}") {
            let text = format!("{a}||{b}");
            prop_assert_eq!(marks(&text), vec![]);
        }

        #[test]
        fn a_shell_keeps_its_commands(a in "[a-z]{1,9}", b in "[a-z]{1,9}", c in "[a-z]{1,9}") {
            let text = format!("{a} || {b} || {c}");
            prop_assert_eq!(marks(&text), vec![]);
        }
    }
}
