//! Setting goals, agreeing on them, measuring and closing them.

use super::{
    model::{self, Checked, Ending, Goal, NewGoal, Seen, Stand, sides, stand, steps},
    store,
};
use crate::{
    across::tell_across,
    agenda::Line,
    figures::amount_in_words,
    follow_ups::in_short,
    health::{self, Month},
    readings,
    relationships::{self, Relationship, Side, Standing},
};
use base::{
    Act, Actor, App, Error, Event, Language, PersonId, Problems, Result, Time, Tx, day_in_words,
};
use desk::tidings::{Tiding, When};
use jiff::civil::Date;
use people::administration::changed_meanwhile;
use plot::Amount;

pub(crate) fn today(app: &App) -> Date {
    app.config.time_zone().to_datetime(app.now().timestamp()).date()
}

fn day_of(app: &App, at: Time) -> Date {
    app.config.time_zone().to_datetime(at.timestamp()).date()
}

fn is_owner(goal: &Goal, actor: &Actor) -> bool {
    let owners = [goal.owner_customer_id, goal.owner_provider_id];
    actor.id.is_some() && owners.contains(&actor.id)
}

/// A goal with everything on its page; the months were counted before.
fn look(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    goal: Goal,
    (of, standing): (Relationship, Standing),
    months: &[Month],
) -> Result<Seen> {
    let readings = readings::list(tx, goal.id)?;
    let (began, today) = (day_of(app, goal.created_at), today(app));
    let steps = steps(&goal, began, today, months, &readings);
    let last = match goal.live() {
        // a month that is not over counts only where there is no other
        Some(measure) => {
            let over = months.iter().rev().filter(|month| !month.is_running);
            let all = over.chain(months.iter().rev().filter(|month| month.is_running));
            let read = |month: &Month| month.counts.read(measure).amount;
            all.filter(|month| month.first >= began.first_of_month()).find_map(read)
        }
        None => readings.last().map(|one| Amount(one.value)),
    };
    let is_open = goal.ending.is_none() && of.ended_at.is_none();
    let may_change = is_open && (standing.is_keeper || is_owner(&goal, actor));
    Ok(Seen {
        agreements: store::list_agreements(tx, goal.id, goal.terms)?,
        stand: stand(&goal, began, today, last),
        may_measure: may_change && goal.live().is_none(),
        may_change,
        readings,
        steps,
        last,
        goal,
        of,
        standing,
    })
}

fn all_of(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &Relationship,
    standing: Standing,
) -> Result<Vec<Seen>> {
    let goals = store::list(tx, of.id)?;
    let is_live = goals.iter().any(|goal| goal.live().is_some());
    let months = if is_live { health::year(tx, app, of)? } else { Vec::new() };
    let look = |goal| look(tx, app, actor, goal, (of.clone(), standing), &months);
    goals.into_iter().map(look).collect()
}

/// Every goal of the relationships that the actor has a part in.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Relationship, Standing, Vec<Seen>)>> {
    let (at, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let mine = relationships::list_mine(tx, &actor)?;
        let each = mine.into_iter().map(|(of, standing)| {
            let goals = all_of(tx, &at, &actor, &of, standing)?;
            Ok((of, standing, goals))
        });
        each.collect()
    })
    .await
}

fn find(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Goal, Relationship, Standing)> {
    let goal = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let (of, standing) = relationships::see(tx, actor, goal.relationship_id)?;
    Ok((goal, of, standing))
}

/// A goal, for everybody on either side.
pub async fn load(app: &App, actor: &Actor, id: i64) -> Result<Seen> {
    let (at, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let (goal, of, standing) = find(tx, &actor, id)?;
        let months = if goal.live().is_some() { health::year(tx, &at, &of)? } else { Vec::new() };
        look(tx, &at, &actor, goal, (of, standing), &months)
    })
    .await
}

/// The people of either side.
pub(super) type Owners = [Vec<(PersonId, String)>; 2];

/// The relationships a goal can be set in, and who can own the sides of one of them.
pub(super) async fn choices(
    app: &App,
    actor: &Actor,
    relationship: Option<i64>,
) -> Result<(Vec<Relationship>, Option<i64>, Owners)> {
    let actor = actor.clone();
    app.read(move |tx| {
        let mine = relationships::list_mine(tx, &actor)?;
        let kept: Vec<_> =
            mine.into_iter().filter(|(_, standing)| standing.is_keeper).map(|(of, _)| of).collect();
        let chosen = kept.iter().find(|of| Some(of.id) == relationship).or(kept.first());
        let Some(of) = chosen else { return Err(Error::Forbidden) };
        let (customer, provider) = (of.customer_id, of.provider_id);
        let owners = [
            store::list_people(tx, customer, provider)?,
            store::list_people(tx, provider, customer)?,
        ];
        let id = of.id;
        Ok((kept, Some(id), owners))
    })
    .await
}

