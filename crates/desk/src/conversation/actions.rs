//! Saying something on a ticket.

use super::{
    model::{NewMessage, Visibility, safe_name},
    store::{self, AttachmentRow, MessageRow, NewAttachment, NewRow},
};
use crate::{
    answers::check_gaps,
    mentions, merging, news,
    once::{hash, once},
    patron, snooze,
    tickets::{self, Access, Ticket, after_reply, reindex, set_first_response, update_state},
};
use base::{Act, Actor, App, Bytes, Error, PersonId, Problems, Result, Right, TicketId, withheld};
use web::Upload;

/// Stores a message and its files; decides nothing.
pub(crate) fn add(
    act: &mut Act<'_>,
    ticket: TicketId,
    author: PersonId,
    is_from_provider: bool,
    new: &NewMessage,
) -> Result<i64> {
    write(act, ticket, author, Visibility::Public, is_from_provider, new)
}

fn write(
    act: &mut Act<'_>,
    ticket: TicketId,
    author: PersonId,
    visibility: Visibility,
    is_from_provider: bool,
    new: &NewMessage,
) -> Result<i64> {
    let row = NewRow {
        ticket,
        author,
        visibility,
        is_from_provider,
        channel: new.channel,
        body: &new.body,
        html: &new.html,
        cut: &new.cut,
        raw_key: &new.raw_key,
        now: act.now,
    };
    let message = store::insert_message(act.tx, &row)?;
    withheld::claim(act, &new.body, ticket, visibility == Visibility::Internal)?;
    if let Some(person) = act.actor.id {
        for id in &new.staged {
            store::attach_staged(act.tx, *id, person, ticket, message)?;
        }
    }
    for file in &new.stored {
        let row = NewAttachment {
            on: Some((ticket, message)),
            by: act.actor.id,
            name: &file.name,
            media_type: &file.media_type,
            size: file.size,
            content_id: &file.content_id,
            key: &file.key,
        };
        store::insert_attachment(act.tx, &row, act.now)?;
    }
    Ok(message)
}

/// Whether an answer can be sent as it is.
pub(crate) fn check_reply(new: &NewMessage) -> Result<()> {
    check(new)?;
    check_gaps("body", &new.body)
}

fn check(new: &NewMessage) -> Result<()> {
    let mut problems = Problems::default();
    if new.staged.is_empty() && new.stored.is_empty() {
        problems.text("body", &new.body, 100_000);
    } else {
        problems.optional_text("body", &new.body, 100_000);
    }
    problems.check()
}

/// Says something everybody on the ticket reads. From those who work on it, it counts as the first
/// answer and renews the promise of news; from the other side it ends a wait for an answer and
/// reopens what was resolved.
pub async fn reply(app: &App, actor: &Actor, id: TicketId, new: NewMessage) -> Result<i64> {
    actor.may(Right::Report)?;
    check_reply(&new)?;
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
        let request = format!("reply {id} {}", new.body);
        once(act, new.key.as_deref(), &hash(&request), |act| {
            reply_naming(act, &ticket, access, &new)
        })
    })
    .await
}

/// Whether those who are named in an answer may read it, or are to follow the ticket.
pub(crate) fn check_named(act: &mut Act<'_>, ticket: &Ticket, new: &NewMessage) -> Result<()> {
    if new.is_adding_named {
        // they follow it once it leaves
        return Ok(());
    }
    let words = (new.body.as_str(), false);
    mentions::check(act, ticket, Visibility::Public, words).map(drop)
}

/// A reply and who is named in it, on the ticket where it ends up.
pub(crate) fn reply_naming(
    act: &mut Act<'_>,
    ticket: &Ticket,
    access: Access,
    new: &NewMessage,
) -> Result<i64> {
    let led_on = merging::follow(act, ticket, access)?;
    let target = led_on.as_ref().map_or(ticket, |(into, ..)| into);
    let (public, words) = (Visibility::Public, new.body.as_str());
    let called = mentions::check(act, target, public, (words, new.is_adding_named))?;
    let message = reply_in(act, ticket, access, new)?;
    mentions::keep(act, target, message, public, words, &called)?;
    Ok(message)
}

/// The same within a transaction, for somebody whose access is known already.
pub(crate) fn reply_in(
    act: &mut Act<'_>,
    ticket: &Ticket,
    access: Access,
    new: &NewMessage,
) -> Result<i64> {
    let led_on = merging::follow(act, ticket, access)?;
    let (ticket, access, via) = match &led_on {
        Some((into, there, via)) => (into, *there, Some(via)),
        None => (ticket, access, None),
    };
    let id = ticket.id;
    let author = act.actor.person()?;
    // an agent who asked for something is the requester of it
    let is_from_provider = access == Access::Work && author != ticket.requester_id;
    let message = write(act, id, author, Visibility::Public, is_from_provider, new)?;
    if let Some(via) = via {
        merging::keep(act, via, id, message)?;
    }
    tickets::touch(act, id, &new.body)?;
    let before = (ticket.state, ticket.on_hold_reason, ticket.ball);
    let after = after_reply(ticket.state, ticket.on_hold_reason, ticket.ball, is_from_provider);
    let is_due = ticket.news_by.is_none_or(|at| at <= act.now);
    let is_first = ticket.first_response_at.is_none();
    if is_from_provider {
        set_first_response(act.tx, id, act.now)?;
    }
    let renew =
        after.0.is_open() && (after != before || (is_from_provider && (is_first || is_due)));
    if after != before || renew {
        let news = if renew && ticket.wakes_at.is_none() || after.0 != ticket.state {
            Some(news::due_for(act, ticket)?)
        } else {
            ticket.news_by
        };
        let hold = match (after.1, ticket.wakes_at) {
            (Some(reason), wakes) => Some((reason, ticket.on_hold_note.as_str(), wakes)),
            (None, _) => None,
        };
        update_state(act.tx, id, (after.0, after.2), hold, news, act.now)?;
    }
    if !is_from_provider {
        snooze::end_all(act, id)?;
    }
    reindex(act.tx, id);
    let kind = if is_from_provider { "message.answered" } else { "message.added" };
    tickets::record(act, kind, id, "", &tickets::excerpt(&new.body), false)?;
    if after.0 != ticket.state {
        let (old, now) = (ticket.state.as_str(), after.0.as_str());
        tickets::record(act, "ticket.state_changed", id, old, now, false)?;
    }
    Ok(message)
}

