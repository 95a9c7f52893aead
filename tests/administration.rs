//! Administration: people, departments, locations, teams, the audit trail, failed jobs.
// tidy: allow sql because a message cannot be made to fail eight times through the pages

use base::{Actor, Error, PersonId, Role};
use people::persons::{NewGrant, NewPerson};
use testing::{TestApp, Visitor, each_db};

async fn administrator(t: &TestApp) -> (PersonId, Visitor) {
    let id = t.person("admin@it.example", None).await;
    t.grant(id, "administrator", None, None).await;
    (id, t.visitor(id).await)
}

#[test]
fn only_administrators_see_administration() {
    each_db(async |t| {
        let (_, admin) = administrator(t).await;
        let ann = t.person("ann@library.example", None).await;
        let it = t.department("IT", true).await;
        let network = t.team("Network", it).await;
        let agent = t.person("yusuf@it.example", Some(it)).await;
        t.grant(agent, "agent", None, Some(network)).await;
        let (ann, agent) = (t.visitor(ann).await, t.visitor(agent).await);
        for path in [
            "/administration",
            "/administration/people",
            "/administration/people/new",
            "/administration/people/1",
            "/administration/people/1/edit",
            "/administration/departments",
            "/administration/departments/new",
            "/administration/departments/1",
            "/administration/locations",
            "/administration/locations/new",
            "/administration/teams",
            "/administration/teams/new",
            "/administration/teams/1",
            "/administration/audit",
            "/administration/jobs",
        ] {
            ann.get(path).await.is(403);
            agent.get(path).await.is(403);
            admin.get(path).await.is(200);
            assert!(t.stranger().get(path).await.location().starts_with("/sign-in?next="));
        }
        for path in [
            "/administration/people",
            "/administration/people/1",
            "/administration/people/1/deactivation",
            "/administration/people/1/roles",
            "/administration/people/1/sign-in-link",
            "/administration/people/1/sessions/revocation",
            "/administration/departments",
            "/administration/departments/1/deactivation",
            "/administration/locations",
            "/administration/teams",
            "/administration/jobs/1/retry",
            "/administration/jobs/1/removal",
        ] {
            let typed = [("name", "Mine"), ("email", "x@y.example"), ("role", "administrator")];
            ann.post(path, &typed).await.is(403);
        }
        admin.get("/administration").await.shows("Audit trail").shows("Services");
    });
}

