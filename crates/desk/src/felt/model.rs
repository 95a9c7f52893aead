//! Marks, and what is typed of them. Pure.

/// What a ticket is tagged with whose requester was unhappy, until somebody has spoken to them.
pub const CALL_BACK: &str = "call-back";

/// The highest mark that asks for a talk.
pub const LOW: i64 = 4;

/// The marks that a letter offers, each with the last part of its message: the best first.
pub const MARKS: [(i64, &str); 5] =
    [(10, "very-good"), (8, "good"), (5, "so-so"), (3, "bad"), (0, "very-bad")];

/// Whether a mark, 0 to 10, asks for a talk.
pub fn is_low(score: i64) -> bool {
    score <= LOW
}

/// The word for a mark: that of the nearest one that has a word, of two the worse.
pub fn nearest(score: i64) -> &'static str {
    let near = MARKS.iter().min_by_key(|(mark, _)| ((mark - score).abs(), *mark));
    near.map_or("so-so", |(_, word)| word)
}

/// How it felt, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewFeedback {
    /// 0 to 10.
    pub score: Option<i64>,
    /// Working time lost, in minutes.
    pub lost_minutes: Option<i64>,
    /// Anything to add.
    pub words: Option<String>,
    /// Whether mark and words are not for those who worked on it.
    pub is_kept: Option<bool>,
    /// What is left out stays as it was; otherwise there is nothing then.
    pub is_partial: bool,
}

db::words! {
    /// What lost time is counted in.
    pub enum Unit {
        /// Minutes.
        Minutes = "minutes",
        /// Hours; half ones, too.
        Hours = "hours",
    }
}

/// Minutes from what was typed and its unit; none where nothing was typed. What is no amount is -1,
/// which is refused as out of bounds.
pub fn lost_minutes(typed: &str, unit: Unit) -> Option<i64> {
    let typed = typed.trim().replace(',', ".");
    if typed.is_empty() {
        return None;
    }
    if unit == Unit::Minutes {
        return Some(typed.parse().unwrap_or(-1));
    }
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, ""));
    let is_number = |text: &str| text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(part) || (whole.is_empty() && part.is_empty()) {
        return Some(-1);
    }
    let number = |text: &str| if text.is_empty() { 0 } else { text.parse::<i64>().unwrap_or(0) };
    let size = 10_i64.pow(u32::try_from(part.len()).unwrap_or_default());
    Some(number(whole) * 60 + (number(part) * 60 + size / 2) / size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_time_is_read_in_minutes_and_in_hours() {
        let of = |typed| lost_minutes(typed, Unit::Hours);
        assert_eq!(of("1,5"), Some(90));
        assert_eq!(of(" .25 "), Some(15));
        assert_eq!(of("2"), Some(120));
        assert_eq!(of(""), None);
        for bad in ["x", "1.x", "-1", ".", "1.2.3", "123456", "1e9", "∞"] {
            assert_eq!(of(bad), Some(-1), "{bad}");
        }
        assert_eq!(lost_minutes("45", Unit::Minutes), Some(45));
        assert_eq!(lost_minutes("soon", Unit::Minutes), Some(-1));
        assert_eq!(lost_minutes("-5", Unit::Minutes), Some(-5), "refused later");
    }

    #[test]
    fn every_mark_has_a_word_and_low_ones_ask_for_a_talk() {
        for (mark, word) in MARKS {
            assert_eq!(nearest(mark), word);
        }
        assert_eq!(
            [1, 2, 4, 6, 7, 9].map(nearest),
            ["very-bad", "bad", "bad", "so-so", "good", "good"]
        );
        assert!(is_low(4) && !is_low(5));
    }
}
