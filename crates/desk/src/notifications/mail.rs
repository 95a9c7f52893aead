//! The summary: everything since the last one, ticket by ticket, as far as its reader may still see
//! it, and then what is about no ticket. And when a letter may go at all.

use super::{
    actions::may_know,
    model::{Kind, Plan, Quiet, Way, quiet_end},
    store::{self, NotificationRow},
};
use crate::{
    notices::{Reader, Said},
    tickets::{self, Ticket},
    tidings::{self, TidingRow},
};
use base::{Act, Actor, App, PersonId, Result, Time, when};
use jobs::{Letter, SEND_MAIL, enqueue};
use mail::is_reachable;
use web::paragraphs;

/// How somebody hears of what is about no ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// As they chose; whoever has left hears nothing.
    pub way: Way,
    /// When a letter of its own may go: at once, after their quiet hours, or when their summary
    /// comes. None where they want no letter.
    pub letter_at: Option<Time>,
}

/// How somebody hears of one kind of news that is about no ticket, and when.
pub fn hearing(act: &mut Act<'_>, person: PersonId, kind: Kind) -> Result<Hearing> {
    let Some(wish) = store::find_wish(act.tx, person, kind)? else {
        return Ok(Hearing { way: Way::None, letter_at: None });
    };
    let zone = act.app.config.time_zone();
    let zone = people::sign_in::actor_of(act.tx, person, &zone)?.map_or(zone, |one| one.zone);
    let way = wish.way.unwrap_or(kind.usual(wish.is_helping));
    let letter_at = match way {
        Way::App | Way::None => None,
        Way::Digest => {
            let settings = store::find_settings(act.tx, person)?;
            let plan = settings.map(|s| Plan::read(s.digest_minute, &s.digest_days));
            Some(plan.unwrap_or_default().next(&zone, act.now))
        }
        Way::Mail => {
            let quiet = wish.quiet_from.zip(wish.quiet_until);
            let quiet = quiet.map(|(from, until)| Quiet { from, until });
            Some(quiet.and_then(|quiet| quiet_end(&zone, act.now, quiet)).unwrap_or(act.now))
        }
    };
    Ok(Hearing { way, letter_at })
}

/// So many pieces of news are in one summary at most; the newest that are more are left to the
/// tickets themselves.
const MOST: i64 = 300;

/// Writes somebody's summary, and knows that they are told.
pub(super) fn write(act: &mut Act<'_>, person: PersonId) -> Result<()> {
    let rows = store::list_untold(act.tx, person, MOST)?;
    store::update_told(act.tx, person, act.now)?;
    let others = tidings::take_untold(act, person, MOST)?;
    let zone = act.app.config.time_zone();
    let Some(reader) = people::sign_in::actor_of(act.tx, person, &zone)? else { return Ok(()) };
    let parts = by_ticket(act, &reader, rows)?;
    if (parts.is_empty() && others.is_empty()) || !is_reachable(&reader.email) {
        return Ok(());
    }
    let letter = letter(act, &reader, (&parts, &others));
    Ok(enqueue(act.tx, act.now, SEND_MAIL, &letter)?)
}

type Part = (Ticket, Vec<NotificationRow>);

/// What may be told, in the order in which the tickets were first heard of.
fn by_ticket(act: &mut Act<'_>, reader: &Actor, rows: Vec<NotificationRow>) -> Result<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    for row in rows {
        let at = match parts.iter().position(|(ticket, _)| ticket.id == row.ticket_id) {
            Some(at) => at,
            None => {
                let Some(ticket) = tickets::find(act.tx, row.ticket_id)? else { continue };
                parts.push((ticket, Vec::new()));
                parts.len() - 1
            }
        };
        let (ticket, told) = &mut parts[at];
        if may_know(act.tx, reader, ticket, row.is_internal)? {
            told.push(row);
        }
    }
    parts.retain(|(_, told)| !told.is_empty());
    Ok(parts)
}

fn letter(act: &Act<'_>, reader: &Actor, (parts, others): (&[Part], &[TidingRow])) -> Letter {
    let (tongue, config) = (reader.language, &act.app.config);
    let mut texts = vec![tongue.t("digest-first").to_owned()];
    for (ticket, rows) in parts {
        let mut lines = vec![format!("#{} {}", ticket.id, ticket.subject)];
        for row in rows {
            let at = when(tongue, &reader.zone, act.now, row.at);
            lines.push(format!("{at}: {}", sentence(act.app, reader, ticket, row, act.now)));
            lines.extend(Some(format!("“{}”", row.said)).filter(|_| !row.said.is_empty()));
        }
        lines.push(config.link(&format!("/tickets/{}", ticket.id)));
        texts.push(lines.join("\n"));
    }
    for row in others {
        let mut lines = row.lines(tongue, &reader.zone);
        if let Some(first) = lines.first_mut() {
            *first = format!("{}: {first}", when(tongue, &reader.zone, act.now, row.at));
        }
        lines.push(config.link(&row.href));
        texts.push(lines.join("\n"));
    }
    let link = config.link("/account/notifications");
    texts.push(format!("{} {link}", tongue.t("digest-last")));
    let text = texts.join("\n\n") + "\n";
    let n = (parts.len() + others.len()).to_string();
    let key = if others.is_empty() { "digest-subject" } else { "digest-subject-more" };
    Letter {
        to: reader.email.clone(),
        to_name: reader.name.clone(),
        subject: format!("[{}] {}", config.mail.tag, tongue.with(key, &[("n", &n)])),
        html: paragraphs(&text),
        text,
        written_at: act.now,
        is_automatic: true,
        ..Letter::default()
    }
}

/// What happened, in words for one reader.
pub(super) fn sentence(
    app: &App,
    actor: &Actor,
    ticket: &Ticket,
    row: &NotificationRow,
    now: Time,
) -> String {
    let reader = Reader {
        tongue: actor.language,
        zone: actor.zone.clone(),
        now,
        organisation: app.config.name.as_str(),
        is_asking: actor.id == Some(ticket.requester_id),
    };
    let said = Said {
        key: &row.words,
        who: &row.who,
        at: row.about,
        reason: &row.reason,
        other: &row.other,
    };
    let first = reader.lines(ticket, &said, "first").join(" ");
    // what follows the colon in a letter is not here
    match first.strip_suffix(':') {
        Some(before) => format!("{before}."),
        None => first,
    }
}
