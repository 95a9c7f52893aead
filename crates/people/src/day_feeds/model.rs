//! Reading closed days out of a calendar file. Pure.

use base::{Time, row};
use icalendar::parser::{Component, read_calendar, unfold};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
    tz::TimeZone,
};

/// The most days that are taken from one file.
pub const MOST: usize = 2000;
/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1_000_000;
/// Until when something that recurs is written out.
const UNTIL: Date = date(2040, 12, 31);

row! {
    /// A file that was read, as it is stored.
    #[derive(Clone, Debug)]
    pub struct Feed {
        /// Its row.
        pub id: i64,
        /// Whose days it gives.
        pub calendar_id: i64,
        /// What people call it.
        pub name: String,
        /// When it was read.
        pub read_at: Option<Time>,
        /// How many entries it had then.
        pub days: i64,
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The calendar.
    pub calendar: i64,
    /// How many entries close days now.
    pub taken: usize,
    /// How many were left out, because they have times of day or cannot be read.
    pub left_out: usize,
}

/// What a file says: entries with their first and last days, and how many were left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Name, first and last day; by date.
    pub days: Vec<(String, Date, Date)>,
    /// Entries with times of day, or that make no sense.
    pub left_out: usize,
}

/// The days that a calendar file closes; none where it is no calendar. Entries of whole days count,
/// and those that recur on each of their dates.
pub fn read(text: &str) -> Option<Read> {
    let text = unfold(text);
    let calendar = read_calendar(&text).ok().filter(|_| text.contains("BEGIN:VCALENDAR"))?;
    let mut found = Read::default();
    for event in calendar.components.iter().filter(|one| one.name.as_str() == "VEVENT") {
        if value(event, "STATUS").eq_ignore_ascii_case("CANCELLED") {
            continue;
        }
        match days_of(event) {
            Some(days) => found.days.extend(days),
            None => found.left_out += 1,
        }
        if found.days.len() > MOST {
            found.left_out += found.days.len() - MOST;
            found.days.truncate(MOST);
            break;
        }
    }
    found.days.sort_by_key(|(name, from, until)| (*from, *until, name.clone()));
    found.days.dedup();
    Some(found)
}

fn value<'a>(event: &'a Component<'_>, name: &str) -> &'a str {
    event.find_prop(name).map_or("", |one| one.val.as_str())
}

/// A date without a time of day: `20261225`.
fn whole_day(text: &str) -> Option<Date> {
    if text.len() != 8 {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let (month, day) = (part(4, 6)?.try_into().ok()?, part(6, 8)?.try_into().ok()?);
    Date::new(part(0, 4)?, month, day).ok().filter(|day| (2000..=2200).contains(&day.year()))
}

fn days_of(event: &Component<'_>) -> Option<Vec<(String, Date, Date)>> {
    let first = whole_day(value(event, "DTSTART"))?;
    let last = match value(event, "DTEND") {
        "" => first,
        // the end is the first day that is not in it any more (RFC 5545, 3.6.1)
        text => whole_day(text)?.yesterday().ok()?.max(first),
    };
    let length = first.until(last).ok()?;
    if length.get_days() > 400 {
        return None;
    }
    let name: String = value(event, "SUMMARY").replace("\\,", ",").replace("\\;", ";");
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().take(120).collect();
    let name = if name.is_empty() { "–".to_owned() } else { name };
    let starts = match value(event, "RRULE") {
        "" => vec![first],
        rule => recurring(first, rule, value(event, "EXDATE"))?,
    };
    let span = |from: Date| Some((name.clone(), from, from.checked_add(length).ok()?));
    starts.into_iter().map(span).collect()
}

fn recurring(first: Date, rule: &str, without: &str) -> Option<Vec<Date>> {
    let start = first.strftime("%Y%m%dT000000Z");
    let mut text = format!("DTSTART:{start}\nRRULE:{rule}");
    let skipped: Vec<_> = without.split(',').filter_map(|one| whole_day(one.get(..8)?)).collect();
    for day in &skipped {
        text += &format!("\nEXDATE:{}", day.strftime("%Y%m%dT000000Z"));
    }
    let set = text.parse::<rrule::RRuleSet>().ok()?.limit();
    let mut dates = Vec::new();
    for at in (&set).into_iter().take(MOST) {
        let at = Timestamp::from_second(at.timestamp()).ok()?;
        let day = TimeZone::UTC.to_datetime(at).date();
        if day > UNTIL.max(first + 1.day()) {
            break;
        }
        dates.push(day);
    }
    Some(dates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(events: &str) -> String {
        let events = events.trim().replace("    ", "");
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}\r\nEND:VCALENDAR\r\n"
        )
        .replace("\r\n", "\n")
        .replace('\n', "\r\n")
    }

    fn said(events: &str) -> (Vec<String>, usize) {
        let read = read(&file(events)).expect("a calendar");
        let days = read.days.iter().map(|(name, from, until)| match from == until {
            true => format!("{from} {name}"),
            false => format!("{from}/{until} {name}"),
        });
        (days.collect(), read.left_out)
    }

    #[test]
    fn whole_days_close_and_the_end_is_not_in_it() {
        let (days, left_out) = said(
            "BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261224
            DTEND;VALUE=DATE:20270102
            SUMMARY:Closed\\, see you
              in the new year
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20270126
            SUMMARY:Australia Day
            END:VEVENT
            BEGIN:VEVENT
            DTSTART:20270127T090000Z
            DTEND:20270127T120000Z
            SUMMARY:Morning meeting
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20270301
            STATUS:CANCELLED
            SUMMARY:Called off
            END:VEVENT",
        );
        assert_eq!(
            days,
            ["2026-12-24/2027-01-01 Closed, see you in the new year", "2027-01-26 Australia Day"]
        );
        assert_eq!(left_out, 1, "a morning is no whole day");
    }

    #[test]
    fn what_comes_every_year_is_written_out() {
        let (days, _) = said(
            "BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261231
            RRULE:FREQ=YEARLY;COUNT=3
            EXDATE;VALUE=DATE:20271231
            SUMMARY:Stocktake
            END:VEVENT",
        );
        assert_eq!(days, ["2026-12-31 Stocktake", "2028-12-31 Stocktake"]);
        let (days, _) = said(
            "BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261231
            RRULE:FREQ=YEARLY
            END:VEVENT",
        );
        assert_eq!(days.len(), 15, "until the holidays end, too");
    }

    #[test]
    fn what_is_no_calendar_is_refused_and_nonsense_left_out() {
        assert_eq!(read(""), None);
        assert_eq!(read("Christmas, 25 December"), None);
        assert_eq!(read("BEGIN:VCALENDAR"), None);
        let odd = "BEGIN:VEVENT
            DTSTART;VALUE=DATE:20269999
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20260101
            DTEND;VALUE=DATE:20360101
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20260101
            RRULE:FREQ=SOMETIMES
            END:VEVENT";
        assert_eq!(said(odd), (Vec::new(), 3));
        let endless = "BEGIN:VEVENT
            DTSTART;VALUE=DATE:20260101
            RRULE:FREQ=DAILY
            END:VEVENT";
        assert_eq!(read(&file(endless)).unwrap().days.len(), MOST);
    }
}
