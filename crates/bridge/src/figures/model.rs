//! Drawing what was counted, in the reader's words. Pure.

use crate::health::{Change, Counts, Measure, Month, Reading, Trend, change};
use base::Language;
use jiff::{ToSpan, civil::Date};
use plot::{Amount, Bar, Bars, Frame, Line, Look, Point, Table};

/// One question and its answer.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Which measure, as a word.
    pub id: &'static str,
    /// The answer in words.
    pub title: String,
    /// What it counts and what it does not.
    pub definition: String,
    /// The last three months beside the three before; empty where that says nothing.
    pub changed: String,
    /// Whether it got better or worse, as far as numbers say.
    pub is_change: bool,
    /// What is behind it.
    pub table: Table,
    /// For a page, which has the colours; empty where there is nothing at all to draw.
    pub svg: String,
    /// By itself, for documents; empty like the other.
    pub picture: String,
}

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// "March", and the year where it is not this one.
pub fn month_in_words(language: &Language, first: Date, this_year: i16) -> String {
    let month = language.t(MONTHS[first.month() as usize - 1]);
    if first.year() == this_year { month.to_owned() } else { format!("{month} {}", first.year()) }
}

/// "7.5 of 10", "62 %", "12 h", and below an hour "54 min": one decimal is enough.
pub fn amount_in_words(language: &Language, measure: Measure, amount: Amount) -> String {
    let is_hours = matches!(measure, Measure::Lost | Measure::First);
    if is_hours && (1..100).contains(&amount.0) {
        let minutes = ((amount.0 * 60 + 50) / 100).max(1);
        return language.with("health-minutes", &[("n", &minutes.to_string())]);
    }
    let key = format!("health-{measure}-amount");
    language.with(&key, &[("n", &rounded(measure, amount).to_string())])
}

/// As many decimals as mean something.
fn rounded(measure: Measure, amount: Amount) -> Amount {
    let to = match measure {
        Measure::First | Measure::Lost if amount.0.abs() >= 1000 => 100,
        Measure::Felt | Measure::First | Measure::Lost => 10,
        _ => 100,
    };
    let half = if amount.0 < 0 { -to / 2 } else { to / 2 };
    Amount(amount.0.saturating_add(half) / to * to)
}

struct Pen<'a> {
    language: &'a Language,
    measure: Measure,
    /// The helped and the helping side.
    sides: (&'a str, &'a str),
    this_year: i16,
}

/// Draws one measure over the months.
pub fn draw(
    language: &Language,
    months: &[Month],
    measure: Measure,
    sides: (&str, &str),
) -> Figure {
    let this_year = months.last().map_or(0, |month| month.first.year());
    let pen = Pen { language, measure, sides, this_year };
    let said = change(months, measure);
    let title = pen.title(&said);
    let mut changed = pen.changed(&said);
    if let Some(now) = months.last().filter(|month| month.is_running && !changed.is_empty()) {
        let reading = now.counts.read(measure);
        if reading.amount.is_some() {
            changed = format!("{changed} {}.", pen.in_words(now, reading));
        }
    }
    let definition = pen.own("what", &[]);
    let frame = Frame {
        id: format!("plot-{measure}"),
        title: title.clone(),
        description: format!("{changed} {definition}").trim().to_owned(),
    };
    let table = pen.table(months, &title);
    // axes around nothing say nothing
    let is_drawn = said.trend != Trend::Nothing;
    let look = |look| if is_drawn { pen.svg(months, frame.clone(), look) } else { String::new() };
    let [svg, picture] = [Look::Page, Look::Document].map(look);
    let is_change = matches!(said.trend, Trend::Better | Trend::Worse);
    Figure { id: measure.as_str(), title, definition, changed, is_change, table, svg, picture }
}

