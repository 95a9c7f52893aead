//! Reads weekly hours as people type them: words first (`pieces`), then groups of days and times.

mod pieces;

use crate::HoursError;
use crate::hours::{DAY_END, DAY_NAMES, MinuteRange, clock};
use pieces::{Clock, Kind, Piece, Style};

type Week = [Vec<MinuteRange>; 7];

/// Reads the whole text; ranges come out as typed, not yet sorted or joined.
pub(crate) fn week(text: &str) -> Result<Week, HoursError> {
    let pieces = pieces::split(text)?;
    let mut reader = Reader { text, pieces: &pieces, position: 0, week: Default::default() };
    while reader.skip_separators() {
        reader.group()?;
    }
    Ok(reader.week.map(Option::unwrap_or_default))
}

struct Reader<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    position: usize,
    /// `None` until the text says something about the day.
    week: [Option<Vec<MinuteRange>>; 7],
}

impl Reader<'_> {
    /// Moves to the next thing that can begin a group; false at the end of the text.
    fn skip_separators(&mut self) -> bool {
        while matches!(self.kind(0), Some(Kind::Break | Kind::Comma)) {
            self.position += 1;
        }
        self.kind(0).is_some()
    }

    /// One group: days and their times, days and `closed`, or `24/7`.
    fn group(&mut self) -> Result<(), HoursError> {
        let from = self.position;
        let mut days = self.days()?;
        match self.kind(0) {
            Some(Kind::Closed) => {
                self.position += 1;
                if days.is_empty() {
                    days = self.days()?;
                }
                self.close(from, &days)
            }
            Some(Kind::Always) => {
                self.position += 1;
                if days.is_empty() {
                    return self.open(from, &[0, 1, 2, 3, 4, 5, 6], &[(0, DAY_END)]);
                }
                let day = DAY_NAMES[days[0]];
                Err(self.error(
                    from,
                    format!(
                        "24/7 already means every day. For a whole day write \"{day} 00:00-24:00\"."
                    ),
                ))
            }
            Some(Kind::Clock(_)) if days.is_empty() => {
                self.times(0)?;
                let times = self.part(from);
                Err(self.error(
                    from,
                    format!(
                        "Say which days these times are for, such as \"Mon-Fri {times}\" or \
                         \"daily {times}\"."
                    ),
                ))
            }
            Some(Kind::Clock(_)) => {
                let times = self.times(days[0])?;
                self.open(from, &days, &times)
            }
            _ => {
                self.position += usize::from(days.is_empty());
                Err(self.no_times(from, &days))
            }
        }
    }

    /// Words for a group that stops before its times, or that begins with a dash.
    fn no_times(&self, from: usize, days: &[usize]) -> HoursError {
        if days.is_empty() {
            return self.error(
                from,
                "A dash belongs between two days or two times, such as \"Mon-Fri 09:00-17:00\".",
            );
        }
        let part = self.part(from);
        self.error(
            from,
            format!(
                "\"{part}\" has no times. Write the times after the days, such as \
                 \"{part} 09:00-17:00\", or \"{part} closed\"."
            ),
        )
    }

    /// Zero or more days: `Mon`, `Mon-Fri`, `Mon, Wed & Fri`, `daily`.
    fn days(&mut self) -> Result<Vec<usize>, HoursError> {
        let mut days = Vec::new();
        while let Some(Kind::Days(first, last)) = self.kind(0) {
            let from = self.position;
            self.position += 1;
            let mut end = last;
            if matches!(self.kind(0), Some(Kind::Dash)) {
                self.position += 1;
                match self.kind(0) {
                    Some(Kind::Days(start, only)) if start == only && first == last => {
                        end = only;
                        self.position += 1;
                    }
                    // `Mon - 9:00-17:00`: the dash is only decoration.
                    Some(Kind::Clock(_) | Kind::Closed) => {}
                    _ => {
                        return Err(self
                            .error(from, "A range of days needs two days, such as \"Mon-Fri\"."));
                    }
                }
            }
            days.extend((0..(end + 7 - first) % 7 + 1).map(|step| (first + step) % 7));
            let is_decoration =
                matches!(self.kind(1), Some(Kind::Days(..) | Kind::Clock(_) | Kind::Closed));
            if is_decoration && matches!(self.kind(0), Some(Kind::Comma)) {
                self.position += 1;
            }
        }
        Ok(days)
    }

    /// One or more ranges; `day` is only for the wording of a refusal.
    fn times(&mut self, day: usize) -> Result<Vec<MinuteRange>, HoursError> {
        let mut times = Vec::new();
        while let Some(Kind::Clock(start)) = self.kind(0) {
            let from = self.position;
            self.position += 1;
            let is_range = matches!(self.kind(0), Some(Kind::Dash));
            let (true, Some(Kind::Clock(end))) = (is_range, self.kind(1)) else {
                self.position += usize::from(is_range);
                return Err(self.error(
                    from,
                    "Opening hours need a start and an end with a dash between them, such \
                     as \"09:00-17:00\".",
                ));
            };
            self.position += 2;
            times.push(range(start, end, day).map_err(|message| self.error(from, message))?);
            if matches!((self.kind(0), self.kind(1)), (Some(Kind::Comma), Some(Kind::Clock(_)))) {
                self.position += 1;
            }
        }
        Ok(times)
    }

    fn open(
        &mut self,
        from: usize,
        days: &[usize],
        times: &[MinuteRange],
    ) -> Result<(), HoursError> {
        if let Some(day) = days.iter().find(|day| self.week[**day].is_some()) {
            let day = DAY_NAMES[*day];
            return Err(self.error(
                from,
                format!(
                    "{day} is mentioned twice. Give each day once, with all its times side \
                     by side, such as \"{day} 09:00-12:00, 13:00-17:00\"."
                ),
            ));
        }
        // A day named twice in one group does no harm: its ranges are joined later.
        for day in days {
            self.week[*day].get_or_insert_default().extend_from_slice(times);
        }
        Ok(())
    }

    /// Takes days away; without days, closes the week, if nothing was said about it yet.
    fn close(&mut self, from: usize, days: &[usize]) -> Result<(), HoursError> {
        if days.is_empty() && self.week.iter().any(Option::is_some) {
            return Err(self.error(from, "Say which days are closed, such as \"Sun closed\"."));
        }
        for (day, ranges) in self.week.iter_mut().enumerate() {
            if days.is_empty() || days.contains(&day) {
                *ranges = Some(Vec::new());
            }
        }
        Ok(())
    }

    fn kind(&self, ahead: usize) -> Option<Kind> {
        self.pieces.get(self.position + ahead).map(|piece| piece.kind)
    }

    /// The text as typed, from one piece up to where the reader is now.
    fn part(&self, from: usize) -> String {
        let last = self.position.max(from + 1).min(self.pieces.len()) - 1;
        self.text[self.pieces[from].start..self.pieces[last].end].to_owned()
    }

    fn error(&self, from: usize, message: impl Into<String>) -> HoursError {
        HoursError { part: self.part(from), message: message.into() }
    }
}

