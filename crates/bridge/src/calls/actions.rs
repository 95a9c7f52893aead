//! Writing a call down.

use crate::{
    hand_overs::{self, HandOverRow, LONGEST, NewRow, Way},
    providers::ContactRow,
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TicketId, Time};
use desk::{
    conversation::{NewMessage, note_in},
    tickets::{Channel, State, own_work, record},
};

/// A call as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewCall {
    /// Which of a supplier's contacts was called.
    pub contact: Option<i64>,
    /// What they said: 1 to 5,000 characters.
    pub words: String,
    /// What the supplier calls it, if they said so.
    pub reference: String,
    /// When it was; none: just now.
    pub at: Option<Time>,
    /// Whether the ticket waits for the supplier.
    pub is_on_hold: bool,
    /// Until when it waits; none: until news is promised, a week at most.
    pub until: Option<Time>,
}

struct Checked {
    contact: ContactRow,
    words: String,
    reference: String,
    at: Time,
}

/// How far back a call may be, in seconds: what is older is no news.
const OLDEST: i64 = 30 * 86_400;
/// How soon the same words are the same press of a button, in seconds.
const SAME_PRESS: i64 = 600;

fn check(new: &NewCall, contacts: Vec<ContactRow>, now: Time) -> Result<Checked> {
    let mut problems = Problems::default();
    let words = problems.text("words", &new.words, 5000);
    let reference = problems.optional_line("reference", &new.reference, LONGEST);
    let contact = contacts.into_iter().find(|one| Some(one.id) == new.contact);
    let contact = problems.word("contact", contact);
    let at = new.at.unwrap_or(now);
    match () {
        () if at > now.plus_seconds(60) => problems.add("at", "problem-call-future"),
        () if at < now.plus_seconds(-OLDEST) => problems.add("at", "problem-call-old"),
        () => {}
    }
    if new.is_on_hold && new.until.is_some_and(|until| until <= now) {
        problems.add("until", "problem-wakes-past");
    }
    problems.check()?;
    let contact = contact.ok_or(Error::Conflict)?;
    Ok(Checked { contact, words, reference, at: at.min(now) })
}

/// Writes down that a supplier was called: it stands among the notes of the ticket, and the ticket
/// waits for them if that is wanted. Sent twice it is one call.
pub async fn note(app: &App, actor: &Actor, id: TicketId, new: NewCall) -> Result<i64> {
    actor.may(Right::Work)?;
    let asked = hand_overs::suggest(app, actor, id, new.contact).await?;
    let call = check(&new, asked.contacts, app.now())?;
    app.act(actor, move |act| {
        let ticket = own_work(act.tx, act.actor, id)?;
        let since = act.now.plus_seconds(-SAME_PRESS);
        let is_same = |one: &HandOverRow| {
            one.way == Way::Phone
                && one.contact_id == call.contact.id
                && one.words == call.words
                && one.noted_at > since
        };
        if let Some(same) = hand_overs::list_of(act.tx, act.actor, id)?.into_iter().find(is_same) {
            return Ok(same.id);
        }
        let made = insert(act, id, &call)?;
        record(act, "ticket.supplier_called", id, "", &call.contact.department, false)?;
        if new.is_on_hold && ticket.state != State::OnHold {
            hand_overs::wait(act, id, &call.contact.department, new.until)?;
        }
        Ok(made)
    })
    .await
}

fn insert(act: &mut Act<'_>, id: TicketId, call: &Checked) -> Result<i64> {
    let contact = &call.contact;
    let row = NewRow {
        ticket: id,
        department: contact.department_id,
        contact: contact.id,
        way: Way::Phone,
        email: "",
        subject: "",
        words: &call.words,
        reference: &call.reference,
        by: act.actor.id,
        at: call.at,
        now: act.now,
    };
    let made = hand_overs::insert(act.tx, &row)?;
    let tongue = act.actor.language;
    let args = [("name", contact.department.as_str()), ("to", contact.name.as_str())];
    let mut body = format!("{}\n\n{}", tongue.with("call-note", &args), call.words);
    if !call.reference.is_empty() {
        body += &format!("\n\n{} {}", tongue.t("hand-over-their-number"), call.reference);
    }
    note_in(act, id, true, &NewMessage::text(body, Channel::Phone))?;
    Ok(made)
}
