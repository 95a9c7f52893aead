//! Work for later: rows written in the transaction that causes them, so that nothing is sent for a
//! change that rolled back and nothing is lost after one that committed. Jobs are idempotent: a job
//! may run twice when a process dies between doing and saying so.

mod letter;
mod store;
mod worker;

pub use letter::{Appointment, Letter, LetterFile, SEND_MAIL};
pub use store::{
    DeadJob, JobId, count_dead, count_waiting, enqueue, enqueue_at, list_dead, remove, retry,
};
pub use worker::{Handler, Worker, run_due};
