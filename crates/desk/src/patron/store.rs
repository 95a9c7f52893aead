//! Rows of patron details, and every text of a ticket.

use super::model::Detail;
use base::{PersonId, TicketId, Time, Tx, args, sql};
use db::{Result, Sql, dump};

/// The details of a ticket, in order; without those in words that are not sent yet.
pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<Detail>> {
    tx.all(
        sql!(
            "select d.key, d.words, d.by_id, p.name as author, d.is_internal, d.at, d.purged_at
              from patron_detail d left join person p on p.id = d.by_id
              where d.ticket_id = $1 and not d.is_draft order by d.id"
        ),
        args![ticket],
    )
}

pub fn insert(
    tx: &mut Tx,
    (key, words): (&str, &str),
    ticket: TicketId,
    is_internal: bool,
    by: PersonId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into patron_detail (key, ticket_id, by_id, is_internal, words, at)
              values ($1, $2, $3, $4, $5, $6)"
        ),
        args![key, ticket, by, is_internal, words, now],
    )?;
    Ok(())
}

/// Tickets whose details have had their time, and how many each has; drafts nobody took up count
/// as number 0. The oldest first.
pub fn list_due(tx: &mut Tx, before: Time, most: i64) -> Result<Vec<(i64, i64)>> {
    tx.all(
        sql!(
            "select case when d.is_draft then 0 else coalesce(d.ticket_id, 0) end, count(*)
              from patron_detail d left join ticket t on t.id = d.ticket_id
              where d.purged_at is null
              and (((d.ticket_id is null or d.is_draft) and d.at < $1)
                   or (not d.is_draft and t.closed_at < $1 and not t.is_open))
              group by 1 order by 1 limit $2"
        ),
        args![before, most],
    )
}

/// Takes the words away; who wrote them and when stays. Gives how many.
pub fn purge(tx: &mut Tx, ticket: TicketId, now: Time) -> Result<u64> {
    tx.run(
        sql!(
            "update patron_detail set words = '', purged_at = $2
              where ticket_id = $1 and not is_draft and purged_at is null"
        ),
        args![ticket, now],
    )
}

/// The same for what belongs to no ticket, and for what nobody sent.
pub fn purge_unclaimed(tx: &mut Tx, before: Time, now: Time) -> Result<u64> {
    tx.run(
        sql!(
            "update patron_detail set words = '', purged_at = $2
              where (ticket_id is null or is_draft) and at < $1 and purged_at is null"
        ),
        args![before, now],
    )
}

/// Whether the ticket is still one whose details have had their time.
pub fn is_due(tx: &mut Tx, ticket: TicketId, before: Time) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!("select id from ticket where id = $1 and closed_at < $2 and not is_open"),
        args![ticket, before],
    )?;
    Ok(found.is_some())
}

/// The sources of a ticket's mails that no other ticket names.
pub fn list_sources(tx: &mut Tx, ticket: TicketId) -> Result<Vec<(String,)>> {
    tx.all(
        sql!(
            "select m.raw_key from message m where m.ticket_id = $1 and m.raw_key <> ''
              and not exists (select 1 from mail_message k
                              where k.raw_hash = m.raw_key and k.ticket_id <> $1)"
        ),
        args![ticket],
    )
}

pub fn forget_sources(tx: &mut Tx, ticket: TicketId) -> Result<()> {
    tx.run(
        sql!("update message set raw_key = '' where ticket_id = $1 and raw_key <> ''"),
        args![ticket],
    )?;
    Ok(())
}

pub fn find_setting(tx: &mut Tx, name: &str) -> Result<Option<(String,)>> {
    tx.find(sql!("select value from setting where name = $1"), args![name])
}

pub fn upsert_setting(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.run(
        sql!(
            "insert into setting (name, value) values ($1, $2)
              on conflict (name) do update set value = excluded.value"
        ),
        args![name, value],
    )?;
    Ok(())
}

