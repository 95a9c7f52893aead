//! What counts, on which day, for whom.

use super::model::*;
use crate::{
    agreements::Kind,
    sides::{Pair, Party, Side},
    terms::{Measure, Target, VersionRow},
};
use base::{DepartmentId, ServiceId, TeamId, Time};
use jiff::{ToSpan, civil::Date, civil::date};
use proptest::prelude::*;

const COUNCIL: i64 = 1;
const LIBRARY: i64 = 2;
const IT: i64 = 3;
const BRANCH: i64 = 4;

fn party(id: i64, team: Option<i64>) -> Party {
    Party { department: DepartmentId(id), team: team.map(TeamId) }
}

fn target(kind: &str, minutes: i64) -> Target {
    Target { measure: Measure::Resolution, priority: 1, ticket_kind: kind.into(), minutes }
}

fn entry(version: i64, customer: i64, services: &[i64], from: Date, until: Option<Date>) -> Entry {
    Entry {
        agreement: version,
        name: format!("Agreement {version}"),
        kind: Kind::Sla,
        pair: Pair { customer: party(customer, None), provider: party(IT, None) },
        version,
        number: 1,
        from,
        until,
        calendar: None,
        services: services.iter().map(|id| ServiceId(*id)).collect(),
        targets: vec![target("", 240)],
    }
}

fn book(entries: Vec<Entry>) -> Book {
    let id = DepartmentId;
    let parents = vec![
        (id(COUNCIL), None),
        (id(LIBRARY), Some(id(COUNCIL))),
        (id(IT), Some(id(COUNCIL))),
        (id(BRANCH), Some(id(LIBRARY))),
    ];
    Book { parents, entries }
}

fn asked(on: Date, customer: i64, service: Option<i64>) -> Asked<'static> {
    Asked {
        on,
        kind: Kind::Sla,
        provider: party(IT, Some(7)),
        customer: party(customer, None),
        service: service.map(ServiceId),
        ticket_kind: "incident",
    }
}

const DAY: Date = date(2026, 7, 1);

#[test]
fn the_most_particular_agreement_counts() {
    let all = book(vec![
        entry(1, COUNCIL, &[], DAY, None),
        entry(2, LIBRARY, &[], DAY, None),
        entry(3, COUNCIL, &[5], DAY, None),
    ]);
    let find =
        |customer, service| all.in_force(&asked(DAY, customer, service)).map(|one| one.version);
    assert_eq!(find(BRANCH, None), Some(2), "a department before what is above it");
    assert_eq!(find(BRANCH, Some(9)), Some(2));
    assert_eq!(find(BRANCH, Some(5)), Some(3), "a named service before all services");
    assert_eq!(find(IT, None), Some(1));
    assert_eq!(all.in_force(&asked(date(2026, 6, 30), BRANCH, None)), None);
    let other = Asked { kind: Kind::Contract, ..asked(DAY, BRANCH, None) };
    assert_eq!(all.in_force(&other), None);
}

#[test]
fn what_is_between_teams_counts_for_those_teams_alone() {
    let mut of_team = entry(1, LIBRARY, &[], DAY, None);
    of_team.pair.provider.team = Some(TeamId(7));
    let all = book(vec![entry(2, LIBRARY, &[], DAY, None), of_team]);
    let find = |team| {
        let asked = Asked { provider: party(IT, team), ..asked(DAY, LIBRARY, None) };
        all.in_force(&asked).map(|one| one.version)
    };
    assert_eq!((find(Some(7)), find(Some(8)), find(None)), (Some(1), Some(2), Some(2)));
}

#[test]
fn requests_have_their_own_numbers_where_there_are_some() {
    let mut one = entry(1, LIBRARY, &[], DAY, None);
    one.targets.push(target("service_request", 960));
    let all = book(vec![one]);
    let find = |ticket_kind| {
        let asked = Asked { ticket_kind, ..asked(DAY, LIBRARY, None) };
        all.in_force(&asked).unwrap().targets.iter().map(|one| one.minutes).collect::<Vec<_>>()
    };
    assert_eq!(find("incident"), [240]);
    assert_eq!(find("service_request"), [960]);
    let mut only = entry(2, LIBRARY, &[], DAY, None);
    only.targets = vec![target("service_request", 960)];
    assert_eq!(book(vec![only]).in_force(&asked(DAY, LIBRARY, None)), None, "says nothing of it");
}

