//! The directory, as JSON.

use super::{
    actions::{self, CardChange},
    model::{DepartmentRow, PersonRow, PhoneFor, Shown},
};
use crate::skills;
use axum::{
    Json,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use base::{App, PersonId};
use people::Named;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show_organisation)).routes(routes!(show_card, change_card))
}

pub(super) fn named(one: &PersonRow) -> Named {
    Named { id: one.id.0, name: one.name.clone() }
}

/// A department and where it stands.
#[derive(Serialize, utoipa::ToSchema)]
struct BranchJson {
    id: i64,
    name: String,
    /// What it is part of.
    parent: Option<i64>,
    /// internal, outsourced
    kind: String,
    mission: String,
    leader: Option<Named>,
    teams: Vec<Named>,
    people: Vec<Named>,
}

/// Everybody and everything there is.
#[derive(Serialize, utoipa::ToSchema)]
struct OrganisationJson {
    departments: Vec<BranchJson>,
    /// The caller and those above them.
    my_line: Vec<Named>,
}

/// The departments of both sides with their teams and people, and who is above the caller.
#[utoipa::path(get, path = "/organisation", operation_id = "show_organisation",
    responses((status = 200, body = OrganisationJson)))]
async fn show_organisation(visit: ApiVisit) -> Result<Json<OrganisationJson>> {
    let actor = visit.actor.clone();
    let it = visit.app.read(move |tx| actions::organisation(tx, &actor)).await?;
    let branch = |one: &DepartmentRow| BranchJson {
        id: one.id.0,
        name: one.name.clone(),
        parent: one.parent_id.map(|id| id.0),
        kind: one.kind.to_string(),
        mission: one.mission.clone(),
        leader: it.leader(one.id).map(named),
        teams: it
            .teams
            .iter()
            .filter(|team| team.department_id == one.id && team.is_active)
            .map(|team| Named { id: team.id.0, name: team.name.clone() })
            .collect(),
        people: it.people_of(one.id).into_iter().map(named).collect(),
    };
    let departments = it.departments.iter().filter(|one| one.is_active).map(branch).collect();
    let line = visit.actor.id.map(|id| it.line(id)).unwrap_or_default();
    let my_line = line.into_iter().map(named).collect();
    Ok(Json(OrganisationJson { departments, my_line }))
}

/// What the directory says of somebody.
#[derive(Serialize, utoipa::ToSchema)]
struct CardJson {
    id: i64,
    name: String,
    title: String,
    department: Option<i64>,
    teams: Vec<Named>,
    place: Option<String>,
    email: String,
    about: String,
    /// Empty where it is not for the caller.
    phone: String,
    /// everybody, helpers, nobody
    phone_for: String,
    answers_to: Option<Named>,
    knows: Vec<String>,
    /// Left out of "who knows about this?"; for others always false.
    is_left_out: bool,
    /// False: they work here no more.
    is_here: bool,
}

async fn card(visit: &ApiVisit, id: i64) -> Result<Response> {
    let actor = visit.actor.clone();
    let (it, known) = visit
        .app
        .read(move |tx| {
            let id = PersonId(id);
            let it = actions::show_person(tx, &actor, id)?;
            let known =
                if it.is_here() { skills::of_person(tx, &actor, id)?.known } else { Vec::new() };
            Ok((it, known))
        })
        .await?;
    let knows = known.into_iter().map(|one| one.name).collect();
    Ok((etag(it.card.version), Json(json(it, knows))).into_response())
}

fn json(it: Shown, knows: Vec<String>) -> CardJson {
    let is_here = it.is_here();
    let teams = it.organisation.teams_with(it.card.id).into_iter();
    let teams = teams.map(|team| Named { id: team.id.0, name: team.name.clone() }).collect();
    CardJson {
        answers_to: it.manager.as_ref().map(named),
        teams,
        is_left_out: it.is_me && it.card.is_left_out,
        id: it.card.id.0,
        name: it.card.name,
        title: it.card.title,
        department: it.card.department_id.map(|id| id.0),
        place: it.card.location,
        email: it.card.email,
        about: it.card.about,
        phone: it.card.phone,
        phone_for: it.card.phone_for.to_string(),
        knows,
        is_here,
    }
}

/// What the directory says of somebody: where they are, what they know, whom they answer to.
#[utoipa::path(get, path = "/people/{id}/card", operation_id = "show_card",
    params(("id" = i64, Path)),
    responses((status = 200, body = CardJson), (status = 404, body = web::ProblemJson)))]
async fn show_card(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    card(&visit, id).await
}

/// What is to stand on a card.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct CardChangeJson {
    about: String,
    phone: String,
    /// everybody, helpers, nobody
    #[schema(default = "nobody")]
    phone_for: Option<String>,
    is_left_out: bool,
    /// A person's id; left out: whoever the roles say. Taken only from those who look after the
    /// department.
    manager: Option<i64>,
}

/// Writes a card anew: the person themselves; whom they answer to, those who look after their
/// department.
#[utoipa::path(put, path = "/people/{id}/card", operation_id = "change_card",
    params(("id" = i64, Path)), request_body = CardChangeJson,
    responses((status = 200, body = CardJson), (status = 409, body = web::ProblemJson)))]
async fn change_card(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<CardChangeJson>,
) -> Result<Response> {
    let (actor, person) = (visit.actor.clone(), PersonId(id));
    let now = visit.app.read(move |tx| actions::show_person(tx, &actor, person)).await?;
    let version = if_match(&headers, now.card.version);
    let phone_for = match new.phone_for.as_deref() {
        None => Some(PhoneFor::Nobody),
        Some(word) => PhoneFor::parse(word),
    };
    let change = CardChange {
        about: new.about,
        phone: new.phone,
        phone_for,
        is_left_out: new.is_left_out,
        manager: new.manager.map(PersonId),
    };
    actions::change_card(&visit.app, &visit.actor, person, version, change).await?;
    card(&visit, id).await
}
