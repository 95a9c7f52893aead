//! Backups, exports and looking after what is kept: on both engines, and from one to the other.
// tidy: allow sql because damage is done to rows behind the application's back

use crate::tickets::{house, report};
use base::{Clock, Config, Error, Time};
use footbridge::{backup, check};
use std::path::{Path, PathBuf};
use testing::{TestApp, each_db};

const UNLESS: &str = "add --force to replace what is there";

fn beside(t: &TestApp, name: &str) -> PathBuf {
    t.app.config.data.join(name)
}

/// A ticket with a conversation, a file, mail and an end, and somebody with every kind of secret.
async fn lived_in(t: &TestApp) -> Vec<String> {
    let house = house(t).await;
    let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
    let ticket = report(&ann).await;
    let replies = format!("{ticket}/replies");
    ann.post_file(&replies, &[("body", "The screen, māori café.")], "screen.png", b"\x89PNG\0")
        .await
        .is(303);
    yusuf.post(&format!("{ticket}/notes"), &[("body", "Port 6001 is shut.")]).await.is(303);
    let raw = b"From: ben@library.example\nMessage-ID: <1@x>\nSubject: Toner\n\nNothing prints.\n";
    desk::intake::deliver(&t.app, raw.to_vec(), None).await.unwrap();
    let done = [("cause", "network"), ("words", "The port is open again.")];
    yusuf.post(&format!("{ticket}/resolution"), &done).await.is(303);
    let secret = String::from_utf8(t.app.secret.0.clone()).unwrap();
    let system = base::Actor::system();
    let scopes = ["read".to_owned()];
    let token = people::sign_in::issue_token(&t.app, &system, house.ann, "t", &scopes, 9);
    let token = token.await.unwrap();
    let link = people::persons::issue_link(&t.app, &system, house.ben).await.unwrap();
    let link = link.rsplit('/').next().unwrap().to_owned();
    let password = people::sign_in::Password::parse("password", "quiet reading room").unwrap();
    people::sign_in::set_password(&t.app, &system, house.ben, password).await.unwrap();
    let hash = |text: &str| -> String { base::hex(&base::sha256(text.as_bytes())) };
    vec![secret, hash(&token), token, hash(&link), link, "argon2".to_owned()]
}

/// Every row, as text, in order.
async fn rows(t: &TestApp) -> Vec<String> {
    let all = t.app.db.read(|tx| {
        let mut all = Vec::new();
        for table in db::dump::tables() {
            db::dump::read(tx, table, &[], &mut |line| {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                all.push(format!("{table} {value}"));
                Ok(())
            })?;
        }
        Ok::<_, db::Error>(all)
    });
    let mut all = all.await.unwrap();
    all.sort();
    all
}

