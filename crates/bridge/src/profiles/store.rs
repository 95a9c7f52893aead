//! Rows of profiles.

use super::model::{By, Ids, PlaceRow, ProfileRow, WayRow};
use base::{DepartmentId, TeamId, Time, Tx, args, sql};
use db::Result;

pub fn find(tx: &mut Tx, (department, team): Ids) -> Result<Option<ProfileRow>> {
    tx.find(
        sql!(
            "select f.id, f.mission, f.come_for, f.not_for, f.proud_of, f.worried_by, f.judged_on,
              coalesce(d.hours, t.hours, '') as hours, p.name as changed_by, f.changed_at, f.version
              from profile f left join person p on p.id = f.changed_by
              left join department d on d.id = f.department_id
              left join team t on t.id = f.team_id
              where f.department_id = $1 or f.team_id = $2"
        ),
        args![department, team],
    )
}

pub fn list_ways(tx: &mut Tx, profile: i64) -> Result<Vec<WayRow>> {
    tx.all(
        sql!(
            "select way, address, use_for from profile_way where profile_id = $1
              order by case way when 'mail' then 1 when 'phone' then 2 when 'chat' then 3 else 4 end"
        ),
        args![profile],
    )
}

/// The places of a department: not the rooms inside them, whose hours are theirs.
pub fn list_places(tx: &mut Tx, department: DepartmentId) -> Result<Vec<PlaceRow>> {
    tx.all(
        sql!(
            "select l.id, l.name from location l
              left join location o on o.id = l.parent_id
              where l.department_id = $1 and l.is_active
              and (l.parent_id is null or o.department_id is null or o.department_id <> $1)
              order by lower(l.name), l.id limit 30"
        ),
        args![department],
    )
}

/// How many open requests each department has with a team.
pub fn count_open_of_team(tx: &mut Tx, team: TeamId) -> Result<Vec<(Option<DepartmentId>, i64)>> {
    tx.all(
        sql!(
            "select department_id, count(*) from ticket where team_id = $1 and is_open
              group by department_id"
        ),
        args![team],
    )
}

/// The same with all teams of a department.
pub fn count_open_of_department(
    tx: &mut Tx,
    department: DepartmentId,
) -> Result<Vec<(Option<DepartmentId>, i64)>> {
    tx.all(
        sql!(
            "select department_id, count(*) from ticket
              where team_id in (select id from team where department_id = $1) and is_open
              group by department_id"
        ),
        args![department],
    )
}

/// A profile that nobody had yet. A second one at once is refused by its index.
pub fn insert(
    tx: &mut Tx,
    (department, team): Ids,
    new: &ProfileRow,
    by: By,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into profile (department_id, team_id, mission, come_for, not_for, proud_of,
              worried_by, judged_on, changed_by, changed_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id"
        ),
        args![
            department,
            team,
            &new.mission,
            &new.come_for,
            &new.not_for,
            &new.proud_of,
            &new.worried_by,
            &new.judged_on,
            by,
            now
        ],
    )?;
    Ok(id)
}

/// False if it has another version by now.
pub fn update(
    tx: &mut Tx,
    id: i64,
    version: i64,
    new: &ProfileRow,
    (by, now): (By, Time),
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update profile set mission = $3, come_for = $4, not_for = $5, proud_of = $6,
              worried_by = $7, judged_on = $8, changed_by = $9, changed_at = $10,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &new.mission,
            &new.come_for,
            &new.not_for,
            &new.proud_of,
            &new.worried_by,
            &new.judged_on,
            by,
            now
        ],
    )?;
    Ok(changed > 0)
}

/// Puts these ways in place of those there were.
pub fn replace_ways(tx: &mut Tx, profile: i64, ways: &[WayRow]) -> Result<()> {
    tx.run(sql!("delete from profile_way where profile_id = $1"), args![profile])?;
    for way in ways {
        tx.run(
            sql!(
                "insert into profile_way (profile_id, way, address, use_for)
                  values ($1, $2, $3, $4)"
            ),
            args![profile, way.way, &way.address, &way.use_for],
        )?;
    }
    Ok(())
}