fn version(number: i64, starts_on: &str, ends_on: &str, is_agreed: bool) -> VersionRow {
    VersionRow {
        id: number,
        agreement_id: 1,
        number,
        side: Side::Customer,
        starts_on: starts_on.into(),
        ends_on: ends_on.into(),
        review_on: String::new(),
        calendar_id: None,
        calendar: None,
        made_by: None,
        made_at: Time::default(),
        offered_at: None,
        agreed_at: is_agreed.then(Time::default),
        dropped_at: None,
    }
}

#[test]
fn a_version_takes_over_on_its_first_day_and_none_comes_back() {
    let all = [
        version(1, "2026-01-01", "", true),
        version(2, "2026-07-01", "2026-12-31", true),
        version(3, "2026-08-01", "", false),
    ];
    let on = |day, ended: &str| current(&all, ended, day);
    assert_eq!(on(date(2025, 12, 31), ""), None);
    assert_eq!(on(date(2026, 6, 30), ""), Some(1));
    assert_eq!(on(DAY, ""), Some(2));
    assert_eq!(on(date(2026, 9, 1), ""), Some(2), "nobody agreed to the third");
    assert_eq!(on(date(2027, 1, 1), ""), None, "the first does not come back");
    assert_eq!(on(date(2026, 9, 1), "2026-08-31"), None, "somebody ended it");
}

#[test]
fn two_for_the_same_services_overlap_and_one_that_names_a_service_does_not() {
    let end = Some(date(2026, 12, 31));
    let all = book(vec![entry(1, LIBRARY, &[], DAY, end), entry(2, LIBRARY, &[5, 6], DAY, None)]);
    let with = |services: &[i64], from, until| {
        let found = overlaps(&all, &entry(9, LIBRARY, services, from, until));
        found.into_iter().map(|one| (one.agreement, one.from)).collect::<Vec<_>>()
    };
    let later = date(2026, 10, 1);
    assert_eq!(with(&[], later, None), [(1, later)]);
    assert_eq!(with(&[], date(2027, 1, 1), None), [], "the day after it ends");
    assert_eq!(with(&[], date(2026, 1, 1), Some(date(2026, 6, 30))), []);
    assert_eq!(with(&[6, 7], later, None), [(2, later)]);
    assert_eq!(with(&[7], later, None), []);
    assert_eq!(overlaps(&all, &entry(9, BRANCH, &[], later, None)), [], "for another department");
}

#[test]
fn days_that_nothing_counts_on_are_found() {
    let all = book(vec![entry(1, LIBRARY, &[], DAY, Some(date(2026, 12, 31)))]);
    let gap = |from| gap_before(&all, &entry(9, LIBRARY, &[], from, None));
    assert_eq!(gap(date(2027, 1, 1)), None);
    assert_eq!(gap(date(2027, 2, 1)), Some((date(2027, 1, 1), date(2027, 1, 31))));
    assert_eq!(gap(date(2026, 1, 1)), None, "the first of all");
    let lasting = book(vec![entry(1, LIBRARY, &[], DAY, None)]);
    assert_eq!(gap_before(&lasting, &entry(9, LIBRARY, &[], date(2027, 2, 1), None)), None);
}

proptest! {
    /// However versions follow each other, on any day at most one counts, and it is the last that
    /// has begun.
    #[test]
    fn the_last_that_began_counts_or_none(
        starts in proptest::collection::vec((0i32..900, 0i32..500), 1..6),
        day in 0i32..1500,
    ) {
        let at = |days: i32| date(2026, 1, 1).saturating_add(days.days());
        let all: Vec<_> = starts.iter().enumerate().map(|(number, (from, length))| {
            let ends = if length % 3 == 0 { String::new() } else { at(from + length).to_string() };
            version(number as i64 + 1, &at(*from).to_string(), &ends, true)
        }).collect();
        let on = at(day);
        let begun = all.iter().rev().find(|one| one.starts_on <= on.to_string());
        let expected = begun.filter(|one| one.ends_on.is_empty() || one.ends_on >= on.to_string());
        prop_assert_eq!(current(&all, "", on), expected.map(|one| one.number));
    }
}
