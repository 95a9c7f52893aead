//! Opening the embedded database.

use crate::{Result, Settings, Sync, tx::Connection};
use rusqlite::{OpenFlags, config::DbConfig};
use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, path::Path};

/// Opens for writing (creating the file) or for reading only.
pub(crate) fn open(path: &Path, settings: &Settings, is_writer: bool) -> Result<Connection> {
    if is_writer {
        // the owner's alone; the files that SQLite puts beside it follow it
        let new = OpenOptions::new().append(true).create_new(true).mode(0o600).open(path);
        if let Err(error) = new
            && error.kind() != std::io::ErrorKind::AlreadyExists
        {
            return Err(crate::Error::Unavailable(error.to_string()));
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = rusqlite::Connection::open_with_flags(path, flags)?;
    // mapped as far as SQLite goes: rows of a large file are then read without a call or a copy
    connection.execute_batch(&format!(
        "pragma busy_timeout = {}; pragma journal_mode = wal; pragma synchronous = {};
         pragma foreign_keys = on; pragma temp_store = memory; pragma mmap_size = 2147418112;
         pragma cache_size = {}; pragma journal_size_limit = 67108864;
         pragma secure_delete = fast;",
        settings.patience.as_millis(),
        match settings.sync {
            Sync::Full => "full",
            Sync::Off => "off",
        },
        // negative: KiB
        if is_writer { -8192 } else { -2048 },
    ))?;
    if !is_writer {
        connection.execute_batch("pragma query_only = on")?;
    }
    // plans come from the statement alone: otherwise a statement is compiled again whenever a
    // parameter changes, which costs more than running it
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(Connection::Sqlite(connection))
}
