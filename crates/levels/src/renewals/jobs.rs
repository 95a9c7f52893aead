//! What a day brings by itself: a review, or the end.

use crate::{
    agreements::{self, State, event, list_due, say_to, today},
    sides::Side,
};
use base::{Actor, App, Error, Result};

/// Opens reviews whose day has come and ends what has ended; both sides are told. Each thing happens
/// once, however many servers look.
pub async fn run_due(app: &App) -> Result<()> {
    let system = Actor::system();
    let on = today(app).to_string();
    let due = {
        let on = on.clone();
        app.read(move |tx| Ok(list_due(tx, &on)?)).await?
    };
    for one in due {
        let on = on.clone();
        let done = app.act(&system, move |act| {
            // another server may have been quicker
            let now = list_due(act.tx, &on)?;
            let Some(one) = now.into_iter().find(|now| now.id == one.id) else { return Ok(()) };
            let found = agreements::see(act.tx, act.actor, one.id)?;
            let has_passed = |day: &str| !day.is_empty() && day < on.as_str();
            if has_passed(&one.ended_on) || has_passed(&one.ends_on) {
                let words = found.agreement.state_words.clone();
                if one.ended_on.is_empty() {
                    agreements::update_ended(act.tx, one.id, &one.ends_on)?;
                }
                agreements::update_state(act.tx, one.id, State::Ended, &words)?;
                act.record(&event("agreement.ran_out", one.id, "", &one.ends_on))?;
                return say_to(act, &found.agreement, Side::ALL, "agreement-ran-out");
            }
            // the reason of an end that is to come stays
            let kept = Some(found.agreement.state_words.as_str());
            let kept = kept.filter(|_| !one.ended_on.is_empty()).unwrap_or_default();
            agreements::update_state(act.tx, one.id, State::UnderReview, kept)?;
            act.record(&event("agreement.review_due", one.id, "", &one.review_on))?;
            say_to(act, &found.agreement, Side::ALL, "agreement-review-due")
        });
        match done.await {
            // one that cannot be found any more does not keep the others waiting
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
