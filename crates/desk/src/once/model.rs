//! What tells one request from another.

use axum::http::HeaderMap;
use base::{hex, sha256};

/// The key a program sent, at most 200 characters of it.
pub fn sent_key(headers: &HeaderMap) -> Option<String> {
    let key = headers.get("idempotency-key")?.to_str().ok()?.trim();
    Some(key.chars().take(200).collect()).filter(|key: &String| !key.is_empty())
}

/// Tells one request from another.
pub fn hash(request: &str) -> String {
    hex(&sha256(request.as_bytes()))
}
