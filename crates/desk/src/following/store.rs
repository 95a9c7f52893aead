//! Rows of followers.

use super::model::Reason;
use base::{DepartmentId, PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Somebody who follows a ticket.
    #[derive(Clone, Debug)]
    pub struct Follower {
        pub id: PersonId,
        pub name: String,
        pub reason: Reason,
        /// Who added them; none: they did it themselves.
        pub added_by: Option<PersonId>,
        pub added_by_name: Option<String>,
        pub since: Time,
    }
}

/// Everybody who follows a ticket, by name.
pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<Follower>> {
    tx.all(
        sql!(
            "select p.id, p.name, w.reason, w.added_by, a.name as added_by_name, w.since
              from watcher w join person p on p.id = w.person_id
              left join person a on a.id = w.added_by
              where w.ticket_id = $1 order by p.name, p.id"
        ),
        args![ticket],
    )
}

/// How somebody comes to follow a ticket.
pub struct Follow {
    pub ticket: TicketId,
    pub person: PersonId,
    pub reason: Reason,
    pub by: Option<PersonId>,
    /// The merge that brought them.
    pub merge: Option<i64>,
}

/// Lets somebody follow; false if they do already, in which case their reason stays.
pub fn insert(tx: &mut Tx, new: &Follow, now: Time) -> Result<bool> {
    let added = tx.run(
        sql!(
            "insert into watcher (ticket_id, person_id, since, reason, added_by, merge_id)
              values ($1, $2, $3, $4, $5, $6) on conflict (ticket_id, person_id) do nothing"
        ),
        args![new.ticket, new.person, now, new.reason, new.by, new.merge],
    )?;
    Ok(added > 0)
}

/// They follow by their own choice from now on.
pub fn update_chosen(tx: &mut Tx, ticket: TicketId, person: PersonId) -> Result<()> {
    tx.run(
        sql!(
            "update watcher set reason = 'chosen', added_by = null, merge_id = null
              where ticket_id = $1 and person_id = $2"
        ),
        args![ticket, person],
    )?;
    Ok(())
}

/// Whether they followed.
pub fn delete(tx: &mut Tx, ticket: TicketId, person: PersonId) -> Result<bool> {
    let gone = tx.run(
        sql!("delete from watcher where ticket_id = $1 and person_id = $2"),
        args![ticket, person],
    )?;
    Ok(gone > 0)
}

/// They leave with the merge that brought them.
pub fn delete_by_merge(tx: &mut Tx, merge: i64) -> Result<()> {
    tx.run(sql!("delete from watcher where merge_id = $1"), args![merge])?;
    Ok(())
}

row! {
    /// Somebody who could be meant.
    #[derive(Clone, Debug)]
    pub struct Candidate {
        pub id: PersonId,
        pub name: String,
        pub department_id: Option<DepartmentId>,
        pub department: Option<String>,
    }
}

/// An active person by number.
pub fn find_candidate(tx: &mut Tx, id: PersonId) -> Result<Option<Candidate>> {
    tx.find(
        sql!(
            "select p.id, p.name, p.department_id, d.name as department from person p
              left join department d on d.id = p.department_id where p.id = $1 and p.is_active"
        ),
        args![id],
    )
}

/// Active people with this whole name or e-mail address, at most five.
pub fn list_called(tx: &mut Tx, text: &str) -> Result<Vec<Candidate>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.department_id, d.name as department from person p
              left join department d on d.id = p.department_id
              where (lower(p.name) = lower($1) or p.email = lower($1)) and p.is_active
              order by p.id limit 5"
        ),
        args![text],
    )
}

/// Active people whose name begins so, at most five.
pub fn list_beginning(tx: &mut Tx, text: &str) -> Result<Vec<Candidate>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.department_id, d.name as department from person p
              left join department d on d.id = p.department_id
              where substr(lower(p.name), 1, length($1)) = lower($1) and p.is_active
              order by p.name, p.id limit 5"
        ),
        args![text],
    )
}
