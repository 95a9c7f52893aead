//! Reads a text into lines and says of each what part it plays in a message.

use std::borrow::Cow;

use super::phrases;

/// Attributions and header lines are short; a longer line is text and is not searched.
const LONGEST_MARK: usize = 400;
/// How many lines a broken attribution may run over, blank ones counted.
const ATTRIBUTION_LINES: usize = 6;
/// How many lines of a copied header are looked at, and how many of them must be header lines.
const HEADER_LINES: usize = 10;
const HEADER_LINES_NEEDED: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    Text,
    Quote,
    /// A quoted line that names the writer of what follows.
    QuotedAttribution,
    /// "On ... X wrote:"
    Attribution,
    /// First line of an older message: a title between dashes, a copied header, a reply marker.
    OldMessage,
    /// `--` alone on its line.
    SignatureMark,
    /// A line of dashes, stars and the like.
    Rule,
    /// "Sent from my phone"
    Device,
}

impl Kind {
    pub(super) fn is_quote(self) -> bool {
        matches!(self, Kind::Quote | Kind::QuotedAttribution)
    }
}

#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) kind: Kind,
}

/// Splits at LF, CRLF and CR; an attribution broken over several lines becomes one line.
pub(super) fn read(text: &str) -> Vec<Line<'_>> {
    let raw: Vec<&str> = text
        .split('\n')
        .flat_map(|l| l.strip_suffix('\r').unwrap_or(l).split('\r'))
        .map(str::trim_end)
        .collect();
    let mut lines = Vec::with_capacity(raw.len());
    let mut in_code = false;
    let mut at = 0;
    while at < raw.len() {
        let line = raw[at];
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            lines.push(Line { text: line.into(), kind: Kind::Text });
            at += 1;
        } else if let Some((joined, used)) = attribution(&raw[at..]).filter(|_| !in_code) {
            lines.push(Line { text: joined, kind: Kind::Attribution });
            at += used;
        } else {
            let kind = if in_code && !line.is_empty() { Kind::Text } else { kind_of(&raw[at..]) };
            lines.push(Line { text: line.into(), kind });
            at += 1;
        }
    }
    lines
}

fn kind_of(rest: &[&str]) -> Kind {
    let line = rest[0];
    let bare = line.trim();
    if bare.is_empty() {
        return Kind::Blank;
    }
    if bare.len() > LONGEST_MARK {
        return if is_quoted(line) { Kind::Quote } else { Kind::Text };
    }
    let lower = bare.to_lowercase();
    if is_reply_marker(&lower) {
        return Kind::OldMessage;
    }
    if is_quoted(line) {
        let inside = unquoted(line);
        return if is_attribution(inside) { Kind::QuotedAttribution } else { Kind::Quote };
    }
    if matches!(bare, "--" | "—" | "–") {
        return Kind::SignatureMark;
    }
    if is_rule(bare) {
        // Some programs draw a rule right above the copied header.
        let below = rest.iter().skip(1).position(|l| !l.trim().is_empty()).map(|n| n + 1);
        return match below {
            Some(n) if n <= 2 && is_old_message(&rest[n..]) => Kind::OldMessage,
            _ => Kind::Rule,
        };
    }
    if is_old_message(rest) {
        return Kind::OldMessage;
    }
    if is_device(&lower) { Kind::Device } else { Kind::Text }
}

/// `> text`, and the initials of the usenet before it (`AB> text`).
fn is_quoted(line: &str) -> bool {
    let line = line.trim_start();
    let initials = line.bytes().take(3).take_while(u8::is_ascii_uppercase).count();
    line.as_bytes().get(initials) == Some(&b'>')
}

