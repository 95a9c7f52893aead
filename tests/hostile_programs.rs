//! Every call of the API with what no program should send. Never a server error; always a problem
//! document that says what is wrong with which field.
use crate::{
    hostile::{SCRIPT, again, everybody, reset, values},
    hostile_forms::address,
    sources::{fill, routes},
};
use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use std::fmt::Write;
use testing::{Seen, TestApp, each_db};

/// A call: its method, its path, the state of ticket 1, and a body that is right.
pub type Call = (String, String, &'static str, Value);

/// Each call that changes something: those described here, and the rest as the document of the API
/// describes them.
pub async fn calls(t: &TestApp) -> Vec<Call> {
    let own = |(method, path, state, body): (&str, &str, &'static str, Value)| {
        (method.to_owned(), path.to_owned(), state, body)
    };
    let mut calls: Vec<Call> = described().into_iter().map(own).collect();
    let document = t.stranger().get("/api/v1/openapi.json").await.is(200).json();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let path = fill(&format!("/api/v1{path}"));
        for (method, call) in methods.as_object().expect("methods") {
            let method = method.to_uppercase();
            let is_there = calls.iter().any(|c| c.0 == method && c.1 == path);
            if method != "GET" && !is_there {
                let schema = &call["requestBody"]["content"]["application/json"]["schema"];
                calls.push((method, path.clone(), "open", example(&document, schema, "", 0)));
            }
        }
    }
    // what takes away comes last
    calls.sort_by_key(|call| call.0 == "DELETE" || call.1.contains("/people/"));
    calls
}

/// What a text of this name may hold; any other holds words.
const TEXTS: [(&str, &str); 24] = [
    ("editor", "ticket/1/reply"),
    ("kind", "locations"),
    ("text", "name,address\nSouth,1 High Street"),
    ("format", "l7160"),
    ("relation", "causes"),
    ("answer", "gave"),
    ("scope", "one"),
    ("who", "staff"),
    ("hurts", "now"),
    ("for", "patron"),
    ("channel", "desk"),
    ("cause", "network"),
    ("reason", "scheduled"),
    ("until", "2026-12-01T09:00:00Z"),
    ("wanted_by", "2026-12-01T09:00:00Z"),
    ("wakes_at", "2026-12-01T09:00:00Z"),
    ("starts_at", "2026-12-01T09:00:00Z"),
    ("ends_at", "2026-12-01T10:00:00Z"),
    ("due_at", "2026-12-01T09:00:00Z"),
    ("news_by", "2026-12-01T09:00:00Z"),
    ("due", "2026-12-01"),
    ("on", "2026-12-01"),
    ("value", "Mon-Fri 9-17"),
    ("into", "nobody@library.example"),
];

/// A value that the document of the API says is right.
fn example(document: &Value, schema: &Value, name: &str, depth: usize) -> Value {
    if depth > 8 {
        return json!({});
    }
    let deeper = |schema: &Value| example(document, schema, name, depth + 1);
    if let Some(to) = schema["$ref"].as_str() {
        return deeper(document.pointer(to.trim_start_matches('#')).expect("what it refers to"));
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        let one = schema[several].as_array().into_iter().flatten();
        if let Some(one) = one.into_iter().find(|one| one["type"] != "null") {
            return deeper(one);
        }
    }
    if let Some(word) = schema["enum"].as_array().and_then(|words| words.first()) {
        return word.clone();
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.clone(),
        one => vec![one.clone()],
    };
    let kind = kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null");
    match kind {
        Some("integer" | "number") if ["into", "ticket"].contains(&name) => json!(2),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("array") => json!([deeper(&schema["items"])]),
        Some("string") => {
            let words = TEXTS.iter().find(|(known, _)| *known == name);
            json!(words.map_or("Words", |(_, words)| words))
        }
        _ => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            let of = |(name, schema): (&String, &Value)| {
                (name.clone(), example(document, schema, name, depth + 1))
            };
            Value::from(fields.map(of).collect::<serde_json::Map<_, _>>())
        }
    }
}

