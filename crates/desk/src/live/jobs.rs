//! Telling what was committed: here at once, and what other processes on the same database did soon
//! after.

use super::{model, store};
use base::{App, Result, Rows};
use std::time::Duration;
use tokio::sync::watch;

/// Events read at a time.
const MOST: i64 = 500;
/// How far back is looked again, for what committed after something with a higher number.
const OVERLAP: i64 = 100;
/// How often what others committed is looked for where nobody says so, in seconds: the command line
/// files mail beside a running server.
const LOOK: u64 = 2;

/// Tells streams what was committed, until told to stop; then ends them.
pub async fn feed(app: App, mut stop: watch::Receiver<bool>) {
    let carrier = tokio::spawn(carry(app.clone()));
    while !*stop.borrow() {
        if let Err(error) = feed_once(&app).await {
            tracing::warn!(%error, "cannot look for what is new");
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => {}
            () = app.live.stirred() => {}
            () = tokio::time::sleep(Duration::from_secs(LOOK)) => {}
        }
    }
    carrier.abort();
    app.live.close();
}

/// Words to and from the other processes, where the engine carries them.
async fn carry(app: App) {
    let (live, to) = (app.live.clone(), app.clone());
    if db::wire::is_needed(app.db.settings()) {
        live.carry();
    }
    let heard = move |word: &str| super::hear(&to, word);
    let spoken = move || {
        let live = live.clone();
        async move { live.spoken().await }
    };
    db::wire::carry(app.db.settings(), spoken, heard).await;
}

/// Passes on what people were told in Footbridge since the last time.
async fn pass_on_told(app: &App) -> Result<()> {
    let before = [Rows::Notices, Rows::Tidings].map(|of| (of, app.live.last_told(of)));
    let read = app.read(move |tx| {
        let found = before.map(|(of, last)| {
            let from = last.map_or_else(|| store::last_told(tx, of), Ok)?;
            Ok((of, last, from, store::list_told_after(tx, of, from - OVERLAP, MOST)?))
        });
        found.into_iter().collect::<Result<Vec<_>>>()
    });
    for (of, last, from, rows) in read.await? {
        for (id, person) in &rows {
            match last {
                Some(_) => app.live.pass_on_told(of, *id, *person),
                None => app.live.pass_over_told(of, *id),
            }
        }
        let end = rows.last().map_or(from, |(id, _)| from.max(*id));
        app.live.set_last_told(of, Some(end));
    }
    Ok(())
}

/// Tells what was committed since the last time. Costs nothing where nobody listens.
pub async fn feed_once(app: &App) -> Result<()> {
    if app.live.count() == 0 {
        app.live.set_last(None);
        app.live.set_last_told(Rows::Notices, None);
        app.live.set_last_told(Rows::Tidings, None);
        return Ok(());
    }
    pass_on_told(app).await?;
    let Some(last) = app.live.last() else {
        let (last, before) = app
            .read(|tx| {
                let last = store::last(tx)?;
                Ok((last, store::list_after(tx, last - OVERLAP, OVERLAP)?))
            })
            .await?;
        before.iter().for_each(|head| app.live.pass_over(head.id));
        app.live.set_last(Some(last));
        return Ok(());
    };
    let mut after = (last - OVERLAP).max(0);
    loop {
        let heads = app.read(move |tx| Ok(store::list_after(tx, after, MOST)?)).await?;
        let Some(end) = heads.last() else { return Ok(()) };
        after = end.id;
        let is_all = heads.len() < usize::try_from(MOST).unwrap_or_default();
        for head in &heads {
            let ticket = head.ticket_id.map(|id| (id, head.team_id, head.requester_id));
            let said = (head.kind.as_str(), head.subject.as_str());
            app.live.tell(&model::happened(head.id, said, ticket, head.is_internal));
        }
        app.live.set_last(Some(after.max(last)));
        if is_all {
            return Ok(());
        }
    }
}
