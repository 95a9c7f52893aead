//! A message to somebody, as a job.

use db::Time;
use serde::{Deserialize, Serialize};

/// The kind of job that sends a [`Letter`].
pub const SEND_MAIL: &str = "send_mail";

/// A message as the outbox keeps it until it is sent. Texts are finished: what was true when it was
/// written is what goes out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// The name beside it; may be empty.
    pub to_name: String,
    /// Without line breaks.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML; may be empty.
    pub html: String,
    /// Without angle brackets; empty: the sender makes one.
    pub message_id: String,
    /// The message this follows, without angle brackets; may be empty.
    pub in_reply_to: String,
    /// The messages of the thread, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// When it was written: its date, and the beginning of its file's name.
    pub written_at: Time,
    /// Whether no person wrote it: it then says so in its header (RFC 3834).
    pub is_automatic: bool,
    /// An appointment that it brings.
    pub calendar: Option<Appointment>,
    /// Files that go with it, at their end.
    pub files: Vec<LetterFile>,
}

/// What a letter asks a calendar to do (RFC 6047).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Appointment {
    /// `REQUEST` or `CANCEL`.
    pub method: String,
    /// The calendar (RFC 5545).
    pub text: String,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LetterFile {
    /// What it is called.
    pub name: String,
    /// Its type.
    pub media_type: String,
    /// Where its content is kept.
    pub key: String,
}
