//! Telling, and reading what one was told.

use super::{
    mail::letter,
    store::{self, TidingRow},
};
use crate::{
    live::note_reading,
    notifications::{Kind, Way, when_to_write},
};
use base::{Act, Actor, App, Error, PersonId, Result, Right, Tx};
use jobs::{SEND_MAIL, enqueue, enqueue_at};

/// What is older is dropped, in days.
const DAYS: i64 = 90;

/// One thing to tell.
#[derive(Clone, Debug, Default)]
pub struct Tiding {
    /// After `tiding-` in the translations: a sentence that takes `who` and `about`.
    pub words: &'static str,
    /// What the sentence names: a title. Never anything private.
    pub about: String,
    /// Where it leads.
    pub href: String,
}

/// Tells one person, the way they chose to hear what is asked of them. Nobody is told what they did
/// themselves, and who has left is told nothing.
pub fn tell(act: &mut Act<'_>, person: PersonId, tiding: &Tiding) -> Result<()> {
    if act.actor.id == Some(person) {
        return Ok(());
    }
    let Some((way, at)) = when_to_write(act, person, Kind::Asked)? else { return Ok(()) };
    if way == Way::None {
        return Ok(());
    }
    store::insert(act.tx, person, &act.actor.name, tiding, act.now)?;
    if way == Way::App {
        return Ok(());
    }
    let Some(reader) = store::find_reader(act.tx, person)? else { return Ok(()) };
    if !mail::is_reachable(&reader.email) {
        return Ok(());
    }
    let letter = letter(act, &reader, tiding);
    match at {
        Some(at) => enqueue_at(act.tx, act.now, at, SEND_MAIL, &letter)?,
        None => enqueue(act.tx, act.now, SEND_MAIL, &letter)?,
    };
    Ok(())
}

/// The newest that one was told.
pub(crate) async fn list(app: &App, actor: &Actor) -> Result<Vec<TidingRow>> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    app.read(move |tx| Ok(store::list(tx, person)?)).await
}

/// How many one has not read; a hundred stands for more.
pub(crate) fn count(tx: &mut Tx, actor: &Actor) -> Result<(i64, bool)> {
    match actor.id {
        Some(person) => Ok(store::count_unread(tx, person)?),
        None => Ok((0, false)),
    }
}

/// Reads one, and with it whatever leads to the same place. Gives where it leads.
pub async fn open(app: &App, actor: &Actor, id: i64) -> Result<String> {
    let person = actor.person()?;
    let opened = app.act(actor, move |act| {
        let (href,) = store::find_href(act.tx, person, id)?.ok_or(Error::NotFound)?;
        store::update_read(act.tx, person, &href, act.now)?;
        Ok(href)
    });
    let href = opened.await?;
    note_reading(app, person);
    Ok(href)
}

/// Drops what is long past; a job of Footbridge itself.
pub async fn purge(app: &App, actor: &Actor) -> Result<u64> {
    actor.may(Right::Work)?;
    let before = app.now().plus_seconds(-DAYS * 86_400);
    app.act(actor, move |act| Ok(store::delete_before(act.tx, before)?)).await
}
