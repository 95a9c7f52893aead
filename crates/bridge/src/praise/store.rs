//! Rows of thanks.

use super::model::{Attribute, Sharing};
use crate::relationships::Side;
use base::{DepartmentId, PersonId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Thanks as they are stored, with names.
    #[derive(Clone, Debug)]
    pub struct PraiseRow {
        /// Its row.
        pub id: i64,
        /// Between whom.
        pub relationship_id: i64,
        /// Who says it.
        pub giver_id: PersonId,
        /// Their name.
        pub giver: String,
        /// Whom it is for, if that is one person.
        pub receiver_id: Option<PersonId>,
        /// Or a team.
        pub team_id: Option<TeamId>,
        /// Or a department.
        pub department_id: Option<DepartmentId>,
        /// What they are called.
        pub receiver: String,
        /// On which side they are.
        pub side: Side,
        /// For what.
        pub attribute: Attribute,
        /// In the giver's words.
        pub words: String,
        /// Nobody else is ever to read it.
        pub is_only_for_receiver: bool,
        /// What it was about.
        pub ticket_id: Option<TicketId>,
        /// When it was said.
        pub given_at: Time,
        /// Who may read it.
        pub sharing: Sharing,
        /// Who said so.
        pub decided_by: Option<String>,
        /// When.
        pub decided_at: Option<Time>,
        /// Counts decisions.
        pub version: i64,
    }
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<PraiseRow>> {
    tx.find(
        sql!(
            "select p.id, p.relationship_id, p.giver_id, g.name as giver, p.receiver_id, p.team_id,
              p.department_id, coalesce(r.name, t.name, d.name) as receiver, p.side, p.attribute,
              p.words, p.is_only_for_receiver, p.ticket_id, p.given_at, p.sharing,
              b.name as decided_by, p.decided_at, p.version
              from praise p join person g on g.id = p.giver_id
              left join person r on r.id = p.receiver_id left join team t on t.id = p.team_id
              left join department d on d.id = p.department_id
              left join person b on b.id = p.decided_by where p.id = $1"
        ),
        args![id],
    )
}

/// What everybody of a relationship may read, the newest first, from below a row on (0: from the
/// top). An empty side or attribute stands for any.
pub fn list_stream(
    tx: &mut Tx,
    relationship: i64,
    (side, attribute): (&str, &str),
    (since, before, most): (Time, i64, i64),
) -> Result<Vec<PraiseRow>> {
    let before = if before == 0 { i64::MAX } else { before };
    tx.all(
        sql!(
            "select p.id, p.relationship_id, p.giver_id, g.name as giver, p.receiver_id, p.team_id,
              p.department_id, coalesce(r.name, t.name, d.name) as receiver, p.side, p.attribute,
              p.words, p.is_only_for_receiver, p.ticket_id, p.given_at, p.sharing,
              b.name as decided_by, p.decided_at, p.version
              from praise p join person g on g.id = p.giver_id
              left join person r on r.id = p.receiver_id left join team t on t.id = p.team_id
              left join department d on d.id = p.department_id
              left join person b on b.id = p.decided_by
              where p.relationship_id = $1 and p.sharing = 'everybody'
              and not p.is_only_for_receiver and ($2 = '' or p.side = $2)
              and ($3 = '' or p.attribute = $3) and p.given_at >= $4 and p.id < $5
              order by p.id desc limit $6"
        ),
        args![relationship, side, attribute, since, before, most],
    )
}

/// What somebody gave, the newest first.
pub fn list_given(tx: &mut Tx, giver: PersonId) -> Result<Vec<PraiseRow>> {
    tx.all(
        sql!(
            "select p.id, p.relationship_id, p.giver_id, g.name as giver, p.receiver_id, p.team_id,
              p.department_id, coalesce(r.name, t.name, d.name) as receiver, p.side, p.attribute,
              p.words, p.is_only_for_receiver, p.ticket_id, p.given_at, p.sharing,
              b.name as decided_by, p.decided_at, p.version
              from praise p join person g on g.id = p.giver_id
              left join person r on r.id = p.receiver_id left join team t on t.id = p.team_id
              left join department d on d.id = p.department_id
              left join person b on b.id = p.decided_by
              where p.giver_id = $1 order by p.id desc limit 100"
        ),
        args![giver],
    )
}

/// What was said to a person, a team or a department; 0 where it is none.
pub fn list_received(
    tx: &mut Tx,
    (person, team, department): (i64, i64, i64),
) -> Result<Vec<PraiseRow>> {
    tx.all(
        sql!(
            "select p.id, p.relationship_id, p.giver_id, g.name as giver, p.receiver_id, p.team_id,
              p.department_id, coalesce(r.name, t.name, d.name) as receiver, p.side, p.attribute,
              p.words, p.is_only_for_receiver, p.ticket_id, p.given_at, p.sharing,
              b.name as decided_by, p.decided_at, p.version
              from praise p join person g on g.id = p.giver_id
              left join person r on r.id = p.receiver_id left join team t on t.id = p.team_id
              left join department d on d.id = p.department_id
              left join person b on b.id = p.decided_by
              where p.id in (select id from praise where receiver_id = $1
                union select id from praise where team_id = $2
                union select id from praise where department_id = $3)
              order by p.id desc limit 100"
        ),
        args![person, team, department],
    )
}

/// What was let to teams in the actor's relationships, the newest first.
pub fn list_for_teams(tx: &mut Tx, relationship: i64) -> Result<Vec<PraiseRow>> {
    tx.all(
        sql!(
            "select p.id, p.relationship_id, p.giver_id, g.name as giver, p.receiver_id, p.team_id,
              p.department_id, coalesce(r.name, t.name, d.name) as receiver, p.side, p.attribute,
              p.words, p.is_only_for_receiver, p.ticket_id, p.given_at, p.sharing,
              b.name as decided_by, p.decided_at, p.version
              from praise p join person g on g.id = p.giver_id
              left join person r on r.id = p.receiver_id left join team t on t.id = p.team_id
              left join department d on d.id = p.department_id
              left join person b on b.id = p.decided_by
              where p.relationship_id = $1 and p.sharing = 'team'
              order by p.id desc limit 50"
        ),
        args![relationship],
    )
}

/// What was said about a ticket.
pub fn list_about(tx: &mut Tx, ticket: TicketId) -> Result<Vec<PraiseRow>> {
    tx.all(
        sql!(
            "select p.id, p.relationship_id, p.giver_id, g.name as giver, p.receiver_id, p.team_id,
              p.department_id, coalesce(r.name, t.name, d.name) as receiver, p.side, p.attribute,
              p.words, p.is_only_for_receiver, p.ticket_id, p.given_at, p.sharing,
              b.name as decided_by, p.decided_at, p.version
              from praise p join person g on g.id = p.giver_id
              left join person r on r.id = p.receiver_id left join team t on t.id = p.team_id
              left join department d on d.id = p.department_id
              left join person b on b.id = p.decided_by
              where p.ticket_id = $1 order by p.id limit 50"
        ),
        args![ticket],
    )
}

/// What is stored.
pub struct NewRow<'a> {
    pub relationship: i64,
    pub giver: PersonId,
    pub receiver: Option<PersonId>,
    pub team: Option<TeamId>,
    pub department: Option<DepartmentId>,
    pub side: Side,
    pub attribute: Attribute,
    pub words: &'a str,
    pub is_only_for_receiver: bool,
    pub ticket: Option<TicketId>,
    pub assist: Option<i64>,
    pub tour: Option<i64>,
    pub once: &'a str,
    pub now: Time,
}

