//! The directory for programs.

use testing::{TestApp, Visitor, each_db};

async fn program(t: &TestApp, person: base::PersonId) -> Visitor {
    let (actor, scopes) = (t.actor(person).await, ["read".to_owned()]);
    let token = people::sign_in::issue_token(&t.app, &actor, person, "test", &scopes, 1);
    Visitor::with_token(&t.app, token.await.unwrap())
}

#[test]
fn programs_learn_who_they_are_and_what_there_is() {
    each_db(async |t| {
        let library = t.department("Library", false).await;
        let it = t.department("IT", true).await;
        let network = t.team("Network", it).await;
        t.location("Northside").await;
        let agent = t.person("yusuf@it.example", Some(it)).await;
        t.grant(agent, "agent", None, Some(network)).await;
        t.person("ann@library.example", Some(library)).await;
        let program = program(t, agent).await;
        let me = program.get("/api/v1/me").await.json();
        assert_eq!(me["email"], "yusuf@it.example");
        assert_eq!(me["department"]["name"], "IT");
        assert_eq!(me["roles"][0]["role"], "agent");
        assert_eq!(me["roles"][0]["team"]["name"], "Network");
        assert_eq!(me["scopes"][0], "read");
        let departments = program.get("/api/v1/departments").await.json();
        assert_eq!(departments[1]["kind"], "internal");
        assert_eq!(departments[1]["is_provider"], true);
        let locations = program.get("/api/v1/locations").await.json();
        assert_eq!(locations[0]["hours"], "Mon-Fri 09:00-18:00");
        let teams = program.get("/api/v1/teams").await.json();
        assert_eq!(teams[0]["department"]["name"], "IT");
        assert_eq!(teams[0]["members"], 1);
        let people = program.get("/api/v1/people?q=ann").await.json();
        assert_eq!(people.as_array().unwrap().len(), 1);
        assert_eq!(people[0]["email"], "ann@library.example");
        assert_eq!(people[0]["department"]["name"], "Library");
    });
}

#[test]
fn a_requester_sees_names_but_not_other_peoples_addresses() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        t.person("ben@library.example", None).await;
        let people = program(t, ann).await.get("/api/v1/people").await.json();
        assert_eq!(people[0]["email"], "ann@library.example");
        assert_eq!(people[1]["name"], "Ben");
        assert!(people[1].get("email").is_none(), "{people}");
    });
}

#[test]
fn lists_come_in_pages_with_a_link_to_the_next() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        t.person("ben@library.example", None).await;
        t.person("cem@library.example", None).await;
        let program = program(t, ann).await;
        let seen = program.get("/api/v1/people?limit=2").await;
        assert_eq!(seen.json().as_array().unwrap().len(), 2);
        let link = seen.headers["link"].to_str().unwrap().to_owned();
        assert_eq!(link, "</api/v1/people?limit=2&cursor=2>; rel=\"next\"");
        let seen = program.get("/api/v1/people?limit=2&cursor=2").await;
        assert_eq!(seen.json()[0]["name"], "Cem");
        assert!(!seen.headers.contains_key("link"));
        for (query, field) in [("limit=0", "limit"), ("limit=201", "limit"), ("cursor=x", "cursor")]
        {
            let seen = program.get(&format!("/api/v1/people?{query}")).await;
            assert_eq!(seen.is(422).json()["errors"][0]["field"], field);
        }
        let seen = program.get("/api/v1/people?department=parks").await;
        assert_eq!(seen.is(422).json()["errors"][0]["field"], "department");
    });
}

#[test]
fn the_directory_asks_who_is_calling_and_describes_itself() {
    each_db(async |t| {
        let stranger = t.stranger();
        for (path, operation) in [
            ("/me", "get_me"),
            ("/people", "list_people"),
            ("/departments", "list_departments"),
            ("/locations", "list_locations"),
            ("/teams", "list_teams"),
        ] {
            let seen = stranger.get(&format!("/api/v1{path}")).await;
            assert_eq!(seen.is(401).headers["content-type"], "application/problem+json");
            let document = stranger.get("/api/v1/openapi.json").await.json();
            assert_eq!(document["paths"][path]["get"]["operationId"], operation);
        }
    });
}
