//! Filing a message.
// tidy: allow actor because a message names its own sender, who becomes the actor inside

use super::{
    model::{self, Delivered, clean, known_as},
    store,
};
use crate::{
    conversation::{NewMessage, StoredFile, note_in, reply_in, safe_name},
    felt_questions::without_keys,
    merging,
    notices::{Notice, Words, tell_helpers},
    tickets::{self, Access, Ticket},
    waiting,
};
use base::{
    Act, Actor, App, Bytes, CalendarAnswer, Error, Event, Grant, PersonId, Result, Role, TicketId,
    Who, language,
    withheld::{Withheld, cards, mark_cards},
};
use mail::{Automatic, Incoming, Keys, Mailbox};
use people::persons::find_by_address;
use std::sync::Arc;

/// A message whose parts are stored, ready to be filed.
struct Letter {
    /// As it came.
    original: Incoming,
    /// Without the patron details in it.
    incoming: Incoming,
    files: Vec<StoredFile>,
    /// Where its source is kept: the hash of it.
    key: String,
}

/// Files one message. Its source is stored first; then everything happens in one transaction.
/// Delivering it twice, even at the same time, files it once.
pub async fn deliver(app: &App, raw: Vec<u8>, recipient: Option<String>) -> Result<Delivered> {
    let raw = Bytes::from(raw);
    let key = app.files.put(raw.clone()).await?;
    let Some(incoming) = mail::parse(&raw) else { return Ok(Delivered::NotAMessage) };
    let desk = Mailbox::read(&app.config.mail.from).map(|from| from.address);
    let own: Vec<&str> = desk.as_deref().into_iter().chain(recipient.as_deref()).collect();
    if let Some(why) = model::refusal(&incoming, &own, &Keys::new(&app.secret.0)) {
        return Ok(Delivered::Dropped(why));
    }
    let withheld = Withheld::default();
    let original = incoming;
    // nobody can be asked about digits in a mail: what looks like a card number counts as marked
    let cards = cards(app).await?;
    let incoming = model::without_details(&original, |text| {
        let marked = mark_cards(&cards, text);
        let text = marked.as_deref().unwrap_or(text);
        // whoever answers the question how it felt quotes its links, and others read that
        let keyless = without_keys(text);
        let out = withheld.take_out(&app.secret, Some(&key), keyless.as_deref().unwrap_or(text));
        out.or(keyless)
    });
    let mut files = Vec::with_capacity(incoming.attachments.len());
    for file in &incoming.attachments {
        files.push(StoredFile {
            name: safe_name(&file.name),
            media_type: clean(&file.media_type).chars().take(100).collect(),
            size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            content_id: clean(file.content_id.as_deref().unwrap_or_default()),
            key: app.files.put(file.bytes.clone()).await?,
        });
    }
    let letter = Arc::new(Letter { original, incoming, files, key });
    match withheld.within(try_to_file(app, &letter)).await {
        // somebody else filed it, or knew its sender, a moment sooner
        Err(Error::Conflict) => withheld.within(try_to_file(app, &letter)).await,
        outcome => outcome,
    }
}

async fn try_to_file(app: &App, letter: &Arc<Letter>) -> Result<Delivered> {
    let (id, copy_of) = id_of(app, letter).await?;
    let letter = letter.clone();
    let sender = Actor { who: Who::Mail, name: "Mail".into(), ..Actor::system() };
    app.act(&sender, move |act| file(act, &letter, &id, &copy_of)).await
}

/// The id to know the message by, and the source it is a copy of. One without an id is known by its
/// content; one that bears the id of another message, by both.
async fn id_of(app: &App, letter: &Letter) -> Result<(String, String)> {
    let key = letter.key.clone();
    let Some(id) = &letter.incoming.message_id else {
        return Ok((format!("none:{key}"), key));
    };
    let id = known_as(id);
    let asked = id.clone();
    let earlier = app.read(move |tx| Ok(store::find_message(tx, &asked)?)).await?;
    let Some(earlier) = earlier.filter(|earlier| earlier.raw_hash != key) else {
        return Ok((id, key));
    };
    let raw = app.files.get(&earlier.raw_hash).await;
    let is_copy = raw.ok().and_then(|raw| mail::parse(&raw));
    match is_copy.is_some_and(|first| model::is_same(&first, &letter.original)) {
        true => Ok((id, earlier.raw_hash)),
        false => Ok((known_as(&format!("{id} {key}")), key)),
    }
}

