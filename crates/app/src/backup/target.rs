//! Where a backup or an export is written.

use base::{Error, Result, hex, sha256};
use serde::Serialize;
use std::{
    fs::{File, OpenOptions},
    io::{BufWriter, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// One tar file, or a folder with the same names in it.
pub enum Target {
    /// With the digest of what is in it so far.
    File(Box<tar::Builder<BufWriter<File>>>, Vec<u8>),
    Folder(PathBuf),
}

/// The digest after one more entry. It notices accidents; who can forge a backup can forge this.
pub fn link(before: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    sha256(&[before, &sha256(name.as_bytes()), &sha256(bytes)].concat())
}

impl Target {
    /// A file that only its owner can read: it holds everything, password hashes and keys included.
    pub fn file(path: &Path) -> Result<Self> {
        let file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
        let file = file.map_err(|e| Error::Unavailable(format!("{}: {e}", path.display())))?;
        let tar = tar::Builder::new(BufWriter::with_capacity(1 << 20, file));
        Ok(Target::File(Box::new(tar), Vec::new()))
    }

    /// A folder that is new or empty.
    pub fn folder(path: &Path) -> Result<Self> {
        std::fs::create_dir_all(path)?;
        if std::fs::read_dir(path)?.next().is_some() {
            let why = format!("{} is not empty: choose a new folder", path.display());
            return Err(Error::Unavailable(why));
        }
        Ok(Target::Folder(path.to_owned()))
    }

    /// Writes one entry.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        match self {
            Target::File(tar, digest) => {
                *digest = link(digest, name, bytes);
                let mut header = tar::Header::new_gnu();
                header.set_size(bytes.len() as u64);
                header.set_mode(0o600);
                Ok(tar.append_data(&mut header, name, bytes)?)
            }
            Target::Folder(folder) => {
                let path = folder.join(name);
                if let Some(parent) = path.parent() {
                    std::fs::create_dir_all(parent)?;
                }
                Ok(std::fs::write(path, bytes)?)
            }
        }
    }

    /// Of everything written so far; empty for a folder.
    pub fn digest(&self) -> String {
        match self {
            Target::File(_, digest) => hex(digest),
            Target::Folder(_) => String::new(),
        }
    }

    /// Writes one entry that is a JSON document.
    pub fn json(&mut self, name: &str, value: &impl Serialize) -> Result<()> {
        let text = serde_json::to_vec_pretty(value).map_err(|e| Error::Internal(e.to_string()))?;
        self.put(name, &text)
    }

    /// Everything is on the disk when this returns.
    pub fn finish(self) -> Result<()> {
        if let Target::File(tar, _) = self {
            let mut out = tar.into_inner()?;
            out.flush()?;
            out.get_ref().sync_all()?;
        }
        Ok(())
    }
}
