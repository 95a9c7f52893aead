//! Writing a briefing from the record, changing it, and keeping what it said before.

use super::{
    model::{self, Source, Talk},
    store::{self, BriefingRow},
};
use crate::{
    ladders::{self, LONGEST, Ladder, Part, RungKind},
    record::{self, Record},
    relationships::{self, Side},
    rungs::{self, Rung},
};
use base::{Actor, App, DepartmentId, Error, Problems, Result, Tx};

/// A briefing with what belongs to it.
pub struct View {
    /// The step it is for.
    pub rung: Rung,
    /// The ladder of the step.
    pub ladder: Ladder,
    /// What the reader may do.
    pub part: Part,
    /// The text that counts.
    pub now: BriefingRow,
    /// What it said before, the newest first.
    pub earlier: Vec<BriefingRow>,
}

/// Reads it. Where nobody has written one yet, it is what the record says now, of requests that the
/// reader may open, and is not stored.
pub async fn load(app: &App, actor: &Actor, rung: i64) -> Result<View> {
    let (inner, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let (rung, ladder, part) = rungs::see(tx, &actor, rung)?;
        let mut earlier = store::list(tx, rung.id)?;
        let now = match earlier.is_empty() {
            false => earlier.remove(0),
            true => {
                let (addressee, words) = draft(tx, &inner, &actor, (&rung, &ladder))?;
                let by_name = ladder.owner.clone();
                let at = inner.now();
                BriefingRow { id: 0, addressee, words, is_from_record: true, by_name, at }
            }
        };
        Ok(View { rung, ladder, part, now, earlier })
    })
    .await
}

/// One of the texts it had before.
pub async fn load_earlier(app: &App, actor: &Actor, rung: i64, id: i64) -> Result<BriefingRow> {
    let actor = actor.clone();
    app.read(move |tx| {
        rungs::see(tx, &actor, rung)?;
        store::list(tx, rung)?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)
    })
    .await
}

/// What the record says now, for whoever a step is for.
fn draft(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    (rung, ladder): (&Rung, &Ladder),
) -> Result<(String, String)> {
    let tickets = ladders::subjects(tx, app, actor, ladder)?;
    let facts = record::collect(tx, app, &tickets)?;
    let zone = app.config.time_zone();
    let owner = people::sign_in::actor_of(tx, ladder.owner_id, &zone)?;
    let (is_provider, customer, provider) = sides(tx, owner.as_ref(), ladder)?;
    let (own, other) = match is_provider {
        true => (provider, customer),
        false => (customer, provider),
    };
    let whom = addressee(tx, rung.kind, owner.as_ref(), (own, other))?;
    let (us, them) = match is_provider {
        true => (&ladder.provider, &ladder.customer),
        false => (&ladder.customer, &ladder.provider),
    };
    let mut talks = Vec::new();
    let mut gives = String::new();
    let mut asks = String::new();
    for one in rungs::list(tx, ladder.id)? {
        for note in rungs::list_notes(tx, one.id)? {
            talks.push(Talk { kind: one.kind, on: note.happened_on, whom: note.whom });
        }
        if let Some(sheet) = rungs::find_sheet(tx, one.id)? {
            if !sheet.gives.is_empty() {
                gives = sheet.gives;
            }
            if one.kind == RungKind::Agreement {
                asks = sheet.asks;
            }
        }
    }
    let empty = Record::default();
    let source = Source {
        kind: rung.kind,
        ladder,
        us,
        them,
        named: &ladders::named(tx, ladder.id)?,
        record: if facts.facts.is_empty() { &empty } else { &facts },
        talks: &talks,
        gives: &gives,
        asks: &asks,
        now: app.now(),
        zone: &actor.zone,
    };
    Ok((whom, model::write(actor.language, &source)))
}

