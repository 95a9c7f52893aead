//! One's own account.

use base::Actor;
use people::{
    persons,
    sign_in::{Password, set_password},
};
use testing::{Seen, Visitor, each_db};

fn token(seen: &Seen) -> String {
    let rest = seen.body.split("fb_").nth(1).expect("a token");
    format!("fb_{}", rest.split('"').next().unwrap())
}

#[test]
fn a_person_makes_a_token_for_a_script_and_takes_it_back() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let browser = t.visitor(ann).await;
        let typed = [("token_name", "Night <script>"), ("token_days", "0")];
        let refused = browser.post("/account/tokens", &typed).await;
        refused.is(422).shows("Choose what the token may do.").hides("<script>");
        assert!(refused.body.contains("Night &#60;script&#62;"));
        let form = [("token_name", "Night script"), ("scope", "read"), ("token_days", "30")];
        let made = browser.post("/account/tokens", &form).await;
        made.is(200).shows("it is shown only this once");
        let token = token(&made);
        let page = browser.get("/account").await;
        page.shows("Night script")
            .shows("Read what you can read")
            .hides(&token)
            .shows("never used");
        let program = Visitor::with_token(&t.app, token);
        assert_eq!(program.get("/api/v1/me").await.json()["email"], "ann@library.example");
        program.json("POST", "/api/v1/tickets", serde_json::json!({})).await.is(403);
        program.get("/account").await.is(403);
        let bo = t.visitor(t.person("bo@library.example", None).await).await;
        // it is noted behind the answer's back
        let mut tries = 0;
        while !browser.get("/account").await.body.contains("last used today") {
            tries += 1;
            assert!(tries < 1000, "the use of a token is not noted");
        }
        bo.post("/account/tokens/1/revocation", &[]).await.is(404);
        browser.submit("/account/tokens/1/revocation", &[]).await.shows("Revoked.");
        program.get("/api/v1/me").await.is(401);
        browser.post("/account/tokens/1/revocation", &[]).await.is(404);
    });
}

#[test]
fn a_password_is_changed_by_who_knows_the_old_one() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let first = Password::parse("password", "quiet reading room").unwrap();
        set_password(&t.app, &t.actor(ann).await, ann, first).await.unwrap();
        let (browser, elsewhere) = (t.visitor(ann).await, t.visitor(ann).await);
        let form = |old, new| [("password", old), ("new_password", new)];
        let short = browser.post("/account/password", &form("quiet reading room", "short")).await;
        short.is(422).shows("at least 10").hides("quiet reading room");
        let wrong = browser.post("/account/password", &form("loud room", "a longer one")).await;
        wrong.is(422).shows("That is not the password you have now.").hides("a longer one");
        let good = form("quiet reading room", "a longer one");
        browser.submit("/account/password", &good).await.is(200).shows("Changed.");
        elsewhere.get("/account").await.is(303);
        for _ in 0..6 {
            browser.post("/account/password", &form("a guess", "a longer one")).await.is(422);
        }
        browser.post("/account/password", &form("a guess", "a longer one")).await.is(429);
        let sign_in = [("email", "ann@library.example"), ("password", "a longer one")];
        t.stranger().post("/sign-in", &sign_in).await.is(303);
    });
}

#[test]
fn a_forgotten_password_is_replaced_after_coming_by_a_link() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let first = Password::parse("password", "quiet reading room").unwrap();
        set_password(&t.app, &t.actor(ann).await, ann, first).await.unwrap();
        let link = persons::issue_link(&t.app, &Actor::system(), ann).await.unwrap();
        let at = link.find("/sign-in/").unwrap();
        let browser = t.stranger();
        browser.post(&link[at..], &[]).await.is(303);
        browser.get("/account").await.hides("current-password");
        let new = [("new_password", "a longer one")];
        browser.submit("/account/password", &new).await.is(200).shows("Changed.");
        // a link is not for ever: somebody else may sit there by now
        t.later(3600);
        assert!(browser.get("/account").await.body.contains("current-password"));
        browser.post("/account/password", &new).await.is(422).shows("not the password you have");
    });
}

#[test]
fn somebody_who_came_by_a_link_sets_a_first_password() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let browser = t.visitor(ann).await;
        browser.get("/account").await.hides("current-password");
        let form = [("new_password", "quiet reading room")];
        browser.submit("/account/password", &form).await.shows("Changed.");
        assert!(browser.get("/account").await.body.contains("current-password"));
    });
}

#[test]
fn a_person_ends_the_sessions_they_do_not_know() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let (browser, library, cafe) =
            (t.visitor(ann).await, t.visitor(ann).await, t.visitor(ann).await);
        let page = browser.get("/account").await;
        page.shows("this one");
        let paths: Vec<&str> = page
            .body
            .split(r#"action=""#)
            .filter_map(|piece| piece.split('"').next())
            .filter(|path| path.starts_with("/account/sessions/") && path.len() > 60)
            .collect();
        assert_eq!(paths.len(), 2, "the one in use cannot end itself by mistake");
        let bo = t.visitor(t.person("bo@library.example", None).await).await;
        bo.post(paths[0], &[]).await.is(404);
        browser.submit(paths[0], &[]).await.shows("Ended.");
        let left = [library.get("/account").await, cafe.get("/account").await];
        assert_eq!(left.iter().filter(|seen| seen.status == 200).count(), 1);
        browser.submit("/account/sessions/revocation", &[]).await.shows("Ended.");
        library.get("/account").await.is(303);
        cafe.get("/account").await.is(303);
        browser.get("/account").await.is(200).hides("/account/sessions/revocation");
    });
}

#[test]
fn a_person_changes_their_name_and_clock_and_hears_of_an_administrator_who_did_too() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let browser = t.visitor(ann).await;
        let form = |name, zone, version| {
            [("name", name), ("time_zone", zone), ("locale", ""), ("version", version)]
        };
        browser.post("/account", &form("  ", "Mars/Base", "1")).await.is(422).shows("fill this in");
        let saved = browser.submit("/account", &form("Ann <b>Lee</b>", "UTC", "1")).await;
        saved.is(200).shows("Saved.").hides("<b>");
        assert_eq!(t.actor(ann).await.name, "Ann <b>Lee</b>");
        let clash = browser.post("/account", &form("Anna", "UTC", "1")).await;
        clash.is(422).shows("Somebody changed this meanwhile").hides("<b>");
        assert!(clash.body.contains(r#"value="Anna""#));
        browser.submit("/account", &form("Anna", "UTC", "2")).await.shows("Saved.");
        browser.post("/sign-out", &[]).await.is(303);
        browser.get("/account").await.is(303);
    });
}
