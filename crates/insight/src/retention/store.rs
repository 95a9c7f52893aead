//! Rows of rules.

use super::model::{Kind, RuleRow};
use base::{Time, Tx, args, sql};
use db::Result;

pub fn list(tx: &mut Tx) -> Result<Vec<RuleRow>> {
    tx.all(sql!("select kind, days, ran_at, removed from retention_rule order by kind"), &[])
}

pub fn upsert(tx: &mut Tx, kind: Kind, days: Option<i64>) -> Result<()> {
    tx.run(
        sql!(
            "insert into retention_rule (kind, days) values ($1, $2)
              on conflict (kind) do update set days = excluded.days"
        ),
        args![kind, days],
    )?;
    Ok(())
}

/// Notes that a rule runs now; false where it ran since, here or on another server.
pub fn claim(tx: &mut Tx, kind: Kind, days: Option<i64>, since: Time, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into retention_rule (kind, days, ran_at) values ($1, $2, $4)
              on conflict (kind) do update set ran_at = excluded.ran_at
              where retention_rule.ran_at is null or retention_rule.ran_at <= $3"
        ),
        args![kind, days, since, now],
    )?;
    Ok(changed > 0)
}

pub fn add_removed(tx: &mut Tx, kind: Kind, n: i64) -> Result<()> {
    tx.run(
        sql!("update retention_rule set removed = removed + $2 where kind = $1"),
        args![kind, n],
    )?;
    Ok(())
}
