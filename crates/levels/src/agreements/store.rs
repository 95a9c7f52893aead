//! Rows of agreements, and of what people have read of them.

use super::model::{Agreement, Kind, State};
use crate::sides::Pair;
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

/// Every agreement, the newest first.
pub fn list(tx: &mut Tx) -> Result<Vec<Agreement>> {
    tx.all(
        sql!(
            "select a.id, a.kind, a.name, a.provider_id, p.name as provider,
              p.kind as provider_kind, a.provider_team_id, pt.name as provider_team,
              a.customer_id, c.name as customer, a.customer_team_id, ct.name as customer_team,
              a.state, a.state_words, a.review_on, a.ended_on, a.created_by, a.created_at,
              w.name as changed_by, a.changed_at, a.version
              from agreement a join department p on p.id = a.provider_id
              join department c on c.id = a.customer_id
              left join team pt on pt.id = a.provider_team_id
              left join team ct on ct.id = a.customer_team_id
              left join person w on w.id = a.changed_by
              order by lower(a.name), a.id limit 2000"
        ),
        &[],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Agreement>> {
    tx.find(
        sql!(
            "select a.id, a.kind, a.name, a.provider_id, p.name as provider,
              p.kind as provider_kind, a.provider_team_id, pt.name as provider_team,
              a.customer_id, c.name as customer, a.customer_team_id, ct.name as customer_team,
              a.state, a.state_words, a.review_on, a.ended_on, a.created_by, a.created_at,
              w.name as changed_by, a.changed_at, a.version
              from agreement a join department p on p.id = a.provider_id
              join department c on c.id = a.customer_id
              left join team pt on pt.id = a.provider_team_id
              left join team ct on ct.id = a.customer_team_id
              left join person w on w.id = a.changed_by where a.id = $1"
        ),
        args![id],
    )
}

pub fn insert(
    tx: &mut Tx,
    (kind, name): (Kind, &str),
    pair: &Pair,
    by: Option<PersonId>,
    now: Time,
) -> Result<i64> {
    let (customer, provider) = (pair.customer, pair.provider);
    let (id,) = tx.one(
        sql!(
            "insert into agreement (kind, name, provider_id, provider_team_id, customer_id,
              customer_team_id, state, created_by, created_at, changed_by, changed_at)
              values ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $7, $8) returning id"
        ),
        args![
            kind,
            name,
            provider.department,
            provider.team,
            customer.department,
            customer.team,
            by,
            now
        ],
    )?;
    Ok(id)
}

/// A draft of this name that the same person began between the same two.
pub fn find_same(
    tx: &mut Tx,
    name: &str,
    pair: &Pair,
    by: Option<PersonId>,
) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from agreement where state = 'draft' and name = $1 and provider_id = $2
              and customer_id = $3 and coalesce(provider_team_id, 0) = $4
              and coalesce(customer_team_id, 0) = $5 and created_by = $6 order by id limit 1"
        ),
        args![
            name,
            pair.provider.department,
            pair.customer.department,
            pair.provider.team.map_or(0, |id| id.0),
            pair.customer.team.map_or(0, |id| id.0),
            by
        ],
    )
}

/// Somebody changed it who had read it at `version`. False if it has another one by now.
pub fn update_touched(
    tx: &mut Tx,
    (id, version): (i64, i64),
    name: &str,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update agreement set name = $3, changed_by = $4, changed_at = $5,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, name, by, now],
    )?;
    Ok(changed > 0)
}

/// How far it is from now on, and why.
pub fn update_state(tx: &mut Tx, id: i64, state: State, words: &str) -> Result<()> {
    tx.run(
        sql!(
            "update agreement set state = $2, state_words = $3, version = version + 1
              where id = $1"
        ),
        args![id, state, words],
    )?;
    Ok(())
}

/// When it is looked at next.
pub fn update_reviewed(tx: &mut Tx, id: i64, review_on: &str) -> Result<()> {
    tx.run(sql!("update agreement set review_on = $2 where id = $1"), args![id, review_on])?;
    Ok(())
}

/// Its last day.
pub fn update_ended(tx: &mut Tx, id: i64, ended_on: &str) -> Result<()> {
    tx.run(sql!("update agreement set ended_on = $2 where id = $1"), args![id, ended_on])?;
    Ok(())
}

row! {
    /// What the day may bring to an agreement.
    #[derive(Clone, Debug)]
    pub struct Due {
        pub id: i64,
        pub state: State,
        pub review_on: String,
        pub ended_on: String,
        /// Until when the last agreed version holds; empty: until further notice.
        pub ends_on: String,
    }
}

/// Agreements that hold and that a day has come for: to be looked at, or to end.
pub fn list_due(tx: &mut Tx, today: &str) -> Result<Vec<Due>> {
    tx.all(
        sql!(
            "select a.id, a.state, a.review_on, a.ended_on, v.ends_on
              from agreement a join agreement_version v on v.agreement_id = a.id
                and v.number = (select max(l.number) from agreement_version l
                  where l.agreement_id = a.id and l.agreed_at is not null)
              where a.state in ('agreed', 'under_review')
                and ((a.state = 'agreed' and a.review_on <> '' and a.review_on <= $1)
                  or (a.ended_on <> '' and a.ended_on < $1)
                  or (v.ends_on <> '' and v.ends_on < $1))
              order by a.id limit 200"
        ),
        args![today],
    )
}

/// What somebody has read of it.
pub fn find_look(tx: &mut Tx, id: i64, person: PersonId) -> Result<Option<(String, Time)>> {
    tx.find(
        sql!("select lines, at from agreement_look where agreement_id = $1 and person_id = $2"),
        args![id, person],
    )
}

pub fn upsert_look(tx: &mut Tx, id: i64, person: PersonId, lines: &str, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "insert into agreement_look (agreement_id, person_id, lines, at)
              values ($1, $2, $3, $4) on conflict (agreement_id, person_id)
              do update set lines = excluded.lines, at = excluded.at"
        ),
        args![id, person, lines, now],
    )?;
    Ok(())
}
