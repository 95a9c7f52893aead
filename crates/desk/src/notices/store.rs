//! Whom to tell, and what they were told before.

use base::{PersonId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Somebody to write to.
    #[derive(Clone, Debug)]
    pub struct Correspondent {
        /// None: the address of a team.
        pub id: Option<PersonId>,
        pub name: String,
        pub email: String,
        pub locale: String,
        pub time_zone: String,
    }
}

/// A person, unless they have left.
pub fn find_person(tx: &mut Tx, id: PersonId) -> Result<Option<Correspondent>> {
    tx.find(
        sql!("select id, name, email, locale, time_zone from person where id = $1 and is_active"),
        args![id],
    )
}

pub fn list_watchers(tx: &mut Tx, ticket: TicketId) -> Result<Vec<Correspondent>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.email, p.locale, p.time_zone
              from watcher w join person p on p.id = w.person_id
              where w.ticket_id = $1 and p.is_active order by p.id"
        ),
        args![ticket],
    )
}

/// Those who said that it stops them too; whose own ticket went in without being shared hears there.
pub fn list_affected(tx: &mut Tx, ticket: TicketId) -> Result<Vec<Correspondent>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.email, p.locale, p.time_zone
              from affected a join person p on p.id = a.person_id
              left join merge m on m.id = a.merge_id
              where a.ticket_id = $1 and a.ended_at is null and p.is_active
              and coalesce(m.is_shared, true) order by p.id"
        ),
        args![ticket],
    )
}

/// A team's own address, if it has one: its name and where to write.
pub fn find_team(tx: &mut Tx, team: TeamId) -> Result<Option<(String, String)>> {
    tx.find(
        sql!("select name, email from team where id = $1 and email <> '' and is_active"),
        args![team],
    )
}

/// How many automatic letters an address got since a time, by what they were counted as then.
pub fn count_letters(tx: &mut Tx, hours: &[String; 2], since: Time) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select count(*) from mail_message
              where raw_hash in ($1, $2) and at > $3 and not is_incoming"
        ),
        args![&hours[0], &hours[1], since],
    )?;
    Ok(count)
}

/// Knows a letter of ours, so that answers to it are filed, and what it is counted as: in the
/// column that has the hash of the source of what came in.
pub fn insert_letter(
    tx: &mut Tx,
    (message_id, kind): (&str, &str),
    ticket: TicketId,
    counted_as: &str,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into mail_message (message_id, ticket_id, raw_hash, is_incoming, note, at)
              values ($1, $2, $3, false, $4, $5)"
        ),
        args![message_id, ticket, counted_as, kind, now],
    )?;
    Ok(())
}

/// The Message-ID of the newest public message that came by mail.
pub fn find_parent(tx: &mut Tx, ticket: TicketId) -> Result<Option<(String,)>> {
    tx.find(
        sql!(
            "select k.message_id from message m join mail_message k on k.raw_hash = m.raw_key
              where m.ticket_id = $1 and m.visibility = 'public' and m.raw_key <> ''
              and k.ticket_id = $1 and k.is_incoming order by m.id desc limit 1"
        ),
        args![ticket],
    )
}
