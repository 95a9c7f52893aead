//! Noting days that differ, on the pages of administration.

use super::{actions, model::NewDay};
use crate::calendars;
use base::Right;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/calendars/{id}/days/new", get(new))
        .route("/administration/calendars/{id}/days", post(add))
        .route("/administration/calendar-days/{id}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "calendar_days/new.html")]
struct NewPage {
    page: Page,
    form: Fields,
    problems: Problems,
    calendar: calendars::Calendar,
}

async fn new_page(visit: &Visit, id: i64, form: Fields, problems: Problems) -> Result<NewPage> {
    visit.actor.may(Right::ManageOrganisation)?;
    let (calendar, _) = calendars::get(&visit.app, &visit.actor, id).await?;
    Ok(NewPage { page: visit.page_t("calendar-days-new"), form, problems, calendar })
}

async fn new(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&new_page(&visit, id, Fields::default(), Problems::default()).await?)
}

async fn add(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let text = |name: &str| fields.get(name).to_owned();
    let new = NewDay {
        name: text("name"),
        starts_on: text("starts_on"),
        ends_on: text("ends_on"),
        hours: text("hours"),
    };
    match actions::add(&visit.app, &visit.actor, id, new).await {
        Ok(_) => go(format!("/administration/calendars/{id}?said=calendar-saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&new_page(&visit, id, fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let calendar = actions::remove(&visit.app, &visit.actor, id).await?;
    go(format!("/administration/calendars/{calendar}?said=calendar-saved"))
}
