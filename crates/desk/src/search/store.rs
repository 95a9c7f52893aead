//! Reading what was found.

use super::model::Query;
use crate::queue::{Line, select_lines, visible};
use base::{Actor, TicketId, Tx, args};
use db::{Filter, Result, Sql, Value, dialect};

/// Tickets found, newest first. `is_inner`: also by internal notes, among those the actor works on;
/// otherwise by what everybody on a ticket sees, among all others.
pub fn list(
    tx: &mut Tx,
    actor: &Actor,
    query: &Query,
    is_inner: bool,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<Line>> {
    let engine = tx.engine();
    let text = dialect::search_text(engine, &query.wanted, is_inner);
    let mut filter = Filter::default();
    let has_words = !query.wanted.must.is_empty();
    let (from, id) = if has_words {
        filter.and(dialect::matches(engine, is_inner), &[Value::Text(&text)]);
        dialect::search_join(engine)
    } else {
        ("ticket t", "t.id")
    };
    visible(&mut filter, actor, is_inner);
    for name in &query.from {
        filter.and(
            "t.requester_id in (select id from person where lower(name) like {} or email like {})",
            args![name, name],
        );
    }
    for name in &query.place {
        filter.and(
            "t.location_id in (select id from location where lower(name) like {})
             or t.department_id in (select id from department where lower(name) like {})",
            args![name, name],
        );
    }
    for name in &query.service {
        filter
            .and("t.service_id in (select id from service where lower(name) like {})", args![name]);
    }
    if let Some(state) = query.state {
        filter.and("t.state = {}", args![state]);
    }
    if let Some(before) = before {
        filter.and(&format!("{id} < {{}}"), args![before]);
    }
    let limit = filter.bind(most);
    let sql = select_lines(from, filter.condition(), &format!("{id} desc"), &limit);
    tx.all(&sql, &filter.values)
}

/// The messages of the found tickets, to show where the words stand.
pub fn list_texts(
    tx: &mut Tx,
    tickets: &[TicketId],
    with_internal: bool,
) -> Result<Vec<(TicketId, String)>> {
    if tickets.is_empty() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::default();
    let places: Vec<_> = tickets.iter().map(|id| filter.bind(*id)).collect();
    let internal = if with_internal { "" } else { " and visibility = 'public'" };
    let sql = Sql::built(format!(
        "select ticket_id, substr(body, 1, 4000) from message where ticket_id in ({}){internal} order by id",
        places.join(", ")
    ));
    tx.all(&sql, &filter.values)
}
