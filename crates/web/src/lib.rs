//! The shell around every page and API call: forms, the page frame, problems, assets, security
//! headers. It knows people only as an [`Actor`](base::Actor) that something above it identified.

mod api;
mod assets;
mod csrf;
mod fields;
mod markdown;
mod network;
mod page;
mod refusal;
mod shell;
mod visit;
mod withhold;

pub use api::{ApiVisit, JsonBody, Listing, Next, Paging, ProblemJson, etag, if_match};
pub use assets::{asset, routes as asset_routes};
pub use csrf::is_same_origin;
pub use fields::{Fields, Posted, Typed, Upload};
pub use markdown::{highlight, markdown, paragraphs, plain};
pub use network::network_of;
pub use page::{Crumb, Page, Waiting};
pub use refusal::{Refusal, Result};
pub use shell::{RequestId, nothing_here, shell};
pub use visit::{Maybe, Visit};
pub use withhold::ANSWER as CARD_ANSWER;

/// The type whose template a response was rendered from, so that a test can tell which ones no
/// story has seen.
#[derive(Clone, Copy, Debug)]
pub struct Rendered(pub &'static str);

/// What pages and API entrances begin with.
pub mod prelude {
    pub use crate::{Fields, Page, Posted, Refusal, Result, Visit};
    pub use askama::Template;
    pub use axum::{
        Router,
        extract::{Path, Query, State},
        response::{Html, IntoResponse, Redirect, Response},
        routing::{get, post},
    };
    pub use base::{Actor, App, Error, Problems, Time};

    /// Renders a page.
    pub fn html<T: Template>(template: &T) -> Result<Response> {
        let text = template.render().map_err(|e| Error::Internal(e.to_string()))?;
        let mut response = Html(text).into_response();
        response.extensions_mut().insert(crate::Rendered(std::any::type_name::<T>()));
        Ok(response)
    }

    /// Renders a form that was not accepted: status 422.
    pub fn refused_form(template: &impl Template) -> Result<Response> {
        let mut response = html(template)?;
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
        Ok(response)
    }

    /// Sends the browser on after a form was accepted (303).
    pub fn go(to: impl AsRef<str>) -> Result<Response> {
        Ok(Redirect::to(to.as_ref()).into_response())
    }
}
