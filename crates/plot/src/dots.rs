//! Middles with the range they may as well be in, one under the other.

use crate::{
    Amount, Frame, Look,
    scale::Scale,
    svg::{DOT, GRID, Hang, LABEL, NAME, OWN, SPAN, Svg, WIDTH, short},
};

/// One group.
#[derive(Clone, Debug, Default)]
pub struct Dot {
    /// What it is called.
    pub name: String,
    /// The middle; none: it is not shown, and `said` says why.
    pub middle: Option<Amount>,
    /// From where to where it may as well be; none: there is too little to tell.
    pub span: Option<(Amount, Amount)>,
    /// Everything about it in words.
    pub said: String,
    /// Whether it is the reader's own.
    pub is_own: bool,
}

/// Groups, one under the other.
#[derive(Clone, Debug, Default)]
pub struct Dots {
    /// What it says of itself.
    pub frame: Frame,
    /// What the amounts are: "days".
    pub unit: String,
    /// From above.
    pub dots: Vec<Dot>,
    /// The lowest and highest amount that must be on it.
    pub range: Option<(Amount, Amount)>,
}

const LEFT: f64 = 14.0;
const RIGHT: f64 = WIDTH - 20.0;
const ROW: f64 = 42.0;

impl Dots {
    /// Draws it. Names stand above their dots, so that long ones have room on a phone.
    pub fn svg(&self, look: Look) -> String {
        let spans = self.dots.iter().filter_map(|dot| dot.span).flat_map(|(low, high)| [low, high]);
        let scale =
            Scale::over(self.dots.iter().filter_map(|dot| dot.middle).chain(spans), self.range);
        let bottom = ROW * self.dots.len().max(1) as f64 + 6.0;
        let mut svg = Svg::new(&self.frame, look, bottom + 40.0);
        let across = |amount| LEFT + (RIGHT - LEFT) * scale.place(amount);
        for mark in &scale.marks {
            let x = across(*mark);
            // beside the dots, and not through the names above them
            for row in 0..self.dots.len() {
                let top = ROW * row as f64;
                svg.line(&GRID, (x, top + 21.0), (x, top + ROW - 2.0));
            }
            svg.words(&LABEL, (x, bottom + 16.0), Hang::Middle, &mark.to_string());
        }
        svg.words(&LABEL, (f64::midpoint(LEFT, RIGHT), bottom + 35.0), Hang::Middle, &self.unit);
        for (at, dot) in self.dots.iter().enumerate() {
            let top = ROW * at as f64;
            svg.words(
                if dot.is_own { &OWN } else { &NAME },
                (LEFT, top + 16.0),
                Hang::Start,
                &short(&dot.name, 52),
            );
            let y = top + 30.0;
            let Some(middle) = dot.middle else {
                svg.words(&LABEL, (LEFT, y + 4.5), Hang::Start, &short(&dot.said, 56));
                continue;
            };
            if let Some((low, high)) = dot.span {
                svg.line(&SPAN, (across(low), y), (across(high), y));
            }
            svg.dot(&DOT, (across(middle), y), &dot.said);
        }
        svg.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dots() -> Dots {
        let dot = |name: &str, middle: Option<i64>, span: Option<(i64, i64)>| Dot {
            name: name.into(),
            middle: middle.map(Amount),
            span: span.map(|(low, high)| (Amount(low), Amount(high))),
            said: format!("{name}, said"),
            is_own: name == "Library",
        };
        Dots {
            frame: Frame { id: "first".into(), title: "Alike".into(), description: "Days".into() },
            unit: "hours".into(),
            dots: vec![
                dot("Library", Some(350), Some((200, 500))),
                dot("Parks and Open Space, including the Botanic Gardens and Nursery", None, None),
                dot("Rates", Some(400), None),
            ],
            range: None,
        }
    }

    #[test]
    fn groups_with_and_without_a_range() {
        insta::assert_snapshot!(dots().svg(Look::Page).replace("><", ">\n<"));
    }

    #[test]
    fn no_groups_and_huge_ones_are_drawn() {
        let mut plot = dots();
        plot.dots[0].span = Some((Amount(i64::MIN), Amount(i64::MAX)));
        assert!(plot.svg(Look::Document).ends_with("</svg>"));
        plot.dots.clear();
        let svg = plot.svg(Look::Page);
        assert!(svg.ends_with("</svg>") && !svg.contains("NaN"), "{svg}");
    }
}
