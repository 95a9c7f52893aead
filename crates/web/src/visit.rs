//! Who comes in, and where to.

use crate::{Page, Refusal};
use axum::{extract::FromRequestParts, http::request::Parts};
use base::{Actor, App, Error, language};
use std::sync::Arc;

/// A signed-in person at a page. Refuses with [`Error::SignIn`] otherwise.
pub struct Visit {
    /// The application.
    pub app: App,
    /// Who it is.
    pub actor: Actor,
    path: String,
    said: String,
    waiting: Vec<crate::Waiting>,
}

/// A visitor who may or may not be signed in.
pub struct Maybe(pub Option<Visit>);

impl FromRequestParts<App> for Visit {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let actor = parts.extensions.get::<Arc<Actor>>().ok_or(Error::SignIn)?;
        // pages do not know of scopes: a token that may only read must not send forms
        if actor.scopes.is_some() {
            return Err(Error::Forbidden.into());
        }
        let query = crate::Fields::parse(parts.uri.query().unwrap_or_default().as_bytes());
        Ok(Visit {
            app: app.clone(),
            actor: (**actor).clone(),
            path: parts.uri.path().to_owned(),
            said: query.get("said").to_owned(),
            waiting: parts.extensions.get().cloned().unwrap_or_default(),
        })
    }
}

impl FromRequestParts<App> for Maybe {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(Maybe(Visit::from_request_parts(parts, app).await.ok()))
    }
}

impl Visit {
    /// The frame of a page with this title (already translated).
    pub fn page(&self, title: impl Into<String>) -> Page {
        let mut page = Page::new(&self.app, Some(&self.actor), self.actor.language, title.into())
            .at(&self.path)
            .saying(&self.said);
        page.waiting.clone_from(&self.waiting);
        page
    }

    /// The frame of a page whose title is a message without arguments.
    pub fn page_t(&self, key: &str) -> Page {
        self.page(self.actor.language.t(key))
    }
}

/// The language a browser asks for.
pub(crate) fn accepted(headers: &axum::http::HeaderMap) -> &'static base::Language {
    let wanted = headers.get("accept-language").and_then(|v| v.to_str().ok());
    language(wanted.unwrap_or_default())
}
