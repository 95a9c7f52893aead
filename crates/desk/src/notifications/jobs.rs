//! Letters whose quiet hours are over, and summaries.

use super::{actions, mail, model::Plan, store};
use base::{Act, Actor, App, Error, PersonId, Result, Time, jiff_tz::TimeZone};
use jobs::enqueue_at;
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

/// Plans somebody's summary, unless one is planned.
pub(crate) fn plan_digest(act: &mut Act<'_>, person: PersonId, zone: &TimeZone) -> Result<()> {
    let settings = store::find_settings(act.tx, person)?;
    let plan = settings.map(|s| Plan::read(s.digest_minute, &s.digest_days)).unwrap_or_default();
    plan_digest_at(act, person, plan.next(zone, act.now))
}

/// The same where it was worked out before when the next one comes.
pub(crate) fn plan_digest_at(act: &mut Act<'_>, person: PersonId, due: Time) -> Result<()> {
    if store::plan_digest(act.tx, person, due)? {
        enqueue_at(act.tx, act.now, due, WRITE_DIGEST, &Planned { person: person.0, due })?;
    }
    Ok(())
}
