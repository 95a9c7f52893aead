//! Keeping what was counted of months that are over.

use super::{
    actions::{count, month_name},
    model::{begin, months},
    store,
};
use crate::relationships;
use base::{Actor, App, Result};

/// A month is final so many days after its end: by then people have said how it felt.
const FINAL_DAYS: i64 = 31;

/// Counts the months that are over and that nobody has counted yet. Safe to run twice and from
/// several processes: the first one to write is right.
pub async fn count_due(app: &App) -> Result<()> {
    let zone = app.config.time_zone();
    let now = app.now();
    let firsts = months(zone.to_datetime(now.timestamp()).date());
    let oldest = firsts.first().map(month_name).unwrap_or_default();
    let system = Actor::system();
    let lasting = app.read(move |tx| relationships::list_mine(tx, &Actor::system())).await?;
    for (of, _) in lasting {
        let (id, from) = (of.id, oldest.clone());
        let kept = app.read(move |tx| Ok(store::list_months(tx, id, &from)?)).await?;
        for pair in firsts.windows(2) {
            let (name, bounds) = (month_name(&pair[0]), (pair[0], pair[1]));
            let is_final = begin(pair[1], &zone).plus_seconds(FINAL_DAYS * 86_400) <= now;
            if !is_final || kept.iter().any(|(month, _)| *month == name) {
                continue;
            }
            let (of, at) = (of.clone(), app.clone());
            // reading takes longest and is no business of the one writer
            let counted = app.read(move |tx| count(tx, &at, &of, bounds)).await?;
            let text = serde_json::to_string(&counted)
                .map_err(|e| base::Error::Internal(e.to_string()))?;
            app.act(&system, move |act| {
                Ok(store::insert_month(act.tx, id, &name, &text, act.now)?)
            })
            .await?;
        }
    }
    Ok(())
}
