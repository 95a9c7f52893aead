//! The permission matrix: every route as every role, kept as a snapshot. A new route or a changed
//! right shows as a difference that somebody has to agree to.

use crate::sources::routes;
use axum::{body::Body, http::Request};
use base::PersonId;
use std::fmt::Write;
use testing::{TestApp, Visitor, each_db};

/// One person for each role, all of whom could have to do with ticket 1.
pub async fn cast(t: &TestApp) -> Vec<(&'static str, Option<PersonId>)> {
    let library = t.department("Library", false).await;
    let it = t.department("IT", true).await;
    let parks = t.department("Parks", false).await;
    let network = t.team("Network", it).await;
    t.team("Print", it).await;
    t.location("Northside").await;
    t.service("Self-check", it, network).await;
    let device = t.device("Self-check 1", "self_check", base::LocationId(1)).await;
    // person 1 is nobody of the cast: an administrator signs them out and takes them out of use,
    // after which a role could not be asked about the rest
    t.person("somebody@library.example", Some(library)).await;
    let ann = t.person("ann@library.example", Some(library)).await;
    let other = t.person("marco@parks.example", Some(parks)).await;
    let mut cast = vec![("nobody", None), ("requester", Some(ann)), ("stranger", Some(other))];
    for (role, email) in [
        ("department_contact", "contact@library.example"),
        ("liaison", "liaison@library.example"),
        ("manager", "manager@library.example"),
        ("agent", "agent@it.example"),
        ("it_manager", "chief@it.example"),
        ("patron_confidant", "confidant@library.example"),
        ("administrator", "admin@it.example"),
    ] {
        let person = t.person(email, Some(library)).await;
        let (department, team) = match role {
            "agent" => (None, Some(network)),
            "it_manager" => (Some(it), None),
            "administrator" => (None, None),
            _ => (Some(library), None),
        };
        t.grant(person, role, department, team).await;
        cast.push((role, Some(person)));
    }
    let report = [
        ("kind", "incident"),
        ("words", "It stopped"),
        ("scope", "one"),
        ("who", "staff"),
        ("workaround", "none"),
        ("hurts", "now"),
        ("send", "yes"),
    ];
    let requester = t.visitor(ann).await;
    requester.post("/report", &report).await.is(303);
    t.code("1", device).await;
    t.waiting_report(1, "waiting-for-you").await;
    let agent = cast.iter().find(|(role, _)| *role == "agent").and_then(|(_, person)| *person);
    crate::work_answers::one_of_each(t, agent.unwrap()).await;
    let agent = t.visitor(agent.unwrap()).await;
    crate::drafts::one_of_each(&agent).await;
    crate::asking::one_of_each(&agent).await;
    crate::praise::one_of_each(t, &requester, &agent).await;
    crate::glossary::one_of_each(&agent).await;
    crate::meetings::one_of_each(t, &cast).await;
    crate::projects::one_of_each(t, &agent).await;
    crate::ladder::one_of_each(&agent).await;
    crate::reviews::one_of_each(&agent).await;
    crate::goals::one_of_each(t).await;
    crate::agreements::one_of_each(t, &cast).await;
    crate::felt::one_of_each(t).await;
    crate::calendars::one_of_each(t).await;
    cast
}

async fn ask(visitor: &Visitor, method: &str, path: &str) -> u16 {
    let is_api = path.starts_with("/api/");
    let kind = if is_api { "application/json" } else { "application/x-www-form-urlencoded" };
    let request = Request::builder().method(method).uri(path).header("content-type", kind);
    visitor.send(request.body(Body::empty()).unwrap()).await.status.as_u16()
}

#[test]
fn every_route_answers_every_role_as_agreed() {
    let routes = routes();
    assert!(routes.len() > 40, "{routes:?}");
    let mut seen: Vec<String> = Vec::new();
    let tables = std::sync::Mutex::new(&mut seen);
    each_db(async |t| {
        let cast = cast(t).await;
        let mut table = format!("{:<46}", "route");
        for (role, _) in &cast {
            write!(table, " {role:>18}").unwrap();
        }
        let mut visitors = Vec::new();
        for (_, person) in &cast {
            visitors.push(match person {
                Some(person) => t.visitor(*person).await,
                None => t.stranger(),
            });
        }
        for (path, method) in &routes {
            // a role that signs itself out could not be asked about the rest
            if path == "/sign-out" {
                continue;
            }
            write!(table, "\n{:<46}", format!("{method} {path}")).unwrap();
            for visitor in &visitors {
                let status = ask(visitor, method, path).await;
                assert!(status < 500, "{method} {path}: {status}");
                write!(table, " {status:>18}").unwrap();
            }
        }
        tables.lock().unwrap().push(table + "\n");
    });
    assert!(seen.windows(2).all(|two| two[0] == two[1]), "the engines differ");
    insta::assert_snapshot!("permissions", seen[0]);
}
