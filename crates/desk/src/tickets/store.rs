//! Ticket rows.

use super::model::{Ball, Belongs, Channel, HoldReason, Kind, State};
use crate::search::{department_word, team_word};
use base::{
    DepartmentId, DeviceId, LocationId, PersonId, ServiceId, TeamId, TicketId, Time, Tx, args, row,
    sql,
};
use db::{Filter, Result, Sql};
use std::sync::LazyLock;

row! {
    /// A ticket with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct Ticket {
        pub id: TicketId,
        pub kind: Kind,
        pub subject: String,
        pub state: State,
        pub ball: Ball,
        pub on_hold_reason: Option<HoldReason>,
        pub on_hold_note: String,
        pub wakes_at: Option<Time>,
        pub impact: i64,
        pub urgency: i64,
        pub priority: i64,
        pub requester_id: PersonId,
        pub requester: String,
        pub requester_email: String,
        pub reporter_id: PersonId,
        pub reporter: String,
        pub department_id: Option<DepartmentId>,
        pub department: Option<String>,
        pub location_id: Option<LocationId>,
        pub location: Option<String>,
        pub service_id: Option<ServiceId>,
        pub service: Option<String>,
        pub device_id: Option<DeviceId>,
        pub device: Option<String>,
        pub team_id: Option<TeamId>,
        pub team: Option<String>,
        pub assignee_id: Option<PersonId>,
        pub assignee: Option<String>,
        pub channel: Channel,
        pub news_by: Option<Time>,
        pub created_at: Time,
        pub updated_at: Time,
        pub first_response_at: Option<Time>,
        pub resolved_at: Option<Time>,
        pub closed_at: Option<Time>,
        pub tags: String,
        pub version: i64,
    }
}

impl Ticket {
    /// Whether it was reported by somebody without an account: nobody reads what is written to them.
    pub fn is_patrons(&self) -> bool {
        self.requester_email == crate::scans::PATRONS
    }

    /// Whom it belongs to, for rights.
    pub fn belongs(&self) -> Belongs {
        Belongs {
            requester: self.requester_id,
            reporter: self.reporter_id,
            is_patrons: self.is_patrons(),
            department: self.department_id,
            team: self.team_id,
            assignee: self.assignee_id,
        }
    }
}

const TICKET: &str =
    "select t.id, t.kind, t.subject, t.state, t.ball, t.on_hold_reason, t.on_hold_note,
      t.wakes_at, t.impact, t.urgency, t.priority, t.requester_id, r.name as requester,
      r.email as requester_email, t.reporter_id, w.name as reporter, t.department_id,
      d.name as department, t.location_id, l.name as location, t.service_id,
      s.name as service, t.device_id, v.name as device, t.team_id, m.name as team, t.assignee_id, a.name as assignee,
      t.channel, t.news_by, t.created_at, t.updated_at, t.first_response_at, t.resolved_at,
      t.closed_at, t.tags, t.version
      from ticket t
      join person r on r.id = t.requester_id
      join person w on w.id = t.reporter_id
      left join department d on d.id = t.department_id
      left join location l on l.id = t.location_id
      left join service s on s.id = t.service_id
      left join device v on v.id = t.device_id
      left join team m on m.id = t.team_id
      left join person a on a.id = t.assignee_id
      where t.id";

pub fn find(tx: &mut Tx, id: TicketId) -> Result<Option<Ticket>> {
    static FIND: LazyLock<Sql> = LazyLock::new(|| Sql::built(format!("{TICKET} = $1")));
    tx.find(&FIND, args![id])
}

/// In no particular order.
pub fn list(tx: &mut Tx, ids: &[TicketId]) -> Result<Vec<Ticket>> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    // filled up to a power of two, so that a handful of statements serve lists of every length
    let filled = ids.iter().chain(std::iter::repeat(last)).take(ids.len().next_power_of_two());
    let mut filter = Filter::default();
    let places: Vec<_> = filled.map(|id| filter.bind(*id)).collect();
    tx.all(&Sql::built(format!("{TICKET} in ({})", places.join(", "))), &filter.values)
}

/// What a new ticket's row is made of.
pub struct NewRow<'a> {
    pub kind: Kind,
    pub subject: &'a str,
    pub weight: (i64, i64, i64),
    pub requester: PersonId,
    pub reporter: PersonId,
    pub department: Option<DepartmentId>,
    pub location: Option<LocationId>,
    pub service: Option<ServiceId>,
    pub device: Option<DeviceId>,
    pub team: Option<TeamId>,
    pub channel: Channel,
    pub stopped: &'a str,
    pub excerpt: &'a str,
    pub news_by: Option<Time>,
    pub tags: &'a str,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<TicketId> {
    let (impact, urgency, priority) = new.weight;
    let (id,) = tx.one(
        sql!(
            "insert into ticket (kind, subject, state, is_open, ball, impact, urgency, priority,
              requester_id, reporter_id, department_id, location_id, service_id, team_id, channel,
              stopped, excerpt, news_by, created_at, updated_at, tags, device_id)
              values ($1, $2, 'new', true, 'provider', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
              $13, $14, $15, $16, $16, $17, $18) returning id"
        ),
        args![
            new.kind,
            new.subject,
            impact,
            urgency,
            priority,
            new.requester,
            new.reporter,
            new.department,
            new.location,
            new.service,
            new.team,
            new.channel,
            new.stopped,
            new.excerpt,
            new.news_by,
            new.now,
            new.tags,
            new.device
        ],
    )?;
    for tag in new.tags.split_whitespace() {
        tx.run(
            sql!(
                "insert into ticket_tag (ticket_id, tag, team_id, is_open, priority)
                  values ($1, $2, $3, true, $4) on conflict (ticket_id, tag) do nothing"
            ),
            args![id, tag, new.team, priority],
        )?;
    }
    Ok(id)
}

