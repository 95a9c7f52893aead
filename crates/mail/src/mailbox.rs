//! One address with its display name.

use mail_parser::{Addr, Address, HeaderName, HeaderValue, Message};

use crate::header;

/// Longest address that RFC 5321 lets through: 64 for the local part, `@`, 255 for the domain.
const LONGEST_ADDRESS: usize = 320;
/// Longest display name kept, in characters.
const LONGEST_NAME: usize = 200;

/// A person or a desk as mail knows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mailbox {
    /// Display name as the sender chose it, on one line, without control characters.
    pub name: Option<String>,
    /// `local@domain`, the domain in lower case; no white space, brackets or control characters.
    pub address: String,
}

/// Whether a letter can go to this address at all: nothing under `.invalid` ever has a mailbox
/// (RFC 2606), and an account that lost its address ends so.
pub fn is_reachable(address: &str) -> bool {
    !address.ends_with("invalid") && Mailbox::new(None, address).is_some()
}

impl Mailbox {
    /// None when `address` is not one address that can be written to. The name is cleaned, and
    /// dropped when nothing is left of it.
    pub fn new(name: Option<&str>, address: &str) -> Option<Self> {
        let address = clean_address(address)?;
        let name = name
            .map(|n| header::one_line(n, LONGEST_NAME))
            .map(|n| n.trim_matches(['"', '\'', ' ']).to_owned())
            .filter(|n| !n.is_empty());
        Some(Self { name, address })
    }

    /// From `Name <local@domain>` or `local@domain`, as a person writes it in settings.
    pub fn read(text: &str) -> Option<Self> {
        match text.rsplit_once('<') {
            Some((name, address)) => Self::new(Some(name), address),
            None => Self::new(None, text),
        }
    }
}

fn clean_address(address: &str) -> Option<String> {
    let address = address.trim().trim_matches(['<', '>']).trim();
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let (local, domain) = address.rsplit_once('@')?;
    let local = local.trim_matches('"');
    let domain = domain.trim_end_matches('.');
    let bad = |c: char| {
        c.is_whitespace()
            || header::is_unsafe(c)
            || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '"' | '\\' | '@' | ':')
    };
    let bad_in_domain = |c: char| bad(c) && !matches!(c, ':');
    let sound = !local.is_empty()
        && !domain.is_empty()
        && !local.contains(bad)
        && !domain.contains(bad_in_domain)
        && address.len() <= LONGEST_ADDRESS;
    sound.then(|| format!("{local}@{}", domain.to_lowercase()))
}

/// All usable mailboxes of the headers of this name, in order.
pub(crate) fn all(message: &Message<'_>, name: HeaderName<'static>) -> Vec<Mailbox> {
    message
        .headers()
        .iter()
        .filter(|h| h.name == name)
        .filter_map(|h| match &h.value {
            HeaderValue::Address(addresses) => Some(of(addresses)),
            _ => None,
        })
        .flatten()
        .collect()
}

fn of(addresses: &Address<'_>) -> Vec<Mailbox> {
    addresses.iter().filter_map(one).collect()
}

fn one(addr: &Addr<'_>) -> Option<Mailbox> {
    let name = addr.name.as_deref();
    if let Some(found) = addr.address.as_deref().and_then(|a| Mailbox::new(name, a)) {
        return Some(found);
    }
    // Senders that forget the angle brackets leave the address inside the name.
    let text = format!("{} {}", name.unwrap_or(""), addr.address.as_deref().unwrap_or(""));
    let address = text.split([' ', '<', '>', ',', '"', '(', ')']).find(|w| w.contains('@'))?;
    let rest = text.replace(address, "");
    Mailbox::new(Some(rest.trim_matches(['<', '>', '"', ' '])), address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_be_injected() {
        assert_eq!(Mailbox::new(None, "a@b\r\nBcc: c@d"), None);
        let m = Mailbox::new(Some("Eve\r\nBcc: v@x.example"), "eve@Mail.Example").unwrap();
        assert_eq!(m.name.as_deref(), Some("Eve Bcc: v@x.example"));
        assert_eq!(m.address, "eve@mail.example");
    }

    #[test]
    fn a_setting_is_read_with_and_without_a_name() {
        let m = Mailbox::read("\"Desk, Library\" <desk@l.example>").unwrap();
        assert_eq!(
            (m.name.as_deref(), m.address.as_str()),
            (Some("Desk, Library"), "desk@l.example")
        );
        assert_eq!(Mailbox::read("desk@l.example").unwrap().name, None);
        assert_eq!(Mailbox::read("nobody"), None);
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for bad in ["", "x", "@", "a@", "@b", "a b@c", "a@b>c", "a@b@c"] {
            assert_eq!(Mailbox::new(None, bad), None, "{bad}");
        }
    }
}
