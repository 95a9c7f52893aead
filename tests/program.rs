//! The real program as a process of its own, and just enough HTTP to talk to it.

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_footbridge");

/// A folder that is gone with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::SeqCst);
        let name = format!("footbridge-program-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    /// A path in it, as an argument.
    pub fn at(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    #[track_caller]
    pub fn is(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        let said = format!("{}{}", self.out, self.err);
        assert!(said.contains(text), "`{text}` is not said:\n{said}");
        self
    }
}

fn program(args: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(args).env_clear().envs(environment.iter().copied());
    command.current_dir(std::env::temp_dir());
    command
}

/// Runs a command to its end.
pub fn run(args: &[&str]) -> Ran {
    run_with(args, &[], b"")
}

/// The same with variables in the environment and bytes on standard input.
pub fn run_with(args: &[&str], environment: &[(&str, &str)], input: &[u8]) -> Ran {
    finish(program(args, environment), input)
}

fn finish(mut command: Command, input: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // a command that does not read closes its end
    child.stdin.take().unwrap().write_all(input).ok();
    let done = child.wait_with_output().unwrap();
    Ran {
        code: done.status.code().unwrap_or(-1),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

/// Runs a command while no file may grow, as on a full disk.
pub fn run_on_full_disk(args: &[&str], input: &[u8]) -> Ran {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"", PROGRAM]).args(args);
    finish(command, input)
}

/// A server that runs until the test ends, at the latest.
pub struct Server {
    child: Child,
    /// What it said before it was ready.
    pub greeting: Vec<String>,
    address: String,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.head, self.body);
        self
    }
}

impl Server {
    /// `footbridge serve` on this data folder.
    pub fn start(data: &str) -> Self {
        Self::from(program(&["serve", "--data", data, "--listen", "127.0.0.1:0"], &[]), "listening")
    }

    /// The same without the signal that would end a process that writes beyond the largest file it
    /// may have: as on a full disk, the write fails instead.
    pub fn start_with_bounds(data: &str) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", PROGRAM, "serve", "--data", data]);
        command.args(["--listen", "127.0.0.1:0"]).env("FOOTBRIDGE_LOG__LEVEL", "error");
        Self::from(command, "listening")
    }

    /// `footbridge demo` with more arguments.
    pub fn demo(args: &[&str]) -> Self {
        let args = [&["demo", "--listen", "127.0.0.1:0"], args].concat();
        Self::from(program(&args, &[]), "password")
    }

    /// Waits for the line that says it is ready.
    fn from(mut command: Command, ready: &str) -> Self {
        command.env("FOOTBRIDGE_LOG__LEVEL", "error").stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut greeting: Vec<String> = Vec::new();
        while greeting.last().is_none_or(|line| !line.starts_with(ready)) {
            greeting.push(lines.next().expect("it starts").unwrap());
        }
        let address = greeting[0].strip_prefix("listening on http://").unwrap().to_owned();
        Server { child, greeting, address }
    }

    /// Sends a signal by its name: `TERM`, `KILL`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(sent.unwrap().success());
    }

    /// Sets the largest file it may write, in bytes, or lifts that.
    pub fn largest_file(&self, bytes: &str) {
        let (size, pid) = (format!("--fsize={bytes}:"), self.child.id().to_string());
        let set = Command::new("prlimit").args([&size, "--pid", &pid]).status();
        assert!(set.expect("prlimit of util-linux").success());
    }

    /// Waits for its end; gives the exit code, or minus one after a signal.
    pub fn ended(mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap_or(-1)
    }

    /// Somebody who sends requests to it.
    pub fn client(&self) -> Client {
        Client { address: self.address.clone(), headers: String::new() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Sends requests, each on its own connection.
#[derive(Clone)]
pub struct Client {
    address: String,
    headers: String,
}

impl Client {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        write!(self.headers, "{name}: {value}\r\n").unwrap();
        self
    }

    /// With an API token.
    pub fn token(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "text/plain", "").expect("an answer in time")
    }

    #[track_caller]
    pub fn post(&self, path: &str, body: &serde_json::Value) -> Answer {
        let sent = self.send("POST", path, "application/json", &body.to_string());
        sent.expect("an answer in time")
    }

    #[track_caller]
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = web::Fields::new(fields.iter().copied()).encode();
        let sent = self.send("POST", path, "application/x-www-form-urlencoded", &body);
        sent.expect("an answer in time")
    }

    /// Sends the head of a request with a JSON body and waits until the server asks for the body;
    /// then does something, sends the body, and gives the status.
    pub fn post_slowly(
        &self,
        path: &str,
        body: &serde_json::Value,
        meanwhile: impl FnOnce(),
    ) -> u16 {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(8))).unwrap();
        let body = body.to_string();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{}\r\n",
            body.len(),
            self.headers
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut go_on = [0; 25];
        stream.read_exact(&mut go_on).unwrap();
        assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
        meanwhile();
        stream.write_all(body.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// Whether anybody still answers at this address.
    pub fn is_answered(&self) -> bool {
        TcpStream::connect(&self.address).is_ok()
    }

    /// None if the connection ends before the answer does, or nothing comes for eight seconds.
    pub fn send(&self, method: &str, path: &str, kind: &str, body: &str) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(8))).ok()?;
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n{}\r\n{body}",
            self.headers
        );
        stream.write_all(head.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        // names of headers in small letters; their values as they are
        let line = |line: &str| match line.split_once(": ") {
            Some((name, value)) => format!("{}: {value}", name.to_lowercase()),
            None => line.to_owned(),
        };
        let head = head.lines().map(line).collect::<Vec<_>>().join("\n");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if length.is_some_and(|length| length.parse() != Ok(body.len())) {
            return None;
        }
        Some(Answer { status, head, body: body.to_owned() })
    }
}

/// Rows of an export as JSON, in order.
pub fn exported(folder: &str, table: &str) -> Vec<serde_json::Value> {
    let mut files: Vec<_> = std::fs::read_dir(Path::new(folder).join("rows").join(table))
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    let lines: Vec<String> =
        texts.flat_map(|t| t.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect()
}
