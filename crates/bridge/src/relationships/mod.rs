//! The relationship between a department and a provider: who is in it and who looks after it.
//! Everything else of the bridge hangs on one.

mod actions;
mod model;
mod pages;
mod store;

pub(crate) use actions::load_sides;
pub use actions::{NewRelationship, create, end, list_mine, see, see_kept};
pub(crate) use model::Sides;
pub use model::{Relationship, Side, Standing};
pub use pages::routes;

use base::App;
use utoipa_axum::router::OpenApiRouter;

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
