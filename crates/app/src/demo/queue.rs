//! What people who work in the queue made of it: tags, saved views, one snooze.

use super::load::{Keys, get};
use base::{Actor, App, Error, PersonId, Result, TeamId, TicketId};
use desk::{
    bulk::{self, Deed, NewBulk},
    queue::{self, Filters, Whose},
    views::{self, NewView},
};
use web::Fields;

/// Adds them for the agents whom the demo names first.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let nadia = actor(app, get(&keys.people, "nadia")?).await?;
    let yusuf = actor(app, get(&keys.people, "yusuf")?).await?;
    for (actor, team, tag) in
        [(&nadia, "library_systems", "exam-week"), (&yusuf, "network", "wifi")]
    {
        let team = TeamId(get(&keys.teams, team)?);
        let ids = open_of(app, actor, team).await?;
        let some = ids.iter().copied().step_by(3).collect();
        act(app, actor, Deed::AddTag { tag: tag.into() }, some).await?;
        let shared = ("In exam week", Some(team), vec![("tag", tag), ("order", "news")]);
        let own = ("Everything on hold", None, vec![("phase", "on_hold")]);
        for (name, team, filters) in [shared, own] {
            let (name, filters) = (name.to_owned(), Fields::new(filters));
            views::create(app, actor, NewView { name, team, filters }).await?;
        }
        if let Some(last) = ids.last() {
            let until = app.now().plus_seconds(3 * 3600);
            act(app, actor, Deed::Snooze { until }, vec![*last]).await?;
        }
    }
    for (who, team, name, filters) in [
        ("rajiv", "applications", "Waiting for a supplier", vec![("phase", "waiting_for_them")]),
        (
            "kerryn",
            "service_desk",
            "High and waiting for us",
            vec![("phase", "waiting_for_us"), ("priority", "2")],
        ),
    ] {
        let actor = actor(app, get(&keys.people, who)?).await?;
        let team = TeamId(get(&keys.teams, team)?);
        let shared = NewView { name: name.into(), team: Some(team), filters: Fields::new(filters) };
        views::create(app, &actor, shared).await?;
        let filters = Fields::new([("phase", "on_hold")]);
        let own = NewView { name: "Everything on hold".into(), team: None, filters };
        views::create(app, &actor, own).await?;
    }
    Ok(())
}

async fn actor(app: &App, id: i64) -> Result<Actor> {
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, PersonId(id), &zone)?)).await?;
    found.ok_or(Error::NotFound)
}

async fn open_of(app: &App, actor: &Actor, team: TeamId) -> Result<Vec<TicketId>> {
    Ok(queue::list_ids(app, actor, Filters::new(vec![Whose::Teams(vec![team])])).await?.0)
}

async fn act(app: &App, actor: &Actor, deed: Deed, tickets: Vec<TicketId>) -> Result<()> {
    if tickets.is_empty() {
        return Ok(());
    }
    let new = NewBulk { deed, tickets, key: None, list: String::new() };
    bulk::start(app, actor, new).await.map(drop)
}
