//! What every feature stands on: the application handle, who is asking and what they may do, the
//! one error, events, files, configuration and translations. It knows nothing of tickets.

mod actor;
mod app;
mod clock;
mod config;
mod error;
mod event;
mod files;
mod kept;
mod language;
mod live;
mod random;
mod say;
mod slots;
pub mod withheld;

pub use actor::{Actor, Grant, Right, Role, Scope, Who};
pub use app::{Act, App, AppParts};
/// The content of files.
pub use bytes::Bytes;
pub use clock::Clock;
pub use config::{
    Config, ConfigError, Database, Desk, Felt, Limits, Live, Mail, Origin, Server, Setting,
};
/// Time zones, as actors and pages carry them.
pub use jiff::tz as jiff_tz;

pub use db::{FromColumn, FromRow, Time, Tx, args, row, sql};
pub use error::{Error, Problem, Problems, Result};
pub use event::{Event, Listener};
pub use files::Files;
pub use kept::Kept;
pub use language::{Language, compare, keys, language, languages};
pub use live::{Happened, Listening, News, OpenPages, Rows, Topic, Writer};
pub use random::{Secret, hex, keyed_hash, sha256, token};
pub use say::{
    age, day_and_month, day_in_words, moment, moment_there, near_day, size, stored_in_words,
    stored_time, when,
};
pub use slots::{
    CalendarAnswer, Door, HomePanel, Marker, Marking, Slots, SupplierAnswer, Suppliers, TakeAnswer,
    TicketPanel,
};

db::id!(
    /// A row of `person`.
    PersonId
);
db::id!(
    /// A row of `department`.
    DepartmentId
);
db::id!(
    /// A row of `team`.
    TeamId
);
db::id!(
    /// A row of `location`.
    LocationId
);
db::id!(
    /// A row of `service`.
    ServiceId
);
db::id!(
    /// A row of `device`.
    DeviceId
);
db::id!(
    /// A row of `ticket`: the number people quote.
    TicketId
);
