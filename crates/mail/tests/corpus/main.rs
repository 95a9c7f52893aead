//! Every message of the development corpus is read, and compared with what its source expects.
//!
//! The corpus is not part of the repository. It is looked for in `FOOTBRIDGE_MAIL_CORPUS`, then in
//! `shared/mail-corpus` beside the checkout.

#![allow(clippy::unwrap_used, reason = "a test")]
#![allow(clippy::disallowed_methods, reason = "where the corpus is, and a generous bound on time")]

mod checks;
mod deviations;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Far above what any message takes, even without optimisation on a busy machine.
const SLOWEST: Duration = Duration::from_secs(10);

fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("FOOTBRIDGE_MAIL_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/mail-corpus");
    named.into_iter().chain([beside]).find(|p| p.join("expected.json").is_file())
}

fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![root.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else if path.parent() != Some(root) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A body without a header becomes a message; its line ends stay.
fn message(raw: Vec<u8>, expected: Option<&Value>) -> Vec<u8> {
    if expected.and_then(|e| e.get("kind")) == Some(&Value::from("body")) {
        let mut whole =
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                .to_vec();
        whole.extend(raw);
        return whole;
    }
    raw
}

#[derive(Default)]
struct Folder {
    files: usize,
    with_expectation: usize,
    fully_met: usize,
    keys: BTreeMap<&'static str, (usize, usize)>,
}

#[test]
fn the_corpus_is_read_as_expected() {
    let Some(root) = corpus() else {
        println!(
            "skipped: no mail corpus at ../../../shared/mail-corpus and FOOTBRIDGE_MAIL_CORPUS is not set"
        );
        return;
    };
    let text = std::fs::read_to_string(root.join("expected.json")).unwrap();
    let expected: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    let mut problems = Vec::new();
    let mut unmet: BTreeMap<String, String> = BTreeMap::new();
    for path in files(&root) {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let expectation = expected.get(&name);
        let folder = folders.entry(name.split('/').next().unwrap_or("").to_owned()).or_default();
        folder.files += 1;
        let raw = message(std::fs::read(&path).unwrap(), expectation);
        let started = Instant::now();
        let incoming = mail::parse(&raw);
        let took = started.elapsed();
        if took > SLOWEST {
            problems.push(format!("{name}: took {took:?}"));
        }
        let Some(incoming) = incoming else {
            problems.push(format!("{name}: nothing came out"));
            continue;
        };
        if !checks::shows_something(&incoming) {
            problems.push(format!("{name}: nothing to show"));
        }
        let Some(expectation) = expectation else { continue };
        folder.with_expectation += 1;
        let mut all_met = true;
        for (key, outcome) in checks::run(&incoming, expectation) {
            let count = folder.keys.entry(key).or_default();
            count.1 += 1;
            match outcome {
                Ok(()) => count.0 += 1,
                Err(why) => {
                    all_met = false;
                    unmet.insert(format!("{name} {key}"), why);
                }
            }
        }
        folder.fully_met += usize::from(all_met);
    }
    print_table(&folders);
    compare_deviations(&unmet, &mut problems);
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// New deviations and ones that are met by now are both problems.
fn compare_deviations(unmet: &BTreeMap<String, String>, problems: &mut Vec<String>) {
    let kept: BTreeSet<String> =
        deviations::KEPT.iter().map(|(file, key, _)| format!("{file} {key}")).collect();
    for (what, why) in unmet {
        if !kept.contains(what) {
            problems.push(format!("{what}: {why}"));
        }
    }
    for what in kept.iter().filter(|k| !unmet.contains_key(*k)) {
        problems.push(format!("{what}: met now, so take it off the list of deviations"));
    }
}

fn print_table(folders: &BTreeMap<String, Folder>) {
    println!("{:<16} {:>5} {:>5} {:>5}  met/stated by key", "folder", "files", "exp.", "met");
    let mut total: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (name, folder) in folders {
        let keys: Vec<String> =
            folder.keys.iter().map(|(k, (met, all))| format!("{k} {met}/{all}")).collect();
        println!(
            "{name:<16} {:>5} {:>5} {:>5}  {}",
            folder.files,
            folder.with_expectation,
            folder.fully_met,
            keys.join(", ")
        );
        for (key, (met, all)) in &folder.keys {
            let sum = total.entry(key).or_default();
            sum.0 += met;
            sum.1 += all;
        }
    }
    let sums = |f: fn(&Folder) -> usize| folders.values().map(f).sum::<usize>();
    let keys: Vec<String> =
        total.iter().map(|(k, (met, all))| format!("{k} {met}/{all}")).collect();
    println!(
        "{:<16} {:>5} {:>5} {:>5}  {}",
        "all",
        sums(|f| f.files),
        sums(|f| f.with_expectation),
        sums(|f| f.fully_met),
        keys.join(", ")
    );
}
