//! Rows of time spent.

use super::model::Where;
use base::{PersonId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Minutes somebody spent.
    #[derive(Clone, Debug)]
    pub struct EntryRow {
        pub id: i64,
        pub person_id: PersonId,
        pub person: String,
        pub minutes: i64,
        pub note: String,
        pub at: Time,
        /// How often it was corrected.
        pub corrections: i64,
    }
}

row! {
    /// How an entry was before.
    #[derive(Clone, Debug)]
    pub struct CorrectionRow {
        pub minutes: i64,
        pub note: String,
        pub person: String,
        pub at: Time,
    }
}

pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<EntryRow>> {
    tx.all(
        sql!(
            "select e.id, e.person_id, p.name as person, e.minutes, e.note, e.at,
              (select count(*) from time_correction c where c.entry_id = e.id) as corrections
              from time_entry e join person p on p.id = e.person_id
              where e.ticket_id = $1 order by e.id limit 500"
        ),
        args![ticket],
    )
}

pub fn list_corrections(tx: &mut Tx, entry: i64) -> Result<Vec<CorrectionRow>> {
    tx.all(
        sql!(
            "select c.minutes, c.note, p.name as person, c.at from time_correction c
              join person p on p.id = c.by_id where c.entry_id = $1 order by c.id"
        ),
        args![entry],
    )
}

pub fn insert(
    tx: &mut Tx,
    ticket: TicketId,
    person: PersonId,
    (minutes, note): (i64, &str),
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into time_entry (ticket_id, person_id, minutes, note, at)
              values ($1, $2, $3, $4, $5) returning id"
        ),
        args![ticket, person, minutes, note, now],
    )?;
    Ok(id)
}

/// Keeps how it was, and puts it right.
pub fn correct(
    tx: &mut Tx,
    id: i64,
    (minutes, note): (i64, &str),
    by: PersonId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into time_correction (entry_id, minutes, note, by_id, at)
              select id, minutes, note, $2, $3 from time_entry where id = $1"
        ),
        args![id, by, now],
    )?;
    tx.run(
        sql!("update time_entry set minutes = $2, note = $3 where id = $1"),
        args![id, minutes, note],
    )?;
    Ok(())
}

pub fn find_where(tx: &mut Tx) -> Result<Where> {
    let found: Option<(String,)> =
        tx.find(sql!("select value from setting where name = 'time_spent'"), &[])?;
    Ok(found.and_then(|(word,)| Where::parse(&word)).unwrap_or(Where::Nowhere))
}

pub fn has_team(tx: &mut Tx, team: TeamId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select team_id from team_time where team_id = $1"), args![team])?;
    Ok(found.is_some())
}

pub fn list_teams(tx: &mut Tx) -> Result<Vec<(TeamId,)>> {
    tx.all(sql!("select team_id from team_time order by team_id"), &[])
}

pub fn set_where(tx: &mut Tx, place: Where) -> Result<()> {
    tx.run(
        sql!(
            "insert into setting (name, value) values ('time_spent', $1)
              on conflict (name) do update set value = excluded.value"
        ),
        args![place],
    )?;
    Ok(())
}

pub fn replace_teams(tx: &mut Tx, teams: &[TeamId], by: Option<PersonId>, now: Time) -> Result<()> {
    tx.run(sql!("delete from team_time"), &[])?;
    for team in teams {
        tx.run(
            sql!("insert into team_time (team_id, by_id, since) values ($1, $2, $3)"),
            args![*team, by, now],
        )?;
    }
    Ok(())
}