/// None where it is there already.
pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<Option<i64>> {
    let made: Option<(i64,)> = tx.find(
        sql!(
            "insert into praise (relationship_id, giver_id, receiver_id, team_id, department_id,
              side, attribute, words, is_only_for_receiver, ticket_id, assist_id, tour_id, once,
              given_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
              on conflict (giver_id, once) do nothing returning id"
        ),
        args![
            new.relationship,
            new.giver,
            new.receiver,
            new.team,
            new.department,
            new.side,
            new.attribute,
            new.words,
            new.is_only_for_receiver,
            new.ticket,
            new.assist,
            new.tour,
            new.once,
            new.now
        ],
    )?;
    Ok(made.map(|(id,)| id))
}

pub fn find_once(tx: &mut Tx, giver: PersonId, once: &str) -> Result<Option<(i64,)>> {
    tx.find(sql!("select id from praise where giver_id = $1 and once = $2"), args![giver, once])
}

/// The praise that an assist's thanks became.
pub fn find_of_assist(tx: &mut Tx, assist: i64) -> Result<Option<(i64,)>> {
    tx.find(sql!("select id from praise where assist_id = $1 limit 1"), args![assist])
}

/// False if it was decided anew meanwhile.
pub fn update_sharing(
    tx: &mut Tx,
    (id, version): (i64, i64),
    sharing: Sharing,
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update praise set sharing = $3, decided_by = $4, decided_at = $5,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, sharing, by, now],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    tx.run(
        sql!("insert into praise_decision (praise_id, sharing, by_id, at) values ($1, $2, $3, $4)"),
        args![id, sharing, by, now],
    )?;
    Ok(true)
}
