//! The page of one talk.

use super::{CallBack, actions};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/talk", get(show).post(settle))
}

#[derive(Template)]
#[template(path = "call_backs/show.html")]
struct TalkPage {
    page: Page,
    it: CallBack,
    form: Fields,
    problems: Problems,
}

async fn talk(visit: &Visit, id: i64, form: Fields, problems: Problems) -> Result<TalkPage> {
    let it = actions::show(&visit.app, &visit.actor, TicketId(id)).await?;
    Ok(TalkPage { page: visit.page(it.task.title.clone()), it, form, problems })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&talk(&visit, id, Fields::default(), Problems::default()).await?)
}

async fn settle(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let words = fields.get("done_words");
    match actions::settle(&visit.app, &visit.actor, TicketId(id), words).await {
        Ok(()) => go(format!("/tickets/{id}/talk?said=talk-had")),
        Err(Error::Invalid(problems)) => refused_form(&talk(&visit, id, fields, problems).await?),
        Err(error) => Err(error.into()),
    }
}
