//! The command line, as outsiders rely on it.

use crate::{demo, serve::serve, store, wiring};
use base::{Actor, App, Clock, Config, Error, Event, Origin, PersonId, Result, Role, Setting};
use clap::{Args, Parser, Subcommand};
use std::{collections::BTreeMap, io::Read, path::PathBuf, process::ExitCode};

/// Footbridge: a service desk for libraries and the IT departments that serve them.
#[derive(Parser)]
#[command(version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct Common {
    /// The settings file; `footbridge.toml` here if there is one.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// The folder for the database, files and outgoing mail.
    #[arg(long, global = true)]
    data: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the server.
    Serve {
        /// Address and port; port 0 is any free one.
        #[arg(long)]
        listen: Option<String>,
    },
    /// Serves a demo organisation with tickets in every state, on this machine only.
    Demo {
        /// Address and port; port 0 is any free one.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
    },
    /// Accounts.
    #[command(subcommand)]
    Person(PersonCommand),
    /// API tokens.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Messages.
    #[command(subcommand)]
    Mail(MailCommand),
    /// Settings.
    #[command(subcommand)]
    Config(ConfigCommand),
}

#[derive(Subcommand)]
enum PersonCommand {
    /// Creates an account and prints a one-time sign-in link.
    Add {
        /// The address to sign in with.
        email: String,
        /// As shown to others.
        #[arg(long)]
        name: String,
        /// requester, department_contact, agent, liaison, manager, it_manager, administrator
        #[arg(long, default_value = "requester")]
        role: String,
        /// Where the person works.
        #[arg(long)]
        department: Option<String>,
    },
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Prints an API token, and nothing else.
    Create {
        /// Whose.
        #[arg(long)]
        person: String,
        /// read, write, admin; may be given several times
        #[arg(long, default_values_t = ["read".to_owned(), "write".to_owned()])]
        scope: Vec<String>,
        /// How long it works.
        #[arg(long, default_value_t = 365)]
        days: i64,
    },
}

#[derive(Subcommand)]
enum MailCommand {
    /// Reads one RFC 822 message from standard input and files it.
    Deliver {
        /// The address it came to.
        #[arg(long)]
        recipient: Option<String>,
    },
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Prints every setting, its value and where it came from.
    Check,
}

/// sysexits.h
const DATA_ERROR: u8 = 65;
const TRY_LATER: u8 = 75;

/// Runs a command; what went wrong is said on stderr.
pub async fn run(cli: Cli) -> ExitCode {
    match command(cli).await {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("{}", said(&error));
            ExitCode::from(if matches!(error, Error::Unavailable(_)) { TRY_LATER } else { 1 })
        }
    }
}

