//! Beginning, changing and ending a relationship.

use super::{
    actions::{self, NewRelationship},
    model::Relationship,
};
use base::DepartmentId;
use desk::{
    drafts,
    editors::{Editor, Sheet},
};
use people::administration::renew_version;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/relationships/new", get(new))
        .route("/relationships", post(create))
        .route("/relationships/{id}/edit", get(edit).post(update))
        .route("/relationships/{id}/ending", post(end))
}

#[derive(Template)]
#[template(path = "relationships/new.html")]
struct NewRelationshipPage {
    page: Page,
    form: Fields,
    problems: Problems,
    customers: Vec<(String, String)>,
    providers: Vec<(String, String)>,
    drafts: drafts::Panel,
}

fn editor(id: i64) -> Editor {
    Editor::Page(Sheet::Relationship, id)
}

async fn new_page(
    visit: &Visit,
    form: Option<Fields>,
    problems: Problems,
) -> Result<NewRelationshipPage> {
    let (customers, providers) = actions::choices(&visit.app, &visit.actor).await?;
    let options = |some: Vec<people::departments::Named>| {
        let choose = (String::new(), visit.actor.language.t("choose").to_owned());
        let each = some.into_iter().map(|one| (one.id.to_string(), one.name));
        std::iter::once(choose).chain(each).collect()
    };
    let fresh = Fields::default();
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(0), form, fresh).await?;
    Ok(NewRelationshipPage {
        drafts,
        page: visit.page_t("relationship-begin"),
        form,
        problems,
        customers: options(customers),
        providers: options(providers),
    })
}

async fn new(visit: Visit) -> Result<Response> {
    html(&new_page(&visit, None, Problems::default()).await?)
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let new = NewRelationship {
        customer: fields.number("customer").map(DepartmentId),
        provider: fields.number("provider").map(DepartmentId),
        purpose: fields.get("purpose").to_owned(),
    };
    match actions::create(&visit.app, &visit.actor, new).await {
        Ok(_) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(0), &fields).await;
            go("/bridge?said=relationship-begun")
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&new_page(&visit, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "relationships/edit.html")]
struct EditRelationshipPage {
    page: Page,
    form: Fields,
    problems: Problems,
    of: Relationship,
    drafts: drafts::Panel,
}

async fn edit_page(
    visit: &Visit,
    id: i64,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditRelationshipPage> {
    let of = actions::get(&visit.app, &visit.actor, id).await?;
    let stored = [("purpose", of.purpose.clone()), ("version", of.version.to_string())];
    let at = editor(id);
    let (mut form, drafts) =
        drafts::open(&visit.app, &visit.actor, at, form, Fields::new(stored)).await?;
    renew_version(&mut form, &problems);
    let page = visit.page_t("relationship-edit");
    Ok(EditRelationshipPage { page, form, problems, of, drafts })
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
    let purpose = fields.get("purpose");
    match actions::update(&visit.app, &visit.actor, id, version, purpose).await {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go("/bridge?said=relationship-saved")
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn end(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::end(&visit.app, &visit.actor, id).await?;
    go("/bridge?said=relationship-ended")
}
