//! What can go wrong between an action and its rows.

/// The result of everything that touches the database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A database error, sorted by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The queue of waiting work is full: answer 503 and let the client come back.
    #[error("the database is busy")]
    Busy,
    /// A unique index refused the row; the name is the engine's name for what clashed.
    #[error("already there: {0}")]
    Unique(String),
    /// The disk is full, the file is read-only, the server is gone: nothing can be written now.
    #[error("the database cannot be used now: {0}")]
    Unavailable(String),
    /// The database's own file is not whole, or not a database.
    #[error("the database file is damaged: {0}")]
    Damaged(String),
    /// A row did not have the shape its struct expects.
    #[error("column {column}: {problem}")]
    Shape {
        /// Position in the select list, from 0.
        column: usize,
        /// What was found instead.
        problem: String,
    },
    /// A statement that should have found exactly one row found none.
    #[error("no row")]
    NoRow,
    /// Migration files and database disagree.
    #[error("migration: {0}")]
    Migration(String),
    /// The body of a transaction panicked; it was rolled back.
    #[error("the work on the database was cut short")]
    Panicked,
    /// Anything else SQLite said.
    #[error("sqlite: {0}")]
    Sqlite(rusqlite::Error),
    /// Anything else PostgreSQL said.
    #[error("postgresql: {0}")]
    Postgres(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return Error::Sqlite(error);
        };
        let said = || message.clone().unwrap_or_else(|| failure.to_string());
        match (failure.code, failure.extended_code) {
            // SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY
            (Code::ConstraintViolation, 2067 | 1555) => Error::Unique(said()),
            (Code::DiskFull | Code::ReadOnly | Code::CannotOpen | Code::SystemIoFailure, _) => {
                Error::Unavailable(said())
            }
            (Code::DatabaseBusy | Code::DatabaseLocked, _) => {
                Error::Unavailable(format!("another program keeps it locked ({})", said()))
            }
            (Code::DatabaseCorrupt | Code::NotADatabase, _) => Error::Damaged(said()),
            _ => Error::Sqlite(error),
        }
    }
}

impl From<::postgres::Error> for Error {
    fn from(error: ::postgres::Error) -> Self {
        use ::postgres::error::SqlState;
        if error.is_closed() {
            return Error::Unavailable("the connection to PostgreSQL is gone".into());
        }
        match error.as_db_error() {
            Some(said) if *said.code() == SqlState::UNIQUE_VIOLATION => {
                Error::Unique(said.constraint().unwrap_or_default().to_owned())
            }
            Some(said)
                if *said.code() == SqlState::DISK_FULL
                    || *said.code() == SqlState::LOCK_NOT_AVAILABLE
                    || *said.code() == SqlState::READ_ONLY_SQL_TRANSACTION
                    || said.code().code().starts_with("57P") =>
            {
                Error::Unavailable(said.message().to_owned())
            }
            Some(said) => Error::Postgres(format!("{} ({})", said.message(), said.code().code())),
            None => Error::Unavailable(error.to_string()),
        }
    }
}
