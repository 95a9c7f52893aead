//! Skills, as JSON.

use super::{actions, model::Why};
use crate::directory::Organisation;
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, PersonId, TeamId, Time};
use people::Named;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Fields, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(who_knows))
        .routes(routes!(list_person_skills, add_person_skill))
        .routes(routes!(remove_person_skill))
        .routes(routes!(accept_person_skill))
        .routes(routes!(list_team_skills, add_team_skill))
        .routes(routes!(remove_team_skill))
}

/// Why somebody is named.
#[derive(Serialize, utoipa::ToSchema)]
struct WhyJson {
    /// What they say they know.
    knows: Option<String>,
    /// The service about which they solved something.
    service: Option<String>,
    /// How many they solved.
    solved: Option<i64>,
    /// When the last one was.
    #[schema(value_type = Option<String>, format = DateTime)]
    last: Option<Time>,
}

impl From<Why> for WhyJson {
    fn from(it: Why) -> Self {
        let none = WhyJson { knows: None, service: None, solved: None, last: None };
        match it {
            Why::Knows(name) => WhyJson { knows: Some(name), ..none },
            Why::Solved { n, last } => WhyJson { solved: Some(n), last: Some(last), ..none },
            Why::SolvedAbout { service, n, last } => {
                WhyJson { service: Some(service), solved: Some(n), last: Some(last), ..none }
            }
        }
    }
}

/// Somebody who knows about it.
#[derive(Serialize, utoipa::ToSchema)]
struct KnowerJson {
    person: Named,
    why: Vec<WhyJson>,
}

/// A team that knows about it.
#[derive(Serialize, utoipa::ToSchema)]
struct KnowingTeamJson {
    team: Named,
    knows: Vec<String>,
}

/// Who knows about it, those whom it fits best first.
#[derive(Serialize, utoipa::ToSchema)]
struct WhoKnowsJson {
    people: Vec<KnowerJson>,
    teams: Vec<KnowingTeamJson>,
}

fn person(organisation: &Organisation, id: PersonId) -> Option<Named> {
    organisation.person(id).map(|one| Named { id: id.0, name: one.name.clone() })
}

/// Who knows about something: people and teams, by what they say they know and by what they solved.
#[utoipa::path(get, path = "/who-knows", operation_id = "who_knows",
    params(("q" = String, Query)), responses((status = 200, body = WhoKnowsJson)))]
async fn who_knows(visit: ApiVisit, query: Fields) -> Result<Json<WhoKnowsJson>> {
    let actor = visit.actor.clone();
    let asked: String = query.get("q").trim().chars().take(300).collect();
    let found = visit.app.read(move |tx| actions::who_knows(tx, &actor, &asked)).await?;
    let (found, organisation) = found;
    let people = found.people.into_iter().filter_map(|one| {
        let why = one.why.into_iter().map(WhyJson::from).collect();
        Some(KnowerJson { person: person(&organisation, one.id)?, why })
    });
    let teams = found.teams.into_iter().filter_map(|(id, knows)| {
        let team = organisation.team(id)?;
        Some(KnowingTeamJson { team: Named { id: id.0, name: team.name.clone() }, knows })
    });
    Ok(Json(WhoKnowsJson { people: people.collect(), teams: teams.collect() }))
}

/// Something that somebody knows.
#[derive(Serialize, utoipa::ToSchema)]
struct SkillJson {
    id: i64,
    name: String,
    /// Whether the person says so; otherwise a colleague thinks so, and it waits.
    is_accepted: bool,
}

/// What somebody knows.
#[utoipa::path(get, path = "/people/{id}/skills", operation_id = "list_person_skills",
    params(("id" = i64, Path)), responses((status = 200, body = Vec<SkillJson>)))]
async fn list_person_skills(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<Vec<SkillJson>>> {
    let actor = visit.actor.clone();
    let found = visit
        .app
        .read(move |tx| {
            crate::directory::show_person(tx, &actor, PersonId(id))?;
            actions::of_person(tx, &actor, PersonId(id))
        })
        .await?;
    let all = found.known.into_iter().chain(found.suggested);
    let json = all.map(|one| SkillJson {
        id: one.id,
        name: one.name,
        is_accepted: one.accepted_at.is_some(),
    });
    Ok(Json(json.collect()))
}

/// What somebody knows.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSkillJson {
    /// One, or several with commas between.
    skill: String,
}

/// Says what one knows, or suggests what a colleague knows.
#[utoipa::path(post, path = "/people/{id}/skills", operation_id = "add_person_skill",
    params(("id" = i64, Path)), request_body = NewSkillJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn add_person_skill(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewSkillJson>,
) -> Result<StatusCode> {
    actions::say(&visit.app, &visit.actor, PersonId(id), &new.skill).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a skill away, says no to a suggestion, or takes one's own suggestion back.
#[utoipa::path(delete, path = "/people/{id}/skills/{skill}", operation_id = "remove_person_skill",
    params(("id" = i64, Path), ("skill" = i64, Path)),
    responses((status = 204), (status = 404, body = web::ProblemJson)))]
async fn remove_person_skill(
    visit: ApiVisit,
    Path((id, skill)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, PersonId(id), skill).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that a colleague is right. Only the person it is about.
#[utoipa::path(post, path = "/people/{id}/skills/{skill}/acceptance",
    operation_id = "accept_person_skill",
    params(("id" = i64, Path), ("skill" = i64, Path)),
    responses((status = 204), (status = 403, body = web::ProblemJson)))]
async fn accept_person_skill(
    visit: ApiVisit,
    Path((id, skill)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::accept(&visit.app, &visit.actor, PersonId(id), skill).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a team knows.
#[utoipa::path(get, path = "/teams/{id}/skills", operation_id = "list_team_skills",
    params(("id" = i64, Path)), responses((status = 200, body = Vec<Named>)))]
async fn list_team_skills(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<Vec<Named>>> {
    let actor = visit.actor.clone();
    let all = visit.app.read(move |tx| actions::of_team(tx, &actor, TeamId(id))).await?;
    Ok(Json(all.into_iter().map(|one| Named { id: one.id, name: one.name }).collect()))
}

/// Says what a team knows.
#[utoipa::path(post, path = "/teams/{id}/skills", operation_id = "add_team_skill",
    params(("id" = i64, Path)), request_body = NewSkillJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn add_team_skill(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewSkillJson>,
) -> Result<StatusCode> {
    actions::say_of_team(&visit.app, &visit.actor, TeamId(id), &new.skill).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a skill of a team away.
#[utoipa::path(delete, path = "/teams/{id}/skills/{skill}", operation_id = "remove_team_skill",
    params(("id" = i64, Path), ("skill" = i64, Path)),
    responses((status = 204), (status = 404, body = web::ProblemJson)))]
async fn remove_team_skill(
    visit: ApiVisit,
    Path((id, skill)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::remove_of_team(&visit.app, &visit.actor, TeamId(id), skill).await?;
    Ok(StatusCode::NO_CONTENT)
}
