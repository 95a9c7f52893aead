//! The rules of impact, one by one.

use super::model::*;
use base::Problems;
use jiff::civil::Date;
use std::collections::HashMap;

fn today() -> Date {
    jiff::civil::date(2026, 11, 23)
}

fn answers(scope: Scope, hurts: Hurts) -> Answers {
    Answers {
        words: "It stopped".into(),
        scope,
        who: Stopped::Patrons,
        workaround: Workaround::Slow,
        hurts,
        hurts_note: String::new(),
        good_enough: String::new(),
        is_one_place: true,
        risks: Vec::new(),
    }
}

#[test]
fn the_matrix_is_the_contracts() {
    let row = |impact| [1, 2, 3].map(|urgency| priority(impact, urgency).number());
    assert_eq!([row(1), row(2), row(3)], [[1, 2, 3], [2, 3, 4], [3, 4, 4]]);
}

#[test]
fn everyone_at_one_branch_now_is_high() {
    let weight = answers(Scope::Everyone, Hurts::Now).weigh(today());
    assert_eq!((weight.impact, weight.urgency), (2, 1));
    assert_eq!(weight.priority(), Priority::High);
}

#[test]
fn everyone_everywhere_now_is_critical() {
    let answers = Answers { is_one_place: false, ..answers(Scope::Everyone, Hurts::Now) };
    assert_eq!(answers.weigh(today()).priority(), Priority::Critical);
}

#[test]
fn an_easy_way_round_makes_it_less_urgent() {
    let answers = Answers { workaround: Workaround::Easy, ..answers(Scope::One, Hurts::Now) };
    let weight = answers.weigh(today());
    assert_eq!((weight.impact, weight.urgency), (3, 2));
    assert_eq!(weight.adjustments, ["why-easy-way-round"]);
}

#[test]
fn a_duty_to_one_person_counts_as_more_than_one() {
    let risk = Risk {
        kind: RiskKind::Compliance,
        likelihood: Likelihood::Certain,
        consequence: "one seat has the reading software".into(),
        bites_on: None,
    };
    let mut answers = Answers { risks: vec![risk], ..answers(Scope::One, Hurts::Now) };
    assert_eq!(answers.weigh(today()).priority(), Priority::High);
    answers.risks[0].bites_on = Some(jiff::civil::date(2027, 2, 1));
    assert_eq!(answers.weigh(today()).priority(), Priority::Moderate, "far off");
    answers.risks[0] = Risk { likelihood: Likelihood::Possible, ..answers.risks[0].clone() };
    answers.risks[0].bites_on = None;
    assert_eq!(answers.weigh(today()).priority(), Priority::Moderate, "only possible");
}

#[test]
fn what_is_missing_is_named() {
    let mut problems = Problems::default();
    Answers::read(&|_| String::new(), true, &mut problems);
    let fields: Vec<_> = problems.0.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["words", "scope", "who", "workaround", "hurts"]);
}

fn other(scope: Scope, place: i64) -> Other {
    Other { scope, place: Some(place), hurts: None }
}

/// Place 11 is a room of place 1.
fn rooms() -> HashMap<i64, i64> {
    HashMap::from([(11, 1)])
}

#[test]
fn nobody_else_changes_nothing() {
    let answers = answers(Scope::One, Hurts::Now);
    let weight = answers.weigh(today());
    assert_eq!(weight.clone().with_others(&answers, Some(1), &[], &rooms()), weight);
}

#[test]
fn two_people_are_several() {
    let answers = answers(Scope::One, Hurts::Today);
    let weight = answers.weigh(today());
    assert_eq!(weight.impact, 3);
    let weight = weight.with_others(&answers, Some(1), &[other(Scope::One, 1)], &rooms());
    assert_eq!((weight.impact, weight.impact_reason), (2, "why-several"));
    assert_eq!(weight.together, Some(Together { people: 2, places: 1 }));
}

#[test]
fn everyone_at_two_places_or_somebody_at_three_is_wide() {
    let all = answers(Scope::Everyone, Hurts::Now);
    let two = all.weigh(today()).with_others(&all, Some(1), &[other(Scope::Everyone, 2)], &rooms());
    assert_eq!((two.impact, two.priority()), (1, Priority::Critical));
    let one = answers(Scope::One, Hurts::Now);
    let spread = [other(Scope::One, 2), other(Scope::Several, 3), other(Scope::One, 3)];
    let three = one.weigh(today()).with_others(&one, Some(1), &spread, &rooms());
    assert_eq!((three.impact, three.impact_reason), (1, "why-many-places"));
    assert_eq!(three.together, Some(Together { people: 4, places: 3 }));
    let some = [other(Scope::One, 2)];
    assert_eq!(one.weigh(today()).with_others(&one, Some(1), &some, &rooms()).impact, 2);
}

#[test]
fn a_room_of_a_branch_is_no_second_place() {
    let all = answers(Scope::Everyone, Hurts::Now);
    let room = [other(Scope::Everyone, 11)];
    let weight = all.weigh(today()).with_others(&all, Some(1), &room, &rooms());
    assert_eq!((weight.impact, weight.together.unwrap().places), (2, 1));
    let both = [other(Scope::Everyone, 1)];
    let weight = all.weigh(today()).with_others(&all, Some(11), &both, &rooms());
    assert_eq!((weight.impact, weight.together.unwrap().places), (2, 1));
}

#[test]
fn whoever_it_hurts_first_decides_how_urgent_it_is() {
    let answers = answers(Scope::One, Hurts::Later);
    let sooner = [Other { hurts: Some(Hurts::Now), ..other(Scope::One, 1) }];
    let weight = answers.weigh(today()).with_others(&answers, Some(1), &sooner, &rooms());
    assert_eq!((weight.urgency, weight.urgency_reason), (1, "why-now"));
    let later = [Other { hurts: Some(Hurts::ThisWeek), ..other(Scope::One, 1) }];
    let weight = answers.weigh(today()).with_others(&answers, Some(1), &later, &rooms());
    assert_eq!((weight.urgency, weight.urgency_reason), (3, "why-later"));
}

#[test]
fn others_never_make_it_less() {
    let answers = Answers { is_one_place: false, ..answers(Scope::Everyone, Hurts::Now) };
    let weight =
        answers.weigh(today()).with_others(&answers, None, &[other(Scope::One, 2)], &rooms());
    assert_eq!(weight.priority(), Priority::Critical);
}

#[test]
fn two_who_are_stopped_by_the_same_thing_count_as_more_than_one() {
    let (one, other) = (answers(Scope::One, Hurts::Later), answers(Scope::One, Hurts::Now));
    let both = one.and(&other);
    assert_eq!((both.scope, both.hurts, both.words), (Scope::Several, Hurts::Now, one.words));
    let wide = answers(Scope::Everyone, Hurts::Today);
    assert_eq!(wide.and(&other).scope, Scope::Everyone);
}
