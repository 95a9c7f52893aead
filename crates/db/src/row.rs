//! One row of an answer, and the structs it becomes.

use crate::{Error, Result};

/// A row while it is being read.
pub enum Row<'a> {
    /// From SQLite; valid until the next step.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From PostgreSQL.
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    pub(crate) fn plain<T>(&self, column: usize) -> Result<T>
    where
        T: rusqlite::types::FromSql + for<'b> postgres::types::FromSql<'b>,
    {
        match self {
            Row::Sqlite(row) => {
                row.get(column).map_err(|e| Error::Shape { column, problem: e.to_string() })
            }
            Row::Postgres(row) => {
                row.try_get(column).map_err(|e| Error::Shape { column, problem: e.to_string() })
            }
        }
    }

    pub(crate) fn is_null(&self, column: usize) -> Result<bool> {
        match self {
            Row::Sqlite(row) => Ok(row.get_ref(column)?.data_type() == rusqlite::types::Type::Null),
            Row::Postgres(row) => Ok(row
                .try_get::<_, IsNull>(column)
                .map_err(|e| Error::Shape { column, problem: e.to_string() })?
                .0),
        }
    }

    /// Hands out a text column without copying it.
    pub fn text<T>(&self, column: usize, read: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        let shape = |problem: String| Error::Shape { column, problem };
        match self {
            Row::Sqlite(row) => {
                read(row.get_ref(column)?.as_str().map_err(|e| shape(e.to_string()))?)
            }
            Row::Postgres(row) => {
                read(row.try_get::<_, &str>(column).map_err(|e| shape(e.to_string()))?)
            }
        }
    }
}

/// Accepts any column and only looks whether it is null.
struct IsNull(bool);

impl<'a> postgres::types::FromSql<'a> for IsNull {
    fn from_sql(
        _: &postgres::types::Type,
        _: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + std::marker::Sync + Send>> {
        Ok(IsNull(false))
    }
    fn from_sql_null(
        _: &postgres::types::Type,
    ) -> Result<Self, Box<dyn std::error::Error + std::marker::Sync + Send>> {
        Ok(IsNull(true))
    }
    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }
}

/// A struct that a whole row can become: its fields are the select list, in order.
pub trait FromRow: Sized {
    /// The names the select list must have, in order; empty where any name will do.
    const COLUMNS: &'static [&'static str];
    /// Reads the row.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

/// A struct read from a row. Its field names are checked against the select list in tests.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident : $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[allow(missing_docs, reason = "a field is its column, explained in the migration")]
        pub struct $name { $($(#[$doc])* pub $field: $type),* }
        impl $crate::FromRow for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];
            fn from_row(row: &$crate::Row<'_>) -> $crate::Result<Self> {
                let mut column = 0..;
                let mut next = || column.next().unwrap_or_default();
                Ok($name { $($field: <$type as $crate::FromColumn>::from_column(row, next())?),* })
            }
        }
    };
}

macro_rules! tuple {
    ($($type:ident $at:tt),*) => {
        impl<$($type: crate::FromColumn),*> FromRow for ($($type,)*) {
            const COLUMNS: &'static [&'static str] = &[];
            fn from_row(row: &Row<'_>) -> Result<Self> { Ok(($($type::from_column(row, $at)?,)*)) }
        }
    };
}
tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
