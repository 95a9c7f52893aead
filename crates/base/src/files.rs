//! Attachments and raw messages, kept by content.

use crate::{Error, Result, hex, sha256};
use bytes::Bytes;
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key};
use std::{path::Path, sync::Arc};

/// Where files are kept: a folder on this machine. A file's key is the hash of its content, so
/// the same photo sent twice is stored once, and a stored file never changes.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// In this folder, which is created if missing.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|e| Error::Unavailable(e.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(folder)
            .map_err(|e| Error::Unavailable(e.to_string()))?
            .with_fsync(true);
        Ok(Files(Arc::new(store)))
    }

    /// Stores the bytes and gives their key. Durable when it returns.
    pub async fn put(&self, bytes: impl Into<Bytes>) -> Result<String> {
        let bytes = bytes.into();
        let hash = hex(&sha256(&bytes));
        let key = format!("{}/{}", &hash[..2], &hash[2..]);
        let path = Key::from(key.as_str());
        if self.0.head(&path).await.is_err() {
            self.0.put(&path, bytes.into()).await.map_err(unavailable)?;
        }
        Ok(key)
    }

    /// The bytes under a key.
    pub async fn get(&self, key: &str) -> Result<Bytes> {
        match self.0.get(&Key::from(key)).await {
            Ok(found) => found.bytes().await.map_err(unavailable),
            Err(object_store::Error::NotFound { .. }) => Err(Error::NotFound),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Takes a file away for good; one that is not there is no mistake.
    pub async fn remove(&self, key: &str) -> Result<()> {
        match self.0.delete(&Key::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Stores something and reads it again, to see that both work now.
    pub async fn check(&self) -> Result<()> {
        let key = Key::from("ready");
        self.0.put(&key, "ready\n".into()).await.map_err(unavailable)?;
        self.get(key.as_ref()).await.map(drop)
    }

    /// Removes the bytes under a key, unless they came in within the last hour: whoever sent them may
    /// be about to name them. What is not there is no mistake.
    pub async fn remove_old(&self, key: &str, now: crate::Time) -> Result<()> {
        let path = Key::from(key);
        let Ok(meta) = self.0.head(&path).await else { return Ok(()) };
        if meta.last_modified.timestamp() > now.plus_seconds(-3600).timestamp().as_second() {
            return Ok(());
        }
        self.remove(key).await
    }

    /// Whether there is a file of this size under the key.
    pub async fn has(&self, key: &str, size: u64) -> bool {
        self.0.head(&Key::from(key)).await.is_ok_and(|meta| meta.size == size)
    }
}

fn unavailable(error: object_store::Error) -> Error {
    Error::Unavailable(error.to_string())
}
