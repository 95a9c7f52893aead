//! Every message of the development corpus is delivered, kept whole and shown safely, and its ticket
//! has the subject, the sender and the files that the message's source expects.
//!
//! The corpus is not part of the repository. It is looked for in `FOOTBRIDGE_MAIL_CORPUS`, then in
//! `shared/mail-corpus` beside the checkout.

/// What the source of the corpus expects and we knowingly read otherwise.
#[path = "../crates/mail/tests/corpus/deviations.rs"]
mod read_otherwise;

use base::TicketId;
use desk::intake::{Delivered, deliver};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};
use testing::{Seen, TestApp, Visitor, each_db};

/// What is knowingly read as expected and not on the ticket like that: file, key, reason.
const SHOWN_OTHERWISE: &[(&str, &str, &str)] = &[];

/// What of `expected.json` is looked for on the ticket.
const KEYS: [&str; 4] = ["subject", "from", "attachments", "loop"];

/// Seconds between two messages, so that no address gets more letters in an hour than it may.
const APART: i64 = 200;

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

/// What became of the messages of a folder.
#[derive(Clone, Default)]
struct Folder {
    /// Opened, copies of what had been filed, replied, noted, dropped, not a message.
    became: [usize; 6],
    /// As `KEYS`: met, and stated.
    stated: [(usize, usize); KEYS.len()],
}

/// What has been delivered so far.
#[derive(Default)]
struct Tally {
    folders: BTreeMap<String, Folder>,
    /// Message-IDs.
    seen: BTreeSet<String>,
    opened: BTreeSet<TicketId>,
    /// Expectations that are not met: file and key, and why.
    unmet: BTreeMap<String, String>,
}

impl Tally {
    /// Keeps what came of one expectation.
    fn check(&mut self, name: &str, key: &str, outcome: Option<String>) {
        let at = KEYS.iter().position(|one| *one == key).unwrap();
        let folder = name.split('/').next().unwrap();
        let count = &mut self.folders.entry(folder.to_owned()).or_default().stated[at];
        count.1 += 1;
        match outcome {
            None => count.0 += 1,
            Some(why) => drop(self.unmet.insert(format!("{name} {key}"), why)),
        }
    }
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
        // what looks like a library card is withheld, and then so is the source it stands in
        t.grant(agent, "patron_confidant", None, Some(team)).await;
        let browser = t.visitor(agent).await;
        let mut tally = Tally::default();
        for (name, path) in all.iter().step_by(step.max(1)) {
            let expectation = expected.get(name).unwrap_or(&Value::Null);
            let raw = message(std::fs::read(path).unwrap(), expectation);
            one(t, &browser, name, raw, expectation, &mut tally).await;
            t.later(APART);
        }
        print(if is_sample { "PostgreSQL" } else { "SQLite" }, &tally.folders);
        compare(&tally.unmet, is_sample);
    });
}

