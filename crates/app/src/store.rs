//! The few rows that belong to the application itself, and what the command line writes.

use base::{DepartmentId, PersonId, Time, Tx, args, sql};
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

pub fn find_department(tx: &mut Tx, name: &str) -> Result<Option<(DepartmentId,)>> {
    tx.find(sql!("select id from department where lower(name) = lower($1)"), args![name])
}

pub fn find_person(tx: &mut Tx, email: &str) -> Result<Option<(PersonId,)>> {
    tx.find(sql!("select id from person where email = $1"), args![email])
}

pub fn insert_person(
    tx: &mut Tx,
    (name, email): (&str, &str),
    department: Option<DepartmentId>,
    now: Time,
) -> Result<PersonId> {
    let (id,) = tx.one(
        sql!("insert into person (name, email, department_id, created_at) values ($1, $2, $3, $4) returning id"),
        args![name, email, department, now],
    )?;
    Ok(id)
}

pub fn insert_grant(
    tx: &mut Tx,
    person: PersonId,
    role: base::Role,
    department: Option<DepartmentId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!("insert into role_grant (person_id, role, department_id, granted_at) values ($1, $2, $3, $4)"),
        args![person, role, department, now],
    )?;
    Ok(())
}
