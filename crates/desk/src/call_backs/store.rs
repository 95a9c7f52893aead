//! Talks that are owed, over all tickets.

use base::{DepartmentId, TeamId, TicketId, Time, Tx, row};
use db::{Filter, Result, Sql};

row! {
    /// A talk that somebody owes, or had.
    #[derive(Clone, Debug)]
    pub struct OwedRow {
        /// The ticket.
        pub ticket_id: TicketId,
        /// The task.
        pub task_id: i64,
        /// What it is about.
        pub service: Option<String>,
        /// By when.
        pub due_at: Option<Time>,
        /// Who has it.
        pub owner: Option<String>,
        /// Which team owes it.
        pub team: Option<String>,
        /// Whether it is kept from those who worked on it.
        pub is_kept: bool,
        /// When it was had.
        pub done_at: Option<Time>,
        /// Who had it.
        pub done_by: Option<String>,
        /// What came of it.
        pub done_words: String,
    }
}

fn theirs(filter: &mut Filter, departments: &[DepartmentId], teams: &[TeamId]) -> String {
    let teams: Vec<_> = teams.iter().map(|id| filter.bind(*id)).collect();
    let departments: Vec<_> = departments.iter().map(|id| filter.bind(*id)).collect();
    let of =
        |places: Vec<String>| if places.is_empty() { "0".to_owned() } else { places.join(", ") };
    format!("(t.team_id in ({}) or t.department_id in ({}))", of(teams), of(departments))
}

const OWED: &str = "select k.ticket_id, k.id as task_id, s.name as service, k.due_at,
    o.name as owner, e.name as team, k.is_kept, k.done_at, d.name as done_by, k.done_words
    from task k join ticket t on t.id = k.ticket_id left join service s on s.id = t.service_id
    left join person o on o.id = k.owner_id left join person d on d.id = k.done_by_id
    left join team e on e.id = k.team_id";

/// Those of some departments and teams that are open, what is due first.
pub fn list_open(
    tx: &mut Tx,
    departments: &[DepartmentId],
    teams: &[TeamId],
) -> Result<Vec<OwedRow>> {
    let mut filter = Filter::default();
    let theirs = theirs(&mut filter, departments, teams);
    let text = format!(
        "{OWED} where k.is_call_back and k.done_at is null and {theirs}
          order by k.due_at, k.id limit 200"
    );
    tx.all(&Sql::built(text), &filter.values)
}

/// Those that were had since a time, the newest first.
pub fn list_had(
    tx: &mut Tx,
    departments: &[DepartmentId],
    teams: &[TeamId],
    since: Time,
) -> Result<Vec<OwedRow>> {
    let mut filter = Filter::default();
    let theirs = theirs(&mut filter, departments, teams);
    let since = filter.bind(since);
    let text = format!(
        "{OWED} where k.is_call_back and k.done_at >= {since} and {theirs}
          order by k.done_at desc, k.id limit 50"
    );
    tx.all(&Sql::built(text), &filter.values)
}