fn unquoted(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

/// Two or more of the characters that rules are drawn with; also Gmail's invisible mark.
fn is_rule(bare: &str) -> bool {
    bare == "\u{1427}"
        || (bare.chars().count() >= 3 && bare.chars().all(|c| "-_=*#~+—–─━ ".contains(c)))
}

fn is_reply_marker(lower: &str) -> bool {
    let marked =
        lower.trim_start_matches(['>', ' ']).starts_with(['-', '#', '=', '_', '*', '—', '~']);
    marked && phrases::REPLY_ABOVE.iter().any(|p| lower.contains(p))
}

fn is_device(lower: &str) -> bool {
    let lower = lower.trim_matches(['<', '>', '(', ')', '[', '*', '_', ' ', '.']);
    lower.len() < 120
        && (phrases::DEVICE_STARTS.iter().any(|p| lower.starts_with(p))
            || phrases::DEVICE_ENDS.iter().any(|p| lower.ends_with(p)))
}

/// A title between dashes, a copied header, or the one-line header of Notes.
fn is_old_message(rest: &[&str]) -> bool {
    let line = rest[0].trim();
    if line.len() > LONGEST_MARK {
        return false;
    }
    is_title(line) || is_notes_header(line) || is_header_block(rest)
}

fn is_title(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| "-*_=— ".contains(c));
    let decorated = bare.len() < line.len();
    let ends_in_colon = bare.ends_with([':', '：']);
    (decorated || ends_in_colon) && {
        let lower = bare.trim_end_matches([':', '：']).trim().to_lowercase();
        phrases::OLD_MESSAGE_TITLES.contains(&lower.as_str())
    }
}

/// `Name ---03.03.2026 09:00:12---First words`
fn is_notes_header(line: &str) -> bool {
    let mut parts = line.splitn(3, "---");
    let (Some(_), Some(date), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    date.len() < 40 && has_time(date) && date.bytes().filter(u8::is_ascii_digit).count() >= 8
}

fn is_header_block(rest: &[&str]) -> bool {
    if !is_header_line(rest[0]) {
        return false;
    }
    let found = rest
        .iter()
        .take(HEADER_LINES)
        .take_while(|l| !l.trim().is_empty())
        .filter(|l| is_header_line(l))
        .count();
    found >= HEADER_LINES_NEEDED
}

fn is_header_line(line: &str) -> bool {
    let bare = line.trim_start_matches(['*', '_', ' ', '\t']);
    let Some(colon) = bare.find([':', '：']).filter(|n| *n <= 40) else { return false };
    let name = bare[..colon].trim_end_matches(['*', '_', ' ', '\u{a0}']).to_lowercase();
    phrases::HEADER_NAMES.contains(&name.as_str())
}

/// An attribution that begins on the first of these lines, in one piece, and how many it took.
fn attribution<'t>(rest: &[&'t str]) -> Option<(Cow<'t, str>, usize)> {
    let first = rest[0].trim();
    if first.is_empty() || first.len() > LONGEST_MARK || is_quoted(rest[0]) {
        return None;
    }
    if is_attribution(first) {
        return Some((rest[0].into(), 1));
    }
    if !may_begin_attribution(first) {
        return None;
    }
    let mut joined = first.to_owned();
    for (n, line) in rest.iter().enumerate().take(ATTRIBUTION_LINES).skip(1) {
        let line = line.trim();
        if joined.len() + line.len() > LONGEST_MARK || begins_anew(line) {
            return None;
        }
        if line.is_empty() {
            continue;
        }
        joined.push(' ');
        joined.push_str(line);
        if is_attribution(&joined) {
            return Some((joined.into(), n + 1));
        }
    }
    None
}

/// A date after one of the usual first words, a date or time alone, or an address with a time or
/// with the verb.
fn may_begin_attribution(line: &str) -> bool {
    let lower = line.to_lowercase();
    if line.contains('@') && phrases::WROTE.iter().any(|v| has_word(&lower, v)) {
        return true;
    }
    let timed =
        has_time(line) && (line.contains('@') || line.starts_with(|c: char| c.is_ascii_digit()));
    begins_anew(line) || timed && !line.ends_with('.')
}

/// No line that begins like this continues an attribution.
fn begins_anew(line: &str) -> bool {
    if line.is_empty() || line.ends_with('.') {
        return false;
    }
    let lower = line.to_lowercase();
    line.bytes().any(|b| b.is_ascii_digit())
        && (begins_with_date(line) || phrases::DATE_STARTERS.iter().any(|s| lower.starts_with(s)))
}

