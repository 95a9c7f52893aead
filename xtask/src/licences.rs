//! Licences, banned crates and sources, by `deny.toml`.
//!
//! cargo-deny is the thorough reader of that file and runs where it is installed. It is large,
//! so CI does not install it: what matters most is read here as well, in a second.

use crate::counts::Count;
use crate::levels::Context;
use crate::run;
use std::collections::BTreeSet;
use std::path::Path;
use toml::{Table, Value};

/// Runs our own reading, and cargo-deny if there is one.
pub fn check(context: &Context) -> Result<Count, String> {
    let policy = Policy::read(&context.root.join("deny.toml"))?;
    let mut tree = run::cargo();
    tree.args(["tree", "--workspace", "--prefix", "none", "--format", "{p}\t{l}"]);
    let crates = parse_tree(&run::answer(tree.args(run::locked()))?);
    let lock = read_table(&context.root.join("Cargo.lock"))?;
    let mut count = Count::default();
    for (check, findings) in [
        ("licences", policy.licence_findings(&crates)),
        ("bans", policy.ban_findings(&crates)),
        ("sources", policy.source_findings(&lock)),
    ] {
        for finding in &findings {
            println!("deny.toml: {check}: {finding}");
        }
        count += Count::one(findings.is_empty());
    }
    println!("{} crates from elsewhere read", crates.len());
    count += cargo_deny()?;
    Ok(count)
}

fn cargo_deny() -> Result<Count, String> {
    if run::find_program(&["cargo-deny"], &[]).is_none() {
        println!(
            "skipped: cargo-deny (not installed; get it with: cargo install --locked cargo-deny)"
        );
        return Ok(Count { skipped: 1, ..Count::default() });
    }
    let mut command = run::cargo();
    // Advisories stay out: they change without us, and a build must not fail for that overnight.
    // Warnings (two versions of a crate) are for who asks cargo-deny itself.
    command.arg("deny").args(run::locked()).args(["--log-level", "error"]);
    command.args(["check", "bans", "licenses", "sources"]);
    Ok(Count::one(run::shown(&mut command)?.is_success))
}

/// A crate from a registry, as `cargo tree` names it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    version: String,
    licence: String,
}

/// Lines such as `ring v0.17.14<TAB>Apache-2.0 AND ISC (*)`; crates of this workspace are left out.
fn parse_tree(output: &str) -> BTreeSet<Crate> {
    let mut crates = BTreeSet::new();
    for line in output.lines() {
        let Some((package, licence)) = line.split_once('\t') else {
            continue;
        };
        let licence = licence.trim_end_matches(" (*)").trim();
        let mut words = package.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next()) else {
            continue;
        };
        // `(/path)` marks a crate of ours, `(proc-macro)` does not.
        if words.any(|word| word.starts_with("(/")) {
            continue;
        }
        let version = version.trim_start_matches('v').to_owned();
        crates.insert(Crate { name: name.to_owned(), version, licence: licence.to_owned() });
    }
    crates
}

/// The parts of `deny.toml` that are read here.
struct Policy {
    licences: Vec<String>,
    bans: Vec<String>,
    registries: Vec<String>,
}

impl Policy {
    fn read(file: &Path) -> Result<Self, String> {
        let table = read_table(file)?;
        let list = |section: &str, key: &str| -> Result<Vec<String>, String> {
            let values =
                table.get(section).and_then(|section| section.get(key)).and_then(Value::as_array);
            let values =
                values.ok_or_else(|| format!("deny.toml has no list {key} in [{section}]"))?;
            let text =
                |value: &Value| Some(value.get("crate").unwrap_or(value).as_str()?.to_owned());
            Ok(values.iter().filter_map(text).collect())
        };
        Ok(Self {
            licences: list("licenses", "allow")?,
            bans: list("bans", "deny")?,
            registries: list("sources", "allow-registry")?,
        })
    }

    fn licence_findings(&self, crates: &BTreeSet<Crate>) -> Vec<String> {
        crates
            .iter()
            .filter(|one| !self.allows(&one.licence))
            .map(|one| {
                let licence = if one.licence.is_empty() { "no licence" } else { &one.licence };
                format!(
                    "{} {} has {licence}: find another crate, or allow it with a reason",
                    one.name, one.version
                )
            })
            .collect()
    }