/// Calls with bodies that only somebody who knows them can write.
fn described() -> Vec<(&'static str, &'static str, &'static str, Value)> {
    let impact = json!({"scope": "one", "who": "staff", "workaround": "none", "hurts": "now",
        "hurts_note": "x", "risks": [{"kind": "financial", "likelihood": "likely",
            "consequence": "we pay", "bites_on": "2026-12-01"}]});
    vec![
        (
            "POST",
            "/api/v1/tickets",
            "open",
            json!({"kind": "incident", "subject": "It stopped", "description": "All of it",
                "requester": 2, "department": 1, "location": 1, "service": 1, "asset": "PC 4",
                "impact": impact}),
        ),
        (
            "PATCH",
            "/api/v1/tickets/1",
            "open",
            json!({"subject": "It stopped", "kind": "incident", "service": 1, "location": 1,
                "tags": ["a", "b"]}),
        ),
        (
            "POST",
            "/api/v1/tickets/1/messages",
            "open",
            json!({"body": "Hello", "visibility": "internal"}),
        ),
        (
            "POST",
            "/api/v1/tickets/1/resolution",
            "open",
            json!({"cause": "network", "words": "Mended"}),
        ),
        ("POST", "/api/v1/tickets/1/reopening", "closed", json!({"why": "Not right"})),
        ("POST", "/api/v1/tickets/1/cancellation", "open", json!({"why": "Not needed"})),
        ("POST", "/api/v1/tickets/1/assignment", "open", json!({"team": 1, "assignee": null})),
        (
            "POST",
            "/api/v1/tickets/1/hold",
            "open",
            json!({"reason": "scheduled", "because": "A part comes",
                "wakes_at": "2026-12-01T09:00:00Z"}),
        ),
        ("POST", "/api/v1/tickets/1/patron-details", "open", json!({"patron_words": "It stopped"})),
        (
            "PUT",
            "/api/v1/patron-settings",
            "open",
            json!({"patron_days": 30, "patron_cards": "2############"}),
        ),
        (
            "PUT",
            "/api/v1/me/notification-choices",
            "open",
            json!({"request": "mail", "following": "digest", "quiet_from": "22:00",
                "quiet_until": "07:00", "is_critical_let_through": true, "digest_at": "08:00",
                "digest_days": [1, 2]}),
        ),
        ("POST", "/api/v1/notifications/reading", "open", json!({})),
        ("POST", "/api/v1/me/tidings/reading", "open", json!({})),
        ("POST", "/api/v1/notifications/1/reading", "open", json!({})),
        (
            "POST",
            "/api/v1/drafts",
            "open",
            json!({"editor": "ticket/1/note", "fields": {"body": "Kept"}, "draft": null,
                "version": null, "is_shared": false}),
        ),
        (
            "POST",
            "/api/v1/views",
            "open",
            json!({"name": "All", "team": 1, "filters": {"order": "newest"}}),
        ),
        ("PUT", "/api/v1/views/1", "open", json!({"name": "All", "filters": {"order": "newest"}})),
        ("PATCH", "/api/v1/retention/1", "open", json!({"days": 400})),
    ]
    .into_iter()
    .chain(many())
    .collect()
}

