//! Saying it back, and answering.

use super::{
    model::{Answer, Known, Panel, may_answer, offers_impact, prefill},
    store::{self, PlaybackRow},
};
use crate::{
    conversation::{NewMessage, reply_in},
    impact::find_statement,
    occasions,
    tickets::{
        self, Access, Ball, Channel, State, Ticket, Timeline, after_reply, can, record,
        set_first_response, touch, update_state,
    },
    worse,
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TicketId, Time, Tx, when};

/// Longest, in characters.
const LONGEST: usize = 5000;

/// What the page shows of it. `now` is the reader's moment.
pub(crate) fn panel(
    tx: &mut Tx,
    actor: &Actor,
    ticket: &Ticket,
    access: Access,
    now: Time,
) -> Result<Panel> {
    let last = store::find_last(tx, ticket.id)?;
    let may_write = access == Access::Work && can(Timeline::PlayBack, ticket.state);
    let is_open = |row: &PlaybackRow| row.answer == Answer::Open && ticket.state.is_open();
    let is_asked = last
        .as_ref()
        .is_some_and(|row| is_open(row) && may_answer(actor, access, &ticket.belongs(), row));
    let statement = find_statement(tx, ticket.id)?;
    let stated_at = statement.as_ref().map(|(row, _)| row.at);
    let offers_impact = may_write && last.as_ref().is_some_and(|row| offers_impact(row, stated_at));
    let near = occasions::near(tx, ticket.location_id, ticket.department_id, now)?;
    let prefill = match (&statement, may_write) {
        (Some((row, risks)), true) => {
            let answers = row.answers(risks, ticket.location_id.is_some());
            let since = worse::find_last(tx, ticket.id)?.map_or(ticket.created_at, |w| w.since);
            let since = when(actor.language, &actor.zone, now, since);
            let first = near.first();
            let said = first.map(|one| one.said(actor.language, &actor.zone, now));
            let known = Known {
                requester: &ticket.requester,
                kind: ticket.kind,
                answers: &answers,
                place: ticket.location.as_deref(),
                since: &since,
                near: said.as_deref(),
            };
            prefill(actor.language, &known)
        }
        _ => String::new(),
    };
    Ok(Panel { last, prefill, is_asked, may_write, offers_impact, near })
}

/// Says back what was understood; replaces what nobody has answered yet. The person who asked has
/// the ball until they say whether that is it; the promise of news stands.
pub async fn play_back(app: &App, actor: &Actor, id: TicketId, words: &str) -> Result<()> {
    actor.may(Right::Work)?;
    let mut problems = Problems::default();
    let words = problems.text("understood", words, LONGEST);
    problems.check()?;
    app.act(actor, move |act| {
        let ticket = tickets::work(act.tx, act.actor, id)?;
        if !can(Timeline::PlayBack, ticket.state) {
            return Err(Error::Conflict);
        }
        let by = act.actor.person()?;
        if let Some(last) = store::find_last(act.tx, id)? {
            let is_waiting = last.answer == Answer::Open;
            if is_waiting && last.by_id == by && last.words == words {
                return Ok(());
            }
            if is_waiting {
                store::update_answer(act.tx, last.id, (Answer::Replaced, ""), by, act.now)?;
            }
        }
        store::insert(act.tx, id, by, &words, act.now)?;
        set_first_response(act.tx, id, act.now)?;
        let state = if ticket.state == State::New { State::Open } else { ticket.state };
        set_ball(act, &ticket, state, Ball::Requester)?;
        touch(act, id, &words)?;
        record(act, "ticket.played_back", id, "", &words, false)
    })
    .await
}

/// State and ball change, everything else stays.
fn set_ball(act: &mut Act<'_>, ticket: &Ticket, state: State, ball: Ball) -> Result<()> {
    let hold = ticket.on_hold_reason.filter(|_| state == State::OnHold);
    let hold = hold.map(|reason| (reason, ticket.on_hold_note.as_str(), ticket.wakes_at));
    Ok(update_state(act.tx, ticket.id, (state, ball), hold, ticket.news_by, act.now)?)
}

