//! The form of a period.

use super::{
    actions::{self, NewPeriod},
    model::Period,
};
use crate::{
    directory::{Owner, organisation},
    profiles,
};
use base::{DepartmentId, TeamId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/departments/{id}/year", get(new_of_department).post(add_to_department))
        .route("/departments/{id}/year/{period}", get(of_department).post(change_of_department))
        .route("/departments/{id}/year/{period}/removal", post(remove_of_department))
        .route("/teams/{id}/year", get(new_of_team).post(add_to_team))
        .route("/teams/{id}/year/{period}", get(of_team).post(change_of_team))
        .route("/teams/{id}/year/{period}/removal", post(remove_of_team))
}

#[derive(Template)]
#[template(path = "years/edit.html")]
struct PeriodPage {
    page: Page,
    form: Fields,
    problems: Problems,
    owner: Owner,
    name: String,
    existing: Option<Period>,
}

fn department(id: i64) -> Owner {
    Owner::Department(DepartmentId(id))
}

fn team(id: i64) -> Owner {
    Owner::Team(TeamId(id))
}

async fn period_page(
    visit: &Visit,
    owner: Owner,
    id: Option<i64>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<PeriodPage> {
    let actor = visit.actor.clone();
    let (name, existing) = visit
        .app
        .read(move |tx| {
            let organisation = organisation(tx, &actor)?;
            let name = match owner {
                Owner::Department(id) => organisation.department(id).map(|one| one.name.clone()),
                Owner::Team(id) => organisation.team(id).map(|one| one.name.clone()),
            };
            let name = name.ok_or(Error::NotFound)?;
            if !organisation.may_edit(&actor, owner) {
                return Err(Error::Forbidden);
            }
            let Some(id) = id else { return Ok((name, None)) };
            let all = actions::list(tx, &actor, owner)?;
            let found = all.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
            Ok((name, Some(found)))
        })
        .await?;
    let form = form.unwrap_or_else(|| existing.as_ref().map(stored).unwrap_or_default());
    let title = match existing {
        Some(_) => visit.actor.language.t("year-edit"),
        None => visit.actor.language.t("year-new"),
    };
    Ok(PeriodPage { page: visit.page(title), form, problems, owner, name, existing })
}

fn stored(period: &Period) -> Fields {
    let mut form = Fields::new([
        ("name", period.name.clone()),
        ("means", period.means.clone()),
        ("starts_on", period.starts_on.clone()),
        ("ends_on", period.ends_on.clone()),
        ("version", period.version.to_string()),
    ]);
    if period.is_yearly {
        form.set("is_yearly", "yes");
    }
    form
}

async fn edit(visit: Visit, owner: Owner, id: Option<i64>) -> Result<Response> {
    html(&period_page(&visit, owner, id, None, Problems::default()).await?)
}

async fn save(visit: Visit, owner: Owner, id: Option<i64>, mut fields: Fields) -> Result<Response> {
    let new = NewPeriod {
        name: fields.get("name").to_owned(),
        means: fields.get("means").to_owned(),
        starts_on: fields.get("starts_on").to_owned(),
        ends_on: fields.get("ends_on").to_owned(),
        is_yearly: fields.has("is_yearly"),
    };
    let (app, actor) = (&visit.app, &visit.actor);
    let outcome = match id {
        None => actions::add(app, actor, owner, new).await.map(drop),
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            actions::change(app, actor, owner, (id, version), new).await
        }
    };
    let problems = match outcome {
        Ok(()) => return go(format!("{}?said=saved#year", owner.href())),
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let now = period_page(&visit, owner, id, None, Problems::default()).await?;
            let now = now.existing.as_ref().map(stored).unwrap_or_default();
            profiles::changed_meanwhile(&mut fields, &now, &["is_yearly"])
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&period_page(&visit, owner, id, Some(fields), problems).await?)
}

async fn remove(visit: Visit, owner: Owner, id: i64) -> Result<Response> {
    actions::remove(&visit.app, &visit.actor, owner, id).await?;
    go(format!("{}?said=removed#year", owner.href()))
}

async fn new_of_department(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    edit(visit, department(id), None).await
}

async fn of_department(visit: Visit, Path((id, one)): Path<(i64, i64)>) -> Result<Response> {
    edit(visit, department(id), Some(one)).await
}

async fn add_to_department(visit: Visit, Path(id): Path<i64>, form: Posted) -> Result<Response> {
    save(visit, department(id), None, form.fields).await
}

async fn change_of_department(
    visit: Visit,
    Path((id, one)): Path<(i64, i64)>,
    form: Posted,
) -> Result<Response> {
    save(visit, department(id), Some(one), form.fields).await
}

async fn remove_of_department(visit: Visit, Path((id, one)): Path<(i64, i64)>) -> Result<Response> {
    remove(visit, department(id), one).await
}

async fn new_of_team(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    edit(visit, team(id), None).await
}

async fn of_team(visit: Visit, Path((id, one)): Path<(i64, i64)>) -> Result<Response> {
    edit(visit, team(id), Some(one)).await
}

async fn add_to_team(visit: Visit, Path(id): Path<i64>, form: Posted) -> Result<Response> {
    save(visit, team(id), None, form.fields).await
}

async fn change_of_team(
    visit: Visit,
    Path((id, one)): Path<(i64, i64)>,
    form: Posted,
) -> Result<Response> {
    save(visit, team(id), Some(one), form.fields).await
}

async fn remove_of_team(visit: Visit, Path((id, one)): Path<(i64, i64)>) -> Result<Response> {
    remove(visit, team(id), one).await
}
