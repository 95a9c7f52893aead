//! Passwords and how often they may be tried.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base::{Error, Result};
use std::sync::LazyLock;

/// How long a one-time link works, in hours.
pub const LINK_HOURS: i64 = 24;
/// How far back failed tries count, in seconds.
pub const WINDOW: i64 = 15 * 60;
/// Failed tries for one address of a person, from one network address, before they must wait there.
pub const TRIES_PER_PERSON: i64 = 8;
/// The same from everywhere: so many that nobody elsewhere can keep a person out by guessing badly.
pub const TRIES_PER_PERSON_ANYWHERE: i64 = 100;
/// Links that may be asked for from one network address.
pub const LINKS_PER_NETWORK: i64 = 30;
/// Failed tries from one network address before it must wait; a branch shares one.
pub const TRIES_PER_NETWORK: i64 = 60;

/// A password somebody chose: 10 to 200 characters, anything else goes.
pub struct Password(String);

impl Password {
    /// Refuses one that is too short to keep anybody out.
    pub fn parse(field: &'static str, raw: &str) -> Result<Self> {
        match raw.chars().count() {
            0..=9 => Err(Error::invalid(field, "problem-password-short")),
            201.. => Err(Error::invalid(field, "problem-password-long")),
            _ => Ok(Password(raw.to_owned())),
        }
    }

    /// As it is stored: Argon2id in PHC form. Takes some 20 ms of CPU and 19 MiB on purpose.
    pub fn hash(&self) -> Result<String> {
        let hash: PasswordHash = Argon2::default()
            .hash_password(self.0.as_bytes())
            .map_err(|e| Error::Internal(e.to_string()))?;
        Ok(hash.to_string())
    }
}

/// Whether a typed password is the stored one. Takes as long for an unknown person.
pub fn is_right(stored: Option<&str>, typed: &str) -> bool {
    static NOBODY: LazyLock<String> =
        LazyLock::new(|| Password("nobody has this password".into()).hash().unwrap_or_default());
    let hash = PasswordHash::new(stored.unwrap_or(&NOBODY));
    let fits =
        hash.is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok());
    fits && stored.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_checked_against_its_hash() {
        let hash = Password::parse("password", "quiet reading room").unwrap().hash().unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(is_right(Some(&hash), "quiet reading room"));
        assert!(!is_right(Some(&hash), "loud reading room"));
        assert!(!is_right(None, "nobody has this password"));
        assert!(Password::parse("password", "short").is_err());
    }
}
