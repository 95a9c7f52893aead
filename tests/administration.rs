//! Running it: people, structure, audit trail, failed work.
// tidy: allow sql because work cannot be made to fail eight times through the pages

use serde_json::json;
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
        let it = t.department("IT", true).await;
        let team = t.team("Network", it).await;
        let agent = t.person("mei@it.example", Some(it)).await;
        t.grant(agent, "agent", None, Some(team)).await;
        let ann = t.person("ann@library.example", None).await;
        for person in [ann, agent] {
            let browser = t.visitor(person).await;
            for page in [
                "",
                "/people",
                "/people/new",
                "/people/1",
                "/people/1/edit",
                "/departments",
                "/departments/new",
                "/departments/1",
                "/locations",
                "/locations/new",
                "/locations/1",
                "/teams",
                "/teams/new",
                "/teams/1",
                "/services",
                "/audit",
                "/audit?kind=x&from=nonsense",
                "/jobs",
            ] {
                browser.get(&format!("/administration{page}")).await.is(403);
            }
            for form in [
                "people",
                "people/1",
                "people/1/roles",
                "people/1/roles/1/revocation",
                "people/1/deactivation",
                "people/1/reactivation",
                "people/1/sign-in-link",
                "people/1/sessions/revocation",
                "departments",
                "departments/1",
                "departments/1/deactivation",
                "locations",
                "locations/1/reactivation",
                "teams",
                "teams/1",
                "jobs/retry",
                "jobs/1/retry",
                "jobs/1/removal",
            ] {
                let fields =
                    [("name", "Mine"), ("email", "me@x.example"), ("role", "administrator")];
                browser.post(&format!("/administration/{form}"), &fields).await.is(403);
            }
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

async fn administrator(t: &testing::TestApp) -> testing::Visitor {
    let admin = t.person("rajiv@it.example", None).await;
    t.grant(admin, "administrator", None, None).await;
    t.visitor(admin).await
}

#[test]
fn who_saves_second_is_told_what_is_there_now() {
    each_db(async |t| {
        let browser = administrator(t).await;
        let it = t.department("IT", true).await;
        t.department("Library", false).await;
        t.team("Network", it).await;
        t.location("Northside").await;
        for (path, mine, theirs) in [
            ("departments/2", ("mission", "Books"), ("mission", "Books and people")),
            ("teams/1", ("email", "net@it.example"), ("email", "network@it.example")),
            ("locations/1", ("address", "1 High Street"), ("address", "2 High Street")),
        ] {
            let form = |field: (&'static str, &'static str), version: &'static str| {
                let fixed = [("kind", "internal"), ("department", "1"), ("time_zone", "UTC")];
                let name = match path {
                    "departments/2" => "Library",
                    "teams/1" => "Network",
                    _ => "Northside",
                };
                let mut fields = vec![("name", name), ("version", version), field];
                fields.extend(fixed);
                fields
            };
            let path = format!("/administration/{path}");
            browser.submit(&path, &form(theirs, "1")).await.is(200).shows("Saved.");
            let refused = browser.post(&path, &form(mine, "1")).await;
            refused.is(422).shows("Somebody changed this meanwhile").shows("It says now:");
            refused.shows(theirs.1);
            assert!(refused.body.contains(mine.1), "what was typed is kept");
            assert!(refused.body.contains(r#"name="version" value="2""#));
            browser.submit(&path, &form(mine, "2")).await.is(200).shows("Saved.");
            assert!(browser.get(&path).await.body.contains(mine.1));
        }
        let trail = browser.get("/administration/audit?kind=department.changed").await;
        trail.shows("Books and people is now Books").shows("changed a department");
    });
}

#[test]
fn hostile_names_are_only_names() {
    each_db(async |t| {
        let browser = administrator(t).await;
        let evil = "<img src=x onerror=alert(1)>\"'";
        let base = [("name", evil), ("time_zone", "UTC"), ("department", "1")];
        let with = |more: &[(&'static str, &'static str)]| [&base[..], more].concat();
        let department = [("name", evil), ("kind", "outsourced"), ("is_provider", "yes")];
        browser.post("/administration/departments", &department).await.is(303);
        browser.post("/administration/teams", &with(&[])).await.is(303);
        browser.post("/administration/locations", &with(&[("hours", "")])).await.is(303);
        let person = with(&[("email", "eve@x.example"), ("title", evil), ("time_zone", "")]);
        let person = [("time_zone_other", "UTC")].into_iter().chain(person).collect::<Vec<_>>();
        browser.post("/administration/people", &person).await.is(303);
        for page in [
            "departments",
            "departments/1",
            "teams",
            "teams/1",
            "teams/new",
            "locations",
            "locations/1",
            "people",
            "people/2",
            "people/2/edit",
            "people?q=<img src=x>",
            "audit",
        ] {
            let page = page.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E");
            let seen = browser.get(&format!("/administration/{page}")).await;
            seen.is(200).hides("<img");
        }
        browser
            .get("/administration/audit?who=%3Cb%3E&from=%3Ci%3E")
            .await
            .hides("<b>")
            .hides("<i>");
    });
}

#[test]
fn what_is_about_no_service_goes_where_the_administrator_says() {
    each_db(async |t| {
        let browser = administrator(t).await;
        let it = t.department("IT", true).await;
        t.team("Network", it).await;
        t.team("Front desk", it).await;
        let ann = t.visitor(t.person("ann@library.example", None).await).await;
        let new = json!({"subject": "Odd", "description": "Something is odd"});
        let team = async || {
            let made = ann.json("POST", "/api/v1/tickets", new.clone()).await;
            made.is(201).json()["team"]["name"].as_str().unwrap().to_owned()
        };
        assert_eq!(team().await, "Network", "the first, until somebody chooses");
        let at = "/administration/teams/2";
        browser.get(at).await.shows("Send here what is about no service");
        browser.submit(&format!("{at}/intake"), &[]).await.hides("Send here what is about");
        assert_eq!(team().await, "Front desk");
        browser.get("/administration/teams").await.shows("gets what is about no service");
        browser.post(&format!("{at}/deactivation"), &[]).await.is(303);
        browser.post(&format!("{at}/intake"), &[]).await.is(409);
        assert_eq!(team().await, "Network", "nothing goes to a team out of use");
    });
}

#[test]
fn structure_cannot_be_bent_into_a_circle_or_named_twice() {
    each_db(async |t| {
        let browser = administrator(t).await;
        t.department("Council", false).await;
        t.department("Library", false).await;
        let form = |name, parent, version| {
            [("name", name), ("kind", "internal"), ("parent", parent), ("version", version)]
        };
        let at = "/administration/departments";
        browser.post(&format!("{at}/2"), &form("Library", "1", "1")).await.is(303);
        let refused = browser.post(&format!("{at}/1"), &form("Council", "2", "1")).await;
        refused.is(422).shows("It cannot be inside itself.");
        let refused = browser.post(at, &form("library", "", "")).await;
        refused.is(422).shows("There is one with this name already.");
        assert!(refused.body.contains(r#"value="library""#));
        let team = [("name", "Network"), ("department", "1"), ("email", "nowhere")];
        let refused = browser.post("/administration/teams", &team).await;
        refused.is(422).shows("Write an e-mail address.");
        assert!(refused.body.contains(r#"value="nowhere""#));
        let team = [("name", "Network"), ("department", "1")];
        let refused = browser.post("/administration/teams", &team).await;
        refused.is(422).shows("Choose a department that gives help.");
        browser.submit(&format!("{at}/2/deactivation"), &[]).await.shows("Out of use now.");
        browser.get(at).await.shows("out of use");
        browser.submit(&format!("{at}/2/reactivation"), &[]).await.shows("Back in use.");
        browser.get(&format!("{at}/99")).await.is(404);
    });
}

#[test]
fn the_audit_trail_is_filtered_and_keeps_internal_words_to_itself() {
    each_db(async |t| {
        let browser = administrator(t).await;
        t.app
            .act(&base::Actor::system(), |act| {
                for number in 0..60 {
                    let subject = format!("thing {number:02}");
                    act.record(&base::Event { kind: "thing.done", subject, ..Default::default() })?;
                }
                act.record(&base::Event {
                    kind: "message.answered",
                    subject: "ticket 1".into(),
                    after: "your fine is waived".into(),
                    ..Default::default()
                })?;
                act.record(&base::Event {
                    kind: "message.noted",
                    subject: "ticket 1".into(),
                    is_internal: true,
                    after: "the vendor lied".into(),
                    ..Default::default()
                })
            })
            .await
            .unwrap();
        browser.post("/administration/departments", &[("name", "IT"), ("kind", "internal")]).await;
        let at = "/administration/audit";
        let first = browser.get(at).await;
        first.shows("only the helping team").hides("the vendor lied").hides("thing 03");
        first.shows("stands in the ticket").hides("your fine is waived");
        first.hides("Footbridge · Footbridge");
        let older = first.body.split(r#"rel="next" href=""#).nth(1).unwrap();
        let older = older.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        browser.get(&older).await.is(200).shows("thing 03").hides("thing 59");
        browser.get(&format!("{at}?kind=department.added")).await.shows("IT").hides("thing 5");
        let mine = browser.get(&format!("{at}?who=Rajiv@it.example")).await;
        mine.shows("added a department").hides("thing 5");
        browser.get(&format!("{at}?from=2026-11-24")).await.shows("Nothing was done in that time.");
        browser.get(&format!("{at}?from=2026-11-23&to=2026-11-23")).await.shows("thing 59");
        let refused = browser.get(&format!("{at}?from=soon")).await;
        refused.is(422);
        assert!(refused.body.contains(r#"value="soon""#));
        let ghost = browser.get(&format!("{at}?who=ghost@x.example")).await;
        ghost.is(422).shows("Nobody has that").hides("Patrons, staff or both?");
    });
}

#[test]
fn failed_work_is_read_without_its_secrets_and_run_again_or_dropped() {
    each_db(async |t| {
        let browser = administrator(t).await;
        let at = "/administration/jobs";
        browser.get(at).await.is(200).shows("All quiet");
        let now = t.app.now();
        t.app
            .db
            .write(move |tx| {
                for subject in ["Your link", "News", "More <b>news</b>"] {
                    let letter = jobs::Letter {
                        to: "ann@library.example".into(),
                        subject: subject.into(),
                        text: "http://localhost/sign-in/SECRET".into(),
                        ..Default::default()
                    };
                    jobs::enqueue(tx, now, jobs::SEND_MAIL, &letter)?;
                }
                let said = "421 try <later>";
                tx.run(
                    db::sql!("update job set state = 'dead', attempts = 8, last_error = $1"),
                    db::args![said],
                )
            })
            .await
            .unwrap();
        let page = browser.get(at).await;
        page.shows("ann@library.example · Your link").shows("Tried 8 times.").shows("421 try");
        page.hides("SECRET").hides("<b>").hides("<later>");
        browser.submit(&format!("{at}/1/removal"), &[]).await.shows("Dropped.").hides("Your link");
        browser.submit(&format!("{at}/1/retry"), &[]).await.shows("dealt with it already");
        browser.submit(&format!("{at}/2/retry"), &[]).await.shows("It runs again.");
        let page = browser.submit(&format!("{at}/retry"), &[]).await;
        page.shows("All quiet").shows("2 pieces of work are waiting");
        assert_eq!(t.run_jobs().await, 2);
        let trail = browser.get("/administration/audit?kind=job.removed").await;
        trail.shows("dropped failed work").hides("SECRET");
    });
}
