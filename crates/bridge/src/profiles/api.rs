//! Profiles, as JSON.

use super::{
    actions::{self, NewProfile, Shown},
    model::{Way, WayRow},
};
use crate::{directory::Owner, years::PeriodJson};
use axum::{
    Json,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use base::{App, DepartmentId, Problems, TeamId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_department_profile, change_department_profile))
        .routes(routes!(show_team_profile, change_team_profile))
}

/// One way to reach somebody.
#[derive(Clone, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct WayJson {
    /// mail, phone, chat, counter
    way: String,
    address: String,
    #[serde(default)]
    use_for: String,
}

/// How much a team, or the teams of a department, have before them.
#[derive(Serialize, utoipa::ToSchema)]
struct LoadJson {
    open: i64,
    /// From so many departments.
    departments: i64,
    /// Of them, from the caller's department.
    own: i64,
}

/// What a department or a team says of itself. Texts are Markdown.
#[derive(Serialize, utoipa::ToSchema)]
struct ProfileJson {
    name: String,
    is_active: bool,
    mission: String,
    come_for: String,
    not_for: String,
    proud_of: String,
    worried_by: String,
    judged_on: String,
    hours: String,
    ways: Vec<WayJson>,
    year: Vec<PeriodJson>,
    load: Option<LoadJson>,
    may_edit: bool,
}

impl From<Shown> for ProfileJson {
    fn from(it: Shown) -> Self {
        let way = |one: WayRow| WayJson {
            way: one.way.to_string(),
            address: one.address,
            use_for: one.use_for,
        };
        ProfileJson {
            name: it.name,
            is_active: it.is_active,
            mission: it.profile.mission,
            come_for: it.profile.come_for,
            not_for: it.profile.not_for,
            proud_of: it.profile.proud_of,
            worried_by: it.profile.worried_by,
            judged_on: it.profile.judged_on,
            hours: it.profile.hours,
            ways: it.ways.into_iter().map(way).collect(),
            year: it.coming.into_iter().map(PeriodJson::from).collect(),
            load: it.load.map(|load| LoadJson {
                open: load.open,
                departments: load.departments,
                own: load.own,
            }),
            may_edit: it.may_edit,
        }
    }
}

/// What a profile is to say; what is left out is emptied.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewProfileJson {
    mission: String,
    come_for: String,
    not_for: String,
    proud_of: String,
    worried_by: String,
    judged_on: String,
    /// "Mon-Fri 08:30-17:00".
    hours: String,
    ways: Vec<WayJson>,
}

impl NewProfileJson {
    fn read(self) -> base::Result<NewProfile> {
        let mut problems = Problems::default();
        let mut ways: Vec<WayRow> = Vec::new();
        for one in self.ways {
            let Some(way) = Way::parse(&one.way) else {
                problems.add("ways", "problem-choose");
                continue;
            };
            // one of each kind
            ways.retain(|known| known.way != way);
            ways.push(WayRow { way, address: one.address, use_for: one.use_for });
        }
        problems.check()?;
        Ok(NewProfile {
            mission: self.mission,
            come_for: self.come_for,
            not_for: self.not_for,
            proud_of: self.proud_of,
            worried_by: self.worried_by,
            judged_on: self.judged_on,
            hours: self.hours,
            ways,
        })
    }
}

async fn load(visit: &ApiVisit, owner: Owner) -> Result<Shown> {
    let (app, actor) = (visit.app.clone(), visit.actor.clone());
    Ok(visit.app.read(move |tx| actions::show(tx, &app, &actor, owner)).await?)
}

async fn shown(visit: &ApiVisit, owner: Owner) -> Result<Response> {
    let it = load(visit, owner).await?;
    Ok((etag(it.profile.version), Json(ProfileJson::from(it))).into_response())
}

async fn changed(
    visit: &ApiVisit,
    owner: Owner,
    headers: &HeaderMap,
    new: NewProfileJson,
) -> Result<Response> {
    let version = if_match(headers, load(visit, owner).await?.profile.version);
    actions::change(&visit.app, &visit.actor, owner, version, new.read()?).await?;
    shown(visit, owner).await
}

/// What a department says of itself.
#[utoipa::path(get, path = "/departments/{id}/profile", operation_id = "show_department_profile",
    params(("id" = i64, Path)),
    responses((status = 200, body = ProfileJson), (status = 404, body = web::ProblemJson)))]
async fn show_department_profile(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    shown(&visit, Owner::Department(DepartmentId(id))).await
}

/// Writes it anew: those who look after the department or what it is part of.
#[utoipa::path(put, path = "/departments/{id}/profile",
    operation_id = "change_department_profile",
    params(("id" = i64, Path)), request_body = NewProfileJson,
    responses((status = 200, body = ProfileJson), (status = 409, body = web::ProblemJson)))]
async fn change_department_profile(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewProfileJson>,
) -> Result<Response> {
    changed(&visit, Owner::Department(DepartmentId(id)), &headers, new).await
}

/// What a team says of itself.
#[utoipa::path(get, path = "/teams/{id}/profile", operation_id = "show_team_profile",
    params(("id" = i64, Path)),
    responses((status = 200, body = ProfileJson), (status = 404, body = web::ProblemJson)))]
async fn show_team_profile(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    shown(&visit, Owner::Team(TeamId(id))).await
}

/// Writes it anew: the team's agents, and those who look after its department.
#[utoipa::path(put, path = "/teams/{id}/profile", operation_id = "change_team_profile",
    params(("id" = i64, Path)), request_body = NewProfileJson,
    responses((status = 200, body = ProfileJson), (status = 409, body = web::ProblemJson)))]
async fn change_team_profile(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewProfileJson>,
) -> Result<Response> {
    changed(&visit, Owner::Team(TeamId(id)), &headers, new).await
}
