//! The catalogue's pages.

use super::actions::{self, NewField};
use crate::{
    custom_fields::{AskedOf, Field, RequiredAt, Type},
    drafts,
    editors::{Editor, Sheet},
    kept::{Choices, changed_meanwhile, kinds, options, owners},
    tickets::Kind,
};
use base::ServiceId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/fields", get(index).post(save))
        .route("/fields/new", get(edit))
        .route("/fields/{id}", get(edit).post(save))
}

#[derive(Template)]
#[template(path = "field_catalogue/index.html")]
struct IndexPage {
    page: Page,
    fields: Vec<Field>,
}

#[derive(Template)]
#[template(path = "field_catalogue/edit.html")]
struct EditPage {
    page: Page,
    id: Option<i64>,
    form: Fields,
    problems: Problems,
    services: Choices,
    kinds: Choices,
    types: Choices,
    asked: Choices,
    required: Choices,
    others: Choices,
    drafts: drafts::Panel,
}

async fn index(visit: Visit) -> Result<Response> {
    let fields = actions::list(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("fields-title"), fields })
}

fn editor(id: Option<i64>) -> Editor {
    Editor::Page(Sheet::Question, id.unwrap_or_default())
}

async fn edit_page(
    visit: &Visit,
    id: Option<i64>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    let existing = match id {
        Some(id) => Some(all.iter().find(|f| f.row.id == id).ok_or(Error::NotFound)?),
        None => None,
    };
    let (_, services) = owners(visit, None).await?;
    let mut others = vec![(String::new(), visit.actor.language.t("fields-always").to_owned())];
    let label = |f: &Field| match &f.row.service {
        Some(service) => format!("{} ({service})", f.row.label),
        None => f.row.label.clone(),
    };
    let other = |f: &&Field| Some(f.row.id) != id;
    others.extend(all.iter().filter(other).map(|f| (f.row.key.clone(), label(f))));
    let fresh = match existing {
        Some(field) => stored(field, &all),
        None => Fields::new([("is_active", "yes"), ("position", "10"), ("asked_of", "both")]),
    };
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(id), form, fresh).await?;
    let title = match existing {
        Some(field) => field.row.label.clone(),
        None => visit.actor.language.t("fields-new").to_owned(),
    };
    Ok(EditPage {
        page: visit.page(title),
        id,
        form,
        problems,
        services,
        kinds: kinds(visit),
        types: options(visit, "fields-type-", Type::ALL),
        asked: options(visit, "fields-asked-", AskedOf::ALL),
        required: options(visit, "fields-required-", RequiredAt::ALL),
        others,
        drafts,
    })
}

fn stored(field: &Field, all: &[Field]) -> Fields {
    let row = &field.row;
    let choices: Vec<_> =
        field.choices.iter().filter(|c| c.is_active).map(|c| c.label.as_str()).collect();
    let mut form = Fields::new([
        ("label", row.label.clone()),
        ("key", row.key.clone()),
        ("help", row.help.clone()),
        ("service", row.service_id.map(|id| id.to_string()).unwrap_or_default()),
        ("type", row.takes.to_string()),
        ("unit", row.unit.clone()),
        ("choices", choices.join("\n")),
        ("asked_of", row.asked_of.to_string()),
        ("required_at", row.required_at.to_string()),
        ("kind", row.kind.map(|kind| kind.to_string()).unwrap_or_default()),
        ("position", row.position.to_string()),
        ("version", row.version.to_string()),
    ]);
    if let Some(condition) = &field.condition {
        let other = all.iter().find(|f| f.row.id == condition.other_id);
        form.set("other", other.map(|f| f.row.key.clone()).unwrap_or_default());
        form.set("value", condition.value.clone());
    }
    if row.is_active {
        form.set("is_active", "yes");
    }
    form
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    let id = id.map(|Path(id)| id);
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewField {
    let other = fields.get("other");
    NewField {
        service: fields.number("service").map(ServiceId),
        key: fields.get("key").to_owned(),
        label: fields.get("label").to_owned(),
        help: fields.get("help").to_owned(),
        takes: Type::parse(fields.get("type")),
        unit: fields.get("unit").to_owned(),
        asked_of: AskedOf::parse(fields.get("asked_of")),
        required_at: RequiredAt::parse(fields.get("required_at")),
        kind: Kind::parse(fields.get("kind")),
        position: fields.number("position").unwrap_or_default(),
        is_active: fields.has("is_active"),
        choices: fields.get("choices").lines().map(str::to_owned).collect(),
        condition: (!other.is_empty()).then(|| (other.to_owned(), fields.get("value").to_owned())),
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
            return go("/fields?said=saved");
        }
        (Err(Error::Invalid(problems)), _) => problems,
        (Err(Error::Conflict), Some(id)) => {
            let now = actions::get(&visit.app, &visit.actor, id).await?;
            changed_meanwhile(&mut fields, "label", now.row.version, now.row.label)
        }
        (Err(error), _) => return Err(error.into()),
    };
    refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
}
