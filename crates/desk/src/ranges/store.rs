//! Statements for lists, put together from index ranges.

use crate::{
    queue::{Count, Filters, Order, Phase, Reader, Whose},
    scans::PATRONS,
    tickets::State,
};
use base::{TeamId, Tx, args};
use db::{Engine, Filter, Result, Sql, Value, dialect};

/// How many tickets that wake on one day are looked at, of each kind and team.
const WAKING: i64 = 500;
/// How many may sleep for one person.
pub(crate) const ASLEEP: i64 = 1000;
/// How many rows a count looks at where its filters let only some of them through.
const LOOKED_AT: i64 = 400;

/// Where tickets stand in the order of news that nobody promised any for.
pub(crate) const NO_NEWS: i64 = 9_007_199_254_740_991;
/// When news is due, as the indexes have it: what nobody promised comes last.
const NEWS: &str = "coalesce(t.news_by, 9007199254740991)";

/// One range: where it is read from, what its rows are ordered by, and what holds in it.
struct Range {
    from: String,
    key: &'static str,
    id: &'static str,
    condition: String,
    /// Whether the tag was what it was found by.
    has_tag: bool,
}

/// Numbers and keys of a list's tickets, in the list's order, one more than asked if there are more;
/// with their statement for who wants whole rows.
pub struct Numbers<'a> {
    pub filter: Filter<'a>,
    pub text: String,
    pub limit: String,
}

/// None for a list of nobody's tickets.
pub fn list<'a>(engine: Engine, filters: &'a Filters) -> Option<Numbers<'a>> {
    let mut filter = Filter::default();
    let (common, without_tag, tag) = common(&mut filter, filters);
    let ranges = ranges(&mut filter, filters, tag.as_deref());
    if ranges.is_empty() {
        return None;
    }
    let limit = filter.bind(filters.limit + 1);
    let order = match filters.effective_order() {
        Order::Urgent | Order::News => "priority, id",
        Order::Newest => "id desc",
    };
    let cursor = filters.cursor.map(|cursor| match filters.effective_order() {
        Order::Newest => (String::new(), filter.bind(cursor.id)),
        _ => (filter.bind(cursor.key), filter.bind(cursor.id)),
    });
    let select = |range: &Range| {
        let Range { from, key, id, condition, has_tag } = range;
        let common = if *has_tag { &without_tag } else { &common };
        let after = match (&cursor, filters.effective_order()) {
            (None, _) => String::new(),
            (Some((_, last)), Order::Newest) => format!(" and {id} < {last}"),
            // said twice: SQLite finds no place in an index by a row that begins with an expression
            (Some((at, last)), Order::News) => {
                format!(" and {key} >= {at} and ({key}, {id}) > ({at}, {last})")
            }
            (Some((at, last)), _) => format!(" and ({key}, {id}) > ({at}, {last})"),
        };
        format!(
            "select {key} as priority, {id} as id from {from} where {condition} and {common}{after}"
        )
    };
    let texts: Vec<_> = ranges.iter().map(select).collect();
    let text = dialect::merge(engine, &texts, order, &limit, is_disjoint(filters));
    Some(Numbers { filter, text, limit })
}

/// Whether no ticket can be in two of the ranges.
fn is_disjoint(filters: &Filters) -> bool {
    filters.whose.len() == 1
}

/// What holds in every range, with and without the tag, whose placeholder comes along.
fn common<'a>(filter: &mut Filter<'a>, filters: &'a Filters) -> (String, String, Option<String>) {
    let mut inner = Filter::default();
    inner.values = std::mem::take(&mut filter.values);
    rest(&mut inner, filters);
    let without = inner.condition().to_owned();
    let tag = filters.tag.as_deref().map(|tag| inner.bind(Value::Text(tag)));
    let with = tag.as_ref().map(|tag| format!("{without} and {}", TAGGED.replace("{}", tag)));
    filter.values = inner.values;
    (with.unwrap_or_else(|| without.clone()), without, tag)
}

/// That a ticket has a tag, wherever it was found. A number and not `exists`, which PostgreSQL
/// would turn into a walk of all tags.
const TAGGED: &str =
    "(select count(*) from ticket_tag g where g.ticket_id = t.id and g.tag = {}) > 0";

