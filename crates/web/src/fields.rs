//! What a form sent: names and texts, as typed. Nothing in it is trusted or lost.

use crate::Refusal;
use axum::{
    RequestExt,
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::header,
};
use base::{App, Error};
use std::sync::{Arc, Mutex};

/// A form's fields in the order they came. A page that refuses a form shows these again.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// From pairs, to fill a form with what is stored.
    pub fn new<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Fields(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// From a query string or an `application/x-www-form-urlencoded` body.
    pub fn parse(encoded: &[u8]) -> Self {
        Fields(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value of a field; empty if it was not sent.
    pub fn get(&self, name: impl AsRef<str>) -> &str {
        let name = name.as_ref();
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field, for checkboxes.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a field was sent with this value.
    pub fn is(&self, name: impl AsRef<str>, value: &str) -> bool {
        let name = name.as_ref();
        self.0.iter().any(|(n, v)| n == name && v == value)
    }

    /// Whether a field was sent at all, as a button that was pressed is.
    pub fn has(&self, name: impl AsRef<str>) -> bool {
        let name = name.as_ref();
        self.0.iter().any(|(n, _)| n == name)
    }

    /// A number, if it is one.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name).trim().parse().ok()
    }

    /// Adds or replaces a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Adds one more value to a field.
    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// All pairs, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// As a query string.
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// As a query string with some fields changed; empty values are left out.
    pub fn encode_with(&self, changes: &[(&str, &str)]) -> String {
        let mut fields = self.clone();
        for (name, value) in changes {
            fields.set(name, *value);
        }
        fields.0.retain(|(_, value)| !value.is_empty());
        fields.encode()
    }
}

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Fields {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _: &S,
    ) -> Result<Self, Self::Rejection> {
        Ok(Fields::parse(parts.uri.query().unwrap_or_default().as_bytes()))
    }
}

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    /// As the browser names it; not trusted.
    pub name: String,
    /// As the browser says.
    pub media_type: String,
    /// The content.
    pub bytes: Bytes,
}

/// A submitted form with its files, urlencoded or multipart.
#[derive(Debug, Default)]
pub struct Posted {
    /// The fields.
    pub fields: Fields,
    /// The files, empty ones left out.
    pub files: Vec<Upload>,
}

/// What was typed into the form of a request, for the error page to give back. The shell puts an
/// empty one into every request.
#[derive(Clone, Default)]
pub(crate) struct Typed(Arc<Mutex<Option<(Fields, bool)>>>);

impl Typed {
    fn keep(&self, posted: &Posted) {
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some((posted.fields.clone(), !posted.files.is_empty()));
        }
    }

    /// The fields, and whether there were files. A form with a password is not given back.
    pub(crate) fn take(&self) -> Option<(Fields, bool)> {
        let typed = self.0.lock().ok()?.take()?;
        let is_secret = typed.0.pairs().iter().any(|(name, _)| name.contains("password"));
        (!is_secret).then_some(typed)
    }
}

/// How long the body says it is, and whether it may carry files.
fn announced(headers: &axum::http::HeaderMap) -> (Option<u64>, bool) {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    (
        text(header::CONTENT_LENGTH).and_then(|length| length.parse().ok()),
        text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("multipart/form-data")),
    )
}

impl FromRequest<App> for Posted {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refusal> {
        let limit = app.config.limits.upload_megabytes * 1_000_000;
        let (announced, is_multipart) = announced(request.headers());
        let typed = request.extensions().get::<Typed>().cloned().unwrap_or_default();
        if announced.is_some_and(|length| length > limit) {
            return Err(Error::TooLarge(limit).into());
        }
        if !is_multipart {
            let body: Bytes = request.extract().await.map_err(|_| Error::TooLarge(limit))?;
            let posted = Posted { fields: Fields::parse(&body), files: Vec::new() };
            typed.keep(&posted);
            return Ok(posted);
        }
        let unreadable = |_| Error::invalid("form", "problem-upload-cut-off");
        let mut parts = Multipart::from_request(request, app)
            .await
            .map_err(|_| Error::invalid("form", "problem-upload-cut-off"))?;
        let mut posted = Posted::default();
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file) => {
                    let media_type = part.content_type().unwrap_or_default().to_owned();
                    let bytes = part.bytes().await.map_err(unreadable)?;
                    if !bytes.is_empty() {
                        posted.files.push(Upload { name: file, media_type, bytes });
                    }
                }
                None => {
                    let bytes = part.bytes().await.map_err(unreadable)?;
                    posted.fields.push(&name, String::from_utf8_lossy(&bytes));
                }
            }
        }
        typed.keep(&posted);
        Ok(posted)
    }
}