/// Who can own the sides of a goal that is there.
pub(super) async fn owners(app: &App, actor: &Actor, id: i64) -> Result<Owners> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (_, of, _) = find(tx, &actor, id)?;
        let (customer, provider) = (of.customer_id, of.provider_id);
        Ok([
            store::list_people(tx, customer, provider)?,
            store::list_people(tx, provider, customer)?,
        ])
    })
    .await
}

/// Owners are of their side; whoever left may stay what they were.
fn check_owners(
    act: &mut Act<'_>,
    of: &Relationship,
    new: &Checked,
    was: Option<&Goal>,
) -> Result<()> {
    let mut problems = Problems::default();
    let sides = [
        ("owner_customer", new.owner_customer, of.customer_id, of.provider_id),
        ("owner_provider", new.owner_provider, of.provider_id, of.customer_id),
    ];
    for (field, owner, side, other) in sides {
        let Some(owner) = owner else { continue };
        let stays = was.is_some_and(|goal| {
            [goal.owner_customer_id, goal.owner_provider_id].contains(&Some(owner))
        });
        let people = store::list_people(act.tx, side, other)?;
        if !stays && people.iter().all(|(id, _)| *id != owner) {
            problems.add(field, "problem-choose");
        }
    }
    problems.check()
}

/// Whoever owns a goal and whoever looks after the other side hear of it.
fn tell_of(act: &mut Act<'_>, id: i64, words: &'static str) -> Result<()> {
    let (goal, _, standing) = find(act.tx, act.actor, id)?;
    let tiding = Tiding {
        when: Some(When::By(goal.by())).filter(|_| goal.ending.is_none()),
        ..Tiding::new(words, &in_short(&goal.statement), format!("/goals/{id}"))
    };
    let owners = goal.owner_customer_id.into_iter().chain(goal.owner_provider_id);
    tell_across(act, (goal.relationship_id, standing.side), owners, &tiding)
}

pub(crate) fn event(kind: &'static str, id: i64, before: &str, after: &str) -> Event {
    Event {
        kind,
        subject: format!("goal {id}"),
        before: before.to_owned(),
        after: after.to_owned(),
        ..Event::default()
    }
}

/// Sets a goal: whoever looks after the relationship. The same sentence twice is one goal.
pub async fn create(app: &App, actor: &Actor, new: NewGoal) -> Result<i64> {
    let relationship = new.relationship;
    let checked = new.check(Some(today(app)))?;
    app.act(actor, move |act| {
        let id = relationship.ok_or_else(|| Error::invalid("relationship", "problem-choose"))?;
        let of = relationships::see_kept(act.tx, act.actor, id)?;
        if of.ended_at.is_some() {
            return Err(Error::Conflict);
        }
        check_owners(act, &of, &checked, None)?;
        let all = store::list(act.tx, of.id)?;
        let same =
            all.iter().find(|one| one.ending.is_none() && one.statement == checked.statement);
        if let Some(same) = same {
            return Ok(same.id);
        }
        let id = store::insert(act.tx, of.id, &checked, act.actor.id, act.now)?;
        act.record(&event("goal.set", id, "", &checked.statement))?;
        tell_of(act, id, "goal-set")?;
        Ok(id)
    })
    .await
}

/// Changes a goal that was read at `version`. Where what was agreed changes, both sides agree anew.
pub async fn update(app: &App, actor: &Actor, id: i64, version: i64, new: NewGoal) -> Result<()> {
    let checked = new.check(None)?;
    app.act(actor, move |act| {
        let (old, of, _) = changeable(act, id)?;
        check_owners(act, &of, &checked, Some(&old))?;
        let was = old.as_new().check(None);
        let is_new = was.map_or(true, |was| {
            (&was.statement, &was.measure, &was.unit, was.from, was.to, was.by)
                != (
                    &checked.statement,
                    &checked.measure,
                    &checked.unit,
                    checked.from,
                    checked.to,
                    checked.by,
                )
        });
        if !store::update(act.tx, id, version, &checked, is_new)? {
            let (typed, now) = (pairs(&new), pairs(&old.as_new()));
            return Err(changed_meanwhile(old.version, &typed, &now, &now));
        }
        act.record(&event("goal.changed", id, &old.statement, &checked.statement))?;
        let words = if is_new { "goal-changed" } else { "goal-touched" };
        tell_of(act, id, words)
    })
    .await
}

/// By the names in the form.
pub(super) fn pairs(new: &NewGoal) -> Vec<(&'static str, String)> {
    let person = |id: Option<PersonId>| id.map(|id| id.to_string()).unwrap_or_default();
    vec![
        ("statement", new.statement.clone()),
        ("measure", new.measure.clone()),
        ("unit", new.unit.clone()),
        ("from", new.from.clone()),
        ("to", new.to.clone()),
        ("by", new.by.clone()),
        ("owner_customer", person(new.owner_customer)),
        ("owner_provider", person(new.owner_provider)),
    ]
}

