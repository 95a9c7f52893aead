//! Ideas with an owner and an outcome, looked at again after thirty and ninety days.

use crate::{agenda::Line, relationships::Relationship};
use axum::Router;
use base::{Actor, App, Result, Time, Tx};
use utoipa_axum::router::OpenApiRouter;

/// The pages.
pub fn routes() -> Router<App> {
    Router::new()
}

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}

/// What this brings to a meeting of the relationship. Ideas that wait for an outcome or for a second look. Only what both sides may read.
pub fn for_agenda(
    _tx: &mut Tx,
    _app: &App,
    _actor: &Actor,
    _of: &Relationship,
    _since: Time,
) -> Result<Vec<Line>> {
    Ok(Vec::new())
}
