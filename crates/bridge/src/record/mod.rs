//! What the requests themselves say happened: how long something stood still, what was promised and
//! kept, who waited for whom, what it puts at risk. Sums say how many requests they rest on.

mod actions;
mod model;
mod store;

pub(crate) use actions::{collect, similar};
pub use model::{FEWEST, Fact, Median, Promises, Record, Usual, Waits, hours, median};
