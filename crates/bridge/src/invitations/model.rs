//! Meetings as a calendar file (RFC 5545). Pure.

use base::{Time, jiff_tz::TimeZone};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use std::fmt::Write;

/// Somebody who is invited.
#[derive(Clone, Debug, Default)]
pub struct Attendee {
    pub name: String,
    pub email: String,
    pub is_chair: bool,
    /// `ACCEPTED`, `TENTATIVE`, `DECLINED` or `NEEDS-ACTION`.
    pub stands: &'static str,
}

/// One meeting, or the rule of many.
#[derive(Clone, Debug)]
pub struct Entry {
    pub uid: String,
    pub sequence: i64,
    pub title: String,
    pub starts_at: Time,
    pub minutes: i64,
    pub zone: String,
    pub place: String,
    pub link: String,
    /// What to read, and where.
    pub words: String,
    pub url: String,
    /// RFC 5545, with its end.
    pub rule: String,
    /// Dates of the rule on which there is none.
    pub without: Vec<Time>,
    /// Which date of a rule this is about.
    pub instead_of: Option<Time>,
    pub is_cancelled: bool,
    pub attendees: Vec<Attendee>,
}

/// Who sends it, and when.
#[derive(Clone, Debug)]
pub struct Sender<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub stamp: Time,
}

fn utc(at: Time) -> String {
    at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// What may stand in a parameter: no quotes, no line ends.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && *c != '"').collect()
}

fn at(key: &str, when: Time, zone: &TimeZone) -> Property {
    match zone.iana_name().filter(|name| *name != "UTC") {
        Some(name) => {
            let local = zone.to_datetime(when.timestamp()).strftime("%Y%m%dT%H%M%S").to_string();
            Property::new(key, local).add_parameter("TZID", name).done()
        }
        None => Property::new(key, utc(when)),
    }
}

fn event(entry: &Entry, sender: &Sender<'_>) -> Event {
    let zone = TimeZone::get(&entry.zone).unwrap_or(TimeZone::UTC);
    let mut event = Event::with_uid(&entry.uid);
    event.summary(&entry.title).description(&entry.words).url(&entry.url);
    event.add_property("DTSTAMP", utc(sender.stamp));
    event.append_property(at("DTSTART", entry.starts_at, &zone));
    event.append_property(at("DTEND", entry.starts_at.plus_seconds(entry.minutes * 60), &zone));
    event.add_property("SEQUENCE", entry.sequence.to_string());
    event.add_property("STATUS", if entry.is_cancelled { "CANCELLED" } else { "CONFIRMED" });
    let place = [entry.place.as_str(), entry.link.as_str()];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    if !place.is_empty() {
        event.location(&place.join(" · "));
    }
    if !entry.rule.is_empty() {
        event.add_property("RRULE", &entry.rule);
    }
    for date in &entry.without {
        event.append_multi_property(at("EXDATE", *date, &zone));
    }
    if let Some(date) = entry.instead_of {
        event.append_property(at("RECURRENCE-ID", date, &zone));
    }
    let organiser = Property::new("ORGANIZER", format!("mailto:{}", plain(sender.email)))
        .add_parameter("CN", &plain(sender.name))
        .done();
    event.append_property(organiser);
    for one in &entry.attendees {
        let role = if one.is_chair { "CHAIR" } else { "REQ-PARTICIPANT" };
        let property = Property::new("ATTENDEE", format!("mailto:{}", plain(&one.email)))
            .add_parameter("CN", &plain(&one.name))
            .add_parameter("ROLE", role)
            .add_parameter("PARTSTAT", one.stands)
            .add_parameter("RSVP", "TRUE")
            .done();
        event.append_multi_property(property);
    }
    event.done()
}

/// How far ahead the changes of a clock are said, in seconds: about ten years.
const AHEAD: i64 = 10 * 366 * 86_400;

/// A time zone as the entries need it, from a year before the first of them.
fn time_zone(name: &str, from: Time) -> String {
    let Ok(zone) = TimeZone::get(name) else { return String::new() };
    let from = from.plus_seconds(-366 * 86_400);
    let until = from.plus_seconds(AHEAD);
    let offset = |seconds: i32| {
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
    };
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n");
    let mut part = |kind: &str, start: &str, (old, new): (i32, i32), called: &str| {
        let (old, new) = (offset(old), offset(new));
        let _ = write!(
            text,
            "BEGIN:{kind}\r\nDTSTART:{start}\r\nTZOFFSETFROM:{old}\r\nTZOFFSETTO:{new}\r\n\
             TZNAME:{called}\r\nEND:{kind}\r\n"
        );
    };
    let mut before = zone.to_offset(from.timestamp()).seconds();
    part("STANDARD", "19700101T000000", (before, before), name);
    for change in zone.following(from.timestamp()).take(40) {
        if Time::from(change.timestamp()) > until {
            break;
        }
        let after = change.offset().seconds();
        let wall = change.timestamp().as_second() + i64::from(before);
        let start = jiff::Timestamp::from_second(wall).unwrap_or_default();
        let start = start.strftime("%Y%m%dT%H%M%S").to_string();
        let kind = if change.dst().is_dst() { "DAYLIGHT" } else { "STANDARD" };
        part(kind, &start, (before, after), change.abbreviation());
        before = after;
    }
    text + "END:VTIMEZONE\r\n"
}

