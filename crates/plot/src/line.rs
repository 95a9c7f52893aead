//! How something went over time.

use crate::{
    Amount, Frame, Look,
    scale::Scale,
    svg::{AIM, DOT, GRID, HOLLOW, Hang, LABEL, LINE, Svg, THIN, WIDTH},
};

/// One time and what was found then.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// The time, short: "Mar".
    pub at: String,
    /// None: nothing is known, and the line has a gap.
    pub amount: Option<Amount>,
    /// Whether it rests on so little that it says little: drawn hollow.
    pub is_small: bool,
    /// Everything about it in words: "March: 7.5 of 10, from 12 answers".
    pub said: String,
}

/// Where it should go: from the first of two points (by their number) to the second.
#[derive(Clone, Copy, Debug)]
pub struct Aim {
    /// The number of the point it starts at, and the amount.
    pub from: (usize, Amount),
    /// The number of the point it ends at, and the amount.
    pub to: (usize, Amount),
}

/// A line over time.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What it says of itself.
    pub frame: Frame,
    /// What the amounts are: "days".
    pub unit: String,
    /// What the times are: "Month".
    pub times: String,
    /// From the oldest to the newest.
    pub points: Vec<Point>,
    /// The lowest and highest amount that must be on it.
    pub range: Option<(Amount, Amount)>,
    /// Where it should go.
    pub aim: Option<Aim>,
    /// What stands at the end of that; may be empty.
    pub aim_name: String,
    /// What stands at the last point; may be empty.
    pub last: String,
}

const TOP: f64 = 26.0;
const BOTTOM: f64 = 152.0;
const HEIGHT: f64 = 192.0;
const RIGHT: f64 = WIDTH - 14.0;

impl Line {
    /// Draws it.
    pub fn svg(&self, look: Look) -> String {
        let aims = self.aim.iter().flat_map(|aim| [aim.from.1, aim.to.1]);
        let amounts = self.points.iter().filter_map(|point| point.amount).chain(aims);
        let scale = Scale::over(amounts, self.range);
        let mut svg = Svg::new(&self.frame, look, HEIGHT);
        let left = axis(&mut svg, &scale, &self.unit, (TOP, BOTTOM));
        times(&mut svg, &self.points, &self.times, left);
        let place = |at: usize, amount| {
            (across(at, self.points.len(), left), down(&scale, amount, (TOP, BOTTOM)))
        };
        if let Some(Aim { from, to }) = self.aim {
            let (x, y) = place(to.0, to.1);
            svg.path(&AIM, &[place(from.0, from.1), (x, y)]);
            svg.words(&LABEL, (x, y - 7.0), Hang::End, &self.aim_name);
        }
        let mut run = Vec::new();
        for (at, point) in self.points.iter().enumerate() {
            match point.amount {
                Some(amount) => run.push(place(at, amount)),
                None => draw(&mut svg, &mut run),
            }
        }
        draw(&mut svg, &mut run);
        for (at, point) in self.points.iter().enumerate() {
            if let Some(amount) = point.amount {
                let part = if point.is_small { &HOLLOW } else { &DOT };
                svg.dot(part, place(at, amount), &point.said);
            }
        }
        let last = self.points.iter().enumerate().rev().find(|(_, point)| point.amount.is_some());
        if let Some((at, Point { amount: Some(amount), .. })) = last {
            let (x, y) = place(at, *amount);
            // where the aim ends nearby, the words would stand in each other
            let aim = self.aim.map(|aim| place(aim.to.0, aim.to.1));
            let is_near =
                aim.is_some_and(|(end, high)| (end - x).abs() < 90.0 && (high - y).abs() < 24.0);
            let below = if is_near { 19.0 } else { -9.0 };
            svg.words(&LABEL, (x + 4.0, y + below), Hang::End, &self.last);
        }
        svg.end()
    }
}

fn draw(svg: &mut Svg, run: &mut Vec<(f64, f64)>) {
    if run.len() > 1 {
        svg.path(&LINE, run);
    }
    run.clear();
}

