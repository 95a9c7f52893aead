//! Tours of the other side: offered or asked for, agreed on, done.

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

/// What this brings to a meeting of the relationship. Tours and placements that are coming. Only what both sides may read.
pub fn for_agenda(
    _tx: &mut Tx,
    _app: &App,
    _actor: &Actor,
    _of: &Relationship,
    _since: Time,
) -> Result<Vec<Line>> {
    Ok(Vec::new())
}
