//! Rows of goals.

use super::model::{Checked, Ending, Goal};
use base::{DepartmentId, PersonId, Time, Tx, args, row, sql};
use db::Result;

pub fn list(tx: &mut Tx, relationship: i64) -> Result<Vec<Goal>> {
    tx.all(
        sql!(
            "select g.id, g.relationship_id, g.statement, g.measure, g.unit, g.from_value,
              g.to_value, g.by_on, g.owner_customer_id, c.name as owner_customer,
              c.is_active as is_owner_customer_here, g.owner_provider_id,
              p.name as owner_provider, p.is_active as is_owner_provider_here, g.terms,
              g.created_at, g.ending, g.ending_words, e.name as closed_by, g.closed_at,
              s.next_id, g.version
              from goal g left join person c on c.id = g.owner_customer_id
              left join person p on p.id = g.owner_provider_id
              left join person e on e.id = g.closed_by
              left join goal_successor s on s.goal_id = g.id
              where g.relationship_id = $1 order by g.id limit 200"
        ),
        args![relationship],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Goal>> {
    tx.find(
        sql!(
            "select g.id, g.relationship_id, g.statement, g.measure, g.unit, g.from_value,
              g.to_value, g.by_on, g.owner_customer_id, c.name as owner_customer,
              c.is_active as is_owner_customer_here, g.owner_provider_id,
              p.name as owner_provider, p.is_active as is_owner_provider_here, g.terms,
              g.created_at, g.ending, g.ending_words, e.name as closed_by, g.closed_at,
              s.next_id, g.version
              from goal g left join person c on c.id = g.owner_customer_id
              left join person p on p.id = g.owner_provider_id
              left join person e on e.id = g.closed_by
              left join goal_successor s on s.goal_id = g.id where g.id = $1"
        ),
        args![id],
    )
}

pub fn insert(
    tx: &mut Tx,
    relationship: i64,
    new: &Checked,
    by: Option<PersonId>,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into goal (relationship_id, statement, measure, unit, from_value, to_value,
              by_on, owner_customer_id, owner_provider_id, created_by, created_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id"
        ),
        args![
            relationship,
            &new.statement,
            &new.measure,
            &new.unit,
            new.from.0,
            new.to.0,
            &new.by.to_string(),
            new.owner_customer,
            new.owner_provider,
            by,
            now
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now. `is_new`: what was agreed changes, and is agreed
/// anew.
pub fn update(tx: &mut Tx, id: i64, version: i64, new: &Checked, is_new: bool) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update goal set statement = $3, measure = $4, unit = $5, from_value = $6,
              to_value = $7, by_on = $8, owner_customer_id = $9, owner_provider_id = $10,
              terms = terms + $11, version = version + 1 where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &new.statement,
            &new.measure,
            &new.unit,
            new.from.0,
            new.to.0,
            &new.by.to_string(),
            new.owner_customer,
            new.owner_provider,
            i64::from(is_new)
        ],
    )?;
    Ok(changed > 0)
}

/// False if it was closed already.
pub fn update_closed(
    tx: &mut Tx,
    id: i64,
    (ending, words): (Ending, &str),
    by: Option<PersonId>,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update goal set ending = $2, ending_words = $3, closed_by = $4, closed_at = $5,
              version = version + 1 where id = $1 and ending is null"
        ),
        args![id, ending, words, by, now],
    )?;
    Ok(changed > 0)
}

pub fn insert_successor(tx: &mut Tx, id: i64, next: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into goal_successor (goal_id, next_id) values ($1, $2) on conflict do nothing"
        ),
        args![id, next],
    )?;
    Ok(())
}

row! {
    /// Who agreed for a side.
    #[derive(Clone, Debug)]
    pub struct AgreementRow {
        /// customer, provider
        pub side: String,
        pub by: String,
        pub at: Time,
    }
}

pub fn list_agreements(tx: &mut Tx, id: i64, terms: i64) -> Result<Vec<AgreementRow>> {
    tx.all(
        sql!(
            "select a.side, p.name as by, a.at from goal_agreement a
              join person p on p.id = a.by_id where a.goal_id = $1 and a.terms = $2
              order by a.side"
        ),
        args![id, terms],
    )
}

/// False if that side agreed already.
pub fn insert_agreement(
    tx: &mut Tx,
    (id, terms): (i64, i64),
    side: &str,
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let made = tx.run(
        sql!(
            "insert into goal_agreement (goal_id, side, terms, by_id, at)
              values ($1, $2, $3, $4, $5) on conflict do nothing"
        ),
        args![id, side, terms, by, now],
    )?;
    Ok(made > 0)
}

/// People of a department and of what is below it, but not of the other side.
pub fn list_people(
    tx: &mut Tx,
    side: DepartmentId,
    other: DepartmentId,
) -> Result<Vec<(PersonId, String)>> {
    tx.all(
        sql!(
            "with recursive side (id) as (select id from department where id = $1
                union select d.id from department d join side s on d.parent_id = s.id
                where d.id <> $2)
              select p.id, p.name from person p join side s on s.id = p.department_id
              where p.is_active order by lower(p.name), p.id limit 500"
        ),
        args![side, other],
    )
}
