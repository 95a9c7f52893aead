//! The forms for asking another team; they live on the ticket's page.

use super::actions::{self, NewReferral};
use crate::{
    drafts,
    editors::{Editor, Form},
    tickets::show_with,
};
use base::{TeamId, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/referrals", post(refer))
        .route("/tickets/{id}/referrals/{referral}/answer", post(answer))
        .route("/tickets/{id}/referrals/{referral}/withdrawal", post(withdraw))
}

/// A date as a browser sends it: until its end, by the person's own clock.
fn end_of_day(visit: &Visit, typed: &str) -> Option<Time> {
    let date: jiff::civil::Date = typed.trim().parse().ok()?;
    visit.actor.zone.to_timestamp(date.at(17, 0, 0, 0)).ok().map(Time::from)
}

async fn refer(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let typed = fields.get("refer-by").trim();
    let wanted_by = end_of_day(&visit, typed);
    let outcome = match !typed.is_empty() && wanted_by.is_none() {
        true => Err(Error::invalid("refer-by", "problem-date")),
        false => {
            let new = NewReferral {
                team: fields.number("refer-team").map(TeamId),
                words: fields.get("refer-words").to_owned(),
                wanted_by,
            };
            actions::refer(&visit.app, &visit.actor, TicketId(id), new).await
        }
    };
    show_with(&visit, id, outcome, "referred", "referral", fields).await
}

async fn answer(
    visit: Visit,
    Path((id, referral)): Path<(i64, i64)>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (ticket, words) = (TicketId(id), fields.get("refer-answer"));
    let outcome = actions::hand_back(&visit.app, &visit.actor, ticket, referral, words).await;
    if outcome.is_ok() && !actions::still_sees(&visit.app, &visit.actor, ticket).await? {
        let editor = Editor::Row(ticket, Form::ReferralAnswer, referral);
        drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
        return go("/queue?whose=referred&said=handed-back");
    }
    let form = format!("referral-answer/{referral}");
    show_with(&visit, id, outcome, "handed-back", &form, fields).await
}

async fn withdraw(visit: Visit, Path((id, referral)): Path<(i64, i64)>) -> Result<Response> {
    let outcome = actions::withdraw(&visit.app, &visit.actor, TicketId(id), referral).await;
    show_with(&visit, id, outcome, "no-longer-asked", "", Fields::default()).await
}
