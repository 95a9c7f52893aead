//! Holding back what is about to leave, and taking it back.

use super::{
    model::{self, NewOutgoing, Panel, What},
    store::{self, NewRow, OutgoingRow},
};
use crate::{
    conversation::{self, NewMessage},
    drafts::{self, Editor, Form},
    links::{self, Connected},
    resolution, tickets,
    tickets::{Access, Timeline, can},
};
use base::{Act, Actor, App, Error, Result, Right, TicketId, Tx, withheld};

/// What became of words that were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Everybody on the ticket reads them: the message, or 0 for a resolution.
    Left(i64),
    /// They can be taken back until they leave.
    Waiting(i64),
}

/// Sends an answer or a resolution of those who help, so that it can be taken back for some seconds.
/// Where nobody wants that, and for whoever asks for help, it leaves at once.
pub async fn hold_back(app: &App, actor: &Actor, id: TicketId, new: NewOutgoing) -> Result<Sent> {
    if new.what == What::Resolution {
        actor.may(Right::Work)?;
    }
    let (ticket, access) = tickets::load(app, actor, id).await?;
    let is_help = access == Access::Work && actor.id != Some(ticket.requester_id);
    match model::wait(app.config.desk.undo_seconds).filter(|_| is_help) {
        Some(seconds) => {
            match new.what {
                What::Reply => conversation::check_reply(&message(&new))?,
                What::Resolution => resolution::check(new.cause, &new.body)?,
            }
            app.act(actor, move |act| hold_back_in(act, id, &new, seconds)).await
        }
        None => send(app, actor, id, &new).await,
    }
}

fn message(new: &NewOutgoing) -> NewMessage {
    let message = NewMessage::text(new.body.clone(), new.channel).with_staged(new.files.clone());
    NewMessage { is_adding_named: new.is_adding_named, ..message }
}

/// At once.
async fn send(app: &App, actor: &Actor, id: TicketId, new: &NewOutgoing) -> Result<Sent> {
    let sent = match new.what {
        What::Reply => {
            let message = conversation::reply(app, actor, id, message(new)).await?;
            if new.is_asking {
                // the words are sent; where it cannot wait any more, the page says how it is now
                match crate::waiting::await_answer(app, actor, id).await {
                    Ok(()) | Err(Error::Conflict) => {}
                    Err(error) => return Err(error),
                }
            }
            message
        }
        What::Resolution => {
            resolution::resolve_with(app, actor, id, new.cause, &new.body, new.connected).await?;
            0
        }
    };
    Ok(Sent::Left(sent))
}

/// The same within a transaction, for somebody who works on the ticket.
pub(crate) fn hold_back_in(
    act: &mut Act<'_>,
    id: TicketId,
    new: &NewOutgoing,
    seconds: i64,
) -> Result<Sent> {
    withheld::unsent(Some(id), true);
    let ticket = tickets::work(act.tx, act.actor, id)?;
    if new.what == What::Resolution && !can(Timeline::Resolve, ticket.state) {
        return Err(Error::Conflict);
    }
    match new.what {
        What::Reply => conversation::check_named(act, &ticket, &message(new))?,
        What::Resolution => links::check_children(act, id, new.connected)?,
    }
    let author = act.actor.person()?;
    // sent twice in a row is sent once
    let is_same = |row: &OutgoingRow| {
        (row.author_id, row.kind, row.body.as_str()) == (author, new.what, new.body.as_str())
    };
    if let Some(row) = store::list(act.tx, id)?.into_iter().find(is_same) {
        return Ok(Sent::Waiting(row.id));
    }
    let leaves_at = act.now.plus_seconds(seconds);
    let row = NewRow {
        ticket: id,
        author,
        kind: new.what,
        body: &new.body,
        cause: new.cause.map(resolution::Cause::as_str).unwrap_or_default(),
        is_asking: new.is_asking,
        files: &model::join(&new.files),
        options: &model::options(new),
        channel: new.channel,
        times: (act.now, leaves_at),
    };
    let row = store::insert(act.tx, &row)?;
    jobs::enqueue_at(act.tx, act.now, leaves_at, super::RELEASE, &row)?;
    drafts::forget(act, editor_of(id, new.what), &new.draft)?;
    // for colleagues who have the page open; it tells nobody what it says
    tickets::record(act, "message.leaving", id, "", "", true)?;
    Ok(Sent::Waiting(row))
}

