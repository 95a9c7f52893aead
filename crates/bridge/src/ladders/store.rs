//! Rows of ladders, of those let in, and of what was done on them.

use super::model::{RungKind, State};
use base::{LocationId, PersonId, ServiceId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A ladder with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct Ladder {
        /// Its row.
        pub id: i64,
        /// Whose it is.
        pub owner_id: PersonId,
        /// Their name.
        pub owner: String,
        /// Whether they are still here.
        pub is_owner_here: bool,
        /// Between whom.
        pub relationship_id: i64,
        /// The department that is helped.
        pub customer: String,
        /// The department that helps.
        pub provider: String,
        /// A short line.
        pub title: String,
        /// What goes wrong.
        pub words: String,
        /// What they ask for.
        pub wants: String,
        /// By when, YYYY-MM-DD; may be empty.
        pub wants_on: String,
        /// What it is about.
        pub service_id: Option<ServiceId>,
        /// Its name.
        pub service: Option<String>,
        /// Where it is about.
        pub location_id: Option<LocationId>,
        /// Its name.
        pub location: Option<String>,
        /// Where it stands.
        pub state: State,
        /// When it began.
        pub created_at: Time,
        /// When it ended.
        pub ended_at: Option<Time>,
        /// What was said at the end.
        pub ended_words: String,
        /// When the question is asked again.
        pub review_at: Option<Time>,
        /// When its owner was reminded of that.
        pub reminded_at: Option<Time>,
        /// Counts edits.
        pub version: i64,
    }
}

row! {
    /// Something that was done.
    #[derive(Clone, Debug)]
    pub struct DeedRow {
        /// Who did it; empty: Footbridge.
        pub name: Option<String>,
        /// `ladder.begun`, ...
        pub kind: String,
        /// Who or what it was about.
        pub words: String,
        /// When.
        pub at: Time,
    }
}

/// Those of somebody, and those they were let in on, the newest first.
pub fn list(tx: &mut Tx, person: PersonId) -> Result<Vec<Ladder>> {
    tx.all(
        sql!(
            "select l.id, l.owner_id, o.name as owner, o.is_active as is_owner_here,
              l.relationship_id, c.name as customer, p.name as provider, l.title, l.words, l.wants,
              l.wants_on, l.service_id, s.name as service, l.location_id, x.name as location,
              l.state, l.created_at, l.ended_at, l.ended_words, l.review_at, l.reminded_at, l.version
              from ladder l join person o on o.id = l.owner_id
              join relationship r on r.id = l.relationship_id
              join department c on c.id = r.customer_id join department p on p.id = r.provider_id
              left join service s on s.id = l.service_id left join location x on x.id = l.location_id
              where l.owner_id = $1 or l.id in (select g.ladder_id from ladder_guest g
                where g.person_id = $1 and g.ended_at is null)
              order by l.id desc limit 200"
        ),
        args![person],
    )
}

/// Those on which something waits for somebody: they were let in and have not looked, or it is time
/// to look at a step, or at the question, again.
pub fn list_waiting(tx: &mut Tx, person: PersonId) -> Result<Vec<(i64,)>> {
    tx.all(
        sql!(
            "select g.ladder_id from ladder_guest g
                where g.person_id = $1 and g.ended_at is null and g.seen_at is null
              union select l.id from ladder l where l.owner_id = $1
                and ((l.review_at is not null and l.reminded_at is not null)
                  or (l.state = 'climbing' and exists (select 1 from rung r where r.ladder_id = l.id
                    and r.look_at is not null and r.reminded_at is not null)))"
        ),
        args![person],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Ladder>> {
    tx.find(
        sql!(
            "select l.id, l.owner_id, o.name as owner, o.is_active as is_owner_here,
              l.relationship_id, c.name as customer, p.name as provider, l.title, l.words, l.wants,
              l.wants_on, l.service_id, s.name as service, l.location_id, x.name as location,
              l.state, l.created_at, l.ended_at, l.ended_words, l.review_at, l.reminded_at, l.version
              from ladder l join person o on o.id = l.owner_id
              join relationship r on r.id = l.relationship_id
              join department c on c.id = r.customer_id join department p on p.id = r.provider_id
              left join service s on s.id = l.service_id left join location x on x.id = l.location_id
              where l.id = $1"
        ),
        args![id],
    )
}

/// The same words by the same person a moment ago: sent twice.
pub fn find_same(
    tx: &mut Tx,
    owner: PersonId,
    (title, words): (&str, &str),
    since: Time,
) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from ladder where owner_id = $1 and title = $2 and words = $3
              and created_at >= $4 order by id desc limit 1"
        ),
        args![owner, title, words, since],
    )
}

