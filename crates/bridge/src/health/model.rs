//! What is counted of a month, and what the months say together. Pure.

use jiff::{ToSpan, civil::Date, tz::TimeZone};
use plot::Amount;
use serde::{Deserialize, Serialize};

/// Fewer than so many are too few to say anything.
pub const FEW: i64 = 5;

/// What counts as done for each other, by kind.
pub const DEEDS: [&str; 7] =
    ["assist", "tour", "placement", "idea", "milestone", "review", "praise"];

db::words! {
    /// One way to look at how the two are doing.
    pub enum Measure {
        /// What people said of how it felt.
        Felt = "felt",
        /// Working time people lost.
        Lost = "lost",
        /// Whether news came by the time it was promised.
        News = "news",
        /// How long the first answer took.
        First = "first",
        /// What had to be opened again.
        Reopened = "reopened",
        /// The same thing again within three months.
        Repeats = "repeats",
        /// For whom things waited.
        Waits = "waits",
        /// What both sides did for each other.
        Shared = "shared",
        /// Whether what was agreed at meetings was done in time.
        Actions = "actions",
    }
}

impl Measure {
    /// Those that a goal can be measured by.
    pub const LIVE: [Measure; 7] = [
        Measure::Felt,
        Measure::Lost,
        Measure::News,
        Measure::First,
        Measure::Reopened,
        Measure::Repeats,
        Measure::Actions,
    ];

    /// Whether more is better; none: neither is.
    pub fn is_more_better(self) -> Option<bool> {
        match self {
            Measure::Felt | Measure::News | Measure::Actions => Some(true),
            Measure::Lost | Measure::First | Measure::Reopened | Measure::Repeats => Some(false),
            Measure::Waits | Measure::Shared => None,
        }
    }

    /// By how much two times must differ to be called different: a fixed amount, or a share of the
    /// earlier one in hundredths.
    fn threshold(self, before: Amount) -> i64 {
        match self {
            Measure::Felt => 50,
            Measure::News | Measure::Reopened | Measure::Repeats | Measure::Waits => 500,
            Measure::Actions => 500,
            Measure::Lost | Measure::First | Measure::Shared => (before.0.abs() / 5).max(1),
        }
    }

    /// What it can be at all: the least and the most.
    pub fn bounds(self) -> (Amount, Amount) {
        let most = match self {
            Measure::Felt => 10,
            Measure::News | Measure::Reopened | Measure::Repeats => 100,
            Measure::Waits | Measure::Actions => 100,
            Measure::Lost | Measure::First | Measure::Shared => 1_000_000,
        };
        (Amount(0), Amount::whole(most))
    }

    /// The ends of the plot, where they are known.
    pub fn range(self) -> Option<(Amount, Amount)> {
        match self {
            Measure::Felt => Some((Amount(0), Amount::whole(10))),
            Measure::News | Measure::Waits | Measure::Actions => {
                Some((Amount(0), Amount::whole(100)))
            }
            _ => None,
        }
    }
}

/// What was counted of a month. Everything but `opened` and `repeats` is about what was put right in
/// it, or done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Requests put right.
    pub resolved: i64,
    /// Of these, opened again before.
    pub reopened: i64,
    /// Of these, on which every promise of news was kept.
    pub kept: i64,
    /// Of these, about which somebody said how it felt.
    pub felt: i64,
    /// The scores together.
    pub felt_sum: i64,
    /// Of these, of which somebody said how much time they lost.
    pub lost: i64,
    /// The minutes together.
    pub lost_minutes: i64,
    /// Of these, with an answer.
    pub answered: i64,
    /// The middle of how long the first answer took, in minutes.
    pub first_minutes: Option<i64>,
    /// Minutes they waited for those who asked.
    pub on_customer: i64,
    /// Minutes they waited for those who help.
    pub on_provider: i64,
    /// Minutes they waited for a supplier.
    pub on_supplier: i64,
    /// Faults reported.
    pub opened: i64,
    /// Of these, the same again within three months.
    pub repeats: i64,
    /// What both sides did for each other, by kind.
    pub deeds: Vec<(String, i64)>,
    /// Actions of meetings that were due.
    pub due: i64,
    /// Of these, done by then.
    pub in_time: i64,
}

/// A month and what was counted of it.
#[derive(Clone, Debug)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Whether it is not over.
    pub is_running: bool,
    /// What was counted.
    pub counts: Counts,
}

/// An amount, and on how many things it rests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// None: there is nothing to count.
    pub amount: Option<Amount>,
    /// Of how many.
    pub count: i64,
}

