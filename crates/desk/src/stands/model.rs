//! How a ticket stands before and after something is done to it. Pure.

use crate::tickets::{Ball, HoldReason, State};
use base::row;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

row! {
    /// How a ticket stands: everything that a deed may change, and the newest statement of impact
    /// and of what got worse.
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
        pub statement: Option<i64>,
        pub worsening: Option<i64>,
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
            statement: None,
            worsening: None,
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
}