fn is_attribution(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['*', '_']);
    if line.len() > LONGEST_MARK || line.is_empty() {
        return false;
    }
    let half_an_address = line.contains('<') && !line.contains('>');
    if begins_with_date(line) && !half_an_address && (is_ended_by_address(line) || has_zone(line)) {
        return true;
    }
    let open = line.trim_end_matches(|c: char| "-*_ ".contains(c));
    let dashed = line.starts_with("--") && line.ends_with("--");
    let Some(said) = open.strip_suffix([':', '：']).or(dashed.then_some(open)) else {
        return false;
    };
    let said = said.trim_end().to_lowercase();
    let Some(verb) = phrases::WROTE.iter().find(|v| has_word(&said, v)) else { return false };
    let known_place = said.ends_with(verb)
        || said.contains('@')
        || dashed
        || phrases::DATE_STARTERS.iter().any(|s| said.starts_with(s));
    known_place && (said.contains('@') || has_time(&said) || has_year(&said))
}

/// The phrase with no letter on either side; in Chinese any place will do.
fn has_word(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, found)| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic());
        !phrase.is_char_boundary(1) && phrase.chars().all(|c| c > '\u{2e80}')
            || !letter(text[..at].chars().next_back())
                && !letter(text[at + found.len()..].chars().next())
    })
}

/// `2016-03-03`, `2013/7/20`, `2026年3月3日`
fn begins_with_date(line: &str) -> bool {
    let Some((year, rest)) = line.split_at_checked(4) else { return false };
    let mut rest = rest.chars();
    year.bytes().all(|b| b.is_ascii_digit())
        && (year.starts_with("19") || year.starts_with("20"))
        && matches!(rest.next(), Some('-' | '/' | '.' | '年'))
        && rest.next().is_some_and(|c| c.is_ascii_digit())
}

fn is_ended_by_address(line: &str) -> bool {
    let line = line.trim_end_matches([':', '：', ' ']);
    line.ends_with('>') && line.contains('<') && line.contains('@')
}

fn has_zone(line: &str) -> bool {
    has_time(line) && (line.contains(" GMT+") || line.contains(" GMT-") || line.contains(" UTC"))
}

/// Digits around a colon or a point: `9:00`, `kl. 20.42`.
fn has_time(text: &str) -> bool {
    text.as_bytes().windows(4).any(|w| {
        w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit() && w[3].is_ascii_digit()
    })
}

fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|w| {
        (w.starts_with(b"19") || w.starts_with(b"20"))
            && w[2].is_ascii_digit()
            && w[3].is_ascii_digit()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_of_many_languages_are_known() {
        for line in [
            "On Tue, Mar 3, 2026 at 9:00 AM Desk <d@x.example> wrote:",
            "Am 03.02.2016 3:35 nachm. schrieb Max <n@x.example>:",
            "Le 4 janv. 2016 19:03, \"Neil\" <n@x.example> a écrit :",
            "El jueves, 21 de noviembre de 2013, codinghorror escribió:",
            "Den 15. jun. 2016 kl. 20.42 skrev Jeff <n@x.example>:",
            "20 окт. 2016 г. 19:37 пользователь \"R\" <n@x.example> написал:",
            "在 2016年12月12日，下午8:45，Erlend <n@x.example> 写道：",
            "2026年3月3日(火) 9:00 Help Desk <n@x.example>:",
        ] {
            assert!(is_attribution(line), "{line}");
        }
    }

    #[test]
    fn a_broken_attribution_is_joined() {
        let lines =
            read("Hi\n\nOn Thu, 31 Mar 2016 at 11:16 Some One\n\n<\nn@x.example\n> wrote:\n\nbye");
        assert_eq!(lines[2].kind, Kind::Attribution);
        assert_eq!(lines[2].text, "On Thu, 31 Mar 2016 at 11:16 Some One < n@x.example > wrote:");
    }

    #[test]
    fn code_keeps_its_rules() {
        let lines = read("```\n----\n--\n```");
        assert!(lines.iter().all(|l| l.kind == Kind::Text));
    }
}