/// Each thing that can be done to many tickets.
fn many() -> impl Iterator<Item = (&'static str, &'static str, &'static str, Value)> {
    [
        json!({"kind": "add_tag", "tag": "a"}),
        json!({"kind": "assign", "assignee": null}),
        json!({"kind": "hand_over", "team": 2}),
        json!({"kind": "snooze", "until": "2026-12-01T09:00:00Z"}),
        json!({"kind": "hold", "reason": "scheduled", "because": "A part comes",
            "wakes_at": "2026-12-01T09:00:00Z"}),
        json!({"kind": "service", "service": 1}),
        json!({"kind": "location", "location": 1}),
        json!({"kind": "priority", "changed": "Exams start", "scope": "several", "hurts": "now"}),
        json!({"kind": "reply", "words": "Hello", "can_be_undone": true}),
        json!({"kind": "resolve", "cause": "network", "words": "Mended"}),
        json!({"kind": "cancel", "why": "Not needed"}),
    ]
    .map(|deed| ("POST", "/api/v1/bulk-deeds", "open", json!({"deed": deed, "tickets": [1, 2]})))
    .into_iter()
}

/// What is wrong with an answer to a program.
pub fn judge(seen: &Seen) -> Vec<String> {
    let status = seen.status.as_u16();
    let mut found = Vec::new();
    if status >= 500 {
        found.push(format!("answered {status}"));
    }
    if status >= 400 {
        let kind = seen.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        if kind != Some("application/problem+json") {
            found.push(format!("answered {status} as {kind:?}"));
        } else if status == 422 {
            let named = seen.json()["errors"].as_array().is_some_and(|errors| {
                let is_said =
                    |name: &str, e: &Value| e[name].as_str().is_some_and(|s| !s.is_empty());
                !errors.is_empty()
                    && errors.iter().all(|e| is_said("field", e) && is_said("message", e))
            });
            if !named {
                found.push(format!("does not say which field: {}", seen.body));
            }
        }
    }
    found
}

fn odd_values() -> Vec<Value> {
    let mut odd: Vec<Value> = values().into_iter().map(Value::from).collect();
    odd.extend([
        json!(null),
        json!(1),
        json!(-1),
        json!(0),
        json!(999_999),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1.5),
        json!(true),
        json!([]),
        json!({}),
        json!([SCRIPT]),
        json!([[[1]]]),
        json!({"a": {"b": 1}}),
        json!("2026-12-01T09:00:00+25:00"),
        json!("9999-12-31T23:59:59Z"),
        json!("-009999-01-01T00:00:00Z"),
    ]);
    odd
}

/// A value with something odd in each place inside it.
fn deep(value: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let mut put = |place: String, at: &str, inside: &Value| {
        for odd in odd_values() {
            let mut whole = value.clone();
            if let Some(at) = whole.pointer_mut(at) {
                let shown: String = odd.to_string().chars().take(40).collect();
                *at = odd;
                found.push((format!("{place} = {shown}"), whole));
            }
        }
        for (further, changed) in deep(inside) {
            let mut whole = value.clone();
            if let Some(at) = whole.pointer_mut(at) {
                *at = changed;
                found.push((format!("{place}{further}"), whole));
            }
        }
    };
    match value {
        Value::Object(fields) => {
            for (name, inside) in fields {
                put(format!(".{name}"), &format!("/{name}"), inside);
            }
        }
        Value::Array(items) => {
            if let Some(first) = items.first() {
                put("[0]".into(), "/0", first);
            }
        }
        _ => {}
    }
    found
}

