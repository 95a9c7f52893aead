//! Seeing meetings, and changing a single one.

use super::{
    model::{When, end_of, read_link, read_when},
    store::{self, Meeting, Series},
};
use crate::{
    agenda,
    attendees::{self, Guest, Named, Role},
    dates,
    invitations::{self, News},
    relationships::{self, Relationship, Standing},
};
use base::{Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, Time, Tx};

/// What the actor is at a meeting.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Where they stand between the two; none: they are only invited.
    pub standing: Option<Standing>,
    /// What they do there; none: they are not invited.
    pub role: Option<Role>,
    /// Whether they plan it.
    pub is_keeper: bool,
    /// Whether they write on its agenda and in its minutes.
    pub may_write: bool,
}

/// A meeting, and what the actor is there. Whoever has no part in the relationship and is not
/// invited is told that there is none.
pub(crate) fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Meeting, Part)> {
    actor.may(Right::Report)?;
    let meeting = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let standing = match relationships::see(tx, actor, meeting.relationship_id) {
        Ok((_, standing)) => Some(standing),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let role = attendees::role_of(tx, actor, id)?;
    if standing.is_none() && role.is_none() {
        return Err(Error::NotFound);
    }
    let is_keeper = standing.is_some_and(|one| one.is_keeper);
    Ok((meeting, Part { standing, role, is_keeper, may_write: is_keeper || role.is_some() }))
}

/// A meeting whose minutes the actor may write, while they can be written.
pub(crate) fn write(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Meeting> {
    let (meeting, part) = see(tx, actor, id)?;
    match () {
        () if !part.may_write => Err(Error::Forbidden),
        () if meeting.confirmed_at.is_some() || meeting.cancelled_at.is_some() => {
            Err(Error::Conflict)
        }
        () => Ok(meeting),
    }
}

/// A meeting on whose agenda something can still be put, by anybody who may see it.
pub(crate) fn open(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Meeting, Part)> {
    let (meeting, part) = see(tx, actor, id)?;
    match meeting.confirmed_at.is_some() || meeting.cancelled_at.is_some() {
        true => Err(Error::Conflict),
        false => Ok((meeting, part)),
    }
}

/// A meeting that the actor may move or cancel.
fn keep(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Meeting> {
    let (meeting, part) = see(tx, actor, id)?;
    match () {
        () if !part.is_keeper => Err(Error::Forbidden),
        () if meeting.held_at.is_some() || meeting.cancelled_at.is_some() => Err(Error::Conflict),
        () => Ok(meeting),
    }
}

/// The last meeting of a relationship that was held before another.
pub(crate) fn last_held(tx: &mut Tx, _actor: &Actor, before: &Meeting) -> Result<Option<Meeting>> {
    Ok(store::find_last_held(tx, before.relationship_id, before.starts_at)?)
}

/// What the actor is invited to, from a time on.
pub(crate) fn list_invited(
    tx: &mut Tx,
    person: PersonId,
    from: Time,
    _for: &Actor,
) -> Result<Vec<Meeting>> {
    Ok(store::list_invited(tx, person, from)?)
}

/// The next meeting the actor is invited to, that is not over yet.
pub(crate) fn next_invited(tx: &mut Tx, actor: &Actor, now: Time) -> Result<Option<Meeting>> {
    let Some(person) = actor.id else { return Ok(None) };
    let all = store::list_invited(tx, person, now.plus_seconds(-8 * 3600))?;
    let is_next = |one: &Meeting| {
        one.cancelled_at.is_none()
            && one.held_at.is_none()
            && end_of(one.starts_at, one.minutes) > now
    };
    Ok(all.into_iter().find(is_next))
}

/// The next meeting of a relationship that the actor has a part in.
pub(crate) fn next_of(
    tx: &mut Tx,
    actor: &Actor,
    of: &Relationship,
    now: Time,
) -> Result<Option<Meeting>> {
    let (of, _) = relationships::see(tx, actor, of.id)?;
    let year = now.plus_seconds(366 * 86_400);
    let all = store::list_between(tx, of.id, (now, year))?;
    Ok(all.into_iter().find(|one| one.cancelled_at.is_none() && one.held_at.is_none()))
}

/// The meetings of one relationship.
pub struct Shown {
    /// Between whom.
    pub of: Relationship,
    /// Whether the actor plans them.
    pub is_keeper: bool,
    /// From today on, in order.
    pub next: Vec<Meeting>,
    /// Before, the newest first.
    pub past: Vec<Meeting>,
    /// What recurs.
    pub series: Vec<Series>,
}

/// The meetings of every relationship the actor has a part in, and those elsewhere that they are
/// invited to.
pub async fn list(app: &App, actor: &Actor) -> Result<(Vec<Shown>, Vec<Meeting>)> {
    let (actor, now) = (actor.clone(), app.now());
    app.read(move |tx| {
        let mut shown = Vec::new();
        let today = now.plus_seconds(-4 * 3600);
        for (of, standing) in relationships::list_mine(tx, &actor)? {
            let year = now.plus_seconds(400 * 86_400);
            let next = store::list_between(tx, of.id, (today, year))?;
            let past = store::list_before(tx, of.id, today, 30)?;
            let series = store::list_series(tx, of.id)?;
            shown.push(Shown { of, is_keeper: standing.is_keeper, next, past, series });
        }
        let mut elsewhere = match actor.id {
            Some(person) => store::list_invited(tx, person, today)?,
            None => Vec::new(),
        };
        elsewhere.retain(|one| shown.iter().all(|it| it.of.id != one.relationship_id));
        Ok((shown, elsewhere))
    })
    .await
}

/// One meeting, what the actor is there, and who is invited.
pub async fn load(app: &App, actor: &Actor, id: i64) -> Result<(Meeting, Part, Vec<Guest>)> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (meeting, part) = see(tx, &actor, id)?;
        Ok((meeting, part, attendees::list(tx, &actor, id)?))
    })
    .await
}

