//! Numbers that are always numbers.

use std::fmt;

/// An amount in hundredths: 250 is 2.5. Whatever it is, it can be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub i64);

impl Amount {
    /// A whole number.
    pub const fn whole(n: i64) -> Self {
        Amount(n.saturating_mul(100))
    }

    /// `part` of `all`, times `times`; none where there is nothing to divide by.
    pub fn ratio(part: i64, all: i64, times: i64) -> Option<Self> {
        if all <= 0 {
            return None;
        }
        let hundredths = i128::from(part) * i128::from(times) * 100;
        let half = i128::from(all) / 2;
        let rounded = (hundredths + if hundredths < 0 { -half } else { half }) / i128::from(all);
        Some(Amount(clamp(rounded)))
    }

    /// As somebody writes it: `12`, `2.5`, `-0.25`; a comma is a point. At most a million million.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace(',', ".");
        let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, text.as_str()),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if digits.is_empty() || whole.is_empty() || !is_number(whole) || !is_number(part) {
            return None;
        }
        if whole.len() > 12 || part.len() > 2 {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let part: i64 = format!("{part:0<2}").parse().ok()?;
        Some(Amount(sign * (whole * 100 + part)))
    }

    /// For drawing.
    pub(crate) fn as_f64(self) -> f64 {
        self.0 as f64
    }
}

fn clamp(n: i128) -> i64 {
    i64::try_from(n).unwrap_or(if n < 0 { i64::MIN } else { i64::MAX })
}

impl fmt::Display for Amount {
    /// With as many decimals as it has: `2.5`, `1,200`, `-0.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.unsigned_abs();
        let (whole, part) = (all / 100, all % 100);
        if self.0 < 0 {
            f.write_str("\u{2212}")?;
        }
        let digits = whole.to_string();
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        match part {
            0 => Ok(()),
            part if part % 10 == 0 => write!(f, ".{}", part / 10),
            part => write!(f, ".{part:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_as_people_write_them() {
        let say = |n| Amount(n).to_string();
        assert_eq!(say(0), "0");
        assert_eq!(say(250), "2.5");
        assert_eq!(say(205), "2.05");
        assert_eq!(say(-25), "\u{2212}0.25");
        assert_eq!(say(123_456_700), "1,234,567");
        assert_eq!(say(i64::MIN).len(), "\u{2212}92,233,720,368,547,758.08".len());
    }

    #[test]
    fn what_people_write_is_an_amount_or_none() {
        assert_eq!(Amount::parse(" 2,5 "), Some(Amount(250)));
        assert_eq!(Amount::parse("12"), Some(Amount(1200)));
        assert_eq!(Amount::parse("-0.25"), Some(Amount(-25)));
        for wrong in ["", "-", ".", ".5", "NaN", "inf", "1e9", "1.234", "9999999999999", "a"] {
            assert_eq!(Amount::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn shares_round_to_the_nearest_hundredth() {
        assert_eq!(Amount::ratio(1, 3, 100), Some(Amount(3333)));
        assert_eq!(Amount::ratio(2, 3, 100), Some(Amount(6667)));
        assert_eq!(Amount::ratio(-1, 3, 1), Some(Amount(-33)));
        assert_eq!(Amount::ratio(1, 0, 100), None);
        assert_eq!(Amount::ratio(i64::MAX, 1, 100), Some(Amount(i64::MAX)));
    }
}
