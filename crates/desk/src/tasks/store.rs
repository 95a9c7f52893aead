//! Rows of tasks.

use base::{PersonId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::{Filter, Result, Sql};

row! {
    /// A step of a ticket, with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct TaskRow {
        pub id: i64,
        pub ticket_id: TicketId,
        pub subject: String,
        pub position: i64,
        pub title: String,
        pub owner_id: Option<PersonId>,
        pub owner: Option<String>,
        pub due_at: Option<Time>,
        pub is_shown: bool,
        pub done_at: Option<Time>,
        pub done_by: Option<String>,
        /// A talk with somebody who was unhappy: it stays to be had when the ticket is over.
        pub is_call_back: bool,
        pub team_id: Option<TeamId>,
        pub team: Option<String>,
        /// What came of a talk.
        pub done_words: String,
        /// A talk about something that is kept from those who worked on the ticket.
        pub is_kept: bool,
    }
}

pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<TaskRow>> {
    tx.all(
        sql!(
            "select k.id, k.ticket_id, t.subject, k.position, k.title, k.owner_id, o.name as owner,
              k.due_at, k.is_shown, k.done_at, d.name as done_by, k.is_call_back, k.team_id,
              e.name as team, k.done_words, k.is_kept from task k left join team e on e.id = k.team_id
              join ticket t on t.id = k.ticket_id left join person o on o.id = k.owner_id
              left join person d on d.id = k.done_by_id
              where k.ticket_id = $1 order by k.position, k.id limit 300"
        ),
        args![ticket],
    )
}

pub fn find(tx: &mut Tx, ticket: TicketId, id: i64) -> Result<Option<TaskRow>> {
    tx.find(
        sql!(
            "select k.id, k.ticket_id, t.subject, k.position, k.title, k.owner_id, o.name as owner,
              k.due_at, k.is_shown, k.done_at, d.name as done_by, k.is_call_back, k.team_id,
              e.name as team, k.done_words, k.is_kept from task k left join team e on e.id = k.team_id
              join ticket t on t.id = k.ticket_id left join person o on o.id = k.owner_id
              left join person d on d.id = k.done_by_id where k.ticket_id = $1 and k.id = $2"
        ),
        args![ticket, id],
    )
}

/// What somebody has still to do on open tickets: what is due first, then what has no date.
pub fn list_of(tx: &mut Tx, owner: PersonId, after: i64, most: i64) -> Result<Vec<TaskRow>> {
    let place: Option<(Option<Time>,)> =
        tx.find(sql!("select due_at from task where id = $1"), args![after])?;
    const NEVER: Time = Time::from_micros(i64::MAX);
    let due = place.map_or(Time::from_micros(i64::MIN), |(due,)| due.unwrap_or(NEVER));
    tx.all(
        sql!(
            "select k.id, k.ticket_id, t.subject, k.position, k.title, k.owner_id, o.name as owner,
              k.due_at, k.is_shown, k.done_at, d.name as done_by, k.is_call_back, k.team_id,
              e.name as team, k.done_words, k.is_kept from task k left join team e on e.id = k.team_id
              join ticket t on t.id = k.ticket_id left join person o on o.id = k.owner_id
              left join person d on d.id = k.done_by_id
              where k.owner_id = $1 and k.done_at is null and (t.is_open or k.is_call_back)
              and (coalesce(k.due_at, 9223372036854775807), k.id) > ($2, $3)
              order by coalesce(k.due_at, 9223372036854775807), k.id limit $4"
        ),
        args![owner, due, after, most],
    )
}

/// What teams owe and nobody of them has taken, what is due first.
pub fn list_of_teams(tx: &mut Tx, teams: Option<&[TeamId]>) -> Result<Vec<TaskRow>> {
    let mut filter = Filter::default();
    let of = match teams {
        None => "k.team_id is not null".to_owned(),
        Some([]) => return Ok(Vec::new()),
        Some(teams) => {
            let ids: Vec<_> = teams.iter().map(|team| filter.bind(*team)).collect();
            format!("k.team_id in ({})", ids.join(", "))
        }
    };
    let text = format!(
        "select k.id, k.ticket_id, t.subject, k.position, k.title, k.owner_id, o.name as owner,
          k.due_at, k.is_shown, k.done_at, d.name as done_by, k.is_call_back, k.team_id,
          e.name as team, k.done_words, k.is_kept from task k left join team e on e.id = k.team_id
          join ticket t on t.id = k.ticket_id left join person o on o.id = k.owner_id
          left join person d on d.id = k.done_by_id
          where {of} and k.owner_id is null and k.done_at is null
          order by k.due_at, k.id limit 100"
    );
    tx.all(&Sql::built(text), &filter.values)
}

