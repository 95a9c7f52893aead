//! Files that calendars read (RFC 5545): a tour, and the hours of a placement.

mod model;

pub use model::{Appointment, Weekly, file};

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// The file as an answer to a browser.
pub fn answer(name: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.ics\"")),
    ];
    (headers, text).into_response()
}
