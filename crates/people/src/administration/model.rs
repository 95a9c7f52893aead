//! Forms over rows that somebody else may change meanwhile.

use base::{Error, Problems};
use web::Fields;

/// A row's fields by the names they have in its form.
pub type Pairs = Vec<(&'static str, String)>;

/// The answer to an edit of a row that somebody else has changed since: beside each field that
/// differs stands what it says now (`shown`: in words where the form holds an id). The problem of
/// field `version` carries the version to edit from next.
pub fn changed_meanwhile(version: i64, typed: &Pairs, stored: &Pairs, shown: &Pairs) -> Error {
    let mut problems = Problems::default();
    let args = vec![("version", version.to_string())];
    problems.add_with("version", "problem-changed-form", args);
    for (name, text) in typed {
        let differs = stored.iter().any(|(n, now)| n == name && now != text);
        if differs {
            let now = find(shown, name);
            if now.is_empty() {
                problems.add(*name, "problem-emptied-field");
            } else {
                problems.add_with(*name, "problem-changed-field", vec![("now", now)]);
            }
        }
    }
    Error::Invalid(problems)
}

/// Puts the version that [`changed_meanwhile`] named into the form, so that sending it again
/// replaces what was seen.
pub fn renew_version(form: &mut Fields, problems: &Problems) {
    let args = problems.0.iter().filter(|problem| problem.field == "version");
    if let Some((_, version)) = args.flat_map(|p| &p.args).find(|(name, _)| *name == "version") {
        form.set("version", version.as_str());
    }
}

/// What changed, as two JSON objects for the audit trail: how it was, how it is. Empty texts when
/// nothing did.
pub fn changes(before: &Pairs, after: &Pairs) -> (String, String) {
    let mut was = serde_json::Map::new();
    let mut is = serde_json::Map::new();
    for (name, text) in after {
        let old = find(before, name);
        if old != *text {
            was.insert((*name).to_owned(), old.into());
            is.insert((*name).to_owned(), text.clone().into());
        }
    }
    let text = |map: serde_json::Map<_, _>| match map.is_empty() {
        true => String::new(),
        false => serde_json::Value::Object(map).to_string(),
    };
    (text(was), text(is))
}

fn find(pairs: &Pairs, name: &str) -> String {
    pairs.iter().find(|(n, _)| *n == name).map(|(_, text)| text.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(name: &str, parent: &str) -> Pairs {
        vec![("name", name.to_owned()), ("parent", parent.to_owned())]
    }

    #[test]
    fn a_clash_names_what_differs_and_carries_the_new_version() {
        let shown = pairs("Library", "Council");
        let error =
            changed_meanwhile(7, &pairs("The library", "3"), &pairs("Library", "3"), &shown);
        let Error::Invalid(problems) = error else { panic!("{error:?}") };
        let fields: Vec<_> = problems.0.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["version", "name"]);
        let mut form = Fields::new([("version", "6")]);
        renew_version(&mut form, &problems);
        assert_eq!(form.get("version"), "7");
    }

    #[test]
    fn only_what_changed_is_written_down() {
        let (was, is) = changes(&pairs("Library", "Council"), &pairs("Libraries", "Council"));
        assert_eq!(
            (was.as_str(), is.as_str()),
            (r#"{"name":"Library"}"#, r#"{"name":"Libraries"}"#)
        );
        assert_eq!(changes(&pairs("a", "b"), &pairs("a", "b")), Default::default());
    }
}
