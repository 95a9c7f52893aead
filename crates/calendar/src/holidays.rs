//! Public holidays by country and region, as facts: which date has which name.
//!
//! They stand in `holidays/holidays.txt`; its first lines say where they come from, and
//! `holidays/generate.py` makes it anew. A line is a rule (or its dates), perhaps the years in which
//! it holds, a tab, and the name:
//!
//! - `01-26` the same date each year; `1mon03` the first Monday of March; `lastmon05` the last of May
//! - `easter-2` so many days from Easter Sunday; `orthodox+1` from that of the eastern churches
//! - `20260925,20270924` dates written out
//! - a line that begins with `-` says what a region does not keep of its country's holidays

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

const TEXT: &str = include_str!("../holidays/holidays.txt");

/// The years for which holidays are known, first and last.
pub const KNOWN: (i16, i16) = (2024, 2040);

/// Each country's code, name and lines. The text is taken apart once: every page with hours on it asks.
static COUNTRIES: LazyLock<Vec<(&str, &str, &str)>> = LazyLock::new(|| {
    let blocks = TEXT.split("\n= ").skip(1);
    let mut all: Vec<_> = blocks.filter_map(country_of).collect();
    all.sort_by_key(|(_, name, _)| *name);
    all
});

/// A country's code, name and lines, from its block.
fn country_of(block: &str) -> Option<(&str, &str, &str)> {
    let (head, lines) = block.split_once('\n').unwrap_or((block, ""));
    let (code, name) = head.split_once('\t')?;
    Some((code, name, lines))
}

/// Countries with their two letters (ISO 3166-1) and English names, by name.
pub fn countries() -> Vec<(&'static str, &'static str)> {
    COUNTRIES.iter().map(|(code, name, _)| (*code, *name)).collect()
}

/// The regions of a country that keep holidays of their own, with the rest of their code (ISO
/// 3166-2) and their names, by name.
pub fn regions(country: &str) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = block(country).filter_map(|line| titled(line, "+ ")).collect();
    all.sort_by_key(|(_, name)| *name);
    all
}

/// The holidays of a country, or of one of its regions, between two dates, both included; by date.
/// Nothing for a country that is not known; the country's own for a region that is not.
pub fn holidays(
    country: &str,
    region: &str,
    (from, until): (Date, Date),
) -> Vec<(Date, &'static str)> {
    let mut found: Vec<(Date, &'static str)> = Vec::new();
    let mut here = true;
    for line in block(country) {
        if let Some((code, _)) = titled(line, "+ ") {
            here = !region.is_empty() && code == region;
            continue;
        }
        let Some((rule, name)) = line.split_once('\t').filter(|_| here) else { continue };
        match rule.strip_prefix('-') {
            Some(rule) => {
                let less = dates(rule);
                found.retain(|(date, other)| *other != name || !less.contains(date));
            }
            None => found.extend(dates(rule).into_iter().map(|date| (date, name))),
        }
    }
    found.retain(|(date, _)| (from..=until).contains(date));
    found.sort_unstable();
    found.dedup();
    found
}

fn titled<'a>(line: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    line.strip_prefix(mark)?.split_once('\t')
}

/// The lines of a country below its name; none where there is no such country.
fn block(country: &str) -> impl Iterator<Item = &'static str> {
    let found = COUNTRIES.iter().find(|(code, ..)| *code == country);
    found.map_or("", |(.., lines)| *lines).lines()
}

/// Every date of a rule in the years that are known.
fn dates(rule: &str) -> Vec<Date> {
    let (rule, years) = rule.split_once(' ').unwrap_or((rule, ""));
    let (first, last) = years.split_once('-').unwrap_or_default();
    let first = first.parse().unwrap_or(KNOWN.0);
    let last = last.parse().unwrap_or(KNOWN.1);
    if rule.len() >= 8 && rule.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') {
        return rule.split(',').filter_map(written_out).collect();
    }
    (first..=last).filter_map(|year| in_year(rule, year)).collect()
}

fn written_out(text: &str) -> Option<Date> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse().ok();
    Date::new(part(0, 4)?, part(4, 6)?.try_into().ok()?, part(6, 8)?.try_into().ok()?).ok()
}

