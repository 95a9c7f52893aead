//! Words of both sides: what they mean to the library and to IT, who keeps them, and how they are marked in
//! what people write.

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
