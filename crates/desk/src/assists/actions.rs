//! Asking for help, giving it, and thanking.

use super::{
    model::{Answer, Both},
    store::{self, AssistRow, NewRow},
};
use crate::{
    following::{Whom, find_one, may_add},
    notices::{Notice, Words, tell_person},
    tickets::{self, Access, Ticket, record},
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TicketId, Tx};

/// What is asked of whom.
#[derive(Clone, Debug)]
pub struct NewAssist {
    /// A colleague on either side.
    pub helper: Whom,
    /// What is needed.
    pub words: String,
}

/// Asks a colleague for help: anybody, by those who work on the ticket; people of their own
/// department and those who help others, by whose ticket it is. They are told, and may read it; an agent who is asked by those
/// who work on it works on it too, until they answer.
pub async fn ask(app: &App, actor: &Actor, id: TicketId, new: NewAssist) -> Result<i64> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let words = problems.text("assist-words", &new.words, 2000);
    problems.check()?;
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see_own(act.tx, act.actor, id)?;
        if !ticket.state.is_open() {
            return Err(Error::Conflict);
        }
        let helper = find_one(act.tx, "helper", &new.helper)?;
        let by = act.actor.person()?;
        let own = act.actor.department.or(ticket.department_id);
        let asked = store::list(act.tx, id)?;
        let is_asked = asked.iter().any(|row| row.helper_id == helper.id && row.answer.is_none());
        let wrong = match () {
            () if helper.id == by => Some("problem-assist-self"),
            () if helper.id == ticket.requester_id => Some("problem-assist-asker"),
            () if is_asked => Some("problem-assist-twice"),
            () if may_add(access, own, helper.department_id) => None,
            () if store::is_agent(act.tx, helper.id)? => None,
            () => Some("problem-assist-elsewhere"),
        };
        if let Some(key) = wrong {
            let mut problems = Problems::default();
            problems.add_with("helper", key, vec![("name", helper.name)]);
            return Err(Error::Invalid(problems));
        }
        let row = NewRow {
            ticket: id,
            by,
            helper: helper.id,
            is_by_helpers: access == Access::Work,
            words: &words,
            now: act.now,
        };
        let made = store::insert(act.tx, &row)?;
        record(act, "ticket.assist_asked", id, "", &helper.name, false)?;
        tell_person(act, &ticket, helper.id, &notice("assist", &words))?;
        Ok(made)
    })
    .await
}

fn notice(key: &'static str, words: &str) -> Notice {
    let words = Some(Words::new(words, true)).filter(|words| !words.text.is_empty());
    Notice { key, words, is_personal: true, ..Notice::default() }
}

fn find(act: &mut Act<'_>, id: TicketId, assist: i64) -> Result<(Ticket, AssistRow)> {
    let (ticket, _) = tickets::see(act.tx, act.actor, id)?;
    let all = store::list(act.tx, id)?;
    let row = all.into_iter().find(|row| row.id == assist).ok_or(Error::NotFound)?;
    Ok((ticket, row))
}

/// Says that one helped, and how; or that one cannot now, and why. Only whoever was asked.
pub async fn answer(
    app: &App,
    actor: &Actor,
    id: TicketId,
    assist: i64,
    answer: Option<Answer>,
    words: &str,
) -> Result<()> {
    let mut problems = Problems::default();
    let answer = problems.word("helped", answer);
    let words = problems.text("assist-answer-words", words, 5000);
    problems.check()?;
    let Some(answer) = answer else { return Err(Error::Conflict) };
    app.act(actor, move |act| {
        let (ticket, row) = find(act, id, assist)?;
        if act.actor.id != Some(row.helper_id) {
            return Err(Error::Forbidden);
        }
        if row.answer.is_some() {
            return Err(Error::Conflict);
        }
        store::update_answer(act.tx, assist, answer, &words, act.now)?;
        let (kind, key) = match answer {
            Answer::Gave => ("ticket.assist_given", "assist-given"),
            Answer::Cannot => ("ticket.assist_declined", "assist-declined"),
        };
        record(act, kind, id, "", "", false)?;
        tell_person(act, &ticket, row.asked_by, &notice(key, &words))
    })
    .await
}

/// Thanks whoever helped, once: by whoever asked.
pub async fn thank(app: &App, actor: &Actor, id: TicketId, assist: i64, words: &str) -> Result<()> {
    let mut problems = Problems::default();
    let words = problems.optional_text("assist-thanks", words, 500);
    problems.check()?;
    app.act(actor, move |act| {
        let (ticket, row) = find(act, id, assist)?;
        let by = act.actor.person()?;
        if by != row.asked_by {
            return Err(Error::Forbidden);
        }
        if row.answer != Some(Answer::Gave) || row.thanked_at.is_some() {
            return Err(Error::Conflict);
        }
        store::update_thanks(act.tx, assist, by, &words, act.now)?;
        record(act, "ticket.assist_thanked", id, "", &row.helper, false)?;
        tell_person(act, &ticket, row.helper_id, &notice("assist-thanked", &words))
    })
    .await
}

/// Who waits for the actor's help: the number of the ticket, who asks, and what it is about. What
/// they may not see any more is left out.
pub fn waiting_for(tx: &mut Tx, actor: &Actor) -> Result<Vec<(TicketId, String, String)>> {
    let Some(person) = actor.id else { return Ok(Vec::new()) };
    let mut waiting = Vec::new();
    for (_, ticket, who, subject) in store::list_waiting(tx, person)? {
        match tickets::see(tx, actor, ticket) {
            Ok(_) => waiting.push((ticket, who, subject)),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(waiting)
}

/// Help that the actor asked for, was given and thanked for.
pub fn find_thanked(tx: &mut Tx, actor: &Actor, id: i64) -> Result<AssistRow> {
    let row = store::find(tx, id)?.filter(|row| Some(row.asked_by) == actor.id);
    let row = row.ok_or(Error::NotFound)?;
    tickets::see(tx, actor, row.ticket_id)?;
    if row.thanked_at.is_none() { Err(Error::Conflict) } else { Ok(row) }
}

/// Whether whoever answered may still see the ticket.
pub(crate) async fn still_sees(app: &App, actor: &Actor, id: TicketId) -> Result<bool> {
    match tickets::load(app, actor, id).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Help given and received, of the actor and of their department.
pub struct Helped {
    /// Calls to the actor, the newest first.
    pub to_me: Vec<AssistRow>,
    /// Calls of the actor.
    pub by_me: Vec<AssistRow>,
    /// The actor's own.
    pub mine: Both,
    /// Their department's.
    pub department: Option<Both>,
}

/// Reads one's own calls for help, and the sums.
pub async fn helped(app: &App, actor: &Actor) -> Result<Helped> {
    let (person, department) = (actor.person()?, actor.department);
    app.read(move |tx| {
        let department = department.map(|id| store::count_of_department(tx, id)).transpose()?;
        Ok(Helped {
            to_me: store::list_to(tx, person)?,
            by_me: store::list_by(tx, person)?,
            mine: store::count_of(tx, person)?,
            department,
        })
    })
    .await
}
