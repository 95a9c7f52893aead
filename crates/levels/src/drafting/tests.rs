//! What a form says, and what changed from one text to the next.

use super::model::*;
use crate::terms::{CELLS, Cell, Clause, ClauseKind, Measure, REQUESTS, Target, Terms, diff};
use crate::{
    agreements::Kind,
    sides::{Pair, Party},
};
use base::{DepartmentId, Problems, TeamId};
use desk::news::Unit;
use proptest::prelude::*;

fn typed(pairs: &[(&str, &str, &str)]) -> NewTerms {
    let cell = |cell: &Cell| {
        let found = pairs.iter().find(|(name, ..)| *name == cell.name);
        found.map_or((String::new(), "hours".to_owned()), |(_, amount, unit)| {
            ((*amount).to_owned(), (*unit).to_owned())
        })
    };
    NewTerms {
        starts_on: "2026-07-01".into(),
        cells: CELLS.iter().map(cell).collect(),
        ..NewTerms::default()
    }
}

fn wrong(new: &NewTerms) -> Vec<(String, &'static str)> {
    let mut problems = Problems::default();
    new.check(&mut problems);
    problems.0.into_iter().map(|one| (one.field, one.key)).collect()
}

fn clause(id: i64, kind: ClauseKind, words: &str) -> Clause {
    Clause { id, kind, number: id, root_id: id, words: words.into() }
}

#[test]
fn numbers_are_read_in_their_unit() {
    let new = typed(&[
        ("first_response_1", "30", "minutes"),
        ("resolution_1", "1,5", "hours"),
        ("requests_resolution_4", "2", "days"),
    ]);
    let checked = new.check(&mut Problems::default()).unwrap();
    let minutes: Vec<_> = checked.targets.iter().map(|one| one.minutes).collect();
    assert_eq!(minutes, [30, 90, 960]);
    assert_eq!(checked.targets[2].ticket_kind, REQUESTS);
}

#[test]
fn each_mistake_stands_beside_its_field() {
    let of = |amount| wrong(&typed(&[("resolution_2", amount, "hours")]));
    let at = |key| vec![("resolution_2".to_owned(), key)];
    assert_eq!(of("0"), at("problem-agreement-zero"));
    assert_eq!(of("0.001"), at("problem-agreement-zero"));
    assert_eq!(of("-1"), at("problem-agreement-amount"));
    assert_eq!(of("soon"), at("problem-agreement-amount"));
    assert_eq!(of("1e309"), at("problem-agreement-amount"));
    assert_eq!(of("9999999"), at("problem-agreement-long"));
    assert_eq!(of(""), []);
    let order = typed(&[("first_response_1", "2", "hours"), ("resolution_1", "60", "minutes")]);
    assert_eq!(wrong(&order), [("resolution_1".to_owned(), "problem-agreement-order")]);
}

#[test]
fn days_stand_in_their_order() {
    let new = |starts: &str, ends: &str, review: &str| NewTerms {
        starts_on: starts.into(),
        ends_on: ends.into(),
        review_on: review.into(),
        ..typed(&[])
    };
    let of = |starts, ends, review| wrong(&new(starts, ends, review));
    assert_eq!(of("2026-07-01", "2027-06-30", "2027-06-01"), []);
    assert_eq!(of("", "", "")[0].1, "problem-agreement-start");
    assert_eq!(of("0000-01-01", "", "")[0].1, "problem-agreement-day");
    assert_eq!(of("2026-07-01", "2026-06-30", "")[0].1, "problem-agreement-end");
    assert_eq!(of("2026-07-01", "", "2026-06-01")[0].1, "problem-agreement-review-early");
    assert_eq!(of("2026-07-01", "2026-12-31", "2027-01-01")[0].1, "problem-agreement-review-late");
}

