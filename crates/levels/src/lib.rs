//! Service levels: what two sides agreed that one can expect and what each gives for it.
//!
//! It stands between the desk, whose tickets it speaks of, and the bridge, which speaks of it.

pub mod agreements;
pub mod approvals;
pub mod comments;
pub mod coverage;
pub mod drafting;
pub mod overview;
pub mod papers;
pub mod renewals;
pub mod sides;
pub mod terms;
pub mod usual;

use axum::Router;
use base::App;
use utoipa_axum::router::OpenApiRouter;

/// Once a minute: what is due between two sides. Several servers may call it: each thing happens
/// once.
pub async fn run_due(app: &App) -> base::Result<()> {
    renewals::run_due(app).await
}

/// Every page of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(agreements::routes())
        .merge(drafting::routes())
        .merge(overview::routes())
        .merge(approvals::routes())
        .merge(comments::routes())
        .merge(papers::routes())
        .merge(renewals::routes())
        .merge(usual::routes())
}

/// Its part of the API.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(agreements::api())
        .merge(drafting::api())
        .merge(approvals::api())
        .merge(comments::api())
        .merge(coverage::api())
        .merge(papers::api())
        .merge(renewals::api())
        .merge(usual::api())
}
