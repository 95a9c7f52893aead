//! The index of what is open and known, and what a suggestion says.

use crate::tickets::{Ball, HoldReason, Kind, State};
use base::{
    DepartmentId, DeviceId, LocationId, PersonId, ServiceId, TicketId, Time, Tx, args, row, sql,
};
use db::{Filter, Result, Sql, dialect};
use std::fmt::Write;

row! {
    /// What the index is made of.
    pub struct Source {
        pub id: TicketId,
        pub subject: String,
        pub kind: Kind,
        pub is_open: bool,
        pub department_id: Option<DepartmentId>,
        pub is_provider: bool,
        pub location_id: Option<LocationId>,
        pub parent_id: Option<LocationId>,
        pub grandparent_id: Option<LocationId>,
        pub service_id: Option<ServiceId>,
        pub service: String,
        pub device_id: Option<DeviceId>,
        pub device: String,
        pub workaround: String,
    }
}

pub fn find_source(tx: &mut Tx, id: TicketId) -> Result<Option<Source>> {
    tx.find(
        sql!(
            "select t.id, t.subject, t.kind, t.is_open, t.department_id,
              coalesce(d.is_provider, true) as is_provider, t.location_id, l.parent_id,
              m.parent_id as grandparent_id, t.service_id, coalesce(s.name, '') as service,
              t.device_id, coalesce(v.name, '') as device,
              coalesce((select w.words from workaround w where w.ticket_id = t.id
                order by w.id desc limit 1), '') as workaround
              from ticket t left join department d on d.id = t.department_id
              left join location l on l.id = t.location_id
              left join location m on m.id = l.parent_id
              left join service s on s.id = t.service_id
              left join device v on v.id = t.device_id where t.id = $1"
        ),
        args![id],
    )
}

/// Who may know of a ticket, and its words, both as JSON lists; none: it is not in the index.
pub fn find_entry(tx: &mut Tx, id: TicketId) -> Result<Option<(String, String)>> {
    tx.find(sql!("select scopes, words from known_entry where ticket_id = $1"), args![id])
}

/// Puts a ticket into the index. Both lists are JSON.
pub fn insert(tx: &mut Tx, id: TicketId, scopes: &str, words: &str) -> Result<()> {
    tx.run(
        sql!("insert into known_entry (ticket_id, scopes, words) values ($1, $2, $3)"),
        args![id, scopes, words],
    )?;
    let engine = tx.engine();
    let each =
        dialect::json_texts(engine, "$1", "s") + ", " + &dialect::json_texts(engine, "$2", "w");
    let text = format!(
        "insert into known_word (scope, word, ticket_id)
         select s.value, w.value, cast($3 as bigint) from {each}"
    );
    tx.run(&Sql::built(text), args![scopes, words, id])?;
    Ok(())
}

/// Takes a ticket out again, with the words it was put in with.
pub fn delete(tx: &mut Tx, id: TicketId, scopes: &[String], words: &[String]) -> Result<()> {
    tx.run(sql!("delete from known_entry where ticket_id = $1"), args![id])?;
    let mut filter = Filter::default();
    let ticket = filter.bind(id);
    let scopes = places(&mut filter, scopes);
    let words = places(&mut filter, words);
    let text = format!(
        "delete from known_word where ticket_id = {ticket} and scope in ({scopes}) and word in ({words})"
    );
    tx.run(&Sql::built(text), &filter.values)?;
    Ok(())
}

/// A placeholder for each, filled up to a power of two, so that a handful of statements do.
fn places<'a>(filter: &mut Filter<'a>, texts: &'a [String]) -> String {
    let count = texts.len().max(1).next_power_of_two();
    let filled = texts.iter().map(String::as_str).chain(std::iter::repeat("")).take(count);
    filled.map(|text| filter.bind(text)).collect::<Vec<_>>().join(", ")
}

/// Forgets everything, before it is made anew.
pub fn delete_all(tx: &mut Tx) -> Result<()> {
    tx.batch("delete from known_word; delete from known_entry")
}

