//! Putting the sides beside each other.

use super::model::{Both, Row};
use crate::{ladders, record};
use base::{Actor, App, Result};

/// How many requests are shown one by one.
const SHOWN: usize = 12;

/// What the requests of a ladder asked, had, were promised and took, beside what is usual.
pub async fn load(app: &App, actor: &Actor, ladder: i64) -> Result<Both> {
    let (inner, actor) = (app.clone(), actor.clone());
    app.read(move |tx| {
        let (ladder, _) = ladders::see(tx, &actor, ladder)?;
        let tickets = ladders::subjects(tx, &inner, &actor, &ladder)?;
        let own: Vec<_> = tickets.iter().map(|ticket| ticket.id).collect();
        let usual = match tickets.first() {
            Some(newest) => record::similar(tx, &inner, newest, &own)?,
            None => record::Usual::default(),
        };
        let like = tickets.first().map(|newest| match &newest.service {
            Some(service) => service.clone(),
            None => actor.language.t(&format!("kind-{}", newest.kind)).to_owned(),
        });
        let all = record::collect(tx, &inner, &tickets)?;
        let rows = all.facts.iter().rev().map(|fact| Row {
            id: fact.id,
            subject: fact.subject.clone(),
            created_at: fact.created_at,
            needed: fact.needed.clone(),
            hurts: fact.hurts.clone(),
            has_place: fact.place.is_some(),
            has_device: fact.device.is_some(),
            has_file: fact.has_file,
            asked_back: fact.asked_back,
            promises: fact.promises,
            answered: fact.first_response_at.map(|at| at.seconds_since(fact.created_at)),
            repaired: fact.resolved_at.map(|at| at.seconds_since(fact.created_at)),
        });
        Ok(Both {
            rows: rows.take(SHOWN).collect(),
            count: all.facts.len(),
            own_answer: record::median(all.to_answer()),
            own_repair: record::median(all.to_repair()),
            usual,
            like: like.unwrap_or_default(),
        })
    })
    .await
}
