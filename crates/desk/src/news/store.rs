//! Rows of rules, and promises that were missed.

use super::model::About;
use base::{PersonId, ServiceId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// How soon news is due.
    #[derive(Clone, Debug)]
    pub struct RuleRow {
        /// 1 to 4.
        pub priority: i64,
        pub team_id: Option<TeamId>,
        pub service_id: Option<ServiceId>,
        /// Of support hours.
        pub minutes: i64,
        pub team: Option<String>,
        pub service: Option<String>,
    }
}

pub fn list(tx: &mut Tx) -> Result<Vec<RuleRow>> {
    tx.all(
        sql!(
            "select n.priority, n.team_id, n.service_id, n.minutes, t.name as team,
              s.name as service from news_rule n left join team t on t.id = n.team_id
              left join service s on s.id = n.service_id
              order by n.service_id, n.team_id, n.priority"
        ),
        &[],
    )
}

pub fn delete(tx: &mut Tx, about: About) -> Result<()> {
    let (team, service) = about.columns();
    tx.run(
        sql!(
            "delete from news_rule where coalesce(team_id, 0) = $1 and coalesce(service_id, 0) = $2"
        ),
        args![team.map_or(0, |id| id.0), service.map_or(0, |id| id.0)],
    )?;
    Ok(())
}

pub fn insert(
    tx: &mut Tx,
    about: About,
    (priority, minutes): (i64, i64),
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    let (team, service) = about.columns();
    tx.run(
        sql!(
            "insert into news_rule (priority, team_id, service_id, minutes, set_by, set_at)
              values ($1, $2, $3, $4, $5, $6)"
        ),
        args![priority, team, service, minutes, by, now],
    )?;
    Ok(())
}

/// The name of the team or service.
pub fn find_name(tx: &mut Tx, about: About) -> Result<Option<(String,)>> {
    match about {
        About::Everything => Ok(Some((String::new(),))),
        About::Team(id) => tx.find(sql!("select name from team where id = $1"), args![id]),
        About::Service(id) => tx.find(sql!("select name from service where id = $1"), args![id]),
    }
}

/// Open tickets whose promise has passed and was not noted yet.
pub fn list_missed(tx: &mut Tx, now: Time) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select id from ticket where is_open and news_by is not null
              and (news_missed is null or news_missed <> news_by) and news_by < $1
              order by news_by limit 200"
        ),
        args![now],
    )
}

/// Notes that it was missed; false if it was noted, kept or moved meanwhile.
pub fn update_missed(tx: &mut Tx, id: TicketId, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update ticket set news_missed = news_by where id = $1 and is_open
              and news_by is not null and (news_missed is null or news_missed <> news_by)
              and news_by < $2"
        ),
        args![id, now],
    )?;
    Ok(changed > 0)
}
