//! Custom fields: what is asked about tickets of a service besides what is asked about all. Each
//! answer is a row that stays readable when its field changes.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::open;
pub(crate) use actions::{
    as_asked, asked, asked_on, check_resolvable, fields_for_work, fields_of, insert_all, keep,
    only_asked, open_in, over, panel, read_all, read_field, stored_typed, unknown, values_of,
    with_parts, words,
};
pub use api::Answered;
pub(crate) use api::{answered, named_fields, typed};
pub use model::{Asked, AskedOf, Field, RequiredAt, Type, Typed};
pub(crate) use model::{Read, is_circle, key_of, refill, shown};
pub use pages::routes;
pub(crate) use store::Facts;
pub use store::{ConditionRow, FieldRow, ValueRow};
pub(crate) use store::{
    delete_values, insert, list as list_fields, list_conditions, list_values, set_choices,
    set_condition, update as update_field,
};
