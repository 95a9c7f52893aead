//! Noting, owning, supporting and deciding.

use super::{
    model::{NewIdea, Outcome, State},
    store::{self, IdeaRow, NewRow, StepRow},
};
use crate::{
    across::tell_each,
    agenda::Line,
    follow_ups::{self, LookRow},
    placements, receivers,
    relationships::{self, Relationship, Standing},
    tours,
};
use base::{
    Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, Time, Tx, day_in_words, hex,
    sha256,
};
use desk::tidings::Tiding;

/// Notes an idea. Sent twice it is one.
pub async fn note(app: &App, actor: &Actor, new: NewIdea) -> Result<i64> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let words = problems.text("words", &new.words, 1000);
    problems.check()?;
    app.act(actor, move |act| {
        let by = act.actor.person()?;
        let mut of = new.relationship;
        if let Some(ticket) = new.origin.ticket {
            desk::tickets::see(act.tx, act.actor, ticket)?;
        }
        if let Some(tour) = new.origin.tour {
            of = Some(tours::see(act.tx, act.actor, tour)?.0.relationship_id);
        }
        if let Some(placement) = new.origin.placement {
            of = Some(placements::see(act.tx, act.actor, placement)?.0.relationship_id);
        }
        let (relationship, standing) = receivers::only_one(act.tx, act.actor, of)?;
        let day = act.actor.zone.to_datetime(act.now.timestamp()).date();
        let once = hex(&sha256(format!("{} {day} {words}", relationship.id).as_bytes()));
        let row = NewRow {
            relationship: relationship.id,
            words: &words,
            side: standing.side,
            by,
            origin: new.origin,
            once: &once,
            now: act.now,
        };
        let Some(id) = store::insert(act.tx, &row)? else {
            return store::find_once(act.tx, by, &once)?.map(|(id,)| id).ok_or(Error::Conflict);
        };
        record(act, "idea.noted", id, "", "")?;
        Ok(id)
    })
    .await
}

fn record(act: &mut Act<'_>, kind: &'static str, id: i64, before: &str, after: &str) -> Result<()> {
    let subject = format!("idea {id}");
    let (before, after) = (before.to_owned(), after.to_owned());
    act.record(&Event { kind, subject, before, after, ..Event::default() })
}

/// An idea of a relationship that the actor has a part in.
pub fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(IdeaRow, Standing)> {
    actor.may(Right::Report)?;
    let row = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let (_, standing) = relationships::see(tx, actor, row.relationship_id)?;
    Ok((row, standing))
}

/// Whether the actor may say what becomes of it: who looks after it, or after the relationship; and
/// whoever noted it, while nobody does.
pub fn may_decide(row: &IdeaRow, actor: &Actor, standing: Standing) -> bool {
    let is_owner = row.owner_id.is_some() && row.owner_id == actor.id;
    let is_noter = row.owner_id.is_none() && Some(row.noted_by) == actor.id;
    is_owner || is_noter || standing.is_keeper
}

/// An idea with all that belongs to it.
pub struct Seen {
    /// The idea.
    pub row: IdeaRow,
    /// What became of it, in order.
    pub steps: Vec<StepRow>,
    /// When we look back.
    pub looks: Vec<LookRow>,
    /// Whether the reader says that it would help them, too.
    pub is_supporting: bool,
    /// Whether they may say what becomes of it.
    pub may_decide: bool,
    /// Whether they may give it to anybody; everybody may take it themselves.
    pub is_keeper: bool,
}

/// Reads one.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Seen> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (row, standing) = see(tx, &actor, id)?;
        let person = actor.id.unwrap_or(PersonId(0));
        Ok(Seen {
            steps: store::list_steps(tx, id)?,
            looks: follow_ups::list(tx, id)?,
            is_supporting: store::is_supporting(tx, id, person)?,
            may_decide: may_decide(&row, &actor, standing),
            is_keeper: standing.is_keeper,
            row,
        })
    })
    .await
}

/// Which ideas somebody wants to see.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of one state.
    pub state: Option<State>,
    /// Of one side.
    pub side: Option<relationships::Side>,
    /// 0: anybody's; -1: nobody's; or a person's.
    pub owner: i64,
    /// From below a row on; 0: from the top.
    pub before: i64,
    /// How many.
    pub most: i64,
}

/// Ideas, and between whom the reader may note new ones.
pub struct Shown {
    /// The newest first.
    pub rows: Vec<IdeaRow>,
    /// The relationships of the reader.
    pub mine: Vec<Relationship>,
}

/// The improvement register of the actor's relationships.
pub async fn list(app: &App, actor: &Actor, wanted: Wanted) -> Result<Shown> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let mine = relationships::list_mine(tx, &actor)?;
        let state = wanted.state.map(State::as_str).unwrap_or_default();
        let side = wanted.side.map(relationships::Side::as_str).unwrap_or_default();
        let mut rows = Vec::new();
        for (one, _) in &mine {
            let of = (state, side, wanted.owner);
            rows.extend(store::list(tx, one.id, of, (wanted.before, wanted.most))?);
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.id));
        rows.truncate(usize::try_from(wanted.most).unwrap_or_default());
        Ok(Shown { rows, mine: mine.into_iter().map(|(one, _)| one).collect() })
    })
    .await
}

