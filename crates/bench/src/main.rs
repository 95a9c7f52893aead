//! `cargo xtask bench`: Footbridge beside a yardstick, in one run, on the same rows.
//!
//! Both servers get the same load in turns, so that a noisy machine is noisy for both; what is
//! compared is CPU time for each request, as the kernel counts it.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark really asks the machine for the time; nothing here is part of the product"
)]

mod load;
mod marking;
mod process;
mod product;
mod store;
mod streams;
mod yardstick;

use clap::Parser;
use process::Server;
use product::{Measurement, Prepared};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// Anything that ends a benchmark.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Footbridge beside the least that could show the same rows.
#[derive(Parser)]
struct Options {
    /// How many tickets there are; several are measured one after the other.
    #[arg(long = "tickets", default_values_t = [10_000, 1_000_000])]
    tickets: Vec<u64>,
    /// How long each side is loaded in each round, in seconds.
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// How often the two sides take turns.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// How many connections send at once.
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// Only measurements whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Only what marking the words of a glossary costs; needs no server.
    #[arg(long)]
    marking: bool,
    /// Serve the yardstick on this database, instead of measuring.
    #[arg(long, hide = true)]
    yardstick: Option<PathBuf>,
}

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Failure> {
    let options = Options::parse();
    if let Some(file) = &options.yardstick {
        return yardstick::serve(file).await;
    }
    if options.marking {
        return marking::measure();
    }
    let own = std::env::current_exe()?;
    let binary = own.with_file_name("footbridge");
    println!("binary: {:.1} MB", std::fs::metadata(&binary)?.len() as f64 / 1e6);
    let mut all = Vec::new();
    for tickets in &options.tickets {
        all.push(measure(&options, &own, &binary, *tickets).await?);
    }
    compare(&all);
    Ok(())
}

/// CPU microseconds for one request, and what else was seen.
struct Side {
    cpu: Vec<f64>,
    rate: Vec<f64>,
    p50: Vec<f64>,
    p99: Vec<f64>,
}

struct Row {
    name: &'static str,
    product: Side,
    yardstick: Side,
}

