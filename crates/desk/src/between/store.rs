//! Facts of tickets, without their words.

use super::Pair;
use crate::{felt, tickets::Ball};
use base::{TicketId, Time, Tx, row};
use db::{Filter, Result, Sql};

row! {
    /// What can be said of a ticket to whoever may not read it.
    #[derive(Clone, Debug)]
    pub struct Fact {
        pub id: TicketId,
        pub priority: i64,
        pub ball: Ball,
        pub service: Option<String>,
        pub location: Option<String>,
        pub created_at: Time,
        pub updated_at: Time,
    }
}

row! {
    /// Something that comes again.
    #[derive(Clone, Debug)]
    pub struct Repeat {
        pub service: String,
        pub location: Option<String>,
        pub times: i64,
        pub last_at: Time,
    }
}

/// The part of a statement that both lists share: those of one side that the other works on.
fn between(filter: &mut Filter, pair: &Pair) -> String {
    let mut list = |ids: &[base::DepartmentId]| {
        let places: Vec<_> = ids.iter().map(|id| filter.bind(*id)).collect();
        if places.is_empty() { "0".to_owned() } else { places.join(", ") }
    };
    let (helped, helping) = (list(&pair.helped), list(&pair.helping));
    format!(
        "t.department_id in ({helped}) and (t.team_id is null or t.team_id in
          (select id from team where department_id in ({helping})))"
    )
}

const FACT: &str = "select t.id, t.priority, t.ball, s.name as service, l.name as location,
    t.created_at, t.updated_at from ticket t left join service s on s.id = t.service_id
    left join location l on l.id = t.location_id";

/// Open ones in an order.
pub fn list_open(tx: &mut Tx, pair: &Pair, order: &str, most: usize) -> Result<Vec<Fact>> {
    let mut filter = Filter::default();
    let both = between(&mut filter, pair);
    let text = format!("{FACT} where {both} and t.is_open = true order by {order} limit {most}");
    tx.all(&Sql::built(text), &filter.values)
}

/// Open changes, the newest first.
pub fn list_changes(tx: &mut Tx, pair: &Pair, most: usize) -> Result<Vec<Fact>> {
    let mut filter = Filter::default();
    let both = between(&mut filter, pair);
    let text = format!(
        "{FACT} where {both} and t.is_open = true and t.kind = 'change' order by t.id desc limit {most}"
    );
    tx.all(&Sql::built(text), &filter.values)
}

row! {
    /// Low marks about one service, without who gave them.
    #[derive(Clone, Debug)]
    pub struct LowMark {
        pub service: Option<String>,
        /// Whether it is not told apart: kept from those who helped, or of a small department.
        pub is_hidden: bool,
        /// How many.
        pub times: i64,
        /// How many talks about them are owed.
        pub owed: i64,
    }
}

/// Low marks since a time, by service; those that are not told apart for themselves.
pub fn list_low_marks(
    tx: &mut Tx,
    pair: &Pair,
    (since, fewest): (Time, i64),
) -> Result<Vec<LowMark>> {
    let mut filter = Filter::default();
    let both = between(&mut filter, pair);
    let (since, fewest, low) = (filter.bind(since), filter.bind(fewest), filter.bind(felt::LOW));
    let text = format!(
        "with mark as (select s.name as service, (f.kept_at is not null or
            (select count(*) from person p where p.department_id = t.department_id
              and p.is_active) < {fewest}) as is_hidden,
            (case when exists (select 1 from task k where k.ticket_id = t.id
              and k.is_call_back and k.done_at is null) then 1 else 0 end) as owed
            from feedback f join ticket t on t.id = f.ticket_id
            left join service s on s.id = t.service_id
            where {both} and f.at >= {since} and f.score <= {low})
          select service, is_hidden, count(*) as times, cast(sum(owed) as bigint) as owed
          from mark group by service, is_hidden order by count(*) desc, service limit 100"
    );
    tx.all(&Sql::built(text), &filter.values)
}

/// The same service at the same place, three times or more.
pub fn list_repeats(tx: &mut Tx, pair: &Pair, since: Time, most: usize) -> Result<Vec<Repeat>> {
    let mut filter = Filter::default();
    let both = between(&mut filter, pair);
    let since = filter.bind(since);
    let text = format!(
        "select s.name as service, l.name as location, count(*) as times,
          max(t.created_at) as last_at from ticket t join service s on s.id = t.service_id
          left join location l on l.id = t.location_id
          where {both} and t.created_at >= {since} and t.kind = 'incident'
          group by s.name, l.name having count(*) >= 3
          order by count(*) desc, s.name limit {most}"
    );
    tx.all(&Sql::built(text), &filter.values)
}
