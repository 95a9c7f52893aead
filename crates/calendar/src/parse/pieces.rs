//! Cuts typed hours into the words they are made of.

use crate::HoursError;
use crate::hours::DAY_END;

/// A word or sign, and where in the text (in bytes) it stands.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// First and last day, Monday is 0.
    Days(usize, usize),
    Clock(Clock),
    Closed,
    Always,
    Dash,
    Comma,
    /// `;` or a new line.
    Break,
}

/// A time of day from 0 to 1440 minutes.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) minute: u16,
    pub(super) style: Style,
}

/// How a time was typed, which decides what may stand beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A number by itself.
    Bare,
    /// A number with am or pm.
    Half,
    /// `noon` or `midnight`.
    Word,
}

/// Cuts the text up; refuses words and numbers that mean nothing here.
pub(super) fn split(text: &str) -> Result<Vec<Piece>, HoursError> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        let mut length = first.len_utf8();
        let kind = match first {
            ';' | '\n' | '\r' => Some(Kind::Break),
            ',' | '&' | '+' => Some(Kind::Comma),
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' => Some(Kind::Dash),
            // `Mon-Fri: 9-17.`
            ':' | '.' => None,
            _ if first.is_whitespace() => None,
            _ if first.is_ascii_digit() => {
                length = number_length(rest);
                Some(number(&rest[..length])?)
            }
            _ if first.is_alphabetic() => {
                length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                word(&rest[..length])?
            }
            _ => return Err(unknown(&rest[..length])),
        };
        pieces.extend(kind.map(|kind| Piece { kind, start, end: start + length }));
        start += length;
    }
    Ok(pieces)
}

/// The meaning of a word; `None` for words that add nothing.
fn word(typed: &str) -> Result<Option<Kind>, HoursError> {
    let lower = typed.to_lowercase();
    let singular = if lower.len() > 5 { lower.strip_suffix('s').unwrap_or(&lower) } else { &lower };
    Ok(Some(match singular {
        "mo" | "mon" | "monday" => Kind::Days(0, 0),
        "tu" | "tue" | "tues" | "tuesday" => Kind::Days(1, 1),
        "we" | "wed" | "weds" | "wednesday" => Kind::Days(2, 2),
        "th" | "thu" | "thur" | "thurs" | "thursday" => Kind::Days(3, 3),
        "fr" | "fri" | "friday" => Kind::Days(4, 4),
        "sa" | "sat" | "saturday" => Kind::Days(5, 5),
        "su" | "sun" | "sunday" => Kind::Days(6, 6),
        "weekday" => Kind::Days(0, 4),
        "weekend" => Kind::Days(5, 6),
        "daily" | "day" | "everyday" => Kind::Days(0, 6),
        "closed" | "off" => Kind::Closed,
        "noon" => Kind::Clock(Clock { minute: DAY_END / 2, style: Style::Word }),
        "midnight" => Kind::Clock(Clock { minute: 0, style: Style::Word }),
        "to" | "till" | "until" | "through" => Kind::Dash,
        "and" => Kind::Comma,
        "every" | "from" | "on" | "open" => return Ok(None),
        _ => return Err(unknown(typed)),
    }))
}

fn unknown(typed: &str) -> HoursError {
    HoursError {
        part: typed.to_owned(),
        message: format!(
            "\"{typed}\" is not a day or a time. Write hours like \
             \"Mon-Fri 09:00-18:00; Sat 10:00-16:00\", with the days \
             Mon, Tue, Wed, Thu, Fri, Sat, Sun, daily, weekdays or weekends."
        ),
    }
}

/// How many bytes belong to the number the text begins with: `9`, `9.30 p.m.`, `18h`, `24/7`.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(0);
    while text[length..].starts_with([':', '.', '/', 'h', 'H']) && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    let rest = &text[length..];
    let gap = rest.bytes().take_while(|byte| *byte == b' ').count();
    for suffix in ["a.m.", "p.m.", "a.m", "p.m", "am", "pm", "h"] {
        let end = gap + suffix.len();
        let matches = rest.get(gap..end).is_some_and(|found| found.eq_ignore_ascii_case(suffix));
        if matches && !rest[end..].starts_with(char::is_alphabetic) {
            return length + end;
        }
    }
    length
}

fn number(typed: &str) -> Result<Kind, HoursError> {
    if typed == "24/7" {
        return Ok(Kind::Always);
    }
    time_of_day(typed).map(Kind::Clock).ok_or_else(|| HoursError {
        part: typed.to_owned(),
        message: format!(
            "\"{typed}\" is not a time of day. \
             Write times from 00:00 to 24:00, or like 9am and 5:30pm."
        ),
    })
}

/// Reads `9`, `0900`, `9:00`, `9.30`, `9h30`, `18h`, each with or without am or pm.
fn time_of_day(typed: &str) -> Option<Clock> {
    let lower = typed.to_ascii_lowercase().replace(' ', "");
    let (digits, half) = match lower.find(['a', 'p']) {
        Some(at) => (&lower[..at], lower[at..].chars().next()),
        None => (lower.as_str(), None),
    };
    let digits = digits.strip_suffix('h').unwrap_or(digits);
    let (hour, minute) = match digits.find([':', '.', 'h']) {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None if digits.len() > 2 => digits.split_at(digits.len() - 2),
        None => (digits, "00"),
    };
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let (hour, style) = match half {
        None => (hour, Style::Bare),
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some('p') => (hour % 12 + 12, Style::Half),
        Some(_) => (hour % 12, Style::Half),
    };
    let minute_of_day = hour * 60 + minute;
    (minute < 60 && minute_of_day <= DAY_END).then_some(Clock { minute: minute_of_day, style })
}
