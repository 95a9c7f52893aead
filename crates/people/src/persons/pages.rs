//! People on the pages of administration.

use super::{
    actions,
    model::{ListedPerson, NewGrant, NewPerson, Person, PersonPage},
};
use crate::{Named, account, administration::renew_version};
use axum::http::{HeaderMap, header};
use base::{DepartmentId, LocationId, PersonId, Role, TeamId};
use web::prelude::*;

const HOME: &str = "/administration/people";
/// How many people a page of the list holds.
const ROWS: usize = 50;

/// The routes of people.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/people", get(index).post(save))
        .route("/administration/people/new", get(edit))
        .route("/administration/people/{id}", get(show).post(save))
        .route("/administration/people/{id}/edit", get(edit))
        .route("/administration/people/{id}/deactivation", post(deactivate))
        .route("/administration/people/{id}/reactivation", post(reactivate))
        .route("/administration/people/{id}/roles", post(grant))
        .route("/administration/people/{id}/roles/{grant}/revocation", post(revoke))
        .route("/administration/people/{id}/sign-in-link", post(issue_link))
        .route("/administration/people/{id}/sessions/revocation", post(end_sessions))
}

#[derive(Template)]
#[template(path = "persons/index.html")]
struct IndexPage {
    page: Page,
    search: String,
    people: Vec<ListedPerson>,
    is_first: bool,
    /// The query of the page after this one.
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "persons/show.html")]
struct ShowPage {
    page: Page,
    it: PersonPage,
    form: Fields,
    problems: Problems,
    roles: Vec<(String, String)>,
    departments: Vec<(String, String)>,
    teams: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "persons/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// None: they are being added.
    existing: Option<Person>,
    departments: Vec<(String, String)>,
    locations: Vec<(String, String)>,
    zones: Vec<(String, String)>,
    languages: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "persons/link.html")]
struct LinkPage {
    page: Page,
    person: Person,
    link: String,
    hours: i64,
}

async fn index(visit: Visit, query: Fields) -> Result<Response> {
    let (search, after) = (query.get("q").to_owned(), query.number("after").unwrap_or(0));
    let most = ROWS as i64 + 1;
    let mut people = actions::list(&visit.app, &visit.actor, &search, after, most).await?;
    let is_more = people.len() > ROWS;
    people.truncate(ROWS);
    let last = people.last().filter(|_| is_more).map(|person| person.id.to_string());
    let next = last.map(|last| query.encode_with(&[("after", &last), ("said", "")]));
    let page = visit.page_t("persons-title");
    html(&IndexPage { page, search, people, is_first: after == 0, next })
}

fn options(visit: &Visit, none: &str, named: Vec<Named>) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), visit.actor.language.t(none).to_owned())];
    options.extend(named.into_iter().map(|n| (n.id.to_string(), n.name)));
    options
}

async fn show_page(
    visit: &Visit,
    id: PersonId,
    form: Fields,
    problems: Problems,
) -> Result<ShowPage> {
    let it = actions::show(&visit.app, &visit.actor, id).await?;
    let [departments, _, teams] = actions::choices(&visit.app, &visit.actor, None, None).await?;
    let language = visit.actor.language;
    let roles = Role::ALL.iter().filter(|role| **role != Role::Requester);
    let mut named = vec![(String::new(), language.t("persons-choose-role").to_owned())];
    named.extend(roles.map(|role| {
        let [name, what] = ["role", "role-what"]
            .map(|part| language.t(&format!("persons-{part}-{role}")).to_owned());
        (role.to_string(), format!("{name}: {what}"))
    }));
    Ok(ShowPage {
        page: visit.page(&it.person.name),
        form,
        problems,
        roles: named,
        departments: options(visit, "persons-choose-department", departments),
        teams: options(visit, "persons-choose-team", teams),
        it,
    })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&show_page(&visit, PersonId(id), Fields::default(), Problems::default()).await?)
}

