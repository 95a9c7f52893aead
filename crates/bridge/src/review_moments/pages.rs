//! Saying something about a moment.

use super::{Moment, actions};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/reviews/{id}/moments/{event}", get(edit).post(mark))
}

#[derive(Template)]
#[template(path = "review_moments/edit.html")]
struct MomentPage {
    page: Page,
    review: i64,
    moment: Moment,
    form: Fields,
    problems: Problems,
}

async fn page(
    visit: &Visit,
    at: (i64, i64),
    form: Option<Fields>,
    problems: Problems,
) -> Result<MomentPage> {
    let moment = actions::find(&visit.app, &visit.actor, at).await?;
    let stored = || {
        let mut form =
            Fields::new([("note", moment.note.clone()), ("version", moment.version.to_string())]);
        if moment.is_aside {
            form.set("is_aside", "yes");
        }
        form
    };
    let form = form.unwrap_or_else(stored);
    Ok(MomentPage { page: visit.page_t("review-mark-title"), review: at.0, moment, form, problems })
}

async fn edit(visit: Visit, Path(at): Path<(i64, i64)>) -> Result<Response> {
    html(&page(&visit, at, None, Problems::default()).await?)
}

async fn mark(
    visit: Visit,
    Path(at): Path<(i64, i64)>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    let new = (fields.is("is_aside", "yes"), fields.get("note"));
    let problems = match actions::mark(&visit.app, &visit.actor, (at.0, at.1, version), new).await {
        Ok(()) => return go(format!("/reviews/{}?said=changed", at.0)),
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let now = actions::find(&visit.app, &visit.actor, at).await?;
            if now.version == version {
                return Err(Error::Conflict.into());
            }
            fields.set("version", now.version.to_string());
            let mut problems = Problems::default();
            problems.add_with("note", "problem-changed-meanwhile", vec![("now", now.note)]);
            problems
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&page(&visit, at, Some(fields), problems).await?)
}