    fn ban_findings(&self, crates: &BTreeSet<Crate>) -> Vec<String> {
        crates
            .iter()
            .filter(|one| self.bans.contains(&one.name))
            .map(|one| {
                format!("{} is banned; `cargo tree -i {}` shows who wants it", one.name, one.name)
            })
            .collect()
    }

    fn source_findings(&self, lock: &Table) -> Vec<String> {
        let packages = lock.get("package").and_then(Value::as_array).into_iter().flatten();
        packages
            .filter_map(|package| {
                Some((package.get("name")?.as_str()?, package.get("source")?.as_str()?))
            })
            .filter(|(_, source)| {
                let registry = source.strip_prefix("registry+");
                !registry.is_some_and(|url| self.registries.iter().any(|allowed| allowed == url))
            })
            .map(|(name, source)| format!("{name} comes from {source}: only crates.io is allowed"))
            .collect()
    }

    /// Whether an SPDX expression can be met with allowed licences only.
    fn allows(&self, expression: &str) -> bool {
        // Crates from before SPDX expressions write `MIT/Apache-2.0`.
        let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut reader = Reader { words: &words, allowed: &self.licences };
        !words.is_empty() && reader.any_of() && reader.words.is_empty()
    }
}

/// Reads an SPDX expression from the front: `OR` binds weaker than `AND`, `WITH` strongest.
struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a [String],
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.next();
        }
        is_next
    }

    fn any_of(&mut self) -> bool {
        let mut is_allowed = self.all_of();
        while self.take("OR") {
            // The right side must be read even when the left one decides.
            is_allowed |= self.all_of();
        }
        is_allowed
    }

    fn all_of(&mut self) -> bool {
        let mut is_allowed = self.one();
        while self.take("AND") {
            is_allowed &= self.one();
        }
        is_allowed
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let is_allowed = self.any_of();
            return self.take(")") && is_allowed;
        }
        let Some(licence) = self.next() else {
            return false;
        };
        let name = match self.take("WITH").then(|| self.next()).flatten() {
            Some(exception) => format!("{licence} WITH {exception}"),
            None => licence.to_owned(),
        };
        self.allowed.contains(&name)
    }
}

fn read_table(file: &Path) -> Result<Table, String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    text.parse().map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        Policy {
            licences: ["MIT", "Apache-2.0", "ISC", "Unicode-3.0"].map(str::to_owned).to_vec(),
            bans: vec!["openssl-sys".to_owned()],
            registries: vec!["https://example.org/index".to_owned()],
        }
    }

    #[test]
    fn one_allowed_licence_of_a_choice_is_enough_and_all_of_a_sum_are_needed() {
        let policy = policy();
        for good in [
            "MIT",
            "Unlicense OR MIT",
            "GPL-3.0/MIT",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 AND ISC",
        ] {
            assert!(policy.allows(good), "{good}");
        }
        for bad in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0 WITH LLVM-exception", "(MIT", "MIT MIT"]
        {
            assert!(!policy.allows(bad), "{bad}");
        }
    }

    #[test]
    fn the_tree_is_read_without_our_own_crates_and_without_repetitions() {
        let output = "base v0.1.0 (/src/base)\tMIT\nring v0.17.14\tApache-2.0 AND ISC\n\
                      ring v0.17.14\tApache-2.0 AND ISC (*)\nserde_derive v1.0.0 (proc-macro)\tMIT\n";
        let names: Vec<String> = parse_tree(output).into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["ring", "serde_derive"]);
    }

    #[test]
    fn a_crate_that_is_banned_or_badly_licensed_is_named() {
        let crates = parse_tree("openssl-sys v0.9.0\tGPL-3.0\n");
        assert!(policy().licence_findings(&crates)[0].contains("openssl-sys 0.9.0 has GPL-3.0"));
        assert!(policy().ban_findings(&crates)[0].contains("cargo tree -i openssl-sys"));
    }

    #[test]
    fn a_crate_from_git_is_refused() {
        let lock: Table = "[[package]]\nname = 'ours'\n[[package]]\nname = 'good'\n\
                           source = 'registry+https://example.org/index'\n\
                           [[package]]\nname = 'bad'\nsource = 'git+https://example.org/bad'\n"
            .parse()
            .unwrap();
        let findings = policy().source_findings(&lock);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("bad comes from git"));
    }
}
