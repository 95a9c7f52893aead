//! Days on which an agreement counts, and which of several does. Pure.

use super::store::AgreedRow;
use crate::{
    agreements::Kind,
    sides::{Pair, Parents, Party, above},
    terms::{Target, VersionRow},
};
use base::{DepartmentId, ServiceId};
use jiff::civil::Date;

/// A version that was agreed, on the days on which it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The agreement's row.
    pub agreement: i64,
    /// What it is called.
    pub name: String,
    /// Between whom it is.
    pub kind: Kind,
    /// The two.
    pub pair: Pair,
    /// The version's row.
    pub version: i64,
    /// Its number.
    pub number: i64,
    /// The first day on which it counts.
    pub from: Date,
    /// The last; none: until further notice.
    pub until: Option<Date>,
    /// In whose open hours time is counted; none: the team's.
    pub calendar: Option<i64>,
    /// What it covers; none: everything.
    pub services: Vec<ServiceId>,
    /// Its numbers.
    pub targets: Vec<Target>,
}

/// The first and last days that versions count for, in the order they came in. The later of two
/// takes over on its first day; where one ends by itself, what it took over from does not come back.
fn spans(days: &[(Date, Option<Date>)], ended: Option<Date>) -> Vec<Option<(Date, Option<Date>)>> {
    let each = days.iter().enumerate().map(|(at, (from, until))| {
        let next = days[at + 1..].iter().map(|(starts, _)| *starts).min();
        let before_next = next.and_then(|day| day.yesterday().ok());
        let until = [*until, ended, before_next].into_iter().flatten().min();
        let is_over = until.is_some_and(|until| until < *from);
        (!is_over).then_some((*from, until))
    });
    each.collect()
}

fn days_of(starts: &str, ends: &str) -> Option<(Date, Option<Date>)> {
    Some((starts.parse().ok()?, ends.parse().ok()))
}

/// The number of the version that counts on a day, of the versions of one agreement.
pub fn current(versions: &[VersionRow], ended_on: &str, on: Date) -> Option<i64> {
    let agreed: Vec<_> = versions.iter().filter(|one| one.agreed_at.is_some()).collect();
    let days: Vec<_> =
        agreed.iter().filter_map(|one| days_of(&one.starts_on, &one.ends_on)).collect();
    let spans = spans(&days, ended_on.parse().ok());
    let counts = |span: &Option<(Date, Option<Date>)>| {
        span.is_some_and(|(from, until)| from <= on && until.is_none_or(|until| on <= until))
    };
    let found = spans.iter().position(counts)?;
    agreed.get(found).map(|one| one.number)
}

/// Everything that was ever agreed.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The departments with what is above each.
    pub parents: Vec<(DepartmentId, Option<DepartmentId>)>,
    /// Version by version.
    pub entries: Vec<Entry>,
}

impl Book {
    /// From the rows, which come agreement by agreement, from the first version on.
    pub fn new(
        parents: Vec<(DepartmentId, Option<DepartmentId>)>,
        rows: Vec<AgreedRow>,
        services: &[(i64, ServiceId)],
        targets: &[(i64, Target)],
    ) -> Self {
        let mut entries = Vec::new();
        for of_one in rows.chunk_by(|one, next| one.agreement_id == next.agreement_id) {
            let days: Vec<_> =
                of_one.iter().filter_map(|row| days_of(&row.starts_on, &row.ends_on)).collect();
            let ended = of_one.first().and_then(|row| row.ended_on.parse().ok());
            for (row, span) in of_one.iter().zip(spans(&days, ended)) {
                let Some((from, until)) = span else { continue };
                let own = |(version, one): &(i64, ServiceId)| {
                    (*version == row.version_id).then_some(*one)
                };
                let numbers = targets.iter().filter(|(version, _)| *version == row.version_id);
                entries.push(Entry {
                    agreement: row.agreement_id,
                    name: row.name.clone(),
                    kind: row.kind,
                    pair: Pair {
                        customer: Party { department: row.customer_id, team: row.customer_team_id },
                        provider: Party { department: row.provider_id, team: row.provider_team_id },
                    },
                    version: row.version_id,
                    number: row.number,
                    from,
                    until,
                    calendar: row.calendar_id,
                    services: services.iter().filter_map(own).collect(),
                    targets: numbers.map(|(_, one)| one.clone()).collect(),
                });
            }
        }
        Book { parents, entries }
    }
}

/// What a clock asks: what counts for a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// On which day.
    pub on: Date,
    /// Between whom: for our own clock the SLA, for a supplier's the contract.
    pub kind: Kind,
    /// Those who help.
    pub provider: Party,
    /// Those who are helped.
    pub customer: Party,
    /// What it is about.
    pub service: Option<ServiceId>,
    /// What kind of ticket it is.
    pub ticket_kind: &'a str,
}

/// What counts.
#[derive(Clone, Debug, PartialEq)]
pub struct InForce {
    /// The agreement's row.
    pub agreement: i64,
    /// What it is called.
    pub name: String,
    /// The version's row.
    pub version: i64,
    /// Its number.
    pub number: i64,
    /// In whose open hours time is counted; none: the team's.
    pub calendar: Option<i64>,
    /// The numbers for tickets of the kind that was asked for.
    pub targets: Vec<Target>,
}

