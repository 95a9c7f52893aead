//! The pages of what somebody, and a side, did.

use super::{
    actions::{self, OfDepartment, OfPerson},
    model::Period,
};
use axum::extract::RawQuery;
use base::{DepartmentId, PersonId};
use web::prelude::*;

/// The pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/contributions/me", get(mine))
        .route("/contributions/people/{id}", get(of_person))
        .route("/contributions/departments/{id}", get(of_department))
}

fn period(query: Option<String>) -> Period {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    Period::parse(fields.get("period")).unwrap_or(Period::Quarter)
}

#[derive(Template)]
#[template(path = "contributions/person.html")]
struct PersonContributionsPage {
    page: Page,
    it: OfPerson,
    id: PersonId,
    period: Period,
}

impl PersonContributionsPage {
    fn home(&self) -> String {
        if self.it.is_me {
            "/contributions/me".to_owned()
        } else {
            format!("/contributions/people/{}", self.id)
        }
    }
}

async fn person(visit: Visit, id: PersonId, period: Period) -> Result<Response> {
    let it = actions::of_person(&visit.app, &visit.actor, id, period).await?;
    let page = match it.is_me {
        true => visit.page_t("contributions-mine"),
        false => visit.page(visit.actor.language.with("contributions-of", &[("name", &it.name)])),
    };
    html(&PersonContributionsPage { page, it, id, period })
}

async fn mine(visit: Visit, RawQuery(query): RawQuery) -> Result<Response> {
    let me = visit.actor.person()?;
    person(visit, me, period(query)).await
}

async fn of_person(
    visit: Visit,
    Path(id): Path<i64>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    person(visit, PersonId(id), period(query)).await
}

#[derive(Template)]
#[template(path = "contributions/department.html")]
struct DepartmentContributionsPage {
    page: Page,
    it: OfDepartment,
    id: i64,
    period: Period,
}

async fn of_department(
    visit: Visit,
    Path(id): Path<i64>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let period = period(query);
    let department = DepartmentId(id);
    if let Some(next) = actions::successor(&visit.app, &visit.actor, department).await? {
        return go(format!("/contributions/departments/{next}"));
    }
    let it = actions::of_department(&visit.app, &visit.actor, department, period).await?;
    let title = visit.actor.language.with("contributions-of", &[("name", &it.name)]);
    html(&DepartmentContributionsPage { page: visit.page(title), it, id, period })
}

impl DepartmentContributionsPage {
    fn home(&self) -> String {
        format!("/contributions/departments/{}", self.id)
    }
}
