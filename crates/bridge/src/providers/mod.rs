//! Outsourced providers: contacts, hours, their ticket numbers, and handing a ticket over by mail.

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
