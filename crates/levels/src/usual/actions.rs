//! Finding what is usual between two departments.

use super::{
    model::{self, Usual},
    store,
};
use crate::sides::{self, Pair, Party};
use base::{Actor, App, DepartmentId, Error, Result, Tx};

/// A year.
const SECONDS: i64 = 365 * 86_400;

/// What is usual, for what has found by itself that the actor may read it.
pub(crate) fn between(
    tx: &mut Tx,
    app: &App,
    _actor: &Actor,
    (provider, customer): (DepartmentId, DepartmentId),
) -> Result<Usual> {
    let rows = store::list_took(tx, (provider, customer), app.now().plus_seconds(-SECONDS))?;
    let open = people::calendars::of_department(tx, app, provider)?;
    Ok(model::usual(&rows, &open.calendar))
}

/// What is usual, with the names of the two, for everybody on either side.
pub async fn load(
    app: &App,
    actor: &Actor,
    (provider, customer): (DepartmentId, DepartmentId),
) -> Result<(Usual, String, String)> {
    let (own, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let whole = |department| Party { department, team: None };
        let pair = Pair { customer: whole(customer), provider: whole(provider) };
        if !sides::stand(tx, &actor, &pair)?.may_read() {
            return Err(Error::NotFound);
        }
        let (helped,) = store::find_name(tx, customer)?.ok_or(Error::NotFound)?;
        let (helping,) = store::find_name(tx, provider)?.ok_or(Error::NotFound)?;
        Ok((between(tx, &own, &actor, (provider, customer))?, helped, helping))
    })
    .await
}
