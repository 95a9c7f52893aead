//! Keeps the rules of the house that the compiler and clippy cannot: who may depend on whom,
//! which file holds what, how long files get.
//!
//! A finding reads `file:line: rule: what to do`. An exception is a comment in the file itself,
//! `tidy: allow RULE because REASON`, for one rule in that file.

mod layers;
mod layout;
mod lexer;
mod rust;
mod templates;

use crate::counts::Count;
use std::collections::BTreeSet;
use std::path::Path;

/// Every rule with what it asks for.
pub const RULES: [(&str, &str); 18] = [
    ("down-only", "crates depend downward: app, features, libraries"),
    ("file-names", "a feature's files have the names everyone knows"),
    ("names", "nothing is called utils, helpers, common or misc"),
    ("length", "files stay under 400 lines, tests under 700"),
    ("sql", "SQL is in store.rs and crates/db"),
    ("private-store", "a store is seen by its own feature only"),
    ("entrances", "pages and api go through actions"),
    ("actor", "every action takes the actor it is done for"),
    ("pure-model", "model.rs does no input or output"),
    ("sleep", "no test sleeps"),
    ("inline-style", "templates hold no style"),
    ("inline-script", "templates hold no script"),
    ("inline-handler", "templates hold no event handlers"),
    ("fluent", "what people read comes from the translations"),
    ("lock-file", "the browser tests' lock file names no download address"),
    ("exception", "an exception names a rule, gives a reason and is needed"),
    ("template", "a template can be read to its end"),
    ("manifest", "every Cargo.toml can be read"),
];

/// One place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub file: String,
    pub line: usize,
    pub rule: &'static str,
    pub advice: String,
}

/// A file of the tree, with its path from the top of the repository.
pub struct File<'a> {
    pub path: &'a str,
    pub text: &'a str,
}

impl File<'_> {
    fn finding(&self, line: usize, rule: &'static str, advice: impl Into<String>) -> Finding {
        Finding { file: self.path.to_owned(), line, rule, advice: advice.into() }
    }

    /// The last part of the path.
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }

    /// The folder under `crates/`, if it is in one.
    fn krate(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether all of it is tests.
    fn is_test(&self) -> bool {
        let mut folders = self.path.split('/');
        self.name() == "tests.rs"
            || folders.any(|folder| folder == "tests")
            || self.krate() == Some("testing")
    }
}

/// Reads the tree, prints what it finds; each rule counts as one check.
pub fn check(root: &Path) -> Result<Count, String> {
    let mut paths = Vec::new();
    walk(root, "", &mut paths).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut findings = Vec::new();
    for path in &paths {
        let Ok(text) = std::fs::read_to_string(root.join(path)) else {
            continue;
        };
        findings.extend(check_file(&File { path, text: &text }));
    }
    findings.sort();
    for Finding { file, line, rule, advice } in &findings {
        println!("{file}:{line}: {rule}: {advice}");
    }
    println!("{} files read, {} findings", paths.len(), findings.len());
    let broken: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
    let mut count = Count::default();
    for (rule, _) in RULES {
        count += Count::one(!broken.contains(rule));
    }
    Ok(count)
}

/// All findings of one file, after its exceptions.
pub fn check_file(file: &File) -> Vec<Finding> {
    let mut findings = layout::check(file);
    if file.name() == "Cargo.toml" {
        findings.extend(layers::check(file));
    } else if file.path.ends_with(".rs") {
        findings.extend(rust::check(file));
    } else if file.path.ends_with(".html") {
        findings.extend(templates::check(file));
    }
    without_exceptions(file, findings)
}

/// Takes out what the file's exceptions allow, and adds what is wrong with the exceptions.
fn without_exceptions(file: &File, mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut complaints = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let Some((rule, reason)) = exception(line) else {
            continue;
        };
        let before = findings.len();
        findings.retain(|finding| finding.rule != rule);
        let advice = if RULES.iter().all(|(name, _)| *name != rule) {
            format!("there is no rule `{rule}`; `cargo xtask tidy` knows: {}", rule_names())
        } else if reason.is_empty() {
            "write `because` and the reason".to_owned()
        } else if findings.len() == before {
            format!("nothing here breaks `{rule}` any more: remove the exception")
        } else {
            continue;
        };
        complaints.push(file.finding(index + 1, "exception", advice));
    }
    findings.extend(complaints);
    findings
}

/// The rule and the reason in a line such as `// tidy: allow sql because ...`.
fn exception(line: &str) -> Option<(&str, &str)> {
    let (before, rest) = line.split_once("tidy: allow ")?;
    // Only a comment of its own: documentation and tests may speak about exceptions.
    if !["//", "{#", "#", "<!--", "/*"].contains(&before.trim()) {
        return None;
    }
    let (rule, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let reason = rest.trim_start().strip_prefix("because").unwrap_or_default();
    Some((rule, reason.trim().trim_end_matches("#}").trim()))
}

fn rule_names() -> String {
    RULES.map(|(name, _)| name).join(", ")
}

/// Collects the files of a folder, with `/` between the parts of a path.
fn walk(root: &Path, prefix: &str, paths: &mut Vec<String>) -> std::io::Result<()> {
    const SKIPPED: [&str; 3] = ["target", "data", "tests/browser/output"];
    for entry in std::fs::read_dir(root.join(prefix))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if kind.is_dir() {
            let is_ours = !name.starts_with('.') && name != "node_modules";
            if is_ours && !SKIPPED.contains(&path.as_str()) {
                walk(root, &path, paths)?;
            }
        } else if is_read(&name) {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_read(name: &str) -> bool {
    [".rs", ".html", ".mjs", ".js"].iter().any(|ending| name.ends_with(ending))
        || ["Cargo.toml", "package-lock.json"].contains(&name)
}

#[cfg(test)]
mod tests;
