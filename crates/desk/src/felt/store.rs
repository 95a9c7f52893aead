//! Rows of feedback, and who had a hand in what it is about.

use base::{PersonId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// How it felt.
    #[derive(Clone, Debug)]
    pub struct FeedbackRow {
        /// Who says so.
        pub person_id: PersonId,
        /// Their name.
        pub person: String,
        /// 0 to 10.
        pub score: i64,
        /// Working time lost.
        pub lost_minutes: Option<i64>,
        /// Anything they added.
        pub words: String,
        /// When they last said so.
        pub at: Time,
        /// Since when it is not for those who worked on it; none: it is.
        pub kept_at: Option<Time>,
    }
}

/// How the person the ticket was for says it went, whoever may read that.
pub fn find_feedback(tx: &mut Tx, ticket: TicketId) -> Result<Option<FeedbackRow>> {
    tx.find(
        sql!(
            "select f.person_id, p.name as person, f.score, f.lost_minutes, f.words, f.at, f.kept_at
              from feedback f join person p on p.id = f.person_id where f.ticket_id = $1"
        ),
        args![ticket],
    )
}

pub fn upsert_feedback(
    tx: &mut Tx,
    ticket: TicketId,
    person: PersonId,
    (score, lost_minutes, words): (i64, Option<i64>, &str),
    (kept_at, now): (Option<Time>, Time),
) -> Result<()> {
    tx.run(
        sql!(
            "insert into feedback (ticket_id, person_id, score, lost_minutes, words, kept_at, at)
              values ($1, $2, $3, $4, $5, $6, $7)
              on conflict (ticket_id) do update set score = excluded.score,
              person_id = excluded.person_id, lost_minutes = excluded.lost_minutes,
              words = excluded.words, kept_at = excluded.kept_at, at = excluded.at"
        ),
        args![ticket, person, score, lost_minutes, words, kept_at, now],
    )?;
    Ok(())
}

/// Takes marks that were said before out of what was written down.
pub fn empty_events(tx: &mut Tx, ticket: TicketId) -> Result<()> {
    tx.run(
        sql!(
            "update event set before = '', after = ''
              where ticket_id = $1 and kind = 'feedback.given'"
        ),
        args![ticket],
    )?;
    Ok(())
}

/// Whether what was written on a ticket was removed because its time was over.
pub fn is_emptied(tx: &mut Tx, ticket: TicketId) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!("select id from event where ticket_id = $1 and kind = 'ticket.words_removed' limit 1"),
        args![ticket],
    )?;
    Ok(found.is_some())
}

/// Whether somebody had a hand in a ticket: has it, put it right, wrote to whoever asked or beside
/// it, did a step of it, or noted time on it.
pub fn has_worked(tx: &mut Tx, ticket: TicketId, person: PersonId) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "select id from ticket t where t.id = $1 and (t.assignee_id = $2
              or exists (select 1 from resolution r where r.ticket_id = $1 and r.by_id = $2)
              or exists (select 1 from message m where m.ticket_id = $1 and m.author_id = $2
                and (m.is_from_provider or m.visibility = 'internal'))
              or exists (select 1 from task k where k.ticket_id = $1 and k.done_by_id = $2
                and not k.is_call_back)
              or exists (select 1 from time_entry e where e.ticket_id = $1 and e.person_id = $2))"
        ),
        args![ticket, person],
    )?;
    Ok(found.is_some())
}

/// Those who look after a team, and those who stand between its department and the one that asked,
/// in that order: whoever could have the talk where it is kept from those who helped.
pub fn list_hearing(
    tx: &mut Tx,
    team: Option<TeamId>,
    department: Option<i64>,
) -> Result<Vec<(PersonId,)>> {
    let found: Vec<(PersonId, i64)> = tx.all(
        sql!(
            "select p.id, cast(min(case when g.role = 'it_manager' then 1 else 2 end) as bigint)
              from role_grant g join person p on p.id = g.person_id
              where p.is_active and ((g.role = 'it_manager' and g.department_id =
                  (select m.department_id from team m where m.id = $1))
                or (g.role = 'liaison' and g.department_id = $2))
              group by p.id order by 2, 1"
        ),
        args![team, department],
    )?;
    Ok(found.into_iter().map(|(id, _)| (id,)).collect())
}

/// Adds a tag, once.
pub fn insert_tag(tx: &mut Tx, ticket: TicketId, tag: &str) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set version = version + 1,
              tags = case when tags = '' then ' ' else tags end || $2 || ' '
              where id = $1 and tags not like '% ' || $2 || ' %'"
        ),
        args![ticket, tag],
    )?;
    Ok(())
}

/// Takes a tag off; harmless where it is not there.
pub fn delete_tag(tx: &mut Tx, ticket: TicketId, tag: &str) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set version = version + 1,
              tags = case when tags = ' ' || $2 || ' ' then ''
              else replace(tags, ' ' || $2 || ' ', ' ') end
              where id = $1 and tags like '% ' || $2 || ' %'"
        ),
        args![ticket, tag],
    )?;
    Ok(())
}
