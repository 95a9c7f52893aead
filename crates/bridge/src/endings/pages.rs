//! The page on which a ladder ends, and taking it up again.

use super::actions::{self, Ending};
use crate::ladders::{self, Ladder, Part, State};
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ladders/{id}/ending", get(new).post(end))
        .route("/ladders/{id}/resumption", post(resume))
}

#[derive(Template)]
#[template(path = "endings/new.html")]
struct EndingPage {
    page: Page,
    ladder: Ladder,
    form: Fields,
    problems: Problems,
    drafts: drafts::Panel,
}

impl EndingPage {
    fn endings(&self) -> [State; 3] {
        [State::Resolved, State::Accepted, State::Coexisting]
    }
}

async fn page(
    visit: &Visit,
    id: i64,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EndingPage> {
    let it = ladders::load(&visit.app, &visit.actor, id).await?;
    if it.part != Part::Owns {
        return Err(Error::Forbidden.into());
    }
    let editor = Editor::Page(Sheet::LadderEnding, id);
    let fresh = Fields::default();
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, form, fresh).await?;
    let page = visit.page_t("endings-title");
    Ok(EndingPage { page, ladder: it.ladder, form, problems, drafts })
}

async fn new(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&page(&visit, id, None, Problems::default()).await?)
}

async fn end(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let ending = Ending {
        state: State::parse(fields.get("state")),
        words: fields.get("ending_words").to_owned(),
        review_on: fields.get("review_on").to_owned(),
    };
    match actions::end(&visit.app, &visit.actor, id, ending).await {
        Ok(()) => {
            let editor = Editor::Page(Sheet::LadderEnding, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/ladders/{id}?said=ladder-ended"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn resume(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::resume(&visit.app, &visit.actor, id).await?;
    go(format!("/ladders/{id}?said=ladder-resumed"))
}
