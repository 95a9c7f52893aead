//! How much of each.

use crate::{
    Amount, Frame, Look,
    line::{axis, down},
    scale::Scale,
    svg::{BAR, HOLLOW_BAR, Hang, LABEL, Svg, THIN, WIDTH, short},
};

/// One of them.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What it is, short.
    pub name: String,
    /// How much; none: nothing is known, and there is no bar.
    pub amount: Option<Amount>,
    /// Whether it rests on so little that it says little: drawn hollow.
    pub is_small: bool,
    /// Everything about it in words.
    pub said: String,
}

/// Bars beside each other.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    /// What it says of itself.
    pub frame: Frame,
    /// What the amounts are.
    pub unit: String,
    /// What the bars are: "Month".
    pub names: String,
    /// From left to right.
    pub bars: Vec<Bar>,
}

const TOP: f64 = 26.0;
const BOTTOM: f64 = 152.0;
const HEIGHT: f64 = 192.0;
const RIGHT: f64 = WIDTH - 14.0;

impl Bars {
    /// Draws it.
    pub fn svg(&self, look: Look) -> String {
        let scale = Scale::over(self.bars.iter().filter_map(|bar| bar.amount), None);
        let mut svg = Svg::new(&self.frame, look, HEIGHT);
        let left = axis(&mut svg, &scale, &self.unit, (TOP, BOTTOM));
        let count = self.bars.len().max(1);
        let room = (RIGHT - left) / count as f64;
        let widest = self.bars.iter().map(|bar| bar.name.chars().count()).max().unwrap_or(1);
        let every = ((7.5 * widest.min(12) as f64 + 8.0) / room.max(0.1)).ceil().max(1.0) as usize;
        let ground = down(&scale, Amount(0), (TOP, BOTTOM));
        for (at, bar) in self.bars.iter().enumerate() {
            let x = left + room * at as f64;
            if (count - 1 - at).is_multiple_of(every) {
                let name = short(&bar.name, 12);
                let is_thin = !((count - 1 - at) / every).is_multiple_of(2);
                let part = if is_thin { &THIN } else { &LABEL };
                svg.words(part, (x + room / 2.0, BOTTOM + 17.0), Hang::Middle, &name);
            }
            let Some(amount) = bar.amount else { continue };
            let y = down(&scale, amount, (TOP, BOTTOM));
            let wide = (room * 0.64).min(48.0);
            let part = if bar.is_small { &HOLLOW_BAR } else { &BAR };
            let at = (x + (room - wide) / 2.0, y.min(ground));
            let high = (ground - y).abs();
            // what is nothing has no height, and a document has nobody who points at it
            if high > 0.0 || look == Look::Page {
                svg.bar(part, at, (wide, high), &bar.said);
            }
        }
        svg.words(&LABEL, (f64::midpoint(left, RIGHT), HEIGHT - 5.0), Hang::Middle, &self.names);
        svg.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(amounts: &[Option<i64>]) -> Bars {
        let bar = |(at, amount): (usize, &Option<i64>)| Bar {
            name: format!("M{at}"),
            amount: amount.map(Amount),
            is_small: at == 1,
            said: format!("Month {at}"),
        };
        Bars {
            frame: Frame { id: "lost".into(), title: "Lost".into(), description: "Hours".into() },
            unit: "hours".into(),
            names: "Month".into(),
            bars: amounts.iter().enumerate().map(bar).collect(),
        }
    }

    #[test]
    fn bars_with_one_missing_and_one_hollow() {
        let plot = bars(&[Some(1200), Some(300), None, Some(0)]);
        insta::assert_snapshot!(plot.svg(Look::Page).replace("><", ">\n<"));
    }

    #[test]
    fn nothing_equal_and_huge_bars_are_drawn() {
        let cases: [&[Option<i64>]; 4] =
            [&[], &[None], &[Some(3), Some(3)], &[Some(i64::MAX), Some(i64::MIN)]];
        for case in cases {
            let svg = bars(case).svg(Look::Document);
            assert!(svg.ends_with("</svg>") && !svg.contains("NaN"), "{svg}");
            assert!(!svg.contains("=\"-"), "nothing is left of the plot: {svg}");
        }
    }
}
