//! Reading agreements, as far as somebody may.

use super::{
    model::{Agreement, Seen, latest, sees},
    store,
};
use crate::{
    approvals, coverage,
    sides::{self, Side, Standing},
    terms::{self, Line, VersionRow, diff},
};
use base::{Act, Actor, App, Error, Event, Result, Tx};
use desk::tidings::Tiding;
use jiff::civil::Date;
use people::calendars;

/// The day it is where the house is.
pub(crate) fn today(app: &App) -> Date {
    app.config.time_zone().to_datetime(app.now().timestamp()).date()
}

/// An agreement with all its versions, and where the actor stands.
pub(crate) struct Found {
    pub agreement: Agreement,
    pub standing: Standing,
    /// From the first on, also those the actor may not read.
    pub versions: Vec<VersionRow>,
}

impl Found {
    /// The version that is worked on.
    pub(crate) fn open(&self) -> Option<&VersionRow> {
        self.versions.last().filter(|version| version.is_open())
    }

    /// The version that is worked on by both sides.
    pub(crate) fn offered(&self) -> Result<&VersionRow> {
        let open = self.open().filter(|version| version.offered_at.is_some());
        open.ok_or(Error::Conflict)
    }

    /// Whether both sides ever agreed.
    pub(crate) fn was_agreed(&self) -> bool {
        self.versions.iter().any(|version| version.agreed_at.is_some())
    }
}

/// An agreement of which the actor may read something. Whoever has no part in it is told that there
/// is none.
pub(crate) fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Found> {
    let ground = sides::stands(tx, actor)?;
    let agreement = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let standing = ground.of(&agreement.pair());
    let versions = terms::list_versions(tx, id)?;
    match versions.iter().any(|version| sees(standing, version)) {
        true => Ok(Found { agreement, standing, versions }),
        false => Err(Error::NotFound),
    }
}

/// An agreement in a list.
pub struct Listed {
    /// The row.
    pub agreement: Agreement,
    /// Where the reader stands.
    pub standing: Standing,
    /// The version that counts, or the last that the reader may read.
    pub shown: VersionRow,
    /// Whether the reader's yes is awaited.
    pub awaits: bool,
}

/// Every agreement of which the actor may read something, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Listed>> {
    let (on, actor) = (today(app), actor.clone());
    app.read(move |tx| {
        let ground = sides::stands(tx, &actor)?;
        let mut found = Vec::new();
        for agreement in store::list(tx)? {
            let standing = ground.of(&agreement.pair());
            if !standing.may_read() {
                continue;
            }
            let all = terms::list_versions(tx, agreement.id)?;
            let open = all.last().filter(|one| one.is_open() && one.offered_at.is_some());
            let awaits = match open {
                Some(open) => {
                    let said = approvals::sides_of(tx, &actor, open.id)?;
                    standing.decides().iter().any(|side| !said.contains(side))
                }
                None => false,
            };
            let versions: Vec<_> = all.into_iter().filter(|one| sees(standing, one)).collect();
            if let Some(shown) = latest(&versions, &agreement.ended_on, on) {
                let shown = shown.clone();
                found.push(Listed { agreement, standing, shown, awaits });
            }
        }
        Ok(found)
    })
    .await
}

/// An agreement for whoever may read it, at a version, or at that which counts.
pub async fn load(app: &App, actor: &Actor, id: i64, number: Option<i64>) -> Result<Seen> {
    let (on, reader) = (today(app), actor.clone());
    let seen = app.read(move |tx| look(tx, &reader, id, (number, on))).await?;
    let has_read = seen.since.is_some() || !seen.is_open() || !seen.standing.keeps(None);
    if !has_read && seen.shown.offered_at.is_some() && actor.id.is_some() {
        // from here on it is known what changes
        note_read(app, actor, id).await?;
    }
    Ok(seen)
}

