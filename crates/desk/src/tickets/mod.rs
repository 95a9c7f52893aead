//! Tickets: one thing that somebody needs, from opening to closing. States, who has the ball, who
//! may see it, and the verbs that change it.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{
    NewTicket, cancel, choices, explain, home_of, load, open, own_work, record, reindex_all, see,
    seen, teams, watch,
};
pub(crate) use actions::{
    Then, access, cancel_in, count_reopening, open_in, open_then, reindex, see_own, today, touch,
    work, write,
};
pub(crate) use api::answer;
pub use api::{TicketJson, routes as api};
pub use jobs::tidy;
pub use model::{
    Access, Ball, Belongs, Channel, HoldReason, Kind, State, Timeline, Why, after_reply, by_right,
    can, excerpt, first_words,
};
pub use pages::{TicketPage, routes, show_again, show_with};
pub use store::{Heading, Ticket};
pub(crate) use store::{
    find, find_place_of, has_location, list, list_locations, list_teams, set_first_response,
    update_news, update_state, update_woke,
};
