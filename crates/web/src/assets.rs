//! Styles, scripts and pictures, in the binary, at addresses that change with their content.

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use base::{App, hex, sha256};
use rust_embed::RustEmbed;
use std::{collections::HashMap, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "../../assets"]
struct Assets;

static ADDRESSES: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| Assets::iter().map(|name| (name.to_string(), address_of(&name, 0))).collect());

/// How deep modules import each other, at most; they do not in circles.
const DEEPEST: usize = 8;

/// From the content as it is served: where a module changes, so do those that import it.
fn address_of(name: &str, depth: usize) -> String {
    let data = read(name, |other| match depth {
        DEEPEST.. => String::new(),
        _ => address_of(other, depth + 1),
    });
    let hash = sha256(&data.unwrap_or_default());
    format!("/assets/{}/{name}", hex(&hash[..6]))
}

/// A file as it is served. What a module imports from beside it (`from './name.js'`) gets the
/// address of that file, so that a browser keeps each for as long as it stays the same.
fn read(name: &str, address: impl Fn(&str) -> String) -> Option<Vec<u8>> {
    let data = Assets::get(name)?.data.into_owned();
    if !name.ends_with(".js") {
        return Some(data);
    }
    let text = String::from_utf8_lossy(&data);
    let mut pieces = text.split("from './");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('\'').unwrap_or((piece, ""));
        out += &format!("from '{}'{rest}", address(name));
    }
    Some(out.into_bytes())
}

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
    let Some(data) = read(name, asset) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name {
        "manifest.webmanifest" => "application/manifest+json".to_owned(),
        _ => mime_guess::from_path(name).first_or_octet_stream().to_string(),
    };
    let keep = if is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep.into())];
    (headers, data).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_imports_others_by_the_address_they_have() {
        let served = String::from_utf8(read("queue.js", asset).unwrap()).unwrap();
        assert!(served.contains(&format!("from '{}'", asset("queue-rows.js"))), "{served}");
        assert!(!served.contains("'./"));
        assert!(read("no.js", asset).is_none());
    }
}
