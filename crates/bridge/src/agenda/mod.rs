//! What a meeting talks about: what writes itself, and what people add.

use axum::Router;
use base::App;
use utoipa_axum::router::OpenApiRouter;

/// The pages.
pub fn routes() -> Router<App> {
    Router::new()
}

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}

/// One line of an agenda that nobody had to write: what another part of the bridge brings to a
/// meeting, in the reader's language.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What it is about, in one short sentence.
    pub text: String,
    /// Where to read on; may be empty.
    pub href: String,
    /// Why it is here: "waits for 12 days"; may be empty.
    pub note: String,
}
