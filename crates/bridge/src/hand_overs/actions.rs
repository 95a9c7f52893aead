//! Handing over, and what comes back.

pub use super::store::HandOverRow;

use super::{
    mail::{self, Sent},
    model::{LONGEST, Way, is_colleague, reference_in},
    store::{self, NewRow},
};
use crate::providers::{self, ContactRow};
use base::{
    Act, Actor, App, DepartmentId, Error, Problems, Result, Right, Suppliers, TicketId, Time, Tx,
};
use desk::{
    conversation::{AttachmentRow, NewMessage, note_in},
    tickets::{self, Access, Channel, HoldReason, own_work, record},
    timeline::{View, view},
    waiting::{HoldForm, hold_in},
};
use jobs::{LetterFile, SEND_MAIL, enqueue};

/// A letter before anybody has changed it.
#[derive(Clone, Debug, Default)]
pub struct Suggestion {
    /// Without our tag.
    pub subject: String,
    /// The whole of it.
    pub words: String,
}

/// Everything that the form needs.
pub struct Asked {
    /// The ticket, as whoever works on it sees it.
    pub view: View,
    /// Everybody whom it may be handed over to, those who look after its service first.
    pub contacts: Vec<ContactRow>,
    /// The files that may go with it: those that everybody on the ticket has.
    pub files: Vec<AttachmentRow>,
    /// The letter to the contact that was chosen, or the first.
    pub suggestion: Suggestion,
    /// That contact.
    pub contact: Option<i64>,
    /// What was handed over before.
    pub before: Vec<HandOverRow>,
}

/// What may be said to a supplier about a ticket: for those to whom the ticket belongs and who work
/// on it.
pub async fn suggest(
    app: &App,
    actor: &Actor,
    id: TicketId,
    contact: Option<i64>,
) -> Result<Asked> {
    actor.may(Right::Work)?;
    let view = view(app, actor, id).await?;
    if view.by_right != Access::Work {
        return Err(Error::Forbidden);
    }
    if !view.ticket.state.is_open() {
        return Err(Error::Conflict);
    }
    let (of, service) = (actor.clone(), view.ticket.service_id);
    let (mut contacts, before, owner) = app
        .read(move |tx| {
            let owner = match service {
                Some(service) => store::find_owner(tx, service)?.map(|(id,)| id),
                None => None,
            };
            Ok((providers::contacts(tx, &of)?, store::list(tx, id)?, owner))
        })
        .await?;
    contacts.sort_by_key(|one| Some(one.department_id) != owner);
    let chosen = contacts.iter().find(|one| Some(one.id) == contact).or(contacts.first());
    let suggestion =
        chosen.map(|chosen| mail::suggestion(app, actor, &view, chosen)).unwrap_or_default();
    let contact = chosen.map(|chosen| chosen.id);
    let files = public_files(&view);
    Ok(Asked { view, contacts, files, suggestion, contact, before })
}

fn public_files(view: &View) -> Vec<AttachmentRow> {
    let is_public = |file: &&AttachmentRow| {
        let of = view.messages.iter().find(|message| Some(message.id) == file.message_id);
        of.is_some_and(|message| !view.is_internal(message))
    };
    view.attachments.iter().filter(is_public).cloned().collect()
}

/// What is handed over, to whom.
#[derive(Clone, Debug, Default)]
pub struct NewHandOver {
    /// A supplier's contact: nobody else can be written to.
    pub contact: Option<i64>,
    /// Without our tag: 1 to 200 characters.
    pub subject: String,
    /// The letter: 1 to 20,000 characters.
    pub words: String,
    /// Files of the ticket that go with it.
    pub files: Vec<i64>,
    /// What the supplier calls it, if that is known.
    pub reference: String,
    /// Whether the ticket waits for the supplier.
    pub is_on_hold: bool,
    /// Until when it waits; none: until news is promised, a week at most.
    pub until: Option<Time>,
}

/// Largest sum of files that goes with a letter, in bytes: more is refused by many mail servers.
const MOST_BYTES: i64 = 15 * 1024 * 1024;
/// How long it waits at most where nobody said until when, in seconds: nothing waits for ever.
const USUAL_WAIT: i64 = 7 * 86_400;
/// How soon the same letter is the same press of a button, in seconds.
const SAME_PRESS: i64 = 600;

