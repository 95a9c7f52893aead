//! Promising, doing, and looking at what was promised.

use super::{
    jobs,
    model::{ActionItem, Counts, Ending, Stand, in_order, read_due, subject},
    store::{self, NewRow},
};
use crate::{
    meetings,
    relationships::{self, Relationship, Side},
};
use base::{Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, TicketId, Time, Tx};
use desk::{
    following::{Whom, find_one},
    tickets::{self, Heading, seen},
};
use jiff::civil::Date;

/// Today, where the actor is.
pub(crate) fn today(actor: &Actor, now: Time) -> Date {
    actor.zone.to_datetime(now.timestamp()).date()
}

/// What is open between the two sides: first what nobody has, then what is overdue, then by day.
/// Whoever found the relationship may have it.
pub fn list_open(
    tx: &mut Tx,
    actor: &Actor,
    app: &App,
    of: &Relationship,
) -> Result<Vec<ActionItem>> {
    let mut items = store::list_open(tx, of.id)?;
    in_order(&mut items, today(actor, app.now()));
    Ok(items)
}

/// How many are open, overdue and nobody's.
pub fn count(tx: &mut Tx, actor: &Actor, app: &App, of: &Relationship) -> Result<Counts> {
    Ok(store::count(tx, of.id, &today(actor, app.now()).to_string())?)
}

/// How many were done between two times.
pub fn count_done(
    tx: &mut Tx,
    _actor: &Actor,
    of: &Relationship,
    between: (Time, Time),
) -> Result<i64> {
    Ok(store::count_done(tx, of.id, between)?)
}

/// What was promised at a meeting that the actor may see.
pub(crate) fn list_by_meeting(
    tx: &mut Tx,
    _actor: &Actor,
    meeting: i64,
) -> Result<Vec<ActionItem>> {
    Ok(store::list_by_meeting(tx, meeting)?)
}

/// What somebody has to do, the most urgent first.
pub(crate) fn list_mine(tx: &mut Tx, actor: &Actor, now: Time) -> Result<Vec<ActionItem>> {
    let Some(person) = actor.id else { return Ok(Vec::new()) };
    let mut items = store::list_by_owner(tx, person, true)?;
    in_order(&mut items, today(actor, now));
    Ok(items)
}

/// Which promises are asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// `mine`, `side` (of the people on my side) or `all`.
    pub whose: String,
    /// `open`, `overdue` or `over`.
    pub stand: String,
    /// Only this relationship.
    pub relationship: Option<i64>,
}

/// What was promised in every relationship the actor has a part in.
pub async fn list(app: &App, actor: &Actor, wanted: Wanted) -> Result<Vec<ActionItem>> {
    actor.may(Right::Report)?;
    let (actor, now) = (actor.clone(), app.now());
    app.read(move |tx| list_in(tx, &actor, now, &wanted)).await
}

fn list_in(tx: &mut Tx, actor: &Actor, now: Time, wanted: &Wanted) -> Result<Vec<ActionItem>> {
    let day = today(actor, now);
    let is_open = wanted.stand != "over";
    if wanted.whose == "mine" || wanted.whose.is_empty() {
        let mut items = store::list_by_owner(tx, actor.person()?, is_open)?;
        items.retain(|item| wanted.relationship.is_none_or(|id| id == item.relationship_id));
        return Ok(sorted(items, day, wanted));
    }
    let mut items = Vec::new();
    for (of, standing) in relationships::list_mine(tx, actor)? {
        if wanted.relationship.is_some_and(|id| id != of.id) {
            continue;
        }
        let mut some = match is_open {
            true => store::list_open(tx, of.id)?,
            false => store::list_over(tx, of.id)?,
        };
        if wanted.whose == "side" && standing.side != Side::Both {
            let sides = relationships::both_sides(tx, actor, &of)?;
            some.retain(|item| sides.of(item.owner_department_id) == Some(standing.side));
        }
        items.append(&mut some);
    }
    Ok(sorted(items, day, wanted))
}

fn sorted(mut items: Vec<ActionItem>, day: Date, wanted: &Wanted) -> Vec<ActionItem> {
    if wanted.stand == "overdue" {
        items.retain(|item| item.is_overdue(day));
    }
    match wanted.stand.as_str() {
        "over" => items.sort_by_key(|item| std::cmp::Reverse(item.done_at.or(item.dropped_at))),
        _ => in_order(&mut items, day),
    }
    items
}

