//! Every address with what nobody should ask: another number, no number, half a letter, and queries of
//! everything. In parts, so that none takes long.

use crate::{
    hostile::{encode, everybody, judge, values},
    hostile_programs,
    sources::routes,
};
use axum::{body::Body, http::Request};
use std::{fmt::Write, sync::Mutex};
use testing::each_db;

const PLACES: [&str; 16] = [
    "0",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "abc",
    "1.5",
    "%00",
    "%ff",
    "%ED%A0%80",
    "%zz",
    "%3Cscript%3E",
    "%2e%2e%2f",
    "1%0d%0aX:y",
    "%F0%9F%98%80",
    "1e309",
    "'",
];
const NAMES: [&str; 19] = [
    "q", "after", "before", "cursor", "limit", "whose", "phase", "order", "service", "location",
    "priority", "assignee", "of", "said", "next", "who", "kind", "from", "to",
];

/// Asks every address that these make of a route; gives a message wherever the answer is no page.
fn ask(addresses: impl Fn(&str, &str) -> Vec<String>) {
    let all = Mutex::new(String::new());
    each_db(async |t| {
        let mut wrong = String::new();
        let mut visitors = everybody(t).await;
        visitors.retain(|(role, _)| ["agent", "administrator"].contains(role));
        for (path, method) in routes().iter().filter(|(path, _)| path != "/sign-out") {
            for path in addresses(path, method) {
                let Ok(request) =
                    Request::builder().method(method.as_str()).uri(&path).body(Body::empty())
                else {
                    continue;
                };
                let is_admin = path.starts_with("/administration");
                let seen = visitors[usize::from(is_admin)].1.send(request).await;
                let found = match path.starts_with("/api/") {
                    true => hostile_programs::judge(&seen),
                    false => judge(&seen, &[]),
                };
                for fault in found {
                    let path: String = path.chars().take(150).collect();
                    writeln!(wrong, "{method} {path} ({}): {fault}", seen.status).unwrap();
                }
            }
        }
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}

/// The queries that a page or a call is asked with.
fn queries(path: &str) -> Vec<String> {
    let mut all = vec![format!("{path}?%&%zz=%ff&q=%ED%A0%80&=&&")];
    for value in values().iter().filter(|value| value.len() < 3000) {
        all.push(format!("{path}?{}", encode(&NAMES.map(|name| (name, value.as_str())))));
        let near = [("whose", value.as_str()), ("after", value.as_str())];
        all.push(format!("{path}?{}", encode(&near)));
        all.push(format!("{path}?{}", encode(&[("q", value)])));
    }
    all
}

#[test]
fn odd_addresses_get_a_page() {
    ask(|path, _| match path.contains("/1") {
        true => PLACES.map(|place| path.replacen("/1", &format!("/{place}"), 1)).to_vec(),
        false => Vec::new(),
    });
}

#[test]
fn odd_queries_of_programs_get_an_answer() {
    ask(|path, method| match method == "GET" && path.starts_with("/api/") {
        true => queries(path),
        false => Vec::new(),
    });
}

#[test]
fn odd_queries_of_a_page_get_a_page() {
    ask(|path, method| match method == "GET" && !path.starts_with("/api/") && is_early(path) {
        true => queries(path),
        false => Vec::new(),
    });
}

#[test]
fn odd_queries_of_the_other_pages_get_a_page_too() {
    ask(|path, method| match method == "GET" && !path.starts_with("/api/") && !is_early(path) {
        true => queries(path),
        false => Vec::new(),
    });
}

/// About half of the pages.
fn is_early(path: &str) -> bool {
    path < "/m"
}
