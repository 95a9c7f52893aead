//! Working out what the record amounts to. Pure.

use base::{TicketId, Time};
use desk::impact::{Risk, Scope, Stopped};

/// Groups smaller than this are not shown: a middle of three says more about three people than about
/// a service.
pub const FEWEST: usize = 5;

/// Promises of news that were made on a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// How many came due, or were met before.
    pub made: usize,
    /// How many were followed by news in time.
    pub kept: usize,
}

/// How long it waited, in seconds, and for whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// For whoever asked.
    pub requester: i64,
    /// For a supplier.
    pub supplier: i64,
    /// For a planned change or a date.
    pub other: i64,
}

/// What one request says.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is named for what it holds")]
pub struct Fact {
    pub id: TicketId,
    pub subject: String,
    pub created_at: Time,
    /// When it was put right; none: it is not.
    pub resolved_at: Option<Time>,
    pub first_response_at: Option<Time>,
    pub is_open: bool,
    /// Something that had worked.
    pub is_incident: bool,
    pub place: Option<String>,
    pub device: Option<String>,
    pub reopened: usize,
    /// Seconds of opening time from report to repair, or until now.
    pub stood_still: i64,
    pub promises: Promises,
    pub waits: Waits,
    /// What whoever reported it said it stops.
    pub words: String,
    pub scope: Option<Scope>,
    pub who: Option<Stopped>,
    /// When it was needed, in their words.
    pub needed: String,
    pub hurts: String,
    pub risks: Vec<Risk>,
    /// How many more said that it stops them.
    pub others: i64,
    /// How long people say they lost, in minutes.
    pub lost_minutes: Option<i64>,
    pub workaround: String,
    /// Whether a picture or file came with the first words.
    pub has_file: bool,
    /// How often something had to be asked back, or was understood otherwise.
    pub asked_back: usize,
}

/// Everything that some requests say.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The oldest first.
    pub facts: Vec<Fact>,
}

impl Record {
    /// Opening hours that things which had worked stood still, in seconds: all together, and the
    /// longest.
    pub fn stood_still(&self) -> (i64, i64) {
        let all = self.facts.iter().filter(|fact| fact.is_incident).map(|fact| fact.stood_still);
        (all.clone().sum(), all.max().unwrap_or_default())
    }

    /// Promises of all.
    pub fn promises(&self) -> Promises {
        let sum = |of: fn(&Fact) -> usize| self.facts.iter().map(of).sum();
        Promises { made: sum(|fact| fact.promises.made), kept: sum(|fact| fact.promises.kept) }
    }

    /// Waits of all.
    pub fn waits(&self) -> Waits {
        let sum = |of: fn(&Fact) -> i64| self.facts.iter().map(of).sum();
        Waits {
            requester: sum(|fact| fact.waits.requester),
            supplier: sum(|fact| fact.waits.supplier),
            other: sum(|fact| fact.waits.other),
        }
    }

    /// Minutes that people say they lost, and how many said so.
    pub fn lost(&self) -> (i64, usize) {
        let said: Vec<_> = self.facts.iter().filter_map(|fact| fact.lost_minutes).collect();
        (said.iter().sum(), said.len())
    }

    /// How often something was opened again.
    pub fn reopened(&self) -> usize {
        self.facts.iter().map(|fact| fact.reopened).sum()
    }

    /// How many are not put right.
    pub fn open(&self) -> usize {
        self.facts.iter().filter(|fact| fact.is_open).count()
    }

    /// How many stop patrons.
    pub fn with_patrons(&self) -> usize {
        let stops = |fact: &&Fact| matches!(fact.who, Some(Stopped::Patrons | Stopped::Both));
        self.facts.iter().filter(stops).count()
    }

    /// Every risk that was named, with the request that names it; of the same words the newest.
    pub fn risks(&self) -> Vec<(TicketId, &Risk)> {
        let mut all: Vec<(TicketId, &Risk)> = Vec::new();
        for fact in self.facts.iter().rev() {
            for risk in &fact.risks {
                let same = |(_, one): &(TicketId, &Risk)| {
                    one.kind == risk.kind && one.consequence == risk.consequence
                };
                if !all.iter().any(same) {
                    all.push((fact.id, risk));
                }
            }
        }
        all.sort_by_key(|(_, risk)| (risk.kind.as_str(), std::cmp::Reverse(risk.likelihood)));
        all
    }

    /// Seconds from report to repair by the clock, of what is put right.
    pub fn to_repair(&self) -> Vec<i64> {
        let done = |fact: &Fact| fact.resolved_at.map(|at| at.seconds_since(fact.created_at));
        self.facts.iter().filter_map(done).collect()
    }

    /// Seconds from report to the first answer.
    pub fn to_answer(&self) -> Vec<i64> {
        let done = |fact: &Fact| fact.first_response_at.map(|at| at.seconds_since(fact.created_at));
        self.facts.iter().filter_map(done).collect()
    }
}

/// The middle of some lengths of time, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Median {
    /// Half are shorter.
    pub seconds: i64,
    /// How many it rests on.
    pub count: usize,
}

/// What is usual for requests like these.
#[derive(Clone, Debug, Default)]
pub struct Usual {
    /// Until the first answer; none where there are too few.
    pub answer: Option<Median>,
    /// Until it was put right.
    pub repair: Option<Median>,
}

