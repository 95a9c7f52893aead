//! Where files are and how long they get.

use super::layers::is_feature;
use super::{File, Finding};

/// The files of a slice, so that everyone knows where to look.
const SLICE_FILES: [&str; 9] = [
    "mod.rs",
    "model.rs",
    "store.rs",
    "actions.rs",
    "pages.rs",
    "api.rs",
    "mail.rs",
    "jobs.rs",
    "tests.rs",
];

const VAGUE_NAMES: [&str; 6] = ["util", "utils", "helper", "helpers", "common", "misc"];

const LONGEST: usize = 400;
const LONGEST_TESTS: usize = 700;

/// Checks the place, the name and the length of a file.
pub fn check(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(vague_name(file));
    findings.extend(slice_file(file));
    findings.extend(length(file));
    findings.extend(download_address(file));
    findings.extend(browser_sleep(file));
    findings
}

fn vague_name(file: &File) -> Option<Finding> {
    let vague = file.path.split('/').map(|part| part.split('.').next().unwrap_or(part));
    let vague = vague.into_iter().find(|stem| is_vague(stem))?;
    Some(file.finding(1, "names", format!("`{vague}` says nothing: name it after what it holds")))
}

/// Names that gather what belongs elsewhere.
pub fn is_vague(name: &str) -> bool {
    VAGUE_NAMES.contains(&name)
}

fn slice_file(file: &File) -> Option<Finding> {
    let krate = file.krate().filter(|krate| is_feature(krate))?;
    let inside = file.path.strip_prefix("crates/")?.strip_prefix(krate)?.strip_prefix("/src/")?;
    let name = file.name();
    let is_at_top = !inside.contains('/');
    let is_known = if name.ends_with(".html") {
        !is_at_top
    } else {
        SLICE_FILES.contains(&name)
            || (is_at_top && name == "lib.rs")
            || inside.split('/').any(|part| part == "tests")
    };
    if is_known {
        return None;
    }
    let advice = if name.ends_with(".html") {
        "a template lies beside its pages.rs, in the folder of its slice".to_owned()
    } else {
        let names = SLICE_FILES.map(|name| name.trim_end_matches(".rs")).join(" ");
        format!("a feature has lib.rs and slices (folders) of {names}: put it into one of these")
    };
    Some(file.finding(1, "file-names", advice))
}

fn length(file: &File) -> Option<Finding> {
    if !file.path.ends_with(".rs") {
        return None;
    }
    let most = if file.is_test() { LONGEST_TESTS } else { LONGEST };
    let lines = file.text.lines().count();
    (lines > most).then(|| {
        let advice = format!(
            "{lines} lines, at most {most}: find the second thing in it and give it a file"
        );
        file.finding(most + 1, "length", advice)
    })
}

/// A lock file written behind a mirror would name that mirror for everyone.
fn download_address(file: &File) -> Option<Finding> {
    if file.name() != "package-lock.json" {
        return None;
    }
    let line = file.text.lines().position(|line| line.contains("\"resolved\": \"http"))?;
    let advice = "npm install --omit-lockfile-registry-resolved writes it without addresses";
    Some(file.finding(line + 1, "lock-file", advice))
}

fn browser_sleep(file: &File) -> Option<Finding> {
    if !file.path.starts_with("tests/browser/") || !file.path.ends_with(".mjs") {
        return None;
    }
    let line = file.text.lines().position(|line| line.contains(".waitForTimeout("))?;
    Some(file.finding(line + 1, "sleep", "wait for what is to appear: a locator, an address"))
}
