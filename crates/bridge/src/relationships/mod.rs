//! The relationship between a department and a provider: who is in it and who looks after it.
//! Everything else of the bridge hangs on one.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{
    NewRelationship, create, end, get, list_mine, may_begin, see, see_kept, successor, update,
};
pub(crate) use actions::{are_here, both_sides, find, keepers, load_sides};
pub(crate) use api::RelationshipJson;
pub use api::api;
pub use jobs::on_event;
pub(crate) use model::Sides;
pub use model::{BothSides, Relationship, Side, Standing, above, is_within};
pub use pages::routes;
pub use store::list_parents;