fn median(of: &[f64]) -> f64 {
    let mut sorted = of.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

async fn measure(
    options: &Options,
    own: &Path,
    binary: &Path,
    tickets: u64,
) -> Result<Vec<Row>, Failure> {
    let prepared: Prepared = product::prepare(binary, tickets).await?;
    let (data, twin) = (prepared.copy("product")?, prepared.copy("yardstick")?);
    let (folder, file) = (data.display().to_string(), twin.join("footbridge.db"));
    let product = started(binary, &folder).await?;
    println!("\n## {tickets} tickets\n");
    println!("own memory idle: {:.1} MiB", product.own_memory()?);
    let yardstick = Server::start(own, &["--yardstick", &file.display().to_string()]).await?;
    let mut rows = Vec::new();
    println!(
        "\n| | product CPU µs | yardstick CPU µs | ratio | product r/s | yardstick r/s | ratio | product p50, p99 ms | yardstick p50, p99 ms |"
    );
    println!("| --- | --: | --: | --: | --: | --: | --: | --: | --: |");
    for one in prepared.measurements(&product, binary, &data).await? {
        if one.name.contains(&options.only) {
            let row = take_turns(options, &product, &yardstick, one).await?;
            print(&row);
            rows.push(row);
        }
    }
    if "streams".contains(&options.only) {
        streams::measure(&product, &data).await?;
    }
    if BULK.contains(&options.only) {
        bulk(&product, &prepared).await?;
    }
    println!("\nown memory afterwards: {:.1} MiB", product.own_memory()?);
    yardstick.stop().await?;
    product.stop().await?;
    Ok(rows)
}

/// As `--only` finds it.
const BULK: &str = "bulk action on 1,000 tickets";
/// How many are measured, after two that fill caches.
const DEEDS: usize = 10;

/// One deed on 1,000 tickets, again and again: what it costs for each of them, and how long somebody
/// waits. The yardstick has nothing like it: no rights, no audit trail, nothing to undo.
async fn bulk(product: &Server, prepared: &Prepared) -> Result<(), Failure> {
    let calls = prepared.bulk_deeds(product, DEEDS + 2).await?;
    let mut took = Vec::new();
    let mut before = product.cpu()?;
    for (n, call) in calls.iter().enumerate() {
        if n == 2 {
            before = product.cpu()?;
        }
        let sent = std::time::Instant::now();
        let seen = load::one(&product.address, call).await?;
        if seen.status().as_u16() != call.expects {
            return Err(format!("a bulk deed answered {}", seen.status()).into());
        }
        if n >= 2 {
            took.push(sent.elapsed().as_secs_f64() * 1000.0);
        }
    }
    let cpu = (product.cpu()? - before).as_secs_f64() * 1e6 / (DEEDS * 1000) as f64;
    println!("{BULK}: {cpu:.0} µs CPU for each ticket, {:.0} ms for all", median(&took));
    Ok(())
}

/// Starts Footbridge until it answers a page with 200, three times; the last one stays.
async fn started(binary: &Path, folder: &str) -> Result<Server, Failure> {
    let ready = load::Call {
        method: "GET",
        path: "/sign-in".into(),
        credential: None,
        form: String::new(),
        expects: 200,
    };
    let mut took = Vec::new();
    loop {
        let args = ["serve", "--listen", "127.0.0.1:0", "--data", folder];
        let server = Server::start(binary, &args).await?;
        let seen = load::one(&server.address, &ready).await?;
        took.push(server.started.elapsed().as_secs_f64() * 1000.0);
        if seen.status() != 200 {
            return Err(format!("the first page answered {}", seen.status()).into());
        }
        if took.len() == 3 {
            let listening = server.greeted_after.as_secs_f64() * 1000.0;
            let first = median(&took);
            println!("from start to the first 200: {first:.0} ms (listening: {listening:.0} ms)");
            return Ok(server);
        }
        server.stop().await?;
    }
}

async fn take_turns(
    options: &Options,
    product: &Server,
    yardstick: &Server,
    what: Measurement,
) -> Result<Row, Failure> {
    let new = || Side { cpu: vec![], rate: vec![], p50: vec![], p99: vec![] };
    let mut row = Row { name: what.name, product: new(), yardstick: new() };
    let sides = [
        (product, Arc::new(what.product), &mut row.product),
        (yardstick, Arc::new(what.yardstick), &mut row.yardstick),
    ];
    let mut sides = sides;
    for round in 0..=options.rounds {
        for (server, calls, side) in &mut sides {
            // the first round fills caches and is not counted
            let lasts = if round == 0 { options.seconds / 3.0 } else { options.seconds };
            let before = server.cpu()?;
            let lasts = Duration::from_secs_f64(lasts);
            let outcome = load::run(&server.address, calls, options.clients, lasts).await?;
            let cpu = (server.cpu()? - before).as_secs_f64() * 1e6;
            if round > 0 {
                side.cpu.push(cpu / outcome.answered as f64);
                side.rate.push(outcome.rate());
                side.p50.push(outcome.within(0.5));
                side.p99.push(outcome.within(0.99));
            }
        }
    }
    Ok(row)
}

fn print(row: &Row) {
    let (p, y) = (&row.product, &row.yardstick);
    let ratios: Vec<f64> = p.cpu.iter().zip(&y.cpu).map(|(a, b)| a / b).collect();
    let rates: Vec<f64> = p.rate.iter().zip(&y.rate).map(|(a, b)| a / b).collect();
    println!(
        "| {} | {:.0} | {:.0} | {:.2} | {:.0} | {:.0} | {:.2} | {:.1}, {:.1} | {:.1}, {:.1} |",
        row.name,
        median(&p.cpu),
        median(&y.cpu),
        median(&ratios),
        median(&p.rate),
        median(&y.rate),
        median(&rates),
        median(&p.p50),
        median(&p.p99),
        median(&y.p50),
        median(&y.p99),
    );
}

/// What the last size costs beside the first.
fn compare(all: &[Vec<Row>]) {
    let (Some(small), Some(large)) = (all.first(), all.last()) else { return };
    if all.len() < 2 {
        return;
    }
    println!("\nCPU of the most tickets beside that of the fewest:");
    for (few, many) in small.iter().zip(large) {
        let ratio = median(&many.product.cpu) / median(&few.product.cpu);
        println!("- {}: {ratio:.2}", few.name);
    }
}
