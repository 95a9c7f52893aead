//! Reports that waited for the network: sent by a script with the form's key, exactly once.

use crate::tickets::{House, house};
use axum::{body::Body, http::Request};
use testing::{Seen, Visitor, each_db};

const FORM: [(&str, &str); 7] = [
    ("kind", "incident"),
    ("words", "The network is down, and so are the self-checks."),
    ("location", "1"),
    ("scope", "everyone"),
    ("who", "patrons"),
    ("workaround", "none"),
    ("hurts", "now"),
];

/// Sends what the script sends: the form with a photo, its key, and whose it is.
async fn send(visitor: &Visitor, by: i64, key: &str, more: &[(&str, &str)]) -> Seen {
    let by = by.to_string();
    let fields = FORM.iter().filter(|(name, _)| more.iter().all(|(other, _)| name != other));
    let mut body = String::new();
    for (name, value) in fields.copied().chain(more.iter().copied()).chain([("by", by.as_str())]) {
        body +=
            &format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"screen.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nphoto\r\n--B--\r\n";
    let request = Request::post("/report")
        .header("content-type", "multipart/form-data; boundary=B")
        .header("content-length", body.len())
        .header("idempotency-key", key)
        .body(Body::from(body));
    visitor.send(request.unwrap()).await
}

#[test]
fn a_report_that_waited_and_was_sent_twice_is_one_ticket_with_its_photo() {
    each_db(async |t| {
        let House { ann, .. } = house(t).await;
        let visitor = t.visitor(ann).await;
        for _ in 0..2 {
            let seen = send(&visitor, ann.0, "waited-1", &[]).await;
            seen.is(201);
            assert_eq!(seen.json()["number"], 1);
        }
        let page = visitor.get("/tickets/1").await;
        assert_eq!(page.body.matches("screen.jpg").count(), 1, "{}", page.text());
        visitor.get("/tickets/2").await.is(404);
        // the form sent by hand with the same key is the same ticket, too
        let by_hand: Vec<_> =
            FORM.into_iter().chain([("key", "waited-1"), ("send", "yes")]).collect();
        let to = visitor.post("/report", &by_hand).await.location();
        assert_eq!(to, "/tickets/1?said=sent");
    });
}

#[test]
fn complaint_21_a_report_sent_after_the_session_ended_waits_until_its_writer_signs_in() {
    each_db(async |t| {
        let House { ann, ben, .. } = house(t).await;
        send(&t.stranger(), ann.0, "waited-1", &[]).await.is(401);
        send(&t.visitor(ben).await, ann.0, "waited-1", &[]).await.is(401);
        t.visitor(ben).await.get("/requests").await.hides("self-checks");
        send(&t.visitor(ann).await, ann.0, "waited-1", &[]).await.is(201);
    });
}

#[test]
fn a_report_for_a_place_that_no_longer_exists_says_what_needs_a_person() {
    each_db(async |t| {
        let House { ann, .. } = house(t).await;
        let ann_there = t.visitor(ann).await;
        let seen = send(&ann_there, ann.0, "waited-1", &[("location", "99")]).await;
        seen.is(422);
        assert_eq!(seen.json()["errors"][0]["field"], "location");
        assert!(
            seen.json()["errors"][0]["message"].as_str().unwrap().contains("no longer in the list")
        );
        send(&ann_there, ann.0, "waited-2", &[("words", "")]).await.is(422).shows("words");
        // put right and sent again with its key, it is taken
        send(&ann_there, ann.0, "waited-1", &[]).await.is(201);
        // and changed after it was taken, it says that it was sent before
        send(&ann_there, ann.0, "waited-1", &[("words", "Another")]).await.is(409).shows("errors");
    });
}

#[test]
fn the_form_that_is_kept_has_nobody_s_name_and_the_worker_keeps_nothing_else() {
    each_db(async |t| {
        let House { ann, .. } = house(t).await;
        let visitor = t.visitor(ann).await;
        let kept = visitor.get("/report/kept").await;
        kept.is(200)
            .shows("Northside")
            .hides("Ann")
            .hides("ann@library")
            .shows("You can report all the same");
        assert!(kept.body.contains(&format!("data-kept-for=\"{}\"", ann.0)));
        t.stranger().get("/report/kept").await.is(303);
        let worker = t.stranger().get("/sw.js").await;
        worker.is(200).shows("self.reports");
        assert!(worker.headers["content-type"].to_str().unwrap().starts_with("text/javascript"));
        assert_eq!(worker.headers["cache-control"], "no-cache");
        let manifest = t.stranger().get("/manifest.webmanifest").await;
        assert_eq!(manifest.headers["content-type"], "application/manifest+json");
        for icon in manifest.json()["icons"].as_array().unwrap() {
            let seen = t.stranger().get(icon["src"].as_str().unwrap()).await;
            assert_eq!(seen.headers["content-type"], "image/png");
        }
    });
}

#[test]
fn an_svg_with_a_script_in_it_is_only_ever_downloaded() {
    each_db(async |t| {
        let House { ann, .. } = house(t).await;
        let visitor = t.visitor(ann).await;
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        let form: Vec<_> = FORM.into_iter().chain([("send", "yes")]).collect();
        visitor.post_file("/report", &form, "drawing.svg", svg).await.is(303);
        let file = visitor.get("/attachments/1").await;
        file.is(200);
        let header = |name: &str| file.headers[name].to_str().unwrap().to_owned();
        assert!(header("content-disposition").starts_with("attachment"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(!header("content-security-policy").contains("unsafe"));
        visitor.get("/tickets/1").await.shows("drawing.svg").hides("<script>alert");
    });
}

#[test]
fn a_photo_of_80_megabytes_is_refused() {
    each_db(async |t| {
        let House { ann, .. } = house(t).await;
        let visitor = t.visitor(ann).await;
        let request = Request::post("/report")
            .header("content-type", "multipart/form-data; boundary=B")
            .header("content-length", 80_000_000)
            .header("idempotency-key", "waited-1")
            .body(Body::empty());
        visitor.send(request.unwrap()).await.is(413).shows("too big");
    });
}
