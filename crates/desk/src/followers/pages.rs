//! The page where colleagues are found by name and added.

use super::actions;
use crate::tickets::{self, Access, Ticket};
use base::{PersonId, TicketId};
use people::persons::{self, ListedPerson};
use web::prelude::*;

/// How many are shown of those found.
const MOST: i64 = 20;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/followers", get(index).post(add))
        .route("/tickets/{id}/followers/{person}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "followers/index.html")]
struct FollowersPage {
    page: Page,
    problems: Problems,
    ticket: Ticket,
    followers: Vec<(PersonId, String)>,
    q: String,
    found: Vec<ListedPerson>,
}

impl FollowersPage {
    fn follows(&self, person: &ListedPerson) -> bool {
        person.id == self.ticket.requester_id
            || self.followers.iter().any(|(id, _)| *id == person.id)
    }
}

async fn page(visit: &Visit, id: i64, q: &str, problems: Problems) -> Result<FollowersPage> {
    let (ticket, access) = tickets::load(&visit.app, &visit.actor, TicketId(id)).await?;
    if access < Access::Own {
        return Err(Error::Forbidden.into());
    }
    let q: String = q.trim().chars().take(100).collect();
    let found = match q.is_empty() {
        true => Vec::new(),
        false => persons::page(&visit.app, &visit.actor, &q, None, (0, MOST)).await?,
    };
    Ok(FollowersPage {
        page: visit.page(format!("#{id} {}", visit.actor.language.t("followers-title"))),
        problems,
        followers: actions::list(&visit.app, &visit.actor, TicketId(id)).await?,
        ticket,
        q,
        found,
    })
}

async fn index(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    html(&page(&visit, id, query.get("q"), Problems::default()).await?)
}

async fn add(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let person = fields.number("person").map(PersonId);
    match actions::add(&visit.app, &visit.actor, TicketId(id), person).await {
        Ok(()) => go(format!("/tickets/{id}/followers?said=colleague-added")),
        Err(Error::Invalid(problems)) => {
            refused_form(&page(&visit, id, fields.get("q"), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(visit: Visit, Path((id, person)): Path<(i64, i64)>) -> Result<Response> {
    actions::remove(&visit.app, &visit.actor, TicketId(id), PersonId(person)).await?;
    go(format!("/tickets/{id}/followers?said=colleague-removed"))
}
