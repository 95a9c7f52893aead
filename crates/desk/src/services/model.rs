//! Which service somebody means.

use db::dialect::fold;

/// The position of the service whose keywords stand in the words most; longer keywords count more.
/// None where nothing fits.
pub fn best_match<'a>(words: &str, keywords: impl Iterator<Item = &'a str>) -> Option<usize> {
    let words = format!(" {} ", tidy(words));
    let score = |list: &str| -> usize {
        let hits = list.split(',').map(tidy).filter(|k| !k.is_empty());
        hits.filter(|k| words.contains(&format!(" {k} ")) || words.contains(&format!(" {k}s ")))
            .map(|k| 4 + k.len())
            .sum()
    };
    let best = keywords.map(score).enumerate().max_by_key(|(at, n)| (*n, std::cmp::Reverse(*at)));
    best.filter(|(_, n)| *n > 0).map(|(at, _)| at)
}

fn tidy(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_find_their_service() {
        let services =
            ["printer, print, release station", "self-check, borrowing machine", "wi-fi"];
        let find = |words| best_match(words, services.iter().copied());
        assert_eq!(find("All three borrowing machines are out of service"), Some(1));
        assert_eq!(find("Nobody can print!"), Some(0));
        assert_eq!(find("The Wi-Fi crawls after school"), Some(2));
        assert_eq!(find("Something is odd"), None);
    }
}
