use people::sign_in::{Password, set_password};
use testing::each_db;

#[test]
fn a_person_signs_in_with_a_password_and_out_again() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let password = Password::parse("password", "quiet reading room").unwrap();
        set_password(&t.app, &t.actor(ann).await, ann, password).await.unwrap();
        let browser = t.stranger();
        assert_eq!(browser.get("/requests").await.location(), "/sign-in?next=%2Frequests");
        let wrong = [("email", "ann@library.example"), ("password", "nope")];
        browser.post("/sign-in", &wrong).await.is(422).shows("do not fit");
        let right = [
            ("email", "Ann@Library.example "),
            ("password", "quiet reading room"),
            ("next", "/requests"),
        ];
        assert_eq!(browser.post("/sign-in", &right).await.location(), "/requests");
        browser.post("/sign-out", &[]).await.is(303);
        browser.get("/requests").await.is(303);
    });
}

#[test]
fn guessing_is_slowed_down() {
    each_db(async |t| {
        let guesser = t.stranger();
        let guess = [("email", "ann@library.example"), ("password", "a guess")];
        for _ in 0..8 {
            guesser.post("/sign-in", &guess).await.is(422);
        }
        let seen = guesser.post("/sign-in", &guess).await;
        seen.is(429);
        assert!(seen.headers.contains_key("retry-after"));
        t.later(16 * 60);
        guesser.post("/sign-in", &guess).await.is(422);
    });
}

#[test]
fn words_typed_after_the_session_ended_are_carried_through_signing_in() {
    each_db(async |t| {
        let browser = t.stranger();
        let seen = browser.post("/report", &[("words", "Nobody can print since nine")]).await;
        seen.is(401).shows("Nothing you typed is lost");
        assert!(seen.body.contains(r#"name="kept-words" value="Nobody can print since nine""#));
    });
}

#[test]
fn a_form_from_another_site_changes_nothing() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let browser = t.visitor(ann).await;
        let request = axum::http::Request::post("/sign-out").header("sec-fetch-site", "cross-site");
        browser.send(request.body(axum::body::Body::empty()).unwrap()).await.is(403);
        browser.get("/sign-in").await.is(303);
    });
}

#[test]
fn a_link_signs_in_once_and_is_mailed_without_telling_who_is_here() {
    each_db(async |t| {
        t.person("ann@library.example", None).await;
        let browser = t.stranger();
        for email in ["ann@library.example", "nobody@library.example"] {
            let to = browser.post("/sign-in/link", &[("email", email)]).await.location();
            assert_eq!(to, "/sign-in?said=link-sent");
        }
        assert_eq!(t.run_jobs().await, 1);
        let mail = t.outbox().concat();
        assert!(mail.contains("Auto-Submitted: auto-generated"), "{mail}");
        let mail = mail.replace("=\r\n", "").replace("=3D", "=");
        let token = mail.split("/sign-in/").nth(1).unwrap().split_whitespace().next().unwrap();
        browser.get(&format!("/sign-in/{token}")).await.shows("works once");
        assert_eq!(browser.post(&format!("/sign-in/{token}"), &[]).await.location(), "/");
        browser.get("/account").await.is(200);
        t.stranger().post(&format!("/sign-in/{token}"), &[]).await.is(303).hides("Set-Cookie");
    });
}
