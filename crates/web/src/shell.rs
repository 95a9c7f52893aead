//! What every request passes through on its way in and out.

use crate::{
    Fields, Page, ProblemJson, Rendered, Typed, api::FieldProblemJson, csrf::is_same_origin,
    refusal::Refused, refusal::status, visit::accepted, withhold,
};
use askama::Template;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{Html, IntoResponse, Redirect, Response},
};
use base::{Actor, App, Error, Language, withheld::Withheld};
use std::{sync::Arc, time::Duration};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// Wraps all routes: request id, log, metrics, CSRF check, body limit, error pages, security
/// headers, compression. `identify` puts an `Arc<Actor>` into the request; it runs inside these.
pub fn shell(app: &App, routes: Router<App>) -> Router<App> {
    let limit = usize::try_from(app.config.limits.upload_bytes()).unwrap_or(usize::MAX);
    routes
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            crate::Refusal(Error::Internal("a handler panicked".into())).into_response()
        }))
        .layer(DefaultBodyLimit::max(limit))
        .layer(from_fn_with_state(app.clone(), around))
        .layer(CompressionLayer::new())
}

/// What answers where nothing is. It stands inside whatever finds out who is asking, so that
/// somebody who is signed in keeps the way to everything else.
pub async fn nothing_here() -> crate::Refusal {
    crate::Refusal(Error::NotFound)
}

/// A request's id, kept in the log, the audit trail and the error page.
#[derive(Clone)]
pub struct RequestId(pub String);

async fn around(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = base::token()[..12].to_owned();
    let typed = Typed::default();
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(typed.clone());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let query = request.uri().query().map(str::to_owned);
    let is_api = path.starts_with("/api/");
    let language = accepted(request.headers());
    let route = request.extensions().get::<MatchedPath>().map(|m| m.as_str().to_owned());
    let begun = app.now();
    let has_token = request.headers().contains_key(header::AUTHORIZATION);
    let limit = app.config.limits.upload_bytes();
    let withheld = Withheld::default();
    let mut response = if !has_token && !is_same_origin(&method, request.headers()) {
        crate::Refusal(Error::Forbidden).into_response()
    } else if announced(request.headers()).is_some_and(|length| length > limit) {
        // nobody reads what would be thrown away
        crate::Refusal(Error::TooLarge(limit)).into_response()
    } else {
        withheld.within(next.run(request)).await
    };
    let refused = response.extensions_mut().remove::<Refused>().map(|refused| refused.0);
    if let Some(error) = refused.or_else(|| bare(&response)) {
        let actor = response.extensions().get::<Arc<Actor>>().cloned();
        let allow = response.headers_mut().remove(header::ALLOW);
        let place = Place { app: &app, language, path: &path, query, is_api, id: &id, typed };
        response = place.show(&error, actor.as_deref(), method.is_safe());
        response.headers_mut().extend(allow.map(|allow| (header::ALLOW, allow)));
    }
    response = withhold::give_back(&withheld, response).await;
    secure(&mut response, app.config.is_secure(), method.is_safe());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    let micros = app.now().micros() - begun.micros();
    let status = response.status().as_u16();
    let route = route.unwrap_or_else(|| "none".into());
    tracing::info!(target: "request", %id, %method, path = logged(&path, &route), status, micros);
    metrics::histogram!("footbridge_request_seconds", "route" => route, "status" => status.to_string())
        .record(Duration::from_micros(micros.unsigned_abs()));
    response
}

/// The path for the log. Whoever reads a log must not be able to sign in with what is in it.
fn logged<'a>(path: &'a str, route: &'a str) -> &'a str {
    if route.contains("{token}") { route } else { path }
}

/// How long the body says it is.
fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// What the router itself refused: a path with something else in place of an id, another method, a
/// missing asset. People and programs get the same page or document as for our own errors.
fn bare(response: &Response) -> Option<Arc<Error>> {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_ours =
        kind.is_some_and(|kind| kind.starts_with("text/html") || kind.contains("problem+json"));
    match response.status() {
        _ if is_ours => None,
        StatusCode::METHOD_NOT_ALLOWED => Some(Arc::new(Error::Method)),
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => Some(Arc::new(Error::NotFound)),
        _ => None,
    }
}

/// Where an error is shown.
struct Place<'a> {
    app: &'a App,
    language: &'static Language,
    path: &'a str,
    query: Option<String>,
    is_api: bool,
    id: &'a str,
    typed: Typed,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    heading: String,
    text: String,
    problems: Vec<String>,
    hint: Option<String>,
    /// Where to send again what was typed; empty: sending it again would not help.
    again: String,
    typed: Fields,
    has_files: bool,
    request: String,
}

impl ErrorPage {
    /// What somebody wrote, rather than chose. What the form carries for itself stays unseen: it
    /// means nothing to people, and a letter changed in it would lose what they wrote.
    fn is_text(&self, name: &str, value: &str) -> bool {
        Fields::is_written(name) && (value.contains('\n') || value.chars().count() > 30)
    }
}

