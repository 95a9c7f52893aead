//! The stream, and the line that says who is writing.

use super::actions::{self, Panel, Wanted};
use crate::tickets;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
};
use base::TicketId;
use futures_util::stream::unfold;
use people::sign_in::claim_of;
use std::convert::Infallible;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/live", get(live)).route("/tickets/{id}/writers", get(writers))
}

/// One stream for each page that is open and looked at: `ticket=7`, `queue=yes`, `requests=yes`,
/// `meeting=7`, `review=7`, `told=3` (what its bar says), together where a page shows them; `since` is the last event it knows of.
async fn live(visit: Visit, headers: HeaderMap, form: Fields) -> Result<Response> {
    let claim = claim_of(&visit.app, &headers).ok_or(Error::SignIn)?;
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let wanted = Wanted {
        ticket: form.number("ticket").map(TicketId),
        queue: form.has("queue"),
        requests: form.has("requests"),
        meeting: form.number("meeting"),
        review: form.number("review"),
        told: form.number("told"),
        since: resumed.or(form.number("since")).unwrap_or_default(),
    };
    let watching = actions::watch(&visit.app, &visit.actor, claim, wanted).await?;
    let stream = unfold(watching, async |mut watching| {
        let text = watching.next().await?;
        Some((Ok::<_, Infallible>(text), watching))
    });
    let mut response = Response::new(Body::from_stream(stream));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx and its kin would otherwise keep it until there is more of it
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

#[derive(Template)]
#[template(path = "live/writers.html")]
struct WritersPart {
    page: Page,
    live: Panel,
}

async fn writers(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let (app, actor, id) = (&visit.app, visit.actor.clone(), TicketId(id));
    let (_, access) = tickets::load(app, &actor, id).await?;
    let writers = app.live.writers(id, app.now());
    let live = app.read(move |tx| actions::panel(tx, &actor, access, &writers)).await?;
    html(&WritersPart { page: visit.page(""), live })
}
