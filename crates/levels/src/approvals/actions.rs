//! Saying yes, and taking it back.

use super::store::{self, ApprovalRow};
use crate::{
    agreements::{self, Agreement, State, event, say_to, see, today},
    coverage,
    sides::{self, Side, Standing},
    terms::{self, VersionRow},
};
use base::{Act, Actor, App, Error, Problems, Result, Tx, day_in_words};

/// Everybody who ever said yes to a version.
pub(crate) fn list(tx: &mut Tx, _actor: &Actor, version: i64) -> Result<Vec<ApprovalRow>> {
    Ok(store::list(tx, version)?)
}

/// The sides that say yes to a version now.
pub(crate) fn sides_of(tx: &mut Tx, _actor: &Actor, version: i64) -> Result<Vec<Side>> {
    let all = store::list(tx, version)?.into_iter();
    Ok(all.filter(|one| one.withdrawn_at.is_none()).map(|one| one.side).collect())
}

/// Whether anybody ever said yes to a version.
pub(crate) fn was_given(tx: &mut Tx, _actor: &Actor, version: i64) -> Result<bool> {
    Ok(!store::list(tx, version)?.is_empty())
}

/// Whether the actor writes down that a supplier signed on paper: there is nobody of theirs here who
/// could say yes.
pub(crate) fn on_paper(
    tx: &mut Tx,
    actor: &Actor,
    agreement: &Agreement,
    standing: Standing,
) -> Result<bool> {
    let decides = standing.decides();
    if !agreement.is_outsourced() || decides != [Side::Customer] {
        return Ok(false);
    }
    Ok(sides::deciders(tx, actor, &agreement.pair(), Side::Provider)?.is_empty())
}

/// A yes as somebody says it.
#[derive(Clone, Debug)]
pub struct Yes {
    /// For which side; none: their own.
    pub side: Option<Side>,
    /// The agreement's version they read; nobody says yes to another one.
    pub read: Option<i64>,
    /// Who signed for a supplier on paper.
    pub signatory: String,
}

/// Says yes for a side to what is worked on: its manager. Where both sides have, it is agreed.
pub async fn approve(app: &App, actor: &Actor, id: i64, yes: Yes) -> Result<()> {
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        let (agreement, standing) = (found.agreement.clone(), found.standing);
        let is_paper = on_paper(act.tx, act.actor, &agreement, standing)?;
        let decides = standing.decides();
        let side = yes.side.or(decides.first().copied()).ok_or(Error::Forbidden)?;
        let for_supplier = is_paper && side == Side::Provider;
        if !decides.contains(&side) && !for_supplier {
            return Err(Error::Forbidden);
        }
        let version = found.offered()?.clone();
        let mut problems = Problems::default();
        let signatory = match for_supplier {
            true => problems.line("signatory", &yes.signatory, 120),
            false => String::new(),
        };
        if yes.read != Some(agreement.version) {
            problems.add("version", "problem-agreement-read");
        }
        problems.check()?;
        let by = act.actor.person()?;
        if !store::insert(act.tx, (version.id, side), by, &signatory, act.now)? {
            return Ok(());
        }
        act.record(&event("agreement.approved", id, "", side.as_str()))?;
        let both = sides_of(act.tx, act.actor, version.id)?;
        if Side::ALL.iter().all(|side| both.contains(side)) {
            return agree(act, &agreement, &version);
        }
        say_to(act, &agreement, &[side.other()], "agreement-approved")
    })
    .await
}

/// Both said yes: it holds from its first day on.
fn agree(act: &mut Act<'_>, agreement: &Agreement, version: &VersionRow) -> Result<()> {
    let tongue = act.actor.language;
    let on = today(act.app);
    let is_over = version.ends_on.parse().is_ok_and(|ends: jiff::civil::Date| ends < on);
    if is_over {
        return Err(Error::invalid("version", "problem-agreement-over"));
    }
    let around = coverage::around(act.tx, act.actor, agreement, version)?;
    if let Some(other) = around.overlaps.first() {
        let mut problems = Problems::default();
        let from = day_in_words(tongue, other.from);
        let args = vec![("from", from), ("name", other.name.clone())];
        problems.add_with("version", "problem-agreement-overlap", args);
        return Err(Error::Invalid(problems));
    }
    terms::update_agreed(act.tx, version.id, act.now)?;
    agreements::update_state(act.tx, agreement.id, State::Agreed, "")?;
    agreements::update_reviewed(act.tx, agreement.id, &version.review_on)?;
    // what somebody ended on a day to come goes on, if both agree anew
    agreements::update_ended(act.tx, agreement.id, "")?;
    let number = version.number.to_string();
    act.record(&event("agreement.agreed", agreement.id, "", &number))?;
    say_to(act, agreement, Side::ALL, "agreement-agreed")?;
    match around.gap {
        Some(_) => say_to(act, agreement, Side::ALL, "agreement-gap"),
        None => Ok(()),
    }
}

/// Takes a yes back while the other side has not said it: a manager of that side.
pub async fn withdraw(app: &App, actor: &Actor, id: i64, side: Option<Side>) -> Result<()> {
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        let agreement = found.agreement.clone();
        let is_paper = on_paper(act.tx, act.actor, &agreement, found.standing)?;
        let decides = found.standing.decides();
        let side = side.or(decides.first().copied()).ok_or(Error::Forbidden)?;
        let for_supplier = is_paper && side == Side::Provider;
        if !decides.contains(&side) && !for_supplier {
            return Err(Error::Forbidden);
        }
        let version = found.offered()?.id;
        let by = act.actor.person()?;
        if !store::update_withdrawn(act.tx, (version, side), by, act.now)? {
            return Ok(());
        }
        act.record(&event("agreement.yes_withdrawn", id, "", side.as_str()))?;
        say_to(act, &agreement, &[side.other()], "agreement-withdrawn")
    })
    .await
}
