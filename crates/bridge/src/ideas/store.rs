//! Rows of ideas.

use super::model::{Origin, State};
use crate::relationships::Side;
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// An idea as it is stored, with names.
    #[derive(Clone, Debug)]
    pub struct IdeaRow {
        /// Its row.
        pub id: i64,
        /// Between whom.
        pub relationship_id: i64,
        /// In the words of whoever noted it.
        pub words: String,
        /// The side it came from.
        pub side: Side,
        /// Who noted it.
        pub noted_by: PersonId,
        /// Their name.
        pub noter: String,
        /// When.
        pub noted_at: Time,
        /// Where it came from.
        pub ticket_id: Option<TicketId>,
        /// Where it came from.
        pub tour_id: Option<i64>,
        /// Where it came from.
        pub placement_id: Option<i64>,
        /// Who looks after it.
        pub owner_id: Option<PersonId>,
        /// Their name.
        pub owner: Option<String>,
        /// Where it stands.
        pub state: State,
        /// Who said so.
        pub decider: Option<String>,
        /// When.
        pub state_at: Option<Time>,
        /// How, or why not.
        pub reason: String,
        /// How many say that it would help them, too.
        pub support: i64,
        /// Counts changes.
        pub version: i64,
    }
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<IdeaRow>> {
    tx.find(
        sql!(
            "select i.id, i.relationship_id, i.words, i.side, i.noted_by, n.name as noter,
              i.noted_at, i.ticket_id, i.tour_id, i.placement_id, i.owner_id, o.name as owner,
              i.state, b.name as decider, i.state_at, i.reason,
              (select count(*) from idea_support s where s.idea_id = i.id) as support, i.version
              from idea i join person n on n.id = i.noted_by
              left join person o on o.id = i.owner_id left join person b on b.id = i.state_by
              where i.id = $1"
        ),
        args![id],
    )
}

/// Those of a relationship, the newest first, from below a row on (0: from the top). Empty words
/// stand for any; an owner of 0 for anybody, of -1 for nobody.
pub fn list(
    tx: &mut Tx,
    relationship: i64,
    (state, side, owner): (&str, &str, i64),
    (before, most): (i64, i64),
) -> Result<Vec<IdeaRow>> {
    let before = if before == 0 { i64::MAX } else { before };
    tx.all(
        sql!(
            "select i.id, i.relationship_id, i.words, i.side, i.noted_by, n.name as noter,
              i.noted_at, i.ticket_id, i.tour_id, i.placement_id, i.owner_id, o.name as owner,
              i.state, b.name as decider, i.state_at, i.reason,
              (select count(*) from idea_support s where s.idea_id = i.id) as support, i.version
              from idea i join person n on n.id = i.noted_by
              left join person o on o.id = i.owner_id left join person b on b.id = i.state_by
              where i.relationship_id = $1 and ($2 = '' or i.state = $2)
              and ($3 = '' or i.side = $3)
              and ($4 = 0 or ($4 = -1 and i.owner_id is null) or i.owner_id = $4)
              and i.id < $5 order by i.id desc limit $6"
        ),
        args![relationship, state, side, owner, before, most],
    )
}

/// Those that came from a tour or a placement; 0 where it is none.
pub fn list_from(tx: &mut Tx, (tour, placement): (i64, i64)) -> Result<Vec<IdeaRow>> {
    tx.all(
        sql!(
            "select i.id, i.relationship_id, i.words, i.side, i.noted_by, n.name as noter,
              i.noted_at, i.ticket_id, i.tour_id, i.placement_id, i.owner_id, o.name as owner,
              i.state, b.name as decider, i.state_at, i.reason,
              (select count(*) from idea_support s where s.idea_id = i.id) as support, i.version
              from idea i join person n on n.id = i.noted_by
              left join person o on o.id = i.owner_id left join person b on b.id = i.state_by
              where i.id in (select id from idea where tour_id = $1
                union select id from idea where placement_id = $2) order by i.id limit 50"
        ),
        args![tour, placement],
    )
}

