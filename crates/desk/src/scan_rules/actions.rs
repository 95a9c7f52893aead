//! Reading and settling the rules.

use super::{model::Rules, store};
use base::{Actor, App, Error, Event, Problems, Result, Right, Tx};
use people::administration::{changed_meanwhile, changes};

/// The rules that hold now.
pub(crate) fn load_in(tx: &mut Tx) -> Result<Rules> {
    let stored = store::find(tx)?.and_then(|(text,)| serde_json::from_str(&text).ok());
    Ok(stored.unwrap_or_default())
}

/// The same, for those who look after the organisation.
pub async fn load(app: &App, actor: &Actor) -> Result<Rules> {
    actor.may(Right::ManageOrganisation)?;
    app.read(load_in).await
}

/// Settles the rules, made from those of `new.version`. When somebody was quicker, the problems say
/// what holds now.
pub async fn change(app: &App, actor: &Actor, new: Rules) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let mut problems = Problems::default();
    new.check(&mut problems);
    problems.check()?;
    app.act(actor, move |act| {
        let old = load_in(act.tx)?;
        if old.version != new.version {
            return Err(changed_meanwhile(old.version, &new.pairs(), &old.pairs(), &old.pairs()));
        }
        let (before, after) = changes(&old.pairs(), &new.pairs());
        if after.is_empty() {
            return Ok(());
        }
        let kept = Rules { version: old.version + 1, ..new };
        let text = serde_json::to_string(&kept).map_err(|e| Error::Internal(e.to_string()))?;
        store::put(act.tx, &text)?;
        let subject = "scan rules".to_owned();
        act.record(&Event {
            kind: "scan_rules.changed",
            subject,
            before,
            after,
            ..Event::default()
        })
    })
    .await
}