impl Reading {
    /// Whether it rests on too few to say anything.
    pub fn is_small(&self) -> bool {
        self.count < FEW
    }
}

impl Counts {
    /// What the month says to one measure.
    pub fn read(&self, measure: Measure) -> Reading {
        let of = |part, all, times| Reading { amount: Amount::ratio(part, all, times), count: all };
        let waited = self.on_customer + self.on_provider + self.on_supplier;
        match measure {
            Measure::Felt => of(self.felt_sum, self.felt, 1),
            Measure::Lost => {
                let amount = Amount::ratio(self.lost_minutes, 60, 1).filter(|_| self.lost > 0);
                Reading { amount, count: self.lost }
            }
            Measure::News => of(self.kept, self.resolved, 100),
            Measure::First => {
                let hours = self.first_minutes.and_then(|minutes| Amount::ratio(minutes, 60, 1));
                Reading { amount: hours, count: self.answered }
            }
            Measure::Reopened => of(self.reopened, self.resolved, 100),
            Measure::Repeats => of(self.repeats, self.opened, 100),
            Measure::Waits => {
                let amount = Amount::ratio(self.on_provider, waited, 100);
                Reading { amount, count: if waited > 0 { self.resolved } else { 0 } }
            }
            Measure::Shared => {
                let count = self.deeds.iter().map(|(_, n)| n).sum();
                Reading { amount: Some(Amount::whole(count)), count }
            }
            Measure::Actions => of(self.in_time, self.due, 100),
        }
    }

    /// Several months as one. The middle of the first answers is the middle one of the months'.
    pub fn together(all: &[&Counts]) -> Counts {
        let mut sum = Counts::default();
        let mut middles: Vec<i64> = all.iter().filter_map(|one| one.first_minutes).collect();
        middles.sort_unstable();
        sum.first_minutes = middles.get(middles.len().saturating_sub(1) / 2).copied();
        for one in all {
            sum.resolved += one.resolved;
            sum.reopened += one.reopened;
            sum.kept += one.kept;
            sum.felt += one.felt;
            sum.felt_sum += one.felt_sum;
            sum.lost += one.lost;
            sum.lost_minutes += one.lost_minutes;
            sum.answered += one.answered;
            sum.on_customer += one.on_customer;
            sum.on_provider += one.on_provider;
            sum.on_supplier += one.on_supplier;
            sum.opened += one.opened;
            sum.repeats += one.repeats;
            sum.due += one.due;
            sum.in_time += one.in_time;
            for (kind, n) in &one.deeds {
                match sum.deeds.iter_mut().find(|(known, _)| known == kind) {
                    Some((_, count)) => *count += n,
                    None => sum.deeds.push((kind.clone(), *n)),
                }
            }
        }
        sum
    }
}

db::words! {
    /// What the last three months say beside the three before.
    pub enum Trend {
        /// It got better.
        Better = "better",
        /// It got worse.
        Worse = "worse",
        /// It is more; neither better nor worse.
        More = "more",
        /// It is less.
        Less = "less",
        /// About as before.
        Same = "same",
        /// There are fewer than five on one side.
        Few = "few",
        /// There is nothing at all.
        Nothing = "nothing",
    }
}

/// Three months beside the three before.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// What it says.
    pub trend: Trend,
    /// The three before.
    pub before: Reading,
    /// The last three that are over.
    pub now: Reading,
    /// When the last three began.
    pub since: Date,
}

/// What changed: the last three months that are over beside the three before them.
pub fn change(months: &[Month], measure: Measure) -> Change {
    let over: Vec<&Month> = months.iter().filter(|month| !month.is_running).collect();
    let cut = over.len().saturating_sub(3);
    let (before, now) = (&over[cut.saturating_sub(3)..cut], &over[cut..]);
    let since = now.first().map_or(Date::MIN, |month| month.first);
    let read = |some: &[&Month]| {
        let counts: Vec<&Counts> = some.iter().map(|month| &month.counts).collect();
        Counts::together(&counts).read(measure)
    };
    let (before, now) = (read(before), read(now));
    let is_empty = months.iter().all(|month| month.counts.read(measure).count == 0);
    let trend = match (before.amount, now.amount) {
        _ if is_empty => Trend::Nothing,
        (Some(was), Some(is)) if !before.is_small() && !now.is_small() => compare(measure, was, is),
        _ => Trend::Few,
    };
    Change { trend, before, now, since }
}

