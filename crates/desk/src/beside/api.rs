//! What helps, as JSON.

use super::actions::{self, Beside};
use super::model::Open;
use crate::occasions::OccasionJson;
use axum::{Json, extract::Path};
use base::{App, TicketId, Time};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_beside))
}

/// A solved ticket like this one.
#[derive(Serialize, utoipa::ToSchema)]
struct SimilarJson {
    number: i64,
    subject: String,
    /// hardware, software, ...
    cause: &'static str,
    /// How it was put right.
    words: String,
}

/// Whether the place is open.
#[derive(Serialize, utoipa::ToSchema)]
struct OpeningJson {
    place: String,
    /// Left out where nobody has said when it is open.
    is_open: Option<bool>,
    /// When that changes.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Time>,
}

/// Another open ticket of the same person.
#[derive(Serialize, utoipa::ToSchema)]
struct OtherJson {
    number: i64,
    subject: String,
    state: &'static str,
}

/// The department it is for. Only for those who help.
#[derive(Serialize, utoipa::ToSchema)]
struct CardJson {
    name: String,
    mission: String,
    /// Who speaks for it.
    contacts: Vec<String>,
    /// Open tickets, counted up to 100.
    open_tickets: i64,
    busy: Vec<OccasionJson>,
}

/// What helps right now.
#[derive(Serialize, utoipa::ToSchema)]
struct BesideJson {
    similar: Vec<SimilarJson>,
    opening: Option<OpeningJson>,
    /// On now or within two weeks.
    occasions: Vec<OccasionJson>,
    others: Vec<OtherJson>,
    department_card: Option<CardJson>,
}

impl From<Beside> for BesideJson {
    fn from(beside: Beside) -> Self {
        let similar = beside.similar.into_iter().map(|one| SimilarJson {
            number: one.line.id.0,
            subject: one.line.subject,
            cause: one.right.cause.as_str(),
            words: one.right.words,
        });
        let opening = beside.hours.map(|hours| {
            let (is_open, until) = match hours.open {
                None => (None, None),
                Some(Open::Until(at)) => (Some(true), at),
                Some(Open::From(at)) => (Some(false), at),
            };
            OpeningJson { place: hours.place, is_open, until }
        });
        let others = beside.others.into_iter().map(|t| OtherJson {
            number: t.id.0,
            subject: t.subject,
            state: t.state.as_str(),
        });
        let card = beside.department.map(|card| CardJson {
            name: card.name,
            mission: card.mission,
            contacts: card.contacts.into_iter().map(|(name, _)| name).collect(),
            open_tickets: card.open,
            busy: card.busy.into_iter().map(OccasionJson::from).collect(),
        });
        BesideJson {
            similar: similar.collect(),
            opening,
            occasions: beside.occasions.into_iter().map(OccasionJson::from).collect(),
            others: others.collect(),
            department_card: card,
        }
    }
}

/// What helps right now: solved tickets like it, the place's hours, what is on, the person's other
/// tickets, their department. As far as the caller may see it.
#[utoipa::path(get, path = "/tickets/{number}/beside", operation_id = "get_beside",
    params(("number" = i64, Path)),
    responses((status = 200, body = BesideJson), (status = 404, body = web::ProblemJson)))]
async fn get_beside(visit: ApiVisit, Path(number): Path<i64>) -> Result<Json<BesideJson>> {
    Ok(Json(actions::load(&visit.app, &visit.actor, TicketId(number)).await?.into()))
}
