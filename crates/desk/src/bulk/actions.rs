//! Doing, carrying on, and undoing.

use super::{
    model::{Deed, DeedKind, Outcome},
    store::{self, BulkRow, TicketRow},
};
use crate::{
    assignment::{Assignment, assign_in},
    conversation::{NewMessage, check_reply, reply_in},
    drafts,
    editors::{Editor, Sheet},
    facts::{TicketChange, change_in},
    impact,
    links::Connected,
    outgoing::{self, NewOutgoing, Sent},
    resolution, snooze,
    stands::{Stand, find_last_actor, find_stand, update_stand},
    tickets::{self, Channel, cancel_in, record, reindex},
    waiting::{HoldForm, hold_in, wake_in},
    worse::{self, NewWorsening},
};
use base::{Act, Actor, App, Error, Event, Problems, Result, Right, TicketId, token};
use std::collections::HashSet;
use web::Fields;

/// How many tickets one deed may be done to.
pub const MOST: usize = 1000;
/// How many share a transaction: others wait no longer than that.
const CHUNK: i64 = 50;
/// For how long a deed can be undone, in seconds.
const UNDO: i64 = 15 * 60;

/// What is asked for.
pub struct NewBulk {
    /// The deed.
    pub deed: Deed,
    /// On which tickets.
    pub tickets: Vec<TicketId>,
    /// Sent twice with one key, it is done once; none: a new one.
    pub key: Option<String>,
    /// The list it is done from, as in its address.
    pub list: String,
}

/// A deed and what became of each ticket.
pub struct Shown {
    /// The deed.
    pub row: BulkRow,
    /// What it was.
    pub deed: Deed,
    /// Its tickets.
    pub tickets: Vec<TicketRow>,
    /// Whether it can still be undone.
    pub may_undo: bool,
}

/// Does it to each ticket that the actor may do it to, and gives the number under which to see what
/// came of it. Where it broke off, [`carry_on`] does the rest.
pub async fn start(app: &App, actor: &Actor, new: NewBulk) -> Result<i64> {
    actor.may(Right::Work)?;
    let person = actor.person()?;
    let deed = new.deed.check(app.now())?;
    if let Deed::Reply { words, .. } = &deed {
        check_reply(&NewMessage::text(words.clone(), Channel::Web))?;
    }
    let mut ids = new.tickets;
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Err(Error::invalid("tickets", "problem-bulk-none"));
    }
    if ids.len() > MOST {
        let mut problems = Problems::default();
        problems.add_with("tickets", "problem-bulk-many", vec![("most", MOST.to_string())]);
        problems.check()?;
    }
    let text = stored(&deed)?;
    let (key, list) = (new.key.unwrap_or_else(token), new.list);
    let (id, is_new) = app
        .act(actor, move |act| {
            let (id, is_new) = store::insert(act.tx, person, &key, (&text, &list), act.now)?;
            if is_new {
                let known = store::list_existing(act.tx, &ids)?;
                if let Some(unknown) = ids.iter().find(|id| !known.contains(id)) {
                    let mut problems = Problems::default();
                    let args = vec![("number", unknown.to_string())];
                    problems.add_with("tickets", "problem-bulk-unknown", args);
                    problems.check()?;
                }
                for ticket in &ids {
                    store::insert_ticket(act.tx, id, *ticket)?;
                }
                let (subject, after) = (format!("bulk {id}"), ids.len().to_string());
                act.record(&Event { kind: "bulk.done", subject, after, ..Event::default() })?;
            }
            Ok((id, is_new))
        })
        .await?;
    if is_new {
        run(app, actor, id).await?;
    }
    Ok(id)
}

/// Does what is left of one's own deed, after it broke off.
pub async fn carry_on(app: &App, actor: &Actor, id: i64) -> Result<()> {
    own(app, actor, id).await?;
    run(app, actor, id).await
}

/// The actor's own deed.
async fn own(app: &App, actor: &Actor, id: i64) -> Result<BulkRow> {
    actor.may(Right::Work)?;
    let person = actor.person()?;
    let row = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    if row.person_id == person { Ok(row) } else { Err(Error::NotFound) }
}