/// An open goal that the actor looks after or owns.
pub fn changeable(act: &mut Act<'_>, id: i64) -> Result<(Goal, Relationship, Standing)> {
    let (goal, of, standing) = find(act.tx, act.actor, id)?;
    if !standing.is_keeper && !is_owner(&goal, act.actor) {
        return Err(Error::Forbidden);
    }
    if goal.ending.is_some() || of.ended_at.is_some() {
        return Err(Error::Conflict);
    }
    Ok((goal, of, standing))
}

/// Says that one's own side wants this, too: whoever looks after the relationship. `read` is the
/// version they read; nobody agrees to another one.
pub async fn agree(app: &App, actor: &Actor, id: i64, read: Option<i64>) -> Result<()> {
    app.act(actor, move |act| {
        let (goal, _, standing) = find(act.tx, act.actor, id)?;
        if sides(standing).is_empty() {
            return Err(Error::Forbidden);
        }
        if goal.ending.is_some() {
            return Err(Error::Conflict);
        }
        if read != Some(goal.version) {
            return Err(Error::invalid("version", "problem-goal-read"));
        }
        let by = act.actor.person()?;
        let mut is_told = true;
        for side in sides(standing) {
            if store::insert_agreement(act.tx, (id, goal.terms), side, by, act.now)? {
                act.record(&event("goal.agreed", id, "", side))?;
                is_told = false;
            }
        }
        if is_told { Ok(()) } else { tell_of(act, id, "goal-agreed") }
    })
    .await
}

/// Closes a goal: reached; given up, and why; or replaced by another one of the same relationship.
pub async fn close(
    app: &App,
    actor: &Actor,
    id: i64,
    ending: Option<Ending>,
    (words, next): (&str, Option<i64>),
) -> Result<()> {
    let mut problems = Problems::default();
    let ending = problems.word("ending", ending);
    let words = problems.optional_line("ending_words", words, 500);
    if ending == Some(Ending::GivenUp) && words.is_empty() {
        problems.add("ending_words", "problem-goal-why");
    }
    if ending == Some(Ending::Replaced) && next.is_none() {
        problems.add("next", "problem-choose");
    }
    problems.check()?;
    let Some(ending) = ending else { return Err(Error::Conflict) };
    app.act(actor, move |act| {
        let (goal, _, standing) = find(act.tx, act.actor, id)?;
        if !standing.is_keeper && !is_owner(&goal, act.actor) {
            return Err(Error::Forbidden);
        }
        if goal.ending == Some(ending) {
            return Ok(());
        }
        if let Some(next) = next.filter(|_| ending == Ending::Replaced) {
            let other = store::find(act.tx, next)?;
            let fits = |other: &Goal| {
                other.relationship_id == goal.relationship_id
                    && other.id != id
                    && other.ending.is_none()
            };
            if !other.as_ref().is_some_and(fits) {
                return Err(Error::invalid("next", "problem-choose"));
            }
            store::insert_successor(act.tx, id, next)?;
        }
        let by = act.actor.id;
        if !store::update_closed(act.tx, id, (ending, &words), by, act.now)? {
            return Err(Error::Conflict);
        }
        act.record(&event("goal.closed", id, &goal.statement, ending.as_str()))?;
        tell_of(act, id, "goal-closed")
    })
    .await
}

/// An amount with the unit of its goal.
pub(super) fn amount(language: &Language, goal: &Goal, amount: Amount) -> String {
    match goal.live() {
        Some(measure) => amount_in_words(language, measure, amount),
        None => format!("{amount} {}", goal.unit).trim_end().to_owned(),
    }
}

/// Where a goal stands, in a sentence.
pub(super) fn in_words(language: &Language, seen: &Seen) -> String {
    let say = |it| amount(language, &seen.goal, it);
    let by = day_in_words(language, seen.goal.by());
    let (from, to) = (say(seen.goal.from()), say(seen.goal.to()));
    let now = seen.last.map(say).unwrap_or_default();
    let args = [("now", now.as_str()), ("from", &from), ("to", &to), ("by", &by)];
    language.with(&format!("goal-stands-{}", seen.stand), &args)
}

/// What this brings to a meeting of the relationship: how the shared goals stand. Only what both
/// sides may read.
pub fn for_agenda(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &Relationship,
    _since: Time,
) -> Result<Vec<Line>> {
    let standing = Standing { side: Side::Both, is_keeper: false };
    let all = all_of(tx, app, actor, of, standing)?;
    let line = |seen: Seen| Line {
        note: in_words(actor.language, &seen),
        href: format!("/goals/{}", seen.goal.id),
        text: seen.goal.statement,
    };
    Ok(all.into_iter().filter(|seen| seen.goal.ending.is_none()).map(line).collect())
}

/// The stands that are worth a second look.
pub(super) fn is_warm(stand: Stand) -> bool {
    matches!(stand, model::Stand::Behind | model::Stand::Overdue)
}
