//! Rows of notifications and choices.

use super::model::{Kind, Way};
use base::{PersonId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// How somebody wants one kind of news.
    #[derive(Clone, Debug)]
    pub struct Wish {
        pub way: Option<Way>,
        /// Works on tickets.
        pub is_helping: bool,
        pub quiet_from: Option<i64>,
        pub quiet_until: Option<i64>,
        pub is_critical_let_through: Option<bool>,
    }
}

/// None for those who have left.
pub fn find_wish(tx: &mut Tx, person: PersonId, kind: Kind) -> Result<Option<Wish>> {
    tx.find(
        sql!(
            "select c.way, exists (select 1 from role_grant g where g.person_id = p.id
                and g.role in ('agent', 'it_manager')) as is_helping,
              s.quiet_from, s.quiet_until, s.is_critical_let_through
              from person p
              left join notification_choice c on c.person_id = p.id and c.kind = $2
              left join notification_person s on s.person_id = p.id
              where p.id = $1 and p.is_active"
        ),
        args![person, kind],
    )
}

/// Everybody of a team, and how they want to hear of its tickets.
pub fn list_members(tx: &mut Tx, team: TeamId) -> Result<Vec<(PersonId, Option<Way>, String)>> {
    tx.all(
        sql!(
            "select distinct p.id, c.way, p.time_zone from role_grant g join person p on p.id = g.person_id
              left join notification_choice c on c.person_id = p.id and c.kind = 'team'
              where g.team_id = $1 and g.role = 'agent' and p.is_active order by p.id limit 500"
        ),
        args![team],
    )
}

/// One thing to tell.
pub struct New<'a> {
    pub person: PersonId,
    pub ticket: TicketId,
    pub kind: Kind,
    pub way: Way,
    pub words: &'a str,
    pub who: &'a str,
    pub said: &'a str,
    pub reason: &'a str,
    pub other: &'a str,
    pub about: Option<Time>,
    pub is_internal: bool,
}

pub fn insert(tx: &mut Tx, new: &New<'_>, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "insert into notification (person_id, ticket_id, kind, way, words, who, said, reason,
              other, about, is_internal, at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        args![
            new.person,
            new.ticket,
            new.kind,
            new.way,
            new.words,
            new.who,
            new.said,
            new.reason,
            new.other,
            new.about,
            new.is_internal,
            now
        ],
    )?;
    Ok(())
}

row! {
    /// One thing that somebody is told.
    #[derive(Clone, Debug)]
    pub struct NotificationRow {
        pub id: i64,
        pub ticket_id: TicketId,
        pub kind: Kind,
        pub words: String,
        pub who: String,
        pub said: String,
        pub reason: String,
        pub other: String,
        pub about: Option<Time>,
        pub is_internal: bool,
        pub at: Time,
        pub read_at: Option<Time>,
    }
}

/// Somebody's list, the newest first, from below a row on (0: from the top).
pub fn list(
    tx: &mut Tx,
    person: PersonId,
    (before, most): (i64, i64),
) -> Result<Vec<NotificationRow>> {
    let before = if before == 0 { i64::MAX } else { before };
    tx.all(
        sql!(
            "select id, ticket_id, kind, words, who, said, reason, other, about, is_internal, at,
              read_at from notification
              where person_id = $1 and way = 'app' and id < $2 order by id desc limit $3"
        ),
        args![person, before, most],
    )
}

/// How many are unread, counted as far as is shown, and whether there is any at all.
pub fn count_unread(tx: &mut Tx, person: PersonId) -> Result<(i64, bool)> {
    tx.one(
        sql!(
            "select (select count(*) from (select 1 as one from notification
              where person_id = $1 and read_at is null and way = 'app' limit 100) as unread),
              exists (select 1 from notification where person_id = $1 and way = 'app')"
        ),
        args![person],
    )
}

/// The ticket of a row in somebody's list.
pub fn find_ticket(tx: &mut Tx, person: PersonId, id: i64) -> Result<Option<(TicketId,)>> {
    tx.find(
        sql!("select ticket_id from notification where id = $1 and person_id = $2 and way = 'app'"),
        args![id, person],
    )
}

/// All that somebody has not read about a ticket is read.
pub fn update_read(tx: &mut Tx, person: PersonId, ticket: TicketId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update notification set read_at = $3
              where person_id = $1 and ticket_id = $2 and read_at is null and way = 'app'"
        ),
        args![person, ticket, now],
    )?;
    Ok(())
}

/// Everything up to a row is read.
pub fn update_all_read(tx: &mut Tx, person: PersonId, newest: i64, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update notification set read_at = $3
              where person_id = $1 and id <= $2 and read_at is null and way = 'app'"
        ),
        args![person, newest, now],
    )?;
    Ok(())
}

pub fn delete_before(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(
        sql!(
            "delete from notification where id in
              (select id from notification where at < $1 order by at limit 1000)"
        ),
        args![before],
    )
}

row! {
    /// What somebody chose apart from the kinds.
    #[derive(Clone, Debug)]
    pub struct Settings {
        pub quiet_from: Option<i64>,
        pub quiet_until: Option<i64>,
        pub is_critical_let_through: bool,
        pub digest_minute: i64,
        pub digest_days: String,
        pub digest_due: Option<Time>,
        pub version: i64,
    }
}

pub fn find_settings(tx: &mut Tx, person: PersonId) -> Result<Option<Settings>> {
    tx.find(
        sql!(
            "select quiet_from, quiet_until, is_critical_let_through, digest_minute, digest_days,
              digest_due, version from notification_person where person_id = $1"
        ),
        args![person],
    )
}