/// Tickets split from this one or joined with it, and the other way round, now or once.
pub fn list_connected(tx: &mut Tx, ticket: TicketId) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select to_ticket from split where from_ticket = $1
              union select from_ticket from split where to_ticket = $1
              union select into_ticket from merge where from_ticket = $1
              union select from_ticket from merge where into_ticket = $1"
        ),
        args![ticket],
    )
}

pub fn find_tags(tx: &mut Tx, ticket: TicketId) -> Result<Option<(String,)>> {
    tx.find(sql!("select tags from ticket where id = $1 and tags <> ''"), args![ticket])
}

/// `tags`: with a blank before and after each.
pub fn update_tags(tx: &mut Tx, ticket: TicketId, tags: &str) -> Result<()> {
    tx.run(sql!("update ticket set tags = $2 where id = $1"), args![ticket, tags])?;
    Ok(())
}

/// One text that somebody wrote on a ticket.
pub struct Place {
    pub table: &'static str,
    pub key: &'static str,
    pub column: String,
    pub row: i64,
    pub text: String,
    pub sight: Sight,
}

db::words! {
    /// Who reads a text, of those who can read the ticket.
    pub enum Sight {
        /// All of them.
        Everybody = "everybody",
        /// Those who work on it.
        Helpers = "helpers",
        /// Not because of the ticket: it is somebody's own, or belongs to something else.
        Others = "others",
    }
}

/// Tables that stand on the ticket's page for everybody who reads it, but for what is internal.
const SHOWN: [&str; 16] = [
    "ticket",
    "event",
    "impact_statement",
    "risk",
    "message",
    "attachment",
    "resolution",
    "feedback",
    "known_entry",
    "affected",
    "workaround",
    "tried_check",
    "desk_work",
    "playback",
    "worsening",
    "custom_value",
];

/// Tables that stand there for those who work on it.
const WORKED: [&str; 6] =
    ["referral", "task", "time_entry", "hand_over", "scan_report", "bulk_ticket"];

/// Tables of what names a ticket without being of it: whose rows are about the ticket, and what a
/// row is found by.
const NAMING: [(&str, &str, &str); 11] = [
    ("ladder", "id", "id in (select ladder_id from ladder_ticket where ticket_id = $1)"),
    ("rung", "id", "ladder_id in (select ladder_id from ladder_ticket where ticket_id = $1)"),
    ("rung_note", "id", RUNGS),
    ("briefing", "id", RUNGS),
    ("worksheet", "rung_id", RUNGS),
    ("review", "id", "id in (select review_id from review_ticket where ticket_id = $1)"),
    (
        "review_part",
        "id",
        "review_id in (select review_id from review_ticket where ticket_id = $1)",
    ),
    (
        "review_text",
        "id",
        "part_id in (select p.id from review_part p
        join review_ticket t on t.review_id = p.review_id where t.ticket_id = $1)",
    ),
    (
        "review_mark",
        "review_id",
        "review_id in (select review_id from review_ticket where ticket_id = $1)",
    ),
    ("project", "id", "id in (select project_id from project_ticket where ticket_id = $1)"),
    (
        "project_message",
        "id",
        "project_id in (select project_id from project_ticket where ticket_id = $1)",
    ),
];
const RUNGS: &str = "rung_id in (select r.id from rung r
    join ladder_ticket t on t.ladder_id = r.ladder_id where t.ticket_id = $1)";

/// Columns that hold what somebody wrote, by the names the house gives them. A test asks of every
/// text column of a table with tickets in it whether it is one of these.
pub const WRITTEN: [&str; 42] = [
    "done_words",
    "subject",
    "excerpt",
    "on_hold_note",
    "words",
    "hurts_note",
    "good_enough",
    "consequence",
    "body",
    "cut",
    "html",
    "name",
    "before",
    "after",
    "note",
    "text",
    "title",
    "why",
    "because",
    "reason_words",
    "understood",
    "correction",
    "answer",
    "value",
    "shown",
    "fixed_by",
    "answer_words",
    "thanks",
    "fields",
    "said",
    "letter",
    "wants",
    "asks",
    "gives",
    "learned",
    "skipped_words",
    "ended_words",
    "whom",
    "aim",
    "customer_gives",
    "provider_gives",
    "state_words",
];

