//! Debian packages that a level needs and the machine lacks. Only root installs, and says so;
//! anyone else is told what to type.

use crate::run;
use std::process::{Command, Stdio};

/// Whether this process may install packages and has to give up its rights for PostgreSQL.
pub fn is_root() -> bool {
    run::answer(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs Debian packages as root, or explains what is missing and how to get it.
pub fn packages(what: &str, names: &[&str]) -> Result<(), String> {
    let by_hand = format!("sudo apt-get install --no-install-recommends {}", names.join(" "));
    if run::find_program(&["apt-get"], &[]).is_none() {
        return Err(format!(
            "{what} is missing; install it with your system's packages (on Debian and Ubuntu: {by_hand})"
        ));
    }
    if !is_root() {
        return Err(format!("{what} is missing; get it with: {by_hand}"));
    }
    println!("{what} is missing: installing the Debian packages {}", names.join(" "));
    let mut update = apt();
    // An index that is partly out of date may still have what is needed.
    if !run::status(update.arg("update"))? {
        println!("apt-get update failed; going on with the package lists that are here");
    }
    let mut install = apt();
    install.args(["install", "-y", "--no-install-recommends"]).args(names);
    if run::status(&mut install)? {
        Ok(())
    } else {
        Err(format!("{what} is missing, and `apt-get install {}` failed", names.join(" ")))
    }
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    // Output is not captured: a package may leave a service running that keeps the pipe open.
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q").stdin(Stdio::null());
    command
}
