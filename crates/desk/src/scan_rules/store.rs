//! Where the rules are kept: one setting, so that a new one begins with its usual value.

use base::{Tx, args, sql};
use db::Result;

pub fn find(tx: &mut Tx) -> Result<Option<(String,)>> {
    tx.find(sql!("select value from setting where name = 'scan_rules'"), &[])
}

pub fn put(tx: &mut Tx, value: &str) -> Result<()> {
    tx.run(
        sql!(
            "insert into setting (name, value) values ('scan_rules', $1)
              on conflict (name) do update set value = excluded.value"
        ),
        args![value],
    )?;
    Ok(())
}
