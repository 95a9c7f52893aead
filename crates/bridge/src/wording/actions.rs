//! Looking over what somebody writes, and whether they want that.

use super::{
    model::{Hint, look_over_knowing},
    store,
};
use crate::glossary::{self, Reader, Unexplained};
use base::{Actor, App, Result, Right, TicketId, Tx};
use desk::tickets;

/// What may be said better.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Words that the reader may not know, and that are not explained.
    pub terms: Vec<Unexplained>,
    /// Wording that blames.
    pub hints: Vec<Hint>,
    /// Who the reader is; none: nobody on the other side.
    pub reader: Option<Reader>,
}

/// Looks over a text that is being written, for its writer alone. Nothing of it is kept or logged:
/// this only reads. On a ticket it is known who will read it; elsewhere the other side might.
pub async fn notes(
    app: &App,
    actor: &Actor,
    text: &str,
    ticket: Option<TicketId>,
) -> Result<Notes> {
    actor.may(Right::Report)?;
    let (inner, of) = (app.clone(), actor.clone());
    let read = move |tx: &mut Tx| -> Result<(Option<Reader>, Vec<String>)> {
        let Some(ticket) = ticket else { return Ok((across(&inner, &of), Vec::new())) };
        let reader = reader_of(tx, &inner, &of, ticket)?;
        let names = store::list_names(tx, ticket)?.into_iter().map(|(name,)| name).collect();
        Ok((reader, names))
    };
    let (reader, names) = app.read(read).await?;
    let terms = reader.map(|reader| glossary::unexplained(app, reader, text)).unwrap_or_default();
    Ok(Notes { terms, hints: look_over_knowing(actor.language, text, &names), reader })
}

/// Where it is not known who will read: the other side.
fn across(app: &App, actor: &Actor) -> Option<Reader> {
    match glossary::reader(app, actor) {
        Reader::Library => Some(Reader::It),
        Reader::It => Some(Reader::Library),
        Reader::All => None,
    }
}

/// Who will read a reply on a ticket: those who help, or whoever asked. None where they stand on the
/// writer's own side.
fn reader_of(tx: &mut Tx, app: &App, actor: &Actor, id: TicketId) -> Result<Option<Reader>> {
    let (ticket, access) = tickets::see(tx, actor, id)?;
    let own = glossary::reader(app, actor);
    let is_asking = Some(ticket.requester_id) == actor.id || access < tickets::Access::Work;
    let reader = match is_asking {
        true => Reader::It,
        false => {
            let zone = app.config.time_zone();
            let asker = people::sign_in::actor_of(tx, ticket.requester_id, &zone)?;
            asker.map_or(Reader::Library, |asker| glossary::reader(app, &asker))
        }
    };
    Ok(Some(reader).filter(|reader| *reader != own || own == Reader::All))
}

/// Whether the actor wants help with wording.
pub async fn is_on(app: &App, actor: &Actor) -> Result<bool> {
    let person = actor.person()?;
    app.read(move |tx| Ok(store::is_on(tx, person)?)).await
}

/// The same inside a read.
pub(super) fn is_on_in(tx: &mut Tx, actor: &Actor) -> Result<bool> {
    match actor.id {
        Some(person) => Ok(store::is_on(tx, person)?),
        None => Ok(false),
    }
}

/// Turns it on or off, for the actor alone. It is nobody else's business, so that no trail has it.
pub async fn choose(app: &App, actor: &Actor, is_on: bool) -> Result<()> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    app.act(actor, move |act| Ok(store::upsert(act.tx, person, is_on, act.now)?)).await
}
