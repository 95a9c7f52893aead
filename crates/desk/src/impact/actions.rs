//! Answering about impact again.

use super::{
    Priority,
    model::{Answers, Weight},
    store::{find_statement, find_statement_by_id, insert_statement, update_weight},
};
use crate::{
    affected, news,
    tickets::{self, Access, Ticket, Timeline, can, record, today, update_news},
    voices::stopped_in_short,
};
use base::{Act, Actor, App, Error, Problems, Result, TicketId};

/// Takes new answers about impact ("it is worse now"): by the requester or those who work on it.
/// Where somebody else answered after the statement `seen`, the problems say who, and what it says
/// now beside each answer that differs.
pub async fn reweigh(
    app: &App,
    actor: &Actor,
    id: TicketId,
    answers: Answers,
    seen: Option<i64>,
) -> Result<()> {
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
        if access < Access::Own {
            return Err(Error::Forbidden);
        }
        if !can(Timeline::Reweigh, ticket.state) {
            return Err(Error::Conflict);
        }
        let answers = Answers { is_one_place: ticket.location_id.is_some(), ..answers.clone() };
        if let Some(seen) = seen {
            check_seen(act, id, &answers, seen)?;
        }
        reweigh_in(act, &ticket, &answers)
    })
    .await
}

/// Stores new answers and what follows from them, within a transaction.
pub(crate) fn reweigh_in(act: &mut Act<'_>, ticket: &Ticket, answers: &Answers) -> Result<()> {
    let by = act.actor.person()?;
    let weight = weigh(act, ticket, answers)?;
    insert_statement(act.tx, ticket.id, answers, &weight, by, act.now)?;
    let (before, after) = settle(act, ticket, answers, &weight)?;
    record(act, "ticket.reweighed", ticket.id, before.as_str(), after.as_str(), false)
}

/// What answers amount to for a ticket, with everybody it stops.
fn weigh(act: &mut Act<'_>, ticket: &Ticket, answers: &Answers) -> Result<Weight> {
    affected::weigh(act.tx, ticket, answers, today(act.app, act.now))
}

/// Works out a ticket's weight from what was said already and everybody it stops now. Gives the
/// priority before and after.
pub(crate) fn settle_anew(
    act: &mut Act<'_>,
    ticket: &Ticket,
    answers: &Answers,
) -> Result<(Priority, Priority)> {
    let weight = weigh(act, ticket, answers)?;
    settle(act, ticket, answers, &weight)
}

/// Gives a ticket the weight that was worked out for it, and news sooner where it weighs more now.
/// Gives the priority before and after.
fn settle(
    act: &mut Act<'_>,
    ticket: &Ticket,
    answers: &Answers,
    weight: &Weight,
) -> Result<(Priority, Priority)> {
    let language = base::language("en");
    let mut stopped = stopped_in_short(language, answers, ticket.location.as_deref());
    if let Some(others) = weight.together.filter(|together| together.people > 1) {
        let others = (others.people - 1).to_string();
        stopped += &language.with("short-and-others", &[("n", &others)]);
    }
    update_weight(act.tx, ticket.id, weight, &stopped, act.now)?;
    let (before, after) = (Priority::of(ticket.priority), weight.priority());
    if after.number() < ticket.priority {
        let sooner = news::due(act, after.number(), ticket.team_id, ticket.service_id)?;
        let news = ticket.news_by.map_or(sooner, |at| at.min(sooner));
        update_news(act.tx, ticket.id, Some(news), act.now)?;
    }
    Ok((before, after))
}

/// Adds what another ticket says to this one's answers, and works the priority out anew. Gives the
/// statement that counted before and the one that counts now, where there is a new one. Without the
/// words where those who read the one may not read the other.
pub(crate) fn combine(
    act: &mut Act<'_>,
    into: &Ticket,
    from: TicketId,
    with_words: bool,
) -> Result<(Option<i64>, Option<i64>)> {
    let is_one_place = into.location_id.is_some();
    let Some((theirs, risks)) = find_statement(act.tx, from)? else {
        recount(act, into)?;
        return Ok((None, None));
    };
    let mut theirs = theirs.answers(&risks, is_one_place);
    if !with_words {
        theirs.hurts_note.clear();
        theirs.good_enough.clear();
        theirs.risks.iter_mut().for_each(|risk| risk.consequence.clear());
    }
    let (before, answers) = match find_statement(act.tx, into.id)? {
        Some((own, risks)) => (Some(own.id), own.answers(&risks, is_one_place).and(&theirs)),
        None => (None, theirs),
    };
    let made = put(act, into, &answers)?;
    Ok((before, made))
}

