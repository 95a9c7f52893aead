//! A series as somebody changes it. Pure.

use crate::{
    attendees::Named,
    meetings::{NewSeries, Recurs, Series, Skipping, When, read_when, rule_of},
};
use base::{Problems, Time};

/// A series as somebody changes it, from now on. What is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SeriesChange {
    /// What it is called.
    pub title: String,
    /// Where.
    pub place: String,
    /// A room on the net.
    pub link: String,
    /// When the next one is, by the clock of `time_zone`, `YYYY-MM-DDTHH:MM`; the others follow it.
    pub starts: Option<String>,
    /// An IANA name.
    pub time_zone: Option<String>,
    /// How long.
    pub minutes: Option<String>,
    /// How often.
    pub recurs: Option<Recurs>,
    /// A rule of one's own (RFC 5545).
    pub rule: Option<String>,
    /// The last day; empty: until somebody ends it.
    pub until: String,
    /// What becomes of a date on which one side is closed.
    pub skipping: Option<Skipping>,
    /// Who is invited.
    pub named: Named,
}

/// When a series comes, from now on.
#[derive(Clone, Debug)]
pub struct Rhythm {
    /// How often.
    pub recurs: Recurs,
    /// RFC 5545, without DTSTART.
    pub rule: String,
    /// Local: the first date that counts.
    pub starts_at: String,
    /// Whose clock.
    pub zone: String,
    /// How long.
    pub minutes: i64,
    /// The next one, where there is one.
    pub first: Option<When>,
}

impl Rhythm {
    /// Whether the dates of a series become others.
    pub fn differs(&self, old: &Series) -> bool {
        (self.rule.as_str(), self.starts_at.as_str(), self.zone.as_str(), self.minutes)
            != (&old.rule, &old.starts_at, &old.time_zone, old.minutes)
    }

    /// As it is stored.
    pub fn stored<'a>(&'a self, until_on: &'a str, skipping: Skipping) -> NewSeries<'a> {
        let (rule, starts_at) = (self.rule.as_str(), self.starts_at.as_str());
        NewSeries { recurs: self.recurs, rule, starts_at, until_on, skipping }
    }

    /// Whose clock, and how long.
    pub fn time(&self) -> (&str, i64) {
        (&self.zone, self.minutes)
    }
}

/// Reads the rhythm that a change asks for, or says what is wrong with it. `next` is the date that
/// would come next without it.
pub fn read_rhythm(
    problems: &mut Problems,
    (new, old, next): (&SeriesChange, &Series, Option<&str>),
    now: Time,
) -> Option<Rhythm> {
    let said = |typed: &Option<String>, kept: &str| {
        typed.as_deref().map_or_else(|| kept.to_owned(), |typed| typed.trim().to_owned())
    };
    let starts = said(&new.starts, next.unwrap_or_default());
    let zone = said(&new.time_zone, &old.time_zone);
    let length = said(&new.minutes, &old.minutes.to_string());
    let recurs = new.recurs.unwrap_or(old.recurs);
    let own = said(&new.rule, &old.rule);
    let is_ruled = recurs == old.recurs && (recurs != Recurs::Own || own == old.rule);
    if starts.is_empty() && next.is_none() {
        // there is no date to come that could be another
        return Some(Rhythm {
            recurs: old.recurs,
            rule: old.rule.clone(),
            starts_at: old.starts_at.clone(),
            zone: old.time_zone.clone(),
            minutes: old.minutes,
            first: None,
        });
    }
    let when = read_when(problems, (&starts, &zone, &length), now)?;
    let local = when.local.strftime("%Y-%m-%dT%H:%M").to_string();
    let is_same_day = next.is_some_and(|next| next.get(..10) == local.get(..10));
    // on the thirty-first of each month it stays, also when the next one is on a twenty-eighth
    let rule = match is_ruled && is_same_day {
        true => Some(old.rule.clone()),
        false => rule_of(recurs, when.local, &own),
    };
    let Some(rule) = rule else {
        problems.add("rule", "problem-recurring-rule");
        return None;
    };
    let is_same = is_ruled && next == Some(local.as_str()) && when.zone_name == old.time_zone;
    let starts_at = if is_same { old.starts_at.clone() } else { local };
    let (zone, minutes) = (when.zone_name.clone(), when.minutes);
    Some(Rhythm { recurs, rule, starts_at, zone, minutes, first: Some(when) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Time;

    fn series(recurs: Recurs, rule: &str, starts_at: &str) -> Series {
        Series {
            id: 1,
            relationship_id: 1,
            title: "We".into(),
            recurs,
            rule: rule.into(),
            starts_at: starts_at.into(),
            until_on: String::new(),
            time_zone: "Australia/Melbourne".into(),
            minutes: 60,
            place: String::new(),
            link: String::new(),
            skipping: Skipping::Move,
            uid: "x".into(),
            sequence: 0,
            planned_until: Time::default(),
            created_by: None,
            ended_at: None,
            version: 1,
        }
    }

    fn read(old: &Series, next: &str, new: &SeriesChange) -> Rhythm {
        let now = "2027-02-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let mut problems = Problems::default();
        let found = read_rhythm(&mut problems, (new, old, Some(next)), now);
        assert!(problems.0.is_empty(), "{problems:?}");
        found.unwrap()
    }

    #[test]
    fn a_change_of_the_hour_keeps_the_thirty_first() {
        let rule = "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1";
        let old = series(Recurs::Monthly, rule, "2027-01-31T10:00");
        let same = read(&old, "2027-02-28T10:00", &SeriesChange::default());
        assert!(!same.differs(&old));
        let starts = Some("2027-02-28T15:30".to_owned());
        let later = read(&old, "2027-02-28T10:00", &SeriesChange { starts, ..Default::default() });
        assert_eq!((later.rule.as_str(), later.starts_at.as_str()), (rule, "2027-02-28T15:30"));
        assert!(later.differs(&old));
    }

    #[test]
    fn another_day_is_another_rule() {
        let old = series(Recurs::NthWeekday, "FREQ=MONTHLY;BYDAY=2TU", "2027-01-12T10:00");
        let starts = Some("2027-02-18T10:00".to_owned());
        let found = read(&old, "2027-02-09T10:00", &SeriesChange { starts, ..Default::default() });
        assert_eq!(found.rule, "FREQ=MONTHLY;BYDAY=3TH");
        let recurs = Some(Recurs::Weekly);
        let found = read(&old, "2027-02-09T10:00", &SeriesChange { recurs, ..Default::default() });
        assert_eq!(
            (found.rule.as_str(), found.starts_at.as_str()),
            ("FREQ=WEEKLY", "2027-02-09T10:00")
        );
    }
}
