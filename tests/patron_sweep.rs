//! Words marked as a patron detail, typed into every form and sent to every call there is, and then
//! looked for everywhere. Forms and calls that come later are swept too: the lists of `hostile` and
//! `hostile_programs` must name them all.
// tidy: allow sql because what is stored is looked at behind the application's back

use crate::{
    hostile::{Is, all_forms, everybody, reset},
    hostile_forms::address,
    hostile_programs::{calls, whose},
    sources::routes,
};
use axum::{
    body::Body,
    http::{Request, header},
};
use footbridge::backup;
use serde_json::Value;
use std::path::Path;
use testing::{TestApp, Visitor, each_db};

const MARKED: &str = "||Mrs Secret 2100012345678||";

/// What forms call a text.
const NAMES: [&str; 26] = [
    "body",
    "words",
    "note",
    "text",
    "title",
    "subject",
    "name",
    "why",
    "because",
    "reason",
    "description",
    "answer",
    "question",
    "label",
    "value",
    "help",
    "about",
    "comment",
    "symptom",
    "understood",
    "correction",
    "summary",
    "steps",
    "lines",
    "step",
    "message",
];

fn somebody<'a>(visitors: &'a [(&'static str, Visitor)], role: &str) -> &'a Visitor {
    let found = visitors.iter().find(|(name, _)| *name == role);
    &found.expect("somebody of the cast").1
}

/// Marks in every text of a document.
fn marked(value: &Value) -> Value {
    match value {
        Value::String(text) if text.contains(['-', '_']) || text == "incident" => value.clone(),
        Value::String(text) if ["one", "staff", "none", "now"].contains(&text.as_str()) => {
            value.clone()
        }
        Value::String(text)
            if ["financial", "likely", "internal", "network", "scheduled"]
                .contains(&text.as_str()) =>
        {
            value.clone()
        }
        Value::String(text) => format!("{MARKED} {text}").into(),
        Value::Array(items) => items.iter().map(marked).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), marked(value))).collect()
        }
        other => other.clone(),
    }
}

async fn count_kept(t: &TestApp) -> i64 {
    let count: Result<(i64,), db::Error> =
        t.app.db.read(|tx| tx.one(base::sql!("select count(*) from patron_detail"), &[])).await;
    count.unwrap().0
}

/// Everything stored but the one table, in the form a backup has.
async fn stored(t: &TestApp) -> Vec<String> {
    let all = t.app.db.read(|tx| {
        let mut all = Vec::new();
        for table in db::dump::tables().into_iter().filter(|table| *table != "patron_detail") {
            db::dump::read(tx, table, &[], &mut |line| {
                all.push(format!("{table} {line}"));
                Ok(())
            })?;
        }
        Ok::<_, db::Error>(all)
    });
    all.await.unwrap()
}

fn files_with(folder: &Path, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, words));
        } else if String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains(words) {
            found.push(path.display().to_string());
        }
    }
    found
}

fn is_told(text: &str) -> bool {
    text.contains("Secret") || text.contains("2100012345678")
}