/// Sets state, ball and hold together, as they always change.
pub fn update_state(
    tx: &mut Tx,
    id: TicketId,
    (state, ball): (State, Ball),
    hold: Option<(HoldReason, &str, Option<Time>)>,
    news_by: Option<Time>,
    now: Time,
) -> Result<()> {
    let (reason, note, wakes_at) = match hold {
        Some((reason, note, wakes_at)) => (Some(reason), note, wakes_at),
        None => (None, "", None),
    };
    tx.run(
        sql!(
            "update ticket set state = $2, ball = $3, is_open = $4, on_hold_reason = $5,
              on_hold_note = $6, wakes_at = $7, news_by = $8, updated_at = $9,
              resolved_at = case when $2 = 'resolved' then $9
                                 when $4 then null else resolved_at end,
              closed_at = case when $2 in ('closed', 'cancelled') then $9 else null end,
              version = version + 1 where id = $1"
        ),
        args![id, state, ball, state.is_open(), reason, note, wakes_at, news_by, now],
    )?;
    Ok(())
}

/// Its hold ended by itself, or somebody ended it.
pub fn update_woke(tx: &mut Tx, id: TicketId, now: Time) -> Result<()> {
    tx.run(sql!("update ticket set woke_at = $2 where id = $1"), args![id, now])?;
    Ok(())
}

pub fn count_reopening(tx: &mut Tx, id: TicketId) -> Result<()> {
    tx.run(sql!("update ticket set reopened = reopened + 1 where id = $1"), args![id])?;
    Ok(())
}

pub fn update_news(tx: &mut Tx, id: TicketId, news_by: Option<Time>, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set news_by = $2, updated_at = $3, version = version + 1 where id = $1"
        ),
        args![id, news_by, now],
    )?;
    Ok(())
}

/// A new public message shows in the lists.
pub fn update_excerpt(tx: &mut Tx, id: TicketId, excerpt: &str, now: Time) -> Result<()> {
    tx.run(
        sql!("update ticket set excerpt = $2, updated_at = $3 where id = $1"),
        args![id, excerpt, now],
    )?;
    Ok(())
}

/// The first public answer stops the first clock; later ones leave it.
pub fn set_first_response(tx: &mut Tx, id: TicketId, now: Time) -> Result<()> {
    tx.run(
        sql!("update ticket set first_response_at = coalesce(first_response_at, $2) where id = $1"),
        args![id, now],
    )?;
    Ok(())
}

/// Tickets on hold whose date has come.
pub fn list_waking(tx: &mut Tx, now: Time) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!("select id from ticket where wakes_at <= $1 order by wakes_at limit 200"),
        args![now],
    )
}

/// Everything of a ticket that search finds: what everybody on it may find, and what agents may.
pub fn words(tx: &mut Tx, id: TicketId) -> Result<(String, String)> {
    type Head = (String, String, String, String, Option<TeamId>, Option<DepartmentId>);
    let heads: Vec<Head> = tx.all(
        sql!(
            "select t.subject, r.name, coalesce(s.name, '') || ' ' || coalesce(v.name || ' ' || v.asset_tag, ''),
              t.tags, t.team_id, t.department_id from ticket t
              join person r on r.id = t.requester_id left join service s on s.id = t.service_id
              left join device v on v.id = t.device_id
              where t.id = $1"
        ),
        args![id],
    )?;
    let messages: Vec<(bool, String, String)> = tx.all(
        sql!(
            "select m.visibility = 'internal', p.name, m.body from message m
              join person p on p.id = m.author_id where m.ticket_id = $1 order by m.id"
        ),
        args![id],
    )?;
    let mut open = id.to_string();
    let mut inner = String::new();
    for (subject, requester, service, tags, team, department) in heads {
        open += &format!(" {subject} {requester} {service} {tags}");
        open += &format!(" {} {}", team_word(team), department_word(department));
    }
    let referred: Vec<(TeamId,)> = tx.all(
        sql!("select team_id from referral where ticket_id = $1 and ended_at is null order by id"),
        args![id],
    )?;
    for (team,) in referred {
        open += &format!(" {}", team_word(Some(team)));
    }
    for (is_internal, author, body) in messages {
        let to = if is_internal { &mut inner } else { &mut open };
        *to += &format!(" {author} {body}");
    }
    Ok((open, inner))
}

row! {
    /// A choice in a form: who or what, by name.
    #[derive(Clone, Debug)]
    pub struct Heading {
        pub id: i64,
        pub name: String,
    }
}

pub fn list_teams(tx: &mut Tx) -> Result<Vec<Heading>> {
    tx.all(sql!("select id, name from team where is_active order by name"), &[])
}

pub fn list_locations(tx: &mut Tx) -> Result<Vec<Heading>> {
    tx.all(sql!("select id, name from location where is_active order by name"), &[])
}

/// Where a person works, for the ticket's department and the form's first guess.
pub fn find_place_of(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Option<(Option<DepartmentId>, Option<LocationId>)>> {
    tx.find(sql!("select department_id, location_id from person where id = $1"), args![person])
}

pub fn list_ids_after(tx: &mut Tx, after: i64, most: i64) -> Result<Vec<(TicketId,)>> {
    tx.all(sql!("select id from ticket where id > $1 order by id limit $2"), args![after, most])
}

/// Whether there is this department, in use or not.
pub fn has_department(tx: &mut Tx, id: DepartmentId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from department where id = $1"), args![id])?;
    Ok(found.is_some())
}

/// Whether there is this place, in use or not.
pub fn has_location(tx: &mut Tx, id: LocationId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from location where id = $1"), args![id])?;
    Ok(found.is_some())
}
