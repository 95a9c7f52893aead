//! Writing from the record. Pure.

use crate::{
    blocks::line,
    ladders::{Ladder, RungKind},
    record::{Fact, Record, hours},
};
use base::{Language, TicketId, Time, day_in_words, jiff_tz::TimeZone};
use std::fmt::Write;

/// The most requests that are told one by one; the sums count all.
const TOLD: usize = 8;
const NEWEST: usize = 3;

/// Something that was done on a step before.
pub struct Talk {
    /// Which step.
    pub kind: RungKind,
    /// When, YYYY-MM-DD.
    pub on: String,
    /// With whom; may be empty.
    pub whom: String,
}

/// What a briefing is written from.
pub struct Source<'a> {
    pub kind: RungKind,
    pub ladder: &'a Ladder,
    /// The owner's department.
    pub us: &'a str,
    /// The other one.
    pub them: &'a str,
    /// The requests that the ladder itself names.
    pub named: &'a [TicketId],
    pub record: &'a Record,
    pub talks: &'a [Talk],
    /// What was thought through: what we give, and what we would ask in an agreement.
    pub gives: &'a str,
    pub asks: &'a str,
    pub now: Time,
    pub zone: &'a TimeZone,
}

struct Writer<'a> {
    tongue: &'a Language,
    from: &'a Source<'a>,
    out: String,
}

/// The text: headings behind `## `, points behind `- `, pairs between bars.
pub fn write(tongue: &Language, source: &Source<'_>) -> String {
    let mut writer = Writer { tongue, from: source, out: String::new() };
    let them = [("us", source.us), ("them", source.them)];
    writer.paragraph(&tongue.with(&format!("briefing-opens-{}", source.kind), &them));
    match source.kind {
        RungKind::Praise => {
            writer.worked();
            writer.gives();
        }
        RungKind::Agreement => {
            writer.wrong();
            writer.sums();
            writer.agreement();
            writer.gives();
        }
        RungKind::Acceptance => {
            writer.wrong();
            writer.sums();
            writer.tried();
            writer.risks();
        }
        RungKind::Impact => {
            writer.wrong();
            writer.sums();
            writer.wants();
            writer.risks();
            writer.events();
            writer.tried();
        }
        _ => {
            writer.wrong();
            writer.sums();
            writer.wants();
            writer.risks();
            writer.events();
            writer.tried();
            writer.gives();
        }
    }
    writer.rests_on();
    writer.out.trim_end().to_owned()
}