async fn run(app: &App, actor: &Actor, id: i64) -> Result<()> {
    while app.act(actor, move |act| chunk(act, id)).await? {}
    Ok(())
}

/// Does the next few; whether there are more.
fn chunk(act: &mut Act<'_>, id: i64) -> Result<bool> {
    let row = store::get(act.tx, id)?;
    let deed: Deed = serde_json::from_str(&row.deed).map_err(|e| Error::Internal(e.to_string()))?;
    let next = store::list_next(act.tx, id, Outcome::Waiting, CHUNK)?;
    for (ticket,) in &next {
        let key = (id, *ticket);
        // somebody else may carry it on at the same time
        if !store::update_outcome(act.tx, key, (Outcome::Waiting, Outcome::Done), "")? {
            continue;
        }
        let outcome = act.attempt(|act| {
            let before = stand(act, *ticket)?;
            let outgoing = apply(act, &deed, *ticket)?;
            let after = stand(act, *ticket)?;
            let is_said = matches!(deed, Deed::Reply { .. });
            let outcome = if before == after && !is_said { Outcome::Same } else { Outcome::Done };
            store::update_stands(act.tx, key, outcome, (&before.stored(), &after.stored()))?;
            store::update_outgoing(act.tx, key, outgoing)?;
            Ok(())
        })?;
        if let Err(error) = outcome {
            let (outcome, why) = why(act, *ticket, error)?;
            store::update_outcome(act.tx, key, (Outcome::Done, outcome), &why)?;
        }
    }
    if next.is_empty() {
        store::update_deed(act.tx, id, &stored(&deed.without_words())?)?;
    }
    Ok(!next.is_empty())
}

fn stored(deed: &Deed) -> Result<String> {
    serde_json::to_string(deed).map_err(|e| Error::Internal(e.to_string()))
}

fn stand(act: &mut Act<'_>, ticket: TicketId) -> Result<Stand> {
    let person = act.actor.person()?;
    find_stand(act.tx, ticket, person, act.now)?.ok_or(Error::NotFound)
}

/// Why it could not be done, in the actor's words. What is nobody's fault here goes on as it is.
fn why(act: &mut Act<'_>, ticket: TicketId, error: Error) -> Result<(Outcome, String)> {
    let language = act.actor.language;
    let refused = |why: String| Ok((Outcome::Refused, why));
    match error {
        Error::NotFound | Error::Forbidden => {
            Ok((Outcome::NotYours, language.t("bulk-why-right").to_owned()))
        }
        Error::Conflict => {
            let state = stand(act, ticket)?.state;
            let word = language.t(&format!("state-{state}")).to_lowercase();
            refused(language.with("bulk-why-state", &[("state", &word)]))
        }
        Error::Invalid(problems) => {
            let Some(first) = problems.0.first() else { return refused(String::new()) };
            let args: Vec<_> = first.args.iter().map(|(n, v)| (*n, v.as_str())).collect();
            refused(language.with(first.key, &args))
        }
        other => Err(other),
    }
}

/// The single deed on one ticket: its own action checks whether the actor may. Gives what waits
/// before it leaves.
fn apply(act: &mut Act<'_>, deed: &Deed, id: TicketId) -> Result<Option<i64>> {
    if let Deed::Reply { words, can_be_undone } = deed {
        return say(act, id, words, *can_be_undone);
    }
    match deed {
        Deed::Assign { assignee } => {
            assign_in(act, id, Assignment { assignee: *assignee, ..Assignment::default() })
        }
        Deed::HandOver { team } => {
            assign_in(act, id, Assignment { team: Some(*team), ..Assignment::default() })
        }
        Deed::AddTag { tag } => retag(act, id, |tags| format!("{tags} {tag}")),
        Deed::RemoveTag { tag } => retag(act, id, |tags| {
            tags.split_whitespace().filter(|one| one != tag).collect::<Vec<_>>().join(" ")
        }),
        Deed::Snooze { until } => snooze::snooze_in(act, id, Some(*until)),
        Deed::EndSnooze => snooze::end_in(act, id),
        Deed::Hold { reason, because, wakes_at } => {
            let (reason, wakes_at) = (Some(*reason), Some(*wakes_at));
            hold_in(act, id, &HoldForm { reason, note: because.clone(), wakes_at })
        }
        Deed::EndHold => wake_in(act, id),
        Deed::Service { service } => {
            change(act, id, TicketChange { service: Some(*service), ..TicketChange::default() })
        }
        Deed::Location { location } => {
            change(act, id, TicketChange { location: Some(*location), ..TicketChange::default() })
        }
        Deed::Priority { changed, scope, hurts } => {
            tickets::work(act.tx, act.actor, id)?;
            let (words, scope, hurts) = (changed.clone(), *scope, *hurts);
            worse::worsen_in(act, id, &NewWorsening { words, scope, hurts, since: None })
        }
        Deed::Reply { .. } => Ok(()),
        Deed::Resolve { cause, words } => {
            act.actor.may(Right::Work)?;
            resolution::resolve_in(act, id, *cause, words, Connected::default())
        }
        Deed::Close => {
            tickets::work(act.tx, act.actor, id)?;
            resolution::confirm_in(act, id)
        }
        Deed::Cancel { why } => {
            tickets::work(act.tx, act.actor, id)?;
            cancel_in(act, id, why)
        }
    }?;
    Ok(None)
}

