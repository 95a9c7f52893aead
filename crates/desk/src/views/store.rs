//! Rows of saved views.

use super::model::SavedView;
use base::{PersonId, TeamId, Time, Tx, args, sql};
use db::{Filter, Result, Sql};

const VIEW: &str =
    "select v.id as id, v.address, v.name as name, v.query, v.person_id, p.name as person,
    v.team_id, t.name as team, v.version, coalesce(o.place, 1000000) as place
    from saved_view v join person p on p.id = v.person_id left join team t on t.id = v.team_id
    left join view_place o on o.view_id = v.id and o.person_id = ";

/// How many views somebody sees.
const MOST: i64 = 60;

/// Those of a person and of these teams, in the person's order.
pub fn list(tx: &mut Tx, me: PersonId, teams: &[TeamId]) -> Result<Vec<SavedView>> {
    let mut filter = Filter::default();
    let me = filter.bind(me);
    let own = format!(
        "{VIEW}{me} where v.team_id is null and v.person_id = {me} and v.deleted_at is null"
    );
    let mut parts = vec![own];
    if !teams.is_empty() {
        let teams: Vec<_> = teams.iter().map(|team| filter.bind(*team)).collect();
        parts.push(format!(
            "{VIEW}{me} where v.team_id in ({}) and v.deleted_at is null",
            teams.join(", ")
        ));
    }
    let text = format!("{} order by place, name, id limit {MOST}", parts.join(" union all "));
    tx.all(&Sql::built(text), &filter.values)
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<SavedView>> {
    let mut filter = Filter::default();
    filter.and("v.id = {} and v.deleted_at is null", args![id]);
    tx.find(&Sql::built(format!("{VIEW}0 where {}", filter.condition())), &filter.values)
}

pub fn find_by_address(tx: &mut Tx, address: &str) -> Result<Option<SavedView>> {
    let mut filter = Filter::default();
    filter.and("v.address = {} and v.deleted_at is null", args![address]);
    tx.find(&Sql::built(format!("{VIEW}0 where {}", filter.condition())), &filter.values)
}

pub fn insert(
    tx: &mut Tx,
    (address, name, query): (&str, &str, &str),
    person: PersonId,
    team: Option<TeamId>,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into saved_view (address, name, query, person_id, team_id, created_at)
              values ($1, $2, $3, $4, $5, $6) returning id"
        ),
        args![address, name, query, person, team, now],
    )?;
    Ok(id)
}

/// False where somebody else was quicker.
pub fn update(
    tx: &mut Tx,
    (id, version): (i64, i64),
    (name, query): (&str, &str),
    team: Option<TeamId>,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update saved_view set name = $3, query = $4, team_id = $5, version = version + 1
              where id = $1 and version = $2"
        ),
        args![id, version, name, query, team],
    )?;
    Ok(changed > 0)
}

pub fn update_deleted(tx: &mut Tx, id: i64, by: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!("update saved_view set deleted_at = $2, deleted_by = $3 where id = $1"),
        args![id, now, by],
    )?;
    Ok(())
}

pub fn upsert_place(tx: &mut Tx, me: PersonId, view: i64, place: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into view_place (person_id, view_id, place) values ($1, $2, $3)
              on conflict (person_id, view_id) do update set place = excluded.place"
        ),
        args![me, view, place],
    )?;
    Ok(())
}
