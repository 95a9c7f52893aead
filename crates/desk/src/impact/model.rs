//! From plain answers to impact × urgency = priority.

use base::Problems;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

db::words! {
    /// How many are stopped.
    pub enum Scope {
        /// One person.
        One = "one",
        /// Some people.
        Several = "several",
        /// Everyone the service is for.
        Everyone = "everyone",
    }
}

db::words! {
    /// Who is stopped.
    pub enum Stopped {
        /// Users of the library.
        Patrons = "patrons",
        /// People who work there.
        Staff = "staff",
        /// Both.
        Both = "both",
    }
}

db::words! {
    /// Is there a way round it?
    pub enum Workaround {
        /// No.
        None = "none",
        /// Yes, but it costs time.
        Slow = "slow",
        /// Yes, hardly anybody notices.
        Easy = "easy",
    }
}

db::words! {
    /// By when it starts to hurt.
    pub enum Hurts {
        /// It does already.
        Now = "now",
        /// Before the day is over.
        Today = "today",
        /// Within a week.
        ThisWeek = "this_week",
        /// Later than that.
        Later = "later",
    }
}

db::words! {
    /// The three risks of the talk.
    pub enum RiskKind {
        /// Money.
        Financial = "financial",
        /// A law or rule that must be kept.
        Compliance = "compliance",
        /// The good name.
        Reputation = "reputation",
    }
}

db::words! {
    /// How sure it is that the risk comes true.
    pub enum Likelihood {
        /// It might.
        Possible = "possible",
        /// It probably will.
        Likely = "likely",
        /// It will, or it has.
        Certain = "certain",
    }
}

/// One risk, as somebody at the desk puts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Of what kind.
    pub kind: RiskKind,
    /// How sure.
    pub likelihood: Likelihood,
    /// What would happen, in their words; may be empty.
    pub consequence: String,
    /// The day after which it bites; none: they did not say.
    pub bites_on: Option<Date>,
}

/// What somebody answered about impact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// What isn't working, in their own words.
    pub words: String,
    /// How many are stopped.
    pub scope: Scope,
    /// Who.
    pub who: Stopped,
    /// Whether there is a way round.
    pub workaround: Workaround,
    /// By when it hurts.
    pub hurts: Hurts,
    /// What happens then, e.g. "story time at 10:30".
    pub hurts_note: String,
    /// What would be good enough until it is right; may be empty.
    pub good_enough: String,
    /// Whether it is one place; otherwise it is everywhere.
    pub is_one_place: bool,
    /// What else could come of it.
    pub risks: Vec<Risk>,
}

db::words! {
    /// The order of work. Stored as 1 to 4; the word is what people read.
    pub enum Priority {
        /// 1
        Critical = "critical",
        /// 2
        High = "high",
        /// 3
        Moderate = "moderate",
        /// 4
        Low = "low",
    }
}

impl Priority {
    /// 1 (critical) to 4 (low).
    pub fn number(self) -> i64 {
        1 + Priority::ALL.iter().position(|p| *p == self).unwrap_or_default() as i64
    }

    /// The priority of a stored number; low when it is none.
    pub fn of(number: i64) -> Self {
        let at = usize::try_from(number - 1).unwrap_or(usize::MAX);
        Priority::ALL.get(at).copied().unwrap_or(Priority::Low)
    }
}

/// Impact × urgency, each 1 (highest) to 3.
pub fn priority(impact: i64, urgency: i64) -> Priority {
    match impact + urgency {
        ..=2 => Priority::Critical,
        3 => Priority::High,
        4 => Priority::Moderate,
        _ => Priority::Low,
    }
}

/// Why a weight is what it is: a Fluent key.
pub type Reason = &'static str;

/// What the answers amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// 1 (wide) to 3 (one person).
    pub impact: i64,
    /// Why.
    pub impact_reason: Reason,
    /// 1 (now) to 3 (this week or later).
    pub urgency: i64,
    /// Why.
    pub urgency_reason: Reason,
    /// What changed either, if anything did.
    pub adjustments: Vec<Reason>,
    /// How many said so, where somebody else did.
    pub together: Option<Together>,
}

