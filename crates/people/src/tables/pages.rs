//! Handing out a table.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// The table as a file to save.
pub fn download(name: &str, table: String) -> Response {
    let mut response = table.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
    headers.insert(header::CONTENT_TYPE, kind);
    if let Ok(way) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, way);
    }
    response
}
