//! How the engine means to run each statement, for the test that keeps hot lists on their indexes.
//! Only in builds for development; elsewhere nothing is asked or kept.

use crate::{Sql, Tx, Value, tx::Connection};
use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

static IS_ON: AtomicBool = AtomicBool::new(false);
static SEEN: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

/// Every statement that reads, and its plan as the engine tells it, while a test's `body` ran.
pub async fn plans_of(body: impl Future<Output = ()>) -> Vec<(String, String)> {
    IS_ON.store(true, Ordering::SeqCst);
    body.await;
    IS_ON.store(false, Ordering::SeqCst);
    SEEN.lock().map(|mut seen| std::mem::take(&mut *seen)).unwrap_or_default()
}

pub(crate) fn note(tx: &mut Tx, sql: &Sql, args: &[Value<'_>]) {
    if IS_ON.load(Ordering::SeqCst)
        && let Some(plan) = plan(tx, sql, args)
        && let Ok(mut seen) = SEEN.lock()
    {
        seen.push((sql.postgres().to_owned(), plan));
    }
}

fn plan(tx: &mut Tx, sql: &Sql, args: &[Value<'_>]) -> Option<String> {
    let mut lines = Vec::new();
    match &mut tx.connection {
        Connection::Sqlite(connection) => {
            let text = format!("explain query plan {}", sql.sqlite());
            let mut statement = connection.prepare(&text).ok()?;
            for (i, value) in args.iter().enumerate() {
                statement.raw_bind_parameter(i + 1, value).ok()?;
            }
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next().ok()? {
                lines.push(row.get::<_, String>(3).ok()?);
            }
        }
        Connection::Postgres { client, .. } => {
            let values: Vec<_> = args.iter().map(|value| value as _).collect();
            let text = format!("explain {}", sql.postgres());
            for row in client.query(&text, &values).ok()? {
                lines.push(row.get::<_, String>(0));
            }
        }
    }
    Some(lines.join("\n"))
}
