//! What somebody would try who wants more than is theirs.

use crate::tickets::{house, report};
use axum::{
    body::Body,
    http::{Request, header},
};
use base::PersonId;
use people::sign_in::{Password, set_password};
use serde_json::json;
use testing::{TestApp, Visitor, each_db};

async fn token(t: &TestApp, person: PersonId, scopes: &[&str]) -> Visitor {
    let scopes: Vec<String> = scopes.iter().map(|s| (*s).to_owned()).collect();
    let actor = t.actor(person).await;
    let token = people::sign_in::issue_token(&t.app, &actor, person, "x", &scopes, 9).await;
    Visitor::with_token(&t.app, token.unwrap())
}

#[test]
fn signing_in_leads_nowhere_else() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let password = Password::parse("password", "quiet reading room").unwrap();
        set_password(&t.app, &t.actor(ann).await, ann, password).await.unwrap();
        let signed_in = t.visitor(ann).await;
        for next in [
            "//evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r/evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "evil.example",
            "/\u{0}/evil.example",
            "\t//evil.example",
            " //evil.example",
            "",
        ] {
            let form = [
                ("email", "ann@library.example"),
                ("password", "quiet reading room"),
                ("next", next),
            ];
            let to = t.stranger().post("/sign-in", &form).await;
            assert_eq!(to.is(303).location(), "/", "{next:?}");
            let query = web::Fields::new([("next", next)]).encode();
            let to = signed_in.get(&format!("/sign-in?{query}")).await;
            assert_eq!(to.is(303).location(), "/", "{next:?}");
        }
    });
}

#[test]
fn signing_in_gives_a_new_session_and_an_old_cookie_stays_nobodys() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let password = Password::parse("password", "quiet reading room").unwrap();
        set_password(&t.app, &t.actor(ann).await, ann, password).await.unwrap();
        let planted = "planted-by-somebody-else";
        let victim = Visitor::new(&t.app, Some(planted.into()));
        let form = [("email", "ann@library.example"), ("password", "quiet reading room")];
        let seen = victim.post("/sign-in", &form).await;
        let cookie = seen.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
        assert!(!cookie.contains(planted) && cookie.contains("HttpOnly"), "{cookie}");
        Visitor::new(&t.app, Some(planted.into())).get("/account").await.is(303);
    });
}

#[test]
fn a_whole_library_behind_one_address_signs_in_in_the_morning() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let password = Password::parse("password", "quiet reading room").unwrap();
        set_password(&t.app, &t.actor(ann).await, ann, password).await.unwrap();
        let form = [("email", "ann@library.example"), ("password", "quiet reading room")];
        for _ in 0..65 {
            t.stranger().post("/sign-in", &form).await.is(303);
        }
    });
}

#[test]
fn guesses_at_odd_addresses_lock_nobody_out() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        for email in ["link ann@library.example", &format!("password of person {ann}")] {
            for _ in 0..8 {
                t.stranger().post("/sign-in", &[("email", email), ("password", "x")]).await.is(422);
            }
        }
        t.stranger().post("/sign-in/link", &[("email", "ann@library.example")]).await.is(303);
        assert_eq!(t.run_jobs().await, 1, "the link is mailed");
        let password = [("new_password", "quiet reading room")];
        t.visitor(ann).await.post("/account/password", &password).await.is(303);
    });
}

#[test]
fn links_in_mail_lead_to_the_configured_address_whatever_host_was_asked_for() {
    each_db(async |t| {
        t.person("ann@library.example", None).await;
        let request = Request::post("/sign-in/link")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "evil.example")
            .header("x-forwarded-host", "evil.example")
            .body(Body::from("email=ann@library.example"));
        t.stranger().send(request.unwrap()).await.is(303);
        t.run_jobs().await;
        let mail = t.outbox().concat();
        assert!(
            mail.contains("http://localhost/sign-in/") && !mail.contains("evil.example"),
            "{mail}"
        );
    });
}