async fn edit_page(
    visit: &Visit,
    id: Option<PersonId>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let existing = match id {
        Some(id) => Some(actions::show(&visit.app, &visit.actor, id).await?.person),
        None => None,
    };
    let department = existing.as_ref().and_then(|person| person.department_id);
    let location = existing.as_ref().and_then(|person| person.location_id);
    let found = actions::choices(&visit.app, &visit.actor, department, location).await?;
    let [departments, locations, _] = found;
    let mut form = form.unwrap_or_else(|| match &existing {
        Some(person) => {
            let mut form = Fields::new(person.as_new().pairs());
            form.set("version", person.version.to_string());
            form
        }
        None => Fields::default(),
    });
    renew_version(&mut form, &problems);
    let title = match &existing {
        Some(person) => person.name.clone(),
        None => visit.actor.language.t("persons-new").to_owned(),
    };
    Ok(EditPage {
        page: visit.page(title),
        problems,
        existing,
        departments: options(visit, "persons-no-department", departments),
        locations: options(visit, "persons-no-location", locations),
        zones: account::zone_choices(form.get("time_zone"), Some(visit.actor.language)),
        languages: account::language_choices(visit.actor.language),
        form,
    })
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    let id = id.map(|Path(id)| PersonId(id));
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewPerson {
    NewPerson {
        name: fields.get("name").to_owned(),
        email: fields.get("email").to_owned(),
        title: fields.get("title").to_owned(),
        department: fields.number("department").map(DepartmentId),
        location: fields.number("location").map(LocationId),
        time_zone: account::chosen_zone(fields),
        locale: fields.get("locale").to_owned(),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| PersonId(id)), read(&fields));
    let outcome = match id {
        None => {
            let added = actions::create(&visit.app, &visit.actor, new).await;
            added.map(|id| (id, "person-added"))
        }
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            let saved = actions::update(&visit.app, &visit.actor, id, version, new).await;
            saved.map(|()| (id, "person-saved"))
        }
    };
    match outcome {
        Ok((id, said)) => go(format!("{HOME}/{id}?said={said}")),
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Back to the person's page: with what was said, or with what is wrong.
async fn back(
    visit: &Visit,
    id: PersonId,
    form: Fields,
    done: base::Result<()>,
    said: &str,
) -> Result<Response> {
    match done {
        Ok(()) => go(format!("{HOME}/{id}?said={said}")),
        Err(Error::Invalid(problems)) => refused_form(&show_page(visit, id, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn deactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let done = actions::deactivate(&visit.app, &visit.actor, PersonId(id)).await;
    back(&visit, PersonId(id), Fields::default(), done, "person-deactivated").await
}

async fn reactivate(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let done = actions::reactivate(&visit.app, &visit.actor, PersonId(id)).await;
    back(&visit, PersonId(id), Fields::default(), done, "person-reactivated").await
}

async fn grant(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let done = match Role::parse(fields.get("role")) {
        Some(role) => {
            let department = fields.number("department").map(DepartmentId);
            let team = fields.number("team").map(TeamId);
            let new = NewGrant { role, department, team };
            actions::grant(&visit.app, &visit.actor, PersonId(id), new).await
        }
        None => Err(Error::invalid("role", "problem-choose")),
    };
    back(&visit, PersonId(id), fields, done, "role-granted").await
}

async fn revoke(visit: Visit, Path((id, grant)): Path<(i64, i64)>) -> Result<Response> {
    let done = actions::revoke(&visit.app, &visit.actor, PersonId(id), grant).await;
    back(&visit, PersonId(id), Fields::default(), done, "role-revoked").await
}

async fn issue_link(visit: Visit, headers: HeaderMap, Path(id): Path<i64>) -> Result<Response> {
    match actions::issue_link(&visit.app, &visit.actor, PersonId(id)).await {
        Ok(path) => {
            let person = actions::show(&visit.app, &visit.actor, PersonId(id)).await?.person;
            // where nobody has set the address people use, it is the one this form came from
            let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
            let here = origin.filter(|origin| origin.starts_with("http")).unwrap_or_default();
            let link = if path.starts_with('/') { format!("{here}{path}") } else { path };
            let page = visit.page_t("persons-link-title");
            html(&LinkPage { page, person, link, hours: crate::sign_in::LINK_HOURS })
        }
        Err(error) => back(&visit, PersonId(id), Fields::default(), Err(error), "").await,
    }
}

async fn end_sessions(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let done = actions::end_sessions(&visit.app, &visit.actor, PersonId(id)).await;
    back(&visit, PersonId(id), Fields::default(), done, "sessions-ended").await
}
