//! A believable library and IT department to look at, on this machine only.

mod agreements;
mod bridge;
mod calendars;
mod content;
mod counter;
mod felt;
mod generate;
mod load;
mod queue;
mod relations;
mod store;
mod told;
mod work;

use crate::{serve::serve, wiring};
use base::{Actor, App, AppParts, Clock, Config, Error, Result, Time};
use std::{net::SocketAddr, path::PathBuf};

/// Who is named first: one of each part.
const FIRST: [&str; 7] = ["ahmed", "nadia", "yusuf", "priya", "helen", "kerryn", "rajiv"];

/// Tickets besides the forty that were written.
#[derive(Clone, Copy)]
pub struct More {
    /// How many.
    pub tickets: u64,
    /// The same seed, the same tickets.
    pub seed: u64,
}

/// A time of the day there.
fn at(app: &App, day: jiff::civil::Date, (hour, minute): (i8, i8)) -> Time {
    let there = app.config.time_zone().to_timestamp(day.at(hour, minute, 0, 0));
    there.map_or(app.now(), Time::from)
}

/// The date there.
fn here(app: &App) -> jiff::civil::Date {
    app.config.time_zone().to_datetime(app.now().timestamp()).date()
}

/// Serves a folder that this demo filled before, or fills a fresh one first.
pub async fn run(
    mut config: Config,
    data: Option<PathBuf>,
    listen: &str,
    more: More,
) -> Result<()> {
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
    config.name = "Bellwater City Council".into();
    // links in mail and on labels begin with it
    config.server.listen = listen.to_owned();
    config.database.url = "sqlite:footbridge.db".into();
    let folder = config.data.clone();
    let content = content::read()?;
    let is_fresh = !config.data.join("footbridge.db").exists();
    let app = wiring::open(config, Clock::manual(Clock::System.now())).await?;
    if is_fresh {
        fill(&app, &content, more).await?;
    } else {
        expect(&app, more).await?;
    }
    let app = App::new(AppParts { clock: Clock::System, ..app.parts() });
    let served = serve(app, listen, || greet(&content)).await;
    if is_temporary {
        std::fs::remove_dir_all(folder).ok();
    }
    served
}

/// The demo's name for itself, so that a half-filled folder or a real one is never taken for it.
fn named(more: More) -> String {
    format!("seed {}, {} generated tickets", more.seed, more.tickets)
}

/// Fills an empty database; also for tests and benchmarks.
pub async fn fill(app: &App, content: &content::Content, more: More) -> Result<()> {
    let keys = load::load(app, content).await?;
    calendars::keep(app, &keys).await?;
    relations::tie(app, &keys).await?;
    counter::fill(app, &keys).await?;
    queue::fill(app, &keys).await?;
    work::keep(app, &keys).await?;
    bridge::fill(app, &keys).await?;
    agreements::fill(app, &keys).await?;
    felt::fill(app, &keys).await?;
    told::read(app, &keys).await?;
    if more.tickets > 0 {
        generate::generate(app, content, &keys, (more.tickets, more.seed)).await?;
    }
    app.act(&Actor::system(), move |act| {
        desk::phases::complete(act)?;
        Ok(store::mark(act.tx, &named(more))?)
    })
    .await
}

/// Refuses a folder that holds anything but this demo.
async fn expect(app: &App, more: More) -> Result<()> {
    let found = app.read(|tx| Ok(store::find_mark(tx)?)).await?;
    let folder = app.config.data.display();
    match found {
        Some((which,)) if which == named(more) => Ok(()),
        Some((which,)) => {
            let why = format!("{folder} holds another demo ({which}): choose an empty folder");
            Err(Error::Unavailable(why))
        }
        None => {
            let why =
                format!("{folder} holds a database that is not a demo: choose an empty folder");
            Err(Error::Unavailable(why))
        }
    }
}

fn greet(content: &content::Content) {
    let people = &content.organisation.person;
    for person in FIRST.iter().filter_map(|key| people.iter().find(|p| p.key == *key)) {
        println!("  {}  {}, {}", person.email, person.name, person.title);
    }
    println!("  and {} more", people.len() - FIRST.len());
    println!("password for everyone: {}", load::PASSWORD);
}
