//! Sending a document.

use axum::http::header;
use web::prelude::*;

/// So long is a name at most, in letters.
const LONGEST: usize = 60;

/// What a document is called where it is kept: its subject in plain small letters, as every
/// program takes it.
pub(crate) fn named(subject: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let text: String = subject.chars().filter(|c| !['’', '\''].contains(c)).map(plain).collect();
    let mut name = String::new();
    for word in text.split_whitespace() {
        if name.len() + word.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    format!("{}.pdf", if name.is_empty() { "document" } else { &name })
}

/// A PDF to be read in the browser, under a name if it is kept.
pub(crate) fn inline(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_document_is_called_after_its_subject() {
        assert_eq!(named("The Monday’s trouble: #1, \"again\""), "the-mondays-trouble-1-again.pdf");
        assert_eq!(named("\r\n…"), "document.pdf");
        assert!(named(&"word ".repeat(100)).len() < 70);
    }
}
