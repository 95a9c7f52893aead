//! Rows of services.

use base::{DepartmentId, ServiceId, TeamId, Tx, args, row, sql};
use db::Result;

row! {
    /// A service with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct ServiceRow {
        pub id: ServiceId,
        pub name: String,
        pub description: String,
        pub department_id: DepartmentId,
        pub department: String,
        pub team_id: Option<TeamId>,
        pub team: Option<String>,
        pub keywords: String,
        pub is_active: bool,
        pub version: i64,
    }
}

pub fn list(tx: &mut Tx, with_inactive: bool) -> Result<Vec<ServiceRow>> {
    tx.all(
        sql!(
            "select s.id, s.name, s.description, s.department_id, d.name as department, s.team_id,
              t.name as team, s.keywords, s.is_active, s.version
              from service s join department d on d.id = s.department_id
              left join team t on t.id = s.team_id
              where s.is_active or $1 order by lower(s.name), s.id"
        ),
        args![with_inactive],
    )
}

/// Those that are offered, by name: for filters.
pub fn list_names(tx: &mut Tx) -> Result<Vec<(ServiceId, String)>> {
    tx.all(sql!("select id, name from service where is_active order by lower(name), id"), &[])
}

/// What guessing needs.
pub fn list_keywords(tx: &mut Tx) -> Result<Vec<(ServiceId, String)>> {
    tx.all(sql!("select id, keywords from service where is_active order by id"), &[])
}

pub fn find_team(tx: &mut Tx, id: ServiceId) -> Result<Option<(Option<TeamId>,)>> {
    tx.find(sql!("select team_id from service where id = $1"), args![id])
}

/// What a service row is made of.
pub struct Facts {
    pub name: String,
    pub description: String,
    pub department: DepartmentId,
    pub team: Option<TeamId>,
    pub keywords: String,
    pub is_active: bool,
}

pub fn insert(tx: &mut Tx, facts: &Facts) -> Result<ServiceId> {
    let (id,) = tx.one(
        sql!(
            "insert into service (name, description, department_id, team_id, keywords, is_active)
              values ($1, $2, $3, $4, $5, $6) returning id"
        ),
        args![
            &facts.name,
            &facts.description,
            facts.department,
            facts.team,
            &facts.keywords,
            facts.is_active
        ],
    )?;
    Ok(id)
}

/// False when the row has another version by now.
pub fn update(tx: &mut Tx, id: ServiceId, version: i64, facts: &Facts) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update service set name = $3, description = $4, department_id = $5, team_id = $6,
              keywords = $7, is_active = $8, version = version + 1 where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &facts.name,
            &facts.description,
            facts.department,
            facts.team,
            &facts.keywords,
            facts.is_active
        ],
    )?;
    Ok(changed > 0)
}

/// A team's department, which is the one that provides the service.
pub fn find_department_of(tx: &mut Tx, team: TeamId) -> Result<Option<(DepartmentId,)>> {
    tx.find(sql!("select department_id from team where id = $1"), args![team])
}