#[test]
fn no_other_sites_page_acts_for_somebody() {
    each_db(async |t| {
        let ann = t.person("ann@library.example", None).await;
        let browser = t.visitor(ann).await;
        let odd: [&[(&str, &str)]; 8] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "Same-Origin")],
            &[("sec-fetch-site", "")],
            &[("sec-fetch-site", "cross-site"), ("origin", "http://localhost")],
            &[("sec-fetch-site", "cross-site"), ("x-http-method-override", "GET")],
            // with any token the cookie counts for nothing
            &[("sec-fetch-site", "cross-site"), ("authorization", "Basic YTpi")],
            &[("sec-fetch-site", "cross-site"), ("authorization", "Bearer x")],
        ];
        for headers in odd {
            for path in ["/account/sessions/revocation", "/api/v1/tickets"] {
                let mut request = Request::post(path);
                for (name, value) in headers {
                    request = request.header(*name, *value);
                }
                let seen = browser.send(request.body(Body::from("{}")).unwrap()).await;
                assert!([401, 403].contains(&seen.status.as_u16()), "{headers:?}: {}", seen.status);
            }
        }
    });
}

#[test]
fn a_token_does_what_its_scopes_say_and_only_while_its_person_is_here() {
    each_db(async |t| {
        let house = house(t).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        let reads = token(t, house.ann, &["read"]).await;
        reads.get("/api/v1/tickets/1").await.is(200);
        let hello = json!({"body": "Hello"});
        let to = "/api/v1/tickets/1/messages";
        reads.json("POST", to, hello.clone()).await.is(403);
        reads.json("POST", "/api/v1/tickets/1/cancellation", json!({})).await.is(403);
        let writes = token(t, house.ann, &["write"]).await;
        writes.get("/api/v1/tickets/1").await.is(403);
        writes.json("POST", to, hello.clone()).await.is(201);
        // no scope makes an administrator of somebody who is none, and pages take no tokens
        let boss = token(t, house.ann, &["read", "write", "admin"]).await;
        for path in ["/administration", "/administration/people", ticket.as_str(), "/account"] {
            boss.get(path).await.is(403);
        }
        boss.post("/account/tokens", &[("token_name", "more"), ("scope", "admin")]).await.is(403);
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let gone = format!("/administration/people/{}/deactivation", house.ann);
        t.visitor(admin).await.post(&gone, &[]).await.is(303);
        boss.get("/api/v1/me").await.is(401);
        writes.json("POST", to, hello).await.is(401);
    });
}

#[test]
fn files_and_sources_are_for_those_who_may_read_the_message() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let (ben, thuy) = (t.visitor(house.ben).await, t.visitor(house.other_agent).await);
        let contact = t.visitor(house.contact).await;
        let ticket = report(&ann).await;
        let words = [("body", "See the log")];
        yusuf.post_file(&format!("{ticket}/notes"), &words, "log.txt", b"secret").await.is(303);
        yusuf.post_file(&format!("{ticket}/replies"), &words, "how.txt", b"open").await.is(303);
        yusuf.get("/attachments/1").await.is(200);
        for who in [&ann, &ben, &thuy, &contact] {
            who.get("/attachments/1").await.is(404);
        }
        for who in [&ann, &contact, &yusuf] {
            who.get("/attachments/2").await.is(200);
        }
        for who in [&ben, &thuy] {
            who.get("/attachments/2").await.is(404);
            who.get("/messages/1/source").await.is(404);
        }
        ann.get(&ticket).await.hides("log.txt").shows("how.txt");
        // a file that waits for its form is its sender's alone
        let refused = ann.post_file("/report", &[("words", "")], "mine.txt", b"mine").await;
        refused.is(422).shows("mine.txt");
        let staged = "3";
        for who in [&ben, &yusuf, &ann] {
            who.get("/attachments/3").await.is(404);
        }
        let steal = [("words", ""), ("attachment", staged)];
        ben.post("/report", &steal).await.is(422).hides("mine.txt");
        let steal = [("body", "Look"), ("attachment", staged), ("attachment", "1")];
        yusuf.post(&format!("{ticket}/replies"), &steal).await.is(303);
        ann.get(&ticket).await.hides("mine.txt").hides("log.txt");
        // nor does a file leave the message it is on
        ann.post(&format!("{ticket}/replies"), &[("body", "x"), ("attachment", "2")]).await.is(303);
        yusuf.get("/attachments/2").await.is(200);
    });
}

