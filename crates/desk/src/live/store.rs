//! Reading which events there are.

use base::{PersonId, Rows, TeamId, TicketId, Tx, args, row, sql};
use db::Result;

row! {
    /// An event, and whom it may concern.
    #[derive(Clone, Debug)]
    pub struct Head {
        pub id: i64,
        pub kind: String,
        pub subject: String,
        pub is_internal: bool,
        pub ticket_id: Option<TicketId>,
        pub team_id: Option<TeamId>,
        pub requester_id: Option<PersonId>,
    }
}

/// Events after one, in order; but for what is kept from those who look at the ticket.
pub fn list_after(tx: &mut Tx, after: i64, most: i64) -> Result<Vec<Head>> {
    tx.all(
        sql!(
            "select e.id, e.kind, e.subject, e.is_internal, e.ticket_id, t.team_id, t.requester_id
              from event e left join ticket t on t.id = e.ticket_id
              where e.id > $1 and e.kind <> 'feedback.kept' order by e.id limit $2"
        ),
        args![after, most],
    )
}

/// The newest event of all; 0 where there is none.
pub fn last(tx: &mut Tx) -> Result<i64> {
    let (id,) = tx.one(sql!("select coalesce(max(id), 0) from event"), &[])?;
    Ok(id)
}

/// The newest event of a ticket that somebody may know of; 0 where there is none.
pub fn last_of(tx: &mut Tx, ticket: TicketId, with_internal: bool) -> Result<i64> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "select id from event where ticket_id = $1 and (is_internal = false or $2)
              and kind <> 'feedback.kept' order by id desc limit 1"
        ),
        args![ticket, with_internal],
    )?;
    Ok(found.map_or(0, |(id,)| id))
}

/// Somebody's name.
pub fn name_of(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let found: Option<(String,)> =
        tx.find(sql!("select name from person where id = $1"), args![person])?;
    Ok(found.map(|(name,)| name))
}

/// Whom something was told in Footbridge after a row, in order.
pub fn list_told_after(
    tx: &mut Tx,
    of: Rows,
    after: i64,
    most: i64,
) -> Result<Vec<(i64, PersonId)>> {
    let sql = match of {
        Rows::Notices => {
            sql!("select id, person_id from notification where id > $1 order by id limit $2")
        }
        Rows::Tidings => {
            sql!("select id, person_id from tiding where id > $1 order by id limit $2")
        }
    };
    tx.all(sql, args![after, most])
}

/// The newest thing that anybody was told; 0 where there is none.
pub fn last_told(tx: &mut Tx, of: Rows) -> Result<i64> {
    let (id,) = match of {
        Rows::Notices => tx.one(sql!("select coalesce(max(id), 0) from notification"), &[])?,
        Rows::Tidings => tx.one(sql!("select coalesce(max(id), 0) from tiding"), &[])?,
    };
    Ok(id)
}
