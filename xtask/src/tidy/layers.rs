//! Who may depend on whom, read from each Cargo.toml.

use super::{File, Finding};
use toml::{Table, Value};

/// Small libraries that know nothing of the features. Among themselves cargo keeps the order.
const LIBRARIES: [&str; 10] =
    ["base", "calendar", "db", "jobs", "label", "mail", "plot", "press", "probe", "web"];

/// The features from below to above; those in one row know nothing of each other.
const FEATURES: [&[&str]; 5] =
    [&["people"], &["desk"], &["levels"], &["bridge", "estate", "knowledge"], &["insight"]];

/// What stands above the features; only the binary's own tests and tools are beside it.
const TOP: [&str; 3] = ["footbridge", "bench", "xtask"];

/// Builders and fakes for tests. It sees everything, and only tests see it.
const TESTING: &str = "testing";

/// How high a crate stands; a crate sees those below itself.
fn height(krate: &str) -> Option<usize> {
    if LIBRARIES.contains(&krate) {
        return Some(0);
    }
    if let Some(row) = FEATURES.iter().position(|row| row.contains(&krate)) {
        return Some(row + 1);
    }
    if krate == TESTING || TOP.contains(&krate) {
        return Some(FEATURES.len() + 1);
    }
    None
}

/// Whether a folder of `crates/` is a feature, with slices inside.
pub fn is_feature(krate: &str) -> bool {
    FEATURES.iter().any(|row| row.contains(&krate))
}

/// The features, from below to above.
pub fn features() -> impl Iterator<Item = &'static str> {
    FEATURES.into_iter().flatten().copied()
}

/// Checks the dependencies of one manifest.
pub fn check(file: &File) -> Vec<Finding> {
    let manifest: Table = match file.text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![file.finding(1, "manifest", format!("mend it: {error}"))],
    };
    let name =
        manifest.get("package").and_then(|package| package.get("name")).and_then(Value::as_str);
    // The workspace's own manifest has no package.
    let Some(name) = name else { return Vec::new() };
    let Some(own) = height(name) else {
        let advice = format!("say in xtask/src/tidy/layers.rs where `{name}` stands");
        return vec![file.finding(1, "down-only", advice)];
    };
    let mut findings = Vec::new();
    for (section, dependency) in dependencies(&manifest) {
        let Some(other) = height(dependency) else {
            continue;
        };
        let is_for_tests = section == "dev-dependencies";
        let advice = if dependency == TESTING {
            if is_for_tests || name == TESTING {
                continue;
            }
            "`testing` is for tests: move it to [dev-dependencies]".to_owned()
        } else if other < own || (own == 0 && other == 0) || name == TESTING {
            continue;
        } else {
            format!(
                "`{name}` may not know `{dependency}`: move what is shared down, or let it listen to an event"
            )
        };
        findings.push(file.finding(line_of(file.text, dependency), "down-only", advice));
    }
    findings
}

/// The names of all dependencies with the section they are in, also those for one system only.
fn dependencies(manifest: &Table) -> Vec<(&str, &str)> {
    const SECTIONS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
    let systems = manifest.get("target").and_then(Value::as_table);
    let tables = systems.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    std::iter::once(manifest)
        .chain(tables)
        .flat_map(|table| SECTIONS.map(|section| (section, table.get(section))))
        .filter_map(|(section, table)| Some((section, table?.as_table()?)))
        .flat_map(|(section, table)| {
            table.iter().map(move |(key, value)| {
                let name = value.get("package").and_then(Value::as_str).unwrap_or(key);
                (section, name)
            })
        })
        .collect()
}

fn line_of(text: &str, dependency: &str) -> usize {
    let is_it = |line: &str| {
        let line = line.trim_start();
        line.strip_prefix(dependency).is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
    };
    text.lines().position(is_it).map_or(1, |index| index + 1)
}
