//! What a received message comes out as.

use crate::{Automatic, Keys, Mailbox};

/// A received message, decoded and safe to store and show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incoming {
    /// Without angle brackets; the first one when a message carries several.
    pub message_id: Option<String>,
    /// Message ids without angle brackets, in the order of the header.
    pub in_reply_to: Vec<String>,
    /// Message ids without angle brackets, oldest first.
    pub references: Vec<String>,
    /// From, or Sender where there is no usable From.
    pub from: Option<Mailbox>,
    /// Where the sender wants answers; empty when it is not said.
    pub reply_to: Vec<Mailbox>,
    /// Recipients that can be written to; groups are taken apart.
    pub to: Vec<Mailbox>,
    /// As `to`.
    pub cc: Vec<Mailbox>,
    /// Decoded, white space folded, no control or bidi override characters.
    pub subject: Option<String>,
    /// Date header in seconds since 1970 UTC; what the sender claims, not when it came.
    pub sent_at: Option<i64>,
    /// The most readable text of the message: its plain parts, else its HTML as text. LF line ends.
    pub text: String,
    /// `text` without quoted messages and signature.
    pub reply: String,
    /// What `reply` leaves out of `text`; may be empty.
    pub cut: String,
    /// Sanitised HTML that loads nothing from elsewhere; inline images keep their `cid:` address.
    pub html: Option<String>,
    /// Parts that are not shown as the text, in the order of the message.
    pub attachments: Vec<Attachment>,
    /// Whether a person or a program wrote it, as far as can be told.
    pub automatic: Automatic,
    /// Carries a PGP or S/MIME signature, which nobody has verified.
    pub signed: bool,
    /// Is PGP or S/MIME encrypted, so that `text` is not the real content.
    pub encrypted: bool,
    /// Carries an invitation or an answer to one (RFC 5545).
    pub calendar: bool,
    /// Relays it passed, from its Received headers; above 50 it is going round in a circle.
    pub hops: usize,
    /// Only the beginning was taken apart, because the message has too many levels or parts.
    pub cut_short: bool,
}

impl Incoming {
    /// Whether this is the desk's own mail coming back: it is from one of `addresses` (the desk's
    /// own, compared without case), or its Message-ID is one that `keys` made.
    pub fn is_own(&self, addresses: &[&str], keys: Option<&Keys>) -> bool {
        let from_desk = self.from.as_ref().is_some_and(|from| {
            addresses.iter().any(|own| own.eq_ignore_ascii_case(&from.address))
        });
        let made_here = self
            .message_id
            .as_deref()
            .is_some_and(|id| keys.is_some_and(|keys| keys.ticket_of(id).is_some()));
        from_desk || made_here || self.automatic == Automatic::OwnMail
    }
}

/// A file that came with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Safe to offer for download: no path, no control or bidi characters, 1 to 180 characters.
    pub name: String,
    /// Lower case `type/subtype` as the sender claims it.
    pub media_type: String,
    /// Without angle brackets; what a `cid:` address in the HTML refers to.
    pub content_id: Option<String>,
    /// Meant to be shown within the text.
    pub is_inline: bool,
    /// Decoded content.
    pub bytes: Vec<u8>,
}