fn in_year(rule: &str, year: i16) -> Option<Date> {
    for (word, sunday) in [("easter", easter as fn(i16) -> Option<Date>), ("orthodox", orthodox)] {
        if let Some(days) = rule.strip_prefix(word) {
            let days: i32 = days.parse().ok()?;
            return sunday(year)?.checked_add(days.days()).ok();
        }
    }
    if let Some((month, day)) = rule.split_once('-') {
        return Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    }
    let (nth, rest) = match rule.strip_prefix("last") {
        Some(rest) => (-1, rest),
        None => (rule.get(..1)?.parse().ok()?, rule.get(1..)?),
    };
    let (day, month) = rest.split_at_checked(3)?;
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    first.nth_weekday_of_month(nth, weekday(day)?).ok()
}

fn weekday(text: &str) -> Option<Weekday> {
    let at =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|day| *day == text)?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// Easter Sunday of the western churches, by the method of the Astronomical Almanac (Meeus, Jones,
/// Butcher).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Easter Sunday of the eastern churches, by the method of Meeus for the Julian calendar, written in
/// the Gregorian one: thirteen days on, in the years that are known.
fn orthodox(year: i16) -> Option<Date> {
    let number = i32::from(year);
    let (a, b, c) = (number % 4, number % 7, number % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    julian.checked_add(Span::new().days(13)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn year(country: &str, region: &str, year: i16) -> Vec<(String, &'static str)> {
        let span = (date(year, 1, 1), date(year, 12, 31));
        let found = holidays(country, region, span).into_iter();
        found.map(|(day, name)| (day.to_string(), name)).collect()
    }

    fn has(country: &str, region: &str, day: &str) -> bool {
        let year_of: i16 = day[..4].parse().unwrap();
        year(country, region, year_of).iter().any(|(date, _)| date == day)
    }

    #[test]
    fn a_region_keeps_its_own_days_beside_its_countrys() {
        for (country, region, day) in [
            ("AU", "VIC", "2026-11-03"), // Melbourne Cup
            ("AU", "VIC", "2026-04-25"),
            ("AU", "VIC", "2026-12-28"), // in place of Boxing Day on a Saturday
            ("DE", "BY", "2026-01-06"),
            ("DE", "BE", "2026-03-08"),
            ("GB", "SCT", "2026-11-30"),
            ("US", "", "2026-11-26"),
            ("NZ", "", "2026-02-06"),
            ("GR", "", "2026-04-13"), // Monday after the eastern Easter
            ("CA", "QC", "2026-06-24"),
        ] {
            assert!(has(country, region, day), "{country} {region} {day}");
        }
        assert!(!has("AU", "NSW", "2026-11-03"), "the Cup is Victoria's");
        assert!(!has("DE", "BE", "2026-01-06"), "Epiphany is not Berlin's");
        assert!(!has("AU", "", "2026-06-08"), "no day of the whole country");
    }

    #[test]
    fn both_easters_fall_where_almanacs_have_them() {
        let sundays = [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2038, (4, 25))];
        for (year, (month, day)) in sundays {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
        let sundays = [(2024, (5, 5)), (2025, (4, 20)), (2026, (4, 12)), (2040, (5, 6))];
        for (year, (month, day)) in sundays {
            assert_eq!(orthodox(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn every_line_of_the_list_can_be_read() {
        let mut rules = 0;
        for line in TEXT.lines().filter(|line| !line.starts_with(['#', '=', '+'])) {
            let (rule, name) = line.split_once('\t').unwrap_or_else(|| panic!("{line}"));
            let found = dates(rule.strip_prefix('-').unwrap_or(rule));
            assert!(!found.is_empty() && !name.is_empty(), "{line}");
            let known = KNOWN.0..=KNOWN.1;
            assert!(found.iter().all(|date| known.contains(&date.year())), "{line}");
            rules += 1;
        }
        assert!(rules > 5000);
        assert!(countries().len() > 200);
        assert_eq!(regions("AU").len(), 8 + 1, "with the west of New South Wales");
    }

    #[test]
    fn what_is_not_known_has_no_holidays() {
        assert!(year("XX", "", 2026).is_empty());
        assert_eq!(year("AU", "XX", 2026), year("AU", "", 2026));
        assert!(year("AU", "VIC", 2050).is_empty());
        assert!(regions("XX").is_empty());
    }
}
