//! What the sources say: every route, every file.

use std::path::{Path, PathBuf};

/// Every file below `crates/` whose name ends so, with its text.
pub fn files(extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates"), extension, &mut found);
    found.sort();
    found
}

fn read(folder: &Path, extension: &str, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|n| n != "testing" && n != "target" && n != "bench") {
                read(&path, extension, found);
            }
        } else if path.extension().is_some_and(|e| e == extension) {
            let text = std::fs::read_to_string(&path).expect("a source");
            found.push((path, text));
        }
    }
}

/// Every route and its method, with `1` in place of each id: `.route("...", get(..))` of the
/// features and `#[utoipa::path(...)]` of the API.
pub fn routes() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (_, text) in files("rs") {
        pages(&text, &mut found);
        api(&text, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn pages(text: &str, found: &mut Vec<(String, String)>) {
    for piece in text.split(".route(").skip(1) {
        let Some(rest) = piece.trim_start().strip_prefix('"') else { continue };
        let Some((path, rest)) = rest.split_once('"') else { continue };
        let handlers = within(rest);
        for (verb, method) in [("get(", "GET"), ("post(", "POST"), ("delete(", "DELETE")] {
            if handlers.contains(verb) {
                found.push((fill(path), method.to_owned()));
            }
        }
    }
}

/// Up to the bracket that closes what is open.
fn within(text: &str) -> &str {
    let mut depth = 1;
    let end = text.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &text[..end.unwrap_or(text.len())]
}

fn api(text: &str, found: &mut Vec<(String, String)>) {
    for piece in text.split("#[utoipa::path(").skip(1) {
        let method = piece.split(',').next().unwrap_or_default().trim().to_uppercase();
        let Some((_, rest)) = piece.split_once("path = \"") else { continue };
        let path = rest.split('"').next().unwrap_or_default();
        found.push((fill(&format!("/api/v1{path}")), method));
    }
}

/// The path with `1` in place of each id.
pub fn fill(path: &str) -> String {
    let mut out = String::new();
    let mut is_id = false;
    for c in path.chars() {
        match c {
            '{' => {
                is_id = true;
                out.push('1');
            }
            '}' => is_id = false,
            c if !is_id => out.push(c),
            _ => {}
        }
    }
    out
}
