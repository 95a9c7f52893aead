//! Answers, with what belongs to them.

use base::{DepartmentId, PersonId, TeamId, TicketId, Time, Tx, row};
use db::{Filter, Result, Sql};

row! {
    /// One answer.
    #[derive(Clone, Debug)]
    pub struct AnswerRow {
        pub ticket_id: TicketId,
        pub person_id: PersonId,
        pub service: Option<String>,
        pub department: Option<String>,
        /// How many people work in that department.
        pub people: i64,
        pub score: i64,
        pub lost_minutes: Option<i64>,
        pub words: String,
        pub kept_at: Option<Time>,
        pub at: Time,
        /// What came of the last talk.
        pub done_words: Option<String>,
        /// Whether a talk is owed.
        pub is_owed: bool,
    }
}

/// Answers about tickets of some departments and teams since a time, the newest first.
pub fn list_answers(
    tx: &mut Tx,
    departments: &[DepartmentId],
    teams: &[TeamId],
    since: Time,
) -> Result<Vec<AnswerRow>> {
    let mut filter = Filter::default();
    let teams: Vec<_> = teams.iter().map(|id| filter.bind(*id)).collect();
    let departments: Vec<_> = departments.iter().map(|id| filter.bind(*id)).collect();
    let of =
        |places: Vec<String>| if places.is_empty() { "0".to_owned() } else { places.join(", ") };
    let (teams, departments) = (of(teams), of(departments));
    let since = filter.bind(since);
    let text = format!(
        "select f.ticket_id, f.person_id, s.name as service, d.name as department,
          (select count(*) from person p where p.department_id = t.department_id and p.is_active)
            as people, f.score, f.lost_minutes, f.words, f.kept_at, f.at,
          (select k.done_words from task k where k.ticket_id = f.ticket_id and k.is_call_back
            and k.done_at is not null order by k.id desc limit 1) as done_words,
          exists (select 1 from task k where k.ticket_id = f.ticket_id and k.is_call_back
            and k.done_at is null) as is_owed
          from feedback f join ticket t on t.id = f.ticket_id
          left join service s on s.id = t.service_id
          left join department d on d.id = t.department_id
          where f.at >= {since} and (t.team_id in ({teams}) or t.department_id in ({departments}))
          order by f.at desc, f.ticket_id desc limit 2000"
    );
    tx.all(&Sql::built(text), &filter.values)
}
