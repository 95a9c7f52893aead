//! What somebody types for an agreement, and what it comes to. Pure.

use crate::agreements::Kind;
use crate::sides::Pair;
use crate::terms::{CELLS, Cell, Clause, ClauseKind, Measure, Target, Terms};
use base::{Problems, ServiceId};
use desk::news::Unit;
use jiff::civil::Date;

/// Longest a number may be: half a year of working days.
const LONGEST: i64 = 125 * Unit::Days.minutes();
const MOST_LINES: usize = 40;
const LONGEST_LINE: usize = 500;

/// What a version says, as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewTerms {
    /// YYYY-MM-DD.
    pub starts_on: String,
    /// The same, or empty.
    pub ends_on: String,
    /// The same, or empty.
    pub review_on: String,
    /// A calendar, or the team's own.
    pub calendar: Option<i64>,
    /// Services; none: all.
    pub services: Vec<ServiceId>,
    /// Amount and unit of each place in [`CELLS`].
    pub cells: Vec<(String, String)>,
    /// Points, each on a line of its own.
    pub clauses: Vec<(ClauseKind, String)>,
}

/// The same once it was found right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Its first day.
    pub starts: Date,
    /// Its last.
    pub ends: Option<Date>,
    /// When it is looked at again.
    pub review: Option<Date>,
    /// A calendar.
    pub calendar: Option<i64>,
    /// Services; none: all.
    pub services: Vec<ServiceId>,
    /// The numbers.
    pub targets: Vec<Target>,
    /// The points in their order.
    pub clauses: Vec<(ClauseKind, Vec<String>)>,
}

/// A day as stored; empty: none.
pub fn stored(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn day(problems: &mut Problems, field: &'static str, text: &str) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let found = text.parse::<Date>().ok().filter(|day| (2000..=2200).contains(&day.year()));
    if found.is_none() {
        problems.add(field, "problem-agreement-day");
    }
    found
}

/// An amount of a unit in minutes; none where the place is empty.
fn minutes(problems: &mut Problems, cell: &Cell, (amount, unit): &(String, String)) -> Option<i64> {
    let amount = amount.trim().replace(',', ".");
    if amount.is_empty() {
        return None;
    }
    let Some(unit) = Unit::parse(unit) else {
        problems.add(cell.name, "problem-choose");
        return None;
    };
    let is_plain = amount.chars().all(|c| c.is_ascii_digit() || c == '.');
    let Some(number) = amount.parse::<f64>().ok().filter(|_| is_plain) else {
        problems.add(cell.name, "problem-agreement-amount");
        return None;
    };
    let found = number * unit.minutes() as f64;
    if found > LONGEST as f64 {
        problems.add(cell.name, "problem-agreement-long");
        return None;
    }
    let found = found.round() as i64;
    if found == 0 {
        problems.add(cell.name, "problem-agreement-zero");
        return None;
    }
    Some(found)
}

impl NewTerms {
    /// Reads days, numbers and points, and notes what is wrong with them.
    pub fn check(&self, problems: &mut Problems) -> Option<Checked> {
        let starts = day(problems, "starts_on", &self.starts_on);
        if starts.is_none() {
            problems.add("starts_on", "problem-agreement-start");
        }
        let ends = day(problems, "ends_on", &self.ends_on);
        let review = day(problems, "review_on", &self.review_on);
        if let (Some(starts), Some(ends)) = (starts, ends)
            && ends < starts
        {
            problems.add("ends_on", "problem-agreement-end");
        }
        match (starts, ends, review) {
            (Some(starts), _, Some(review)) if review < starts => {
                problems.add("review_on", "problem-agreement-review-early");
            }
            (_, Some(ends), Some(review)) if review > ends => {
                problems.add("review_on", "problem-agreement-review-late");
            }
            _ => {}
        }
        let mut targets = Vec::new();
        for (cell, typed) in CELLS.iter().zip(&self.cells) {
            if let Some(minutes) = minutes(problems, cell, typed) {
                let (measure, priority) = (cell.measure, cell.priority);
                let ticket_kind = cell.ticket_kind.to_owned();
                targets.push(Target { measure, priority, ticket_kind, minutes });
            }
        }
        in_order(problems, &targets);
        let clauses =
            self.clauses.iter().map(|(kind, text)| (*kind, points(problems, *kind, text)));
        let clauses = clauses.collect();
        Some(Checked {
            starts: starts?,
            ends,
            review,
            calendar: self.calendar,
            services: self.services.clone(),
            targets,
            clauses,
        })
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let services: Vec<_> = self.services.iter().map(ToString::to_string).collect();
        let mut pairs = vec![
            ("starts_on", self.starts_on.clone()),
            ("ends_on", self.ends_on.clone()),
            ("review_on", self.review_on.clone()),
            ("calendar", self.calendar.map(|id| id.to_string()).unwrap_or_default()),
            ("service", services.join(",")),
        ];
        for (cell, (amount, unit)) in CELLS.iter().zip(&self.cells) {
            pairs.push((cell.name, amount.clone()));
            pairs.push((cell.unit, unit.clone()));
        }
        pairs.extend(self.clauses.iter().map(|(kind, text)| (kind.as_str(), text.clone())));
        pairs
    }
}

/// Nothing works before somebody has answered.
fn in_order(problems: &mut Problems, targets: &[Target]) {
    for cell in CELLS.iter().filter(|cell| cell.measure == Measure::Resolution) {
        let of = |measure| {
            let is_it = |one: &&Target| {
                one.measure == measure
                    && (one.priority, one.ticket_kind.as_str()) == (cell.priority, cell.ticket_kind)
            };
            targets.iter().find(is_it).map(|one| one.minutes)
        };
        if let (Some(answer), Some(works)) = (of(Measure::FirstResponse), of(Measure::Resolution))
            && works < answer
        {
            problems.add(cell.name, "problem-agreement-order");
        }
    }
}

fn points(problems: &mut Problems, kind: ClauseKind, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_start_matches(['-', '•', '*']);
        let line = problems.optional_line(kind.as_str(), line, LONGEST_LINE);
        if !line.is_empty() {
            found.push(line);
        }
    }
    if found.len() > MOST_LINES {
        problems.add(kind.as_str(), "problem-agreement-points");
    }
    found
}

