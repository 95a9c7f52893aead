//! What can be done to many tickets, and how it is undone. Pure.

use crate::{
    resolution::Cause,
    snooze,
    tickets::{Ball, HoldReason, State},
};
use base::{Actor, Error, LocationId, PersonId, Problems, Result, ServiceId, TeamId, Time, row};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use web::Fields;

db::words! {
    /// A deed as it is chosen.
    pub enum DeedKind {
        /// To a person, or to nobody.
        Assign = "assign",
        /// To another team.
        HandOver = "hand_over",
        /// One more tag.
        AddTag = "add_tag",
        /// One tag less.
        RemoveTag = "remove_tag",
        /// Out of one's own lists.
        Snooze = "snooze",
        /// Back into them.
        EndSnooze = "end_snooze",
        /// For a reason, until a date.
        Hold = "hold",
        /// Before its date.
        EndHold = "end_hold",
        /// What it is about.
        Service = "service",
        /// Where it is.
        Location = "location",
        /// The same words to each requester.
        Reply = "reply",
        /// Put right, in words.
        Resolve = "resolve",
        /// What was put right and not confirmed.
        Close = "close",
        /// Not needed after all.
        Cancel = "cancel",
    }
}

db::words! {
    /// What became of one ticket.
    pub enum Outcome {
        /// Its turn has not come.
        Waiting = "waiting",
        /// Done.
        Done = "done",
        /// It was like this before.
        Same = "same",
        /// It could not be done.
        Refused = "refused",
        /// Not a ticket that the person works on.
        NotYours = "not_yours",
        /// Done, and put back as it was.
        Undone = "undone",
        /// Not put back, because somebody changed it since.
        Kept = "kept",
    }
}

/// A deed with everything it takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Deed {
    /// Gives it to a person of its team, or to nobody.
    Assign {
        /// The person's id.
        #[schema(value_type = Option<i64>)]
        assignee: Option<PersonId>,
    },
    /// Hands it to another team.
    HandOver {
        /// The team's id.
        #[schema(value_type = i64)]
        team: TeamId,
    },
    /// Adds a tag.
    AddTag {
        /// One word.
        tag: String,
    },
    /// Takes a tag away.
    RemoveTag {
        /// One word.
        tag: String,
    },
    /// Keeps it out of one's own lists.
    Snooze {
        /// Until then.
        #[schema(value_type = String, format = DateTime)]
        until: Time,
    },
    /// Brings it back into one's own lists.
    EndSnooze,
    /// Puts it on hold.
    Hold {
        /// awaiting_requester, awaiting_supplier, awaiting_change, scheduled
        #[schema(value_type = String)]
        reason: HoldReason,
        /// In words the requester reads.
        because: String,
        /// When it comes back.
        #[schema(value_type = String, format = DateTime)]
        wakes_at: Time,
    },
    /// Ends its hold.
    EndHold,
    /// Changes what it is about.
    Service {
        /// The service's id; none: nothing in particular.
        #[schema(value_type = Option<i64>)]
        service: Option<ServiceId>,
    },
    /// Changes where it is.
    Location {
        /// The place's id; none: everywhere.
        #[schema(value_type = Option<i64>)]
        location: Option<LocationId>,
    },
    /// Answers with these words.
    Reply {
        /// Markdown.
        words: String,
    },
    /// Says that it is put right.
    Resolve {
        /// What was behind it.
        #[schema(value_type = String)]
        cause: Cause,
        /// In plain words.
        words: String,
    },
    /// Closes what was put right.
    Close,
    /// Calls it off.
    Cancel {
        /// Why.
        why: String,
    },
}

impl Deed {
    /// Which kind it is.
    pub fn kind(&self) -> DeedKind {
        match self {
            Deed::Assign { .. } => DeedKind::Assign,
            Deed::HandOver { .. } => DeedKind::HandOver,
            Deed::AddTag { .. } => DeedKind::AddTag,
            Deed::RemoveTag { .. } => DeedKind::RemoveTag,
            Deed::Snooze { .. } => DeedKind::Snooze,
            Deed::EndSnooze => DeedKind::EndSnooze,
            Deed::Hold { .. } => DeedKind::Hold,
            Deed::EndHold => DeedKind::EndHold,
            Deed::Service { .. } => DeedKind::Service,
            Deed::Location { .. } => DeedKind::Location,
            Deed::Reply { .. } => DeedKind::Reply,
            Deed::Resolve { .. } => DeedKind::Resolve,
            Deed::Close => DeedKind::Close,
            Deed::Cancel { .. } => DeedKind::Cancel,
        }
    }