/// An error as the command line says it.
fn said(error: &Error) -> String {
    let language = base::language("en");
    match error {
        Error::Invalid(problems) => problems
            .0
            .iter()
            .map(|p| {
                let args: Vec<_> = p.args.iter().map(|(n, v)| (*n, v.as_str())).collect();
                format!("{}: {}", p.field, language.with(p.key, &args))
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Error::Unavailable(why) => why.clone(),
        other => other.to_string(),
    }
}

fn settings(common: &Common) -> Result<(Config, Vec<Setting>)> {
    let file = common.config.clone().unwrap_or_else(|| "footbridge.toml".into());
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(_) if common.config.is_none() => String::new(),
        Err(error) => {
            let file = file.display();
            return Err(Error::Unavailable(format!("cannot read {file}: {error}")));
        }
    };
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    let environment: BTreeMap<String, String> = std::env::vars().collect();
    let loaded = Config::load(&text, &environment);
    let (mut config, list) = loaded.map_err(|e| Error::Unavailable(e.to_string()))?;
    if let Some(data) = &common.data {
        config.data.clone_from(data);
    }
    Ok((config, list))
}

fn start_log(config: &Config, level: &str) {
    let filter = tracing_subscriber::EnvFilter::try_new(level).unwrap_or_default();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log.format == "json" { log.json().init() } else { log.init() }
}

async fn command(cli: Cli) -> Result<u8> {
    let (mut config, list) = settings(&cli.common)?;
    match cli.command {
        Command::Config(ConfigCommand::Check) => {
            for setting in list {
                let origin = match setting.origin {
                    Origin::Default => "default".to_owned(),
                    Origin::File => "file".to_owned(),
                    Origin::Environment(name) => name,
                };
                println!("{} = {}  ({origin})", setting.name, setting.value);
            }
        }
        Command::Serve { listen } => {
            let listen = listen.unwrap_or_else(|| config.server.listen.clone());
            start_log(&config, &config.log.level.clone());
            let app = wiring::open(config, Clock::System).await?;
            serve(app, &listen, || ()).await?;
        }
        Command::Demo { listen } => {
            start_log(&config, "warn");
            demo::run(config, cli.common.data, &listen).await?;
        }
        Command::Person(PersonCommand::Add { email, name, role, department }) => {
            if config.server.url.is_empty() {
                config.server.url = format!("http://{}", config.server.listen);
            }
            let app = wiring::open(config, Clock::System).await?;
            println!("{}", add_person(&app, email, name, &role, department).await?);
        }
        Command::Token(TokenCommand::Create { person, scope, days }) => {
            let app = wiring::open(config, Clock::System).await?;
            let id = find_person(&app, person).await?;
            let system = Actor::system();
            let made = people::sign_in::issue_token(&app, &system, id, "token", &scope, days);
            println!("{}", made.await?);
        }
        Command::Mail(MailCommand::Deliver { recipient }) => {
            let app = wiring::open(config, Clock::System).await?;
            return deliver(&app, recipient).await;
        }
    }
    Ok(0)
}

async fn find_person(app: &App, email: String) -> Result<PersonId> {
    let found = app.read(move |tx| Ok(store::find_person(tx, &email.to_lowercase())?)).await?;
    let (id,) = found.ok_or_else(|| Error::Unavailable("nobody has that address".into()))?;
    Ok(id)
}

/// Creates the account and gives the link to sign in with.
async fn add_person(
    app: &App,
    email: String,
    name: String,
    role: &str,
    department: Option<String>,
) -> Result<String> {
    let role = Role::parse(role).ok_or_else(|| Error::invalid("role", "problem-choose"))?;
    if role == Role::Agent {
        return Err(Error::invalid("role", "problem-agent-needs-team"));
    }
    let system = Actor::system();
    let person = app
        .act(&system, move |act| {
            let email = email.trim().to_lowercase();
            if !email.contains('@') {
                return Err(Error::invalid("email", "problem-email"));
            }
            let department = match &department {
                Some(name) => Some(
                    store::find_department(act.tx, name)?
                        .ok_or_else(|| Error::invalid("department", "problem-choose"))?
                        .0,
                ),
                None => None,
            };
            if role.scope().is_some() && department.is_none() {
                return Err(Error::invalid("department", "problem-empty"));
            }
            if store::find_person(act.tx, &email)?.is_some() {
                return Err(Error::invalid("email", "problem-email-taken"));
            }
            let id = store::insert_person(act.tx, (&name, &email), department, act.now)?;
            let scope = role.scope().and(department);
            store::insert_grant(act.tx, id, role, scope, act.now)?;
            act.record(&Event {
                kind: "person.created",
                subject: format!("person {id}"),
                after: format!("{name} <{email}>, {role}"),
                ..Event::default()
            })?;
            Ok(id)
        })
        .await?;
    let path = people::sign_in::issue_link(app, &system, person).await?;
    Ok(format!("{}{path}", app.config.server.url.trim_end_matches('/')))
}

async fn deliver(app: &App, recipient: Option<String>) -> Result<u8> {
    let mut raw = Vec::new();
    std::io::stdin().read_to_end(&mut raw)?;
    Ok(match desk::intake::deliver(app, raw, recipient).await? {
        desk::intake::Delivered::NotAMessage => {
            eprintln!("this is not a message");
            DATA_ERROR
        }
        desk::intake::Delivered::Dropped(why) => {
            eprintln!("dropped: {why}");
            0
        }
        _ => 0,
    })
}
