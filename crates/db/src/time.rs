//! Instants as they are stored.

use crate::{Error, FromColumn, Result, Row, Value};
use jiff::Timestamp;

/// An instant: microseconds since 1970-01-01T00:00:00 UTC, the one way times are stored.
/// Serialises as RFC 3339 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(i64);

impl Time {
    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Time(micros)
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The same instant for arithmetic and display; clamped to jiff's range.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::MAX)
    }

    /// Later by whole seconds (earlier when negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Time(self.0 + seconds * 1_000_000)
    }

    /// Whole seconds from `earlier` to here; negative when `earlier` is later.
    pub const fn seconds_since(self, earlier: Time) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }
}

impl From<Timestamp> for Time {
    fn from(at: Timestamp) -> Self {
        Time(at.as_microsecond())
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl serde::Serialize for Time {
    fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Time {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        Timestamp::deserialize(from).map(Time::from)
    }
}

impl From<Time> for Value<'_> {
    fn from(time: Time) -> Self {
        Value::Int(time.0)
    }
}

impl FromColumn for Time {
    fn from_column(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        i64::from_column(row, column).map(Time)
    }
}