/// Bodies as text, some of them no JSON at all.
fn bodies(good: &Value) -> Vec<(String, Vec<u8>)> {
    let text = good.to_string();
    let mut bodies: Vec<(String, Vec<u8>)> = vec![
        ("nothing".into(), Vec::new()),
        ("a list".into(), b"[]".to_vec()),
        ("a list of lists".into(), b"[[],[]]".to_vec()),
        ("null".into(), b"null".to_vec()),
        ("a number".into(), b"1e309".to_vec()),
        ("half".into(), text.as_bytes()[..text.len() / 2].to_vec()),
        ("10,000 lists deep".into(), [vec![b'['; 10_000], vec![b']'; 10_000]].concat()),
        ("10,000 deep".into(), [b"{\"a\":".repeat(10_000), vec![b'1']].concat()),
        ("invalid UTF-8".into(), b"{\"subject\":\"\xff\xfe\"}".to_vec()),
        (
            "a lone surrogate".into(),
            br#"{"subject":"\ud800","body":"\ud800","why":"\udfff"}"#.to_vec(),
        ),
        ("NUL".into(), b"\0\0\0".to_vec()),
        ("an unknown name".into(), br#"{"<script>":1}"#.to_vec()),
        ("a form".into(), b"subject=x&body=y".to_vec()),
    ];
    let object = good.as_object().expect("an object");
    for (name, value) in object {
        let twice = format!("{{\"{name}\":{value},\"{name}\":{value}}}");
        bodies.push((format!("{name} twice"), twice.into_bytes()));
        let mut without = object.clone();
        without.remove(name);
        bodies.push((format!("no {name}"), Value::from(without).to_string().into_bytes()));
        for odd in odd_values() {
            let mut changed = object.clone();
            changed.insert(name.clone(), odd.clone());
            let shown: String = odd.to_string().chars().take(40).collect();
            bodies
                .push((format!("{name} = {shown}"), Value::from(changed).to_string().into_bytes()));
        }
    }
    for (name, value) in object {
        for (place, changed) in deep(value) {
            let mut whole = good.clone();
            whole[name] = changed;
            bodies.push((format!("{name}{place}"), whole.to_string().into_bytes()));
        }
    }
    bodies
}

#[test]
fn every_call_with_a_body_is_attacked() {
    each_db(async |t| {
        let calls = calls(t).await;
        let missing: Vec<_> = routes()
            .into_iter()
            .filter(|(path, method)| path.starts_with("/api/") && method != "GET")
            .filter(|(path, method)| calls.iter().all(|c| c.0 != *method || c.1 != *path))
            .collect();
        assert_eq!(missing, [], "the document of the API does not describe these");
    });
}

/// Who may make a call.
pub fn whose(path: &str) -> &'static str {
    let kept = [
        "people",
        "settings",
        "retention",
        "imports",
        "devices",
        "locations",
        "labels",
        "scan-rules",
        "first-checks",
        "patron-settings",
        "occasions",
        "news-rules",
    ];
    let first = path.trim_start_matches("/api/v1/").split('/').next().unwrap_or_default();
    if kept.contains(&first) { "administrator" } else { "agent" }
}

/// Every fourth call, from this one on: the four run beside each other.
fn attack_calls(from: usize) {
    let all = std::sync::Mutex::new(String::new());
    each_db(async |t| {
        let visitors = everybody(t).await;
        let mut wrong = String::new();
        for (method, path, state, good) in calls(t).await.into_iter().skip(from).step_by(4) {
            let path = address(&path);
            let visitor = &visitors.iter().find(|(role, _)| *role == whose(&path)).unwrap().1;
            reset(t, state).await;
            for (what, body) in bodies(&good) {
                let kind = if what == "a form" { "text/plain" } else { "application/json" };
                let request = Request::builder()
                    .method(method.as_str())
                    .uri(&path)
                    .header(header::CONTENT_TYPE, kind)
                    .header("if-match", if what == "nothing" { "\u{e9}" } else { "*" })
                    .body(Body::from(body))
                    .unwrap();
                let seen = visitor.send(request).await;
                again(t, state, &seen).await;
                for fault in judge(&seen) {
                    writeln!(wrong, "{method} {path} with {what}: {fault}").unwrap();
                }
            }
        }
        *all.lock().unwrap() += &wrong;
    });
    let wrong = all.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn programs_that_send_nonsense_get_a_problem_document() {
    attack_calls(0);
}

#[test]
fn programs_that_send_other_nonsense_get_one_too() {
    attack_calls(1);
}

#[test]
fn programs_that_send_more_nonsense_get_one_too() {
    attack_calls(2);
}

#[test]
fn programs_that_send_the_last_nonsense_get_one_too() {
    attack_calls(3);
}
