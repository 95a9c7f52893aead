//! Looking words up, keeping them, and the words in memory.

use super::{
    model::{Known, NewTerm, Reader, Stamp, Term, Unexplained, Wanted, Whose, Words, forms},
    store,
};
use crate::{relationships, unknown_words};
use base::{Act, Actor, App, Error, Event, PersonId, Result, Right, Tx, keyed_hash};
use people::administration::{Pairs, changed_meanwhile, changes};
use std::sync::Arc;

/// Our own words to begin with.
const SEED: &str = include_str!("seed.toml");

/// A list of words with what stands around it.
pub struct Listed {
    /// The words.
    pub terms: Vec<Term>,
    /// The letters there are.
    pub letters: Vec<String>,
    /// How many are in use.
    pub in_use: i64,
    /// How many of them have a keeper who left.
    pub orphans: i64,
}

/// Words by name.
pub async fn list(app: &App, actor: &Actor, wanted: Wanted) -> Result<Listed> {
    actor.may(Right::Report)?;
    app.read(move |tx| {
        let letters = store::list_letters(tx)?.into_iter().map(|(letter,)| letter).collect();
        let (in_use, orphans) = store::count(tx)?;
        Ok(Listed { terms: store::list(tx, &wanted)?, letters, in_use, orphans })
    })
    .await
}

/// One word, also one that is out of use.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Term> {
    actor.may(Right::Report)?;
    app.read(move |tx| store::find(tx, id)?.ok_or(Error::NotFound)).await
}

/// Which of two meanings the actor reads first.
pub fn reader(app: &App, actor: &Actor) -> Reader {
    in_memory(app).map_or(Reader::All, |words| Reader::of(&words.sides, actor))
}

/// Days since 1970.
pub(crate) fn day_number(date: jiff::civil::Date) -> i64 {
    date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24
}

/// Looks a word up, which is counted once for a person and a day. Who it was is not kept: only a mark
/// by which the same person is known again on that day.
pub async fn open(app: &App, actor: &Actor, id: i64) -> Result<Term> {
    let term = get(app, actor, id).await?;
    let Some(person) = actor.id else { return Ok(term) };
    let zone = app.config.time_zone();
    let date = zone.to_datetime(app.now().timestamp()).date();
    let day = day_number(date);
    let mark = keyed_hash(&app.secret, format!("term {id} {day} {person}").as_bytes());
    app.act(actor, move |act| Ok(store::insert_open(act.tx, id, day, &mark)?)).await?;
    Ok(term)
}

fn pairs(term: &Term) -> Pairs {
    vec![
        ("name", term.name.clone()),
        ("side", term.side.to_string()),
        ("is_abbreviation", yes(term.is_abbreviation)),
        ("to_library", term.to_library.clone()),
        ("to_it", term.to_it.clone()),
        ("example", term.example.clone()),
        ("synonyms", term.synonyms.clone()),
        ("keeper", term.keeper_id.map(|id| id.to_string()).unwrap_or_default()),
    ]
}

/// The same with the keeper's name in place of the id.
fn shown(term: &Term) -> Pairs {
    let mut pairs = pairs(term);
    pairs.retain(|(name, _)| *name != "keeper");
    pairs.push(("keeper", term.keeper.clone().unwrap_or_default()));
    pairs
}

fn typed(new: &NewTerm) -> Pairs {
    vec![
        ("name", new.name.clone()),
        ("side", new.side.map(|side| side.to_string()).unwrap_or_default()),
        ("is_abbreviation", yes(new.is_abbreviation)),
        ("to_library", new.to_library.clone()),
        ("to_it", new.to_it.clone()),
        ("example", new.example.clone()),
        ("synonyms", new.synonyms.clone()),
        ("keeper", new.keeper.map(|id| id.to_string()).unwrap_or_default()),
    ]
}

fn yes(is: bool) -> String {
    if is { "yes".to_owned() } else { String::new() }
}

fn check_keeper(tx: &mut Tx, new: &NewTerm, before: Option<PersonId>) -> Result<()> {
    match new.keeper {
        // one who has left meanwhile may stay in the form
        Some(keeper) if Some(keeper) != before && !store::may_keep(tx, keeper)? => {
            Err(Error::invalid("keeper", "problem-choose"))
        }
        _ => Ok(()),
    }
}

