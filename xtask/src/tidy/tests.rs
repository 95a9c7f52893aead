//! Each rule on a text that breaks it and on one that keeps it.
// tidy: allow sql because the rule that looks for it is tried on it here

use super::*;

/// `line: rule` of every finding, with its file at this place.
fn found(path: &str, text: &str) -> Vec<String> {
    let findings = check_file(&File { path, text });
    findings.iter().map(|finding| format!("{}: {}", finding.line, finding.rule)).collect()
}

fn keeps(path: &str, text: &str) {
    assert_eq!(found(path, text), Vec::<String>::new(), "{path}\n{text}");
}

fn breaks(path: &str, text: &str, expected: &str) {
    assert_eq!(found(path, text), [expected], "{path}\n{text}");
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!("[package]\nname = \"{name}\"\n{dependencies}")
}

#[test]
fn crates_know_only_what_is_below_them() {
    let path = "crates/x/Cargo.toml";
    keeps(
        path,
        &manifest(
            "desk",
            "[dependencies]\npeople.workspace = true\nbase.workspace = true\naxum = \"1\"",
        ),
    );
    keeps(path, &manifest("jobs", "[dependencies]\nbase.workspace = true"));
    keeps(path, &manifest("insight", "[dependencies]\nbridge.workspace = true"));
    keeps(path, &manifest("footbridge", "[dependencies]\ninsight.workspace = true"));
    breaks(path, &manifest("people", "[dependencies]\ndesk.workspace = true"), "4: down-only");
    breaks(path, &manifest("web", "[dependencies]\npeople.workspace = true"), "4: down-only");
    breaks(path, &manifest("bridge", "[dependencies]\nestate = { path = \"x\" }"), "4: down-only");
    breaks(
        path,
        &manifest("desk", "[target.'cfg(unix)'.dependencies]\nfootbridge = \"1\""),
        "4: down-only",
    );
}

#[test]
fn a_crate_under_another_name_is_still_that_crate() {
    let text =
        manifest("people", "[dependencies]\nother = { package = \"desk\", path = \"../desk\" }");
    assert_eq!(found("crates/people/Cargo.toml", &text), ["1: down-only"]);
}

#[test]
fn the_testing_crate_sees_all_and_only_tests_see_it() {
    let path = "crates/x/Cargo.toml";
    keeps(
        path,
        &manifest("testing", "[dependencies]\ndesk.workspace = true\nfootbridge.workspace = true"),
    );
    keeps(path, &manifest("people", "[dev-dependencies]\ntesting.workspace = true"));
    breaks(path, &manifest("people", "[dependencies]\ntesting.workspace = true"), "4: down-only");
}

#[test]
fn a_new_crate_needs_a_place_and_a_broken_manifest_is_named() {
    breaks("crates/x/Cargo.toml", &manifest("novelty", ""), "1: down-only");
    breaks("crates/x/Cargo.toml", "[package", "1: manifest");
    keeps("Cargo.toml", "[workspace]\nmembers = []");
}

#[test]
fn a_feature_holds_known_file_names_only() {
    keeps("crates/desk/src/lib.rs", "");
    keeps("crates/desk/src/tickets/actions.rs", "");
    keeps("crates/desk/src/tickets/show.html", "");
    keeps("crates/desk/src/tickets/tests/mail.rs", "");
    keeps("crates/web/src/session.rs", "");
    breaks("crates/desk/src/tickets/logic.rs", "", "1: file-names");
    breaks("crates/desk/src/tickets/lib.rs", "", "1: file-names");
    breaks("crates/desk/src/show.html", "", "1: file-names");
}

#[test]
fn vague_names_are_refused_for_files_folders_and_modules() {
    breaks("crates/web/src/utils.rs", "", "1: names");
    breaks("crates/web/src/common/mod.rs", "", "1: names");
    breaks("tests/browser/helpers.mjs", "", "1: names");
    breaks("crates/web/src/lib.rs", "\nmod misc {}", "2: names");
    keeps("crates/web/src/commons.rs", "let helpers = 1;");
}

#[test]
fn files_have_a_ceiling_and_tests_a_higher_one() {
    keeps("crates/web/src/a.rs", &"\n".repeat(400));
    breaks("crates/web/src/a.rs", &"\n".repeat(401), "401: length");
    keeps("crates/desk/src/tickets/tests.rs", &"\n".repeat(700));
    breaks("crates/desk/tests/story.rs", &"\n".repeat(701), "701: length");
}

#[test]
fn sql_is_found_outside_of_the_store() {
    let path = "crates/desk/src/tickets/actions.rs";
    for statement in [
        "select id from ticket",
        "SELECT count(*) FROM ticket",
        "select 1",
        "\n   insert into ticket values ($1)",
        "update ticket\n set state = $1",
        "\\\n  delete from ticket",
        "with open as (select 1) select * from open",
        "create database test",
    ] {
        breaks(path, &format!("fn f() {{ g(\"{statement}\") }}"), "1: sql");
    }
    breaks(path, "sql!(\n\"select id from ticket\")", "1: sql");
    keeps("crates/desk/src/tickets/store.rs", "sql!(\"select id from ticket\")");
    keeps("crates/db/src/migrate.rs", "g(\"select 1\")");
}

#[test]
fn english_that_begins_like_sql_is_no_sql() {
    for sentence in [
        "select a team",
        "update the clock",
        "Delete",
        "insert a page",
        "with thanks as ever",
        "create a table",
    ] {
        keeps("crates/web/src/a.rs", &format!("// select id from ticket\nlet a = \"{sentence}\";"));
    }
}