/// How many there are, counted no further than `most`, nor past a bounded number of rows.
pub fn count(tx: &mut Tx, filters: &Filters, most: i64) -> Result<Count> {
    let mut filter = Filter::default();
    let (common, without_tag, tag) = common(&mut filter, filters);
    let ranges = ranges(&mut filter, filters, tag.as_deref());
    if ranges.is_empty() {
        return Ok(Count::default());
    }
    let is_driven = ranges.iter().all(|range| range.has_tag);
    let common = if is_driven { without_tag } else { common };
    let visited = if common == "true" { most + 1 } else { LOOKED_AT.max(most + 1) };
    let columns: Vec<_> = COUNTED.iter().filter(|column| common.contains(**column)).collect();
    let columns: String = columns.into_iter().map(|column| format!(", {column}")).collect();
    let parts: Vec<_> = ranges
        .iter()
        .map(|Range { from, condition, .. }| {
            format!("select t.id{columns} from {from} where {condition}")
        })
        .collect();
    let limit = filter.bind(visited);
    let join = if is_disjoint(filters) { " union all " } else { " union " };
    let sql = Sql::built(format!(
        "select count(*), coalesce(sum(case when {common} then 1 else 0 end), 0) from ({} limit {limit}) t",
        parts.join(join)
    ));
    let (seen, n): (i64, i64) = tx.one(&sql, &filter.values)?;
    Ok(Count { n: n.min(most), is_more: n > most || seen >= visited })
}

/// The columns that a filter may ask about.
const COUNTED: [&str; 12] = [
    "t.ball",
    "t.state",
    "t.on_hold_reason",
    "t.service_id",
    "t.location_id",
    "t.department_id",
    "t.team_id",
    "t.assignee_id",
    "t.priority",
    "t.device_id",
    "t.news_by",
    "t.is_open",
];

/// What holds for every line, whosever it is and whatever its state.
pub fn narrow<'a>(filter: &mut Filter<'a>, filters: &'a Filters) {
    rest(filter, filters);
    if let Some(tag) = &filters.tag {
        filter.and(TAGGED, &[Value::Text(tag)]);
    }
}

fn rest<'a>(filter: &mut Filter<'a>, filters: &'a Filters) {
    match filters.phase {
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
        _ => {}
    }
    let ids = [
        ("t.service_id = {}", filters.service.map(|v| v.0)),
        ("t.location_id = {}", filters.location.map(|v| v.0)),
        ("t.department_id = {}", filters.department.map(|v| v.0)),
        ("t.team_id = {}", filters.team.map(|v| v.0)),
        ("t.assignee_id = {}", filters.assignee.map(|v| v.0)),
        ("t.priority = {}", filters.priority),
        ("t.device_id = {}", filters.device.map(|v| v.0)),
    ];
    for (condition, id) in ids {
        if let Some(id) = id {
            filter.and(condition, &[id.into()]);
        }
    }
    if let Some(Reader { me, now, .. }) = filters.hides_for() {
        filter.and(
            "not exists (select 1 from snooze z where z.person_id = {} and z.ticket_id = t.id and z.until > {})",
            args![me, now],
        );
    }
}

/// The ranges of a list: whose × which part of life, or whose × what narrows most.
fn ranges<'a>(filter: &mut Filter<'a>, filters: &'a Filters, tag: Option<&str>) -> Vec<Range> {
    let mut ranges = Vec::new();
    for one in &filters.whose {
        let is_team = matches!(one, Whose::Teams(_));
        for owner in owners(filter, one) {
            let is_few = filters.device.is_some() || !filters.only.is_empty();
            if let (Phase::Waking | Phase::Snoozed, Some(reader)) = (filters.phase, filters.reader)
            {
                ranges.push(asleep(filter, &owner, filters.phase, reader, is_team));
            } else if let (Whose::Teams(_), Some(tag), false) = (one, tag, is_few) {
                ranges.extend(tagged(filter, filters, &owner, tag));
            } else {
                let order = filters.effective_order();
                let lives = lives(filters, is_team);
                ranges.extend(lives.iter().map(|life| plain(filter, filters, &owner, life, order)));
            }
        }
    }
    ranges
}

/// A device and single numbers are few: a sign keeps SQLite from walking the owner's range.
fn plain(
    filter: &mut Filter<'_>,
    filters: &Filters,
    owner: &str,
    life: &str,
    order: Order,
) -> Range {
    let mut condition = format!("{owner} and {life}");
    if !filters.only.is_empty() {
        let length = filters.only.len().next_power_of_two();
        let ids = filters.only.iter().chain(std::iter::repeat(&filters.only[0])).take(length);
        let places: Vec<_> = ids.map(|id| filter.bind(*id)).collect();
        condition = format!("t.id in ({}) and +{condition}", places.join(", "));
    } else if filters.device.is_some() {
        condition = format!("+{condition}");
    }
    condition += &overdue(filter, filters);
    let key = if order == Order::News { NEWS } else { "t.priority" };
    Range { from: "ticket t".into(), key, id: "t.id", condition, has_tag: false }
}

