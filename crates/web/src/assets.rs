//! Styles, scripts and pictures, in the binary, at addresses that change with their content.

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use base::{App, hex};
use rust_embed::RustEmbed;
use std::{collections::HashMap, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "../../assets"]
struct Assets;

static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    Assets::iter()
        .filter_map(|name| {
            let hash = Assets::get(&name)?.metadata.sha256_hash();
            Some((name.to_string(), format!("/assets/{}/{name}", hex(&hash[..6]))))
        })
        .collect()
});

/// The address of an asset.
pub fn asset(name: &str) -> String {
    ADDRESSES.get(name).cloned().unwrap_or_else(|| format!("/assets/none/{name}"))
}

/// Serves them; with the right hash for a year.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/assets/{hash}/{name}", get(show))
        .route("/sw.js", get(worker))
        .route("/manifest.webmanifest", get(|| async { serve("manifest.webmanifest", false) }))
        .route("/favicon.ico", get(|| async { serve("icon.svg", false) }))
}

/// The service worker: one file at one address, so that a browser sees when it has changed.
async fn worker() -> Response {
    let text = |name| Assets::get(name).map(|file| file.data.into_owned()).unwrap_or_default();
    let both = [text("reports.js"), text("sw.js")].concat();
    let kind = "text/javascript; charset=utf-8";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], both).into_response()
}

async fn show(Path((hash, name)): Path<(String, String)>) -> Response {
    let is_current = asset(&name) == format!("/assets/{hash}/{name}");
    serve(&name, is_current && !cfg!(debug_assertions))
}

fn serve(name: &str, is_immutable: bool) -> Response {
    let Some(file) = Assets::get(name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name {
        "manifest.webmanifest" => "application/manifest+json".to_owned(),
        _ => mime_guess::from_path(name).first_or_octet_stream().to_string(),
    };
    let keep = if is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep.into())];
    (headers, file.data.into_owned()).into_response()
}
