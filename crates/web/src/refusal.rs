//! Errors on their way out. The shell turns them into a page or a problem document, because only
//! it knows which the caller wants.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::Error;
use std::sync::Arc;

/// What handlers return.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// An action's error, travelling as a response.
#[derive(Debug)]
pub struct Refusal(pub Error);

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Refusal(error.into())
    }
}

/// The error, left in the response for the shell to show.
#[derive(Clone)]
pub(crate) struct Refused(pub Arc<Error>);

/// The status an error is answered with.
pub(crate) fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Method => StatusCode::METHOD_NOT_ALLOWED,
        Error::SignIn => StatusCode::UNAUTHORIZED,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict => StatusCode::CONFLICT,
        Error::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Refused(Arc::new(self.0)));
        response
    }
}
