//! The demo's content, as written in `demo/*.toml`.

use base::{Error, Result};
use serde::Deserialize;

/// Both files.
pub struct Content {
    /// Who there is.
    pub organisation: Organisation,
    /// What they asked for.
    pub tickets: Vec<Ticket>,
}

/// Reads what is built in.
pub fn read() -> Result<Content> {
    let wrong = |file: &str, e: toml::de::Error| Error::Internal(format!("{file}: {e}"));
    let organisation = toml::from_str(include_str!("../../demo/organisation.toml"))
        .map_err(|e| wrong("organisation.toml", e))?;
    let tickets: Tickets = toml::from_str(include_str!("../../demo/tickets.toml"))
        .map_err(|e| wrong("tickets.toml", e))?;
    Ok(Content { organisation, tickets: tickets.ticket })
}

/// The council.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub department: Vec<Department>,
    pub location: Vec<Location>,
    pub team: Vec<Team>,
    pub service: Vec<Service>,
    pub device: Vec<Device>,
    pub person: Vec<Person>,
    pub occasion: Vec<Occasion>,
}

/// What is on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    pub name: String,
    pub matters: String,
    pub location: Option<String>,
    pub department: Option<String>,
    pub begins_in: String,
    pub lasts: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub is_provider: bool,
    pub parent: Option<String>,
    #[serde(default)]
    pub mission: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub location: Option<String>,
    pub service: Option<String>,
    #[serde(default)]
    pub asset_tag: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Location {
    pub key: String,
    pub name: String,
    pub department: String,
    #[serde(default)]
    pub address: String,
    pub time_zone: String,
    #[serde(default)]
    pub hours: String,
    pub parent: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    pub key: String,
    pub name: String,
    pub department: String,
    #[serde(default)]
    pub email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub key: String,
    pub name: String,
    pub description: String,
    pub department: String,
    pub team: String,
    pub keywords: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub email: String,
    pub department: String,
    #[serde(default)]
    pub title: String,
    pub location: Option<String>,
    pub roles: Vec<Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub role: String,
    pub department: Option<String>,
    pub team: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tickets {
    ticket: Vec<Ticket>,
}

/// One ticket and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    pub kind: String,
    pub subject: String,
    pub requester: String,
    pub location: Option<String>,
    pub service: Option<String>,
    pub device: Option<String>,
    pub channel: String,
    pub ago: String,
    pub words: String,
    pub scope: String,
    pub who: String,
    pub workaround: String,
    pub hurts: String,
    #[serde(default)]
    pub hurts_note: String,
    #[serde(default)]
    pub good_enough: String,
    #[serde(default)]
    pub risks: Vec<Risk>,
    #[serde(default)]
    pub step: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    pub kind: String,
    pub likelihood: String,
    pub consequence: String,
    pub bites_in_days: Option<i64>,
}

/// One deed; exactly one of the verbs is there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub after: String,
    pub by: String,
    pub reply: Option<String>,
    pub note: Option<String>,
    pub understood: Option<String>,
    pub is_understood: Option<bool>,
    pub assign: Option<String>,
    pub team: Option<String>,
    pub hold: Option<String>,
    pub because: Option<String>,
    pub wakes_in: Option<String>,
    pub news_in: Option<String>,
    pub resolve: Option<String>,
    pub cause: Option<String>,
    pub confirm: Option<bool>,
    pub close: Option<bool>,
    pub reopen: Option<String>,
    pub cancel: Option<String>,
    pub feedback: Option<i64>,
    pub is_kept: Option<bool>,
    pub lost_minutes: Option<i64>,
    pub words: Option<String>,
    pub attach: Option<Attach>,
    pub impact: Option<Impact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attach {
    pub name: String,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impact {
    pub scope: String,
    pub hurts: String,
    pub words: String,
}

/// `41 d 2 h 5 min` in seconds.
pub fn seconds(text: &str) -> Result<i64> {
    let wrong = || Error::Internal(format!("`{text}` is not a length of time"));
    let parts: Vec<_> = text.split_whitespace().collect();
    parts.chunks(2).try_fold(0, |sum, pair| {
        let [number, unit] = pair else { return Err(wrong()) };
        let number: i64 = number.parse().map_err(|_| wrong())?;
        let each = match *unit {
            "d" => 86_400,
            "h" => 3600,
            "min" => 60,
            _ => return Err(wrong()),
        };
        Ok(sum + number * each)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_reads_and_its_lengths_make_sense() {
        let content = read().unwrap();
        assert_eq!(content.tickets.len(), 40);
        for ticket in &content.tickets {
            let ago = seconds(&ticket.ago).unwrap();
            assert!(
                ticket.step.iter().all(|step| seconds(&step.after).unwrap() <= ago),
                "{}",
                ticket.subject
            );
        }
        assert_eq!(seconds("1 d 2 h 3 min").unwrap(), 93_780);
    }
}