#[test]
fn lists_and_search_show_nothing_of_others_whatever_is_asked() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        yusuf.post(&format!("{ticket}/notes"), &[("body", "swordfish zebra")]).await.is(303);
        let (stranger, thuy) =
            (t.visitor(house.stranger).await, t.visitor(house.other_agent).await);
        let contact = t.visitor(house.contact).await;
        let api = "/api/v1/tickets";
        for query in [
            "",
            "?team=1",
            "?assignee=1",
            "?department=1",
            "?service=1",
            "?state=new",
            "?priority=2",
            "?q=self-check",
            "?q=in:library",
            "?q=from:ann",
            "?department=1&team=1",
        ] {
            for who in [&stranger, &thuy] {
                let seen = who.get(&format!("{api}{query}")).await;
                assert_eq!(seen.is(200).json(), json!([]), "{query}");
            }
        }
        for who in [&ann, &contact, &stranger, &thuy] {
            for q in ["swordfish", "sword*", "\"swordfish zebra\"", "swordfish self-check"] {
                let query = web::Fields::new([("q", q)]).encode();
                let seen = who.get(&format!("{api}?{query}")).await;
                assert_eq!(seen.is(200).json(), json!([]), "{q}");
                who.get(&format!("/search?{query}")).await.shows("Nothing");
            }
        }
        // leaving out what is only in a note tells nothing either
        let query = web::Fields::new([("q", "self-check -swordfish")]).encode();
        let seen = ann.get(&format!("{api}?{query}")).await;
        assert_eq!(seen.json().as_array().unwrap().len(), 1);
        ann.get(&ticket).await.hides("swordfish");
        let said = ann.get("/api/v1/tickets/1/messages").await;
        assert!(!said.body.contains("swordfish"));
        yusuf.get("/search?q=swordfish").await.shows("swordfish");
    });
}

#[test]
fn nobody_opens_changes_or_ends_what_is_not_theirs() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, ben) = (t.visitor(house.ann).await, t.visitor(house.ben).await);
        let ticket = report(&ann).await;
        for body in [
            json!({"subject": "x", "requester": house.ann.0}),
            json!({"subject": "x", "department": 2}),
            json!({"subject": "x", "requester": house.yusuf.0, "department": 1}),
        ] {
            ben.json("POST", "/api/v1/tickets", body).await.is(403);
        }
        let contact = t.visitor(house.contact).await;
        contact
            .json("POST", "/api/v1/tickets", json!({"subject": "x", "department": 2}))
            .await
            .is(403);
        for (way, status) in [("replies", 404), ("cancellation", 404), ("watching", 404)] {
            ben.post(&format!("{ticket}/{way}"), &[("body", "x")]).await.is(status);
        }
        for way in ["cancellation", "reopening", "confirmation", "impact", "feedback"] {
            let form = [
                ("score", "9"),
                ("words", "x"),
                ("scope", "one"),
                ("who", "staff"),
                ("workaround", "none"),
                ("hurts", "now"),
            ];
            contact.post(&format!("{ticket}/{way}"), &form).await.is(403);
        }
        // a session or token is ended by its owner only
        let page = ann.get("/account").await;
        let key =
            page.body.split("/account/sessions/").nth(1).map(|s| s.split('/').next().unwrap());
        assert!(key.is_none(), "the one in use has no button");
        let other = t.visitor(house.ann).await;
        let page = ann.get("/account").await;
        let key = page.body.split("/account/sessions/").nth(1).unwrap().split('/').next().unwrap();
        ben.post(&format!("/account/sessions/{key}/revocation"), &[]).await.is(404);
        other.get("/account").await.is(200);
    });
}

