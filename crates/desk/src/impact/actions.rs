//! Answering about impact again.

use super::{
    Priority,
    model::Answers,
    store::{insert_statement, update_weight},
};
use crate::{
    tickets::{self, Access, Timeline, can, news_after, record, support_hours, today, update_news},
    voices::stopped_in_short,
};
use base::{Actor, App, Error, Result, TicketId};

/// Takes new answers about impact ("it is worse now"): by the requester or those who work on it.
pub async fn reweigh(app: &App, actor: &Actor, id: TicketId, answers: Answers) -> Result<()> {
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
        if access < Access::Own {
            return Err(Error::Forbidden);
        }
        if !can(Timeline::Reweigh, ticket.state) {
            return Err(Error::Conflict);
        }
        let answers = Answers { is_one_place: ticket.location_id.is_some(), ..answers.clone() };
        let weight = answers.weigh(today(act.app, act.now));
        let by = act.actor.person()?;
        insert_statement(act.tx, id, &answers, &weight, by, act.now)?;
        let language = base::language("en");
        let stopped = stopped_in_short(language, &answers, ticket.location.as_deref());
        update_weight(act.tx, id, &weight, &stopped, act.now)?;
        let before = Priority::of(ticket.priority);
        let after = weight.priority();
        if after.number() < ticket.priority {
            let sooner = news_after(&support_hours(act.app), act.now, after.number());
            let news = ticket.news_by.map_or(sooner, |at| at.min(sooner));
            update_news(act.tx, id, Some(news), act.now)?;
        }
        record(act, "ticket.reweighed", id, before.as_str(), after.as_str(), false)
    })
    .await
}
