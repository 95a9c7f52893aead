//! Tasks as JSON.

use super::{
    TaskRow,
    actions::{self, NewTasks, OneTask},
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, PersonId, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Paging, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_tasks, add_tasks))
        .routes(routes!(change_task))
        .routes(routes!(list_my_tasks))
        .routes(routes!(list_team_tasks))
}

/// A step of a ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct TaskJson {
    id: i64,
    /// The ticket's number.
    ticket: i64,
    title: String,
    /// A person's id.
    owner: Option<i64>,
    owner_name: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Time>,
    /// Whether the requester sees it.
    is_shown: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Time>,
    done_by: Option<String>,
    /// A talk with somebody who was unhappy: it stays when the ticket is over.
    is_call_back: bool,
    /// The id of the team that owes it.
    team: Option<i64>,
    /// What came of a talk.
    done_words: String,
    /// A talk about something that is kept from those who worked on the ticket.
    is_kept: bool,
}

impl From<TaskRow> for TaskJson {
    fn from(t: TaskRow) -> Self {
        TaskJson {
            id: t.id,
            ticket: t.ticket_id.0,
            title: t.title,
            owner: t.owner_id.map(|id| id.0),
            owner_name: t.owner,
            due_at: t.due_at,
            is_shown: t.is_shown,
            done_at: t.done_at,
            done_by: t.done_by,
            is_call_back: t.is_call_back,
            team: t.team_id.map(|id| id.0),
            done_words: t.done_words,
            is_kept: t.is_kept,
        }
    }
}

/// A ticket's tasks in order, as far as the caller sees them.
#[utoipa::path(get, path = "/tickets/{number}/tasks", operation_id = "list_tasks",
    params(("number" = i64, Path)), responses((status = 200, body = Vec<TaskJson>)))]
async fn list_tasks(visit: ApiVisit, Path(number): Path<i64>) -> Result<Json<Vec<TaskJson>>> {
    let tasks = actions::list(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(tasks.into_iter().map(TaskJson::from).collect()))
}

/// Tasks to add at once.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTasksJson {
    #[serde(default)]
    titles: Vec<String>,
    /// A checklist's id: its lines come first.
    checklist: Option<i64>,
    /// A person's id: somebody of the ticket's team.
    owner: Option<i64>,
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Time>,
    #[serde(default)]
    is_shown: bool,
}

/// Adds tasks behind the others.
#[utoipa::path(post, path = "/tickets/{number}/tasks", operation_id = "add_tasks",
    params(("number" = i64, Path)), request_body = NewTasksJson,
    responses((status = 201, body = Vec<TaskJson>), (status = 422, body = web::ProblemJson)))]
async fn add_tasks(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewTasksJson>,
) -> Result<Response> {
    let lines: Vec<_> = new.titles.iter().map(|title| title.replace(['\n', '\r'], " ")).collect();
    let tasks = NewTasks {
        lines: lines.join("\n"),
        checklist: new.checklist,
        owner: new.owner.map(PersonId),
        due_at: new.due_at,
        is_shown: new.is_shown,
    };
    let id = TicketId(number);
    let made = actions::add(&visit.app, &visit.actor, id, tasks).await?;
    let mut tasks = actions::list(&visit.app, &visit.actor, id).await?;
    tasks.retain(|task| made.contains(&task.id));
    let tasks: Vec<_> = tasks.into_iter().map(TaskJson::from).collect();
    Ok((StatusCode::CREATED, Json(tasks)).into_response())
}

/// What to change; what is left out stays. Null takes owner or date off.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct TaskChangeJson {
    title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    owner: Option<Option<i64>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Option<Time>>,
    is_shown: Option<bool>,
    is_done: Option<bool>,
    /// What came of it, in a sentence: a talk is not done without.
    #[serde(default)]
    done_words: String,
    /// Takes it off the ticket; the answer is how it was.
    #[serde(default)]
    is_removed: bool,
    /// up, down
    r#move: Option<String>,
}

/// Tells `null` from what was left out.
fn given<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// Changes a task, says that it is done, or moves it.
#[utoipa::path(patch, path = "/tickets/{number}/tasks/{task}", operation_id = "change_task",
    params(("number" = i64, Path), ("task" = i64, Path)), request_body = TaskChangeJson,
    responses((status = 200, body = TaskJson), (status = 422, body = web::ProblemJson)))]
async fn change_task(
    visit: ApiVisit,
    Path((number, task)): Path<(i64, i64)>,
    JsonBody(new): JsonBody<TaskChangeJson>,
) -> Result<Json<TaskJson>> {
    let (app, actor, id) = (&visit.app, &visit.actor, TicketId(number));
    let (_, old) = actions::get(app, actor, id, task).await?;
    let is_up = match new.r#move.as_deref() {
        None => None,
        Some("up") => Some(true),
        Some("down") => Some(false),
        Some(_) => return Err(base::Error::invalid("move", "problem-choose").into()),
    };
    if new.title.is_some() || new.owner.is_some() || new.due_at.is_some() || new.is_shown.is_some()
    {
        let changed = OneTask {
            title: new.title.unwrap_or(old.title),
            owner: new.owner.map_or(old.owner_id, |owner| owner.map(PersonId)),
            due_at: new.due_at.unwrap_or(old.due_at),
            is_shown: new.is_shown.unwrap_or(old.is_shown),
        };
        actions::change(app, actor, id, task, changed).await?;
    }
    if let Some(is_done) = new.is_done {
        actions::complete(app, actor, id, task, (is_done, &new.done_words)).await?;
    }
    if let Some(is_up) = is_up {
        actions::move_by(app, actor, id, task, is_up).await?;
    }
    let (_, now) = actions::get(app, actor, id, task).await?;
    if new.is_removed {
        actions::remove(app, actor, id, task).await?;
    }
    Ok(Json(TaskJson::from(now)))
}

/// What the caller has still to do, over all tickets: what is due first.
#[utoipa::path(get, path = "/tasks", operation_id = "list_my_tasks",
    params(("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = Vec<TaskJson>)))]
async fn list_my_tasks(visit: ApiVisit) -> Result<Listing<TaskJson>> {
    let paging = Paging::read(&visit.query)?;
    let most = paging.most_and_one();
    let found = actions::mine(&visit.app, &visit.actor, paging.after, most).await?;
    Ok(paging.listing("/api/v1/tasks", &visit.query, found, |task| task.id))
}

/// What the caller's teams owe and nobody of them has taken: what is due first, a hundred at most.
#[utoipa::path(get, path = "/team-tasks", operation_id = "list_team_tasks",
    responses((status = 200, body = Vec<TaskJson>)))]
async fn list_team_tasks(visit: ApiVisit) -> Result<Json<Vec<TaskJson>>> {
    let tasks = actions::of_my_teams(&visit.app, &visit.actor).await?;
    Ok(Json(tasks.into_iter().map(TaskJson::from).collect()))
}
