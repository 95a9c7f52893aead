//! Finding that low marks come again, and saying what becomes of it.

use super::{
    model::{DAYS, Ending, numbers},
    store::{self, RepeatRow, Settled},
};
use crate::{
    conversation::NewMessage,
    impact::{Answers, Hurts, Scope, Stopped, Workaround},
    links,
    tickets::{self, Channel, Kind, NewTicket, Ticket},
    tidings::{self, Tiding},
};
use base::{Act, Actor, App, Error, Event, Problems, Result, Right, TicketId, Tx};

/// How long settled ones are told, in days.
const BACK: i64 = 90;

/// A suggestion as somebody reads it.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// Its row.
    pub row: RepeatRow,
    /// How many low marks there are.
    pub count: usize,
    /// Of those, the tickets that the reader may open and whose mark is not kept.
    pub tickets: Vec<TicketId>,
}

/// After a mark about a ticket: where there are enough low ones about its service, those who can do
/// something about it are told, once.
pub(crate) fn look(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    let Some(service) = ticket.service_id else { return Ok(()) };
    let since = act.now.plus_seconds(-DAYS * 86_400);
    let low = store::list_low(act.tx, service, since)?;
    if let Some((open,)) = store::find_open(act.tx, service)? {
        return low.iter().try_for_each(|(id,)| Ok(store::insert_ticket(act.tx, open, *id)?));
    }
    let enough = usize::try_from(act.app.config.felt.low_marks).unwrap_or(usize::MAX);
    if low.len() < enough {
        return Ok(());
    }
    let Some((id,)) = store::insert(act.tx, service, act.now)? else { return Ok(()) };
    for (ticket,) in &low {
        store::insert_ticket(act.tx, id, *ticket)?;
    }
    let name = ticket.service.clone().unwrap_or_default();
    for (person,) in store::list_hearing(act.tx, id)? {
        let news = Tiding { is_unsigned: true, ..Tiding::new("felt-repeat", &name, "/felt") };
        tidings::tell(act, person, &news)?;
    }
    Ok(())
}

/// Whether one concerns the actor: one of its tickets is of a department or team they hear of.
fn concerns(actor: &Actor, all: &[Ticket]) -> bool {
    let (departments, teams) = actor.hears();
    all.iter().any(|ticket| {
        ticket.team_id.is_some_and(|id| teams.contains(&id))
            || ticket.department_id.is_some_and(|id| departments.contains(&id))
    })
}

fn read(tx: &mut Tx, actor: &Actor, row: RepeatRow) -> Result<Option<Repeat>> {
    let ids: Vec<_> = store::list_tickets(tx, row.id)?.into_iter().map(|(id,)| id).collect();
    let all = tickets::list(tx, &ids)?;
    if !concerns(actor, &all) {
        return Ok(None);
    }
    // a link from a problem record would tell those from whom a mark is kept
    let kept: Vec<_> = store::list_kept(tx, row.id)?.into_iter().map(|(id,)| id).collect();
    let mut seen = tickets::seen(tx, actor, &ids)?;
    seen.retain(|ticket| !kept.contains(&ticket.id));
    let mut tickets: Vec<_> = seen.iter().map(|ticket| ticket.id).collect();
    tickets.sort_unstable();
    Ok(Some(Repeat { row, count: ids.len(), tickets }))
}

/// Open ones of whatever the actor hears of, and what became of those of late.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Repeat>> {
    actor.may(Right::HearFelt)?;
    let since = app.now().plus_seconds(-BACK * 86_400);
    let actor = actor.clone();
    app.read(move |tx| {
        let mut found = Vec::new();
        for row in store::list(tx, since)? {
            found.extend(read(tx, &actor, row)?);
        }
        Ok(found)
    })
    .await
}

fn find_in(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Repeat> {
    actor.may(Right::HearFelt)?;
    let row = store::find(tx, id)?.ok_or(Error::NotFound)?;
    read(tx, actor, row)?.ok_or(Error::NotFound)
}

/// One of them.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Repeat> {
    let actor = actor.clone();
    app.read(move |tx| find_in(tx, &actor, id)).await
}

