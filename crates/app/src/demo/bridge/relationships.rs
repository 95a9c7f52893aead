//! The demo: the relationship itself: its year, goals and figures.

use super::{actor, year};
use crate::demo::load::{Keys, get};
use base::{Actor, App, DepartmentId, PersonId, Result, Time};
use bridge::{
    goals::{self, NewGoal},
    readings::{self, NewReading},
    relationships::{self, NewRelationship},
};

/// A goal before anybody owns it: sentence, measure, unit, from, to.
type Wish = (&'static str, &'static str, &'static str, &'static str, &'static str);

pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let now = app.now();
    year::fill(app, keys).await?;
    let priya = actor(app, keys, "priya").await?;
    let kerryn = actor(app, keys, "kerryn").await?;
    app.clock.set(now.plus_seconds(-340 * 86_400));
    let new = NewRelationship {
        customer: Some(DepartmentId(get(&keys.departments, "library")?)),
        provider: Some(DepartmentId(get(&keys.departments, "it")?)),
        purpose: "Libraries that open every morning with everything working, and two teams who ring each other before they complain.".into(),
    };
    let id = relationships::create(app, &priya, new).await?;
    let owners = (get(&keys.people, "priya")?, get(&keys.people, "samantha")?);
    let first =
        ("Nobody at a desk waits half a morning for a first answer", "first", "", "6", "1.5");
    app.clock.set(now.plus_seconds(-190 * 86_400));
    let sooner = set(app, &priya, id, first, (owners, now.plus_seconds(100 * 86_400))).await?;
    app.clock.set(now.plus_seconds(-180 * 86_400));
    agree(app, &priya, sooner).await?;
    agree(app, &kerryn, sooner).await?;
    let second = (
        "Every branch has people who can do the first checks themselves",
        "by_hand",
        "people",
        "2",
        "9",
    );
    app.clock.set(now.plus_seconds(-160 * 86_400));
    let owners = (get(&keys.people, "tom")?, get(&keys.people, "hamish")?);
    let checks = set(app, &priya, id, second, (owners, now.plus_seconds(60 * 86_400))).await?;
    agree(app, &priya, checks).await?;
    agree(app, &kerryn, checks).await?;
    for (days, value, note) in [
        (155, "2", "Ahmed and Siobhan"),
        (120, "3", "Grace came to the morning at Northside"),
        (92, "3", "Nobody had time in the holidays"),
        (60, "5", "Two more after Hamish’s tour"),
        (28, "6", ""),
        (5, "8", "Only Harbour’s weekend people are missing"),
    ] {
        let at = now.plus_seconds(-days * 86_400);
        app.clock.set(at);
        let on = app.config.time_zone().to_datetime(at.timestamp()).date().to_string();
        let new = NewReading { on, value: value.into(), note: note.into() };
        readings::measure(app, &priya, checks, new).await?;
    }
    let third =
        ("Everybody new in IT spends a morning at a branch", "by_hand", "mornings", "0", "6");
    app.clock.set(now.plus_seconds(-6 * 86_400));
    let owners = (get(&keys.people, "marcus")?, get(&keys.people, "samantha")?);
    let morning = set(app, &priya, id, third, (owners, now.plus_seconds(200 * 86_400))).await?;
    agree(app, &priya, morning).await?;
    app.clock.set(now);
    Ok(())
}

/// To what it says now.
async fn agree(app: &App, actor: &Actor, goal: i64) -> Result<()> {
    let read = goals::load(app, actor, goal).await?.goal.version;
    goals::agree(app, actor, goal, Some(read)).await
}

async fn set(
    app: &App,
    actor: &Actor,
    relationship: i64,
    (statement, measure, unit, from, to): Wish,
    ((customer, provider), by): ((i64, i64), Time),
) -> Result<i64> {
    let by = app.config.time_zone().to_datetime(by.timestamp()).date();
    let new = NewGoal {
        relationship: Some(relationship),
        statement: statement.into(),
        measure: measure.into(),
        unit: unit.into(),
        from: from.into(),
        to: to.into(),
        by: by.to_string(),
        owner_customer: Some(PersonId(customer)),
        owner_provider: Some(PersonId(provider)),
    };
    goals::create(app, actor, new).await
}
