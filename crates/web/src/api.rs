//! What API calls share: bodies, problems, paging, versions.

use crate::{
    Fields, Refusal, Result,
    withhold::{self, Sender},
};
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

/// A JSON body, with patron details taken out of it. What does not fit is answered with the field's name.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let limit = app.config.limits.upload_bytes();
        let (parts, body) = request.into_parts();
        let sender = Sender::of(&parts);
        let request = Request::from_parts(parts, body);
        let body: Bytes = request.extract().await.map_err(|_| Error::TooLarge(limit))?;
        let body: &[u8] = if body.trim_ascii().is_empty() { b"{}" } else { &body };
        // serde would take a list for a document, field by field
        if body.trim_ascii_start().first() != Some(&b'{') {
            return Err(Error::invalid("body", "problem-json-object").into());
        }
        let read = match withhold::document(app, &sender, body) {
            Some(document) => serde_path_to_error::deserialize(document),
            None => {
                serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_slice(body))
            }
        };
        read.map(JsonBody).map_err(|error| {
            let text = error.inner().to_string();
            let mut problems = Problems::default();
            let field = field_of(&error.path().to_string(), &text);
            match text.starts_with("missing field") {
                true => problems.add(field, "problem-empty"),
                false => problems.add_with(field, "problem-json", vec![("said", text)]),
            }
            Error::Invalid(problems).into()
        })
    }
}

/// Which field it is about: `deed.cause`. Of one that is missing, or that nobody knows, serde gives
/// the place it would have and its name between backticks.
fn field_of(place: &str, said: &str) -> String {
    let is_named = said.starts_with("missing field") || said.starts_with("unknown field");
    let name = said.split('`').nth(1).filter(|name| is_named && !name.is_empty());
    let place = place.trim_matches('.');
    match name {
        Some(name) if place.is_empty() || place == name => name.to_owned(),
        Some(name) if place.ends_with(&format!(".{name}")) => place.to_owned(),
        Some(name) => format!("{place}.{name}"),
        None if place.is_empty() => "body".to_owned(),
        None => place.to_owned(),
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

/// Where a page of a list starts and how long it is: `cursor` (the id of the last item seen) and
/// `limit`.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The id of the last item of the page before; 0 at the start.
    pub after: i64,
    /// 1 to 200.
    pub most: i64,
}

impl Paging {
    /// From the query.
    pub fn read(query: &Fields) -> base::Result<Self> {
        let mut problems = Problems::default();
        let mut number = |name: &'static str,
                          default: i64,
                          range: std::ops::RangeInclusive<i64>| {
            let found = if query.has(name) { query.number(name) } else { Some(default) };
            found.filter(|n| range.contains(n)).unwrap_or_else(|| {
                problems
                    .add(name, if name == "limit" { "problem-limit" } else { "problem-cursor" });
                default
            })
        };
        let paging =
            Paging { after: number("cursor", 0, 0..=i64::MAX), most: number("limit", 50, 1..=200) };
        problems.check()?;
        Ok(paging)
    }

    /// How many to ask for, to know whether there is more.
    pub fn most_and_one(&self) -> i64 {
        self.most + 1
    }

    /// The answer, from up to one item more than fits; `path` is that of the call.
    pub fn listing<T, J: From<T>>(
        &self,
        path: &str,
        query: &Fields,
        mut found: Vec<T>,
        id: impl Fn(&T) -> i64,
    ) -> Listing<J> {
        let most = usize::try_from(self.most).unwrap_or(usize::MAX);
        let is_more = found.len() > most;
        found.truncate(most);
        let cursor = found.last().filter(|_| is_more).map(|last| id(last).to_string());
        let kept = query.encode_with(&[("cursor", "")]);
        let path = if kept.is_empty() { path.to_owned() } else { format!("{path}?{kept}") };
        let items = found.into_iter().map(J::from).collect();
        Listing { items, next: Next { path, cursor } }
    }
}

/// The `ETag` of a row's version.
pub fn etag(version: i64) -> [(header::HeaderName, String); 1] {
    [(header::ETAG, format!("\"{version}\""))]
}

/// The version an edit was made from; `current` where the caller does not say or does not mind
/// (`*`). What is no version of ours is 0, which no row has: an edit made from it is refused.
pub fn if_match(headers: &HeaderMap, current: i64) -> i64 {
    let mut tags = headers.get_all(header::IF_MATCH).iter().peekable();
    if tags.peek().is_none() {
        return current;
    }
    let texts = tags.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    let versions: Vec<_> = texts
        .map(|tag| match tag.trim() {
            "*" => current,
            tag => tag.trim_matches('"').parse().unwrap_or_default(),
        })
        .collect();
    if versions.contains(&current) { current } else { versions.first().copied().unwrap_or(0) }
}