/// Every text of a ticket, from every table that has a column `ticket_id`, and of what names it.
pub fn list_texts(tx: &mut Tx, ticket: TicketId) -> Result<Vec<Place>> {
    let mut found = Vec::new();
    for table in
        dump::tables().into_iter().filter(|t| !["patron_detail", "mail_message"].contains(t))
    {
        let columns = dump::columns(tx, table)?;
        let has = |name: &str| columns.iter().any(|(n, _)| n == name);
        let naming = NAMING.iter().find(|(name, _, _)| *name == table);
        let (key, belongs) = match (table, naming) {
            (_, Some((_, key, belongs))) => (*key, *belongs),
            ("ticket", _) => ("id", "id = $1"),
            ("risk", _) => {
                ("id", "statement_id in (select id from impact_statement where ticket_id = $1)")
            }
            ("event", _) => ("id", EVENTS),
            _ if has("ticket_id") => (if has("id") { "id" } else { "ticket_id" }, "ticket_id = $1"),
            _ => continue,
        };
        let internal = match table {
            "event" => "ticket_id is not null and is_internal",
            "message" => "visibility = 'internal'",
            "attachment" => {
                "message_id is null
                  or message_id in (select id from message where visibility = 'internal')"
            }
            "custom_value" => "field_id in (select id from custom_field where asked_of = 'agents')",
            _ => "1 = 0",
        };
        let is_of_it = match table {
            "event" => "ticket_id is not null",
            // what is kept from those who helped must not be found out by trying
            "feedback" => "kept_at is null",
            "task" => "is_kept = false",
            _ => "1 = 1",
        };
        for (column, _) in columns.iter().filter(|(c, kind)| kind == "text" && is_written(c)) {
            let sql = Sql::built(format!(
                "select {key}, {column}, {internal}, {is_of_it} from {table}
                  where ({belongs}) and {column} <> ''"
            ));
            let rows: Vec<(i64, String, bool, bool)> = tx.all(&sql, args![ticket])?;
            found.extend(rows.into_iter().map(|(row, text, is_internal, is_of_it)| {
                let sight = if is_of_it { sight(table, is_internal) } else { Sight::Others };
                let column = column.clone();
                Place { table, key, column, row, text, sight }
            }));
        }
    }
    Ok(found)
}

/// The ticket's own events, and those of what was promised about it.
const EVENTS: &str = "ticket_id = $1
  or subject in (select 'action ' || cast(id as text) from action_item where ticket_id = $1)
  or (kind like 'action.%' and subject in
    (select 'meeting ' || cast(meeting_id as text) from action_item where ticket_id = $1))";

/// What nobody named here is somebody's own: a table that comes later gives nothing away.
fn sight(table: &str, is_internal: bool) -> Sight {
    match () {
        () if SHOWN.contains(&table) && !is_internal => Sight::Everybody,
        () if SHOWN.contains(&table) || WORKED.contains(&table) => Sight::Helpers,
        () => Sight::Others,
    }
}

fn is_written(column: &str) -> bool {
    WRITTEN.contains(&column)
}

pub fn update_text(tx: &mut Tx, place: &Place, text: &str) -> Result<()> {
    let Place { table, key, column, row, .. } = place;
    let sql =
        Sql::built(format!("update {table} set {column} = $2 where {key} = $1 and {column} = $3"));
    // with what stood there: where a table has no number of its own, others share the ticket's
    tx.run(&sql, args![row, text, &place.text])?;
    Ok(())
}

/// Letters about a ticket that have not left yet: the job and what it says.
pub fn list_letters(tx: &mut Tx, tag: &str) -> Result<Vec<(i64, String)>> {
    let all: Vec<(i64, String)> =
        tx.all(sql!("select id, payload from job where kind = 'send_mail'"), &[])?;
    Ok(all.into_iter().filter(|(_, payload)| payload.contains(tag)).collect())
}

pub fn update_letter(tx: &mut Tx, job: i64, payload: &str) -> Result<()> {
    tx.run(sql!("update job set payload = $2 where id = $1"), args![job, payload])?;
    Ok(())
}
