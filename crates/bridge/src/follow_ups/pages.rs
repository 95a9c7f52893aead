//! The form of a look back, on the idea's page.

use super::{actions, model::Held};
use crate::ideas;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/ideas/looks/{look}", post(answer))
}

async fn answer(
    visit: Visit,
    Path(look): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let held = Held::parse(fields.get("held"));
    let words = fields.get("held-words");
    match actions::answer(&visit.app, &visit.actor, look, held, words).await {
        Ok(idea) => go(format!("/ideas/{idea}?said=idea-looked")),
        Err(Error::Invalid(problems)) => {
            let idea = actions::idea_of(&visit.app, &visit.actor, look).await?;
            ideas::show_again(&visit, idea, (fields, problems), look).await
        }
        Err(error) => Err(error.into()),
    }
}
