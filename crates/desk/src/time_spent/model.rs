//! How people write minutes. Pure.

use super::store::EntryRow;

db::words! {
    /// Where time is noted.
    pub enum Where {
        /// By nobody.
        Nowhere = "nowhere",
        /// By some teams.
        Teams = "teams",
        /// By everybody.
        Everywhere = "everywhere",
    }
}

/// What a ticket's page shows of it.
#[derive(Default)]
pub struct Panel {
    /// Whether it is turned on for the ticket's team.
    pub is_on: bool,
    /// The newest last.
    pub entries: Vec<EntryRow>,
}

impl Panel {
    /// All minutes together.
    pub fn total(&self) -> i64 {
        self.entries.iter().map(|entry| entry.minutes).sum()
    }
}

/// Most that one entry may say: a week, day and night.
const MOST: i64 = 7 * 24 * 60;

/// Minutes from `45`, `1:30`, `1h 30`, `1.5 h`, `90 min`; at least one.
pub fn minutes_of(typed: &str) -> Option<i64> {
    let text = typed.trim().to_lowercase().replace(',', ".");
    let text = text.trim_end_matches("minutes").trim_end_matches("min").trim_end_matches('m');
    let text = text.trim();
    let whole = |text: &str| text.trim().parse::<i64>().ok().filter(|n| (0..=MOST).contains(n));
    let found = if let Some((hours, minutes)) = text.split_once(':') {
        whole(hours)? * 60 + whole(minutes).filter(|m| *m < 60)?
    } else if let Some((hours, minutes)) = text.split_once('h') {
        let minutes = minutes.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim();
        let minutes = if minutes.is_empty() { 0 } else { whole(minutes)? };
        tenths(hours)? + minutes
    } else {
        whole(text)?
    };
    Some(found).filter(|n| (1..=MOST).contains(n))
}

/// Minutes of hours that may have a decimal part.
fn tenths(hours: &str) -> Option<i64> {
    let hours = hours.trim().parse::<f64>().ok().filter(|h| (0.0..=168.0).contains(h))?;
    Some((hours * 60.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_read_as_people_write_them() {
        for (typed, minutes) in [
            ("45", 45),
            (" 90 min", 90),
            ("1:30", 90),
            ("1h 30", 90),
            ("1h30m", 90),
            ("1.5 h", 90),
            ("1,5h", 90),
            ("2 hours", 120),
        ] {
            assert_eq!(minutes_of(typed), Some(minutes), "{typed}");
        }
        for typed in ["", "0", "-5", "a while", "1:75", "999999", "9e9h", "NaNh", "1h x"] {
            assert_eq!(minutes_of(typed), None, "{typed}");
        }
    }
}
