//! What it costs to mark the words of a glossary in a message.

use crate::Failure;
use bridge::marking::{Entry, Glossary};
use std::time::{Duration, Instant};

/// So many words are in the glossary.
const WORDS: usize = 1_000;
/// So long is the message, in bytes.
const MESSAGE: usize = 10_000;
/// So often it is marked.
const TIMES: u32 = 2_000;

/// CPU time of this process so far.
fn cpu() -> Result<Duration, Failure> {
    let text = std::fs::read_to_string("/proc/self/schedstat")?;
    let nanos = text.split_whitespace().next().unwrap_or_default().parse()?;
    Ok(Duration::from_nanos(nanos))
}

/// Marks a message of 10 kB with 1,000 words of three forms each, and prints what one time costs. The
/// yardstick is the least that must be done: reading every byte of it once.
pub fn measure() -> Result<(), Failure> {
    let (words, html) = made();
    let begun = Instant::now();
    let glossary = Glossary::new(&words);
    println!("made ready in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let marked = glossary.mark(&html, |_| true);
    println!(
        "{} of {WORDS} words marked in {} bytes",
        marked.matches("data-term").count(),
        html.len()
    );
    let before = cpu()?;
    for _ in 0..TIMES {
        std::hint::black_box(glossary.mark(std::hint::black_box(&html), |_| true));
    }
    let each = (cpu()? - before).as_secs_f64() * 1e6 / f64::from(TIMES);
    let before = cpu()?;
    for _ in 0..TIMES {
        let html = std::hint::black_box(&html);
        std::hint::black_box(
            html.bytes().fold(0_u64, |sum, byte| sum.rotate_left(5) ^ u64::from(byte)),
        );
    }
    let least = (cpu()? - before).as_secs_f64() * 1e6 / f64::from(TIMES);
    println!(
        "marking a message: {each:.0} µs CPU, {:.1} times reading it ({least:.1} µs)",
        each / least
    );
    Ok(())
}

/// Words and a message in which every twentieth word is one of them.
fn made() -> (Vec<Entry>, String) {
    let syllables = ["ka", "lo", "mi", "ser", "net", "por", "ta", "lib", "cir", "hol", "dex", "ra"];
    let name = |n: usize| {
        let pick = |at: usize| syllables[at % syllables.len()];
        format!("{}{}{}", pick(n), pick(n / 12), pick(n / 144))
    };
    let entry = |n: usize| Entry {
        id: i64::try_from(n).unwrap_or_default(),
        forms: vec![
            (name(n), false),
            (format!("{}s", name(n)), false),
            (name(n).to_uppercase(), true),
        ],
    };
    let words = (0..WORDS).map(entry).collect();
    let mut html = String::from("<p>");
    let mut n = 0;
    while html.len() < MESSAGE {
        match n % 20 {
            7 => html.push_str(&name(n * 13 % WORDS)),
            12 => html.push_str("<a href=\"/tickets/7\">#7</a> &amp; the"),
            19 => html.push_str("queue.</p><p>It"),
            _ => html.push_str(["the", "printer", "says", "again", "nothing", "since"][n % 6]),
        }
        html.push(' ');
        n += 1;
    }
    html.push_str("</p>");
    (words, html)
}
