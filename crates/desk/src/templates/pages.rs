//! Templates: choosing one, filling it in, keeping them.

use super::{
    TemplateRow,
    actions::{self, Filled, NewTemplate},
};
use crate::{
    answers,
    custom_fields::{Asked, Typed, asked},
    drafts,
    editors::{Editor, Sheet},
    impact::{Hurts, Scope, Stopped, Workaround},
    kept::{Choices, changed_meanwhile, kinds, options, owners},
    tickets::{self, Kind},
};
use base::{LocationId, Right, ServiceId, TeamId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/templates", get(index).post(save))
        .route("/templates/new", get(edit))
        .route("/templates/{id}", get(show).post(save))
        .route("/templates/{id}/edit", get(edit))
        .route("/templates/{id}/tickets", post(open))
}

#[derive(Template)]
#[template(path = "templates/index.html")]
struct IndexPage {
    page: Page,
    templates: Vec<TemplateRow>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "templates/show.html")]
struct ShowPage {
    page: Page,
    one: TemplateRow,
    form: Fields,
    problems: Problems,
    locations: Choices,
    asked: Vec<Asked>,
    is_helper: bool,
    is_kept: bool,
    drafts: drafts::Panel,
}

#[derive(Template)]
#[template(path = "templates/edit.html")]
struct EditPage {
    page: Page,
    id: Option<i64>,
    form: Fields,
    problems: Problems,
    kinds: Choices,
    teams: Choices,
    services: Choices,
    locations: Choices,
    scopes: Choices,
    whos: Choices,
    workarounds: Choices,
    hurts: Choices,
    drafts: drafts::Panel,
}

/// Templates that the person may order: public ones, for the report page.
pub(crate) async fn offered(visit: &Visit) -> Result<Vec<TemplateRow>> {
    let mut all = actions::list(&visit.app, &visit.actor).await?;
    all.retain(|one| one.is_public && one.is_active);
    Ok(all)
}

async fn index(visit: Visit) -> Result<Response> {
    let templates = actions::list(&visit.app, &visit.actor).await?;
    let may_write = visit.actor.has(Right::Work) || visit.actor.has(Right::ManageOrganisation);
    html(&IndexPage { page: visit.page_t("templates-title"), templates, may_write })
}

async fn locations(visit: &Visit) -> Result<Choices> {
    let (_, places) = tickets::choices(&visit.app, &visit.actor).await?;
    let none = (String::new(), "–".to_owned());
    Ok(std::iter::once(none)
        .chain(places.into_iter().map(|l| (l.id.to_string(), l.name)))
        .collect())
}

async fn show_page(
    visit: &Visit,
    id: i64,
    form: Option<Fields>,
    problems: Problems,
) -> Result<ShowPage> {
    let (one, _, values) = actions::get(&visit.app, &visit.actor, id).await?;
    let home = tickets::home_of(&visit.app, &visit.actor).await?;
    let place = one.location_id.or(home).map(|id| id.to_string()).unwrap_or_default();
    let fresh = Fields::new([("location", place), ("key", base::token())]);
    let editor = Editor::Page(Sheet::Order, id);
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, form, fresh).await?;
    let mut typed = Typed::default();
    for (key, value) in values.lines().filter_map(|line| line.split_once(": ")) {
        typed.push(key, value);
    }
    let given = Typed::from_form(&form);
    typed.0.retain(|(key, _)| given.get(key).is_none());
    typed.0.extend(given.0);
    let about = (one.service_id, one.kind);
    let asked = asked(&visit.app, &visit.actor, about, typed).await?;
    Ok(ShowPage {
        page: visit.page(one.name.clone()),
        form,
        problems,
        locations: locations(visit).await?,
        asked,
        is_helper: visit.actor.has(Right::Work),
        is_kept: answers::keeps(&visit.actor, one.team_id),
        one,
        drafts,
    })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&show_page(&visit, id, None, Problems::default()).await?)
}

