//! Telling, and reading what one was told.

use super::{
    mail::letter,
    model::Tiding,
    store::{self, TidingRow, Unread},
};
use crate::{
    live::note_reading,
    notifications::{Hearing, Way, hearing, plan_digest_at},
};
use base::{Act, Actor, App, Error, PersonId, Result, Right, Time, Tx};
use jobs::{SEND_MAIL, enqueue_at};

/// What is older is dropped, in days.
const DAYS: i64 = 90;

/// Tells one person, the way they chose to hear of things of this kind. Nobody is told what they did
/// themselves, and who has left is told nothing.
pub fn tell(act: &mut Act<'_>, person: PersonId, tiding: &Tiding) -> Result<()> {
    if act.actor.id == Some(person) {
        return Ok(());
    }
    let Hearing { way, letter_at } = hearing(act, person, tiding.kind)?;
    if way == Way::None {
        return Ok(());
    }
    let row = store::insert(act.tx, (person, way), tiding, &signed(act.actor, tiding), act.now)?;
    match (way, letter_at) {
        (Way::Digest, Some(due)) => plan_digest_at(act, person, due),
        (Way::Mail, Some(at)) => send(act, &row, person, at),
        _ => Ok(()),
    }
}

fn signed(actor: &Actor, tiding: &Tiding) -> String {
    if tiding.is_unsigned { String::new() } else { actor.name.clone() }
}

fn send(act: &mut Act<'_>, row: &TidingRow, person: PersonId, at: Time) -> Result<()> {
    let zone = act.app.config.time_zone();
    let Some(reader) = people::sign_in::actor_of(act.tx, person, &zone)? else { return Ok(()) };
    if !mail::is_reachable(&reader.email) {
        return Ok(());
    }
    let letter = letter(act, &reader, row);
    enqueue_at(act.tx, act.now, at, SEND_MAIL, &letter)?;
    Ok(())
}

/// Puts it into somebody's list alone, where a letter of its own says it too, such as one with an
/// appointment. Says when that may go; none where they want no letter.
pub fn enlist(act: &mut Act<'_>, person: PersonId, tiding: &Tiding) -> Result<Option<Time>> {
    let Hearing { way, letter_at } = hearing(act, person, tiding.kind)?;
    if way != Way::None && act.actor.id != Some(person) {
        let who = signed(act.actor, tiding);
        store::insert(act.tx, (person, Way::App), tiding, &who, act.now)?;
    }
    Ok(letter_at)
}

/// What one was told, the newest first, from below a row on (0: from the top).
pub(crate) async fn list(app: &App, actor: &Actor, part: (i64, i64)) -> Result<Vec<TidingRow>> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    app.read(move |tx| Ok(store::list(tx, person, part)?)).await
}

/// What somebody has not read; a hundred stands for more.
pub(crate) fn count(tx: &mut Tx, person: PersonId, path: &str) -> Result<Unread> {
    Ok(store::count_unread(tx, person, path)?)
}

/// Whoever opens the page that news leads to has read it. Gives how many that were.
pub(crate) async fn arrive(app: &App, actor: &Actor, path: &str) -> Result<i64> {
    let (person, path) = (actor.person()?, path.to_owned());
    let read = app.act(actor, move |act| Ok(store::update_read(act.tx, person, &path, act.now)?));
    let read = read.await?;
    note_reading(app, person);
    Ok(i64::try_from(read).unwrap_or(i64::MAX))
}

/// What belongs into somebody's summary: what they have not read meanwhile, the oldest first. It is
/// told with that.
pub(crate) fn take_untold(
    act: &mut Act<'_>,
    person: PersonId,
    most: i64,
) -> Result<Vec<TidingRow>> {
    let rows = store::list_untold(act.tx, person, most)?;
    store::update_told(act.tx, person, act.now)?;
    Ok(rows)
}

/// Reads everything up to the newest that was shown.
pub async fn open_all(app: &App, actor: &Actor, newest: i64) -> Result<()> {
    let person = actor.person()?;
    app.act(actor, move |act| Ok(store::update_all_read(act.tx, person, newest, act.now)?)).await?;
    note_reading(app, person);
    Ok(())
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