/// Says something only those who work on the ticket read.
pub async fn add_note(app: &App, actor: &Actor, id: TicketId, new: NewMessage) -> Result<i64> {
    actor.may(Right::Work)?;
    check(&new)?;
    app.act(actor, move |act| {
        let ticket = tickets::work(act.tx, act.actor, id)?;
        let request = format!("note {id} {}", new.body);
        once(act, new.key.as_deref(), &hash(&request), |act| {
            let (inner, words) = (Visibility::Internal, new.body.as_str());
            let called = mentions::check(act, &ticket, inner, (words, false))?;
            let message = note_in(act, id, true, &new)?;
            mentions::keep(act, &ticket, message, inner, words, &called)?;
            Ok(message)
        })
    })
    .await
}

/// The same within a transaction; mail that programs wrote is kept like this too, though its
/// sender does not work on the ticket.
pub fn note_in(
    act: &mut Act<'_>,
    id: TicketId,
    is_from_provider: bool,
    new: &NewMessage,
) -> Result<i64> {
    let author = act.actor.person()?;
    let message = write(act, id, author, Visibility::Internal, is_from_provider, new)?;
    reindex(act.tx, id);
    tickets::record(act, "message.noted", id, "", &tickets::excerpt(&new.body), true)?;
    Ok(message)
}

/// Keeps files that came with a form, so that they are not lost when the form comes back. They
/// belong to the person until a message takes them, or a day has passed.
pub async fn stage(app: &App, actor: &Actor, uploads: Vec<Upload>) -> Result<Vec<i64>> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    let mut files = Vec::new();
    for upload in uploads {
        let size = i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX);
        let key = app.files.put(upload.bytes).await?;
        files.push((safe_name(&upload.name), upload.media_type, size, key));
    }
    if files.is_empty() {
        return Ok(Vec::new());
    }
    app.act(actor, move |act| {
        let mut ids = Vec::new();
        for (name, media_type, size, key) in &files {
            let media_type = media_type.chars().take(100).collect::<String>();
            let row = NewAttachment {
                on: None,
                by: Some(person),
                name,
                media_type: &media_type,
                size: *size,
                content_id: "",
                key,
            };
            ids.push(store::insert_attachment(act.tx, &row, act.now)?);
        }
        Ok(ids)
    })
    .await
}

/// A file's name, type and content, for those who may see its message.
pub async fn attachment(app: &App, actor: &Actor, id: i64) -> Result<(String, String, Bytes)> {
    let actor = actor.clone();
    let file = app
        .read(move |tx| {
            let file = store::find_attachment(tx, id)?.ok_or(Error::NotFound)?;
            may_read(tx, &actor, file.ticket_id, file.is_internal)?;
            Ok(file)
        })
        .await?;
    let bytes = app.files.get(&file.file_key).await?;
    Ok((file.name, file.media_type, bytes))
}

/// A mail as it was received. Where there are patron details on its ticket, it may have them
/// readable: then it is for those who may see them, and recorded.
pub async fn raw_message(app: &App, actor: &Actor, id: i64) -> Result<Bytes> {
    let key = app
        .act(actor, move |act| {
            let found = store::find_raw(act.tx, id)?;
            let (ticket, is_internal, key) = found.ok_or(Error::NotFound)?;
            may_read(act.tx, act.actor, ticket, is_internal)?;
            if key.is_empty() {
                return Err(Error::NotFound);
            }
            patron::may_see_source(act, ticket)?;
            Ok(key)
        })
        .await?;
    app.files.get(&key).await
}

fn may_read(tx: &mut base::Tx, actor: &Actor, ticket: TicketId, is_internal: bool) -> Result<()> {
    let (_, access) = tickets::see(tx, actor, ticket)?;
    if is_internal && access < Access::Work { Err(Error::NotFound) } else { Ok(()) }
}

/// Files that wait for a form to be accepted, of the last day.
pub async fn staged(app: &App, actor: &Actor, wanted: Vec<i64>) -> Result<Vec<AttachmentRow>> {
    let person = actor.person()?;
    let since = app.now().plus_seconds(-86_400);
    let all = app.read(move |tx| Ok(store::list_staged(tx, person, since)?)).await?;
    Ok(all.into_iter().filter(|file| wanted.contains(&file.id)).collect())
}

/// The conversation from a message on, as far as the actor may read it, and where it goes on.
pub async fn list(
    app: &App,
    actor: &Actor,
    id: TicketId,
    after: i64,
    most: i64,
) -> Result<(Vec<MessageRow>, Option<i64>)> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (_, access) = tickets::see(tx, &actor, id)?;
        let mut all = store::list_messages(tx, id, access == Access::Work, after, most + 1)?;
        let has_more = all.len() > usize::try_from(most).unwrap_or(100);
        all.truncate(usize::try_from(most).unwrap_or(100));
        let next = all.last().filter(|_| has_more).map(|message| message.id);
        Ok((all, next))
    })
    .await
}