    /// Trims it, or says what is wrong with it whatever the ticket.
    pub fn check(mut self, now: Time) -> Result<Self> {
        let mut problems = Problems::default();
        match &mut self {
            Deed::AddTag { tag } | Deed::RemoveTag { tag } => {
                let typed = problems.line("tag", tag, 40);
                if typed.contains([' ', ',']) {
                    problems.add("tag", "problem-tag-words");
                }
                *tag = typed;
            }
            Deed::Snooze { until } if *until <= now => problems.add("until", "problem-wakes-past"),
            Deed::Hold { because, wakes_at, .. } => {
                *because = problems.text("because", because, 500);
                if *wakes_at <= now {
                    problems.add("wakes", "problem-wakes-past");
                }
            }
            Deed::Reply { words } => *words = problems.text("words", words, 100_000),
            Deed::Resolve { words, .. } => *words = problems.text("words", words, 10_000),
            Deed::Cancel { why } => *why = problems.text("why", why, 500),
            _ => {}
        }
        problems.check()?;
        Ok(self)
    }

    /// From the fields of a form.
    pub fn read(kind: DeedKind, form: &Fields, actor: &Actor, now: Time) -> Result<Self> {
        let mut problems = Problems::default();
        let missing = |field: &'static str, key| Error::invalid(field, key);
        let deed = match kind {
            DeedKind::Assign => Deed::Assign {
                assignee: if form.has("take") {
                    actor.id
                } else {
                    form.number("assignee").map(PersonId)
                },
            },
            DeedKind::HandOver => Deed::HandOver {
                team: form
                    .number("team")
                    .map(TeamId)
                    .ok_or_else(|| missing("team", "problem-choose"))?,
            },
            DeedKind::AddTag => Deed::AddTag { tag: form.get("tag").to_owned() },
            DeedKind::RemoveTag => Deed::RemoveTag { tag: form.get("tag").to_owned() },
            DeedKind::Snooze => Deed::Snooze {
                until: snooze::typed(actor, now, form.get("quick"), form.get("until"))
                    .ok_or_else(|| missing("until", "problem-time"))?,
            },
            DeedKind::EndSnooze => Deed::EndSnooze,
            DeedKind::Hold => {
                let reason = problems.word("reason", HoldReason::parse(form.get("reason")));
                let because = problems.text("because", form.get("because"), 500);
                let wakes = snooze::local_time(actor, form.get("wakes"));
                if wakes.is_none() {
                    problems.add("wakes", "problem-wakes");
                }
                problems.check()?;
                let (Some(reason), Some(wakes_at)) = (reason, wakes) else {
                    return Err(Error::Conflict);
                };
                Deed::Hold { reason, because, wakes_at }
            }
            DeedKind::EndHold => Deed::EndHold,
            DeedKind::Service => Deed::Service { service: form.number("service").map(ServiceId) },
            DeedKind::Location => {
                Deed::Location { location: form.number("location").map(LocationId) }
            }
            DeedKind::Reply => Deed::Reply { words: form.get("words").to_owned() },
            DeedKind::Resolve => {
                let cause = problems.word("cause", Cause::parse(form.get("cause")));
                let words = problems.text("words", form.get("words"), 10_000);
                problems.check()?;
                let Some(cause) = cause else { return Err(Error::Conflict) };
                Deed::Resolve { cause, words }
            }
            DeedKind::Close => Deed::Close,
            DeedKind::Cancel => Deed::Cancel { why: form.get("why").to_owned() },
        };
        deed.check(now)
    }

    /// The deed without what was written: once it is done, the words stand on each ticket, where
    /// what is confidential is taken out of them.
    pub fn without_words(&self) -> Self {
        let mut deed = self.clone();
        match &mut deed {
            Deed::Reply { words } | Deed::Resolve { words, .. } => words.clear(),
            Deed::Hold { because, .. } => because.clear(),
            Deed::Cancel { why } => why.clear(),
            _ => {}
        }
        deed
    }