fn settle(act: &mut Act<'_>, it: &RepeatRow, settled: &Settled<'_>) -> Result<()> {
    let by = act.actor.person()?;
    if !store::update_settled(act.tx, it.id, settled, by, act.now)? {
        return Err(Error::Conflict);
    }
    act.record(&Event {
        kind: "felt_repeat.settled",
        subject: format!("low marks {}", it.service),
        after: settled.ending.to_string(),
        ..Event::default()
    })
}

/// Opens a problem record with those tickets linked; gives its number. Asked twice, it is the one
/// there is.
pub async fn open_problem(app: &App, actor: &Actor, id: i64) -> Result<TicketId> {
    actor.may(Right::HearFelt)?;
    app.act(actor, move |act| {
        let it = find_in(act.tx, act.actor, id)?;
        if let Some(problem) = it.row.problem_id {
            return Ok(problem);
        }
        if it.row.settled_at.is_some() {
            return Err(Error::Conflict);
        }
        let tongue = base::language("en");
        let count = it.count.to_string();
        let args = [("service", it.row.service.as_str()), ("n", count.as_str())];
        let mut words = tongue.with("felt-problem-words", &args);
        if !it.tickets.is_empty() {
            let numbers = numbers(&it.tickets);
            words +=
                &format!("\n\n{}", tongue.with("felt-problem-tickets", &[("numbers", &numbers)]));
        }
        let new = NewTicket {
            kind: Kind::Problem,
            subject: tongue.with("felt-problem-subject", &args),
            answers: Answers {
                words: words.clone(),
                scope: Scope::Several,
                who: Stopped::Both,
                workaround: Workaround::Slow,
                hurts: Hurts::ThisWeek,
                hurts_note: String::new(),
                good_enough: String::new(),
                is_one_place: false,
                risks: Vec::new(),
            },
            requester: None,
            department: None,
            location: None,
            service: Some(it.row.service_id),
            device: None,
            channel: Channel::Web,
            message: NewMessage::text(words, Channel::Web),
            key: None,
        };
        let problem = tickets::open_in(act, &new)?;
        links::cause_in(act, problem, &it.tickets)?;
        let ending = (Ending::Problem, Some(problem), None);
        settle(act, &it.row, &settled(ending, ""))?;
        Ok(problem)
    })
    .await
}

type How = (Ending, Option<TicketId>, Option<i64>);

fn settled((ending, problem, review): How, reason: &str) -> Settled<'_> {
    Settled { ending, reason, problem, review }
}

/// Says why nothing comes of it; the reason is kept. Said twice it is said once.
pub async fn decline(app: &App, actor: &Actor, id: i64, reason: &str) -> Result<()> {
    actor.may(Right::HearFelt)?;
    let mut problems = Problems::default();
    let reason = problems.line("reason", reason, 500);
    problems.check()?;
    app.act(actor, move |act| {
        let it = find_in(act.tx, act.actor, id)?;
        if it.row.ending == Ending::Not.as_str() && it.row.reason == reason {
            return Ok(());
        }
        settle(act, &it.row, &settled((Ending::Not, None, None), &reason))
    })
    .await
}

/// What the form to look back begins with: the service, and the tickets' numbers.
pub async fn begin_review(app: &App, actor: &Actor, id: i64) -> Result<(i64, String)> {
    let it = get(app, actor, id).await?;
    Ok((it.row.service_id.0, numbers(&it.tickets)))
}

/// Both sides look back together: that is what became of it. Whoever calls it begins the review in
/// the same transaction.
pub fn review_begun(act: &mut Act<'_>, id: i64, review: i64) -> Result<()> {
    let it = find_in(act.tx, act.actor, id)?;
    settle(act, &it.row, &settled((Ending::Review, None, Some(review)), ""))
}
