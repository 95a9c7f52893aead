//! What a code is made of.

use base::sha256;

/// Digits and letters that people do not mistake for each other when they type them from a label:
/// no i, l, o or u (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many there are in a code: 60 bits, which nobody finds by trying.
const LENGTH: usize = 12;

/// A new one.
pub fn fresh() -> String {
    let random = sha256(base::token().as_bytes());
    random.iter().take(LENGTH).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// As it stands in the database, from whatever was typed.
pub fn tidy(typed: &str) -> String {
    let letter = |c: char| match c.to_ascii_lowercase() {
        'o' => Some('0'),
        'i' | 'l' => Some('1'),
        c if c.is_ascii_alphanumeric() => Some(c),
        _ => None,
    };
    typed.chars().take(60).filter_map(letter).collect()
}

/// As it is read aloud and typed: `k7m2-9xq4-tz8w`.
pub fn shown(token: &str) -> String {
    let parts = token.as_bytes().chunks(4).map(String::from_utf8_lossy);
    parts.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_typed() {
        let code = fresh();
        assert_eq!(code.len(), LENGTH);
        assert_eq!(tidy(&shown(&code)), code);
        assert_eq!(tidy(" K7M2 - oilQ "), "k7m2011q");
        assert_ne!(fresh(), code);
    }
}