/// Lets it leave, in its author's name, with everything that it does. Once: whoever takes the row
/// out sends it, in the same transaction.
pub(super) fn release_in(act: &mut Act<'_>, row: &OutgoingRow) -> Result<()> {
    if !store::end(act.tx, row.id, act.now)? {
        return Ok(());
    }
    let (ticket, access) = tickets::see(act.tx, act.actor, row.ticket_id)?;
    if access < Access::Work {
        return Err(Error::Forbidden);
    }
    match row.kind {
        What::Reply => {
            let message = NewMessage::text(row.body.clone(), row.channel)
                .with_staged(model::split(&row.files));
            let is_adding_named = model::has_option(row, "named");
            let message = NewMessage { is_adding_named, ..message };
            conversation::reply_naming(act, &ticket, access, &message)?;
            let ticket = tickets::work(act.tx, act.actor, row.ticket_id)?;
            if row.is_asking && can(Timeline::Hold, ticket.state) {
                crate::waiting::await_answer_in(act, row.ticket_id)?;
            }
            Ok(())
        }
        What::Resolution => {
            let cause = resolution::Cause::parse(&row.cause).ok_or(Error::Conflict)?;
            let connected = Connected {
                is_even_so: model::has_option(row, "even_so"),
                tells_caused: model::has_option(row, "tell_caused"),
            };
            resolution::resolve_in(act, row.ticket_id, cause, &row.body, connected)
        }
    }
}

fn editor_of(ticket: TicketId, what: What) -> Editor {
    let form = match what {
        What::Reply => Form::Reply,
        What::Resolution => Form::Resolution,
    };
    Editor::Ticket(ticket, form)
}

fn editor(row: &OutgoingRow) -> Editor {
    editor_of(row.ticket_id, row.kind)
}

/// Gives words that could not leave back to their author.
pub(super) fn refuse_in(act: &mut Act<'_>, row: &OutgoingRow) -> Result<()> {
    if !store::end(act.tx, row.id, act.now)? {
        return Ok(());
    }
    drafts::give_back(act, row.author_id, editor(row), &model::fields(row), "refused")?;
    tickets::record(act, "message.refused", row.ticket_id, "", "", true)
}

/// Takes it back: nothing was sent, and the words and files are a draft again.
/// [`Error::Conflict`] where it has left.
pub async fn withdraw(app: &App, actor: &Actor, id: i64) -> Result<TicketId> {
    let person = actor.person()?;
    app.act(actor, move |act| {
        let row = take_back_in(act, id)?;
        drafts::give_back(act, person, editor(&row), &model::fields(&row), "undone")?;
        Ok(row.ticket_id)
    })
    .await
}

/// The same within a transaction, without the draft: gives what was written.
/// [`Error::Conflict`] where it has left.
pub(crate) fn take_back_in(act: &mut Act<'_>, id: i64) -> Result<OutgoingRow> {
    let row = store::find(act.tx, id)?.ok_or(Error::Conflict)?;
    tickets::see(act.tx, act.actor, row.ticket_id)?;
    if Some(row.author_id) != act.actor.id {
        return Err(Error::Forbidden);
    }
    if !store::end(act.tx, id, act.now)? {
        return Err(Error::Conflict);
    }
    tickets::record(act, "message.withdrawn", row.ticket_id, "", "", true)?;
    Ok(row)
}

/// Drops what ended a day ago; a job of Footbridge itself.
pub async fn purge(app: &App, actor: &Actor) -> Result<u64> {
    actor.may(Right::Work)?;
    let before = app.now().plus_seconds(-86_400);
    app.act(actor, move |act| Ok(store::delete_before(act.tx, before)?)).await
}

/// What waits on a ticket, for those who work on it.
pub fn panel(tx: &mut Tx, actor: &Actor, ticket: TicketId, access: Access) -> Result<Panel> {
    if access < Access::Work {
        return Ok(Panel::default());
    }
    Ok(Panel { rows: store::list(tx, ticket)?, reader: actor.id })
}

/// The same, for programs.
pub async fn waiting(app: &App, actor: &Actor, ticket: TicketId) -> Result<Panel> {
    let actor = actor.clone();
    app.read(move |tx| {
        tickets::work(tx, &actor, ticket)?;
        panel(tx, &actor, ticket, Access::Work)
    })
    .await
}