/// Adds a word. Whoever did not know it and asked is answered by it.
pub async fn create(app: &App, actor: &Actor, new: NewTerm) -> Result<i64> {
    actor.may(Right::KeepGlossary)?;
    let new = new.check()?;
    let made = app.act(actor, move |act| create_in(act, &new)).await?;
    renew(app).await?;
    Ok(made)
}

fn create_in(act: &mut Act<'_>, new: &NewTerm) -> Result<i64> {
    check_keeper(act.tx, new, None)?;
    let id = store::insert(act.tx, new, act.actor.id, act.now)
        .map_err(Error::taken("name", "problem-term-taken"))?;
    store::update_state(act.tx)?;
    act.record(&Event {
        kind: "term.added",
        subject: format!("term {id}"),
        after: new.name.clone(),
        ..Event::default()
    })?;
    let ways = forms(&new.name, new.is_abbreviation, &new.synonyms);
    unknown_words::answer_by_term(act, id, ways.iter().map(|(way, _)| way.as_str()))?;
    Ok(id)
}

/// Changes a word that was read at `version`. When somebody was quicker, the problems say what is
/// there now.
pub async fn update(app: &App, actor: &Actor, id: i64, version: i64, new: NewTerm) -> Result<()> {
    actor.may(Right::KeepGlossary)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let before = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        check_keeper(act.tx, &new, before.keeper_id)?;
        if !store::update(act.tx, (id, version), &new, act.actor.id, act.now)
            .map_err(Error::taken("name", "problem-term-taken"))?
        {
            let now = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
            return Err(changed_meanwhile(now.version, &typed(&new), &pairs(&now), &shown(&now)));
        }
        store::update_state(act.tx)?;
        let now = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        let (before, after) = changes(&shown(&before), &shown(&now));
        let subject = format!("term {id}");
        act.record(&Event { kind: "term.changed", subject, before, after, ..Event::default() })
    })
    .await?;
    renew(app).await
}

/// Takes a word out of use: it is marked nowhere any more, and its page stays.
pub async fn retire(app: &App, actor: &Actor, id: i64) -> Result<()> {
    set_retired(app, actor, id, true).await
}

/// Brings it back.
pub async fn bring_back(app: &App, actor: &Actor, id: i64) -> Result<()> {
    set_retired(app, actor, id, false).await
}

async fn set_retired(app: &App, actor: &Actor, id: i64, is_retired: bool) -> Result<()> {
    actor.may(Right::KeepGlossary)?;
    app.act(actor, move |act| {
        let term = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        let (by, at) = (act.actor.id.filter(|_| is_retired), Some(act.now).filter(|_| is_retired));
        if !store::update_retired(act.tx, id, by, at)? {
            return Ok(());
        }
        store::update_state(act.tx)?;
        let kind = if is_retired { "term.retired" } else { "term.brought_back" };
        let subject = format!("term {id}");
        act.record(&Event { kind, subject, after: term.name, ..Event::default() })
    })
    .await?;
    renew(app).await
}

/// Becomes the keeper of a word, as somebody does when whoever kept it has left.
pub async fn take_on(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.may(Right::KeepGlossary)?;
    let person = actor.person()?;
    app.act(actor, move |act| {
        let before = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        if before.keeper_id == Some(person) {
            return Ok(());
        }
        store::update_keeper(act.tx, id, person)?;
        let now = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        let (before, after) = changes(&shown(&before), &shown(&now));
        let subject = format!("term {id}");
        act.record(&Event { kind: "term.changed", subject, before, after, ..Event::default() })
    })
    .await
}

/// Who may keep a word, to choose from.
pub async fn keepers(app: &App, actor: &Actor) -> Result<Vec<(PersonId, String)>> {
    actor.may(Right::KeepGlossary)?;
    app.read(|tx| Ok(store::list_keepers(tx)?)).await
}

