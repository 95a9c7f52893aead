//! Keeping the index, and asking it.

use super::{
    model::{self, Candidate, EVERYBODY, Wanted},
    store::{self, KnownRow, Source},
};
use crate::{
    answers::{self, Suggested},
    services,
    tickets::{self, Kind},
};
use base::{
    Act, Actor, App, DepartmentId, DeviceId, Event, LocationId, Result, Right, Scope, ServiceId,
    TicketId, Tx,
};
use std::collections::HashMap;

/// After whatever was done to a ticket: the index says again what is open, in the same transaction.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    let changes_nothing = ["ticket.followed", "ticket.unfollowed", "ticket.assigned"];
    let is_ticket = event.kind.starts_with("ticket.") && !changes_nothing.contains(&event.kind);
    if let Some(id) = event.ticket.filter(|_| is_ticket) {
        act.tx.before_commit(move |tx| sync(tx, id));
    }
    Ok(())
}

/// Brings one ticket's entry up to date.
fn sync(tx: &mut Tx, id: TicketId) -> db::Result<()> {
    let old = store::find_entry(tx, id)?;
    let new = store::find_source(tx, id)?.and_then(|source| entry(&source));
    let new = new.map(|(scopes, words)| (json(&scopes), json(&words)));
    if old == new {
        return Ok(());
    }
    if let Some((scopes, words)) = old {
        store::delete(tx, id, &texts(&scopes), &texts(&words))?;
    }
    match new {
        Some((scopes, words)) => store::insert(tx, id, &scopes, &words),
        None => Ok(()),
    }
}

fn json(texts: &[String]) -> String {
    serde_json::Value::from(texts).to_string()
}

fn texts(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

/// Who may know of a ticket and its words; nothing where it is over, or is nobody else's business:
/// what somebody asked for is theirs.
fn entry(source: &Source) -> Option<(Vec<String>, Vec<String>)> {
    if !source.is_open || !matches!(source.kind, Kind::Incident | Kind::Problem) {
        return None;
    }
    let places = [source.location_id, source.parent_id, source.grandparent_id];
    let mut scopes: Vec<String> = places.into_iter().flatten().map(model::at_place).collect();
    scopes.extend(source.department_id.map(model::of_department));
    // a problem that a provider wrote down is there for everybody to know
    if source.kind == Kind::Problem && source.is_provider {
        scopes.push(EVERYBODY.to_owned());
    }
    Some((scopes, own_words(source)))
}

fn own_words(source: &Source) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    words.extend(source.service_id.map(|id| model::service_word(id.0)));
    words.extend(source.device_id.map(|id| model::device_word(id.0)));
    let text =
        format!("{} {} {} {}", source.subject, source.device, source.service, source.workaround);
    words.extend(model::words(&text, model::MOST_KEPT));
    words
}

/// Makes the whole index anew.
pub fn rebuild(tx: &mut Tx) -> Result<()> {
    store::delete_all(tx)?;
    let mut last = (0, 0);
    loop {
        let open = store::list_open_after(tx, last)?;
        let Some((priority, id)) = open.last() else { break };
        last = (*priority, id.0);
        open.iter().try_for_each(|(_, id)| sync(tx, *id))?;
    }
    Ok(store::upsert_version(tx, model::VERSION)?)
}

/// At a start: the index is there, made of the words that this version makes.
// tidy: allow actor because only a start can reach it
pub fn prepare(tx: &mut Tx) -> Result<()> {
    match store::find_version(tx)? {
        Some((version,)) if version == model::VERSION => Ok(()),
        _ => rebuild(tx),
    }
}

/// What somebody has typed so far.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// In their own words.
    pub words: String,
    /// The service they chose, if they did.
    pub service: Option<ServiceId>,
    /// Where it is.
    pub location: Option<LocationId>,
    /// The device it is about.
    pub device: Option<DeviceId>,
}

/// What may be the same.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    /// Open tickets and known problems, best first.
    pub open: Vec<KnownRow>,
    /// Words that helped others.
    pub answers: Vec<Suggested>,
}

/// What is known of it already, as far as this person may know.
pub async fn suggest(app: &App, actor: &Actor, typed: Typed) -> Result<Suggestions> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| find_fitting(tx, &actor, &typed)).await
}

