//! What outsiders rely on stays as it is: a difference shows as a snapshot that somebody has to
//! agree to.

use crate::{
    permissions::cast,
    sources::{fill, routes},
};
use serde_json::Value;
use testing::each_db;

/// The calls that are promised, with the names programs know them by.
const PROMISED: [(&str, &str, &str); 16] = [
    ("get", "/tickets", "list_tickets"),
    ("post", "/tickets", "create_ticket"),
    ("get", "/tickets/{number}", "get_ticket"),
    ("patch", "/tickets/{number}", "change_ticket"),
    ("get", "/tickets/{number}/messages", "list_ticket_messages"),
    ("post", "/tickets/{number}/messages", "create_ticket_message"),
    ("post", "/tickets/{number}/resolution", "resolve_ticket"),
    ("post", "/tickets/{number}/reopening", "reopen_ticket"),
    ("post", "/tickets/{number}/assignment", "assign_ticket"),
    ("post", "/tickets/{number}/hold", "hold_ticket"),
    ("post", "/tickets/{number}/cancellation", "cancel_ticket"),
    ("get", "/me", "get_me"),
    ("get", "/people", "list_people"),
    ("get", "/departments", "list_departments"),
    ("get", "/locations", "list_locations"),
    ("get", "/teams", "list_teams"),
];

const TICKET: [&str; 22] = [
    "number",
    "kind",
    "subject",
    "state",
    "on_hold_reason",
    "impact",
    "urgency",
    "priority",
    "requester",
    "department",
    "location",
    "service",
    "team",
    "assignee",
    "channel",
    "created_at",
    "updated_at",
    "first_response_at",
    "resolved_at",
    "closed_at",
    "tags",
    "news_by",
];

/// Parameters that are said to stand in a path in which they do not.
fn misplaced(document: &Value) -> Vec<String> {
    let paths = document["paths"].as_object().expect("paths").iter();
    let operations = paths.flat_map(|(path, item)| {
        item.as_object().expect("an item").values().map(move |operation| (path, operation))
    });
    let mut found = Vec::new();
    for (path, operation) in operations {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap_or_default();
            if (parameter["in"] == "path") != path.contains(&format!("{{{name}}}")) {
                found.push(format!("{path}: {name}"));
            }
        }
    }
    found
}

/// The paths of the document as they are asked for.
fn operations(document: &Value) -> Vec<(String, String, String)> {
    let paths = document["paths"].as_object().expect("paths");
    let each = paths.iter().flat_map(|(path, item)| {
        let verbs = item.as_object().expect("an item").iter();
        verbs.filter(|(verb, _)| *verb != "parameters").map(move |(verb, operation)| {
            let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
            (verb.clone(), path.trim_start_matches("/api/v1").to_owned(), id)
        })
    });
    each.collect()
}

#[test]
fn the_api_is_described_and_the_description_is_kept() {
    each_db(async |t| {
        let document = t.stranger().get("/api/v1/openapi.json").await.is(200).json();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        // a program made from it alone asks the right address, and says who it is
        assert_eq!(document["servers"][0]["url"], "/api/v1");
        assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
        let found = operations(&document);
        for (verb, path, id) in PROMISED {
            assert!(found.contains(&(verb.into(), path.into(), id.into())), "{verb} {path} {id}");
        }
        let properties = document["components"]["schemas"]["TicketJson"]["properties"].clone();
        for name in TICKET {
            assert!(properties.get(name).is_some(), "{name} of a ticket");
        }
        let mut ids: Vec<_> = found.iter().map(|(.., id)| id).collect();
        ids.sort();
        ids.dedup();
        assert!(ids.len() == found.len() && ids.iter().all(|id| !id.is_empty()), "{ids:?}");
        assert_eq!(misplaced(&document), Vec::<String>::new());
        insta::assert_snapshot!("openapi", serde_json::to_string_pretty(&document).unwrap());
    });
}

/// Calls that tell the agent, who asks here, that there is nothing: it is somebody else's, or was
/// taken away by a call before. Stories of their own ask them as those whose it is.
const HIDDEN: [&str; 6] = [
    "get_person_contributions",
    "change_team_period",
    "remove_team_period",
    "get_unknown_word",
    "remove_person_skill",
    "settle_agreement_comment",
];

#[test]
fn every_call_is_described_and_every_description_answers() {
    each_db(async |t| {
        let document = t.stranger().get("/api/v1/openapi.json").await.json();
        let found = operations(&document);
        let fill = |path: &str| fill(&format!("/api/v1{path}"));
        for (path, method) in routes().iter().filter(|(path, _)| path.starts_with("/api/v1/")) {
            let is_said =
                found.iter().any(|(v, p, _)| v.to_uppercase() == *method && fill(p) == *path);
            assert!(is_said || path.ends_with("openapi.json"), "{method} {path} is not described");
        }
        let cast = cast(t).await;
        let agent = cast.iter().find(|(role, _)| *role == "agent").and_then(|(_, p)| *p).unwrap();
        let agent = t.visitor(agent).await;
        // what the calls that name a number are asked about
        let tag = serde_json::json!({"deed": {"kind": "close"}, "tickets": [1]});
        agent.json("POST", "/api/v1/bulk-deeds", tag).await.is(201);
        agent.json("POST", "/api/v1/views", serde_json::json!({"name": "Mine"})).await.is(201);
        crate::profiles::one_of_each(t).await;
        let all = agent.get("/api/v1/departments").await.json();
        let outside = |one: &&serde_json::Value| one["kind"] == "outsourced";
        let supplier = all.as_array().unwrap().iter().find(outside).unwrap()["id"].to_string();
        let (mut found, mut silent) = (found, Vec::new());
        // what is part of something goes before that
        found.sort_by_key(|(verb, path, _)| match verb == "delete" {
            true => (true, usize::MAX - path.len()),
            false => (false, 0),
        });
        for (verb, path, id) in found {
            // these are named by a word
            let path = path
                .replace("/first-checks/{kind}", "/first-checks/printer")
                .replace("/lines/{line}/", "/lines/0123456789abcdef01234567/")
                // the only supplier there
                .replace("/departments/{id}/contacts", &format!("/departments/{supplier}/contacts"))
                .replace(
                    "/departments/{id}/supplier",
                    &format!("/departments/{supplier}/supplier"),
                );
            let status =
                agent.json(&verb.to_uppercase(), &fill(&path), serde_json::json!({})).await;
            let is_hidden = status.status == 404 && HIDDEN.contains(&id.as_str());
            if [404, 405, 500].contains(&status.status.as_u16()) && !is_hidden {
                silent.push(format!("{id}: {}", status.status));
            }
        }
        assert_eq!(silent, Vec::<String>::new());
    });
}