impl Pen<'_> {
    fn own(&self, last: &str, args: &[(&str, &str)]) -> String {
        let mut all = vec![("customer", self.sides.0), ("provider", self.sides.1)];
        all.extend_from_slice(args);
        self.language.with(&format!("health-{}-{last}", self.measure), &all)
    }

    /// "August to October", of three months from one on.
    fn span(&self, first: Date) -> String {
        let last = first.checked_add(2.months()).unwrap_or(first);
        let name = |first| month_in_words(self.language, first, self.this_year);
        self.language.with("health-span", &[("from", &name(first)), ("to", &name(last))])
    }

    /// The last three months that are over, and the three before.
    fn spans(&self, said: &Change) -> (String, String) {
        let before = said.since.checked_sub(3.months()).unwrap_or(said.since);
        (self.span(said.since), self.span(before))
    }

    fn title(&self, said: &Change) -> String {
        let (span, earlier) = self.spans(said);
        self.own(said.trend.as_str(), &[("span", &span), ("earlier", &earlier)])
    }

    /// "7.5 of 10 (12 answers)"; deeds are what is counted.
    fn told(&self, reading: Reading, amount: Amount) -> String {
        let counted =
            self.language.count(&format!("health-{}-counted", self.measure), reading.count);
        if self.measure == Measure::Shared {
            return counted;
        }
        let amount = amount_in_words(self.language, self.measure, amount);
        self.language.with("health-told", &[("amount", &amount), ("counted", &counted)])
    }

    fn changed(&self, said: &Change) -> String {
        let (Some(is), Some(was)) = (said.now.amount, said.before.amount) else {
            return String::new();
        };
        if matches!(said.trend, Trend::Few | Trend::Nothing) {
            return self.language.t("health-too-few").to_owned();
        }
        let (span, earlier) = self.spans(said);
        let args = [
            ("span", span.as_str()),
            ("now", &self.told(said.now, is)),
            ("before", &self.told(said.before, was)),
            ("earlier", &earlier),
        ];
        self.language.with("health-changed", &args)
    }

    fn in_words(&self, month: &Month, reading: Reading) -> String {
        let name = month_in_words(self.language, month.first, self.this_year);
        match reading.amount {
            None => self.language.with("health-point-none", &[("month", &name)]),
            Some(amount) => {
                let told = self.told(reading, amount);
                let args = [("month", name.as_str()), ("told", &told)];
                let key = if month.is_running { "health-point-running" } else { "health-point" };
                self.language.with(key, &args)
            }
        }
    }

    fn svg(&self, months: &[Month], frame: Frame, look: Look) -> String {
        let (unit, times) = (self.own("unit", &[]), self.language.t("health-month").to_owned());
        let short = |month: &Month| {
            let name = self.language.t(MONTHS[month.first.month() as usize - 1]);
            name.chars().take(3).collect::<String>()
        };
        let is_small = |month: &Month, reading: Reading| month.is_running || reading.is_small();
        if matches!(self.measure, Measure::Lost | Measure::Shared) {
            let bar = |month: &Month| {
                let reading = month.counts.read(self.measure);
                // counting deeds, few are few and nothing more
                let is_small = match self.measure {
                    Measure::Shared => month.is_running,
                    _ => is_small(month, reading),
                };
                let amount = reading.amount.map(|amount| rounded(self.measure, amount));
                let said = self.in_words(month, reading);
                Bar { name: short(month), amount, is_small, said }
            };
            let bars = months.iter().map(bar).collect();
            return Bars { frame, unit, names: times, bars }.svg(look);
        }
        let point = |month: &Month| {
            let reading = month.counts.read(self.measure);
            Point {
                at: short(month),
                amount: reading.amount.map(|amount| rounded(self.measure, amount)),
                is_small: is_small(month, reading),
                said: self.in_words(month, reading),
            }
        };
        let points = months.iter().map(point).collect();
        let range = self.measure.range();
        Line { frame, unit, times, points, range, ..Line::default() }.svg(look)
    }

    fn table(&self, months: &[Month], caption: &str) -> Table {
        let t = |key: &str| self.language.t(key).to_owned();
        let mut head = vec![t("health-month")];
        match self.measure {
            Measure::Waits => {
                head.extend([self.sides.0.to_owned(), self.sides.1.to_owned()]);
                head.push(t("health-supplier"));
            }
            _ => head.push(self.own("unit", &[])),
        }
        head.push(self.own("count", &[]));
        let row = |month: &Month| {
            let name = month_in_words(self.language, month.first, self.this_year);
            let name = match month.is_running {
                true => self.language.with("health-so-far", &[("month", &name)]),
                false => name,
            };
            let mut row = vec![name];
            row.extend(self.cells(&month.counts));
            row
        };
        Table { caption: caption.to_owned(), head, rows: months.iter().map(row).collect() }
    }

    fn cells(&self, counts: &Counts) -> Vec<String> {
        let reading = counts.read(self.measure);
        let say = |amount: Option<Amount>| {
            let amount = amount.map(|amount| amount_in_words(self.language, self.measure, amount));
            amount.unwrap_or_else(|| "–".to_owned())
        };
        match self.measure {
            Measure::Waits => {
                let all = counts.on_customer + counts.on_provider + counts.on_supplier;
                let each = [counts.on_customer, counts.on_provider, counts.on_supplier];
                let mut cells: Vec<_> =
                    each.iter().map(|part| say(Amount::ratio(*part, all, 100))).collect();
                cells.push(reading.count.to_string());
                cells
            }
            Measure::Shared => {
                let deed = |(kind, n): &(String, i64)| {
                    format!("{}: {n}", self.language.t(&format!("deed-{kind}")))
                };
                let which: Vec<_> = counts.deeds.iter().map(deed).collect();
                vec![reading.count.to_string(), which.join(", ")]
            }
            _ => vec![say(reading.amount), reading.count.to_string()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::months;
    use base::language;
    use jiff::civil::date;

    fn year(kept: [i64; 12]) -> Vec<Month> {
        let firsts = months(date(2026, 11, 26));
        let month = |(n, kept): (usize, &i64)| Month {
            first: firsts[n],
            is_running: n == 11,
            counts: Counts { resolved: 10, kept: *kept, ..Counts::default() },
        };
        kept.iter().enumerate().map(month).collect()
    }

    #[test]
    fn the_title_is_the_answer() {
        let months = year([9, 9, 8, 3, 3, 4, 4, 4, 8, 9, 9, 1]);
        let figure = draw(language("en"), &months, Measure::News, ("Library", "IT"));
        let said =
            "Promises of news were kept more often from August to October than from May to July";
        assert_eq!(figure.title, said);
        assert!(
            figure.changed.contains("87%") && figure.changed.contains("40%"),
            "{}",
            figure.changed
        );
        assert_eq!(figure.table.rows[0], ["December 2025", "90%", "10"]);
        assert_eq!(figure.table.rows[11][0], "November so far");
    }

    #[test]
    fn where_there_is_nothing_no_axes_are_drawn() {
        let firsts = months(date(2026, 11, 26));
        let empty =
            |first: &Date| Month { first: *first, is_running: false, counts: Counts::default() };
        let months: Vec<_> = firsts[..12].iter().map(empty).collect();
        for measure in Measure::ALL {
            let figure = draw(language("en"), &months, *measure, ("Library", "IT"));
            assert!(!figure.title.contains("health-"), "{}", figure.title);
            assert_eq!((figure.svg.as_str(), figure.picture.as_str()), ("", ""));
            assert_eq!(draw(language("en"), &[], *measure, ("a", "b")).svg, "");
        }
    }
}
