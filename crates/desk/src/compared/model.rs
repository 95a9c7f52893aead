//! The three lines. Pure.

use crate::{
    impact::{Hurts, Risk, StatementRow},
    tickets::Ticket,
};
use base::{Language, Time, day_in_words, jiff_tz::TimeZone, moment};
use jiff::{ToSpan, civil::Date};

/// To whom it is told: their language and clock, and whether it was theirs.
pub struct Told<'a> {
    /// Their language.
    pub language: &'a Language,
    /// Their clock.
    pub zone: &'a TimeZone,
    /// When it is told.
    pub now: Time,
    /// Whether they asked for it.
    pub is_mine: bool,
}

/// The day by which it was needed; none: it was needed at once, or there was no hurry. A risk that
/// bites on a day says more than "this week".
fn needed_on(hurts: Hurts, risks: &[Risk], reported: Date) -> Option<Date> {
    let bites = risks.iter().filter_map(|risk| risk.bites_on).min();
    match hurts {
        Hurts::Now => None,
        Hurts::Today => Some(reported),
        Hurts::ThisWeek => bites.or_else(|| reported.checked_add(7.days()).ok()),
        Hurts::Later => bites,
    }
}

/// When it was needed and what would have done, when it was put right, and how it felt; nothing
/// until it is put right.
pub fn lines(
    told: &Told<'_>,
    ticket: &Ticket,
    (statement, risks): (&StatementRow, &[Risk]),
    felt: Option<i64>,
) -> Vec<String> {
    let Some(done) = ticket.resolved_at else { return Vec::new() };
    let tongue = told.language;
    let side = if told.is_mine { "you" } else { "they" };
    let reported = told.zone.to_datetime(ticket.created_at.timestamp()).date();
    let mut needed = match needed_on(statement.hurts, risks, reported) {
        Some(day) => {
            let day = day_in_words(tongue, day);
            tongue.with(&format!("compared-needed-by-{side}"), &[("day", &day)])
        }
        None if statement.hurts == Hurts::Now => {
            let at = moment(tongue, told.zone, told.now, ticket.created_at);
            tongue.with(&format!("compared-needed-now-{side}"), &[("when", &at)])
        }
        None => tongue.t(&format!("compared-needed-later-{side}")).to_owned(),
    };
    for (key, words) in
        [("compared-note", &statement.hurts_note), ("compared-enough", &statement.good_enough)]
    {
        if !words.trim().is_empty() {
            let words = words.trim().trim_end_matches('.');
            needed += &format!(" {}", tongue.with(key, &[("words", words)]));
        }
    }
    let at = moment(tongue, told.zone, told.now, done);
    let mut lines = vec![needed, tongue.with("compared-done", &[("when", &at)])];
    lines.extend(felt.map(|score| tongue.with("compared-felt", &[("score", &score.to_string())])));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::{Likelihood, RiskKind};

    #[test]
    fn a_day_that_was_named_says_more_than_this_week() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        let reported = day("2026-11-23");
        let risk = Risk {
            kind: RiskKind::Financial,
            likelihood: Likelihood::Likely,
            consequence: String::new(),
            bites_on: Some(day("2026-11-25")),
        };
        assert_eq!(needed_on(Hurts::Now, &[], reported), None);
        assert_eq!(needed_on(Hurts::Today, &[], reported), Some(reported));
        assert_eq!(needed_on(Hurts::ThisWeek, &[], reported), Some(day("2026-11-30")));
        let risks = [risk];
        assert_eq!(needed_on(Hurts::ThisWeek, &risks, reported), Some(day("2026-11-25")));
        assert_eq!(needed_on(Hurts::Later, &risks, reported), Some(day("2026-11-25")));
        assert_eq!(needed_on(Hurts::Later, &[], reported), None);
    }
}
