//! Work of every kind by the same measure, for a person and for a side.

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
