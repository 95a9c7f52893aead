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
        .route("/administration/services", get(index).post(save))
        .route("/administration/services/new", get(new))
        .route("/administration/services/{id}", get(edit).post(save))
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

fn editor(id: Option<i64>) -> Editor {
    Editor::Page(Sheet::Service, id.unwrap_or_default())
}

/// The form of one service, or of a new one: as it was typed, or else as it is stored.
async fn form(
    visit: &Visit,
    id: Option<i64>,
    typed: Option<Fields>,
    stored: Fields,
) -> Result<Form> {
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(id), typed, stored).await?;
    let action = match id {
        None => "/administration/services".to_owned(),
        Some(id) => format!("/administration/services/{id}"),
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
    html(&form(&visit, None, None, fields).await?)
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
    html(&form(&visit, Some(id), None, fields).await?)
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| id), read(&fields));
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await.map(drop),
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            actions::update(&visit.app, &visit.actor, ServiceId(id), version, new).await
        }
    };
    let (problems, now) = match (outcome, id) {
        (Ok(()), _) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            return go("/administration/services?said=saved");
        }
        (Err(Error::Invalid(problems)), _) => (problems, None),
        (Err(Error::Conflict), Some(id)) => {
            let now = find(&visit, id).await?;
            fields.set("version", now.version.to_string());
            (Problems::default(), Some(now))
        }
        (Err(error), _) => return Err(error.into()),
    };
    let form = form(&visit, id, Some(fields), Fields::default()).await?;
    refused_form(&Form { problems, now, ..form })
}
