//! Middles with intervals, shares with intervals, and what must not be shown. Pure.

use plot::Amount;

/// Groups with fewer requests are not shown.
pub const FEWEST: usize = 5;

/// The middle of some numbers: of two in the middle, their mean.
pub fn median(sorted: &[i64]) -> Option<i64> {
    let (n, half) = (sorted.len(), sorted.len() / 2);
    match n {
        0 => None,
        n if n % 2 == 1 => Some(sorted[half]),
        _ => Some(i64::midpoint(sorted[half - 1], sorted[half])),
    }
}

/// Which of `n` numbers in order, counted from 0, are the ends of an interval that holds the middle
/// of all there could be with a probability of at least 95 %, whatever the numbers are like (order
/// statistics: David and Nagaraja, Order Statistics, 7.1). None: six are needed.
pub fn median_ranks(n: usize) -> Option<(usize, usize)> {
    // how likely at most k of n fall below the middle: binomial with one half
    let mut tail = 0.0;
    let mut below = None;
    let log_half_n = -(n as f64) * std::f64::consts::LN_2;
    let mut log_choose = 0.0;
    for k in 0..n / 2 {
        tail += f64::exp(log_choose + log_half_n);
        if tail > 0.025 {
            break;
        }
        below = Some(k);
        log_choose += f64::ln((n - k) as f64) - f64::ln((k + 1) as f64);
    }
    below.map(|k| (k, n - 1 - k))
}

/// The interval of a share with 95 % (Wilson 1927), in hundredths of a per cent.
pub fn wilson(part: usize, all: usize) -> Option<(i64, i64)> {
    if all == 0 {
        return None;
    }
    let (z, n) = (1.959_963_984_540_054_f64, all as f64);
    let p = part as f64 / n;
    let z2 = z * z;
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = z * f64::sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n)) / (1.0 + z2 / n);
    let round = |share: f64| (share.clamp(0.0, 1.0) * 10_000.0).round() as i64;
    Some((round(centre - half), round(centre + half)))
}

/// Which groups are not shown: those with fewer than [`FEWEST`] requests, or of one person alone;
/// and where what is hidden could be worked out from the sum of all, the next smallest, too. Groups
/// are `(requests, people)`.
pub fn hidden(groups: &[(usize, usize)]) -> Vec<bool> {
    let mut hidden: Vec<bool> =
        groups.iter().map(|(requests, people)| *requests < FEWEST || *people < 2).collect();
    loop {
        let count = hidden.iter().filter(|is_hidden| **is_hidden).count();
        let sum: usize = groups
            .iter()
            .zip(&hidden)
            .filter(|(_, h)| **h)
            .map(|((requests, _), _)| requests)
            .sum();
        if count == 0 || (count >= 2 && sum >= FEWEST) {
            return hidden;
        }
        let shown = groups.iter().enumerate().filter(|(at, _)| !hidden[*at]);
        match shown.min_by_key(|(_, (requests, _))| *requests).map(|(at, _)| at) {
            Some(at) => hidden[at] = true,
            None => return hidden,
        }
    }
}

db::words! {
    /// By what requests are put into groups.
    pub enum By {
        /// Whose department.
        Department = "department",
        /// Whether whoever asked speaks for others.
        Role = "role",
        /// Where.
        Location = "location",
    }
}

db::words! {
    /// What is compared.
    pub enum What {
        /// How long the first answer took.
        First = "first",
        /// How long until it was put right.
        Resolution = "resolution",
        /// How many were opened again.
        Reopened = "reopened",
        /// How it felt.
        Felt = "felt",
    }
}

/// What is known of one request.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Who asked: to count people, and nothing else.
    pub person: i64,
    /// The group it is in; none: it is in none of this kind.
    pub group: Option<String>,
    /// In minutes.
    pub first: Option<i64>,
    /// In minutes.
    pub resolution: i64,
    /// Whether it was opened again.
    pub is_reopened: bool,
    /// 0 to 10.
    pub felt: Option<i64>,
}

/// A middle or a share with its interval, and of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// None: it is not shown.
    pub middle: Option<Amount>,
    /// None: there are too few to tell.
    pub span: Option<(Amount, Amount)>,
    /// Of how many.
    pub count: usize,
}

/// A group with everything that is compared, in the order of [`What`].
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// How many requests; none: it is not shown.
    pub requests: Option<usize>,
    /// First answer, resolution, reopened, felt.
    pub estimates: [Estimate; 4],
}

fn of_numbers(mut numbers: Vec<i64>, to: impl Fn(i64) -> Amount) -> Estimate {
    let count = numbers.len();
    // of fewer, one person's answer would show
    if count < FEWEST {
        return Estimate { count, ..Estimate::default() };
    }
    numbers.sort_unstable();
    let span = median_ranks(count).map(|(low, high)| (to(numbers[low]), to(numbers[high])));
    Estimate { middle: median(&numbers).map(to), span, count }
}

fn of_share(part: usize, count: usize) -> Estimate {
    let share = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let span = wilson(part, count).map(|(low, high)| (Amount(low), Amount(high)));
    Estimate { middle: Amount::ratio(share(part), share(count), 100), span, count }
}

/// Hours from minutes.
fn hours(minutes: i64) -> Amount {
    Amount::ratio(minutes, 60, 1).unwrap_or_default()
}

