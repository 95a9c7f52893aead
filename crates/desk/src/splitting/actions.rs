//! Splitting a message off.

use super::{
    model::refusal,
    store::{self, SaidRow},
};
use crate::{
    conversation::{NewMessage, StoredFile, Visibility},
    following::{Whom, find_one},
    impact::{Answers, Hurts, Scope, Stopped, Workaround, find_statement},
    notices::{Notice, Words, tell_asking, tell_helpers},
    services,
    tickets::{self, Channel, Kind, NewTicket, Ticket, record},
};
use base::{Act, Actor, App, Error, PersonId, Problems, Result, Right, TicketId};

/// What the new ticket is to be.
#[derive(Clone, Debug, Default)]
pub struct NewSplit {
    /// A short line; empty: the first words become it.
    pub subject: String,
    /// Whom it is for; none: who wrote the message, or whom the old ticket is for where that was
    /// one of those who help.
    pub requester: Option<Whom>,
    /// What kind of thing; none: as the old ticket.
    pub kind: Option<Kind>,
}

/// Makes a public message a ticket of its own, with its files. It stays where it was, and says what
/// it became.
pub async fn split(
    app: &App,
    actor: &Actor,
    id: TicketId,
    message: i64,
    new: NewSplit,
) -> Result<TicketId> {
    actor.may(Right::Work)?;
    let mut problems = Problems::default();
    let subject = problems.optional_line("subject", &new.subject, 200);
    problems.check()?;
    app.act(actor, move |act| {
        let ticket = tickets::work(act.tx, act.actor, id)?;
        let said = find(act, id, message)?;
        let requester = match &new.requester {
            Some(whom) => find_one(act.tx, "requester", whom)?.id,
            None if said.is_from_provider => ticket.requester_id,
            None => said.author_id,
        };
        let split =
            ticket_of(act, &ticket, &said, message, requester, (subject.clone(), new.kind))?;
        let (made, _) = tickets::write(act, &split, "")?;
        let by = act.actor.person()?;
        store::insert(act.tx, message, (id, made), by, act.now)?;
        record(act, "ticket.split_from", made, "", &format!("#{id}"), false)?;
        record(act, "ticket.split_off", id, "", &format!("#{made}"), false)?;
        let key = if requester == said.author_id { "split" } else { "split-for" };
        tell(act, made, id, key, &said)?;
        Ok(made)
    })
    .await
}

fn find(act: &mut Act<'_>, id: TicketId, message: i64) -> Result<SaidRow> {
    let said = store::find_message(act.tx, message)?.filter(|said| said.ticket_id == id);
    let said = said.ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    if let Some(became) = said.became {
        let args = vec![("number", became.to_string())];
        problems.add_with("message", "problem-split-twice", args);
    }
    let others = store::count_others(act.tx, id, message)?;
    if let Some(key) = refusal(said.visibility, others) {
        problems.add("message", key);
    }
    problems.check()?;
    Ok(said)
}

fn ticket_of(
    act: &mut Act<'_>,
    old: &Ticket,
    said: &SaidRow,
    message: i64,
    requester: PersonId,
    (subject, kind): (String, Option<Kind>),
) -> Result<NewTicket> {
    let files = store::list_files(act.tx, old.id, message)?.into_iter().map(|file| StoredFile {
        name: file.name,
        media_type: file.media_type,
        size: file.size,
        content_id: file.content_id,
        key: file.file_key,
    });
    // words of somebody else are marked as theirs
    let body = match requester == said.author_id {
        true => said.body.clone(),
        false => format!("{}:\n\n{}", said.author, said.body),
    };
    let service = services::suggest(act.tx, &said.body)?.or(old.service_id);
    let who = find_statement(act.tx, old.id)?.map_or(Stopped::Both, |(row, _)| row.who);
    let answers = Answers {
        words: body.clone(),
        scope: Scope::One,
        who,
        workaround: Workaround::Slow,
        hurts: Hurts::ThisWeek,
        hurts_note: String::new(),
        good_enough: String::new(),
        is_one_place: old.location_id.is_some(),
        risks: Vec::new(),
    };
    let subject = match subject.is_empty() {
        true => tickets::first_words(&said.body),
        false => subject,
    };
    // the mail as received stays where it came in: it may have patron details in the clear
    let is_theirs = requester == said.author_id;
    Ok(NewTicket {
        kind: kind.unwrap_or(old.kind),
        subject,
        answers,
        requester: Some(requester),
        department: None,
        location: old.location_id,
        service,
        device: None,
        channel: said.channel,
        message: NewMessage {
            stored: files.collect(),
            html: if is_theirs { said.html.clone() } else { String::new() },
            cut: if is_theirs { said.cut.clone() } else { String::new() },
            ..NewMessage::text(body, said.channel)
        },
        key: None,
    })
}

/// Whom it is for and the team hear of it.
fn tell(
    act: &mut Act<'_>,
    made: TicketId,
    from: TicketId,
    key: &'static str,
    said: &SaidRow,
) -> Result<()> {
    let Some(ticket) = tickets::find(act.tx, made)? else { return Ok(()) };
    let words = Some(Words::new(&said.body, said.channel == Channel::Email));
    let other = from.to_string();
    let notice =
        Notice { key, words: words.clone(), other, at: ticket.news_by, ..Notice::default() };
    tell_asking(act, &ticket, &notice)?;
    tell_helpers(act, &ticket, &Notice { key: "work", words, ..Notice::default() })
}

/// A message that may be split off, for the form: its ticket, and who said what.
pub async fn load(app: &App, actor: &Actor, message: i64) -> Result<(Ticket, String, String)> {
    let actor = actor.clone();
    app.read(move |tx| {
        let said = store::find_message(tx, message)?.ok_or(Error::NotFound)?;
        let ticket = tickets::work(tx, &actor, said.ticket_id)?;
        let is_note = said.visibility == Visibility::Internal;
        if is_note { Err(Error::Conflict) } else { Ok((ticket, said.author, said.body)) }
    })
    .await
}
