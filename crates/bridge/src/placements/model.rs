//! What a placement is, who has to agree to it, and who reads its diary. Pure.

use super::store::PlacementRow;
use crate::relationships::{Side, Standing};
use base::{PersonId, Problems, Result, Time, jiff_tz::TimeZone};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

db::words! {
    /// Where it stands.
    pub enum State {
        /// Not everybody has agreed.
        Proposed = "proposed",
        /// It is on, or will be.
        Agreed = "agreed",
        /// It is over, and what was learnt is written down.
        Ended = "ended",
        /// It will not be.
        Withdrawn = "withdrawn",
    }
}

db::words! {
    /// As what somebody agrees. It takes all four.
    pub enum Part {
        /// Whoever goes.
        Person = "person",
        /// Whoever has them.
        Host = "host",
        /// Who looks after the relationship on the side that is helped.
        KeeperCustomer = "keeper_customer",
        /// And on the side that helps.
        KeeperProvider = "keeper_provider",
    }
}

/// A placement as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewPlacement {
    /// Between whom; none: the only relationship they have a part in.
    pub relationship: Option<i64>,
    /// Who goes; none: as typed, or whoever writes it down.
    pub person: Option<PersonId>,
    /// Who has them; none: as typed.
    pub host: Option<PersonId>,
    /// The same as typed.
    pub person_typed: String,
    /// The same as typed.
    pub host_typed: String,
    /// What for: 1 to 1000 characters.
    pub aims: String,
    /// The first day.
    pub starts_on: Option<Date>,
    /// The last day; at most a year later.
    pub ends_on: Option<Date>,
    /// Monday is 1.
    pub weekday: Option<i64>,
    /// Minutes after midnight.
    pub begins: Option<i64>,
    /// Minutes a week: 30 to 480.
    pub minutes: Option<i64>,
}

/// When it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// Monday is 1.
    pub weekday: i64,
    /// Minutes after midnight.
    pub begins: i64,
    /// Minutes a week.
    pub minutes: i64,
}

impl Hours {
    /// The first day on which somebody goes, if there is one.
    pub fn first_day(&self) -> Option<Date> {
        let offset = i8::try_from(self.weekday).ok()?;
        let weekday = Weekday::from_monday_one_offset(offset).ok()?;
        let mut day = self.starts_on;
        while day.weekday() != weekday {
            day = day.tomorrow().ok()?;
        }
        (day <= self.ends_on).then_some(day)
    }

    /// When somebody goes for the first time, by this clock.
    pub fn first(&self, zone: &TimeZone) -> Option<Time> {
        let (hour, minute) =
            (i8::try_from(self.begins / 60).ok()?, i8::try_from(self.begins % 60).ok()?);
        let at = self.first_day()?.at(hour, minute, 0, 0);
        zone.to_timestamp(at).ok().map(Time::from)
    }
}

impl NewPlacement {
    /// Trims it, or says what is wrong. `today` is there where the writer is.
    pub fn check(mut self, today: Date) -> Result<(Self, Hours)> {
        let mut problems = Problems::default();
        self.aims = problems.text("aims", &self.aims, 1000);
        if self.starts_on.is_none() {
            problems.add("starts_on", "problem-placement-day");
        }
        let starts_on = self.starts_on.unwrap_or(today);
        let ends_on = self.ends_on.unwrap_or(starts_on);
        match self.ends_on {
            None => problems.add("ends_on", "problem-placement-day"),
            Some(end) if end < starts_on => problems.add("ends_on", "problem-placement-order"),
            Some(end) if end < today => problems.add("ends_on", "problem-placement-past"),
            Some(end) if starts_on.checked_add(1.year()).is_ok_and(|most| end > most) => {
                problems.add("ends_on", "problem-placement-long");
            }
            Some(_) => {}
        }
        let weekday = problems.word("weekday", self.weekday.filter(|n| (1..=7).contains(n)));
        if self.begins.is_none() {
            problems.add("begins", "problem-placement-clock");
        }
        let minutes = self.minutes.filter(|n| (30..=480).contains(n));
        if minutes.is_none() {
            problems.add("hours", "problem-placement-hours");
        }
        let hours = Hours {
            starts_on,
            ends_on,
            weekday: weekday.unwrap_or(1),
            begins: self.begins.unwrap_or_default(),
            minutes: minutes.unwrap_or(60),
        };
        if problems.0.is_empty() && hours.first_day().is_none() {
            problems.add("weekday", "problem-placement-never");
        }
        problems.check()?;
        Ok((self, hours))
    }
}

