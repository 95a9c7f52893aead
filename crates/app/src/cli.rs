//! The command line, as outsiders rely on it.

use crate::{accounts, backup, check, demo, serve::serve, wiring};
use base::{Actor, App, Clock, Config, Error, Origin, Result, Setting};
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
        /// Generated tickets, three messages each, besides the forty that were written.
        #[arg(long, default_value_t = 0)]
        tickets: u64,
        /// The same seed generates the same tickets.
        #[arg(long, default_value_t = 1)]
        seed: u64,
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
    /// Everything at once, out and in.
    #[command(flatten)]
    Whole(WholeCommand),
    /// Verifies the database, files, settings and queues, and says what to do.
    Check,
}

/// Everything at once, out and in.
#[derive(Subcommand)]
enum WholeCommand {
    /// Writes everything into one file, while the server runs.
    Backup {
        /// The file; it also holds password hashes and keys, so keep it as you keep those.
        file: PathBuf,
    },
    /// Brings a backup back. Stop the server first, or start it anew afterwards.
    Restore {
        /// The file.
        file: PathBuf,
        /// Replaces everything that is here.
        #[arg(long)]
        force: bool,
    },
    /// Writes everything but secrets into a new folder: JSON Lines, and files as they are.
    Export {
        /// The folder.
        folder: PathBuf,
    },
    /// Brings in what another system, or another Footbridge, exported.
    Import {
        /// `footbridge`: a folder that `export` made, into an empty database.
        source: Origins,
        /// The folder.
        path: PathBuf,
        /// Says what would be brought in, and changes nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

/// What can be imported.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Origins {
    Footbridge,
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
        /// requester, department_contact, agent, liaison, manager, it_manager or administrator
        #[arg(long, default_value = "requester")]
        role: String,
        /// Where the person works, or what a manager, liaison or contact is for; made if new.
        #[arg(long)]
        department: Option<String>,
        /// The team of an agent; the one that new tickets come to if left out.
        #[arg(long)]
        team: Option<String>,
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
    let is_mail = matches!(cli.command, Command::Mail(_));
    // on a task of its own, so that not even a mistake of ours makes a mail server drop a message
    let code = match tokio::spawn(command(cli)).await {
        Ok(Ok(code)) => return ExitCode::from(code),
        Ok(Err(error)) => {
            eprintln!("{}", said(&error));
            1
        }
        Err(_) => 101,
    };
    ExitCode::from(if is_mail { TRY_LATER } else { code })
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
                let more = match p.key {
                    "problem-scope" => " There are read, write and admin.",
                    _ => "",
                };
                format!("{}: {}{more}", p.field, language.with(p.key, &args))
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Error::Unavailable(why) => why.clone(),
        other => other.to_string(),
    }
}

fn settings(common: &Common) -> Result<(Config, Vec<Setting>)> {
    let file = common.config.clone().unwrap_or_else(|| "footbridge.toml".into());
    let named = file.display().to_string();
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(_) if common.config.is_none() => String::new(),
        Err(error) => {
            return Err(Error::Unavailable(format!("cannot read {named}: {error}")));
        }
    };
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    let environment: BTreeMap<String, String> = std::env::vars().collect();
    let loaded = Config::load((&named, &text), &environment);
    let (mut config, mut list) = loaded.map_err(|e| Error::Unavailable(e.to_string()))?;
    if let Some(data) = &common.data {
        config.data.clone_from(data);
        for setting in list.iter_mut().filter(|setting| setting.name == "data") {
            setting.value = format!("{:?}", data.display().to_string());
            setting.origin = Origin::Argument;
        }
    }
    Ok((config, list))
}

fn start_log(config: &Config, level: &str) {
    let filter = tracing_subscriber::EnvFilter::try_new(level).unwrap_or_default();
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr);
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
                    Origin::Argument => "command line".to_owned(),
                    Origin::Browser => "browser".to_owned(),
                };
                println!("{} = {}  ({origin})", setting.name, setting.value);
            }
        }
        Command::Serve { listen } => {
            if let Some(listen) = listen {
                config.server.listen = listen;
            }
            let listen = config.server.listen.clone();
            start_log(&config, &config.log.level.clone());
            let app = wiring::open(config, Clock::System).await?;
            serve(app, &listen, || ()).await?;
        }
        Command::Demo { listen, tickets, seed } => {
            start_log(&config, "warn");
            demo::run(config, cli.common.data, &listen, demo::More { tickets, seed }).await?;
        }
        Command::Person(PersonCommand::Add { email, name, role, department, team }) => {
            let app = wiring::open(config, Clock::System).await?;
            let add = accounts::Add { email, name, role, department, team };
            println!("{}", accounts::add(&app, add, &|line| eprintln!("{line}")).await?);
        }
        Command::Token(TokenCommand::Create { person, scope, days }) => {
            backup::must_exist(&db::Settings::new(config.database_url()))?;
            let app = wiring::open(config, Clock::System).await?;
            let id = accounts::find(&app, &person).await?;
            let system = Actor::system();
            let made = people::sign_in::issue_token(&app, &system, id, "token", &scope, days);
            println!("{}", made.await?);
        }
        Command::Mail(MailCommand::Deliver { recipient }) => {
            let app = wiring::open(config, Clock::System).await?;
            return deliver(&app, recipient).await;
        }
        Command::Check => return verify(config).await,
        Command::Whole(whole) => return move_all(whole, &config).await,
    }
    Ok(0)
}

const NOT_EMPTY: &str = "an import needs a new, empty database: name a new folder with --data";

async fn move_all(command: WholeCommand, config: &Config) -> Result<u8> {
    let now = Clock::System.now();
    let count = match command {
        WholeCommand::Backup { file } => backup::take(config, &file, now).await?,
        WholeCommand::Restore { file, force } => {
            let unless = (!force).then_some("add --force to replace what is there");
            let count = backup::restore(config, &file, unless, now).await?;
            if let Some(aside) = &count.aside {
                eprintln!("the damaged database is now {}", aside.display());
            }
            eprintln!("if the server is running, start it anew: it must learn the restored keys");
            count
        }
        WholeCommand::Export { folder } => backup::export(config, &folder, now).await?,
        WholeCommand::Import { source: Origins::Footbridge, path, dry_run } => match dry_run {
            true => {
                let (count, is_empty) = backup::look(config, &path).await?;
                let code = report(&count);
                if is_empty {
                    eprintln!("this would be brought in; nothing was changed");
                    return Ok(code);
                }
                eprintln!("nothing was changed, and nothing would be: {NOT_EMPTY}");
                return Ok(1);
            }
            false => backup::restore(config, &path, Some(NOT_EMPTY), now).await?,
        },
    };
    Ok(report(&count))
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

/// Says how much there was; files that are missing are named, and make it a failure.
fn report(count: &backup::Count) -> u8 {
    for (table, rows) in count.rows.iter().filter(|(_, rows)| **rows > 0) {
        println!("{rows:>10}  {table}");
    }
    println!("{:>10}  files", count.files);
    for key in &count.missing {
        eprintln!("this file is named by a row and is not there: {key}");
    }
    u8::from(!count.missing.is_empty())
}

async fn verify(config: Config) -> Result<u8> {
    let found = check::look(config).await;
    for finding in &found {
        match finding.advice {
            None => println!("ok       {}: {}", finding.part, finding.said),
            Some("") => println!("PROBLEM  {}: {}", finding.part, finding.said),
            Some(advice) => println!("PROBLEM  {}: {}. {advice}", finding.part, finding.said),
        }
    }
    Ok(u8::from(found.iter().any(|finding| finding.advice.is_some())))
}
