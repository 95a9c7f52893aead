//! Asking another team, and handing back.

use super::store::{self, ReferralRow};
use crate::{
    notices::{Notice, Words, tell_helpers, tell_other_team, tell_person},
    tickets::{self, Ticket, record, reindex},
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TeamId, TicketId, Time};

/// What is asked of whom.
#[derive(Clone, Debug)]
pub struct NewReferral {
    /// Which team.
    pub team: Option<TeamId>,
    /// What it is to do.
    pub words: String,
    /// By when; none: when they can.
    pub wanted_by: Option<Time>,
}

/// Asks another team to do its part. The ticket stays with its own team; several may be asked.
pub async fn refer(app: &App, actor: &Actor, id: TicketId, new: NewReferral) -> Result<()> {
    actor.may(Right::Work)?;
    let mut problems = Problems::default();
    let team = problems.word("refer-team", new.team);
    let words = problems.text("refer-words", &new.words, 2000);
    if new.wanted_by.is_some_and(|at| at <= app.now()) {
        problems.add("refer-by", "problem-wakes-past");
    }
    problems.check()?;
    let Some(team) = team else { return Err(Error::Conflict) };
    app.act(actor, move |act| {
        let ticket = tickets::own_work(act.tx, act.actor, id)?;
        if !ticket.state.is_open() {
            return Err(Error::Conflict);
        }
        let teams = tickets::list_teams(act.tx)?;
        let Some(to) = teams.iter().find(|one| one.id == team.0) else {
            return Err(Error::invalid("refer-team", "problem-choose"));
        };
        if ticket.team_id == Some(team) {
            return Err(Error::invalid("refer-team", "problem-refer-own"));
        }
        let by = act.actor.person()?;
        if !store::insert(act.tx, id, team, by, (&words, new.wanted_by), act.now)? {
            return Err(Error::invalid("refer-team", "problem-refer-twice"));
        }
        reindex(act.tx, id);
        record(act, "ticket.referred", id, "", &to.name, false)?;
        let notice = Notice {
            key: "referred",
            words: Some(Words::new(&words, true)),
            at: new.wanted_by,
            other: to.name.clone(),
            ..Notice::default()
        };
        tell_other_team(act, &ticket, team, &notice)
    })
    .await
}

/// The referral, while it is open.
fn find_open(act: &mut Act<'_>, id: TicketId, referral: i64) -> Result<(Ticket, ReferralRow)> {
    let ticket = tickets::work(act.tx, act.actor, id)?;
    let all = store::list(act.tx, id)?;
    let row = all.into_iter().find(|row| row.id == referral).ok_or(Error::NotFound)?;
    if row.is_open() { Ok((ticket, row)) } else { Err(Error::Conflict) }
}

/// Hands back with words: by somebody of the team that was asked.
pub async fn hand_back(
    app: &App,
    actor: &Actor,
    id: TicketId,
    referral: i64,
    words: &str,
) -> Result<()> {
    actor.may(Right::Work)?;
    let mut problems = Problems::default();
    let words = problems.text("refer-answer", words, 5000);
    problems.check()?;
    app.act(actor, move |act| {
        let (ticket, row) = find_open(act, id, referral)?;
        if !act.actor.teams().has(&row.team_id) {
            return Err(Error::Forbidden);
        }
        let by = act.actor.person()?;
        store::update_ended(act.tx, referral, by, &words, false, act.now)?;
        reindex(act.tx, id);
        record(act, "ticket.referral_answered", id, "", &row.team, false)?;
        let notice = Notice {
            key: "referral-answered",
            words: Some(Words::new(&words, true)),
            other: row.team,
            ..Notice::default()
        };
        if ticket.assignee_id != Some(row.asked_by) {
            tell_person(act, &ticket, row.asked_by, &notice)?;
        }
        tell_helpers(act, &ticket, &notice)
    })
    .await
}

/// Takes the question back: by whoever asked, or anybody whose ticket it is to work on.
pub async fn withdraw(app: &App, actor: &Actor, id: TicketId, referral: i64) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let (ticket, row) = find_open(act, id, referral)?;
        let teams = act.actor.teams();
        let is_own = ticket.team_id.is_none_or(|team| teams.has(&team));
        if !is_own && act.actor.id != Some(row.asked_by) {
            return Err(Error::Forbidden);
        }
        let by = act.actor.person()?;
        store::update_ended(act.tx, referral, by, "", true, act.now)?;
        reindex(act.tx, id);
        record(act, "ticket.referral_withdrawn", id, "", &row.team, false)?;
        let notice =
            Notice { key: "referral-withdrawn", other: row.team.clone(), ..Notice::default() };
        tell_other_team(act, &ticket, row.team_id, &notice)
    })
    .await
}

/// Whoever was asked and has handed back may no longer see the ticket.
pub(crate) async fn still_sees(app: &App, actor: &Actor, id: TicketId) -> Result<bool> {
    match tickets::load(app, actor, id).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Every team that was asked about a ticket that the actor works on.
pub(crate) async fn referrals(app: &App, actor: &Actor, id: TicketId) -> Result<Vec<ReferralRow>> {
    let actor = actor.clone();
    app.read(move |tx| {
        tickets::work(tx, &actor, id)?;
        Ok(store::list(tx, id)?)
    })
    .await
}
