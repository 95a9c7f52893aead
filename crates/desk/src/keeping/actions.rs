//! Counting what has become old, and removing it. Each removal takes a few at once and can be run
//! again at any time.

use super::store;
use crate::tickets::{record, reindex};
use base::{Act, Actor, App, Result, Right, TicketId, Time, language};

/// How many messages still have their source, up to `most`.
pub async fn count_raw_mail(app: &App, actor: &Actor, before: Time, most: i64) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    app.read(move |tx| Ok(store::list_raw_mail(tx, before, most)?.len() as i64)).await
}

/// How many files there are still, up to `most`.
pub async fn count_files(app: &App, actor: &Actor, before: Time, most: i64) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    app.read(move |tx| Ok(store::list_files(tx, before, most)?.len() as i64)).await
}

/// How many tickets still have their words, up to `most`.
pub async fn count_words(app: &App, actor: &Actor, before: Time, most: i64) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    app.read(move |tx| Ok(store::list_with_words(tx, before, gone(), most)?.len() as i64)).await
}

/// How many reports by code nobody let through, up to `most`.
pub async fn count_scan_reports(app: &App, actor: &Actor, before: Time, most: i64) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    app.read(move |tx| Ok(store::list_scan_reports(tx, before, most)?.len() as i64)).await
}

/// Removes reports by code that were dropped, or wait, since before a time; how many.
pub async fn remove_scan_reports(app: &App, before: Time, most: i64) -> Result<i64> {
    app.act(&Actor::system(), move |act| {
        let old = store::list_scan_reports(act.tx, before, most)?;
        old.iter().try_for_each(|(id,)| store::delete_scan_report(act.tx, *id))?;
        Ok(old.len() as i64)
    })
    .await
}

/// Removes the source of messages; how many.
// tidy: allow actor because only the daily rule can reach what removes
pub async fn remove_raw_mail(app: &App, before: Time, most: i64) -> Result<i64> {
    let keys = app
        .act(&Actor::system(), move |act| {
            let old = store::list_raw_mail(act.tx, before, most)?;
            old.iter().try_for_each(|(id, _)| store::forget_raw_mail(act.tx, *id))?;
            Ok(old.into_iter().map(|(_, key)| key).collect::<Vec<_>>())
        })
        .await?;
    forget(app, keys).await
}

/// Removes files; how many.
pub async fn remove_files(app: &App, before: Time, most: i64) -> Result<i64> {
    let keys = app
        .act(&Actor::system(), move |act| {
            let old = store::list_files(act.tx, before, most)?;
            old.iter().try_for_each(|(id, _)| store::delete_attachment(act.tx, *id))?;
            Ok(old.into_iter().map(|(_, key)| key).collect::<Vec<_>>())
        })
        .await?;
    forget(app, keys).await
}

/// Removes the bytes that nothing needs any more; how many rows had named them.
async fn forget(app: &App, keys: Vec<String>) -> Result<i64> {
    for key in &keys {
        let asked = key.clone();
        if !app.read(move |tx| Ok(store::is_needed(tx, &asked)?)).await? {
            app.files.remove_old(key, app.now()).await?;
        }
    }
    Ok(keys.len() as i64)
}

/// What stands where words were. The same for everybody: it is stored.
fn gone() -> &'static str {
    language("en").t("keeping-gone")
}

/// Removes what was written on tickets; how many tickets.
pub async fn remove_words(app: &App, before: Time, most: i64) -> Result<i64> {
    app.act(&Actor::system(), move |act| {
        let old = store::list_with_words(act.tx, before, gone(), most)?;
        old.iter().try_for_each(|(id,)| remove_from(act, *id))?;
        Ok(old.len() as i64)
    })
    .await
}

fn remove_from(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    store::empty_words(act.tx, id, gone())?;
    record(act, "ticket.words_removed", id, "", "", false)?;
    reindex(act.tx, id);
    Ok(())
}