/// Answers, at once or in some seconds, as a single answer does.
fn say(act: &mut Act<'_>, id: TicketId, words: &str, can_be_undone: bool) -> Result<Option<i64>> {
    act.actor.may(Right::Work)?;
    let ticket = tickets::work(act.tx, act.actor, id)?;
    let seconds = outgoing::wait(act.app.config.desk.undo_seconds);
    let is_help = act.actor.id != Some(ticket.requester_id);
    if let Some(seconds) = seconds.filter(|_| can_be_undone && is_help) {
        let new = NewOutgoing::reply(words, Channel::Web);
        return match outgoing::hold_back_in(act, id, &new, seconds)? {
            Sent::Waiting(row) => Ok(Some(row)),
            Sent::Left(_) => Ok(None),
        };
    }
    let message = NewMessage::text(words.to_owned(), Channel::Web);
    reply_in(act, &ticket, tickets::Access::Work, &message)?;
    Ok(None)
}

fn change(act: &mut Act<'_>, id: TicketId, change: TicketChange) -> Result<()> {
    let version = tickets::work(act.tx, act.actor, id)?.version;
    change_in(act, id, &TicketChange { version, ..change })
}

fn retag(act: &mut Act<'_>, id: TicketId, new: impl FnOnce(&str) -> String) -> Result<()> {
    let ticket = tickets::work(act.tx, act.actor, id)?;
    let tags = Some(new(&ticket.tags));
    change_in(act, id, &TicketChange { version: ticket.version, tags, ..TicketChange::default() })
}

/// One's own deed, and what became of each ticket.
pub async fn show(app: &App, actor: &Actor, id: i64) -> Result<Shown> {
    let row = own(app, actor, id).await?;
    let deed: Deed = serde_json::from_str(&row.deed).map_err(|e| Error::Internal(e.to_string()))?;
    let reader = actor.clone();
    let (tickets, waiting) = app
        .read(move |tx| {
            let mut all = store::list_tickets(tx, id)?;
            // what was handed away since is no longer the actor's to read
            let ids: Vec<_> = all.iter().map(|ticket| ticket.id).collect();
            let seen: HashSet<_> =
                tickets::seen(tx, &reader, &ids)?.into_iter().map(|ticket| ticket.id).collect();
            for ticket in all.iter_mut().filter(|ticket| !seen.contains(&ticket.id)) {
                ticket.subject.clear();
            }
            Ok((all, store::count_waiting(tx, id)?))
        })
        .await?;
    let is_left = tickets.iter().any(|t| t.outcome == Outcome::Done);
    let may_undo = match deed.kind() {
        // what has left was said
        DeedKind::Reply => waiting > 0,
        _ => is_left && is_recent(app, &row),
    };
    Ok(Shown { row, deed, tickets, may_undo })
}

fn is_recent(app: &App, row: &BulkRow) -> bool {
    app.now().seconds_since(row.at) <= UNDO
}

