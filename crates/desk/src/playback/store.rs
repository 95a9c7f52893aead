//! Rows of playbacks.

use super::model::Answer;
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// What somebody said back, and what became of it.
    #[derive(Clone, Debug)]
    pub struct PlaybackRow {
        pub id: i64,
        pub by_id: PersonId,
        pub by_name: String,
        pub words: String,
        pub at: Time,
        pub answer: Answer,
        pub correction: String,
        pub answered_by: Option<String>,
        pub answered_at: Option<Time>,
    }
}

/// The newest of a ticket.
pub fn find_last(tx: &mut Tx, ticket: TicketId) -> Result<Option<PlaybackRow>> {
    Ok(list(tx, ticket, 1)?.pop())
}

/// The newest first.
pub fn list(tx: &mut Tx, ticket: TicketId, most: i64) -> Result<Vec<PlaybackRow>> {
    tx.all(
        sql!(
            "select y.id, y.by_id, p.name as by_name, y.words, y.at, y.answer, y.correction,
              a.name as answered_by, y.answered_at
              from playback y join person p on p.id = y.by_id
              left join person a on a.id = y.answered_by
              where y.ticket_id = $1 order by y.id desc limit $2"
        ),
        args![ticket, most],
    )
}

pub fn insert(tx: &mut Tx, ticket: TicketId, by: PersonId, words: &str, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "insert into playback (ticket_id, by_id, words, at, answer)
              values ($1, $2, $3, $4, 'open')"
        ),
        args![ticket, by, words, now],
    )?;
    Ok(())
}

/// What waits for an answer gets one; whether there was any such.
pub fn update_answer(
    tx: &mut Tx,
    id: i64,
    (answer, correction): (Answer, &str),
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update playback set answer = $2, correction = $3, answered_by = $4, answered_at = $5
              where id = $1 and answer = 'open'"
        ),
        args![id, answer, correction, by, now],
    )?;
    Ok(changed > 0)
}