/// A calendar of these, in its order; `method` is empty for a file that is only to be read.
pub fn calendar(method: &str, name: &str, entries: &[Entry], sender: &Sender<'_>) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Footbridge//Footbridge//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    if method.is_empty() {
        calendar.append_property(("X-WR-CALNAME", name));
    } else {
        calendar.append_property(("METHOD", method));
    }
    for entry in entries {
        calendar.push(event(entry, sender));
    }
    let text = calendar.to_string();
    let mut zones: Vec<&str> = entries.iter().map(|one| one.zone.as_str()).collect();
    zones.sort_unstable();
    zones.dedup();
    let first = entries.iter().map(|one| one.starts_at).min().unwrap_or_default();
    let zones = zones.into_iter().filter(|zone| *zone != "UTC");
    let zones: String = zones.map(|zone| time_zone(zone, first)).collect();
    match text.find("BEGIN:VEVENT") {
        Some(place) => format!("{}{zones}{}", &text[..place], &text[place..]),
        None => text,
    }
}

/// A rule with the instant after which it has no more dates.
pub fn ending(rule: &str, until: Option<Time>) -> String {
    match until {
        Some(until) => format!("{rule};UNTIL={}", utc(until)),
        None => rule.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn entry() -> Entry {
        Entry {
            uid: "abc@desk.example".into(),
            sequence: 2,
            title: "Library, and IT; monthly".into(),
            starts_at: time("2026-11-23T23:00:00Z"),
            minutes: 60,
            zone: "Australia/Melbourne".into(),
            place: "Room 2".into(),
            link: String::new(),
            words: "Agenda".into(),
            url: "https://desk.example/meetings/1".into(),
            rule: ending("FREQ=WEEKLY;INTERVAL=2", Some(time("2027-06-30T13:00:00Z"))),
            without: vec![time("2026-12-21T23:00:00Z")],
            instead_of: None,
            is_cancelled: false,
            attendees: vec![Attendee {
                name: "Ann \"A\"\r\nX: y".into(),
                email: "ann@library.example".into(),
                is_chair: true,
                stands: "ACCEPTED",
            }],
        }
    }

    fn whole(entries: &[Entry]) -> String {
        let stamp = time("2026-11-01T00:00:00Z");
        let sender = Sender { name: "Desk", email: "desk@desk.example", stamp };
        calendar("REQUEST", "", entries, &sender).replace("\r\n ", "")
    }

    #[test]
    fn a_calendar_says_the_time_by_the_clock_on_the_wall() {
        let text = whole(&[entry()]);
        for line in [
            "METHOD:REQUEST",
            "DTSTART;TZID=Australia/Melbourne:20261124T100000",
            "DTEND;TZID=Australia/Melbourne:20261124T110000",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630T130000Z",
            "EXDATE;TZID=Australia/Melbourne:20261222T100000",
            "SUMMARY:Library\\, and IT\\; monthly",
            "SEQUENCE:2",
            "BEGIN:VTIMEZONE",
            // the clock goes forward on the first Sunday of October
            "BEGIN:DAYLIGHT\r\nDTSTART:20261004T020000\r\nTZOFFSETFROM:+1000\r\nTZOFFSETTO:+1100",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(text.find("END:VTIMEZONE") < text.find("BEGIN:VEVENT"), "{text}");
        assert!(!text.contains("\nX: y"), "{text}");
    }

    #[test]
    fn one_date_of_many_is_told_by_the_date_it_stands_for() {
        let moved = Entry {
            rule: String::new(),
            without: Vec::new(),
            starts_at: time("2026-12-09T02:00:00Z"),
            instead_of: Some(time("2026-12-07T23:00:00Z")),
            ..entry()
        };
        let text = whole(&[entry(), moved]);
        assert!(text.contains("RECURRENCE-ID;TZID=Australia/Melbourne:20261208T100000"), "{text}");
        assert_eq!(text.matches("UID:abc@desk.example").count(), 2);
        assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    }
}
