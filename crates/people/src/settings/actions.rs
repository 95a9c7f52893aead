//! Reading and changing settings.

use super::{
    model::{SettingRow, check, rows},
    store,
};
use crate::administration::changes;
use base::{Actor, App, Error, Event, Result, Right};

/// Every setting there is.
pub fn list(app: &App, actor: &Actor) -> Result<Vec<SettingRow>> {
    actor.may(Right::ManageOrganisation)?;
    Ok(rows(&app.config))
}

/// Changes one setting; `None`: as it usually is. `seen` is the value the change was made from: when
/// somebody was quicker, the problem says what it is now.
pub async fn change(
    app: &App,
    actor: &Actor,
    name: &str,
    seen: Option<&str>,
    value: Option<&str>,
) -> Result<()> {
    let all = list(app, actor)?;
    let row = all.into_iter().find(|row| row.name == name).ok_or(Error::NotFound)?;
    if !row.is_open {
        return Err(Error::invalid("value", "problem-setting-pinned"));
    }
    if seen.is_some_and(|seen| seen != row.value) {
        let mut problems = base::Problems::default();
        problems.add_with("value", "problem-changed-field", vec![("now", row.value)]);
        return Err(Error::Invalid(problems));
    }
    if let Some(value) = value {
        check(app.config.at_start(), name, value.trim()).check()?;
    }
    let (key, new) = (row.name.clone(), value.map(|value| value.trim().to_owned()));
    let (before, usual) = (row.value, row.usual);
    app.act(actor, move |act| {
        let after = match &new {
            Some(value) => {
                store::upsert(act.tx, &key, value)?;
                value.clone()
            }
            None => {
                store::delete(act.tx, &key)?;
                usual
            }
        };
        let pair = |value: String| vec![("value", value)];
        let (before, after) = changes(&pair(before), &pair(after));
        if after.is_empty() {
            return Ok(());
        }
        let subject = format!("setting {key}");
        act.record(&Event { kind: "setting.changed", subject, before, after, ..Event::default() })
    })
    .await?;
    refresh(app).await
}

/// Takes in what was chosen in the browser, here or on another server with the same database.
// tidy: allow actor because every server does it at its start and each minute
pub async fn refresh(app: &App) -> Result<()> {
    let chosen = app.read(|tx| Ok(store::list(tx)?)).await?;
    app.config.choose(&chosen);
    Ok(())
}
