//! What a goal is, and how far it has come. Pure.

use super::store::AgreementRow;
use crate::{
    health::{Measure, Month},
    readings::ReadingRow,
    relationships::{Relationship, Side, Standing},
};
use base::{PersonId, Problems, Result, Time, row};
use jiff::{ToSpan, civil::Date};
use plot::Amount;

/// The measure of what is entered by hand.
pub const BY_HAND: &str = "by_hand";
const MOST_MONTHS: usize = 48;

db::words! {
    /// How a goal ended.
    pub enum Ending {
        /// It is reached.
        Reached = "reached",
        /// It is given up, and why is said.
        GivenUp = "given_up",
        /// Another one took its place.
        Replaced = "replaced",
    }
}

row! {
    /// A goal as it is stored.
    #[derive(Clone, Debug)]
    pub struct Goal {
        pub id: i64,
        pub relationship_id: i64,
        /// What both want, in a sentence.
        pub statement: String,
        /// A live figure, or `by_hand`.
        pub measure: String,
        /// Of what is entered by hand.
        pub unit: String,
        /// Where it starts, in hundredths.
        pub from_value: i64,
        /// Where it should get to, in hundredths.
        pub to_value: i64,
        /// By which day.
        pub by_on: String,
        pub owner_customer_id: Option<PersonId>,
        pub owner_customer: Option<String>,
        pub is_owner_customer_here: Option<bool>,
        pub owner_provider_id: Option<PersonId>,
        pub owner_provider: Option<String>,
        pub is_owner_provider_here: Option<bool>,
        /// Counts changes of what was agreed.
        pub terms: i64,
        pub created_at: Time,
        pub ending: Option<Ending>,
        pub ending_words: String,
        pub closed_by: Option<String>,
        pub closed_at: Option<Time>,
        pub next_id: Option<i64>,
        pub version: i64,
    }
}

impl Goal {
    /// The live figure it is measured by; none: by hand.
    pub fn live(&self) -> Option<Measure> {
        Measure::parse(&self.measure)
    }

    /// Where it starts.
    pub fn from(&self) -> Amount {
        Amount(self.from_value)
    }

    /// Where it should get to.
    pub fn to(&self) -> Amount {
        Amount(self.to_value)
    }

    /// By which day.
    pub fn by(&self) -> Date {
        self.by_on.parse().unwrap_or(Date::MAX)
    }

    /// As it would be written down again.
    pub fn as_new(&self) -> NewGoal {
        NewGoal {
            relationship: Some(self.relationship_id),
            statement: self.statement.clone(),
            measure: self.measure.clone(),
            unit: self.unit.clone(),
            from: plain(self.from()),
            to: plain(self.to()),
            by: self.by_on.clone(),
            owner_customer: self.owner_customer_id,
            owner_provider: self.owner_provider_id,
        }
    }
}

/// As somebody would type it.
pub fn plain(amount: Amount) -> String {
    amount.to_string().replace(',', "").replace('\u{2212}', "-")
}

/// A goal as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewGoal {
    /// Whose.
    pub relationship: Option<i64>,
    /// 1 to 300 characters.
    pub statement: String,
    /// A live figure, or `by_hand`.
    pub measure: String,
    /// What is counted by hand: at most 40 characters.
    pub unit: String,
    /// A number.
    pub from: String,
    /// Another number.
    pub to: String,
    /// YYYY-MM-DD.
    pub by: String,
    /// Somebody of the helped side.
    pub owner_customer: Option<PersonId>,
    /// Somebody of the helping side.
    pub owner_provider: Option<PersonId>,
}

/// The same once it was found right.
#[derive(Clone, Debug)]
pub struct Checked {
    pub statement: String,
    pub measure: String,
    pub unit: String,
    pub from: Amount,
    pub to: Amount,
    pub by: Date,
    pub owner_customer: Option<PersonId>,
    pub owner_provider: Option<PersonId>,
}

