//! Placeholders, and which words find an answer. Pure.

use super::store::ChoiceRow;
use base::{Error, Language, Problems, Result};
use db::dialect::fold;

db::words! {
    /// What is filled in when an answer is put into a reply.
    pub enum Placeholder {
        /// Whom the ticket is for.
        RequesterName = "requester.name",
        /// The same, as one says it.
        RequesterFirstName = "requester.first_name",
        /// The number people quote.
        TicketNumber = "ticket.number",
        /// Its short line.
        TicketSubject = "ticket.subject",
        /// Where it is.
        Place = "place",
        /// What it is about.
        Service = "service",
        /// Which device it is about.
        Device = "device",
        /// The team that has it.
        Team = "team",
        /// When the requester may expect news.
        NewsBy = "news_by",
        /// Whoever writes the reply.
        AgentName = "agent.name",
        /// The same, as one says it.
        AgentFirstName = "agent.first_name",
        /// Whose desk it is.
        Organisation = "organisation",
    }
}

impl Placeholder {
    /// What belongs there, in words: "the place".
    pub fn noun(self, language: &Language) -> String {
        language.t(&format!("gap-{}", self.as_str().replace('.', "-"))).to_owned()
    }
}

/// A piece of an answer's words.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Named(&'a str),
}

/// The words cut at their placeholders. Braces that never close are words.
fn pieces(words: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, behind)) = after.split_once("}}").filter(|(n, _)| !n.contains('\n')) else {
            let (text, tail) = rest.split_at(before.len() + 2);
            found.push(Piece::Text(text));
            rest = tail;
            continue;
        };
        found.push(Piece::Text(before));
        found.push(Piece::Named(name.trim()));
        rest = behind;
    }
    found.push(Piece::Text(rest));
    found
}

/// Notes the first placeholder that nobody knows, by its name, beside this field.
pub fn check_placeholders(field: &'static str, words: &str, problems: &mut Problems) {
    for piece in pieces(words) {
        if let Piece::Named(name) = piece
            && Placeholder::parse(name).is_none()
        {
            let known: Vec<_> = Placeholder::ALL.iter().map(|p| format!("{{{{{p}}}}}")).collect();
            let args = vec![("name", format!("{{{{{name}}}}}")), ("known", known.join(", "))];
            problems.add_with(field, "problem-placeholder", args);
        }
    }
}

/// The words with every placeholder replaced; what has no value here becomes a gap that shows.
pub fn fill(
    language: &Language,
    words: &str,
    value: impl Fn(Placeholder) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(words.len());
    for piece in pieces(words) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Named(name) => match Placeholder::parse(name) {
                Some(known) => match value(known).filter(|text| !text.trim().is_empty()) {
                    Some(text) => out.push_str(&text),
                    None => out.push_str(&format!("[[{}?]]", known.noun(language))),
                },
                None => out.push_str(&format!("[[{name}?]]")),
            },
        }
    }
    out
}

/// The words as somebody reads them who is on no ticket.
pub fn without_ticket(language: &Language, words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for piece in pieces(words) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Named(name) => {
                let noun = Placeholder::parse(name).map(|known| known.noun(language));
                out.push_str(&format!("({})", noun.unwrap_or_else(|| name.to_owned())));
            }
        }
    }
    out
}

/// The first gap that nobody has filled.
pub fn find_gap(words: &str) -> Option<&str> {
    let mut rest = words;
    while let Some(start) = rest.find("[[") {
        let after = &rest[start..];
        if let Some(end) = after.find("?]]")
            && end <= 80
            && !after[..end].contains('\n')
        {
            return Some(&after[..end + 3]);
        }
        rest = &after[2..];
    }
    None
}

/// Refuses to send words with a gap in them.
pub fn check_gaps(field: &'static str, words: &str) -> Result<()> {
    let Some(gap) = find_gap(words) else { return Ok(()) };
    let mut problems = Problems::default();
    problems.add_with(field, "problem-gap", vec![("gap", gap.to_owned())]);
    Err(Error::Invalid(problems))
}

/// Words that stand in every text and find nothing.
const COMMON: [&str; 48] = [
    "about", "after", "again", "all", "and", "any", "are", "because", "been", "but", "can", "come",
    "could", "does", "doesn", "don", "for", "from", "get", "has", "have", "her", "him", "how",
    "into", "isn", "its", "just", "not", "now", "our", "out", "she", "some", "that", "the",
    "their", "them", "then", "there", "they", "this", "was", "were", "what", "when", "with", "you",
];

