//! Proposing, agreeing, keeping a diary, ending.

use super::{
    model::{NewPlacement, Part, State, is_in_it, may_read_diary, parts},
    store::{self, AgreementRow, EntryRow, NewRow, PlacementRow},
};
use crate::{
    across::{tell_across, tell_each},
    agenda::Line,
    ideas::{self, IdeaRow},
    receivers,
    relationships::{self, Relationship, Side, Standing},
};
use base::{Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, Tx, day_in_words};
use desk::tidings::Tiding;
use jiff::civil::Date;

/// A placement of a relationship that the actor has a part in. Its diary is another matter.
pub fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(PlacementRow, Standing)> {
    actor.may(Right::Report)?;
    let row = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let (_, standing) = relationships::see(tx, actor, row.relationship_id)?;
    Ok((row, standing))
}

/// Placements of the actor's relationships, the newest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<PlacementRow>> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let mut all = Vec::new();
        for (one, _) in relationships::list_mine(tx, &actor)? {
            all.extend(store::list(tx, one.id)?);
        }
        Ok(all)
    })
    .await
}

/// A placement with all that the reader may read of it.
pub struct Seen {
    /// The placement.
    pub row: PlacementRow,
    /// Between whom.
    pub of: Relationship,
    /// Who agreed.
    pub agreements: Vec<AgreementRow>,
    /// What the reader may read of its diary, in order.
    pub entries: Vec<EntryRow>,
    /// What came of it.
    pub ideas: Vec<IdeaRow>,
    /// As what the reader can still agree.
    pub may_agree: Vec<Part>,
    /// Whether they are the person or the host, and may write in the diary.
    pub is_in_it: bool,
    /// Whether they may change, end or withdraw it.
    pub may_edit: bool,
}

fn may_edit(row: &PlacementRow, actor: &Actor, standing: Standing) -> bool {
    is_in_it(row, actor.id) || Some(row.created_by) == actor.id || standing.is_keeper
}

/// Reads one.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Seen> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (row, standing) = see(tx, &actor, id)?;
        let (of, _) = relationships::see(tx, &actor, row.relationship_id)?;
        let agreements = store::list_agreements(tx, id)?;
        let mut entries = store::list_entries(tx, id)?;
        let reads_all = may_read_diary(&row, actor.id, standing);
        entries.retain(|entry| reads_all || entry.shared_at.is_some());
        let mut may_agree = match row.state {
            State::Proposed => parts(&row, actor.id, standing),
            _ => Vec::new(),
        };
        may_agree.retain(|part| agreements.iter().all(|one| one.part != *part));
        Ok(Seen {
            ideas: ideas::list_from(tx, (0, id))?,
            may_edit: may_edit(&row, &actor, standing),
            is_in_it: is_in_it(&row, actor.id),
            row,
            of,
            agreements,
            entries,
            may_agree,
        })
    })
    .await
}

fn record(act: &mut Act<'_>, kind: &'static str, id: i64) -> Result<()> {
    act.record(&Event { kind, subject: format!("placement {id}"), ..Event::default() })
}

fn tiding(row: &PlacementRow, words: &'static str) -> Tiding {
    Tiding::new(words, &row.person, format!("/placements/{}", row.id))
}

/// The person, the host and whoever proposed it.
fn named(row: &PlacementRow) -> Vec<PersonId> {
    vec![row.person_id, row.host_id, row.created_by]
}

/// Tells these, and whoever looks after either side: each of the four agrees to it.
fn tell_all(act: &mut Act<'_>, row: &PlacementRow, words: &'static str) -> Result<()> {
    let both = (row.relationship_id, Side::Both);
    tell_across(act, both, named(row), &tiding(row, words))
}

fn somebody(
    tx: &mut Tx,
    app: &App,
    field: &'static str,
    (id, typed): (Option<PersonId>, &str),
    of: &Relationship,
) -> Result<(PersonId, Standing)> {
    let id = match id {
        Some(id) => id,
        None => receivers::named_person(tx, field, typed)?.id,
    };
    match receivers::is_in(tx, app, id, of.id)? {
        Some(standing) => Ok((id, standing)),
        None => Err(Error::invalid(field, "problem-placement-part")),
    }
}

