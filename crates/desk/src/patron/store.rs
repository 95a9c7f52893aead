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
    pub is_internal: bool,
}

/// Columns that hold what somebody wrote, by the names the house gives them. A test asks of every
/// text column of a table with tickets in it whether it is one of these.
pub const WRITTEN: [&str; 30] = [
    "done_words",
    "subject",
    "excerpt",
    "on_hold_note",
    "words",
    "hurts_note",
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
];

/// Every text of a ticket, from every table that has a column `ticket_id`.
pub fn list_texts(tx: &mut Tx, ticket: TicketId) -> Result<Vec<Place>> {
    let mut found = Vec::new();
    for table in
        dump::tables().into_iter().filter(|t| !["patron_detail", "mail_message"].contains(t))
    {
        let columns = dump::columns(tx, table)?;
        let has = |name: &str| columns.iter().any(|(n, _)| n == name);
        let belongs = match table {
            "ticket" => "id = $1",
            "risk" => "statement_id in (select id from impact_statement where ticket_id = $1)",
            _ if has("ticket_id") => "ticket_id = $1",
            _ => continue,
        };
        let key = if has("id") { "id" } else { "ticket_id" };
        let internal = match (has("visibility"), has("is_internal")) {
            (true, _) => "visibility = 'internal'",
            (_, true) => "is_internal",
            _ => "1 = 0",
        };
        for (column, _) in columns.iter().filter(|(c, kind)| kind == "text" && is_written(c)) {
            let sql = Sql::built(format!(
                "select {key}, {column}, {internal} from {table} where {belongs} and {column} <> ''"
            ));
            let rows: Vec<(i64, String, bool)> = tx.all(&sql, args![ticket])?;
            found.extend(rows.into_iter().map(|(row, text, is_internal)| {
                let column = column.clone();
                Place { table, key, column, row, text, is_internal }
            }));
        }
    }
    Ok(found)
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
