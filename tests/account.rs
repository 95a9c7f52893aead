//! One's own account.

use people::sign_in::{Password, set_password};
use testing::{TestApp, Visitor, each_db};

async fn ann(t: &TestApp) -> Visitor {
    let ann = t.person("ann@library.example", None).await;
    t.visitor(ann).await
}

#[test]
fn people_change_their_name_and_clock() {
    each_db(async |t| {
        let ann = ann(t).await;
        let seen = ann.get("/account").await;
        seen.is(200).shows("Your account").shows("ann@library.example").shows("Sign out");
        assert!(seen.body.contains(r#"value="Ann""#));
        let typed = [
            ("name", "Ann Lee"),
            ("time_zone", "Australia/Perth"),
            ("time_zone_other", "Pacific/Chatham"),
            ("locale", "en"),
            ("version", "1"),
        ];
        let seen = ann.submit("/account", &typed).await;
        seen.shows("Your account is saved").shows("Ann Lee").shows("Pacific/Chatham");
        let wrong = [
            ("name", "<i>Ann</i>"),
            ("time_zone_other", "the moon"),
            ("locale", "tlh"),
            ("version", "2"),
        ];
        let seen = ann.post("/account", &wrong).await;
        seen.is(422).shows("We do not know this time zone").shows("Please choose one");
        seen.hides("<i>Ann");
        assert!(seen.body.contains(r#"value="the moon""#));
        let late = [("name", "Anna"), ("locale", "en"), ("version", "1")];
        let seen = ann.post("/account", &late).await;
        seen.is(422).shows("It now says: Ann Lee").shows("It now says: Pacific/Chatham");
        assert!(seen.body.contains(r#"value="Anna""#));
    });
}

#[test]
fn a_password_change_asks_for_the_old_one_and_signs_out_everywhere_else() {
    each_db(async |t| {
        let id = t.person("ann@library.example", None).await;
        let here = t.visitor(id).await;
        here.get("/account").await.shows("You have no password yet");
        here.post("/account/password", &[("password", "short")]).await.is(422).shows("at least 10");
        let first = [("password", "quiet reading room")];
        here.submit("/account/password", &first).await.shows("Your password is changed");
        let elsewhere = t.visitor(id).await;
        let wrong = [("current", "loud reading room"), ("password", "dusty atlas shelf")];
        let seen = here.post("/account/password", &wrong).await;
        seen.is(422).shows("This is not your password now").hides("dusty atlas");
        let right = [("current", "quiet reading room"), ("password", "dusty atlas shelf")];
        here.post("/account/password", &right).await.is(303);
        elsewhere.get("/account").await.is(303);
        here.get("/account").await.is(200);
        let sign_in = [("email", "ann@library.example"), ("password", "dusty atlas shelf")];
        t.stranger().post("/sign-in", &sign_in).await.is(303);
    });
}

#[test]
fn a_borrowed_browser_cannot_guess_the_password() {
    each_db(async |t| {
        let id = t.person("ann@library.example", None).await;
        let password = Password::parse("password", "quiet reading room").unwrap();
        set_password(&t.app, &t.actor(id).await, id, password).await.unwrap();
        let borrowed = t.visitor(id).await;
        let guess = [("current", "a guess"), ("password", "dusty atlas shelf")];
        for _ in 0..8 {
            borrowed.post("/account/password", &guess).await.is(422);
        }
        borrowed.post("/account/password", &guess).await.is(429);
    });
}

#[test]
fn a_lost_device_is_signed_out_from_another() {
    each_db(async |t| {
        let id = t.person("ann@library.example", None).await;
        let other = t.person("ben@library.example", None).await;
        let (here, lost, third) = (t.visitor(id).await, t.visitor(id).await, t.visitor(id).await);
        let ben = t.visitor(other).await;
        let seen = here.get("/account").await;
        seen.shows("This device").shows("A device we do not know").shows("Last used today");
        let address = |body: &str| {
            let start = body.find("/account/sessions/").unwrap();
            body[start..].split('"').next().unwrap().to_owned()
        };
        let path = address(&seen.body);
        ben.post(&path, &[]).await.is(303);
        assert_eq!(lost.get("/account").await.status, third.get("/account").await.status);
        here.submit(&path, &[]).await.shows("That device is signed out");
        let statuses = [lost.get("/account").await.status, third.get("/account").await.status];
        assert_eq!(statuses.iter().filter(|s| s.as_u16() == 303).count(), 1, "{statuses:?}");
        here.submit("/account/sessions/revocation", &[]).await.shows("everywhere else");
        lost.get("/account").await.is(303);
        third.get("/account").await.is(303);
        here.post("/account/sessions/zz/revocation", &[]).await.is(404);
        ben.get("/account").await.is(200);
    });
}

#[test]
fn a_token_is_shown_once_works_until_taken_back_and_opens_no_pages() {
    each_db(async |t| {
        let ann = ann(t).await;
        ann.get("/account/tokens").await.shows("You have no tokens");
        let wrong = [("name", "<u>Export</u>"), ("days", "5000")];
        let seen = ann.post("/account/tokens", &wrong).await;
        seen.is(422).shows("Choose what the token may do").shows("Choose between 1 and 3650 days");
        seen.hides("<u>Export");
        assert!(seen.body.contains(r#"value="5000""#));
        let right = [("name", "Export"), ("days", "30"), ("scope", "read")];
        let seen = ann.post("/account/tokens", &right).await;
        seen.is(200).shows("Copy it now");
        let start = seen.body.find("value=\"fb_").unwrap() + 7;
        let token = seen.body[start..].split('"').next().unwrap().to_owned();
        ann.get("/account/tokens").await.shows("Export").shows("Read what you can read");
        ann.get("/account/tokens").await.hides(&token);
        let program = Visitor::with_token(&t.app, token);
        program.get("/api/v1/me").await.is(200);
        program.get("/account").await.is(403);
        program.post("/account/tokens", &right).await.is(403);
        ann.submit("/account/tokens/1/revocation", &[]).await.shows("no longer works");
        program.get("/api/v1/me").await.is(401);
    });
}
