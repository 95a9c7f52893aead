//! Who is here and what each may do, as an administrator looks after it.

use base::{Actor, PersonId};
use people::persons::{self, NewPerson};
use testing::{TestApp, Visitor, each_db};

const AT: &str = "/administration/people";

async fn administrator(t: &TestApp) -> (PersonId, Visitor) {
    let admin = t.person("rajiv@it.example", None).await;
    t.grant(admin, "administrator", None, None).await;
    (admin, t.visitor(admin).await)
}

#[test]
fn somebody_new_gets_in_with_a_link_that_is_shown_once() {
    each_db(async |t| {
        let (_, browser) = administrator(t).await;
        let form = [("name", "Ann"), ("email", "Ann@Library.example"), ("time_zone", "UTC")];
        let to = browser.post(AT, &form).await.location();
        let at = to.split('?').next().unwrap();
        let first = browser.post(&format!("{at}/sign-in-link"), &[]).await;
        let link = |seen: &testing::Seen| {
            let rest = seen.body.split("/sign-in/").nth(1).expect("a link");
            format!("/sign-in/{}", rest.split('"').next().unwrap())
        };
        let second = browser.post(&format!("{at}/sign-in-link"), &[]).await;
        second.is(200).shows("It is shown only now.");
        browser.get(at).await.hides("/sign-in/");
        let ann = t.stranger();
        ann.post(&link(&first), &[]).await;
        ann.get("/account").await.is(303);
        ann.post(&link(&second), &[]).await.is(303);
        ann.get("/account").await.is(200).shows("ann@library.example");
        browser
            .get(at)
            .await
            .shows("Signed in at 1 place.")
            .shows("signed in")
            .hides("signed in · person");
        browser.submit(&format!("{at}/sessions/revocation"), &[]).await.shows("Ended.");
        ann.get("/account").await.is(303);
    });
}

#[test]
fn who_is_out_of_use_is_kept_out_and_loses_nothing() {
    each_db(async |t| {
        let (admin, browser) = administrator(t).await;
        let ann = t.person("ann@library.example", None).await;
        let theirs = t.visitor(ann).await;
        let scopes = ["read".to_owned()];
        let token =
            people::sign_in::issue_token(&t.app, &t.actor(ann).await, ann, "x", &scopes, 30).await;
        let program = Visitor::with_token(&t.app, token.unwrap());
        program.get("/api/v1/me").await.is(200);
        let at = format!("{AT}/{ann}");
        browser.submit(&format!("{at}/deactivation"), &[]).await.shows("Out of use now.");
        theirs.get("/account").await.is(303);
        program.get("/api/v1/me").await.is(401);
        browser.post(&format!("{at}/sign-in-link"), &[]).await.is(422).shows("out of use");
        browser.get(AT).await.shows("ann@library.example").shows("out of use");
        browser.submit(&format!("{at}/reactivation"), &[]).await.shows("Back in use.");
        t.visitor(ann).await.get("/account").await.is(200);
        let own = browser.post(&format!("{AT}/{admin}/deactivation"), &[]).await;
        own.is(422).shows("You cannot take your own account out of use.");
    });
}

#[test]
fn the_last_administrator_stays() {
    each_db(async |t| {
        let (admin, browser) = administrator(t).await;
        let at = format!("{AT}/{admin}");
        let refused = browser.post(&format!("{at}/roles/1/revocation"), &[]).await;
        refused.is(422).shows("this is the last administrator");
        let system = Actor::system();
        persons::deactivate(&t.app, &system, admin).await.unwrap_err();
        let zoe = t.person("zoe@it.example", None).await;
        let form = [("role", "administrator")];
        browser.submit(&format!("{AT}/{zoe}/roles"), &form).await.shows("Given.");
        browser.submit(&format!("{at}/roles/1/revocation"), &[]).await.is(403);
        let zoe_browser = t.visitor(zoe).await;
        zoe_browser.get(&at).await.is(200).shows("Nothing beyond their own tickets.");
        let refused = zoe_browser.post(&format!("{AT}/{zoe}/roles/2/revocation"), &[]).await;
        refused.is(422).shows("this is the last administrator");
    });
}

