//! What a word is, how it may be written, and which words a reader may not know. Pure.

use crate::{
    marking::{Entry, Glossary},
    relationships::{Side, Sides},
};
use base::{Actor, PersonId, Problems, Result, Right, Time, row};

db::words! {
    /// Whose word it is.
    pub enum Whose {
        /// The library says it, and IT may not know it.
        Library = "library",
        /// IT says it, and the library may not know it.
        It = "it",
        /// Both say it, and mean different things.
        Both = "both",
    }
}

row! {
    /// A word with what belongs to it.
    #[derive(Clone, Debug)]
    pub struct Term {
        pub id: i64,
        pub name: String,
        pub side: Whose,
        pub is_abbreviation: bool,
        pub to_library: String,
        pub to_it: String,
        pub example: String,
        pub synonyms: String,
        pub keeper_id: Option<PersonId>,
        pub keeper: Option<String>,
        pub is_keeper_here: Option<bool>,
        pub changed_by: Option<String>,
        pub changed_at: Time,
        pub retired_by: Option<String>,
        pub retired_at: Option<Time>,
        pub version: i64,
    }
}

impl Term {
    /// The other ways to write it.
    pub fn other_ways(&self) -> Vec<&str> {
        self.synonyms.lines().collect()
    }

    /// Whether whoever kept it has left.
    pub fn is_orphan(&self) -> bool {
        self.keeper_id.is_some() && self.is_keeper_here != Some(true)
    }

    /// What it means, the reader's own side first, each with whose side that is.
    pub fn meanings(&self, reader: Reader) -> Vec<(Whose, &str)> {
        let mut all = vec![(Whose::Library, &*self.to_library), (Whose::It, &*self.to_it)];
        if reader == Reader::It {
            all.reverse();
        }
        all.retain(|(_, text)| !text.is_empty());
        all
    }
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Part of a name, a synonym or a meaning, in small letters.
    pub words: String,
    /// What its name begins with, in small letters.
    pub letter: String,
    /// Whose words.
    pub side: Option<Whose>,
    /// Those that are out of use, instead of those in use.
    pub is_retired: bool,
    /// After the one with this id.
    pub after: i64,
    /// At most so many.
    pub most: i64,
}

/// A word as somebody writes it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTerm {
    /// 1 to 80 characters; what stands in brackets at its end only tells it apart.
    pub name: String,
    /// Whose word it is.
    pub side: Option<Whose>,
    /// Whether its capitals matter.
    pub is_abbreviation: bool,
    /// For the library: at most 600 characters.
    pub to_library: String,
    /// For IT: at most 600 characters.
    pub to_it: String,
    /// How it is said: at most 300 characters.
    pub example: String,
    /// Other ways to write it, one in a line: at most 20 of 80 characters.
    pub synonyms: String,
    /// Who keeps it.
    pub keeper: Option<PersonId>,
}

impl NewTerm {
    /// Trims it, or says what is wrong. Whose word it is decides which meaning it needs: that for
    /// those who may not know it.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 80);
        if !self.name.is_empty() && !bare(&self.name).chars().any(char::is_alphanumeric) {
            problems.add("name", "problem-term-letters");
        }
        problems.word("side", self.side);
        self.to_library = problems.optional_text("to_library", &self.to_library, 600);
        self.to_it = problems.optional_text("to_it", &self.to_it, 600);
        if self.to_library.is_empty() && matches!(self.side, Some(Whose::It | Whose::Both)) {
            problems.add("to_library", "problem-term-library");
        }
        if self.to_it.is_empty() && matches!(self.side, Some(Whose::Library | Whose::Both)) {
            problems.add("to_it", "problem-term-it");
        }
        self.example = problems.optional_text("example", &self.example, 300);
        let ways = self.synonyms.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let mut ways: Vec<String> = ways.map(|words| words.join(" ")).collect();
        ways.retain(|way| !way.is_empty() && *way != self.name);
        let mut seen = std::collections::BTreeSet::new();
        ways.retain(|way| seen.insert(way.clone()));
        if ways.len() > 20 || ways.iter().any(|way| way.chars().count() > 80) {
            problems.add("synonyms", "problem-term-synonyms");
        }
        self.synonyms = problems.optional_text("synonyms", &ways.join("\n"), 2000);
        problems.check()?;
        Ok(self)
    }

    /// What tells it apart from others.
    pub fn key(&self) -> String {
        if self.is_abbreviation { self.name.clone() } else { self.name.to_lowercase() }
    }
}

/// A name without what stands in brackets at its end: "Knowledge base (library)".
pub fn bare(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((bare, _)) if !bare.trim().is_empty() => bare.trim(),
        _ => name,
    }
}

