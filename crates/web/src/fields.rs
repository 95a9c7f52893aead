//! What a form sent: names and texts, as typed. Nothing in it is trusted or lost.

use crate::{
    Refusal,
    withhold::{self, Sender},
};
use axum::{
    RequestExt,
    body::Bytes,
    extract::{
        FromRequest, Multipart, Request, multipart::MultipartError, rejection::BytesRejection,
    },
    http::{StatusCode, header},
};
use base::{App, Error};
use std::sync::{Arc, Mutex};

/// A form's fields in the order they came. A page that refuses a form shows these again.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

/// Fields that a form carries along, and those in which a word is chosen.
const NOT_WRITTEN: &[&str] = &[
    "relation",
    "share",
    "helped",
    "from",
    "channel",
    "whom",
    "version",
    "draft",
    "draft-version",
    "draft-tab",
    "draft-editor",
    "attachment",
    "key",
    "seen",
    "next",
    "send",
    "wait",
    "take",
    "stop",
    "kind",
    "cause",
    "reason",
    "scope",
    "who",
    "workaround",
    "hurts",
    "now_scope",
    "now_hurts",
    "wakes",
    "tickets",
    "list",
    "deed",
    "quick",
    "patron_card",
];

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

    /// Whether people write into a field of this name. What is not written is chosen from words of
    /// the field, or carried along by the form, and means nothing when it is read alone.
    pub fn is_written(name: &str) -> bool {
        !NOT_WRITTEN.contains(&name)
    }

    /// What was typed, with a blank line between. Without secrets, and without what nobody typed:
    /// numbers, choices, what a form carries along.
    pub fn words(&self) -> String {
        let is_typed = |(name, value): &&(String, String)| {
            let is_number = value.parse::<i64>().is_ok();
            let is_secret = name.contains("password");
            !is_secret && Self::is_written(name) && !is_number && !value.trim().is_empty()
        };
        let texts: Vec<_> = self.0.iter().filter(is_typed).map(|(_, v)| v.as_str()).collect();
        texts.join("\n\n")
    }

    /// All pairs, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    pub(crate) fn pairs_mut(&mut self) -> &mut [(String, String)] {
        &mut self.0
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

/// A submitted form with its files, urlencoded or multipart. Patron details are taken out of it.
#[derive(Debug, Default)]
pub struct Posted {
    /// The fields.
    pub fields: Fields,
    /// The files, empty ones left out.
    pub files: Vec<Upload>,
}

/// What was typed into the form of this request, and whether there were files. The shell puts an
/// empty one into each request; a page that refuses for a reason no field can show gives the words
/// back.
#[derive(Clone, Default)]
pub struct Typed(Arc<Mutex<(Fields, bool)>>);

impl Typed {
    fn keep(&self, posted: &Posted) {
        if let Ok(mut kept) = self.0.lock() {
            *kept = (posted.fields.clone(), !posted.files.is_empty());
        }
    }

    pub(crate) fn take(&self) -> (Fields, bool) {
        self.0.lock().map(|mut kept| std::mem::take(&mut *kept)).unwrap_or_default()
    }
}

/// More fields than any form has; a body of millions of them would cost more than it says.
const MOST_FIELDS: usize = 1000;

impl Posted {
    fn check(&self) -> base::Result<()> {
        match self.fields.0.len() > MOST_FIELDS || self.files.len() > MOST_FIELDS {
            true => Err(Error::invalid("form", "problem-too-many-fields")),
            false => Ok(()),
        }
    }

    /// Takes in what comes; what came before it broke off stays.
    async fn read(&mut self, request: Request, app: &App) -> Result<(), Refusal> {
        let limit = app.config.limits.upload_bytes();
        let cut_off = || Error::invalid("form", "problem-upload-cut-off");
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let body: Bytes = request.extract().await.map_err(|refused: BytesRejection| {
                match refused.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge(limit),
                    _ => cut_off(),
                }
            })?;
            let posted = Posted { fields: Fields::parse(&body), files: Vec::new() };
            posted.check()?;
            *self = posted;
            return Ok(());
        }
        let unreadable = |error: MultipartError| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge(limit),
            _ => cut_off(),
        };
        let mut parts = Multipart::from_request(request, app).await.map_err(|_| cut_off())?;
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file) => {
                    let media_type = part.content_type().unwrap_or_default().to_owned();
                    let bytes = part.bytes().await.map_err(unreadable)?;
                    if !bytes.is_empty() {
                        self.files.push(Upload { name: file, media_type, bytes });
                    }
                }
                None => {
                    let bytes = part.bytes().await.map_err(unreadable)?;
                    self.fields.push(&name, String::from_utf8_lossy(&bytes));
                }
            }
            self.check()?;
        }
        Ok(())
    }
}

impl FromRequest<App> for Posted {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let typed = parts.extensions.get::<Typed>().cloned().unwrap_or_default();
        let sender = Sender::of(&parts);
        let mut posted = Posted::default();
        let outcome = posted.read(Request::from_parts(parts, body), app).await;
        withhold::form(app, &sender, &mut posted.fields, &mut posted.files).await;
        typed.keep(&posted);
        outcome.map(|()| posted)
    }
}