/// One that the actor may see.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Meeting> {
    let actor = actor.clone();
    app.read(move |tx| Ok(see(tx, &actor, id)?.0)).await
}

/// A meeting as somebody plans it.
#[derive(Clone, Debug, Default)]
pub struct NewMeeting {
    /// What it is called: 1 to 120 characters.
    pub title: String,
    /// By the clock of `time_zone`, `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// An IANA name.
    pub time_zone: String,
    /// How long: 5 to 480.
    pub minutes: String,
    /// Where; may be empty.
    pub place: String,
    /// A room on the net; may be empty.
    pub link: String,
    /// Who is invited.
    pub named: Named,
}

/// What is as it should be.
pub(crate) struct Facts {
    pub title: String,
    pub place: String,
    pub link: String,
    pub when: Option<When>,
    pub people: Vec<(PersonId, Role)>,
}

/// Title, place and link of a plan.
pub(crate) fn about(
    _actor: &Actor,
    problems: &mut Problems,
    (title, place, link): (&str, &str, &str),
) -> (String, String, String) {
    (
        problems.line("title", title, 120),
        problems.optional_line("place", place, 200),
        read_link(problems, link),
    )
}

/// What a plan says, with everything that is wrong with it noted.
pub(crate) fn read_facts(
    act: &mut Act<'_>,
    problems: &mut Problems,
    new: &NewMeeting,
) -> Result<Facts> {
    let (title, place, link) = about(act.actor, problems, (&new.title, &new.place, &new.link));
    let typed = (new.starts.as_str(), new.time_zone.as_str(), new.minutes.as_str());
    let when = read_when(problems, typed, act.now);
    let people = attendees::read(act.tx, act.actor, problems, &new.named)?;
    Ok(Facts { title, place, link, when, people })
}

