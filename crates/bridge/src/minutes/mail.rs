//! The minutes as a letter: what was decided, what was promised, and where the rest is.

use super::store;
use crate::{action_items, attendees, meetings::Meeting};
use base::{Act, Actor, Result, day_in_words, moment_there};
use desk::tidings::{Tiding, enlist};
use jobs::{Letter, SEND_MAIL, enqueue_at};
use web::paragraphs;

/// Sends them to whoever was invited and has not left.
pub(super) fn send(act: &mut Act<'_>, meeting: &Meeting) -> Result<()> {
    let zone = act.app.config.time_zone();
    let tiding = Tiding::new("minutes", &meeting.title, format!("/meetings/{}", meeting.id));
    for guest in attendees::list(act.tx, act.actor, meeting.id)? {
        if !guest.is_here {
            continue;
        }
        let Some(reader) = people::sign_in::actor_of(act.tx, guest.person_id, &zone)? else {
            continue;
        };
        let at = enlist(act, guest.person_id, &tiding)?;
        let Some(at) = at.filter(|_| mail::is_reachable(&reader.email)) else {
            continue;
        };
        let mut letter = letter(act, &reader, meeting)?;
        letter.written_at = at;
        enqueue_at(act.tx, act.now, at, SEND_MAIL, &letter)?;
    }
    Ok(())
}

fn letter(act: &mut Act<'_>, reader: &Actor, meeting: &Meeting) -> Result<Letter> {
    let tongue = reader.language;
    let when = moment_there(tongue, &reader.zone, meeting.starts_at);
    let args = [("title", meeting.title.as_str()), ("when", when.as_str())];
    let mut parts = vec![tongue.with("minutes-mail", &args)];
    let decisions = store::list_decisions(act.tx, meeting.id)?;
    if !decisions.is_empty() {
        let mut lines = vec![tongue.t("minutes-decisions").to_owned()];
        lines.extend(decisions.iter().map(|one| format!("- {}", one.words)));
        parts.push(lines.join("\n"));
    }
    let promised = action_items::list_by_meeting(act.tx, act.actor, meeting.id)?;
    if !promised.is_empty() {
        let mut lines = vec![tongue.t("minutes-actions").to_owned()];
        for one in promised {
            let owner = one.owner.clone().unwrap_or_else(|| tongue.t("action-nobody").to_owned());
            let due = one.due().map(|due| format!(", {}", day_in_words(tongue, due)));
            lines.push(format!("- {} ({owner}{})", one.words, due.unwrap_or_default()));
        }
        parts.push(lines.join("\n"));
    }
    let link = act.app.config.link(&format!("/meetings/{}", meeting.id));
    parts.push(format!("{}: {link}", tongue.t("minutes-mail-link")));
    let text = parts.join("\n\n") + "\n";
    Ok(Letter {
        to: reader.email.clone(),
        to_name: reader.name.clone(),
        subject: format!(
            "[{}] {}",
            act.app.config.mail.tag,
            tongue.with("minutes-mail-subject", &args)
        ),
        html: paragraphs(&text),
        text,
        is_automatic: true,
        ..Letter::default()
    })
}
