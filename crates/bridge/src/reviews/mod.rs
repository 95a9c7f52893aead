//! Looking back at a big or repeated incident, without blaming anybody.

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

/// What this brings to a meeting of the relationship. Changes that published reviews asked for and that are not done. Only what both sides may read.
pub fn for_agenda(
    _tx: &mut Tx,
    _app: &App,
    _actor: &Actor,
    _of: &Relationship,
    _since: Time,
) -> Result<Vec<Line>> {
    Ok(Vec::new())
}

pub(crate) async fn remind(_app: &App) -> Result<()> {
    Ok(())
}
