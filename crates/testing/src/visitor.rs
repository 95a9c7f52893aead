//! Somebody in a browser.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, Response, StatusCode, header},
};
use base::App;
use http_body_util::BodyExt;
use std::sync::Mutex;
use tower::ServiceExt;

/// Sends what a browser sends, keeps its cookie, and sees what a person sees.
pub struct Visitor {
    site: Router,
    cookie: Mutex<Option<String>>,
    token: Option<String>,
}

const STREAM: &str = "text/event-stream";

/// An event stream that is open until this is dropped.
pub struct Stream {
    /// All headers.
    pub headers: HeaderMap,
    body: Body,
    rest: String,
}

/// One thing said on an event stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// What kind: `ticket`, `list`, `writing`, `over`.
    pub event: String,
    /// What it says.
    pub data: String,
    /// Where a browser that comes back goes on; empty: it says nothing about that.
    pub id: String,
}

impl Stream {
    /// The next thing said; none where the stream ended. Fails where nothing comes for long.
    pub async fn next(&mut self) -> Option<Heard> {
        let patience = std::time::Duration::from_secs(20);
        tokio::time::timeout(patience, self.read()).await.expect("something on the stream")
    }

    async fn read(&mut self) -> Option<Heard> {
        loop {
            while let Some((block, rest)) = self.rest.split_once("\n\n") {
                let mut heard = Heard::default();
                for line in block.lines() {
                    match line.split_once(": ") {
                        Some(("event", text)) => heard.event = text.to_owned(),
                        Some(("data", text)) => heard.data = text.to_owned(),
                        Some(("id", text)) => heard.id = text.to_owned(),
                        _ => {}
                    }
                }
                self.rest = rest.to_owned();
                // a browser takes notice of what has data; the rest keeps the line open
                if !heard.data.is_empty() {
                    return Some(heard);
                }
            }
            let frame = self.body.frame().await?.ok()?;
            let data = frame.into_data().ok()?;
            self.rest += std::str::from_utf8(&data).expect("text");
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct Seen {
    /// 200, 303, ...
    pub status: StatusCode,
    /// All headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// The type of the page that was rendered.
    pub page: Option<&'static str>,
}

impl Seen {
    /// Where a redirect leads.
    #[track_caller]
    pub fn location(&self) -> String {
        let to = self.headers.get(header::LOCATION);
        to.unwrap_or_else(|| panic!("not a redirect: {} {}", self.status, self.body))
            .to_str()
            .expect("a path")
            .to_owned()
    }

    /// Fails unless the text is on the page.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        assert!(self.text().contains(text), "`{text}` is not on the page:\n{}", self.text());
        self
    }

    /// Fails if the text is on the page.
    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "`{text}` is on the page:\n{}", self.text());
        self
    }

    /// Fails unless it has this status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    /// The page's text without tags, blanks folded.
    /// A `<wbr>` is no blank: it only says where a line may end.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut is_tag = false;
        for c in self.body.replace("<wbr>", "").chars() {
            match c {
                '<' => is_tag = true,
                '>' => {
                    is_tag = false;
                    text.push(' ');
                }
                c if !is_tag => text.push(c),
                _ => {}
            }
        }
        let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&#34;", "\"");
        text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Visitor {
    /// With a session cookie or without.
    pub fn new(app: &App, cookie: Option<String>) -> Self {
        let cookie = cookie.map(|c| format!("__Host-footbridge={c}"));
        Visitor { site: footbridge::routes::site(app), cookie: Mutex::new(cookie), token: None }
    }

    /// A program with an API token.
    pub fn with_token(app: &App, token: String) -> Self {
        let site = footbridge::routes::site(app);
        Visitor { site, cookie: Mutex::new(None), token: Some(token) }
    }

    /// The same browser at another process of the same desk.
    pub fn elsewhere(&self, app: &App) -> Self {
        let cookie = self.cookie.lock().expect("the cookie").clone();
        let site = footbridge::routes::site(app);
        Visitor { site, cookie: Mutex::new(cookie), token: self.token.clone() }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Seen {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = web::Fields::new(fields.iter().copied()).encode();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    /// Sends a form with one file in field `files`.
    pub async fn post_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        name: &str,
        file: &[u8],
    ) -> Seen {
        let mut body = Vec::new();
        for (field, value) in fields {
            body.extend(
                format!(
                    "--B\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        body.extend(format!("--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        body.extend_from_slice(file);
        body.extend(b"\r\n--B--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B")
            .header(header::CONTENT_LENGTH, body.len())
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    /// Sends JSON.
    pub async fn json(&self, method: &str, path: &str, body: serde_json::Value) -> Seen {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.send(request.expect("a request")).await
    }

    /// Opens an event stream; fails unless it is one.
    pub async fn listen(&self, path: &str) -> Stream {
        let response = self.respond(Request::get(path).body(Body::empty()).expect("a request"));
        let (parts, body) = response.await.into_parts();
        assert_eq!(parts.status, StatusCode::OK, "no stream at {path}");
        assert_eq!(parts.headers[header::CONTENT_TYPE], "text/event-stream");
        Stream { headers: parts.headers, body, rest: String::new() }
    }

    /// Sends any request, as this visitor's browser would.
    pub async fn send(&self, request: Request<Body>) -> Seen {
        let response = self.respond(request).await;
        let (parts, body) = response.into_parts();
        if let Some(cookie) = parts.headers.get(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie").split(';').next().unwrap_or_default();
            *self.cookie.lock().expect("the cookie") = Some(text.to_owned());
        }
        let page = parts.extensions.get::<web::Rendered>().map(|rendered| rendered.0);
        // an event stream has no end to wait for
        let is_stream = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == STREAM);
        let body = if is_stream { Body::empty() } else { body };
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Seen { status: parts.status, headers: parts.headers, body, bytes, page }
    }

    async fn respond(&self, mut request: Request<Body>) -> Response<Body> {
        let headers = request.headers_mut();
        headers.entry("sec-fetch-site").or_insert("same-origin".parse().expect("a value"));
        headers.entry(header::HOST).or_insert("localhost".parse().expect("a value"));
        if let Some(token) = &self.token {
            let bearer = format!("Bearer {token}").parse().expect("a header");
            headers.insert(header::AUTHORIZATION, bearer);
        }
        if let Some(cookie) = self.cookie.lock().expect("the cookie").clone() {
            headers.insert(header::COOKIE, cookie.parse().expect("a cookie"));
        }
        self.site.clone().oneshot(request).await.expect("an answer")
    }

    /// Sends a form and follows the redirect.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let seen = self.post(path, fields).await;
        if seen.status == StatusCode::SEE_OTHER { self.get(&seen.location()).await } else { seen }
    }
}