#[test]
fn an_administrator_adds_somebody_gives_a_role_and_hands_over_a_link() {
    each_db(async |t| {
        let (_, admin) = administrator(t).await;
        let it = t.department("IT", true).await;
        let network = t.team("Network", it).await;
        let typed = [("name", "Yusuf Demir"), ("email", "Yusuf@IT.example"), ("department", "1")];
        let seen = admin.submit("/administration/people", &typed).await;
        seen.is(200).shows("Yusuf Demir").shows("yusuf@it.example").shows("IT");
        seen.shows("Not signed in anywhere");
        let actor = Actor::system();
        let found = people::persons::find_by_email(&t.app, &actor, "YUSUF@it.example").await;
        let yusuf = found.unwrap().unwrap();
        let home = format!("/administration/people/{yusuf}");
        let roles = format!("{home}/roles");
        let seen = admin.post(&roles, &[("role", "agent")]).await;
        seen.is(422).shows("This role is for a team. Choose which.");
        let grant = [("role", "agent"), ("team", &network.to_string())];
        admin.submit(&roles, &grant).await.shows("They have the role now").shows("Agent · Network");
        admin.post(&roles, &grant).await.is(422).shows("They have this role already");
        admin.get("/administration/teams").await.shows("1 agent");
        admin.get("/administration/teams/1").await.shows("Yusuf Demir");

        let seen = admin.post(&format!("{home}/sign-in-link"), &[]).await;
        seen.is(200).shows("Give this link to Yusuf Demir");
        let start = seen.body.find("http://localhost/sign-in/").unwrap() + "http://localhost".len();
        let link: String = seen.body[start..].chars().take_while(|c| *c != '"').collect();
        let browser = t.stranger();
        browser.post(&link, &[]).await.is(303);
        browser.get("/queue").await.is(200);
        assert!(t.stranger().post(&link, &[]).await.location().contains("link-used"));

        admin.get(&home).await.shows("Signed in on 1 device").shows("Signed in");
        admin.post(&format!("{home}/sessions/revocation"), &[]).await.is(303);
        browser.get("/queue").await.is(303);
        let shown = admin.get(&home).await.body;
        let start = shown.find(&format!("{roles}/")).unwrap();
        let revocation = shown[start..].split('"').next().unwrap().to_owned();
        admin.submit(&revocation, &[]).await.shows("They no longer have the role");
        assert!(t.actor(yusuf).await.teams().is_empty());
    });
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_everything_typed_comes_back() {
    each_db(async |t| {
        let (_, admin) = administrator(t).await;
        let evil = "<script>alert('x')</script>";
        let typed = [
            ("name", evil),
            ("email", "not an address"),
            ("title", "\"><img src=x>"),
            ("department", "99"),
            ("time_zone_other", "Melbourne"),
        ];
        let seen = admin.post("/administration/people", &typed).await;
        seen.is(422).shows("Write an e-mail address").shows("We do not know this time zone");
        seen.hides("<script>").hides("<img src=x");
        assert!(seen.body.contains(r#"value="not an address""#), "{}", seen.body);
        assert!(seen.body.contains(r#"value="Melbourne""#));
        assert!(seen.body.contains("id=\"email-problem\""));
        let typed = [("name", evil), ("email", "evil@x.example"), ("department", "99")];
        admin.post("/administration/people", &typed).await.is(422).shows("Please choose one");
        let typed = [("name", evil), ("email", "evil@x.example")];
        admin.submit("/administration/people", &typed).await.is(200).hides("<script>");
        admin.get("/administration/people").await.hides("<script>").shows("&#60;script");
        admin.get("/administration/audit").await.hides("<script>");
        let again = admin.post("/administration/people", &typed).await;
        again.is(422).shows("Somebody has this address already");
    });
}

#[test]
fn two_administrators_who_edit_the_same_thing_learn_of_each_other() {
    each_db(async |t| {
        let (_, admin) = administrator(t).await;
        let council = t.department("Council", false).await;
        let library = t.department("Library", false).await;
        let path = format!("/administration/departments/{library}");
        let (parent, version) = (council.to_string(), ("version", "1"));
        let first = [
            ("name", "City Library"),
            ("kind", "internal"),
            ("parent", &parent),
            ("mission", "Anyone can walk in."),
            version,
        ];
        admin.submit(&path, &first).await.shows("The department is saved").shows("City Library");
        let second = [("name", "Libraries"), ("kind", "outsourced"), version];
        let seen = admin.post(&path, &second).await;
        seen.is(422).shows("Somebody saved this while you were writing");
        seen.shows("It now says: City Library").shows("It now says: Council");
        seen.shows("It now says: Anyone can walk in.");
        assert!(seen.body.contains(r#"value="Libraries""#));
        assert!(seen.body.contains(r#"name="version" value="2""#), "{}", seen.body);
        let again = [("name", "Libraries"), ("kind", "outsourced"), ("version", "2")];
        admin.submit(&path, &again).await.shows("Libraries").shows("Outsourced");

        let ann = t.person("ann@library.example", None).await;
        let path = format!("/administration/people/{ann}");
        let first = [("name", "Ann Lee"), ("email", "ann@library.example"), version];
        admin.post(&path, &first).await.is(303);
        let second = [("name", "Anne"), ("email", "anne@library.example"), version];
        admin.post(&path, &second).await.is(422).shows("It now says: Ann Lee");
    });
}

#[test]
fn departments_locations_and_teams_are_kept_in_order() {
    each_db(async |t| {
        let (_, admin) = administrator(t).await;
        admin.get("/administration/departments").await.shows("Begin with your library");
        let it = [("name", "IT"), ("kind", "internal"), ("is_provider", "yes")];
        admin.submit("/administration/departments", &it).await.shows("Gives help");
        let seen = admin.post("/administration/departments", &[("name", "it")]).await;
        seen.is(422).shows("There is one with this name already");
        admin.post("/administration/departments", &[]).await.is(422).shows("Please fill this in");
        let desk = [("name", "IT desk"), ("kind", "internal"), ("parent", "1")];
        admin.submit("/administration/departments", &desk).await.shows("part of IT");

        let team = [("name", "Network"), ("department", "1"), ("email", "net@it.example")];
        admin.submit("/administration/teams", &team).await.shows("Nobody in it");
        // a refused name may have used up a number
        let found = people::departments::find_by_name(&t.app, &Actor::system(), "it DESK").await;
        let desk = found.unwrap().unwrap().to_string();
        let wrong = [("name", "Print"), ("department", &desk), ("email", "nowhere")];
        let seen = admin.post("/administration/teams", &wrong).await;
        seen.is(422).shows("Write an e-mail address");
        let wrong = [("name", "Print"), ("department", &desk)];
        admin.post("/administration/teams", &wrong).await.is(422).shows("that gives help");

        let zone = ("time_zone", "Australia/Melbourne");
        let wrong = [("name", "Northside"), zone, ("hours", "whenever we like")];
        let seen = admin.post("/administration/locations", &wrong).await;
        seen.is(422).shows("whenever we like");
        assert!(seen.body.contains("id=\"hours-problem\""));
        let right = [("name", "Northside"), zone, ("hours", "weekdays 9-18; sat 10-16")];
        let seen = admin.submit("/administration/locations", &right).await;
        seen.shows("Mon-Fri 09:00-18:00; Sat 10:00-16:00");
        let seen = admin.get("/administration/locations/1").await;
        seen.shows("We read the opening hours as: Mon-Fri 09:00-18:00; Sat 10:00-16:00");

        for (path, said) in [("deactivation", "no longer shows"), ("reactivation", "chosen again")]
        {
            for what in ["departments", "locations", "teams"] {
                admin.submit(&format!("/administration/{what}/1/{path}"), &[]).await.shows(said);
            }
        }
        let changed = [("name", "IT"), ("parent", &desk), ("is_provider", "yes"), ("version", "3")];
        let seen = admin.post("/administration/departments/1", &changed).await;
        seen.is(422).shows("This would put it inside itself");
    });
}

#[test]
fn a_person_out_of_use_is_out_at_once_and_an_administrator_stays_one() {
    each_db(async |t| {
        let (me, admin) = administrator(t).await;
        let ann = t.person("ann@library.example", None).await;
        let browser = t.visitor(ann).await;
        browser.get("/account").await.is(200);
        let home = format!("/administration/people/{ann}");
        admin.submit(&format!("{home}/deactivation"), &[]).await.shows("cannot sign in");
        browser.get("/account").await.is(303);
        let seen = admin.post(&format!("{home}/sign-in-link"), &[]).await;
        seen.is(422).shows("This account is not in use");
        admin.submit(&format!("{home}/reactivation"), &[]).await.shows("They can sign in again");
        browser.get("/account").await.is(303);

        let seen = admin.post(&format!("/administration/people/{me}/deactivation"), &[]).await;
        seen.is(422).shows("You cannot take your own account out of use");
        let revocation = format!("/administration/people/{me}/roles/1/revocation");
        let seen = admin.post(&revocation, &[]).await;
        seen.is(422).shows("You cannot take away your own last administrator role");
        admin.get("/administration").await.is(200);
    });
}

#[test]
fn people_are_found_by_name_or_address_a_page_at_a_time() {
    each_db(async |t| {
        let (_, admin) = administrator(t).await;
        for n in 0..120 {
            let (name, email) = (format!("Reader {n:03}"), format!("r{n}@x.example"));
            let new = NewPerson { name, email, ..NewPerson::default() };
            people::persons::create(&t.app, &Actor::system(), new).await.unwrap();
        }
        let seen = admin.get("/administration/people?q=READER").await;
        seen.shows("Reader 000").shows("Reader 049").hides("Reader 050");
        let next = |body: &str| {
            let start = body.find("rel=\"next\" href=\"").unwrap() + 17;
            body[start..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
        };
        let seen = admin.get(&next(&seen.body)).await;
        seen.shows("Reader 050").shows("Reader 099").hides("Reader 049").hides("Reader 100");
        let seen = admin.get(&next(&seen.body)).await;
        seen.shows("Reader 119").hides("rel=\"next\"");
        admin.get("/administration/people?q=r77%40x").await.shows("Reader 077").hides("Reader 078");
        admin.get("/administration/people?q=100%25").await.shows("Nobody fits");
    });
}

#[test]
fn the_audit_trail_tells_what_was_done_but_not_what_only_agents_may_read() {
    each_db(async |t| {
        let (_, admin) = administrator(t).await;
        let typed = [("name", "Northside Library"), ("kind", "internal")];
        admin.post("/administration/departments", &typed).await.is(303);
        let typed = [("name", "Northside"), ("kind", "internal"), ("version", "1")];
        admin.post("/administration/departments/1", &typed).await.is(303);
        t.app
            .act(&Actor::system(), |act| {
                act.record(&base::Event {
                    kind: "ticket.noted",
                    subject: "ticket 7".into(),
                    is_internal: true,
                    after: "the caller sounded tired".into(),
                    ..base::Event::default()
                })
            })
            .await
            .unwrap();
        let seen = admin.get("/administration/audit").await;
        seen.shows("Department changed").shows("department 1").shows("became Northside");
        seen.shows("ticket noted").shows("Only the team that has the ticket");
        seen.hides("sounded tired");
        let seen = admin.get("/administration/audit?kind=department.added").await;
        seen.shows("Northside Library").hides("ticket 7");
        let seen = admin.get("/administration/audit?who=admin%40it.example").await;
        seen.shows("department 1").hides("ticket 7");
        let seen = admin.get("/administration/audit?from=2026-11-23&to=2026-11-23").await;
        seen.shows("department 1");
        let seen = admin.get("/administration/audit?from=2026-11-24").await;
        seen.shows("Nothing like that was done");
        let seen = admin.get("/administration/audit?who=nobody%40x&from=soon").await;
        seen.is(422).shows("Write the date as year-month-day");
        assert!(seen.body.contains(r#"value="soon""#));
        admin.get("/administration/audit?who=nobody%40x").await.is(422).shows("Nobody here has");
    });
}

#[test]
fn a_failed_job_is_seen_tried_again_or_dropped_and_keeps_its_secrets() {
    each_db(async |t| {
        let (_, admin) = administrator(t).await;
        admin.get("/administration/jobs").await.shows("All is well");
        let now = t.app.now();
        t.app
            .db
            .write(move |tx| {
                let letter = jobs::Letter {
                    to: "ann@library.example".into(),
                    subject: "Your link".into(),
                    text: "https://desk.example/sign-in/swordfish".into(),
                    ..jobs::Letter::default()
                };
                jobs::enqueue(tx, now, jobs::SEND_MAIL, &letter)?;
                jobs::enqueue(tx, now, "sweep_floor", &"<b>under the desks</b>")?;
                let die = db::sql!("update job set state = 'dead', last_error = 'no broom'");
                tx.run(die, &[])
            })
            .await
            .unwrap();
        let seen = admin.get("/administration/jobs").await;
        seen.shows("2 jobs have failed").shows("no broom").shows("ann@library.example");
        seen.shows("Your link").hides("swordfish").hides("<b>under");
        admin.submit("/administration/jobs/1/retry", &[]).await.shows("tried again in a moment");
        let seen = admin.submit("/administration/jobs/2/removal", &[]).await;
        seen.shows("It is dropped").shows("1 job is waiting its turn").shows("All is well");
        let seen = admin.submit("/administration/jobs/2/retry", &[]).await;
        seen.shows("Somebody has dealt with it already");
        t.run_jobs().await;
    });
}

#[test]
fn the_command_line_and_mail_make_people_too() {
    each_db(async |t| {
        let system = Actor::system();
        let new = NewPerson {
            name: " Helen ".into(),
            email: "Helen@Library.example".into(),
            ..NewPerson::default()
        };
        let helen = people::persons::create(&t.app, &system, new.clone()).await.unwrap();
        let taken = people::persons::create(&t.app, &system, new).await;
        assert!(matches!(taken, Err(Error::Invalid(_))), "{taken:?}");
        let role = NewGrant { role: Role::Administrator, department: None, team: None };
        people::persons::grant(&t.app, &system, helen, role).await.unwrap();
        assert_eq!(t.actor(helen).await.name, "Helen");
        let ids = t
            .app
            .act(&system, |act| {
                let long = "Ann ".repeat(100);
                let find = people::persons::find_or_create_requester;
                let one = find(act, "Ann@x.example", &long)?;
                Ok((
                    one,
                    find(act, "ann@X.example ", "")?,
                    find(act, "not an address", "").is_err(),
                ))
            })
            .await
            .unwrap();
        assert_eq!(ids.0, ids.1);
        assert!(ids.2);
        assert_eq!(t.actor(ids.0).await.name.chars().count(), 200);
        let ann = t.actor(ids.0).await;
        let refused = people::persons::create(&t.app, &ann, NewPerson::default()).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        let stranger = t.app.act(&ann, |act| {
            people::persons::find_or_create_requester(act, "new@x.example", "New")
        });
        assert!(matches!(stranger.await, Err(Error::Forbidden)));
    });
}
