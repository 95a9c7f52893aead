//! How an appointment is written for a calendar. Pure.

use base::{Time, jiff_tz::TimeZone};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use jiff::{Timestamp, civil::Date, tz::Offset};
use std::fmt::Write;

/// When it comes again.
#[derive(Clone, Copy, Debug)]
pub struct Weekly {
    /// The last day on which it may.
    pub until: Date,
}

/// What stands in a calendar.
#[derive(Clone, Debug)]
pub struct Appointment {
    /// The same in every file about it: `tour-7@desk.example`.
    pub uid: String,
    /// Counts changes, so that a calendar takes the newer.
    pub sequence: i64,
    /// When the file was made.
    pub made_at: Time,
    /// When it begins.
    pub starts_at: Time,
    /// How long it takes.
    pub minutes: i64,
    /// By whose clock it comes again.
    pub zone: TimeZone,
    /// None: it comes once.
    pub weekly: Option<Weekly>,
    /// What it is.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
    /// Where; may be empty.
    pub location: String,
    /// Its page.
    pub url: String,
    /// Whether it will not be after all.
    pub is_cancelled: bool,
}

const UTC: &str = "%Y%m%dT%H%M%SZ";
const LOCAL: &str = "%Y%m%dT%H%M%S";

fn utc(at: Time) -> String {
    at.timestamp().strftime(UTC).to_string()
}

/// One line, without what could end it.
fn sound(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// The file.
pub fn file(it: &Appointment) -> String {
    let mut event = Event::new();
    let ends = it.starts_at.plus_seconds(it.minutes * 60);
    event.uid(&it.uid).summary(&sound(&it.summary));
    event.add_property("DTSTAMP", utc(it.made_at));
    event.add_property("SEQUENCE", it.sequence.to_string());
    event.add_property("URL", &it.url);
    if !it.description.is_empty() {
        event.description(&sound(&it.description));
    }
    if !it.location.is_empty() {
        event.location(&sound(&it.location));
    }
    let state = if it.is_cancelled { "CANCELLED" } else { "CONFIRMED" };
    event.add_property("STATUS", state);
    let name = it.zone.iana_name().filter(|_| it.weekly.is_some());
    match (it.weekly, name) {
        (Some(weekly), Some(name)) => {
            for (key, at) in [("DTSTART", it.starts_at), ("DTEND", ends)] {
                let local = it.zone.to_datetime(at.timestamp()).strftime(LOCAL).to_string();
                event.append_property(Property::new(key, local).add_parameter("TZID", name).done());
            }
            event.add_property("RRULE", format!("FREQ=WEEKLY;UNTIL={}", until(it, weekly)));
        }
        _ => {
            event.add_property("DTSTART", utc(it.starts_at));
            event.add_property("DTEND", utc(ends));
            if let Some(weekly) = it.weekly {
                event.add_property("RRULE", format!("FREQ=WEEKLY;UNTIL={}", until(it, weekly)));
            }
        }
    }
    let mut calendar = Calendar::new();
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    let text = calendar.push(event.done()).done().to_string();
    let text = text.replace("PRODID:ICALENDAR-RS", "PRODID:-//Footbridge//Footbridge//EN");
    match (it.weekly, name) {
        (Some(weekly), Some(name)) => {
            let zone = clock(it, name, weekly);
            text.replacen("BEGIN:VEVENT", &format!("{zone}BEGIN:VEVENT"), 1)
        }
        _ => text,
    }
}

/// The end of its last day, as the rule wants it.
fn until(it: &Appointment, weekly: Weekly) -> String {
    let last = weekly.until.at(23, 59, 59, 0);
    let at = it.zone.to_timestamp(last).unwrap_or(Timestamp::MAX);
    at.strftime(UTC).to_string()
}

fn offset(of: Offset) -> String {
    let minutes = of.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// How the clock on the wall goes while it lasts: each change of it, by its own name.
fn clock(it: &Appointment, name: &str, weekly: Weekly) -> String {
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n");
    let first = it.starts_at.timestamp();
    let last = it.zone.to_timestamp(weekly.until.at(23, 59, 59, 0)).unwrap_or(Timestamp::MAX);
    let mut before = it.zone.to_offset_info(first);
    let since = it.zone.to_datetime(first).date().at(0, 0, 0, 0);
    let mut piece = |dst: bool, from: Offset, to: Offset, at: jiff::civil::DateTime, abbr: &str| {
        let kind = if dst { "DAYLIGHT" } else { "STANDARD" };
        let _ = write!(
            text,
            "BEGIN:{kind}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{abbr}\r\nEND:{kind}\r\n",
            at.strftime(LOCAL),
            offset(from),
            offset(to)
        );
    };
    piece(before.dst().is_dst(), before.offset(), before.offset(), since, before.abbreviation());
    for change in it.zone.following(first).take_while(|change| change.timestamp() <= last).take(20)
    {
        let (now, from) = (it.zone.to_offset_info(change.timestamp()), before.offset());
        let at = from.to_datetime(change.timestamp());
        piece(now.dst().is_dst(), from, now.offset(), at, now.abbreviation());
        before = now;
    }
    text + "END:VTIMEZONE\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        text.parse::<Timestamp>().unwrap().into()
    }

    fn tour() -> Appointment {
        Appointment {
            uid: "tour-7@desk.example".into(),
            sequence: 2,
            made_at: at("2026-11-23T00:00:00Z"),
            starts_at: at("2026-12-01T22:30:00Z"),
            minutes: 90,
            zone: TimeZone::get("Australia/Melbourne").unwrap(),
            weekly: None,
            summary: "The sorter, up close; bring a coat".into(),
            description: "Stops:\nThe bins\r\nBEGIN:VEVENT".into(),
            location: "Central".into(),
            url: "https://desk.example/tours/7".into(),
            is_cancelled: false,
        }
    }

    #[test]
    fn a_tour_stands_in_a_calendar_once_and_nothing_else_gets_in() {
        let text = file(&tour());
        for line in [
            "BEGIN:VCALENDAR\r\n",
            "UID:tour-7@desk.example\r\n",
            "DTSTART:20261201T223000Z\r\n",
            "DTEND:20261202T000000Z\r\n",
            "SEQUENCE:2\r\n",
            "STATUS:CONFIRMED\r\n",
            "SUMMARY:The sorter\\, up close\\; bring a coat\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), 1, "{text}");
        assert_eq!(text.matches("DTSTAMP").count(), 1, "{text}");
        assert!(text.replace("\r\n", "").find(['\r', '\n']).is_none(), "{text}");
    }

    #[test]
    fn weekly_hours_keep_to_the_clock_on_the_wall() {
        let mut hours = tour();
        hours.starts_at = at("2027-03-16T22:30:00Z");
        hours.weekly = Some(Weekly { until: Date::constant(2027, 5, 31) });
        let text = file(&hours);
        for line in [
            "DTSTART;TZID=Australia/Melbourne:20270317T093000\r\n",
            "RRULE:FREQ=WEEKLY;UNTIL=20270531T135959Z\r\n",
            "BEGIN:VTIMEZONE\r\nTZID:Australia/Melbourne\r\nBEGIN:DAYLIGHT\r\n",
            "BEGIN:STANDARD\r\nDTSTART:20270404T030000\r\nTZOFFSETFROM:+1100\r\nTZOFFSETTO:+1000\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }

    #[test]
    fn what_was_called_off_says_so() {
        let text = file(&Appointment { is_cancelled: true, ..tour() });
        assert!(text.contains("STATUS:CANCELLED\r\n"), "{text}");
    }
}
