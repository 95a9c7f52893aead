//! Values on their way in and out: parameters, columns, ids, and words from a fixed list.

use crate::{Error, Result, Row};

/// One parameter of a statement. Made by [`args!`](crate::args).
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Value<'a> {
    Null,
    Int(i64),
    Bool(bool),
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// The parameters of a statement, in the order of `$1`, `$2`, ...
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] as &[$crate::Value<'_>] };
}

macro_rules! from {
    ($($from:ty => |$v:ident| $to:expr;)*) => { $(
        impl<'a> From<$from> for Value<'a> { fn from($v: $from) -> Self { $to } }
    )* };
}
from! {
    i64 => |v| Value::Int(v);
    &'a i64 => |v| Value::Int(*v);
    bool => |v| Value::Bool(v);
    &'a str => |v| Value::Text(v);
    &'a String => |v| Value::Text(v);
    &'a [u8] => |v| Value::Bytes(v);
    &'a Vec<u8> => |v| Value::Bytes(v);
}

impl<'a, T> From<Option<T>> for Value<'a>
where
    Value<'a>: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Value::from)
    }
}

impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(value: &'a Option<String>) -> Self {
        value.as_deref().map_or(Value::Null, Value::Text)
    }
}

/// In place of NUL, which nobody types on purpose, PostgreSQL cannot store and SQLite cuts texts at.
const NUL: &str = "\u{fffd}";

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(v) => ValueRef::Integer(*v),
            Value::Bool(v) => ValueRef::Integer(i64::from(*v)),
            Value::Text(v) if v.contains('\0') => {
                return Ok(ToSqlOutput::from(v.replace('\0', NUL)));
            }
            Value::Text(v) => ValueRef::Text(v.as_bytes()),
            Value::Bytes(v) => ValueRef::Blob(v),
        }))
    }
}

impl postgres::types::ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &postgres::types::Type,
        out: &mut tokio_postgres_bytes::BytesMut,
    ) -> Result<postgres::types::IsNull, Box<dyn std::error::Error + std::marker::Sync + Send>>
    {
        match self {
            Value::Null => Ok(postgres::types::IsNull::Yes),
            // where a parameter stands beside a small literal, PostgreSQL takes it for an int4
            Value::Int(v) if *ty == postgres::types::Type::INT4 => {
                i32::try_from(*v)?.to_sql(ty, out)
            }
            Value::Int(v) => v.to_sql(ty, out),
            Value::Bool(v) => v.to_sql(ty, out),
            Value::Text(v) if v.contains('\0') => v.replace('\0', NUL).to_sql(ty, out),
            Value::Text(v) => v.to_sql(ty, out),
            Value::Bytes(v) => v.to_sql(ty, out),
        }
    }

    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

use bytes as tokio_postgres_bytes;

/// A type that one column can become.
pub trait FromColumn: Sized {
    /// Reads the column at this position (from 0) of the row.
    fn from_column(row: &Row<'_>, column: usize) -> Result<Self, Error>;
}

macro_rules! plain_columns {
    ($($type:ty),*) => { $(
        impl FromColumn for $type {
            fn from_column(row: &Row<'_>, column: usize) -> Result<Self, Error> { row.plain(column) }
        }
    )* };
}
plain_columns!(i64, bool, String, Vec<u8>, f64);

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        if row.is_null(column)? { Ok(None) } else { T::from_column(row, column).map(Some) }
    }
}

/// An id type of its own for each table, so that a person's id cannot be passed for a ticket's.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map($name) }
        }
        impl From<$name> for $crate::Value<'_> {
            fn from(id: $name) -> Self { $crate::Value::Int(id.0) }
        }
        impl $crate::FromColumn for $name {
            fn from_column(row: &$crate::Row<'_>, column: usize) -> $crate::Result<Self> {
                <i64 as $crate::FromColumn>::from_column(row, column).map($name)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_i64(self.0)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                i64::deserialize(from).map($name)
            }
        }
    };
}

/// A word from a fixed list, stored as text. Gives `ALL`, `as_str` and `parse`.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),* }
        impl $name {
            /// Every word, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The word as stored, sent and put in URLs.
            pub const fn as_str(self) -> &'static str { match self { $($name::$variant => $word),* } }
            /// The word's meaning, if it is on the list.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
        impl From<$name> for $crate::Value<'_> {
            fn from(word: $name) -> Self { $crate::Value::Text(word.as_str()) }
        }
        impl $crate::FromColumn for $name {
            fn from_column(row: &$crate::Row<'_>, column: usize) -> $crate::Result<Self> {
                row.text(column, |word| {
                    $name::parse(word).ok_or_else(|| $crate::Error::Shape {
                        column, problem: format!("`{word}` is not one of the words of {}", stringify!($name)),
                    })
                })
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                $name::parse(&word).ok_or_else(|| serde::de::Error::custom(format!("`{word}` is not one of: {}",
                    [$($word),*].join(", "))))
            }
        }
    };
}
