//! Digits that look like the number on a library card. Linear in the text: at each group of digits
//! it looks ahead sixteen digits at most.

use std::ops::Range;

/// What a library's card numbers look like: one pattern a line, `#` for any digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cards(Vec<Vec<u8>>);

/// Cards of 13 and 14 digits that begin with 2, as most library cards do.
pub const USUAL: &str = "2############\n2#############";

/// Most patterns there may be.
const MOST: usize = 20;
/// Digits a card number has.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=16;
/// Groups people write it in: 2 1000 1234 5678.
const GROUPS: usize = 5;

/// A group of digits, and what stands between it and the next.
struct Group {
    range: Range<usize>,
    gap: Option<char>,
}

impl Cards {
    /// Reads patterns; none if a line is not one, or there are too many.
    pub fn parse(text: &str) -> Option<Self> {
        let mut patterns = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let pattern: Vec<u8> = line.bytes().filter(|b| !b" -".contains(b)).collect();
            let is_known = pattern.iter().all(|b| b.is_ascii_digit() || *b == b'#');
            if !is_known || !DIGITS.contains(&pattern.len()) {
                return None;
            }
            patterns.push(pattern);
        }
        (patterns.len() <= MOST).then_some(Cards(patterns))
    }

    /// No card numbers at all.
    pub(super) fn none() -> Self {
        Cards(Vec::new())
    }

    /// Where card numbers stand.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let groups = groups(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < groups.len() {
            match self.longest(text, &groups[at..]) {
                Some(count) => {
                    found.push(groups[at].range.start..groups[at + count - 1].range.end);
                    at += count;
                }
                None => at += 1,
            }
        }
        found.retain(|range| stands_alone(text, range));
        found
    }

    /// How many groups from here are a card number, as many as can be.
    fn longest(&self, text: &str, groups: &[Group]) -> Option<usize> {
        let mut digits = Vec::new();
        let mut longest = None;
        for (at, group) in groups.iter().take(GROUPS).enumerate() {
            digits.extend_from_slice(&text.as_bytes()[group.range.clone()]);
            if digits.len() > *DIGITS.end() {
                break;
            }
            if self.0.iter().any(|pattern| fits(pattern, &digits)) && !is_moment(&digits) {
                longest = Some(at + 1);
            }
            // one kind of gap throughout, or it is two numbers
            if group.gap.is_none() || group.gap != groups[0].gap {
                break;
            }
        }
        longest
    }
}

fn fits(pattern: &[u8], digits: &[u8]) -> bool {
    pattern.len() == digits.len()
        && pattern.iter().zip(digits).all(|(wanted, digit)| *wanted == b'#' || wanted == digit)
}

/// 20261126093000: a time as programs write it.
fn is_moment(digits: &[u8]) -> bool {
    let number = |range: Range<usize>| {
        digits[range].iter().fold(0u32, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    digits.len() == 14
        && (1990..2100).contains(&number(0..4))
        && (1..13).contains(&number(4..6))
        && (1..32).contains(&number(6..8))
        && number(8..10) < 24
        && number(10..12) < 60
        && number(12..14) < 61
}

fn groups(text: &str) -> Vec<Group> {
    let bytes = text.as_bytes();
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let from = at + next;
        let to = from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        if let Some(last) = groups.last_mut() {
            let between = &text[last.range.end..from];
            last.gap = between
                .chars()
                .next()
                .filter(|c| between.chars().count() == 1 && [' ', '-', '\u{a0}'].contains(c));
        }
        groups.push(Group { range: from..to, gap: None });
        at = to;
    }
    groups
}

/// Not a piece of something longer: an asset tag, an address, a telephone number abroad.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let sticks = |c: char| c.is_alphanumeric() || "+_@/\\#=%&".contains(c);
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let (b, bb) = (before.next(), before.next());
    let (a, aa) = (after.next(), after.next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let joined =
        |c: Option<char>, next: Option<char>| c.is_some_and(|c| ".,:-".contains(c)) && digit(next);
    let is_piece = b.is_some_and(sticks)
        || a.is_some_and(|c| sticks(c) && c != '/')
        || joined(b, bb)
        || joined(a, aa)
        || (b == Some('-') && bb.is_some_and(char::is_alphanumeric));
    !is_piece
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        Cards::parse(USUAL).unwrap().find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn card_numbers_are_noticed_however_they_are_written() {
        for card in [
            "2100012345678",
            "21000123456789",
            "2 1000 1234 5678",
            "2-1000-1234-5678",
            "21000 12345 6789",
            "2 1000 12345 6789",
        ] {
            let around = [
                card.to_owned(),
                format!("The card {card}."),
                format!("({card}) is blocked"),
                format!("card:{card}, no loan"),
                format!("\"{card}\"\nnext line"),
            ];
            for text in around {
                assert_eq!(found(&text), [card], "{text}");
            }
        }
        assert_eq!(found("PC 4: 2100012345678 and 2100012345679").len(), 2);
    }

    #[test]
    fn other_numbers_are_not_taken_for_one() {
        for text in [
            "asset tag LIB-004711 and PC2100012345678",
            "asset FB-2100012345678",
            "ticket #1234, see also #2100012",
            "ISBN 978-0-14-103613-7 and 9780141036137",
            "ISBN 0141036133",
            "ISSN 2049-3630",
            "extension 4123, phone 03 9999 1234",
            "+61 2 9999 1234 and +442079460958123",
            "10.20.30.40 and 192.168.100.200:8080",
            "210.212.214.2161234567",
            "2001:db8:21000:12345:678::1",
            "on 2026-11-26 at 09:30, until 2026-11-27",
            "20261126093000 backup-20261126093000.tar",
            "1764120600000",
            "item barcode 31000123456789",
            "order 210001234567890123",
            "$2,100,012,345,678.00",
            "https://x.example/2100012345678",
            "id=2100012345678",
            "2 printers, 1000 cards, 12345678 sheets",
            "",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_library_says_itself_what_its_cards_look_like() {
        let own = Cards::parse("D".repeat(8).as_str());
        assert_eq!(own, None);
        assert_eq!(Cards::parse("12"), None);
        let own = Cards::parse("77 ###-###\n\n5##########").unwrap();
        assert_eq!(own.find("77123456 or 2100012345678").first(), Some(&(0..8)));
        assert!(Cards::parse("").unwrap().find("2100012345678").is_empty());
    }

    #[test]
    fn a_long_text_of_digits_is_read_in_one_go() {
        let text = "2 1 3 ".repeat(100_000);
        assert!(found(&text).is_empty());
    }
}
