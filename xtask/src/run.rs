//! Running other programs: cargo without the traces of the cargo that runs us, and output that is
//! shown and kept at once.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// How a program ended and all it wrote, both streams mixed, without colours.
pub struct Outcome {
    pub is_success: bool,
    pub output: String,
}

/// A `cargo` command as a person would give it.
///
/// `cargo run` sets variables that describe this crate. Build scripts of some crates (ring) watch
/// them, and would build again at every change between a person's cargo and ours.
pub fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(describes_this_crate) {
            command.env_remove(name);
        }
    }
    if std::env::var_os("CI").is_some() {
        // A clean checkout builds everything once: what helps the next build only fills the disk.
        command.env("CARGO_INCREMENTAL", "0");
    }
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

fn describes_this_crate(name: &str) -> bool {
    name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
        || [
            "CARGO",
            "CARGO_CRATE_NAME",
            "CARGO_BIN_NAME",
            "CARGO_PRIMARY_PACKAGE",
            "LD_LIBRARY_PATH",
        ]
        .contains(&name)
}

/// `--locked` in CI: there a `Cargo.lock` that is out of date is a mistake, not something to mend.
pub fn locked() -> &'static [&'static str] {
    if std::env::var_os("CI").is_some() { &["--locked"] } else { &[] }
}

/// Runs a program that may write for itself; true when it succeeded.
pub fn status(command: &mut Command) -> Result<bool, String> {
    let name = name_of(command);
    command.status().map(|status| status.success()).map_err(|error| format!("{name}: {error}"))
}

/// Runs a program quietly and returns what it wrote to stdout; its stderr is in the error.
pub fn answer(command: &mut Command) -> Result<String, String> {
    let name = name_of(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("{name} failed ({}): {}", output.status, said.trim()))
    }
}

/// Runs a program, shows what it writes as it comes, and keeps it.
pub fn shown(command: &mut Command) -> Result<Outcome, String> {
    let name = name_of(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let kept = Mutex::new(String::new());
    std::thread::scope(|scope| {
        if let Some(stdout) = child.stdout.take() {
            scope.spawn(|| pass_on(stdout, std::io::stdout(), &kept));
        }
        if let Some(stderr) = child.stderr.take() {
            scope.spawn(|| pass_on(stderr, std::io::stderr(), &kept));
        }
    });
    let status = child.wait().map_err(|error| format!("{name}: {error}"))?;
    let kept = kept.into_inner().unwrap_or_default();
    Ok(Outcome { is_success: status.success(), output: without_colours(&kept) })
}

fn pass_on(from: impl Read, mut to: impl Write, kept: &Mutex<String>) {
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        // A closed terminal is no reason to lose the counts.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        if let Ok(mut kept) = kept.lock() {
            kept.push_str(&String::from_utf8_lossy(&line));
        }
        line.clear();
    }
}

/// Takes the escape sequences of terminal colours out of a text.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        if letter != '\u{1b}' {
            plain.push(letter);
            continue;
        }
        // `ESC [ parameters letter`
        for inner in rest.by_ref() {
            if inner.is_ascii_alphabetic() {
                break;
            }
        }
    }
    plain
}

/// The first of these programs that PATH or one of the folders holds.
pub fn find_program(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> =
        std::env::split_paths(&path).chain(folders.iter().cloned()).collect();
    names
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)))
        .find(|program| program.is_file())
}

fn name_of(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().take(2).map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out() {
        assert_eq!(without_colours("\u{1b}[1m\u{1b}[32m3 passed\u{1b}[0m"), "3 passed");
    }

    #[test]
    fn output_is_kept_with_the_way_the_program_ended() {
        let outcome =
            shown(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"])).unwrap();
        assert!(!outcome.is_success);
        assert!(outcome.output.contains("out\n") && outcome.output.contains("err\n"));
    }
}
