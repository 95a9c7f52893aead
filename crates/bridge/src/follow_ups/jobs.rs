//! Reminding, once each.

use super::{model::in_short, store};
use base::{Actor, App, Result};
use desk::{
    notifications::Kind,
    tidings::{Tiding, tell},
};

/// Reminds whoever looks after an idea, or whoever noted it, that it is time to look back. Several
/// servers may call it: each look is reminded of by one.
pub async fn remind_due(app: &App) -> Result<usize> {
    let now = app.now();
    if app.read(move |tx| Ok(store::list_due(tx, now)?)).await?.is_empty() {
        return Ok(0);
    }
    app.act(&Actor::system(), |act| {
        let mut reminded = 0;
        for (look, idea, person, words) in store::list_due(act.tx, act.now)? {
            if store::claim(act.tx, look, act.now)? {
                let href = format!("/ideas/{idea}");
                let look = Tiding::new("idea-look", &in_short(&words), href);
                tell(act, person, &Tiding { kind: Kind::Reminder, ..look })?;
                reminded += 1;
            }
        }
        Ok(reminded)
    })
    .await
}
