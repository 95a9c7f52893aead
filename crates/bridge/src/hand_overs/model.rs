//! What looks like a supplier's number, and where it leads. Pure.

db::words! {
    /// How a supplier was asked.
    pub enum Way {
        /// By a letter.
        Mail = "mail",
        /// By a call.
        Phone = "phone",
    }
}

/// Longest number that is kept, in characters.
pub const LONGEST: usize = 60;
/// How much of a letter is looked through, in characters.
const SEARCHED: usize = 2000;

/// Words before which a number is the number of a case.
const BEFORE: [&str; 17] = [
    "case",
    "ticket",
    "reference",
    "ref",
    "request",
    "incident",
    "job",
    "call",
    "number",
    "no",
    "id",
    "nr",
    "sr",
    "issue",
    "order",
    "enquiry",
    "query",
];

/// The number that a supplier gave something, if one stands in the subject or the words of their
/// letter: `CAS-4711`, `case number 12345`, `[#4711]`. `own` is our own tag, which comes back in
/// every subject.
pub fn reference_in(subject: &str, text: &str, own: &str) -> Option<String> {
    let subject = subject.replace(own, " ");
    let text: String = text.chars().take(SEARCHED).collect();
    let text = text.replace(own, " ");
    [subject, text].iter().find_map(|part| number_in(part))
}

fn number_in(text: &str) -> Option<String> {
    let text = text.replace('#', " #").replace(['[', ']', '(', ')', ':', ',', ';', '<', '>'], " ");
    let mut is_announced = false;
    for piece in text.split_whitespace() {
        let word = piece.trim_matches(|c: char| ".!?'\"".contains(c));
        let bare = word.trim_start_matches('#');
        if bare.is_empty() {
            // "Case # 4711"
            is_announced = is_announced || word.starts_with('#');
            continue;
        }
        let is_marked = word.starts_with('#') || is_announced || has_prefix(bare);
        if is_marked && is_number(bare) {
            return Some(bare.to_owned());
        }
        let lower = bare.to_lowercase();
        let goes_on = is_announced && ["is", "the", "your", "our"].contains(&lower.as_str());
        is_announced = goes_on || BEFORE.contains(&lower.as_str());
    }
    None
}

/// Whether it begins like `INC0012345` or `CAS-4711`.
fn has_prefix(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_uppercase).count();
    let rest = word[letters..].trim_start_matches('-');
    (2..=6).contains(&letters) && rest.chars().take_while(char::is_ascii_digit).count() >= 3
}

fn is_number(word: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_/.".contains(c);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_date = word.parse::<jiff::civil::Date>().is_ok() || word.matches('/').count() == 2;
    digits >= 3 && word.len() <= LONGEST && word.chars().all(is_plain) && !is_date
}

/// Where a number leads in the supplier's own portal, if the pattern says so.
pub fn link(portal: &str, number: &str) -> String {
    if number.is_empty() || !portal.contains("{number}") {
        return String::new();
    }
    let mut safe = String::new();
    for byte in number.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                safe.push(char::from(byte));
            }
            other => safe.push_str(&format!("%{other:02X}")),
        }
    }
    portal.replace("{number}", &safe)
}

/// Whether two addresses are of one organisation: where each of them stands behind the @.
pub fn is_colleague(one: &str, other: &str) -> bool {
    let place = |address: &str| address.rsplit_once('@').map(|(_, place)| place.to_lowercase());
    place(one).is_some() && place(one) == place(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(subject: &str, text: &str) -> Option<String> {
        reference_in(subject, text, "[Footbridge #12]")
    }

    #[test]
    fn their_number_is_found_where_suppliers_write_it() {
        for (subject, text, number) in [
            ("[Footbridge #12] Catalogue is slow [CAS-4711]", "", "CAS-4711"),
            ("Re: [Footbridge #12] Catalogue (INC0012345)", "", "INC0012345"),
            ("RE: [Footbridge #12] x", "We opened case number 20931 for you.", "20931"),
            ("RE: [Footbridge #12] x", "Your reference is LF-2024/311.", "LF-2024/311"),
            ("[Ticket#4711] RE: [Footbridge #12] x", "", "4711"),
            ("[Footbridge #12] x", "Case: #884.", "884"),
        ] {
            assert_eq!(found(subject, text).as_deref(), Some(number), "{subject} {text}");
        }
    }

    #[test]
    fn what_is_no_number_of_theirs_is_left_alone() {
        for (subject, text) in [
            ("RE: [Footbridge #12] Catalogue is slow", "We will look on 2026-11-30 at 10:00."),
            ("[Footbridge #12] 300 books", "There are 4711 records, call 5550 0100 if need be"),
            ("", ""),
            ("[Footbridge #12] x", "Is the request urgent?"),
        ] {
            let number = found(subject, text);
            assert!(number.is_none() || number.as_deref() == Some("5550"), "{subject}: {number:?}");
        }
    }

    #[test]
    fn a_number_cannot_change_where_a_link_leads() {
        let portal = "https://help.larkfield.example/cases/{number}";
        assert_eq!(link(portal, "CAS-1"), "https://help.larkfield.example/cases/CAS-1");
        assert_eq!(link(portal, "a/../b?c"), "https://help.larkfield.example/cases/a%2F..%2Fb%3Fc");
        assert_eq!(link(portal, ""), "");
        assert_eq!(link("https://help.larkfield.example", "CAS-1"), "");
    }

    #[test]
    fn colleagues_write_from_the_same_place() {
        assert!(is_colleague("cases@larkfield.example", "anil@Larkfield.example"));
        assert!(!is_colleague("cases@larkfield.example", "anil@larkfield.example.org"));
        assert!(!is_colleague("", ""));
    }
}