pub fn list_choices(tx: &mut Tx, person: PersonId) -> Result<Vec<(Kind, Way)>> {
    tx.all(
        sql!("select kind, way from notification_choice where person_id = $1 order by kind"),
        args![person],
    )
}

pub fn upsert_choice(tx: &mut Tx, person: PersonId, kind: Kind, way: Way) -> Result<()> {
    tx.run(
        sql!(
            "insert into notification_choice (person_id, kind, way) values ($1, $2, $3)
              on conflict (person_id, kind) do update set way = excluded.way"
        ),
        args![person, kind, way],
    )?;
    Ok(())
}

/// False if something else was chosen since the version in `new`.
pub fn upsert_settings(tx: &mut Tx, person: PersonId, new: &Settings) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into notification_person (person_id, quiet_from, quiet_until,
              is_critical_let_through, digest_minute, digest_days, version)
              values ($1, $2, $3, $4, $5, $6, 1)
              on conflict (person_id) do update set quiet_from = excluded.quiet_from,
              quiet_until = excluded.quiet_until,
              is_critical_let_through = excluded.is_critical_let_through,
              digest_minute = excluded.digest_minute, digest_days = excluded.digest_days,
              version = notification_person.version + 1
              where notification_person.version = $7"
        ),
        args![
            person,
            new.quiet_from,
            new.quiet_until,
            new.is_critical_let_through,
            new.digest_minute,
            &new.digest_days,
            new.version
        ],
    )?;
    Ok(changed > 0)
}

/// Plans a summary unless one is planned; whether this is the first thing for it. Whoever adds to a
/// summary and whoever writes it wait for each other at this row.
pub fn plan_digest(tx: &mut Tx, person: PersonId, due: Time) -> Result<bool> {
    tx.run(
        sql!(
            "insert into notification_person (person_id) values ($1)
              on conflict (person_id) do nothing"
        ),
        args![person],
    )?;
    let (count,): (i64,) = tx.one(
        sql!(
            "update notification_person set digest_due = coalesce(digest_due, $2),
              digest_count = case when digest_due is null then 1 else digest_count + 1 end
              where person_id = $1 returning digest_count"
        ),
        args![person, due],
    )?;
    Ok(count == 1)
}

/// Plans for another time what is planned.
pub fn update_due(tx: &mut Tx, person: PersonId, due: Time) -> Result<()> {
    tx.run(
        sql!(
            "update notification_person set digest_due = $2
              where person_id = $1 and digest_due is not null"
        ),
        args![person, due],
    )?;
    Ok(())
}

/// Takes the summary that is planned for this time; false if it is planned no longer.
pub fn take_digest(tx: &mut Tx, person: PersonId, due: Time) -> Result<bool> {
    let taken = tx.run(
        sql!(
            "update notification_person set digest_due = null, digest_count = 0
              where person_id = $1 and digest_due = $2"
        ),
        args![person, due],
    )?;
    Ok(taken > 0)
}

/// What a summary is made of, the oldest first.
pub fn list_untold(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<NotificationRow>> {
    tx.all(
        sql!(
            "select id, ticket_id, kind, words, who, said, reason, other, about, is_internal, at,
              read_at from notification
              where person_id = $1 and way = 'digest' and told_at is null order by id limit $2"
        ),
        args![person, most],
    )
}

/// They are told.
pub fn update_told(tx: &mut Tx, person: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update notification set told_at = $2, read_at = $2
              where person_id = $1 and way = 'digest' and told_at is null"
        ),
        args![person, now],
    )?;
    Ok(())
}

row! {
    /// A letter that waits.
    #[derive(Clone, Debug)]
    pub struct HeldRow {
        pub id: i64,
        pub ticket_id: TicketId,
        pub is_internal: bool,
        pub letter: String,
    }
}

pub fn insert_held(
    tx: &mut Tx,
    (person, ticket, is_internal): (PersonId, TicketId, bool),
    letter: &str,
    until: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into held_letter (person_id, ticket_id, is_internal, letter, until)
              values ($1, $2, $3, $4, $5)"
        ),
        args![person, ticket, is_internal, letter, until],
    )?;
    Ok(())
}

/// Whether letters of theirs wait for this time already.
pub fn is_waiting(tx: &mut Tx, person: PersonId, until: Time) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!("select id from held_letter where person_id = $1 and until = $2 limit 1"),
        args![person, until],
    )?;
    Ok(found.is_some())
}

/// Letters that may go now, in the order in which they were written.
pub fn list_held(tx: &mut Tx, person: PersonId, now: Time) -> Result<Vec<HeldRow>> {
    tx.all(
        sql!(
            "select id, ticket_id, is_internal, letter from held_letter
              where person_id = $1 and until <= $2 order by id"
        ),
        args![person, now],
    )
}

/// What waits about one ticket, whenever it may go.
pub fn list_held_about(tx: &mut Tx, person: PersonId, ticket: TicketId) -> Result<Vec<HeldRow>> {
    tx.all(
        sql!(
            "select id, ticket_id, is_internal, letter from held_letter
              where person_id = $1 and ticket_id = $2 order by id"
        ),
        args![person, ticket],
    )
}

/// Whether it was still there: whoever deletes it sends it.
pub fn delete_held(tx: &mut Tx, id: i64) -> Result<bool> {
    Ok(tx.run(sql!("delete from held_letter where id = $1"), args![id])? > 0)
}

/// What waits longer than this waits until then.
pub fn update_held(tx: &mut Tx, person: PersonId, until: Time) -> Result<bool> {
    let changed = tx.run(
        sql!("update held_letter set until = $2 where person_id = $1 and until > $2"),
        args![person, until],
    )?;
    Ok(changed > 0)
}
