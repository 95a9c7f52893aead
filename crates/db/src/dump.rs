//! Whole tables as rows of JSON, the same from both engines: for backups, exports and bulk loads.
//!
//! A truth value is `true` or `false`, bytes are `\x` and hexadecimal digits, everything else is a
//! number, a text or null.

use crate::{Engine, MIGRATIONS, Result, Sql, Tx, args};

/// Every table with rows worth keeping, parents before children. The search indexes are left out:
/// they are made anew from the rows.
pub fn tables() -> Vec<&'static str> {
    let mut waiting = parents();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_ready = |parents: &[&str]| parents.iter().all(|parent| ordered.contains(parent));
        // tables that point at each other in a circle cannot be ordered: the first one goes first
        let next = waiting.iter().position(|(_, parents)| is_ready(parents)).unwrap_or(0);
        ordered.push(waiting.remove(next).0);
    }
    ordered
}

/// Every table with those it points at, other than itself, as the migrations say.
fn parents() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut here = 0;
    for line in MIGRATIONS.iter().flat_map(|step| step.text.lines()) {
        let line = line.split("--").next().unwrap_or_default();
        let name = |text: &'static str| text.split([' ', '(']).next().unwrap_or_default();
        if let Some(rest) = line.strip_prefix("create table ") {
            here = found.len();
            found.push((name(rest), Vec::new()));
        } else if let Some(rest) = line.strip_prefix("alter table ") {
            here = found.iter().position(|(table, _)| *table == name(rest)).unwrap_or(here);
        }
        for parent in line.split(" references ").skip(1).map(name) {
            if parent != found[here].0 {
                found[here].1.push(parent);
            }
        }
    }
    found
}

/// Name and type of each column of a table.
pub fn columns(tx: &mut Tx, table: &str) -> Result<Vec<(String, String)>> {
    static SQLITE: Sql = Sql::new("select name, lower(type) from pragma_table_info($1)");
    static POSTGRES: Sql = Sql::new(
        "select column_name::text, data_type::text from information_schema.columns
         where table_schema = current_schema() and table_name = $1 order by ordinal_position",
    );
    let sql = if tx.engine() == Engine::Sqlite { &SQLITE } else { &POSTGRES };
    tx.all(sql, args![table])
}

/// Hands out every row of a table as one line of JSON, without holding them all.
pub fn read(
    tx: &mut Tx,
    table: &str,
    without: &[&str],
    take: &mut dyn FnMut(&str) -> Result<()>,
) -> Result<()> {
    let mut columns = columns(tx, table)?;
    columns.retain(|(name, _)| !without.contains(&name.as_str()));
    let text = match tx.engine() {
        Engine::Sqlite => {
            let pairs: Vec<_> =
                columns.iter().map(|(n, t)| format!("'{n}', {}", out(n, t))).collect();
            format!("select json_object({}) from {table}", pairs.join(", "))
        }
        Engine::Postgres => {
            let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
            format!("select row_to_json(r)::text from (select {} from {table}) r", names.join(", "))
        }
    };
    tx.each_text(&Sql::built(text), take)
}

/// A column of SQLite as JSON. By the rule of the house every truth value is named `is_...`.
fn out(name: &str, kind: &str) -> String {
    match kind {
        "blob" => format!(r"'\x' || lower(hex({name}))"),
        "integer" if name.starts_with("is_") => format!("json(iif({name}, 'true', 'false'))"),
        _ => name.to_owned(),
    }
}

/// Inserts the rows of a JSON array, such as [`read`] gives. `names` are the columns to fill; the
/// others get their default.
pub fn insert(tx: &mut Tx, table: &str, names: &[&str], rows: &str) -> Result<u64> {
    let list = names.join(", ");
    let text = match tx.engine() {
        Engine::Sqlite => {
            let kinds = columns(tx, table)?;
            let is_blob = |name: &str| kinds.iter().any(|(n, kind)| n == name && kind == "blob");
            let values: Vec<_> = names
                .iter()
                .map(|name| match is_blob(name) {
                    true => format!("unhex(substr(value ->> '{name}', 3))"),
                    false => format!("value ->> '{name}'"),
                })
                .collect();
            format!("insert into {table} ({list}) select {} from json_each($1)", values.join(", "))
        }
        Engine::Postgres => format!(
            "insert into {table} ({list})
             select {list} from json_populate_recordset(null::{table}, $1::text::json)"
        ),
    };
    tx.run(&Sql::built(text), args![rows])
}

/// After rows were inserted with their keys: the next counted key comes after the highest.
pub fn reset_counters(tx: &mut Tx) -> Result<()> {
    if tx.engine() == Engine::Sqlite {
        return Ok(());
    }
    for table in tables() {
        let has_counter: Option<(String,)> = tx.find(
            &Sql::new(
                "select column_name::text from information_schema.columns where is_identity = 'YES'
                 and table_schema = current_schema() and table_name = $1",
            ),
            args![table],
        )?;
        if let Some((column,)) = has_counter {
            tx.batch(&format!(
                "select setval(pg_get_serial_sequence('{table}', '{column}'),
                 coalesce(max({column}), 1), max({column}) is not null) from {table}"
            ))?;
        }
    }
    Ok(())
}

/// Removes every table of ours, with all rows in them.
pub fn drop_all(tx: &mut Tx) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        // a server that still runs finishes what it has in hand
        tx.batch("set local lock_timeout = 0")?;
    }
    for index in ["ticket_search", "known_word", "known_entry"] {
        tx.batch(&format!("drop table if exists {index}"))?;
    }
    for table in tables().iter().rev() {
        tx.batch(&format!("drop table if exists {table}"))?;
    }
    tx.batch("drop table if exists schema_migration")?;
    if tx.engine() == Engine::Postgres {
        tx.batch(
            "drop text search configuration if exists footbridge;
             drop text search dictionary if exists footbridge_stem",
        )?;
    }
    Ok(())
}

/// What the engine itself finds wrong with its file: broken pages, rows that point nowhere. Empty
/// when all is well; PostgreSQL looks after its own files.
pub fn find_damage(tx: &mut Tx) -> Result<Vec<String>> {
    if tx.engine() == Engine::Postgres {
        return Ok(Vec::new());
    }
    let pages: Vec<(String,)> =
        tx.all(&Sql::new("select integrity_check from pragma_integrity_check"), &[])?;
    let orphans: Vec<(String, i64)> = tx.all(
        &Sql::new("select \"table\", count(*) from pragma_foreign_key_check group by 1"),
        &[],
    )?;
    let mut found: Vec<_> = pages.into_iter().map(|(said,)| said).filter(|s| s != "ok").collect();
    found.extend(orphans.iter().map(|(table, n)| format!("{n} rows of {table} point to nothing")));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_come_before_children() {
        let tables = tables();
        let at = |name| tables.iter().position(|t| *t == name).unwrap();
        assert!(at("department") < at("person") && at("ticket") < at("message"));
        assert!(at("device") < at("ticket"), "a column that came later counts, too");
        assert!(!tables.contains(&"ticket_search"), "made anew from the rows");
    }
}
