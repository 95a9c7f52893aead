//! Mail becomes tickets and replies.

use desk::intake::{Delivered, deliver};
use std::{collections::BTreeMap, path::PathBuf};
use testing::{TestApp, each_db};

fn message(headers: &str, body: &str) -> Vec<u8> {
    format!("From: Ann Lee <ann@library.example>\r\n{headers}\r\n\r\n{body}\r\n").into_bytes()
}

async fn agent(t: &TestApp) -> testing::Visitor {
    let it = t.department("IT", true).await;
    let desk = t.team("Service desk", it).await;
    let yusuf = t.person("yusuf@it.example", Some(it)).await;
    t.grant(yusuf, "agent", None, Some(desk)).await;
    t.visitor(yusuf).await
}

#[test]
fn a_message_opens_a_ticket_and_its_answer_finds_it() {
    each_db(async |t| {
        let yusuf = agent(t).await;
        let first =
            message("Message-ID: <a1@library.example>\r\nSubject: Printer is out", "It says no.");
        let Delivered::Opened(id) = deliver(&t.app, first.clone(), None).await.unwrap() else {
            panic!("not opened")
        };
        assert_eq!(deliver(&t.app, first, None).await.unwrap(), Delivered::Known(id));
        let reply = message(
            "In-Reply-To: <a1@library.example>\r\nSubject: Re: Printer is out",
            "It works now.",
        );
        assert_eq!(deliver(&t.app, reply, None).await.unwrap(), Delivered::Replied(id));
        let tagged = message(&format!("Subject: [Footbridge #{id}] again"), "And stopped.");
        assert_eq!(deliver(&t.app, tagged, None).await.unwrap(), Delivered::Replied(id));
        let page = yusuf.get(&format!("/tickets/{id}")).await;
        page.is(200).shows("Printer is out").shows("It works now.").shows("And stopped.");
        let raw = yusuf.get("/messages/1/source").await;
        assert!(raw.body.contains("Message-ID: <a1@library.example>"));
        assert_eq!(raw.headers["content-type"], "application/octet-stream");
    });
}

#[test]
fn a_stranger_with_the_tag_does_not_get_in() {
    each_db(async |t| {
        agent(t).await;
        let Delivered::Opened(id) =
            deliver(&t.app, message("Subject: Private", "x"), None).await.unwrap()
        else {
            panic!("not opened")
        };
        let forged = format!(
            "From: eve@elsewhere.example\r\nSubject: [Footbridge #{id}] hello\r\n\r\nlet me in\r\n"
        );
        let Delivered::Opened(other) = deliver(&t.app, forged.into_bytes(), None).await.unwrap()
        else {
            panic!("filed on somebody else's ticket")
        };
        assert_ne!(id, other);
    });
}

#[expect(clippy::disallowed_methods, reason = "says where the corpus is")]
fn corpus() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/mail-corpus");
    let folder = std::env::var_os("FOOTBRIDGE_MAIL_CORPUS").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn files(folder: &PathBuf, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.path() {
            path if path.is_dir() => files(&path, found),
            path => found.push(path),
        }
    }
}

#[test]
fn every_message_of_the_corpus_is_filed_and_shown_safely() {
    let Some(folder) = corpus() else {
        eprintln!("skipped: the mail corpus is not beside the checkout");
        return;
    };
    let mut all = Vec::new();
    files(&folder, &mut all);
    all.retain(|path| path.parent() != Some(folder.as_path()));
    all.sort();
    let mut is_sqlite = true;
    let every = std::sync::Mutex::new(&mut is_sqlite);
    each_db(async |t| {
        let step = if std::mem::take(&mut **every.lock().unwrap()) { 1 } else { 7 };
        let yusuf = agent(t).await;
        let mut counts: BTreeMap<String, [usize; 5]> = BTreeMap::new();
        for path in all.iter().step_by(step) {
            let name = path.strip_prefix(&folder).unwrap().display().to_string();
            let group = name.split('/').next().unwrap_or_default().to_owned();
            let mut raw = std::fs::read(path).unwrap();
            if group == "reply-bodies" {
                let head = b"From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
                raw = [head.as_slice(), &raw].concat();
            }
            let column = match deliver(&t.app, raw, None).await {
                Ok(Delivered::Opened(_)) => 0,
                Ok(Delivered::Replied(_)) => 1,
                Ok(Delivered::Known(_)) => 2,
                Ok(Delivered::Dropped(_)) => 3,
                Ok(Delivered::NotAMessage) => 4,
                Err(error) => panic!("{name}: {error}"),
            };
            counts.entry(group).or_default()[column] += 1;
        }
        let opened: usize = counts.values().map(|c| c[0]).sum();
        for id in 1..=opened {
            let page = yusuf.get(&format!("/tickets/{id}")).await;
            assert_eq!(page.status.as_u16(), 200, "ticket {id}: {}", page.text());
            let body = page.body.to_lowercase();
            assert_eq!(body.matches("<script").count(), 1, "ticket {id} brought a script");
            assert!(!body.contains("onerror=") || body.contains("&#"), "ticket {id}");
            assert!(!body.contains("href=\"javascript:"), "ticket {id}");
        }
        eprintln!("{:<18} opened replied known dropped not-a-message", "folder");
        for (group, c) in counts {
            eprintln!("{group:<18} {:>6} {:>7} {:>5} {:>7} {:>13}", c[0], c[1], c[2], c[3], c[4]);
        }
    });
}
