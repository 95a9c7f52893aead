//! The level `browser`: stories told by a real Chromium against the real binary, in
//! `tests/browser/*.test.mjs`.

use crate::counts::{self, Count};
use crate::levels::Context;
use crate::{install, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What playwright-core asks for.
const OLDEST_NODE: u32 = 20;

const BROWSERS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Brings up what is needed and runs all stories.
pub fn stories(context: &Context) -> Result<Count, String> {
    tell(&context.root, std::env::var_os("SCREENSHOTS").is_some())
}

/// `cargo xtask screenshots`: the stories with pictures kept, the chosen ones copied to the
/// documentation.
pub fn screenshots(root: &Path) -> Result<(), String> {
    let count = tell(root, true)?;
    println!("browser stories: {}", count.sentence());
    let chosen = read(&root.join("tests/browser/screenshots.txt"))?;
    let target = root.join("docs/screenshots");
    std::fs::create_dir_all(&target).map_err(|error| format!("{}: {error}", target.display()))?;
    let mut missing = Vec::new();
    for (from, to) in chosen_pictures(&chosen) {
        let picture = root.join("tests/browser/output").join(from);
        if std::fs::copy(&picture, target.join(to)).is_ok() {
            println!("docs/screenshots/{to}");
        } else {
            missing.push(from);
        }
    }
    if !missing.is_empty() {
        return Err(format!(
            "no story made {}; screenshots.txt names pictures of tests/browser/output",
            missing.join(", ")
        ));
    }
    if count.failed > 0 { Err(format!("{} stories failed", count.failed)) } else { Ok(()) }
}

/// Lines `PICTURE [NAME]`: a picture of the output folder and what it is called in the documentation.
fn chosen_pictures(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().map(|line| line.split('#').next().unwrap_or_default()).filter_map(|line| {
        let mut words = line.split_whitespace();
        let picture = words.next()?;
        Some((picture, words.next().unwrap_or(picture)))
    })
}

fn tell(root: &Path, keeps_pictures: bool) -> Result<Count, String> {
    let folder = root.join("tests/browser");
    let node = node()?;
    let chromium = chromium()?;
    packages(&folder)?;
    let binary = footbridge()?;
    let mut command = Command::new(node);
    command
        // a story that broke may leave something open that would keep the runner waiting
        .args(["--test", "--test-force-exit", "--test-reporter=spec"])
        .args(story_files(&folder)?)
        .env("CHROMIUM", chromium)
        .env("FOOTBRIDGE_TEST_BIN", binary);
    if keeps_pictures {
        command.env("SCREENSHOTS", "1");
    }
    let outcome = run::shown(&mut command)?;
    Ok(counts::node(&outcome.output).with_exit(outcome.is_success))
}

/// Every `*.test.mjs`; node 20 does not expand patterns itself.
fn story_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    Ok(files)
}

fn chromium() -> Result<PathBuf, String> {
    if let Some(program) = std::env::var_os("CHROMIUM") {
        return Ok(program.into());
    }
    if let Some(program) = run::find_program(&BROWSERS, &[]) {
        return Ok(program);
    }
    install::packages("Chromium", &["chromium"])
        .map_err(|message| format!("{message}; or name a browser in the variable CHROMIUM"))?;
    run::find_program(&BROWSERS, &[])
        .ok_or_else(|| "Chromium was installed, but there is no program chromium".to_owned())
}

fn node() -> Result<PathBuf, String> {
    let find =
        || run::find_program(&["node"], &[]).filter(|_| run::find_program(&["npm"], &[]).is_some());
    let node = match find() {
        Some(node) => node,
        None => {
            install::packages("Node.js with npm", &["nodejs", "npm"])?;
            find().ok_or("Node.js was installed, but there are no programs node and npm")?
        }
    };
    let version = run::answer(Command::new(&node).arg("--version"))?;
    if major(&version) < OLDEST_NODE {
        return Err(format!("node is {}, but {OLDEST_NODE} or later is needed", version.trim()));
    }
    Ok(node)
}

/// 20 for `v20.20.2`.
fn major(version: &str) -> u32 {
    let number = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    number.parse().unwrap_or(0)
}

/// `npm ci`, unless what is there was installed from the same lock file.
fn packages(folder: &Path) -> Result<(), String> {
    let lock = read(&folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed-from");
    if std::fs::read_to_string(&installed).is_ok_and(|text| text == lock) {
        return Ok(());
    }
    println!("npm ci (tests/browser)");
    if !run::status(Command::new("npm").arg("ci").current_dir(folder))? {
        return Err("npm ci failed in tests/browser".to_owned());
    }
    // Written last, so that an interrupted installation is done again.
    std::fs::write(&installed, lock).map_err(|error| format!("{}: {error}", installed.display()))
}

/// Builds the binary and says where it is: beside this one, as both use the same profile and
/// target folder.
fn footbridge() -> Result<PathBuf, String> {
    let mut command = run::cargo();
    // The whole workspace, because one package alone has fewer features and would build the
    // libraries below it once more.
    command.args(["build", "--workspace", "--bins"]).args(run::locked());
    if !run::shown(&mut command)?.is_success {
        return Err("footbridge does not build".to_owned());
    }
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let binary = own.with_file_name("footbridge");
    if binary.is_file() { Ok(binary) } else { Err(format!("{} was not built", binary.display())) }
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), 20);
        assert_eq!(major("nonsense"), 0);
    }

    #[test]
    fn chosen_pictures_may_get_a_name_of_their_own() {
        let text =
            "# comment\n\nhome-1280-light.png\nsign-in-390-dark.png phone.png # on a phone\n";
        let chosen: Vec<_> = chosen_pictures(text).collect();
        assert_eq!(
            chosen,
            [("home-1280-light.png", "home-1280-light.png"), ("sign-in-390-dark.png", "phone.png")]
        );
    }
}
