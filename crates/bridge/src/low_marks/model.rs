//! The lines. Pure.

use desk::between::LowMark;

/// What is told of low marks: about each service, and whether there is more that is not told apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Service (none: about none), how many, and how many talks are owed.
    pub services: Vec<(Option<String>, i64, i64)>,
    /// Whether there are some of which no more is told.
    pub has_more: bool,
}

/// At most `most` services, those with the most low marks first.
pub fn told(all: &[LowMark], most: usize) -> Told {
    let (hidden, shown): (Vec<_>, Vec<_>) = all.iter().partition(|mark| mark.is_hidden);
    let of = |mark: &LowMark| (mark.service.clone(), mark.times, mark.owed);
    Told { services: shown.into_iter().take(most).map(of).collect(), has_more: !hidden.is_empty() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_told_without_its_service() {
        let mark = |service: &str, is_hidden, times| LowMark {
            service: Some(service.into()),
            is_hidden,
            times,
            owed: 1,
        };
        let found = told(&[mark("Printing", false, 3), mark("Wi-Fi", true, 1)], 3);
        assert_eq!(found.services, [(Some("Printing".to_owned()), 3, 1)]);
        assert!(found.has_more);
        assert_eq!(told(&[], 3), Told::default());
    }
}