/// The time zones to choose from: the organisation's, and those of the places of both sides.
pub(crate) fn zones(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &Relationship,
) -> Result<Vec<String>> {
    let mut zones = vec![app.config.time_zone().iana_name().unwrap_or("UTC").to_owned()];
    for department in [of.customer_id, of.provider_id] {
        zones.extend(store::list_zones(tx, department)?.into_iter().map(|(zone,)| zone));
    }
    zones.extend(actor.zone.iana_name().map(str::to_owned));
    let mut seen = Vec::new();
    zones.retain(|zone| {
        !seen.contains(zone) && {
            seen.push(zone.clone());
            true
        }
    });
    Ok(zones)
}

/// Records what was done at a meeting, for its page and for good.
pub(crate) fn announce(
    act: &mut Act<'_>,
    kind: &'static str,
    meeting: i64,
    (before, after): (&str, &str),
) -> Result<()> {
    act.record(&Event {
        kind,
        subject: format!("meeting {meeting}"),
        before: before.to_owned(),
        after: after.to_owned(),
        ..Event::default()
    })
}

/// A single meeting as somebody changes it: its series stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// How it is to be.
    pub new: NewMeeting,
    /// Why it moves; may be empty.
    pub why: String,
}

/// Changes or moves one meeting; [`Error::Conflict`] when somebody else did meanwhile, and when it is
/// over. Whoever is invited gets a new appointment.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    change: Change,
) -> Result<()> {
    app.act(actor, move |act| {
        let old = keep(act.tx, act.actor, id)?;
        let mut problems = Problems::default();
        let why = problems.optional_line("why", &change.why, 200);
        let facts = read_facts(act, &mut problems, &change.new)?;
        // a time that stays may have passed by now: somebody adds a guest while they meet
        let stays = facts.when.as_ref().is_some_and(|when| when.at == old.starts_at);
        problems.0.retain(|one| !(stays && one.key == "problem-meeting-past"));
        problems.check()?;
        let when = facts.when.ok_or(Error::Conflict)?;
        let about = (facts.title.as_str(), facts.place.as_str(), facts.link.as_str());
        if !store::update_about(act.tx, (id, version), about)? {
            return Err(Error::Conflict);
        }
        let moves = (when.at, when.minutes, when.zone_name.as_str())
            != (old.starts_at, old.minutes, old.time_zone.as_str());
        if moves {
            let time = (when.at, when.minutes, when.zone_name.as_str());
            store::update_time(act.tx, (id, version + 1), time, (&why, act.now))?;
            dates::take_out(act, id)?;
        }
        let gone = attendees::set(act, id, &facts.people)?;
        let now = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        let was = old.starts_at.to_string();
        match moves {
            true => announce(act, "meeting.moved", id, (&was, &now.starts_at.to_string()))?,
            false => announce(act, "meeting.changed", id, (&old.title, &now.title))?,
        }
        let kind = if moves { "moved" } else { "changed" };
        invitations::tell(act, &now, &News { kind, why: &why, was: Some(old.starts_at) })?;
        invitations::take_back(act, &now, gone)
    })
    .await
}

/// Cancels one meeting, and says why to whoever is invited.
pub async fn cancel(app: &App, actor: &Actor, id: i64, why: &str) -> Result<()> {
    let mut problems = Problems::default();
    let why = problems.line("cancel_why", why, 200);
    problems.check()?;
    app.act(actor, move |act| {
        keep(act.tx, act.actor, id)?;
        if !store::update_cancelled(act.tx, id, act.actor.id, (&why, act.now))? {
            return Err(Error::Conflict);
        }
        let now = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        announce(act, "meeting.cancelled", id, ("", &why))?;
        invitations::tell(act, &now, &News { kind: "cancelled", why: &why, was: None })
    })
    .await
}

/// Puts a new row in order: its agenda is there from the beginning.
pub(crate) fn begin(act: &mut Act<'_>, id: i64, people: &[(PersonId, Role)]) -> Result<()> {
    attendees::set(act, id, people)?;
    agenda::prepare(act, id)
}

/// Whether somebody may be told that something happened at a meeting.
pub fn door(tx: &mut Tx, actor: &Actor, id: i64) -> Result<()> {
    see(tx, actor, id).map(drop)
}
