//! The verbs on a ticket: authorise, decide, store, announce.

use super::{
    model::{self, Access, Ball, Channel, Kind, State, Timeline, Why, can},
    store::{self, Heading, NewRow, Ticket},
};
use crate::{
    conversation::{self, NewMessage},
    custom_fields, devices,
    following::{self, Follow},
    impact::{self, Answers},
    known, news,
    once::{hash as once_hash, once},
    reach, services,
    voices::stopped_in_short,
};
use base::{
    Act, Actor, App, DepartmentId, DeviceId, Error, Event, LocationId, PersonId, Problems, Result,
    Right, ServiceId, TicketId, Time, Tx,
};
use people::teams::find_intake;

/// What is needed to open a ticket.
pub struct NewTicket {
    /// Incident, request, question, ...
    pub kind: Kind,
    /// A short line; empty: the first words become it.
    pub subject: String,
    /// What was answered about impact.
    pub answers: Answers,
    /// Whom it is for; none: whoever opens it.
    pub requester: Option<PersonId>,
    /// Whose department; none: the requester's.
    pub department: Option<DepartmentId>,
    /// Where; none: everywhere, or it doesn't matter.
    pub location: Option<LocationId>,
    /// What; none: we guess from the words.
    pub service: Option<ServiceId>,
    /// Which device; none: not one that is listed. Gives place and service where those are left out.
    pub device: Option<DeviceId>,
    /// How it came in.
    pub channel: Channel,
    /// The first message.
    pub message: NewMessage,
    /// Makes sending twice harmless (`Idempotency-Key`).
    pub key: Option<String>,
}

/// The ticket and what the actor may do with it; [`Error::NotFound`] where that is nothing.
pub fn see(tx: &mut Tx, actor: &Actor, id: TicketId) -> Result<(Ticket, Access)> {
    let ticket = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let access = access(tx, actor, &ticket)?;
    if access == Access::None { Err(Error::NotFound) } else { Ok((ticket, access)) }
}

/// What the actor may do with a ticket.
pub(crate) fn access(tx: &mut Tx, actor: &Actor, ticket: &Ticket) -> Result<Access> {
    reach::widen(tx, actor, ticket.id, model::by_right(actor, &ticket.belongs()))
}

/// What somebody may do with a ticket and every reason that holds; nothing where there is no such
/// ticket. For those who look after rights: it tells nothing of what the ticket says.
pub async fn explain(
    app: &App,
    actor: &Actor,
    whose: &Actor,
    id: TicketId,
) -> Result<Option<(Access, Vec<(Why, Access)>)>> {
    actor.may(Right::ManagePeople)?;
    let whose = whose.clone();
    app.read(move |tx| {
        let Some(ticket) = store::find(tx, id)? else { return Ok(None) };
        let all = model::reasons(&whose, &ticket.belongs()).into_iter();
        let held = all.filter(|(.., holds)| *holds).map(|(why, access, _)| (why, access));
        let mut held: Vec<_> = held.collect();
        held.extend(reach::reasons(tx, &whose, id)?);
        let access = access(tx, &whose, &ticket)?;
        Ok(Some((access, held)))
    })
    .await
}

/// The ticket, if the actor works on it.
pub(crate) fn work(tx: &mut Tx, actor: &Actor, id: TicketId) -> Result<Ticket> {
    let (ticket, access) = see(tx, actor, id)?;
    if access == Access::Work { Ok(ticket) } else { Err(Error::Forbidden) }
}

/// The ticket, if it is the actor's to give away, to join with another, or to ask others about.
/// Whoever was only asked to help works on it, and hands back.
pub fn own_work(tx: &mut Tx, actor: &Actor, id: TicketId) -> Result<Ticket> {
    let (ticket, access) = see_own(tx, actor, id)?;
    if access == Access::Work { Ok(ticket) } else { Err(Error::Forbidden) }
}

/// The ticket and what the actor may do with it by right, not because they were asked:
/// [`Access::Own`] at least.
pub(crate) fn see_own(tx: &mut Tx, actor: &Actor, id: TicketId) -> Result<(Ticket, Access)> {
    let (ticket, _) = see(tx, actor, id)?;
    let access = model::by_right(actor, &ticket.belongs());
    if access < Access::Own { Err(Error::Forbidden) } else { Ok((ticket, access)) }
}

/// The ticket and what the actor may do with it.
pub async fn load(app: &App, actor: &Actor, id: TicketId) -> Result<(Ticket, Access)> {
    let actor = actor.clone();
    app.read(move |tx| see(tx, &actor, id)).await
}

/// Opens a ticket; with a key that was used before, gives the ticket it made then.
pub async fn open(app: &App, actor: &Actor, new: NewTicket) -> Result<TicketId> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| open_in(act, &new)).await
}

/// The same within a transaction.
pub(crate) fn open_in(act: &mut Act<'_>, new: &NewTicket) -> Result<TicketId> {
    open_then(act, new, &mut |_, _| Ok(()))
}

