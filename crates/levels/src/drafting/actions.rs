//! Drafting, changing and offering agreements.

use super::model::{Checked, NewAgreement, Sides, again, check_sides};
use crate::{
    agreements::{self, Kind, State, event, mark_read, say_to, see, sees},
    approvals,
    sides::{self, Pair, Side},
    terms::{self, Terms},
};
use base::{Actor, App, DepartmentId, Error, Problems, Result, ServiceId, Tx};
use people::administration::{Pairs, changed_meanwhile};

/// What is typed and could be right; services and hours are looked up.
fn check(
    tx: &mut Tx,
    new: &NewAgreement,
    provider: DepartmentId,
    kept: &Terms,
) -> Result<(String, Checked)> {
    let mut problems = Problems::default();
    let name = problems.line("name", &new.name, 120);
    let checked = new.terms.check(&mut problems);
    let offered = terms::list_services(tx, provider)?;
    let is_known =
        |id: &ServiceId| offered.iter().chain(&kept.services).any(|(known, _)| known == id);
    if !new.terms.services.iter().all(is_known) {
        problems.add("service", "problem-choose");
    }
    if let Some(id) = new.terms.calendar {
        let is_kept = kept.calendar.as_ref().is_some_and(|(known, _)| *known == id);
        if !is_kept && terms::list_calendars(tx)?.iter().all(|(known, ..)| *known != id) {
            problems.add("calendar", "problem-choose");
        }
    }
    problems.check()?;
    checked.map(|checked| (name, checked)).ok_or(Error::Conflict)
}

/// Between whom something new is, if the actor keeps one of the two.
fn between(tx: &mut Tx, actor: &Actor, new: &NewAgreement) -> Result<(Kind, Pair, Side)> {
    let mut problems = Problems::default();
    let kind = problems.word("kind", Kind::parse(&new.kind));
    let provider = sides::exists(tx, actor, &new.provider)?;
    let customer = sides::exists(tx, actor, &new.customer)?;
    let provider = problems.word("provider", provider);
    let customer = problems.word("customer", customer);
    problems.check()?;
    let (Some(kind), Some(provider), Some(customer)) = (kind, provider, customer) else {
        return Err(Error::Conflict);
    };
    let pair = Pair { customer: customer.party, provider: provider.party };
    let own = sides::stand(tx, actor, &pair)?.own().ok_or(Error::Forbidden)?;
    let of = Sides {
        helps: provider.helps,
        is_outsourced: provider.is_outsourced,
        customer_helps: customer.helps,
        pair,
    };
    let mut problems = Problems::default();
    check_sides(&mut problems, kind, &of);
    problems.check()?;
    Ok((kind, pair, own))
}

/// Begins a draft: whoever keeps a side. Sent twice it is one.
pub async fn create(app: &App, actor: &Actor, new: NewAgreement) -> Result<i64> {
    app.act(actor, move |act| {
        let (kind, pair, own) = between(act.tx, act.actor, &new)?;
        let (name, checked) = check(act.tx, &new, pair.provider.department, &Terms::default())?;
        let by = act.actor.id;
        if let Some((id,)) = agreements::find_same(act.tx, &name, &pair, by)? {
            return Ok(id);
        }
        let id = agreements::insert(act.tx, (kind, &name), &pair, by, act.now)?;
        let who = (by, act.now);
        terms::insert_version(act.tx, (id, 1), (own, None), (&checked, &[]), who)?;
        act.record(&event("agreement.drafted", id, "", &name))?;
        Ok(id)
    })
    .await
}

/// Changes what is worked on, or begins the next version beside what was agreed: whoever keeps a
/// side, as they read it at `version`. What somebody said yes to stays as it is; the change is a
/// version after it.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: i64,
    version: i64,
    new: NewAgreement,
) -> Result<()> {
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        let own = found.standing.own().ok_or(Error::Forbidden)?;
        let (agreement, standing) = (found.agreement.clone(), found.standing);
        if agreement.state == State::Ended || found.open().is_some_and(|one| !sees(standing, one)) {
            return Err(Error::Conflict);
        }
        let last = found.versions.last().ok_or(Error::NotFound)?.clone();
        let was = terms::load_terms(act.tx, &last)?;
        let (name, checked) = check(act.tx, &new, agreement.provider_id, &was)?;
        let old = NewAgreement { name: agreement.name.clone(), terms: again(&was), ..new.clone() };
        if checked_is(&checked, &old) && name == agreement.name {
            return Ok(());
        }
        let (by, now) = (act.actor.id, act.now);
        if !agreements::update_touched(act.tx, (id, version), &name, by, now)? {
            let (typed, stored) = (new.pairs(), old.pairs());
            return Err(changed_meanwhile(
                agreement.version,
                &typed,
                &stored,
                &shown(&stored, &was),
            ));
        }
        let next = (id, last.number + 1);
        let text = (&checked, was.clauses.as_slice());
        if !last.is_open() {
            terms::insert_version(act.tx, next, (own, None), text, (by, now))?;
        } else if approvals::was_given(act.tx, act.actor, last.id)? {
            terms::update_dropped(act.tx, last.id, by, now)?;
            terms::insert_version(act.tx, next, (own, last.offered_at), text, (by, now))?;
        } else {
            terms::update_version(act.tx, last.id, &checked)?;
        }
        act.record(&event("agreement.changed", id, &agreement.name, &name))?;
        mark_read(act, id)?;
        let is_offered = last.is_open() && last.offered_at.is_some();
        if is_offered {
            say_to(act, &agreement, &standing.others(), "agreement-changed")
        } else {
            Ok(())
        }
    })
    .await
}

