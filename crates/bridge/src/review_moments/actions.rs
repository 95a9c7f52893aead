//! Telling what happened, and saying something about it.

use super::{
    model::{Moment, is_telling},
    store::{self, DeedRow, MarkRow},
};
use crate::{
    relationships,
    review_parts::{self, PartKind},
    reviews::{self, Review},
};
use base::{Actor, App, DepartmentId, Error, Language, Problems, Result, Tx};
use desk::{
    live,
    timeline::{EventRow, sentence},
};

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

/// What happened, in order: from the requests, and what was added.
pub(crate) fn list(tx: &mut Tx, tongue: &'static Language, review: &Review) -> Result<Vec<Moment>> {
    let (relationship, _) = relationships::see(tx, &Actor::system(), review.relationship_id)?;
    let pair = (relationship.customer_id, relationship.provider_id);
    let parents = relationships::list_parents(tx)?;
    let above = |id| relationships::above(&parents, id);
    let marks = store::list_marks(tx, review.id)?;
    let mut all = Vec::new();
    for deed in store::list(tx, review.id)?.into_iter().filter(|deed| is_telling(&deed.kind)) {
        let who = match side(&above, pair, deed.department_id) {
            Some(true) => review.provider.as_str(),
            Some(false) => review.customer.as_str(),
            None => tongue.t("review-somebody"),
        };
        let Some(text) = told(tongue, &deed, who) else { continue };
        let mark = marks.iter().find(|mark| mark.event_id == deed.id);
        all.push(Moment {
            at: deed.at,
            text,
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

/// A deed as a sentence about a side.
fn told(tongue: &'static Language, deed: &DeedRow, who: &str) -> Option<String> {
    let key = match deed.kind.as_str() {
        "ticket.opened" => Some("review-moment-opened"),
        "message.answered" => Some("review-moment-answered"),
        "message.added" => Some("review-moment-added"),
        "ticket.played_back" => Some("review-moment-understood"),
        "ticket.resolved" => Some("review-moment-resolved"),
        // whom it was given to does not matter
        "ticket.assigned" => Some("review-moment-taken"),
        _ => None,
    };
    if let Some(key) = key {
        let after = base::stored_in_words(tongue, &deed.after);
        return Some(tongue.with(key, &[("who", who), ("what", &after)]));
    }
    let event = EventRow {
        id: deed.id,
        at: deed.at,
        actor: String::new(),
        kind: deed.kind.clone(),
        is_internal: false,
        before: deed.before.clone(),
        after: deed.after.clone(),
    };
    sentence(tongue, &event, who)
}

/// One moment of a request, for whoever takes part.
pub async fn find(app: &App, actor: &Actor, (review, event): (i64, i64)) -> Result<Moment> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (found, _) = reviews::sit(tx, &actor, review)?;
        let all = list(tx, actor.language, &found)?;
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
