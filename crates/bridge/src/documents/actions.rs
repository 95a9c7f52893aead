//! Setting a document.

use base::{Actor, Error, Result};
use press::Picture;
use serde_json::Value;

/// Sets a template with what its slice found that the actor may read.
pub(crate) async fn set(
    _for: &Actor,
    template: &'static str,
    data: Value,
    pictures: Vec<Picture>,
) -> Result<Vec<u8>> {
    let set = tokio::task::spawn_blocking(move || press::pdf(template, &data, pictures)).await;
    set.map_err(|e| Error::Internal(e.to_string()))?.map_err(|e| Error::Internal(e.to_string()))
}