/// The middle; none of nothing.
pub fn median(mut all: Vec<i64>) -> Option<Median> {
    all.sort_unstable();
    let count = all.len();
    let upper = *all.get(count / 2)?;
    let seconds = match count % 2 {
        1 => upper,
        _ => i64::midpoint(all.get(count / 2 - 1).copied().unwrap_or(upper), upper),
    };
    Some(Median { seconds, count })
}

/// The same, unless it rests on too few to be shown.
pub fn usual(all: Vec<i64>) -> Option<Median> {
    median(all).filter(|median| median.count >= FEWEST)
}

/// Seconds as whole hours, rounded as people do; anything that is not nothing is at least one.
pub fn hours(seconds: i64) -> i64 {
    match seconds {
        ..=0 => 0,
        seconds => ((seconds + 1800) / 3600).max(1),
    }
}

/// What happened on a request, as its timeline has it.
#[derive(Clone, Debug)]
pub struct Deed {
    /// `ticket.held`, ...
    pub kind: String,
    /// When.
    pub at: Time,
    /// How it is since.
    pub after: String,
}

/// Whether this is news to whoever waits.
fn is_news(kind: &str) -> bool {
    [
        "message.answered",
        "ticket.resolved",
        "ticket.held",
        "ticket.news_promised",
        "ticket.played_back",
        "ticket.workaround_said",
    ]
    .contains(&kind)
}

/// Which promises were followed by news in time. One whose time is still to come does not count yet,
/// unless there was news.
pub fn promises(deeds: &[Deed], now: Time) -> Promises {
    let mut found = Promises::default();
    for (at, deed) in deeds.iter().enumerate() {
        if deed.kind != "ticket.news_promised" {
            continue;
        }
        let Some(due) = base::stored_time(&deed.after) else { continue };
        let is_kept = deeds[at + 1..].iter().any(|then| is_news(&then.kind) && then.at <= due);
        if is_kept || due <= now {
            found.made += 1;
            found.kept += usize::from(is_kept);
        }
    }
    found
}

/// How long it waited for whom.
pub fn waits(deeds: &[Deed], now: Time) -> Waits {
    let mut found = Waits::default();
    for (at, deed) in deeds.iter().enumerate() {
        if deed.kind != "ticket.held" {
            continue;
        }
        let is_end = |then: &&Deed| {
            let ends = ["ticket.held", "ticket.woken", "ticket.resolved", "ticket.cancelled"];
            ends.contains(&then.kind.as_str())
        };
        let end = deeds[at + 1..].iter().find(is_end).map_or(now, |then| then.at);
        let seconds = end.seconds_since(deed.at).max(0);
        match deed.after.split(':').next().unwrap_or_default() {
            "awaiting_requester" => found.requester += seconds,
            "awaiting_supplier" => found.supplier += seconds,
            _ => found.other += seconds,
        }
    }
    found
}

/// How often something happened.
pub fn count(deeds: &[Deed], kind: &str) -> usize {
    deeds.iter().filter(|deed| deed.kind == kind).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Time {
        Time::from_micros(hours * 3_600_000_000)
    }

    fn deed(kind: &str, hours: i64, after: &str) -> Deed {
        Deed { kind: kind.into(), at: at(hours), after: after.into() }
    }

    #[test]
    fn a_promise_is_kept_by_news_in_time() {
        let due = at(10).to_string();
        let promise = || deed("ticket.news_promised", 1, &due);
        let kept = vec![promise(), deed("message.answered", 9, "")];
        assert_eq!(promises(&kept, at(20)), Promises { made: 1, kept: 1 });
        let late = vec![promise(), deed("message.answered", 11, "")];
        assert_eq!(promises(&late, at(20)), Promises { made: 1, kept: 0 });
        assert_eq!(promises(&[promise()], at(5)), Promises::default(), "it may still come");
        let ours = vec![promise(), deed("message.added", 9, "")];
        assert_eq!(promises(&ours, at(20)).kept, 0, "what whoever waits says is no news to them");
        let renewed = vec![promise(), deed("ticket.news_promised", 8, &at(30).to_string())];
        assert_eq!(promises(&renewed, at(20)), Promises { made: 1, kept: 1 });
    }

    #[test]
    fn waits_are_counted_for_whom_it_waited() {
        let all = vec![
            deed("ticket.held", 0, "awaiting_supplier: a part"),
            deed("ticket.woken", 5, ""),
            deed("ticket.held", 6, "awaiting_requester: which one?"),
            deed("ticket.held", 8, "scheduled: Sunday"),
            deed("ticket.resolved", 9, ""),
            deed("ticket.held", 10, "awaiting_supplier: again"),
        ];
        let hour = 3600;
        let found = waits(&all, at(12));
        assert_eq!(found, Waits { requester: 2 * hour, supplier: 7 * hour, other: hour });
    }

    #[test]
    fn the_middle_is_the_middle_and_few_are_not_shown() {
        assert_eq!(median(Vec::new()), None);
        assert_eq!(median(vec![9, 1, 5]), Some(Median { seconds: 5, count: 3 }));
        assert_eq!(median(vec![4, 1, 9, 6]), Some(Median { seconds: 5, count: 4 }));
        assert_eq!(usual(vec![1, 2, 3, 4]), None);
        assert_eq!(usual(vec![1, 2, 3, 4, 5]).map(|median| median.seconds), Some(3));
    }

    #[test]
    fn hours_are_whole_and_never_none_of_something() {
        assert_eq!(hours(0), 0);
        assert_eq!(hours(60), 1);
        assert_eq!(hours(5_400), 2);
        assert_eq!(hours(7_000), 2);
    }
}