    /// Whether it can be undone at all: what was said was said.
    pub fn is_undoable(&self) -> bool {
        !matches!(self, Deed::Reply { .. })
    }

    /// Whether the people who asked were told of it when it was done.
    pub fn is_told(&self) -> bool {
        matches!(
            self,
            Deed::Hold { .. } | Deed::Resolve { .. } | Deed::Cancel { .. } | Deed::Reply { .. }
        )
    }
}

row! {
    /// How a ticket stands: everything that a deed may change.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Stand {
        pub team: Option<i64>,
        pub assignee: Option<i64>,
        pub state: State,
        pub ball: Ball,
        pub on_hold_reason: Option<HoldReason>,
        pub on_hold_note: String,
        pub wakes_at: Option<i64>,
        pub news_by: Option<i64>,
        pub service: Option<i64>,
        pub location: Option<i64>,
        pub tags: String,
        pub resolved_at: Option<i64>,
        pub closed_at: Option<i64>,
        pub snoozed: Option<i64>,
    }
}

fn map(stand: &Stand) -> Map<String, Value> {
    match serde_json::to_value(stand) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

impl Stand {
    /// As it is stored.
    pub fn stored(&self) -> String {
        Value::Object(map(self)).to_string()
    }

    /// From what is stored.
    pub fn read(stored: &str) -> Option<Self> {
        serde_json::from_str(stored).ok()
    }

    /// How it should stand now that a deed, which made `after` of `before`, is undone; none where
    /// something that the deed changed has changed since.
    pub fn without(&self, before: &Stand, after: &Stand) -> Option<Stand> {
        let (was, became, mut now) = (map(before), map(after), map(self));
        let changed: Vec<_> = was.keys().filter(|key| was.get(*key) != became.get(*key)).collect();
        if changed.iter().any(|key| now.get(*key) != became.get(*key)) {
            return None;
        }
        for key in changed {
            now.insert(key.clone(), was.get(key).cloned().unwrap_or(Value::Null));
        }
        serde_json::from_value(Value::Object(now)).ok()
    }

    /// Which of its facts differ, by name.
    pub fn differences(&self, other: &Stand) -> Vec<String> {
        let (one, two) = (map(self), map(other));
        one.keys().filter(|key| one.get(*key) != two.get(*key)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand() -> Stand {
        Stand {
            team: Some(1),
            assignee: None,
            state: State::New,
            ball: Ball::Provider,
            on_hold_reason: None,
            on_hold_note: String::new(),
            wakes_at: None,
            news_by: Some(7),
            service: None,
            location: None,
            tags: String::new(),
            resolved_at: None,
            closed_at: None,
            snoozed: None,
        }
    }

    #[test]
    fn undoing_puts_back_only_what_the_deed_changed() {
        let before = stand();
        let after = Stand { assignee: Some(4), state: State::Open, ..stand() };
        let tagged = Stand { tags: " vip ".into(), ..after.clone() };
        let back = tagged.without(&before, &after).unwrap();
        assert_eq!(back, Stand { tags: " vip ".into(), ..before.clone() });
        let taken = Stand { assignee: Some(5), ..after.clone() };
        assert_eq!(taken.without(&before, &after), None);
        assert_eq!(before.differences(&after), ["assignee", "state"]);
        assert_eq!(Stand::read(&after.stored()), Some(after));
    }

    #[test]
    fn a_deed_that_lacks_something_says_what() {
        let now = Time::from_micros(0);
        let read = |kind, pairs: &[(&str, &str)]| {
            Deed::read(kind, &Fields::new(pairs.iter().copied()), &Actor::system(), now)
        };
        let refused = |kind, pairs: &[(&str, &str)]| match read(kind, pairs) {
            Err(Error::Invalid(problems)) => problems.0[0].field.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(DeedKind::HandOver, &[]), "team");
        assert_eq!(refused(DeedKind::AddTag, &[("tag", "two words")]), "tag");
        assert_eq!(refused(DeedKind::Snooze, &[("quick", "never")]), "until");
        assert_eq!(refused(DeedKind::Cancel, &[("why", " ")]), "why");
        let closed = read(DeedKind::Close, &[]).unwrap();
        assert_eq!(closed, Deed::Close);
        assert_eq!(serde_json::to_string(&closed).unwrap(), r#"{"kind":"close"}"#);
    }
}