fn file(act: &mut Act<'_>, letter: &Letter, id: &str, copy_of: &str) -> Result<Delivered> {
    match store::find_message(act.tx, id)? {
        Some(known) if known.raw_hash == copy_of => {
            return Ok(Delivered::again(&known.note, known.ticket_id));
        }
        // another message with this id came in since we looked
        Some(_) => return Err(Error::Conflict),
        None => {}
    }
    let incoming = &letter.incoming;
    let actor = sender(act, incoming)?;
    let mut inner = act.as_other(&actor);
    let act = &mut inner;
    let organisation = language("en");
    let message = model::message(organisation, incoming, letter.files.clone(), &letter.key);
    let is_automatic = incoming.automatic != Automatic::No;
    // the message is known before it is announced, so that answers to it can name it
    let know = |act: &mut Act<'_>, delivered: Delivered| {
        if let Some((word, ticket)) = delivered.filed() {
            let row = (id, letter.key.as_str());
            store::insert_message(act.tx, row, ticket, word, act.now).map_err(or_conflict)?;
        }
        Ok::<_, Error>(delivered)
    };
    if let Some(meeting) = appointment(act, incoming)? {
        return Ok(Delivered::Answered(meeting));
    }
    match ticket_of(act, incoming)? {
        Some((ticket, ..)) if is_automatic => {
            let delivered = know(act, Delivered::Noted(ticket.id))?;
            note_in(act, ticket.id, false, &message)?;
            note_answer(act, ticket.id, incoming, &message.body)?;
            Ok(delivered)
        }
        Some((ticket, _, Some(supplier))) => {
            let to = merging::destination(act, &ticket, Access::Work)?;
            let delivered = know(act, Delivered::Noted(to))?;
            answered(act, &ticket, to, (&supplier, incoming), &message)?;
            Ok(delivered)
        }
        Some((ticket, access, None)) => {
            let to = merging::destination(act, &ticket, access)?;
            let delivered = know(act, Delivered::Replied(to))?;
            reply_in(act, &ticket, access, &message)?;
            Ok(delivered)
        }
        None => {
            let new = model::ticket(organisation, incoming, &actor.name, message);
            let (ticket, subject) = tickets::write(act, &new, &model::tags(incoming))?;
            let delivered = know(act, Delivered::Opened(ticket))?;
            tickets::record(act, "ticket.opened", ticket, "", &subject, false)?;
            Ok(delivered)
        }
    }
}

/// The meeting whose invitation a message answers, which takes note of it. Anything else a calendar
/// may send, or somebody forged, is a message like others.
fn appointment(act: &mut Act<'_>, incoming: &Incoming) -> Result<Option<i64>> {
    let Some(take) = act.app.slots.appointments.filter(|_| incoming.calendar) else {
        return Ok(None);
    };
    let is_calendar = |kind: &str| ["text/calendar", "application/ics"].contains(&kind);
    let parts = incoming.attachments.iter().filter(|part| is_calendar(&part.media_type));
    for part in parts.take(4) {
        let calendar = String::from_utf8_lossy(&part.bytes);
        let answer = CalendarAnswer { calendar: &calendar, words: incoming.reply.trim() };
        if let Some(meeting) = take(act, answer)? {
            return Ok(Some(meeting));
        }
    }
    Ok(None)
}

/// What a supplier answers is for those who work on the ticket, who say to the other side what it
/// means: it is kept as a note, ends the wait for it, and they are told.
fn answered(
    act: &mut Act<'_>,
    ticket: &Ticket,
    to: TicketId,
    (supplier, incoming): (&str, &Incoming),
    message: &NewMessage,
) -> Result<()> {
    note_in(act, to, false, message)?;
    waiting::wake_answered(act, ticket)?;
    note_answer(act, ticket.id, incoming, &message.body)?;
    tickets::record(act, "ticket.supplier_answered", to, "", supplier, false)?;
    let Some(now) = tickets::find(act.tx, to)? else { return Ok(()) };
    let words = Some(Words::new(&message.body, true));
    let other = supplier.to_owned();
    tell_helpers(act, &now, &Notice { key: "supplier-answered", words, other, ..Notice::default() })
}

/// Whoever keeps what suppliers answer finds their number in it, also where a program wrote it.
fn note_answer(act: &mut Act<'_>, id: TicketId, incoming: &Incoming, body: &str) -> Result<()> {
    let Some(suppliers) = act.app.slots.suppliers else { return Ok(()) };
    let from = incoming.from.as_ref().map(|from| from.address.to_lowercase()).unwrap_or_default();
    let subject = incoming.subject.as_deref().unwrap_or_default();
    (suppliers.answered)(act, id, (&from, subject, body))
}

/// The supplier of whom a letter may be the answer.
fn supplier(act: &mut Act<'_>, id: TicketId, is_proven: bool) -> Result<Option<String>> {
    let Some(suppliers) = act.app.slots.suppliers else { return Ok(None) };
    (suppliers.asked)(act.tx, &act.actor.email, id, is_proven)
}

/// Two at once: the later one looks again.
fn or_conflict(error: db::Error) -> Error {
    match error {
        db::Error::Unique(_) => Error::Conflict,
        other => other.into(),
    }
}