/// Only what is overdue, as a range of the index by news.
fn overdue(filter: &mut Filter<'_>, filters: &Filters) -> String {
    match (filters.phase, filters.reader) {
        (Phase::Overdue, Some(reader)) => {
            format!(" and {NEWS} < {}", filter.bind(reader.now))
        }
        _ => String::new(),
    }
}

/// A team's tickets with a tag, from the tag's own index where that has the list's order.
fn tagged(filter: &mut Filter<'_>, filters: &Filters, owner: &str, tag: &str) -> Vec<Range> {
    let order = filters.effective_order();
    let state = filters.state.unwrap_or(match filters.phase {
        Phase::Resolved => State::Resolved,
        _ => State::Open,
    });
    if state == State::Resolved {
        // few are resolved at any time, with whatever tag
        let lives = lives(filters, true);
        return lives.iter().map(|life| plain(filter, filters, owner, life, order)).collect();
    }
    let owner = owner.replace("t.team_id", "g.team_id");
    let from = "ticket_tag g cross join ticket t";
    let base = format!("{owner} and g.tag = {tag} and t.id = g.ticket_id");
    let overdue = overdue(filter, filters);
    let range = |key, life: &str| Range {
        from: from.into(),
        key,
        id: "g.ticket_id",
        condition: format!("{base}{life}{overdue}"),
        has_tag: true,
    };
    if let Some(state) = filters.state {
        return vec![range("g.priority", &format!(" and t.state = '{state}'"))];
    }
    match filters.phase {
        Phase::Closed => vec![range(
            "g.priority",
            " and t.is_open = false and t.state in ('closed', 'cancelled')",
        )],
        Phase::Any => vec![range("g.priority", "")],
        _ => {
            let key = if order == Order::News { NEWS } else { "g.priority" };
            vec![range(key, " and g.is_open = true")]
        }
    }
}

/// What sleeps, or wakes today: a few hundred at most, ordered when they are together.
fn asleep(
    filter: &mut Filter<'_>,
    owner: &str,
    phase: Phase,
    Reader { me, now, day: (start, end), .. }: Reader,
    is_team: bool,
) -> Range {
    let me = filter.bind(me);
    let ids = if phase == Phase::Snoozed {
        let now = filter.bind(now);
        format!(
            "select ticket_id as id from snooze where person_id = {me} and until > {now} order by until limit {ASLEEP}"
        )
    } else {
        let (start, end) = (filter.bind(start), filter.bind(end));
        let part = |rest: &str, column: &str| {
            format!(
                "select id from (select t.id from ticket t where {rest} order by {column} limit {WAKING}) x"
            )
        };
        let snoozed = format!(
            "select ticket_id as id from (select ticket_id from snooze where person_id = {me} and until >= {start} and until < {end} order by until limit {WAKING}) x"
        );
        let mut parts = vec![snoozed];
        let held = if is_team { owner.to_owned() } else { format!("{owner} and t.is_open = true") };
        parts.push(part(&format!("{held} and t.wakes_at < {end}"), "t.wakes_at"));
        parts.push(part(
            &format!("{held} and t.woke_at >= {start} and t.woke_at < {end}"),
            "t.woke_at",
        ));
        parts.join(" union ")
    };
    Range {
        from: format!("({ids}) w cross join ticket t"),
        key: "t.priority",
        id: "t.id",
        condition: format!("t.id = w.id and +{owner} and t.is_open = true"),
        has_tag: false,
    }
}

/// The parts of life that a list reads one after the other. Indexes of teams are by priority, state,
/// and number alone; all others by open or not.
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
        Whose::Reported(person) => {
            vec![one("t.reporter_id <> t.requester_id and t.reporter_id", person.0)]
        }
        Whose::Patrons(departments) => {
            let asker = format!("(select p.id from person p where p.email = '{PATRONS}')");
            let theirs = format!("t.requester_id = {asker} and t.department_id");
            departments.iter().map(|d| one(&theirs, d.0)).collect()
        }
        Whose::Teams(teams) => teams.iter().map(|team| one("t.team_id", team.0)).collect(),
        Whose::Departments(departments) => {
            departments.iter().map(|d| one("t.department_id", d.0)).collect()
        }
        Whose::Referred(teams) if teams.is_empty() => Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_two_teams_is_two_ranges() {
        let mut filter = Filter::default();
        let filters = Filters::new(vec![Whose::Teams(vec![TeamId(3), TeamId(4)])]);
        let found = ranges(&mut filter, &filters, None);
        let found: Vec<_> = found.iter().map(|range| range.condition.as_str()).collect();
        assert_eq!(
            found,
            ["t.team_id = $1 and t.is_open = true", "t.team_id = $2 and t.is_open = true"]
        );
    }
}