/// Something that belongs to a new ticket and is done before anybody hears of it.
pub(crate) type Then<'a> = &'a mut dyn FnMut(&mut Act<'_>, TicketId) -> Result<()>;

/// The same with something that belongs to it; where it was made before, nothing is done again.
pub(crate) fn open_then(act: &mut Act<'_>, new: &NewTicket, then: Then<'_>) -> Result<TicketId> {
    let request = format!(
        "{:?} {} {:?} {:?} {:?} {:?} {:?} {:?}",
        new.kind,
        new.subject,
        new.answers,
        new.requester,
        new.department,
        new.location,
        new.service,
        new.device
    );
    let made = once(act, new.key.as_deref(), &once_hash(&request), |act| {
        let (id, subject) = write(act, new, "")?;
        then(act, id)?;
        record(act, "ticket.opened", id, "", &subject, false)?;
        Ok(id.0)
    });
    made.map(TicketId)
}

/// Writes a new ticket with its first message, and gives its subject; whoever calls it announces
/// it. Tags have a blank before and after each.
pub(crate) fn write(act: &mut Act<'_>, new: &NewTicket, tags: &str) -> Result<(TicketId, String)> {
    let by = act.actor.person()?;
    let requester = new.requester.unwrap_or(by);
    let home = store::find_place_of(act.tx, requester)?
        .ok_or_else(|| Error::invalid("requester", "problem-choose"))?;
    let department = new.department.or(home.0);
    may_open_for(act.actor, new.channel, (by, requester), (department, home.0))?;
    check_places(act.tx, new.department, new.location)?;
    let device = devices::check_about(act.tx, new.device, new.location)?;
    let location = new.location.or(device.as_ref().and_then(|device| device.location_id));
    let service = match new.service.or(device.as_ref().and_then(|device| device.service_id)) {
        Some(service) => Some(service),
        None => services::suggest(act.tx, &new.answers.words)?,
    };
    let team = services::team_of(act.tx, service)?;
    let team = match team {
        Some(team) => Some(team),
        None => find_intake(act.tx)?,
    };
    let weight = new.answers.weigh(today(act.app, act.now));
    let priority = weight.priority().number();
    let place = place_name(act.tx, location)?;
    let stopped = stopped_in_short(base::language("en"), &new.answers, place.as_deref());
    let subject = model::subject_of(&new.subject, &new.answers.words);
    let news_by = news::due(act, priority, team, service)?;
    let row = NewRow {
        kind: new.kind,
        subject: &subject,
        weight: (weight.impact, weight.urgency, priority),
        requester,
        reporter: by,
        department,
        location,
        service,
        device: device.map(|device| device.id),
        team,
        channel: new.channel,
        stopped: &stopped,
        excerpt: &model::excerpt(&new.message.body),
        news_by: Some(news_by),
        tags,
        now: act.now,
    };
    let id = store::insert(act.tx, &row)?;
    impact::insert_statement(act.tx, id, &new.answers, &weight, by, act.now)?;
    if requester != by {
        let reason = following::Reason::Reported;
        let follow = Follow { ticket: id, person: by, reason, by: None, merge: None };
        following::insert(act.tx, &follow, act.now)?;
    }
    conversation::add(act, id, requester, false, &new.message)?;
    act.tx.before_commit(move |tx| index(tx, id, true));
    Ok((id, subject))
}

fn check_places(
    tx: &mut Tx,
    department: Option<DepartmentId>,
    location: Option<LocationId>,
) -> Result<()> {
    let mut problems = Problems::default();
    if let Some(department) = department
        && !store::has_department(tx, department)?
    {
        problems.add("department", "problem-choose");
    }
    if let Some(location) = location
        && !store::has_location(tx, location)?
    {
        problems.add("location", "problem-choose");
    }
    problems.check()
}

/// For oneself, for people of a department one speaks for, or for anybody by those who help. `home`
/// is the department of whoever it is for: nobody is made to ask by people who do not speak for them.
fn may_open_for(
    actor: &Actor,
    channel: Channel,
    (by, requester): (PersonId, PersonId),
    (department, home): (Option<DepartmentId>, Option<DepartmentId>),
) -> Result<()> {
    let speaks = |id: Option<DepartmentId>| id.is_some_and(|id| actor.departments().has(&id));
    let speaks_for = speaks(department) && (by == requester || speaks(home));
    let is_own = by == requester && (department == actor.department || speaks_for);
    // whoever is at a desk writes down what a colleague of the same department says there
    let is_at_desk = matches!(channel, Channel::Desk | Channel::Phone)
        && actor.department.is_some()
        && department == actor.department
        && home == actor.department;
    if is_own || speaks_for || is_at_desk || actor.has(Right::Work) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// The date here, for what counts as near.
pub(crate) fn today(app: &App, now: Time) -> jiff::civil::Date {
    app.config.time_zone().to_datetime(now.timestamp()).date()
}

fn place_name(tx: &mut Tx, location: Option<LocationId>) -> Result<Option<String>> {
    let Some(location) = location else { return Ok(None) };
    let all = store::list_locations(tx)?;
    Ok(all.into_iter().find(|l| l.id == location.0).map(|l| l.name))
}

/// Records a deed on a ticket: an event of its timeline.
pub fn record(
    act: &mut Act<'_>,
    kind: &'static str,
    id: TicketId,
    before: &str,
    after: &str,
    is_internal: bool,
) -> Result<()> {
    act.record(&Event {
        kind,
        subject: format!("ticket {id}"),
        ticket: Some(id),
        is_internal,
        before: before.to_owned(),
        after: after.to_owned(),
    })
}

fn index(tx: &mut Tx, id: TicketId, is_new: bool) -> db::Result<()> {
    let (mut open, mut inner) = store::words(tx, id)?;
    let more = custom_fields::words(tx, id)?;
    open += &more.0;
    inner += &more.1;
    db::dialect::index_ticket(tx, id.0, &open, &inner, is_new)
}

/// Search finds what the ticket says once this is committed. Not sooner: SQLite writes its index
/// out at every savepoint, and one for each group costs a fraction of one for each ticket.
pub(crate) fn reindex(tx: &mut Tx, id: TicketId) {
    tx.before_commit(move |tx| index(tx, id, false));
}

/// Makes the search index anew, and that of what is known, as after a restore.
// tidy: allow actor because only the command line can reach it, after it replaced every row
pub fn reindex_all(tx: &mut Tx) -> Result<()> {
    let mut last = 0;
    loop {
        let ids = store::list_ids_after(tx, last, 1000)?;
        let Some((end,)) = ids.last() else { return known::rebuild(tx) };
        last = end.0;
        ids.iter().try_for_each(|(id,)| index(tx, *id, true))?;
    }
}

/// A new public message shows in lists and search.
pub(crate) fn touch(act: &mut Act<'_>, id: TicketId, body: &str) -> Result<()> {
    Ok(store::update_excerpt(act.tx, id, &model::excerpt(body), act.now)?)
}

/// Says it is not needed after all: by the requester, or by those who work on it.
pub async fn cancel(app: &App, actor: &Actor, id: TicketId, why: &str) -> Result<()> {
    let why = why.to_owned();
    app.act(actor, move |act| cancel_in(act, id, &why)).await
}

/// The same within a transaction.
pub(crate) fn cancel_in(act: &mut Act<'_>, id: TicketId, why: &str) -> Result<()> {
    let mut problems = Problems::default();
    let why = problems.optional_text("why", why, 500);
    problems.check()?;
    let (ticket, access) = see(act.tx, act.actor, id)?;
    if access < Access::Own {
        return Err(Error::Forbidden);
    }
    if !can(Timeline::Cancel, ticket.state) {
        return Err(Error::Conflict);
    }
    let state = (State::Cancelled, Ball::Nobody);
    store::update_state(act.tx, id, state, None, None, act.now)?;
    record(act, "ticket.cancelled", id, ticket.state.as_str(), &why, false)
}

/// Follows a ticket, or stops following it.
pub async fn watch(app: &App, actor: &Actor, id: TicketId, is_on: bool) -> Result<()> {
    let person = actor.person()?;
    app.act(actor, move |act| {
        see(act.tx, act.actor, id)?;
        if is_on {
            following::choose(act, id, person)?;
        } else {
            following::delete(act.tx, id, person)?;
        }
        let kind = if is_on { "ticket.followed" } else { "ticket.unfollowed" };
        record(act, kind, id, "", "", false)
    })
    .await
}

/// Notes that it came back.
pub(crate) fn count_reopening(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    Ok(store::count_reopening(act.tx, id)?)
}

/// Teams and places by name, for forms.
pub async fn choices(app: &App, actor: &Actor) -> Result<(Vec<Heading>, Vec<Heading>)> {
    actor.may(Right::SeeDirectory)?;
    app.read(|tx| Ok((store::list_teams(tx)?, store::list_locations(tx)?))).await
}

/// Teams by name, for forms.
pub async fn teams(app: &App, actor: &Actor) -> Result<Vec<Heading>> {
    Ok(choices(app, actor).await?.0)
}

/// The place a person works at, as the form's first guess.
pub async fn home_of(app: &App, actor: &Actor) -> Result<Option<LocationId>> {
    let person = actor.person()?;
    let found = app.read(move |tx| Ok(store::find_place_of(tx, person)?)).await?;
    Ok(found.and_then(|(_, location)| location))
}

/// Tickets by number, in that order, as far as the actor may see them.
pub async fn load_all(app: &App, actor: &Actor, ids: Vec<TicketId>) -> Result<Vec<Ticket>> {
    let actor = actor.clone();
    app.read(move |tx| {
        let mut tickets = seen(tx, &actor, &ids)?;
        tickets.sort_by_key(|t| ids.iter().position(|id| *id == t.id));
        Ok(tickets)
    })
    .await
}

/// Those of some tickets that the actor may see, in any order.
pub fn seen(tx: &mut Tx, actor: &Actor, ids: &[TicketId]) -> Result<Vec<Ticket>> {
    let mut seen = Vec::with_capacity(ids.len());
    for ticket in store::list(tx, ids)? {
        if access(tx, actor, &ticket)? > Access::None {
            seen.push(ticket);
        }
    }
    Ok(seen)
}
