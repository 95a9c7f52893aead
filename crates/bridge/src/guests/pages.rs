//! The forms for letting people in, on the page of a ladder.

use super::actions;
use crate::ladders;
use desk::following::Whom;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ladders/{id}/guests", post(invite))
        .route("/ladders/{id}/guests/{guest}/removal", post(uninvite))
}

async fn invite(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let whom = Whom::Typed(fields.get("person").to_owned());
    let new = (whom, fields.get("why").to_owned(), fields.is("may_write", "yes"));
    match actions::invite(&visit.app, &visit.actor, id, new).await {
        Ok(()) => go(format!("/ladders/{id}?said=ladder-invited#people")),
        Err(Error::Invalid(problems)) => ladders::show_again(&visit, id, fields, problems).await,
        Err(error) => Err(error.into()),
    }
}

async fn uninvite(visit: Visit, Path((id, guest)): Path<(i64, i64)>) -> Result<Response> {
    actions::uninvite(&visit.app, &visit.actor, id, guest).await?;
    match ladders::load(&visit.app, &visit.actor, id).await {
        Ok(_) => go(format!("/ladders/{id}?said=ladder-uninvited#people")),
        // they left themselves
        Err(Error::NotFound) => go("/ladders?said=ladder-left"),
        Err(error) => Err(error.into()),
    }
}
