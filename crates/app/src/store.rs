//! The few rows that belong to the application itself, and what the command line looks at.

use base::{Time, Tx, args, sql};
use db::Result;

/// The key that signs for this installation, made by the first who asks.
pub fn secret(tx: &mut Tx, new: &str) -> Result<String> {
    tx.run(
        sql!(
            "insert into setting (name, value) values ('secret', $1) on conflict (name) do nothing"
        ),
        args![new],
    )?;
    let (text,) = tx.one(sql!("select value from setting where name = 'secret'"), &[])?;
    Ok(text)
}

/// Leaves a mark, to see that writing works, and counts the schema's steps.
pub fn touch(tx: &mut Tx, now: &str) -> Result<i64> {
    tx.run(
        sql!(
            "insert into setting (name, value) values ('ready_at', $1)
              on conflict (name) do update set value = excluded.value"
        ),
        args![now],
    )?;
    let (steps,) = tx.one(sql!("select count(*) from schema_migration"), &[])?;
    Ok(steps)
}

/// The last step of the schema that was run; 0 in an empty database.
pub fn last_step(tx: &mut Tx) -> Result<i64> {
    let (step,) = tx.one(sql!("select coalesce(max(number), 0) from schema_migration"), &[])?;
    Ok(step)
}

pub fn count_people(tx: &mut Tx) -> Result<i64> {
    let (people,) = tx.one(sql!("select count(*) from person"), &[])?;
    Ok(people)
}

/// The key of every stored file that a row names; for an export without the sources of mails on
/// tickets that have patron details, which are readable there.
pub fn each_file(
    tx: &mut Tx,
    is_export: bool,
    take: &mut dyn FnMut(&str) -> base::Result<()>,
) -> base::Result<()> {
    let mut outcome = Ok(());
    let all = sql!(
        "select file_key from attachment union select raw_key from message where raw_key <> ''"
    );
    let open = sql!(
        "select file_key from attachment union select m.raw_key from message m
          where m.raw_key <> '' and not exists
          (select 1 from patron_detail d where d.ticket_id = m.ticket_id)"
    );
    tx.each_text(if is_export { open } else { all }, &mut |key| {
        if outcome.is_ok() {
            outcome = take(key);
        }
        Ok(())
    })?;
    outcome
}

/// How many tickets there are, and how many of them the search index knows.
pub fn count_indexed(tx: &mut Tx) -> Result<(i64, i64)> {
    tx.one(sql!("select (select count(*) from ticket), (select count(*) from ticket_search)"), &[])
}

/// Jobs that wait, those that failed for good, and those that should have been done before `late`.
pub fn count_jobs(tx: &mut Tx, late: Time) -> Result<(i64, i64, i64)> {
    tx.one(
        sql!(
            "select count(case when state <> 'dead' then 1 end),
              count(case when state = 'dead' then 1 end),
              count(case when state <> 'dead' and run_at < $1 then 1 end) from job"
        ),
        args![late],
    )
}
