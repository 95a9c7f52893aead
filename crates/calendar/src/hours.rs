//! The week: which minutes of which weekday are open, and how that is written.

use std::fmt;

use jiff::civil::Weekday;

use crate::{merged, parse};

/// Minutes since midnight, half-open: 09:00-18:00 is `(540, 1080)`, and 24:00 is 1440.
pub(crate) type MinuteRange = (u16, u16);

pub(crate) const DAY_END: u16 = 24 * 60;
pub(crate) const DAY_NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// When the doors are open in an ordinary week, by the clock on the wall.
///
/// The default is never open. `Display` writes the canonical form, which parses back to the same
/// hours: `Mon-Fri 09:00-18:00; Sat 10:00-16:00, 17:00-20:00`, `daily 08:00-20:00`, `24/7` or
/// `closed`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WeeklyHours {
    /// Monday first; each day sorted, no two ranges touching.
    days: [Vec<MinuteRange>; 7],
}

impl WeeklyHours {
    /// Reads what a person types, generously but never guessing.
    ///
    /// Days: `Mon`, `Mo`, `Monday`, `Mon-Fri`, `Fri-Mon`, `Mon, Wed`, `daily`, `weekdays`,
    /// `weekends`. Times: `09:00-18:00`, `9-18`, `9.30-17h`, `0900-1700`, `8am-8pm`,
    /// `noon-midnight`, several with commas, or `closed`. Groups are separated by `;` or a new
    /// line. Empty text is never open. `closed` may take away a day named before it
    /// (`daily 9-17; Sun closed`).
    ///
    /// # Errors
    /// Whatever could be read in two ways is refused, with what to write instead: ranges across
    /// midnight, a day given hours twice, am or pm on one side only, times without days.
    pub fn parse(text: &str) -> Result<WeeklyHours, HoursError> {
        parse::week(text).map(WeeklyHours::from_days)
    }

    /// Open around the clock, every day.
    pub fn always() -> WeeklyHours {
        WeeklyHours { days: std::array::from_fn(|_| vec![(0, DAY_END)]) }
    }

    /// The open ranges of one weekday in minutes since midnight, half-open, sorted, never touching.
    pub fn on(&self, day: Weekday) -> &[(u16, u16)] {
        &self.days[usize::from(day.to_monday_zero_offset().unsigned_abs())]
    }

    /// True when no day of the week has any hours.
    pub fn is_never_open(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    fn from_days(days: [Vec<MinuteRange>; 7]) -> WeeklyHours {
        WeeklyHours { days: days.map(merged) }
    }

    /// Like [`WeeklyHours::on`], by days since 1970-01-01 (a Thursday).
    pub(crate) fn on_epoch_day(&self, day: i64) -> &[MinuteRange] {
        // The remainder is 0..7, so nothing is cut off.
        &self.days[(day + 3).rem_euclid(7) as usize]
    }
}

impl fmt::Display for WeeklyHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_never_open() {
            return f.write_str("closed");
        }
        if *self == WeeklyHours::always() {
            return f.write_str("24/7");
        }
        let mut separator = "";
        for (first, ranges) in self.days.iter().enumerate() {
            if ranges.is_empty() || self.days[..first].contains(ranges) {
                continue;
            }
            f.write_str(separator)?;
            separator = "; ";
            write_days(f, self.days.each_ref().map(|other| other == ranges))?;
            for (index, (start, end)) in ranges.iter().enumerate() {
                f.write_str(if index == 0 { " " } else { ", " })?;
                write!(f, "{}-{}", clock(*start), clock(*end))?;
            }
        }
        Ok(())
    }
}

/// Writes the chosen days as runs: `Mon-Thu, Sun`.
fn write_days(f: &mut fmt::Formatter<'_>, chosen: [bool; 7]) -> fmt::Result {
    if chosen == [true; 7] {
        return f.write_str("daily");
    }
    let mut separator = "";
    let mut day = 0;
    while day < 7 {
        let length = chosen[day..].iter().take_while(|is_chosen| **is_chosen).count();
        if length > 0 {
            write!(f, "{separator}{}", DAY_NAMES[day])?;
            separator = ", ";
        }
        if length > 1 {
            write!(f, "-{}", DAY_NAMES[day + length - 1])?;
        }
        day += length + 1;
    }
    Ok(())
}

/// Writes minutes since midnight as a clock shows them: `09:00`, `24:00`.
pub(crate) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Why hours could not be read, in words for the person who typed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursError {
    /// The piece of the text that is in the way, as it was typed.
    pub part: String,
    /// One or two whole sentences in plain English that say what to write instead.
    pub message: String,
}

impl fmt::Display for HoursError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for HoursError {}
