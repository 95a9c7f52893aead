//! The queue's rows.

use db::{Result, Time, Tx, args, row, sql};
use serde::Serialize;

db::id!(
    /// A row of `job`.
    JobId
);

row! {
    /// A job to run.
    #[derive(Clone, Debug)]
    pub struct Job {
        /// Its row.
        pub id: JobId,
        /// What to do: an imperative, `send_mail`.
        pub kind: String,
        /// JSON.
        pub payload: String,
        /// How often it has been tried.
        pub attempts: i64,
    }
}

row! {
    /// A job that kept failing and waits for somebody to decide.
    #[derive(Clone, Debug)]
    pub struct DeadJob {
        /// Its row.
        pub id: JobId,
        /// What it would do.
        pub kind: String,
        /// JSON.
        pub payload: String,
        /// How often it was tried.
        pub attempts: i64,
        /// What was said the last time.
        pub last_error: String,
        /// When it was written.
        pub created_at: Time,
    }
}

/// Writes a job that is due at once.
pub fn enqueue(tx: &mut Tx, now: Time, kind: &str, payload: &impl Serialize) -> Result<()> {
    enqueue_at(tx, now, now, kind, payload)
}

/// Writes a job that is due at a time.
pub fn enqueue_at(
    tx: &mut Tx,
    now: Time,
    due: Time,
    kind: &str,
    payload: &impl Serialize,
) -> Result<()> {
    let payload = serde_json::to_string(payload).unwrap_or_default();
    tx.run(
        sql!("insert into job (kind, payload, state, run_at, created_at) values ($1, $2, 'waiting', $3, $4)"),
        args![kind, &payload, due, now],
    )?;
    Ok(())
}

/// Whether there is anything to take.
pub(crate) fn is_due(tx: &mut Tx, now: Time) -> Result<bool> {
    let found: Option<(JobId,)> = tx.find(
        sql!(
            "select id from job where state = 'waiting' and run_at <= $1
              union all select id from job where state = 'running' and claimed_until < $1 limit 1"
        ),
        args![now],
    )?;
    Ok(found.is_some())
}

/// Takes jobs that are due, or whose worker has not been heard of for `lease` seconds.
pub(crate) fn claim(tx: &mut Tx, now: Time, most: i64, lease: i64) -> Result<Vec<Job>> {
    tx.run(
        sql!("update job set state = 'waiting', claimed_until = null where state = 'running' and claimed_until < $1"),
        args![now],
    )?;
    let text = format!(
        "select id from job where state = 'waiting' and run_at <= $1 order by run_at, id limit $2{}",
        db::dialect::skip_locked(tx.engine())
    );
    let due: Vec<(JobId,)> = tx.all(&db::Sql::built(text), args![now, most])?;
    let mut jobs = Vec::with_capacity(due.len());
    for (id,) in due {
        jobs.push(tx.one(
            sql!(
                "update job set state = 'running', claimed_until = $2, attempts = attempts + 1
                  where id = $1 returning id, kind, payload, attempts"
            ),
            args![id, now.plus_seconds(lease)],
        )?);
    }
    Ok(jobs)
}

/// A job that is done leaves no trace; what it did has its own.
pub(crate) fn done(tx: &mut Tx, id: JobId) -> Result<()> {
    tx.run(sql!("delete from job where id = $1"), args![id]).map(drop)
}

/// Puts a failed job back until `again`, or aside for good.
pub(crate) fn failed(tx: &mut Tx, id: JobId, error: &str, again: Option<Time>) -> Result<()> {
    let state = if again.is_some() { "waiting" } else { "dead" };
    tx.run(
        sql!("update job set state = $2, last_error = $3, run_at = coalesce($4, run_at), claimed_until = null where id = $1"),
        args![id, state, error, again],
    )
    .map(drop)
}

/// Dead letters, the newest first.
pub fn list_dead(tx: &mut Tx, most: i64) -> Result<Vec<DeadJob>> {
    tx.all(
        sql!(
            "select id, kind, payload, attempts, last_error, created_at from job
              where state = 'dead' order by id desc limit $1"
        ),
        args![most],
    )
}

/// How many dead letters there are.
pub fn count_dead(tx: &mut Tx) -> Result<i64> {
    let (count,) = tx.one(sql!("select count(*) from job where state = 'dead'"), &[])?;
    Ok(count)
}

/// How many jobs wait for their time or are being done.
pub fn count_waiting(tx: &mut Tx) -> Result<i64> {
    let (count,) =
        tx.one(sql!("select count(*) from job where state in ('waiting', 'running')"), &[])?;
    Ok(count)
}

/// Runs a dead letter again; false if it is not there any more.
pub fn retry(tx: &mut Tx, now: Time, id: JobId) -> Result<bool> {
    let changed = tx.run(
        sql!("update job set state = 'waiting', run_at = $2, attempts = 0 where id = $1 and state = 'dead'"),
        args![id, now],
    )?;
    Ok(changed > 0)
}

/// Drops a dead letter; false if it is not there any more.
pub fn remove(tx: &mut Tx, id: JobId) -> Result<bool> {
    Ok(tx.run(sql!("delete from job where id = $1 and state = 'dead'"), args![id])? > 0)
}
