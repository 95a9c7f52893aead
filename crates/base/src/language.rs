//! Every word people read, from Fluent files.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// The files of each language. A new language is a folder under `locales` and a line here.
const LOCALES: &[(&str, &[&str])] = &[(
    "en",
    &[
        include_str!("../../../locales/en/main.ftl"),
        include_str!("../../../locales/en/tidings.ftl"),
        include_str!("../../../locales/en/people.ftl"),
        include_str!("../../../locales/en/calendars.ftl"),
        include_str!("../../../locales/en/desk.ftl"),
        include_str!("../../../locales/en/promise.ftl"),
        include_str!("../../../locales/en/beside.ftl"),
        include_str!("../../../locales/en/counter.ftl"),
        include_str!("../../../locales/en/queue.ftl"),
        include_str!("../../../locales/en/relations.ftl"),
        include_str!("../../../locales/en/patron.ftl"),
        include_str!("../../../locales/en/live.ftl"),
        include_str!("../../../locales/en/work.ftl"),
        include_str!("../../../locales/en/admin.ftl"),
        include_str!("../../../locales/en/agreements.ftl"),
        include_str!("../../../locales/en/field.ftl"),
        include_str!("../../../locales/en/notify.ftl"),
        include_str!("../../../locales/en/bridge.ftl"),
        include_str!("../../../locales/en/glossary.ftl"),
        include_str!("../../../locales/en/profiles.ftl"),
        include_str!("../../../locales/en/meetings.ftl"),
        include_str!("../../../locales/en/praise.ftl"),
        include_str!("../../../locales/en/ladder.ftl"),
        include_str!("../../../locales/en/projects.ftl"),
        include_str!("../../../locales/en/felt.ftl"),
    ],
)];

/// A part of a simple message.
enum Piece {
    Text(String),
    Argument(String),
}

/// The parts of a message, if it has neither plurals nor functions.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(Piece::Argument(id.name.to_owned())),
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

fn put_together(pieces: &[Piece], args: &[(&str, &str)]) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Argument(name) => {
                text.push_str(args.iter().find(|(given, _)| given == name)?.1);
            }
        }
    }
    Some(text)
}

/// One language, ready for use.
pub struct Language {
    /// BCP 47.
    pub tag: &'static str,
    /// Messages without arguments, which are most: looked up, never formatted.
    plain: HashMap<String, String>,
    /// Messages that only put their arguments between words, which are most of the rest: put
    /// together without Fluent, at a tenth of the cost.
    simple: HashMap<String, Vec<Piece>>,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag)
    }
}

static LANGUAGES: LazyLock<Vec<Language>> =
    LazyLock::new(|| LOCALES.iter().map(|(tag, files)| Language::load(tag, files)).collect());

/// The language for a BCP 47 tag or an Accept-Language header; English when none fits.
pub fn language(wanted: &str) -> &'static Language {
    let all = &*LANGUAGES;
    let fits = |part: &str| {
        let base = part.trim().split([';', '-', '_']).next().unwrap_or_default().to_lowercase();
        all.iter().find(|language| language.tag == base)
    };
    wanted.split(',').find_map(fits).unwrap_or(&all[0])
}

/// All there are.
pub fn languages() -> &'static [Language] {
    &LANGUAGES
}

impl Language {
    fn load(tag: &'static str, files: &[&str]) -> Self {
        let id = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // the marks that isolate arguments for right-to-left text would show up in mail subjects
        bundle.set_use_isolating(false);
        let (mut plain, mut simple) = (HashMap::new(), HashMap::new());
        for file in files {
            let resource = match FluentResource::try_new((*file).to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    tracing::error!(tag, ?errors, "a translation file has errors");
                    resource
                }
            };
            let _ = bundle.add_resource(resource);
            for (key, args) in keys(file) {
                let Some(pattern) = bundle.get_message(&key).and_then(|m| m.value()) else {
                    continue;
                };
                if args.is_empty() {
                    let text = bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
                    plain.insert(key, text);
                } else if let Some(pieces) = pieces(pattern) {
                    simple.insert(key, pieces);
                }
            }
        }
        Language { tag, plain, simple, bundle }
    }

    /// A message without arguments; the key itself if there is none.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A message without arguments, if there is one.
    pub fn plain(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// Whether there is such a message.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A message with arguments. Numbers given as text are numbers to the plural rules.
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        if let Some(pieces) = self.simple.get(key) {
            // an argument that was left out by mistake: Fluent shows its name
            if let Some(text) = put_together(pieces, args) {
                return text;
            }
        }
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            let value = match value.parse::<i64>() {
                Ok(number) => FluentValue::from(number),
                Err(_) => FluentValue::from(*value),
            };
            values.set(*name, value);
        }
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// One count.
    pub fn count(&self, key: &str, n: i64) -> String {
        self.with(key, &[("n", &n.to_string())])
    }
}

