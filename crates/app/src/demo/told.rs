//! How some of the demo's people want to be told, and how far they have read.

use super::load::{Keys, get};
use base::{Actor, App, Error, PersonId, Result};
use desk::notifications::{self, Kind, NewChoices, Way};

/// Unread at the top of each list.
const UNREAD: usize = 3;

/// Chosen long ago: who, what of it, and the hours without mail.
type Chosen = (&'static str, &'static [(Kind, Way)], (&'static str, &'static str));
const CHOSEN: [Chosen; 4] = [
    ("ahmed", &[(Kind::Request, Way::App), (Kind::Following, Way::App)], ("19:00", "07:30")),
    ("helen", &[(Kind::Request, Way::App), (Kind::Following, Way::Digest)], ("", "")),
    ("nadia", &[(Kind::Assigned, Way::App), (Kind::Asked, Way::App)], ("18:00", "07:00")),
    ("kerryn", &[(Kind::Team, Way::Digest), (Kind::Following, Way::App)], ("", "")),
];

/// Chooses, before anything happens.
pub async fn choose(app: &App, keys: &Keys) -> Result<()> {
    for (who, ways, (from, until)) in CHOSEN {
        let new = NewChoices {
            ways: ways.iter().map(|(kind, way)| (*kind, way.to_string())).collect(),
            quiet_from: from.into(),
            quiet_until: until.into(),
            is_critical_let_through: true,
            digest_at: "08:00".into(),
            digest_days: ["1", "2", "3", "4", "5"].map(str::to_owned).to_vec(),
            version: None,
        };
        let actor = actor(app, PersonId(get(&keys.people, who)?)).await?;
        notifications::choose(app, &actor, new).await?;
    }
    Ok(())
}

/// Everybody has read what is older than the newest few.
pub async fn read(app: &App, keys: &Keys) -> Result<()> {
    let mut people: Vec<i64> = keys.people.values().copied().collect();
    people.sort_unstable();
    for person in people {
        let actor = actor(app, PersonId(person)).await?;
        let told = notifications::list(app, &actor, (0, 50)).await?;
        if let Some(newest) = told.get(UNREAD) {
            notifications::open_all(app, &actor, newest.row.id).await?;
        }
    }
    Ok(())
}

async fn actor(app: &App, id: PersonId) -> Result<Actor> {
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
    found.ok_or(Error::NotFound)
}
