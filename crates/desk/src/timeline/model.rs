//! What a ticket's page is made of, and its entries in order.

use super::store::EventRow;
use crate::{
    answers,
    conversation::{AttachmentRow, MessageRow, Visibility},
    impact::{Risk, StatementRow},
    live, playback,
    resolution::{FeedbackRow, ResolutionRow},
    scans::PanelRow,
    tickets::{Access, Heading, Ticket},
};
use base::{Language, PersonId, Time, stored_in_words, stored_time};

/// Everything a ticket's page shows.
#[expect(missing_docs, reason = "each field is named for what it holds")]
pub struct View {
    pub ticket: Ticket,
    pub access: Access,
    pub is_watching: bool,
    pub is_mine: bool,
    pub playback: playback::Panel,
    pub statement: Option<(StatementRow, Vec<Risk>)>,
    pub messages: Vec<MessageRow>,
    pub attachments: Vec<AttachmentRow>,
    pub events: Vec<EventRow>,
    pub resolution: Option<ResolutionRow>,
    pub feedback: Option<FeedbackRow>,
    pub scans: Vec<PanelRow>,
    pub watchers: Vec<(PersonId, String)>,
    pub teams: Vec<Heading>,
    pub agents: Vec<Heading>,
    pub patron: crate::patron::Panel,
    pub live: live::Panel,
    pub answers: answers::Panel,
}

/// One entry of the conversation.
pub enum Entry {
    /// Something somebody said: the position in the view's messages.
    Said(usize),
    /// Something that was done, in words.
    Done {
        /// When.
        at: Time,
        /// "Yusuf put it on hold: waiting for the supplier".
        text: String,
        /// How it was before and is now; may be empty.
        change: String,
        /// The time that was promised, if one was.
        promised: Option<Time>,
    },
    /// What whoever helps understood.
    PlayedBack {
        /// When.
        at: Time,
        /// By whom.
        who: String,
        /// Markdown.
        words: String,
    },
    /// What was said when it was put right.
    PutRight {
        /// When.
        at: Time,
        /// By whom.
        who: String,
        /// "A setting: the printer was asleep".
        words: String,
    },
}

/// Messages and deeds in the order they happened. A message's own event says nothing new.
pub fn entries(language: &Language, view: &View) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(view.messages.len() + view.events.len());
    let mut events = view.events.iter().filter(|e| !is_told_by_message(&e.kind)).peekable();
    for (at, message) in view.messages.iter().enumerate() {
        while let Some(event) = events.next_if(|event| event.at < message.created_at) {
            entries.push(done(language, event));
        }
        entries.push(Entry::Said(at));
    }
    entries.extend(events.map(|event| done(language, event)));
    entries
}

fn is_told_by_message(kind: &str) -> bool {
    kind.starts_with("message.") || kind == "ticket.opened"
}

fn done(language: &Language, event: &EventRow) -> Entry {
    if event.kind == "ticket.resolved" {
        let (who, words) = (event.actor.clone(), stored_in_words(language, &event.after));
        return Entry::PutRight { at: event.at, who, words };
    }
    if event.kind == "ticket.played_back" {
        let (who, words) = (event.actor.clone(), event.after.clone());
        return Entry::PlayedBack { at: event.at, who, words };
    }
    let mut key = format!("event-{}", event.kind.replace(['.', '_'], "-"));
    let (before, after) =
        (stored_in_words(language, &event.before), stored_in_words(language, &event.after));
    if event.kind == "ticket.assigned" {
        key += match after.as_str() {
            "" => "-nobody",
            name if name == event.actor => "-self",
            _ => "",
        };
    }
    let args = [("who", event.actor.as_str()), ("after", &after), ("before", &before)];
    // whoever reads on needs the change only where the sentence does not tell it
    let change = match event.kind.as_str() {
        "ticket.handed_over" | "ticket.changed" | "ticket.reweighed" | "ticket.state_changed" => {
            format!("{before} → {after}")
        }
        "ticket.held"
        | "ticket.reopened"
        | "ticket.cancelled"
        | "ticket.worsened"
        | "ticket.fine_now"
        | "ticket.fixed_itself" => after.clone(),
        _ => String::new(),
    };
    let promised = match event.kind.as_str() {
        "ticket.news_promised" => stored_time(&event.after),
        _ => None,
    };
    Entry::Done { at: event.at, text: language.with(&key, &args), change, promised }
}

impl View {
    /// The files of a message.
    pub fn files(&self, message: &MessageRow) -> Vec<&AttachmentRow> {
        self.attachments.iter().filter(|f| f.message_id == Some(message.id)).collect()
    }

    /// Whether only those who work on the ticket see this message.
    pub fn is_internal(&self, message: &MessageRow) -> bool {
        message.visibility == Visibility::Internal
    }
}
