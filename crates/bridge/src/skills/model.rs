//! Who fits a question, and why. Pure.

use base::{PersonId, ServiceId, TeamId, Time};
use desk::known::words;
use std::collections::HashMap;

/// The most skills somebody has.
pub const MOST: usize = 30;
/// The most words of a question that count.
const MOST_WORDS: usize = 12;

/// The skills in what somebody typed, with commas or lines between: blanks folded, no full stop at
/// the end, each once.
pub fn tidy(raw: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in raw.split([',', ';', '\n']) {
        let name = piece.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_matches(|c: char| ".!?\"'".contains(c)).trim().to_owned();
        let is_new = found.iter().all(|one| one.to_lowercase() != name.to_lowercase());
        if !name.is_empty() && is_new {
            found.push(name);
        }
    }
    found
}

/// Why somebody is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// They say that they know this.
    Knows(String),
    /// They solved so many like this, the last one then.
    Solved {
        /// How many.
        n: i64,
        /// When the last one was.
        last: Time,
    },
    /// They solved so many about a service.
    SolvedAbout {
        /// Its name.
        service: String,
        /// How many.
        n: i64,
        /// When the last one was.
        last: Time,
    },
}

/// Somebody who knows about it.
#[derive(Clone, Debug)]
pub struct Knower {
    /// Who.
    pub id: PersonId,
    /// Why they are named, what fits best first.
    pub why: Vec<Why>,
    /// Orders the list, and is shown to nobody.
    fit: (usize, Option<Time>),
}

/// Who and which teams know about it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// People, those whom it fits best first.
    pub people: Vec<Knower>,
    /// Teams, with what they know.
    pub teams: Vec<(TeamId, Vec<String>)>,
}

/// Something that was put right.
#[derive(Clone, Debug)]
pub struct Solved {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Time,
    /// What it was about, in the asker's words; none: not for the reader.
    pub subject: Option<String>,
    /// The service it was about.
    pub service: Option<ServiceId>,
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The words that count, in every way they can be written.
    pub words: Vec<String>,
    /// The words that count, as they stand.
    pub plain: Vec<String>,
    /// The services it is about, with their names.
    pub services: Vec<(ServiceId, String)>,
}

/// The words of something that is known. "Wi-Fi" is one word, however somebody asks for it.
fn terms(text: &str, most: usize) -> Vec<String> {
    words(&text.replace(['-', '\u{2010}', '\u{2011}'], ""), most)
}

