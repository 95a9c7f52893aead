//! Sending a document.

use axum::http::header;
use web::prelude::*;

/// A PDF to be read in the browser, under a name if it is kept.
pub(crate) fn inline(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}
