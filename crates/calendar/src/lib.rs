//! Opening hours of a place, or support hours of a team, as arithmetic.
//!
//! [`WeeklyHours`] reads what a person types; a [`Calendar`] puts those hours into a time zone,
//! takes the closed days out, and answers questions about instants. Nothing here does I/O or
//! knows what time it is now.
//!
//! The one rule everything follows: **a calendar is open whenever a clock on its wall reads a time
//! inside the hours, on a date that is not closed.** So when clocks go back, an hour inside the
//! hours happens twice and counts twice; when they go forward, the hour that never happens counts
//! for nothing.

mod calendar;
mod holidays;
mod hours;
mod openings;
mod parse;

pub use calendar::Calendar;
pub use holidays::{KNOWN as HOLIDAYS_KNOWN, countries, holidays, regions};
pub use hours::{HoursError, WeeklyHours};

/// Sorts half-open ranges and joins those that touch or overlap.
fn merged<T: Ord + Copy>(mut ranges: Vec<(T, T)>) -> Vec<(T, T)> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let joins = next.0 <= kept.1;
        if joins {
            kept.1 = kept.1.max(next.1);
        }
        joins
    });
    ranges
}
