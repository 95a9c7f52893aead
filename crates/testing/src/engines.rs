//! A fresh application on SQLite, and on PostgreSQL where there is one.
// tidy: allow sql because the builders set up rows that no action makes in one step

use crate::Visitor;
use base::{
    Actor, App, Clock, Config, DepartmentId, DeviceId, LocationId, PersonId, ServiceId, TeamId,
    Time, args, sha256, sql,
};
use db::{Settings, Sync};
use std::{
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

/// Monday, 23 November 2026, 10:00 in Melbourne: when every test begins.
pub const START: &str = "2026-11-22T23:00:00Z";

/// An application of a test's own. Its clock stands still until the test moves it.
pub struct TestApp {
    /// The application.
    pub app: App,
    folder: PathBuf,
    database: Option<(String, String)>,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Runs a test on SQLite and, when `FOOTBRIDGE_TEST_POSTGRES` names a server, on PostgreSQL.
pub fn each_db(test: impl AsyncFn(&TestApp)) {
    // a failed request says why beside the failed test
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_test_writer()
        .try_init();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime for the test");
    runtime.block_on(async {
        let app = TestApp::sqlite().await;
        test(&app).await;
        app.finish();
        match server() {
            Some(server) => {
                let app = TestApp::postgres(&server).await;
                test(&app).await;
                app.finish();
            }
            None => eprintln!("skipped on PostgreSQL: FOOTBRIDGE_TEST_POSTGRES is not set"),
        }
    });
}

#[expect(clippy::disallowed_methods, reason = "the test runner says where the server is")]
fn server() -> Option<String> {
    std::env::var("FOOTBRIDGE_TEST_POSTGRES").ok()
}

/// A database that has been migrated once, to copy for each test: one for every process that
/// tests at the same steps, because each would otherwise leave its own behind on the server.
fn template(server: &str) -> String {
    static MADE: Mutex<Option<String>> = Mutex::new(None);
    let mut made = MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(name) = &*made {
        return name.clone();
    }
    let steps: String = db::MIGRATIONS.iter().flat_map(|step| [step.text, step.postgres]).collect();
    let hash = sha256(steps.as_bytes());
    let name =
        format!("template_{}", hash[..8].iter().map(|b| format!("{b:02x}")).collect::<String>());
    let mut client = postgres::Client::connect(server, postgres::NoTls).expect("the test server");
    // whoever comes first makes it; any fixed number does. The lock ends with the connection.
    client.batch_execute("select pg_advisory_lock(1718578037)").expect("a lock");
    let is_there = client
        .query_opt("select 1 from pg_database where datname = $1 and datistemplate", &[&name])
        .expect("a list of databases")
        .is_some();
    if !is_there {
        make_template(&mut client, server, &name);
    }
    *made = Some(name.clone());
    name
}

fn make_template(client: &mut postgres::Client, server: &str, name: &str) {
    // one that was begun and never finished is not marked as a template yet
    client
        .batch_execute(&format!("drop database if exists {name} with (force)"))
        .and_then(|()| client.batch_execute(&format!("create database {name}")))
        .expect("a template database");
    let url = with_database(server, name);
    let db = db::Db::open(Settings { connections: 1, ..Settings::new(url) }).expect("the template");
    let now = START.parse::<jiff::Timestamp>().expect("a time").into();
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
        .block_on(db.write(move |tx| db::migrate(tx, now)))
        .expect("the template migrates");
    db.close();
    client
        .batch_execute(&format!("alter database {name} with is_template true"))
        .expect("a template database");
}

fn with_database(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("a database in the address");
    format!("{base}/{name}")
}

impl TestApp {
    /// On SQLite, in a folder of its own.
    pub async fn sqlite() -> Self {
        let folder = folder();
        let url = format!("sqlite:{}", folder.join("test.db").display());
        Self::open(folder, url, None).await
    }

    /// One more on every engine there is, for what goes from one to another. Whoever asks for them
    /// ends them with [`finish`](Self::finish).
    pub async fn on_each() -> Vec<Self> {
        let mut apps = vec![Self::sqlite().await];
        if let Some(server) = server() {
            apps.push(Self::postgres(&server).await);
        }
        apps
    }

    /// The settings with which another process would reach the same rows and files.
    pub fn config(&self) -> Config {
        let mut config = (*self.app.config).clone();
        config.database.url = self.app.db.settings().url.clone();
        config
    }

    /// As after a new start: what was read at the start is read again.
    pub async fn reopen(&mut self) {
        let settings = self.app.db.settings().clone();
        let old = self.app.clone();
        let app = footbridge::wiring::open_with(self.config(), old.clock.clone(), settings).await;
        self.app = app.expect("the application opens again");
        std::thread::spawn(move || old.db.close()).join().expect("the database closes");
    }

    async fn postgres(server: &str) -> Self {
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        let (own, given) = (name.clone(), server.to_owned());
        std::thread::spawn(move || {
            let template = template(&given);
            let mut client = postgres::Client::connect(&given, postgres::NoTls).expect("server");
            client
                .batch_execute(&format!("create database {own} template {template}"))
                .expect("a database for the test");
        })
        .join()
        .expect("a database for the test");
        let url = with_database(server, &name);
        Self::open(folder(), url, Some((server.to_owned(), name))).await
    }

    async fn open(folder: PathBuf, url: String, database: Option<(String, String)>) -> Self {
        let mut config = Config { data: folder.clone(), ..Config::default() };
        config.server.url = "http://localhost".into();
        // most stories want to read an answer at once; those about taking it back say so
        config.desk.undo_seconds = 0;
        let now: Time = START.parse::<jiff::Timestamp>().expect("a time").into();
        let settings = Settings { sync: Sync::Off, connections: 2, ..Settings::new(url) };
        let app = footbridge::wiring::open_with(config, Clock::manual(now), settings)
            .await
            .expect("the application opens");
        TestApp { app, folder, database }
    }

    /// Cleans up.
    pub fn finish(self) {
        let TestApp { app, folder, database } = self;
        std::thread::spawn(move || app.db.close()).join().expect("the database closes");
        std::fs::remove_dir_all(folder).ok();
        if let Some((server, name)) = database {
            std::thread::spawn(move || {
                let mut client =
                    postgres::Client::connect(&server, postgres::NoTls).expect("server");
                client.batch_execute(&format!("drop database {name} with (force)")).ok();
            })
            .join()
            .ok();
        }
    }

    /// Moves the clock on.
    pub fn later(&self, seconds: i64) {
        self.app.clock.set(self.app.now().plus_seconds(seconds));
    }

    /// Runs every job that is due; gives how many.
    pub async fn run_jobs(&self) -> usize {
        jobs::run_due(&footbridge::wiring::worker(), &self.app).await.expect("jobs run")
    }

    /// Tells the open pages what was committed since the last time.
    pub async fn feed(&self) {
        desk::live::feed_once(&self.app).await.expect("events are read");
    }

    /// The same rows and files by another process, as it were: with connections of its own, and
    /// pages of its own that are open. Whoever asks for it closes its database.
    pub async fn other_node(&self) -> App {
        let settings = self.app.db.settings().clone();
        let clock = self.app.clock.clone();
        let other = footbridge::wiring::open_with(self.config(), clock, settings).await;
        other.expect("the application opens")
    }

    /// The messages in the outbox, in order of sending.
    pub fn outbox(&self) -> Vec<String> {
        let folder = self.app.config.data.join(&self.app.config.mail.outbox);
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        files.sort();
        files.iter().map(|file| std::fs::read_to_string(file).unwrap_or_default()).collect()
    }

    async fn insert(
        &self,
        body: impl FnOnce(&mut db::Tx) -> db::Result<(i64,)> + Send + 'static,
    ) -> i64 {
        self.app.db.write(body).await.expect("a row for the test").0
    }

    /// A department that asks for help (`is_provider` false) or gives it.
    pub async fn department(&self, name: &'static str, is_provider: bool) -> DepartmentId {
        DepartmentId(
            self.insert(move |tx| {
                tx.one(
                    sql!("insert into department (name, kind, is_provider) values ($1, 'internal', $2) returning id"),
                    args![name, is_provider],
                )
            })
            .await,
        )
    }

    /// A team of a provider.
    pub async fn team(&self, name: &'static str, department: DepartmentId) -> TeamId {
        TeamId(
            self.insert(move |tx| {
                tx.one(
                    sql!("insert into team (name, department_id) values ($1, $2) returning id"),
                    args![name, department],
                )
            })
            .await,
        )
    }

    /// A branch.
    pub async fn location(&self, name: &'static str) -> LocationId {
        LocationId(
            self.insert(move |tx| {
                tx.one(
                    sql!("insert into location (name, time_zone, hours) values ($1, 'Australia/Melbourne', 'Mon-Fri 09:00-18:00') returning id"),
                    args![name],
                )
            })
            .await,
        )
    }

    /// A service that a team looks after.
    pub async fn service(
        &self,
        name: &'static str,
        department: DepartmentId,
        team: TeamId,
    ) -> ServiceId {
        ServiceId(
            self.insert(move |tx| {
                tx.one(
                    sql!("insert into service (name, department_id, team_id, keywords) values ($1, $2, $3, $1) returning id"),
                    args![name, department, team],
                )
            })
            .await,
        )
    }

    /// A device at a place.
    pub async fn device(&self, name: &'static str, kind: &'static str, at: LocationId) -> DeviceId {
        DeviceId(
            self.insert(move |tx| {
                tx.one(
                    sql!("insert into device (name, kind, location_id) values ($1, $2, $3) returning id"),
                    args![name, kind, at],
                )
            })
            .await,
        )
    }

    /// A code on a device; its row.
    pub async fn code(&self, token: &'static str, device: DeviceId) -> i64 {
        self.insert(move |tx| {
            tx.one(
                sql!("insert into scan_code (token, device_id, made_at) values ($1, $2, 0) returning id"),
                args![token, device],
            )
        })
        .await
    }

    /// A report by a code that waits for somebody to look; its row.
    pub async fn waiting_report(&self, code: i64, key: &'static str) -> i64 {
        let now = self.app.now();
        self.insert(move |tx| {
            tx.one(
                sql!("insert into scan_report (key, scan_code_id, symptom, words, is_cut, state, reason, at) values ($1, $2, 'other', 'It hums', false, 'waiting', 'many', $3) returning id"),
                args![key, code, now],
            )
        })
        .await
    }

    /// Somebody with an account.
    pub async fn person(&self, email: &'static str, department: Option<DepartmentId>) -> PersonId {
        let now = self.app.now();
        PersonId(
            self.insert(move |tx| {
                let name = email.split('@').next().unwrap_or(email);
                let name = name[..1].to_uppercase() + &name[1..];
                tx.one(
                    sql!("insert into person (name, email, department_id, created_at) values ($1, $2, $3, $4) returning id"),
                    args![&name, email, department, now],
                )
            })
            .await,
        )
    }

    /// Gives a role, for everything, a department or a team.
    pub async fn grant(
        &self,
        person: PersonId,
        role: &'static str,
        department: Option<DepartmentId>,
        team: Option<TeamId>,
    ) {
        let now = self.app.now();
        self.insert(move |tx| {
            tx.one(
                sql!("insert into role_grant (person_id, role, department_id, team_id, granted_at) values ($1, $2, $3, $4, $5) returning id"),
                args![person, role, department, team, now],
            )
        })
        .await;
    }

    /// The person as an actor.
    pub async fn actor(&self, person: PersonId) -> Actor {
        let zone = self.app.config.time_zone();
        let found =
            self.app.read(move |tx| Ok(people::sign_in::actor_of(tx, person, &zone)?)).await;
        found.expect("readable").expect("an active person")
    }

    /// The person in a browser, signed in.
    pub async fn visitor(&self, person: PersonId) -> Visitor {
        let cookie = base::token();
        let (hash, now) = (sha256(cookie.as_bytes()), self.app.now());
        let expires = now.plus_seconds(30 * 86_400);
        self.app
            .db
            .write(move |tx| {
                tx.run(
                    sql!("insert into session (token_hash, person_id, device, created_at, seen_at, expires_at) values ($1, $2, 'test', $3, $3, $4)"),
                    args![&hash, person, now, expires],
                )
            })
            .await
            .expect("a session");
        Visitor::new(&self.app, Some(cookie))
    }

    /// Somebody in a browser who is not signed in.
    pub fn stranger(&self) -> Visitor {
        Visitor::new(&self.app, None)
    }
}

fn folder() -> PathBuf {
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let folder =
        std::env::temp_dir().join(format!("footbridge-test-{}-{number}", std::process::id()));
    // a test that was killed leaves its folder, and process numbers come round again
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}
