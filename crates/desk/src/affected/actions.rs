//! Adding oneself to a ticket, and taking it back.

use super::{
    model::{Look, Panel},
    store::{self, JoinedRow, NewRow},
};
use crate::{
    following,
    impact::{self, Answers, Hurts, Scope, Stopped, Weight, find_statement},
    known, merging,
    tickets::{self, Access, Kind, Ticket, record},
};
use base::{Act, Actor, App, Error, LocationId, PersonId, Problems, Result, Right, TicketId, Tx};
use jiff::civil::Date;

/// How it stops somebody else.
#[derive(Clone, Debug)]
pub struct NewAffected {
    /// Where; none: everywhere.
    pub location: Option<LocationId>,
    /// How many are stopped there.
    pub scope: Option<Scope>,
    /// Who.
    pub who: Option<Stopped>,
    /// By when it hurts, if they were asked.
    pub hurts: Option<Hurts>,
    /// What they see, for those who work on it; may be empty.
    pub words: String,
}

/// Everybody affected by a ticket.
pub(crate) fn panel(tx: &mut Tx, id: TicketId) -> Result<Panel> {
    let rows = store::list(tx, id)?;
    // on most tickets nobody is, and nobody asks what is part of what
    let inside = match rows.is_empty() {
        true => Vec::new(),
        false => store::list_inside(tx)?,
    };
    Ok(Panel { rows, inside: inside.into_iter().collect() })
}

/// What the answers amount to with everybody affected.
pub(crate) fn weigh(
    tx: &mut Tx,
    ticket: &Ticket,
    answers: &Answers,
    today: Date,
) -> Result<Weight> {
    Ok(panel(tx, ticket.id)?.weigh(answers, ticket.location_id, today))
}

/// What somebody may see of a ticket that stops them too; [`Error::NotFound`] where that is nothing.
pub(crate) async fn look(app: &App, actor: &Actor, id: TicketId) -> Result<Look> {
    let actor = actor.clone();
    app.read(move |tx| {
        let known = known::find(tx, &actor, id)?.ok_or(Error::NotFound)?;
        let ticket = tickets::find(tx, id)?.ok_or(Error::NotFound)?;
        let access = tickets::see(tx, &actor, id).map_or(Access::None, |(_, access)| access);
        let own = store::find(tx, id, actor.person()?)?.filter(|own| !own.is_apart);
        let panel = panel(tx, id)?;
        let is_agent = access == Access::Work;
        Ok(Look { known, ticket, panel, is_agent, is_open_to: access > Access::None, own })
    })
    .await
}

/// The tickets a person added themselves to.
pub async fn list_of(app: &App, actor: &Actor, person: PersonId) -> Result<Vec<JoinedRow>> {
    if actor.id != Some(person) {
        return Err(Error::Forbidden);
    }
    app.read(move |tx| Ok(store::list_joined(tx, person)?)).await
}

/// Adds the actor to a ticket they may know of. Doing it twice is harmless; with other answers, the
/// new ones count. [`Error::Conflict`] where it is over by now.
pub async fn add(app: &App, actor: &Actor, id: TicketId, new: NewAffected) -> Result<()> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let scope = problems.word("scope", new.scope);
    let who = problems.word("who", new.who);
    let words = problems.optional_text("words", &new.words, 2000);
    problems.check()?;
    let (Some(scope), Some(who)) = (scope, who) else { return Err(Error::Conflict) };
    let hurts = new.hurts.map(Hurts::as_str).unwrap_or_default();
    app.act(actor, move |act| {
        let person = act.actor.person()?;
        known::find(act.tx, act.actor, id)?.ok_or(Error::NotFound)?;
        let ticket = tickets::find(act.tx, id)?.ok_or(Error::NotFound)?;
        if let Some(location) = new.location
            && !tickets::has_location(act.tx, location)?
        {
            return Err(Error::invalid("location", "problem-choose"));
        }
        if !ticket.state.is_open() || !matches!(ticket.kind, Kind::Incident | Kind::Problem) {
            return Err(Error::Conflict);
        }
        // whoever it is for is counted already
        if ticket.requester_id == person {
            return Ok(());
        }
        let now = act.now;
        if let Some(old) = store::find(act.tx, id, person)? {
            let is_same = (old.location_id, old.scope, old.who) == (new.location, scope, who);
            if is_same && old.hurts == hurts && old.words == words {
                return Ok(());
            }
            store::update_ended(act.tx, old.id, now)?;
        }
        let location = new.location;
        let (words, merge) = (words.as_str(), None);
        let row = NewRow { ticket: id, person, location, scope, who, hurts, words, merge, now };
        store::insert(act.tx, &row)?;
        if tickets::see(act.tx, act.actor, id).is_ok() {
            following::choose(act, id, person)?;
        }
        settle(act, &ticket, "ticket.affected")
    })
    .await
}

