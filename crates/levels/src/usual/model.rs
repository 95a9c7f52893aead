//! The middle of what requests took, and kind numbers to begin with. Pure.

use super::store::TookRow;
use crate::terms::{CELLS, Measure};
use base::{Language, Time};
use calendar::Calendar;
use desk::news::{Rules, Unit};

/// A middle of fewer says more about a few people than about what is usual.
pub const FEWEST: usize = 5;

/// Where nothing is known yet: minutes until an answer and until it works, by priority.
const STANDARD: [(i64, i64); 4] = [(30, 240), (120, 480), (480, 1440), (960, 4800)];

/// Lengths that people say, in minutes of open hours.
const KIND: [i64; 11] = [15, 30, 60, 120, 240, 480, 960, 1440, 2400, 4800, 9600];

/// The middle of some lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Middle {
    /// In open hours: half took less.
    pub minutes: i64,
    /// How many it rests on.
    pub count: usize,
}

/// What requests of a priority took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsualRow {
    /// 1 to 4.
    pub priority: i64,
    /// Until the first answer; none: too few.
    pub answer: Option<Middle>,
    /// Until it was put right.
    pub works: Option<Middle>,
    /// How many there were at all.
    pub count: usize,
}

/// What is usual, by priority.
#[derive(Clone, Debug, Default)]
pub struct Usual {
    /// From critical to low.
    pub rows: Vec<UsualRow>,
}

impl Usual {
    /// Whether there is anything to show.
    pub fn is_known(&self) -> bool {
        self.rows.iter().any(|row| row.answer.is_some() || row.works.is_some())
    }

    /// What is usual for a number; there is none for news.
    pub fn of(&self, measure: Measure, priority: i64) -> Option<Middle> {
        let row = self.rows.iter().find(|row| row.priority == priority)?;
        match measure {
            Measure::FirstResponse => row.answer,
            Measure::NextUpdate => None,
            Measure::Resolution => row.works,
        }
    }
}

/// The middle, unless it rests on too few.
fn middle(mut all: Vec<i64>) -> Option<Middle> {
    all.sort_unstable();
    let count = all.len();
    if count < FEWEST {
        return None;
    }
    let minutes = i64::midpoint(all[(count - 1) / 2], all[count / 2]);
    Some(Middle { minutes, count })
}

/// What is usual, in open hours. Time that somebody waited for an answer from the other side counts:
/// so it felt.
pub fn usual(rows: &[TookRow], calendar: &Calendar) -> Usual {
    let took = |from: Time, until: Option<Time>| {
        let until = until.filter(|until| *until >= from)?;
        let open = calendar.between(from.timestamp(), until.timestamp());
        i64::try_from(open.as_secs() / 60).ok()
    };
    let of = |priority: i64| {
        let own = || rows.iter().filter(move |row| row.priority.clamp(1, 4) == priority);
        UsualRow {
            priority,
            answer: middle(
                own().filter_map(|row| took(row.created_at, row.first_response_at)).collect(),
            ),
            works: middle(own().filter_map(|row| took(row.created_at, row.resolved_at)).collect()),
            count: own().count(),
        }
    };
    Usual { rows: (1..=4).map(of).collect() }
}

/// A length as people say it when they look back: "at once", "40 minutes", "1.5 hours".
pub fn about(language: &Language, minutes: i64) -> String {
    let (unit, step) = match minutes {
        ..=0 => return language.t("usual-at-once").to_owned(),
        1..=89 => (Unit::Minutes, 1),
        90..=479 => (Unit::Hours, 30),
        _ => (Unit::Days, 240),
    };
    // halves of hours and days
    let halves = (minutes + step / 2) / step;
    let amount = match (unit, halves % 2) {
        (Unit::Minutes, _) => minutes.to_string(),
        (_, 0) => (halves / 2).to_string(),
        _ => format!("{}.5", halves / 2),
    };
    language.with(&format!("agreement-length-{unit}"), &[("n", amount.as_str())])
}

/// The next longer length that people say.
pub fn kindly(minutes: i64) -> i64 {
    KIND.iter().copied().find(|kind| *kind >= minutes).unwrap_or(KIND[KIND.len() - 1])
}

