//! Calendar files, the calendar of one's own, and where its address is made.

use super::actions;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/calendar/{file}", get(feed))
        .route("/meetings/{id}/calendar.ics", get(file))
        .route("/account/calendar", get(show).post(renew))
        .route("/account/calendar/removal", post(remove))
}

#[derive(Template)]
#[template(path = "invitations/show.html")]
struct CalendarPage {
    page: Page,
    made: Option<Time>,
    /// The address, the one time it is said.
    address: String,
}

const KIND: &str = "text/calendar; charset=utf-8";

/// No session: the address itself is the secret. What is asked again and has not changed is
/// answered in a word.
async fn feed(
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let secret = file.strip_suffix(".ics").ok_or(Error::NotFound)?;
    let (text, same) = actions::feed(&app, &Actor::system(), secret).await?;
    let tag = format!("\"{same}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    let is_known = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let mut response = match is_known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(header::CONTENT_TYPE, KIND)], text).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

async fn file(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let text = actions::file(&visit.app, &visit.actor, id).await?;
    let name = format!("attachment; filename=\"meeting-{id}.ics\"");
    let headers = [(header::CONTENT_TYPE, KIND.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}

async fn show(visit: Visit) -> Result<Response> {
    let made = actions::made(&visit.app, &visit.actor).await?;
    html(&CalendarPage { page: visit.page_t("calendar-title"), made, address: String::new() })
}

async fn renew(visit: Visit) -> Result<Response> {
    let address = actions::renew(&visit.app, &visit.actor).await?;
    let made = actions::made(&visit.app, &visit.actor).await?;
    html(&CalendarPage { page: visit.page_t("calendar-title"), made, address })
}

async fn remove(visit: Visit) -> Result<Response> {
    actions::remove(&visit.app, &visit.actor).await?;
    go("/account/calendar?said=calendar-removed")
}
