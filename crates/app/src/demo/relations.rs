//! How some of the demo's tickets hang together: a link, help that was given, a team that is asked.

use super::load::{Keys, get};
use base::{Actor, App, Error, PersonId, Result, TeamId, TicketId};
use desk::{
    assists::{self, Answer, NewAssist},
    following::{self, Whom},
    links::{self, Relation},
    referral::{self, NewReferral},
};

/// The e-book app that knows no card, and the borrowing machines: both lean on the same line.
const EBOOKS: TicketId = TicketId(34);
const MACHINES: TicketId = TicketId(35);

/// Ties them together through the real actions.
pub async fn tie(app: &App, keys: &Keys) -> Result<()> {
    let nadia = actor(app, keys, "nadia").await?;
    let yusuf = actor(app, keys, "yusuf").await?;
    let kerryn = actor(app, keys, "kerryn").await?;
    let siobhan = actor(app, keys, "siobhan").await?;
    let person = |key: &str| Ok::<_, Error>(Whom::Id(PersonId(get(&keys.people, key)?)));
    links::link(app, &kerryn, MACHINES, Relation::Related, EBOOKS).await?;
    following::add(app, &yusuf, MACHINES, person("priya")?).await?;
    let ask = NewAssist {
        helper: person("siobhan")?,
        words: "Do cards still work on your borrowing machines at Harbour? Then it is not the whole line.".into(),
    };
    let asked = assists::ask(app, &nadia, EBOOKS, ask).await?;
    let words = "Yes, we have lent about thirty books since nine. Only the app says no.";
    assists::answer(app, &siobhan, EBOOKS, asked, Some(Answer::Gave), words).await?;
    assists::thank(app, &nadia, EBOOKS, asked, "That saved me an hour of looking. Thank you!")
        .await?;
    let referral = NewReferral {
        team: Some(TeamId(get(&keys.teams, "network")?)),
        words: "Please see whether the tunnel to the e-book supplier is up. The log ends at 06:41."
            .into(),
        wanted_by: Some(app.now().plus_seconds(3 * 3600)),
    };
    referral::refer(app, &nadia, EBOOKS, referral).await
}

async fn actor(app: &App, keys: &Keys, key: &str) -> Result<Actor> {
    let id = PersonId(get(&keys.people, key)?);
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
    found.ok_or(Error::NotFound)
}
