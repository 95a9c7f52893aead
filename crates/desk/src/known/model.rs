//! The words that matter in what somebody types, who may know of what, and what fits best.

use base::{DepartmentId, LocationId};
use db::dialect::fold;

/// The most words of a text that count.
pub const MOST_WORDS: usize = 10;
/// The most words of a ticket that are kept.
pub const MOST_KEPT: usize = 24;
/// The most groups somebody belongs to that are asked.
pub const MOST_SCOPES: usize = 6;
/// How many suggestions are shown.
pub const MOST_SHOWN: usize = 4;

/// Raised when the same text gives other words: the index is then made anew.
pub const VERSION: &str = "1";

/// Words that say nothing about what is broken.
const EMPTY_WORDS: &str = " a about after again all also am an and any are as at be been but by \
    can cannot could did do does doing don for from had has have he her here his how i if in into \
    is isn it its just me more my new no not of off on one or our out over please problem said say \
    says see she since so some someone something still stopped that the their them then there these \
    they this to today too try up us very was we well went were what when where which while who \
    will with won work working works would yesterday you your ";

/// Letters and digits, lower case, without endings, each word once, in the order they come.
pub fn words(text: &str, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in fold(text).split_whitespace() {
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        if EMPTY_WORDS.contains(&format!(" {word} ")) || (word.len() < 2 && !is_number) {
            continue;
        }
        let word = stem(word);
        if !found.contains(&word) {
            found.push(word);
        }
        if found.len() == most {
            break;
        }
    }
    found
}

/// The same word for printing, prints and printed. Plain on purpose: both engines and this program
/// have to agree, and a wrong stem costs one suggestion.
fn stem(word: &str) -> String {
    let mut word: String = word.chars().take(24).collect();
    if !word.is_ascii() {
        return word;
    }
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.len() > 4 && ["sses", "xes", "ches", "shes"].iter().any(|e| word.ends_with(e)) {
        word.truncate(word.len() - 2);
    } else if word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|e| word.ends_with(e))
    {
        word.truncate(word.len() - 1);
    }
    for ending in ["ing", "ed"] {
        if word.len() > ending.len() + 3 && word.ends_with(ending) {
            word.truncate(word.len() - ending.len());
            let bytes = word.as_bytes();
            let doubled = bytes.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
            if doubled && !word.ends_with('l') && !word.ends_with('s') {
                word.truncate(word.len() - 1);
            }
            break;
        }
    }
    if word.len() > 4 && word.ends_with('e') {
        word.truncate(word.len() - 1);
    }
    word
}

/// Everybody.
pub const EVERYBODY: &str = "all";

/// The people of a department.
pub fn of_department(id: DepartmentId) -> String {
    format!("d{id}")
}

/// The people at a place.
pub fn at_place(id: LocationId) -> String {
    format!("l{id}")
}

/// Stands among a ticket's words for the service it is about.
pub fn service_word(id: i64) -> String {
    format!("s:{id}")
}

/// Stands among a ticket's words for the device it is about.
pub fn device_word(id: i64) -> String {
    format!("v:{id}")
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words of the text.
    pub words: Vec<String>,
    /// The service it is about, chosen or guessed.
    pub service: Option<i64>,
    /// The device it is about.
    pub device: Option<i64>,
    /// Where it is.
    pub place: Option<i64>,
}

/// What is known of a candidate.
#[derive(Clone, Debug, Default)]
pub struct Candidate {
    /// Its own words.
    pub words: Vec<String>,
    /// Its service.
    pub service: Option<i64>,
    /// Its device.
    pub device: Option<i64>,
    /// Its place.
    pub place: Option<i64>,
    /// Whether it is the reason behind repeated trouble.
    pub is_problem: bool,
}

/// How well a candidate fits; 0: not at all. The device it is about counts most, then how many of
/// the words match, then the service, then the place.
pub fn score(wanted: &Wanted, candidate: &Candidate) -> i64 {
    let hits = wanted.words.iter().filter(|word| candidate.words.contains(word)).count() as i64;
    let same = |a: Option<i64>, b: Option<i64>| a.is_some() && a == b;
    let is_device = same(wanted.device, candidate.device);
    let is_service = same(wanted.service, candidate.service);
    let is_place = same(wanted.place, candidate.place);
    let is_short = wanted.words.len() <= 2;
    let fits = is_device
        || hits >= 2
        || (hits == 1 && (is_service || is_short))
        || (is_service && (is_place || candidate.is_problem));
    if !fits {
        return 0;
    }
    8 * i64::from(is_device)
        + 3 * hits
        + 4 * i64::from(is_service)
        + i64::from(is_place)
        + i64::from(candidate.is_problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_empty_words_do_not_count() {
        assert_eq!(words("The printers are printing!", 9), ["printer", "print"]);
        assert_eq!(words("printed print prints", 9), ["print"]);
        assert_eq!(words("machine machines", 9), ["machin"]);
        assert_eq!(words("Public PC 4 is stopped", 9), ["public", "pc", "4"]);
        assert_eq!(
            words("Self-check: batteries, boxes, status", 9)[2..],
            ["battery", "box", "status"]
        );
        assert_eq!(words("", 9), Vec::<String>::new());
        assert_eq!(words(&"x1 y2 z3 ".repeat(50), 2), ["x1", "y2"]);
        assert_eq!(words("Drucker läuft nicht", 9)[1], "lauft");
    }

    fn wanted(text: &str) -> Wanted {
        Wanted { words: words(text, 10), service: Some(1), place: Some(5), ..Wanted::default() }
    }

    fn candidate(text: &str, service: i64) -> Candidate {
        Candidate { words: words(text, 24), service: Some(service), ..Candidate::default() }
    }

    #[test]
    fn more_words_fit_better_and_the_service_counts() {
        let typed = wanted("borrowing machines say out of service");
        let both = candidate("Borrowing machines out of service at Northside", 1);
        let one = candidate("A machine blinks", 1);
        let other_service = candidate("Borrowing machines out of service", 2);
        assert!(score(&typed, &both) > score(&typed, &other_service));
        assert!(score(&typed, &other_service) > 0 && score(&typed, &one) > 0);
        assert_eq!(score(&typed, &candidate("The machine room door", 2)), 0, "one common word");
        assert_eq!(score(&typed, &candidate("Nothing in it", 1)), 0, "only the service");
        let here = Candidate { place: Some(5), ..candidate("Nothing in it", 1) };
        assert!(score(&typed, &here) > 0, "the same service at the same place");
    }

    #[test]
    fn the_same_device_is_always_worth_a_look() {
        let typed = Wanted { device: Some(9), ..wanted("blue light") };
        let same = Candidate { device: Some(9), ..candidate("screen black", 1) };
        assert!(score(&typed, &same) > score(&typed, &candidate("blue light", 1)) - 3);
        assert!(score(&typed, &same) > 0);
    }
}