/// What came from a tour or a placement that the reader was found to see; 0 where it is none.
// tidy: allow actor because whoever shows a tour has asked for it
pub fn list_from(tx: &mut Tx, from: (i64, i64)) -> Result<Vec<IdeaRow>> {
    Ok(store::list_from(tx, from)?)
}

/// Gives it to somebody to look after, or (none) to nobody. Everybody may take what nobody has, and
/// leave what they have; those who look after the relationship may give it to anybody in it.
pub async fn own(
    app: &App,
    actor: &Actor,
    (id, version): (i64, Option<i64>),
    owner: Option<PersonId>,
) -> Result<()> {
    let inner = app.clone();
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        let me = act.actor.person()?;
        let is_taken = row.owner_id.is_none() && owner == Some(me);
        let is_left = row.owner_id == Some(me) && owner.is_none();
        if row.owner_id == owner {
            return Ok(());
        }
        if !is_taken && !is_left && !standing.is_keeper {
            return Err(Error::Forbidden);
        }
        if let Some(person) = owner
            && receivers::is_in(act.tx, &inner, person, row.relationship_id)?.is_none()
        {
            return Err(Error::invalid("owner", "problem-idea-owner"));
        }
        let seen = version.unwrap_or(row.version);
        if !store::update_owner(act.tx, (id, seen), owner)? {
            return Err(Error::Conflict);
        }
        let name = owner.map(|id| receivers::named(act.tx, id)).transpose()?.unwrap_or_default();
        record(act, "idea.owned", id, &row.owner.unwrap_or_default(), &name)?;
        let Some(person) = owner else { return Ok(()) };
        tell_of(act, vec![person], "idea-owned", &row.words, id)?;
        match row.noted_by == person {
            true => Ok(()),
            false => tell_of(act, vec![row.noted_by], "idea-taken", &row.words, id),
        }
    })
    .await
}

fn tell_of(
    act: &mut Act<'_>,
    to: Vec<PersonId>,
    words: &'static str,
    about: &str,
    id: i64,
) -> Result<()> {
    let about = follow_ups::in_short(about);
    tell_each(act, to, &Tiding::new(words, &about, format!("/ideas/{id}")))
}

/// Says that it would help oneself, too; or not any more.
pub async fn support(app: &App, actor: &Actor, id: i64, is_on: bool) -> Result<()> {
    app.act(actor, move |act| {
        see(act.tx, act.actor, id)?;
        let person = act.actor.person()?;
        match is_on {
            true => store::insert_support(act.tx, id, person, act.now).map(drop)?,
            false => store::delete_support(act.tx, id, person)?,
        }
        Ok(())
    })
    .await
}

/// Says what became of it. A decision is looked back on after thirty and ninety days.
pub async fn decide(
    app: &App,
    actor: &Actor,
    (id, version): (i64, Option<i64>),
    outcome: Outcome,
) -> Result<()> {
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        if !may_decide(&row, act.actor, standing) {
            return Err(Error::Forbidden);
        }
        // sent twice
        if outcome.state == Some(row.state) && outcome.words.trim() == row.reason {
            return Ok(());
        }
        let (state, words) = outcome.check(row.state)?;
        let by = act.actor.person()?;
        let seen = version.unwrap_or(row.version);
        if !store::update_state(act.tx, (id, seen), (state, &words), by, act.now)? {
            return Err(Error::Conflict);
        }
        follow_ups::plan(act, id, state)?;
        let kind = if state.is_decided() { "idea.decided" } else { "idea.tried" };
        record(act, kind, id, row.state.as_str(), state.as_str())?;
        // whoever noted it, whoever looks after it, and those it would help, too
        let mut people = vec![row.noted_by];
        people.extend(row.owner_id);
        people.extend(store::list_supporters(act.tx, id)?.into_iter().map(|(person,)| person));
        tell_of(act, people, "idea-decided", &row.words, id)
    })
    .await
}

/// What this brings to a meeting of the relationship: ideas that are new or that something became
/// of.
pub fn for_agenda(
    tx: &mut Tx,
    _app: &App,
    actor: &Actor,
    of: &Relationship,
    since: Time,
) -> Result<Vec<Line>> {
    let tongue = actor.language;
    let line = |row: IdeaRow| {
        let at = row.state_at.unwrap_or(row.noted_at);
        let at = day_in_words(tongue, actor.zone.to_datetime(at.timestamp()).date());
        let state = tongue.t(&format!("idea-state-{}", row.state)).to_owned();
        let owner = row.owner.unwrap_or_else(|| tongue.t("idea-nobody").to_owned());
        Line {
            text: row.words,
            href: format!("/ideas/{}", row.id),
            note: format!("{state}, {at} · {owner}"),
        }
    };
    Ok(store::list_since(tx, of.id, since)?.into_iter().map(line).collect())
}