/// The sender as an actor: the person behind the address, made if nobody has it. Who may not sign
/// in any more may still write.
fn sender(act: &mut Act<'_>, incoming: &Incoming) -> Result<Actor> {
    let (name, address) = match &incoming.from {
        Some(from) => (from.name.clone().unwrap_or_default(), from.address.to_lowercase()),
        None => (language("en").t("mail-unknown-sender").into(), "unknown@invalid".into()),
    };
    let email: String = clean(&address).chars().take(320).collect();
    let id = match find_by_address(act.tx, &email)? {
        Some(id) => id,
        None => insert_sender(act, clean(name.trim()), &email)?,
    };
    let found = store::get_sender(act.tx, id)?;
    let zone = act.app.config.time_zone();
    if let Some(actor) = people::sign_in::actor_of(act.tx, found.id, &zone)? {
        return Ok(Actor { who: Who::Mail, ..actor });
    }
    Ok(Actor {
        who: Who::Mail,
        id: Some(found.id),
        name: found.name,
        email: found.email,
        department: found.department_id,
        grants: vec![Grant { role: Role::Requester, department: None, teams: Vec::new() }],
        zone,
        ..Actor::system()
    })
}

/// A requester in the department whose people share the mail domain, if exactly one does.
fn insert_sender(act: &mut Act<'_>, name: String, email: &str) -> Result<PersonId> {
    let name = if name.is_empty() { email } else { &name };
    let name: String = name.chars().take(200).collect();
    let domain = email.rsplit('@').next().unwrap_or_default();
    let supplier = match act.app.slots.suppliers {
        Some(suppliers) => (suppliers.department_of)(act.tx, email)?,
        None => None,
    };
    let department = match store::list_departments_at(act.tx, domain)?.as_slice() {
        _ if supplier.is_some() => supplier,
        [(only,)] => Some(*only),
        _ => None,
    };
    let row = (name.as_str(), email);
    let id = store::insert_person(act.tx, row, department, act.now).map_err(or_conflict)?;
    act.record(&Event {
        kind: "person.added",
        subject: format!("person {id}"),
        after: format!("{name} <{email}>"),
        ..Event::default()
    })?;
    Ok(id)
}

/// The ticket a message belongs to, what its sender may do there, and the supplier whose answer it
/// is.
type Found = (Ticket, Access, Option<String>);

/// The ticket a message belongs to, and what its sender may do there. A Message-ID of ours proves
/// it, and so does one that was filed there, whoever writes: the message was passed on to them. A
/// subject tag only counts from somebody who may read the ticket; a subject alone never does.
fn ticket_of(act: &mut Act<'_>, incoming: &Incoming) -> Result<Option<Found>> {
    let keys = Keys::new(&act.app.secret.0);
    let parents = model::parents(incoming, &keys);
    for id in &parents {
        if let Some(ticket) = keys.ticket_of(id)
            && let Some((ticket, access)) = proven(act, TicketId(ticket))?
        {
            let supplier = supplier(act, ticket.id, true)?;
            return Ok(Some((ticket, access, supplier)));
        }
    }
    for id in &parents {
        if let Some(known) = store::find_message(act.tx, &known_as(id))?
            && let Some((ticket, access)) = proven(act, known.ticket_id)?
        {
            let supplier = supplier(act, ticket.id, true)?;
            return Ok(Some((ticket, access, supplier)));
        }
    }
    let config = act.app.config.clone();
    let former = config.mail.former_tags.iter().map(String::as_str);
    let names: Vec<&str> = [config.mail.tag.as_str()].into_iter().chain(former).collect();
    let subject = incoming.subject.as_deref().unwrap_or_default();
    match mail::tagged_ticket(subject, &names) {
        Some(ticket) => tagged(act, TicketId(ticket)),
        None => Ok(None),
    }
}

/// A tag counts from somebody who may read the ticket, and from a supplier who was written to about
/// it: their programs often keep nothing else.
fn tagged(act: &mut Act<'_>, id: TicketId) -> Result<Option<Found>> {
    let supplier = supplier(act, id, false)?;
    let found = match supplier {
        Some(_) => proven(act, id)?,
        None => seen(act, id)?,
    };
    Ok(found.map(|(ticket, access)| (ticket, access, supplier)))
}

fn proven(act: &mut Act<'_>, ticket: TicketId) -> Result<Option<(Ticket, Access)>> {
    if let Some(found) = seen(act, ticket)? {
        return Ok(Some(found));
    }
    match tickets::see(act.tx, &Actor::system(), ticket) {
        Ok((ticket, _)) => Ok(Some((ticket, Access::Read))),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn seen(act: &mut Act<'_>, ticket: TicketId) -> Result<Option<(Ticket, Access)>> {
    match tickets::see(act.tx, act.actor, ticket) {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
