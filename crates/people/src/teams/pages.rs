//! Teams on the pages of administration.

use super::{
    actions,
    model::{NewTeam, Team},
};
use crate::{Named, administration::renew_version, calendars};
use base::{DepartmentId, Right, TeamId};
use web::prelude::*;

const HOME: &str = "/administration/teams";

/// The routes of teams.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/teams", get(index).post(save))
        .route("/administration/teams/new", get(edit))
        .route("/administration/teams/{id}", get(edit).post(save))
        .route("/administration/teams/{id}/intake", post(choose_intake))
        .route("/administration/teams/{id}/deactivation", post(deactivate))
        .route("/administration/teams/{id}/reactivation", post(reactivate))
}

#[derive(Template)]
#[template(path = "teams/index.html")]
struct IndexPage {
    page: Page,
    items: Vec<Team>,
    /// Where what is about no service goes.
    intake: Option<TeamId>,
}

#[derive(Template)]
#[template(path = "teams/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// None: it is being added.
    existing: Option<Team>,
    departments: Vec<(String, String)>,
    calendars: Vec<(String, String)>,
    members: Vec<Named>,
    /// Whether what is about no service goes to it.
    is_intake: bool,
}

async fn index(visit: Visit) -> Result<Response> {
    let items = actions::list_all(&visit.app, &visit.actor).await?;
    let intake = actions::intake(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("teams-title"), items, intake })
}

async fn edit_page(
    visit: &Visit,
    id: Option<TeamId>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    visit.actor.may(Right::ManageOrganisation)?;
    let existing = match id {
        Some(id) => Some(actions::get(&visit.app, &visit.actor, id).await?),
        None => None,
    };
    let mut form = form.unwrap_or_else(|| match &existing {
        Some(team) => {
            let mut form = Fields::new(team.as_new().pairs());
            form.set("version", team.version.to_string());
            form
        }
        None => Fields::default(),
    });
    renew_version(&mut form, &problems);
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let owner = existing.as_ref().map(|team| team.department_id);
    let (providers, members) = actions::choices(&visit.app, &visit.actor, id, owner).await?;
    let mut departments = vec![(String::new(), t("teams-choose-department"))];
    departments.extend(providers.into_iter().map(|d| (d.id.to_string(), d.name)));
    let title = match &existing {
        Some(team) => team.name.clone(),
        None => t("teams-new"),
    };
    let calendar = existing.as_ref().and_then(|team| team.calendar_id);
    let calendars = calendars::offered(visit, calendar).await?;
    let intake = actions::intake(&visit.app, &visit.actor).await?;
    let is_intake = id.is_some() && id == intake;
    let page = visit.page(title);
    Ok(EditPage { page, form, problems, existing, departments, calendars, members, is_intake })
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    let id = id.map(|Path(id)| TeamId(id));
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewTeam {
    NewTeam {
        name: fields.get("name").to_owned(),
        department: fields.number("department").map(DepartmentId),
        email: fields.get("email").to_owned(),
        calendar: fields.number("calendar"),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| TeamId(id)), read(&fields));
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await.map(drop),
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            actions::update(&visit.app, &visit.actor, id, version, new).await
        }
    };
    match outcome {
        Ok(()) => go(format!("{HOME}?said=team-saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn choose_intake(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::choose_intake(&visit.app, &visit.actor, TeamId(id)).await?;
    go(format!("{HOME}/{id}?said=team-saved"))
}

async fn deactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::deactivate(&visit.app, &visit.actor, TeamId(id)).await?;
    go(format!("{HOME}/{id}?said=deactivated"))
}

async fn reactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::reactivate(&visit.app, &visit.actor, TeamId(id)).await?;
    go(format!("{HOME}/{id}?said=reactivated"))
}