async fn open(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let key =
        Some(fields.get("key").chars().take(100).collect()).filter(|k: &String| !k.is_empty());
    let filled = Filled {
        requester: fields.get("requester").to_owned(),
        subject: fields.get("subject").to_owned(),
        words: fields.get("words").to_owned(),
        location: fields.number("location").map(LocationId),
        fields: Typed::from_form(&fields),
        key,
    };
    match actions::open(&visit.app, &visit.actor, id, filled).await {
        Ok(ticket) => {
            let editor = Editor::Page(Sheet::Order, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/tickets/{ticket}?said=sent"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn editor(id: Option<i64>) -> Editor {
    Editor::Page(Sheet::Template, id.unwrap_or_default())
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
    let owner = existing.as_ref().map(|(one, ..)| one.team_id);
    let (teams, services) = owners(visit, owner.flatten()).await?;
    if !owner.map_or(!teams.is_empty(), |team| answers::keeps(&visit.actor, team)) {
        return Err(Error::Forbidden.into());
    }
    let title = match &existing {
        Some((one, ..)) => one.name.clone(),
        None => visit.actor.language.t("templates-new").to_owned(),
    };
    let fresh = match &existing {
        Some((one, tasks, values)) => stored(one, tasks, values),
        None => {
            Fields::new([("is_active", "yes"), ("kind", "service_request"), ("hurts", "later")])
        }
    };
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(id), form, fresh).await?;
    Ok(EditPage {
        page: visit.page(title),
        id,
        form,
        problems,
        kinds: kinds(visit).into_iter().skip(1).collect(),
        teams,
        services,
        locations: locations(visit).await?,
        scopes: options(visit, "scope-", Scope::ALL),
        whos: options(visit, "who-", Stopped::ALL),
        workarounds: options(visit, "workaround-", Workaround::ALL),
        hurts: options(visit, "hurts-", Hurts::ALL),
        drafts,
    })
}

fn stored(one: &TemplateRow, tasks: &str, values: &str) -> Fields {
    let mut form = Fields::new([
        ("name", one.name.clone()),
        ("about", one.about.clone()),
        ("kind", one.kind.to_string()),
        ("subject", one.subject.clone()),
        ("words", one.words.clone()),
        ("service", one.service_id.map(|id| id.to_string()).unwrap_or_default()),
        ("location", one.location_id.map(|id| id.to_string()).unwrap_or_default()),
        ("team", one.team_id.map(|id| id.to_string()).unwrap_or_default()),
        ("tags", one.tags.trim().to_owned()),
        ("scope", one.scope.to_string()),
        ("who", one.who.to_string()),
        ("workaround", one.workaround.to_string()),
        ("hurts", one.hurts.to_string()),
        ("tasks", tasks.to_owned()),
        ("values", values.to_owned()),
        ("version", one.version.to_string()),
    ]);
    for (name, is_on) in [("is_public", one.is_public), ("is_active", one.is_active)] {
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

fn read(fields: &Fields) -> NewTemplate {
    let get = |name: &str| fields.get(name).to_owned();
    NewTemplate {
        name: get("name"),
        about: get("about"),
        kind: Kind::parse(fields.get("kind")),
        subject: get("subject"),
        words: get("words"),
        service: fields.number("service").map(ServiceId),
        location: fields.number("location").map(LocationId),
        team: fields.number("team").map(TeamId),
        tags: get("tags"),
        scope: Scope::parse(fields.get("scope")),
        who: Stopped::parse(fields.get("who")),
        workaround: Workaround::parse(fields.get("workaround")),
        hurts: Hurts::parse(fields.get("hurts")),
        tasks: get("tasks"),
        values: get("values"),
        is_public: fields.has("is_public"),
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
        (Ok(saved), _) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            return go(format!("/templates/{saved}?said=saved"));
        }
        (Err(Error::Invalid(problems)), _) => problems,
        (Err(Error::Conflict), Some(id)) => {
            let (now, ..) = actions::get(&visit.app, &visit.actor, id).await?;
            let said = format!("{}: {}", now.name, now.words);
            changed_meanwhile(&mut fields, "name", now.version, said)
        }
        (Err(error), _) => return Err(error.into()),
    };
    refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
}
