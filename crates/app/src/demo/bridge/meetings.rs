//! The demo: a year of meetings between the library and IT, every fourth Tuesday at ten.

use super::minutes::{HELD, Held};
use crate::demo::{
    load::{Keys, get},
    store,
};
use base::{Actor, App, DepartmentId, Error, PersonId, Result, Time};
use bridge::{
    action_items::{self, Ending, NewAction, Place},
    agenda::{self, NewItem},
    attendees::{self, Answer, Named},
    dates,
    meetings::{self, Change, NewMeeting, Recurs, Skipping},
    minutes::{self, NewDecision},
    relationships,
    series::{self, NewPlan},
};
use desk::{following::Whom, occasions, occasions::NewOccasion};
use jiff::civil::{Date, Weekday};

const DAY: i64 = 86_400;

async fn actor(app: &App, keys: &Keys, key: &str) -> Result<Actor> {
    let id = PersonId(get(&keys.people, key)?);
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
    found.ok_or(Error::NotFound)
}

/// The first Tuesday on or after a day.
fn tuesday(from: Date) -> Date {
    let mut day = from;
    while day.weekday() != Weekday::Tuesday {
        day = day.tomorrow().unwrap_or(day);
    }
    day
}

async fn relationship(app: &App, keys: &Keys) -> Result<Option<i64>> {
    let pair = (get(&keys.departments, "library")?, get(&keys.departments, "it")?);
    let system = Actor::system();
    app.read(move |tx| {
        let all = relationships::list_mine(tx, &system)?;
        let is_it = |one: &relationships::Relationship| {
            (one.customer_id, one.provider_id) == (DepartmentId(pair.0), DepartmentId(pair.1))
        };
        Ok(all.into_iter().map(|(of, _)| of).find(is_it).map(|of| of.id))
    })
    .await
}

pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let now = app.now();
    let id = match relationship(app, keys).await? {
        Some(id) => id,
        None => {
            let new = relationships::NewRelationship {
                customer: Some(DepartmentId(get(&keys.departments, "library")?)),
                provider: Some(DepartmentId(get(&keys.departments, "it")?)),
                purpose: "Doors that open, machines that work, and no surprises.".into(),
            };
            relationships::create(app, &Actor::system(), new).await?
        }
    };
    let zone = app.config.time_zone();
    let today = zone.to_datetime(now.timestamp()).date();
    // the next one is in three to nine days
    let next = tuesday(today.checked_add(jiff::Span::new().days(3)).unwrap_or(today));
    let first = next.checked_sub(jiff::Span::new().days(13 * 28)).unwrap_or(next);
    let begun =
        zone.to_timestamp(first.at(9, 0, 0, 0)).map_err(|e| Error::Internal(e.to_string()))?;
    app.clock.set(Time::from(begun).plus_seconds(-DAY));
    close(app, keys, first).await?;
    let priya = actor(app, keys, "priya").await?;
    let plan = NewPlan {
        first: NewMeeting {
            title: "Library and IT".into(),
            starts: first.at(10, 0, 0, 0).strftime("%Y-%m-%dT%H:%M").to_string(),
            time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            minutes: "60".into(),
            place: "Central Library, meeting room 2".into(),
            link: String::new(),
            named: Named {
                chair: "priya.nadarajan@bellwater.example".into(),
                minute_taker: "deborah.whitfield@bellwater.example".into(),
                guests: [
                    "helen.karras",
                    "kerryn.blackwood",
                    "samantha.okafor",
                    "nadia.rossi",
                    "tom.gallagher",
                ]
                .map(|name| format!("{name}@bellwater.example"))
                .join("\n"),
            },
        },
        recurs: Some(Recurs::Own),
        rule: "FREQ=WEEKLY;INTERVAL=4".into(),
        skipping: Some(Skipping::Move),
        ..NewPlan::default()
    };
    let made = series::plan(app, &priya, id, plan).await?;
    let id = meetings::get(app, &priya, made).await?.series_id.ok_or(Error::NotFound)?;
    play(app, keys, (&priya, id), now).await?;
    app.clock.set(now);
    dates::extend_due(app).await?;
    upcoming(app, keys, (&priya, id), now).await?;
    // nobody waits for letters of last year
    app.act(&Actor::system(), |act| Ok(store::delete_letters(act.tx)?)).await
}

/// One date falls on a day when the council is closed.
async fn close(app: &App, keys: &Keys, first: Date) -> Result<()> {
    let day = first.checked_add(jiff::Span::new().days(28 * 5)).unwrap_or(first);
    let zone = app.config.time_zone();
    let at = |hour: i8, day: Date| zone.to_timestamp(day.at(hour, 0, 0, 0)).map(Time::from).ok();
    let new = NewOccasion {
        title: "Council Foundation Day".into(),
        matters: "A holiday for everybody".into(),
        department: Some(DepartmentId(get(&keys.departments, "council")?)),
        starts_at: at(0, day),
        ends_at: at(23, day),
        is_closed: true,
        ..NewOccasion::default()
    };
    occasions::create(app, &Actor::system(), new).await.map(drop)
}

