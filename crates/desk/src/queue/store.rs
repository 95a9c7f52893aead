//! Reading lists of tickets.

use super::model::{Cursor, Filters, Order, Phase, Whose};
use crate::tickets::{Ball, HoldReason, State};
use base::{Actor, Scope, TeamId, TicketId, Time, Tx, args, row};
use db::{Engine, Filter, Result, Sql, Value, dialect};

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
        pub requester: String,
        pub location: Option<String>,
        pub assignee: Option<String>,
    }
}

const COLUMNS: &str = "select t.id, t.subject, t.priority, t.state, t.ball, t.on_hold_reason,
    t.stopped, t.excerpt, t.news_by, t.created_at, t.updated_at, r.name as requester,
    l.name as location, a.name as assignee from ";
const JOINS: &str = " join person r on r.id = t.requester_id
    left join location l on l.id = t.location_id
    left join person a on a.id = t.assignee_id where ";

/// A statement for lines: `from` must name the ticket table as `t`.
pub fn select_lines(from: &str, condition: &str, order: &str, limit: &str) -> Sql {
    Sql::built(format!("{COLUMNS}{from}{JOINS}{condition} order by {order} limit {limit}"))
}

/// The lines of a list, one more than asked if there are more. The page is merged from the numbers
/// in each index range, and only its own rows are read whole.
pub fn list(tx: &mut Tx, filters: &Filters) -> Result<Vec<Line>> {
    let mut filter = Filter::default();
    let Some((ids, limit)) = numbers(tx.engine(), &mut filter, filters) else {
        return Ok(Vec::new());
    };
    let order = match filters.effective_order() {
        Order::Urgent => "t.priority, t.id",
        Order::Newest => "t.id desc",
    };
    let page = format!("t.id in (select id from ({ids}) x)");
    tx.all(&select_lines("ticket t", &page, order, &limit), &filter.values)
}

/// The numbers alone.
pub fn list_ids(tx: &mut Tx, filters: &Filters) -> Result<Vec<TicketId>> {
    let mut filter = Filter::default();
    let Some((ids, _)) = numbers(tx.engine(), &mut filter, filters) else {
        return Ok(Vec::new());
    };
    let rows: Vec<(i64, TicketId)> = tx.all(&Sql::built(ids), &filter.values)?;
    Ok(rows.into_iter().map(|(_, id)| id).collect())
}

/// A statement for priority and number of a list's tickets in the list's order, and the placeholder
/// of its limit; none for a list of nobody's tickets.
fn numbers<'a>(
    engine: Engine,
    filter: &mut Filter<'a>,
    filters: &'a Filters,
) -> Option<(String, String)> {
    narrow(filter, filters);
    let branches = branches(filter, filters);
    if branches.is_empty() {
        return None;
    }
    let order = match filters.effective_order() {
        Order::Urgent => "priority, id",
        Order::Newest => "id desc",
    };
    let limit = filter.bind(filters.limit + 1);
    let common = filter.condition();
    let select = |branch: &String| {
        format!(
            "select t.priority as priority, t.id as id from ticket t where {branch} and {common}"
        )
    };
    let ranges: Vec<_> = branches.iter().map(select).collect();
    let ids = dialect::merge(engine, &ranges, order, &limit, is_disjoint(filters));
    Some((ids, limit))
}

/// Whether no ticket can be in two of the index ranges.
fn is_disjoint(filters: &Filters) -> bool {
    filters.whose.len() == 1
}

/// How many there are, counted no further than `most`.
pub fn count(tx: &mut Tx, filters: &Filters, most: i64) -> Result<i64> {
    let mut filter = Filter::default();
    narrow(&mut filter, filters);
    let branches = branches(&mut filter, filters);
    if branches.is_empty() {
        return Ok(0);
    }
    let limit = filter.bind(most);
    let common = filter.condition();
    let parts: Vec<_> = branches
        .iter()
        .map(|branch| format!("select t.id from ticket t where {branch} and {common}"))
        .collect();
    let join = if is_disjoint(filters) { " union all " } else { " union " };
    let sql = Sql::built(format!("select count(*) from ({} limit {limit}) y", parts.join(join)));
    let (count,) = tx.one(&sql, &filter.values)?;
    Ok(count)
}