/// Gives back the answers from before two tickets became one, unless somebody answered since.
pub(crate) fn uncombine(
    act: &mut Act<'_>,
    into: &Ticket,
    before: Option<i64>,
    made: Option<i64>,
) -> Result<()> {
    let newest = find_statement(act.tx, into.id)?.map(|(row, _)| row.id);
    let before = before.filter(|_| made.is_some() && newest == made);
    if put_back(act, into, before)? { Ok(()) } else { recount(act, into) }
}

/// Gives back the answers of an earlier statement, for undoing; false where there is none.
pub(crate) fn put_back(act: &mut Act<'_>, ticket: &Ticket, statement: Option<i64>) -> Result<bool> {
    let Some(statement) = statement else { return Ok(false) };
    let Some((row, risks)) = find_statement_by_id(act.tx, statement)? else { return Ok(false) };
    let answers = row.answers(&risks, ticket.location_id.is_some());
    put(act, ticket, &answers).map(|_| true)
}

/// The priority where other people are stopped now, and the answers are the same.
fn recount(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    let Some((row, risks)) = find_statement(act.tx, ticket.id)? else { return Ok(()) };
    let answers = row.answers(&risks, ticket.location_id.is_some());
    let (before, after) = settle_anew(act, ticket, &answers)?;
    tell_change(act, ticket, before, after)
}

fn tell_change(act: &mut Act<'_>, ticket: &Ticket, old: Priority, new: Priority) -> Result<()> {
    match old == new {
        true => Ok(()),
        false => record(act, "ticket.reweighed", ticket.id, old.as_str(), new.as_str(), false),
    }
}

/// Stores answers as the ones that count.
fn put(act: &mut Act<'_>, ticket: &Ticket, answers: &Answers) -> Result<Option<i64>> {
    let weight = weigh(act, ticket, answers)?;
    let by = act.actor.person()?;
    insert_statement(act.tx, ticket.id, answers, &weight, by, act.now)?;
    let (before, after) = settle(act, ticket, answers, &weight)?;
    tell_change(act, ticket, before, after)?;
    Ok(find_statement(act.tx, ticket.id)?.map(|(row, _)| row.id))
}

fn check_seen(act: &mut Act<'_>, id: TicketId, new: &Answers, seen: i64) -> Result<()> {
    let Some((now, _)) = find_statement(act.tx, id)? else { return Ok(()) };
    if now.id == seen || Some(now.by_id) == act.actor.id {
        return Ok(());
    }
    let mut problems = Problems::default();
    problems.add_with("seen", "problem-reweighed-meanwhile", vec![("who", now.by_name.clone())]);
    let word =
        |prefix: &str, word: &str| act.actor.language.t(&format!("{prefix}{word}")).to_owned();
    let fields = [
        ("words", new.words != now.words, now.words.clone()),
        ("scope", new.scope != now.scope, word("scope-", now.scope.as_str())),
        ("who", new.who != now.who, word("who-", now.who.as_str())),
        (
            "workaround",
            new.workaround != now.workaround,
            word("workaround-", now.workaround.as_str()),
        ),
        ("hurts", new.hurts != now.hurts, word("hurts-", now.hurts.as_str())),
        ("hurts_note", new.hurts_note != now.hurts_note, now.hurts_note.clone()),
        ("good_enough", new.good_enough != now.good_enough, now.good_enough.clone()),
    ];
    for (field, differs, says) in fields {
        if differs && says.is_empty() {
            problems.add(field, "problem-emptied-field");
        } else if differs {
            problems.add_with(field, "problem-changed-field", vec![("now", says)]);
        }
    }
    problems.check()
}
