//! What programs may ask of a list of tickets.

use super::{
    actions::everything,
    model::{Cursor, Filters, Order, Phase, Reader, Whose},
};
use crate::tickets::State;
use base::{DepartmentId, DeviceId, LocationId, PersonId, Problems, ServiceId, TeamId};
use serde::Deserialize;
use web::ApiVisit;

/// Which tickets to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents the query; the values are read from the raw fields")]
pub(crate) struct ListQuery {
    /// new, open, on_hold, resolved, closed, cancelled
    state: Option<String>,
    /// A team's id.
    team: Option<i64>,
    /// A person's id.
    assignee: Option<i64>,
    /// A department's id.
    department: Option<i64>,
    /// A service's id.
    service: Option<i64>,
    /// A place's id.
    location: Option<i64>,
    /// A device's id.
    device: Option<i64>,
    /// 1 to 4
    priority: Option<i64>,
    /// One tag.
    tag: Option<String>,
    /// open, waiting_for_us, waiting_for_them, on_hold, overdue, waking, snoozed, resolved, closed, any
    phase: Option<String>,
    /// mine: only those given to the caller
    whose: Option<String>,
    /// newest (when left out), urgent, news
    order: Option<String>,
    /// false: without those that the caller put to sleep
    snoozed: Option<bool>,
    /// Full text, in the language of the search page.
    q: Option<String>,
    /// From the `Link` header of the page before.
    cursor: Option<String>,
    /// 1 to 200; 50 when left out.
    limit: Option<i64>,
}

/// The list that a query asks for.
pub(crate) fn asked(visit: &ApiVisit) -> base::Result<Filters> {
    let query = &visit.query;
    let mut problems = Problems::default();
    let mut number = |name: &'static str| match query.get(name) {
        "" => None,
        text => {
            let parsed = text.parse::<i64>().ok();
            if parsed.is_none() {
                problems.add(name, "problem-number");
            }
            parsed
        }
    };
    let mut filters = Filters::new(everything(&visit.actor));
    if query.get("whose") == "mine" {
        filters.whose = vec![Whose::Assignee(visit.actor.person()?)];
    }
    filters.team = number("team").map(TeamId);
    filters.assignee = number("assignee").map(PersonId);
    filters.department = number("department").map(DepartmentId);
    filters.service = number("service").map(ServiceId);
    filters.priority = number("priority");
    filters.location = number("location").map(LocationId);
    filters.device = number("device").map(DeviceId);
    filters.limit = number("limit").unwrap_or(50).clamp(1, 200);
    if !query.get("state").is_empty() {
        filters.state = problems.word("state", State::parse(query.get("state")));
    }
    filters.phase = match query.get("phase") {
        "" => Phase::Any,
        word => problems.word("phase", Phase::parse(word)).unwrap_or(Phase::Any),
    };
    filters.order = match query.get("order") {
        "" => Order::Newest,
        word => problems.word("order", Order::parse(word)).unwrap_or(Order::Newest),
    };
    filters.tag = Some(query.get("tag").to_owned()).filter(|tag| !tag.is_empty());
    // a number alone in order of numbers
    filters.cursor = match query.get("cursor") {
        "" => None,
        text => {
            let number = text.parse().ok().map(|id| Cursor { key: 0, id });
            let found = number.or_else(|| Cursor::parse(text));
            if found.is_none() {
                problems.add("cursor", "problem-cursor");
            }
            found
        }
    };
    problems.check()?;
    let is_asleep = matches!(filters.phase, Phase::Overdue | Phase::Waking | Phase::Snoozed);
    if is_asleep || query.get("snoozed") == "false" {
        filters.reader = Some(Reader::new(&visit.actor, visit.app.now())?);
    }
    Ok(filters)
}