/// Plays each meeting that has been by now.
async fn play(app: &App, keys: &Keys, (priya, series): (&Actor, i64), now: Time) -> Result<()> {
    let mut open: Vec<(Time, i64, &'static str, &'static str)> = Vec::new();
    for round in 0..13 {
        dates::extend_due(app).await?;
        let (_, all, _) = bridge::series::get(app, priya, series).await?;
        let Some(meeting) = all.get(round) else { break };
        let (id, ends) = (meeting.id, meeting.starts_at.plus_seconds(3600));
        if ends >= now {
            break;
        }
        if round == 8 {
            app.clock.set(meeting.starts_at.plus_seconds(-2 * DAY));
            meetings::cancel(app, priya, id, "Half of us are at the state conference").await?;
            continue;
        }
        app.clock.set(meeting.starts_at.plus_seconds(-DAY));
        // what was promised earlier is done by now
        for (at, action, who, words) in std::mem::take(&mut open) {
            if at > meeting.starts_at {
                open.push((at, action, who, words));
                continue;
            }
            app.clock.set(at);
            let who = actor(app, keys, who).await?;
            action_items::finish(app, &who, action, Ending::Done, words).await?;
        }
        app.clock.set(meeting.starts_at.plus_seconds(-DAY));
        // the five that are told in full are spread over the year
        let told = HELD.get(round / 3).filter(|_| round % 3 == 0);
        hold(app, keys, (priya, id, ends), told, &mut open).await?;
    }
    for (at, action, who, words) in open {
        if at < now {
            app.clock.set(at);
            let who = actor(app, keys, who).await?;
            action_items::finish(app, &who, action, Ending::Done, words).await?;
        }
    }
    Ok(())
}

async fn hold(
    app: &App,
    keys: &Keys,
    (priya, id, ends): (&Actor, i64, Time),
    told: Option<&Held>,
    open: &mut Vec<(Time, i64, &'static str, &'static str)>,
) -> Result<()> {
    let mut noted = Vec::new();
    for said in told.map(|held| held.said).unwrap_or_default() {
        let by = actor(app, keys, said.by).await?;
        let item = NewItem { title: said.item.into(), why: said.why.into() };
        noted.push((agenda::add(app, &by, id, item).await?, said.notes));
    }
    app.clock.set(ends.plus_seconds(-1200));
    for (topic, notes) in noted {
        agenda::note(app, priya, (topic, 1), notes).await?;
    }
    if let Some(held) = told {
        let decision = NewDecision { words: held.decision.into(), agreed: held.agreed.into() };
        minutes::decide(app, priya, id, decision).await?;
        for promise in held.promises {
            let due = match promise.days {
                0 => String::new(),
                days => app
                    .config
                    .time_zone()
                    .to_datetime(ends.plus_seconds(days * DAY).timestamp())
                    .date()
                    .to_string(),
            };
            let owner = match promise.owner {
                "" => None,
                key => Some(Whom::Id(PersonId(get(&keys.people, key)?))),
            };
            let new = NewAction { words: promise.words.into(), owner, due, ticket: String::new() };
            let action = action_items::promise(app, priya, Place::Meeting(id), new).await?;
            if let Some((days, words)) = promise.done {
                open.push((ends.plus_seconds(days * DAY), action, promise.owner, words));
            }
        }
    }
    app.clock.set(ends);
    minutes::hold(app, priya, id).await?;
    app.clock.set(ends.plus_seconds(DAY));
    minutes::confirm(app, priya, id).await
}

/// The next one: somebody has added something, and some have said whether they come.
async fn upcoming(app: &App, keys: &Keys, (priya, series): (&Actor, i64), now: Time) -> Result<()> {
    let (_, all, _) = bridge::series::get(app, priya, series).await?;
    let ahead: Vec<_> = all.iter().filter(|one| one.starts_at > now).collect();
    let Some(next) = ahead.first() else { return Ok(()) };
    let joseph = actor(app, keys, "joseph").await?;
    let item = NewItem {
        title: "Receipts that come out blank".into(),
        why: "Three times this week, and patrons think their loans did not count".into(),
    };
    agenda::add(app, &joseph, next.id, item).await?;
    for (who, answer, because) in [
        ("kerryn", Answer::Coming, ""),
        ("nadia", Answer::Coming, ""),
        ("tom", Answer::Cannot, "Northside is short of people that day"),
    ] {
        let who = actor(app, keys, who).await?;
        attendees::answer(app, &who, next.id, Some(answer), because).await?;
    }
    // one further on has moved
    let Some(later) = ahead.get(1) else { return Ok(()) };
    let zone = app.config.time_zone();
    let day = zone.to_datetime(later.starts_at.plus_seconds(DAY).timestamp());
    let (_, _, all) = meetings::load(app, priya, later.id).await?;
    let address = |role: attendees::Role| {
        let found = all.iter().filter(move |one| one.part == role).map(|one| one.email.clone());
        found.collect::<Vec<_>>().join("\n")
    };
    let change = Change {
        new: NewMeeting {
            title: later.title.clone(),
            starts: day.strftime("%Y-%m-%dT%H:%M").to_string(),
            time_zone: later.time_zone.clone(),
            minutes: later.minutes.to_string(),
            place: later.place.clone(),
            link: String::new(),
            named: Named {
                chair: address(attendees::Role::Chair),
                minute_taker: address(attendees::Role::Minutes),
                guests: address(attendees::Role::Member),
            },
        },
        why: "Kerryn is at the budget meeting on Tuesday".into(),
    };
    meetings::update(app, priya, (later.id, later.version), change).await
}