/// The playback that is to be answered. Whoever was asked something else meanwhile is told so.
fn asked(act: &mut Act<'_>, id: TicketId, playback: i64) -> Result<(Ticket, Access, PlaybackRow)> {
    let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
    let last = store::find_last(act.tx, id)?;
    let may = |row: &PlaybackRow| may_answer(act.actor, access, &ticket.belongs(), row);
    if !last.as_ref().map_or_else(|| ticket.belongs().is_asked_by(act.actor, access), may) {
        return Err(Error::Forbidden);
    }
    let last = last.ok_or(Error::Conflict)?;
    if !can(Timeline::PlayBack, ticket.state) {
        return Err(Error::Conflict);
    }
    if last.id != playback {
        return Err(Error::invalid("playback", "problem-playback-replaced"));
    }
    Ok((ticket, access, last))
}

fn already(row: &PlaybackRow) -> Error {
    let mut problems = Problems::default();
    let who = row.answered_by.clone().unwrap_or_default();
    problems.add_with("playback", "problem-playback-answered", vec![("who", who)]);
    Error::Invalid(problems)
}

/// Yes, that's it. Saying so twice is saying so once.
pub async fn confirm(app: &App, actor: &Actor, id: TicketId, playback: i64) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let (ticket, _, row) = asked(act, id, playback)?;
        match row.answer {
            Answer::Confirmed => return Ok(()),
            Answer::Open => {}
            _ => return Err(already(&row)),
        }
        let by = act.actor.person()?;
        store::update_answer(act.tx, row.id, (Answer::Confirmed, ""), by, act.now)?;
        let (state, _, ball) = after_reply(ticket.state, ticket.on_hold_reason, ticket.ball, false);
        set_ball(act, &ticket, state, ball)?;
        record(act, "ticket.playback_confirmed", id, "", "", false)
    })
    .await
}

/// Not quite, as typed.
pub struct NewCorrection {
    /// Which playback it is about.
    pub playback: i64,
    /// How it is instead; everybody on the ticket reads this.
    pub words: String,
    /// How it came in.
    pub channel: Channel,
}

/// Not quite: the right words are a message everybody on the ticket reads, and IT has the ball.
pub async fn correct(app: &App, actor: &Actor, id: TicketId, new: NewCorrection) -> Result<()> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let words = problems.text("correction", &new.words, LONGEST);
    problems.check()?;
    app.act(actor, move |act| {
        let (ticket, access, row) = asked(act, id, new.playback)?;
        match row.answer {
            Answer::Corrected if row.correction == words => return Ok(()),
            Answer::Open => {}
            _ => return Err(already(&row)),
        }
        if words == row.words.trim() {
            return Err(Error::invalid("correction", "problem-correction-same"));
        }
        let by = act.actor.person()?;
        store::update_answer(act.tx, row.id, (Answer::Corrected, &words), by, act.now)?;
        record(act, "ticket.playback_corrected", id, "", "", false)?;
        reply_in(act, &ticket, access.min(Access::Own), &NewMessage::text(&words, new.channel))?;
        Ok(())
    })
    .await
}

/// What was said back on a ticket, the newest first, for whoever sees the ticket.
pub async fn list(app: &App, actor: &Actor, id: TicketId) -> Result<Vec<PlaybackRow>> {
    let actor = actor.clone();
    app.read(move |tx| {
        tickets::see(tx, &actor, id)?;
        Ok(store::list(tx, id, 100)?)
    })
    .await
}

/// The newest.
pub async fn load(app: &App, actor: &Actor, id: TicketId) -> Result<Option<PlaybackRow>> {
    Ok(list(app, actor, id).await?.into_iter().next())
}

/// Words to begin with, from the impact statement.
pub async fn draft(app: &App, actor: &Actor, id: TicketId) -> Result<String> {
    let (reader, now) = (actor.clone(), app.now());
    app.read(move |tx| {
        let ticket = tickets::work(tx, &reader, id)?;
        Ok(panel(tx, &reader, &ticket, Access::Work, now)?.prefill)
    })
    .await
}
