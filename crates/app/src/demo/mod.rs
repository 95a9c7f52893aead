//! A believable library and IT department to look at, on this machine only.

mod content;
mod load;
mod store;

use crate::{serve::serve, wiring};
use base::{App, AppParts, Clock, Config, Error, Result};
use std::{net::SocketAddr, path::PathBuf};

/// Who is named first: one of each part.
const FIRST: [&str; 7] = ["ahmed", "nadia", "yusuf", "priya", "helen", "kerryn", "rajiv"];

/// Fills a fresh folder and serves it.
pub async fn run(mut config: Config, data: Option<PathBuf>, listen: &str) -> Result<()> {
    let address: SocketAddr = listen.parse().map_err(|_| {
        Error::Unavailable(format!("{listen} is not an address and port, e.g. 127.0.0.1:8080"))
    })?;
    if !address.ip().is_loopback() {
        let why = "the demo has one password for everybody, so it only listens on this machine: use 127.0.0.1";
        return Err(Error::Unavailable(why.into()));
    }
    let is_temporary = data.is_none();
    config.data = data.unwrap_or_else(|| {
        std::env::temp_dir().join(format!("footbridge-demo-{}", std::process::id()))
    });
    if config.data.join("footbridge.db").exists() {
        let why =
            format!("{} holds a database already: choose an empty folder", config.data.display());
        return Err(Error::Unavailable(why));
    }
    config.name = "Bellwater City Council".into();
    config.database.url = "sqlite:footbridge.db".into();
    let folder = config.data.clone();
    let content = content::read()?;
    let app = wiring::open(config, Clock::manual(Clock::System.now())).await?;
    load::load(&app, &content).await?;
    let app = App::new(AppParts { clock: Clock::System, ..app.parts() });
    let served = serve(app, listen, || greet(&content)).await;
    if is_temporary {
        std::fs::remove_dir_all(folder).ok();
    }
    served
}

fn greet(content: &content::Content) {
    let people = &content.organisation.person;
    for person in FIRST.iter().filter_map(|key| people.iter().find(|p| p.key == *key)) {
        println!("  {}  {}, {}", person.email, person.name, person.title);
    }
    println!("  and {} more", people.len() - FIRST.len());
    println!("password for everyone: {}", load::PASSWORD);
}
