//! Reading what was found.

use super::model::{Query, department_word, team_word};
use crate::queue::{self, Filters, Line, select_lines};
use base::{Actor, DepartmentId, PersonId, Scope, TicketId, Tx, args, sql};
use db::{
    Filter, Result, Sql, Value,
    dialect::{self, Wanted},
};

/// Among which tickets a search looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Those that the actor works on, internal notes included.
    Worked,
    /// Those of the departments they speak for.
    Departments,
    /// Their own, which are a few hundred at most: each of them is asked.
    FewOwn,
    /// Their own, which are many: what was found is gone through from the newest on.
    ManyOwn,
}

/// How many tickets are few.
const FEW: i64 = 500;

/// Whether the actor's own tickets are few or many.
pub fn count_own(tx: &mut Tx, actor: &Actor) -> Result<Among> {
    let mut filter = Filter::default();
    let ranges: Vec<_> = queue::followed(&mut filter, actor)
        .into_iter()
        .map(|some| format!("select id from ({} limit {}) x", some.ids, FEW + 1))
        .collect();
    let sql = Sql::built(format!("select count(*) from ({}) y", ranges.join(" union all ")));
    let (count,): (i64,) = tx.one(&sql, &filter.values)?;
    Ok(if count <= FEW { Among::FewOwn } else { Among::ManyOwn })
}

/// The query as the index is asked: it knows whose tickets are wanted, where they may be many.
fn wanted(query: &Query, actor: &Actor, among: Among) -> Wanted {
    let any = match (among, actor.teams(), actor.departments()) {
        (Among::Worked, Scope::Only(teams), _) => {
            let all = teams.into_iter().map(Some).chain([None]);
            all.map(team_word).collect()
        }
        (Among::Departments, _, Scope::Only(departments)) => {
            departments.into_iter().map(|one| department_word(Some(one))).collect()
        }
        _ => Vec::new(),
    };
    Wanted { any, ..query.wanted.clone() }
}

/// Which page of which tickets.
pub struct Asked {
    pub among: Among,
    /// Only numbers below this.
    pub before: Option<i64>,
    pub most: i64,
}

/// Tickets found, newest first.
pub fn list(
    tx: &mut Tx,
    actor: &Actor,
    query: &Query,
    filters: &Filters,
    Asked { among, before, most }: Asked,
) -> Result<Vec<Line>> {
    let engine = tx.engine();
    let is_inner = among == Among::Worked;
    let text = dialect::search_text(engine, &wanted(query, actor, among), is_inner);
    let mut filter = Filter::default();
    let has_words = !query.wanted.must.is_empty();
    let (from, id) = if has_words {
        filter.and(dialect::matches(engine, is_inner), &[Value::Text(&text)]);
        dialect::search_join(engine)
    } else {
        ("ticket t", "t.id")
    };
    match among {
        Among::Worked => queue::worked_on(&mut filter, actor),
        Among::Departments => queue::of_departments(&mut filter, actor),
        Among::FewOwn => {
            let ids = queue::followed(&mut filter, actor).into_iter().map(|some| some.ids);
            let ids = ids.collect::<Vec<_>>().join(" union all ");
            filter.and(&format!("{id} in ({ids})"), &[]);
        }
        Among::ManyOwn => {
            let any = queue::followed(&mut filter, actor).into_iter().map(|some| some.condition);
            filter.and(&any.collect::<Vec<_>>().join(" or "), &[]);
        }
    }
    crate::ranges::narrow(&mut filter, filters);
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
    for state in [query.state, filters.state].into_iter().flatten() {
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

/// Every ticket that a person asked for or wrote on.
pub fn list_naming(tx: &mut Tx, person: PersonId) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select id from ticket where requester_id = $1
              union select ticket_id from message where author_id = $1 order by 1"
        ),
        args![person],
    )
}

/// Tickets of a department after this one, by number. The index of what is open comes by state, so
/// both are asked.
pub fn list_of_department(
    tx: &mut Tx,
    id: DepartmentId,
    after: i64,
    most: i64,
) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select id from (select id from ticket where department_id = $1 and is_open = true and id > $2
              union all select id from ticket where department_id = $1 and is_open = false and id > $2) t
              order by id limit $3"
        ),
        args![id, after, most],
    )
}
