//! Checklists, for those who keep them.

use super::{
    ChecklistRow,
    actions::{self, NewChecklist},
};
use crate::{
    answers, drafts,
    editors::{Editor, Sheet},
    kept::{Choices, changed_meanwhile, kinds, owners},
    tickets::Kind,
};
use base::{ServiceId, TeamId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/checklists", get(index).post(save))
        .route("/checklists/new", get(edit))
        .route("/checklists/{id}", get(edit).post(save))
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
    kinds: Choices,
    teams: Choices,
    services: Choices,
    drafts: drafts::Panel,
}

async fn index(visit: Visit) -> Result<Response> {
    let lists = actions::list(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("checklists-title"), lists })
}

fn editor(id: Option<i64>) -> Editor {
    Editor::Page(Sheet::Checklist, id.unwrap_or_default())
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
    let (teams, services) = owners(visit, owner.flatten()).await?;
    let may = owner.map_or(!teams.is_empty(), |team| answers::keeps(&visit.actor, team));
    if !may {
        return Err(Error::Forbidden.into());
    }
    let fresh = match &existing {
        Some(list) => stored(list),
        None => Fields::new([("is_active", "yes")]),
    };
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(id), form, fresh).await?;
    let title = match &existing {
        Some(list) => list.name.clone(),
        None => visit.actor.language.t("checklists-new").to_owned(),
    };
    let kinds = kinds(visit);
    Ok(EditPage { page: visit.page(title), id, form, problems, kinds, teams, services, drafts })
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

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    let id = id.map(|Path(id)| id);
    html(&edit_page(&visit, id, None, Problems::default()).await?)
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

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| id), read(&fields));
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await,
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            let saved = actions::update(&visit.app, &visit.actor, id, Some(version), new).await;
            saved.map(|()| id)
        }
    };
    let problems = match (outcome, id) {
        (Ok(_), _) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            return go("/checklists?said=saved");
        }
        (Err(Error::Invalid(problems)), _) => problems,
        (Err(Error::Conflict), Some(id)) => {
            let now = actions::get(&visit.app, &visit.actor, id).await?;
            let said = format!("{}: {}", now.name, now.lines);
            changed_meanwhile(&mut fields, "name", now.version, said)
        }
        (Err(error), _) => return Err(error.into()),
    };
    refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
}