/// Which team owes a talk, who has it, and whether it is kept from those who worked on the ticket.
pub type Whose = (Option<TeamId>, Option<PersonId>, bool);

/// A talk that is owed goes to others.
pub fn update_call_back(tx: &mut Tx, id: i64, (team, owner, is_kept): Whose) -> Result<()> {
    tx.run(
        sql!("update task set team_id = $2, owner_id = $3, is_kept = $4 where id = $1"),
        args![id, team, owner, is_kept],
    )?;
    Ok(())
}

/// Adds a talk that a team owes; without a team it is whoever's has the ticket.
pub fn insert_call_back(
    tx: &mut Tx,
    ticket: TicketId,
    (title, by): (&str, PersonId),
    (team, owner, is_kept): Whose,
    (due, now): (Time, Time),
) -> Result<()> {
    tx.run(
        sql!(
            "insert into task (ticket_id, position, title, owner_id, due_at, is_shown, by_id,
              created_at, team_id, is_call_back, is_kept)
              values ($1, (select coalesce(max(position), 0) + 1 from task where ticket_id = $1),
              $2, $3, $4, true, $5, $6, $7, true, $8)"
        ),
        args![ticket, title, owner, due, by, now, team, is_kept],
    )?;
    Ok(())
}

/// The talk that is owed about a ticket, and when.
pub fn find_call_back(tx: &mut Tx, ticket: TicketId) -> Result<Option<(i64, Option<Time>, bool)>> {
    tx.find(
        sql!(
            "select id, due_at, is_kept from task where ticket_id = $1 and is_call_back and done_at is null
              order by id limit 1"
        ),
        args![ticket],
    )
}

/// What a task is made of.
pub struct Facts<'a> {
    pub title: &'a str,
    pub owner: Option<PersonId>,
    pub due_at: Option<Time>,
    pub is_shown: bool,
}

/// Adds a task behind the others.
pub fn insert(
    tx: &mut Tx,
    ticket: TicketId,
    facts: &Facts<'_>,
    by: PersonId,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into task (ticket_id, position, title, owner_id, due_at, is_shown, by_id, created_at)
              values ($1, (select coalesce(max(position), 0) + 1 from task where ticket_id = $1),
              $2, $3, $4, $5, $6, $7) returning id"
        ),
        args![ticket, facts.title, facts.owner, facts.due_at, facts.is_shown, by, now],
    )?;
    Ok(id)
}

/// A new date is a new reminder.
pub fn update(tx: &mut Tx, id: i64, facts: &Facts<'_>) -> Result<()> {
    tx.run(
        sql!(
            "update task set title = $2, owner_id = $3, due_at = $4, is_shown = $5,
              reminded_at = case when due_at = $4 and owner_id = $3 then reminded_at else null end
              where id = $1"
        ),
        args![id, facts.title, facts.owner, facts.due_at, facts.is_shown],
    )?;
    Ok(())
}

/// Says who did it, when, and what came of it. False if it was so already.
pub fn update_done(
    tx: &mut Tx,
    id: i64,
    done: Option<(PersonId, Time)>,
    words: &str,
) -> Result<bool> {
    let (by, at) = (done.map(|d| d.0), done.map(|d| d.1));
    let changed = tx.run(
        sql!(
            "update task set done_by_id = $2, done_at = $3, done_words = $5
              where id = $1 and (done_at is null) = $4"
        ),
        args![id, by, at, done.is_some(), words],
    )?;
    Ok(changed > 0)
}

pub fn update_position(tx: &mut Tx, id: i64, position: i64) -> Result<()> {
    tx.run(sql!("update task set position = $2 where id = $1"), args![id, position])?;
    Ok(())
}

pub fn delete(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("delete from task where id = $1"), args![id])?;
    Ok(())
}

pub fn count_open(tx: &mut Tx, ticket: TicketId) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select count(*) from task
              where ticket_id = $1 and done_at is null and not is_call_back"
        ),
        args![ticket],
    )?;
    Ok(count)
}

/// Tasks whose date has come and whose owner has not heard of it.
pub fn list_due(tx: &mut Tx, now: Time) -> Result<Vec<(i64, TicketId)>> {
    tx.all(
        sql!(
            "select id, ticket_id from task where due_at <= $1 and done_at is null
              and reminded_at is null order by due_at limit 200"
        ),
        args![now],
    )
}

/// False if somebody else has just reminded of it.
pub fn update_reminded(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!("update task set reminded_at = $2 where id = $1 and reminded_at is null and done_at is null"),
        args![id, now],
    )?;
    Ok(changed > 0)
}