/// Whether the owner is among those who help, and the two departments.
fn sides(
    tx: &mut Tx,
    owner: Option<&Actor>,
    ladder: &Ladder,
) -> Result<(bool, DepartmentId, DepartmentId)> {
    let system = Actor::system();
    let asking = owner.unwrap_or(&system);
    let found = match relationships::see(tx, asking, ladder.relationship_id) {
        Err(Error::NotFound) => relationships::see(tx, &system, ladder.relationship_id)?,
        other => other?,
    };
    Ok((found.1.side == Side::Provider, found.0.customer_id, found.0.provider_id))
}

/// Whoever the step is for, by name; empty where nobody is known.
fn addressee(
    tx: &mut Tx,
    kind: RungKind,
    owner: Option<&Actor>,
    (own, other): (DepartmentId, DepartmentId),
) -> Result<String> {
    let mut at = match kind {
        RungKind::ItManager | RungKind::Praise | RungKind::Agreement => Some(other),
        RungKind::OwnManager => owner.and_then(|owner| owner.department).or(Some(own)),
        RungKind::Impact => store::find_parent(tx, own)?.and_then(|(parent,)| parent),
        RungKind::Expectations | RungKind::Acceptance => None,
    };
    // a branch without a manager has the one of what it is part of
    for _ in 0..8 {
        let Some(here) = at else { break };
        if let Some((id, name)) = store::find_manager(tx, here)?
            && owner.and_then(|owner| owner.id) != Some(id)
        {
            return Ok(name);
        }
        at = store::find_parent(tx, here)?.and_then(|(parent,)| parent);
    }
    Ok(String::new())
}

/// A briefing as somebody writes it.
#[derive(Clone, Debug, Default)]
pub struct NewBriefing {
    /// For whom: at most 150 characters.
    pub addressee: String,
    /// The text: 1 to 20,000 characters.
    pub words: String,
    /// The text that was read, as its number; 0: what the record said.
    pub version: i64,
}

/// Keeps what somebody wrote; [`Error::Conflict`] when somebody else did meanwhile.
pub async fn save(app: &App, actor: &Actor, rung: i64, new: NewBriefing) -> Result<i64> {
    let by = actor.person()?;
    app.act(actor, move |act| {
        let (rung, ladder) = rungs::see_to_write(act.tx, act.actor, rung)?;
        let mut problems = Problems::default();
        let addressee = problems.optional_line("addressee", &new.addressee, 150);
        let words = problems.text("words", &new.words, 2 * LONGEST);
        problems.check()?;
        let words = words.replace("\r\n", "\n");
        let newest = store::list(act.tx, rung.id)?.into_iter().next();
        if let Some(newest) = &newest
            && (&newest.addressee, &newest.words) == (&addressee, &words)
        {
            return Ok(newest.id);
        }
        if newest.map_or(0, |newest| newest.id) != new.version {
            return Err(Error::Conflict);
        }
        let row = (addressee.as_str(), words.as_str(), false);
        let id = store::insert(act.tx, (rung.id, by), row, act.now)?;
        ladders::note_deed(act, ladder.id, "briefing.changed", rung.kind.as_str())?;
        Ok(id)
    })
    .await
}

/// Writes it anew from the record: its owner, because everybody who was let in reads what they may
/// see. What it said before is kept beside it.
pub async fn write_anew(app: &App, actor: &Actor, rung: i64) -> Result<i64> {
    let (by, inner) = (actor.person()?, app.clone());
    app.act(actor, move |act| {
        let (rung, ladder, part) = rungs::see(act.tx, act.actor, rung)?;
        if part != Part::Owns {
            return Err(Error::Forbidden);
        }
        let (addressee, words) = draft(act.tx, &inner, act.actor, (&rung, &ladder))?;
        let newest = store::list(act.tx, rung.id)?.into_iter().next();
        if let Some(newest) = newest
            && newest.words == words
        {
            return Ok(newest.id);
        }
        let row = (addressee.as_str(), words.as_str(), true);
        let id = store::insert(act.tx, (rung.id, by), row, act.now)?;
        ladders::note_deed(act, ladder.id, "briefing.written_anew", rung.kind.as_str())?;
        Ok(id)
    })
    .await
}
