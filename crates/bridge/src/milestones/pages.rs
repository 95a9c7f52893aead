//! A project's milestones as forms; they are read on the project's page.

use super::{
    actions,
    model::{Milestone, NewMilestone},
};
use crate::projects::show_again;
use people::administration::renew_version;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects/{id}/milestones", post(create))
        .route("/milestones/{id}", get(edit).post(update))
        .route("/milestones/{id}/reaching", post(reach))
        .route("/milestones/{id}/reopening", post(reopen))
        .route("/milestones/{id}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "milestones/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    it: Milestone,
}

fn read(fields: &Fields) -> NewMilestone {
    NewMilestone {
        name: fields.get("milestone").to_owned(),
        due_on: fields.get("due_on").to_owned(),
    }
}

async fn create(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    match actions::create(&visit.app, &visit.actor, id, read(&fields)).await {
        Ok(_) => go(format!("/projects/{id}?said=saved#milestones")),
        Err(error) => show_again(&visit, id, "milestones", fields, error).await,
    }
}

async fn edit_page(
    visit: &Visit,
    id: i64,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    let mut form = form.unwrap_or_else(|| {
        let new = NewMilestone { name: it.name.clone(), due_on: it.due_on.clone() };
        let mut form = Fields::new(new.pairs());
        form.set("version", it.version.to_string());
        form
    });
    renew_version(&mut form, &problems);
    Ok(EditPage { page: visit.page(it.name.clone()), form, problems, it })
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    let outcome = actions::update(&visit.app, &visit.actor, (id, version), read(&fields)).await;
    match outcome {
        Ok(()) => {
            let it = actions::get(&visit.app, &visit.actor, id).await?;
            go(format!("/projects/{}?said=saved#milestones", it.project_id))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn reach(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    // the project's page has one such form for each step
    fields.set("at", id.to_string());
    match actions::reach(&visit.app, &visit.actor, id, fields.get("reached_words")).await {
        Ok(()) => go(format!("/projects/{}?said=milestone-reached#milestones", it.project_id)),
        Err(error) => show_again(&visit, it.project_id, "reaching", fields, error).await,
    }
}

async fn reopen(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    actions::reopen(&visit.app, &visit.actor, id).await?;
    go(format!("/projects/{}?said=saved#milestones", it.project_id))
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    actions::remove(&visit.app, &visit.actor, id).await?;
    go(format!("/projects/{}?said=saved#milestones", it.project_id))
}
