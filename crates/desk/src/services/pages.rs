//! The catalogue's pages, for those who keep it.

use super::{
    ServiceRow,
    actions::{self, NewService},
};
use crate::tickets::{self, Heading};
use base::{Right, ServiceId, TeamId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/services", get(index).post(create))
        .route("/administration/services/new", get(new))
        .route("/administration/services/{id}", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "services/index.html")]
struct Index {
    page: Page,
    services: Vec<ServiceRow>,
}

#[derive(Template)]
#[template(path = "services/form.html")]
struct Form {
    page: Page,
    form: Fields,
    problems: Problems,
    teams: Vec<(String, String)>,
    action: String,
    /// How it is now, when somebody else changed it meanwhile.
    now: Option<ServiceRow>,
}

async fn index(visit: Visit) -> Result<Response> {
    visit.actor.may(Right::ManageOrganisation)?;
    let services = actions::list(&visit.app, &visit.actor, true).await?;
    html(&Index { page: visit.page_t("services-title"), services })
}

async fn form(visit: &Visit, form: Fields, action: String) -> Result<Form> {
    let teams = tickets::teams(&visit.app, &visit.actor).await?;
    let name = match form.get("name") {
        "" => visit.actor.language.t("services-edit-title"),
        name => name,
    };
    Ok(Form {
        page: visit.page(name),
        form,
        problems: Problems::default(),
        teams: choices(&teams),
        action,
        now: None,
    })
}

fn choices(teams: &[Heading]) -> Vec<(String, String)> {
    let none = (String::new(), "–".to_owned());
    std::iter::once(none).chain(teams.iter().map(|t| (t.id.to_string(), t.name.clone()))).collect()
}

async fn new(visit: Visit) -> Result<Response> {
    visit.actor.may(Right::ManageOrganisation)?;
    let fields = Fields::new([("is_active", "yes")]);
    html(&form(&visit, fields, "/administration/services".into()).await?)
}

fn read(fields: &Fields) -> NewService {
    NewService {
        name: fields.get("name").to_owned(),
        description: fields.get("description").to_owned(),
        team: fields.number("team").map(TeamId),
        keywords: fields.get("keywords").to_owned(),
        is_active: fields.has("is_active"),
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    match actions::create(&visit.app, &visit.actor, read(&fields)).await {
        Ok(_) => go("/administration/services?said=saved"),
        Err(Error::Invalid(problems)) => {
            let form = form(&visit, fields, "/administration/services".into()).await?;
            refused_form(&Form { problems, ..form })
        }
        Err(error) => Err(error.into()),
    }
}

async fn find(visit: &Visit, id: i64) -> Result<ServiceRow> {
    visit.actor.may(Right::ManageOrganisation)?;
    let all = actions::list(&visit.app, &visit.actor, true).await?;
    Ok(all.into_iter().find(|s| s.id == ServiceId(id)).ok_or(Error::NotFound)?)
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let service = find(&visit, id).await?;
    let mut fields = Fields::new([
        ("name", service.name),
        ("description", service.description),
        ("team", service.team_id.map(|t| t.to_string()).unwrap_or_default()),
        ("keywords", service.keywords),
        ("version", service.version.to_string()),
    ]);
    if service.is_active {
        fields.set("is_active", "yes");
    }
    html(&form(&visit, fields, format!("/administration/services/{id}")).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    let to = format!("/administration/services/{id}");
    match actions::update(&visit.app, &visit.actor, ServiceId(id), version, read(&fields)).await {
        Ok(()) => go("/administration/services?said=saved"),
        Err(Error::Invalid(problems)) => {
            refused_form(&Form { problems, ..form(&visit, fields, to).await? })
        }
        Err(Error::Conflict) => {
            let now = find(&visit, id).await?;
            fields.set("version", now.version.to_string());
            refused_form(&Form { now: Some(now), ..form(&visit, fields, to).await? })
        }
        Err(error) => Err(error.into()),
    }
}
