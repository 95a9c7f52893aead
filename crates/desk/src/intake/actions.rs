//! Filing a message.
// tidy: allow actor because a message names its own sender, who becomes the actor inside

use super::store;
use crate::{
    conversation::{NewMessage, StoredFile, reply_in},
    impact::{Answers, Hurts, Scope, Stopped, Workaround},
    tickets::{self, Access, Channel, Kind, NewTicket},
};
use base::{Act, Actor, App, Error, PersonId, Result, TicketId, Who};
use mail::{Automatic, Incoming, Keys};

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// A new ticket.
    Opened(TicketId),
    /// A message on a ticket there was.
    Replied(TicketId),
    /// Seen before: filed then.
    Known(TicketId),
    /// Knowingly not filed, and why. The source is kept all the same.
    Dropped(String),
    /// Nothing that could be shown.
    NotAMessage,
}

/// Longest text kept in the database, in characters; the source is kept whole.
const LONGEST: usize = 200_000;

/// Files one message. The source is stored first; then everything happens in one transaction.
pub async fn deliver(app: &App, raw: Vec<u8>, recipient: Option<String>) -> Result<Delivered> {
    let Some(incoming) = mail::parse(&raw) else { return Ok(Delivered::NotAMessage) };
    let key = app.files.put(raw).await?;
    let own = app.config.mail.from.rsplit(['<', ' ']).next().unwrap_or_default();
    let own = own.trim_end_matches('>').to_lowercase();
    let keys = Keys::new(&app.secret.0);
    let addresses: Vec<&str> = [own.as_str()].into_iter().chain(recipient.as_deref()).collect();
    if incoming.is_own(&addresses, Some(&keys)) || incoming.automatic == Automatic::OwnMail {
        return Ok(Delivered::Dropped("it came from this desk".into()));
    }
    let mut stored = Vec::with_capacity(incoming.attachments.len());
    for file in &incoming.attachments {
        stored.push(StoredFile {
            name: file.name.clone(),
            media_type: clean(&file.media_type).chars().take(100).collect(),
            size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            content_id: clean(file.content_id.as_deref().unwrap_or_default()),
            key: app.files.put(file.bytes.clone()).await?,
        });
    }
    let sender = Actor { who: Who::Mail, name: "Mail".into(), ..Actor::system() };
    app.act(&sender, move |act| file(act, &incoming, stored.clone(), &key)).await
}

/// PostgreSQL cannot keep NUL in a text.
fn clean(text: &str) -> String {
    text.replace('\0', "").chars().take(LONGEST).collect()
}

fn file(
    act: &mut Act<'_>,
    incoming: &Incoming,
    stored: Vec<StoredFile>,
    key: &str,
) -> Result<Delivered> {
    // a message without an id is known by its content, which the key is the hash of
    let own_id = incoming.message_id.clone().unwrap_or_else(|| format!("{key}@no-message-id"));
    let mut id = clean(&own_id);
    if let Some((ticket, hash)) = store::find_message(act.tx, &id)? {
        if hash == key {
            return Ok(Delivered::Known(ticket));
        }
        id = format!("{id} {key}");
        if let Some((ticket, _)) = store::find_message(act.tx, &id)? {
            return Ok(Delivered::Known(ticket));
        }
    }
    let sender = sender(act, incoming)?;
    let zone = act.app.config.time_zone();
    let actor = people::sign_in::actor_of(act.tx, sender, &zone)?.ok_or(Error::Forbidden)?;
    let actor = Actor { who: Who::Mail, ..actor };
    let mut inner = Act { tx: act.tx, app: act.app, actor: &actor, now: act.now };
    let ticket = ticket_of(&mut inner, incoming)?;
    let body = [&incoming.reply, &incoming.text].into_iter().find(|text| !text.trim().is_empty());
    let message = NewMessage {
        body: clean(body.map_or("", String::as_str)),
        channel: Channel::Email,
        staged: Vec::new(),
        stored,
        html: clean(incoming.html.as_deref().unwrap_or_default()),
        cut: clean(&incoming.cut),
        raw_key: key.to_owned(),
    };
    let note = format!("{:?}", incoming.automatic);
    let note: String = note.chars().take(200).collect();
    let delivered = match ticket {
        Some(ticket) => {
            reply_in(&mut inner, ticket, &message)?;
            Delivered::Replied(ticket)
        }
        None => Delivered::Opened(open(&mut inner, incoming, message)?),
    };
    let (Delivered::Opened(ticket) | Delivered::Replied(ticket)) = &delivered else {
        return Ok(delivered);
    };
    store::insert_message(inner.tx, (&id, key), *ticket, &note, inner.now)?;
    Ok(delivered)
}