#[test]
fn what_changed_is_told_line_by_line() {
    let target = |minutes| Target {
        measure: Measure::Resolution,
        priority: 1,
        ticket_kind: String::new(),
        minutes,
    };
    let before = Terms {
        targets: vec![target(240)],
        clauses: vec![
            clause(1, ClauseKind::Excluded, "Own laptops"),
            clause(2, ClauseKind::Other, "x"),
        ],
        ..Terms::default()
    };
    let after = Terms {
        ends_on: "2027-06-30".into(),
        targets: vec![target(480)],
        clauses: vec![clause(1, ClauseKind::Excluded, "Patrons’ laptops")],
        ..Terms::default()
    };
    let changes = diff(&before.lines(), &after.lines());
    let told: Vec<_> = changes
        .iter()
        .map(|one| {
            let said = |text: &Option<String>| text.clone().unwrap_or_default();
            format!("{}: {} > {}", one.name, said(&one.before), said(&one.after))
        })
        .collect();
    assert_eq!(
        told,
        [
            "ends_on:  > 2027-06-30",
            "target|resolution|1|: 240 > 480",
            "clause|excluded|1: Own laptops > Patrons’ laptops",
            "clause|other|2: x > ",
        ]
    );
    assert_eq!(diff(&after.lines(), &after.lines()), []);
}

#[test]
fn a_point_stays_itself_where_its_words_or_its_place_change() {
    let old = [
        clause(1, ClauseKind::Excluded, "a"),
        clause(2, ClauseKind::Excluded, "b"),
        clause(3, ClauseKind::Other, "c"),
    ];
    let lines = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let new = [(ClauseKind::Excluded, lines(&["b", "a2", "new"])), (ClauseKind::Other, lines(&[]))];
    let from: Vec<_> = continued(&old, &new).into_iter().map(|one| one.from).collect();
    assert_eq!(from, [Some(1), Some(0), None]);
}

#[test]
fn each_kind_is_between_those_it_is_for() {
    let party =
        |id, team: Option<i64>| Party { department: DepartmentId(id), team: team.map(TeamId) };
    let wrong = |kind, customer, provider, helps, is_outsourced, customer_helps| {
        let pair = Pair { customer, provider };
        let mut problems = Problems::default();
        check_sides(&mut problems, kind, &Sides { helps, is_outsourced, customer_helps, pair });
        problems.0.first().map(|one| one.key)
    };
    let (library, it, larkfield) = (party(1, None), party(2, None), party(3, None));
    let (network, print) = (party(2, Some(1)), party(2, Some(2)));
    assert_eq!(wrong(Kind::Sla, library, it, true, false, false), None);
    assert_eq!(wrong(Kind::Ola, print, network, true, false, true), None);
    assert_eq!(wrong(Kind::Contract, it, larkfield, true, true, true), None);
    let same = Some("problem-agreement-same");
    assert_eq!(wrong(Kind::Sla, it, it, true, false, true), same);
    let helps = Some("problem-agreement-helps");
    assert_eq!(wrong(Kind::Sla, it, library, false, false, true), helps);
    let teams = Some("problem-agreement-teams");
    assert_eq!(wrong(Kind::Sla, library, network, true, false, false), teams);
    let ola = Some("problem-agreement-ola");
    assert_eq!(wrong(Kind::Ola, library, it, true, false, false), ola);
    let supplier = Some("problem-agreement-supplier");
    assert_eq!(wrong(Kind::Contract, library, it, true, false, false), supplier);
}

proptest! {
    #[test]
    fn any_number_that_is_taken_is_written_down_again_as_it_was(minutes in 1i64..60_000) {
        let (amount, unit) = Unit::of(minutes);
        let new = typed(&[("first_response_3", &amount.to_string(), unit.as_str())]);
        let checked = new.check(&mut Problems::default()).unwrap();
        prop_assert_eq!(checked.targets[0].minutes, minutes);
    }

    #[test]
    fn any_text_is_taken_or_refused(amount in ".{0,12}", points in "(?s).{0,80}") {
        let mut new = typed(&[("first_response_3", &amount, "days")]);
        new.clauses = vec![(ClauseKind::Other, points)];
        let _ = wrong(&new);
    }
}
