//! The catalogue's pages, for those who keep it.

use super::{
    ServiceRow,
    actions::{self, NewService},
};
use crate::{
    drafts::{self, Panel},
    editors::{Editor, Sheet},
    tickets::{self, Heading},
};
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
    drafts: Panel,
}

async fn index(visit: Visit) -> Result<Response> {
    visit.actor.may(Right::ManageOrganisation)?;
    let services = actions::list(&visit.app, &visit.actor, true).await?;
    html(&Index { page: visit.page_t("services-title"), services })
}

fn editor(id: i64) -> Editor {
    Editor::Page(Sheet::Service, id)
}

/// The form of one service, or (0) of a new one: as it was typed, or else as it is stored.
async fn form(visit: &Visit, id: i64, typed: Option<Fields>, stored: Fields) -> Result<Form> {
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(id), typed, stored).await?;
    let action = match id {
        0 => "/administration/services".to_owned(),
        id => format!("/administration/services/{id}"),
    };
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
        drafts,
    })
}

fn choices(teams: &[Heading]) -> Vec<(String, String)> {
    let none = (String::new(), "–".to_owned());
    std::iter::once(none).chain(teams.iter().map(|t| (t.id.to_string(), t.name.clone()))).collect()
}

async fn new(visit: Visit) -> Result<Response> {
    visit.actor.may(Right::ManageOrganisation)?;
    let fields = Fields::new([("is_active", "yes")]);
    html(&form(&visit, 0, None, fields).await?)
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
        Ok(_) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(0), &fields).await;
            go("/administration/services?said=saved")
        }
        Err(Error::Invalid(problems)) => {
            let form = form(&visit, 0, Some(fields), Fields::default()).await?;
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
    html(&form(&visit, id, None, fields).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, ServiceId(id), version, read(&fields)).await {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go("/administration/services?said=saved")
        }
        Err(Error::Invalid(problems)) => {
            let form = form(&visit, id, Some(fields), Fields::default()).await?;
            refused_form(&Form { problems, ..form })
        }
        Err(Error::Conflict) => {
            let now = find(&visit, id).await?;
            fields.set("version", now.version.to_string());
            let form = form(&visit, id, Some(fields), Fields::default()).await?;
            refused_form(&Form { now: Some(now), ..form })
        }
        Err(error) => Err(error.into()),
    }
}