/// What is stored, with names in place of rows.
fn shown(stored: &Pairs, was: &Terms) -> Pairs {
    let named = |(name, text): &(&'static str, String)| match *name {
        "service" => (*name, was.covers()),
        "calendar" => {
            (*name, was.calendar.as_ref().map_or(String::new(), |(_, said)| said.clone()))
        }
        _ => (*name, text.clone()),
    };
    stored.iter().map(named).collect()
}

/// Whether nothing but what was there is written.
fn checked_is(checked: &Checked, old: &NewAgreement) -> bool {
    let mut problems = Problems::default();
    old.terms.check(&mut problems).is_some_and(|was| was == *checked)
}

/// Shows a draft to the other side: whoever keeps the side that wrote it.
pub async fn offer(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        if !found.standing.keeps(None) {
            return Err(Error::Forbidden);
        }
        let open = found.open().ok_or(Error::Conflict)?;
        if !found.standing.keeps(Some(open.side)) {
            return Err(Error::Forbidden);
        }
        if found.agreement.state == State::Ended {
            return Err(Error::Conflict);
        }
        if terms::load_terms(act.tx, open)?.is_empty() {
            return Err(Error::invalid("offer", "problem-agreement-empty"));
        }
        if !terms::update_offered(act.tx, open.id, act.now)? {
            return Ok(());
        }
        if found.agreement.state == State::Draft {
            agreements::update_state(act.tx, id, State::Negotiated, "")?;
        }
        mark_read(act, id)?;
        act.record(&event("agreement.offered", id, "", &open.number.to_string()))?;
        say_to(act, &found.agreement, &[open.side.other()], "agreement-offered")
    })
    .await
}

/// What somebody chooses from to write an agreement.
#[derive(Default)]
pub(crate) struct Choices {
    pub services: Vec<(ServiceId, String)>,
    pub calendars: Vec<(i64, String, String, bool)>,
}

/// The services and hours to choose from, for an agreement with this provider.
pub(crate) async fn choices(app: &App, _actor: &Actor, provider: DepartmentId) -> Result<Choices> {
    app.read(move |tx| {
        Ok(Choices {
            services: terms::list_services(tx, provider)?,
            calendars: terms::list_calendars(tx)?,
        })
    })
    .await
}

/// The two sides of something new as `(code, name)`, if the actor may write it.
pub(crate) type Named = (String, String);

/// Everybody the actor could agree something with: `(helped, helping)`.
pub(crate) async fn partners(app: &App, actor: &Actor) -> Result<(Vec<Named>, Vec<Named>)> {
    let actor = actor.clone();
    app.read(move |tx| {
        let ground = sides::stands(tx, &actor)?;
        let all = sides::choices(tx, &actor)?;
        let keeps = all.iter().any(|one| {
            let pair = Pair { customer: one.party, provider: one.party };
            ground.of(&pair).keeps(None)
        });
        if !keeps {
            return Err(Error::Forbidden);
        }
        let named = |one: &sides::Choice| (one.party.code(), one.name.clone());
        let helping = all.iter().filter(|one| one.helps).map(named).collect();
        Ok((all.iter().map(named).collect(), helping))
    })
    .await
}

/// The names of two sides by their codes, where the actor could write something between them.
pub(crate) async fn pair_of(
    app: &App,
    actor: &Actor,
    (kind, provider, customer): (&str, &str, &str),
) -> Result<(Pair, Named, Named)> {
    let new = NewAgreement {
        kind: kind.to_owned(),
        provider: provider.to_owned(),
        customer: customer.to_owned(),
        ..NewAgreement::default()
    };
    let actor = actor.clone();
    app.read(move |tx| {
        let (_, pair, _) = between(tx, &actor, &new)?;
        let all = sides::choices(tx, &actor)?;
        let named = |party: sides::Party| {
            let found = all.iter().find(|one| one.party == party);
            found.map(|one| (party.code(), one.name.clone())).ok_or(Error::NotFound)
        };
        Ok((pair, named(pair.customer)?, named(pair.provider)?))
    })
    .await
}
