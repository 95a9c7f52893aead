//! Rows of reviews and of those who take part.

use super::model::Place;
use base::{PersonId, ServiceId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A review with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct Review {
        /// Its row.
        pub id: i64,
        /// Between whom.
        pub relationship_id: i64,
        /// The department that is helped.
        pub customer: String,
        /// The department that helps.
        pub provider: String,
        /// A short line.
        pub title: String,
        /// What it is about.
        pub service: Option<String>,
        /// When it began.
        pub created_at: Time,
        /// When something in it was last changed.
        pub changed_at: Time,
        /// Since when both departments read it.
        pub published_at: Option<Time>,
        /// Counts what is written in it.
        pub version: i64,
    }
}

row! {
    /// Somebody who takes part.
    #[derive(Clone, Debug)]
    pub struct PersonRow {
        /// The row.
        pub id: i64,
        /// Who.
        pub person_id: PersonId,
        /// Their name.
        pub name: String,
        /// Whether they are still here.
        pub is_here: bool,
        /// On which side.
        pub side: Place,
        /// When they first looked.
        pub seen_at: Option<Time>,
        /// When they agreed that both departments may read it.
        pub agreed_at: Option<Time>,
        /// The mark of what they had read then.
        pub agreed_to: Option<i64>,
    }
}

row! {
    /// Something that was done.
    #[derive(Clone, Debug)]
    pub struct DeedRow {
        /// Who; empty: Footbridge.
        pub name: Option<String>,
        /// `review.begun`, ...
        pub kind: String,
        /// Who it was about.
        pub words: String,
        /// When.
        pub at: Time,
    }
}

/// Those that somebody takes part in, and all that both departments read, the newest first.
pub fn list(tx: &mut Tx, person: PersonId) -> Result<Vec<(Review, bool)>> {
    let all: Vec<Review> = tx.all(
        sql!(
            "select v.id, v.relationship_id, c.name as customer, p.name as provider, v.title,
              s.name as service, v.created_at, v.changed_at, v.published_at, v.version
              from review v join relationship r on r.id = v.relationship_id
              join department c on c.id = r.customer_id join department p on p.id = r.provider_id
              left join service s on s.id = v.service_id
              where v.published_at is not null or v.id in
                (select x.review_id from review_person x where x.person_id = $1)
              order by v.id desc limit 500"
        ),
        args![person],
    )?;
    let mine: Vec<(i64,)> =
        tx.all(sql!("select review_id from review_person where person_id = $1"), args![person])?;
    Ok(all.into_iter().map(|one| (mine.contains(&(one.id,)), one)).map(|(m, o)| (o, m)).collect())
}

/// Those in which something waits for somebody: they were asked and have not looked, or a change of
/// theirs is due.
pub fn list_waiting(tx: &mut Tx, person: PersonId) -> Result<Vec<(i64,)>> {
    tx.all(
        sql!(
            "select p.review_id from review_person p where p.person_id = $1 and p.seen_at is null
              union select c.review_id from review_part c where c.owner_id = $1
                and c.kind = 'change' and c.done_at is null and c.removed_at is null
                and c.reminded_at is not null"
        ),
        args![person],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Review>> {
    tx.find(
        sql!(
            "select v.id, v.relationship_id, c.name as customer, p.name as provider, v.title,
              s.name as service, v.created_at, v.changed_at, v.published_at, v.version
              from review v join relationship r on r.id = v.relationship_id
              join department c on c.id = r.customer_id join department p on p.id = r.provider_id
              left join service s on s.id = v.service_id where v.id = $1"
        ),
        args![id],
    )
}

/// The same title by the same person a moment ago: sent twice.
pub fn find_same(tx: &mut Tx, by: PersonId, title: &str, since: Time) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from review where created_by = $1 and title = $2 and created_at >= $3
              order by id desc limit 1"
        ),
        args![by, title, since],
    )
}

