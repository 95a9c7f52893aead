//! Offering and asking, agreeing on a time, going, and writing down what was seen.

use super::{
    model::{Diary, NewTour, State, check_time, may_accept},
    store::{self, DateRow, Made, StepRow, StopRow, TourRow},
};
use crate::{
    across::tell_across,
    agenda::Line,
    ideas::{self, IdeaRow},
    placements, receivers,
    relationships::{self, Relationship, Side, Standing},
};
use base::{Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, Time, Tx, when};
use desk::tidings::{Tiding, When};

/// A tour of a relationship that the actor has a part in.
pub fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(TourRow, Standing)> {
    actor.may(Right::Report)?;
    let row = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let (_, standing) = relationships::see(tx, actor, row.relationship_id)?;
    Ok((row, standing))
}

/// Tours of the actor's relationships, the newest first, with between whom.
pub async fn list(
    app: &App,
    actor: &Actor,
) -> Result<(Vec<TourRow>, Vec<(Relationship, Standing)>)> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let mine = relationships::list_mine(tx, &actor)?;
        let mut all = Vec::new();
        for (one, _) in &mine {
            all.extend(store::list(tx, one.id)?);
        }
        Ok((all, mine))
    })
    .await
}

/// A tour with all that belongs to it.
pub struct Seen {
    /// The tour.
    pub row: TourRow,
    /// Between whom.
    pub of: Relationship,
    /// What to look at.
    pub stops: Vec<StopRow>,
    /// Times that were proposed.
    pub dates: Vec<DateRow>,
    /// Who comes.
    pub guests: Vec<(PersonId, String)>,
    /// What became of it.
    pub steps: Vec<StepRow>,
    /// What came of it.
    pub ideas: Vec<IdeaRow>,
    /// Where the reader stands.
    pub standing: Standing,
    /// Whether they may change it: who wrote it down, and who looks after the relationship.
    pub may_edit: bool,
    /// Whether they may say that it was, and what was seen: these, and who came.
    pub may_finish: bool,
}

impl Seen {
    /// The proposal that waits for an answer.
    // tidy: allow actor because it looks at what was read
    pub fn waiting(&self) -> Option<&DateRow> {
        self.dates.iter().rev().find(|date| date.answer.is_none())
    }

    /// Who shows it, as far as it is known: whoever offered it, or of those who agreed on its time
    /// the one of that side.
    pub fn shown_by(&self) -> Option<&str> {
        if !self.row.is_asked {
            return Some(&self.row.creator);
        }
        let agreed =
            self.dates.iter().rev().find(|date| date.answer.as_deref() == Some("accepted"))?;
        match agreed.side == self.row.host {
            true => Some(&agreed.who),
            false => agreed.answerer.as_deref(),
        }
    }
}

/// Reads one.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Seen> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (row, standing) = see(tx, &actor, id)?;
        let (of, _) = relationships::see(tx, &actor, row.relationship_id)?;
        let guests = store::list_guests(tx, id)?;
        let may_edit = may_edit(&row, &actor, standing);
        Ok(Seen {
            stops: store::list_stops(tx, id)?,
            dates: store::list_dates(tx, id)?,
            steps: store::list_steps(tx, id)?,
            ideas: ideas::list_from(tx, (id, 0))?,
            may_finish: may_edit || guests.iter().any(|(one, _)| Some(*one) == actor.id),
            may_edit,
            guests,
            row,
            of,
            standing,
        })
    })
    .await
}

fn may_edit(row: &TourRow, actor: &Actor, standing: Standing) -> bool {
    Some(row.created_by) == actor.id || standing.is_keeper
}

fn record(act: &mut Act<'_>, kind: &'static str, id: i64, after: &str) -> Result<()> {
    let (subject, after) = (format!("tour {id}"), after.to_owned());
    act.record(&Event { kind, subject, after, ..Event::default() })
}

/// Everybody who has to do with it hears of it, and whoever looks after the other side; but for
/// whoever did it.
fn tell_all(
    act: &mut Act<'_>,
    (row, from): (&TourRow, Side),
    words: &'static str,
    at: Option<Time>,
) -> Result<()> {
    let mut people: Vec<_> = store::list_guests(act.tx, row.id)?.into_iter().map(|g| g.0).collect();
    people.push(row.created_by);
    people.extend(store::list_dates(act.tx, row.id)?.into_iter().map(|date| date.by_id));
    let tiding = Tiding::new(words, &row.title, format!("/tours/{}", row.id));
    let tiding = Tiding { when: at.map(When::At), ..tiding };
    tell_across(act, (row.relationship_id, from), people, &tiding)
}