/// The beginnings of the words that are worth looking for, each once. Much shorter than grammar
/// would be, and the same on every engine.
pub fn stems(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in fold(text).split_whitespace() {
        if word.chars().count() < 3 || COMMON.contains(&word) {
            continue;
        }
        let stem = stem(word);
        if !found.contains(&stem) {
            found.push(stem);
        }
    }
    found
}

fn stem(word: &str) -> String {
    let mut stem = word;
    for ending in ["s", "ing", "ed", "er", "e"] {
        if let Some(short) = stem.strip_suffix(ending)
            && short.chars().count() >= 3
        {
            stem = short;
        }
    }
    stem.chars().take(40).collect()
}

/// The stems of an answer with what each counts: more in the title.
pub fn weights(title: &str, words: &str) -> Vec<(String, i64)> {
    let mut all: Vec<(String, i64)> = stems(title).into_iter().map(|stem| (stem, 4)).collect();
    for stem in stems(words).into_iter().take(400) {
        if all.iter().all(|(known, _)| *known != stem) {
            all.push((stem, 1));
        }
    }
    all
}

/// Which answers the looked-up stems speak for, best first. `found`: for each stem the answers it
/// stands in, with weights. A stem that stands in many answers says little about each.
pub fn rank(found: &[Vec<(i64, i64)>], least: i64) -> Vec<i64> {
    let mut scores: Vec<(i64, i64, i64)> = Vec::new();
    for rows in found {
        let rarity = 60 / (1 + i64::from((rows.len() + 1).ilog2()));
        for (answer, weight) in rows {
            match scores.iter_mut().find(|(id, ..)| id == answer) {
                Some(score) => {
                    score.1 += weight * rarity;
                    score.2 += weight;
                }
                None => scores.push((*answer, weight * rarity, *weight)),
            }
        }
    }
    scores.retain(|(_, _, weight)| *weight >= least);
    scores.sort_by_key(|(id, score, _)| (-score, *id));
    scores.into_iter().map(|(id, ..)| id).collect()
}

/// An answer that may help somebody who is writing a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// Its page is `/answers/{id}`.
    pub id: i64,
    /// What it answers.
    pub title: String,
    /// Its first words.
    pub excerpt: String,
}

/// What the composer offers: the likeliest answers for this ticket.
#[derive(Default)]
pub struct Panel {
    /// Those to choose from.
    pub choices: Vec<ChoiceRow>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::language;

    #[test]
    fn placeholders_are_filled_and_what_is_missing_shows_as_a_gap() {
        let words = "Hello {{requester.first_name}}, we come to {{ place }} soon. {{ is no place";
        let value = |p| (p == Placeholder::RequesterFirstName).then(|| "Ann".to_owned());
        let filled = fill(language("en"), words, value);
        assert_eq!(filled, "Hello Ann, we come to [[the place?]] soon. {{ is no place");
        assert_eq!(find_gap(&filled), Some("[[the place?]]"));
        assert_eq!(find_gap("see [[a]] and [[b\n?]]"), None);
    }

    #[test]
    fn what_a_value_says_is_never_taken_for_a_placeholder() {
        let filled = fill(language("en"), "About {{ticket.subject}}", |_| Some("{{place}}".into()));
        assert_eq!(filled, "About {{place}}");
    }

    #[test]
    fn an_unknown_placeholder_is_named() {
        let mut problems = Problems::default();
        check_placeholders("words", "Dear {{requester.shoe_size}}", &mut problems);
        assert_eq!(problems.0[0].args[0].1, "{{requester.shoe_size}}");
    }

    #[test]
    fn forms_of_a_word_find_each_other() {
        assert_eq!(stems("Printers, printing and the printer"), ["print"]);
        assert_eq!(stems("The self-check"), ["self", "check"]);
    }

    #[test]
    fn a_rare_word_counts_more_than_one_that_is_everywhere() {
        let everywhere: Vec<_> = (1..100).map(|id| (id, 1)).collect();
        let ranked = rank(&[everywhere, vec![(50, 1)]], 2);
        assert_eq!(ranked, [50]);
    }
}