/// Puts back what still stands as the deed left it; what somebody changed since stays, and is named.
pub async fn undo(app: &App, actor: &Actor, id: i64) -> Result<()> {
    let row = own(app, actor, id).await?;
    let deed: Deed = serde_json::from_str(&row.deed).map_err(|e| Error::Internal(e.to_string()))?;
    if deed.kind() == DeedKind::Reply {
        return take_back(app, actor, id).await;
    }
    if !is_recent(app, &row) {
        return Err(Error::Conflict);
    }
    loop {
        let is_resolution = matches!(deed, Deed::Resolve { .. });
        let more = app.act(actor, move |act| {
            store::update_undone(act.tx, id, act.now)?;
            let next = store::list_next(act.tx, id, Outcome::Done, CHUNK)?;
            for (ticket,) in &next {
                put_back(act, id, *ticket, is_resolution)?;
            }
            Ok(!next.is_empty())
        });
        if !more.await? {
            return Ok(());
        }
    }
}

/// Takes back the answers that have not left; the words are a draft again, once.
async fn take_back(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        if store::count_waiting(act.tx, id)? == 0 {
            return Err(Error::Conflict);
        }
        store::update_undone(act.tx, id, act.now)?;
        let mut words = String::new();
        for (ticket,) in store::list_next(act.tx, id, Outcome::Done, MOST as i64)? {
            let key = (id, ticket);
            let outgoing = store::find_outgoing(act.tx, id, ticket)?;
            let taken = outgoing.map(|row| act.attempt(|act| outgoing::take_back_in(act, row)));
            match taken.transpose()? {
                Some(Ok(row)) => {
                    words = row.body;
                    store::update_outcome(act.tx, key, (Outcome::Done, Outcome::Undone), "")?;
                }
                _ => {
                    let why = act.actor.language.t("bulk-why-left");
                    store::update_outcome(act.tx, key, (Outcome::Done, Outcome::Kept), why)?;
                }
            }
        }
        if words.is_empty() {
            return Ok(());
        }
        let (person, fields) = (act.actor.person()?, Fields::new([("words", words)]));
        drafts::give_back(act, person, editor(DeedKind::Reply), &fields, "undone").map(drop)
    })
    .await
}

/// Where the words of a deed are written.
pub(super) fn editor(kind: DeedKind) -> Editor {
    let at = DeedKind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
    Editor::Page(Sheet::Bulk, i64::try_from(at).unwrap_or_default() + 1)
}

fn put_back(act: &mut Act<'_>, id: i64, ticket: TicketId, is_resolution: bool) -> Result<()> {
    let (before, after) = store::get_stands(act.tx, id, ticket)?;
    let now = stand(act, ticket)?;
    let stored = Stand::read(&before).zip(Stand::read(&after));
    let back = stored.and_then(|(before, after)| now.without(&before, &after));
    let key = (id, ticket);
    let Some(back) = back else {
        let who = find_last_actor(act.tx, ticket)?.map(|(who,)| who).unwrap_or_default();
        let why = act.actor.language.with("bulk-why-changed", &[("who", &who)]);
        store::update_outcome(act.tx, key, (Outcome::Done, Outcome::Kept), &why)?;
        return Ok(());
    };
    if !store::update_outcome(act.tx, key, (Outcome::Done, Outcome::Undone), "")? {
        return Ok(());
    }
    if back.snoozed != now.snoozed {
        snooze::put_back(act, ticket, back.snoozed.map(base::Time::from_micros))?;
    }
    let facts = back.differences(&now);
    if facts.iter().all(|fact| fact == "snoozed") {
        return Ok(());
    }
    if back.statement != now.statement {
        let about = tickets::find(act.tx, ticket)?.ok_or(Error::NotFound)?;
        impact::put_back(act, &about, back.statement)?;
        worse::put_back(act, ticket, back.worsening)?;
    }
    update_stand(act.tx, ticket, &back, act.now)?;
    if is_resolution {
        resolution::take_back(act, ticket)?;
    }
    reindex(act.tx, ticket);
    let (was, is) = (now.state.as_str(), back.state.as_str());
    let (was, is) = if was == is { ("", "") } else { (was, is) };
    record(act, "ticket.put_back", ticket, was, is, true)
}
