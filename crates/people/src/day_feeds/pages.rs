//! Calendar files on the pages of administration.

use super::{actions, model::Feed};
use crate::calendars;
use base::Right;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/calendars/{id}/files", get(new).post(import))
        .route("/administration/calendar-files/{id}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "day_feeds/new.html")]
struct FilesPage {
    page: Page,
    form: Fields,
    problems: Problems,
    calendar: calendars::Calendar,
    feeds: Vec<Feed>,
    /// What was just read: taken and left out.
    read: Option<(i64, i64)>,
}

async fn files_page(
    visit: &Visit,
    id: i64,
    (form, read): (Fields, Option<(i64, i64)>),
    problems: Problems,
) -> Result<FilesPage> {
    visit.actor.may(Right::ManageOrganisation)?;
    let (calendar, _) = calendars::get(&visit.app, &visit.actor, id).await?;
    let feeds = actions::list(&visit.app, &visit.actor, id).await?;
    Ok(FilesPage { page: visit.page_t("day-feeds-title"), form, problems, calendar, feeds, read })
}

async fn new(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let read = query.number("taken").zip(query.number("left_out"));
    html(&files_page(&visit, id, (Fields::default(), read), Problems::default()).await?)
}

async fn import(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, files }: Posted,
) -> Result<Response> {
    let text = files.first().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let new = (fields.get("name").to_owned(), text.unwrap_or_default());
    match actions::import(&visit.app, &visit.actor, id, new).await {
        Ok(read) => go(format!(
            "/administration/calendars/{id}/files?taken={}&left_out={}",
            read.taken, read.left_out
        )),
        Err(Error::Invalid(problems)) => {
            refused_form(&files_page(&visit, id, (fields, None), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let calendar = actions::remove(&visit.app, &visit.actor, id).await?;
    go(format!("/administration/calendars/{calendar}/files?said=calendar-saved"))
}
