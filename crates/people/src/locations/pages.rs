//! Locations on the pages of administration.

use super::{
    actions,
    model::{Location, NewLocation},
};
use crate::{account, administration::renew_version, calendars, departments};
use base::{DepartmentId, LocationId};
use web::prelude::*;

const HOME: &str = "/administration/locations";

/// The routes of locations.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/locations", get(index).post(save))
        .route("/administration/locations/new", get(edit))
        .route("/administration/locations/{id}", get(edit).post(save))
        .route("/administration/locations/{id}/deactivation", post(deactivate))
        .route("/administration/locations/{id}/reactivation", post(reactivate))
}

#[derive(Template)]
#[template(path = "locations/index.html")]
struct IndexPage {
    page: Page,
    items: Vec<Location>,
}

#[derive(Template)]
#[template(path = "locations/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// None: it is being added.
    existing: Option<Location>,
    departments: Vec<(String, String)>,
    parents: Vec<(String, String)>,
    zones: Vec<(String, String)>,
    calendars: Vec<(String, String)>,
}

async fn index(visit: Visit) -> Result<Response> {
    let items = actions::list_all(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("locations-title"), items })
}

async fn edit_page(
    visit: &Visit,
    id: Option<LocationId>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let all = actions::list_all(&visit.app, &visit.actor).await?;
    let existing = id.map(|id| all.iter().find(|d| d.id == id).cloned().ok_or(Error::NotFound));
    let existing = existing.transpose()?;
    let mut form = form.unwrap_or_else(|| match &existing {
        Some(location) => {
            let mut form = Fields::new(location.as_new().pairs());
            form.set("version", location.version.to_string());
            form
        }
        None => Fields::new([("time_zone", visit.app.config.server.time_zone.as_str())]),
    });
    renew_version(&mut form, &problems);
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let owner = existing.as_ref().and_then(|location| location.department_id);
    let named = departments::choices(&visit.app, &visit.actor, owner).await?;
    let mut departments = vec![(String::new(), t("locations-no-department"))];
    departments.extend(named.into_iter().map(|d| (d.id.to_string(), d.name)));
    let calendar = existing.as_ref().and_then(|location| location.calendar_id);
    let calendars = calendars::offered(visit, calendar).await?;
    let zones = account::zone_choices(form.get("time_zone"), None);
    let mut parents = vec![(String::new(), t("locations-no-parent"))];
    let others = all.iter().filter(|d| Some(d.id) != id);
    parents.extend(others.map(|d| (d.id.to_string(), d.name.clone())));
    let title = match &existing {
        Some(location) => location.name.clone(),
        None => t("locations-new"),
    };
    let page = visit.page(title);
    Ok(EditPage { page, form, problems, existing, departments, parents, zones, calendars })
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    let id = id.map(|Path(id)| LocationId(id));
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewLocation {
    NewLocation {
        name: fields.get("name").to_owned(),
        department: fields.number("department").map(DepartmentId),
        parent: fields.number("parent").map(LocationId),
        address: fields.get("address").to_owned(),
        time_zone: account::chosen_zone(fields),
        hours: fields.get("hours").to_owned(),
        calendar: fields.number("calendar"),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| LocationId(id)), read(&fields));
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await.map(drop),
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            actions::update(&visit.app, &visit.actor, id, version, new).await
        }
    };
    match outcome {
        Ok(()) => go(format!("{HOME}?said=location-saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn deactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::deactivate(&visit.app, &visit.actor, LocationId(id)).await?;
    go(format!("{HOME}/{id}?said=deactivated"))
}

async fn reactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::reactivate(&visit.app, &visit.actor, LocationId(id)).await?;
    go(format!("{HOME}/{id}?said=reactivated"))
}