/// How many people say that they are affected, and at how many places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Together {
    /// Whoever it is for is one of them.
    pub people: usize,
    /// At least one; the rooms of a branch count as the branch.
    pub places: usize,
}

/// What somebody else said who is affected too.
#[derive(Clone, Copy, Debug)]
pub struct Other {
    /// How many are stopped there.
    pub scope: Scope,
    /// Where; none: everywhere.
    pub place: Option<i64>,
    /// By when it hurts, if they said.
    pub hurts: Option<Hurts>,
}

impl Weight {
    /// The order of work that follows.
    pub fn priority(&self) -> Priority {
        priority(self.impact, self.urgency)
    }

    /// Worked out anew from everybody affected. Two people are several; everyone at two places, or
    /// somebody at three, is wide; and whoever it hurts first decides how urgent it is. Others never
    /// make it less. `inside` names the place that a place is part of.
    #[must_use]
    pub fn with_others(
        mut self,
        answers: &Answers,
        place: Option<i64>,
        others: &[Other],
        inside: &HashMap<i64, i64>,
    ) -> Self {
        if others.is_empty() {
            return self;
        }
        let first = Other { scope: answers.scope, place, hurts: None };
        let all: Vec<Other> = std::iter::once(first).chain(others.iter().copied()).collect();
        let named: Vec<i64> = all.iter().filter_map(|one| one.place).collect();
        let outer = |place: i64| outermost(place, &named, inside);
        let places: BTreeSet<i64> = named.iter().map(|place| outer(*place)).collect();
        let stopped = all.iter().filter(|one| one.scope == Scope::Everyone);
        let whole: BTreeSet<i64> = stopped.clone().filter_map(|one| one.place).map(outer).collect();
        let (impact, why) = match () {
            () if stopped.clone().any(|one| one.place.is_none()) => (1, "why-everyone-everywhere"),
            () if whole.len() >= 2 || places.len() >= 3 => (1, "why-many-places"),
            () if !whole.is_empty() => (2, "why-everyone-here"),
            () => (2, "why-several"),
        };
        if impact < self.impact {
            (self.impact, self.impact_reason) = (impact, why);
        }
        for hurts in others.iter().filter_map(|one| one.hurts) {
            let (urgency, why) = hurts.urgency();
            if urgency < self.urgency {
                (self.urgency, self.urgency_reason) = (urgency, why);
            }
        }
        self.together = Some(Together { people: all.len(), places: places.len().max(1) });
        self
    }
}

/// The outermost of the named places that a place is, or is part of.
fn outermost(place: i64, named: &[i64], inside: &HashMap<i64, i64>) -> i64 {
    let mut found = place;
    let mut at = place;
    // no place is part of more than a few others; a circle must not go on for ever
    for _ in 0..8 {
        let Some(next) = inside.get(&at) else { break };
        at = *next;
        if named.contains(&at) {
            found = at;
        }
    }
    found
}

impl Hurts {
    /// 1 (now) to 3, and why.
    fn urgency(self) -> (i64, Reason) {
        match self {
            Hurts::Now => (1, "why-now"),
            Hurts::Today => (2, "why-today"),
            Hurts::ThisWeek => (3, "why-this-week"),
            Hurts::Later => (3, "why-later"),
        }
    }
}

/// Days within which a risk counts as near.
const NEAR: i32 = 7;

impl Answers {
    /// Works out impact and urgency. `today` is the reader's date, against which risks are near.
    pub fn weigh(&self, today: Date) -> Weight {
        let (mut impact, impact_reason) = match (self.scope, self.is_one_place) {
            (Scope::Everyone, false) => (1, "why-everyone-everywhere"),
            (Scope::Everyone, true) => (2, "why-everyone-here"),
            (Scope::Several, _) => (2, "why-several"),
            (Scope::One, _) => (3, "why-one"),
        };
        let (mut urgency, urgency_reason) = self.hurts.urgency();
        let mut adjustments = Vec::new();
        if self.workaround == Workaround::Easy && urgency < 3 {
            urgency += 1;
            adjustments.push("why-easy-way-round");
        }
        // a duty to one person is still a duty: a near, likely risk lifts it one step, no further
        let days = |risk: &Risk| risk.bites_on.map_or(0, |on| days_between(today, on));
        let is_near = |risk: &&Risk| risk.likelihood != Likelihood::Possible && days(risk) <= NEAR;
        if impact == 3 && self.risks.iter().any(|risk| is_near(&risk)) {
            impact = 2;
            adjustments.push("why-risk-near");
        }
        let bites_tomorrow = |risk: &Risk| is_near(&risk) && days(risk) <= 1;
        if urgency == 3 && self.risks.iter().any(bites_tomorrow) {
            urgency = 2;
            adjustments.push("why-risk-tomorrow");
        }
        Weight { impact, impact_reason, urgency, urgency_reason, adjustments, together: None }
    }
}

