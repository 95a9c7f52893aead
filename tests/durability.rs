//! What was acknowledged is kept, whatever happens to the process, the disk and the database.
// tidy: allow sql because connections are cut from outside

use crate::program::{Client, Folder, Server, exported, run};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};
use testing::each_db;

/// A desk with one agent; gives their token.
fn desk(data: &str) -> String {
    let add = ["person", "add", "yusuf@it.example", "--name", "Yusuf", "--role", "agent"];
    run(&[&add[..], &["--data", data]].concat()).is(0);
    let token = run(&["token", "create", "--person", "yusuf@it.example", "--data", data]).is(0);
    token.out.trim().to_owned()
}

fn ticket(subject: &str) -> Value {
    json!({"kind": "incident", "subject": subject, "description": "The network is down."})
}

/// How often each subject is in the database, and nothing is wrong with it.
fn kept(folder: &Folder, data: &str) -> BTreeMap<String, usize> {
    let check = run(&["check", "--data", data]).is(0);
    assert!(!check.out.contains("PROBLEM"), "{}", check.out);
    let out = folder.at("out");
    std::fs::remove_dir_all(&out).ok();
    run(&["export", &out, "--data", data]).is(0);
    let mut kept = BTreeMap::new();
    for row in exported(&out, "ticket") {
        *kept.entry(row["subject"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    kept
}

#[test]
fn every_ticket_acknowledged_before_a_kill_is_there_once_afterwards() {
    const CLIENTS: usize = 6;
    let folder = Folder::new();
    let data = folder.at("data");
    let token = desk(&data);
    let server = Server::start(&data);
    let client = server.client().token(&token);
    let acknowledged = AtomicUsize::new(0);
    let subjects = std::thread::scope(|scope| {
        let (client, acknowledged) = (&client, &acknowledged);
        let load = |number: usize| {
            let mut done = Vec::new();
            for n in 0.. {
                let subject = format!("load {number}-{n}");
                let body = ticket(&subject).to_string();
                let Some(answer) =
                    client.send("POST", "/api/v1/tickets", "application/json", &body)
                else {
                    break;
                };
                // counted only after the whole answer has come
                assert_eq!(answer.is(201).status, 201);
                done.push(subject);
                acknowledged.fetch_add(1, Ordering::SeqCst);
            }
            done
        };
        let loads: Vec<_> = (0..CLIENTS).map(|n| scope.spawn(move || load(n))).collect();
        while acknowledged.load(Ordering::SeqCst) < 150 {
            std::thread::yield_now();
        }
        server.signal("KILL");
        loads.into_iter().flat_map(|load| load.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(server.ended(), -1, "it was killed");
    let again = Server::start(&data);
    let kept = kept(&folder, &data);
    for subject in &subjects {
        assert_eq!(kept.get(subject), Some(&1), "{subject} of {}", subjects.len());
    }
    // at most the one that each client had not heard of yet
    assert!(kept.values().all(|times| *times == 1));
    assert!(kept.len() <= subjects.len() + CLIENTS, "{} of {}", kept.len(), subjects.len());
    again.client().token(&token).post("/api/v1/tickets", &ticket("after")).is(201);
}

/// Somebody signed in in a browser.
fn browser(server: &Server, data: &str) -> Client {
    let add = ["person", "add", "ann@library.example", "--name", "Ann", "--data", data];
    let link = run(&add).is(0).out;
    let path = link.trim().strip_prefix("http://127.0.0.1:8080").unwrap();
    let answer = server.client().form(path, &[]).is(303);
    let cookie = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    server.client().with("cookie", cookie.split(';').next().unwrap())
}

#[test]
fn a_full_disk_is_said_honestly_loses_nothing_and_is_over_when_there_is_room() {
    let folder = Folder::new();
    let data = folder.at("data");
    let token = desk(&data);
    let server = Server::start_with_bounds(&data);
    let client = server.client().token(&token);
    let ann = browser(&server, &data);
    client.post("/api/v1/tickets", &ticket("before")).is(201);
    // no file may grow: what the kernel says to a write on a full disk, it says to this one
    server.largest_file("1");
    for _ in 0..3 {
        let refused = client.post("/api/v1/tickets", &ticket("meanwhile")).is(503);
        assert!(
            refused.head.contains("application/problem+json")
                && refused.head.contains("retry-after: ")
        );
        let problem: Value = serde_json::from_str(&refused.body).unwrap();
        assert_eq!(problem["status"], 503);
    }
    let words = "The self-check machines are down, and there is a queue.";
    let sent = [
        ("kind", "incident"),
        ("words", words),
        ("send", "yes"),
        ("scope", "everyone"),
        ("who", "patrons"),
        ("workaround", "slow"),
        ("hurts", "now"),
    ];
    let page = ann.form("/report", &sent).is(503);
    assert!(page.body.contains(words) && page.body.contains("name=\"words\""), "{}", page.body);
    assert!(page.body.contains("action=\"/report\"") && page.body.contains("Try again"));
    client.get("/api/v1/tickets").is(200);
    client.get("/healthz").is(200);
    let ready = client.get("/readyz").is(503);
    let [database, files] = ready.body.lines().collect::<Vec<_>>().try_into().unwrap();
    assert!(database.starts_with("database: not available now: "), "{database}");
    assert!(files.starts_with("files: not available now: "), "{files}");
    // there is room again
    server.largest_file("unlimited");
    client.post("/api/v1/tickets", &ticket("after")).is(201);
    ann.form("/report", &sent).is(303);
    client.get("/readyz").is(200);
    let kept = kept(&folder, &data);
    assert_eq!(kept.get("before"), Some(&1));
    assert_eq!(kept.get("meanwhile"), None, "what was refused was not done");
    assert_eq!(kept.get("after"), Some(&1));
    assert_eq!(kept.len(), 3, "{kept:?}");
}

#[test]
fn a_locked_database_is_said_in_time_to_all_who_wait_and_is_over_with_the_lock() {
    let folder = Folder::new();
    let data = folder.at("data");
    let token = desk(&data);
    let server = Server::start(&data);
    let client = server.client().token(&token);
    client.post("/api/v1/tickets", &ticket("before")).is(201);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let other = db::Db::open(db::Settings::new(format!("sqlite:{data}/footbridge.db"))).unwrap();
    let (locked, is_locked) = mpsc::channel();
    let (let_go, wait) = mpsc::channel::<()>();
    let holder = std::thread::spawn(move || {
        let held = other.write(move |_| {
            locked.send(()).unwrap();
            wait.recv().ok();
            Ok::<_, db::Error>(())
        });
        runtime.block_on(held).unwrap();
        other.close();
    });
    is_locked.recv().unwrap();
    // reading goes on, and everybody who writes is told within the eight seconds that they wait
    client.get("/api/v1/tickets").is(200);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let refused = client.post("/api/v1/tickets", &ticket("meanwhile")).is(503);
                assert!(refused.head.contains("retry-after: "));
            });
        }
        let ready = client.get("/readyz").is(503);
        assert!(ready.body.contains("database: not available now: "), "{}", ready.body);
        assert!(ready.body.contains("locked") || ready.body.contains("no answer within"));
        assert!(ready.body.contains("files: ok"), "{}", ready.body);
    });
    let_go.send(()).unwrap();
    holder.join().unwrap();
    client.post("/api/v1/tickets", &ticket("after")).is(201);
    client.get("/readyz").is(200);
    let kept = kept(&folder, &data);
    assert_eq!(kept.keys().collect::<Vec<_>>(), ["after", "before"]);
}

#[test]
fn a_cut_connection_to_postgresql_heals_by_itself() {
    each_db(async |t| {
        let settings = t.app.db.settings().clone();
        if settings.sqlite_file().is_some() {
            return;
        }
        let it = t.department("IT", true).await;
        t.team("Network", it).await;
        let ann = t.visitor(t.person("ann@library.example", None).await).await;
        let post = async || ann.json("POST", "/api/v1/tickets", ticket("x")).await.status.as_u16();
        assert_eq!(post().await, 201);
        let connections = settings.connections;
        std::thread::spawn(move || {
            settings.snapshot(|tx| -> db::Result<()> {
                tx.batch(
                    "select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and pid <> pg_backend_pid()",
                )
            })
        })
        .join()
        .unwrap()
        .unwrap();
        for _ in 0..8 * connections {
            assert_eq!(post().await, 201);
        }
        let opened = 1 + 8 * connections;
        let ids = t
            .app
            .read(|tx| Ok(tx.all::<(i64,)>(&db::Sql::new("select id from ticket"), &[])?.len()));
        assert_eq!(ids.await.unwrap(), opened);
    });
}

#[test]
fn a_database_that_may_not_grow_refuses_whole_tickets_and_goes_on_later() {
    each_db(async |t| {
        if t.app.db.settings().sqlite_file().is_none() {
            return;
        }
        let ann = t.visitor(t.person("ann@library.example", None).await).await;
        let limit = async |text: &'static str| {
            t.app.db.write(move |tx| tx.batch(text)).await.unwrap();
        };
        let post = async || {
            let long = "All the machines at Northside say out of service. ".repeat(400);
            let body = json!({"subject": "x", "description": long});
            ann.json("POST", "/api/v1/tickets", body).await.status.as_u16()
        };
        limit("pragma max_page_count = 1").await;
        let mut opened = 0;
        while post().await == 201 {
            opened += 1;
        }
        // many at once share a transaction, and it fails for all or for those that did not fit
        let many = tokio::join!(post(), post(), post(), post());
        assert_eq!(many, (503, 503, 503, 503));
        limit("pragma max_page_count = 1000000").await;
        assert_eq!(post().await, 201);
        let check = footbridge::check::check(&t.app).await.unwrap();
        assert!(check.iter().all(|finding| finding.advice.is_none()), "{check:?}");
        let seen = ann.get("/api/v1/tickets?limit=200").await.json();
        assert_eq!(seen.as_array().unwrap().len(), opened + 1);
    });
}
