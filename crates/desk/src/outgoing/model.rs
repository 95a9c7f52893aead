//! What waits, and how a page shows it. Pure.

use super::{actions::Sent, store::OutgoingRow};
use crate::{drafts::Carried, links::Connected, resolution::Cause};
use base::{PersonId, Time};
use web::Fields;

db::words! {
    /// What it will be once it has left.
    pub enum What {
        /// An answer.
        Reply = "reply",
        /// How it was put right.
        Resolution = "resolution",
    }
}

impl Sent {
    /// What the page says afterwards: an answer that waits is brought into sight, where it can be
    /// taken back.
    pub fn said(&self, sent: &str) -> String {
        match self {
            Sent::Waiting(row) => format!("leaving#leaving-{row}"),
            _ => sent.to_owned(),
        }
    }
}

/// The longest somebody may want to think again, in seconds.
const LONGEST: i64 = 60;

/// How long an answer waits, in seconds; none: it leaves at once.
pub fn wait(set: i64) -> Option<i64> {
    Some(set.clamp(0, LONGEST)).filter(|seconds| *seconds > 0)
}

/// Something to say that can still be taken back.
#[derive(Clone, Debug)]
pub struct NewOutgoing {
    /// What it will be.
    pub what: What,
    /// The words.
    pub body: String,
    /// What was behind it, where it is put right.
    pub cause: Option<Cause>,
    /// Whether to wait for an answer afterwards.
    pub is_asking: bool,
    /// Files that came with the form.
    pub files: Vec<i64>,
    /// Whether those who are named in it, and may not read the ticket, follow it.
    pub is_adding_named: bool,
    /// What is to happen to the tickets that hang together with it.
    pub connected: Connected,
    /// How it came in.
    pub channel: crate::tickets::Channel,
    /// The draft that these words were.
    pub draft: Carried,
}

impl NewOutgoing {
    /// An answer with nothing but its words.
    pub fn reply(words: &str, channel: crate::tickets::Channel) -> Self {
        NewOutgoing {
            what: What::Reply,
            body: words.to_owned(),
            cause: None,
            is_asking: false,
            files: Vec::new(),
            is_adding_named: false,
            connected: Connected::default(),
            channel,
            draft: Carried::default(),
        }
    }
}

/// What else was chosen, as it is stored.
pub fn options(new: &NewOutgoing) -> String {
    let all = [
        ("named", new.is_adding_named),
        ("even_so", new.connected.is_even_so),
        ("tell_caused", new.connected.tells_caused),
    ];
    all.iter().filter(|(_, is_on)| *is_on).map(|(word, _)| *word).collect::<Vec<_>>().join(" ")
}

/// Whether something was chosen.
pub fn has_option(row: &OutgoingRow, word: &str) -> bool {
    row.options.split(' ').any(|one| one == word)
}

/// Numbers as they are stored: with commas between.
pub fn join(files: &[i64]) -> String {
    files.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
}

/// Numbers from what is stored.
pub fn split(stored: &str) -> Vec<i64> {
    stored.split(',').filter_map(|id| id.parse().ok()).collect()
}

/// The form's fields as they were, for the draft it becomes again.
pub fn fields(row: &OutgoingRow) -> Fields {
    let words = match row.kind {
        What::Reply => "body",
        What::Resolution => "words",
    };
    let mut fields = Fields::new([(words, row.body.clone())]);
    if !row.cause.is_empty() {
        fields.push("cause", row.cause.clone());
    }
    for file in split(&row.files) {
        fields.push("attachment", file.to_string());
    }
    fields
}

/// What waits on a ticket, for those who work on it.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// In order.
    pub rows: Vec<OutgoingRow>,
    /// Who reads.
    pub reader: Option<PersonId>,
}

impl Panel {
    /// Whether the reader wrote it, and may take it back.
    pub fn is_mine(&self, row: &OutgoingRow) -> bool {
        self.reader == Some(row.author_id)
    }

    /// Whether its words may show: marked ones go to a place of their own when they leave, and until
    /// then are their author's alone.
    pub fn is_shown(&self, row: &OutgoingRow) -> bool {
        self.is_mine(row) || !row.body.contains("||")
    }

    /// Seconds until it leaves.
    pub fn seconds(&self, row: &OutgoingRow, now: &Time) -> i64 {
        row.leaves_at.seconds_since(*now).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_longer_than_a_minute() {
        assert_eq!(wait(0), None);
        assert_eq!(wait(15), Some(15));
        assert_eq!(wait(900), Some(60));
        assert_eq!(split(&join(&[3, 7])), [3, 7]);
        assert_eq!(split(""), [0; 0]);
    }
}
