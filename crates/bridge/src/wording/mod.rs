//! Help with wording while somebody writes: words the reader may not know, and words that blame.
//! It suggests, never blocks, and keeps nothing.

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
