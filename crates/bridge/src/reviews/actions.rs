//! Beginning to look back, asking people to take part, and agreeing that others may read it.

use super::{
    model::{self, Place, is_agreed},
    store::{self, DeedRow, PersonRow, Review},
};
use crate::{
    across::tell_each,
    ladders::{LONGEST, numbers},
    relationships::{self, Side},
    reminders::{self, News},
    review_moments::{self, Moment},
    review_parts::{self, PartKind, PartRow},
};
use base::{
    Act, Actor, App, DepartmentId, Error, Event, Problems, Result, Right, ServiceId, TeamId,
    TicketId, Tx,
};
use desk::{
    following::{Whom, find_one},
    live,
    tickets::{self, Ticket},
    tidings::Tiding,
};

/// How soon the same title again is the same form, in seconds.
const TWICE: i64 = 60;

/// Where somebody stands to a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// They take part, on this side.
    Takes(Place),
    /// It is published, and they belong to one of the departments.
    Reads,
}

/// A review as somebody begins it.
#[derive(Clone, Debug, Default)]
pub struct NewReview {
    /// Between whom.
    pub relationship: Option<i64>,
    /// 1 to 150 characters.
    pub title: String,
    /// What happened, in a few sentences: 1 to 10,000 characters.
    pub words: String,
    /// What it is about.
    pub service: Option<ServiceId>,
    /// Requests, as typed: "12, 15".
    pub tickets: String,
    /// Low marks that come again: this is what becomes of them.
    pub repeat: Option<i64>,
}

/// A review with everything in it that its reader may see.
pub struct View {
    /// The review.
    pub review: Review,
    /// Where the reader stands.
    pub seat: Seat,
    /// Who takes part.
    pub people: Vec<PersonRow>,
    /// The requests it is about; with what each is called where the reader may open it.
    pub tickets: Vec<(TicketId, Option<String>)>,
    /// The mark of what there is to read now: whoever agrees says to what.
    pub reading: i64,
    /// What is written in it.
    pub parts: Vec<PartRow>,
    /// What happened when, in order.
    pub moments: Vec<Moment>,
    /// What was done, the newest first; for those who take part.
    pub deeds: Vec<DeedRow>,
}

/// A review and where the actor stands; for whoever may not read it, there is none.
pub(crate) fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Review, Seat)> {
    actor.may(Right::Report)?;
    let review = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let people = store::list_people(tx, id)?;
    if let Some(one) = people.iter().find(|one| Some(one.person_id) == actor.id) {
        return Ok((review, Seat::Takes(one.side)));
    }
    if review.published_at.is_none() {
        return Err(Error::NotFound);
    }
    relationships::see(tx, actor, review.relationship_id)?;
    Ok((review, Seat::Reads))
}

/// The same for those who take part.
pub(crate) fn sit(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Review, Place)> {
    match see(tx, actor, id)? {
        (review, Seat::Takes(place)) => Ok((review, place)),
        (_, Seat::Reads) => Err(Error::Forbidden),
    }
}

/// Writes down in the review what was done.
pub(crate) fn note_deed(
    act: &mut Act<'_>,
    review: i64,
    kind: &'static str,
    words: &str,
) -> Result<()> {
    let by = act.actor.id;
    Ok(store::insert_deed(act.tx, (review, by), (kind, words), act.now)?)
}

/// Whether somebody may be told that somebody wrote in a review.
pub fn door(tx: &mut Tx, actor: &Actor, id: i64) -> Result<()> {
    see(tx, actor, id).map(drop)
}

/// Those the actor takes part in, and those that both departments read, the newest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Review, bool)>> {
    actor.may(Right::Report)?;
    let (actor, person) = (actor.clone(), actor.person()?);
    app.read(move |tx| {
        let mine: Vec<i64> =
            relationships::list_mine(tx, &actor)?.into_iter().map(|(one, _)| one.id).collect();
        let mut all = store::list(tx, person)?;
        all.retain(|(one, takes_part)| *takes_part || mine.contains(&one.relationship_id));
        Ok(all)
    })
    .await
}

