//! One handle over SQLite and PostgreSQL.
//!
//! SQL is written once, in the subset that both engines share, with `$1` placeholders. Bodies are
//! synchronous functions over [`Tx`]; [`Db::read`] and [`Db::write`] run them off the async
//! workers. What differs between the engines lives in [`dialect`] and nowhere else.

mod column;
pub mod dialect;
pub mod dump;
mod error;
mod handle;
mod migrate;
#[cfg(debug_assertions)]
mod plans;
pub mod pointing;
mod postgres;
mod row;
mod sql;
mod sqlite;
mod time;
mod tx;
pub mod wire;

pub use column::{FromColumn, Value};
pub use error::{Error, Result};
pub use handle::{Db, Settings, Sync};
pub use migrate::{MIGRATIONS, Migration, migrate, migrate_to, newest_step};
#[cfg(debug_assertions)]
pub use plans::plans_of;
pub use row::{FromRow, Row};
pub use sql::{Filter, Sql};
pub use time::Time;
pub use tx::{Engine, Mark, Tx};