/// One promise, and what the actor may do with it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The promise.
    pub item: ActionItem,
    /// How it stands today.
    pub stand: Stand,
    /// Whether they may say that it is done, or not needed any more.
    pub is_theirs: bool,
    /// Whether they may change what it says and whose it is. Somebody of neither side who promised
    /// something keeps it or not, and does not hand it on.
    pub may_change: bool,
    /// The subject of its ticket, where they may see that.
    pub subject: Option<String>,
}

fn see(tx: &mut Tx, actor: &Actor, id: i64, now: Time) -> Result<Seen> {
    actor.may(Right::Report)?;
    let item = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let is_mine =
        actor.id.is_some() && (actor.id == item.owner_id || actor.id == Some(item.promised_by));
    let mut is_outside = false;
    let keeps = match relationships::see(tx, actor, item.relationship_id) {
        Ok((_, standing)) => standing.is_keeper,
        Err(Error::NotFound) if is_mine => {
            is_outside = true;
            false
        }
        Err(Error::NotFound) => match item.meeting_id {
            Some(meeting) => meetings::see(tx, actor, meeting)?.1.may_write,
            None => return Err(Error::NotFound),
        },
        Err(error) => return Err(error),
    };
    let may_write = match item.meeting_id {
        Some(meeting) if !is_mine && !keeps => {
            meetings::see(tx, actor, meeting).is_ok_and(|(_, part)| part.may_write)
        }
        _ => false,
    };
    let ticket = item.ticket_id.map(|id| seen(tx, actor, &[id])).transpose()?;
    let subject = ticket.and_then(|mut all| all.pop()).map(|ticket| ticket.subject);
    let stand = item.stand(today(actor, now));
    let is_theirs = is_mine || keeps || may_write;
    Ok(Seen { item, stand, is_theirs, may_change: is_theirs && !is_outside, subject })
}

/// One promise.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Seen> {
    let (actor, now) = (actor.clone(), app.now());
    app.read(move |tx| see(tx, &actor, id, now)).await
}

/// A promise as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewAction {
    /// What is to be done: 1 to 500 characters.
    pub words: String,
    /// Who does it: a name or an address; none: nobody yet.
    pub owner: Option<Whom>,
    /// By when, `YYYY-MM-DD`; may be empty.
    pub due: String,
    /// The number of the ticket it is about; may be empty.
    pub ticket: String,
}

/// Where it is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At a meeting.
    Meeting(i64),
    /// Between meetings.
    Relationship(i64),
}

struct Checked {
    words: String,
    owner: Option<PersonId>,
    due_on: String,
    ticket: Option<TicketId>,
}

/// What was meant, or everything that is wrong with it. `kept` is the day it has already, which may
/// stay although it has passed.
fn check(act: &mut Act<'_>, new: &NewAction, kept: &str) -> Result<Checked> {
    let mut problems = Problems::default();
    let words = problems.line("action", &new.words, 500);
    let day = today(act.actor, act.now);
    let due_on = match new.due.trim() == kept && !kept.is_empty() {
        true => kept.to_owned(),
        false => read_due(&mut problems, &new.due, day),
    };
    let mut owner = None;
    if let Some(whom) = &new.owner {
        match find_one(act.tx, "owner", whom) {
            Ok(found) => owner = Some(found),
            Err(Error::Invalid(found)) => problems.0.extend(found.0),
            Err(error) => return Err(error),
        }
    }
    let ticket = read_ticket(act, &new.ticket, &mut problems)?;
    problems.check()?;
    Ok(Checked { words, owner: owner.map(|one| one.id), due_on, ticket })
}

fn read_ticket(
    act: &mut Act<'_>,
    typed: &str,
    problems: &mut Problems,
) -> Result<Option<TicketId>> {
    let typed = typed.trim().trim_start_matches('#');
    if typed.is_empty() {
        return Ok(None);
    }
    let id = typed.parse().ok().map(TicketId);
    let found = match id {
        Some(id) => !seen(act.tx, act.actor, &[id])?.is_empty(),
        None => false,
    };
    if !found {
        problems.add("ticket", "problem-no-such-ticket");
    }
    Ok(id.filter(|_| found))
}

/// Writes a promise down; anybody who may write at the meeting, or has a part in the relationship.
pub async fn promise(app: &App, actor: &Actor, place: Place, new: NewAction) -> Result<i64> {
    app.act(actor, move |act| promise_in(act, place, &new)).await
}