impl NewGoal {
    /// Reads the numbers and the day, or says what is wrong. `today`: a new goal is for later.
    pub fn check(&self, today: Option<Date>) -> Result<Checked> {
        let mut problems = Problems::default();
        let statement = problems.line("statement", &self.statement, 300);
        let is_live = Measure::LIVE.iter().any(|measure| measure.as_str() == self.measure);
        if !is_live && self.measure != BY_HAND {
            problems.add("measure", "problem-choose");
        }
        let unit = match self.measure == BY_HAND {
            true => problems.line("unit", &self.unit, 40),
            false => String::new(),
        };
        let bounds = Measure::parse(&self.measure).map(Measure::bounds);
        let mut number = |field, text| {
            let found = Amount::parse(text);
            match (found, bounds) {
                (None, _) => problems.add(field, "problem-amount"),
                (Some(found), Some((least, most))) if found < least || found > most => {
                    let args = vec![("least", least.to_string()), ("most", most.to_string())];
                    problems.add_with(field, "problem-goal-bounds", args);
                }
                _ => {}
            }
            found.unwrap_or_default()
        };
        let (from, to) = (number("from", &self.from), number("to", &self.to));
        if from == to && problems.0.is_empty() {
            problems.add("to", "problem-goal-same");
        }
        let by = self.by.trim().parse::<Date>().ok();
        match (by, today) {
            (None, _) => problems.add("by", "problem-goal-day"),
            (Some(by), Some(today)) if by <= today => problems.add("by", "problem-goal-past"),
            (Some(by), _) if by.year() > 2200 => problems.add("by", "problem-goal-day"),
            _ => {}
        }
        problems.check()?;
        Ok(Checked {
            statement,
            measure: self.measure.clone(),
            unit,
            from,
            to,
            by: by.unwrap_or(Date::MAX),
            owner_customer: self.owner_customer,
            owner_provider: self.owner_provider,
        })
    }
}

db::words! {
    /// How far a goal has come.
    pub enum Stand {
        /// Nothing was measured yet.
        Nothing = "nothing",
        /// It is there.
        Reached = "reached",
        /// As far as it should be by today, or further.
        OnTheWay = "on_the_way",
        /// Less far than it should be by today.
        Behind = "behind",
        /// Its day has passed.
        Overdue = "overdue",
    }
}

/// How far a goal has come by a day, with what was read last.
pub fn stand(goal: &Goal, began: Date, today: Date, last: Option<Amount>) -> Stand {
    let Some(last) = last else { return Stand::Nothing };
    let (from, to) = (i128::from(goal.from_value), i128::from(goal.to_value));
    let is_up = to > from;
    let beyond = |value: i128, mark: i128| if is_up { value >= mark } else { value <= mark };
    let value = i128::from(last.0);
    if beyond(value, to) {
        return Stand::Reached;
    }
    if today > goal.by() {
        return Stand::Overdue;
    }
    let days = |from: Date, to: Date| i128::from(from.until(to).map_or(0, |span| span.get_days()));
    let whole = days(began, goal.by()).max(1);
    let gone = days(began, today).clamp(0, whole);
    let due = from + (to - from) * gone / whole;
    if beyond(value, due) { Stand::OnTheWay } else { Stand::Behind }
}

/// A month with what was read in it.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its first day.
    pub first: Date,
    /// What was read, and on how many things it rests; by hand: on one look.
    pub amount: Option<Amount>,
    /// Whether it rests on too few.
    pub is_small: bool,
}

/// The months from when a goal began, or from its first reading, to its day or today.
pub fn steps(
    goal: &Goal,
    began: Date,
    today: Date,
    months: &[Month],
    readings: &[ReadingRow],
) -> Vec<Step> {
    let by_hand = |first: Date| {
        let month = first.to_string();
        let in_it = readings.iter().rev().find(|one| one.read_on.get(..7) == month.get(..7));
        (in_it.map(|one| Amount(one.value)), false)
    };
    let live = |measure: Measure, first: Date| {
        let month = months.iter().find(|month| month.first == first);
        let read = month.map(|month| (month.counts.read(measure), month.is_running));
        read.map_or((None, false), |(read, is_running)| {
            (read.amount, is_running || read.is_small())
        })
    };
    let first_read = readings.first().and_then(|one| one.read_on.parse::<Date>().ok());
    let begins = first_read.map_or(began, |read| read.min(began)).first_of_month();
    let ends = goal.by().min(today.saturating_add(2.years())).max(today).first_of_month();
    let mut found = Vec::new();
    let mut at = begins;
    while at <= ends && found.len() < MOST_MONTHS {
        let (amount, is_small) = match goal.live() {
            Some(measure) => live(measure, at),
            None => by_hand(at),
        };
        found.push(Step { first: at, amount, is_small });
        match at.checked_add(1.month()) {
            Ok(next) => at = next,
            Err(_) => break,
        }
    }
    found
}

