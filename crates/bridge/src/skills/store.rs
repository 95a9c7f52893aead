//! Rows of skills.

use base::{PersonId, ServiceId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Something that somebody knows, or is thought to.
    #[derive(Clone, Debug)]
    pub struct PersonSkill {
        /// The skill's row.
        pub id: i64,
        /// What it is called.
        pub name: String,
        /// Who thinks so, until the person says it is so.
        pub suggested_by: Option<PersonId>,
        /// Their name.
        pub suggester: Option<String>,
        /// Since when the person says so themselves; none: not yet.
        pub accepted_at: Option<Time>,
    }
}

row! {
    /// Something that a team knows.
    #[derive(Clone, Debug)]
    pub struct TeamSkill {
        /// The skill's row.
        pub id: i64,
        /// What it is called.
        pub name: String,
    }
}

pub fn list_of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<PersonSkill>> {
    tx.all(
        sql!(
            "select k.id, k.name, s.suggested_by, p.name as suggester, s.accepted_at
              from person_skill s join skill k on k.id = s.skill_id
              left join person p on p.id = s.suggested_by
              where s.person_id = $1 order by lower(k.name), k.id"
        ),
        args![person],
    )
}

pub fn list_of_team(tx: &mut Tx, team: TeamId) -> Result<Vec<TeamSkill>> {
    tx.all(
        sql!(
            "select k.id, k.name from team_skill s join skill k on k.id = s.skill_id
              where s.team_id = $1 order by lower(k.name), k.id"
        ),
        args![team],
    )
}

/// What everybody who is here says they know.
pub fn list_known(tx: &mut Tx) -> Result<Vec<(PersonId, String)>> {
    tx.all(
        sql!(
            "select s.person_id, k.name from person_skill s join skill k on k.id = s.skill_id
              join person p on p.id = s.person_id
              where s.accepted_at is not null and p.is_active
              order by s.person_id, lower(k.name), k.id"
        ),
        &[],
    )
}

/// The same of teams that are in use.
pub fn list_known_of_teams(tx: &mut Tx) -> Result<Vec<(TeamId, String)>> {
    tx.all(
        sql!(
            "select s.team_id, k.name from team_skill s join skill k on k.id = s.skill_id
              join team t on t.id = s.team_id where t.is_active
              order by lower(t.name), t.id, lower(k.name), k.id"
        ),
        &[],
    )
}

/// What is called what, to choose from: what somebody says they know, or a team. What a colleague
/// only thinks is between the two.
pub fn list_names(tx: &mut Tx) -> Result<Vec<(String,)>> {
    tx.all(
        sql!(
            "select k.name from skill k
              where exists (select 1 from person_skill s
                where s.skill_id = k.id and s.accepted_at is not null)
              or exists (select 1 from team_skill t where t.skill_id = k.id)
              order by lower(k.name), k.id limit 500"
        ),
        &[],
    )
}

pub fn find(tx: &mut Tx, name: &str) -> Result<Option<(i64,)>> {
    tx.find(sql!("select id from skill where lower(name) = lower($1)"), args![name])
}

pub fn insert(tx: &mut Tx, name: &str) -> Result<i64> {
    let (id,) = tx.one(sql!("insert into skill (name) values ($1) returning id"), args![name])?;
    Ok(id)
}

/// Somebody has it: by their own word, or because another thinks so.
pub fn insert_of_person(
    tx: &mut Tx,
    (person, skill): (PersonId, i64),
    suggested_by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    let accepted = if suggested_by.is_none() { Some(now) } else { None };
    tx.run(
        sql!(
            "insert into person_skill (person_id, skill_id, suggested_by, at, accepted_at)
              values ($1, $2, $3, $4, $5) on conflict (person_id, skill_id) do nothing"
        ),
        args![person, skill, suggested_by, now, accepted],
    )?;
    Ok(())
}

/// False if it was accepted already, or nobody suggested it.
pub fn update_accepted(tx: &mut Tx, person: PersonId, skill: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update person_skill set accepted_at = $3
              where person_id = $1 and skill_id = $2 and accepted_at is null"
        ),
        args![person, skill, now],
    )?;
    Ok(changed > 0)
}

pub fn delete_of_person(tx: &mut Tx, person: PersonId, skill: i64) -> Result<()> {
    tx.run(
        sql!("delete from person_skill where person_id = $1 and skill_id = $2"),
        args![person, skill],
    )?;
    Ok(())
}

pub fn insert_of_team(
    tx: &mut Tx,
    (team, skill): (TeamId, i64),
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into team_skill (team_id, skill_id, added_by, at) values ($1, $2, $3, $4)
              on conflict (team_id, skill_id) do nothing"
        ),
        args![team, skill, by, now],
    )?;
    Ok(())
}

pub fn delete_of_team(tx: &mut Tx, team: TeamId, skill: i64) -> Result<()> {
    tx.run(
        sql!("delete from team_skill where team_id = $1 and skill_id = $2"),
        args![team, skill],
    )?;
    Ok(())
}

row! {
    /// Something that was put right, and where it belongs.
    pub struct SolvedRow {
        pub by_id: PersonId,
        pub at: Time,
        pub subject: String,
        pub team_id: Option<TeamId>,
        pub service_id: Option<ServiceId>,
    }
}

/// The newest things that were put right and stayed so.
pub fn list_solved(tx: &mut Tx, most: i64) -> Result<Vec<SolvedRow>> {
    tx.all(
        sql!(
            "select r.by_id, r.at, t.subject, t.team_id, t.service_id
              from (select id, by_id, at, ticket_id from resolution
                where reopened_at is null order by id desc limit $1) r
              join ticket t on t.id = r.ticket_id order by r.id desc"
        ),
        args![most],
    )
}

/// Who would rather not be named.
pub fn list_left_out(tx: &mut Tx) -> Result<Vec<(PersonId,)>> {
    tx.all(sql!("select person_id from person_card where is_left_out"), &[])
}

/// The services with what else they are called.
pub fn list_services(tx: &mut Tx) -> Result<Vec<(ServiceId, String, String)>> {
    tx.all(sql!("select id, name, keywords from service where is_active order by id"), &[])
}

row! {
    /// What a ticket is about and who may be given it.
    pub struct TicketRow {
        pub subject: String,
        pub service_id: Option<ServiceId>,
        pub service: Option<String>,
        pub team_id: Option<TeamId>,
        pub assignee_id: Option<PersonId>,
    }
}

pub fn find_ticket(tx: &mut Tx, id: TicketId) -> Result<Option<TicketRow>> {
    tx.find(
        sql!(
            "select t.subject, t.service_id, s.name as service, t.team_id, t.assignee_id
              from ticket t left join service s on s.id = t.service_id where t.id = $1"
        ),
        args![id],
    )
}

/// The agents of a team (none: of all) who may be named, with their names.
pub fn list_agents(tx: &mut Tx, team: Option<TeamId>) -> Result<Vec<(PersonId, String)>> {
    tx.all(
        sql!(
            "select distinct p.id, p.name from role_grant g join person p on p.id = g.person_id
              left join person_card c on c.person_id = p.id
              where g.role = 'agent' and p.is_active and (g.team_id = $1 or $1 is null)
              and (c.is_left_out is null or not c.is_left_out) order by p.id limit 200"
        ),
        args![team],
    )
}
