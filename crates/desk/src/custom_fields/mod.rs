//! Custom fields: what is asked about tickets of a service besides what is asked about all. Each
//! answer is a row that stays readable when its field changes.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::open;
pub(crate) use actions::{
    asked, asked_on, change_in, check_resolvable, open_in, panel, values_of, with_parts, words,
};
pub use api::Answered;
pub(crate) use api::{answered, named_fields, typed};
pub use model::{Asked, AskedOf, Field, RequiredAt, Type, Typed};
pub(crate) use model::{is_circle, key_of};
pub use pages::routes;
pub(crate) use store::Facts;
pub use store::{ConditionRow, FieldRow, ValueRow};
pub(crate) use store::{
    insert, list as list_fields, list_conditions, set_choices, set_condition,
    update as update_field,
};
