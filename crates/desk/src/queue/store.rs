//! Reading lists of tickets.

use super::model::{Fact, Filters, Order};
use crate::{
    ranges,
    tickets::{Ball, HoldReason, State},
};
use base::{Actor, Scope, TicketId, Time, Tx, row};
use db::{Filter, Result, Sql, Value};

row! {
    /// A ticket as a line of a list.
    #[derive(Clone, Debug)]
    pub struct Line {
        pub id: TicketId,
        pub subject: String,
        pub priority: i64,
        pub state: State,
        pub ball: Ball,
        pub on_hold_reason: Option<HoldReason>,
        pub stopped: String,
        pub excerpt: String,
        pub news_by: Option<Time>,
        pub created_at: Time,
        pub updated_at: Time,
        pub tags: String,
        pub requester: String,
        pub location: Option<String>,
        pub service: Option<String>,
        pub assignee: Option<String>,
    }
}

/// A statement for lines with all their facts: `from` must name the ticket table as `t`.
pub fn select_lines(from: &str, condition: &str, order: &str, limit: &str) -> Sql {
    lines_of(Fact::ALL, from, condition, order, limit)
}

/// The same with these facts alone: each name is a row of another table, and fifty of them cost as
/// much as the page itself.
fn lines_of(facts: &[Fact], from: &str, condition: &str, order: &str, limit: &str) -> Sql {
    let names = [
        (Fact::Requester, "r", "person", "requester_id", "''"),
        (Fact::Place, "l", "location", "location_id", "cast(null as text)"),
        (Fact::Service, "sv", "service", "service_id", "cast(null as text)"),
        (Fact::Assignee, "a", "person", "assignee_id", "cast(null as text)"),
    ];
    let (mut columns, mut joins) = (String::new(), String::new());
    for (fact, short, table, id, without) in names {
        let is_shown = facts.contains(&fact);
        let value = if is_shown { format!("{short}.name") } else { without.to_owned() };
        columns += &format!(", {value} as {}", id.trim_end_matches("_id"));
        if is_shown {
            joins += &format!(" left join {table} {short} on {short}.id = t.{id}");
        }
    }
    Sql::built(format!(
        "select t.id, t.subject, t.priority, t.state, t.ball, t.on_hold_reason, t.stopped,
         t.excerpt, t.news_by, t.created_at, t.updated_at, t.tags{columns}
         from {from}{joins} where {condition} order by {order} limit {limit}"
    ))
}

/// The lines of a list, one more than asked if there are more. The page is merged from the numbers
/// in each index range, and only its own rows are read whole.
pub fn list(tx: &mut Tx, filters: &Filters, facts: &[Fact]) -> Result<Vec<Line>> {
    let Some(numbers) = ranges::list(tx.engine(), filters) else { return Ok(Vec::new()) };
    let order = match filters.effective_order() {
        Order::Urgent => "t.priority, t.id",
        Order::News => "coalesce(t.news_by, 9007199254740991), t.id",
        Order::Newest => "t.id desc",
    };
    let page = format!("t.id in (select id from ({}) x)", numbers.text);
    let sql = lines_of(facts, "ticket t", &page, order, &numbers.limit);
    tx.all(&sql, &numbers.filter.values)
}

/// The numbers alone, with their keys in the list's order.
pub fn list_ids(tx: &mut Tx, filters: &Filters) -> Result<Vec<(i64, TicketId)>> {
    let Some(numbers) = ranges::list(tx.engine(), filters) else { return Ok(Vec::new()) };
    tx.all(&Sql::built(numbers.text), &numbers.filter.values)
}

/// Only tickets that an actor works on, as a condition for lists that come from elsewhere (search).
pub fn worked_on(filter: &mut Filter<'_>, actor: &Actor) {
    within(filter, actor.teams(), |teams| {
        format!(
            "t.team_id is null or t.team_id in ({teams}) or t.id in
             (select ticket_id from referral where team_id in ({teams}) and ended_at is null)"
        )
    });
}

/// Only tickets of the departments that an actor speaks for.
pub fn of_departments(filter: &mut Filter<'_>, actor: &Actor) {
    within(filter, actor.departments(), |all| format!("t.department_id in ({all})"));
}

/// Narrows to a scope by a condition on the list of its ids. Nothing is within an empty scope.
fn within<'a, T: Into<Value<'a>>>(
    filter: &mut Filter<'a>,
    scope: Scope<T>,
    condition: impl Fn(&str) -> String,
) {
    let Scope::Only(ids) = scope else { return };
    let ids: Vec<_> = ids.into_iter().map(|id| filter.bind(id)).collect();
    let condition = match ids.is_empty() {
        true => "false".to_owned(),
        false => condition(&ids.join(", ")),
    };
    filter.and(&condition, &[]);
}

/// Tickets that are an actor's own, said in two ways.
pub struct Followed {
    /// As the numbers of all of them, from an index.
    pub ids: String,
    /// As a condition on one of them, `t`.
    pub condition: String,
}

/// Why a ticket is an actor's own: asked for, reported or followed. One may be in several.
pub fn followed(filter: &mut Filter<'_>, actor: &Actor) -> Vec<Followed> {
    let me = filter.bind(actor.id.map_or(0, |id| id.0));
    let of = |ids: String, condition: String| Followed { ids, condition };
    let own =
        |rest: &str| of(format!("select t.id from ticket t where t.{rest}"), format!("t.{rest}"));
    vec![
        own(&format!("requester_id = {me}")),
        own(&format!("reporter_id = {me} and t.reporter_id <> t.requester_id")),
        of(
            format!("select w.ticket_id as id from watcher w where w.person_id = {me}"),
            format!(
                "exists (select 1 from watcher w where w.ticket_id = t.id and w.person_id = {me})"
            ),
        ),
    ]
}