/// Delivers one and looks at its ticket.
async fn one(
    t: &TestApp,
    browser: &Visitor,
    name: &str,
    raw: Vec<u8>,
    expected: &Value,
    tally: &mut Tally,
) {
    let folder = name.split('/').next().unwrap();
    let desk = DESKS.iter().find(|(of, _)| *of == folder).map(|(_, desk)| (*desk).to_owned());
    let delivered = deliver(&t.app, raw.clone(), desk).await;
    let delivered = delivered.unwrap_or_else(|error| panic!("{name}: {error}"));
    let (at, ticket) = match &delivered {
        Delivered::Opened(ticket) if !tally.opened.insert(*ticket) => (1, Some(*ticket)),
        Delivered::Opened(ticket) => (0, Some(*ticket)),
        Delivered::Replied(ticket) => (2, Some(*ticket)),
        Delivered::Noted(ticket) => (3, Some(*ticket)),
        Delivered::Answered(_) | Delivered::Dropped(_) => (4, None),
        Delivered::NotAMessage => (5, None),
    };
    tally.folders.entry(folder.to_owned()).or_default().became[at] += 1;
    if expected["loop"] == true {
        tally.check(name, "loop", ticket.map(|_| format!("{delivered:?}")));
    }
    let Some(ticket) = ticket else {
        // dropped or not, its source is kept
        let key = t.app.files.put(raw.clone()).await.unwrap();
        assert!(t.app.files.has(&key, raw.len() as u64).await, "{name}");
        assert!(at == 4 || raw.is_empty(), "{name}: not a message");
        return;
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
    // a reply has its ticket's subject, and its files are beside those of others
    if at > 1 {
        return;
    }
    if let Some(wanted) = expected["subject"].as_str() {
        tally.check(name, "subject", subject(&page, wanted));
    }
    if let Some(wanted) = expected["from"].as_array() {
        let system = base::Actor::system();
        let (ticket, _) = desk::tickets::load(&t.app, &system, ticket).await.unwrap();
        tally.check(name, "from", sender(&ticket.requester_email, wanted));
    }
    if let Some(wanted) = expected["attachments"].as_array() {
        tally.check(name, "attachments", attachments(&page, wanted));
    }
}

/// Nothing in the page's markup runs but our own modules.
fn is_safe(name: &str, page: &Seen) {
    for tag in page.body.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let tag = tag.to_lowercase();
        let is_ours = ["type=\"module\"", "defer"]
            .iter()
            .any(|kind| tag.starts_with(&format!("script {kind} src=\"/assets/")));
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

fn subject(page: &Seen, wanted: &str) -> Option<String> {
    let wanted = fold(wanted);
    let found = page.body.split("<h1 class=\"title\">").nth(1).unwrap().split("</h1>").next()?;
    let found = fold(&plain(found));
    // long ones are cut at a word, and none is left empty
    let is_cut = found.strip_suffix('…').is_some_and(|start| wanted.starts_with(start));
    let is_met = if wanted.is_empty() { !found.is_empty() } else { found == wanted || is_cut };
    (!is_met).then(|| format!("\n     found {found:?}\n    wanted {wanted:?}"))
}

/// Whom the ticket is for: the first of the senders, or nobody we know.
fn sender(found: &str, wanted: &[Value]) -> Option<String> {
    let first = wanted.first().and_then(Value::as_str).unwrap_or("unknown@invalid");
    let is_met = found == first.to_lowercase();
    (!is_met).then(|| format!("\n     found {found:?}\n    wanted {first:?}"))
}

/// Names are made safe on the way, and made up where there is none; what is left is compared as
/// sets, since sources differ in what they count.
fn attachments(page: &Seen, wanted: &[Value]) -> Option<String> {
    let safe = |name: &str| -> String {
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        last.chars().filter(|c| c.is_alphanumeric()).take(100).collect()
    };
    let wanted: BTreeSet<String> = wanted.iter().filter_map(Value::as_str).map(safe).collect();
    let links = page.body.split("<a href=\"/attachments/").skip(1);
    let names = links.filter_map(|rest| rest.split_once('>')?.1.split("</a>").next());
    let found: BTreeSet<String> = names.map(|name| safe(&plain(name))).collect();
    let is_made_up = |name: &&String| name.starts_with("attachment") || name.ends_with("eml");
    let missing: Vec<_> = wanted.difference(&found).filter(|name| !name.is_empty()).collect();
    let extra: Vec<_> = found.difference(&wanted).filter(|name| !is_made_up(name)).collect();
    let is_met = missing.is_empty() && extra.is_empty();
    (!is_met).then(|| format!("missing {missing:?}, extra {extra:?}"))
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
fn compare(unmet: &BTreeMap<String, String>, is_sample: bool) {
    let read = read_otherwise::KEPT.iter().filter(|(_, key, _)| KEYS.contains(key));
    let named: BTreeSet<String> =
        read.chain(SHOWN_OTHERWISE).map(|(file, key, _)| format!("{file} {key}")).collect();
    let new = unmet.iter().filter(|(what, _)| !named.contains(*what));
    let mut problems: Vec<String> = new.map(|(what, why)| format!("{what}: {why}")).collect();
    let met = named.iter().filter(|what| !is_sample && !unmet.contains_key(*what));
    problems.extend(met.map(|what| format!("{what}: met now, so take it off the list")));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    println!("{} of {} named deviations are not met", unmet.len(), named.len());
}

fn print(engine: &str, folders: &BTreeMap<String, Folder>) {
    let line = |name: &str, folder: &Folder| {
        let all: usize = folder.became.iter().sum();
        let [opened, copies, replied, noted, dropped, none] = folder.became;
        let stated: Vec<String> =
            folder.stated.iter().map(|(met, stated)| format!("{met}/{stated}")).collect();
        let [subject, from, attachments, own] = stated.as_slice() else { panic!() };
        println!(
            "{name:<16} {all:>9} {opened:>6} {copies:>6} {replied:>7} {noted:>5} {dropped:>7} {none:>13} {subject:>9} {from:>9} {attachments:>9} {own:>5}"
        );
    };
    println!(
        "{engine:<16} delivered opened copies replied noted dropped not a message   subject      from     files  loop"
    );
    let mut sum = Folder::default();
    for (name, folder) in folders {
        line(name, folder);
        for (all, one) in sum.became.iter_mut().zip(folder.became) {
            *all += one;
        }
        for (all, one) in sum.stated.iter_mut().zip(folder.stated) {
            *all = (all.0 + one.0, all.1 + one.1);
        }
    }
    line("all", &sum);
}