/// Lines across at round amounts, with their numbers; gives where the plot begins.
pub(crate) fn axis(svg: &mut Svg, scale: &Scale, unit: &str, (top, bottom): (f64, f64)) -> f64 {
    let longest = scale.marks.iter().map(|mark| mark.to_string().chars().count()).max();
    let left = (14.0 + 7.5 * longest.unwrap_or(1) as f64).min(150.0);
    svg.words(&LABEL, (2.0, 13.0), Hang::Start, unit);
    for mark in &scale.marks {
        let y = down(scale, *mark, (top, bottom));
        svg.line(&GRID, (left, y), (RIGHT, y));
        svg.words(&LABEL, (left - 7.0, y + 4.5), Hang::End, &mark.to_string());
    }
    left
}

pub(crate) fn down(scale: &Scale, amount: Amount, (top, bottom): (f64, f64)) -> f64 {
    bottom - (bottom - top) * scale.place(amount)
}

/// Where the times stand: one alone in the middle.
pub(crate) fn across(at: usize, count: usize, left: f64) -> f64 {
    let (first, last) = (left + 12.0, RIGHT - 12.0);
    match count {
        0 | 1 => f64::midpoint(first, last),
        count => first + (last - first) * at.min(count - 1) as f64 / (count - 1) as f64,
    }
}

fn times(svg: &mut Svg, points: &[Point], name: &str, left: f64) {
    let count = points.len();
    let widest = points.iter().map(|point| point.at.chars().count()).max().unwrap_or(1);
    let room = (RIGHT - left - 24.0) / count.max(1) as f64;
    // as many as do not touch, the newest always among them
    let every = ((7.5 * widest as f64 + 8.0) / room.max(0.1)).ceil().max(1.0) as usize;
    for (at, point) in points.iter().enumerate() {
        if (count - 1 - at).is_multiple_of(every) {
            let x = across(at, count, left);
            let is_thin = !((count - 1 - at) / every).is_multiple_of(2);
            let part = if is_thin { &THIN } else { &LABEL };
            svg.words(part, (x, BOTTOM + 17.0), Hang::Middle, &point.at);
        }
    }
    svg.words(&LABEL, (f64::midpoint(left, RIGHT), HEIGHT - 5.0), Hang::Middle, name);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(amounts: &[Option<i64>]) -> Line {
        let point = |(at, amount): (usize, &Option<i64>)| Point {
            at: format!("M{at}"),
            amount: amount.map(Amount),
            is_small: amount.is_some_and(|amount| amount < 300),
            said: format!("Month {at}"),
        };
        Line {
            frame: Frame {
                id: "felt".into(),
                title: "It felt better".into(),
                description: "From 2.5 to 8".into(),
            },
            unit: "of 10".into(),
            times: "Month".into(),
            points: amounts.iter().enumerate().map(point).collect(),
            ..Line::default()
        }
    }

    #[test]
    fn a_line_with_a_gap_and_a_hollow_point() {
        let plot = line(&[Some(250), Some(400), None, Some(800)]);
        insta::assert_snapshot!(plot.svg(Look::Page).replace("><", ">\n<"));
    }

    #[test]
    fn a_document_carries_its_colours_and_its_namespace() {
        let mut plot = line(&[Some(250), None, Some(800)]);
        plot.aim = Some(Aim { from: (0, Amount(250)), to: (2, Amount(900)) });
        insta::assert_snapshot!(plot.svg(Look::Document).replace("><", ">\n<"));
    }

    #[test]
    fn nothing_one_point_equal_points_and_huge_ones_are_drawn() {
        let many = vec![Some(1); 500];
        let cases: [&[Option<i64>]; 6] = [
            &[],
            &[None, None],
            &[Some(5)],
            &[Some(7), Some(7), Some(7)],
            &[Some(i64::MIN), Some(i64::MAX), Some(0)],
            &many,
        ];
        for case in cases {
            let mut plot = line(case);
            plot.aim = Some(Aim { from: (0, Amount(0)), to: (99, Amount(i64::MAX)) });
            for look in [Look::Page, Look::Document] {
                let svg = plot.svg(look);
                assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
                assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{svg}");
                assert!(!svg.contains("style="), "{svg}");
                assert_eq!(svg, plot.svg(look));
            }
        }
    }

    #[test]
    fn words_of_people_are_words_and_never_markup() {
        let mut plot = line(&[Some(1)]);
        plot.frame.title = "<script>alert(1)</script>\u{0}".into();
        plot.points[0].said = "\"><b>".into();
        let svg = plot.svg(Look::Page);
        assert!(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains('\u{0}'));
    }
}
