//! The levels of `cargo xtask test`, what each one runs, and the table at the end.

use crate::counts::{self, Count};
use crate::postgres::Postgres;
use crate::{browser, licences, run, tidy};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What every level gets to know.
pub struct Context {
    pub root: PathBuf,
    /// Words after `--`, for the runner of the level `tests`.
    pub filter: Vec<String>,
}

struct Level {
    name: &'static str,
    about: &'static str,
    run: fn(&Context) -> Result<Count, String>,
}

/// In the order they run: the quick ones that fail most often come first.
const LEVELS: [Level; 7] = [
    Level { name: "format", about: "cargo fmt --check", run: format },
    Level { name: "lint", about: "cargo clippy, warnings are errors", run: lint },
    Level { name: "tidy", about: "the rules of the house", run: tidy },
    Level { name: "licences", about: "licences, banned crates and sources", run: licences::check },
    Level { name: "tests", about: "unit tests and stories, on both databases", run: tests },
    Level { name: "docs", about: "examples in the documentation", run: docs },
    Level { name: "browser", about: "stories in a real browser", run: browser::stories },
];

/// Runs all levels or those named; true when nothing failed.
pub fn test(root: PathBuf, arguments: &[String]) -> Result<bool, String> {
    if arguments.iter().any(|argument| argument == "--list") {
        for level in &LEVELS {
            println!("{:<9} {}", level.name, level.about);
        }
        return Ok(true);
    }
    let (names, filter) = match arguments.iter().position(|argument| argument == "--") {
        Some(at) => (&arguments[..at], arguments[at + 1..].to_vec()),
        None => (arguments, Vec::new()),
    };
    let chosen = choose(names)?;
    let context = Context { root, filter };
    let mut rows = Vec::new();
    for level in chosen {
        println!("\n== {}: {}", level.name, level.about);
        let start = Instant::now();
        let count = (level.run)(&context).unwrap_or_else(|message| {
            println!("{}: {message}", level.name);
            Count::one(false)
        });
        rows.push((level.name, count, start.elapsed()));
    }
    let (table, total) = table(&rows);
    println!("\n{table}\n{}", total.sentence());
    Ok(total.failed == 0)
}

fn choose(names: &[String]) -> Result<Vec<&'static Level>, String> {
    if let Some(unknown) = names.iter().find(|name| LEVELS.iter().all(|level| level.name != **name))
    {
        let known: Vec<&str> = LEVELS.iter().map(|level| level.name).collect();
        return Err(format!("there is no level `{unknown}`; there are: {}", known.join(", ")));
    }
    let is_chosen =
        |level: &&Level| names.is_empty() || names.iter().any(|name| name == level.name);
    Ok(LEVELS.iter().filter(is_chosen).collect())
}

fn table(rows: &[(&str, Count, Duration)]) -> (String, Count) {
    let mut text = format!(
        "{:<9} {:>7} {:>7} {:>8} {:>8}\n",
        "level", "passed", "failed", "skipped", "seconds"
    );
    let mut total = Count::default();
    for (name, count, time) in rows {
        let Count { passed, failed, skipped } = count;
        let seconds = time.as_secs_f32();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name:<9} {passed:>7} {failed:>7} {skipped:>8} {seconds:>8.1}");
        total += *count;
    }
    (text, total)
}

fn format(_: &Context) -> Result<Count, String> {
    let outcome = run::shown(run::cargo().args(["fmt", "--all", "--check"]))?;
    if !outcome.is_success {
        println!("mend it with: cargo fmt --all");
    }
    Ok(Count::one(outcome.is_success))
}

fn lint(_: &Context) -> Result<Count, String> {
    let mut command = run::cargo();
    command.args(["clippy", "--workspace", "--all-targets"]).args(run::locked());
    command.args(["--", "--deny", "warnings"]);
    Ok(Count::one(run::shown(&mut command)?.is_success))
}

fn tidy(context: &Context) -> Result<Count, String> {
    tidy::check(&context.root)
}

fn tests(context: &Context) -> Result<Count, String> {
    let postgres = Postgres::for_tests()?;
    let mut command = run::cargo();
    command.env(Postgres::VARIABLE, postgres.url());
    if run::find_program(&["cargo-nextest"], &[]).is_some() {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--no-tests", "pass"]);
        command.args(run::locked()).args(&context.filter);
        let outcome = run::shown(&mut command)?;
        return Ok(counts::nextest(&outcome.output).with_exit(outcome.is_success));
    }
    command.args(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    command.args(run::locked()).arg("--").args(&context.filter);
    let outcome = run::shown(&mut command)?;
    Ok(counts::libtest(&outcome.output).with_exit(outcome.is_success))
}

fn docs(_: &Context) -> Result<Count, String> {
    let mut command = run::cargo();
    command.args(["test", "--workspace", "--doc", "--no-fail-fast"]).args(run::locked());
    let outcome = run::shown(&mut command)?;
    Ok(counts::libtest(&outcome.output).with_exit(outcome.is_success))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_run_in_their_own_order_whatever_order_they_are_named_in() {
        let named = ["tests".to_owned(), "format".to_owned()];
        let names: Vec<&str> = choose(&named).unwrap().iter().map(|level| level.name).collect();
        assert_eq!(names, ["format", "tests"]);
    }

    #[test]
    fn an_unknown_level_is_refused_by_name() {
        let refusal = choose(&["lnit".to_owned()]).err().unwrap();
        assert!(refusal.contains("`lnit`") && refusal.contains("lint"));
    }

    #[test]
    fn the_table_adds_up() {
        let one = Count { passed: 2, failed: 1, skipped: 0 };
        let two = Count { passed: 3, failed: 0, skipped: 4 };
        let (text, total) = table(&[("lint", one, Duration::ZERO), ("tests", two, Duration::ZERO)]);
        assert_eq!(total.sentence(), "5 passed, 1 failed, 4 skipped");
        assert_eq!(text.lines().count(), 3);
    }
}