/// A clock as browsers write it, in minutes after midnight.
pub fn read_clock(text: &str) -> Option<i64> {
    let (hour, minute) = text.trim().split_once(':')?;
    let is_digits = |part: &str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit())
    };
    if !is_digits(hour, 2) || !is_digits(minute, 2) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Hours as people type them: "3", "2.5", "2,5"; in minutes.
pub fn read_hours(text: &str) -> Option<i64> {
    let text = text.trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
    let whole: i64 = whole.parse().ok().filter(|n| (0..=24).contains(n))?;
    let is_part = part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let part: i64 = part.parse().ok().filter(|_| is_part)?;
    let scale =
        if part == 0 || text.rsplit('.').next().is_some_and(|p| p.len() == 2) { 100 } else { 10 };
    Some(whole * 60 + part * 60 / scale)
}

/// As what somebody can agree.
pub fn parts(row: &PlacementRow, reader: Option<PersonId>, standing: Standing) -> Vec<Part> {
    let mut parts = Vec::new();
    if reader == Some(row.person_id) {
        parts.push(Part::Person);
    }
    if reader == Some(row.host_id) {
        parts.push(Part::Host);
    }
    if standing.is_keeper && standing.side != Side::Provider {
        parts.push(Part::KeeperCustomer);
    }
    if standing.is_keeper && standing.side != Side::Customer {
        parts.push(Part::KeeperProvider);
    }
    parts
}

/// Whether somebody reads what is written in the diary and not shared: the two whose it is, and who
/// looks after the relationship on either side. No role besides.
pub fn may_read_diary(row: &PlacementRow, reader: Option<PersonId>, standing: Standing) -> bool {
    is_in_it(row, reader) || standing.is_keeper
}

/// Whether it is theirs: the person or the host.
pub fn is_in_it(row: &PlacementRow, reader: Option<PersonId>) -> bool {
    reader.is_some() && (reader == Some(row.person_id) || reader == Some(row.host_id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new() -> NewPlacement {
        NewPlacement {
            aims: "See the desk at work".into(),
            starts_on: Some(Date::constant(2026, 12, 2)),
            ends_on: Some(Date::constant(2027, 1, 29)),
            weekday: Some(2),
            begins: Some(9 * 60),
            minutes: Some(180),
            ..NewPlacement::default()
        }
    }

    const TODAY: Date = Date::constant(2026, 11, 23);

    fn field(new: NewPlacement) -> String {
        let Err(base::Error::Invalid(problems)) = new.check(TODAY) else { panic!() };
        problems.0[0].field.clone()
    }

    #[test]
    fn it_begins_on_the_first_such_day() {
        let (_, hours) = new().check(TODAY).unwrap();
        assert_eq!(hours.first_day(), Some(Date::constant(2026, 12, 8)));
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let first = hours.first(&zone).unwrap();
        assert_eq!(first.timestamp().to_string(), "2026-12-07T22:00:00Z");
    }

    #[test]
    fn dates_that_cannot_be_are_told_beside_their_field() {
        assert_eq!(field(NewPlacement { starts_on: None, ..new() }), "starts_on");
        assert_eq!(
            field(NewPlacement { ends_on: Some(Date::constant(2026, 12, 1)), ..new() }),
            "ends_on"
        );
        assert_eq!(
            field(NewPlacement { ends_on: Some(Date::constant(2029, 1, 1)), ..new() }),
            "ends_on"
        );
        let one_day = NewPlacement { ends_on: Some(Date::constant(2026, 12, 2)), ..new() };
        assert_eq!(field(one_day), "weekday");
        assert_eq!(field(NewPlacement { minutes: Some(900), ..new() }), "hours");
        assert_eq!(field(NewPlacement { weekday: Some(8), ..new() }), "weekday");
    }

    #[test]
    fn clocks_and_hours_are_read_as_people_type_them() {
        assert_eq!(read_clock("9:30"), Some(570));
        for odd in ["", "25:00", "9", "9:5", "é:10", "-1:00", "1:60"] {
            assert_eq!(read_clock(odd), None, "{odd}");
        }
        for (text, minutes) in [("3", 180), ("2.5", 150), ("1,25", 75), ("0.05", 3), ("8.0", 480)] {
            assert_eq!(read_hours(text), Some(minutes), "{text}");
        }
        for odd in ["", "x", "1e3", "-1", "99999999999999999999", "1.", "1.234", "NaN"] {
            assert_eq!(read_hours(odd), None, "{odd}");
        }
    }
}
