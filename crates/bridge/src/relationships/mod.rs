//! The relationship between a department and a provider: who is in it and who looks after it.
//! Everything else of the bridge hangs on one.

mod actions;
mod model;
mod pages;
mod store;

pub use actions::{NewRelationship, create, end, list_mine, see, see_kept};
pub(crate) use actions::{are_here, both_sides, find, load_sides};
pub(crate) use model::Sides;
pub use model::{BothSides, Relationship, Side, Standing, above};
pub use pages::routes;
pub use store::list_parents;

use base::App;
use utoipa_axum::router::OpenApiRouter;

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