/// Those that something became of since a time, or that were noted since.
pub fn list_since(tx: &mut Tx, relationship: i64, since: Time) -> Result<Vec<IdeaRow>> {
    tx.all(
        sql!(
            "select i.id, i.relationship_id, i.words, i.side, i.noted_by, n.name as noter,
              i.noted_at, i.ticket_id, i.tour_id, i.placement_id, i.owner_id, o.name as owner,
              i.state, b.name as decider, i.state_at, i.reason,
              (select count(*) from idea_support s where s.idea_id = i.id) as support, i.version
              from idea i join person n on n.id = i.noted_by
              left join person o on o.id = i.owner_id left join person b on b.id = i.state_by
              where i.relationship_id = $1 and (i.noted_at >= $2 or i.state_at >= $2)
              order by i.id desc limit 12"
        ),
        args![relationship, since],
    )
}

/// What is stored.
pub struct NewRow<'a> {
    pub relationship: i64,
    pub words: &'a str,
    pub side: Side,
    pub by: PersonId,
    pub origin: Origin,
    pub once: &'a str,
    pub now: Time,
}

/// None where it is there already.
pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<Option<i64>> {
    let made: Option<(i64,)> = tx.find(
        sql!(
            "insert into idea (relationship_id, words, side, noted_by, noted_at, ticket_id, tour_id,
              placement_id, once) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
              on conflict (noted_by, once) do nothing returning id"
        ),
        args![
            new.relationship,
            new.words,
            new.side,
            new.by,
            new.now,
            new.origin.ticket,
            new.origin.tour,
            new.origin.placement,
            new.once
        ],
    )?;
    Ok(made.map(|(id,)| id))
}

pub fn find_once(tx: &mut Tx, by: PersonId, once: &str) -> Result<Option<(i64,)>> {
    tx.find(sql!("select id from idea where noted_by = $1 and once = $2"), args![by, once])
}

/// False if the row has another version by now.
pub fn update_owner(
    tx: &mut Tx,
    (id, version): (i64, i64),
    owner: Option<PersonId>,
) -> Result<bool> {
    let changed = tx.run(
        sql!("update idea set owner_id = $3, version = version + 1 where id = $1 and version = $2"),
        args![id, version, owner],
    )?;
    Ok(changed > 0)
}

/// False if the row has another version by now.
pub fn update_state(
    tx: &mut Tx,
    (id, version): (i64, i64),
    (state, words): (State, &str),
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update idea set state = $3, reason = $4, state_by = $5, state_at = $6,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, state, words, by, now],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    tx.run(
        sql!(
            "insert into idea_step (idea_id, state, words, by_id, at) values ($1, $2, $3, $4, $5)"
        ),
        args![id, state, words, by, now],
    )?;
    Ok(true)
}

row! {
    /// What became of an idea, once.
    #[derive(Clone, Debug)]
    pub struct StepRow {
        /// What it became.
        pub state: State,
        /// How, or why not.
        pub words: String,
        /// Who said so.
        pub who: String,
        /// When.
        pub at: Time,
    }
}

pub fn list_steps(tx: &mut Tx, idea: i64) -> Result<Vec<StepRow>> {
    tx.all(
        sql!(
            "select s.state, s.words, p.name as who, s.at from idea_step s
              join person p on p.id = s.by_id where s.idea_id = $1 order by s.id limit 100"
        ),
        args![idea],
    )
}

pub fn is_supporting(tx: &mut Tx, idea: i64, person: PersonId) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!("select idea_id from idea_support where idea_id = $1 and person_id = $2"),
        args![idea, person],
    )?;
    Ok(found.is_some())
}

pub fn insert_support(tx: &mut Tx, idea: i64, person: PersonId, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into idea_support (idea_id, person_id, at) values ($1, $2, $3)
              on conflict (idea_id, person_id) do nothing"
        ),
        args![idea, person, now],
    )?;
    Ok(changed > 0)
}

pub fn delete_support(tx: &mut Tx, idea: i64, person: PersonId) -> Result<()> {
    tx.run(
        sql!("delete from idea_support where idea_id = $1 and person_id = $2"),
        args![idea, person],
    )?;
    Ok(())
}

/// Those who said that it would help them, too.
pub fn list_supporters(tx: &mut Tx, idea: i64) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select s.person_id from idea_support s join person p on p.id = s.person_id
              where s.idea_id = $1 and p.is_active order by s.person_id limit 200"
        ),
        args![idea],
    )
}