/// Nobody who looks anywhere finds the words.
async fn look_everywhere(t: &TestApp, visitors: &[(&'static str, Visitor)]) -> Vec<String> {
    let mut told: Vec<String> = stored(t).await.into_iter().filter(|line| is_told(line)).collect();
    t.run_jobs().await;
    told.extend(t.outbox().into_iter().filter(|letter| is_told(letter)));
    let pages: Vec<_> = routes().into_iter().filter(|(_, method)| method == "GET").collect();
    let (writers, others): (Vec<_>, Vec<_>) =
        visitors.iter().partition(|(who, _)| ["agent", "requester"].contains(who));
    let all = others.iter().map(|one| (one, false)).chain(writers.iter().map(|one| (one, true)));
    for ((who, visitor), is_writer) in all {
        if is_writer {
            // what they have not sent yet comes back to them as they typed it, and to nobody above
            t.app.db.write(|tx| tx.batch("delete from draft")).await.unwrap();
        }
        for (path, _) in &pages {
            let seen = visitor.get(path).await;
            // they wrote it, or it is theirs: they may, and each look is recorded
            let may = is_writer;
            let is_asked_for = may && path == "/api/v1/tickets/1/patron-details";
            if is_told(&seen.body) && !is_asked_for {
                told.push(format!("{who} GET {path}"));
            }
        }
    }
    for (who, visitor) in visitors {
        for word in ["Secret", "2100012345678"] {
            let seen = visitor.get(&format!("/search?q={word}")).await;
            if !seen.text().contains("Nothing found") {
                told.push(format!("{who} finds {word}"));
            }
            let seen = visitor.get(&format!("/api/v1/tickets?q={word}")).await;
            if seen.body != "[]" && seen.status == 200 {
                told.push(format!("{who} finds {word} by the API: {}", seen.body));
            }
        }
    }
    told
}

#[test]
fn no_form_and_no_call_tells_anybody_what_was_marked() {
    each_db(async |t| {
        let mut everybody = everybody(t).await;
        everybody.retain(|(role, _)| {
            let watching =
                ["it_manager", "department_contact", "administrator", "agent", "requester"];
            watching.contains(role)
        });
        let watching = everybody;
        let find = |role: &str| somebody(&watching, role);
        let (agent, ann, admin) = (find("agent"), find("requester"), find("administrator"));
        let mut told = Vec::new();
        for form in all_forms().filter(|form| !form.path.contains("sign")) {
            // what takes the person out of the house, or takes the words to hide themselves
            if form.path.contains("patron-details") || form.path.starts_with("/account/") {
                continue;
            }
            reset(t, form.state).await;
            let texts: Vec<(&str, String)> = form
                .fields
                .iter()
                .map(|(name, good, is)| match is {
                    Is::Text if !good.starts_with("2026") && good.parse::<i64>().is_err() => {
                        (*name, format!("{good} {MARKED} {good}"))
                    }
                    _ => (*name, (*good).to_owned()),
                })
                .filter(|(name, _)| !["preview", "take", "stop"].contains(name))
                .collect();
            let pairs: Vec<_> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let is_marked = pairs.iter().any(|(_, text)| text.contains(MARKED));
            let is_own = [
                "/feedback",
                "/reopening",
                "/cancellation",
                "/closing",
                "/worsening",
                "/confirmation",
                "/correction",
            ];
            let visitor = match form.path {
                path if path.starts_with("/administration") => admin,
                path if is_own.iter().any(|own| path.ends_with(own)) => ann,
                _ => agent,
            };
            let before = count_kept(t).await;
            let seen = visitor.post(&address(form.path), &pairs).await;
            if is_marked && seen.status == 303 && form.path.starts_with("/tickets") {
                assert!(count_kept(t).await > before, "{} keeps nothing", form.path);
            }
            for line in stored(t).await {
                if is_told(&line) {
                    told.push(format!("POST {}: {line}", form.path));
                }
            }
        }
        // forms that nobody has described yet get marks in every field a form has a name for
        for (path, _) in routes().iter().filter(|(path, method)| {
            let is_gate = ["sign", "password", "account", "deactivation", "patron"];
            method == "POST"
                && !path.starts_with("/api/")
                && !is_gate.iter().any(|word| path.contains(word))
                && all_forms().all(|form| form.path != path)
        }) {
            let fields: Vec<_> = NAMES.iter().map(|name| (*name, MARKED)).collect();
            for visitor in [agent, ann, admin] {
                visitor.post(path, &fields).await;
            }
            for line in stored(t).await.into_iter().filter(|line| is_told(line)) {
                told.push(format!("POST {path}: {line}"));
            }
        }
        told.extend(look_everywhere(t, &watching).await);
        assert!(told.is_empty(), "{told:#?}");
        assert!(count_kept(t).await >= 8, "{}", count_kept(t).await);
        for (method, path, state, good) in calls(t).await {
            if path.contains("patron") {
                continue;
            }
            reset(t, state).await;
            let mut good = good;
            if let Some(fields) = good.as_object_mut() {
                // names that must be of something there is
                fields.remove("asset");
            }
            let body = marked(&good).to_string().replace("||", "\\u007c|");
            let request = Request::builder()
                .method(method.as_str())
                .uri(address(&path))
                .header(header::CONTENT_TYPE, "application/json")
                .header("if-match", "*")
                .body(Body::from(body))
                .unwrap();
            let seen = find(whose(&path)).send(request).await;
            if is_told(&seen.body) {
                told.push(format!("{method} {path} answers {}", seen.body));
            }
        }
        told.extend(look_everywhere(t, &watching).await);
        let folder = t.app.config.data.join("export");
        backup::export(&t.config(), &folder, t.app.now()).await.unwrap();
        told.extend(files_with(&folder, "Secret"));
        assert!(told.is_empty(), "{told:#?}");
    });
}

/// Hiding what somebody forgot to mark goes through columns by their names: every text column of a
/// table with tickets in it is one that people write into, or is named here.
#[test]
fn every_column_that_people_write_into_is_known() {
    const OTHERS: [&str; 44] = [
        "left_out",
        "whom",
        "editor",
        "tab",
        "files",
        "options",
        "outcome",
        "tag",
        "key",
        "kind",
        "state",
        "ball",
        "on_hold_reason",
        "channel",
        "stopped",
        "tags",
        "visibility",
        "raw_key",
        "media_type",
        "content_id",
        "file_key",
        "cause",
        "actor",
        "request",
        "scope",
        "who",
        "workaround",
        "hurts",
        "token",
        "message_id",
        "symptom",
        // taps, numbers and days on the form behind a code
        "answers",
        "way",
        "other",
        "reason",
        "type",
        // of the bridge: a supplier's address and number, days, sides, what was chosen
        "email",
        "reference",
        "found_reference",
        "due_on",
        "side",
        "attribute",
        "once",
        "sharing",
    ];
    each_db(async |t| {
        let unknown: Result<Vec<String>, db::Error> = t
            .app
            .db
            .read(|tx| {
                let mut unknown = Vec::new();
                for table in db::dump::tables() {
                    let columns = db::dump::columns(tx, table)?;
                    let is_ours =
                        table == "ticket" || columns.iter().any(|(c, _)| c == "ticket_id");
                    let is_apart = ["patron_detail", "mail_message"].contains(&table);
                    for (column, kind) in columns.iter().filter(|_| is_ours && !is_apart) {
                        let is_known = desk::patron::WRITTEN.contains(&column.as_str())
                            || OTHERS.contains(&column.as_str());
                        if kind == "text" && !is_known {
                            unknown.push(format!("{table}.{column}"));
                        }
                    }
                }
                Ok(unknown)
            })
            .await;
        assert_eq!(unknown.unwrap(), Vec::<String>::new(), "written by people, or not?");
    });
}
