//! What a backup or an export is read from.

use base::{Error, Result};
use std::{
    fs::File,
    io::{BufReader, Read},
    path::{Path, PathBuf},
};

/// One tar file, or a folder with the same names in it.
pub enum Source {
    File(PathBuf),
    Folder(PathBuf),
}

/// What is done with an entry: its name and its content.
pub type Take<'a> = &'a mut dyn FnMut(&str, &mut dyn Read) -> Result<()>;

/// The table whose rows an entry holds.
pub fn table_of(name: &str) -> Option<&str> {
    name.strip_prefix("rows/")?.split('/').next()
}

impl Source {
    pub fn open(path: &Path) -> Result<Self> {
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => Ok(Source::Folder(path.to_owned())),
            Ok(_) => Ok(Source::File(path.to_owned())),
            Err(error) => Err(Error::Unavailable(format!("{}: {error}", path.display()))),
        }
    }

    /// Every entry: the rows of parents before those of children.
    pub fn each(&self, take: Take<'_>) -> Result<()> {
        match self {
            Source::File(path) => {
                let mut tar =
                    tar::Archive::new(BufReader::with_capacity(1 << 20, File::open(path)?));
                for entry in tar.entries()? {
                    let mut entry = entry?;
                    let name = entry.path()?.to_string_lossy().into_owned();
                    take(&name, &mut entry)?;
                }
                Ok(())
            }
            Source::Folder(path) => each_of_folder(path, take),
        }
    }
}

fn each_of_folder(folder: &Path, take: Take<'_>) -> Result<()> {
    let mut one = |name: &str| match File::open(folder.join(name)) {
        Ok(file) => take(name, &mut BufReader::new(file)),
        Err(_) => Ok(()),
    };
    one("footbridge.json")?;
    for table in db::dump::tables() {
        for piece in names(&folder.join("rows").join(table)) {
            one(&format!("rows/{table}/{piece}"))?;
        }
    }
    for shelf in names(&folder.join("files")) {
        for file in names(&folder.join("files").join(&shelf)) {
            one(&format!("files/{shelf}/{file}"))?;
        }
    }
    one("complete.json")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
