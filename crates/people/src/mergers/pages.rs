//! The page on which two departments become one.

use super::actions::{self, Before};
use base::DepartmentId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/administration/departments/{id}/merger", get(new).post(create))
}

#[derive(Template)]
#[template(path = "mergers/new.html")]
struct MergerPage {
    page: Page,
    form: Fields,
    problems: Problems,
    it: Before,
    others: Vec<(String, String)>,
}

async fn merger_page(
    visit: &Visit,
    id: i64,
    form: Fields,
    problems: Problems,
) -> Result<MergerPage> {
    let it = actions::look(&visit.app, &visit.actor, DepartmentId(id)).await?;
    let choose = (String::new(), visit.actor.language.t("choose").to_owned());
    let each = it.others.iter().map(|one| (one.id.to_string(), one.name.clone()));
    let others = std::iter::once(choose).chain(each).collect();
    let page = visit.page_t("merger-title");
    Ok(MergerPage { page, form, problems, it, others })
}

async fn new(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&merger_page(&visit, id, Fields::default(), Problems::default()).await?)
}

async fn create(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let into = fields.number("into").map(DepartmentId);
    match actions::merge(&visit.app, &visit.actor, DepartmentId(id), into).await {
        Ok(()) => go(format!("/administration/departments/{id}/merger?said=merger-done")),
        Err(Error::Invalid(problems)) => {
            refused_form(&merger_page(&visit, id, fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