impl Answers {
    /// These answers with those of somebody else who is stopped by the same thing: the wider scope,
    /// the sooner hurt, the worse way round, and every risk.
    #[must_use]
    pub fn and(&self, other: &Answers) -> Answers {
        let mut both = self.clone();
        both.scope = self.scope.max(other.scope).max(Scope::Several);
        both.who = if self.who == other.who { self.who } else { Stopped::Both };
        both.workaround = self.workaround.min(other.workaround);
        if other.hurts < self.hurts {
            both.hurts = other.hurts;
            both.hurts_note.clone_from(&other.hurts_note);
        }
        if self.good_enough.is_empty() {
            both.good_enough.clone_from(&other.good_enough);
        }
        for risk in &other.risks {
            match both.risks.iter_mut().find(|own| own.kind == risk.kind) {
                Some(own) if own.likelihood < risk.likelihood => *own = risk.clone(),
                Some(_) => {}
                None => both.risks.push(risk.clone()),
            }
        }
        both
    }
}

fn days_between(today: Date, on: Date) -> i32 {
    on.since(today).map_or(i32::MAX, |span| span.get_days())
}

/// The longest text of any kind, in characters.
pub const LONGEST: usize = 20_000;

impl Answers {
    /// Reads plain form values; notes what is missing beside its field.
    pub fn read(get: &dyn Fn(&str) -> String, is_one_place: bool, problems: &mut Problems) -> Self {
        let words = problems.text("words", &get("words"), LONGEST);
        let scope = problems.word("scope", Scope::parse(&get("scope")));
        let who = problems.word("who", Stopped::parse(&get("who")));
        let workaround = problems.word("workaround", Workaround::parse(&get("workaround")));
        let hurts = problems.word("hurts", Hurts::parse(&get("hurts")));
        let hurts_note = problems.optional_text("hurts_note", &get("hurts_note"), 200);
        let good_enough = problems.optional_text("good_enough", &get("good_enough"), 200);
        let risks = RiskKind::ALL.iter().filter_map(|kind| read_risk(*kind, get, problems));
        let risks = risks.collect();
        Answers {
            words,
            scope: scope.unwrap_or(Scope::One),
            who: who.unwrap_or(Stopped::Both),
            workaround: workaround.unwrap_or(Workaround::Slow),
            hurts: hurts.unwrap_or(Hurts::ThisWeek),
            hurts_note,
            good_enough,
            is_one_place,
            risks,
        }
    }
}

fn read_risk(
    kind: RiskKind,
    get: &dyn Fn(&str) -> String,
    problems: &mut Problems,
) -> Option<Risk> {
    let field = |part: &str| format!("risk_{kind}{part}");
    if get(&field("")).is_empty() {
        return None;
    }
    let likelihood = Likelihood::parse(&get(&field("_likelihood"))).unwrap_or(Likelihood::Possible);
    let consequence = get(&field("_consequence"));
    if consequence.trim().chars().count() > 500 {
        let has = consequence.trim().chars().count().to_string();
        let args = vec![("most", "500".to_owned()), ("has", has)];
        problems.add_with(field("_consequence"), "problem-too-long", args);
    }
    let consequence = consequence.trim().to_owned();
    let on = get(&field("_on"));
    let bites_on = match on.trim() {
        "" => None,
        date => match date.parse::<Date>() {
            Ok(date) => Some(date),
            Err(_) => {
                problems.add(field("_on"), "problem-date");
                None
            }
        },
    };
    Some(Risk { kind, likelihood, consequence, bites_on })
}