/// What is stored of a ladder that somebody writes down.
pub struct NewRow<'a> {
    pub title: &'a str,
    pub words: &'a str,
    pub wants: &'a str,
    pub wants_on: &'a str,
    pub service: Option<ServiceId>,
    pub location: Option<LocationId>,
}

pub fn insert(
    tx: &mut Tx,
    (owner, relationship): (PersonId, i64),
    new: &NewRow<'_>,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into ladder (owner_id, relationship_id, title, words, wants, wants_on,
              service_id, location_id, state, created_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, 'climbing', $9) returning id"
        ),
        args![
            owner,
            relationship,
            new.title,
            new.words,
            new.wants,
            new.wants_on,
            new.service,
            new.location,
            now
        ],
    )?;
    Ok(id)
}

pub fn insert_rung(tx: &mut Tx, ladder: i64, kind: RungKind, days: i64) -> Result<()> {
    tx.run(
        sql!("insert into rung (ladder_id, kind, state, wait_days) values ($1, $2, 'ahead', $3)"),
        args![ladder, kind, days],
    )?;
    Ok(())
}

/// False if somebody else changed it meanwhile.
pub fn update(tx: &mut Tx, (id, version): (i64, i64), new: &NewRow<'_>) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update ladder set title = $3, words = $4, wants = $5, wants_on = $6, service_id = $7,
              location_id = $8, version = version + 1 where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            new.title,
            new.words,
            new.wants,
            new.wants_on,
            new.service,
            new.location
        ],
    )?;
    Ok(changed > 0)
}

pub fn list_tickets(tx: &mut Tx, ladder: i64) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!("select ticket_id from ladder_ticket where ladder_id = $1 order by ticket_id"),
        args![ladder],
    )
}

/// What a request became part of.
pub fn find_whole(tx: &mut Tx, ticket: TicketId) -> Result<Option<(TicketId,)>> {
    tx.find(
        sql!("select into_ticket from merge where from_ticket = $1 and undone_at is null"),
        args![ticket],
    )
}

pub fn delete_tickets(tx: &mut Tx, ladder: i64) -> Result<()> {
    tx.run(sql!("delete from ladder_ticket where ladder_id = $1"), args![ladder])?;
    Ok(())
}

pub fn insert_ticket(tx: &mut Tx, ladder: i64, ticket: TicketId) -> Result<()> {
    tx.run(
        sql!("insert into ladder_ticket (ladder_id, ticket_id) values ($1, $2)"),
        args![ladder, ticket],
    )?;
    Ok(())
}

/// Requests about a service or at a place since a time, the newest first.
pub fn list_about(
    tx: &mut Tx,
    service: Option<ServiceId>,
    location: Option<LocationId>,
    since: Time,
) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select t.id from ticket t where t.created_at >= $3
              and ($1 = 0 or t.service_id = $1) and ($2 = 0 or t.location_id = $2
                or t.location_id in (select x.id from location x where x.parent_id = $2))
              and t.state <> 'cancelled' and not exists (select 1 from merge m
                where m.from_ticket = t.id and m.undone_at is null)
              order by t.id desc limit 300"
        ),
        args![service.map_or(0, |id| id.0), location.map_or(0, |id| id.0), since],
    )
}

pub fn list_deeds(tx: &mut Tx, ladder: i64) -> Result<Vec<DeedRow>> {
    tx.all(
        sql!(
            "select p.name, d.kind, d.words, d.at from ladder_deed d
              left join person p on p.id = d.by_id
              where d.ladder_id = $1 order by d.id desc limit 500"
        ),
        args![ladder],
    )
}

pub fn insert_deed(
    tx: &mut Tx,
    (ladder, by): (i64, Option<PersonId>),
    (kind, words): (&str, &str),
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into ladder_deed (ladder_id, by_id, kind, words, at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![ladder, by, kind, words, now],
    )?;
    Ok(())
}

/// Services and places to choose from, by name.
pub fn list_services(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    tx.all(sql!("select id, name from service where is_active order by lower(name), id"), &[])
}

pub fn list_places(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    tx.all(sql!("select id, name from location where is_active order by lower(name), id"), &[])
}
