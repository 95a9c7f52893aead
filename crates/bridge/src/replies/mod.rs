//! What calendars answer to our invitations: whether somebody comes, said with a press in their own
//! calendar, arrives as mail and counts as if they had said it on the meeting's page.

mod actions;
mod model;
mod store;

pub use actions::take;
