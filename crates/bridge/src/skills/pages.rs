//! Who knows about this? And the forms in which people say what they know.

use super::{
    actions::{self, PersonSkill},
    model::{Found, Why},
};
use crate::{
    directory::{Organisation, Owner, PersonRow, TeamRow, person_page},
    profiles::profile_page,
};
use base::{PersonId, TeamId, TicketId, Tx};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/who-knows", get(index))
        .route("/people/{id}/skills", post(say))
        .route("/people/{id}/skills/{skill}/acceptance", post(accept))
        .route("/people/{id}/skills/{skill}/removal", post(remove))
        .route("/teams/{id}/skills", post(say_of_team))
        .route("/teams/{id}/skills/{skill}/removal", post(remove_of_team))
}

#[derive(Template)]
#[template(path = "skills/index.html")]
struct KnowsPage {
    page: Page,
    asked: String,
    found: Found,
    organisation: Organisation,
}

impl KnowsPage {
    fn person(&self, id: &PersonId) -> Option<&PersonRow> {
        self.organisation.person(*id)
    }
    fn team(&self, id: &TeamId) -> Option<&TeamRow> {
        self.organisation.team(*id)
    }
    fn department(&self, person: &PersonRow) -> &str {
        self.organisation.department(person.department_id).map_or("", |one| one.name.as_str())
    }
    fn why(&self, why: &Why) -> String {
        in_words(&self.page, why)
    }
}

fn in_words(page: &Page, why: &Why) -> String {
    match why {
        Why::Knows(name) => page.with("knows-why-skill", "name", name),
        Why::Solved { n, last } => page.with2("knows-why-solved", "n", n, "when", page.day(last)),
        Why::SolvedAbout { service, n, last } => {
            let (n, when) = (n.to_string(), page.day(last));
            let args = [("n", n.as_str()), ("service", service.as_str()), ("when", when.as_str())];
            page.language.with("knows-why-service", &args)
        }
    }
}

async fn index(visit: Visit, query: Fields) -> Result<Response> {
    let actor = visit.actor.clone();
    // what is longer than a subject is cut, not refused: it comes from a link
    let asked: String = query.get("q").trim().chars().take(300).collect();
    let text = asked.clone();
    let (found, organisation) =
        visit.app.read(move |tx| actions::who_knows(tx, &actor, &text)).await?;
    html(&KnowsPage { page: visit.page_t("knows-title"), asked, found, organisation })
}

async fn say(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let said = if visit.actor.id == Some(PersonId(id)) { "skill-added" } else { "skill-suggested" };
    match actions::say(&visit.app, &visit.actor, PersonId(id), fields.get("skill")).await {
        Ok(()) => go(format!("/people/{id}?said={said}")),
        Err(Error::Invalid(problems)) => person_page(&visit, id, fields, problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Back to where the form stood: the person's page, or the home page.
fn back(fields: &Fields, id: i64, said: &str) -> Result<Response> {
    match fields.is("from", "home") {
        true => go(format!("/?said={said}")),
        false => go(format!("/people/{id}?said={said}")),
    }
}

async fn accept(
    visit: Visit,
    Path((id, skill)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    actions::accept(&visit.app, &visit.actor, PersonId(id), skill).await?;
    back(&fields, id, "skill-added")
}

async fn remove(
    visit: Visit,
    Path((id, skill)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    actions::remove(&visit.app, &visit.actor, PersonId(id), skill).await?;
    back(&fields, id, "removed")
}

async fn say_of_team(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let team = TeamId(id);
    match actions::say_of_team(&visit.app, &visit.actor, team, fields.get("skill")).await {
        Ok(()) => go(format!("/teams/{id}?said=skill-added#skills")),
        Err(Error::Invalid(problems)) => {
            profile_page(&visit, Owner::Team(team), fields, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_of_team(visit: Visit, Path((id, skill)): Path<(i64, i64)>) -> Result<Response> {
    actions::remove_of_team(&visit.app, &visit.actor, TeamId(id), skill).await?;
    go(format!("/teams/{id}?said=removed#skills"))
}

#[derive(Template)]
#[template(path = "skills/assign.html")]
struct AssignPanel {
    page: Page,
    named: Vec<(PersonId, String, String)>,
    /// The question in words, for the link.
    query: String,
}

/// In the form that gives a ticket to somebody: who knows about it, at most three.
pub fn panel(tx: &mut Tx, app: &App, actor: &Actor, id: TicketId) -> base::Result<String> {
    let (subject, named) = actions::for_assignment(tx, actor, id)?;
    let page = Page::new(app, Some(actor), actor.language, String::new());
    let named = named.into_iter().map(|(id, name, why)| {
        let why = in_words(&page, &why);
        (id, name, why)
    });
    let named = named.collect();
    let part = AssignPanel { named, query: Fields::new([("q", subject)]).encode(), page };
    part.render().map_err(|e| Error::Internal(e.to_string()))
}

#[derive(Template)]
#[template(path = "skills/suggested.html")]
struct SuggestedPanel {
    page: Page,
    all: Vec<PersonSkill>,
}

/// On the home page: what colleagues think that the reader knows.
pub fn suggested(tx: &mut Tx, app: &App, actor: &Actor) -> base::Result<String> {
    let all = actions::waiting(tx, actor)?;
    if all.is_empty() {
        return Ok(String::new());
    }
    let page = Page::new(app, Some(actor), actor.language, String::new());
    SuggestedPanel { page, all }.render().map_err(|e| Error::Internal(e.to_string()))
}