/// The groups a person belongs to: everybody, their department, their place, the departments they
/// speak for.
fn scopes_of(tx: &mut Tx, actor: &Actor) -> Result<Vec<String>> {
    let person = actor.person()?;
    let (department, place) = tickets::find_place_of(tx, person)?.unwrap_or_default();
    let mut departments: Vec<DepartmentId> = department.into_iter().collect();
    if let Scope::Only(spoken_for) = actor.departments() {
        departments.extend(spoken_for);
    }
    let mut scopes = vec![EVERYBODY.to_owned()];
    scopes.extend(place.map(model::at_place));
    scopes.extend(departments.into_iter().map(model::of_department));
    scopes.dedup();
    scopes.truncate(model::MOST_SCOPES);
    Ok(scopes)
}

fn find_fitting(tx: &mut Tx, actor: &Actor, typed: &Typed) -> Result<Suggestions> {
    let start: String = typed.words.chars().take(2000).collect();
    let mut wanted = Wanted {
        words: model::words(&start, model::MOST_WORDS),
        service: typed.service.map(|id| id.0),
        device: typed.device.map(|id| id.0),
        place: typed.location.map(|id| id.0),
    };
    if wanted.words.is_empty() && wanted.device.is_none() {
        return Ok(Suggestions::default());
    }
    if wanted.service.is_none() {
        wanted.service = services::suggest(tx, &start)?.map(|id| id.0);
    }
    let scopes = scopes_of(tx, actor)?;
    let mut words = wanted.words.clone();
    words.extend(wanted.service.map(model::service_word));
    words.extend(wanted.device.map(model::device_word));
    // two sizes of each, so that few statements serve all
    let few = |len: usize, few: usize, most: usize| if len <= few { few } else { most };
    let sizes =
        (few(scopes.len(), 3, model::MOST_SCOPES), few(words.len(), 6, model::MOST_WORDS + 2));
    let hits = store::list_hits(tx, &scopes, &words, sizes)?;
    let best = likely(&hits);
    let rows = store::list(tx, &best, actor.person()?)?;
    let mut scored = Vec::with_capacity(rows.len());
    for row in rows {
        let words = store::find_entry(tx, row.id)?.map(|(_, words)| texts(&words));
        let candidate = Candidate {
            words: words.unwrap_or_default(),
            service: row.service_id.map(|id| id.0),
            device: row.device_id.map(|id| id.0),
            place: row.location_id.map(|id| id.0),
            is_problem: row.kind == Kind::Problem,
        };
        scored.push((model::score(&wanted, &candidate), row));
    }
    scored.retain(|(score, _)| *score > 0);
    scored.sort_by_key(|(score, row)| (-*score, -row.id.0));
    scored.truncate(model::MOST_SHOWN);
    let answers = match start.is_empty() {
        true => Vec::new(),
        false => answers::suggest(tx, &start, wanted.service.map(ServiceId), MOST_ANSWERS)?,
    };
    Ok(Suggestions { answers, open: scored.into_iter().map(|(_, row)| row).collect() })
}

/// How many answers are shown.
const MOST_ANSWERS: usize = 3;

/// The tickets that matched most words, newest first among equals: so many are read whole.
fn likely(hits: &[(TicketId, String)]) -> Vec<TicketId> {
    let mut found: HashMap<TicketId, Vec<&str>> = HashMap::new();
    for (id, word) in hits {
        let words = found.entry(*id).or_default();
        if !words.contains(&word.as_str()) {
            words.push(word);
        }
    }
    let mut ids: Vec<(usize, TicketId)> = found
        .into_iter()
        .map(|(id, words)| {
            (words.iter().map(|w| 1 + 2 * usize::from(w.starts_with("v:"))).sum(), id)
        })
        .collect();
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.truncate(16);
    ids.into_iter().map(|(_, id)| id).collect()
}

/// What somebody may know of one ticket: it is open where they work, it stops them too, or they may
/// read it anyway. Nothing otherwise.
pub(crate) fn find(tx: &mut Tx, actor: &Actor, id: TicketId) -> Result<Option<KnownRow>> {
    let person = actor.person()?;
    let Some(row) = store::list(tx, &[id], person)?.pop() else { return Ok(None) };
    if row.is_joined || tickets::see(tx, actor, id).is_ok() {
        return Ok(Some(row));
    }
    let Some((scopes, _)) = store::find_entry(tx, id)? else { return Ok(None) };
    let mine = scopes_of(tx, actor)?;
    let is_mine = texts(&scopes).iter().any(|scope| mine.contains(scope));
    Ok(is_mine.then_some(row))
}
