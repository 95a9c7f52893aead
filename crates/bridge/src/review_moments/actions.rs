//! Telling what happened, and saying something about it.

use super::{
    model::{Moment, telling},
    store::{self, MarkRow},
};
use crate::{
    relationships,
    review_parts::{self, PartKind},
    reviews::{self, Review},
};
use base::{
    Actor, App, DepartmentId, Error, Language, Problems, Result, TicketId, Tx, stored_in_words,
};
use desk::live;

/// The department that somebody's deed counts for, by name: one of the two, or neither.
fn side(
    above: &dyn Fn(DepartmentId) -> Vec<DepartmentId>,
    (customer, provider): (DepartmentId, DepartmentId),
    of: Option<DepartmentId>,
) -> Option<bool> {
    let chain = of.map(above).unwrap_or_default();
    let first = chain.into_iter().find(|one| *one == customer || *one == provider);
    first.map(|one| one == provider)
}

/// What happened, in order: from the requests, and what was added. It has the words of every
/// request; who reads it loses those of requests they may not open, with [`hide`].
pub(crate) fn list(tx: &mut Tx, tongue: &'static Language, review: &Review) -> Result<Vec<Moment>> {
    let (relationship, _) = relationships::see(tx, &Actor::system(), review.relationship_id)?;
    let pair = (relationship.customer_id, relationship.provider_id);
    let parents = relationships::list_parents(tx)?;
    let above = |id| relationships::above(&parents, id);
    let marks = store::list_marks(tx, review.id)?;
    let mut all = Vec::new();
    for deed in store::list(tx, review.id, review.published_at.is_some())? {
        let Some((key, has_words)) = telling(&deed.kind, deed.after.is_empty()) else { continue };
        let who = match side(&above, pair, deed.department_id) {
            Some(true) => review.provider.as_str(),
            Some(false) => review.customer.as_str(),
            None => tongue.t("review-somebody"),
        };
        let said = match has_words {
            true => stored_in_words(tongue, &deed.after),
            false => String::new(),
        };
        let mark = marks.iter().find(|mark| mark.event_id == deed.id);
        all.push(Moment {
            at: deed.at,
            text: tongue.with(key, &[("who", who), ("before", ""), ("after", "")]),
            said,
            ticket: Some(deed.ticket_id),
            event: deed.id,
            part: 0,
            is_aside: mark.is_some_and(|mark| mark.is_aside),
            note: mark.map(|mark| mark.words.clone()).unwrap_or_default(),
            version: mark.map_or(0, |mark| mark.version),
        });
    }
    for part in review_parts::list(tx, review.id)? {
        if part.kind != PartKind::Moment {
            continue;
        }
        all.push(Moment {
            at: part.happened_at.unwrap_or(part.at),
            text: part.words,
            said: String::new(),
            ticket: None,
            event: 0,
            part: part.id,
            is_aside: false,
            note: String::new(),
            version: part.version,
        });
    }
    all.sort_by_key(|moment| (moment.at, moment.event));
    Ok(all)
}

/// Takes the words of requests out that their reader may not open; that something happened stays.
pub(crate) fn hide(moments: &mut [Moment], opens: &[TicketId]) {
    for moment in moments {
        if moment.ticket.is_some_and(|id| !opens.contains(&id)) {
            moment.said.clear();
        }
    }
}

/// From now on the timeline is what was agreed to, whatever becomes of the requests.
pub(crate) fn keep(tx: &mut Tx, review: &Review, moments: &[Moment]) -> Result<()> {
    for moment in moments.iter().filter(|moment| moment.event > 0) {
        store::insert_kept(tx, review.id, moment.event)?;
    }
    Ok(())
}

/// One moment of a request, for whoever takes part.
pub async fn find(app: &App, actor: &Actor, (review, event): (i64, i64)) -> Result<Moment> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (found, _) = reviews::sit(tx, &actor, review)?;
        let mut all = list(tx, actor.language, &found)?;
        hide(&mut all, &reviews::opened(tx, &actor, &found)?);
        all.into_iter().find(|moment| moment.event == event && event > 0).ok_or(Error::NotFound)
    })
    .await
}

/// Says something about a moment, or puts it aside; [`Error::Conflict`] when somebody else did
/// meanwhile.
pub async fn mark(
    app: &App,
    actor: &Actor,
    (review, event, version): (i64, i64, i64),
    (is_aside, words): (bool, &str),
) -> Result<()> {
    let by = actor.person()?;
    let words = words.to_owned();
    app.act(actor, move |act| {
        let (found, _) = reviews::sit(act.tx, act.actor, review)?;
        if found.published_at.is_some() {
            return Err(Error::Conflict);
        }
        let all = list(act.tx, act.actor.language, &found)?;
        let moment = all.iter().find(|moment| moment.event == event && event > 0);
        let moment = moment.ok_or(Error::NotFound)?;
        let mut problems = Problems::default();
        let words = problems.optional_line("note", &words, 500);
        problems.check()?;
        if (moment.is_aside, &moment.note) == (is_aside, &words) {
            return Ok(());
        }
        let new = MarkRow { event_id: event, is_aside, words, version };
        let is_stale = version != moment.version;
        if is_stale || !store::upsert(act.tx, (review, by), &new, act.now)? {
            return Err(Error::Conflict);
        }
        reviews::update_changed(act.tx, review, act.now)?;
        reviews::note_deed(act, review, "review.marked", "")
    })
    .await
    .inspect(|()| live::note_review(app, review))
}
