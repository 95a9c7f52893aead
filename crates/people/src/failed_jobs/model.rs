//! What may be shown of a job.

use jobs::{DeadJob, Letter, SEND_MAIL};

/// What the job is about. Of a message only to whom and its subject: its text may hold a sign-in
/// link.
pub fn about(job: &DeadJob) -> String {
    if job.kind != SEND_MAIL {
        return job.payload.clone();
    }
    match serde_json::from_str::<Letter>(&job.payload) {
        Ok(letter) => format!("{}: {}", letter.to, letter.subject),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_message_does_not_show() {
        let payload = r#"{"to":"a@b.example","subject":"Your link","text":"/sign-in/SECRET"}"#;
        let job = DeadJob {
            id: jobs::JobId(1),
            kind: SEND_MAIL.into(),
            payload: payload.into(),
            attempts: 8,
            last_error: String::new(),
            created_at: base::Time::from_micros(0),
        };
        assert_eq!(about(&job), "a@b.example: Your link");
    }
}
