//! Letters whose quiet hours are over, and summaries.

use super::{
    actions, mail,
    model::{Kind, Plan, Quiet, Way, quiet_end},
    store,
};
use base::{Act, Actor, App, Error, PersonId, Result, Time};
use serde::{Deserialize, Serialize};

/// The kind of job that sends what waited for somebody's quiet hours to end; its payload is the
/// person's number.
pub const RELEASE_LETTERS: &str = "release_letters";

/// The kind of job that writes somebody's summary.
pub const WRITE_DIGEST: &str = "write_digest";

/// Whose summary, and for when: one that was planned anew since is not written for the old time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Planned {
    pub person: i64,
    pub due: Time,
}

/// Sends what may go now. Each letter goes once, with the row that held it.
pub async fn release_letters(app: App, payload: String) -> Result<()> {
    let person = payload
        .parse()
        .map(PersonId)
        .map_err(|_| Error::Internal(format!("this is nobody: {payload}")))?;
    app.act(&Actor::system(), move |act| {
        let rows = store::list_held(act.tx, person, act.now)?;
        actions::release(act, person, rows)
    })
    .await
}

/// Writes the summary, once; nothing where there is nothing to say.
pub async fn write_digest(app: App, payload: String) -> Result<()> {
    let Planned { person, due } = serde_json::from_str(&payload)
        .map_err(|e| Error::Internal(format!("this is no summary: {e}")))?;
    let person = PersonId(person);
    app.act(&Actor::system(), move |act| match store::take_digest(act.tx, person, due)? {
        true => mail::write(act, person),
        false => Ok(()),
    })
    .await
}

/// How somebody wants to hear something that is about no ticket, and when a letter about it may go
/// (none: now). None for those who have left.
pub(crate) fn when_to_write(
    act: &mut Act<'_>,
    person: PersonId,
    kind: Kind,
) -> Result<Option<(Way, Option<Time>)>> {
    let Some(wish) = store::find_wish(act.tx, person, kind)? else { return Ok(None) };
    let way = wish.way.unwrap_or(kind.usual(wish.is_helping));
    let zone = people::sign_in::actor_of(act.tx, person, &act.app.config.time_zone())?;
    let zone = zone.map_or_else(|| act.app.config.time_zone(), |actor| actor.zone);
    let at = match way {
        Way::Digest => {
            let settings = store::find_settings(act.tx, person)?;
            let plan = settings.map(|s| Plan::read(s.digest_minute, &s.digest_days));
            Some(plan.unwrap_or_default().next(&zone, act.now))
        }
        _ => {
            let quiet = wish.quiet_from.zip(wish.quiet_until);
            quiet.and_then(|(from, until)| quiet_end(&zone, act.now, Quiet { from, until }))
        }
    };
    Ok(Some((way, at)))
}
