//! On which side somebody looks back, and when a review may be read by both departments. Pure.

use base::Time;

db::words! {
    /// A side of the table.
    pub enum Place {
        /// Among those who are helped.
        Customer = "customer",
        /// Among those who help.
        Provider = "provider",
    }
}

/// Whether one of each side agrees to what it says now: whoever agreed before it was last changed
/// has agreed to something else.
pub fn is_agreed(people: &[(Place, Option<Time>)], changed_at: Time) -> bool {
    let has = |place: Place| {
        let agrees = |(side, at): &(Place, Option<Time>)| {
            *side == place && at.is_some_and(|at| at >= changed_at)
        };
        people.iter().any(agrees)
    };
    has(Place::Customer) && has(Place::Provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_each_side_must_agree_to_what_it_says_now() {
        let at = Time::from_micros;
        let (ours, theirs) = (Place::Customer, Place::Provider);
        assert!(!is_agreed(&[(ours, Some(at(5))), (theirs, None)], at(3)));
        assert!(!is_agreed(&[(ours, Some(at(5))), (ours, Some(at(6)))], at(3)));
        assert!(!is_agreed(&[(ours, Some(at(2))), (theirs, Some(at(5)))], at(3)));
        assert!(is_agreed(&[(ours, Some(at(3))), (theirs, Some(at(5)))], at(3)));
    }
}