#[test]
fn administrators_do_not_read_tickets_in_the_audit_trail() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let admin = t.person("admin@it.example", None).await;
        t.grant(admin, "administrator", None, None).await;
        let admin = t.visitor(admin).await;
        let ticket = report(&ann).await;
        let to = |way: &str| format!("{ticket}/{way}");
        let hold = [("reason", "scheduled"), ("because", "heron"), ("wakes", "2026-12-01T09:00")];
        yusuf.post(&to("hold"), &hold).await.is(303);
        yusuf
            .post(&to("edit"), &[("version", "2"), ("subject", "stork"), ("kind", "incident")])
            .await
            .is(303);
        yusuf.post(&to("resolution"), &[("words", "falcon"), ("cause", "network")]).await.is(303);
        ann.post(&to("reopening"), &[("why", "osprey")]).await.is(303);
        ann.post(&to("cancellation"), &[("why", "kestrel")]).await.is(303);
        let trail = admin.get("/administration/audit").await;
        for words in ["heron", "stork", "falcon", "osprey", "kestrel", "self-check machines"] {
            trail.hides(words);
        }
        trail.shows("ticket 1");
    });
}

#[test]
fn what_people_write_is_text_not_markup_and_not_mail_headers() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let body = "[x](javascript:alert(1)) [y](data:text/html,z) <img src=x onerror=alert(1)> \
                    ![p](http://evil.example/p.png) <a href=\"javascript:x\" onclick=y>z</a>";
        yusuf.post(&format!("{ticket}/replies"), &[("body", body)]).await.is(303);
        let page = ann.get(&ticket).await;
        for tag in crate::html::tags(&page.body) {
            let is_harmful = ["\"javascript:", "\"data:", "onclick", "onerror"];
            assert!(!is_harmful.iter().any(|harm| tag.contains(harm)), "{tag}");
            assert!(!tag.starts_with("img"), "{tag}");
        }
        let now = yusuf.get("/api/v1/tickets/1").await;
        let subject = "A\r\nBcc: evil@evil.example\r\n\r\nB";
        let changed = yusuf.json("PATCH", "/api/v1/tickets/1", json!({"subject": subject})).await;
        assert_ne!(changed.is(200).headers[header::ETAG], now.headers[header::ETAG]);
        let named = [("version", "1"), ("name", "Ann\r\nBcc: evil@evil.example")];
        ann.post("/account", &named).await;
        yusuf.post(&format!("{ticket}/replies"), &[("body", "Hello again")]).await.is(303);
        t.run_jobs().await;
        for letter in t.outbox() {
            assert!(!letter.contains("\nBcc:"), "{letter}");
            assert!(letter.contains("Subject: "));
        }
        let subject = changed.json()["subject"].as_str().unwrap().to_owned();
        assert!(!subject.contains('\n'), "one line: {subject:?}");
    });
}

#[test]
fn a_very_long_conversation_can_still_be_answered_and_found() {
    each_db(async |t| {
        let house = house(t).await;
        let (ann, yusuf) = (t.visitor(house.ann).await, t.visitor(house.yusuf).await);
        let ticket = report(&ann).await;
        let (mut word, mut body) = (0_u32, String::new());
        for _ in 0..5 {
            body.clear();
            while body.chars().count() < 99_900 {
                word += 1;
                let letters = word
                    .to_string()
                    .chars()
                    .map(|c| char::from_u32('一' as u32 + c as u32 * 7).expect("a letter"))
                    .collect::<String>();
                body += &letters;
                body.push(' ');
            }
            ann.post(&format!("{ticket}/replies"), &[("body", &body)]).await.is(303);
        }
        let note = [("body", body.as_str())];
        yusuf.post(&format!("{ticket}/notes"), &note).await.is(303);
        yusuf.get("/search?q=self-check").await.shows("out of service");
    });
}