/// A point of a new text, and which of the old ones it continues.
#[derive(Debug, PartialEq, Eq)]
pub struct Continued {
    pub kind: ClauseKind,
    pub number: i64,
    pub words: String,
    /// The old point it is, or was before somebody changed its words.
    pub from: Option<usize>,
}

/// Finds the old points in the new ones: first those that say the same, then, in their order, those
/// that stand where another one stood. So what was said about a point stays with it.
pub fn continued(old: &[Clause], new: &[(ClauseKind, Vec<String>)]) -> Vec<Continued> {
    let mut free: Vec<usize> = (0..old.len()).collect();
    let mut found: Vec<Continued> = Vec::new();
    for (kind, lines) in new {
        for (at, words) in lines.iter().enumerate() {
            let same = free.iter().position(|i| old[*i].kind == *kind && old[*i].words == *words);
            found.push(Continued {
                kind: *kind,
                number: i64::try_from(at + 1).unwrap_or(i64::MAX),
                words: words.clone(),
                from: same.map(|place| free.remove(place)),
            });
        }
    }
    for one in found.iter_mut().filter(|one| one.from.is_none()) {
        let next = free.iter().position(|i| old[*i].kind == one.kind);
        one.from = next.map(|place| free.remove(place));
    }
    found
}

/// What a version says, as it would be written down again.
pub fn again(of: &Terms) -> NewTerms {
    let cells = CELLS.iter().map(|cell| {
        let minutes = of.minutes(cell.measure, cell.priority, cell.ticket_kind);
        minutes.map_or((String::new(), Unit::Hours.to_string()), |minutes| {
            let (amount, unit) = Unit::of(minutes);
            (amount.to_string(), unit.to_string())
        })
    });
    let lines = |kind: &ClauseKind| {
        let points = of.points(*kind).into_iter().map(|one| one.words.as_str());
        (*kind, points.collect::<Vec<_>>().join("\n"))
    };
    NewTerms {
        starts_on: of.starts_on.clone(),
        ends_on: of.ends_on.clone(),
        review_on: of.review_on.clone(),
        calendar: of.calendar.as_ref().map(|(id, _)| *id),
        services: of.services.iter().map(|(id, _)| *id).collect(),
        cells: cells.collect(),
        clauses: ClauseKind::ALL.iter().map(lines).collect(),
    }
}

/// An agreement as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewAgreement {
    /// sla, ola, contract; of no matter in a change.
    pub kind: String,
    /// `d3` or `t5`; of no matter in a change.
    pub provider: String,
    /// The same.
    pub customer: String,
    /// 1 to 120 characters.
    pub name: String,
    /// What it says.
    pub terms: NewTerms,
}

impl NewAgreement {
    /// By the names in the form.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("name", self.name.clone())];
        pairs.extend(self.terms.pairs());
        pairs
    }
}

/// Whether two can agree on something of this kind; each may be a department or a team.
pub struct Sides {
    /// Whether those who help do help.
    pub helps: bool,
    /// Whether they are another organisation.
    pub is_outsourced: bool,
    /// Whether those who are helped help others, too.
    pub customer_helps: bool,
    /// Between whom.
    pub pair: Pair,
}

/// Notes why these two cannot agree on something of this kind.
pub fn check_sides(problems: &mut Problems, kind: Kind, of: &Sides) {
    let Pair { customer, provider } = of.pair;
    let has_team = customer.team.is_some() || provider.team.is_some();
    if customer == provider {
        problems.add("provider", "problem-agreement-same");
    } else if !of.helps {
        problems.add("provider", "problem-agreement-helps");
    }
    match kind {
        Kind::Sla if has_team => problems.add("customer", "problem-agreement-teams"),
        Kind::Ola if !of.customer_helps => problems.add("customer", "problem-agreement-ola"),
        Kind::Contract if !of.is_outsourced => {
            problems.add("provider", "problem-agreement-supplier")
        }
        Kind::Contract if has_team => problems.add("customer", "problem-agreement-teams"),
        _ => {}
    }
}