/// What holds for every line, whosever it is and whatever its state.
pub fn narrow<'a>(filter: &mut Filter<'a>, filters: &'a Filters) {
    match filters.phase {
        Phase::Open | Phase::Resolved | Phase::Closed | Phase::Any => {}
        Phase::WaitingForUs => {
            filter.and("t.ball = 'provider' and t.state <> 'on_hold'", &[]);
        }
        Phase::WaitingForThem => {
            filter.and("t.ball in ('requester', 'supplier')", &[]);
        }
        Phase::Overdue => {
            filter.and("t.news_by < {}", args![filters.now]);
        }
        Phase::OnHold => {
            // by what only a held ticket has: with its state, SQLite takes the index of states and sorts
            filter.and("t.on_hold_reason is not null", &[]);
        }
    }
    let ids = [
        ("t.service_id = {}", filters.service.map(|v| v.0)),
        ("t.location_id = {}", filters.location.map(|v| v.0)),
        ("t.department_id = {}", filters.department.map(|v| v.0)),
        ("t.team_id = {}", filters.team.map(|v| v.0)),
        ("t.assignee_id = {}", filters.assignee.map(|v| v.0)),
        ("t.priority = {}", filters.priority),
    ];
    for (condition, id) in ids {
        if let Some(id) = id {
            filter.and(condition, &[id.into()]);
        }
    }
    if let Some(Cursor { priority, id }) = filters.cursor {
        match filters.effective_order() {
            Order::Urgent => {
                filter.and("(t.priority, t.id) > ({}, {})", &[priority.into(), id.into()])
            }
            Order::Newest => filter.and("t.id < {}", &[id.into()]),
        };
    }
}

/// The index ranges that a list is made of: whose × which part of life, so that each range comes
/// in the list's order from an index.
fn branches<'a>(filter: &mut Filter<'a>, filters: &'a Filters) -> Vec<String> {
    let mut branches = Vec::new();
    for one in &filters.whose {
        let lives = lives(filters, matches!(one, Whose::Teams(_)));
        for owner in owners(filter, one) {
            branches.extend(lives.iter().map(|life| format!("{owner} and {life}")));
        }
    }
    branches
}

/// The parts of life that a list reads one after the other. The indexes of teams are by priority,
/// by state, and by number alone; all others are by open or not.
fn lives(filters: &Filters, is_team: bool) -> Vec<String> {
    let in_state = |state: State| match is_team {
        true => format!("t.state = '{state}'"),
        // few are resolved at any time: they have an index of their own
        false if state == State::Resolved => format!("t.state = '{state}'"),
        false => format!("t.is_open = {} and t.state = '{state}'", state.is_open()),
    };
    if let Some(state) = filters.state {
        return vec![in_state(state)];
    }
    match filters.phase {
        Phase::Resolved => vec![in_state(State::Resolved)],
        Phase::Closed if is_team => vec![in_state(State::Closed), in_state(State::Cancelled)],
        Phase::Closed => vec![format!("t.is_open = false and t.state <> '{}'", State::Resolved)],
        Phase::Any if is_team => vec!["true".to_owned()],
        Phase::Any => vec!["t.is_open = true".to_owned(), "t.is_open = false".to_owned()],
        _ if is_team && filters.effective_order() == Order::Newest => {
            (1..=4).map(|p| format!("t.is_open = true and t.priority = {p}")).collect()
        }
        _ => vec!["t.is_open = true".to_owned()],
    }
}

fn owners<'a>(filter: &mut Filter<'a>, whose: &'a Whose) -> Vec<String> {
    let mut one = |column: &str, id: i64| format!("{column} = {}", filter.bind(Value::Int(id)));
    match whose {
        Whose::Assignee(person) => vec![one("t.assignee_id", person.0)],
        Whose::Requester(person) => vec![one("t.requester_id", person.0)],
        Whose::Teams(teams) => teams.iter().map(|team| one("t.team_id", team.0)).collect(),
        Whose::Departments(departments) => {
            departments.iter().map(|d| one("t.department_id", d.0)).collect()
        }
        Whose::Referred(teams) => {
            let one = |team: &TeamId| filter.bind(Value::Int(team.0));
            let teams = teams.iter().map(one).collect::<Vec<_>>().join(", ");
            vec![format!(
                "t.id in (select ticket_id from referral where team_id in ({teams}) and ended_at is null)"
            )]
        }
        Whose::Watcher(person) => {
            let person = filter.bind(Value::Int(person.0));
            vec![format!("t.id in (select ticket_id from watcher where person_id = {person})")]
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_two_teams_is_two_ranges() {
        let mut filter = Filter::default();
        let filters = Filters::new(vec![Whose::Teams(vec![TeamId(3), TeamId(4)])]);
        let branches = branches(&mut filter, &filters);
        assert_eq!(
            branches,
            ["t.team_id = $1 and t.is_open = true", "t.team_id = $2 and t.is_open = true"]
        );
    }
}
