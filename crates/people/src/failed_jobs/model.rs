//! What a failed job shows.

use base::Time;
use jobs::{DeadJob, Letter, SEND_MAIL};

/// A job that kept failing, without what nobody should read.
#[derive(Clone, Debug)]
pub struct FailedJob {
    /// Its row.
    pub id: i64,
    /// What it would do.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What was said the last time.
    pub error: String,
    /// When it was written.
    pub created_at: Time,
    /// Whom a message is for; only for messages.
    pub recipient: Option<String>,
    /// The subject of a message, or the whole payload of another job.
    pub content: String,
}

/// The state of the queue.
pub struct Queue {
    /// How many jobs wait for their time.
    pub waiting: i64,
    /// How many have been put aside.
    pub dead: i64,
    /// The newest of these.
    pub failed: Vec<FailedJob>,
}

impl From<DeadJob> for FailedJob {
    fn from(job: DeadJob) -> Self {
        let letter = (job.kind == SEND_MAIL)
            .then(|| serde_json::from_str::<Letter>(&job.payload).unwrap_or_default());
        // the text of a message may hold a link that signs its reader in
        let (recipient, content) = match letter {
            Some(letter) => (Some(letter.to), letter.subject),
            None => (None, job.payload),
        };
        FailedJob {
            id: job.id.0,
            kind: job.kind,
            attempts: job.attempts,
            error: job.last_error,
            created_at: job.created_at,
            recipient,
            content,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(kind: &str, payload: &str) -> FailedJob {
        FailedJob::from(DeadJob {
            id: jobs::JobId(1),
            kind: kind.into(),
            payload: payload.into(),
            attempts: 8,
            last_error: "no route".into(),
            created_at: Time::from_micros(0),
        })
    }

    #[test]
    fn a_message_shows_its_recipient_and_subject_and_never_its_text() {
        let text = r#"{"to":"ann@x.org","subject":"Your link","text":"/sign-in/secret"}"#;
        let shown = dead(SEND_MAIL, text);
        assert_eq!(shown.recipient.as_deref(), Some("ann@x.org"));
        assert_eq!(shown.content, "Your link");
        assert!(!format!("{shown:?}").contains("secret"));
        assert!(!format!("{:?}", dead(SEND_MAIL, "/sign-in/secret")).contains("secret"));
        assert_eq!(dead("close_old", r#"{"ticket":7}"#).content, r#"{"ticket":7}"#);
    }
}
