//! On which side somebody looks back, and when a review may be read by both departments. Pure.

use base::sha256;

db::words! {
    /// A side of the table.
    pub enum Place {
        /// Among those who are helped.
        Customer = "customer",
        /// Among those who help.
        Provider = "provider",
    }
}

/// Whether one of each side agrees to what it says now. `people`: on which side somebody sits, and
/// what they had read when they agreed; `now`: the mark of what there is to read.
pub fn is_agreed(people: &[(Place, Option<i64>)], now: i64) -> bool {
    let has = |place: Place| people.contains(&(place, Some(now)));
    has(Place::Customer) && has(Place::Provider)
}

/// A mark of everything there is to read: what is written, counted in `version`, and what the
/// requests tell. It stays below 2^53, which every program can count to, and is never 0.
pub fn mark<'a>(version: i64, told: impl Iterator<Item = (i64, &'a str, &'a str)>) -> i64 {
    let mut all = version.to_string();
    for (id, text, said) in told {
        all.push_str(&format!("\u{0}{id}\u{0}{text}\u{0}{said}"));
    }
    let hash = sha256(all.as_bytes());
    let number = hash.iter().take(6).fold(0, |sum, byte| (sum << 8) | i64::from(*byte));
    number + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_each_side_must_agree_to_what_it_says_now() {
        let (ours, theirs) = (Place::Customer, Place::Provider);
        assert!(!is_agreed(&[(ours, Some(3)), (theirs, None)], 3));
        assert!(!is_agreed(&[(ours, Some(3)), (ours, Some(3))], 3));
        assert!(!is_agreed(&[(ours, Some(2)), (theirs, Some(3))], 3), "to something else");
        assert!(is_agreed(&[(ours, Some(3)), (theirs, Some(3))], 3));
    }

    #[test]
    fn the_mark_moves_with_everything_there_is_to_read() {
        let told = [(7, "IT answered", "We look")];
        let now = mark(1, told.into_iter());
        assert_eq!(now, mark(1, told.into_iter()));
        assert!(now > 0 && now < 1 << 53);
        for (version, other) in [
            (2, vec![(7, "IT answered", "We look")]),
            (1, vec![(7, "IT answered", "We looked")]),
            (1, vec![]),
            (1, vec![(7, "IT answered", "We look"), (8, "IT answered", "")]),
        ] {
            assert_ne!(now, mark(version, other.into_iter()));
        }
    }
}