#[derive(serde::Deserialize)]
struct Seed {
    term: Vec<Seeded>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Seeded {
    name: String,
    side: String,
    #[serde(default)]
    is_abbreviation: bool,
    #[serde(default)]
    to_library: String,
    #[serde(default)]
    to_it: String,
    example: String,
    #[serde(default)]
    synonyms: Vec<String>,
}

/// The words to begin with, as they would be written down.
pub(super) fn seed_words() -> Result<Vec<NewTerm>> {
    let seed: Seed = toml::from_str(SEED).map_err(|e| Error::Internal(e.to_string()))?;
    let new = |one: Seeded| NewTerm {
        name: one.name,
        side: Whose::parse(&one.side),
        is_abbreviation: one.is_abbreviation,
        to_library: one.to_library,
        to_it: one.to_it,
        example: one.example,
        synonyms: one.synonyms.join("\n"),
        keeper: None,
    };
    Ok(seed.term.into_iter().map(new).collect())
}

/// Puts in the words to begin with. What is there already stays as it is, so that pressing twice
/// does it once. Gives how many were put in.
pub async fn seed(app: &App, actor: &Actor) -> Result<usize> {
    actor.may(Right::KeepGlossary)?;
    let words = seed_words()?;
    let count = app
        .act(actor, move |act| {
            let mut added = 0;
            for new in words {
                let new = new.check()?;
                if store::find_by_key(act.tx, &new.key())?.is_some() {
                    continue;
                }
                let id = store::insert(act.tx, &new, act.actor.id, act.now)?;
                let ways = forms(&new.name, new.is_abbreviation, &new.synonyms);
                unknown_words::answer_by_term(act, id, ways.iter().map(|(way, _)| way.as_str()))?;
                added += 1;
            }
            if added > 0 {
                store::update_state(act.tx)?;
                // one deed, not sixty: nobody wrote them here
                act.record(&Event {
                    kind: "term.added",
                    subject: "glossary".to_owned(),
                    after: added.to_string(),
                    ..Event::default()
                })?;
            }
            Ok(added)
        })
        .await?;
    renew(app).await?;
    Ok(count)
}

/// The words in memory, if any were read yet.
pub(crate) fn in_memory(app: &App) -> Option<Arc<Words>> {
    app.kept.get::<Words>()
}

/// Sanitised HTML with the words marked that the actor may not know. Uses what is in memory, which
/// [`renew`] keeps as new as the rows.
pub fn mark(app: &App, actor: &Actor, html: String) -> String {
    match in_memory(app) {
        Some(words) => words.mark(Reader::of(&words.sides, actor), &html),
        None => html,
    }
}

/// Words in a text that a reader may not know, and that are not explained in it.
pub fn unexplained(app: &App, reader: Reader, text: &str) -> Vec<Unexplained> {
    in_memory(app).map(|words| words.unexplained(reader, text)).unwrap_or_default()
}

/// Reads the words anew if they, or who stands where, changed since they were read; also when
/// another process changed them.
// tidy: allow actor because it only makes ready what everybody may read
pub async fn renew(app: &App) -> Result<()> {
    let kept = in_memory(app).map(|words| words.stamp);
    let read = app.read(move |tx| {
        let stamp: Stamp = store::get_stamp(tx)?;
        if kept == Some(stamp) {
            return Ok(None);
        }
        let sides = relationships::load_sides(tx)?;
        Ok(Some((stamp, store::list_in_use(tx)?, sides)))
    });
    let Some((stamp, rows, sides)) = read.await? else { return Ok(()) };
    let known = rows.into_iter().map(|row| Known {
        forms: forms(&row.name, row.is_abbreviation, &row.synonyms),
        id: row.id,
        name: row.name,
        side: row.side,
        to_library: row.to_library,
        to_it: row.to_it,
    });
    app.kept.put(Words::new(stamp, known.collect(), sides));
    Ok(())
}

/// The word that is written so, if there is one in use.
pub async fn find(app: &App, actor: &Actor, written: &str) -> Result<Option<i64>> {
    actor.may(Right::Report)?;
    renew(app).await?;
    let small = written.to_lowercase();
    let Some(words) = in_memory(app) else { return Ok(None) };
    let fits = |known: &&Known| {
        let mut ways = known.forms.iter();
        known.name == written || ways.any(|(way, _)| way.to_lowercase() == small)
    };
    Ok(words.known.iter().find(fits).map(|known| known.id))
}

/// Whether a word is there and in use.
pub(crate) fn is_in_use(tx: &mut Tx, id: i64) -> Result<bool> {
    Ok(store::find(tx, id)?.is_some_and(|term| term.retired_at.is_none()))
}

/// What a word is called.
pub(crate) fn name_of(tx: &mut Tx, id: i64) -> Result<Option<String>> {
    Ok(store::find(tx, id)?.map(|term| term.name))
}

/// Every word in use, by name, to choose from.
pub async fn all(app: &App, actor: &Actor) -> Result<Vec<Term>> {
    actor.may(Right::Report)?;
    let wanted = Wanted { most: 2000, ..Wanted::default() };
    app.read(move |tx| Ok(store::list(tx, &wanted)?)).await
}