/// Proposes one, for oneself or for somebody else, and agrees to it as whatever one is. Sent twice
/// it is one.
pub async fn create(app: &App, actor: &Actor, new: NewPlacement) -> Result<i64> {
    actor.may(Right::Report)?;
    let today = actor.zone.to_datetime(app.now().timestamp()).date();
    let is_hostless = new.host.is_none() && new.host_typed.trim().is_empty();
    let checked = match (new.check(today), is_hostless) {
        (Err(Error::Invalid(mut problems)), true) => {
            problems.add("host", "problem-empty");
            Err(Error::Invalid(problems))
        }
        (Ok(_), true) => Err(Error::invalid("host", "problem-empty")),
        (checked, _) => checked,
    };
    let (new, hours) = checked?;
    let inner = app.clone();
    app.act(actor, move |act| {
        let by = act.actor.person()?;
        let (of, _) = receivers::only_one(act.tx, act.actor, new.relationship)?;
        let is_self = new.person.is_none() && new.person_typed.trim().is_empty();
        let whom = (new.person.or(is_self.then_some(by)), new.person_typed.as_str());
        let (person, theirs) = somebody(act.tx, &inner, "person", whom, &of)?;
        let host = (new.host, new.host_typed.as_str());
        let (host, hosts) = somebody(act.tx, &inner, "host", host, &of)?;
        let is_across = theirs.side != hosts.side || theirs.side == Side::Both;
        if person == host || !is_across {
            return Err(Error::invalid("host", "problem-placement-across"));
        }
        let zone = act.actor.zone.iana_name().unwrap_or("UTC").to_owned();
        let row = NewRow {
            relationship: of.id,
            person,
            side: theirs.side,
            host,
            aims: &new.aims,
            hours,
            zone: &zone,
            by,
            now: act.now,
        };
        if let Some((id,)) = store::find_same(act.tx, &row)? {
            return Ok(id);
        }
        let id = store::insert(act.tx, &row)?;
        record(act, "placement.proposed", id)?;
        let (row, standing) = see(act.tx, act.actor, id)?;
        tell_all(act, &row, "placement-proposed")?;
        sign(act, &row, standing)?;
        Ok(id)
    })
    .await
}

/// Agrees as everything that the actor is; with the last of four it is agreed on, and everybody is
/// told. True where others are still to agree.
fn sign(act: &mut Act<'_>, row: &PlacementRow, standing: Standing) -> Result<bool> {
    let by = act.actor.person()?;
    let mut is_new = false;
    for part in parts(row, Some(by), standing) {
        is_new |= store::insert_agreement(act.tx, row.id, part, by, act.now)?;
    }
    if !is_new {
        return Ok(false);
    }
    record(act, "placement.agreed_to", row.id)?;
    if store::list_agreements(act.tx, row.id)?.len() == Part::ALL.len() {
        store::update_state(act.tx, row.id, State::Agreed, ("", ""), by, act.now)?;
        record(act, "placement.agreed", row.id)?;
        tell_all(act, row, "placement-agreed")?;
        return Ok(false);
    }
    Ok(true)
}

/// Agrees: the person, the host, and who looks after the relationship on each side. `read` is the
/// version they read; nobody agrees to another one.
pub async fn agree(app: &App, actor: &Actor, id: i64, read: Option<i64>) -> Result<()> {
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        if parts(&row, act.actor.id, standing).is_empty() {
            return Err(Error::Forbidden);
        }
        match row.state {
            State::Proposed if read != Some(row.version) => {
                Err(Error::invalid("version", "problem-placement-read"))
            }
            State::Proposed if sign(act, &row, standing)? => {
                tell_each(act, named(&row), &tiding(&row, "placement-answered"))
            }
            State::Proposed => Ok(()),
            State::Agreed => Ok(()),
            State::Ended | State::Withdrawn => Err(Error::Conflict),
        }
    })
    .await
}

/// Changes aims and hours of one that was read at `version`. Everybody else has to agree anew.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, Option<i64>),
    new: NewPlacement,
) -> Result<()> {
    let today = actor.zone.to_datetime(app.now().timestamp()).date();
    let (new, hours) = new.check(today)?;
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        if !may_edit(&row, act.actor, standing) {
            return Err(Error::Forbidden);
        }
        let seen = version.unwrap_or(row.version);
        if matches!(row.state, State::Ended | State::Withdrawn)
            || !store::update(act.tx, (id, seen), &new.aims, hours)?
        {
            return Err(Error::Conflict);
        }
        let by = act.actor.person()?;
        store::delete_agreements(act.tx, id)?;
        store::update_state(act.tx, id, State::Proposed, ("", ""), by, act.now)?;
        record(act, "placement.changed", id)?;
        tell_all(act, &row, "placement-changed")?;
        sign(act, &row, standing).map(drop)
    })
    .await
}

/// Writes a few lines into the diary: the person or the host. Nobody else reads them but who looks
/// after the relationship, until they are shared.
pub async fn add_entry(app: &App, actor: &Actor, id: i64, words: &str) -> Result<i64> {
    let mut problems = Problems::default();
    let words = problems.text("entry", words, 2000);
    problems.check()?;
    app.act(actor, move |act| {
        let (row, _) = see(act.tx, act.actor, id)?;
        if !is_in_it(&row, act.actor.id) {
            return Err(Error::Forbidden);
        }
        if row.state == State::Withdrawn {
            return Err(Error::Conflict);
        }
        let by = act.actor.person()?;
        let all = store::list_entries(act.tx, id)?;
        if let Some(last) = all.last().filter(|last| last.by_id == by && last.words == words) {
            return Ok(last.id);
        }
        let made = store::insert_entry(act.tx, id, by, &words, act.now)?;
        record(act, "placement.noted", id)?;
        Ok(made)
    })
    .await
}

