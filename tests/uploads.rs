//! Files: what is too much is refused before it is read, what was typed with it is not lost, and
//! nothing that was sent can do harm when it is opened.

use crate::tickets::{house, report};
use axum::{
    body::{Body, Bytes},
    http::{Request, header},
};
use std::{
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
};
use testing::{Seen, Visitor, each_db};

const MEGABYTE: u64 = 1_000_000;

/// A body of any length that counts how much of it was read.
struct Long {
    first: Option<Bytes>,
    left: u64,
    is_late: bool,
    read: Arc<AtomicU64>,
}

impl axum::body::HttpBody for Long {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        // as from a network: now a piece, now nothing yet
        self.is_late = !self.is_late;
        if self.is_late {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = match self.first.take() {
            Some(first) => first,
            None if self.left == 0 => return Poll::Ready(None),
            None => Bytes::from(vec![b'x'; 100_000]),
        };
        self.left = self.left.saturating_sub(piece.len() as u64);
        self.read.fetch_add(piece.len() as u64, Ordering::SeqCst);
        Poll::Ready(Some(Ok(http_body::Frame::data(piece))))
    }
}

/// Sends so many bytes, saying how many or not; gives the answer and how many were read.
async fn send(
    who: &Visitor,
    path: &str,
    kind: &str,
    (length, is_said): (u64, bool),
    first: &'static str,
) -> (Seen, u64) {
    let read = Arc::new(AtomicU64::new(0));
    let body =
        Long { first: Some(Bytes::from(first)), left: length, is_late: false, read: read.clone() };
    let mut request = Request::post(path).header(header::CONTENT_TYPE, kind);
    if is_said {
        request = request.header(header::CONTENT_LENGTH, length);
    }
    let seen = who.send(request.body(Body::new(body)).unwrap()).await;
    (seen, read.load(Ordering::SeqCst))
}

const MULTIPART: &str = "multipart/form-data; boundary=B";
const START: &str = "--B\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nThe words before the file\r\n--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\n";

#[test]
fn an_upload_over_the_limit_is_refused_before_it_is_read() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let to = format!("{ticket}/replies");
        let forms = [
            ("/report", MULTIPART),
            (to.as_str(), MULTIPART),
            ("/account", "application/x-www-form-urlencoded"),
            ("/api/v1/tickets", "application/json"),
        ];
        for (path, kind) in forms {
            let (seen, read) = send(&ann, path, kind, (10_000_000_000, true), START).await;
            assert_eq!((seen.status.as_u16(), read), (413, 0), "{path}");
        }
        let (seen, read) =
            send(&t.stranger(), "/report", MULTIPART, (26 * MEGABYTE, true), "").await;
        assert_eq!((seen.status.as_u16(), read), (413, 0), "nobody signed in");
        let (seen, _) = send(&ann, &to, MULTIPART, (10_000_000_000, true), START).await;
        seen.shows("At most 25 MB fit").shows("Back button");
    });
}

#[test]
fn an_upload_that_does_not_say_its_length_stops_at_the_limit_and_keeps_the_words() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let to = format!("{}/replies", report(&ann).await);
        let (seen, read) = send(&ann, &to, MULTIPART, (1000 * MEGABYTE, false), START).await;
        seen.is(413).shows("At most 25 MB fit").shows("The words before the file");
        assert!(read < 27 * MEGABYTE, "{read} bytes read");
        let form = "application/x-www-form-urlencoded";
        let (seen, read) = send(&ann, &to, form, (1000 * MEGABYTE, false), "body=").await;
        assert_eq!(seen.status.as_u16(), 413);
        assert!(read < 27 * MEGABYTE, "{read} bytes read");
        let json = "application/json";
        let (seen, read) = send(&ann, "/api/v1/tickets", json, (1000 * MEGABYTE, false), "").await;
        assert_eq!(seen.headers[header::CONTENT_TYPE], "application/problem+json");
        assert!(seen.is(413).status.as_u16() == 413 && read < 27 * MEGABYTE, "{read} bytes read");
        // an upload that ends half way: what was typed before it is on the page
        let cut = format!("{START}half a file");
        let request = Request::post(&to).header(header::CONTENT_TYPE, MULTIPART);
        let seen = ann.send(request.body(Body::from(cut)).unwrap()).await;
        seen.is(422).shows("The upload stopped half way").shows("The words before the file");
    });
}