impl<'a> Writer<'a> {
    fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            let _ = write!(self.out, "{}\n\n", text.trim());
        }
    }

    fn heading(&mut self, key: &str) {
        let said = self.tongue.with(key, &[("us", self.from.us), ("them", self.from.them)]);
        let _ = writeln!(self.out, "## {said}");
    }

    fn point(&mut self, text: &str) {
        let _ = writeln!(self.out, "- {}", line(text, 600));
    }

    fn pair(&mut self, key: &str, value: &str) {
        let key = self.tongue.with(key, &[("them", self.from.them)]);
        let _ = writeln!(self.out, "| {key} | {value} |");
    }

    fn day(&self, at: Time) -> String {
        let date = self.from.zone.to_datetime(at.timestamp()).date();
        day_in_words(self.tongue, date).replace('\u{2060}', "")
    }

    fn typed_day(&self, on: &str) -> String {
        on.parse().map_or_else(
            |_| on.to_owned(),
            |date| day_in_words(self.tongue, date).replace('\u{2060}', ""),
        )
    }

    fn hours(&self, seconds: i64) -> String {
        self.tongue.with("briefing-hours", &[("n", &hours(seconds).to_string())])
    }

    fn counted(&self, key: &str, n: impl ToString) -> String {
        self.tongue.with(key, &[("n", &n.to_string())])
    }

    fn wrong(&mut self) {
        self.part("briefing-head-wrong", &self.from.ladder.words);
    }

    fn part(&mut self, head: &str, words: &str) {
        self.heading(head);
        self.paragraph(&words.replace("\r\n", "\n"));
    }

    fn sums(&mut self) {
        let record = self.from.record;
        let Some(first) = record.facts.first() else {
            return self.paragraph(self.tongue.t("briefing-no-record"));
        };
        self.heading("briefing-head-sums");
        let since = self.day(first.created_at);
        let n = record.facts.len().to_string();
        let requests = self.tongue.with("briefing-since", &[("n", &n), ("date", &since)]);
        self.pair("briefing-sum-requests", &requests);
        let (all, longest) = record.stood_still();
        if all > 0 {
            let (all, longest) = (self.hours(all), self.hours(longest));
            let args = [("all", all.as_str()), ("longest", longest.as_str())];
            let said = self.tongue.with("briefing-stood-still", &args);
            self.pair("briefing-sum-stood-still", &said);
        }
        let patrons = record.with_patrons();
        if patrons > 0 {
            let count = patrons.to_string();
            let said = self.tongue.with("briefing-patrons", &[("n", &count), ("all", &n)]);
            self.pair("briefing-sum-patrons", &said);
        }
        let others: i64 = record.facts.iter().map(|fact| fact.others).sum();
        if others > 0 {
            self.pair("briefing-sum-others", &self.counted("briefing-others", others));
        }
        let (lost, answers) = record.lost();
        if lost > 0 {
            let (n, lost) = (answers.to_string(), self.hours(lost * 60));
            let said = self.tongue.with("briefing-lost", &[("hours", &lost), ("n", &n)]);
            self.pair("briefing-sum-lost", &said);
        }
        let promises = record.promises();
        if promises.made > 0 {
            let (made, kept) = (promises.made.to_string(), promises.kept.to_string());
            let said = self.tongue.with("briefing-promises", &[("made", &made), ("kept", &kept)]);
            self.pair("briefing-sum-promises", &said);
        }
        let reopened = record.reopened();
        if reopened > 0 {
            self.pair("briefing-sum-reopened", &self.counted("briefing-times", reopened));
        }
        if record.open() > 0 {
            self.pair("briefing-sum-open", &self.counted("briefing-open", record.open()));
        }
        self.out.push('\n');
    }

    fn event(&self, fact: &Fact) -> String {
        let day = self.day(fact.created_at);
        let number = fact.id.to_string();
        let place = fact.place.clone().unwrap_or_default();
        let args = [
            ("date", day.as_str()),
            ("number", number.as_str()),
            ("subject", fact.subject.as_str()),
            ("place", place.as_str()),
        ];
        let key = if place.is_empty() { "briefing-event" } else { "briefing-event-at" };
        let mut said = self.tongue.with(key, &args);
        let mut add = |more: String| {
            said.push(' ');
            said.push_str(&more);
        };
        let still = self.hours(fact.stood_still);
        let clock = fact.resolved_at.map(|at| at.seconds_since(fact.created_at));
        let clock = base::age(self.tongue, clock.unwrap_or_default());
        let is_mended = fact.resolved_at.is_some() && !fact.is_open;
        match (fact.is_incident, is_mended) {
            // nobody would have come to use it
            (true, true) if fact.stood_still == 0 => {
                add(self.tongue.with("briefing-mended-closed", &[("hours", &clock)]));
            }
            (true, false) if fact.stood_still == 0 => {
                add(self.tongue.t("briefing-not-done").to_owned());
            }
            (true, true) => add(self.tongue.with("briefing-mended", &[("hours", &still)])),
            (true, false) => add(self.tongue.with("briefing-not-mended", &[("hours", &still)])),
            (false, true) => {}
            (false, false) => add(self.tongue.t("briefing-not-done").to_owned()),
        }
        if fact.reopened > 0 {
            add(self.counted("briefing-reopened", fact.reopened));
        }
        if fact.promises.made > fact.promises.kept {
            let (made, kept) = (fact.promises.made.to_string(), fact.promises.kept.to_string());
            add(self.tongue.with("briefing-broken", &[("made", &made), ("kept", &kept)]));
        }
        said
    }

    fn events(&mut self) {
        let facts = &self.from.record.facts;
        if facts.is_empty() {
            return;
        }
        self.heading("briefing-head-events");
        // what it is about, the newest, and what stood still longest; in the order of happening
        let from = facts.len().saturating_sub(NEWEST);
        let is_new = |fact: &Fact| facts[from..].iter().any(|one| one.id == fact.id);
        let mut told: Vec<&Fact> = facts.iter().collect();
        told.sort_by_key(|fact| {
            let is_named = self.from.named.contains(&fact.id);
            (!is_named, !is_new(fact), !fact.is_incident, std::cmp::Reverse(fact.stood_still))
        });
        let named = told.iter().filter(|fact| self.from.named.contains(&fact.id)).count();
        told.truncate(TOLD.max(named));
        told.sort_by_key(|fact| (fact.created_at, fact.id));
        for fact in &told {
            self.point(&self.event(fact));
        }
        let rest = facts.len() - told.len();
        self.out.push('\n');
        if rest > 0 {
            self.paragraph(&self.counted("briefing-more", rest));
        }
    }

    fn risks(&mut self) {
        let record = self.from.record;
        let all = record.risks();
        if all.is_empty() {
            return;
        }
        self.heading("briefing-head-risks");
        for (id, risk) in all.into_iter().take(6) {
            let kind = self.tongue.t(&format!("briefing-risk-{}", risk.kind)).to_owned();
            let likely = self.tongue.t(&format!("briefing-likely-{}", risk.likelihood)).to_owned();
            let number = id.to_string();
            let consequence = match risk.consequence.trim_end_matches('.') {
                "" => self.tongue.t("briefing-risk-unsaid").to_owned(),
                said => said.to_owned(),
            };
            let on = risk.bites_on.map(|on| on.to_string()).unwrap_or_default();
            let on = self.typed_day(&on);
            let args = [
                ("kind", kind.as_str()),
                ("likely", likely.as_str()),
                ("words", consequence.as_str()),
                ("number", number.as_str()),
                ("date", on.as_str()),
            ];
            let key = if on.is_empty() { "briefing-risk" } else { "briefing-risk-from" };
            self.point(&self.tongue.with(key, &args));
        }
        self.out.push('\n');
    }

    fn tried(&mut self) {
        let record = self.from.record;
        let waits = record.waits();
        let mut points = Vec::new();
        let round = record.facts.iter().rev().find(|fact| !fact.workaround.is_empty());
        if let Some(fact) = round {
            let words = line(fact.workaround.trim().trim_end_matches('.'), 220);
            let number = fact.id.to_string();
            let args = [("words", words.as_str()), ("number", number.as_str())];
            points.push(self.tongue.with("briefing-tried-round", &args));
        }
        for (key, seconds) in [
            ("briefing-waited-supplier", waits.supplier),
            ("briefing-waited-us", waits.requester),
            ("briefing-waited-other", waits.other),
        ] {
            if seconds > 0 {
                let long = match seconds {
                    ..172_800 => self.hours(seconds),
                    days => self.counted("briefing-days", (days + 43_200) / 86_400),
                };
                points.push(self.tongue.with(key, &[("long", &long), ("us", self.from.us)]));
            }
        }
        for talk in self.from.talks {
            let on = self.typed_day(&talk.on);
            let what = self.tongue.t(&format!("briefing-talk-{}", talk.kind)).to_owned();
            let args = [("date", on.as_str()), ("what", what.as_str()), ("whom", &talk.whom)];
            let key = if talk.whom.is_empty() { "briefing-talk" } else { "briefing-talk-with" };
            points.push(self.tongue.with(key, &args));
        }
        if points.is_empty() {
            return;
        }
        self.heading("briefing-head-tried");
        for point in points {
            self.point(&point);
        }
        self.out.push('\n');
    }

    fn wanted(&self) -> &'a str {
        match self.from.ladder.wants.as_str() {
            "" => self.tongue.t("briefing-wants-unsaid"),
            wants => wants,
        }
    }

    fn wants(&mut self) {
        self.part("briefing-head-wants", self.wanted());
        if !self.from.ladder.wants_on.is_empty() {
            let date = self.typed_day(&self.from.ladder.wants_on);
            let said = self.tongue.with("briefing-wants-on", &[("date", &date)]);
            self.paragraph(&said);
        }
    }

    fn gives(&mut self) {
        if !self.from.gives.is_empty() {
            self.part("briefing-head-gives", self.from.gives);
        }
    }

    fn agreement(&mut self) {
        let asks = if self.from.asks.is_empty() { self.wanted() } else { self.from.asks };
        self.part("briefing-head-agreement", asks);
    }

    fn worked(&mut self) {
        self.heading("briefing-head-worked");
        let good = |fact: &&Fact| {
            let is_kept = fact.promises.made == fact.promises.kept;
            fact.resolved_at.is_some() && !fact.is_open && fact.reopened == 0 && is_kept
        };
        let all: Vec<_> = self.from.record.facts.iter().filter(good).collect();
        if all.is_empty() {
            return self.paragraph(self.tongue.t("briefing-worked-none"));
        }
        for fact in all.iter().rev().take(6).rev() {
            let (day, number) = (self.day(fact.created_at), fact.id.to_string());
            let answer = fact.first_response_at.map(|at| at.seconds_since(fact.created_at));
            let answer = answer.map(|s| base::age(self.tongue, s)).unwrap_or_default();
            let subject = fact.subject.as_str();
            let args = [
                ("date", day.as_str()),
                ("number", number.as_str()),
                ("subject", subject),
                ("answer", answer.as_str()),
            ];
            let key = match (answer.is_empty(), fact.promises.made > 0) {
                (true, _) => "briefing-worked",
                (false, false) => "briefing-worked-answer",
                (false, true) => "briefing-worked-promise",
            };
            self.point(&self.tongue.with(key, &args));
        }
        self.out.push('\n');
    }

    fn rests_on(&mut self) {
        let n = self.from.record.facts.len().to_string();
        let date = self.day(self.from.now);
        let owner = self.from.ladder.owner.as_str();
        let args = [("n", n.as_str()), ("date", date.as_str()), ("who", owner)];
        let said = self.tongue.with("briefing-rests-on", &args);
        self.paragraph(&said);
    }
}
