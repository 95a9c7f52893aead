//! Reading lists of tickets.

use super::model::{Cursor, Filters, Order, Phase, Whose};
use crate::tickets::{Ball, HoldReason, State};
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
        pub requester: String,
        pub location: Option<String>,
        pub team: Option<String>,
        pub assignee: Option<String>,
    }
}

const COLUMNS: &str = "select t.id, t.subject, t.priority, t.state, t.ball, t.on_hold_reason,
    t.stopped, t.excerpt, t.news_by, t.created_at, t.updated_at, r.name as requester,
    l.name as location, m.name as team, a.name as assignee from ";
const JOINS: &str = " join person r on r.id = t.requester_id
    left join location l on l.id = t.location_id left join team m on m.id = t.team_id
    left join person a on a.id = t.assignee_id where ";

/// A statement for lines: `from` must name the ticket table as `t`.
pub fn select_lines(from: &str, condition: &str, order: &str, limit: &str) -> Sql {
    Sql::built(format!("{COLUMNS}{from}{JOINS}{condition} order by {order} limit {limit}"))
}

/// The lines of a list, one more than asked if there are more.
pub fn list(tx: &mut Tx, filters: &Filters) -> Result<Vec<Line>> {
    let mut filter = Filter::default();
    narrow(&mut filter, filters);
    let branches = branches(&mut filter, filters);
    if branches.is_empty() {
        return Ok(Vec::new());
    }
    let order = match filters.effective_order() {
        Order::Urgent => "t.priority, t.id",
        Order::Newest => "t.id desc",
    };
    let limit = filter.bind(filters.limit + 1);
    let common = filter.condition();
    let sql = if let [only] = branches.as_slice() {
        select_lines("ticket t", &format!("{only} and {common}"), order, &limit)
    } else {
        // each branch is one index range and stops at the limit; the page is merged from them
        let parts: Vec<_> = branches
            .iter()
            .map(|branch| {
                format!(
                    "select id from (select t.id from ticket t where {branch} and {common} order by {order} limit {limit}) x"
                )
            })
            .collect();
        select_lines("ticket t", &format!("t.id in ({})", parts.join(" union ")), order, &limit)
    };
    tx.all(&sql, &filter.values)
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
        .map(|branch| {
            format!("select id from (select t.id from ticket t where {branch} and {common} limit {limit}) x")
        })
        .collect();
    let sql = Sql::built(format!(
        "select count(*) from (select id from ({}) y limit {limit}) z",
        parts.join(" union ")
    ));
    let (count,) = tx.one(&sql, &filter.values)?;
    Ok(count)
}

/// What holds for every line, whosever it is.
fn narrow<'a>(filter: &mut Filter<'a>, filters: &'a Filters) {
    match filters.phase {
        Phase::Open | Phase::Resolved | Phase::Closed | Phase::Any => {}
        Phase::WaitingForUs => {
            filter.and("t.ball = 'provider' and t.state <> 'on_hold'", &[]);
        }
        Phase::WaitingForThem => {
            filter.and("t.ball in ('requester', 'supplier')", &[]);
        }
        Phase::OnHold => {
            // by what only a held ticket has: with its state, SQLite takes the index of states and sorts
            filter.and("t.on_hold_reason is not null", &[]);
        }
    }
    if let Some(state) = filters.state {
        filter.and("t.state = {}", &[state.into()]);
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
    let whose: Vec<String> = filters.whose.iter().flat_map(|one| owners(filter, one)).collect();
    let is_newest = filters.effective_order() == Order::Newest;
    let is_team = filters.whose.iter().any(|w| matches!(w, Whose::Teams(_)));
    let open = || match is_newest && is_team {
        // the index of open tickets has priority before the number
        true => (1..=4).map(|p| format!("t.is_open = true and t.priority = {p}")).collect(),
        false => vec!["t.is_open = true".to_owned()],
    };
    let in_state = |state: State| match is_team {
        true => format!("t.state = '{state}'"),
        false => format!("t.is_open = false and t.state = '{state}'"),
    };
    let lives: Vec<String> = match filters.phase {
        Phase::Open | Phase::WaitingForUs | Phase::WaitingForThem | Phase::OnHold => open(),
        Phase::Resolved => vec![in_state(State::Resolved)],
        Phase::Closed => vec![in_state(State::Closed), in_state(State::Cancelled)],
        Phase::Any if is_team => {
            State::ALL.iter().map(|state| format!("t.state = '{state}'")).collect()
        }
        Phase::Any => vec!["t.is_open = true".to_owned(), "t.is_open = false".to_owned()],
    };
    whose.iter().flat_map(|w| lives.iter().map(move |life| format!("{w} and {life}"))).collect()
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
        Whose::Watcher(person) => {
            let person = filter.bind(Value::Int(person.0));
            vec![format!("t.id in (select ticket_id from watcher where person_id = {person})")]
        }
    }
}

/// Which tickets an actor may see, as a condition for lists that come from elsewhere (search).
/// `is_work`: only those they work on; otherwise all the others they may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &Actor, is_work: bool) {
    let teams = match actor.teams() {
        Scope::All => return,
        Scope::Only(teams) => teams,
    };
    let mut list = |ids: Vec<i64>| {
        ids.into_iter().map(|id| filter.bind(Value::Int(id))).collect::<Vec<_>>().join(", ")
    };
    // PostgreSQL wants every parameter used, so only what is needed is bound
    if is_work {
        let works = match list(teams.iter().map(|team| team.0).collect()).as_str() {
            "" => "false".to_owned(),
            teams => format!("t.team_id is null or t.team_id in ({teams})"),
        };
        filter.and(&works, &[]);
        return;
    }
    let me = actor.id.map_or(0, |id| id.0);
    let me = list(vec![me]);
    let Scope::Only(departments) = actor.departments() else { return };
    let mut parts = vec![
        format!("t.requester_id = {me}"),
        format!("t.reporter_id = {me}"),
        format!("exists (select 1 from watcher w where w.ticket_id = t.id and w.person_id = {me})"),
    ];
    if !departments.is_empty() {
        let departments = list(departments.iter().map(|d| d.0).collect());
        parts.push(format!("t.department_id in ({departments})"));
    }
    filter.and(&parts.join(" or "), &[]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::TeamId;

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
