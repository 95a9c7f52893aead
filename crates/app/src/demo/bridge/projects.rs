//! The demo: a project that both sides do together, and one that is done.

use crate::demo::load::{Keys, get};
use base::{App, PersonId, Result, Time};
use bridge::{
    milestones::{self, NewMilestone},
    project_talk,
    projects::{self, NewProject, ProjectState},
};

const DAY: i64 = 86_400;

struct Said(i64, &'static str, bool, &'static str);

const TALK: [Said; 6] = [
    Said(
        64,
        "priya",
        false,
        "Welcome! Northside queues at noon because two of the four self-checks are ten years old. We counted for a week: 41 people waited longer than five minutes.",
    ),
    Said(
        62,
        "ben",
        false,
        "Thanks for the count, that helps with the budget. Both old ones speak SIP2 version 1 only, which is why they freeze when the library system is updated.",
    ),
    Said(
        55,
        "priya",
        true,
        "We buy two machines of the kind Harbour has. No third kind to look after.",
    ),
    Said(41, "ben", false, "They are ordered. Four weeks, they say; I plan with six."),
    Said(
        20,
        "priya",
        false,
        "The desk asks: can a child of eight reach the screen? Harbour's step wobbles.",
    ),
    Said(18, "ben", true, "The screens go 15 centimetres lower. The maker does it at no cost."),
];

/// How long ago it was reached, who said so, and how.
type Reached = Option<(i64, &'static str, &'static str)>;

/// What is there, in how many days, and whether it is.
const STEPS: [(&str, i64, Reached); 4] = [
    (
        "The machines are chosen",
        -56,
        Some((55, "priya", "Together, at Harbour, with a trolley of books")),
    ),
    (
        "The old ones no longer freeze at updates",
        -30,
        Some((33, "ben", "A wait between two messages was all it took")),
    ),
    ("The new machines stand in Northside", 5, None),
    ("Nobody waits longer than five minutes at noon", 40, None),
];

/// One that goes on, and one that is done.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let relationship = super::relationship(app, keys).await?;
    let now = app.now();
    let person = |key: &str| get(&keys.people, key).map(PersonId);
    let new = NewProject {
        name: "New self-checks for Northside".into(),
        aim: "Nobody waits longer than **five minutes** to borrow a book at noon, and no self-check has to be rung about on a Saturday.".into(),
        customer_gives: "A week of counting, a trolley of difficult books, somebody from the desk for an hour a week".into(),
        provider_gives: "Two days a week until December, the order, the wiring".into(),
        customer_sponsor: Some(person("priya")?),
        provider_sponsor: Some(person("ben")?),
    };
    let id = begin(app, keys, relationship, new, (now, 66)).await?;
    for (name, due, reached) in STEPS {
        set(app, now, -65);
        let priya = super::actor(app, keys, "priya").await?;
        let due = now.plus_seconds(due * DAY).timestamp().to_string()[..10].to_owned();
        let new = NewMilestone { name: name.into(), due_on: due };
        let milestone = milestones::create(app, &priya, id, new).await?;
        if let Some((ago, who, words)) = reached {
            set(app, now, -ago);
            let who = super::actor(app, keys, who).await?;
            milestones::reach(app, &who, milestone, words).await?;
        }
    }
    for Said(ago, who, is_decision, words) in TALK {
        set(app, now, -ago);
        let who = super::actor(app, keys, who).await?;
        project_talk::say(app, &who, id, words, is_decision).await?;
    }
    let new = NewProject {
        name: "Printing from a phone".into(),
        aim: "A patron prints a boarding pass from a phone without asking at the desk.".into(),
        customer_gives: "Twelve patrons who tried it with us".into(),
        provider_gives: "The print service, a poster with three pictures".into(),
        customer_sponsor: Some(person("priya")?),
        provider_sponsor: None,
    };
    let done = begin(app, keys, relationship, new, (now, 240)).await?;
    set(app, now, -150);
    let priya = super::actor(app, keys, "priya").await?;
    let words = "Two of three patrons manage without the desk. The rest ask about the poster, which is fine.";
    projects::change_state(app, &priya, done, Some(ProjectState::Done), words).await?;
    set(app, now, 0);
    Ok(())
}

fn set(app: &App, now: Time, days: i64) {
    app.clock.set(now.plus_seconds(days * DAY));
}

async fn begin(
    app: &App,
    keys: &Keys,
    relationship: i64,
    new: NewProject,
    (now, ago): (Time, i64),
) -> Result<i64> {
    set(app, now, -ago);
    let priya = super::actor(app, keys, "priya").await?;
    let id = projects::create(app, &priya, relationship, new).await?;
    projects::change_state(app, &priya, id, Some(ProjectState::Running), "").await?;
    Ok(id)
}
