//! Tickets: one thing that somebody needs, from opening to closing. States, who has the ball, who
//! may see it, and the verbs that change it.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{
    HoldForm, NewTicket, TicketChange, assign, cancel, change, hold, load, open, promise, reindex,
    reweigh, touch, view, wake,
};
pub(crate) use actions::{see, work};
pub use api::{TicketJson, routes as api};
pub use model::{
    Access, Ball, Channel, HoldReason, Kind, State, Timeline, after_reply, can, excerpt, news_after,
};
pub use pages::{TicketPage, routes, show_with};
pub use store::{
    EventRow, Heading, StatementRow, Ticket, find_by_key, list_events, set_first_response,
    update_state,
};
