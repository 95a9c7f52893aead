//! The messages: what happened in one plain sentence, then the words themselves, then the link.

use super::store::Reader;
use crate::tickets::Ticket;
use base::{Act, Event, jiff_tz::TimeZone, language, when};
use jobs::Letter;
use mail::{Keys, subject_tag};

/// The message for one reader, in their language and time zone, and its Message-ID.
pub fn letter(
    act: &Act<'_>,
    event: &Event,
    ticket: &Ticket,
    last: &str,
    reader: &Reader,
) -> (String, Letter) {
    let (config, language) = (&act.app.config, language(&reader.locale));
    let zone = TimeZone::get(&reader.time_zone).unwrap_or_else(|_| config.time_zone());
    let news = ticket.news_by.map(|at| when(language, &zone, act.now, at)).unwrap_or_default();
    let key = format!("mail-{}", event.kind.replace(['.', '_'], "-"));
    let who = act.actor.name.as_str();
    let said = language.with(&key, &[("who", who), ("news", &news)]);
    let words = match event.kind {
        "message.answered" | "message.added" => last,
        "ticket.held" | "ticket.resolved" => {
            event.after.split_once(": ").map_or("", |(_, words)| words)
        }
        _ => "",
    };
    let link = format!("{}/tickets/{}", config.server.url.trim_end_matches('/'), ticket.id);
    let parts = [said.as_str(), words, link.as_str()];
    let text = parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join("\n\n");
    let domain = config.mail.from.rsplit('@').next().unwrap_or("localhost").trim_end_matches('>');
    let unique = base::token()[..16].to_owned();
    let message_id = Keys::new(&act.app.secret.0).message_id(ticket.id.0, &unique, domain);
    let letter = Letter {
        to: reader.email.clone(),
        to_name: reader.name.clone(),
        subject: format!("{} {}", subject_tag(&config.mail.tag, ticket.id.0), ticket.subject),
        html: web::paragraphs(&text),
        text,
        message_id: message_id.clone(),
        in_reply_to: String::new(),
        is_automatic: true,
    };
    (message_id, letter)
}
