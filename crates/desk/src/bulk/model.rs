//! What can be done to many tickets, and how it is undone. Pure.

use crate::{
    impact::{Hurts, Scope},
    resolution::Cause,
    snooze,
    tickets::HoldReason,
};
use base::{Actor, Error, LocationId, PersonId, Problems, Result, ServiceId, TeamId, Time};
use serde::{Deserialize, Serialize};
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
        /// Who is stopped and when it hurts, from which the priority follows.
        Priority = "priority",
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
    /// Says how it is now: who is stopped, when it hurts. The priority follows.
    Priority {
        /// Why: what changed, in words the requester reads.
        changed: String,
        /// one, several, everyone; none: as each ticket has it
        #[schema(value_type = Option<String>)]
        scope: Option<Scope>,
        /// now, today, this_week, later; none: as each ticket has it
        #[schema(value_type = Option<String>)]
        hurts: Option<Hurts>,
    },
    /// Answers with these words.
    Reply {
        /// Markdown.
        words: String,
        /// Whether the answers wait for some seconds, in which they can be taken back.
        #[serde(default)]
        can_be_undone: bool,
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
            Deed::Priority { .. } => DeedKind::Priority,
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
            Deed::Priority { changed, scope, hurts } => {
                *changed = problems.text("changed", changed, 500);
                if scope.is_none() && hurts.is_none() {
                    problems.add("scope", "problem-bulk-priority");
                }
            }
            Deed::Reply { words, .. } => *words = problems.text("words", words, 100_000),
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
            DeedKind::Priority => Deed::Priority {
                changed: form.get("changed").to_owned(),
                scope: Scope::parse(form.get("scope")),
                hurts: Hurts::parse(form.get("hurts")),
            },
            DeedKind::Reply => {
                Deed::Reply { words: form.get("words").to_owned(), can_be_undone: true }
            }
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
            Deed::Reply { words, .. } | Deed::Resolve { words, .. } => words.clear(),
            Deed::Priority { changed, .. } => changed.clear(),
            Deed::Hold { because, .. } => because.clear(),
            Deed::Cancel { why } => why.clear(),
            _ => {}
        }
        deed
    }

    /// Whether the people who asked were told of it when it was done.
    pub fn is_told(&self) -> bool {
        matches!(
            self,
            Deed::Hold { .. } | Deed::Resolve { .. } | Deed::Cancel { .. } | Deed::Reply { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