impl Book {
    /// What counts for a ticket: of several the most particular, a named service before all services,
    /// a team before its department, a department before what is above it, and the later before the
    /// earlier.
    pub fn in_force(&self, asked: &Asked<'_>) -> Option<InForce> {
        let mut best: Option<(Rank, InForce)> = None;
        for entry in self.entries.iter().filter(|one| one.kind == asked.kind) {
            let is_then =
                entry.from <= asked.on && entry.until.is_none_or(|until| asked.on <= until);
            let named = !entry.services.is_empty();
            let covers = match asked.service {
                Some(service) => !named || entry.services.contains(&service),
                None => !named,
            };
            let customer = distance(&self.parents, asked.customer, entry.pair.customer);
            let provider = distance(&self.parents, asked.provider, entry.pair.provider);
            let (Some(customer), Some(provider)) = (customer, provider) else { continue };
            let targets = numbers_for(&entry.targets, asked.ticket_kind);
            if !is_then || !covers || targets.is_empty() {
                continue;
            }
            let rank = (!named, customer, provider, std::cmp::Reverse((entry.from, entry.version)));
            if best.as_ref().is_none_or(|(other, _)| rank < *other) {
                let found = InForce {
                    agreement: entry.agreement,
                    name: entry.name.clone(),
                    version: entry.version,
                    number: entry.number,
                    calendar: entry.calendar,
                    targets,
                };
                best = Some((rank, found));
            }
        }
        best.map(|(_, found)| found)
    }
}

/// The smaller, the more particular.
type Rank = (bool, Near, Near, std::cmp::Reverse<(Date, i64)>);

/// How far what was agreed is from who asks: steps up, and whether it is for all teams.
type Near = (usize, bool);

fn distance(parents: &Parents, asked: Party, agreed: Party) -> Option<Near> {
    if agreed.team.is_some() && agreed.team != asked.team {
        return None;
    }
    let steps =
        above(parents, asked.department).iter().position(|one| *one == agreed.department)?;
    Some((steps, agreed.team.is_none()))
}

/// For each measure and priority the number of this kind of ticket, else that of all.
fn numbers_for(all: &[Target], kind: &str) -> Vec<Target> {
    let own = |one: &&Target| !kind.is_empty() && one.ticket_kind == kind;
    let mut found: Vec<Target> = all.iter().filter(own).cloned().collect();
    for one in all.iter().filter(|one| one.ticket_kind.is_empty()) {
        let is_set = |own: &Target| (own.measure, own.priority) == (one.measure, one.priority);
        if !found.iter().any(is_set) {
            found.push(one.clone());
        }
    }
    found.sort_by_key(|one| (one.priority, one.measure));
    found
}

/// Whether two say something of the same services with the same right: one for all and one for a few
/// do not clash, because the one that names a service counts for it.
fn clash(one: &[ServiceId], other: &[ServiceId]) -> bool {
    match (one.is_empty(), other.is_empty()) {
        (true, true) => true,
        (false, false) => one.iter().any(|service| other.contains(service)),
        _ => false,
    }
}

/// Another agreement that would count on the same days.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// Its row.
    pub agreement: i64,
    /// What it is called.
    pub name: String,
    /// The first day that both would count.
    pub from: Date,
}

/// Other agreements for the same services between the same two, of the same kind, on days of this.
pub fn overlaps(book: &Book, own: &Entry) -> Vec<Overlap> {
    let is_other = |one: &&Entry| {
        one.agreement != own.agreement
            && (one.kind, one.pair) == (own.kind, own.pair)
            && clash(&one.services, &own.services)
    };
    let shared = |one: &Entry| {
        let from = one.from.max(own.from);
        let until = [one.until, own.until].into_iter().flatten().min();
        until.is_none_or(|until| from <= until).then_some(from)
    };
    let found = book.entries.iter().filter(is_other).filter_map(|one| {
        let (agreement, name) = (one.agreement, one.name.clone());
        shared(one).map(|from| Overlap { agreement, name, from })
    });
    found.collect()
}

/// Days between the end of what counted before and the first day of this, on which nothing counts:
/// the first and the last of them.
pub fn gap_before(book: &Book, own: &Entry) -> Option<(Date, Date)> {
    let is_like = |one: &&Entry| {
        let is_same = one.agreement == own.agreement;
        one.version != own.version
            && (one.kind, one.pair) == (own.kind, own.pair)
            && (is_same || clash(&one.services, &own.services))
    };
    let before = book.entries.iter().filter(is_like).filter(|one| one.from < own.from);
    let mut last = None;
    for one in before {
        last = last.max(Some(one.until?));
    }
    let first = last?.tomorrow().ok()?;
    let until = own.from.yesterday().ok()?;
    (first <= until).then_some((first, until))
}

/// An agreement's version as it would count if it were agreed now.
pub fn as_if(kind: Kind, names: (i64, &str), pair: Pair, version: &VersionRow) -> Option<Entry> {
    let (from, until) = days_of(&version.starts_on, &version.ends_on)?;
    Some(Entry {
        agreement: names.0,
        name: names.1.to_owned(),
        kind,
        pair,
        version: version.id,
        number: version.number,
        from,
        until,
        calendar: version.calendar_id,
        services: Vec::new(),
        targets: Vec::new(),
    })
}