/// Numbers to begin with, as a form has them: from what is usual, where that is known, and never
/// quicker for what is less urgent. Service requests have none of their own.
pub fn offered(usual: &Usual) -> Vec<(String, String)> {
    let mut before = (0, 0);
    let mut rows = Vec::new();
    for (at, (answer, works)) in STANDARD.iter().enumerate() {
        let priority = at as i64 + 1;
        let known = |measure| usual.of(measure, priority).map(|one| kindly(one.minutes));
        let answer = known(Measure::FirstResponse).unwrap_or(*answer).max(before.0);
        let works = known(Measure::Resolution).unwrap_or(*works).max(before.1).max(answer);
        let news = Rules::default().minutes(priority, None, None);
        before = (answer, works);
        rows.push((answer, news, works));
    }
    let amount = |minutes: i64| {
        let (amount, unit) = Unit::of(minutes);
        (amount.to_string(), unit.to_string())
    };
    let cells = CELLS.iter().map(|cell| {
        let row = usize::try_from(cell.priority - 1).ok().and_then(|at| rows.get(at));
        match (row, cell.ticket_kind.is_empty(), cell.measure) {
            (Some((answer, ..)), true, Measure::FirstResponse) => amount(*answer),
            (Some((_, news, _)), true, Measure::NextUpdate) => amount(*news),
            (Some((.., works)), true, Measure::Resolution) => amount(*works),
            _ => (String::new(), Unit::Hours.to_string()),
        }
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::jiff_tz::TimeZone;
    use calendar::WeeklyHours;
    use proptest::prelude::*;

    fn took(priority: i64, answer: i64, works: i64) -> TookRow {
        let at = |minutes: i64| Time::from_micros(minutes * 60_000_000);
        TookRow {
            priority,
            created_at: at(0),
            first_response_at: Some(at(answer)),
            resolved_at: (works > 0).then(|| at(works)),
        }
    }

    fn always() -> Calendar {
        Calendar::new(WeeklyHours::always(), TimeZone::UTC)
    }

    #[test]
    fn a_middle_rests_on_five_at_least() {
        let rows: Vec<_> = [10, 20, 30, 40, 500].map(|n| took(1, n, 0)).to_vec();
        let found = usual(&rows, &always());
        let answer = found.of(Measure::FirstResponse, 1);
        assert_eq!(answer, Some(Middle { minutes: 30, count: 5 }));
        assert_eq!(found.of(Measure::Resolution, 1), None);
        assert_eq!(usual(&rows[..4], &always()).of(Measure::FirstResponse, 1), None);
        assert!(!usual(&[], &always()).is_known());
    }

    #[test]
    fn numbers_to_begin_with_are_round_and_never_sooner_for_less() {
        assert_eq!((kindly(1), kindly(61), kindly(99_999)), (15, 120, 9600));
        let rows: Vec<_> = (0..5).map(|_| took(2, 700, 900)).collect();
        let form = offered(&usual(&rows, &always()));
        let at = |name: &str| {
            let found = CELLS.iter().position(|cell| cell.name == name).unwrap();
            format!("{} {}", form[found].0, form[found].1)
        };
        assert_eq!(at("first_response_1"), "30 minutes");
        assert_eq!(at("first_response_2"), "2 days");
        assert_eq!(at("first_response_3"), "2 days", "not sooner than what is more urgent");
        assert_eq!(at("resolution_2"), "2 days");
        assert_eq!(at("requests_resolution_2"), " hours");
    }

    #[test]
    fn lengths_are_said_in_halves_when_people_look_back() {
        let say = |minutes| about(base::language("en"), minutes);
        assert_eq!(say(0), "at once");
        assert_eq!((say(1), say(40)), ("1 minute".into(), "40 minutes".into()));
        assert_eq!((say(90), say(315)), ("1.5 hours".into(), "5.5 hours".into()));
        assert_eq!((say(480), say(1860)), ("1 working day".into(), "4 working days".into()));
    }

    proptest! {
        #[test]
        fn whatever_is_usual_what_is_offered_can_be_taken(
            all in proptest::collection::vec((1i64..5, 0i64..100_000, 0i64..100_000), 0..40)
        ) {
            let rows: Vec<_> = all.into_iter().map(|(p, a, w)| took(p, a, w)).collect();
            let new = crate::drafting::NewTerms {
                starts_on: "2026-07-01".into(),
                cells: offered(&usual(&rows, &always())),
                ..Default::default()
            };
            let mut problems = base::Problems::default();
            new.check(&mut problems);
            prop_assert_eq!(problems.0, vec![]);
        }
    }
}
