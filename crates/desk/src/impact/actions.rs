//! Answering about impact again.

use super::{
    Priority,
    model::{Answers, Weight},
    store::{find_statement, insert_statement, update_weight},
};
use crate::{
    affected,
    tickets::{
        self, Access, Ticket, Timeline, can, news_after, record, support_hours, today, update_news,
    },
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
        let by = act.actor.person()?;
        let weight = affected::weigh(act.tx, &ticket, &answers, today(act.app, act.now))?;
        insert_statement(act.tx, id, &answers, &weight, by, act.now)?;
        let (before, after) = settle(act, &ticket, &answers, &weight)?;
        record(act, "ticket.reweighed", id, before.as_str(), after.as_str(), false)
    })
    .await
}

/// Gives a ticket the weight that was worked out for it, and news sooner where it weighs more now.
/// Gives the priority before and after.
pub(crate) fn settle(
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
        let sooner = news_after(&support_hours(act.app), act.now, after.number());
        let news = ticket.news_by.map_or(sooner, |at| at.min(sooner));
        update_news(act.tx, ticket.id, Some(news), act.now)?;
    }
    Ok((before, after))
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
