//! Which words tell what a ticket is about, and whether a place is open. Pure.

use base::Time;
use calendar::Calendar;
use db::dialect::fold;

/// How many words are looked for.
const WORDS: usize = 4;

/// The words of a subject that tell most: no common ones (`common` has blanks between), longest
/// first, each once.
pub fn telling(subject: &str, common: &str) -> Vec<String> {
    let common: Vec<&str> = common.split_whitespace().collect();
    let folded = fold(subject);
    let mut words: Vec<String> = Vec::new();
    for word in folded.split_whitespace() {
        let is_telling = word.chars().count() > 2 && !common.contains(&word);
        if is_telling && words.iter().all(|other| other != word) {
            words.push(word.to_owned());
        }
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(WORDS);
    words
}

/// What to look for, one after the other: tickets with more of the words before those with fewer,
/// never more than seven searches.
pub fn searches(words: &[String]) -> Vec<Vec<String>> {
    let some = |at: &[usize]| -> Option<Vec<String>> {
        at.iter().map(|at| words.get(*at).cloned()).collect()
    };
    let wanted: [&[usize]; 7] = [&[0, 1, 2], &[0, 1], &[0, 2], &[1, 2], &[0, 3], &[0], &[1]];
    wanted.iter().filter_map(|at| some(at)).collect()
}

/// How many of the words stand in a text.
pub fn shared(words: &[String], text: &str) -> usize {
    let folded = fold(text);
    let stems = |word: &str| words.iter().any(|w| word.starts_with(w.trim_end_matches('s')));
    folded.split_whitespace().filter(|word| stems(word)).count()
}

/// Whether a place is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// Until this time; none: it never closes.
    Until(Option<Time>),
    /// It opens then; none: it never does.
    From(Option<Time>),
}

/// Whether it is open at a time.
pub fn open(calendar: &Calendar, now: Time) -> Open {
    let at = now.timestamp();
    match calendar.is_open(at) {
        true => Open::Until(calendar.closes_at(at).map(Time::from)),
        false => Open::From(calendar.next_open(at).map(Time::from)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::jiff_tz::TimeZone;
    use calendar::WeeklyHours;

    fn words(subject: &str) -> Vec<String> {
        telling(subject, "the is out of and at a not all three say service")
    }

    #[test]
    fn the_longest_words_that_are_not_common_tell_most() {
        assert_eq!(
            words("The self-check machines all say: Out of Service"),
            ["machines", "check", "self"]
        );
        assert_eq!(words("It is"), Vec::<String>::new());
        assert_eq!(words("printer printer PRINTER jam"), ["printer", "jam"]);
        assert!(words("alpha beta gamma delta epsilon zeta").len() <= 4);
    }

    #[test]
    fn more_words_are_looked_for_before_fewer() {
        let some = |n: usize| searches(&words("printer jam tray harbour")[..n]).len();
        assert_eq!([some(0), some(1), some(2), some(3)], [0, 1, 3, 6]);
        let all = searches(&words("printer jammed tray harbour"));
        assert!(all[0].len() > all[1].len() && all.len() == 7);
    }

    #[test]
    fn what_shares_more_words_is_nearer() {
        let wanted = words("printers jam");
        assert_eq!(shared(&wanted, "The printer has a jam"), 2);
        assert_eq!(shared(&wanted, "Wi-Fi is slow"), 0);
    }

    #[test]
    fn a_place_is_open_until_it_closes() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let at = |text: &str| Time::from(text.parse::<jiff::Timestamp>().unwrap());
        let with = |hours| Calendar::new(WeeklyHours::parse(hours).unwrap(), zone.clone());
        let hours = with("Mon-Fri 09:00-18:00");
        let monday = at("2026-11-22T23:00:00Z");
        assert_eq!(open(&hours, monday), Open::Until(Some(at("2026-11-23T07:00:00Z"))));
        let evening = at("2026-11-23T08:00:00Z");
        assert_eq!(open(&hours, evening), Open::From(Some(at("2026-11-23T22:00:00Z"))));
        assert_eq!(open(&with("24/7"), monday), Open::Until(None));
        assert_eq!(open(&with("closed"), monday), Open::From(None));
    }
}
