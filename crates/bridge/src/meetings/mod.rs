//! Meetings of a relationship: when they are, who may see them, and the page that each has before,
//! while and after it is held.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Change, NewMeeting, Part, Shown, cancel, door, get, list, load, update};
pub(crate) use actions::{
    about, announce, begin, last_held, list_invited, next_invited, next_of, open, read_facts, see,
    write, zones,
};
pub use api::{MeetingJson, NewMeetingJson, routes as api};
pub(crate) use model::{
    AHEAD, Closure, Placed, When, place, read_until, read_when, rule_of, slots,
};
pub use model::{Recurs, Skipping};
pub use pages::routes;
pub(crate) use pages::{read, show_with, span, zone_choices};
pub use store::{Meeting, Series};
pub(crate) use store::{
    NewRow, NewSeries, Slot, advance, find_same, find_series, insert, insert_series,
    list_by_series, list_short, update_about, update_cancelled, update_ended, update_series,
};