/// Open tickets after this one, in the order of the queue.
pub fn list_open_after(tx: &mut Tx, (priority, id): (i64, i64)) -> Result<Vec<(i64, TicketId)>> {
    tx.all(
        sql!(
            "select priority, id from ticket where is_open = true and (priority, id) > ($1, $2)
              order by priority, id limit 1000"
        ),
        args![priority, id],
    )
}

/// Which words made the index that is there.
pub fn find_version(tx: &mut Tx) -> Result<Option<(String,)>> {
    tx.find(sql!("select value from setting where name = 'known_words'"), &[])
}

pub fn upsert_version(tx: &mut Tx, version: &str) -> Result<()> {
    tx.run(
        sql!(
            "insert into setting (name, value) values ('known_words', $1)
              on conflict (name) do update set value = excluded.value"
        ),
        args![version],
    )?;
    Ok(())
}

/// How many of the newest tickets are read for each word of each group. Whatever is typed and
/// however many are open, no more rows than groups × words × this are touched.
pub const MOST_FOR_WORD: usize = 40;

/// The newest open tickets with each of the words, as far as these groups may know of them: one row
/// for each ticket and word that match.
pub fn list_hits(
    tx: &mut Tx,
    scopes: &[String],
    words: &[String],
    sizes: (usize, usize),
) -> Result<Vec<(TicketId, String)>> {
    let mut filter = Filter::default();
    let scopes = some(&mut filter, scopes, sizes.0);
    let words = some(&mut filter, words, sizes.1);
    let mut text = String::new();
    for (at, scope) in scopes.iter().enumerate() {
        for (of, word) in words.iter().enumerate() {
            let join = if text.is_empty() { "" } else { " union all " };
            let _ = write!(
                text,
                "{join}select ticket_id, word from (select ticket_id, word from known_word
                 where scope = {scope} and word = {word} order by ticket_id desc
                 limit {MOST_FOR_WORD}) h{at}_{of}"
            );
        }
    }
    tx.all(&Sql::built(text), &filter.values)
}

/// So many placeholders; those beyond the texts find nothing.
fn some<'a>(filter: &mut Filter<'a>, texts: &'a [String], count: usize) -> Vec<String> {
    (0..count).map(|at| filter.bind(texts.get(at).map_or("", String::as_str))).collect()
}

row! {
    /// What somebody may know of a ticket that is not theirs: never what was written on it.
    #[derive(Clone, Debug)]
    pub struct KnownRow {
        pub id: TicketId,
        pub kind: Kind,
        pub subject: String,
        pub state: State,
        pub ball: Ball,
        pub on_hold_reason: Option<HoldReason>,
        pub location_id: Option<LocationId>,
        pub location: Option<String>,
        pub service_id: Option<ServiceId>,
        pub device_id: Option<DeviceId>,
        pub created_at: Time,
        pub news_by: Option<Time>,
        /// Whether the reader reported it.
        pub is_mine: bool,
        pub workaround: String,
        /// How many others said that it stops them too.
        pub others: i64,
        /// Whether the reader is one of them.
        pub is_joined: bool,
    }
}

/// In no particular order.
pub fn list(tx: &mut Tx, ids: &[TicketId], reader: PersonId) -> Result<Vec<KnownRow>> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    let filled = ids.iter().chain(std::iter::repeat(last)).take(ids.len().next_power_of_two());
    let mut filter = Filter::default();
    let reader = filter.bind(reader);
    let places: Vec<_> = filled.map(|id| filter.bind(*id)).collect();
    let text = format!(
        "select t.id, t.kind, t.subject, t.state, t.ball, t.on_hold_reason, t.location_id,
         l.name as location, t.service_id, t.device_id, t.created_at, t.news_by,
         t.requester_id = {reader} as is_mine,
         coalesce((select w.words from workaround w where w.ticket_id = t.id
           order by w.id desc limit 1), '') as workaround,
         (select count(*) from affected a where a.ticket_id = t.id and a.ended_at is null) as others,
         exists (select 1 from affected a left join merge m on m.id = a.merge_id
           where a.ticket_id = t.id and a.person_id = {reader} and a.ended_at is null
           and coalesce(m.is_shared, true)) as is_joined
         from ticket t left join location l on l.id = t.location_id where t.id in ({})",
        places.join(", ")
    );
    tx.all(&Sql::built(text), &filter.values)
}
