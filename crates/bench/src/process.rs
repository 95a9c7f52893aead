//! Programs under measurement: starting them, and what the kernel says they used.

use crate::Failure;
use std::{
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// A server that was started here.
pub struct Server {
    child: Child,
    pid: u32,
    /// Where it listens: address and port.
    pub address: String,
    /// The rest of what it says.
    pub said: Lines<BufReader<ChildStdout>>,
    /// From starting the program to its first line.
    pub greeted_after: Duration,
    /// When it was started.
    pub started: Instant,
}

impl Server {
    /// Starts a program and waits for `listening on http://...`.
    pub async fn start(program: &Path, args: &[&str]) -> Result<Self, Failure> {
        let started = Instant::now();
        let mut child = Command::new(program)
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|e| format!("{}: {e}", program.display()))?;
        let pid = child.id().ok_or("it ended at once")?;
        let stdout = child.stdout.take().ok_or("it has no stdout")?;
        let mut said = BufReader::new(stdout).lines();
        let first = said.next_line().await?.unwrap_or_default();
        let address = first
            .strip_prefix("listening on http://")
            .ok_or_else(|| format!("{} said: {first}", program.display()))?
            .to_owned();
        let greeted_after = started.elapsed();
        Ok(Server { child, pid, address, said, greeted_after, started })
    }

    /// CPU time used so far, by all threads, in user and kernel mode.
    pub fn cpu(&self) -> Result<Duration, Failure> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid))?;
        // the name, in brackets, may hold blanks; utime and stime are fields 14 and 15
        let after = stat.rsplit(") ").next().unwrap_or_default();
        let ticks: u64 =
            after.split(' ').skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
        // USER_HZ is 100 on every Linux there is
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Memory of its own (not files that are mapped), in MiB.
    pub fn own_memory(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid))?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        let kib: f64 = line
            .and_then(|line| line.trim().strip_suffix(" kB"))
            .and_then(|number| number.trim().parse().ok())
            .ok_or("no RssAnon in /proc")?;
        Ok(kib / 1024.0)
    }

    /// Asks it to stop and waits until it has.
    pub async fn stop(mut self) -> Result<(), Failure> {
        let asked = Command::new("kill").arg(self.pid.to_string()).status().await?;
        if !asked.success() {
            return Err("it could not be asked to stop".into());
        }
        self.child.wait().await?;
        Ok(())
    }
}
