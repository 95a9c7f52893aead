//! Tasks on a ticket's page, and those of one person over all tickets.

use super::{
    TaskRow,
    actions::{self, NewTasks, OneTask},
};
use crate::tickets::{Heading, Ticket, show_with};
use base::{PersonId, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tasks", get(mine))
        .route("/tickets/{id}/tasks", post(add))
        .route("/tickets/{id}/tasks/{task}", get(edit).post(update))
        .route("/tickets/{id}/tasks/{task}/completion", post(complete))
        .route("/tickets/{id}/tasks/{task}/removal", post(remove))
        .route("/tickets/{id}/tasks/{task}/place", post(place))
}

#[derive(Template)]
#[template(path = "tasks/mine.html")]
struct MinePage {
    page: Page,
    tasks: Vec<TaskRow>,
    of_teams: Vec<TaskRow>,
    next: Option<i64>,
}

#[derive(Template)]
#[template(path = "tasks/edit.html")]
struct EditPage {
    page: Page,
    ticket: Ticket,
    task: TaskRow,
    form: Fields,
    problems: Problems,
    agents: Vec<(String, String)>,
}

async fn mine(visit: Visit, query: Fields) -> Result<Response> {
    let after = query.number("after").unwrap_or_default();
    let mut tasks = actions::mine(&visit.app, &visit.actor, after, 51).await?;
    let is_more = tasks.len() > 50;
    tasks.truncate(50);
    let next = tasks.last().map(|last| last.id).filter(|_| is_more);
    let of_teams = match after {
        0 => actions::of_my_teams(&visit.app, &visit.actor).await?,
        _ => Vec::new(),
    };
    html(&MinePage { page: visit.page_t("tasks-mine"), tasks, of_teams, next })
}

/// A date and time as a browser sends it, in the person's own zone; nothing where nothing was typed.
fn local_time(visit: &Visit, typed: &str) -> base::Result<Option<Time>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let at: Option<jiff::civil::DateTime> = typed.trim().parse().ok();
    let at = at.and_then(|at| visit.actor.zone.to_timestamp(at).ok());
    at.map(|at| Some(Time::from(at))).ok_or_else(|| Error::invalid("due_at", "problem-time"))
}

async fn add(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let outcome = match local_time(&visit, fields.get("due_at")) {
        Err(error) => Err(error),
        Ok(due_at) => {
            let new = NewTasks {
                lines: fields.get("lines").to_owned(),
                checklist: fields.number("checklist"),
                owner: fields.number("owner").map(PersonId),
                due_at,
                is_shown: fields.has("is_shown"),
            };
            actions::add(&visit.app, &visit.actor, TicketId(id), new).await.map(drop)
        }
    };
    show_with(&visit, id, outcome, "tasks-added", "tasks", fields).await
}

async fn edit_page(
    visit: &Visit,
    (id, task): (i64, i64),
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let (ticket, task) = actions::get(&visit.app, &visit.actor, TicketId(id), task).await?;
    let agents = actions::owners(&visit.app, &visit.actor, ticket.id).await?;
    let choice = |agent: Heading| (agent.id.to_string(), agent.name);
    let nobody = (String::new(), visit.actor.language.t("fact-nobody").to_owned());
    let mut agents: Vec<_> =
        std::iter::once(nobody).chain(agents.into_iter().map(choice)).collect();
    // whoever has it keeps it, even if they have left
    if let (Some(owner), Some(name)) = (task.owner_id, &task.owner)
        && agents.iter().all(|(agent, _)| *agent != owner.to_string())
    {
        agents.push((owner.to_string(), name.clone()));
    }
    let form = form.unwrap_or_else(|| {
        let due = task.due_at.map(|at| visit.actor.zone.to_datetime(at.timestamp()));
        let due = due.map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string());
        let mut form = Fields::new([
            ("title", task.title.clone()),
            ("owner", task.owner_id.map(|id| id.to_string()).unwrap_or_default()),
            ("due_at", due.unwrap_or_default()),
        ]);
        if task.is_shown {
            form.set("is_shown", "yes");
        }
        form
    });
    let page = visit.page(task.title.clone());
    Ok(EditPage { page, ticket, task, form, problems, agents })
}

async fn edit(visit: Visit, Path(at): Path<(i64, i64)>) -> Result<Response> {
    html(&edit_page(&visit, at, None, Problems::default()).await?)
}

async fn update(
    visit: Visit,
    Path((id, task)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = match local_time(&visit, fields.get("due_at")) {
        Err(error) => Err(error),
        Ok(due_at) => {
            let new = OneTask {
                title: fields.get("title").to_owned(),
                owner: fields.number("owner").map(PersonId),
                due_at,
                is_shown: fields.has("is_shown"),
            };
            actions::change(&visit.app, &visit.actor, TicketId(id), task, new).await
        }
    };
    match outcome {
        Ok(()) => go(format!("/tickets/{id}?said=saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, (id, task), Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn complete(
    visit: Visit,
    Path((id, task)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let is_done = !fields.has("undo");
    let done = (is_done, fields.get("done_words"));
    match actions::complete(&visit.app, &visit.actor, TicketId(id), task, done).await {
        Ok(()) => {}
        // a talk has a page of its own, where its reader says what came of it
        Err(Error::Invalid(_)) => return go(format!("/tickets/{id}/talk")),
        Err(error) => return Err(error.into()),
    }
    let back = if fields.has("from_mine") { "/tasks".to_owned() } else { format!("/tickets/{id}") };
    go(format!("{back}?said={}", if is_done { "task-done" } else { "task-undone" }))
}

async fn remove(
    visit: Visit,
    Path((id, task)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    if !fields.has("sure") {
        actions::get(&visit.app, &visit.actor, TicketId(id), task).await?;
        return go(format!("/tickets/{id}/tasks/{task}"));
    }
    match actions::remove(&visit.app, &visit.actor, TicketId(id), task).await {
        Ok(()) => go(format!("/tickets/{id}?said=task-removed")),
        Err(Error::Invalid(_)) => go(format!("/tickets/{id}/talk")),
        Err(error) => Err(error.into()),
    }
}

async fn place(
    visit: Visit,
    Path((id, task)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let is_up = fields.has("up");
    actions::move_by(&visit.app, &visit.actor, TicketId(id), task, is_up).await?;
    go(format!("/tickets/{id}/tasks/{task}?said=saved"))
}
