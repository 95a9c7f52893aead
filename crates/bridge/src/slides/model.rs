//! What fits on one page. Pure.

use crate::praise::PraiseRow;

/// The most thanks on a slide: more would be read by nobody.
pub const MOST: usize = 6;

/// Letters that fit on the page in large type, with room around each.
const ROOM: usize = 1000;

/// What each costs besides its letters, in letters: the line with the names, and the space.
const EACH: usize = 70;

/// How many of these, in their order, fit on one page; at least one, if there is any.
pub fn fitting(lengths: &[usize]) -> usize {
    let mut left = ROOM;
    let mut count = 0;
    for length in lengths.iter().take(MOST) {
        let cost = length + EACH;
        if cost > left {
            break;
        }
        left -= cost;
        count += 1;
    }
    count.max(usize::from(!lengths.is_empty()))
}

/// Words as they stand on the slide: of a long text the beginning, up to a whole word.
pub fn shortened(words: &str, most: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = words.char_indices().nth(most) else { return words };
    let cut = words[..end].rfind(' ').unwrap_or(end);
    format!("{} …", words[..cut].trim_end_matches([',', ';', ':', '–', ' ']))
}

/// The ones to show, and how many more there are: both sides in turn, the newest first, so that a
/// month in which one side thanked more does not hide the other.
pub fn choose(rows: Vec<PraiseRow>) -> (Vec<PraiseRow>, usize) {
    let all = rows.len();
    let (mut left, mut right): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.side == crate::relationships::Side::Provider);
    left.reverse();
    right.reverse();
    let mut turns = Vec::with_capacity(all);
    while !left.is_empty() || !right.is_empty() {
        turns.extend(left.pop());
        turns.extend(right.pop());
    }
    let lengths: Vec<_> =
        turns.iter().map(|row| shortened(&row.words, LONGEST).chars().count()).collect();
    let count = fitting(&lengths);
    turns.truncate(count);
    (turns, all - count)
}

/// The longest words of one, in letters.
pub const LONGEST: usize = 420;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_left_for_the_page() {
        assert_eq!(fitting(&[]), 0);
        assert_eq!(fitting(&[100, 100, 100]), 3);
        assert_eq!(fitting(&[400, 400, 400]), 2);
        assert_eq!(fitting(&[5000]), 1, "something is always shown");
        assert_eq!(fitting(&[10; 40]), MOST);
    }

    #[test]
    fn long_words_end_with_a_whole_one() {
        assert_eq!(shortened("Thank you,  Yusuf", 50), "Thank you, Yusuf");
        assert_eq!(shortened("one two, three", 10), "one two …");
        assert_eq!(shortened("éééééé", 3), "ééé …");
    }
}
