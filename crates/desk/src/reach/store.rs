//! Reading why somebody has to do with a ticket.

use super::model::Reasons;
use base::{PersonId, TeamId, TicketId, Tx};
use db::{Filter, Result, Sql};

/// All reasons in one statement; each is a look into an index.
pub fn find(tx: &mut Tx, ticket: TicketId, person: PersonId, teams: &[TeamId]) -> Result<Reasons> {
    let mut filter = Filter::default();
    let (ticket, person) = (filter.bind(ticket), filter.bind(person));
    let teams: Vec<_> = teams.iter().map(|team| filter.bind(*team)).collect();
    let teams = if teams.is_empty() { "0".to_owned() } else { teams.join(", ") };
    let sql = Sql::built(format!(
        "select
          exists (select 1 from watcher where ticket_id = {ticket} and person_id = {person}),
          exists (select 1 from assist where ticket_id = {ticket} and helper_id = {person} and answer is null),
          exists (select 1 from assist where ticket_id = {ticket} and helper_id = {person} and answer is null
            and is_by_helpers),
          exists (select 1 from assist where ticket_id = {ticket} and helper_id = {person} and answer = 'gave'),
          exists (select 1 from referral where ticket_id = {ticket} and ended_at is null and team_id in ({teams})),
          exists (select 1 from merge m join ticket b on b.id = m.into_ticket
            where m.from_ticket = {ticket} and m.undone_at is null
            and (b.team_id in ({teams}) or (b.assignee_id = {person} and {teams_any})))",
        teams_any = if teams == "0" { "false" } else { "true" }
    ));
    let (is_watching, is_asked, is_asked_to_work, has_helped, is_referred, is_merged) =
        tx.one::<(bool, bool, bool, bool, bool, bool)>(&sql, &filter.values)?;
    Ok(Reasons { is_watching, is_asked, is_asked_to_work, has_helped, is_referred, is_merged })
}
