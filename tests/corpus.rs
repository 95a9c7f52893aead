//! Every message of the development corpus is delivered, kept whole and shown safely.
//!
//! The corpus is not part of the repository. It is looked for in `FOOTBRIDGE_MAIL_CORPUS`, then in
//! `shared/mail-corpus` beside the checkout.

/// What the source of the corpus expects and we knowingly read otherwise.
#[path = "../crates/mail/tests/corpus/deviations.rs"]
mod read_otherwise;

use desk::intake::{Delivered, deliver};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};
use testing::{Seen, TestApp, Visitor, each_db};

/// What is knowingly not on the page as `expected.json` says: file, key, reason.
const SHOWN_OTHERWISE: &[(&str, &str, &str)] = &[];

/// How many of them PostgreSQL gets: the statements are the same, and so is the reading.
const SAMPLE: usize = 100;

/// Addresses of the desks that parts of the corpus were sent to.
const DESKS: [(&str, &str); 2] =
    [("made", "helpdesk@lib.example"), ("redmine", "redmine@example.net")];

#[expect(clippy::disallowed_methods, reason = "the test runner says where the corpus is")]
fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("FOOTBRIDGE_MAIL_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/mail-corpus");
    named.into_iter().chain([beside]).find(|p| p.join("expected.json").is_file())
}

/// Every message below the folder, by its path from there.
fn files(root: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut left = vec![root.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else if path.parent() != Some(root) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.push((name, path));
            }
        }
    }
    found.sort();
    found
}

/// A body without a header becomes a message.
fn message(raw: Vec<u8>, expected: &Value) -> Vec<u8> {
    if expected["kind"] != "body" {
        return raw;
    }
    let head = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
    [head.as_slice(), &raw].concat()
}

/// By folder: opened, replied, noted, dropped, not a message.
type Counts = BTreeMap<String, [usize; 5]>;

/// What has been delivered so far.
#[derive(Default)]
struct Tally {
    counts: Counts,
    /// Message-IDs.
    seen: BTreeSet<String>,
}

#[test]
fn every_message_of_the_corpus_is_kept_and_shown() {
    let Some(root) = corpus() else {
        println!(
            "skipped: no mail corpus at ../shared/mail-corpus and FOOTBRIDGE_MAIL_CORPUS is not set"
        );
        return;
    };
    let text = std::fs::read_to_string(root.join("expected.json")).unwrap();
    let expected: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    each_db(async |t| {
        let all = files(&root);
        let is_sample = t.app.db.settings().sqlite_file().is_none();
        let step = if is_sample { all.len() / SAMPLE } else { 1 };
        let it = t.department("IT", true).await;
        let team = t.team("Service desk", it).await;
        let agent = t.person("agent@it.example", Some(it)).await;
        t.grant(agent, "agent", None, Some(team)).await;
        let browser = t.visitor(agent).await;
        let mut tally = Tally::default();
        let mut unmet = Vec::new();
        for (name, path) in all.iter().step_by(step.max(1)) {
            let expectation = expected.get(name).unwrap_or(&Value::Null);
            let raw = message(std::fs::read(path).unwrap(), expectation);
            unmet.extend(one(t, &browser, name, raw, expectation, &mut tally).await);
        }
        print(if is_sample { "PostgreSQL" } else { "SQLite" }, &tally.counts);
        compare(&unmet, is_sample);
    });
}

/// Delivers one and looks at its ticket; gives the expectations that are not met.
async fn one(
    t: &TestApp,
    browser: &Visitor,
    name: &str,
    raw: Vec<u8>,
    expected: &Value,
    tally: &mut Tally,
) -> Vec<(String, String)> {
    let folder = name.split('/').next().unwrap();
    let desk = DESKS.iter().find(|(of, _)| *of == folder).map(|(_, desk)| (*desk).to_owned());
    let delivered = deliver(&t.app, raw.clone(), desk).await;
    let delivered = delivered.unwrap_or_else(|error| panic!("{name}: {error}"));
    let (at, ticket) = match &delivered {
        Delivered::Opened(ticket) => (0, Some(*ticket)),
        Delivered::Replied(ticket) => (1, Some(*ticket)),
        Delivered::Noted(ticket) => (2, Some(*ticket)),
        Delivered::Dropped(_) => (3, None),
        Delivered::NotAMessage => (4, None),
    };
    tally.counts.entry(folder.to_owned()).or_default()[at] += 1;
    let mut unmet = Vec::new();
    if expected["loop"] == true && at != 3 {
        unmet.push((format!("{name} loop"), format!("{delivered:?}")));
    }
    let Some(ticket) = ticket else {
        // dropped or not, its source is kept
        let key = t.app.files.put(raw.clone()).await.unwrap();
        assert!(t.app.files.has(&key, raw.len() as u64).await, "{name}");
        assert!(at == 3 || raw.is_empty(), "{name}: not a message");
        return unmet;
    };
    let page = browser.get(&format!("/tickets/{ticket}")).await;
    assert_eq!(page.status.as_u16(), 200, "{name}");
    is_safe(name, &page);
    let id = mail::parse(&raw).and_then(|m| m.message_id);
    let is_copy = id.is_some_and(|id| !tally.seen.insert(id));
    if !has_source(browser, &page, &raw).await {
        // a copy of one that is filed already: its source is kept, the ticket has the first one's
        let key = t.app.files.put(raw.clone()).await.unwrap();
        let is_kept = t.app.files.has(&key, raw.len() as u64).await;
        assert!(is_copy && is_kept, "{name}: its source is not on ticket {ticket}");
    }
    if at == 0 {
        unmet.extend(subject(&page, expected).map(|why| (format!("{name} subject"), why)));
    }
    unmet.extend(attachments(&page, expected).map(|why| (format!("{name} attachments"), why)));
    unmet
}

