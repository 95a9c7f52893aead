//! Writing in a review, and what becomes of its changes.

use super::{
    model::{Checked, PartKind},
    store::{self, PartRow},
};
use crate::reviews::{self, Place, Review};
use base::{Act, Actor, App, Error, Event, PersonId, Problems, Result};
use desk::live;

pub use super::model::NewPart;

/// The words it begins with.
pub(crate) fn insert_story(act: &mut Act<'_>, review: i64, words: &str) -> Result<()> {
    let by = act.actor.person()?;
    let new = Checked {
        words: words.to_owned(),
        sort: String::new(),
        happened_at: None,
        owner: None,
        due_on: String::new(),
    };
    store::insert(act.tx, (review, PartKind::Story, by), &new, act.now)?;
    Ok(())
}

/// The review, if the actor may write in it. What was agreed to is not changed afterwards: of its
/// changes one can say only that they are done.
fn open(act: &mut Act<'_>, review: i64) -> Result<(Review, Place)> {
    let (review, place) = reviews::sit(act.tx, act.actor, review)?;
    match review.published_at {
        Some(_) => Err(Error::Conflict),
        None => Ok((review, place)),
    }
}

/// Whoever sees to a change does so today or later.
fn check_due(act: &Act<'_>, due_on: &str) -> Result<()> {
    let today = act.actor.zone.to_datetime(act.now.timestamp()).date().to_string();
    match due_on.is_empty() || due_on >= today.as_str() {
        true => Ok(()),
        false => Err(Error::invalid("due_on", "problem-action-past")),
    }
}

fn check_owner(act: &mut Act<'_>, review: i64, owner: Option<i64>) -> Result<()> {
    let Some(owner) = owner else { return Ok(()) };
    let people = reviews::list_people(act.tx, review)?;
    match people.iter().any(|one| one.person_id == PersonId(owner) && one.is_here) {
        true => Ok(()),
        false => Err(Error::invalid("owner", "problem-choose")),
    }
}

/// Writes something new.
pub async fn add(
    app: &App,
    actor: &Actor,
    review: i64,
    (kind, new): (Option<PartKind>, NewPart),
) -> Result<i64> {
    let (zone, by) = (actor.zone.clone(), actor.person()?);
    app.act(actor, move |act| {
        let kind = kind.filter(|kind| *kind != PartKind::Story);
        let (_, place) = open(act, review)?;
        let kind = kind.ok_or_else(|| Error::invalid("kind", "problem-choose"))?;
        let mut new = new.check(kind, &zone)?;
        check_owner(act, review, new.owner)?;
        check_due(act, &new.due_on)?;
        if kind == PartKind::Own {
            new.sort = place.to_string();
        }
        let twice = store::list(act.tx, review)?.into_iter().find(|part| {
            (part.kind, part.by_id, &part.words, &part.sort) == (kind, by, &new.words, &new.sort)
        });
        if let Some(twice) = twice {
            return Ok(twice.id);
        }
        let id = store::insert(act.tx, (review, kind, by), &new, act.now)?;
        reviews::update_changed(act.tx, review, act.now)?;
        reviews::note_deed(act, review, "review.written", kind.as_str())?;
        Ok(id)
    })
    .await
    .inspect(|_| live::note_review(app, review))
}

fn find(act: &mut Act<'_>, id: i64) -> Result<PartRow> {
    let part = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
    reviews::see(act.tx, act.actor, part.review_id)?;
    open(act, part.review_id)?;
    // what somebody says of their own side is theirs
    match part.kind == PartKind::Own && act.actor.id != Some(part.by_id) {
        true => Err(Error::Forbidden),
        false => Ok(part),
    }
}

/// One piece, for whoever takes part.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<PartRow> {
    let actor = actor.clone();
    app.read(move |tx| {
        let part = store::find(tx, id)?.ok_or(Error::NotFound)?;
        reviews::sit(tx, &actor, part.review_id)?;
        Ok(part)
    })
    .await
}

/// Writes it anew; [`Error::Conflict`] when somebody else did meanwhile.
pub async fn change(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    new: NewPart,
) -> Result<()> {
    let zone = actor.zone.clone();
    app.act(actor, move |act| {
        let old = find(act, id)?;
        let mut new = new.check(old.kind, &zone)?;
        if new.owner.map(PersonId) != old.owner_id {
            check_owner(act, old.review_id, new.owner)?;
        }
        if new.due_on != old.due_on {
            check_due(act, &new.due_on)?;
        }
        if old.kind == PartKind::Own {
            new.sort.clone_from(&old.sort);
        }
        if !store::update(act.tx, (id, version), &new, act.now)? {
            return Err(Error::Conflict);
        }
        store::insert_text(act.tx, &old, act.now)?;
        reviews::update_changed(act.tx, old.review_id, act.now)?;
        reviews::note_deed(act, old.review_id, "review.written", old.kind.as_str())?;
        Ok(old.review_id)
    })
    .await
    .map(|review| live::note_review(app, review))
}

/// Takes it out, while it is not published. What happened cannot be taken out.
pub async fn remove(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        let part = find(act, id)?;
        let (review, _) = reviews::sit(act.tx, act.actor, part.review_id)?;
        if part.kind == PartKind::Story || review.published_at.is_some() {
            return Err(Error::Conflict);
        }
        store::insert_text(act.tx, &part, act.now)?;
        store::update_removed(act.tx, id, act.now)?;
        reviews::update_changed(act.tx, part.review_id, act.now)?;
        reviews::note_deed(act, part.review_id, "review.taken_out", part.kind.as_str())?;
        Ok(part.review_id)
    })
    .await
    .map(|review| live::note_review(app, review))
}

/// Lets one's own part be published with the rest, or keeps it at the table: by its writer alone,
/// before and after.
pub async fn consent(app: &App, actor: &Actor, id: i64, does_consent: bool) -> Result<()> {
    app.act(actor, move |act| {
        let part = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        reviews::sit(act.tx, act.actor, part.review_id)?;
        if part.kind != PartKind::Own {
            return Err(Error::Conflict);
        }
        if act.actor.id != Some(part.by_id) {
            return Err(Error::Forbidden);
        }
        if part.consented_at.is_some() == does_consent {
            return Ok(part.review_id);
        }
        let at = Some(act.now).filter(|_| does_consent);
        store::update_consent(act.tx, id, at)?;
        let kind = if does_consent { "review.consented" } else { "review.kept_back" };
        reviews::note_deed(act, part.review_id, kind, "")?;
        Ok(part.review_id)
    })
    .await
    .map(|review| live::note_review(app, review))
}

/// Says that a change is done, and how: by whoever takes part.
pub async fn finish(app: &App, actor: &Actor, id: i64, words: &str) -> Result<()> {
    let mut problems = Problems::default();
    let words = problems.text("done_words", words, 2000);
    let problems = problems.check();
    let by = actor.person()?;
    app.act(actor, move |act| {
        let part = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        let (review, _) = reviews::sit(act.tx, act.actor, part.review_id)?;
        if part.kind != PartKind::Change {
            return Err(Error::Conflict);
        }
        problems?;
        if part.done_at.is_some() {
            return Ok(review.id);
        }
        store::update_done(act.tx, id, (by, &words), act.now)?;
        reviews::note_deed(act, part.review_id, "review.change_done", "")?;
        if review.published_at.is_none() {
            return Ok(review.id);
        }
        act.record(&Event {
            kind: "review.change_done",
            subject: format!("review {}", review.id),
            ..Event::default()
        })?;
        Ok(review.id)
    })
    .await
    .map(|review| live::note_review(app, review))
}