/// The messages of a Fluent file and the arguments each takes, sorted.
pub fn keys(file: &str) -> BTreeMap<String, Vec<String>> {
    let mut keys = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let is_new = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if let Some((key, _)) = line.split_once('=').filter(|_| is_new) {
            current = Some(key.trim().to_owned());
        }
        let Some(key) = &current else { continue };
        let args: &mut Vec<String> = keys.entry(key.clone()).or_default();
        for piece in line.split("{").skip(1) {
            let name = piece.trim_start().strip_prefix('$').or_else(|| {
                piece.trim_start().strip_prefix("NUMBER($").or(piece.strip_prefix("DATETIME($"))
            });
            if let Some(name) = name {
                let end = |c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-';
                let name = name.split(end).next().unwrap_or_default().to_owned();
                if !args.contains(&name) {
                    args.push(name);
                    args.sort();
                }
            }
        }
    }
    keys
}

/// Where two languages differ: keys one lacks, and arguments that do not match.
pub fn compare(one: &str, other: &str) -> Vec<String> {
    let (one, other) = (keys(one), keys(other));
    let mut found = Vec::new();
    for (key, args) in &one {
        match other.get(key) {
            None => found.push(format!("{key} is missing")),
            Some(theirs) if theirs != args => {
                found.push(format!("{key} takes {theirs:?} instead of {args:?}"));
            }
            Some(_) => {}
        }
    }
    found.extend(other.keys().filter(|k| !one.contains_key(*k)).map(|k| format!("{k} is extra")));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_message_with_the_same_arguments() {
        let english = LOCALES[0].1.concat();
        for (tag, files) in LOCALES {
            assert_eq!(compare(&english, &files.concat()), Vec::<String>::new(), "{tag}");
        }
    }

    #[test]
    fn a_difference_between_languages_is_found() {
        let found = compare("a = x { $n }\nb = y\n", "a = x { $m }\nc = y\n");
        assert_eq!(found, ["a takes [\"m\"] instead of [\"n\"]", "b is missing", "c is extra"]);
    }

    #[test]
    fn no_message_is_defined_twice() {
        let mut seen = std::collections::HashSet::new();
        for line in LOCALES[0].1.concat().lines() {
            if let Some((key, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                assert!(seen.insert(key.to_owned()), "{key} is there twice");
            }
        }
    }

    #[test]
    fn messages_put_together_without_fluent_say_the_same() {
        for language in languages() {
            let names: HashMap<_, _> = keys(&LOCALES[0].1.concat()).into_iter().collect();
            assert!(language.simple.len() > 50, "{}", language.simple.len());
            for key in language.simple.keys() {
                let args: Vec<_> = names[key].iter().map(|n| (n.as_str(), "7 <b>")).collect();
                let mut values = FluentArgs::new();
                args.iter().for_each(|(name, value)| values.set(*name, *value));
                let pattern = language.bundle.get_message(key).and_then(|m| m.value()).unwrap();
                let text = language.bundle.format_pattern(pattern, Some(&values), &mut Vec::new());
                assert_eq!(language.with(key, &args), text, "{key}");
            }
        }
    }

    #[test]
    fn plurals_follow_the_number() {
        let english = language("en-AU,en;q=0.9");
        assert_eq!(english.count("teams-members-count", 1), "1 agent");
        assert_eq!(english.count("teams-members-count", 5), "5 agents");
    }
}
