//! Adding oneself to a ticket, and taking it back.

use super::{
    model::{Look, Panel},
    store::{self, JoinedRow, NewRow},
};
use crate::{
    following,
    impact::{self, Answers, Hurts, Scope, Stopped, Weight, find_statement},
    known,
    tickets::{self, Access, Kind, Ticket, record, today},
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
        let own = store::find(tx, id, actor.person()?)?;
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
        let row = NewRow { ticket: id, person, location, scope, who, hurts, words: &words, now };
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
        settle(act, &ticket, "ticket.unaffected")
    })
    .await
}

/// Works out the weight anew from everybody affected. What was said about a ticket that is over
/// stays as it was.
fn settle(act: &mut Act<'_>, ticket: &Ticket, kind: &'static str) -> Result<()> {
    let mut change = (String::new(), String::new());
    if let Some((row, risks)) = find_statement(act.tx, ticket.id)?
        && ticket.state.is_open()
    {
        let answers = row.answers(&risks, ticket.location_id.is_some());
        let weight = weigh(act.tx, ticket, &answers, today(act.app, act.now))?;
        let (before, after) = impact::settle(act, ticket, &answers, &weight)?;
        if before != after {
            change = (before.to_string(), after.to_string());
        }
    }
    // by name only to those who work on it: to the others the page says how many, and where
    record(act, kind, ticket.id, &change.0, &change.1, true)
}
