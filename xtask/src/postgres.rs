//! A PostgreSQL of our own: in a temporary folder, on a free port, without durability, gone
//! afterwards.

use crate::{install, run};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// Attempts at starting, because another program may take the free port first.
const ATTEMPTS: u32 = 3;

/// A server that tests may fill with databases of their own. Dropping it stops and removes it.
pub struct Postgres {
    url: String,
    // Held, not read: dropping it ends the server.
    _caretaker: Option<Caretaker>,
}

impl Postgres {
    /// The variable that tests read the URL from.
    pub const VARIABLE: &str = "FOOTBRIDGE_TEST_POSTGRES";

    /// The server that the environment names, or else a throwaway one.
    pub fn for_tests() -> Result<Self, String> {
        if let Some(url) = std::env::var(Self::VARIABLE).ok().filter(|url| !url.is_empty()) {
            println!("PostgreSQL: the one that {} names", Self::VARIABLE);
            return Ok(Self { url, _caretaker: None });
        }
        let postgres = Self::start()?;
        println!("PostgreSQL: {} (throwaway)", postgres.url);
        Ok(postgres)
    }

    /// A superuser's URL of the database `postgres`.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn start() -> Result<Self, String> {
        let programs = programs()?;
        let user = if install::is_root() { Some(unprivileged()?) } else { None };
        let folder = std::env::temp_dir().join(format!("footbridge-postgres-{}", unique()));
        let server = Server { programs, user, folder };
        // From here on the folder goes away whatever happens.
        let caretaker = server.caretaker()?;
        server.initialise()?;
        let mut failure = String::new();
        for _ in 0..ATTEMPTS {
            match server.launch() {
                Ok(port) => {
                    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
                    return Ok(Self { url, _caretaker: Some(caretaker) });
                }
                Err(message) => failure = message,
            }
        }
        Err(failure)
    }
}

/// `cargo xtask postgres`: prints the URL and waits.
pub fn until_told() -> Result<(), String> {
    let postgres = Postgres::start()?;
    println!("{}", postgres.url());
    eprintln!("for tests: export {}={}", Postgres::VARIABLE, postgres.url());
    eprintln!("Enter or Ctrl-C stops and removes it");
    if std::io::stdin().read(&mut [0]).unwrap_or(0) == 0 {
        // No terminal to press Enter on: wait for a signal.
        loop {
            std::thread::park();
        }
    }
    Ok(())
}

/// Everything needed to call the server's programs.
struct Server {
    programs: PathBuf,
    user: Option<User>,
    folder: PathBuf,
}

struct User {
    uid: u32,
    gid: u32,
}

impl Server {
    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// One of PostgreSQL's programs, never as root: they refuse that.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        if let Some(user) = &self.user {
            // As root this also gives up root's other groups.
            command.uid(user.uid).gid(user.gid);
        }
        command.current_dir(&self.folder).env("LC_ALL", "C.UTF-8");
        command
    }

    /// Starts a shell that outlives us, whatever ends us: when its input closes, it stops the
    /// server and removes the folder. No signal handler of ours could do that after a `kill -9`.
    fn caretaker(&self) -> Result<Caretaker, String> {
        let explain = |error| format!("{}: {error}", self.folder.display());
        std::fs::create_dir(&self.folder).map_err(explain)?;
        std::fs::set_permissions(&self.folder, PermissionsExt::from_mode(0o700))
            .map_err(explain)?;
        if let Some(user) = &self.user {
            chown(&self.folder, Some(user.uid), Some(user.gid)).map_err(explain)?;
        }
        let script = r#"trap '' INT HUP TERM
            cat >/dev/null
            "$1" stop --silent --mode=immediate --pgdata="$2/data" >/dev/null 2>&1
            cd / && rm -rf "$2""#;
        let mut shell = Command::new("sh");
        // The folder belongs to the server's user, who therefore may also remove what is in it;
        // its own name in the temporary folder too, which is sticky.
        if let Some(user) = &self.user {
            shell.uid(user.uid).gid(user.gid);
        }
        let mut shell = shell
            .args(["-c", script, "caretaker"])
            .args([self.programs.join("pg_ctl"), self.folder.clone()])
            .current_dir(&self.folder)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("sh: {error}"))?;
        let line = shell.stdin.take();
        Ok(Caretaker { shell, line })
    }

    fn initialise(&self) -> Result<(), String> {
        let mut initdb = self.program("initdb");
        initdb.arg("--pgdata").arg(self.data());
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]);
        run::answer(initdb.arg("--no-sync")).map(|_| ())
    }

    /// Starts the server on a free port and waits until it answers.
    fn launch(&self) -> Result<u16, String> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        drop(listener);
        let socket = self.folder.display();
        let options = format!(
            "-p {port} -k '{socket}' -c listen_addresses=127.0.0.1 -c max_connections=300 \
             -c shared_buffers=128MB -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        );
        let log = self.folder.join("log");
        let mut start = self.program("pg_ctl");
        start.arg("start").arg("--pgdata").arg(self.data()).arg("--log").arg(&log);
        start.args(["--wait", "--silent", "--options", &options]);
        run::answer(&mut start).map(|_| port).map_err(|message| {
            format!("{message}\n{}", std::fs::read_to_string(&log).unwrap_or_default())
        })
    }
}

/// The shell that clears up; see [`Server::caretaker`].
struct Caretaker {
    shell: Child,
    line: Option<ChildStdin>,
}

impl Drop for Caretaker {
    fn drop(&mut self) {
        drop(self.line.take());
        // Nothing more can be done if it cannot be waited for.
        let _ = self.shell.wait();
    }
}

/// The folder with `initdb`, `pg_ctl` and `postgres`, installed first if need be.
fn programs() -> Result<PathBuf, String> {
    if let Some(folder) = find_programs() {
        return Ok(folder);
    }
    install::packages("PostgreSQL", &["postgresql"])?;
    find_programs().ok_or_else(|| "PostgreSQL was installed, but there is no pg_ctl".to_owned())
}

fn find_programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    versions.sort_by_key(|folder| std::cmp::Reverse(version_of(folder)));
    // PATH may hold some of them only: a client package, say, or a few links.
    let holds_all = |folder: &PathBuf| {
        ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file())
    };
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).chain(versions).find(holds_all)
}

/// Process numbers alone come again after a restart of the machine, when a folder may be left.
fn unique() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{}-{}", std::process::id(), now.subsec_nanos())
}

/// 15 for `/usr/lib/postgresql/15/bin`.
fn version_of(folder: &Path) -> u32 {
    let name = folder.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).unwrap_or(0)
}

/// A user to run the server as when we are root.
fn unprivileged() -> Result<User, String> {
    for name in ["postgres", "nobody"] {
        let id =
            |flag| run::answer(Command::new("id").args([flag, name])).ok()?.trim().parse().ok();
        if let (Some(uid), Some(gid)) = (id("-u"), id("-g")) {
            return Ok(User { uid, gid });
        }
    }
    Err("PostgreSQL does not run as root, and there is neither a user postgres nor nobody"
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version_of(Path::new("/usr/lib/postgresql/15/bin")), 15);
        assert_eq!(version_of(Path::new("/opt/bin")), 0);
    }
}