fn compare(measure: Measure, was: Amount, is: Amount) -> Trend {
    let by = is.0.saturating_sub(was.0);
    if by.abs() < measure.threshold(was) {
        return Trend::Same;
    }
    match (measure.is_more_better(), by > 0) {
        (Some(is_more_better), is_more) if is_more_better == is_more => Trend::Better,
        (Some(_), _) => Trend::Worse,
        (None, true) => Trend::More,
        (None, false) => Trend::Less,
    }
}

/// The first days of the last twelve months, the oldest first, and of the one after.
pub fn months(today: Date) -> Vec<Date> {
    let this = today.first_of_month();
    let at = |back: i32| this.checked_sub(back.months()).unwrap_or(this);
    (-1..12).rev().map(at).collect()
}

/// When a day begins somewhere.
pub fn begin(day: Date, zone: &TimeZone) -> base::Time {
    let at = zone.to_timestamp(day.at(0, 0, 0, 0));
    at.map_or(base::Time::from_micros(0), base::Time::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn month(first: Date, felt: i64, score: i64) -> Month {
        let counts = Counts { felt, felt_sum: felt * score, ..Counts::default() };
        Month { first, is_running: false, counts }
    }

    fn six(before: (i64, i64), now: (i64, i64)) -> Vec<Month> {
        let firsts = months(date(2026, 11, 26));
        let at = |(n, first): (usize, &Date)| match n {
            0..3 => month(*first, before.0, before.1),
            _ => month(*first, now.0, now.1),
        };
        let mut all: Vec<_> = firsts[5..11].iter().enumerate().map(at).collect();
        all.push(Month { is_running: true, ..month(firsts[11], 50, 0) });
        all
    }

    #[test]
    fn three_months_are_set_beside_the_three_before_and_this_one_waits() {
        let said = change(&six((4, 5), (4, 8)), Measure::Felt);
        assert_eq!(said.trend, Trend::Better);
        assert_eq!((said.before.count, said.now.count), (12, 12));
        assert_eq!(said.since, date(2026, 8, 1));
        assert_eq!(change(&six((4, 8), (4, 5)), Measure::Felt).trend, Trend::Worse);
        assert_eq!(change(&six((4, 8), (4, 8)), Measure::Felt).trend, Trend::Same);
    }

    #[test]
    fn four_answers_say_nothing() {
        // one answer a month is three together
        assert_eq!(change(&six((1, 2), (4, 9)), Measure::Felt).trend, Trend::Few);
        assert_eq!(change(&six((4, 2), (1, 9)), Measure::Felt).trend, Trend::Few);
        assert_eq!(change(&six((0, 0), (0, 0)), Measure::Lost).trend, Trend::Nothing);
        assert_eq!(change(&[], Measure::Felt).trend, Trend::Nothing);
    }

    #[test]
    fn the_last_twelve_months_end_with_this_one() {
        let all = months(date(2026, 1, 31));
        assert_eq!(all.len(), 13);
        assert_eq!(
            (all[0], all[11], all[12]),
            (date(2025, 2, 1), date(2026, 1, 1), date(2026, 2, 1))
        );
    }

    #[test]
    fn a_month_begins_when_it_begins_there() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        // the month in which the clocks go forward
        assert_eq!(begin(date(2026, 10, 1), &zone).to_string(), "2026-09-30T14:00:00Z");
        assert_eq!(begin(date(2026, 11, 1), &zone).to_string(), "2026-10-31T13:00:00Z");
    }

    #[test]
    fn a_stored_month_of_an_older_version_is_read() {
        let counts: Counts = serde_json::from_str(r#"{"resolved": 3}"#).unwrap();
        assert_eq!(counts.resolved, 3);
        assert_eq!(counts.read(Measure::First), Reading { amount: None, count: 0 });
    }

    proptest! {
        #[test]
        fn shares_are_between_nothing_and_all(kept in 0i64..1000, more in 0i64..1000) {
            let counts = Counts { kept, resolved: kept + more, ..Counts::default() };
            let read = counts.read(Measure::News);
            prop_assert!(read.amount.is_none_or(|share| (0..=10_000).contains(&share.0)));
        }

        #[test]
        fn months_together_count_as_their_sum(all in prop::collection::vec((0i64..50, 0i64..10), 0..12)) {
            let each: Vec<_> = all.iter().map(|(n, score)| {
                Counts { felt: *n, felt_sum: n * score, ..Counts::default() }
            }).collect();
            let sum = Counts::together(&each.iter().collect::<Vec<_>>());
            prop_assert_eq!(sum.felt, all.iter().map(|(n, _)| n).sum::<i64>());
        }
    }
}