/// Makes one range of two clock times, or says why it cannot be.
fn range(start: Clock, end: Clock, day: usize) -> Result<MinuteRange, String> {
    if matches!((start.style, end.style), (Style::Bare, Style::Half) | (Style::Half, Style::Bare)) {
        return Err(
            "Write am or pm on both times or on neither, such as \"9am-5pm\" or \"09:00-17:00\"."
                .into(),
        );
    }
    let (first, last) = (start.minute, end.minute);
    if first == last || (first == DAY_END && last == 0) {
        return Err(
            "These hours end when they begin. For a whole day write \"00:00-24:00\".".into()
        );
    }
    let last = if last == 0 { DAY_END } else { last };
    if first < last {
        return Ok((first, last));
    }
    let (begin, finish) = (clock(first), clock(last));
    let (today, tomorrow) = (DAY_NAMES[day], DAY_NAMES[(day + 1) % 7]);
    let mut split = format!("\"{tomorrow} 00:00-{finish}\"");
    if first < DAY_END {
        split = format!("\"{today} {begin}-24:00; {tomorrow} 00:00-{finish}\"");
    }
    let afternoon = last + DAY_END / 2;
    if end.style == Style::Bare && first < afternoon && afternoon < DAY_END {
        let meant = clock(afternoon);
        return Err(format!(
            "These hours end before they begin. If they end in the afternoon, write \
             \"{begin}-{meant}\"; if they run past midnight, give each day its own \
             part: {split}."
        ));
    }
    Err(format!("Hours cannot run past midnight. Give each day its own part: {split}."))
}
