//! Which tickets are asked about, and the links. Pure.

use base::{PersonId, Secret, TicketId, keyed_hash, sha256};

db::words! {
    /// Why nobody was asked.
    pub enum LeftOut {
        /// The settings say that nobody is asked by mail.
        Off = "off",
        /// It is not among the share of tickets that are asked about.
        Share = "share",
        /// It was opened again meanwhile.
        Reopened = "reopened",
        /// Whoever asked put it right.
        Own = "own",
        /// No person would read it.
        Machine = "machine",
        /// They have said how it felt.
        Said = "said",
        /// They do not want the question, or have left.
        Unwanted = "unwanted",
        /// It was put right too long ago: nothing was asked while nobody was running this.
        Late = "late",
        /// They were asked about something else of late.
        Lately = "lately",
    }
}

/// Whether a ticket is among so many of a hundred: the same whenever it is asked.
pub fn is_in_share(secret: &Secret, ticket: TicketId, percent: i64) -> bool {
    let hash = sha256(keyed_hash(secret, format!("felt share {ticket}").as_bytes()).as_bytes());
    let number = hash.iter().take(4).fold(0_i64, |sum, byte| (sum << 8) | i64::from(*byte));
    number % 100 < percent
}

/// What the links of a question end with: nobody can make one for another question.
pub fn token(secret: &Secret, question: i64, (ticket, person): (TicketId, PersonId)) -> String {
    let hash = keyed_hash(secret, format!("felt {question} {ticket} {person}").as_bytes());
    format!("{question}-{hash}")
}

/// The question that a link claims to be of.
pub fn question_of(token: &str) -> Option<i64> {
    let (number, hash) = token.split_once('-')?;
    let id: i64 = number.parse().ok()?;
    (hash.len() == 22 && number == id.to_string()).then_some(id)
}

/// Whether two tokens are the same, whatever the time it takes says about them.
pub fn is_token(one: &str, other: &str) -> bool {
    sha256(one.as_bytes()) == sha256(other.as_bytes())
}

/// The text without the keys of our links: whoever answers a letter quotes it, and others read that.
pub fn without_keys(text: &str) -> Option<String> {
    const BEFORE: &str = "/how/";
    let mut out = String::new();
    let mut end = 0;
    for (at, _) in text.match_indices(BEFORE) {
        let from = at + BEFORE.len();
        let rest = &text[from..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let is_key = rest.split_once('-').is_some_and(|(number, _)| {
            !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
        });
        if is_key && from >= end {
            out.push_str(&text[end..from]);
            out.push('…');
            end = from + length;
        }
    }
    (end > 0).then(|| out + &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret(b"x".to_vec())
    }

    #[test]
    fn a_link_is_for_one_question_to_one_person() {
        let of = |question, ticket, person| {
            token(&secret(), question, (TicketId(ticket), PersonId(person)))
        };
        let mine = of(7, 1, 2);
        assert_eq!(question_of(&mine), Some(7));
        assert!(is_token(&mine, &of(7, 1, 2)));
        for other in [of(8, 1, 2), of(7, 2, 2), of(7, 1, 3)] {
            assert!(!is_token(&mine, &other), "{other}");
        }
        for bad in ["", "7", "7-", "x-y", "07-aaaaaaaaaaaaaaaaaaaaaa", "-1-aaaaaaaaaaaaaaaaaaaaaa"]
        {
            assert_eq!(question_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_share_is_about_a_share() {
        let count =
            |percent| (1..=1000).filter(|n| is_in_share(&secret(), TicketId(*n), percent)).count();
        assert_eq!((count(100), count(0)), (1000, 0));
        assert!((200..300).contains(&count(25)), "{}", count(25));
    }

    #[test]
    fn keys_are_taken_out_of_what_is_quoted() {
        let mail =
            "> Good: https://x.example/how/7-abc_DEF-1?mark=8\n> Bad: <a href=\"/how/7-ab\">";
        let out = without_keys(mail).unwrap();
        assert_eq!(out, "> Good: https://x.example/how/…?mark=8\n> Bad: <a href=\"/how/…\">");
        assert_eq!(without_keys("see /how/to-print and /how/ there"), None);
    }
}