/// Those in which something waits for the actor.
pub async fn list_waiting(app: &App, actor: &Actor) -> Result<Vec<i64>> {
    let person = actor.person()?;
    let found = app.read(move |tx| Ok(store::list_waiting(tx, person)?)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Everything in it.
pub async fn load(app: &App, actor: &Actor, id: i64) -> Result<View> {
    let (reader, person) = (actor.clone(), actor.person()?);
    let view = app
        .read(move |tx| {
            let (review, seat) = see(tx, &reader, id)?;
            let takes_part = seat != Seat::Reads;
            let mut parts = review_parts::list(tx, id)?;
            // what somebody says of their own side is for the table until they say otherwise
            parts.retain(|part| {
                takes_part || part.kind != PartKind::Own || part.consented_at.is_some()
            });
            let mut moments = review_moments::list(tx, reader.language, &review)?;
            moments.retain(|moment| takes_part || !moment.is_aside);
            let seen = seen_tickets(tx, &reader, &review)?;
            let opens: Vec<_> = seen.iter().map(|ticket| ticket.id).collect();
            review_moments::hide(&mut moments, &opens);
            let named = |id: TicketId| {
                let found = seen.iter().find(|ticket| ticket.id == id);
                (id, found.map(|ticket| ticket.subject.clone()))
            };
            Ok(View {
                people: store::list_people(tx, id)?,
                tickets: store::list_tickets(tx, id)?.into_iter().map(named).collect(),
                reading: reading(tx, &review)?,
                deeds: if takes_part { store::list_deeds(tx, id)? } else { Vec::new() },
                parts,
                moments,
                review,
                seat,
            })
        })
        .await?;
    let is_new = |one: &PersonRow| one.person_id == person && one.seen_at.is_none();
    if view.people.iter().any(is_new) {
        app.act(actor, move |act| Ok(store::update_seen(act.tx, id, person, act.now)?)).await?;
    }
    Ok(view)
}

/// Those of its requests that the reader may open.
fn seen_tickets(tx: &mut Tx, reader: &Actor, review: &Review) -> Result<Vec<Ticket>> {
    let all = store::list_tickets(tx, review.id)?;
    tickets::seen(tx, reader, &all)
}

/// The same by number.
pub(crate) fn opened(tx: &mut Tx, reader: &Actor, review: &Review) -> Result<Vec<TicketId>> {
    let seen = seen_tickets(tx, reader, review)?;
    Ok(seen.into_iter().map(|ticket| ticket.id).collect())
}

/// The mark of everything that there is to read in it, whoever reads.
fn reading(tx: &mut Tx, review: &Review) -> Result<i64> {
    let moments = review_moments::list(tx, Actor::system().language, review)?;
    let told = moments.iter().filter(|moment| moment.event > 0);
    let told = told.map(|one| (one.event, one.text.as_str(), one.said.as_str()));
    Ok(model::mark(review.version, told))
}

/// Whether a request is between the two departments: asked by one, looked at by the other.
fn is_between(
    sides: &relationships::BothSides,
    teams: &[(TeamId, DepartmentId)],
    ticket: &Ticket,
) -> bool {
    let team = ticket.team_id.and_then(|id| teams.iter().find(|(team, _)| *team == id));
    let (asks, helps) = (sides.of(ticket.department_id), sides.of(team.map(|(_, of)| *of)));
    asks.is_some() && helps.is_some() && asks != helps
}

/// The requests that somebody names, each of which they may see and is between the two.
fn check_tickets(tx: &mut Tx, actor: &Actor, relationship: i64, named: &[i64]) -> Result<()> {
    let (of, _) = relationships::see(tx, actor, relationship)?;
    let sides = relationships::both_sides(tx, actor, &of)?;
    let teams = relationships::load_sides(tx)?.teams;
    for number in named {
        let refused = |key: &'static str| {
            let mut problems = Problems::default();
            problems.add_with("tickets", key, vec![("n", number.to_string())]);
            Err(Error::Invalid(problems))
        };
        match tickets::see(tx, actor, TicketId(*number)) {
            Err(Error::NotFound) => return refused("problem-ladder-number"),
            Err(error) => return Err(error),
            Ok((ticket, _)) if !is_between(&sides, &teams, &ticket) => {
                return refused("problem-review-between");
            }
            Ok(_) => {}
        }
    }
    Ok(())
}

/// On which side somebody sits; whoever stands above both sits where they are asked less often.
fn place_of(tx: &mut Tx, actor: &Actor, relationship: i64) -> Result<Place> {
    let (_, standing) = relationships::see(tx, actor, relationship)?;
    Ok(match standing.side {
        Side::Customer => Place::Customer,
        Side::Provider => Place::Provider,
        Side::Both if actor.has(Right::Work) => Place::Provider,
        Side::Both => Place::Customer,
    })
}

/// Whether somebody may begin to look back at all: whoever works on requests, speaks for a
/// department, or looks after a relationship.
pub(crate) fn may_begin(actor: &Actor) -> bool {
    [Right::Work, Right::SeeDepartment, Right::LookAfter].iter().any(|right| actor.has(*right))
}

/// Begins to look back. Whoever begins takes part.
pub async fn begin(app: &App, actor: &Actor, new: NewReview) -> Result<i64> {
    actor.may(Right::Report)?;
    if !may_begin(actor) {
        return Err(Error::Forbidden);
    }
    let by = actor.person()?;
    let mut problems = Problems::default();
    let title = problems.line("title", &new.title, 150);
    let words = problems.text("words", &new.words, LONGEST);
    let named = numbers(&mut problems, "tickets", &new.tickets);
    let relationship = problems.word("relationship", new.relationship).unwrap_or_default();
    problems.check()?;
    app.act(actor, move |act| {
        let choose = |field: &'static str| Error::invalid(field, "problem-choose");
        let place = match place_of(act.tx, act.actor, relationship) {
            Err(Error::NotFound) => return Err(choose("relationship")),
            other => other?,
        };
        let services = crate::ladders::list_services(act.tx)?;
        if new.service.is_some_and(|id| !services.iter().any(|(one, _)| *one == id.0)) {
            return Err(choose("service"));
        }
        check_tickets(act.tx, act.actor, relationship, &named)?;
        let since = act.now.plus_seconds(-TWICE);
        if let Some((id,)) = store::find_same(act.tx, by, &title, since)? {
            return Ok(id);
        }
        let row = (relationship, title.as_str(), new.service);
        let id = store::insert(act.tx, row, by, act.now)?;
        for number in named {
            store::insert_ticket(act.tx, id, TicketId(number))?;
        }
        store::insert_person(act.tx, (id, by), place, None, act.now)?;
        store::update_seen(act.tx, id, by, act.now)?;
        review_parts::insert_story(act, id, &words)?;
        note_deed(act, id, "review.begun", "")?;
        if let Some(repeat) = new.repeat {
            desk::felt_repeats::review_begun(act, repeat, id)?;
        }
        Ok(id)
    })
    .await
}

/// Asks somebody of either side to take part, by those who do.
pub async fn invite(app: &App, actor: &Actor, id: i64, whom: Whom) -> Result<()> {
    app.act(actor, move |act| {
        let (review, _) = sit(act.tx, act.actor, id)?;
        let guest = find_one(act.tx, "person", &whom)?;
        let people = store::list_people(act.tx, id)?;
        if people.iter().any(|one| one.person_id == guest.id) {
            return Ok(());
        }
        // what was said at the table was said to those who sat there
        if review.published_at.is_some() {
            return Err(Error::invalid("person", "problem-review-published"));
        }
        let zone = act.app.config.time_zone();
        let elsewhere = || Error::invalid("person", "problem-review-elsewhere");
        let their = people::sign_in::actor_of(act.tx, guest.id, &zone)?.ok_or_else(elsewhere)?;
        let place = match place_of(act.tx, &their, review.relationship_id) {
            Err(Error::NotFound | Error::Forbidden) => return Err(elsewhere()),
            other => other?,
        };
        let by = act.actor.id;
        store::insert_person(act.tx, (id, guest.id), place, by, act.now)?;
        reminders::tell(act, guest.id, News::LookingBack)?;
        note_deed(act, id, "review.invited", &guest.name)
    })
    .await?;
    live::note_review(app, id);
    Ok(())
}

/// Agrees that both departments may read it as somebody has read it: `read` is the mark of that.
/// Where there is something else to read by now, nothing is agreed to. With one of each side it is
/// published, and the timeline stays as it is. Says whether it is.
pub async fn agree(app: &App, actor: &Actor, id: i64, read: Option<i64>) -> Result<bool> {
    let person = actor.person()?;
    let is_out = app
        .act(actor, move |act| {
            let (review, _) = sit(act.tx, act.actor, id)?;
            if review.published_at.is_some() {
                return Ok(true);
            }
            let now = reading(act.tx, &review)?;
            if read != Some(now) {
                return Err(Error::invalid("reading", "problem-review-reading"));
            }
            store::update_agreed(act.tx, id, person, Some((act.now, now)))?;
            note_deed(act, id, "review.agreed", "")?;
            let people = store::list_people(act.tx, id)?;
            let all: Vec<_> = people.iter().map(|one| (one.side, one.agreed_to)).collect();
            if !is_agreed(&all, now) {
                return Ok(false);
            }
            let moments = review_moments::list(act.tx, act.actor.language, &review)?;
            review_moments::keep(act.tx, &review, &moments)?;
            store::update_published(act.tx, id, act.now)?;
            note_deed(act, id, "review.published", "")?;
            // from here on there is nothing private in that it exists
            act.record(&Event {
                kind: "review.published",
                subject: format!("review {id}"),
                ..Event::default()
            })?;
            let published =
                Tiding::new("review-published", &review.title, format!("/reviews/{id}"));
            tell_each(act, people.iter().map(|one| one.person_id).collect(), &published)?;
            Ok(true)
        })
        .await?;
    live::note_review(app, id);
    Ok(is_out)
}

/// Takes one's agreement back, while it is not published.
pub async fn withdraw(app: &App, actor: &Actor, id: i64) -> Result<()> {
    let person = actor.person()?;
    app.act(actor, move |act| {
        let (review, _) = sit(act.tx, act.actor, id)?;
        if review.published_at.is_some() {
            return Err(Error::Conflict);
        }
        store::update_agreed(act.tx, id, person, None)?;
        note_deed(act, id, "review.withdrawn", "")
    })
    .await?;
    live::note_review(app, id);
    Ok(())
}

/// What the panel beside a request says: reviews to read, and whether one may be begun.
pub(crate) fn of_ticket(
    tx: &mut Tx,
    actor: &Actor,
    id: TicketId,
) -> Result<(Vec<(i64, String)>, bool)> {
    let Some(person) = actor.id else { return Ok((Vec::new(), false)) };
    let (ticket, access) = tickets::see(tx, actor, id)?;
    let mut found = Vec::new();
    for (review, title) in store::list_of_ticket(tx, id, person)? {
        if see(tx, actor, review).is_ok() {
            found.push((review, title));
        }
    }
    let speaks = ticket.department_id.is_some_and(|of| actor.departments().has(&of));
    let is_theirs = access == tickets::Access::Work || speaks;
    Ok((found, is_theirs && !ticket.state.is_open()))
}
