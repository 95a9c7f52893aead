//! What every request passes through on its way in and out.

use crate::{
    Fields, Page, ProblemJson, api::FieldProblemJson, csrf::is_same_origin, fields::Typed,
    refusal::Refused, refusal::status, visit::accepted,
};
use askama::Template;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{Html, IntoResponse, Redirect, Response},
};
use base::{Actor, App, Error, Language};
use std::{sync::Arc, time::Duration};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// Wraps all routes: request id, log, metrics, CSRF check, body limit, error pages, security
/// headers, compression. `identify` puts an `Arc<Actor>` into the request; it runs inside these.
pub fn shell(app: &App, routes: Router<App>) -> Router<App> {
    let limit = usize::try_from(app.config.limits.upload_megabytes).unwrap_or(25) * 1_000_000;
    routes
        .fallback(|| async { crate::Refusal(Error::NotFound) })
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            crate::Refusal(Error::Internal("a handler panicked".into())).into_response()
        }))
        .layer(DefaultBodyLimit::max(limit))
        .layer(from_fn_with_state(app.clone(), around))
        .layer(CompressionLayer::new())
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
    let mut response = if has_token || is_same_origin(&method, request.headers()) {
        next.run(request).await
    } else {
        crate::Refusal(Error::Forbidden).into_response()
    };
    if let Some(Refused(error)) = response.extensions_mut().remove::<Refused>() {
        let actor = response.extensions().get::<Arc<Actor>>().cloned();
        let place = Place { app: &app, language, path: &path, query, is_api, typed, id: &id };
        response = place.show(&error, actor.as_deref(), method.is_safe());
    }
    secure(response.headers_mut(), app.config.is_secure());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    let micros = app.now().micros() - begun.micros();
    let status = response.status().as_u16();
    let route = route.unwrap_or_else(|| "none".into());
    metrics::histogram!("footbridge_request_seconds", "route" => route, "status" => status.to_string())
        .record(Duration::from_micros(micros.unsigned_abs()));
    tracing::info!(target: "request", %id, %method, %path, status, micros);
    response
}

/// Where an error is shown.
struct Place<'a> {
    app: &'a App,
    language: &'static Language,
    path: &'a str,
    query: Option<String>,
    is_api: bool,
    typed: Typed,
    id: &'a str,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    heading: String,
    text: String,
    problems: Vec<String>,
    /// Where to send again what was typed; empty: there is nothing to send.
    again: String,
    typed: Fields,
    has_files: bool,
    request: String,
}

impl ErrorPage {
    /// What somebody wrote, rather than chose.
    fn is_text(&self, value: &str) -> bool {
        value.contains('\n') || value.chars().count() > 30
    }
}

impl Place<'_> {
    fn show(&self, error: &Error, actor: Option<&Actor>, is_safe: bool) -> Response {
        match error {
            Error::Internal(what) => tracing::error!(id = self.id, %what, "request failed"),
            Error::Unavailable(what) => tracing::warn!(id = self.id, %what, "cannot serve now"),
            Error::SignIn if !self.is_api && is_safe => {
                let next = self
                    .query
                    .as_ref()
                    .map_or_else(|| self.path.to_owned(), |query| format!("{}?{query}", self.path));
                let fields = crate::Fields::new([("next", next)]);
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
        // after the others the form itself came back, or sending it again would not help
        let is_passing = matches!(error, Error::Unavailable(_) | Error::Internal(_));
        let typed = self.typed.take().filter(|_| is_passing);
        let again = match (&typed, &self.query) {
            (None, _) => String::new(),
            (_, None) => self.path.to_owned(),
            (_, Some(query)) => format!("{}?{query}", self.path),
        };
        let (typed, has_files) = typed.unwrap_or_default();
        let request = self.id.to_owned();
        let shown = ErrorPage { page, heading, text, problems, again, typed, has_files, request };
        match shown.render() {
            Ok(html) => Html(html).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

fn text_key(error: &Error) -> String {
    let word = match error {
        Error::NotFound => "not-found",
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
fn secure(headers: &mut axum::http::HeaderMap, is_https: bool) {
    let mut set = |name: &'static str, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    );
    set("x-content-type-options", "nosniff");
    set("x-frame-options", "DENY");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(), geolocation=(), microphone=()");
    set("cache-control", "no-store");
    if is_https {
        set("strict-transport-security", "max-age=31536000");
    }
}
