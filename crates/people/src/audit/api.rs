//! The audit trail as JSON.

use super::{
    actions,
    model::{Deed, Wanted},
};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Listing, Next, Paging, Result};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_audit))
}

/// Something that was done.
#[derive(Serialize, utoipa::ToSchema)]
struct DeedJson {
    id: i64,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// Nobody for Footbridge itself.
    actor_id: Option<i64>,
    actor: String,
    /// `noun.verb`
    kind: String,
    /// What it was done to: `person 7`.
    subject: String,
    /// Empty where it quotes what only those on a ticket may read.
    before: String,
    after: String,
    request: String,
}

impl From<Deed> for DeedJson {
    fn from(deed: Deed) -> Self {
        let Deed { id, at, actor, kind, subject, before, after, request, .. } = deed;
        let actor_id = deed.actor_id.map(|id| id.0);
        DeedJson { id, at, actor_id, actor, kind, subject, before, after, request }
    }
}

/// What to look for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents the query; the values are read from the raw fields")]
struct AuditQuery {
    /// Done by the person with this address.
    actor: Option<String>,
    /// Of this kind.
    kind: Option<String>,
    /// Done to this: `ticket 7`.
    subject: Option<String>,
    /// From the `Link` header of the page before.
    cursor: Option<String>,
    /// 1 to 200; 50 when left out.
    limit: Option<i64>,
}

/// Everything that was done, the newest first. With a token this needs the scope `admin`.
#[utoipa::path(get, path = "/audit", operation_id = "list_audit", params(AuditQuery),
    responses((status = 200, body = Vec<DeedJson>)))]
async fn list_audit(visit: ApiVisit) -> Result<Listing<DeedJson>> {
    let query = &visit.query;
    let paging = Paging::read(query)?;
    let wanted = Wanted {
        email: query.get("actor").to_owned(),
        kind: query.get("kind").to_owned(),
        subject: query.get("subject").to_owned(),
        before: paging.after,
        ..Wanted::default()
    };
    let found = actions::list(&visit.app, &visit.actor, wanted, paging.most_and_one()).await?;
    let listing = paging.listing("/api/v1/audit", query, found, |deed| deed.id);
    let Listing { items, next: Next { path, cursor } } = listing;
    Ok(Listing { items, next: Next { path, cursor } })
}
