//! What looks at everything from above: bringing tables in, how long things are kept, and why
//! somebody can see something. It reads the other features; none reads it.

pub mod imports;
pub mod retention;
pub mod rights;

use axum::Router;
use base::App;

/// Every page of this feature.
pub fn routes() -> Router<App> {
    imports::routes().merge(retention::routes()).merge(rights::routes())
}

/// Its part of the API.
pub fn api() -> utoipa_axum::router::OpenApiRouter<App> {
    imports::api().merge(retention::api()).merge(rights::api())
}