/// Takes the actor off again; harmless where they never were on it.
pub async fn remove(app: &App, actor: &Actor, id: TicketId) -> Result<()> {
    let person = actor.person()?;
    app.act(actor, move |act| {
        known::find(act.tx, act.actor, id)?.ok_or(Error::NotFound)?;
        let ticket = tickets::find(act.tx, id)?.ok_or(Error::NotFound)?;
        let Some(old) = store::find(act.tx, id, person)? else { return Ok(()) };
        store::update_ended(act.tx, old.id, act.now)?;
        leave_whole(act, id, person)?;
        settle(act, &ticket, "ticket.unaffected")
    })
    .await
}

/// Whoever takes themselves off a ticket that went into another is taken off that one, too.
fn leave_whole(act: &mut Act<'_>, part: TicketId, person: PersonId) -> Result<()> {
    let mut at = part;
    for _ in 0..50 {
        let Some(merge) = merging::find_of(act.tx, at)? else { break };
        store::update_ended_by_merge(act.tx, merge.id, Some(person), act.now)?;
        let whole = tickets::find(act.tx, merge.into_ticket)?.ok_or(Error::NotFound)?;
        settle(act, &whole, "ticket.unaffected")?;
        at = whole.id;
    }
    Ok(())
}

/// Counts everybody a ticket stops on the one that it goes into: whoever it is for, and those who
/// said that it stops them too. Nobody is counted twice. Their words stay behind where those who
/// read the one may not read the other.
pub(crate) fn bring(
    act: &mut Act<'_>,
    from: &Ticket,
    into: &Ticket,
    (merge, with_words): (i64, bool),
) -> Result<()> {
    let is_stopping = |ticket: &Ticket| matches!(ticket.kind, Kind::Incident | Kind::Problem);
    if !is_stopping(from) || !is_stopping(into) {
        return Ok(());
    }
    let mut known: Vec<_> = store::list(act.tx, into.id)?.iter().map(|row| row.person_id).collect();
    known.push(into.requester_id);
    let others = store::list(act.tx, from.id)?;
    let asked = find_statement(act.tx, from.id)?;
    let (ticket, now, merge) = (into.id, act.now, Some(merge));
    if let Some((said, _)) = &asked
        && !known.contains(&from.requester_id)
    {
        let (person, location) = (from.requester_id, from.location_id);
        let (scope, who, hurts) = (said.scope, said.who, said.hurts.as_str());
        let row = NewRow { ticket, person, location, scope, who, hurts, words: "", merge, now };
        store::insert(act.tx, &row)?;
        known.push(person);
    }
    for one in others.iter().filter(|one| !known.contains(&one.person_id)) {
        let (person, location, scope, who) = (one.person_id, one.location_id, one.scope, one.who);
        let (hurts, words) = (one.hurts.as_str(), if with_words { &one.words } else { "" });
        let row = NewRow { ticket, person, location, scope, who, hurts, words, merge, now };
        store::insert(act.tx, &row)?;
    }
    Ok(())
}

/// Gives back those whom a merge brought along.
pub(crate) fn give_back(act: &mut Act<'_>, merge: i64) -> Result<()> {
    Ok(store::update_ended_by_merge(act.tx, merge, None, act.now)?)
}

/// Works out the weight anew from everybody affected. What was said about a ticket that is over
/// stays as it was.
fn settle(act: &mut Act<'_>, ticket: &Ticket, kind: &'static str) -> Result<()> {
    let mut change = (String::new(), String::new());
    if let Some((row, risks)) = find_statement(act.tx, ticket.id)?
        && ticket.state.is_open()
    {
        let answers = row.answers(&risks, ticket.location_id.is_some());
        let (before, after) = impact::settle_anew(act, ticket, &answers)?;
        if before != after {
            change = (before.to_string(), after.to_string());
        }
    }
    // by name only to those who work on it: to the others the page says how many, and where
    record(act, kind, ticket.id, &change.0, &change.1, true)
}
