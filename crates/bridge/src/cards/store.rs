//! What a card is made of, in one row.

use base::{DepartmentId, LocationId, PersonId, TeamId, TicketId, Tx, args, row, sql};
use db::Result;

row! {
    /// A ticket, and what those who asked and those who help say of themselves.
    #[derive(Clone, Debug)]
    pub struct SidesRow {
        pub requester_id: PersonId,
        pub reporter_id: PersonId,
        pub assignee_id: Option<PersonId>,
        pub department_id: Option<DepartmentId>,
        pub department: Option<String>,
        pub mission: Option<String>,
        pub worried_by: Option<String>,
        pub place: Option<String>,
        pub place_id: Option<LocationId>,
        pub team_id: Option<TeamId>,
        pub team: Option<String>,
        pub team_mission: Option<String>,
        pub team_come_for: Option<String>,
        pub team_profile: Option<i64>,
        pub helper_id: Option<DepartmentId>,
        pub helper_mission: Option<String>,
        pub helper_come_for: Option<String>,
        pub helper_profile: Option<i64>,
    }
}

pub fn find_sides(tx: &mut Tx, ticket: TicketId) -> Result<Option<SidesRow>> {
    tx.find(
        sql!(
            "select t.requester_id, t.reporter_id, t.assignee_id, t.department_id,
              d.name as department, d.mission, dp.worried_by, l.name as place,
              t.location_id as place_id, t.team_id, m.name as team,
              tp.mission as team_mission, tp.come_for as team_come_for,
              tp.id as team_profile, m.department_id as helper_id, h.mission as helper_mission,
              hp.come_for as helper_come_for, hp.id as helper_profile
              from ticket t left join department d on d.id = t.department_id
              left join profile dp on dp.department_id = t.department_id
              left join location l on l.id = t.location_id
              left join team m on m.id = t.team_id
              left join profile tp on tp.team_id = t.team_id
              left join department h on h.id = m.department_id
              left join profile hp on hp.department_id = m.department_id
              where t.id = $1"
        ),
        args![ticket],
    )
}