/// A letter that was checked.
struct Checked {
    contact: ContactRow,
    subject: String,
    words: String,
    reference: String,
    files: Vec<AttachmentRow>,
}

impl NewHandOver {
    fn check(&self, asked: Asked, now: Time) -> Result<Checked> {
        let mut problems = Problems::default();
        let subject = problems.line("subject", &self.subject, 200);
        let words = problems.text("words", &self.words, 20_000);
        let reference = problems.optional_line("reference", &self.reference, LONGEST);
        let contact = asked.contacts.into_iter().find(|one| Some(one.id) == self.contact);
        let contact = problems.word("contact", contact);
        let mut files = asked.files;
        files.retain(|file| self.files.contains(&file.id));
        if files.iter().map(|file| file.size).sum::<i64>() > MOST_BYTES {
            problems.add("file", "problem-letter-files");
        }
        if self.is_on_hold && self.until.is_some_and(|until| until <= now) {
            problems.add("until", "problem-wakes-past");
        }
        problems.check()?;
        let contact = contact.ok_or(Error::Conflict)?;
        Ok(Checked { contact, subject, words, reference, files })
    }
}

/// Hands a ticket over by mail: the letter leaves for the contact's address, stands among the notes
/// of the ticket, and the ticket waits for the answer if that is wanted. Sent twice it is sent once.
pub async fn send(app: &App, actor: &Actor, id: TicketId, new: NewHandOver) -> Result<i64> {
    actor.may(Right::Work)?;
    let asked = suggest(app, actor, id, new.contact).await?;
    let letter = new.check(asked, app.now())?;
    app.act(actor, move |act| {
        own_work(act.tx, act.actor, id)?;
        let Checked { contact, subject, words, reference, files } = &letter;
        let since = act.now.plus_seconds(-SAME_PRESS);
        let is_same = |one: &HandOverRow| {
            one.contact_id == contact.id && one.words == *words && one.at > since
        };
        if let Some(same) = store::list(act.tx, id)?.into_iter().find(is_same) {
            return Ok(same.id);
        }
        let row = NewRow {
            ticket: id,
            department: contact.department_id,
            contact: contact.id,
            way: Way::Mail,
            email: &contact.email,
            subject,
            words,
            reference,
            by: act.actor.id,
            at: act.now,
            now: act.now,
        };
        let made = store::insert(act.tx, &row)?;
        note(act, id, contact, words, files)?;
        let part = |file: &AttachmentRow| LetterFile {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            key: file.file_key.clone(),
        };
        let files = files.iter().map(part).collect();
        let letter = mail::letter(act, id, Sent { contact, subject, words, reference, files });
        enqueue(act.tx, act.now, SEND_MAIL, &letter)?;
        record(act, "ticket.handed_over_by_mail", id, "", &contact.department, false)?;
        if new.is_on_hold {
            wait(act, id, &contact.department, new.until)?;
        }
        Ok(made)
    })
    .await
}

/// The letter stands where those who work on the ticket read on.
fn note(
    act: &mut Act<'_>,
    id: TicketId,
    contact: &ContactRow,
    words: &str,
    files: &[AttachmentRow],
) -> Result<()> {
    let language = act.actor.language;
    let to = format!("{} <{}>", contact.name, contact.email);
    let args = [("name", contact.department.as_str()), ("to", to.as_str())];
    let mut body = format!("{}\n\n{words}", language.with("letter-note", &args));
    if !files.is_empty() {
        let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
        body += &format!("\n\n{}: {}", language.t("letter-files"), names.join(", "));
    }
    note_in(act, id, true, &NewMessage::text(body, Channel::Email)).map(drop)
}

/// Puts the ticket on hold until the supplier answers, or until a time; where nobody said, until news
/// is promised, a week at most.
pub(crate) fn wait(
    act: &mut Act<'_>,
    id: TicketId,
    supplier: &str,
    until: Option<Time>,
) -> Result<()> {
    let note = act.actor.language.with("hold-note-supplier", &[("name", supplier)]);
    let usual = act.now.plus_seconds(USUAL_WAIT);
    // news that was promised earlier stays promised
    let promised = own_work(act.tx, act.actor, id)?.news_by.filter(|at| *at > act.now);
    let wakes_at = until.or(Some(promised.map_or(usual, |at| at.min(usual))));
    let reason = Some(HoldReason::AwaitingSupplier);
    hold_in(act, id, &HoldForm { reason, note, wakes_at })
}