/// The person behind the address; made if nobody has it.
fn sender(act: &mut Act<'_>, incoming: &Incoming) -> Result<PersonId> {
    let (name, address) = match &incoming.from {
        Some(from) => (from.name.clone().unwrap_or_default(), from.address.to_lowercase()),
        None => (String::new(), "unknown@invalid".to_owned()),
    };
    let address: String = clean(&address).chars().take(320).collect();
    if let Some((person,)) = store::find_person(act.tx, &address)? {
        return Ok(person);
    }
    let name = clean(name.trim());
    let name: String = if name.is_empty() { &address } else { &name }.chars().take(200).collect();
    let domain = address.rsplit('@').next().unwrap_or_default().replace(['%', '_'], "");
    let department = match store::list_departments_at(act.tx, &domain)?.as_slice() {
        [(only,)] => Some(*only),
        _ => None,
    };
    Ok(store::insert_person(act.tx, (&name, &address), department, act.now)?)
}

/// The ticket a message belongs to: by the keyed Message-ID of ours that it answers, by another
/// message of that ticket, or by the subject tag; and only if its sender may write there.
fn ticket_of(act: &mut Act<'_>, incoming: &Incoming) -> Result<Option<TicketId>> {
    let keys = Keys::new(&act.app.secret.0);
    let mut found: Vec<TicketId> = keys.ticket_in(incoming).map(TicketId).into_iter().collect();
    for id in incoming.in_reply_to.iter().chain(incoming.references.iter().rev()) {
        found.extend(store::find_message(act.tx, &clean(id))?.map(|(ticket, _)| ticket));
    }
    let config = act.app.config.clone();
    let mut names = vec![config.mail.tag.as_str()];
    names.extend(config.mail.former_tags.iter().map(String::as_str));
    let subject = incoming.subject.as_deref().unwrap_or_default();
    found.extend(mail::tagged_ticket(subject, &names).map(TicketId));
    for ticket in found {
        match tickets::see(act.tx, act.actor, ticket) {
            Ok((_, access)) if access >= Access::Read => return Ok(Some(ticket)),
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

fn open(act: &mut Act<'_>, incoming: &Incoming, message: NewMessage) -> Result<TicketId> {
    let words = if message.body.trim().is_empty() {
        clean(incoming.subject.as_deref().unwrap_or("…"))
    } else {
        message.body.chars().take(20_000).collect()
    };
    let subject = clean(incoming.subject.as_deref().unwrap_or_default());
    let new = NewTicket {
        kind: Kind::Incident,
        subject: subject.chars().take(200).collect(),
        // nobody was asked about impact yet: the mildest answers, for the team to correct
        answers: Answers {
            words,
            scope: Scope::One,
            who: Stopped::Both,
            workaround: Workaround::Slow,
            hurts: Hurts::ThisWeek,
            hurts_note: String::new(),
            is_one_place: false,
            risks: Vec::new(),
        },
        requester: None,
        department: None,
        location: None,
        service: None,
        channel: Channel::Email,
        message,
        key: None,
    };
    tickets::open_in(act, &new)
}