#[test]
fn the_back_button_brings_a_form_back_until_somebody_signs_out() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        for page in ["/report", ticket.as_str(), "/account"] {
            let kept = ann.get(page).await.headers[header::CACHE_CONTROL].clone();
            assert_eq!(kept, "private, no-cache", "{page}");
        }
        let api = ann.get("/api/v1/me").await;
        assert_eq!(api.headers[header::CACHE_CONTROL], "no-store");
        let refused = ann.post("/report", &[]).await;
        assert_eq!(refused.headers[header::CACHE_CONTROL], "no-store");
        let out = ann.post("/sign-out", &[]).await;
        assert_eq!(out.headers["clear-site-data"], "\"cache\"");
    });
}

async fn attach(who: &Visitor, ticket: &str, name: &str, kind: &str) -> Seen {
    let body = format!(
        "--B\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nSee the file\r\n--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n<script>alert(1)</script>\r\n--B--\r\n"
    );
    let request = Request::post(format!("{ticket}/replies"))
        .header(header::CONTENT_TYPE, MULTIPART)
        .body(Body::from(body));
    who.send(request.unwrap()).await.is(303);
    let page = who.get(ticket).await;
    let (_, rest) = page.body.rsplit_once("/attachments/").unwrap();
    let id = rest.split('"').next().unwrap();
    who.get(&format!("/attachments/{id}")).await
}

#[test]
fn what_somebody_attached_is_saved_never_run() {
    each_db(async |t| {
        let house = house(t).await;
        let ann = t.visitor(house.ann).await;
        let ticket = report(&ann).await;
        let harmful =
            ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "x", "TEXT/HTML"];
        for kind in harmful {
            let seen = attach(&ann, &ticket, "Žába ☃.html", kind).await;
            let header = |name: &str| seen.headers[name].to_str().unwrap().to_owned();
            assert_eq!(header("content-type"), "application/octet-stream", "{kind}");
            assert_eq!(
                header("content-disposition"),
                "attachment; filename=\"__ba _.html\"; filename*=UTF-8''%C5%BD%C3%A1ba%20%E2%98%83.html"
            );
            assert_eq!(header("x-content-type-options"), "nosniff");
            assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
        }
        // a picture may show in the conversation, in a sandbox all the same
        let seen = attach(&ann, &ticket, "photo.png", "image/png").await;
        assert_eq!(seen.headers["content-type"], "image/png");
        assert_eq!(seen.headers["content-security-policy"], "default-src 'none'; sandbox");
        assert_eq!(seen.headers["x-content-type-options"], "nosniff");
        let odd = attach(&ann, &ticket, "a;b=\\c", "text/html").await;
        let said = odd.headers["content-disposition"].to_str().unwrap().to_owned();
        assert!(said.starts_with("attachment; filename=\"c\""), "{said}");
    });
}

#[test]
fn files_of_a_refused_form_are_kept_and_all_of_them() {
    each_db(async |t| {
        let house = house(t).await;
        let yusuf = t.visitor(house.yusuf).await;
        let ticket = report(&t.visitor(house.ann).await).await;
        let mut body = String::from("--B\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\n");
        body += &"x".repeat(100_001);
        for n in 0..30 {
            body += &format!(
                "\r\n--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{n}.txt\"\r\n\r\nfile {n}"
            );
        }
        body += "\r\n--B--\r\n";
        let request = Request::post(format!("{ticket}/notes"))
            .header(header::CONTENT_TYPE, MULTIPART)
            .body(Body::from(body));
        let refused = yusuf.send(request.unwrap()).await;
        refused.is(422);
        let kept: Vec<_> = crate::html::controls(&refused.body)
            .into_iter()
            .filter(|c| c.name == "attachment")
            .collect();
        assert_eq!(kept.len(), 30);
        let mut fields: Vec<_> = kept.iter().map(|c| ("attachment", c.value.as_str())).collect();
        fields.push(("body", "Thirty files"));
        yusuf.post(&format!("{ticket}/notes"), &fields).await.is(303);
        let page = yusuf.get(&ticket).await;
        page.shows("0.txt").shows("29.txt");
    });
}
