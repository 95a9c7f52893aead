//! What a ticket's page is made of, and its entries in order.

use super::store::EventRow;
use crate::{
    affected, answers,
    connected::{Panel, number_in},
    conversation::{AttachmentRow, MessageRow, Visibility},
    counter,
    custom_fields::ValueRow,
    drafts,
    felt::FeedbackRow,
    following::Follower,
    impact::{Risk, StatementRow},
    live, open_questions, outgoing, playback,
    resolution::ResolutionRow,
    scans::PanelRow,
    tasks,
    tickets::{Access, Heading, Ticket},
    time_spent,
    voices::{Voices, voices},
    workaround::WorkaroundRow,
};
use base::{Language, Time, stored_in_words, stored_time};

/// Everything a ticket's page shows.
#[expect(missing_docs, reason = "each field is named for what it holds")]
pub struct View {
    pub ticket: Ticket,
    pub access: Access,
    /// What the reader may do by right, not because they were asked.
    pub by_right: Access,
    pub is_watching: bool,
    pub is_mine: bool,
    pub playback: playback::Panel,
    pub statement: Option<(StatementRow, Vec<Risk>)>,
    pub messages: Vec<MessageRow>,
    pub attachments: Vec<AttachmentRow>,
    pub events: Vec<EventRow>,
    pub resolution: Option<ResolutionRow>,
    pub feedback: Option<FeedbackRow>,
    pub watchers: Vec<Follower>,
    pub connected: Panel,
    pub scans: Vec<PanelRow>,
    pub teams: Vec<Heading>,
    pub agents: Vec<Heading>,
    pub affected: affected::Panel,
    pub desk: counter::Panel,
    pub workaround: Option<WorkaroundRow>,
    pub snoozed_until: Option<Time>,
    pub patron: crate::patron::Panel,
    pub live: live::Panel,
    pub drafts: drafts::Panel,
    pub outgoing: outgoing::Panel,
    pub answers: answers::Panel,
    pub tasks: tasks::Panel,
    pub fields: Vec<ValueRow>,
    pub questions: open_questions::Panel,
    pub time: time_spent::Panel,
    /// What higher features show beside it and below the conversation, as finished HTML.
    pub slots_side: Vec<String>,
    pub slots_below: Vec<String>,
    pub slots_assign: Vec<String>,
    /// The same inside the form of a reply.
    pub slots_reply: Vec<String>,
}

impl View {
    /// The impact statement as its two readers read it, with everybody affected; `today` is where
    /// the organisation is.
    pub fn voices(&self, language: &Language, today: jiff::civil::Date) -> Option<Voices> {
        let (row, risks) = self.statement.as_ref()?;
        let ticket = &self.ticket;
        let answers = row.answers(risks, ticket.location_id.is_some());
        let weight = self.affected.weigh(&answers, ticket.location_id, today);
        let (service, place) = (ticket.service.as_deref(), ticket.location.as_deref());
        Some(voices(language, &answers, &weight, ticket.kind.as_str(), service, place))
    }
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
    /// Another ticket became part of this one: its position in the panel.
    Joined(usize),
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
            entries.push(joined(view, event).unwrap_or_else(|| done(language, event)));
        }
        entries.push(Entry::Said(at));
    }
    let rest = events.map(|event| joined(view, event).unwrap_or_else(|| done(language, event)));
    entries.extend(rest);
    entries
}

/// A ticket that became part of this one, and still is.
fn joined(view: &View, event: &EventRow) -> Option<Entry> {
    let number = number_in(&event.after).filter(|_| event.kind == "ticket.merged_in")?;
    view.connected.part(number).map(Entry::Joined)
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
    let after = match event.kind.as_str() {
        "ticket.passed_on" => {
            language.t(&format!("passed-{after_word}", after_word = event.after)).to_owned()
        }
        _ => after,
    };
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
        "ticket.workaround_said" | "ticket.fixed_at_desk" => after.clone(),
        "ticket.affected" | "ticket.unaffected" if !after.is_empty() => {
            format!("{before} → {after}")
        }
        _ => String::new(),
    };
    let promised = match event.kind.as_str() {
        "ticket.news_promised" | "feedback.low" => stored_time(&event.after),
        _ => None,
    };
    Entry::Done { at: event.at, text: language.with(&key, &args), change, promised }
}

/// A deed as one sentence, with somebody in place of whoever did it: "IT put it on hold". None for
/// what a message says better.
pub fn sentence(language: &Language, event: &EventRow, who: &str) -> Option<String> {
    if is_told_by_message(&event.kind) {
        return None;
    }
    let key = format!("event-{}", event.kind.replace(['.', '_'], "-"));
    let key = match event.kind.as_str() {
        "ticket.assigned" if event.after.is_empty() => format!("{key}-nobody"),
        _ => key,
    };
    let told = |stored: &str| match stored_time(stored) {
        Some(_) => String::new(),
        None => stored_in_words(language, stored),
    };
    let (before, after) = (told(&event.before), told(&event.after));
    language
        .has(&key)
        .then(|| language.with(&key, &[("who", who), ("after", &after), ("before", &before)]))
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
