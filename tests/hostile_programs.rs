//! Every call of the API with what no program should send. Never a server error; always a problem
//! document that says what is wrong with which field.
// tidy: allow sql because each attack wants the ticket as it was before

use crate::{
    hostile::{SCRIPT, values},
    permissions::cast,
    sources::routes,
};
use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use std::fmt::Write;
use testing::{Seen, each_db};

/// Each call that takes a body, the state of ticket 1, and a body that is right.
pub fn calls() -> Vec<(&'static str, &'static str, &'static str, Value)> {
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
        ("POST", "/api/v1/notifications/1/reading", "open", json!({})),
    ]
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
    if let Some(impact) = good["impact"].as_object() {
        for name in impact.keys() {
            for odd in odd_values() {
                let mut changed = good.clone();
                changed["impact"][name] = odd.clone();
                let shown: String = odd.to_string().chars().take(40).collect();
                bodies.push((format!("impact.{name} = {shown}"), changed.to_string().into_bytes()));
            }
        }
        for odd in odd_values() {
            let mut changed = good.clone();
            changed["impact"]["risks"][0]["bites_on"] = odd;
            bodies.push(("a risk from then on".into(), changed.to_string().into_bytes()));
        }
    }
    bodies
}

#[test]
fn every_call_with_a_body_is_attacked() {
    let calls = calls();
    let missing: Vec<_> = routes()
        .into_iter()
        .filter(|(path, method)| path.starts_with("/api/") && method != "GET")
        .filter(|(path, method)| calls.iter().all(|c| c.0 != method || c.1 != path))
        .collect();
    assert_eq!(missing, [], "add these to the calls above");
}

#[test]
fn programs_that_send_nonsense_get_a_problem_document() {
    let all = std::sync::Mutex::new(String::new());
    each_db(async |t| {
        let cast = cast(t).await;
        let agent = cast.iter().find(|(role, _)| *role == "agent").and_then(|(_, p)| *p).unwrap();
        let agent = t.visitor(agent).await;
        let mut wrong = String::new();
        for (method, path, state, good) in calls() {
            for (what, body) in bodies(&good) {
                let reset = format!(
                    "update ticket set state = '{state}', is_open = {}, on_hold_reason = null,
                     team_id = 1, assignee_id = null where id = 1;
                     delete from message where id > 1; delete from job",
                    state == "open"
                );
                t.app.db.write(move |tx| tx.batch(&reset)).await.unwrap();
                let kind = if what == "a form" { "text/plain" } else { "application/json" };
                let request = Request::builder()
                    .method(method)
                    .uri(path)
                    .header(header::CONTENT_TYPE, kind)
                    .header("if-match", if what == "nothing" { "\u{e9}" } else { "*" })
                    .body(Body::from(body))
                    .unwrap();
                let seen = agent.send(request).await;
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
