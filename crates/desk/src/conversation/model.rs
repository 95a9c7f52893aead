//! Who sees a message, and what a file may be called.

use crate::tickets::Channel;

db::words! {
    /// Who sees a message.
    pub enum Visibility {
        /// Everybody on the ticket.
        Public = "public",
        /// Only those who work on it.
        Internal = "internal",
    }
}

/// A message before it is stored.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Markdown, or the text of a mail.
    pub body: String,
    /// How it came in.
    pub channel: Channel,
    /// Ids of files sent before with the form (see [`stage`]).
    pub staged: Vec<i64>,
    /// Files that are stored already: name, type, size, content id, key.
    pub stored: Vec<StoredFile>,
    /// The sanitised HTML of a mail.
    pub html: String,
    /// Quote and signature that a mail carried.
    pub cut: String,
    /// Where a mail is kept as received.
    pub raw_key: String,
    /// Makes sending twice harmless (`Idempotency-Key`).
    pub key: Option<String>,
    /// Who is named in it and may not read the ticket follows it from now on.
    pub is_adding_named: bool,
}

/// A file that is stored and belongs to a message about to be.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// As shown.
    pub name: String,
    /// As the sender says.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// For pictures inside HTML.
    pub content_id: String,
    /// In [`base::Files`].
    pub key: String,
}

impl NewMessage {
    /// A message of plain text.
    pub fn text(body: impl Into<String>, channel: Channel) -> Self {
        NewMessage {
            body: body.into(),
            channel,
            staged: Vec::new(),
            stored: Vec::new(),
            html: String::new(),
            cut: String::new(),
            raw_key: String::new(),
            key: None,
            is_adding_named: false,
        }
    }

    /// With files that came with the form.
    #[must_use]
    pub fn with_staged(mut self, staged: Vec<i64>) -> Self {
        self.staged = staged;
        self
    }
}

/// A file name without a path, control characters or anything that turns text around; never
/// empty, at most 150 characters.
pub fn safe_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_odd = |c: &char| {
        c.is_control()
            || matches!(c, '"' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let name: String = last.chars().filter(|c| !is_odd(c)).take(150).collect();
    match name.trim().trim_start_matches('.') {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

/// The types a browser may show by itself; everything else is only ever saved.
const SHOWN: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"];

/// The type to answer with, and whether the browser may show it in place.
pub fn safe_media_type(stored: &str) -> (&str, bool) {
    match SHOWN.iter().find(|shown| **shown == stored) {
        Some(shown) => (shown, true),
        None => ("application/octet-stream", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_do_harm() {
        assert_eq!(safe_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_name("C:\\temp\\photo.jpg"), "photo.jpg");
        assert_eq!(safe_name("a\r\nSet-Cookie: b"), "aSet-Cookie: b");
        assert_eq!(safe_name("invoice\u{202e}fdp.exe"), "invoicefdp.exe");
        assert_eq!(safe_name("..."), "file");
    }

    #[test]
    fn only_pictures_and_plain_text_are_shown() {
        assert_eq!(safe_media_type("image/png"), ("image/png", true));
        assert_eq!(safe_media_type("text/html"), ("application/octet-stream", false));
        assert_eq!(safe_media_type("image/svg+xml"), ("application/octet-stream", false));
    }
}