/// Offers a tour of one's own side, or asks for one of the other's; with a first time, if there is
/// one. Sent twice it is one.
pub async fn create(app: &App, actor: &Actor, new: NewTour, starts: Option<Time>) -> Result<i64> {
    actor.may(Right::Report)?;
    let sound = new.check()?;
    let starts = starts.map(|at| check_time("starts", Some(at), app.now())).transpose()?;
    app.act(actor, move |act| {
        let by = act.actor.person()?;
        let wanted = sound.new.relationship;
        let (of, standing) = receivers::only_one(act.tx, act.actor, wanted)?;
        let is_asked = standing.side == sound.host.other();
        let made = Made { relationship: of.id, is_asked, by, now: act.now };
        if let Some((id,)) = store::find_same(act.tx, &made, &sound.new.title)? {
            return Ok(id);
        }
        let id = store::insert(act.tx, &sound, &made)?;
        store::replace_stops(act.tx, id, &sound.stops)?;
        if let Some(at) = starts {
            store::insert_date(act.tx, id, at, (by, standing.side), act.now)?;
        }
        if is_asked {
            // whoever asks to see something comes to see it
            store::insert_guest(act.tx, id, by, act.now)?;
        }
        let kind = if is_asked { "tour.asked" } else { "tour.offered" };
        record(act, kind, id, &sound.new.title)?;
        let words = if is_asked { "tour-asked" } else { "tour-offered" };
        let (row, _) = see(act.tx, act.actor, id)?;
        tell_all(act, (&row, standing.side), words, starts)?;
        Ok(id)
    })
    .await
}

/// Changes one that was read at `version` and is not over.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, Option<i64>),
    new: NewTour,
) -> Result<()> {
    // whom it visits stays
    let sound = NewTour { host: Some(Side::Provider), ..new }.check()?;
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        if !may_edit(&row, act.actor, standing) {
            return Err(Error::Forbidden);
        }
        let seen = version.unwrap_or(row.version);
        if matches!(row.state, State::Done | State::Withdrawn)
            || !store::update(act.tx, (id, seen), &sound)?
        {
            return Err(Error::Conflict);
        }
        store::replace_stops(act.tx, id, &sound.stops)?;
        record(act, "tour.changed", id, &sound.new.title)
    })
    .await
}

/// Proposes a time, in place of the one that waits or that was agreed on.
pub async fn propose(app: &App, actor: &Actor, id: i64, starts: Option<Time>) -> Result<()> {
    let starts = check_time("starts", starts, app.now())?;
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        if matches!(row.state, State::Done | State::Withdrawn) {
            return Err(Error::Conflict);
        }
        let by = act.actor.person()?;
        let waiting = store::list_dates(act.tx, id)?.into_iter().rev().find(|d| d.answer.is_none());
        if waiting.is_some_and(|date| date.starts_at == starts && date.by_id == by) {
            return Ok(());
        }
        store::update_dates(act.tx, id, "replaced", by, act.now)?;
        store::insert_date(act.tx, id, starts, (by, standing.side), act.now)?;
        if row.state == State::Agreed {
            store::update_state(act.tx, id, (State::Open, ""), None, by, act.now)?;
        }
        record(act, "tour.time_proposed", id, "")?;
        tell_all(act, (&row, standing.side), "tour-time", Some(starts))
    })
    .await
}

/// Agrees to the time that waits: somebody of the side that did not propose it.
pub async fn accept(app: &App, actor: &Actor, (id, date): (i64, i64)) -> Result<()> {
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        let dates = store::list_dates(act.tx, id)?;
        let found = dates.into_iter().find(|one| one.id == date).ok_or(Error::NotFound)?;
        let by = act.actor.person()?;
        if found.answer.as_deref() == Some("accepted") {
            return Ok(());
        }
        if found.answer.is_some() || row.state != State::Open {
            return Err(Error::Conflict);
        }
        if !may_accept(found.side, found.by_id == by, standing) {
            return Err(Error::Forbidden);
        }
        if found.starts_at <= act.now {
            return Err(Error::invalid("starts", "problem-tour-past"));
        }
        store::update_dates(act.tx, id, "accepted", by, act.now)?;
        let at = Some(found.starts_at);
        store::update_state(act.tx, id, (State::Agreed, ""), at, by, act.now)?;
        record(act, "tour.agreed", id, &found.starts_at.to_string())?;
        tell_all(act, (&row, standing.side), "tour-agreed", at)
    })
    .await
}