/// Every group by name, with those not shown without any number.
pub fn groups(samples: &[Sample]) -> Vec<Group> {
    let mut names: Vec<&str> = samples.iter().filter_map(|one| one.group.as_deref()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |name: &str| -> Vec<&Sample> {
        samples.iter().filter(|one| one.group.as_deref() == Some(name)).collect()
    };
    let all: Vec<(&str, Vec<&Sample>)> = names.into_iter().map(|name| (name, of(name))).collect();
    let size = |some: &Vec<&Sample>| {
        let mut people: Vec<i64> = some.iter().map(|one| one.person).collect();
        people.sort_unstable();
        people.dedup();
        (some.len(), people.len())
    };
    let hidden = hidden(&all.iter().map(|(_, some)| size(some)).collect::<Vec<_>>());
    let group = |((name, some), is_hidden): ((&str, Vec<&Sample>), bool)| {
        if is_hidden {
            let estimates = [Estimate::default(); 4];
            return Group { name: name.to_owned(), requests: None, estimates };
        }
        let reopened = some.iter().filter(|one| one.is_reopened).count();
        let estimates = [
            of_numbers(some.iter().filter_map(|one| one.first).collect(), hours),
            of_numbers(some.iter().map(|one| one.resolution).collect(), hours),
            of_share(reopened, some.len()),
            of_numbers(some.iter().filter_map(|one| one.felt).collect(), Amount::whole),
        ];
        Group { name: name.to_owned(), requests: Some(some.len()), estimates }
    };
    all.into_iter().zip(hidden).map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_interval_of_a_middle_has_the_known_ranks() {
        // tables of the sign test: n = 6: 1st and 6th; 10: 2nd and 9th; 20: 6th and 15th
        assert_eq!(median_ranks(5), None);
        assert_eq!(median_ranks(6), Some((0, 5)));
        assert_eq!(median_ranks(10), Some((1, 8)));
        assert_eq!(median_ranks(20), Some((5, 14)));
        assert_eq!(median_ranks(100), Some((39, 60)));
        assert!(median_ranks(20_000).is_some_and(|(low, high)| low > 9_800 && high < 10_200));
        assert_eq!(median_ranks(0), None);
    }

    #[test]
    fn the_interval_of_a_share_has_the_known_ends() {
        // Wilson 95 %: 0 of 10, 5 of 10, 10 of 10
        assert_eq!(wilson(0, 10), Some((0, 2775)));
        assert_eq!(wilson(5, 10), Some((2366, 7634)));
        assert_eq!(wilson(10, 10), Some((7225, 10_000)));
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn a_hidden_group_cannot_be_worked_out_from_the_rest() {
        assert_eq!(hidden(&[(10, 3), (20, 4)]), [false, false]);
        // one alone would be the sum without the others
        assert_eq!(hidden(&[(3, 2), (20, 4), (9, 3)]), [true, false, true]);
        // two with fewer than five together say as much
        assert_eq!(hidden(&[(1, 1), (2, 2), (9, 3), (30, 9)]), [true, true, true, false]);
        // all from one person
        assert_eq!(hidden(&[(40, 1), (50, 9), (60, 9)]), [true, true, false]);
        assert_eq!(hidden(&[(2, 1)]), [true]);
        assert_eq!(hidden(&[]), Vec::<bool>::new());
    }

    #[test]
    fn a_group_that_is_not_shown_has_no_number() {
        let sample = |group: &str, person| Sample {
            person,
            group: Some(group.into()),
            first: Some(60),
            resolution: 120,
            is_reopened: false,
            felt: None,
        };
        let mut samples: Vec<_> = (0..8).map(|n| sample("Library", n)).collect();
        samples.extend((0..7).map(|n| sample("Rates", n)));
        samples.extend((0..2).map(|n| sample("Parks", n)));
        let found = groups(&samples);
        let shown: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.requests)).collect();
        assert_eq!(shown, [("Library", Some(8)), ("Parks", None), ("Rates", None)]);
        assert_eq!(found[0].estimates[0].middle, Some(Amount::whole(1)));
        assert_eq!(found[0].estimates[3].middle, None);
        assert!(found[1].estimates.iter().all(|one| one.middle.is_none() && one.count == 0));
    }

    proptest! {
        #[test]
        fn the_middle_is_in_its_interval(mut numbers in prop::collection::vec(0i64..1000, 6..200)) {
            numbers.sort_unstable();
            let (low, high) = median_ranks(numbers.len()).unwrap();
            let middle = median(&numbers).unwrap();
            prop_assert!(numbers[low] <= middle && middle <= numbers[high]);
        }

        #[test]
        fn a_share_is_in_its_interval(all in 1usize..500, part in 0usize..500) {
            let part = part.min(all);
            let (low, high) = wilson(part, all).unwrap();
            let share = Amount::ratio(part as i64, all as i64, 100).unwrap().0;
            prop_assert!(low <= share + 1 && share <= high + 1 && 0 <= low && high <= 10_000);
        }

        #[test]
        fn what_is_hidden_is_never_one_group_nor_few(
            groups in prop::collection::vec((0usize..30, 1usize..9), 0..12)
        ) {
            let hidden = hidden(&groups);
            let of: Vec<_> = groups.iter().zip(&hidden).filter(|(_, h)| **h).collect();
            let sum: usize = of.iter().map(|((n, _), _)| n).sum();
            let is_all = of.len() == groups.len();
            prop_assert!(of.is_empty() || is_all || (of.len() >= 2 && sum >= FEWEST));
            for ((requests, people), is_hidden) in groups.iter().zip(&hidden) {
                prop_assert!(*is_hidden || (*requests >= FEWEST && *people >= 2));
            }
        }
    }
}
