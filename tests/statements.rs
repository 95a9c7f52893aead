//! Every fixed statement prepares on both engines.
// tidy: allow sql because it looks for SQL

use std::path::Path;
use testing::each_db;

/// The literals of `sql!("...")` in all store files.
fn statements(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            statements(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file");
            for piece in text.split("sql!(").skip(1) {
                let Some(rest) = piece.trim_start().strip_prefix('"') else { continue };
                let literal = rest.split('"').next().unwrap_or_default();
                found.push((path.display().to_string(), literal.replace("\\n", " ")));
            }
        }
    }
}

#[test]
fn every_statement_prepares_on_both_engines() {
    let mut found = Vec::new();
    statements(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates"), &mut found);
    found.retain(|(path, _)| !path.contains("/db/src/sql.rs") && !path.contains("/app/src/demo"));
    assert!(found.len() > 80, "only {} statements found", found.len());
    each_db(async |t| {
        let all = found.clone();
        t.app
            .read(move |tx| {
                for (path, text) in all {
                    let is_control = ["begin", "commit", "savepoint", "rollback", "release"]
                        .iter()
                        .any(|w| text.starts_with(w));
                    if is_control {
                        continue;
                    }
                    if let Err(error) = tx.columns(&db::Sql::built(text.clone())) {
                        panic!("{path}: {error}\n{text}");
                    }
                }
                assert!(tx.columns(&db::Sql::new("select nothing from ticket")).is_err());
                Ok(())
            })
            .await
            .unwrap();
    });
}
