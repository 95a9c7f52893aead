//! What is known already, as JSON.

use super::{
    KnownRow,
    actions::{Typed, suggest},
};
use axum::Json;
use base::{App, DeviceId, LocationId, ServiceId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_known))
}

/// What may be known of a ticket that is somebody else's: nothing that was written on it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct KnownJson {
    /// The number people quote.
    pub number: i64,
    /// incident, problem
    pub kind: &'static str,
    /// In short.
    pub subject: String,
    /// Where.
    pub location: Option<String>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Time,
    /// new, open, on_hold, resolved, closed, cancelled
    pub state: &'static str,
    /// The same in words, in the caller's language.
    pub state_in_words: String,
    /// When news is expected.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub news_by: Option<Time>,
    /// How to get by until it is put right; empty: nobody has said.
    pub workaround: String,
    /// How many others said that it stops them too.
    pub others: i64,
    /// Whether the caller is one of them.
    pub is_joined: bool,
}

impl KnownJson {
    /// In the reader's language.
    pub fn new(visit: &ApiVisit, row: KnownRow) -> Self {
        let language = visit.actor.language;
        let state = language.t(&format!("state-{}", row.state)).to_owned();
        let ball = language.t(&format!("ball-they-{}", row.ball)).to_owned();
        KnownJson {
            number: row.id.0,
            kind: row.kind.as_str(),
            subject: row.subject,
            location: row.location,
            since: row.created_at,
            state: row.state.as_str(),
            state_in_words: format!("{state}, {ball}"),
            news_by: row.news_by,
            workaround: row.workaround,
            others: row.others,
            is_joined: row.is_joined,
        }
    }
}

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents the query; the values are read from the raw fields")]
struct KnownQuery {
    /// What somebody is about to report, in their own words.
    q: Option<String>,
    /// A service's id.
    service: Option<i64>,
    /// A place's id.
    location: Option<i64>,
    /// A device's id.
    device: Option<i64>,
}

/// Open incidents of the caller's department or place, and known problems, that fit what somebody
/// is about to report, best first.
#[utoipa::path(get, path = "/known", operation_id = "list_known", params(KnownQuery),
    responses((status = 200, body = Vec<KnownJson>)))]
async fn list_known(visit: ApiVisit) -> Result<Json<Vec<KnownJson>>> {
    let query = &visit.query;
    let typed = Typed {
        words: query.get("q").to_owned(),
        service: query.number("service").map(ServiceId),
        location: query.number("location").map(LocationId),
        device: query.number("device").map(DeviceId),
    };
    let found = suggest(&visit.app, &visit.actor, typed).await?;
    Ok(Json(found.open.into_iter().map(|row| KnownJson::new(&visit, row)).collect()))
}
