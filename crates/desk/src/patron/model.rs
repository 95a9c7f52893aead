//! Who may see a patron detail, and finding words in a text. Pure.

use crate::tickets::{Access, Ticket};
use base::{
    Actor, PersonId, Problems, Result, Time, row,
    withheld::{Cards, tokens},
};
use std::ops::Range;

row! {
    /// Words kept apart.
    #[derive(Clone, Debug)]
    pub struct Detail {
        /// As in the token that stands in the text.
        pub key: String,
        /// What it says; empty once removed.
        pub words: String,
        /// Who wrote it.
        pub by_id: Option<PersonId>,
        /// Their name.
        pub author: Option<String>,
        /// Whether it stands in a note, or in a text that was one.
        pub is_internal: bool,
        /// When.
        pub at: Time,
        /// When the words were removed.
        pub purged_at: Option<Time>,
    }
}

/// What a ticket's page says about patron details.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// How many are kept.
    pub kept: usize,
    /// When the last one was removed, if any was.
    pub removed_at: Option<Time>,
    /// Whether the reader may see at least one of them.
    pub is_shown: bool,
}

/// Whether the actor may see a detail of a ticket that they can see: whoever wrote it, the person
/// the ticket is for, and whoever was named as confidant. Working on the ticket is not enough.
pub fn may_see(actor: &Actor, ticket: &Ticket, access: Access, detail: &Detail) -> bool {
    if actor.id.is_some() && actor.id == detail.by_id {
        return true;
    }
    if detail.is_internal && access < Access::Work {
        return false;
    }
    actor.id == Some(ticket.requester_id)
        || actor.is_patron_confidant(ticket.department_id, ticket.team_id)
}

/// Whether the actor may ask for the details of a ticket at all.
pub fn may_ask(actor: &Actor, ticket: &Ticket, access: Access, details: &[Detail]) -> bool {
    actor.id == Some(ticket.requester_id)
        || actor.is_patron_confidant(ticket.department_id, ticket.team_id)
        || details.iter().any(|detail| may_see(actor, ticket, access, detail))
}

impl Panel {
    /// From the details of a ticket.
    pub fn of(actor: &Actor, ticket: &Ticket, access: Access, details: &[Detail]) -> Self {
        let kept = details.iter().filter(|d| d.purged_at.is_none());
        Panel {
            kept: kept.clone().count(),
            removed_at: details.iter().filter_map(|d| d.purged_at).max(),
            is_shown: kept.into_iter().any(|d| may_see(actor, ticket, access, d)),
        }
    }
}

/// How patron details are kept.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Days after closing until the words are removed.
    pub days: i64,
    /// What card numbers look like: one pattern a line.
    pub cards: String,
}

/// Days after closing, where nobody said otherwise.
pub const USUAL_DAYS: i64 = 30;

impl Settings {
    /// From what is typed.
    pub fn read(days: &str, cards: &str) -> Result<Self> {
        let mut problems = Problems::default();
        let days = days.trim().parse().ok().filter(|days| (1..=3650).contains(days));
        if days.is_none() {
            problems.add("patron_days", "problem-patron-days");
        }
        let lines = cards.lines().map(str::trim).filter(|line| !line.is_empty());
        let cards = lines.collect::<Vec<_>>().join("\n");
        if Cards::parse(&cards).is_none() {
            problems.add("patron_cards", "problem-patron-cards");
        }
        problems.check()?;
        Ok(Settings { days: days.unwrap_or(USUAL_DAYS), cards })
    }
}

/// A part of a text with patron details in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As everybody reads it.
    Open(String),
    /// What was withheld.
    Kept(String),
}

/// A text with the words in place of their tokens; none if it has none of them.
pub fn fill_in(text: &str, details: &[Detail]) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for (range, key) in tokens(text) {
        let detail = details.iter().find(|d| d.key == key && d.purged_at.is_none());
        if let Some(detail) = detail {
            pieces.push(Piece::Open(text[end..range.start].to_owned()));
            pieces.push(Piece::Kept(detail.words.clone()));
            end = range.end;
        }
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.push(Piece::Open(text[end..].to_owned()));
    Some(pieces)
}