#[test]
fn a_role_asks_for_what_it_is_over() {
    each_db(async |t| {
        let (_, browser) = administrator(t).await;
        let it = t.department("IT", true).await;
        let team = t.team("Network", it).await.to_string();
        let ann = t.person("ann@library.example", None).await;
        let at = format!("{AT}/{ann}/roles");
        let refused = browser.post(&at, &[("role", "agent"), ("team", "")]).await;
        refused.is(422).shows("Choose the team it is for.");
        assert!(refused.body.contains(r#"<option value="agent" selected>"#));
        let refused = browser.post(&at, &[("role", "manager"), ("team", &team)]).await;
        refused.is(422).shows("Choose the department it is for.");
        browser.post(&at, &[("role", "king")]).await.is(422).shows("Please choose one.");
        browser.post(&at, &[("role", "agent"), ("team", "99")]).await.is(422);
        let form = [("role", "agent"), ("team", team.as_str())];
        browser.submit(&at, &form).await.shows("Given.").shows("Network");
        browser.post(&at, &form).await.is(422).shows("They have this already.");
        t.visitor(ann).await.get("/queue").await.is(200);
        browser.get("/administration/teams").await.shows("1 agent");
        browser.get(&format!("/administration/teams/{team}")).await.shows("Ann");
        browser.submit(&format!("{at}/2/revocation"), &[]).await.shows("Taken away.");
        t.visitor(ann).await.get("/queue").await.is(403);
        browser.post(&format!("{at}/2/revocation"), &[]).await.is(404);
    });
}

#[test]
fn a_long_list_is_searched_and_paged() {
    each_db(async |t| {
        let (_, browser) = administrator(t).await;
        for number in 0..60 {
            let new = NewPerson {
                name: format!("Person {number:02}"),
                email: format!("p{number:02}@library.example"),
                ..NewPerson::default()
            };
            persons::create(&t.app, &Actor::system(), new).await.unwrap();
        }
        let first = browser.get(AT).await;
        first.shows("Person 00").hides("Person 55");
        let next = first.body.split(r#"rel="next" href=""#).nth(1).unwrap();
        let next = next.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        browser.get(&next).await.shows("Person 55").shows("Rajiv").hides("Person 00");
        browser.get(&format!("{AT}?q=P07%40")).await.shows("Person 07").hides("Person 08");
        browser.get(&format!("{AT}?q=100%25")).await.shows("Nobody found for 100%.");
    });
}

#[test]
fn an_edit_keeps_what_was_typed_and_tells_of_others() {
    each_db(async |t| {
        let (_, browser) = administrator(t).await;
        let ann = t.person("ann@library.example", None).await;
        t.person("bo@library.example", None).await;
        let at = format!("{AT}/{ann}");
        let form = |email, title, version| {
            [("name", "Ann"), ("email", email), ("title", title), ("version", version)]
        };
        let refused = browser.post(&at, &form("bo@library.example", "Reader", "1")).await;
        refused.is(422).shows("Somebody has this address already.");
        assert!(refused.body.contains(r#"value="Reader""#));
        let typed = [("name", ""), ("email", "a@b.c"), ("time_zone_other", "Mars/Base")];
        let refused = browser.post(&at, &typed).await;
        refused.is(422).shows("Name: Please fill this in.").shows("not a time zone we know");
        assert!(refused.body.contains(r#"value="Mars/Base""#));
        browser.submit(&at, &form("ann@library.example", "Librarian", "1")).await.shows("Saved.");
        let clash = browser.post(&at, &form("ann@library.example", "Technician", "1")).await;
        clash.is(422).shows("It says now: Librarian");
        assert!(clash.body.contains(r#"value="Technician""#));
        browser.submit(&at, &form("ann@library.example", "Technician", "2")).await.is(200);
        browser.get(&at).await.shows("Technician");
    });
}

#[test]
fn mail_from_a_stranger_makes_a_requester_once() {
    each_db(async |t| {
        let ask = async |email: &'static str, name: &'static str| {
            let make =
                move |act: &mut base::Act<'_>| persons::find_or_create_requester(act, email, name);
            t.app.act(&Actor::system(), make).await
        };
        let first = ask("Eve@Out.example", "").await.unwrap();
        assert_eq!(ask("eve@out.example ", "Evelyn").await.unwrap(), first);
        assert_eq!(t.actor(first).await.name, "eve");
        assert!(ask("not an address", "x").await.is_err());
        let ann = t.person("ann@library.example", None).await;
        let requester = t.actor(ann).await;
        let make = |act: &mut base::Act<'_>| {
            persons::find_or_create_requester(act, "new@out.example", "New")
        };
        assert!(t.app.act(&requester, make).await.is_err());
    });
}
