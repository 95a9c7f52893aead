//! Meetings of a relationship: when they recur, who is invited, and the calendar files.

use axum::Router;
use base::App;
use utoipa_axum::router::OpenApiRouter;

/// The pages.
pub fn routes() -> Router<App> {
    Router::new()
}

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