/// Comes along, or not after all.
pub async fn join(app: &App, actor: &Actor, id: i64, is_coming: bool) -> Result<()> {
    app.act(actor, move |act| {
        let (row, _) = see(act.tx, act.actor, id)?;
        let person = act.actor.person()?;
        if matches!(row.state, State::Done | State::Withdrawn) {
            return Err(Error::Conflict);
        }
        if !is_coming {
            return Ok(store::delete_guest(act.tx, id, person)?);
        }
        let guests = store::list_guests(act.tx, id)?;
        if guests.iter().any(|(one, _)| *one == person) {
            return Ok(());
        }
        if i64::try_from(guests.len()).unwrap_or(i64::MAX) >= row.most_people {
            return Err(Error::invalid("coming", "problem-tour-full"));
        }
        store::insert_guest(act.tx, id, person, act.now)?;
        record(act, "tour.joined", id, "")
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
        if row.state == State::Withdrawn && row.reason == reason {
            return Ok(());
        }
        if matches!(row.state, State::Done | State::Withdrawn) {
            return Err(Error::Conflict);
        }
        let by = act.actor.person()?;
        store::update_dates(act.tx, id, "replaced", by, act.now)?;
        store::update_state(act.tx, id, (State::Withdrawn, &reason), None, by, act.now)?;
        record(act, "tour.withdrawn", id, "")?;
        tell_all(act, (&row, standing.side), "tour-withdrawn", None)
    })
    .await
}

/// Says that it was, and what was seen; again to put that right.
pub async fn finish(app: &App, actor: &Actor, id: i64, diary: Diary) -> Result<()> {
    let diary = diary.check()?;
    app.act(actor, move |act| {
        let (row, standing) = see(act.tx, act.actor, id)?;
        let by = act.actor.person()?;
        let is_guest = store::list_guests(act.tx, id)?.iter().any(|(one, _)| *one == by);
        if !may_edit(&row, act.actor, standing) && !is_guest {
            return Err(Error::Forbidden);
        }
        match (row.state, row.starts_at) {
            (State::Done, _) => return Ok(store::update_diary(act.tx, id, &diary)?),
            (State::Agreed, Some(at)) if at > act.now => {
                return Err(Error::invalid("saw", "problem-tour-not-yet"));
            }
            (State::Agreed, _) => {}
            _ => return Err(Error::Conflict),
        }
        store::update_diary(act.tx, id, &diary)?;
        store::update_state(act.tx, id, (State::Done, ""), row.starts_at, by, act.now)?;
        record(act, "tour.done", id, "")?;
        tell_all(act, (&row, standing.side), "tour-done", None)
    })
    .await
}

/// What this brings to a meeting of the relationship: tours that are to come or wait for a time, and
/// placements.
pub fn for_agenda(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &Relationship,
    since: Time,
) -> Result<Vec<Line>> {
    let (tongue, now) = (actor.language, app.now());
    let mut lines = Vec::new();
    for row in store::list(tx, of.id)? {
        let is_shown = match row.state {
            State::Open => true,
            State::Agreed => row.starts_at.is_some(),
            State::Done => row.state_at >= since,
            State::Withdrawn => false,
        };
        if !is_shown || lines.len() >= 8 {
            continue;
        }
        let note = match (row.state, row.starts_at) {
            (State::Agreed | State::Done, Some(at)) => when(tongue, &actor.zone, now, at),
            _ => tongue.t("tour-no-time").to_owned(),
        };
        let kind = if row.host == Side::Customer { &of.customer } else { &of.provider };
        let text = tongue.with("tour-line", &[("title", &row.title), ("where", kind)]);
        lines.push(Line { text, href: format!("/tours/{}", row.id), note });
    }
    lines.extend(placements::for_agenda(tx, actor, of)?);
    Ok(lines)
}

/// Tours that wait for the actor: a time that the other side proposed, or a wish to see their own
/// side, without a time, where they look after things.
pub(crate) fn list_awaited(
    tx: &mut Tx,
    actor: &Actor,
    (of, standing): (&Relationship, Standing),
    now: Time,
) -> Result<Vec<Line>> {
    let mut found = Vec::new();
    let all = store::list(tx, of.id)?.into_iter();
    for row in all.filter(|row| matches!(row.state, State::Open | State::Agreed)) {
        let dates = store::list_dates(tx, row.id)?;
        let waiting = dates.iter().rev().find(|date| date.answer.is_none());
        let is_hosts = standing.is_keeper && standing.side == row.host;
        let words = match waiting.filter(|date| date.starts_at > now) {
            Some(date) => {
                let is_own = Some(date.by_id) == actor.id;
                may_accept(date.side, is_own, standing).then_some("awaited-tour-time")
            }
            None if row.state == State::Open && row.is_asked && is_hosts => Some("awaited-tour"),
            None => None,
        };
        if let Some(words) = words {
            let note = actor.language.with(words, &[("name", &row.creator)]);
            found.push(Line { text: row.title, href: format!("/tours/{}", row.id), note });
        }
    }
    Ok(found)
}