impl Place<'_> {
    fn show(&self, error: &Error, actor: Option<&Actor>, is_safe: bool) -> Response {
        match error {
            Error::Internal(what) => tracing::error!(id = self.id, %what, "request failed"),
            Error::Unavailable(what) => tracing::warn!(id = self.id, %what, "cannot serve now"),
            Error::SignIn if !self.is_api && is_safe => {
                let fields = Fields::new([("next", self.address())]);
                return Redirect::to(&format!("/sign-in?{}", fields.encode())).into_response();
            }
            _ => {}
        }
        let mut response = if self.is_api { self.json(error) } else { self.html(error, actor) };
        *response.status_mut() = status(error);
        let seconds = match error {
            Error::TooMany(seconds) => Some(*seconds),
            Error::Unavailable(_) => Some(2),
            _ => None,
        };
        if let Some(seconds) = seconds {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }

    fn json(&self, error: &Error) -> Response {
        let page = Page::new(self.app, None, self.language, String::new());
        let errors = match error {
            Error::Invalid(problems) => problems
                .0
                .iter()
                .map(|p| FieldProblemJson { field: p.field.clone(), message: page.problem_text(p) })
                .collect(),
            _ => Vec::new(),
        };
        let body = ProblemJson {
            r#type: "about:blank",
            title: status(error).canonical_reason().unwrap_or_default().to_owned(),
            status: status(error).as_u16(),
            detail: page.t(&text_key(error)).to_owned(),
            request_id: self.id.to_owned(),
            errors,
        };
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = Json(body).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }

    fn address(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.to_owned(),
        }
    }

    /// Where to send what was typed again, if what is wrong will pass. A form with a password is
    /// not given back.
    fn again(&self, error: &Error, typed: &Fields) -> String {
        let is_secret = typed.pairs().iter().any(|(name, _)| name.contains("password"));
        match error {
            Error::Unavailable(_) | Error::Internal(_)
                if !is_secret && !typed.pairs().is_empty() =>
            {
                self.address()
            }
            _ => String::new(),
        }
    }

    fn html(&self, error: &Error, actor: Option<&Actor>) -> Response {
        let language = actor.map_or(self.language, |actor| actor.language);
        let heading = language.t(&text_key(error).replace("error-", "error-heading-")).to_owned();
        let mut page = Page::new(self.app, actor, language, heading.clone());
        page = page.at(self.path);
        let problems = match error {
            Error::Invalid(problems) => problems.0.iter().map(|p| page.problem_text(p)).collect(),
            _ => Vec::new(),
        };
        let text = page.t(&text_key(error)).to_owned();
        let hint = match error {
            Error::TooLarge(limit) => {
                Some(page.with("error-too-large-back", "limit", limit / 1_000_000))
            }
            _ => None,
        };
        let (typed, has_files) = self.typed.take();
        let again = self.again(error, &typed);
        let request = self.id.to_owned();
        let shown =
            ErrorPage { page, heading, text, problems, hint, again, typed, has_files, request };
        match shown.render() {
            Ok(html) => {
                let mut response = Html(html).into_response();
                response.extensions_mut().insert(Rendered(std::any::type_name::<ErrorPage>()));
                response
            }
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

fn text_key(error: &Error) -> String {
    let word = match error {
        Error::NotFound => "not-found",
        Error::Method => "method",
        Error::SignIn => "sign-in",
        Error::Forbidden => "forbidden",
        Error::Invalid(_) => "invalid",
        Error::Conflict => "conflict",
        Error::TooLarge(_) => "too-large",
        Error::TooMany(_) => "too-many",
        Error::Unavailable(_) => "unavailable",
        Error::Internal(_) => "internal",
    };
    format!("error-{word}")
}

/// Nothing from elsewhere, nothing inline, no sniffing, no framing.
///
/// A page with a form may be kept by the browser that asked for it, so that the Back button brings
/// it back with what was typed; signing out clears it. Everything else is kept nowhere.
fn secure(response: &mut Response, is_https: bool, is_safe: bool) {
    let headers = response.headers();
    let is_page = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let is_kept = is_safe && is_page && response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    );
    set("x-content-type-options", "nosniff");
    set("x-frame-options", "DENY");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(), geolocation=(), microphone=()");
    set("cache-control", if is_kept { "private, no-cache" } else { "no-store" });
    if is_https {
        set("strict-transport-security", "max-age=31536000");
    }
}

#[cfg(test)]
mod tests {
    use super::logged;

    #[test]
    fn the_log_has_no_link_to_sign_in_with() {
        assert_eq!(logged("/sign-in/s3cret", "/sign-in/{token}"), "/sign-in/{token}");
        assert_eq!(logged("/tickets/7", "/tickets/{id}"), "/tickets/7");
    }
}