/// Lets both sides read an entry, or takes that back: whoever wrote it.
pub async fn share_entry(
    app: &App,
    actor: &Actor,
    (id, entry): (i64, i64),
    is_shared: bool,
) -> Result<()> {
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        let all = store::list_entries(act.tx, id)?;
        let found = all.into_iter().find(|one| one.id == entry).ok_or(Error::NotFound)?;
        if Some(found.by_id) != act.actor.id {
            let reads = may_read_diary(&row, act.actor.id, standing) || found.shared_at.is_some();
            return Err(if reads { Error::Forbidden } else { Error::NotFound });
        }
        if found.shared_at.is_some() == is_shared {
            return Ok(());
        }
        let by = act.actor.id.filter(|_| is_shared);
        store::update_shared(act.tx, entry, by, by.map(|_| act.now))?;
        let kind = if is_shared { "placement.diary_shared" } else { "placement.diary_unshared" };
        record(act, kind, id)
    })
    .await
}

/// Ends it, with what was learnt: the person or the host, or who looks after the relationship.
pub async fn end(app: &App, actor: &Actor, id: i64, learnt: &str) -> Result<()> {
    let mut problems = Problems::default();
    let learnt = problems.text("learnt", learnt, 2000);
    problems.check()?;
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        if !may_edit(&row, act.actor, standing) {
            return Err(Error::Forbidden);
        }
        if row.state == State::Ended && row.learnt == learnt {
            return Ok(());
        }
        if row.state != State::Agreed {
            return Err(Error::Conflict);
        }
        let by = act.actor.person()?;
        store::update_state(act.tx, id, State::Ended, ("", &learnt), by, act.now)?;
        record(act, "placement.ended", id)?;
        tell_all(act, &row, "placement-ended")
    })
    .await
}

/// Calls it off, and says why.
pub async fn withdraw(app: &App, actor: &Actor, id: i64, reason: &str) -> Result<()> {
    let mut problems = Problems::default();
    let reason = problems.text("reason", reason, 500);
    problems.check()?;
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        if !may_edit(&row, act.actor, standing) {
            return Err(Error::Forbidden);
        }
        match row.state {
            State::Withdrawn if row.reason == reason => return Ok(()),
            State::Ended | State::Withdrawn => return Err(Error::Conflict),
            State::Proposed | State::Agreed => {}
        }
        let by = act.actor.person()?;
        store::update_state(act.tx, id, State::Withdrawn, (&reason, ""), by, act.now)?;
        record(act, "placement.withdrawn", id)?;
        tell_all(act, &row, "placement-withdrawn")
    })
    .await
}

/// What this brings to a meeting: who is, or soon will be, with the other side.
pub fn for_agenda(tx: &mut Tx, actor: &Actor, of: &Relationship) -> Result<Vec<Line>> {
    let tongue = actor.language;
    let mut all = store::list(tx, of.id)?;
    all.retain(|row| matches!(row.state, State::Proposed | State::Agreed));
    let line = |row: PlacementRow| {
        let args = [("name", row.person.as_str()), ("host", row.host.as_str())];
        let until = row.ends_on.parse::<Date>().ok();
        let until = until.map(|day| day_in_words(tongue, day)).unwrap_or_default();
        let note = match row.state {
            State::Proposed => tongue.t("placement-state-proposed").to_owned(),
            _ => tongue.with("placement-until", &[("day", &until)]),
        };
        Line {
            text: tongue.with("placement-line", &args),
            href: format!("/placements/{}", row.id),
            note,
        }
    };
    Ok(all.into_iter().take(4).map(line).collect())
}

/// Placements that wait for the actor to agree, as whatever they are.
pub(crate) fn list_awaited(
    tx: &mut Tx,
    actor: &Actor,
    (of, standing): (&Relationship, Standing),
) -> Result<Vec<Line>> {
    let mut found = Vec::new();
    let all = store::list(tx, of.id)?.into_iter();
    for row in all.filter(|row| row.state == State::Proposed) {
        let given = store::list_agreements(tx, row.id)?;
        let mut open = parts(&row, actor.id, standing);
        open.retain(|part| given.iter().all(|one| one.part != *part));
        if !open.is_empty() {
            let args = [("name", row.person.as_str()), ("host", row.host.as_str())];
            found.push(Line {
                text: actor.language.with("placement-line", &args),
                href: format!("/placements/{}", row.id),
                note: actor.language.t("awaited-placement").to_owned(),
            });
        }
    }
    Ok(found)
}
