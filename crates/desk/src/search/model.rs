//! The language: words, "phrases", -not, print*, from:, in:, state:, service:, and ticket numbers.

use crate::tickets::State;
use base::{DepartmentId, Error, Problems, Result, TeamId};
use db::dialect::{Phrase, Wanted, fold};

/// A search, taken apart.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Query {
    /// What must and must not stand in the text.
    pub wanted: Wanted,
    /// Part of the requester's name or address.
    pub from: Vec<String>,
    /// Part of the place's or department's name.
    pub place: Vec<String>,
    /// The state.
    pub state: Option<State>,
    /// Part of the service's name.
    pub service: Vec<String>,
    /// A number alone is a ticket.
    pub number: Option<i64>,
}

/// A word in the index that nobody wrote: the team a ticket is with. A search looks for it too, so
/// that the index itself passes over the tickets of others; the rights are checked all the same.
pub fn team_word(team: Option<TeamId>) -> String {
    format!("withteam{}", team.map_or(0, |team| team.0))
}

/// The same for the department it is for.
pub fn department_word(department: Option<DepartmentId>) -> String {
    format!("fordepartment{}", department.map_or(0, |department| department.0))
}

/// Reads what somebody typed. A problem says what to write instead; nothing is an error page.
pub fn parse(typed: &str) -> Result<Query> {
    let mut query = Query::default();
    let mut problems = Problems::default();
    let text = typed.trim();
    if text.chars().count() > 500 {
        let has = text.chars().count().to_string();
        problems.add_with("q", "problem-too-long", vec![("most", "500".into()), ("has", has)]);
        return Err(Error::Invalid(problems));
    }
    query.number = text.trim_start_matches('#').parse().ok().filter(|n| *n > 0);
    for token in tokens(text, &mut problems) {
        read(&token, &mut query, &mut problems);
    }
    let has_filter = !query.from.is_empty()
        || !query.place.is_empty()
        || query.state.is_some()
        || !query.service.is_empty();
    if query.wanted.must.is_empty() && !query.wanted.must_not.is_empty() {
        problems.add("q", "search-only-not");
    } else if query.wanted.must.is_empty() && !has_filter && !text.is_empty() {
        problems.add("q", "search-no-word");
    }
    problems.check()?;
    Ok(query)
}

/// One piece of the query: its text, and the quotes and signs it carried.
struct Token {
    key: Option<String>,
    text: String,
    is_not: bool,
}

fn tokens(text: &str, problems: &mut Problems) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let is_not = rest.starts_with('-') && rest.len() > 1;
        if is_not {
            rest = &rest[1..];
        }
        let mut key = None;
        for name in ["from", "in", "state", "service"] {
            // telephones begin with a capital letter
            let is_here = rest.get(..name.len()).is_some_and(|r| r.eq_ignore_ascii_case(name));
            if is_here && rest[name.len()..].starts_with(':') {
                key = Some(name.to_owned());
                rest = &rest[name.len() + 1..];
                break;
            }
        }
        let (text, after) = if let Some(quoted) = rest.strip_prefix('"') {
            match quoted.split_once('"') {
                Some((inside, after)) => (inside, after),
                None => {
                    problems.add("q", "search-open-quote");
                    (quoted, "")
                }
            }
        } else {
            rest.split_once(char::is_whitespace).unwrap_or((rest, ""))
        };
        found.push(Token { key, text: text.to_owned(), is_not });
        rest = after.trim_start();
    }
    found
}

fn read(token: &Token, query: &mut Query, problems: &mut Problems) {
    let text = token.text.trim();
    match token.key.as_deref() {
        Some(key) if text.is_empty() => {
            problems.add_with("q", "search-empty-key", vec![("key", key.to_owned())]);
        }
        // not understood is better than understood the other way round
        Some(key) if token.is_not => {
            problems.add_with("q", "search-not-key", vec![("key", key.to_owned())]);
        }
        Some("from") => query.from.push(fold_like(text)),
        Some("in") => query.place.push(fold_like(text)),
        Some("service") => query.service.push(fold_like(text)),
        Some(_) => match State::parse(&text.to_lowercase().replace([' ', '-'], "_")) {
            // a ticket is in one state
            Some(state) if query.state.is_some_and(|other| other != state) => {
                problems.add("q", "search-two-states");
            }
            Some(state) => query.state = Some(state),
            None => problems.add("q", "search-state"),
        },
        None => {
            let is_prefix = text.ends_with('*');
            let words: Vec<_> = fold(text).split_whitespace().map(str::to_owned).collect();
            if words.is_empty() {
                return;
            }
            let phrase = Phrase { words, is_prefix };
            let to = if token.is_not { &mut query.wanted.must_not } else { &mut query.wanted.must };
            to.push(phrase);
        }
    }
}

/// A part of a name, for `like`: its own wildcards mean nothing.
fn fold_like(text: &str) -> String {
    let text = text.to_lowercase().replace(['%', '_', '\\'], "");
    format!("%{text}%")
}

impl Query {
    /// The words to mark in what was found.
    pub fn marks(&self) -> Vec<String> {
        self.wanted.must.iter().flat_map(|phrase| phrase.words.clone()).collect()
    }

    /// Whether anything was asked at all.
    pub fn is_empty(&self) -> bool {
        *self == Query::default()
    }
}

/// The error's problems, when it is about the query.
pub fn problems_of(error: Error) -> Result<Problems> {
    match error {
        Error::Invalid(problems) => Ok(problems),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(phrases: &[Phrase]) -> Vec<String> {
        phrases.iter().map(|p| p.words.join(" ")).collect()
    }

    #[test]
    fn words_phrases_and_exclusions() {
        let query = parse(r#"Printer "study room" -toner self-check print*"#).unwrap();
        assert_eq!(words(&query.wanted.must), ["printer", "study room", "self check", "print"]);
        assert_eq!(words(&query.wanted.must_not), ["toner"]);
        assert!(query.wanted.must[3].is_prefix);
    }

    #[test]
    fn filters_have_names() {
        let query = parse(r#"from:ann in:"North side" state:on-hold service:wi-fi slow"#).unwrap();
        assert_eq!(query.from, ["%ann%"]);
        assert_eq!(query.place, ["%north side%"]);
        assert_eq!(query.state, Some(State::OnHold));
        assert_eq!(query.service, ["%wi-fi%"]);
        assert_eq!(parse("#1042").unwrap().number, Some(1042));
        assert_eq!(parse("State:Put").ok(), None);
        assert!(parse("state:new state:open").is_err());
        assert!(parse("state:new state:new").is_ok());
        assert_eq!(parse("From:Ann").unwrap(), parse("from:ann").unwrap());
    }

    #[test]
    fn a_bad_query_gets_a_helpful_message() {
        let key = |q: &str| match parse(q) {
            Err(Error::Invalid(problems)) => problems.0[0].key,
            other => panic!("{q}: {other:?}"),
        };
        assert_eq!(key("\"study room"), "search-open-quote");
        assert_eq!(key("-toner"), "search-only-not");
        assert_eq!(key("state:broken"), "search-state");
        assert_eq!(key("from:"), "search-empty-key");
        assert_eq!(key("slow -from:ann"), "search-not-key");
        assert_eq!(key("!!! ?"), "search-no-word");
        for odd in ["'; drop table ticket; --x", "a AND (b", "a:b:c", "* *", "NEAR(a b)"] {
            let _ = parse(odd);
        }
    }
}
