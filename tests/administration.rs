//! Running it: people, structure, audit trail, failed work.

use testing::each_db;

#[test]
fn an_administrator_adds_a_person_and_gives_a_role() {
    each_db(async |t| {
        let it = t.department("IT", true).await;
        t.team("Network", it).await;
        let admin = t.person("rajiv@it.example", Some(it)).await;
        t.grant(admin, "administrator", None, None).await;
        let browser = t.visitor(admin).await;
        for page in [
            "",
            "/people",
            "/people/new",
            "/departments",
            "/departments/new",
            "/locations",
            "/locations/new",
            "/teams",
            "/teams/new",
            "/services",
            "/audit",
            "/jobs",
        ] {
            browser.get(&format!("/administration{page}")).await.is(200);
        }
        let form = [("name", "Ann <b>"), ("email", "not an address"), ("department", "1")];
        let refused = browser.post("/administration/people", &form).await;
        refused.is(422).hides("<b>");
        assert!(refused.body.contains("not an address"));
        let form = [("name", "Ann"), ("email", "ann@library.example"), ("department", "1")];
        let page = browser.post("/administration/people", &form).await.location();
        let page = page.split('?').next().unwrap().to_owned();
        browser.get(&page).await.is(200).shows("ann@library.example");
        browser.get("/administration/audit").await.is(200).shows("Rajiv");
    });
}

#[test]
fn opening_hours_are_read_and_a_mistake_is_explained() {
    each_db(async |t| {
        let admin = t.person("rajiv@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let browser = t.visitor(admin).await;
        let form = |hours: &'static str| {
            [("name", "Northside"), ("time_zone", "Australia/Melbourne"), ("hours", hours)]
        };
        let refused = browser.post("/administration/locations", &form("Mon-Fri 18-9")).await;
        refused.is(422);
        assert!(refused.body.contains("Mon-Fri 18-9"));
        browser
            .submit("/administration/locations", &form("mon-fri 9-18"))
            .await
            .is(200)
            .shows("Mon-Fri 09:00-18:00");
    });
}

#[test]
fn administration_is_not_for_everybody() {
    each_db(async |t| {
        let ann = t.visitor(t.person("ann@library.example", None).await).await;
        for page in [
            "",
            "/people",
            "/people/1",
            "/departments",
            "/locations",
            "/teams",
            "/services",
            "/audit",
            "/jobs",
        ] {
            ann.get(&format!("/administration{page}")).await.is(403);
        }
    });
}

#[test]
fn the_directory_is_there_for_programs() {
    each_db(async |t| {
        let it = t.department("IT", true).await;
        t.team("Network", it).await;
        t.location("Northside").await;
        let ann = t.visitor(t.person("ann@library.example", Some(it)).await).await;
        for (path, name) in [
            ("departments", "IT"),
            ("teams", "Network"),
            ("locations", "Northside"),
            ("people", "Ann"),
        ] {
            let seen = ann.get(&format!("/api/v1/{path}")).await;
            assert_eq!(seen.is(200).json()[0]["name"], name);
        }
        ann.get("/api/v1/people?limit=x").await.is(422);
    });
}
