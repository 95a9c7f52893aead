//! What ties a reply to its ticket: Message-IDs that only this desk can make, and subject tags.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::Incoming;

/// Bytes of the HMAC kept in a Message-ID: 96 bits cannot be guessed, and the id stays short.
const HASH_BYTES: usize = 12;
/// Set apart from other uses of the same secret.
const PURPOSE: &[u8] = b"footbridge message-id v1\0";

/// Makes Message-IDs that prove their ticket, and checks them.
#[derive(Clone)]
pub struct Keys {
    secret: Vec<u8>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(..)")
    }
}

impl Keys {
    /// The secret may have any length; 32 random bytes are right.
    pub fn new(secret: &[u8]) -> Self {
        Self { secret: secret.to_vec() }
    }

    /// `TICKET.UNIQUE.HASH@domain`, without angle brackets. What cannot stand in a Message-ID is
    /// dropped from `unique` and `domain` before the hash is made.
    pub fn message_id(&self, ticket: i64, unique: &str, domain: &str) -> String {
        let unique: String =
            unique.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect();
        let domain: String = domain
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
            .take(255)
            .collect();
        let domain = if domain.is_empty() { "localhost" } else { &domain };
        let hash = URL_SAFE_NO_PAD.encode(&self.hash(ticket, &unique)[..HASH_BYTES]);
        format!("{ticket}.{unique}.{hash}@{domain}")
    }

    /// The ticket that a Message-ID of ours names; None for any other or a forged one. The domain
    /// is not looked at, as relays rewrite it. Takes the id with or without angle brackets.
    pub fn ticket_of(&self, message_id: &str) -> Option<i64> {
        let id = message_id.trim().trim_matches(['<', '>']);
        let (local, _domain) = id.split_once('@')?;
        let mut parts = local.split('.');
        let (number, unique, hash) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || unique.len() > 64 || hash.len() > 64 {
            return None;
        }
        let ticket: i64 = number.parse().ok()?;
        let claimed = URL_SAFE_NO_PAD.decode(hash).ok().filter(|h| h.len() == HASH_BYTES)?;
        // Compares in constant time.
        self.mac(ticket, unique).verify_truncated_left(&claimed).ok()?;
        (number == ticket.to_string()).then_some(ticket)
    }

    /// The ticket that a message answers, proven by In-Reply-To, else by References from the last
    /// to the first.
    pub fn ticket_in(&self, incoming: &Incoming) -> Option<i64> {
        let parents = incoming.in_reply_to.iter();
        parents.chain(incoming.references.iter().rev()).find_map(|id| self.ticket_of(id))
    }

    fn mac(&self, ticket: i64, unique: &str) -> Hmac<Sha256> {
        let mut mac = match Hmac::<Sha256>::new_from_slice(&self.secret) {
            Ok(mac) => mac,
            // HMAC takes keys of any length (RFC 2104): this cannot happen.
            Err(_) => Hmac::<Sha256>::new(&hmac::digest::Key::<Hmac<Sha256>>::default()),
        };
        mac.update(PURPOSE);
        mac.update(ticket.to_string().as_bytes());
        mac.update(b".");
        mac.update(unique.as_bytes());
        mac
    }

    fn hash(&self, ticket: i64, unique: &str) -> [u8; 32] {
        self.mac(ticket, unique).finalize().into_bytes().into()
    }
}

/// `[NAME #7]`, to be put before or after a subject.
pub fn subject_tag(name: &str, number: i64) -> String {
    format!("[{name} #{number}]")
}

/// The number in the first tag of one of these names, anywhere in the subject, whatever the case
/// and white space. A tag proves nothing: check the sender before trusting it.
pub fn tagged_ticket(subject: &str, names: &[&str]) -> Option<i64> {
    subject.split('[').skip(1).find_map(|rest| {
        let (tag, _) = rest.split_once(']')?;
        let (name, number) = tag.rsplit_once('#')?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let known = names
            .iter()
            .any(|n| n.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase() == name);
        let number = number.trim();
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        (known && is_number).then(|| number.parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_proves_its_ticket() {
        let keys = Keys::new(b"secret");
        let id = keys.message_id(7, "a1", "desk.example");
        assert!(id.starts_with("7.a1.") && id.ends_with("@desk.example"), "{id}");
        assert_eq!(keys.ticket_of(&id), Some(7));
        assert_eq!(keys.ticket_of(&format!("<{id}>")), Some(7));
        assert_eq!(keys.ticket_of(&id.replace("desk.example", "relay.example")), Some(7));
        assert_eq!(Keys::new(b"other").ticket_of(&id), None);
        assert_eq!(keys.ticket_of(&id.replacen('7', "8", 1)), None);
        assert_eq!(keys.ticket_of(&id.replacen('7', "07", 1)), None);
        assert_eq!(keys.ticket_of(&id.replacen("a1", "a2", 1)), None);
        assert_eq!(keys.ticket_of("7.a1.@x"), None);
    }

    #[test]
    fn nothing_harmful_gets_into_an_id() {
        let id = Keys::new(b"s").message_id(1, "a.b\r\nX: y", "d>\r\n");
        assert_eq!(id.matches('.').count(), 2);
        assert!(!id.contains(char::is_whitespace) && !id.contains('>'));
        assert_eq!(Keys::new(b"s").ticket_of(&id), Some(1));
    }

    #[test]
    fn the_parent_comes_before_older_references() {
        let keys = Keys::new(b"s");
        let id = |n| keys.message_id(n, "u", "d");
        let mut m =
            Incoming { references: vec![id(1), id(2), "x@y".into()], ..Incoming::default() };
        assert_eq!(keys.ticket_in(&m), Some(2));
        m.in_reply_to = vec![id(3)];
        assert_eq!(keys.ticket_in(&m), Some(3));
    }

    #[test]
    fn tags_are_found_anywhere() {
        let names = ["Footbridge", "Old Desk"];
        assert_eq!(tagged_ticket("AW: [footbridge #7] x", &names), Some(7));
        assert_eq!(tagged_ticket("x [Old  desk  #12 ]", &names), Some(12));
        assert_eq!(tagged_ticket("[Other #7] [FOOTBRIDGE#8]", &names), Some(8));
        assert_eq!(tagged_ticket("Footbridge #7", &names), None);
        assert_eq!(tagged_ticket("[Footbridge #99999999999999999999]", &names), None);
        assert_eq!(tagged_ticket(&subject_tag("Footbridge", 7), &names), Some(7));
    }
}