/// The same, where the actor was found to work on the ticket.
pub(crate) fn list_of(tx: &mut Tx, _actor: &Actor, id: TicketId) -> Result<Vec<HandOverRow>> {
    Ok(store::list(tx, id)?)
}

/// Since when tickets wait for a supplier: since the first hand-over that was not answered. For those
/// who were found to know of them.
pub(crate) fn waits_since(
    tx: &mut Tx,
    _actor: &Actor,
    ids: &[TicketId],
) -> Result<Vec<(TicketId, Time)>> {
    let mut found = Vec::new();
    for id in ids {
        let since = store::find_since(tx, *id)?.and_then(|(since,)| since);
        found.extend(since.map(|since| (*id, since)));
    }
    Ok(found)
}

/// What a ticket was handed over for, to those who work on it.
pub async fn list(app: &App, actor: &Actor, id: TicketId) -> Result<Vec<HandOverRow>> {
    let (_, access) = tickets::load(app, actor, id).await?;
    if access != Access::Work {
        return Err(Error::Forbidden);
    }
    app.read(move |tx| Ok(store::list(tx, id)?)).await
}

/// Keeps what the supplier calls it; empty: it is not known after all.
pub async fn keep_reference(
    app: &App,
    actor: &Actor,
    id: TicketId,
    hand_over: i64,
    reference: &str,
) -> Result<()> {
    actor.may(Right::Work)?;
    let mut problems = Problems::default();
    let reference = problems.optional_line("reference", reference, LONGEST);
    problems.check()?;
    app.act(actor, move |act| {
        own_work(act.tx, act.actor, id)?;
        let all = store::list(act.tx, id)?;
        let found = all.into_iter().find(|one| one.id == hand_over).ok_or(Error::NotFound)?;
        if found.reference == reference {
            return Ok(());
        }
        store::update_reference(act.tx, hand_over, &reference)?;
        record(act, "ticket.reference_kept", id, &found.reference, &reference, true)
    })
    .await
}

/// What stands beside a ticket, for those who work on it: what was handed over, and whether there
/// is anybody to hand it over to.
pub fn beside(
    tx: &mut Tx,
    actor: &Actor,
    id: TicketId,
) -> Result<Option<(Vec<HandOverRow>, bool)>> {
    if !actor.has(Right::Work) {
        return Ok(None);
    }
    match own_work(tx, actor, id) {
        Ok(ticket) => {
            let may_send = ticket.state.is_open() && store::has_contacts(tx)?;
            Ok(Some((store::list(tx, id)?, may_send)))
        }
        Err(Error::NotFound | Error::Forbidden) => Ok(None),
        Err(error) => Err(error),
    }
}

/// How the desk knows which letters are answers of suppliers.
pub const SUPPLIERS: Suppliers = Suppliers { department_of, asked, answered };

fn department_of(tx: &mut Tx, email: &str) -> Result<Option<DepartmentId>> {
    match store::list_suppliers_of(tx, email)?.as_slice() {
        [(only,)] => Ok(Some(*only)),
        _ => Ok(None),
    }
}

fn asked(tx: &mut Tx, email: &str, id: TicketId, is_proven: bool) -> Result<Option<String>> {
    let all = store::list(tx, id)?;
    let is_theirs =
        |one: &HandOverRow| one.email == email || (is_proven && is_colleague(&one.email, email));
    Ok(all.into_iter().rev().find(is_theirs).map(|one| one.department))
}

fn answered(
    act: &mut Act<'_>,
    id: TicketId,
    (email, subject, text): (&str, &str, &str),
) -> Result<()> {
    let all = store::list(act.tx, id)?;
    let found = all.into_iter().rev().find(|one| is_colleague(&one.email, email));
    let Some(hand_over) = found else { return Ok(()) };
    let number = reference_in(subject, text, &mail::tag(act.app, id)).unwrap_or_default();
    Ok(store::update_answered(act.tx, hand_over.id, &number, act.now)?)
}
