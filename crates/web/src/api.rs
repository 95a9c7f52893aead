//! What API calls share: bodies, problems, paging, versions.

use crate::{Fields, Refusal, Result};
use axum::{
    Json, RequestExt,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use base::{Actor, App, Error, Problems};
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

/// An API caller, by token or by session.
pub struct ApiVisit {
    /// The application.
    pub app: App,
    /// Who it is.
    pub actor: Actor,
    /// The query.
    pub query: Fields,
}

impl FromRequestParts<App> for ApiVisit {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let actor = parts.extensions.get::<Arc<Actor>>().ok_or(Error::SignIn)?;
        let actor = (**actor).clone();
        if let Some(scopes) = &actor.scopes {
            let needs = if parts.method.is_safe() { "read" } else { "write" };
            if !scopes.iter().any(|scope| scope == needs) {
                return Err(Error::Forbidden.into());
            }
        }
        let query = Fields::parse(parts.uri.query().unwrap_or_default().as_bytes());
        Ok(ApiVisit { app: app.clone(), actor, query })
    }
}

/// A JSON body. What does not fit is answered with the field's name.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let limit = app.config.limits.upload_megabytes * 1_000_000;
        let body: Bytes = request.extract().await.map_err(|_| Error::TooLarge(limit))?;
        let body: &[u8] = if body.is_empty() { b"{}" } else { &body };
        serde_json::from_slice(body).map(JsonBody).map_err(|error| {
            let text = error.to_string();
            // serde names the field between backticks
            let field = text.split('`').nth(1).unwrap_or("body").to_owned();
            let mut problems = Problems::default();
            problems.add_with(field, "problem-json", vec![("said", text.clone())]);
            Error::Invalid(problems).into()
        })
    }
}

/// RFC 9457.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemJson {
    /// Always `about:blank`: the status says what kind it is.
    pub r#type: &'static str,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do about it.
    pub detail: String,
    /// The request, to quote to an administrator.
    pub request_id: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblemJson>,
}

/// One field's problem.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldProblemJson {
    /// The field.
    pub field: String,
    /// What is wrong, in words.
    pub message: String,
}

/// Where the next page of a list starts; becomes `Link: <...>; rel="next"`.
pub struct Next {
    /// The path and query of this page, without the cursor.
    pub path: String,
    /// The cursor, if there is more.
    pub cursor: Option<String>,
}

/// A page of a list.
pub struct Listing<T> {
    /// The items.
    pub items: Vec<T>,
    /// What follows.
    pub next: Next,
}

impl<T: Serialize> IntoResponse for Listing<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.items).into_response();
        if let Some(cursor) = self.next.cursor {
            let glue = if self.next.path.contains('?') { '&' } else { '?' };
            let link = format!("<{}{glue}cursor={cursor}>; rel=\"next\"", self.next.path);
            if let Ok(link) = HeaderValue::from_str(&link) {
                response.headers_mut().insert(header::LINK, link);
            }
        }
        response
    }
}

/// The `ETag` of a row's version.
pub fn etag(version: i64) -> [(header::HeaderName, String); 1] {
    [(header::ETAG, format!("\"{version}\""))]
}

/// The version an edit was made from, if the caller says.
pub fn if_match(headers: &HeaderMap) -> Option<i64> {
    headers.get(header::IF_MATCH)?.to_str().ok()?.trim_matches('"').parse().ok()
}