#[test]
fn a_store_is_seen_by_its_own_feature_only() {
    breaks("crates/desk/src/tickets/mod.rs", "pub mod store;", "1: private-store");
    keeps("crates/desk/src/tickets/mod.rs", "mod store;");
    breaks(
        "crates/desk/src/tickets/actions.rs",
        "people::teams::store::get(tx)",
        "1: private-store",
    );
    keeps("crates/desk/src/tickets/actions.rs", "people::teams::get(tx); store::get(tx)");
}

#[test]
fn pages_and_api_do_not_ask_the_store() {
    breaks("crates/desk/src/tickets/pages.rs", "\nstore::get(tx)", "2: entrances");
    breaks("crates/desk/src/tickets/api.rs", "use super::{actions, store};", "1: entrances");
    keeps("crates/desk/src/tickets/pages.rs", "use super::actions; let store = 1; f(store)");
    keeps("crates/desk/src/tickets/mail.rs", "store::get(tx)");
}

#[test]
fn a_model_does_no_input_or_output() {
    let path = "crates/desk/src/tickets/model.rs";
    breaks(path, "async fn f() {}", "1: pure-model");
    breaks(path, "fn f(tx: &mut Tx) {}", "1: pure-model");
    breaks(path, "std::fs::read(\"a\")", "1: pure-model");
    keeps(path, "/// Not async, no Tx.\nuse std::fmt; fn is_async() {}");
    keeps("crates/mail/src/model.rs", "async fn f() {}");
}

#[test]
fn every_action_takes_an_actor() {
    let path = "crates/desk/src/tickets/actions.rs";
    breaks(path, "\npub async fn close(app: &App) -> Result<()> { let a: Actor; }", "2: actor");
    breaks(path, "pub fn close(app: &App) {}", "1: actor");
    keeps(path, "pub async fn close(app: &App, actor: &Actor) {} fn own() {} pub struct A;");
    keeps("crates/desk/src/tickets/pages.rs", "pub async fn index(app: &App) {}");
}

#[test]
fn no_test_sleeps() {
    breaks("crates/desk/src/tickets/tests.rs", "std::thread::sleep(a)", "1: sleep");
    breaks("crates/testing/src/lib.rs", "tokio::time::sleep(a).await", "1: sleep");
    breaks("crates/jobs/src/lib.rs", "#[cfg(test)]\nmod tests {\n time::sleep(a) }", "3: sleep");
    keeps("crates/jobs/src/lib.rs", "tokio::time::sleep(a).await");
    breaks("tests/browser/tickets.test.mjs", "await page.waitForTimeout(9)", "1: sleep");
}

#[test]
fn templates_hold_neither_style_nor_script() {
    let path = "crates/desk/src/tickets/show.html";
    breaks(path, "<p\n style=\"a: b\">", "2: inline-style");
    breaks(path, "<style>p { color: red }</style>", "1: inline-style");
    breaks(path, "<script>let a = 'two words';</script>", "1: inline-script");
    breaks(path, "<a href=\"javascript:a()\">", "1: inline-script");
    breaks(path, "<button {% if a > b %}disabled{% endif %} onclick=\"a()\">", "1: inline-handler");
    keeps(
        path,
        "<script type=\"module\" src=\"{{ url }}\"></script><p class=\"style=\" data-on=\"a\">",
    );
}

#[test]
fn templates_hold_no_words_of_their_own() {
    let path = "crates/desk/src/tickets/show.html";
    breaks(path, "<p>\n  Hello world\n</p>", "2: fluent");
    breaks(path, "<p>Assigned to {{ name }}</p>", "1: fluent");
    breaks(path, "<img alt=\"A red\ncat\">", "1: fluent");
    breaks(path, "<p>Bitte warten</p>", "1: fluent");
    keeps(
        path,
        "{# a few words #}<!-- some more words --><p>{{ t(\"two words\") }} Footbridge {{ x }}</p>",
    );
    keeps(path, "<p>{{ a }} – {{ b }}, {{ c }}&nbsp;&middot; x &lt; y</p><kbd>Ctrl Enter</kbd>");
    keeps(path, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
}

#[test]
fn a_template_that_does_not_end_is_named() {
    breaks("crates/desk/src/tickets/show.html", "<p>\n{{ name }", "2: template");
}

#[test]
fn the_lock_file_names_no_address() {
    breaks(
        "tests/browser/package-lock.json",
        "{\n\"resolved\": \"https://example.org/a.tgz\"",
        "2: lock-file",
    );
    keeps("tests/browser/package-lock.json", "{ \"version\": \"1.0.0\" }");
}

#[test]
fn an_exception_needs_a_known_rule_a_reason_and_a_need() {
    let path = "crates/desk/src/tickets/jobs.rs";
    let sql = "g(\"select 1\")";
    keeps(path, &format!("// tidy: allow sql because a check of the connection\n{sql}"));
    breaks(path, &format!("// tidy: allow sql\n{sql}"), "1: exception");
    breaks(path, "// tidy: allow sql because once there was some", "1: exception");
    breaks(path, "// tidy: allow haste because we are late", "1: exception");
    keeps(
        "crates/desk/src/tickets/mail.html",
        "{# tidy: allow inline-style because mail programs know no sheets #}<p style=\"a\">",
    );
}
