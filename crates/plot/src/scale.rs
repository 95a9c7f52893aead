//! From amounts to places on a plot.

use crate::Amount;

/// A range of amounts with marks at round numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    /// Where a line and a number stand.
    pub marks: Vec<Amount>,
}

impl Scale {
    /// Over all these amounts, and over what `fixed` names. Where there is nothing or all are equal,
    /// a range that has room.
    pub fn over(amounts: impl Iterator<Item = Amount>, fixed: Option<(Amount, Amount)>) -> Self {
        let ends = fixed.into_iter().flat_map(|(low, high)| [low, high]);
        let all: Vec<Amount> = amounts.chain(ends).collect();
        // bars and lines that do not start at nothing tell lies
        let low = all.iter().min().copied().unwrap_or_default().min(Amount(0));
        let high = all.iter().max().copied().unwrap_or_default().max(Amount(0));
        let high = if low == high { Amount::whole(1) } else { high };
        let step = step(low, high);
        let first = i128::from(low.0).div_euclid(step);
        let last = -(-i128::from(high.0)).div_euclid(step);
        let whole = |n: i128| i64::try_from(n).unwrap_or(if n < 0 { i64::MIN } else { i64::MAX });
        let mark = |n: i128| Amount(whole(n * step));
        let marks: Vec<_> = (first..=last).map(mark).collect();
        let end = |mark: Option<&Amount>| mark.map_or(0.0, |mark| mark.as_f64());
        Scale { low: end(marks.first()), high: end(marks.last()), marks }
    }

    /// Where an amount is between 0 (the lowest) and 1.
    pub fn place(&self, amount: Amount) -> f64 {
        ((amount.as_f64() - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The smallest of 1, 2, 5, 10, ... with which there are at most four steps.
fn step(low: Amount, high: Amount) -> i128 {
    let span = i128::from(high.0) - i128::from(low.0);
    let mut power = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = factor * power;
            if span <= step * 4 {
                return step;
            }
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(amounts: &[i64]) -> Vec<String> {
        let scale = Scale::over(amounts.iter().copied().map(Amount), None);
        scale.marks.iter().map(Amount::to_string).collect()
    }

    #[test]
    fn marks_are_round_numbers_from_nothing() {
        assert_eq!(marks(&[730, 210]), ["0", "2", "4", "6", "8"]);
        assert_eq!(marks(&[-150, 150]), ["\u{2212}2", "\u{2212}1", "0", "1", "2"]);
    }

    #[test]
    fn nothing_one_and_equal_amounts_have_room() {
        assert_eq!(marks(&[]).last().map(String::as_str), Some("1"));
        assert_eq!(marks(&[0, 0, 0]).first().map(String::as_str), Some("0"));
        assert_eq!(marks(&[500]).last().map(String::as_str), Some("6"));
    }

    #[test]
    fn huge_amounts_have_places_within_the_plot() {
        let scale = Scale::over([Amount(i64::MIN), Amount(i64::MAX)].into_iter(), None);
        for amount in [i64::MIN, -1, 0, 1, i64::MAX] {
            let place = scale.place(Amount(amount));
            assert!((0.0..=1.0).contains(&place), "{amount}: {place}");
        }
        assert!(scale.marks.len() <= 6, "{:?}", scale.marks);
    }
}
