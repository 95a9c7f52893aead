//! How a letter is put together. Pure.

use base::Time;
use web::{markdown, paragraphs};

/// Automatic letters that one address gets in an hour at most: a program that answers each of them
/// and says in no header that it is one ends here.
pub const AUTOMATIC_AN_HOUR: i64 = 20;

/// Longest part of a message that goes into a letter, in characters; the page has the rest.
const LONGEST: usize = 20_000;

/// What somebody said, to be passed on.
#[derive(Clone, Debug)]
pub struct Words {
    pub text: String,
    /// Plain text from a mail; otherwise Markdown.
    pub is_plain: bool,
}

impl Words {
    pub fn new(text: &str, is_plain: bool) -> Self {
        let mut short: String = text.trim().chars().take(LONGEST).collect();
        if short.len() < text.trim().len() {
            short.push_str(" …");
        }
        Words { text: short, is_plain }
    }
}

/// What a letter says: first what happened in plain words, then what was said, then what can be
/// done.
pub struct Body {
    pub first: Vec<String>,
    pub words: Option<Words>,
    pub last: Vec<String>,
    /// Marks to choose from: what each is called, and its link; mostly none.
    pub marks: Vec<(String, String)>,
    /// What stands before them.
    pub asks: String,
    /// What the link is called, and where it leads.
    pub link: (String, String),
    /// Why it comes to them.
    pub why: String,
    /// What leads to their choices, and where those are; none: nobody can choose.
    pub choices: Option<(String, String)>,
}

impl Body {
    /// As plain text.
    pub fn text(&self) -> String {
        let mut parts = vec![self.first.join("\n")];
        parts.extend(self.words.iter().map(|words| words.text.clone()));
        parts.push(self.last.join("\n"));
        if !self.marks.is_empty() {
            let marks = self.marks.iter().map(|(mark, link)| format!("{mark}: {link}"));
            let lines: Vec<_> = std::iter::once(self.asks.clone()).chain(marks).collect();
            parts.push(lines.join("\n"));
        }
        parts.push(format!("{}: {}", self.link.0, self.link.1));
        parts.retain(|part| !part.is_empty());
        let mut text = parts.join("\n\n") + "\n";
        if !self.why.is_empty() {
            // where a mail program sees the end of what was written to somebody
            text += &format!("\n-- \n{}\n", self.why);
        }
        if let Some((label, link)) = &self.choices {
            text += &format!("{label}: {link}\n");
        }
        text
    }

    /// As HTML.
    pub fn html(&self) -> String {
        let mut html = paragraphs(&self.first.join("\n"));
        if let Some(words) = &self.words {
            let said = if words.is_plain { paragraphs(&words.text) } else { markdown(&words.text) };
            html += &format!(
                "<div style=\"border-left: 3px solid #999; padding-left: 12px\">{said}</div>"
            );
        }
        html += &paragraphs(&self.last.join("\n"));
        if !self.marks.is_empty() {
            let marks: Vec<_> = self.marks.iter().map(anchor).collect();
            html += &paragraphs(&self.asks);
            html += &format!("<p style=\"font-size: 120%\">{}</p>", marks.join(" &nbsp; "));
        }
        html += &format!("<p>{}</p>", anchor(&self.link));
        if !self.why.is_empty() {
            let choices = self.choices.as_ref().map(anchor).unwrap_or_default();
            let why = &self.why;
            html += &format!("<p style=\"color: #666; font-size: 85%\">{why} {choices}</p>");
        }
        html
    }
}

fn anchor((label, link): &(String, String)) -> String {
    let href = link.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!("<a href=\"{href}\">{label}</a>")
}

/// What a letter is counted as: its address and the hour of the clock, so that counting the last
/// sixty minutes reads two hours of one address, however many letters it has had before.
pub fn counted_as(email: &str, at: Time) -> String {
    format!("to {email} in hour {}", at.micros().div_euclid(3_600_000_000))
}

/// Whether a Message-ID from outside can stand in a header of ours.
pub fn is_sound(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 500
        && id.contains('@')
        && id.bytes().all(|b| b.is_ascii_graphic() && !b"<>".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_what_happened_first_and_escapes_what_was_typed() {
        let body = Body {
            first: vec!["Ann <b> answered.".into()],
            words: Some(Words::new("Try **this** <script>", false)),
            last: Vec::new(),
            marks: Vec::new(),
            asks: String::new(),
            link: ("See it".into(), "https://x.example/tickets/7".into()),
            why: "It is yours.".into(),
            choices: Some(("Choose".into(), "https://x.example/account".into())),
        };
        assert_eq!(
            body.text(),
            "Ann <b> answered.\n\nTry **this** <script>\n\nSee it: https://x.example/tickets/7\n\n\
             -- \nIt is yours.\nChoose: https://x.example/account\n"
        );
        let html = body.html();
        assert!(html.starts_with("<p>Ann &lt;b&gt; answered.</p>"), "{html}");
        assert!(html.contains("<strong>this</strong>") && !html.contains("<script"), "{html}");
    }

    #[test]
    fn odd_ids_stay_out_of_our_headers() {
        assert!(is_sound("a.b@c"));
        for bad in ["", "a b@c", "a@b>\r\nBcc: x", "none:ab/cd", "ä@b"] {
            assert!(!is_sound(bad), "{bad}");
        }
    }
}