fn look(tx: &mut Tx, actor: &Actor, id: i64, (number, on): (Option<i64>, Date)) -> Result<Seen> {
    let Found { agreement, standing, versions: all } = see(tx, actor, id)?;
    let open = all.last().filter(|version| version.is_open());
    let is_written_elsewhere = open.is_some_and(|one| !sees(standing, one));
    let open = open.filter(|one| sees(standing, one)).cloned();
    let versions: Vec<_> = all.into_iter().filter(|one| sees(standing, one)).collect();
    let shown = match number {
        Some(number) => versions.iter().find(|one| one.number == number),
        None => latest(&versions, &agreement.ended_on, on),
    };
    let shown = shown.ok_or(Error::NotFound)?.clone();
    let terms = terms::load_terms(tx, &shown)?;
    let before = versions.iter().rev().find(|one| one.number < shown.number);
    let changes = match before {
        Some(before) => diff(&terms::load_terms(tx, before)?.lines(), &terms.lines()),
        None => Vec::new(),
    };
    let is_open = open.as_ref().is_some_and(|open| open.id == shown.id);
    let since = match actor.id.filter(|_| is_open && standing.keeps(None)) {
        Some(person) => store::find_look(tx, id, person)?.map(|(text, at)| {
            let read: Vec<Line> = serde_json::from_str(&text).unwrap_or_default();
            (at, diff(&read, &terms.lines()))
        }),
        None => None,
    };
    Ok(Seen {
        current: coverage::current(&versions, &agreement.ended_on, on),
        agreement,
        standing,
        versions,
        shown,
        terms,
        open,
        is_written_elsewhere,
        changes,
        since,
    })
}

/// In whose open hours time is counted, in words.
pub(crate) fn hours(tx: &mut Tx, app: &App, actor: &Actor, it: &Seen) -> Result<String> {
    if let Some((id, name)) = &it.terms.calendar {
        let all = terms::list_calendars(tx)?;
        let found = all.into_iter().find(|(known, ..)| known == id);
        return Ok(match found {
            Some((_, name, hours, _)) if !hours.is_empty() => format!("{name}: {hours}"),
            _ => name.clone(),
        });
    }
    let open = match it.agreement.provider_team_id {
        Some(team) => calendars::of_team(tx, app, Some(team))?,
        None => calendars::of_department(tx, app, it.agreement.provider_id)?,
    };
    let hours = open.calendar.hours().to_string();
    Ok(actor.language.with("agreement-hours-now", &[("hours", &hours)]))
}

pub(crate) fn event(kind: &'static str, id: i64, before: &str, after: &str) -> Event {
    Event {
        kind,
        subject: format!("agreement {id}"),
        before: before.to_owned(),
        after: after.to_owned(),
        ..Event::default()
    }
}

/// Tells these sides' keepers a sentence about an agreement.
pub(crate) fn say_to(
    act: &mut Act<'_>,
    agreement: &Agreement,
    sides: &[Side],
    words: &'static str,
) -> Result<()> {
    let tiding = Tiding::new(words, &agreement.name, format!("/agreements/{}", agreement.id));
    sides::tell_sides(act, &agreement.pair(), sides, &tiding)
}

/// Keeps what the last version says now as read by the actor.
pub(crate) fn mark_read(act: &mut Act<'_>, id: i64) -> Result<()> {
    let Some(person) = act.actor.id else { return Ok(()) };
    let Some(last) = terms::list_versions(act.tx, id)?.pop() else { return Ok(()) };
    let lines = terms::load_terms(act.tx, &last)?.lines();
    let text = serde_json::to_string(&lines).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(store::upsert_look(act.tx, id, person, &text, act.now)?)
}

/// Says that the actor has read what is worked on, so that they are shown what changes from here on.
pub async fn note_read(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        let found = see(act.tx, act.actor, id)?;
        if !found.standing.keeps(None) {
            return Err(Error::Forbidden);
        }
        match found.open() {
            Some(open) if sees(found.standing, open) => mark_read(act, id),
            _ => Err(Error::Conflict),
        }
    })
    .await
}
