//! Linking tickets, and what a link means at the end of one.

use super::{
    model::{Kind, Relation},
    store,
};
use crate::{
    conversation::{NewMessage, reply_in},
    merging,
    notices::{Notice, tell_helpers},
    tickets::{self, Access, Channel, Ticket, record},
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TicketId, Tx};
use std::collections::HashSet;

/// Links a ticket that the actor works on to one they may see.
pub async fn link(
    app: &App,
    actor: &Actor,
    id: TicketId,
    relation: Relation,
    other: TicketId,
) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        tickets::work(act.tx, act.actor, id)?;
        match tickets::see(act.tx, act.actor, other) {
            Ok(_) if other == id => return Err(refused("problem-link-itself", other)),
            Ok(_) => {}
            Err(Error::NotFound) => return Err(refused("problem-merge-not-there", other)),
            Err(error) => return Err(error),
        }
        let (kind, is_first) = relation.stored();
        let (from, to) = if is_first { (id, other) } else { (other, id) };
        if kind.is_order() && is_reached(act.tx, kind, to, from)? {
            return Err(refused("problem-link-circle", other));
        }
        let by = act.actor.person()?;
        if !store::insert(act.tx, (from, to), kind, by, act.now)? {
            return Err(refused("problem-link-twice", other));
        }
        record(act, "ticket.linked", id, "", &format!("{relation}: #{other}"), true)?;
        let back = format!("{}: #{id}", relation.reversed());
        record(act, "ticket.linked", other, "", &back, true)
    })
    .await
}

/// Links a new ticket to those it is the reason for; whoever calls it has seen that its maker may
/// know of them.
pub(crate) fn cause_in(act: &mut Act<'_>, id: TicketId, caused: &[TicketId]) -> Result<()> {
    let by = act.actor.person()?;
    for other in caused {
        if store::insert(act.tx, (id, *other), Kind::Causes, by, act.now)? {
            let (to, back) = (Relation::Causes, Relation::CausedBy);
            record(act, "ticket.linked", id, "", &format!("{to}: #{other}"), true)?;
            record(act, "ticket.linked", *other, "", &format!("{back}: #{id}"), true)?;
        }
    }
    Ok(())
}

fn refused(key: &'static str, id: TicketId) -> Error {
    let mut problems = Problems::default();
    problems.add_with("into", key, vec![("number", id.to_string())]);
    Error::Invalid(problems)
}

/// Whether links of a kind lead from one ticket to another, over however many.
fn is_reached(tx: &mut Tx, kind: Kind, from: TicketId, to: TicketId) -> Result<bool> {
    let (mut seen, mut next) = (HashSet::from([from]), vec![from]);
    while let Some(one) = next.pop() {
        if one == to {
            return Ok(true);
        }
        for (reached,) in store::list_from(tx, one, kind)? {
            if seen.len() < 2000 && seen.insert(reached) {
                next.push(reached);
            }
        }
    }
    Ok(false)
}

/// Takes a link away: by those who work on either ticket. One that is gone already stays gone.
pub async fn unlink(app: &App, actor: &Actor, id: TicketId, link: i64) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        tickets::work(act.tx, act.actor, id)?;
        let Some(row) = store::find(act.tx, link)? else { return Ok(()) };
        if row.from_ticket != id && row.to_ticket != id {
            return Err(Error::NotFound);
        }
        let by = act.actor.person()?;
        store::update_removed(act.tx, link, by, act.now)?;
        let relation = Relation::of(row.kind, true);
        let (from, to) = (row.from_ticket, row.to_ticket);
        record(act, "ticket.unlinked", from, &format!("{relation}: #{to}"), "", true)?;
        let back = relation.reversed();
        record(act, "ticket.unlinked", to, &format!("{back}: #{from}"), "", true)
    })
    .await
}

/// What is to happen to the tickets that hang together with one that is put right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Connected {
    /// It is put right although parts of it are open.
    pub is_even_so: bool,
    /// Those who asked about what it causes are told the same.
    pub tells_caused: bool,
}

/// A ticket with open parts is put right only by somebody who knows of them.
pub(crate) fn check_children(act: &mut Act<'_>, id: TicketId, with: Connected) -> Result<()> {
    if with.is_even_so {
        return Ok(());
    }
    let open = open_ones(act.tx, id, Kind::ParentOf)?;
    if open.is_empty() {
        return Ok(());
    }
    let numbers = open.iter().map(|one| format!("#{}", one.id)).collect::<Vec<_>>().join(", ");
    let mut problems = Problems::default();
    problems.add_with("even_so", "problem-open-children", vec![("numbers", numbers)]);
    Err(Error::Invalid(problems))
}

fn open_ones(tx: &mut Tx, id: TicketId, kind: Kind) -> Result<Vec<Ticket>> {
    let ids: Vec<_> = store::list_from(tx, id, kind)?.into_iter().map(|(id,)| id).collect();
    let mut open = tickets::list(tx, &ids)?;
    open.retain(|one| one.state.is_open());
    open.sort_by_key(|one| one.id);
    open.dedup_by_key(|one| one.id);
    Ok(open)
}

/// Once it is put right: who waited for it goes on, and who asked about what it caused is told.
pub(crate) fn tell_connected(
    act: &mut Act<'_>,
    id: TicketId,
    words: &str,
    with: Connected,
) -> Result<()> {
    for waiting in open_ones(act.tx, id, Kind::Blocks)? {
        record(act, "ticket.unblocked", waiting.id, "", &format!("#{id}"), true)?;
        let notice = Notice { key: "unblocked", other: id.to_string(), ..Notice::default() };
        tell_helpers(act, &waiting, &notice)?;
    }
    if !with.tells_caused {
        return Ok(());
    }
    for caused in open_ones(act.tx, id, Kind::Causes)? {
        let access = tickets::access(act.tx, act.actor, &caused)?;
        if access == Access::Work {
            let message = NewMessage::text(words, Channel::Web);
            reply_in(act, &caused, access, &message)?;
        }
    }
    Ok(())
}

/// What the page that connects two tickets shows.
pub struct Connecting {
    /// The ticket it began from.
    pub ticket: Ticket,
    /// The one that was chosen.
    pub other: Option<Ticket>,
    /// Whether the actor works on that one, too.
    pub works_on_other: bool,
    /// Whether their people may read each other without anybody's word.
    pub may_share: bool,
}

/// A ticket that the actor works on, and the one to connect it with.
pub async fn connecting(
    app: &App,
    actor: &Actor,
    id: TicketId,
    other: Option<TicketId>,
) -> Result<Connecting> {
    let actor = actor.clone();
    app.read(move |tx| {
        let ticket = tickets::work(tx, &actor, id)?;
        let found = match other.map(|other| tickets::see(tx, &actor, other)) {
            None | Some(Err(Error::NotFound)) => None,
            Some(found) => Some(found?),
        };
        let may_share = match &found {
            Some((other, _)) => merging::may_share(tx, &ticket, other)?,
            None => false,
        };
        let works_on_other = found.as_ref().is_some_and(|(_, access)| *access == Access::Work);
        Ok(Connecting { ticket, other: found.map(|(one, _)| one), works_on_other, may_share })
    })
    .await
}