/// Each way a word may be written, and whether its capitals matter. They do in an abbreviation, and
/// in a synonym that has capitals only.
pub fn forms(name: &str, is_abbreviation: bool, synonyms: &str) -> Vec<(String, bool)> {
    let is_short = |way: &str| {
        way.chars().count() > 1
            && way.chars().any(char::is_alphabetic)
            && !way.chars().any(char::is_lowercase)
    };
    let mut forms = vec![(bare(name).to_owned(), is_abbreviation)];
    forms.extend(synonyms.lines().map(|way| (way.to_owned(), is_short(way))));
    forms
}

/// What a reader may not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Of the library, or of anybody who is helped: IT's words.
    Library,
    /// Of IT, or of anybody who helps: the library's words.
    It,
    /// On both sides, or on neither: every word.
    All,
}

impl Reader {
    /// By where somebody stands in the relationships there are. Somebody of none who works on
    /// tickets knows IT's words.
    pub fn of(sides: &Sides, actor: &Actor) -> Self {
        match sides.of(actor) {
            Some(Side::Customer) => Reader::Library,
            Some(Side::Provider) => Reader::It,
            Some(Side::Both) => Reader::All,
            None if actor.id.is_some() && actor.has(Right::Work) => Reader::It,
            None => Reader::All,
        }
    }

    /// Whether the reader may not know a word of this side.
    pub fn may_not_know(self, side: Whose) -> bool {
        match self {
            Reader::Library => side != Whose::Library,
            Reader::It => side != Whose::It,
            Reader::All => true,
        }
    }
}

/// What says whether the words in memory are still those in the rows: the version of the glossary,
/// and marks of who stands where.
pub type Stamp = (i64, i64, i64, i64);

/// A word in memory.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: i64,
    pub name: String,
    pub side: Whose,
    pub to_library: String,
    pub to_it: String,
    /// Each way it may be written.
    pub forms: Vec<(String, bool)>,
}

/// Every word in use, ready to be found, and who stands where.
#[expect(missing_docs, reason = "each field is named for what it holds")]
pub struct Words {
    pub stamp: Stamp,
    pub known: Vec<Known>,
    pub glossary: Glossary,
    pub sides: Sides,
}

impl Words {
    /// Makes them ready.
    pub fn new(stamp: Stamp, known: Vec<Known>, sides: Sides) -> Self {
        let entries: Vec<_> =
            known.iter().map(|one| Entry { id: one.id, forms: one.forms.clone() }).collect();
        Words { stamp, glossary: Glossary::new(&entries), known, sides }
    }

    /// Sanitised HTML with the words marked that a reader may not know.
    pub fn mark(&self, reader: Reader, html: &str) -> String {
        self.glossary.mark(html, |entry| reader.may_not_know(self.known[entry].side))
    }

    /// The words in a text that a reader may not know and that are not explained there, each once.
    pub fn unexplained(&self, reader: Reader, text: &str) -> Vec<Unexplained> {
        let is_wanted = |entry: usize| reader.may_not_know(self.known[entry].side);
        let mut open: Vec<(usize, &str)> = Vec::new();
        let mut explained = Vec::new();
        for found in self.glossary.find(text, is_wanted) {
            if !is_wanted(found.entry) {
                continue;
            }
            let (before, after) = (text[..found.from].trim_end(), text[found.to..].trim_start());
            if after.starts_with('(') || (before.ends_with('(') && after.starts_with(')')) {
                explained.push(found.entry);
            } else if open.iter().all(|(entry, _)| *entry != found.entry) {
                open.push((found.entry, &text[found.from..found.to]));
            }
        }
        let open = open.into_iter().filter(|(entry, _)| !explained.contains(entry));
        let unexplained = open.map(|(entry, found)| {
            let word = &self.known[entry];
            let meaning = match reader {
                Reader::It => &word.to_it,
                _ if word.to_library.is_empty() => &word.to_it,
                _ => &word.to_library,
            };
            let (id, name) = (word.id, word.name.clone());
            Unexplained { id, name, found: found.to_owned(), short: short(meaning) }
        });
        unexplained.collect()
    }
}

/// A word in a text that its reader may not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexplained {
    /// The word's row.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// As it was written.
    pub found: String,
    /// What it means, short enough for brackets.
    pub short: String,
}