fn promise_in(act: &mut Act<'_>, place: Place, new: &NewAction) -> Result<i64> {
    let (relationship, meeting) = match place {
        Place::Relationship(id) => (relationships::see(act.tx, act.actor, id)?.0.id, None),
        Place::Meeting(id) => {
            let found = meetings::write(act.tx, act.actor, id)?;
            (found.relationship_id, Some(id))
        }
    };
    let it = check(act, new, "")?;
    let row = NewRow {
        relationship,
        meeting,
        words: &it.words,
        owner: it.owner,
        due_on: &it.due_on,
        ticket: it.ticket,
        by: act.actor.person()?,
        now: act.now,
    };
    if let Some((same,)) = store::find_same(act.tx, &row, act.now.plus_seconds(-60))? {
        return Ok(same);
    }
    let id = store::insert(act.tx, &row)?;
    let after = told(&it);
    act.record(&Event {
        kind: "action.promised",
        subject: subject(meeting, id),
        after,
        ..Event::default()
    })?;
    if let Some(owner) = it.owner {
        jobs::give(act, owner, (id, &it.words, &it.due_on))?;
    }
    Ok(id)
}

fn told(it: &Checked) -> String {
    // whose it is stands in its row: a name here would outlive its person
    let parts = [it.words.as_str(), &it.due_on];
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}

/// What is promised at a meeting shows on its page at once.
fn theirs(act: &mut Act<'_>, id: i64) -> Result<ActionItem> {
    let found = see(act.tx, act.actor, id, act.now)?;
    if found.is_theirs { Ok(found.item) } else { Err(Error::Forbidden) }
}

/// Changes it: whoever of either side has it or wrote it down, and those who look after the
/// relationship.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    new: NewAction,
) -> Result<()> {
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id, act.now)?;
        let old = if found.may_change { found.item } else { return Err(Error::Forbidden) };
        let it = check(act, &new, &old.due_on)?;
        let row = NewRow {
            relationship: old.relationship_id,
            meeting: old.meeting_id,
            words: &it.words,
            owner: it.owner,
            due_on: &it.due_on,
            ticket: it.ticket,
            by: old.promised_by,
            now: act.now,
        };
        if !store::update(act.tx, (id, version), &row)? {
            return Err(Error::Conflict);
        }
        let after = told(&it);
        act.record(&Event {
            kind: "action.changed",
            subject: subject(old.meeting_id, id),
            before: old.words.clone(),
            after,
            ..Event::default()
        })?;
        jobs::change(act, &old, (it.owner, &it.words, &it.due_on))
    })
    .await
}

/// Says that it was done, or is not needed any more, with a word.
pub async fn finish(app: &App, actor: &Actor, id: i64, ending: Ending, words: &str) -> Result<()> {
    let mut problems = Problems::default();
    let words = match ending {
        Ending::Done => problems.optional_text("done_words", words, 500),
        Ending::Dropped => problems.text("done_words", words, 500),
    };
    problems.check()?;
    app.act(actor, move |act| {
        let old = theirs(act, id)?;
        let by = act.actor.person()?;
        let (kind, key) = match ending {
            Ending::Done => ("action.done", "promise-done"),
            Ending::Dropped => ("action.dropped", "promise-dropped"),
        };
        let is_first = match ending {
            Ending::Done => store::update_done(act.tx, id, by, &words, act.now)?,
            Ending::Dropped => store::update_dropped(act.tx, id, by, &words, act.now)?,
        };
        if !is_first {
            return Err(Error::Conflict);
        }
        act.record(&Event {
            kind,
            subject: subject(old.meeting_id, id),
            before: old.words.clone(),
            after: words,
            ..Event::default()
        })?;
        jobs::end(act, &old, key)
    })
    .await
}

/// The relationships the actor has a part in, to choose from.
pub async fn choices(app: &App, actor: &Actor) -> Result<Vec<Heading>> {
    let actor = actor.clone();
    app.read(move |tx| {
        let all = relationships::list_mine(tx, &actor)?;
        let named = |of: Relationship| Heading {
            id: of.id,
            name: format!("{} · {}", of.customer, of.provider),
        };
        Ok(all.into_iter().map(|(of, _)| named(of)).collect())
    })
    .await
}

/// The subjects of tickets that the actor may see, by number.
pub(crate) fn subjects(
    tx: &mut Tx,
    actor: &Actor,
    ids: &[TicketId],
) -> Result<Vec<(TicketId, String)>> {
    Ok(tickets::seen(tx, actor, ids)?.into_iter().map(|one| (one.id, one.subject)).collect())
}