/// Which sides somebody speaks for.
pub fn sides(standing: Standing) -> &'static [&'static str] {
    match standing.side {
        _ if !standing.is_keeper => &[],
        Side::Customer => &["customer"],
        Side::Provider => &["provider"],
        Side::Both => &["customer", "provider"],
    }
}

/// A goal with everything on its page.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The row.
    pub goal: Goal,
    /// Whose.
    pub of: Relationship,
    /// Where the reader stands.
    pub standing: Standing,
    /// What was entered by hand, the oldest first.
    pub readings: Vec<ReadingRow>,
    /// Who agreed to it as it is now.
    pub agreements: Vec<AgreementRow>,
    /// Month by month.
    pub steps: Vec<Step>,
    /// How far it has come.
    pub stand: Stand,
    /// What was read last.
    pub last: Option<Amount>,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// Whether the reader may enter what they read.
    pub may_measure: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn goal(from: i64, to: i64, by: &str) -> Goal {
        Goal {
            id: 1,
            relationship_id: 1,
            statement: "Better".into(),
            measure: BY_HAND.into(),
            unit: "times".into(),
            from_value: from,
            to_value: to,
            by_on: by.into(),
            owner_customer_id: None,
            owner_customer: None,
            is_owner_customer_here: None,
            owner_provider_id: None,
            owner_provider: None,
            is_owner_provider_here: None,
            terms: 1,
            created_at: Time::from_micros(0),
            ending: None,
            ending_words: String::new(),
            closed_by: None,
            closed_at: None,
            next_id: None,
            version: 1,
        }
    }

    fn stands(goal: &Goal, value: Option<i64>) -> Stand {
        stand(goal, date(2026, 1, 1), date(2026, 7, 1), value.map(Amount))
    }

    #[test]
    fn a_goal_is_reached_on_the_way_behind_or_overdue() {
        // half of the time has gone
        let down = goal(1000, 0, "2026-12-31");
        assert_eq!(stands(&down, None), Stand::Nothing);
        assert_eq!(stands(&down, Some(0)), Stand::Reached);
        assert_eq!(stands(&down, Some(300)), Stand::OnTheWay);
        assert_eq!(stands(&down, Some(900)), Stand::Behind);
        let up = goal(500, 800, "2026-06-30");
        assert_eq!(stands(&up, Some(900)), Stand::Reached);
        assert_eq!(stands(&up, Some(700)), Stand::Overdue);
    }

    #[test]
    fn months_begin_with_the_goal_and_end_with_its_day() {
        let one = goal(0, 100, "2026-04-15");
        let found = steps(&one, date(2026, 1, 20), date(2026, 2, 2), &[], &[]);
        let firsts: Vec<_> = found.iter().map(|step| step.first.to_string()).collect();
        assert_eq!(firsts, ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]);
        let far = goal(0, 100, "2199-01-01");
        assert!(steps(&far, date(2026, 1, 1), date(2026, 1, 1), &[], &[]).len() <= 48);
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        let new = NewGoal { measure: BY_HAND.into(), from: "a".into(), ..NewGoal::default() };
        let Err(base::Error::Invalid(problems)) = new.check(Some(date(2026, 1, 1))) else {
            panic!("it is wrong")
        };
        let fields: Vec<_> = problems.0.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["statement", "unit", "from", "to", "by"]);
    }

    proptest! {
        #[test]
        fn any_goal_stands_somewhere(from: i64, to: i64, value: i64, day in 0i32..40_000) {
            let by = date(2000, 1, 1).saturating_add(day.days()).to_string();
            let one = goal(from, to, &by);
            let _ = stand(&one, date(2026, 1, 1), date(2026, 7, 1), Some(Amount(value)));
        }
    }
}
