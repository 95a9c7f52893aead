//! Letters about what somebody promised.

use base::{Act, PersonId, Result, day_in_words, language};
use desk::notifications::{Kind, letter_time};
use jobs::{Letter, SEND_MAIL, enqueue_at};
use web::paragraphs;

/// Tells somebody, if they want letters of this kind: `given` (it is theirs now), `before` and
/// `due`.
pub(super) fn tell(
    act: &mut Act<'_>,
    to: PersonId,
    key: &'static str,
    (id, words, due_on): (i64, &str, &str),
) -> Result<()> {
    let zone = act.app.config.time_zone();
    let Some(reader) = people::sign_in::actor_of(act.tx, to, &zone)? else { return Ok(()) };
    let kind = if key == "given" { Kind::Asked } else { Kind::Reminder };
    let Some(at) = letter_time(act, to, kind)? else { return Ok(()) };
    if !mail::is_reachable(&reader.email) {
        return Ok(());
    }
    let tongue = language(reader.language.tag);
    let due = due_on.parse().map(|day| day_in_words(tongue, day)).unwrap_or_default();
    let who = act.actor.name.clone();
    let args = [("words", words), ("due", due.as_str()), ("who", who.as_str())];
    let undated = if due.is_empty() { "-undated" } else { "" };
    let first = tongue.with(&format!("action-mail-{key}{undated}"), &args);
    let link = act.app.config.link(&format!("/actions/{id}"));
    let text = format!("{first}\n\n{}: {link}\n", tongue.t("action-mail-link"));
    let letter = Letter {
        to: reader.email.clone(),
        to_name: reader.name.clone(),
        subject: format!(
            "[{}] {}",
            act.app.config.mail.tag,
            tongue.with(&format!("action-mail-{key}-subject"), &args)
        ),
        html: paragraphs(&text),
        text,
        written_at: at,
        is_automatic: true,
        ..Letter::default()
    };
    Ok(enqueue_at(act.tx, act.now, at, SEND_MAIL, &letter)?)
}
