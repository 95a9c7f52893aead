//! The directory for programs.

use testing::each_db;

#[test]
fn a_caller_learns_who_they_are() {
    each_db(async |t| {
        let it = t.department("IT", true).await;
        let team = t.team("Network", it).await;
        let mei = t.person("mei@it.example", Some(it)).await;
        t.grant(mei, "agent", None, Some(team)).await;
        let me = t.visitor(mei).await.get("/api/v1/me").await.is(200).json();
        assert_eq!(me["name"], "Mei");
        assert_eq!(me["department"]["name"], "IT");
        assert_eq!(me["roles"][0]["role"], "agent");
        assert_eq!(me["roles"][0]["team"], "Network");
        assert!(me.get("password").is_none());
        let seen = t.stranger().get("/api/v1/me").await;
        seen.is(401);
        assert_eq!(seen.headers["content-type"], "application/problem+json");
    });
}

#[test]
fn addresses_of_others_are_for_those_who_help() {
    each_db(async |t| {
        let it = t.department("IT", true).await;
        let team = t.team("Network", it).await;
        let mei = t.person("mei@it.example", Some(it)).await;
        t.grant(mei, "agent", None, Some(team)).await;
        let ann = t.person("ann@library.example", None).await;
        let people = t.visitor(mei).await.get("/api/v1/people").await.json();
        assert_eq!(people[1]["email"], "ann@library.example");
        let people = t.visitor(ann).await.get("/api/v1/people").await.json();
        assert_eq!(people[0]["name"], "Mei");
        assert!(people[0].get("email").is_none());
        assert_eq!(people[1]["email"], "ann@library.example");
        let asked = t.visitor(ann).await.get("/api/v1/people?q=mei%40it").await.json();
        assert_eq!(asked, serde_json::json!([]), "an address cannot be guessed by searching");
    });
}

#[test]
fn lists_go_on_where_the_page_before_ended() {
    each_db(async |t| {
        t.department("Library", false).await;
        t.department("IT", true).await;
        t.department("Parks", false).await;
        let ann = t.visitor(t.person("ann@library.example", None).await).await;
        let first = ann.get("/api/v1/departments?limit=2").await;
        assert_eq!(first.json().as_array().unwrap().len(), 2);
        let link = first.headers["link"].to_str().unwrap().to_owned();
        let next = link.trim_start_matches('<').split('>').next().unwrap();
        let last = ann.get(next).await;
        assert_eq!(last.json()[0]["name"], "Parks");
        assert!(!last.headers.contains_key("link"));
        for path in
            ["departments?limit=0", "people?cursor=x", "teams?limit=a", "people?department=x"]
        {
            let refused = ann.get(&format!("/api/v1/{path}")).await;
            refused.is(422);
            assert!(refused.json()["errors"][0]["field"].is_string());
        }
    });
}

#[test]
fn the_calls_keep_their_names() {
    each_db(async |t| {
        let document = t.stranger().get("/api/v1/openapi.json").await.json();
        for (path, id) in [
            ("/me", "get_me"),
            ("/people", "list_people"),
            ("/departments", "list_departments"),
            ("/locations", "list_locations"),
            ("/teams", "list_teams"),
        ] {
            let paths = document["paths"].as_object().unwrap();
            let found = paths.iter().find(|(at, _)| at.ends_with(path));
            assert_eq!(found.unwrap().1["get"]["operationId"], id);
        }
    });
}
