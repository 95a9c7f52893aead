//! Rows of referrals.

use base::{PersonId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A team that was asked.
    #[derive(Clone, Debug)]
    pub struct ReferralRow {
        pub id: i64,
        pub team_id: TeamId,
        pub team: String,
        pub asked_by: PersonId,
        pub asked_by_name: String,
        pub words: String,
        pub wanted_by: Option<Time>,
        pub at: Time,
        pub ended_by_name: Option<String>,
        pub ended_at: Option<Time>,
        pub answer: String,
        pub is_withdrawn: bool,
    }
}

impl ReferralRow {
    /// Whether the team is still asked.
    pub fn is_open(&self) -> bool {
        self.ended_at.is_none()
    }
}

/// Every team that was asked about a ticket, in order.
pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<ReferralRow>> {
    tx.all(
        sql!(
            "select r.id, r.team_id, t.name as team, r.asked_by, p.name as asked_by_name, r.words,
              r.wanted_by, r.at, e.name as ended_by_name, r.ended_at, r.answer, r.is_withdrawn
              from referral r join team t on t.id = r.team_id join person p on p.id = r.asked_by
              left join person e on e.id = r.ended_by
              where r.ticket_id = $1 order by r.id limit 100"
        ),
        args![ticket],
    )
}

/// False if the team is asked already.
pub fn insert(
    tx: &mut Tx,
    ticket: TicketId,
    team: TeamId,
    by: PersonId,
    (words, wanted_by): (&str, Option<Time>),
    now: Time,
) -> Result<bool> {
    let is_there: Option<(i64,)> = tx.find(
        sql!("select id from referral where ticket_id = $1 and team_id = $2 and ended_at is null"),
        args![ticket, team],
    )?;
    if is_there.is_some() {
        return Ok(false);
    }
    tx.run(
        sql!(
            "insert into referral (ticket_id, team_id, asked_by, words, wanted_by, at)
              values ($1, $2, $3, $4, $5, $6)"
        ),
        args![ticket, team, by, words, wanted_by, now],
    )?;
    Ok(true)
}

/// It is over: with an answer, or taken back.
pub fn update_ended(
    tx: &mut Tx,
    id: i64,
    by: PersonId,
    answer: &str,
    is_withdrawn: bool,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "update referral set ended_by = $2, ended_at = $3, answer = $4, is_withdrawn = $5
              where id = $1 and ended_at is null"
        ),
        args![id, by, now, answer, is_withdrawn],
    )?;
    Ok(())
}
