//! Who sees a message, and what a file may be called.

db::words! {
    /// Who sees a message.
    pub enum Visibility {
        /// Everybody on the ticket.
        Public = "public",
        /// Only those who work on it.
        Internal = "internal",
    }
}

/// A file name without a path, control characters or anything that turns text around; never
/// empty, at most 150 characters.
pub fn safe_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_odd = |c: &char| {
        c.is_control() || matches!(c, '"' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