/// Nothing in the page's markup runs but our own modules.
fn is_safe(name: &str, page: &Seen) {
    for tag in page.body.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let tag = tag.to_lowercase();
        let is_ours = tag.starts_with("script type=\"module\" src=\"/assets/");
        assert!(!tag.starts_with("script") || is_ours, "{name}: <{tag}>");
        for bad in ["onerror=", "onload=", "onclick=", "javascript:", "vbscript:"] {
            assert!(!tag.contains(bad), "{name}: {bad} in <{tag}>");
        }
    }
}

/// The message as received can be had from its ticket, byte for byte.
async fn has_source(browser: &Visitor, page: &Seen, raw: &[u8]) -> bool {
    // the newest is most likely this one
    let links: Vec<_> = page.body.split("href=\"/messages/").skip(1).collect();
    for link in links.iter().rev() {
        let seen = browser.get(&format!("/messages/{}", link.split('"').next().unwrap())).await;
        if seen.bytes == raw {
            return true;
        }
    }
    false
}

fn subject(page: &Seen, expected: &Value) -> Option<String> {
    let wanted = fold(expected["subject"].as_str()?);
    let found = page.body.split("<h1 class=\"title\">").nth(1)?.split("</h1>").next()?;
    let found = fold(&plain(found));
    // long ones are cut at a word
    let is_cut = found.strip_suffix('…').is_some_and(|start| wanted.starts_with(start));
    let is_met = wanted.is_empty() || found == wanted || is_cut;
    (!is_met).then(|| format!("\n     found {found:?}\n    wanted {wanted:?}"))
}

/// Names are made safe on the way; what is left of them is compared.
fn attachments(page: &Seen, expected: &Value) -> Option<String> {
    let safe = |name: &str| -> String {
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        last.chars().filter(|c| c.is_alphanumeric()).take(100).collect()
    };
    let wanted = expected["attachments"].as_array()?.iter().filter_map(Value::as_str).map(safe);
    let links = page.body.split("<a href=\"/attachments/").skip(1);
    let names = links.filter_map(|rest| rest.split_once('>')?.1.split("</a>").next());
    let found: BTreeSet<String> = names.map(|name| safe(&plain(name))).collect();
    let missing: Vec<_> = wanted.filter(|name| !name.is_empty() && !found.contains(name)).collect();
    (!missing.is_empty()).then(|| format!("missing {missing:?} in {found:?}"))
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escaped text as it was.
fn plain(html: &str) -> String {
    let signs = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    signs.iter().fold(html.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

/// What is not met must have been named before, and what is named must not be met (on the whole
/// corpus; a sample does not have every file).
fn compare(unmet: &[(String, String)], is_sample: bool) {
    let read: BTreeSet<String> =
        read_otherwise::KEPT.iter().map(|(file, key, _)| format!("{file} {key}")).collect();
    let shown: BTreeSet<String> =
        SHOWN_OTHERWISE.iter().map(|(file, key, _)| format!("{file} {key}")).collect();
    let mut problems: Vec<String> = unmet
        .iter()
        .filter(|(what, _)| !read.contains(what) && !shown.contains(what))
        .map(|(what, why)| format!("{what}: {why}"))
        .collect();
    let met = shown.iter().filter(|what| !is_sample && unmet.iter().all(|(u, _)| u != *what));
    problems.extend(met.map(|what| format!("{what}: met now, so take it off the list")));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

fn print(engine: &str, counts: &Counts) {
    let line = |name: &str, n: &[usize; 5]| {
        let [opened, replied, noted, dropped, none] = n;
        let all: usize = n.iter().sum();
        println!("{name:<16} {all:>9} {opened:>6} {replied:>7} {noted:>5} {dropped:>7} {none:>13}");
    };
    println!("{engine:<16} delivered opened replied noted dropped not a message");
    let mut sum = [0; 5];
    for (name, n) in counts {
        line(name, n);
        (0..5).for_each(|i| sum[i] += n[i]);
    }
    line("all", &sum);
}
