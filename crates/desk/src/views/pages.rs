//! The pages of saved views: all of them, a new one, changing one.

use super::{
    actions::{self, NewView},
    model::{SavedView, canonical},
};
use base::{Scope, TeamId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/views", get(index).post(create))
        .route("/views/new", get(new))
        .route("/views/{id}/edit", get(edit).post(update))
        .route("/views/{id}/deletion", post(delete))
        .route("/views/{id}/place", post(place))
}

#[derive(Template)]
#[template(path = "views/index.html")]
struct IndexPage {
    page: Page,
    views: Vec<SavedView>,
}

async fn index(visit: Visit) -> Result<Response> {
    let views = actions::list(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("views-title"), views })
}

#[derive(Template)]
#[template(path = "views/form.html")]
struct FormPage {
    page: Page,
    form: Fields,
    problems: Problems,
    teams: Vec<(String, String)>,
    /// The view that is changed; none: a new one.
    view: Option<SavedView>,
}

async fn form_page(
    visit: &Visit,
    form: Fields,
    problems: Problems,
    view: Option<SavedView>,
) -> Result<FormPage> {
    let all = crate::tickets::teams(&visit.app, &visit.actor).await?;
    let may = |id: i64| match visit.actor.teams() {
        Scope::Only(teams) => teams.contains(&TeamId(id)),
        Scope::All => false,
    };
    let language = visit.actor.language;
    let mut teams = vec![(String::new(), language.t("views-own").to_owned())];
    let shared = all.into_iter().filter(|team| may(team.id));
    teams.extend(
        shared.map(|team| {
            (team.id.to_string(), language.with("views-shared", &[("team", &team.name)]))
        }),
    );
    let page = visit.page_t(if view.is_some() { "views-edit" } else { "views-new" });
    Ok(FormPage { page, form, problems, teams, view })
}

async fn new(visit: Visit, form: Fields) -> Result<Response> {
    visit.actor.may(base::Right::Work)?;
    let form = Fields::new([("query", canonical(&form).encode())]);
    html(&form_page(&visit, form, Problems::default(), None).await?)
}

fn view_of(fields: &Fields) -> NewView {
    NewView {
        name: fields.get("name").to_owned(),
        team: fields.number("team").map(TeamId),
        filters: Fields::parse(fields.get("query").as_bytes()),
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    match actions::create(&visit.app, &visit.actor, view_of(&fields)).await {
        Ok(view) => go(format!("/queue/views/{}?said=view-saved", view.address)),
        Err(Error::Invalid(problems)) => {
            refused_form(&form_page(&visit, fields, problems, None).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let view = actions::load(&visit.app, &visit.actor, id).await?;
    // from the queue: the filters as they are there now
    let now = canonical(&query).encode();
    let form = Fields::new([
        ("name", view.name.clone()),
        ("team", view.team_id.map(|id| id.to_string()).unwrap_or_default()),
        ("query", if now.is_empty() { view.query.clone() } else { now }),
        ("version", view.version.to_string()),
    ]);
    html(&form_page(&visit, form, Problems::default(), Some(view)).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, id, version, view_of(&fields)).await {
        Ok(()) => go("/views?said=view-changed"),
        Err(Error::Invalid(problems)) => {
            let view = actions::load(&visit.app, &visit.actor, id).await?;
            refused_form(&form_page(&visit, fields, problems, Some(view)).await?)
        }
        Err(Error::Conflict) => {
            let view = actions::load(&visit.app, &visit.actor, id).await?;
            fields.set("version", view.version.to_string());
            let mut problems = Problems::default();
            problems.add("name", "problem-view-changed");
            refused_form(&form_page(&visit, fields, problems, Some(view)).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn delete(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::delete(&visit.app, &visit.actor, id).await?;
    go("/views?said=view-deleted")
}

async fn place(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    actions::move_to(&visit.app, &visit.actor, id, fields.has("up")).await?;
    go("/views")
}
