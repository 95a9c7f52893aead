//! Which service somebody means.

use db::dialect::fold;

/// The position of the service whose keywords stand in the words most; longer keywords count more.
/// None where nothing fits.
pub fn best_match<'a>(words: &str, keywords: impl Iterator<Item = &'a str>) -> Option<usize> {
    let words = format!(" {} ", tidy(words));
    let score = |list: &str| -> usize {
        let hits = list
            .split(',')
            .map(|keyword| tidy(keyword.trim()))
            .filter(|keyword| stands_in(keyword, &words));
        hits.map(|keyword| 4 + keyword.len()).sum()
    };
    let best = keywords.map(score).enumerate().max_by_key(|(at, n)| (*n, std::cmp::Reverse(*at)));
    best.filter(|(_, n)| *n > 0).map(|(at, _)| at)
}

/// Whether the keyword or its plural stands among the words, which have a blank at both ends.
fn stands_in(keyword: &str, words: &str) -> bool {
    let mut found = words.match_indices(keyword).filter(|_| !keyword.is_empty());
    found.any(|(at, _)| {
        let after = &words[at + keyword.len()..];
        words[..at].ends_with(' ') && (after.starts_with(' ') || after.starts_with("s "))
    })
}

/// Folded, with one blank between words. Every report does this for every keyword there is.
fn tidy(text: &str) -> String {
    let mut text = fold(text);
    if text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") {
        text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    text
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