fn refusal(outcome: Result<backup::Count, Error>) -> String {
    match outcome {
        Err(Error::Unavailable(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_backup_of_one_engine_is_all_there_again_on_the_other() {
    each_db(async |t| {
        lived_in(t).await;
        let file = beside(t, "backup.tar");
        let count = backup::take(&t.config(), &file, t.app.now()).await.unwrap();
        assert_eq!(count.files, 2);
        let before = rows(t).await;
        for mut target in TestApp::on_each().await {
            let now = target.app.now();
            let back = backup::restore(&target.config(), &file, Some(UNLESS), now).await.unwrap();
            assert_eq!(back.files, count.files);
            target.reopen().await;
            assert_eq!(rows(&target).await, before);
            let (ann, yusuf) = ("ann@library.example", "yusuf@it.example");
            let find = async |email: &str| {
                let system = base::Actor::system();
                people::persons::find_by_email(&target.app, &system, email).await.unwrap().unwrap()
            };
            let (ann, yusuf) = (find(ann).await, find(yusuf).await);
            let (ann, yusuf) = (target.visitor(ann).await, target.visitor(yusuf).await);
            let page = ann.get("/tickets/1").await;
            page.is(200).shows("māori café").shows("The port is open again.").hides("6001");
            let file = page.body.split("/attachments/").nth(1).unwrap();
            let file = format!("/attachments/{}", file.split('"').next().unwrap());
            assert_eq!(ann.get(&file).await.bytes, b"\x89PNG\0");
            let found = async |words: &str| {
                yusuf.get(&format!("/api/v1/tickets?q={words}")).await.is(200).json()
            };
            assert_eq!(found("maori+cafe").await[0]["number"], 1);
            assert_eq!(found("6001").await[0]["number"], 1);
            assert_eq!(found("toner").await[0]["number"], 2);
            assert_eq!(report(&ann).await, "/tickets/3", "numbers go on");
            target.finish();
        }
    });
}

#[test]
fn a_backup_that_was_cut_or_altered_is_refused_and_changes_nothing() {
    each_db(async |t| {
        lived_in(t).await;
        let whole = beside(t, "backup.tar");
        let (config, now) = (t.config(), t.app.now());
        backup::take(&config, &whole, now).await.unwrap();
        let bytes = std::fs::read(&whole).unwrap();
        let at = |text: &[u8]| bytes.windows(text.len()).position(|w| w == text).unwrap();
        let changed = |at: usize| {
            let mut other = bytes.clone();
            other[at] ^= 1;
            other
        };
        let end = at(b"complete.json");
        let broken = [
            (bytes[..end].to_vec(), "is incomplete"),
            (bytes[..end - 700].to_vec(), "is damaged or cut short"),
            (changed(at("m\u{101}ori".as_bytes())), "is damaged"),
            (changed(at(b"\x89PNG")), "is damaged"),
            (changed(at(b"rows/ticket/")), "is damaged"),
            (b"not a backup".to_vec(), "is not a backup"),
            (Vec::new(), "is not a backup"),
        ];
        let before = rows(t).await;
        std::fs::remove_dir_all(beside(t, "files")).unwrap();
        for (bytes, why) in broken {
            std::fs::write(beside(t, "broken"), bytes).unwrap();
            let said = refusal(backup::restore(&config, &beside(t, "broken"), None, now).await);
            assert!(said.contains(why) && said.contains("nothing was changed"), "{said}");
        }
        assert!(!beside(t, "files").exists(), "no file was brought");
        let none = refusal(backup::restore(&config, &beside(t, "none"), None, now).await);
        assert!(none.contains("No such file"), "{none}");
        assert_eq!(rows(t).await, before);
        backup::restore(&config, &whole, None, now).await.unwrap();
        assert_eq!(rows(t).await, before);
    });
}

#[test]
fn what_is_there_is_replaced_only_when_told_to() {
    each_db(async |t| {
        let (config, now, file) = (t.config(), t.app.now(), beside(t, "backup.tar"));
        t.person("ann@library.example", None).await;
        backup::take(&config, &file, now).await.unwrap();
        t.person("ben@library.example", None).await;
        let before = rows(t).await;
        let said = refusal(backup::restore(&config, &file, Some(UNLESS), now).await);
        assert!(said.ends_with(UNLESS), "{said}");
        assert_eq!(rows(t).await, before);
        // while the application has it open, as a running server has
        backup::restore(&config, &file, None, now).await.unwrap();
        let after = rows(t).await;
        assert!(before.iter().any(|row| row.contains("ben@library.example")));
        assert!(!after.iter().any(|row| row.contains("ben@library.example")));
        assert!(after.iter().any(|row| row.contains("ann@library.example")));
        t.person("zoe@library.example", None).await;
    });
}

#[test]
fn an_export_holds_no_secrets_and_can_be_read_back() {
    each_db(async |t| {
        let secrets = lived_in(t).await;
        let (folder, now) = (beside(t, "export"), t.app.now());
        let count = backup::export(&t.config(), &folder, now).await.unwrap();
        for file in every_file(&folder) {
            let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).to_lowercase();
            for secret in &secrets {
                let is_there = text.contains(&secret.to_lowercase());
                assert!(!is_there, "{secret} is in {}", file.display());
            }
        }
        let before = rows(t).await;
        assert!(secrets.iter().any(|s| before.iter().any(|row| row.contains(s.as_str()))));
        let again = refusal(backup::export(&t.config(), &folder, now).await);
        assert!(again.contains("is not empty"), "{again}");
        for mut target in TestApp::on_each().await {
            let empty = rows(&target).await;
            let (would, is_empty) = backup::look(&target.config(), &folder).await.unwrap();
            assert!(is_empty && would.files == count.files, "{would:?}");
            assert_eq!(rows(&target).await, empty, "looking changes nothing");
            backup::restore(&target.config(), &folder, Some(UNLESS), now).await.unwrap();
            target.reopen().await;
            let is_content = |row: &&String| {
                row.starts_with("ticket ")
                    || row.starts_with("message ")
                    || row.starts_with("event ")
            };
            let after = rows(&target).await;
            let content: Vec<_> = after.iter().filter(is_content).collect();
            assert_eq!(content, before.iter().filter(is_content).collect::<Vec<_>>());
            assert_ne!(target.app.secret, t.app.secret, "a new house has its own keys");
            let (_, is_empty) = backup::look(&target.config(), &folder).await.unwrap();
            assert!(!is_empty);
            target.finish();
        }
    });
}

fn every_file(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.path() {
            path if path.is_dir() => files.extend(every_file(&path)),
            path => files.push(path),
        }
    }
    files
}

/// What a check complains of, by part.
async fn complaints(t: &TestApp) -> Vec<(&'static str, String)> {
    let found = check::check(&t.app).await.unwrap();
    let wrong = found.into_iter().filter(|finding| finding.advice.is_some());
    wrong.map(|finding| (finding.part, finding.said)).collect()
}

async fn batch(t: &TestApp, text: &'static str) {
    t.app.db.write(move |tx| tx.batch(text)).await.unwrap();
}

#[test]
fn a_check_names_what_is_missing_changed_or_stuck() {
    each_db(async |t| {
        lived_in(t).await;
        t.run_jobs().await;
        assert_eq!(complaints(t).await, []);
        let before = rows(t).await;
        let key = t.app.files.put(b"\x89PNG\0".to_vec()).await.unwrap();
        let file = beside(t, "files").join(&key);
        std::fs::write(&file, "other bytes").unwrap();
        let [(part, said)] = complaints(t).await.try_into().unwrap();
        assert!(part == "files" && said.contains(&key), "{said}");
        std::fs::remove_file(&file).unwrap();
        let [(part, said)] = complaints(t).await.try_into().unwrap();
        assert!(part == "files" && said.contains(&key), "{said}");
        t.app.files.put(b"\x89PNG\0".to_vec()).await.unwrap();
        assert_eq!(complaints(t).await, []);
        assert_eq!(rows(t).await, before, "looking changes nothing");

        batch(t, "delete from ticket_search").await;
        let [(part, said)] = complaints(t).await.try_into().unwrap();
        assert_eq!((part, said.as_str()), ("search", "0 of 2 tickets can be found"));
        // what the advice says
        let saved = beside(t, "backup.tar");
        backup::take(&t.config(), &saved, t.app.now()).await.unwrap();
        backup::restore(&t.config(), &saved, None, t.app.now()).await.unwrap();
        assert_eq!(complaints(t).await, []);

        let letter = jobs::Letter { to: "no address".into(), ..jobs::Letter::default() };
        let now = t.app.now();
        let written = t.app.db.write(move |tx| jobs::enqueue(tx, now, jobs::SEND_MAIL, &letter));
        written.await.unwrap();
        t.later(2 * 3600);
        let [(part, said)] = complaints(t).await.try_into().unwrap();
        assert!(part == "jobs" && said.contains("1 of them for over an hour"), "{said}");
        for _ in 0..9 {
            t.run_jobs().await;
            t.later(4 * 3600);
        }
        let [(part, said)] = complaints(t).await.try_into().unwrap();
        assert!(part == "jobs" && said.contains("1 failed"), "{said}");
    });
}

#[test]
fn a_damaged_database_is_named_and_put_aside_by_a_forced_restore() {
    each_db(async |t| {
        lived_in(t).await;
        t.run_jobs().await;
        let (file, now) = (beside(t, "backup.tar"), t.app.now());
        backup::take(&t.config(), &file, now).await.unwrap();
        let folder = beside(t, "damaged");
        std::fs::create_dir_all(&folder).unwrap();
        let config = Config { data: folder.clone(), ..Config::default() };
        let database = folder.join("footbridge.db");
        let wrong = async |config: &Config| {
            let found = check::look(config.clone()).await;
            let wrong: Vec<_> = found.into_iter().filter(|f| f.advice.is_some()).collect();
            wrong.iter().map(|f| format!("{}: {}", f.part, f.said)).collect::<Vec<_>>().join("; ")
        };
        let none = wrong(&config).await;
        assert!(none.contains("database: there is no database at"), "{none}");
        assert!(!database.exists(), "looking makes nothing");
        for (asides, is_cut) in (0..).zip([false, true]) {
            if is_cut {
                let whole = std::fs::read(&database).unwrap();
                std::fs::write(&database, &whole[..whole.len() / 2]).unwrap();
            } else {
                std::fs::write(&database, "no database".repeat(500)).unwrap();
            }
            let said = wrong(&config).await;
            assert!(said.starts_with("database: ") && said.contains("damaged"), "{said}");
            let said = refusal(backup::restore(&config, &file, Some(UNLESS), now).await);
            assert!(said.contains("damaged") && said.ends_with(UNLESS), "{said}");
            let later = now.plus_seconds(asides);
            let back = backup::restore(&config, &file, None, later).await.unwrap();
            assert!(back.aside.unwrap().exists());
            assert_eq!(wrong(&config).await, "");
        }
        let app = footbridge::wiring::open(config, Clock::manual(Time::default())).await.unwrap();
        assert_eq!(app.secret, t.app.secret, "links and mail from before still work");
        std::thread::spawn(move || app.db.close()).join().unwrap();
    });
}
