//! Checklists, for those who keep them.

use super::{
    ChecklistRow,
    actions::{self, NewChecklist},
};
use crate::{answers, tickets::Kind};
use base::{ServiceId, TeamId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/checklists", get(index).post(create))
        .route("/checklists/new", get(new))
        .route("/checklists/{id}", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "checklists/index.html")]
struct IndexPage {
    page: Page,
    lists: Vec<ChecklistRow>,
}

#[derive(Template)]
#[template(path = "checklists/edit.html")]
struct EditPage {
    page: Page,
    id: Option<i64>,
    form: Fields,
    problems: Problems,
    kinds: Vec<(String, String)>,
    teams: Vec<(String, String)>,
    services: Vec<(String, String)>,
}

async fn index(visit: Visit) -> Result<Response> {
    let lists = actions::list(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("checklists-title"), lists })
}

/// Every kind of ticket by name, with "any" first.
pub(crate) fn kinds(visit: &Visit) -> Vec<(String, String)> {
    let language = visit.actor.language;
    let any = (String::new(), language.t("work-any-kind").to_owned());
    let named = |k: &Kind| (k.to_string(), language.t(&format!("kind-{k}")).to_owned());
    std::iter::once(any).chain(Kind::ALL.iter().map(named)).collect()
}

async fn edit_page(
    visit: &Visit,
    id: Option<i64>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let existing = match id {
        Some(id) => Some(actions::get(&visit.app, &visit.actor, id).await?),
        None => None,
    };
    let owner = existing.as_ref().map(|list| list.team_id);
    let (teams, services) = answers::owners(visit, owner.flatten()).await?;
    let may = owner.map_or(!teams.is_empty(), |team| answers::keeps(&visit.actor, team));
    if !may {
        return Err(Error::Forbidden.into());
    }
    let form = form.unwrap_or_else(|| match &existing {
        Some(list) => stored(list),
        None => Fields::new([("is_active", "yes")]),
    });
    let title = match &existing {
        Some(list) => list.name.clone(),
        None => visit.actor.language.t("checklists-new").to_owned(),
    };
    let kinds = kinds(visit);
    Ok(EditPage { page: visit.page(title), id, form, problems, kinds, teams, services })
}

fn stored(list: &ChecklistRow) -> Fields {
    let mut form = Fields::new([
        ("name", list.name.clone()),
        ("lines", list.lines.clone()),
        ("kind", list.kind.map(|kind| kind.to_string()).unwrap_or_default()),
        ("team", list.team_id.map(|id| id.to_string()).unwrap_or_default()),
        ("service", list.service_id.map(|id| id.to_string()).unwrap_or_default()),
        ("version", list.version.to_string()),
    ]);
    for (name, is_on) in [("is_shown", list.is_shown), ("is_active", list.is_active)] {
        if is_on {
            form.set(name, "yes");
        }
    }
    form
}

async fn new(visit: Visit) -> Result<Response> {
    html(&edit_page(&visit, None, None, Problems::default()).await?)
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, Some(id), None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewChecklist {
    NewChecklist {
        name: fields.get("name").to_owned(),
        lines: fields.get("lines").to_owned(),
        kind: Kind::parse(fields.get("kind")),
        service: fields.number("service").map(ServiceId),
        team: fields.number("team").map(TeamId),
        is_shown: fields.has("is_shown"),
        is_active: fields.has("is_active"),
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    match actions::create(&visit.app, &visit.actor, read(&fields)).await {
        Ok(_) => go("/checklists?said=saved"),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, None, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, id, Some(version), read(&fields)).await {
        Ok(()) => go("/checklists?said=saved"),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, Some(id), Some(fields), problems).await?)
        }
        Err(Error::Conflict) => {
            let now = actions::get(&visit.app, &visit.actor, id).await?;
            fields.set("version", now.version.to_string());
            let mut problems = Problems::default();
            let said = format!("{}: {}", now.name, now.lines);
            problems.add_with("name", "problem-changed-meanwhile", vec![("now", said)]);
            refused_form(&edit_page(&visit, Some(id), Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}
