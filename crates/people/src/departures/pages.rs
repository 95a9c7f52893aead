//! The page on which somebody's name goes.

use super::{actions, model::Departure};
use crate::persons;
use base::PersonId;
use web::prelude::*;

const HOME: &str = "/administration/people";

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/people/{id}/departure", get(show))
        .route("/administration/people/{id}/anonymity", post(anonymise))
        .route("/administration/people/{id}/merger", post(merge))
}

#[derive(Template)]
#[template(path = "departures/show.html")]
struct DeparturePage {
    page: Page,
    id: PersonId,
    name: String,
    gone: Option<Departure>,
    /// In how many places the person is named.
    named: i64,
    form: Fields,
    problems: Problems,
}

async fn page(
    visit: &Visit,
    id: PersonId,
    form: Fields,
    problems: Problems,
) -> Result<DeparturePage> {
    let person = persons::show(&visit.app, &visit.actor, id).await?.person;
    let (gone, named) = actions::look(&visit.app, &visit.actor, id).await?;
    let page = visit.page(visit.actor.language.with("departures-title", &[("name", &person.name)]));
    Ok(DeparturePage { page, id, name: person.name, gone, named, form, problems })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&page(&visit, PersonId(id), Fields::default(), Problems::default()).await?)
}

async fn anonymise(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let done = match fields.has("sure") {
        true => actions::anonymise(&visit.app, &visit.actor, PersonId(id)).await,
        false => Err(Error::invalid("sure", "problem-sure")),
    };
    match done {
        Ok(()) => go(format!("{HOME}/{id}?said=person-anonymised")),
        Err(Error::Invalid(problems)) => {
            refused_form(&page(&visit, PersonId(id), fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn merge(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    match actions::merge(&visit.app, &visit.actor, PersonId(id), fields.get("into")).await {
        Ok(into) => go(format!("{HOME}/{into}?said=person-merged")),
        Err(Error::Invalid(problems)) => {
            refused_form(&page(&visit, PersonId(id), fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
