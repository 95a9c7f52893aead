//! Tasks: the steps of a ticket, with an owner and a due date, in order. Internal unless they are
//! shown to the requester as steps.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewTasks, OneTask, add, change, complete, list};
pub(crate) use actions::{
    add_in, ask_call_back, call_back_due, check_done, is_owed, panel, remind,
};
pub use api::routes as api;
pub use model::{Panel, lines_of};
pub use pages::routes;
pub use store::TaskRow;
pub(crate) use store::list as list_of_ticket;
