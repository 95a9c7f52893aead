//! Which columns point at a table, as the migrations say: for making two rows one.

use crate::{MIGRATIONS, Result, Sql, Tx, args};

/// A column that points at a table, and the other columns of each key it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Where it is.
    pub table: &'static str,
    /// What it is called.
    pub column: &'static str,
    /// For each unique key with this column: the others in it.
    pub keys: Vec<Vec<&'static str>>,
}

/// Every column that points at a table.
pub fn pointers(to: &str) -> Vec<Pointer> {
    let mut found: Vec<Pointer> = Vec::new();
    let mut keys: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut here = "";
    for line in MIGRATIONS.iter().flat_map(|step| step.text.lines()) {
        let line = line.split("--").next().unwrap_or_default().trim_end();
        let name = |text: &'static str| text.split([' ', '(']).next().unwrap_or_default();
        let mut column = name(line.trim_start());
        if let Some(rest) = line.strip_prefix("create table ") {
            here = name(rest);
            continue;
        }
        if let Some(rest) = line.strip_prefix("alter table ") {
            here = name(rest);
            column = rest.split_once("add column ").map_or("", |(_, rest)| name(rest));
        }
        if let Some(rest) = line.strip_prefix("create unique index ") {
            let on = rest.split_once(" on ").map_or("", |(_, rest)| rest);
            keys.push((name(on), list(on)));
        } else if ["primary", "unique"].contains(&column) {
            keys.push((here, list(line)));
        } else if line.contains(" primary key") || line.contains(" unique") {
            keys.push((here, vec![column]));
        }
        if line.split(" references ").skip(1).any(|rest| name(rest) == to) {
            found.push(Pointer { table: here, column, keys: Vec::new() });
        }
    }
    for pointer in &mut found {
        let own = keys
            .iter()
            .filter(|(table, key)| *table == pointer.table && key.contains(&pointer.column));
        pointer.keys = own
            .map(|(_, key)| key.iter().copied().filter(|c| *c != pointer.column).collect())
            .collect();
    }
    found
}

/// The columns between the first pair of brackets; nothing where one of them is an expression.
fn list(text: &'static str) -> Vec<&'static str> {
    let Some((_, inside)) = text.split_once('(') else { return Vec::new() };
    let inside = inside.split_once(')').map_or(inside, |(inside, _)| inside);
    match inside.contains('(') {
        true => Vec::new(),
        false => inside.split(',').map(str::trim).collect(),
    }
}

/// How many rows point at one row.
pub fn count(tx: &mut Tx, to: &str, id: i64, without: &[&str]) -> Result<i64> {
    let mut total = 0;
    for Pointer { table, column, .. } in wanted(to, without) {
        let sql = format!("select count(*) from {table} where {column} = $1");
        let (n,): (i64,) = tx.one(&Sql::built(sql), args![id])?;
        total += n;
    }
    Ok(total)
}

/// Lets everything that points at one row point at another; what both had already is kept once.
pub fn repoint(tx: &mut Tx, to: &str, (from, into): (i64, i64), without: &[&str]) -> Result<u64> {
    let mut moved = 0;
    for Pointer { table, column, keys } in wanted(to, without) {
        for key in keys {
            let same: String = key
                .iter()
                .map(|k| format!(" and o.{k} is not distinct from {table}.{k}"))
                .collect();
            tx.run(
                &Sql::built(format!(
                    "delete from {table} where {column} = $1
                     and exists (select 1 from {table} o where o.{column} = $2{same})"
                )),
                args![from, into],
            )?;
        }
        let sql = format!("update {table} set {column} = $2 where {column} = $1");
        moved += tx.run(&Sql::built(sql), args![from, into])?;
    }
    Ok(moved)
}

/// Lets what points at one row point at another, but leaves where it is what would be a second one
/// of something that may stand only once.
pub fn repoint_free(
    tx: &mut Tx,
    to: &str,
    (from, into): (i64, i64),
    without: &[&str],
) -> Result<u64> {
    let mut moved = 0;
    for Pointer { table, column, keys } in wanted(to, without) {
        let mut sql = format!("update {table} set {column} = $2 where {column} = $1");
        for key in keys {
            let same: String = key
                .iter()
                .map(|k| format!(" and o.{k} is not distinct from {table}.{k}"))
                .collect();
            sql +=
                &format!(" and not exists (select 1 from {table} o where o.{column} = $2{same})");
        }
        moved += tx.run(&Sql::built(sql), args![from, into])?;
    }
    Ok(moved)
}

fn wanted(to: &str, without: &[&str]) -> impl Iterator<Item = Pointer> {
    pointers(to).into_iter().filter(move |pointer| !without.contains(&pointer.table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_that_points_at_a_person_is_found_with_its_keys() {
        let all = pointers("person");
        let find = |table, column| {
            all.iter()
                .find(|p| p.table == table && p.column == column)
                .unwrap_or_else(|| panic!("{table}.{column}"))
        };
        find("ticket", "requester_id");
        find("ticket", "assignee_id");
        find("event", "actor_id");
        assert_eq!(find("watcher", "person_id").keys, [["ticket_id"]]);
        assert_eq!(find("idempotency_key", "person_id").keys, [["key"]]);
        assert!(
            pointers("ticket")
                .iter()
                .any(|p| p.table == "feedback" && p.keys == [Vec::<&str>::new()])
        );
    }
}
