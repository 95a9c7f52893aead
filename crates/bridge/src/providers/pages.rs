//! How we work with a supplier, on the page of the department, and the forms for it.

use super::actions::{self, ContactRow, NewContact, NewSupplier, SupplierRow};
use crate::{directory::DepartmentRow, profiles::changed_meanwhile};
use base::{DepartmentId, Tx, day_in_words};
use desk::drafts::{self, Editor, Panel, Sheet};
use web::{markdown, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/departments/{id}/supplier", get(edit).post(save))
        .route("/departments/{id}/contacts", get(new_contact).post(add_contact))
        .route("/departments/{id}/contacts/{contact}", get(edit_contact).post(save_contact))
        .route("/departments/{id}/contacts/{contact}/removal", post(remove_contact))
}

#[derive(Template)]
#[template(path = "providers/part.html")]
struct SupplierPanel<'a> {
    page: &'a Page,
    id: DepartmentId,
    row: SupplierRow,
    contacts: Vec<ContactRow>,
    contract: String,
    hand_over: String,
    until: String,
}

/// How we work with a supplier, for its page; nothing where it is none or not for the reader.
pub fn part(
    tx: &mut Tx,
    _app: &App,
    actor: &Actor,
    id: DepartmentId,
    page: &Page,
) -> base::Result<String> {
    let Some((row, contacts)) = actions::find(tx, actor, id)? else { return Ok(String::new()) };
    let marked_up = |text: &str| if text.is_empty() { String::new() } else { markdown(text) };
    let until = row.contract_until.parse().ok();
    let part = SupplierPanel {
        page,
        id,
        contract: marked_up(&row.contract),
        hand_over: marked_up(&row.hand_over),
        until: until.map(|day| day_in_words(page.language, day)).unwrap_or_default(),
        row,
        contacts,
    };
    part.render().map_err(|e| Error::Internal(e.to_string()))
}

#[derive(Template)]
#[template(path = "providers/edit.html")]
struct SupplierPage {
    page: Page,
    form: Fields,
    problems: Problems,
    drafts: Panel,
    department: DepartmentRow,
    row: SupplierRow,
}

fn editor(id: i64) -> Editor {
    Editor::Page(Sheet::Supplier, id)
}

async fn supplier_page(
    visit: &Visit,
    id: i64,
    form: Option<Fields>,
    problems: Problems,
) -> Result<SupplierPage> {
    let actor = visit.actor.clone();
    let found = visit.app.read(move |tx| actions::show(tx, &actor, DepartmentId(id))).await?;
    let (department, row, _) = found;
    let (app, actor) = (&visit.app, &visit.actor);
    let (form, drafts) = drafts::open(app, actor, editor(id), form, stored(&row)).await?;
    let title = visit.actor.language.with("supplier-edit", &[("name", &department.name)]);
    Ok(SupplierPage { page: visit.page(title), form, problems, drafts, department, row })
}

/// The form with what is there.
fn stored(row: &SupplierRow) -> Fields {
    Fields::new([
        ("contract", row.contract.clone()),
        ("contract_until", row.contract_until.clone()),
        ("hand_over", row.hand_over.clone()),
        ("portal", row.portal.clone()),
        ("version", row.version.to_string()),
    ])
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&supplier_page(&visit, id, None, Problems::default()).await?)
}

async fn save(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let new = NewSupplier {
        contract: fields.get("contract").to_owned(),
        contract_until: fields.get("contract_until").to_owned(),
        hand_over: fields.get("hand_over").to_owned(),
        portal: fields.get("portal").to_owned(),
    };
    let version = fields.number("version").unwrap_or_default();
    let outcome = actions::change(&visit.app, &visit.actor, DepartmentId(id), version, new).await;
    let problems = match outcome {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            return go(format!("/departments/{id}?said=saved#supplier"));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let now = supplier_page(&visit, id, Some(fields.clone()), Problems::default()).await?;
            changed_meanwhile(&mut fields, &stored(&now.row), &[])
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&supplier_page(&visit, id, Some(fields), problems).await?)
}

#[derive(Template)]
#[template(path = "providers/contact.html")]
struct ContactPage {
    page: Page,
    form: Fields,
    problems: Problems,
    department: DepartmentRow,
    existing: Option<ContactRow>,
}

async fn contact_page(
    visit: &Visit,
    (id, contact): (i64, Option<i64>),
    form: Option<Fields>,
    problems: Problems,
) -> Result<ContactPage> {
    let actor = visit.actor.clone();
    let found = visit.app.read(move |tx| actions::show(tx, &actor, DepartmentId(id))).await?;
    let (department, _, contacts) = found;
    let existing = match contact {
        Some(contact) => {
            let found = contacts.into_iter().find(|one| one.id == contact);
            Some(found.ok_or(Error::NotFound)?)
        }
        None => None,
    };
    let form = form.unwrap_or_else(|| existing.as_ref().map(stored_contact).unwrap_or_default());
    let language = visit.actor.language;
    let title = match &existing {
        Some(one) => one.name.clone(),
        None => language.with("contact-new", &[("name", &department.name)]),
    };
    Ok(ContactPage { page: visit.page(title), form, problems, department, existing })
}

fn stored_contact(one: &ContactRow) -> Fields {
    Fields::new([
        ("name", one.name.clone()),
        ("email", one.email.clone()),
        ("phone", one.phone.clone()),
        ("use_for", one.use_for.clone()),
        ("version", one.version.to_string()),
    ])
}

async fn new_contact(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&contact_page(&visit, (id, None), None, Problems::default()).await?)
}

async fn edit_contact(visit: Visit, Path((id, contact)): Path<(i64, i64)>) -> Result<Response> {
    html(&contact_page(&visit, (id, Some(contact)), None, Problems::default()).await?)
}

async fn keep(
    visit: Visit,
    (id, contact): (i64, Option<i64>),
    mut fields: Fields,
) -> Result<Response> {
    let new = NewContact {
        name: fields.get("name").to_owned(),
        email: fields.get("email").to_owned(),
        phone: fields.get("phone").to_owned(),
        use_for: fields.get("use_for").to_owned(),
    };
    let (app, actor, of) = (&visit.app, &visit.actor, DepartmentId(id));
    let outcome = match contact {
        None => actions::add_contact(app, actor, of, new).await.map(drop),
        Some(contact) => {
            let version = fields.number("version").unwrap_or_default();
            actions::change_contact(app, actor, of, (contact, version), new).await
        }
    };
    let problems = match outcome {
        Ok(()) => return go(format!("/departments/{id}?said=saved#supplier")),
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let now = contact_page(&visit, (id, contact), None, Problems::default()).await?;
            let now = now.existing.as_ref().map(stored_contact).unwrap_or_default();
            changed_meanwhile(&mut fields, &now, &[])
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&contact_page(&visit, (id, contact), Some(fields), problems).await?)
}

async fn add_contact(visit: Visit, Path(id): Path<i64>, form: Posted) -> Result<Response> {
    keep(visit, (id, None), form.fields).await
}

async fn save_contact(
    visit: Visit,
    Path((id, contact)): Path<(i64, i64)>,
    form: Posted,
) -> Result<Response> {
    keep(visit, (id, Some(contact)), form.fields).await
}

async fn remove_contact(visit: Visit, Path((id, contact)): Path<(i64, i64)>) -> Result<Response> {
    actions::remove_contact(&visit.app, &visit.actor, DepartmentId(id), contact).await?;
    go(format!("/departments/{id}?said=removed#supplier"))
}
