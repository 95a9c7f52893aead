//! Setting the rules, and asking them.

use super::{
    model::{About, LONGEST, Rules, after},
    store,
};
use crate::{hours, impact::Priority, tickets::Ticket};
use base::{Act, Actor, App, Error, Event, Problems, Result, Right, ServiceId, TeamId, Time, Tx};

/// All the rules, to work out several dates with.
pub(crate) fn rules(tx: &mut Tx) -> Result<Rules> {
    Ok(Rules(store::list(tx)?))
}

/// When the requester may expect news of something like this.
pub(crate) fn due(
    act: &mut Act<'_>,
    priority: i64,
    team: Option<TeamId>,
    service: Option<ServiceId>,
) -> Result<Time> {
    let minutes = rules(act.tx)?.minutes(priority, team, service);
    let open = hours::of_team(act.tx, act.app, team)?;
    Ok(after(&open.calendar, act.now, minutes))
}

/// When the requester may expect news of this ticket.
pub(crate) fn due_for(act: &mut Act<'_>, ticket: &Ticket) -> Result<Time> {
    due(act, ticket.priority, ticket.team_id, ticket.service_id)
}

/// Rules as somebody writes them down: minutes of support hours, critical first; none: whatever the
/// next more general rule says.
pub struct NewRules {
    /// What they are about.
    pub about: Option<About>,
    /// For each priority.
    pub minutes: [Option<i64>; 4],
}

/// All the rules there are, for whoever may see the directory.
pub async fn list(app: &App, actor: &Actor) -> Result<Rules> {
    actor.may(Right::SeeDirectory)?;
    app.read(rules).await
}

/// Sets the rules of one thing, in place of those it had.
pub async fn set(app: &App, actor: &Actor, new: NewRules) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let mut problems = Problems::default();
    let about = problems.word("about", new.about);
    for (at, minutes) in new.minutes.iter().enumerate() {
        if minutes.is_some_and(|minutes| !(1..=LONGEST).contains(&minutes)) {
            problems.add(format!("amount_{}", at + 1), "problem-news-amount");
        }
    }
    problems.check()?;
    let Some(about) = about else { return Err(Error::Conflict) };
    app.act(actor, move |act| {
        let (name,) = store::find_name(act.tx, about)?
            .ok_or_else(|| Error::invalid("about", "problem-choose"))?;
        let before = told(&rules(act.tx)?, about);
        store::delete(act.tx, about)?;
        for (minutes, number) in new.minutes.iter().zip(1..) {
            if let Some(minutes) = minutes {
                store::insert(act.tx, about, (number, *minutes), act.actor.id, act.now)?;
            }
        }
        let after = told(&rules(act.tx)?, about);
        if before == after {
            return Ok(());
        }
        let subject = format!("news rules {name}").trim_end().to_owned();
        act.record(&Event {
            kind: "news_rules.changed",
            subject,
            before,
            after,
            ..Event::default()
        })
    })
    .await
}

/// The rules of one thing as JSON, for the audit trail: minutes by priority.
fn told(rules: &Rules, about: About) -> String {
    let set = Priority::ALL.iter().filter_map(|priority| {
        let minutes = rules.set(about, priority.number())?;
        Some((priority.to_string(), serde_json::Value::from(minutes)))
    });
    let map: serde_json::Map<_, _> = set.collect();
    if map.is_empty() { String::new() } else { serde_json::Value::Object(map).to_string() }
}
