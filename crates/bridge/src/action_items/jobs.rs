//! Reminding of what is due.

use super::{
    mail,
    model::{Reminder, reminder},
    store,
};
use base::{Actor, App, Result};

/// Reminds each owner the working day before and on the day, each once, whichever server comes
/// first.
pub async fn remind_due(app: &App) -> Result<()> {
    let now = app.now();
    let today = app.config.time_zone().to_datetime(now.timestamp()).date();
    let ahead = today.checked_add(jiff::Span::new().days(3)).unwrap_or(today).to_string();
    for row in app.read(move |tx| Ok(store::list_due(tx, &ahead)?)).await? {
        let Ok(due) = row.due_on.parse() else { continue };
        let Some(which) = reminder(due, today, row.is_before_sent) else { continue };
        app.act(&Actor::system(), move |act| {
            let (is_mine, key) = match which {
                Reminder::Before => (store::take_before(act.tx, row.id, act.now)?, "before"),
                Reminder::Due => (store::take_due(act.tx, row.id, act.now)?, "due"),
            };
            match is_mine {
                true => mail::tell(act, row.owner_id, key, (row.id, &row.words, &row.due_on)),
                false => Ok(()),
            }
        })
        .await?;
    }
    Ok(())
}
