//! What is on, as those who keep it see it.

use super::{
    actions::{self, Choices},
    model::{NewOccasion, Occasion},
};
use base::{DepartmentId, LocationId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/occasions", get(index).post(create))
        .route("/occasions/new", get(new))
        .route("/occasions/{id}", get(edit).post(update))
        .route("/occasions/{id}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "occasions/index.html")]
struct OccasionsPage {
    page: Page,
    items: Vec<Occasion>,
}

impl OccasionsPage {
    fn said(&self, item: &Occasion) -> String {
        item.said(self.page.language, &self.page.zone, self.page.now)
    }
}

#[derive(Template)]
#[template(path = "occasions/edit.html")]
struct OccasionPage {
    page: Page,
    form: Fields,
    problems: Problems,
    existing: Option<i64>,
    places: Vec<(String, String)>,
    departments: Vec<(String, String)>,
}

async fn index(visit: Visit) -> Result<Response> {
    let items = actions::list(&visit.app, &visit.actor).await?;
    html(&OccasionsPage { page: visit.page_t("occasions-title"), items })
}

fn offered(none: &str, all: Choices) -> Vec<(String, String)> {
    let none = (String::new(), none.to_owned());
    std::iter::once(none).chain(all.into_iter().map(|(id, name)| (id.to_string(), name))).collect()
}

async fn page(
    visit: &Visit,
    existing: Option<i64>,
    form: Fields,
    problems: Problems,
) -> Result<OccasionPage> {
    let (places, departments) = actions::choices(&visit.app, &visit.actor).await?;
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let title = if existing.is_some() { "occasions-edit" } else { "occasions-new" };
    Ok(OccasionPage {
        page: visit.page_t(title),
        form,
        problems,
        existing,
        places: offered(&t("occasions-any-place"), places),
        departments: offered(&t("occasions-any-department"), departments),
    })
}

async fn new(visit: Visit) -> Result<Response> {
    let mut shown = page(&visit, None, Fields::default(), Problems::default()).await?;
    // whoever speaks for one department need not choose it
    if let [_, (only, _)] = shown.departments.as_slice() {
        shown.form.set("department", only.clone());
    }
    html(&shown)
}

fn read(visit: &Visit, form: &Fields) -> NewOccasion {
    let time = |name: &str| {
        let at: jiff::civil::DateTime = form.get(name).trim().parse().ok()?;
        visit.actor.zone.to_timestamp(at).ok().map(Time::from)
    };
    NewOccasion {
        title: form.get("name").to_owned(),
        matters: form.get("matters").to_owned(),
        location: form.number("location").map(LocationId),
        department: form.number("department").map(DepartmentId),
        starts_at: time("starts"),
        ends_at: time("ends"),
        is_closed: form.has("closed"),
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    match actions::create(&visit.app, &visit.actor, read(&visit, &fields)).await {
        Ok(_) => go("/occasions?said=saved"),
        Err(Error::Invalid(problems)) => refused_form(&page(&visit, None, fields, problems).await?),
        Err(error) => Err(error.into()),
    }
}

fn fields_of(visit: &Visit, it: &Occasion) -> Fields {
    let mut fields = stored(visit, it);
    if it.is_closed {
        fields.set("closed", "yes");
    }
    fields
}

fn stored(visit: &Visit, it: &Occasion) -> Fields {
    let local = |at: &Time| {
        let at = visit.actor.zone.to_datetime(at.timestamp());
        at.strftime("%Y-%m-%dT%H:%M").to_string()
    };
    Fields::new([
        ("name", it.title.clone()),
        ("matters", it.matters.clone()),
        ("location", it.location_id.map(|id| id.to_string()).unwrap_or_default()),
        ("department", it.department_id.map(|id| id.to_string()).unwrap_or_default()),
        ("starts", local(&it.starts_at)),
        ("ends", local(&it.ends_at)),
        ("version", it.version.to_string()),
    ])
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    html(&page(&visit, Some(id), fields_of(&visit, &it), Problems::default()).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, (id, version), read(&visit, &fields)).await {
        Ok(()) => go("/occasions?said=saved"),
        Err(Error::Invalid(problems)) => {
            refused_form(&page(&visit, Some(id), fields, problems).await?)
        }
        Err(Error::Conflict) => {
            let now = actions::get(&visit.app, &visit.actor, id).await?;
            let mut problems = Problems::default();
            let shown = now.said(visit.actor.language, &visit.actor.zone, visit.app.now());
            problems.add_with("name", "problem-changed-field", vec![("now", shown)]);
            fields.set("version", now.version.to_string());
            refused_form(&page(&visit, Some(id), fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::remove(&visit.app, &visit.actor, id).await?;
    go("/occasions?said=occasion-removed")
}