/// The text with a token in place of the words wherever they stand, in whatever case and however
/// the line breaks; none if they are not in it. Tokens are left alone.
pub fn replace_words(text: &str, words: &str, token: &str) -> Option<String> {
    let kept: Vec<Range<usize>> = tokens(text).into_iter().map(|(range, _)| range).collect();
    let mut out = String::new();
    let mut end = 0;
    let mut at = 0;
    while at < text.len() {
        if let Some(range) = kept.iter().find(|range| range.contains(&at)) {
            at = range.end;
            continue;
        }
        let found = match_at(text, at, words).filter(|to| {
            !kept.iter().any(|range| range.start < *to && at < range.end)
                && stands_alone(text, at..*to)
        });
        match found {
            Some(to) => {
                out += &text[end..at];
                out += token;
                (end, at) = (to, to);
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    (end > 0).then(|| out + &text[end..])
}

/// The same, also where they stand as a tag does, with a dash between them: what was changed tells of
/// tags, too.
pub fn hide_words(text: &str, words: &str, token: &str) -> Option<String> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let ways = [words.to_owned(), parts.join("-"), parts.join("_")];
    let mut hidden: Option<String> = None;
    for way in &ways {
        let now = hidden.as_deref().unwrap_or(text);
        hidden = replace_words(now, way, token).or(hidden);
    }
    hidden
}

/// Where the words end that begin here, if they do.
fn match_at(text: &str, at: usize, words: &str) -> Option<usize> {
    let mut here = text[at..].char_indices().peekable();
    let mut wanted = words.chars().peekable();
    while let Some(c) = wanted.next() {
        if c.is_whitespace() {
            while wanted.next_if(|c| c.is_whitespace()).is_some() {}
            here.next_if(|(_, c)| c.is_whitespace())?;
            while here.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else {
            here.next_if(|(_, other)| *other == c || other.to_lowercase().eq(c.to_lowercase()))?;
        }
    }
    Some(here.peek().map_or(text.len(), |(offset, _)| at + offset))
}

/// Not a piece of a longer word: "Lee" is not in "sleep".
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let found = &text[range.clone()];
    let joins = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    !joins(text[..range.start].chars().next_back(), found.chars().next())
        && !joins(found.chars().next_back(), text[range.end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_broken_and_not_inside_others() {
        let swap = |text, words| replace_words(text, words, "(T)");
        assert_eq!(swap("Mrs Lee, mrs\n  LEE.", "Mrs Lee").unwrap(), "(T), (T).");
        assert_eq!(swap("asleep, Lee's card", "lee").unwrap(), "asleep, (T)'s card");
        assert_eq!(swap("Straße 4", "STRASSE 4"), None);
        assert_eq!(swap("nobody here", "Lee"), None);
        assert_eq!(swap("ééé Lee", "lee").unwrap(), "ééé (T)");
        let token = base::withheld::token_of("bcdfghjklm");
        assert_eq!(swap(&token, "patron"), None);
        assert_eq!(swap(&format!("patron {token}"), "patron").unwrap(), format!("(T) {token}"));
    }

    #[test]
    fn a_text_is_filled_in_only_with_what_may_be_seen() {
        let detail = Detail {
            key: "bcdfghjklm".into(),
            words: "Mrs Lee".into(),
            by_id: None,
            author: None,
            is_internal: false,
            at: Time::from_micros(0),
            purged_at: None,
        };
        let text = "for (patron detail withheld: bcdfghjklm), (patron detail withheld: zzzzzzzzzz)";
        let pieces = fill_in(text, std::slice::from_ref(&detail)).unwrap();
        assert_eq!(pieces[1], Piece::Kept("Mrs Lee".into()));
        assert_eq!(pieces[2], Piece::Open(", (patron detail withheld: zzzzzzzzzz)".into()));
        assert_eq!(fill_in(text, &[]), None);
    }
}