pub fn insert(
    tx: &mut Tx,
    (relationship, title, service): (i64, &str, Option<ServiceId>),
    by: PersonId,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into review (relationship_id, title, service_id, created_by, created_at,
              changed_at) values ($1, $2, $3, $4, $5, $5) returning id"
        ),
        args![relationship, title, service, by, now],
    )?;
    Ok(id)
}

pub fn insert_ticket(tx: &mut Tx, review: i64, ticket: TicketId) -> Result<()> {
    tx.run(
        sql!("insert into review_ticket (review_id, ticket_id) values ($1, $2)"),
        args![review, ticket],
    )?;
    Ok(())
}

/// The requests it is about.
pub fn list_tickets(tx: &mut Tx, review: i64) -> Result<Vec<TicketId>> {
    let all: Vec<(TicketId,)> = tx.all(
        sql!("select ticket_id from review_ticket where review_id = $1 order by ticket_id"),
        args![review],
    )?;
    Ok(all.into_iter().map(|(id,)| id).collect())
}

/// Reviews about a request that somebody takes part in, or that both departments read.
pub fn list_of_ticket(
    tx: &mut Tx,
    ticket: TicketId,
    person: PersonId,
) -> Result<Vec<(i64, String)>> {
    tx.all(
        sql!(
            "select v.id, v.title from review_ticket x join review v on v.id = x.review_id
              where x.ticket_id = $1 and (v.published_at is not null or exists (select 1
                from review_person p where p.review_id = v.id and p.person_id = $2))
              order by v.id limit 5"
        ),
        args![ticket, person],
    )
}

pub fn list_people(tx: &mut Tx, review: i64) -> Result<Vec<PersonRow>> {
    tx.all(
        sql!(
            "select x.id, x.person_id, p.name, p.is_active as is_here, x.side, x.seen_at,
              x.agreed_at, x.agreed_to from review_person x join person p on p.id = x.person_id
              where x.review_id = $1 order by x.id"
        ),
        args![review],
    )
}

pub fn insert_person(
    tx: &mut Tx,
    (review, person): (i64, PersonId),
    side: Place,
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into review_person (review_id, person_id, side, invited_by, invited_at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![review, person, side, by, now],
    )?;
    Ok(())
}

pub fn update_seen(tx: &mut Tx, review: i64, person: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update review_person set seen_at = $3
              where review_id = $1 and person_id = $2 and seen_at is null"
        ),
        args![review, person, now],
    )?;
    Ok(())
}

pub fn update_agreed(
    tx: &mut Tx,
    review: i64,
    person: PersonId,
    agreed: Option<(Time, i64)>,
) -> Result<()> {
    tx.run(
        sql!(
            "update review_person set agreed_at = $3, agreed_to = $4
              where review_id = $1 and person_id = $2"
        ),
        args![review, person, agreed.map(|(at, _)| at), agreed.map(|(_, to)| to)],
    )?;
    Ok(())
}

/// Something in it was changed.
pub fn update_changed(tx: &mut Tx, review: i64, now: Time) -> Result<()> {
    tx.run(
        sql!("update review set changed_at = $2, version = version + 1 where id = $1"),
        args![review, now],
    )?;
    Ok(())
}

pub fn update_published(tx: &mut Tx, review: i64, now: Time) -> Result<()> {
    tx.run(
        sql!("update review set published_at = $2 where id = $1 and published_at is null"),
        args![review, now],
    )?;
    Ok(())
}

pub fn list_deeds(tx: &mut Tx, review: i64) -> Result<Vec<DeedRow>> {
    tx.all(
        sql!(
            "select p.name, d.kind, d.words, d.at from review_deed d
              left join person p on p.id = d.by_id
              where d.review_id = $1 order by d.id desc limit 500"
        ),
        args![review],
    )
}

pub fn insert_deed(
    tx: &mut Tx,
    (review, by): (i64, Option<PersonId>),
    (kind, words): (&str, &str),
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into review_deed (review_id, by_id, kind, words, at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![review, by, kind, words, now],
    )?;
    Ok(())
}
