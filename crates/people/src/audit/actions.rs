//! Reading the audit trail.

use super::{
    model::{Deed, Wanted},
    store,
};
use base::{Actor, App, Error, Result, Right, Time};

/// Up to `most` events, the newest first. What only agents may read is taken out.
pub async fn list(app: &App, actor: &Actor, wanted: Wanted, most: i64) -> Result<Vec<Deed>> {
    actor.may(Right::SeeAudit)?;
    app.read(move |tx| {
        let email = wanted.email.trim().to_lowercase();
        let person = match email.as_str() {
            "" => None,
            email => match store::find_person(tx, email)? {
                Some((person,)) => Some(person),
                None => return Err(Error::invalid("who", "problem-nobody")),
            },
        };
        let from = wanted.from.unwrap_or(Time::from_micros(i64::MIN));
        let to = wanted.to.unwrap_or(Time::from_micros(i64::MAX));
        let before = if wanted.before > 0 { wanted.before } else { i64::MAX };
        let found = store::list_between(tx, person, &wanted.kind, (from, to), (before, most))?;
        Ok(found.into_iter().map(Deed::without_inner_words).collect())
    })
    .await
}

/// The kinds of events there are.
pub async fn kinds(app: &App, actor: &Actor) -> Result<Vec<String>> {
    actor.may(Right::SeeAudit)?;
    app.read(|tx| Ok(store::list_kinds(tx)?.into_iter().map(|(kind,)| kind).collect())).await
}