/// The beginning of a meaning, so that it can stand in brackets inside a sentence.
pub fn short(meaning: &str) -> String {
    let first = meaning.lines().next().unwrap_or_default();
    let end = first.find(['.', ':', ';', '(']).unwrap_or(first.len());
    let mut short = first[..end].trim().to_owned();
    if let Some((at, _)) = short.char_indices().nth(120) {
        let at = short[..at].rfind(' ').unwrap_or(at);
        short.truncate(at);
        short.push('…');
    }
    // what begins like "DNS" or "I" stays as it is
    let mut letters = short.chars();
    let second = letters.nth(1);
    match short.chars().next() {
        Some(first)
            if second.is_some_and(char::is_lowercase) || first == 'A' && second == Some(' ') =>
        {
            first.to_lowercase().chain(short.chars().skip(1)).collect()
        }
        _ => short,
    }
}

/// A text with the short explanation behind the first place of the word, in brackets.
pub fn explain(text: &str, one: &Unexplained) -> String {
    match text.find(&one.found) {
        Some(at) => {
            let end = at + one.found.len();
            format!("{} ({}){}", &text[..end], one.short, &text[end..])
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let known = [
            (1, "DNS", Whose::It, "The internet’s phone book: it turns a name into a number.", ""),
            (2, "Hold", Whose::Library, "", "A patron’s place in a queue for an item."),
            (3, "Port (network)", Whose::It, "A numbered door. Each program has one.", ""),
            (4, "Desk", Whose::Both, "Where patrons come", "Where calls come in"),
        ];
        let known = known.map(|(id, name, side, to_library, to_it)| Known {
            id,
            name: name.to_owned(),
            side,
            to_library: to_library.to_owned(),
            to_it: to_it.to_owned(),
            forms: forms(name, name == "DNS", ""),
        });
        Words::new((0, 0, 0, 0), known.to_vec(), Sides::default())
    }

    fn open(reader: Reader, text: &str) -> Vec<String> {
        words().unexplained(reader, text).into_iter().map(|one| one.name).collect()
    }

    #[test]
    fn a_reader_gets_the_words_of_the_other_side() {
        let text = "The DNS port has a hold at the desk";
        assert_eq!(open(Reader::Library, text), ["DNS", "Port (network)", "Desk"]);
        assert_eq!(open(Reader::It, text), ["Hold", "Desk"]);
        assert_eq!(open(Reader::All, text).len(), 4);
    }

    #[test]
    fn what_is_explained_in_brackets_does_not_count() {
        assert_eq!(open(Reader::Library, "DNS (the phone book) is down. DNS!"), [""; 0]);
        assert_eq!(open(Reader::Library, "The phone book (DNS) is down"), [""; 0]);
        assert_eq!(open(Reader::Library, "DNS is down (we think)"), ["DNS"]);
    }

    #[test]
    fn a_short_explanation_fits_into_a_sentence() {
        let open = words().unexplained(Reader::Library, "Our DNS is down, and DNS is all.");
        let said = explain("Our DNS is down, and DNS is all.", &open[0]);
        assert_eq!(said, "Our DNS (the internet’s phone book) is down, and DNS is all.");
        assert_eq!(short("DNS is what it is. More"), "DNS is what it is");
        assert_eq!(short("A copy"), "a copy");
        assert!(short(&"Long ".repeat(90)).chars().count() < 125);
        assert_eq!(short(""), "");
    }

    #[test]
    fn a_word_needs_the_meaning_for_those_who_may_not_know_it() {
        let new = NewTerm {
            name: " SIP2 ".into(),
            side: Some(Whose::It),
            is_abbreviation: true,
            to_library: String::new(),
            to_it: String::new(),
            example: String::new(),
            synonyms: "a\n\n a \nSIP2\nb  c".into(),
            keeper: None,
        };
        let refused = new.clone().check();
        assert!(matches!(refused, Err(base::Error::Invalid(p)) if p.0[0].field == "to_library"));
        let fine = NewTerm { to_library: "What kiosks speak".into(), ..new }.check();
        let fine = fine.expect("accepted");
        assert_eq!((fine.name.as_str(), fine.synonyms.as_str()), ("SIP2", "a\nb c"));
        assert_eq!(fine.key(), "SIP2");
    }

    #[test]
    fn capitals_matter_where_there_is_nothing_else() {
        let ways = forms("Single sign-on (login)", false, "SSO\none login\n2FA\nEZproxy");
        let exact: Vec<_> = ways.iter().map(|(way, exact)| (way.as_str(), *exact)).collect();
        let wanted = [
            ("Single sign-on", false),
            ("SSO", true),
            ("one login", false),
            ("2FA", true),
            ("EZproxy", false),
        ];
        assert_eq!(exact, wanted);
        assert_eq!(bare("(x)"), "(x)");
    }
}