/// The words that are asked for: as they stand, without hyphens, and two that stand together as one.
fn asked(text: &str) -> Vec<String> {
    let mut found = words(text, MOST_WORDS);
    let spaced = text.replace(['-', '\u{2010}', '\u{2011}'], " ");
    let pieces: Vec<_> = spaced.split_whitespace().collect();
    let pairs = pieces.windows(2).map(|pair| pair.concat()).collect::<Vec<_>>().join(" ");
    for word in terms(text, MOST_WORDS).into_iter().chain(words(&pairs, MOST_WORDS)) {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

impl Question {
    /// A question in somebody's words; the services are those whose name or keywords it uses most.
    pub fn new(text: &str, services: &[(ServiceId, String, String)]) -> Self {
        let plain = words(text, MOST_WORDS);
        let shared = |name: &str, keywords: &str| {
            let own = words(&format!("{name} {keywords}"), 60);
            plain.iter().filter(|word| own.contains(word)).count()
        };
        let all = services.iter().map(|(id, name, keywords)| (shared(name, keywords), *id, name));
        let all: Vec<_> = all.filter(|(n, ..)| *n > 0).collect();
        let most = all.iter().map(|(n, ..)| *n).max().unwrap_or_default();
        let best = all.into_iter().filter(|(n, ..)| *n == most).take(2);
        let services = best.map(|(_, id, name)| (id, name.clone())).collect();
        Question { words: asked(text), plain, services }
    }

    /// Whether there is anything to look for.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.services.is_empty()
    }

    /// How many words of a skill are asked for: at least half of them, or none at all.
    fn fits_skill(&self, name: &str) -> usize {
        let own = terms(name, MOST_WORDS);
        let shared = own.iter().filter(|word| self.words.contains(word)).count();
        if shared > 0 && shared * 2 >= own.len() { shared } else { 0 }
    }

    /// Whether a subject is about the same: it shares two words, or the only one that was asked.
    fn fits_subject(&self, subject: &str) -> bool {
        let own = words(subject, MOST_WORDS);
        let shared = self.plain.iter().filter(|word| own.contains(word)).count();
        shared >= self.plain.len().clamp(1, 2)
    }

    /// Who knows about it: `people` is everybody who may be named. By how well it fits, then by when
    /// they last did it, and never by how often.
    pub fn ask(
        &self,
        people: &[PersonId],
        skills: &[(PersonId, String)],
        solved: &[Solved],
        teams: &[(TeamId, String)],
    ) -> Found {
        let mut all: HashMap<PersonId, Knower> = HashMap::new();
        let mut note = |id: PersonId, fit: usize, at: Option<Time>, why: Option<Why>| {
            if !people.contains(&id) {
                return;
            }
            let one = all.entry(id).or_insert(Knower { id, why: Vec::new(), fit: (0, None) });
            one.fit = (one.fit.0 + fit, one.fit.1.max(at));
            one.why.extend(why);
        };
        for (id, name) in skills {
            let fit = self.fits_skill(name);
            if fit > 0 {
                note(*id, fit * 2, None, Some(Why::Knows(name.clone())));
            }
        }
        let alike = |one: &&Solved| {
            one.subject.as_deref().is_some_and(|subject| self.fits_subject(subject))
        };
        for (id, n, last) in tally(solved.iter().filter(alike)) {
            note(id, 2, Some(last), Some(Why::Solved { n, last }));
        }
        for (service, name) in &self.services {
            let about = solved.iter().filter(|one| one.service == Some(*service));
            for (id, n, last) in tally(about) {
                let service = name.clone();
                note(id, 1, Some(last), Some(Why::SolvedAbout { service, n, last }));
            }
        }
        let mut people: Vec<_> = all.into_values().collect();
        people.sort_by_key(|one| (std::cmp::Reverse(one.fit), one.id));
        Found { people, teams: self.teams(teams) }
    }

    fn teams(&self, skills: &[(TeamId, String)]) -> Vec<(TeamId, Vec<String>)> {
        let mut found: Vec<(TeamId, Vec<String>)> = Vec::new();
        for (id, name) in skills.iter().filter(|(_, name)| self.fits_skill(name) > 0) {
            match found.iter_mut().find(|(one, _)| one == id) {
                Some((_, names)) => names.push(name.clone()),
                None => found.push((*id, vec![name.clone()])),
            }
        }
        found
    }
}

/// How many each solved, and when the last one was.
fn tally<'a>(all: impl Iterator<Item = &'a Solved>) -> Vec<(PersonId, i64, Time)> {
    let mut sums: Vec<(PersonId, i64, Time)> = Vec::new();
    for one in all {
        match sums.iter_mut().find(|(id, ..)| *id == one.by) {
            Some((_, n, last)) => {
                *n += 1;
                *last = (*last).max(one.at);
            }
            None => sums.push((one.by, 1, one.at)),
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    const HAMISH: PersonId = PersonId(1);
    const THUY: PersonId = PersonId(2);
    const LEFT: PersonId = PersonId(3);

    fn at(n: i64) -> Time {
        Time::default().plus_seconds(n)
    }

    fn solved(by: PersonId, when: i64, subject: &str) -> Solved {
        Solved { by, at: at(when), subject: Some(subject.into()), service: Some(ServiceId(7)) }
    }

    fn services() -> Vec<(ServiceId, String, String)> {
        vec![
            (ServiceId(7), "Printing".into(), "printer, receipt".into()),
            (ServiceId(8), "Phones".into(), "headset".into()),
        ]
    }

    fn ask(text: &str, skills: &[(PersonId, &str)], done: &[Solved]) -> Vec<Knower> {
        let skills: Vec<_> = skills.iter().map(|(id, name)| (*id, (*name).to_owned())).collect();
        let question = Question::new(text, &services());
        question.ask(&[HAMISH, THUY], &skills, done, &[]).people
    }

    #[test]
    fn skills_are_tidied() {
        assert_eq!(
            tidy(" receipt   printers., SIP2;\nReceipt Printers, ,"),
            ["receipt printers", "SIP2"]
        );
    }

    #[test]
    fn somebody_is_named_for_what_they_say_and_for_what_they_solved() {
        let done =
            [solved(THUY, 5, "Receipt printer jams"), solved(THUY, 9, "No receipts from printers")];
        let found = ask("receipt printers", &[(HAMISH, "Receipt printers")], &done);
        assert_eq!(found[0].id, HAMISH);
        assert_eq!(found[0].why, [Why::Knows("Receipt printers".into())]);
        assert_eq!(found[1].why[0], Why::Solved { n: 2, last: at(9) });
        let about = Why::SolvedAbout { service: "Printing".into(), n: 2, last: at(9) };
        assert_eq!(found[1].why[1], about);
    }

    #[test]
    fn nobody_goes_first_for_having_done_more() {
        let mut done: Vec<_> = (1..50).map(|n| solved(HAMISH, n, "Receipt printer jams")).collect();
        done.push(solved(THUY, 99, "Receipt printer again"));
        let found = ask("receipt printers", &[], &done);
        assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [THUY, HAMISH]);
    }

    #[test]
    fn a_hyphen_is_no_reason_not_to_be_found() {
        let skills = [(HAMISH, "Wi-Fi")];
        assert_eq!(ask("the wifi is slow", &skills, &[]).len(), 1);
        assert_eq!(ask("wi fi at Harbour", &skills, &[]).len(), 1);
        assert_eq!(ask("Wi-Fi", &skills, &[]).len(), 1);
        assert!(ask("where are the books", &[(HAMISH, "e-books")], &[]).is_empty());
    }

    #[test]
    fn who_left_is_not_named() {
        assert!(ask("printers", &[(LEFT, "printers")], &[solved(LEFT, 1, "printers")]).is_empty());
    }

    #[test]
    fn one_word_of_many_is_no_match_and_other_subjects_are_not_either() {
        let skills = [(HAMISH, "hearing loops for small halls")];
        assert!(ask("small print", &skills, &[]).is_empty());
        let other = Solved { service: None, ..solved(THUY, 1, "Receipt paper for the phones") };
        assert!(ask("receipt printer jams again", &[], &[other]).is_empty());
        assert!(Question::new("the and of", &services()).is_empty());
    }

    #[test]
    fn what_is_not_for_the_reader_counts_by_its_service_only() {
        let done = Solved { subject: None, ..solved(THUY, 1, "") };
        let found = ask("printer", &[], &[done]);
        let about = Why::SolvedAbout { service: "Printing".into(), n: 1, last: at(1) };
        assert_eq!(found[0].why, [about]);
    }
}
