//! Rows of what was chosen in the browser. Their names begin with `config.`, beside what else is
//! kept in that table.

use base::{Tx, args, sql};
use db::Result;

pub fn list(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    tx.all(
        sql!("select substr(name, 8), value from setting where name like 'config.%' order by name"),
        &[],
    )
}

pub fn upsert(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.run(
        sql!(
            "insert into setting (name, value) values ('config.' || $1, $2)
              on conflict (name) do update set value = excluded.value"
        ),
        args![name, value],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx, name: &str) -> Result<()> {
    tx.run(sql!("delete from setting where name = 'config.' || $1"), args![name])?;
    Ok(())
}
