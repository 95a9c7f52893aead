//! When help is there, and when a place is open: calendars, without the hours in which somebody noted
//! that they are closed.

mod actions;

pub use actions::{of_department, of_place, of_team, of_team_now};
