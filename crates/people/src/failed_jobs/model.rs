//! What a failed job shows of itself.

use base::Time;
use jobs::{DeadJob, JobId, Letter, SEND_MAIL};

/// A job that kept failing, without what it must not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedJob {
    /// Its row.
    pub id: JobId,
    /// What it would do: `send_mail`.
    pub kind: String,
    /// For a message whom it is to and its subject; for other work what it is about, at most 300
    /// characters. Never what a message says: it may hold a link that signs in.
    pub about: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What was said the last time.
    pub last_error: String,
    /// When it was written.
    pub created_at: Time,
}

/// How the queue stands.
pub struct Queue {
    /// The newest failed jobs.
    pub failed: Vec<FailedJob>,
    /// How many have failed.
    pub dead: i64,
    /// How many wait for their time or are being done.
    pub waiting: i64,
}

impl From<DeadJob> for FailedJob {
    fn from(job: DeadJob) -> Self {
        let DeadJob { id, kind, payload, attempts, last_error, created_at } = job;
        let about = if kind == SEND_MAIL {
            let letter: Letter = serde_json::from_str(&payload).unwrap_or_default();
            format!("{} · {}", letter.to, letter.subject)
        } else {
            payload.chars().take(300).collect()
        };
        FailedJob { id, kind, about, attempts, last_error, created_at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(kind: &str, payload: &str) -> FailedJob {
        let (kind, payload) = (kind.to_owned(), payload.to_owned());
        let (last_error, created_at) = (String::new(), Time::from_micros(0));
        DeadJob { id: JobId(1), kind, payload, attempts: 8, last_error, created_at }.into()
    }

    #[test]
    fn a_message_shows_its_envelope_only() {
        let letter = r#"{"to":"ann@x.org","subject":"Your link","text":"http://secret"}"#;
        assert_eq!(job("send_mail", letter).about, "ann@x.org · Your link");
        assert_eq!(job("send_mail", "not JSON: http://secret").about, " · ");
        assert_eq!(job("wake", r#"{"ticket":7}"#).about, r#"{"ticket":7}"#);
    }
}
