//! What the audit trail shows of an event.

use base::{PersonId, Time, row};
use jiff::{civil::Date, tz::TimeZone};
use web::Page;

row! {
    /// Something that was done.
    #[derive(Clone, Debug)]
    pub struct Deed {
        /// Its row; later deeds have higher ones.
        pub id: i64,
        /// When.
        pub at: Time,
        /// By whom; nobody for Footbridge itself.
        pub actor_id: Option<PersonId>,
        /// Their name at that time.
        pub actor: String,
        /// `noun.verb`.
        pub kind: String,
        /// What it was done to: `person 7`.
        pub subject: String,
        /// Whether only the agents of the ticket's team may know what it says.
        pub is_internal: bool,
        /// How it was, in words or as JSON.
        pub before: String,
        /// How it was afterwards.
        pub after: String,
        /// The request it was part of.
        pub request: String,
    }
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which field; empty where the event only says it in words.
    pub name: String,
    /// How it was.
    pub before: String,
    /// How it was afterwards.
    pub after: String,
}

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Done by the person with this address.
    pub email: String,
    /// Of this kind; empty: all.
    pub kind: String,
    /// Done to this: `ticket 7`, `person 3`; empty: anything.
    pub subject: String,
    /// Not before this instant.
    pub from: Option<Time>,
    /// Before this instant.
    pub to: Option<Time>,
    /// Older than this event; 0: from the newest on.
    pub before: i64,
}

impl Deed {
    /// Whether it may quote what somebody wrote in a ticket: everything done to one that is not
    /// known to say only names, numbers, times and states. Running Footbridge is no right to read
    /// tickets: the words stay there.
    pub fn is_quote(&self) -> bool {
        let plain = [
            "affected",
            "assigned",
            "assist_declined",
            "assist_given",
            "closed",
            "follower_added",
            "follower_removed",
            "followed",
            "handed_over",
            "linked",
            "merged",
            "news_missed",
            "news_promised",
            "patron_detail_marked",
            "patron_details_removed",
            "patron_details_seen",
            "put_back",
            "reported_again",
            "reweighed",
            "state_changed",
            "unaffected",
            "unfollowed",
            "unlinked",
            "unmerged",
            "woken",
            "words_removed",
        ];
        match self.kind.split_once('.') {
            Some(("ticket", verb)) => !plain.contains(&verb),
            Some(("message" | "feedback" | "task", _)) => true,
            // answers to questions, and whatever else is done to a ticket one day
            _ => self.subject.starts_with("ticket "),
        }
    }

    /// Takes out what only those who see the ticket may read: that it happened stays.
    #[must_use]
    pub fn without_inner_words(mut self) -> Self {
        if self.is_internal || self.is_quote() {
            self.before.clear();
            self.after.clear();
        }
        self
    }

    /// As a row of a table.
    pub fn cells(&self) -> [String; 9] {
        [
            self.id.to_string(),
            self.at.to_string(),
            self.actor_id.map(|id| id.to_string()).unwrap_or_default(),
            self.actor.clone(),
            self.kind.clone(),
            self.subject.clone(),
            self.before.clone(),
            self.after.clone(),
            self.request.clone(),
        ]
    }

    /// What was done, to what, in words.
    pub fn words(&self, page: &Page) -> String {
        format!("{} · {}", kind_words(page, &self.kind), self.subject)
    }

    /// The same without what it was done to.
    pub fn kind_in_words(&self, page: &Page) -> String {
        kind_words(page, &self.kind)
    }

    /// Whether it was done to the person who did it.
    pub fn is_about_themselves(&self) -> bool {
        self.actor_id.is_some_and(|id| self.subject == format!("person {id}"))
    }

    /// Where what it was done to can be looked at.
    pub fn link(&self) -> Option<String> {
        let (what, id) = self.subject.split_once(' ')?;
        let id: i64 = id.parse().ok()?;
        let room = match what {
            "person" => "people",
            "department" => "departments",
            "location" => "locations",
            "team" => "teams",
            "service" => "services",
            "device" => "devices",
            _ => return None,
        };
        Some(format!("/administration/{room}/{id}"))
    }

    /// What changed, field by field where the event says so.
    pub fn changes(&self) -> Vec<Change> {
        let object = |text: &str| match serde_json::from_str(text) {
            Ok(serde_json::Value::Object(map)) => Some(map),
            _ => None,
        };
        let (was, is) = (object(&self.before), object(&self.after));
        if was.is_none() && is.is_none() {
            if self.before.is_empty() && self.after.is_empty() {
                return Vec::new();
            }
            let (before, after) = (self.before.clone(), self.after.clone());
            return vec![Change { name: String::new(), before, after }];
        }
        let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
        let mut names: Vec<&String> = was.keys().chain(is.keys()).collect();
        names.sort();
        names.dedup();
        let text = |value: Option<&serde_json::Value>| match value {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(serde_json::Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let change = |name: &String| Change {
            name: name.replace('_', " "),
            before: text(was.get(name)),
            after: text(is.get(name)),
        };
        names.into_iter().map(change).filter(|c| c.before != c.after).collect()
    }
}

/// A kind of event in words: `person.signed_in` becomes "Signed in", or "person signed in" where
/// nobody has written a better one.
pub fn kind_words(page: &Page, kind: &str) -> String {
    let key = format!("audit-kind-{}", kind.replace(['.', '_'], "-"));
    match page.language.plain(&key) {
        Some(words) => words.to_owned(),
        None => kind.replace(['.', '_'], " "),
    }
}

/// The instant a day begins there, `days` later; nothing if the text is not a date.
pub fn day_start(text: &str, zone: &TimeZone, days: i64) -> Option<Time> {
    let date: Date = text.trim().parse().ok()?;
    let date = date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(date.to_zoned_datetime(zone.clone()).ok()?.timestamp().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deed(before: &str, after: &str) -> Deed {
        Deed {
            id: 1,
            at: Time::from_micros(0),
            actor_id: None,
            actor: "Footbridge".into(),
            kind: "x.y".into(),
            subject: "x 1".into(),
            is_internal: true,
            before: before.into(),
            after: after.into(),
            request: String::new(),
        }
    }

    #[test]
    fn changes_are_told_field_by_field() {
        let changes = deed(r#"{"name":"A","n":1}"#, r#"{"name":"B","n":1}"#).changes();
        let expected = Change { name: "name".into(), before: "A".into(), after: "B".into() };
        assert_eq!(changes, [expected]);
        assert_eq!(deed("", "agent (Help)").changes()[0].after, "agent (Help)");
        assert!(deed("", "").changes().is_empty());
    }

    #[test]
    fn inner_words_are_taken_out() {
        let noted = deed("", "the password is swordfish");
        assert!(noted.clone().without_inner_words().changes().is_empty());
        let answered = Deed { is_internal: false, kind: "message.answered".into(), ..noted };
        assert!(answered.without_inner_words().changes().is_empty());
    }

    #[test]
    fn days_begin_where_the_reader_is() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let start = day_start("2026-11-23", &zone, 1).unwrap();
        assert_eq!(start.to_string(), "2026-11-23T13:00:00Z");
        assert_eq!(day_start("yesterday", &zone, 0), None);
        assert_eq!(day_start("9999-12-31", &zone, 1), None);
    }
}
