//! Departments on the pages of administration.

use super::{
    actions,
    model::{Department, Kind, NewDepartment},
};
use crate::{administration::renew_version, calendars};
use base::DepartmentId;
use web::prelude::*;

const HOME: &str = "/administration/departments";

/// The routes of departments.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/departments", get(index).post(save))
        .route("/administration/departments/new", get(edit))
        .route("/administration/departments/{id}", get(edit).post(save))
        .route("/administration/departments/{id}/deactivation", post(deactivate))
        .route("/administration/departments/{id}/reactivation", post(reactivate))
}

#[derive(Template)]
#[template(path = "departments/index.html")]
struct IndexPage {
    page: Page,
    items: Vec<Department>,
}

#[derive(Template)]
#[template(path = "departments/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// None: it is being added.
    existing: Option<Department>,
    kinds: Vec<(String, String)>,
    parents: Vec<(String, String)>,
    calendars: Vec<(String, String)>,
}

async fn index(visit: Visit) -> Result<Response> {
    let items = actions::list_all(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("departments-title"), items })
}

async fn edit_page(
    visit: &Visit,
    id: Option<DepartmentId>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let all = actions::list_all(&visit.app, &visit.actor).await?;
    let existing = id.map(|id| all.iter().find(|d| d.id == id).cloned().ok_or(Error::NotFound));
    let existing = existing.transpose()?;
    let mut form = form.unwrap_or_else(|| match &existing {
        Some(department) => {
            let mut form = Fields::new(department.as_new().pairs());
            form.set("version", department.version.to_string());
            form
        }
        None => Fields::new([("kind", "internal")]),
    });
    renew_version(&mut form, &problems);
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let calendar = existing.as_ref().and_then(|department| department.calendar_id);
    let calendars = calendars::offered(visit, calendar).await?;
    let kinds = Kind::ALL.iter().map(|k| (k.to_string(), t(&format!("departments-kind-{k}"))));
    let mut parents = vec![(String::new(), t("departments-no-parent"))];
    let others = all.iter().filter(|d| Some(d.id) != id);
    parents.extend(others.map(|d| (d.id.to_string(), d.name.clone())));
    let title = match &existing {
        Some(department) => department.name.clone(),
        None => t("departments-new"),
    };
    let (page, kinds) = (visit.page(title), kinds.collect());
    Ok(EditPage { page, form, problems, existing, kinds, parents, calendars })
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    let id = id.map(|Path(id)| DepartmentId(id));
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewDepartment {
    NewDepartment {
        name: fields.get("name").to_owned(),
        kind: Kind::parse(fields.get("kind")).unwrap_or(Kind::Internal),
        is_provider: fields.is("is_provider", "yes"),
        parent: fields.number("parent").map(DepartmentId),
        mission: fields.get("mission").to_owned(),
        calendar: fields.number("calendar"),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| DepartmentId(id)), read(&fields));
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await.map(drop),
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            actions::update(&visit.app, &visit.actor, id, version, new).await
        }
    };
    match outcome {
        Ok(()) => go(format!("{HOME}?said=department-saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn deactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::deactivate(&visit.app, &visit.actor, DepartmentId(id)).await?;
    go(format!("{HOME}/{id}?said=deactivated"))
}

async fn reactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::reactivate(&visit.app, &visit.actor, DepartmentId(id)).await?;
    go(format!("{HOME}/{id}?said=reactivated"))
}
